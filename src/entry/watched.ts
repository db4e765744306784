/** Makes a run visible to whoever shows it elsewhere: one that goes on, and one that was left behind. */
import { dirname } from "node:path";
import { functionsOf } from "../app/brought.ts";
import { ok } from "../core/base/result.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Fields } from "../core/base/value.ts";
import { board } from "../core/view/board.ts";
import { reapStrays } from "../adapters/system/pursuit.ts";
import { findRun } from "../adapters/store/runs.ts";
import { readSegments, runFolder, type RunFolder } from "../adapters/store/run-folder.ts";
import type { World } from "./command.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";
import { proposedIn } from "./proposed-in.ts";
import type * as Effects from "./handed-over.ts";
import { readOrigin } from "./origin.ts";
import { documentOf, readText, runOutputs } from "./run-document.ts";
import { openRun, type StoredRun } from "./stored-run.ts";
import type { PagePlace, Watched } from "./watch.ts";

type Known = Pick<StoredRun, "folder" | "plan" | "state" | "artifacts"> &
  Readonly<{ plugins: readonly LoadedPlugin[] }>;

/** Read again, since whoever drives a run keeps none of its entries. */
async function pageOf(folder: RunFolder, outputs: Fields, place: PagePlace): Promise<string | null> {
  const run = openRun(folder);
  if (!run.ok) return null;
  const { reportOf } = await import("./run-report.ts");
  return reportOf(run.value, outputs, { ...place, driven: false, state: dirname(dirname(folder.root)) });
}

const proposesIn = (plan: Plan): boolean => plan.extra?.["effects"] !== undefined;

export async function watched(
  { folder, plan, state, artifacts, plugins }: Known,
  world: World,
): Promise<Watched> {
  const origin = readOrigin(folder);
  // Loaded before the run: its document is asked for when there is no time for it any more.
  const effects: typeof Effects | null = proposesIn(plan) ? await import("./handed-over.ts") : null;
  /** Written down at the very end, by who drove the run. */
  const handedOver = (): Fields => {
    const files = effects === null ? ok([]) : readSegments(folder);
    const segments = files.ok ? files.value.map(({ decoded }) => decoded.segment) : [];
    return effects?.handedOverFields(artifacts, proposedIn(segments)) ?? {};
  };
  const outputs = (): Fields => runOutputs({ folder, state, artifacts }, world, functionsOf(plugins));
  return {
    run: folder.id,
    name: plan.name,
    file: origin === undefined ? null : { path: origin.workflow, text: plan.source },
    proposes: proposesIn(plan),
    board: () => board(state, readText(artifacts)),
    document: () => ({ ...documentOf(state, folder.id, artifacts, outputs()), ...handedOver() }),
    page: (place) => pageOf(folder, outputs(), place),
  };
}

/** A run that was left behind, once nothing of it works any more; null where it cannot be read. */
export async function leftBehind(
  stateDirectory: string,
  id: string,
): Promise<Omit<Watched, "document"> | null> {
  const found = findRun(stateDirectory, id);
  if (!found.ok) return null;
  const opened = openRun(runFolder(stateDirectory, found.value));
  if (!opened.ok) return null;
  const { folder, plan, state, artifacts } = opened.value;
  if (board(state, () => null).model.conclusion === null) await reapStrays(folder.id);
  const origin = readOrigin(folder);
  return {
    run: folder.id,
    name: plan.name,
    file: origin === undefined ? null : { path: origin.workflow, text: plan.source },
    proposes: proposesIn(plan),
    board: () => board(state, readText(artifacts)),
    page: (place) => pageOf(folder, {}, place),
  };
}
