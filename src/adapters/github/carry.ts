/** What jobs hand to each other: one archive for each writer and epoch, chosen by what it is and never by being the latest. */
import type { Digest, RunId } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { ARCHIVE_FAULTS } from "../../core/guard/archive.ts";
import type { Decoded } from "../../core/journal/codec.ts";
import type { Parcel } from "../../ports/parcel.ts";
import { carryFault, type CarryFault } from "./carry-faults.ts";
import { artifactName, MOST_NAMES, nameIn, type ArtifactName, type Label } from "./manifest.ts";
import { misfit, opened, sealed, type Expected, type Opened } from "./parcel.ts";
import type { ResultsTrouble } from "./results-wire.ts";
import type { Results, Stored } from "./results.ts";

export const DOWNLOADS_AT_ONCE = 8;

export type Sent = Readonly<{ name: string; digest: Digest }>;

export function serviceFault(what: string, { kind, words }: ResultsTrouble): CarryFault {
  switch (kind) {
    case "missing":
      return carryFault("missing", what);
    case "mismatch":
      return carryFault("digest", what);
    case "large":
      return carryFault("large", what, words);
    case "taken":
      return carryFault("taken", what);
    case "unavailable":
      return carryFault("unavailable", words);
    default:
      return carryFault("invalid", words);
  }
}

/** Under its own name; under the next one only where an upload that was cut has used that up. */
export async function send(
  results: Results,
  label: Label,
  parcel: Parcel,
): Promise<Result<Sent, CarryFault>> {
  const whole = sealed(label, parcel);
  const first = artifactName({ ...label, turn: 1 });
  if (!whole.ok) return err(carryFault("large", first, ARCHIVE_FAULTS[whole.error]));
  for (let turn = 1; turn <= MOST_NAMES; turn += 1) {
    const name = artifactName({ ...label, turn });
    const done = await results.upload(name, whole.value.bytes);
    if (done.ok) return ok({ name, digest: done.value });
    if (done.error.kind !== "taken") return err(serviceFault(name, done.error));
    const there = await results.list(name);
    if (!there.ok) return err(serviceFault(name, there.error));
    if (there.value.length > 0) return err(carryFault("taken", name));
  }
  return err(carryFault("taken", first));
}

export type Sought = Readonly<{
  run: RunId;
  /** All epochs up to this one count: what was paid in an earlier one was paid. */
  epoch: number;
  /** Whose segments have to be there, and whose are taken if they are. */
  writers: readonly string[];
  ifThere?: readonly string[];
  /** Archives that are known by their digest already: of these writers no other is looked at. */
  pinned?: ReadonlyMap<string, Digest>;
  expected: Omit<Expected, "run">;
  /** Why a segment is not for its writer to write; null if it is. */
  stray?: (writer: string, segment: Decoded) => string | null;
}>;

type Candidate = Readonly<{ stored: Stored; name: ArtifactName }>;

/** One for each writer and epoch: a later name of the same is looked at only where there is no earlier one. */
function candidates(
  all: readonly Stored[],
  { run, epoch, writers, ifThere = [] }: Sought,
): readonly Candidate[] {
  const wanted = new Set([...writers, ...ifThere]);
  const found = new Map<string, Candidate>();
  for (const stored of all) {
    const name = nameIn(stored.name);
    if (name === null || name.run !== run || name.epoch > epoch || !wanted.has(name.writer)) continue;
    const key = `${name.epoch} ${name.writer}`;
    if ((found.get(key)?.name.turn ?? Infinity) > name.turn) found.set(key, { stored, name });
  }
  return [...found.values()].sort(
    (a, b) => a.name.epoch - b.name.epoch || (a.name.writer < b.name.writer ? -1 : 1),
  );
}

function fault(what: string, found: Opened, { run, expected, stray }: Sought): CarryFault | null {
  const { kind, writer } = found.manifest;
  if (kind !== "leg") return carryFault("name", what);
  const strange = found.segments
    .map((segment) => stray?.(writer, segment) ?? null)
    .find((why) => why !== null);
  if (strange !== undefined) return carryFault("stray", what, strange);
  return misfit(what, found, { ...expected, run });
}

async function taken(
  results: Results,
  { stored, name }: Candidate,
  sought: Sought,
): Promise<Result<Opened, CarryFault>> {
  const what = stored.name;
  const bytes = await results.download(stored);
  if (!bytes.ok) return err(serviceFault(what, bytes.error));
  const found = opened(what, bytes.value, name);
  if (!found.ok) return found;
  const wrong = fault(what, found.value, sought);
  return wrong === null ? found : err(wrong);
}

/** In the order given, a few at a time; the first fault ends it. */
async function allTaken(
  results: Results,
  chosen: readonly Candidate[],
  sought: Sought,
): Promise<Result<readonly Opened[], CarryFault>> {
  const found: Opened[] = [];
  for (let from = 0; from < chosen.length; from += DOWNLOADS_AT_ONCE) {
    const some = chosen.slice(from, from + DOWNLOADS_AT_ONCE);
    for (const one of await Promise.all(some.map((candidate) => taken(results, candidate, sought)))) {
      if (!one.ok) return one;
      found.push(one.value);
    }
  }
  return ok(found);
}

function pinnedOnly(all: readonly Candidate[], { pinned }: Sought): Result<readonly Candidate[], CarryFault> {
  const left = all.filter(({ stored, name }) => {
    const sum = pinned?.get(name.writer);
    return sum === undefined || stored.digest === sum;
  });
  const lost = all.find(
    ({ name }) => pinned?.has(name.writer) === true && !left.some((one) => one.name.writer === name.writer),
  );
  return lost === undefined ? ok(left) : err(carryFault("digest", lost.stored.name));
}

/** Everything of the writers that are wanted, checked, by epoch and writer. */
export async function receive(
  results: Results,
  sought: Sought,
): Promise<Result<readonly Opened[], CarryFault>> {
  const all = await results.list();
  if (!all.ok) return err(serviceFault(`the run ${sought.run}`, all.error));
  const chosen = pinnedOnly(candidates(all.value, sought), sought);
  if (!chosen.ok) return chosen;
  const lost = sought.writers.find((writer) => !chosen.value.some(({ name }) => name.writer === writer));
  if (lost !== undefined) return err(carryFault("missing", `"${lost}" of the run ${sought.run}`));
  return allTaken(results, chosen.value, sought);
}
