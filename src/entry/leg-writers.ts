/** Whose archives a job needs before it can do its part: read from what those have written who deal the parts. */
import { findRun } from "../adapters/store/runs.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import { grounds, legNamed, wavesIn } from "../core/run/carried.ts";
import { FINALLY, isConductor, ownedBy } from "../core/run/trespass.ts";
import { openRun, type StoredRun } from "./stored-run.ts";

export type Whose = Readonly<{ leg: string } | { wave: number } | "everything">;

/** `needed` have to be there: whatever was dealt later stands on them. */
export type Writers = Readonly<{ epoch: number; needed: readonly string[]; ifThere: readonly string[] }>;

/** Every leg that was ever asked for in a wave before this one, also by decisions that were taken again since. */
const askedBefore = ({ segments }: StoredRun, wave: number): readonly string[] =>
  segments
    .filter(({ header }) => isConductor(header.writer))
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      entry.type === "wave.dispatched" && entry.wave < wave ? entry.legs.map(({ id }) => id) : [],
    );

/** Legs of earlier waves; of its own only where they were dealt beforehand and stand on each other. */
function before(run: StoredRun, id: string): Omit<Writers, "epoch"> {
  const { state } = run;
  const leg = legNamed(state, id);
  if (leg === undefined) return { needed: [], ifThere: [id] };
  const waves = wavesIn(state);
  const needed = waves.slice(0, leg.wave - 1).flatMap(({ legs }) => legs.map((one) => one.id));
  const known = grounds(state, leg.tasks);
  const beside = waves[leg.wave - 1]?.legs.filter(({ tasks }) => tasks.some((task) => known.has(task))) ?? [];
  return { needed, ifThere: [id, ...beside.map((one) => one.id), ...askedBefore(run, leg.wave)] };
}

function forConductor({ state, segments }: StoredRun, wave: number): Omit<Writers, "epoch"> {
  const needed = wavesIn(state)
    .slice(0, Math.max(0, wave - 1))
    .flatMap(({ legs }) => legs.map(({ id }) => id));
  return { needed, ifThere: [...ownedBy(segments).keys(), FINALLY] };
}

/** Null where the run cannot be read. */
export function writersFor(stateDirectory: string, id: string, whose: Whose): Writers | null {
  const found = findRun(stateDirectory, id);
  const opened = found.ok ? openRun(runFolder(stateDirectory, found.value)) : null;
  if (opened?.ok !== true) return null;
  const run = opened.value;
  const { epoch } = run.state;
  if (whose === "everything") return { epoch, ...forConductor(run, 0) };
  return { epoch, ...("leg" in whose ? before(run, whose.leg) : forConductor(run, whose.wave)) };
}
