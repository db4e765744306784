/** Whose archives a job needs before it can do its part: read from what those have written who deal the parts. */
import { findRun } from "../adapters/store/runs.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import { grounds, legNamed, wavesIn, type Placed } from "../core/run/carried.ts";
import { FINALLY, isConductor, ownedBy } from "../core/run/trespass.ts";
import { openRun, type StoredRun } from "./stored-run.ts";

export type Whose = Readonly<{ leg: string } | { wave: number } | "everything">;

/** `needed` have to be there: whatever was dealt later stands on them. */
export type Writers = Readonly<{ epoch: number; needed: readonly string[]; ifThere: readonly string[] }>;

type Known = Pick<StoredRun, "state" | "segments">;

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

/** Null where the run cannot be read. */
export function writersFor(stateDirectory: string, id: string, whose: Whose): Writers | null {
  const found = findRun(stateDirectory, id);
  const opened = found.ok ? openRun(runFolder(stateDirectory, found.value)) : null;
  return opened?.ok === true ? writersIn(opened.value, whose) : null;
}
