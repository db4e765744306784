/** What a run wants written, for the job that writes it: its document, what that refers to, and the journal that says whose word it is. */
import { carryFault } from "../adapters/github/carry-faults.ts";
import { send, serviceFault } from "../adapters/github/carry.ts";
import { at, listAt, parsed, textAt } from "../adapters/github/foreign.ts";
import { nameIn } from "../adapters/github/manifest.ts";
import { misfit, opened, type Opened } from "../adapters/github/parcel.ts";
import type { Results, Stored } from "../adapters/github/results.ts";
import { localArtifacts } from "../adapters/store/local.ts";
import { objectsIn, parcelOf, unpack } from "../adapters/store/parcel-files.ts";
import { readSegments, runFolder, type RunFolder } from "../adapters/store/run-folder.ts";
import { digest, type Digest } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Said } from "./said.ts";
import { guarded, NO_SERVICE, type Of } from "./carry-legs.ts";
import { fullName, labelFrom, resultsFor, type Site } from "./carry-site.ts";
import { proposedIn, type Agreed } from "./proposed-in.ts";

/** So many digits of the document's digest tell the archives of one epoch apart. */
const DIGITS = 16;
const DIGEST = /^[0-9a-f]{64}$/;

/** An archive for each document: ending a run again in the same epoch gives the same one, or another name. */
const writerOf = (document: Digest): string => `effects-${document.slice(0, DIGITS)}`;

/** Of the store everything but this document, and the contents that it names. */
function others(folder: RunFolder, document: Digest): ReadonlySet<Digest> {
  const content = localArtifacts(folder.objects).get(document);
  const value = content === undefined ? null : parsed(new TextDecoder().decode(content));
  const named = listAt(value, "effects")
    .flatMap((effect) => listAt(at(effect, "patch"), "files"))
    .flatMap((file) => textAt(file, "content") ?? [])
    .filter((name) => DIGEST.test(name));
  const wanted = new Set([document, ...named.map(digest)]);
  return new Set([...objectsIn(folder)].filter((name) => !wanted.has(name)));
}

export type LeavingEffects = Of & Readonly<{ head: string }>;

/** Nothing is left of a run that proposes nothing. */
export const leaveEffects = (site: Site, { state, run, head }: LeavingEffects): Promise<Result<null, Said>> =>
  guarded(async () => {
    const folder = runFolder(state, run);
    const files = readSegments(folder);
    const agreed = files.ok ? proposedIn(files.value.map(({ decoded }) => decoded.segment)) : null;
    if (agreed === null) return ok(null);
    const results = resultsFor(site);
    if (results === null) return err(NO_SERVICE);
    const all = parcelOf(folder, { writer: null, without: others(folder, agreed.digest), plans: true });
    const newest = all.ok ? all.value.segments.find(({ header }) => header.epoch === agreed.attempt) : null;
    const plan = newest?.header.plan;
    if (!all.ok || plan === undefined)
      return err({ message: "what the run proposed cannot be read", hint: "re-run the failed jobs" });
    const writer = writerOf(agreed.digest);
    const label = labelFrom(site, { kind: "run", head, run, plan, writer, epoch: agreed.attempt });
    const sent = await send(results, label, all.value.parcel);
    // The same document was left already: by this job, before it was run again.
    return sent.ok || sent.error.kind === "taken" ? ok(null) : sent;
  });

export type WantedEffects = Of & Readonly<{ plan: Digest; head: string; agreed: Agreed }>;

const GONE_ON: Said = {
  message: "the run has gone on since it proposed this",
  hint: "let it end, then deliver what it proposes then",
};

type Found = Readonly<{ results: Results; candidates: readonly Stored[] }>;

/** Whoever wrote later has not heard of the proposal, or has changed what it stands on. */
async function found(site: Site, { run, agreed }: WantedEffects): Promise<Result<Found, Said>> {
  const results = resultsFor(site);
  if (results === null) return err(NO_SERVICE);
  const all = await results.list();
  if (!all.ok) return err(serviceFault(`the run ${run}`, all.error));
  const writer = writerOf(agreed.digest);
  const own = all.value.flatMap((stored) => {
    const name = nameIn(stored.name);
    return name?.run === run ? [{ stored, name }] : [];
  });
  if (own.some(({ name }) => name.epoch > agreed.attempt)) return err(GONE_ON);
  const candidates = own
    .filter(({ name }) => name.writer === writer && name.epoch === agreed.attempt)
    .toSorted((a, b) => a.name.turn - b.name.turn)
    .map(({ stored }) => stored);
  return ok({ results, candidates });
}

async function looked(
  site: Site,
  results: Results,
  stored: Stored,
  { run, plan, head, agreed }: WantedEffects,
): Promise<Result<Opened, Said>> {
  const name = nameIn(stored.name);
  if (name === null) throw new Error("Internal error: a candidate without a name");
  const bytes = await results.download(stored);
  if (!bytes.ok) return err(serviceFault(stored.name, bytes.error));
  const archive = opened(stored.name, bytes.value, name);
  if (!archive.ok) return archive;
  const { ground } = site;
  const { runId: workflowRun, attempt, workflowFile: workflow } = ground;
  const expected = { repository: fullName(ground), workflow, run, workflowRun, attempt, plan, head };
  const wrong = misfit(stored.name, archive.value, expected);
  if (wrong !== null) return err(wrong);
  const isThere = archive.value.parcel.objects.has(agreed.digest);
  return isThere ? archive : err(carryFault("files", stored.name));
}

/** What was agreed to is known by its digest, so whoever sent the archive can leave something out and change nothing. */
export const takeEffects = (site: Site, wanted: WantedEffects): Promise<Result<null, Said>> =>
  guarded(async () => {
    const { state, run, agreed } = wanted;
    const there = await found(site, wanted);
    if (!there.ok) return there;
    const { results, candidates } = there.value;
    const [stored] = candidates;
    if (stored === undefined)
      return err(carryFault("missing", `"${writerOf(agreed.digest)}" of the run ${run}`));
    const archive = await looked(site, results, stored, wanted);
    if (!archive.ok) return archive;
    const done = unpack(state, run, archive.value.parcel);
    return done.ok ? ok(null) : err(carryFault("conflict", stored.name, done.error));
  });
