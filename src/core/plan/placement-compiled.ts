/** A plan as legs that are known before it runs: who shares a machine, who waits for whom, which legs wait for people. */
import { unreachable } from "../base/never.ts";
import { inOrder, unitsOf, type Unit } from "./placement-units.ts";
import { fused, SHORT_MS, type Fused, type Weighed } from "./placement-legs.ts";
import { secretsOf } from "./placement-needs.ts";
import { mostTime, unitTime, type Recorded } from "./placement-times.ts";
import type { Plan, Task } from "./plan.ts";

/** A file with more tasks than this is hard to read for people, and slow to start for GitHub. */
export const MAX_COMPILED_TASKS = 200;
/** How long one leg may take: a machine of GitHub is taken away after six hours. */
export const MAX_LEG_MINUTES = 350;
/** To fetch, to install, to upload. */
export const LEG_MARGIN_MINUTES = 10;

/** How people are asked: by a gate in front of the machine, by a run that stops until somebody answers, or by both. */
export type Gate = Readonly<{ task: Task; environment: boolean; pause: string | null }>;

export type CompiledLeg = Readonly<{
  id: string;
  /** Roots with all that stands inside of them, in file order. */
  tasks: readonly Task[];
  roots: readonly Task[];
  /** Ids of others: always earlier ones. */
  needs: readonly string[];
  /** Those of them that only hold a pool's limit. */
  orderedAfter: readonly string[];
  ms: number;
  timeoutMinutes: number;
  gate: Gate | null;
}>;

/** Words that other writers of the run have, and what is no task. */
const TAKEN = /^(?:plan|finish|finally|deliver|local|advance-\d+|answer-.*)$/;
const LONGEST_ID = 56;

/** `[a-z][a-z0-9-]*`: good as the name of a job, of a file and of an artifact. */
function plainId(id: string): string {
  const plain = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, LONGEST_ID)
    .replace(/-+$/, "");
  return plain === "" || TAKEN.test(plain) || !/^[a-z]/.test(plain)
    ? `task-${plain}`.replace(/-$/, "")
    : plain;
}

function named(ids: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return ids.map((id) => {
    const plain = plainId(id);
    let name = plain;
    for (let n = 2; used.has(name); n += 1) name = `${plain}-${n}`;
    used.add(name);
    return name;
  });
}

/** Of approvers who are no persons: what somebody may do in the repository. */
export const APPROVING_LEVELS: readonly string[] = ["read", "triage", "write", "maintain", "admin"];

/** An environment has no form, never agrees by itself, and does not say who has let a job pass. */
export function gateOf(task: Task | undefined): Gate | null {
  if (task === undefined || task.work.type !== "approval") return null;
  const { fields, onTimeout, approvers } = task.work;
  if (onTimeout === "approve") return { task, environment: false, pause: "silence means yes" };
  const field = fields.find(({ required, default: usual }) => required && usual === undefined);
  if (field !== undefined) return { task, environment: true, pause: `it asks for "${field.name}"` };
  const byLevel =
    approvers.length === 0 || approvers.some((one) => APPROVING_LEVELS.includes(one.toLowerCase()));
  return { task, environment: true, pause: byLevel ? null : `it asks ${approvers.join(", ")} in person` };
}

const isOpen = ({ work }: Task): boolean => {
  switch (work.type) {
    case "for_each":
    case "loop":
    case "delegate":
    case "autonomous":
      return true;
    case "agent":
    case "command":
    case "conditional":
    case "parallel":
    case "samples":
    case "rescue":
    case "workflow":
    case "approval":
    case "plugin":
    case "git":
    case "message":
      return false;
    default:
      return unreachable(work);
  }
};

const isGroup = (task: Task, tasks: readonly Task[]): boolean =>
  isOpen(task) || tasks.some(({ parent }) => parent?.id === task.id);

/** Null where the file does not bound it. */
function most(tasks: readonly Task[]): number | null {
  if (tasks.some(isOpen)) return null;
  const times = tasks.filter((task) => !isGroup(task, tasks)).map(mostTime);
  return times.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

export const isShort = ({ tasks, roots }: Unit): boolean => {
  const length = most(tasks);
  return length !== null && length <= SHORT_MS && roots.every(({ work }) => work.type !== "approval");
};

function timeoutOf(plan: Plan, tasks: readonly Task[]): number {
  const bounds = [most(tasks), plan.settings.timeout ?? null].filter((one) => one !== null);
  const minutes = Math.ceil(Math.min(...bounds, MAX_LEG_MINUTES * 60_000) / 60_000);
  return Math.min(MAX_LEG_MINUTES, minutes + LEG_MARGIN_MINUTES);
}

type Draft = Readonly<{ units: readonly Unit[]; needs: readonly number[]; ms: number }>;

/** Of each leg those that it must come after so that no more of a pool run at the same time than it holds. */
function poolOrder(plan: Plan, legs: readonly Draft[]): readonly ReadonlySet<number>[] {
  const extra = legs.map(() => new Set<number>());
  const before = legs.map((): Set<number> => new Set());
  const wait = (at: number, need: number): void => {
    before[at]?.add(need);
    for (const one of before[need] ?? []) before[at]?.add(one);
  };
  const lanes = new Map(
    Object.entries(plan.settings.pools).map(([pool, size]) => [pool, Array.from({ length: size }, () => -1)]),
  );
  for (const [at, { needs, units }] of legs.entries()) {
    for (const need of needs) wait(at, need);
    const tasks = units.flatMap((unit) => unit.tasks);
    for (const [pool, last] of lanes) {
      const own = tasks.filter((task) => poolsOf(task).includes(pool));
      if (own.length === 0) continue;
      // A chain takes one place; what runs side by side inside of a leg may take them all.
      const wide = units.some(
        ({ tasks: some }) => some.length > 1 && some.some((task) => poolsOf(task).includes(pool)),
      );
      const free = last.findIndex((one) => one < 0 || before[at]?.has(one) === true);
      const oldest = last.indexOf(Math.min(...last));
      const taken = wide ? [...last.keys()] : [free >= 0 ? free : oldest];
      for (const lane of taken) {
        const one = last[lane] ?? -1;
        if (one >= 0 && before[at]?.has(one) !== true) {
          extra[at]?.add(one);
          wait(at, one);
        }
        last[lane] = at;
      }
    }
  }
  return extra;
}

function poolsOf(task: Task): readonly string[] {
  const own = task.pool === undefined ? [] : [task.pool];
  const { work } = task;
  if (work.type === "for_each") return [...own, ...work.body.flatMap(poolsOf)];
  return work.type === "delegate" || work.type === "autonomous"
    ? [...own, ...work.team.flatMap(poolsOf)]
    : own;
}

function drafts(plan: Plan, recorded: Recorded): readonly Draft[] {
  const units = unitsOf(plan);
  const weighed = units.map((unit): Weighed => ({
    unit,
    ms: unitTime(unit, recorded, plan.settings.maxParallel),
    kind: unit.roots.some((root) => root.work.type === "approval")
      ? null
      : JSON.stringify(secretsOf(plan, unit.tasks)),
    short: isShort(unit),
  }));
  return inFileOrder(fused(weighed)).map(({ units: some, needs, ms }) => ({
    units: some.flatMap((at) => units[at] ?? []),
    needs,
    ms,
  }));
}

/** As the file has them, as far as the needs allow. */
function inFileOrder(legs: readonly Fused[]): readonly Fused[] {
  const byFile = [...legs.keys()].toSorted((a, b) => (legs[a]?.units[0] ?? 0) - (legs[b]?.units[0] ?? 0));
  const rank = new Map(byFile.map((leg, at) => [leg, at]));
  const order = inOrder(byFile.map((leg) => new Set(legs[leg]?.needs.map((need) => rank.get(need) ?? 0))));
  const placeOf = new Map(order.map((at, place) => [byFile[at], place]));
  return order.flatMap((at) => {
    const leg = legs[byFile[at] ?? -1];
    if (leg === undefined) return [];
    return [{ ...leg, needs: leg.needs.map((need) => placeOf.get(need) ?? 0).toSorted((a, b) => a - b) }];
  });
}

/** Nothing but the file decides, unless durations are given. Each leg comes after its needs. */
export function compiledLegs(plan: Plan, recorded: Recorded = new Map()): readonly CompiledLeg[] {
  const legs = drafts(plan, recorded);
  const extra = poolOrder(plan, legs);
  const ids = named(legs.map(({ units: [unit] }) => unit?.roots[0]?.id ?? ""));
  const idsOf = (places: readonly number[]): readonly string[] => places.map((at) => ids[at] ?? "");
  return legs.map(({ units, needs, ms }, at) => {
    const tasks = units.flatMap((unit) => unit.tasks);
    const roots = units.flatMap((unit) => unit.roots);
    const all = [...new Set([...needs, ...(extra[at] ?? [])])].toSorted((a, b) => a - b);
    const gate = gateOf(roots[0]);
    return {
      id: ids[at] ?? "",
      tasks,
      roots,
      needs: idsOf(all),
      orderedAfter: idsOf([...(extra[at] ?? [])]),
      ms,
      timeoutMinutes: gate === null ? timeoutOf(plan, tasks) : LEG_MARGIN_MINUTES,
      gate,
    };
  });
}

/** Whether anything is left to do when all legs have ended: handlers, and what undoes committed work. */
export const hasEnd = ({ tasks, settings }: Plan): boolean =>
  tasks.some(({ role }) => role !== "task" && role !== "on_start") ||
  (settings.onFailure === "rollback" && tasks.some(({ compensate }) => compensate !== undefined));
