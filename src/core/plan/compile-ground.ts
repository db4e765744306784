/** What lowering the tasks of one file needs to know, whether it is the file that runs or one that it calls. */
import { taskId } from "../base/brand.ts";
import type { AgentDefinition } from "../base/agent.ts";
import { isTemplate } from "../expression/template.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Spec, SpecTask } from "../spec/spec.ts";
import type { Order } from "./compile-order.ts";
import { planTask, type Compiling, type Seed } from "./compile-task.ts";
import { chosen, type Place } from "./compile-work.ts";
import type { Role, Task, Work } from "./plan.ts";

export type Ground = Readonly<{
  spec: Spec;
  agents: ReadonlyMap<string, AgentDefinition>;
  compiling: (agent: string | undefined) => Compiling;
  /** With steering values worked out. */
  fields: (task: SpecTask) => Fields;
  /** Whom the task waits for, by the plan's names. */
  order: (task: SpecTask) => Order;
  steps: (id: string) => readonly SpecTask[];
  byId: ReadonlyMap<string, SpecTask>;
  /** For each task that takes over, the one that it takes over from. */
  owners: ReadonlyMap<string, SpecTask>;
  /** The plan's name for a task of the file. */
  named: (id: string) => string;
  /** For a file that is called: the task that calls it. */
  frame?: Readonly<{ id: string; role: Role }>;
  /** Declared tasks that a lead chooses from. */
  team: (lead: SpecTask, group: string) => readonly Task[];
  /** The tasks of the file that a task calls, after the task itself. */
  called: (task: SpecTask, seed: Seed, fields: Fields, order: Order) => readonly Task[];
}>;

export const placeIn =
  ({ owners, named }: Ground): Place =>
  (id) =>
    owners.has(id) ? undefined : taskId(named(id));

export function without(fields: Fields, keys: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.has(key)));
}

const KEPT = ["condition", "trigger_rule", "priority", "required", "allow_failure", "budget"] as const;
const TITLES = ["name", "description"] as const;

const isPlain = (value: Value | undefined): boolean => typeof value !== "string" || !isTemplate(value);

/** What stays with a group that is made around a task; everything else is its inner task's. */
function groupFields(fields: Fields, own: readonly string[]): Fields {
  const titles = TITLES.filter((key) => isPlain(fields[key]));
  const policy = fields["on_failure"];
  return {
    ...chosen(fields, [...titles, ...KEPT, ...own]),
    ...(policy === "skip" || policy === "continue" ? { on_failure: policy } : {}),
  };
}

const MOVED: ReadonlySet<string> = new Set([
  "condition",
  "trigger_rule",
  "required",
  "allow_failure",
  "budget",
  "dependencies",
]);

/** The fields of the task inside, when a group has taken its own. */
export function innerFields(fields: Fields, taken: string): Fields {
  const rest = without(fields, new Set([...MOVED, taken]));
  return rest["on_failure"] === "retry" ? rest : without(rest, new Set(["on_failure"]));
}

/** `own` are the keys of the author that say what kind of group it is. */
export function groupTask(
  { compiling }: Ground,
  seed: Seed,
  fields: Fields,
  order: Order,
  own: readonly string[],
  work: Work,
): Task {
  const group: Seed = { ...seed, type: "group" };
  return planTask(group, groupFields(fields, own), order, compiling(undefined), { work });
}

/** A child that the plan knows from the start; expressions know it by the name of what it stands in for. */
export const childOf = (seed: Seed, id: string): Seed => ({
  ...seed,
  id,
  alias: seed.alias ?? seed.id,
  parent: { id: seed.id, branch: "all" },
});
