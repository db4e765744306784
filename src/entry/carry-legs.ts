/** What a part of a run on its own machine gets before it begins, and what it leaves when it has ended, also when it failed. */
import { carryFault } from "../adapters/github/carry-faults.ts";
import { receive, send, type Sent, type Sought } from "../adapters/github/carry.ts";
import { objectsIn, parcelOf, unpack } from "../adapters/store/parcel-files.ts";
import { runFolder, type RunFolder } from "../adapters/store/run-folder.ts";
import { StoreTrouble } from "../adapters/store/trouble.ts";
import type { Digest, RunId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Said } from "./said.ts";
import { fullName, labelFrom, resultsFor, type Site } from "./carry-site.ts";

export type Of = Readonly<{ state: string; run: RunId }>;

export const NO_SERVICE: Said = {
  message: "this job has no service of artifacts, so nothing can be handed to the next one",
  hint: "run the whole workflow in one job, with `mode: run`",
};

/** Taken before a leg begins, it tells what the leg has added. */
export const objectsBefore = ({ state, run }: Of): ReadonlySet<Digest> => objectsIn(runFolder(state, run));

export async function guarded<T>(act: () => Promise<Result<T, Said>>): Promise<Result<T, Said>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StoreTrouble) return err(error.trouble);
    throw error;
  }
}

export type Leaving = Of &
  Readonly<{
    writer: string;
    epoch: number;
    /** The commit that the run is about. */
    head: string;
    before: ReadonlySet<Digest>;
    /** True for whoever begins the run, and for nobody else. */
    plans: boolean;
  }>;

/** The digest is that of the archive: with it, whoever comes next takes this one and no other. */
export const leaveLeg = (site: Site, leaving: Leaving): Promise<Result<Sent, Said>> =>
  guarded(async () => {
    const { state, run, writer, epoch, head, before, plans } = leaving;
    const results = resultsFor(site);
    if (results === null) return err(NO_SERVICE);
    const own = parcelOf(runFolder(state, run), { writer: { epoch, writer }, without: before, plans });
    if (!own.ok)
      return err({ message: `"${writer}" left nothing: ${own.error}`, hint: "re-run the failed jobs" });
    const plan = own.value.segments[0]?.header.plan;
    if (plan === undefined) throw new Error("Internal error: a parcel without a segment");
    const label = labelFrom(site, { kind: "leg", head, run, plan, writer, epoch });
    return send(results, label, own.value.parcel);
  });

export type Wanted = Of &
  Readonly<{
    plan: Digest;
    head: string;
    /** How many epochs the run had before this workflow run. */
    offset?: number;
    /** Whose segments have to be there, and whose are taken if they are; all epochs up to this one. */
    writers: readonly string[];
    ifThere: readonly string[];
    epoch: number;
    pinned: ReadonlyMap<string, Digest>;
    stray?: Sought["stray"];
  }>;

/** Everything is looked at before anything is written. */
export const takeLegs = (site: Site, wanted: Wanted): Promise<Result<RunFolder, Said>> =>
  guarded(async () => {
    const { state, run, plan, head, offset = 0, stray, ...which } = wanted;
    const results = resultsFor(site);
    if (results === null) return err(NO_SERVICE);
    const { ground } = site;
    const found = await receive(results, {
      run,
      ...which,
      ...(stray === undefined ? {} : { stray }),
      expected: {
        repository: fullName(ground),
        workflow: ground.workflowFile,
        workflowRun: ground.runId,
        attempt: ground.attempt,
        plan,
        head,
        offset,
      },
    });
    if (!found.ok) return found;
    for (const { manifest, parcel } of found.value) {
      const done = unpack(state, run, parcel);
      if (!done.ok)
        return err(carryFault("conflict", `"${manifest.writer}" of epoch ${manifest.epoch}`, done.error));
    }
    return ok(runFolder(state, run));
  });
