/** The document of a run, with the values that its journal names only by digest. */
import { outputsOf } from "../app/outputs.ts";
import { results } from "../app/results.ts";
import { allowed } from "../app/world.ts";
import type { Digest, RunId } from "../core/base/brand.ts";
import type { Fields } from "../core/base/value.ts";
import type { ForeignFunctions } from "../core/expression/scope.ts";
import { neutralisedJson } from "../core/guard/neutralise.ts";
import type { RunState } from "../core/run/state.ts";
import { document } from "../core/view/document.ts";
import { pendingGates, type Pending, type ReadText } from "../core/view/waiting.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Call, World } from "./command.ts";
import { storedFunctions } from "./plugins.ts";
import { proposedIn } from "./proposed-in.ts";
import { publishedFields, publishedIn } from "./published.ts";
import type { StoredRun } from "./stored-run.ts";

type Folded = Pick<StoredRun, "folder" | "state" | "artifacts">;

/** Digests name what was shown to people; nobody shows more than this of it. */
const MOST_SHOWN_BYTES = 1024 * 1024;

export const readText =
  (artifacts: Artifacts): ReadText =>
  (name) => {
    const bytes = artifacts.head(name, MOST_SHOWN_BYTES);
    return bytes === undefined ? null : new TextDecoder().decode(bytes);
  };

/** The questions of a run that wait for people. */
export const waitingGates = ({
  state,
  artifacts,
}: Pick<StoredRun, "state" | "artifacts">): readonly Pending[] => pendingGates(state, readText(artifacts));

export function documentOf(state: RunState, run: RunId, artifacts: Artifacts, outputs: Fields): Fields {
  const store = results(artifacts);
  const read = (name: Digest) => store.read(name) ?? null;
  return document(state, { run, read, outputs, shown: readText(artifacts) });
}

/** What the run as a whole gave; no secret is within its reach. */
export const runOutputs = (run: Folded, world: World, functions?: ForeignFunctions): Fields =>
  outputsOf({
    run: run.folder.id,
    state: run.state,
    results: results(run.artifacts),
    environment: allowed(world.env),
    secrets: {},
    functions,
  }).values;

/** What it wants written outside, where it wants that. */
async function handedOver({ artifacts, segments }: StoredRun): Promise<Fields> {
  const agreed = proposedIn(segments);
  if (agreed === null) return {};
  const { handedOverFields } = await import("./handed-over.ts");
  return handedOverFields(artifacts, agreed);
}

export async function storedDocument(run: StoredRun, call: Call): Promise<Fields> {
  const functions = await storedFunctions(call, run.plan);
  const document = documentOf(
    run.state,
    run.folder.id,
    run.artifacts,
    runOutputs(run, call.world, functions),
  );
  return {
    ...document,
    ...publishedFields(publishedIn(run.segments)),
    ...(await handedOver(run)),
  };
}

/** What a task handed over, as text. */
export function outputText(run: StoredRun, name: Digest | ""): string {
  const given = name === "" ? undefined : results(run.artifacts).read(name);
  return given?.output ?? "";
}

export const documentText = (fields: Fields): string =>
  neutralisedJson(`${JSON.stringify(fields, null, 2)}\n`);

export const documentLine = (fields: object): string => neutralisedJson(`${JSON.stringify(fields)}\n`);
