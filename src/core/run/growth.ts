/** How a group comes to the children that no plan names: each fact is kept, and those of its opening count. */
import { taskId } from "../base/brand.ts";
import { fnv1a } from "../base/hash.ts";
import type { Entry, Header } from "../journal/event.ts";
import { unreachable } from "../base/never.ts";
import { delegated } from "../plan/delegated.ts";
import type { Task } from "../plan/plan.ts";
import { copied, planted, type Copy } from "./instances.ts";
import { itemIn, roundIn } from "./spot.ts";
import { nameOf } from "./slots.ts";
import { isGroup, type Growth, type RunState, type TaskState } from "./state.ts";

export type GrowthEntry = Extract<
  Entry,
  { type: "task.expanded" | "task.delegated" | "task.picked" | "loop.iterated" }
>;

export const isGrowth = (entry: Entry): entry is GrowthEntry =>
  entry.type === "task.expanded" ||
  entry.type === "task.delegated" ||
  entry.type === "task.picked" ||
  entry.type === "loop.iterated";

/** Keys come from data: what is not plain is told apart by a hash, and never reaches a path as it is. */
export const PLAIN_KEY = /^[A-Za-z0-9._-]{1,64}$/;
const SHORT_KEY = 40;

export function plainKey(key: string): string {
  if (PLAIN_KEY.test(key)) return key;
  const plain = key.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, SHORT_KEY);
  return `${plain}~${fnv1a(key).toString(16).padStart(8, "0")}`;
}

type Part = Readonly<{ tasks: readonly Task[]; copy: Copy }>;

function ofItems(group: TaskState, entry: Extract<GrowthEntry, { type: "task.expanded" }>): readonly Part[] {
  const { work } = group.task;
  if (work.type !== "for_each") return [];
  const { list, trust, stage } = entry;
  return entry.keys.map((key, at) => {
    const item = { key, as: work.as, list, at, trust };
    const copy = { spot: itemIn(group.spot, plainKey(key)), stage, item, mark: entry.marks[at] ?? "" };
    return { tasks: copied(group, work.body, copy), copy };
  });
}

/** What a task holds, however deep, after it. */
function subtree(state: RunState, roots: readonly number[]): readonly Task[] {
  return roots.flatMap((index) => {
    const task = state.tasks[index];
    return task === undefined ? [] : [task.task, ...subtree(state, task.planned)];
  });
}

function ofRound(state: RunState, group: TaskState, stage: number): readonly Part[] {
  const copy: Copy = { spot: roundIn(group.spot, stage), stage, item: null, mark: "" };
  return [{ tasks: copied(group, subtree(state, group.planned), copy), copy }];
}

const within = (team: readonly Task[], root: Task): readonly Task[] => {
  const found: Task[] = [root];
  for (const task of team) if (found.some(({ id }) => id === task.parent?.id)) found.push(task);
  return found;
};

function ofPick(
  group: TaskState,
  { pick, stage, round }: Extract<GrowthEntry, { type: "task.picked" }>,
): readonly Part[] {
  const { work, id } = group.task;
  const member = work.type === "autonomous" ? work.team.find((task) => task.id === pick) : undefined;
  if (member === undefined || work.type !== "autonomous") return [];
  const copy: Copy = { spot: roundIn(group.spot, round), stage, item: null, mark: "" };
  const tasks = copied(group, within(work.team, member), copy);
  const picked = tasks[0]?.id;
  const ask: Task = {
    ...work.ask,
    id: taskId(`${id}/${stage}`),
    alias: work.lead,
    needs: picked === undefined ? [] : [picked],
    rule: "all_done",
    parent: { id, branch: "all" },
    definition: `${work.ask.definition} ${stage}`,
  };
  return [
    { tasks, copy },
    { tasks: [ask], copy: { ...copy, spot: group.spot } },
  ];
}

/** How many leads stand above it. */
export const depthOf = (state: RunState, group: TaskState): number => {
  let depth = 0;
  for (let here = state.tasks[group.parent]; here !== undefined; here = state.tasks[here.parent])
    if (here.task.work.type === "delegate") depth += 1;
  return depth;
};

function ofLead(
  state: RunState,
  group: TaskState,
  { tasks, stage }: Extract<GrowthEntry, { type: "task.delegated" }>,
): readonly Part[] {
  const { work, id } = group.task;
  if (work.type !== "delegate") return [];
  const copy: Copy = { spot: group.spot, stage, item: null, mark: "" };
  const depth = depthOf(state, group);
  const named = tasks.flatMap((words) => {
    const found = delegated(state.plan, group.task, words, depth);
    return found.ok ? found.value : [];
  });
  const made = copied(group, named, copy);
  const collect: Task = {
    ...work.collect,
    id: taskId(`${id}/collect`),
    alias: nameOf(work.collect),
    needs: made.filter(({ parent }) => parent?.id === id).map((task) => task.id),
    parent: { id, branch: "all" },
  };
  return [{ tasks: [...made, collect], copy }];
}

function partsOf(state: RunState, group: TaskState, entry: GrowthEntry): readonly Part[] {
  switch (entry.type) {
    case "task.expanded":
      return ofItems(group, entry);
    case "loop.iterated":
      return group.task.work.type === "loop" ? ofRound(state, group, entry.stage) : [];
    case "task.picked":
      return ofPick(group, entry);
    case "task.delegated":
      return ofLead(state, group, entry);
    default:
      return unreachable(entry);
  }
}

/** Says which tasks were made just now, so that what was heard of them earlier can be told to them. */
export function applyGrowth(state: RunState, header: Header, entry: GrowthEntry): readonly number[] {
  const group = state.tasks[state.byId.get(entry.task) ?? -1];
  // What does not grow has no list of its own to write it on.
  if (group === undefined || !isGroup(group.task) || header.plan !== state.planDigest) return [];
  const made: number[] = [];
  const members: Growth["members"][number][] = [];
  const roots: number[] = [];
  for (const { tasks, copy } of partsOf(state, group, entry)) {
    planted(state, group, tasks, copy).forEach(({ index, root, fresh }, place) => {
      const task = tasks[place];
      if (task === undefined) return;
      members.push({ index, task, item: copy.item ?? group.item });
      if (root) roots.push(index);
      if (fresh) made.push(index);
    });
  }
  const pick = entry.type === "task.picked" ? entry.pick : "";
  group.growth.push({ epoch: header.epoch, stage: entry.stage, pick, roots, members });
  return made;
}
