/** A task that delegates becomes a group: the call that names tasks, what it names, and the call that puts the results together. */
import { taskId } from "../base/brand.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import type { SpecTask } from "../spec/spec.ts";
import { groupTask, innerFields, without, type Ground } from "./compile-ground.ts";
import { AT_ONCE, type Order } from "./compile-order.ts";
import { planTask, type Compiling, type Seed } from "./compile-task.ts";
import { textOf } from "./compile-work.ts";
import { DEFAULT_DELEGATED, DEFAULT_DELEGATION_DEPTH, MAX_DEPTH } from "./defaults.ts";
import { COLLECT_TEXT, DELEGATION, delegationText, membersOf, type Mate } from "./delegation.ts";
import type { Task, Work } from "./plan.ts";
import { escaped, firstLine } from "./said.ts";

/** What concerns the result as a whole is not asked of the call that only hands out. */
const OF_RESULTS: ReadonlySet<string> = new Set([
  "verify",
  "on_invalid_output",
  "max_repairs",
  "compensate",
  "cache",
]);

const numberOf = (value: Value | undefined, usual: number): number =>
  typeof value === "number" ? value : usual;

export function delegateGroup(
  ground: Ground,
  task: SpecTask,
  seed: Seed,
  fields: Fields,
  order: Order,
): readonly Task[] {
  const asked = isFields(fields["delegate"]) ? fields["delegate"] : {};
  const team = ground.team(task, seed.id);
  const named = isList(asked["agents"]) ? asked["agents"].filter((one) => typeof one === "string") : [];
  // Whoever wrote nothing about it has the team do the work.
  const agents = named.length > 0 || task.fields["delegate"] !== undefined ? named : agentsOf(team);
  const maxTasks = numberOf(asked["max_tasks"], Math.max(DEFAULT_DELEGATED, team.length));
  const mates = matesOf(ground, agents);
  const text = delegationText(mates, membersOf(team).map(mateOf), maxTasks);
  const { lead, collect } = calls(
    { id: seed.id, expression: task.id, seed, text },
    innerFields(fields, "delegate"),
    ground.compiling(textOf(fields["agent"])),
  );
  const work: Work = {
    type: "delegate",
    lead: lead.id,
    collect,
    maxTasks,
    maxDepth: Math.min(
      numberOf(asked["max_depth"], DEFAULT_DELEGATION_DEPTH),
      numberOf(ground.spec.settings["max_depth"], MAX_DEPTH),
    ),
    agents,
    team,
  };
  return [groupTask(ground, seed, fields, order, ["delegate"], work), lead];
}

/** Whoever is part of the team may be given more to do. */
const agentsOf = (team: readonly Task[]): readonly string[] => [
  ...new Set(team.flatMap(({ work }) => (work.type === "agent" ? [work.agent] : []))),
];

function matesOf({ agents }: Ground, names: readonly string[]): readonly Mate[] {
  const all = names.length === 0 ? [...agents.keys()] : names;
  return all.map((id) => ({ id, about: escaped(firstLine(agents.get(id)?.description ?? "")) }));
}

export function mateOf({ id, description, work, name, parameters }: Task): Mate {
  const asked = parameters["task"];
  const said = [description, work.type === "agent" ? work.prompt : undefined, asked, name];
  const about = said.find((text) => typeof text === "string" && text !== "");
  const who = work.type === "agent" ? ` (${work.agent})` : "";
  return { id: `${id}${who}`, about: escaped(firstLine(typeof about === "string" ? about : "")) };
}

type Calls = Readonly<{ id: string; expression: string; seed: Seed; text: string }>;

/** The two calls of a lead: the first with the form of its answer, the second with what came of it. */
export function calls(
  { id, expression, seed, text }: Calls,
  fields: Fields,
  compiling: Compiling,
): Readonly<{ lead: Task; collect: Task }> {
  const parameters = isFields(fields["parameters"]) ? fields["parameters"] : {};
  const own = isFields(fields["outputs"]) ? fields["outputs"]["schema"] : undefined;
  const { alias: _, ...place } = seed;
  const parent = { id, branch: "all" } as const;
  const asking: Fields = {
    ...without(fields, OF_RESULTS),
    parameters: { ...parameters, delegation: text },
    outputs: { schema: own ?? DELEGATION },
  };
  const collecting: Fields = {
    ...fields,
    parameters: {
      ...parameters,
      delegation: COLLECT_TEXT,
      results: `\${tasks[${JSON.stringify(expression)}].items}`,
    },
  };
  const last: Order = { needs: [], chained: false, usual: "all_done" };
  return {
    lead: planTask({ ...place, id: taskId(`${id}/plan`), parent }, asking, AT_ONCE, compiling),
    collect: planTask({ ...place, id: taskId(`${id}/collect`), parent }, collecting, last, compiling),
  };
}
