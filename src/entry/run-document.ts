/** The document of a run, with the values that its journal names only by digest. */
import { outputsOf } from "../app/outputs.ts";
import { results } from "../app/results.ts";
import { allowed } from "../app/world.ts";
import type { Digest, RunId } from "../core/base/brand.ts";
import type { Fields } from "../core/base/value.ts";
import type { RunState } from "../core/run/state.ts";
import { document } from "../core/view/document.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { World } from "./command.ts";
import type { StoredRun } from "./stored-run.ts";

type Folded = Pick<StoredRun, "folder" | "state" | "artifacts">;

export function documentOf(state: RunState, run: RunId, artifacts: Artifacts, outputs: Fields): Fields {
  const store = results(artifacts);
  const read = (name: Digest) => store.read(name) ?? null;
  return document(state, { run, read, outputs });
}

/** What the run as a whole gave; no secret is within its reach. */
export const runOutputs = (run: Folded, world: World): Fields =>
  outputsOf({
    run: run.folder.id,
    state: run.state,
    results: results(run.artifacts),
    environment: allowed(world.env),
    secrets: {},
  }).values;

export const storedDocument = (run: StoredRun, world: World): Fields =>
  documentOf(run.state, run.folder.id, run.artifacts, runOutputs(run, world));

/** What a task handed over, as text. */
export function outputText(run: StoredRun, name: Digest | ""): string {
  const given = name === "" ? undefined : results(run.artifacts).read(name);
  return given?.output ?? "";
}

export const documentText = (fields: Fields): string => `${JSON.stringify(fields, null, 2)}\n`;
