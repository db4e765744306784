/** What can be done now by processes of their own: pieces that belong together, dealt into legs, each with its part of the budget. */
import type { Millis, TaskId } from "../base/brand.ts";
import type { Leg, PauseReason } from "../journal/event.ts";
import type { Task } from "../plan/plan.ts";
import { legsOf, MAX_LEGS, type Dealt, type Piece, type Pool } from "../plan/waves.ts";
import { isWhole } from "../plan/whole.ts";
import { isGate } from "./gates.ts";
import { sizeOf } from "./lanes.ts";
import { isUnlimited, leftFor, owners, RUN, type Limit } from "./money.ts";
import { farQuota } from "./park.ts";
import { placeOf } from "./share.ts";
import { isGroup, type RunState, type TaskState } from "./state.ts";

type Far = Extract<PauseReason, { kind: "quota" }>;

/** The quota that keeps a leg from doing anything with it; null if it can be worked on. */
const farFor = (state: RunState, task: TaskState, now: Millis): Far | null =>
  isGroup(task.task) ? null : farQuota(state, task, now);

const forLegs = (state: RunState): readonly TaskState[] =>
  [...(state.share?.forLegs ?? [])].sort((a, b) => a - b).flatMap((index) => state.tasks[index] ?? []);

export const canDispatch = (state: RunState, now: Millis): boolean =>
  forLegs(state).some((task) => farFor(state, task, now) === null);

/** Everything that is left waits for a quota that is far away. */
export function farForAll(state: RunState, now: Millis): Far | null {
  const far = forLegs(state).map((task) => farFor(state, task, now));
  return far.reduce<Far | null>(
    (best, one) => (one !== null && (best === null || (one.until ?? 0) < (best.until ?? 0)) ? one : best),
    null,
  );
}

/** What stays in one place and can be moved on there, in the order of the plan. */
function places(state: RunState, now: Millis): readonly TaskState[] {
  const found = forLegs(state).filter((task) => farFor(state, task, now) === null);
  return [...new Set(found.map((task) => placeOf(state, task)))].sort((a, b) => a.index - b.index);
}

const isOpen = ({ settled }: TaskState): boolean => settled === null;

/** The one task that may follow in the same place: it waits for nothing else, and nobody else waits for what it waits for. */
function follower(state: RunState, task: TaskState): TaskState | null {
  const waiting = task.dependants.flatMap((index) => state.tasks[index] ?? []);
  const [next] = waiting;
  if (next === undefined || waiting.length > 1 || !next.attached || !isOpen(next)) return null;
  const spread = isGroup(next.task) && !isWhole(next.task);
  if (spread || isGate(next) || next.parent !== task.parent || next.task.role !== task.task.role) return null;
  const others = next.needs.some((need) => need !== task.index && state.tasks[need]?.settled === null);
  return others ? null : next;
}

function chainOf(state: RunState, first: TaskState): readonly TaskState[] {
  const chain = [first];
  for (let next = follower(state, first); next !== null; next = follower(state, next)) chain.push(next);
  return chain;
}

/** What may come into being in a group that grows is not known: it may draw on any pool. */
const GROWS: ReadonlySet<string> = new Set(["for_each", "delegate", "autonomous"]);

function poolsOf(state: RunState, task: TaskState, found: Map<string, number>): void {
  const note = (name: string): void => {
    const size = sizeOf(state.plan, state.sizes, name);
    if (size !== undefined) found.set(name, size);
  };
  for (const pool of task.lane.pools) note(pool);
  if (GROWS.has(task.task.work.type)) for (const pool of Object.keys(state.plan.settings.pools)) note(pool);
  const { concurrency } = task.task;
  if (concurrency !== undefined) found.set(`concurrency ${concurrency.group}`, concurrency.limit);
  for (const index of task.children) {
    const child = state.tasks[index];
    if (child !== undefined) poolsOf(state, child, found);
  }
}

function pieceOf(state: RunState, chain: readonly TaskState[]): Piece {
  const found = new Map<string, number>();
  for (const task of chain) poolsOf(state, task, found);
  const pools = [...found].map(([name, size]): Pool => ({ name, size }));
  return { tasks: chain.map(({ task }) => task.id), pools };
}

const RUNS: ReadonlySet<string> = new Set(["command", "git", "message", "plugin"]);

/** A group may do so without end. */
const mayAsk = ({ work }: Task): boolean => !RUNS.has(work.type);

const asksAgents = (state: RunState, { tasks }: Pick<Dealt, "tasks">): boolean =>
  tasks.some((id: TaskId) => {
    const task = state.tasks[state.byId.get(id) ?? -1];
    return task !== undefined && mayAsk(task.task);
  });

/** Whose budgets the leg draws on: the run's, and those of groups whose steps are done in different places. */
function drawnBy(state: RunState, { tasks }: Pick<Dealt, "tasks">): readonly number[] {
  const own = tasks.flatMap((id) => state.tasks[state.byId.get(id) ?? -1] ?? []);
  return [...new Set(own.flatMap((task) => owners(state, task).filter((owner) => owner !== task.index)))];
}

/** What does not divide goes to those who come first. */
const whole = (amount: number, among: number, at: number): number =>
  Math.floor(amount / among) + (at < amount % among ? 1 : 0);

type Grant = Readonly<{ costUsd: number; tokens: number; agents: number }>;

const ENDLESS = Number.POSITIVE_INFINITY;

/** The smallest of its parts of all these budgets; null if one of them has something left, but not for as many legs. */
function grantFor(state: RunState, shares: readonly Share[]): Grant | null {
  let grant: Grant = { costUsd: ENDLESS, tokens: ENDLESS, agents: ENDLESS };
  for (const { owner, among, at } of shares) {
    const left = leftFor(state, owner);
    const [tokens, agents] = [left.tokens ?? ENDLESS, left.agents ?? ENDLESS].map((amount) =>
      amount === ENDLESS ? ENDLESS : whole(amount, among, at),
    );
    // What has nothing at all left is refused where the task is, and by its name.
    if ((tokens === 0 && left.tokens !== 0) || (agents === 0 && left.agents !== 0)) return null;
    grant = {
      costUsd: Math.min(grant.costUsd, (left.costUsd ?? ENDLESS) / among),
      tokens: Math.min(grant.tokens, tokens ?? ENDLESS),
      agents: Math.min(grant.agents, agents ?? ENDLESS),
    };
  }
  return grant;
}

type Share = Readonly<{ owner: number; among: number; at: number }>;

/** Equal parts for all that may ask agents. */
function granted(state: RunState, legs: readonly Dealt[]): readonly Leg[] {
  const plain = ({ id, tasks }: Dealt): Leg => ({ id, tasks });
  if (isUnlimited(state)) return legs.map(plain);
  const drawing = new Map<number, Dealt[]>();
  for (const leg of legs.filter((one) => asksAgents(state, one)))
    for (const owner of drawnBy(state, leg)) drawing.set(owner, [...(drawing.get(owner) ?? []), leg]);
  return legs.flatMap((leg): readonly Leg[] => {
    const shares = [...drawing].flatMap(([owner, all]): readonly Share[] =>
      all.includes(leg) ? [{ owner, among: all.length, at: all.indexOf(leg) }] : [],
    );
    const grant = grantFor(state, shares);
    if (grant === null) return [];
    const { costUsd, tokens, agents } = grant;
    return [
      {
        ...plain(leg),
        ...(costUsd === ENDLESS ? {} : { costUsd }),
        ...(tokens === ENDLESS ? {} : { tokens }),
        ...(agents === ENDLESS ? {} : { agents }),
      },
    ];
  });
}

/** The same for legs that were cut beforehand. */
export const withGrants = (state: RunState, legs: readonly Leg[]): readonly Leg[] =>
  granted(
    state,
    legs.map(({ id, tasks }) => ({ id, tasks, pools: [] })),
  );

/** The limit that leaves nothing for anybody who may ask an agent; null while there is something left. */
export function usedUp(state: RunState): Limit | null {
  if (isUnlimited(state)) return null;
  const { costUsd, tokens, agents } = leftFor(state, RUN);
  if (agents !== undefined && agents <= 0) return "agents";
  if (costUsd !== undefined && costUsd <= 0) return "cost";
  return tokens !== undefined && tokens <= 0 ? "tokens" : null;
}

/** Something is to be done that may cost, and nothing is left for it. */
export function brokeFor(state: RunState, now: Millis): Limit | null {
  const limit = usedUp(state);
  if (limit === null) return null;
  const legs = legsOf(
    [...places(state, now)].map((place) => pieceOf(state, [place])),
    1,
  );
  return legs.some((leg) => asksAgents(state, leg)) ? limit : null;
}

/** What a conductor has found to be ready, as legs of this wave. */
export function waveOf(state: RunState, wave: number, now: Millis, most = MAX_LEGS): readonly Leg[] {
  const pieces = places(state, now).map((place) => pieceOf(state, chainOf(state, place)));
  return granted(state, legsOf(pieces, wave, most));
}
