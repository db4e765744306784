/** Which earlier run an order in a comment is about: by the checks of the commit, then by what their jobs have kept. */
import type { RunId } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { standingOf } from "../../core/guard/earlier-origin.ts";
import { digestOf } from "../system/digest.ts";
import { last, lastEpoch, looked, MOST_EARLIER, MOST_LOOKED_INTO, piecesOf } from "./adopt.ts";
import { carryFault, type CarryFault } from "./carry-faults.ts";
import { disowned } from "./doubtful.ts";
import { parsed, textAt } from "./foreign.ts";
import type { Opened } from "./parcel.ts";
import type { RestArtifacts } from "./rest-artifacts.ts";
import { OURS, type OurCheck } from "./under-way.ts";

export type Ordered = Readonly<{
  /** `owner/name`. */
  repository: string;
  head: string;
  defaultBranch: string;
  checks: readonly OurCheck[];
  /** Whether it is of a workflow that may be meant. */
  mayBe: (workflow: string) => boolean;
  /** Whether it holds what the order speaks of. */
  fits: (found: Opened) => boolean;
}>;

export type Adopted = Readonly<{
  found: Opened;
  /** What the workflow calls itself. */
  workflow: string;
  doubtful: boolean;
}>;

type Found<T> = Promise<Result<T, CarryFault>>;

const FINE: ReadonlySet<string | null> = new Set(["success", "neutral", "skipped"]);

const nameIn = ({ name }: OurCheck): string => name.slice(OURS.length);

/** Of each workflow the newest, if it did not succeed. */
function unsuccessful(all: readonly OurCheck[]): readonly OurCheck[] {
  const newest = all.toSorted((a, b) => (a.since === b.since ? 0 : a.since < b.since ? 1 : -1));
  const first = newest.filter((one, at) => newest.findIndex(({ name }) => name === one.name) === at);
  return first.filter(({ run, conclusion }) => run !== null && !FINE.has(conclusion));
}

function workflowIn({ manifest, parcel }: Opened): string | null {
  const plan = parcel.plans.find((text) => digestOf(text) === manifest.plan);
  return plan === undefined ? null : textAt(parsed(plan), "name");
}

/** Wherever it was last gone on with. */
async function latest(rest: RestArtifacts, run: RunId, ordered: Ordered): Found<Omit<Adopted, "workflow">> {
  const what = `the run ${run}`;
  const all = await lastEpoch(rest, run);
  if (!all.ok) return all;
  const [listed, other] = all.value;
  const [piece] = listed === undefined ? [] : piecesOf(rest, [listed]);
  if (listed === undefined || piece === undefined) return err(carryFault("missing", what));
  if (other !== undefined) return err(carryFault("twice", what));
  if (listed.expired) return err(carryFault("expired", what));
  const origin = await rest.run(listed.workflowRun);
  if (!origin.ok) return origin;
  const { path, conclusion, ...from } = origin.value;
  const foreign = from.foreign || listed.foreign;
  const standing = standingOf({ ...from, foreign, ended: conclusion !== null }, ordered);
  if (standing !== "own" && standing !== "doubtful") return err(carryFault(standing, what));
  const here = { repository: ordered.repository, workflow: path };
  const found = await looked(piece, here, { workflowRun: listed.workflowRun, attempt: null });
  if (!found.ok) return found;
  if (found.value.manifest.head !== ordered.head) return err(carryFault("head", what));
  if (standing === "own") return ok({ found: found.value, doubtful: false });
  const clean = disowned(what, found.value);
  return clean.ok ? ok({ found: clean.value, doubtful: true }) : clean;
}

/** A check that was left open by a job that is no more keeps nobody from going on. */
async function isGoingOn(rest: RestArtifacts, { status, run }: OurCheck): Found<boolean> {
  if (status === "completed" || run === null) return ok(false);
  const origin = await rest.run(run);
  if (origin.ok) return ok(origin.value.conclusion === null);
  return origin.error.kind === "missing" ? ok(false) : origin;
}

/** What the job of a check has kept of the workflow that the check is about. */
async function behind(rest: RestArtifacts, check: OurCheck, ordered: Ordered): Found<Adopted> {
  const workflow = nameIn(check);
  const what = `the last run of ${workflow}`;
  const going = await isGoingOn(rest, check);
  if (!going.ok) return going;
  if (going.value) return err(carryFault("going", what));
  const all = await rest.of(check.run ?? "");
  if (!all.ok) return all;
  let fault = carryFault("missing", what);
  for (const { name } of last(piecesOf(rest, all.value)).slice(0, MOST_LOOKED_INTO)) {
    const found = await latest(rest, name.run, ordered);
    if (!found.ok) fault = found.error;
    else if (workflowIn(found.value.found) === workflow) return ok({ ...found.value, workflow });
  }
  return err(fault);
}

/** The newest that fits; if none does, the newest. Null where this commit has none. */
export async function adoptOrdered(rest: RestArtifacts, ordered: Ordered): Found<Adopted | null> {
  const checks = unsuccessful(ordered.checks).filter((check) => ordered.mayBe(nameIn(check)));
  const found: Result<Adopted, CarryFault>[] = [];
  for (const check of checks.slice(0, MOST_EARLIER)) {
    const one = await behind(rest, check, ordered);
    if (one.ok && ordered.fits(one.value.found)) return one;
    found.push(one);
  }
  return found.find(({ ok: isFound }) => isFound) ?? found[0] ?? ok(null);
}
