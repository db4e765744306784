/** Entry by entry to what is true. One entry costs what it changed: its task and the direct dependants, never a walk over all. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import { NO_ISOLATION } from "../base/isolation.ts";
import { unreachable } from "../base/never.ts";
import type { Conclusion, Entry, Header, Segment, StopReason, TaskEntry } from "../journal/event.ts";
import { closed, observe, rulesOf } from "./circuit.ts";
import { applyUndoing } from "./undoing.ts";
import { settle, touchAll, touchRole } from "./settle.ts";
import { detach } from "./attach.ts";
import { blank } from "./blank.ts";
import { forgetTallies } from "./purse.ts";
import { grantedIn, unhear } from "./unheard.ts";
import { resetQuotas } from "./quota.ts";
import type { EpochFacts, RunState, Stop } from "./state.ts";
import { applyTaskEvent } from "./task-fold.ts";
import type { Plan } from "../plan/plan.ts";

/** Before any entry. */
export function initial(plan: Plan, planDigest: Digest): RunState {
  const state = blank(plan, planDigest);
  touchAll(state);
  return state;
}

function facts(state: RunState, epoch: number): EpochFacts {
  const known = state.epochs.get(epoch);
  if (known !== undefined) return known;
  const fresh: EpochFacts = {
    startedAt: null,
    stop: null,
    concluded: null,
    missing: [],
    finished: null,
    finishedAt: null,
    paused: null,
    granted: {},
    isolation: NO_ISOLATION,
  };
  state.epochs.set(epoch, fresh);
  return fresh;
}

/** A new epoch runs its handlers anew: they belong to the end of a run, not to its work. */
function enter(state: RunState, epoch: number): void {
  state.epoch = epoch;
  // Whoever goes on has a reason to: what was closed before is tried again.
  resetQuotas(state);
  state.circuits.clear();
  forgetTallies(state);
  state.undoing = null;
  for (const task of state.tasks) {
    task.resolution = null;
    const { role } = task.task;
    // What was undone stays undone; whether it is done again is for another rollback to say.
    if (role === "compensate") detach(state, task);
    else if (role !== "task" && role !== "on_start") task.fence = Math.max(task.fence, epoch);
  }
  touchAll(state);
}

/** Several legs may stop a run by themselves: the first of them by its own time, whichever is heard first. */
function outranks(stop: Stop, before: Stop): boolean {
  if (stop.running !== before.running) return stop.running === "end";
  if (stop.at !== before.at) return stop.at < before.at;
  return JSON.stringify(stop.reason) < JSON.stringify(before.reason);
}

/** The stronger stop stands; among equals the earlier one. */
function stop(
  state: RunState,
  epoch: number,
  reason: StopReason,
  running: "finish" | "end",
  at: Millis,
): void {
  const record = facts(state, epoch);
  if (record.stop !== null && !outranks({ reason, running, at }, record.stop)) return;
  record.stop = { reason, running, at };
  if (epoch === state.epoch) touchAll(state);
}

export function apply(state: RunState, header: Header, entry: Entry): void {
  if (header.epoch > state.epoch) enter(state, header.epoch);
  applyKnown(state, header, entry);
  settle(state, entry.at);
}

/** What is open again is void in the epochs before. */
function reopen(state: RunState, epoch: number, rerun: readonly TaskId[]): void {
  for (const id of rerun) {
    const index = state.byId.get(id);
    const task = index === undefined ? undefined : state.tasks[index];
    if (task === undefined || index === undefined) continue;
    task.fence = Math.max(task.fence, epoch);
    state.touched.add(index);
  }
}

const CONCLUSIONS: readonly Conclusion[] = ["success", "paused", "failure", "cancelled"];

/** Whoever cleans up goes by an outcome of its own reckoning; nobody makes the run better than the others saw it. */
const worse = (a: Conclusion | null, b: Conclusion): Conclusion =>
  a === null || CONCLUSIONS.indexOf(b) > CONCLUSIONS.indexOf(a) ? b : a;

function finish(record: EpochFacts, { conclusion, at }: Extract<Entry, { type: "run.finished" }>): void {
  record.finished ??= conclusion;
  record.finishedAt ??= at;
}

/** Only who waits for an outcome looks at it. */
function heardOutcome(state: RunState): void {
  touchRole(state, "on_success");
  touchRole(state, "on_failure");
}

/** The latest word of a person about a limit stands, in whichever order it is heard. */
function grant(
  state: RunState,
  record: EpochFacts,
  { maxCostUsd, maxTokens }: Extract<Entry, { type: "budget.granted" }>,
): void {
  record.granted = {
    ...record.granted,
    ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
  state.granted = grantedIn(state);
  touchAll(state);
}

const earlier = (a: Millis | null, b: Millis): Millis => (a === null || b < a ? b : a);

/** How an agent had been doing when this epoch began. */
function hearsOf(state: RunState, entry: Extract<Entry, { type: "circuit.observed" }>): void {
  const { agent, failures, until, at } = entry;
  const before = state.circuits.get(agent) ?? closed(rulesOf(state.plan.settings));
  state.circuits.set(agent, observe(before, { kind: "observed", failures, until, at }));
}

/** Of another plan nobody is at work. */
function dispatch(
  state: RunState,
  { epoch, plan }: Header,
  { wave, legs }: Extract<Entry, { type: "wave.dispatched" }>,
): void {
  if (plan !== state.planDigest || epoch < (state.waves.get(wave)?.epoch ?? 0)) return;
  state.waves.set(wave, { epoch, legs });
}

const isAboutTask = (entry: Entry): entry is TaskEntry => "task" in entry;

function lose(state: RunState, writer: string): void {
  state.lost.add(writer);
  forgetTallies(state);
  touchAll(state);
}

/** Facts that decide nothing. */
type Aside = Extract<
  Entry,
  { type: "writer.closed" | "workspace.based" | "workspace.published" | "effects.proposed" }
>;

const ASIDE: ReadonlySet<string> = new Set<Aside["type"]>([
  "writer.closed",
  "workspace.based",
  "workspace.published",
  "effects.proposed",
]);

const isAside = (entry: Entry): entry is Aside => ASIDE.has(entry.type);

function applyKnown(state: RunState, header: Header, entry: Entry): void {
  if (isAboutTask(entry)) return applyTaskEvent(state, header, entry);
  if (isAside(entry)) return;
  const { epoch } = header;
  const record = facts(state, epoch);
  switch (entry.type) {
    case "run.started":
      state.startedAt = earlier(state.startedAt, entry.at);
      record.startedAt = earlier(record.startedAt, entry.at);
      return;
    case "run.resumed":
      record.startedAt = earlier(record.startedAt, entry.at);
      if (entry.unheard === true) unhear(state, epoch);
      return reopen(state, epoch, entry.rerun);
    case "run.stopping":
      return stop(state, epoch, entry.reason, entry.running, entry.at);
    case "run.concluded":
      record.concluded = worse(record.concluded, entry.conclusion);
      record.missing = entry.missing ?? [];
      return heardOutcome(state);
    case "run.finished":
      return finish(record, entry);
    case "run.paused":
      return void (record.paused ??= entry.reason);
    case "wave.dispatched":
      return dispatch(state, header, entry);
    case "budget.granted":
      return grant(state, record, entry);
    case "run.isolated":
      return void (record.isolation = { level: entry.level, lacks: entry.lacks ?? null });
    case "circuit.observed":
      return epoch === state.epoch ? hearsOf(state, entry) : undefined;
    case "compensation.planned":
      return applyUndoing(state, entry.tasks, epoch);
    case "writer.lost":
      return lose(state, entry.writer);
    default:
      return unreachable(entry);
  }
}

export function foldSegments(plan: Plan, planDigest: Digest, segments: readonly Segment[]): RunState {
  const state = initial(plan, planDigest);
  for (const { header, entries } of segments) {
    for (const entry of entries) apply(state, header, entry);
  }
  settle(state, state.phaseAt);
  return state;
}
