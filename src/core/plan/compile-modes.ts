/** All tasks of a file: as they stand, or as what one agent may choose from. */
import { taskId } from "../base/brand.ts";
import type { Fields, Value } from "../base/value.ts";
import { USUAL_LEAD } from "../spec/agent-names.ts";
import { chooserName } from "../spec/chooser.ts";
import type { SpecTask } from "../spec/spec.ts";
import { mateOf } from "./compile-delegate.ts";
import { groupTask, type Ground } from "./compile-ground.ts";
import { lowered } from "./compile-groups.ts";
import { AT_ONCE, type Order } from "./compile-order.ts";
import { modeOf } from "./compile-settings.ts";
import { planTask, type Seed } from "./compile-task.ts";
import { textOf } from "./compile-work.ts";
import { DEFAULT_CHOICES } from "./defaults.ts";
import { choiceSchema, choiceText } from "./choice.ts";
import { membersOf } from "./delegation.ts";
import type { Task, Work } from "./plan.ts";
import { escaped } from "./said.ts";

/** Tasks that stand in the file's own lists; what takes over for another one stands with that one. */
const outermost = ({ spec, owners }: Ground): readonly SpecTask[] =>
  spec.tasks.filter((task) => task.parent === undefined && !owners.has(task.id));

export const leadOf = (ground: Ground): SpecTask | undefined =>
  modeOf(ground.spec.settings) === "hierarchical" ? declared(ground)[0] : undefined;

const declared = (ground: Ground): readonly SpecTask[] =>
  outermost(ground).filter((task) => task.role === "task");

export function tasksOf(ground: Ground, settings: Fields): readonly Task[] {
  const handlers = outermost(ground).filter((task) => task.role !== "task");
  return [...mainTasks(ground, settings), ...handlers.flatMap((task) => lowered(ground, task))];
}

function mainTasks(ground: Ground, settings: Fields): readonly Task[] {
  const tasks = declared(ground);
  switch (modeOf(ground.spec.settings)) {
    case "hierarchical":
      return tasks.slice(0, 1).flatMap((lead) => lowered(ground, lead));
    case "autonomous":
      return tasks.length === 0 ? [] : autonomous(ground, settings);
    default:
      return tasks.flatMap((task) => lowered(ground, task));
  }
}

/** The plan's names of what has to end before the handlers of the file begin. */
export function mainIds(ground: Ground): readonly string[] {
  const { named } = ground;
  switch (modeOf(ground.spec.settings)) {
    case "hierarchical":
      return declared(ground)
        .slice(0, 1)
        .map(({ id }) => named(id));
    case "autonomous":
      return [named(chooserName(ground.byId))];
    default:
      return declared(ground).map(({ id }) => named(id));
  }
}

/** In `mode: hierarchical` all tasks but the first; they wait for each other, but not for the one that names them. */
export function teamOf(ground: Ground, lead: SpecTask, group: string): readonly Task[] {
  if (leadOf(ground) !== lead) return [];
  const others = declared(ground).filter((task) => task !== lead);
  const names = new Set(others.map(({ id }) => ground.named(id)));
  return others.flatMap((task) => {
    const order = ground.order(task);
    const needs = order.needs.filter((need) => names.has(need));
    return lowered(ground, task, { parent: { id: group, branch: "all" }, order: { ...order, needs } });
  });
}

/** One agent is asked what comes next, again and again, and everything that is declared waits for its word. */
function autonomous(ground: Ground, settings: Fields): readonly Task[] {
  const { named, frame } = ground;
  const name = chooserName(ground.byId);
  const id = named(name);
  const seed: Seed = {
    id,
    role: frame?.role ?? "task",
    type: "group",
    ...(frame === undefined ? {} : { frame: frame.id, parent: { id: frame.id, branch: "all" } }),
  };
  const team = declared(ground).flatMap((task) =>
    lowered(ground, task, { parent: { id, branch: "all" }, order: AT_ONCE }),
  );
  const { lead, ask } = askers(ground, seed, name, team);
  const most = settings["max_iterations"];
  const maxIterations = typeof most === "number" ? most : DEFAULT_CHOICES;
  const work: Work = { type: "autonomous", lead: lead.id, ask, team, maxIterations };
  const root: Order = frame === undefined ? AT_ONCE : { ...AT_ONCE, usual: "none_failed" };
  return [groupTask(ground, seed, {}, root, [], work), lead];
}

function askers(
  ground: Ground,
  seed: Seed,
  name: string,
  team: readonly Task[],
): Readonly<{ lead: Task; ask: Task }> {
  const { spec, compiling } = ground;
  const agent = textOf(spec.settings["agent"]) ?? USUAL_LEAD;
  const members = membersOf(team);
  const after = new Map(declared(ground).map((task) => [ground.named(task.id), ground.order(task).needs]));
  const mates = members.map((task) => {
    const { id, about } = mateOf(task);
    const needs = after.get(task.id) ?? [];
    return { id, about: needs.length === 0 ? about : `${about} (after ${needs.join(", ")})` };
  });
  const asked: Fields = {
    type: "agent",
    agent,
    prompt: choiceText(escaped(spec.description === "" ? spec.name : spec.description), mates),
    outputs: { schema: choiceSchema(members.map(({ id }) => id)) },
  };
  const parent = { id: seed.id, branch: "all" } as const;
  const place: Seed = { ...seed, type: "agent", parent };
  const inputs = inputsText(ground);
  const made = `\${tasks[${JSON.stringify(name)}].items ?? []}`;
  const first = { ...asked, ...(inputs === undefined ? {} : { parameters: { inputs } }) };
  const later = { ...asked, parameters: { ...(inputs === undefined ? {} : { inputs }), done: made } };
  return {
    lead: planTask({ ...place, id: taskId(`${seed.id}/1`) }, first, AT_ONCE, compiling(agent)),
    ask: planTask(
      { ...place, id: taskId(`${seed.id}/ask`) },
      later,
      { ...AT_ONCE, usual: "all_done" },
      compiling(agent),
    ),
  };
}

/** Whoever chooses should know what was asked for. */
function inputsText({ spec }: Ground): Value | undefined {
  if (spec.inputs.size === 0) return undefined;
  return Object.fromEntries(
    [...spec.inputs.keys()].map((name) => [name, `\${inputs[${JSON.stringify(name)}] ?? null}`]),
  );
}
