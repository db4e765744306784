/** The reference's picture of the graph: rows that point at each other, and how new ones come about. */
import { delegated } from "../../src/core/plan/delegated.ts";
import { taskId } from "../../src/core/base/brand.ts";
import type { Plan, Task } from "../../src/core/plan/plan.ts";
import type { Fields } from "../../src/core/base/value.ts";
import type { Paid } from "./fate.ts";
import type { Held } from "./naive-limits.ts";

export type Row = {
  id: string;
  task: Task;
  parent: Row | null;
  needs: Row[];
  steps: Row[];
  /** What names end with because of the items around it, and in which rounds it is since the last of those. */
  stem: string;
  rounds: readonly number[];
  /** It came with its group, and not because that one has grown. */
  given: boolean;
  status: string;
  /** It ended because the run was stopped. */
  stopped: boolean;
  startedAt: number | null;
  attemptAt: number;
  endsAt: number;
  retryAt: number;
  doneAt: number;
  n: number;
  agent: number;
  infra: number;
  answer: string | null;
  fellBack: boolean;
  slotted: boolean;
  /** How much was heard of its attempt, when last, and what its call is known to have cost so far. */
  heard: number;
  heardAt: number;
  live: Paid | null;
  held: Held | null;
  /** Taken over from an earlier run. */
  cached: boolean;
  askedAt: number;
  verdict: string | null;
  /** How often it has grown, and what was picked. */
  grown: number;
  picked: string[];
  gives: string;
};

export const ENDED = new Set(["success", "failure", "skipped", "cancelled", "upstream_failed"]);

export const ended = ({ status }: Row): boolean => ENDED.has(status);

export const nameOf = ({ task }: Row): string => task.alias ?? task.id;

export const above = ({ parent }: Row): Row[] => (parent === null ? [] : [parent, ...above(parent)]);

export const isLeaf = ({ task }: Row): boolean =>
  ["agent", "command", "plugin", "approval"].includes(task.work.type);

const blank = (task: Task): Row => ({
  id: task.id,
  task,
  parent: null,
  needs: [],
  steps: [],
  stem: "",
  rounds: [],
  given: true,
  status: "pending",
  stopped: false,
  startedAt: null,
  attemptAt: 0,
  endsAt: 0,
  retryAt: 0,
  doneAt: 0,
  n: 0,
  agent: 0,
  infra: 0,
  answer: null,
  fellBack: false,
  slotted: false,
  heard: 0,
  heardAt: 0,
  live: null,
  held: null,
  cached: false,
  askedAt: 0,
  verdict: null,
  grown: 0,
  picked: [],
  gives: "",
});

/** As after a resume: attempts are counted anew, and nothing is waited for. */
export function refreshed(row: Row, now: number): void {
  Object.assign(row, {
    retryAt: now,
    n: 0,
    agent: 0,
    infra: 0,
    startedAt: null,
    fellBack: false,
    answer: null,
  });
}

/** What stands before its steps' names where it is one of several: `t[a]`, `t#2`, `t~1`, `t/try`. */
const keeps = (name: string, whole: string): boolean =>
  name.startsWith(whole) && /^[/#~]/.test(name.slice(whole.length));

type Spot = Readonly<{ stem: string; rounds: readonly number[] }>;

/** Rounds in rounds are all written, or none if all are the first. */
const roundsOf = ({ rounds }: Spot): string =>
  rounds.some((round) => round > 1) ? rounds.map((round) => `#${round}`).join("") : "";

const inside = ({ stem, rounds }: Spot, work: Task["work"] | undefined): Spot => {
  if (work?.type === "workflow") return { stem: "", rounds: [] };
  return work?.type === "loop" || work?.type === "autonomous"
    ? { stem, rounds: [...rounds, 1] }
    : { stem, rounds };
};

const stepsOf = (group: Row): Spot => inside(group, group.task.work);

/** Without the rounds that it ends with. */
const bare = (id: string): string => id.replace(/(#\d+)+$/, "");

export class Rows {
  readonly all: Row[] = [];

  constructor(tasks: readonly Task[]) {
    this.#join(tasks.map((task) => this.#add(task)));
  }

  /** What a group comes to only when it grows. */
  #later(task: Task): void {
    const row = this.#add(task);
    this.#join([row]);
    row.given = false;
  }

  of(id: string): Row | undefined {
    return this.all.find((row) => row.id === id);
  }

  #add(task: Task): Row {
    const row = blank(task);
    this.all.push(row);
    return row;
  }

  #join(rows: readonly Row[]): void {
    for (const row of rows) {
      const parent = row.task.parent === undefined ? undefined : this.of(row.task.parent.id);
      if (parent !== undefined) {
        row.parent = parent;
        parent.steps.push(row);
        Object.assign(row, stepsOf(parent));
      }
      row.needs = row.task.needs.flatMap((need) => this.of(need) ?? []);
    }
  }

  /** Suffixes add up, and what belongs to a copied task keeps to that one's name. */
  #names(group: Row, pattern: readonly Task[], at: Spot): Map<string, string> {
    const names = new Map<string, string>();
    const spots = new Map<string, Spot>();
    const works = new Map<string, Task["work"]>();
    const frame = group.task.frame === undefined ? undefined : this.of(group.task.frame);
    pattern.forEach(({ id, frame: file, parent, work }, place) => {
      const around = place === 0 || parent === undefined ? undefined : spots.get(parent.id);
      const spot = around === undefined ? at : inside(around, works.get(parent?.id ?? ""));
      spots.set(id, spot);
      works.set(id, work);
      const owner = [file, parent?.id].find((one) => one !== undefined && names.has(one) && keeps(id, one));
      if (owner !== undefined) names.set(id, (names.get(owner) ?? "") + id.slice(owner.length));
      else if (group.task.work.type === "loop") names.set(id, bare(id) + roundsOf(spot));
      else if (id === nameOf(group))
        names.set(id, group.id + at.stem.slice(group.stem.length + roundsOf(group).length));
      else if (id.startsWith(`${group.id}/`)) names.set(id, id);
      else if (frame !== undefined && file !== undefined)
        names.set(id, frame.id + id.slice(file.length) + spot.stem + roundsOf(spot));
      else names.set(id, id + spot.stem + roundsOf(spot));
    });
    return names;
  }

  copy(group: Row, pattern: readonly Task[], at: Spot): readonly Row[] {
    const names = this.#names(group, pattern, at);
    const rows = pattern.map((task, place): Row => {
      const { parent, frame } = task;
      const owner = parent === undefined || place === 0 ? undefined : names.get(parent.id);
      const file = frame === undefined ? undefined : (names.get(frame) ?? group.task.frame);
      return this.#add({
        ...task,
        id: taskId(names.get(task.id) ?? task.id),
        alias: task.alias ?? task.id,
        needs: task.needs.flatMap((need) => names.get(need) ?? []).map(taskId),
        parent:
          owner === undefined || parent === undefined
            ? { id: taskId(group.id), branch: "all" }
            : { ...parent, id: taskId(owner) },
        ...(file === undefined ? {} : { frame: taskId(file) }),
      });
    });
    this.#join(rows);
    for (const row of rows) {
      row.given = row.parent !== group;
      if (!row.given) Object.assign(row, at);
      else if (row.parent !== null) Object.assign(row, stepsOf(row.parent));
    }
    return rows;
  }

  expand(group: Row, keys: readonly string[]): void {
    const { work } = group.task;
    if (work.type === "for_each")
      for (const key of keys)
        this.copy(group, work.body, { stem: `${group.stem}${roundsOf(group)}[${plain(key)}]`, rounds: [] });
  }

  again(group: Row): void {
    const first = group.steps.filter(({ given }) => given);
    const whole = (row: Row): readonly Task[] => [
      row.task,
      ...row.steps.filter(({ given }) => given).flatMap(whole),
    ];
    this.copy(group, first.flatMap(whole), { stem: group.stem, rounds: [...group.rounds, group.grown + 1] });
  }

  delegate(plan: Plan, group: Row, words: readonly Fields[]): void {
    const { work } = group.task;
    if (work.type !== "delegate") return;
    const depth = above(group).filter(({ task }) => task.work.type === "delegate").length;
    const named = words.flatMap((one) => {
      const made = delegated(plan, group.task, one, depth);
      return made.ok ? made.value : [];
    });
    const rows = this.copy(group, named, { stem: group.stem, rounds: group.rounds });
    const needs = rows.filter(({ parent }) => parent === group).map(({ task }) => task.id);
    const parent = { id: taskId(group.id), branch: "all" } as const;
    const collect = {
      ...work.collect,
      id: taskId(`${group.id}/collect`),
      alias: work.collect.id,
      needs,
      parent,
    };
    this.#later(collect);
  }

  pick(group: Row, member: string): void {
    const { work } = group.task;
    if (work.type !== "autonomous") return;
    const within = (id: string): readonly Task[] =>
      work.team.filter(({ parent }) => parent?.id === id).flatMap((task) => [task, ...within(task.id)]);
    const root = work.team.filter(({ id }) => id === member);
    const times = group.picked.filter((one) => one === member).length;
    group.picked.push(member);
    const [picked] = this.copy(group, [...root, ...within(member)], {
      stem: group.stem,
      rounds: [...group.rounds, times + 1],
    });
    const id = taskId(`${group.id}/${group.grown + 1}`);
    const needs = picked === undefined ? [] : [picked.task.id];
    const parent = { id: taskId(group.id), branch: "all" } as const;
    this.#later({ ...work.ask, id, alias: work.lead, needs, rule: "all_done", parent });
  }

  /** One after the other, the latest first. */
  undo(): void {
    const done = this.all.filter(
      ({ task, status, cached }) => task.compensate !== undefined && status === "success" && !cached,
    );
    const order = done.sort((a, b) => b.doneAt - a.doneAt || this.all.indexOf(b) - this.all.indexOf(a));
    let before: Task["id"][] = [];
    for (const { task } of order) {
      if (task.compensate === undefined) continue;
      const id = taskId(`undo:${task.id}`);
      this.#join([
        this.#add({ ...task.compensate, id, role: "compensate", needs: before, rule: "all_success" }),
      ]);
      before = [id];
    }
  }
}

function plain(key: string): string {
  if (/^[A-Za-z0-9._-]{1,64}$/.test(key)) return key;
  let hash = 0x811c9dc5;
  for (const letter of key) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `${key.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 40)}~${hash.toString(16).padStart(8, "0")}`;
}
