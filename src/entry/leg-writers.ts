/** Whose archives a job needs before it can do its part: read from what those have written who deal the parts. */
import { findRun } from "../adapters/store/runs.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import type { Millis, RunId } from "../core/base/brand.ts";
import type { Header } from "../core/journal/event.ts";
import { grounds, legNamed, wavesIn, type Placed } from "../core/run/carried.ts";
import { FINALLY, isConductor, ownedBy } from "../core/run/trespass.ts";
import { openRun, type StoredRun } from "./stored-run.ts";

export type Whose = Readonly<{ leg: string } | { wave: number } | "everything">;

/** `needed` have to be there: whatever was dealt later stands on them. */
export type Writers = Readonly<{ epoch: number; needed: readonly string[]; ifThere: readonly string[] }>;

type Known = Pick<StoredRun, "state" | "segments">;
type Turn = Pick<Placed, "wave" | "epoch">;

/** Every leg that was asked for in a wave before this one, or in an earlier epoch: what is dealt anew may have been done by another. */
const askedBefore = ({ segments }: Known, { wave, epoch }: Placed): readonly string[] =>
  segments
    .filter(({ header }) => isConductor(header.writer))
    .flatMap(({ header, entries }) =>
      entries.flatMap((entry) =>
        entry.type === "wave.dispatched" && (entry.wave < wave || header.epoch < epoch)
          ? entry.legs.map(({ id }) => id)
          : [],
      ),
    );

/** Legs of earlier waves; of its own only where they were dealt beforehand and stand on each other. */
function before(run: Known, id: string): Omit<Writers, "epoch"> {
  const { state } = run;
  const leg = legNamed(state, id);
  if (leg === undefined) return { needed: [], ifThere: [id] };
  const waves = wavesIn(state);
  const needed = waves.slice(0, leg.wave - 1).flatMap(({ legs }) => legs.map((one) => one.id));
  const known = grounds(state, leg.tasks);
  const beside = waves[leg.wave - 1]?.legs.filter(({ tasks }) => tasks.some((task) => known.has(task))) ?? [];
  return { needed, ifThere: [id, ...beside.map((one) => one.id), ...askedBefore(run, leg)] };
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
