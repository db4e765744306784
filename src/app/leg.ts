/** How each part of a run begins, and what it says last: the facts that others go by. */
import type { Millis, TaskId } from "../core/base/brand.ts";
import type { Leg, RunEvent, Segment } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import { MAX_WAVES } from "../core/plan/waves.ts";
import { silentLegs } from "../core/run/carried.ts";
import { waveOf } from "../core/run/legs.ts";
import { owns } from "../core/run/share.ts";
import { factsOf, isStoppable, stopOf, type RunState, type TaskState } from "../core/run/state.ts";
import { FINALLY, isConductor } from "../core/run/trespass.ts";
import { writerKey } from "../core/run/writer.ts";
import { reopened } from "./resume.ts";

const silent = (segments: readonly Segment[], state: RunState): readonly RunEvent[] =>
  segments.flatMap((segment): RunEvent[] => {
    const writer = writerKey(segment.header);
    const closed = segment.entries.some(({ type }) => type === "writer.closed");
    return closed || state.lost.has(writer) ? [] : [{ type: "writer.lost", writer }];
  });

const openTasks = (state: RunState): readonly TaskId[] => {
  const found = reopened(state, { kind: "failed" });
  return found.ok ? found.value : [];
};

/**
 * All jobs before it have ended: whoever did not say so is lost. Legs may be in a new epoch already; the first conductor in it
 * opens again what did not succeed in the earlier ones, and its own kind's words about that with it. Where a leg has stopped the
 * run again, nobody would come to it: a group that is open then and never begins would take with it what was done inside.
 */
export function openingOfConductor(
  state: RunState,
  segments: readonly Segment[],
  epoch: number,
): readonly RunEvent[] {
  const isFirst = !segments.some(({ header }) => header.epoch === epoch && isConductor(header.writer));
  const lost = silent(segments, state);
  if (epoch === 1 || !isFirst) return lost;
  const isStopped = state.epoch === epoch && stopOf(state) !== null;
  return [...lost, { type: "run.resumed", from: epoch - 1, rerun: isStopped ? [] : openTasks(state) }];
}

/** Whoever ends the run opens nothing again: there is nobody left who would do it. */
export const openingOfFinish = (state: RunState, segments: readonly Segment[]): readonly RunEvent[] =>
  silent(segments, state);

/** Only what is its own is open again, and only its own earlier words are known to be its last. */
export function openingOfLeg(
  state: RunState,
  segments: readonly Segment[],
  epoch: number,
  writer: string,
  isOwn: (task: TaskState) => boolean,
): readonly RunEvent[] {
  const own = segments.filter(({ header }) => header.writer === writer);
  if (epoch === state.epoch) return silent(own, state);
  const rerun = openTasks(state).filter((id) => {
    const task = state.tasks[state.byId.get(id) ?? -1];
    return task !== undefined && isOwn(task);
  });
  return [...silent(own, state), { type: "run.resumed", from: state.epoch, rerun }];
}

export const ownsBy =
  (state: RunState, { tasks }: Pick<Leg, "tasks">): ((task: TaskState) => boolean) =>
  (task) =>
    owns(state, { own: new Set(tasks) }, task);

/** Whether somebody has to come after the tasks: `finally`, hooks, what undoes others. */
export const needsCleaning = ({ tasks, settings }: Plan): boolean =>
  tasks.some(({ role }) => role !== "task" && role !== "on_start") ||
  (settings.onFailure === "rollback" && tasks.some(({ compensate }) => compensate !== undefined));

export type Next = Readonly<{ wave: number; legs: readonly Leg[]; tooDeep: boolean }>;

/** What goes on after this wave; nothing while the run is parked, and nothing where there is no place for another wave. */
export function nextWave(state: RunState, wave: number, now: Millis): Next {
  const parked = (factsOf(state)?.paused ?? null) !== null;
  const legs = parked ? [] : waveOf(state, wave, now);
  const tooDeep = wave > MAX_WAVES && legs.length > 0;
  return { wave, legs: tooDeep ? [] : legs, tooDeep };
}

export const dispatched = ({ wave, legs }: Next): RunEvent => ({ type: "wave.dispatched", wave, legs });

export type Standing = "failed" | "waits" | "done";

/** Hooks may fail without a word of the run. */
const DECIDE: ReadonlySet<string> = new Set(["task", "finally"]);

/** The run has failed without it, whatever it means to the tasks around it. */
const isMissed = ({ settled, ending, task: { required, role } }: TaskState): boolean =>
  role === "task" && required && settled !== null && settled !== "success" && ending?.failure !== null;

/** How a leg leaves its tasks: what failed and was not allowed to makes it red, else nobody would do it again. */
export function standingOf(state: RunState, isOwn: (task: TaskState) => boolean, now: Millis): Standing {
  const own = state.tasks.filter((task) => task.attached && isOwn(task));
  const fails = (own: TaskState): boolean => {
    const { settled, task, shielded } = own;
    return (
      isMissed(own) ||
      (settled === "failure" && task.onFailure === "fail" && !shielded && DECIDE.has(task.role))
    );
  };
  if (own.some(fails)) return "failed";
  const waits = own.some(({ phase, retryAt }) => phase === "waiting" && (retryAt ?? 0) > now);
  return waits ? "waits" : "done";
}

/** Whoever was asked, and of whom nothing was heard. */
export function unheard(
  state: RunState,
  segments: readonly Segment[],
  plan: Plan,
  epoch: number,
): readonly string[] {
  const legs = silentLegs(state, segments).map(({ id }) => id);
  const cleaned = segments.some(({ header }) => header.writer === FINALLY && header.epoch === epoch);
  return needsCleaning(plan) && !cleaned ? [...legs, FINALLY] : legs;
}

/** Tasks that nobody will come back to. */
export const hasOpenTasks = (state: RunState): boolean =>
  state.tasks.some((task) => task.attached && task.settled === null && isStoppable(task));
