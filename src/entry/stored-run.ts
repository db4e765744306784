/** A run as it lies on disk: found by what a person typed, read without touching it. */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { localArtifacts } from "../adapters/store/local.ts";
import { lockHolder, type Holder } from "../adapters/store/lock.ts";
import { readPlan } from "../adapters/store/plan-file.ts";
import { readSegments, runFolder, runFolderAt, type RunFolder } from "../adapters/store/run-folder.ts";
import { findRun, RUN_ID } from "../adapters/store/runs.ts";
import { digest, runId, type Digest } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Segment } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import { foldSegments } from "../core/run/fold.ts";
import type { RunState } from "../core/run/state.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Call } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import type { Complaint } from "./say.ts";

export type StoredRun = Readonly<{
  folder: RunFolder;
  plan: Plan;
  segments: readonly Segment[];
  state: RunState;
  artifacts: Artifacts;
}>;

export const stateDirectory = ({ flags, world }: Call): string =>
  resolve(world.directory, flags.text("state-dir") ?? ".claude/workflow-state");

function storedFolder(call: Call, word: string): Result<RunFolder, Complaint> {
  const directory = stateDirectory(call);
  const found = findRun(directory, word);
  if (found.ok) return ok(runFolder(directory, found.value));
  return err({ exit: EXIT.usage, message: lower(found.error.message), help: found.error.hint });
}

/** A folder that was copied from elsewhere, or a run by its id. */
export function anyFolder(call: Call, word: string): Result<RunFolder, Complaint> {
  const path = resolve(call.world.directory, word);
  if (existsSync(resolve(path, "journal"))) return ok(runFolderAt(path, runId(basename(path))));
  return storedFolder(call, word);
}

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

function planIn(folder: RunFolder, wanted: Digest | undefined): Result<Plan, Complaint> {
  const refused = (message: string): Result<never, Complaint> =>
    err({ exit: EXIT.usage, message, help: "a run's folder holds plan.json and journal/" });
  const text = readPlan(folder, wanted);
  if (!text.ok) return refused(text.error);
  try {
    const plan = JSON.parse(text.value) as Plan;
    if (plan.version === 1 && Array.isArray(plan.tasks)) return ok(plan);
  } catch {
    return refused(`the plan ${folder.plan} is damaged`);
  }
  return refused(`the plan ${folder.plan} was written by another version`);
}

/** A folder may be copied under a name of its own, but not under the name of another run. */
function strangerIn(folder: RunFolder, segments: readonly Segment[]): string | undefined {
  const runs = segments.map(({ header }) => header.run);
  return runs.find((run) => (RUN_ID.test(folder.id) ? run !== folder.id : run !== runs[0]));
}

export function openRun(folder: RunFolder): Result<StoredRun, Complaint> {
  const files = readSegments(folder);
  if (!files.ok) {
    const help = "nothing was changed; put a whole copy of the file in its place, or start a new run";
    return err({ exit: EXIT.usage, message: lower(files.error), help });
  }
  const segments = files.value.map((file) => file.decoded.segment);
  const stranger = strangerIn(folder, segments);
  if (stranger !== undefined) {
    const message = `the journal in ${folder.journal} holds entries of another run, ${stranger}`;
    return err({ exit: EXIT.usage, message, help: "put them back where they came from" });
  }
  const header = segments.at(-1)?.header;
  const plan = planIn(folder, header?.plan);
  if (!plan.ok) return plan;
  const id = header?.run ?? folder.id;
  const state = foldSegments(plan.value, header?.plan ?? digest(""), segments);
  const artifacts = localArtifacts(folder.objects);
  return ok({ folder: { ...folder, id }, plan: plan.value, segments, state, artifacts });
}

/** The process that drives the run at this moment. */
export function driverOf(folder: RunFolder): Holder | undefined {
  return existsSync(folder.lock) ? lockHolder(folder.lock) : undefined;
}

/** The run that the first argument names, by default the latest. */
export function openNamed(call: Call): Result<StoredRun, Complaint> {
  const folder = storedFolder(call, call.args[0] ?? "latest");
  return folder.ok ? openRun(folder.value) : folder;
}
