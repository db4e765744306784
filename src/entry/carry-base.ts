/** All that a run was before it is gone on with on several machines: one archive beside the others, known by its digest. */
import { carryFault } from "../adapters/github/carry-faults.ts";
import { send, serviceFault, type Sent } from "../adapters/github/carry.ts";
import { nameIn } from "../adapters/github/manifest.ts";
import { misfit, opened } from "../adapters/github/parcel.ts";
import type { Stored } from "../adapters/github/results.ts";
import { parcelOf, unpack, WHOLE } from "../adapters/store/parcel-files.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import type { Digest, RunId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { guarded, NO_SERVICE, type Of } from "./carry-legs.ts";
import { fullName, labelFrom, resultsFor, type Site } from "./carry-site.ts";
import type { Said } from "./said.ts";

/** What its writer is called: nobody looks for it under the name of a run that is over. */
const BASE = "base";

export type LeavingBase = Of & Readonly<{ plan: Digest; epoch: number; head: string }>;

export const leaveBase = (site: Site, leaving: LeavingBase): Promise<Result<Sent, Said>> =>
  guarded(async () => {
    const { state, run, plan, epoch, head } = leaving;
    const results = resultsFor(site);
    if (results === null) return err(NO_SERVICE);
    const whole = parcelOf(runFolder(state, run), WHOLE);
    if (!whole.ok) return err({ message: whole.error, hint: "start a new run, without `resume`" });
    const label = labelFrom(site, { kind: "run", head, run, plan, writer: BASE, epoch });
    return send(results, label, whole.value.parcel);
  });

const isOf =
  (run: RunId, sum: Digest) =>
  ({ name, digest }: Stored): boolean => {
    const found = nameIn(name);
    return found !== null && found.run === run && found.writer === BASE && digest === sum;
  };

export type WantedBase = Of & Readonly<{ plan: Digest; head: string; base: Digest }>;

export const takeBase = (site: Site, wanted: WantedBase): Promise<Result<null, Said>> =>
  guarded(async () => {
    const { state, run, plan, head, base } = wanted;
    const results = resultsFor(site);
    if (results === null) return err(NO_SERVICE);
    const all = await results.list();
    if (!all.ok) return err(serviceFault(`the run ${run}`, all.error));
    const stored = all.value.find(isOf(run, base));
    const name = nameIn(stored?.name ?? "");
    if (stored === undefined || name === null)
      return err(carryFault("missing", `"${BASE}" of the run ${run}`));
    const bytes = await results.download(stored);
    if (!bytes.ok) return err(serviceFault(stored.name, bytes.error));
    const found = opened(stored.name, bytes.value, name);
    if (!found.ok) return found;
    const { ground } = site;
    const { runId: workflowRun, attempt, workflowFile: workflow } = ground;
    const expected = { repository: fullName(ground), workflow, run, workflowRun, attempt, plan, head };
    const wrong = misfit(stored.name, found.value, expected);
    if (wrong !== null) return err(wrong);
    const done = unpack(state, run, found.value.parcel);
    return done.ok ? ok(null) : err(carryFault("conflict", stored.name, done.error));
  });
