/** Whose archives a job needs before it can do its part: read from what those have written who deal the parts. */
import { findRun } from "../adapters/store/runs.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import type { Millis, RunId, TaskId } from "../core/base/brand.ts";
import type { Header, Leg } from "../core/journal/event.ts";
import type { RunState } from "../core/run/state.ts";
import { grounds, legNamed, wavesIn, type Placed } from "../core/run/carried.ts";
import { FINALLY, isConductor, ownedBy } from "../core/run/trespass.ts";
import { openRun, type StoredRun } from "./stored-run.ts";

export type Whose = Readonly<{ leg: string } | { wave: number } | "everything">;

/** `needed` have to be there: whatever was dealt later stands on them. */
export type Writers = Readonly<{ epoch: number; needed: readonly string[]; ifThere: readonly string[] }>;

type Known = Pick<StoredRun, "state" | "segments">;
type Turn = Pick<Placed, "wave" | "epoch">;

/** Every leg that was asked for in a wave before this one, or in an earlier epoch: what is dealt anew may have been done by another. */
const askedBefore = ({ segments }: Known, { wave, epoch }: Placed): readonly Leg[] =>
  segments
    .filter(({ header }) => isConductor(header.writer))
    .flatMap(({ header, entries }) =>
      entries.flatMap((entry) =>
        entry.type === "wave.dispatched" && (entry.wave < wave || header.epoch < epoch) ? entry.legs : [],
      ),
    );

/** The task and the groups around it. */
function around(state: RunState, id: TaskId): readonly TaskId[] {
  const found: TaskId[] = [];
  for (let task = state.tasks[state.byId.get(id) ?? -1]; task !== undefined; task = state.tasks[task.parent])
    found.push(task.task.id);
  return found;
}

/**
 * Whether the leg works on something that these tasks stand on: on that itself, on what it is a step of, or on a step of it. What
 * the parts are was decided by those who deal them, whose word is read first; a task that only legs know of is in a leg with its group.
 */
function standsOn(state: RunState, own: readonly TaskId[]): (leg: Pick<Leg, "tasks">) => boolean {
  const known = grounds(state, own);
  const wide = new Set([...known].flatMap((id) => around(state, id)));
  return ({ tasks }) =>
    tasks.some(
      (id) => !state.byId.has(id) || wide.has(id) || around(state, id).some((one) => known.has(one)),
    );
}

/** Of the legs of earlier waves those that its tasks stand on; of its own only where they were dealt beforehand. */
function before(run: Known, id: string): Omit<Writers, "epoch"> {
  const { state } = run;
  const leg = legNamed(state, id);
  if (leg === undefined) return { needed: [], ifThere: [id] };
  const waves = wavesIn(state);
  const isGround = standsOn(state, leg.tasks);
  const idsOf = (legs: readonly Leg[]): readonly string[] => legs.filter(isGround).map((one) => one.id);
  const needed = waves.slice(0, leg.wave - 1).flatMap(({ legs }) => idsOf(legs));
  const beside = waves[leg.wave - 1]?.legs ?? [];
  return { needed, ifThere: [id, ...idsOf(beside), ...idsOf(askedBefore(run, leg))] };
}

function forConductor({ state, segments }: Known, wave: number): Omit<Writers, "epoch"> {
  const needed = wavesIn(state)
    .slice(0, Math.max(0, wave - 1))
    .flatMap(({ legs }) => legs.map(({ id }) => id));
  return { needed, ifThere: [...ownedBy(segments).keys(), FINALLY] };
}

export function writersIn(run: Known, whose: Whose): Writers {
  const { epoch } = run.state;
  if (whose === "everything") return { epoch, ...forConductor(run, 0) };
  return { epoch, ...("leg" in whose ? before(run, whose.leg) : forConductor(run, whose.wave)) };
}

/** Up to when the jobs before have decided, and so have told: those of earlier epochs, and whoever dealt the waves before this one. */
export function decidedIn({ segments }: Pick<StoredRun, "segments">, { wave, epoch }: Turn): Millis | null {
  const isBefore = ({ writer, epoch: own }: Header): boolean => {
    const dealt = writer === "plan" ? 0 : Number(/^advance-(\d+)$/.exec(writer)?.[1] ?? NaN);
    return own < epoch || (own === epoch && dealt < wave);
  };
  const times = segments.flatMap(({ header, entries }) =>
    isBefore(header) ? entries.slice(-1).map(({ at }) => at) : [],
  );
  return times.length === 0 ? null : times.reduce((last, at) => (at > last ? at : last));
}

export function decidedUntil(stateDirectory: string, id: RunId, place: Turn): Millis | null {
  const opened = openRun(runFolder(stateDirectory, id));
  return opened.ok ? decidedIn(opened.value, place) : null;
}

/** Null where the run cannot be read. */
export function writersFor(stateDirectory: string, id: string, whose: Whose): Writers | null {
  const found = findRun(stateDirectory, id);
  const opened = found.ok ? openRun(runFolder(stateDirectory, found.value)) : null;
  return opened?.ok === true ? writersIn(opened.value, whose) : null;
}
