/** What a run that has succeeded wants written outside: gathered from its tasks and its files, stored as one document under its digest. */
import { isoText } from "../core/base/instant.ts";
import { millis, type Digest } from "../core/base/brand.ts";
import { canonical, isFields, type Value } from "../core/base/value.ts";
import { allowsAnything, declarationOf, type Declaration } from "../core/effects/declaration.ts";
import { documentFields, documentIn, type EffectsDocument } from "../core/effects/document.ts";
import { MOST_DOCUMENT_BYTES } from "../core/effects/kinds.ts";
import { MOST_FILES, MOST_PATCH_BYTES, type PatchFile } from "../core/effects/patch.ts";
import { proposal, type Offer, type Outcome } from "../core/effects/propose.ts";
import { refusal } from "../core/effects/refusals.ts";
import { err, type Result } from "../core/base/result.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import { redactor } from "../core/guard/redact.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Base, Contents, Outcomes } from "../ports/workspace.ts";
import type { Results } from "./results.ts";
import { scopeOf, type Surroundings } from "./scope.ts";

/** Where the run's result lies, if it has one. */
export type Resulting = Readonly<{ base: Base; commit: string; contents: Outcomes["contents"] }>;

export type Proposal = Readonly<{
  run: string;
  attempt: number;
  around: Surroundings;
  artifacts: Artifacts;
  /** Of everything that must not be shown. */
  secrets: readonly string[];
  /** The commit that the tasks saw. */
  head: string | null;
  /** Files that decided what ran: no result changes them. */
  own: readonly string[];
  result: Resulting | null;
}>;

export type Proposed = Readonly<{ document: EffectsDocument; digest: Digest }>;

/** A group whose result is that of one of its children stands for them; of items each speaks for itself. */
function offersOf(state: RunState, results: Results, task: TaskState): readonly Offer[] {
  const { effects, work, id } = task.task;
  if (!task.attached) return [];
  if (effects === undefined || work.type === "for_each")
    return task.children.flatMap((index) => {
      const child = state.tasks[index];
      return child === undefined ? [] : offersOf(state, results, child);
    });
  const given = task.settled === "success" && task.output !== "" ? results.read(task.output) : undefined;
  const data = given?.structured;
  const said = isFields(data) && Object.hasOwn(data, "effects") ? data["effects"] : undefined;
  return said === undefined ? [] : [{ task: id, may: effects, given: said }];
}

const allOffers = (state: RunState, results: Results): readonly Offer[] =>
  state.tasks
    .filter(({ parent, task }) => parent === -1 && task.role !== "compensate")
    .flatMap((task) => offersOf(state, results, task));

const SECOND = 1000;

const stamp = (at: number): string =>
  isoText(millis(Math.floor(at / SECOND) * SECOND)).replace(/\.\d+Z$/, "Z");

function filesOf({ files, bytes }: Contents, artifacts: Artifacts): readonly PatchFile[] {
  return files.flatMap(({ path, newMode, oldMode, size }): readonly PatchFile[] => {
    const content = bytes.get(path);
    const mode = (content === undefined ? oldMode : newMode) === "100755" ? "100755" : "100644";
    return [{ path, mode, size, content: content === undefined ? null : artifacts.put(content) }];
  });
}

async function outcomeOf(proposing: Proposal): Promise<Outcome> {
  const { result, artifacts, around, run } = proposing;
  if (result === null) return { kind: "none" };
  const { base, commit } = result;
  if (base.head === null || base.head !== base.commit)
    return { kind: "refused", refusal: refusal("uncommitted") };
  const found = await result.contents(base.commit, commit, { files: MOST_FILES, bytes: MOST_PATCH_BYTES });
  if (!found.ok) return { kind: "refused", refusal: refusal("unreadable", found.error) };
  if (found.value.files.length === 0) return { kind: "none" };
  const { state } = around;
  const ends = state.tasks.map(({ finishedAt }) => finishedAt ?? 0);
  const decoder = new TextDecoder();
  const message = `Result of ${state.plan.name}\n\nRun: ${run}`;
  return {
    kind: "made",
    differences: found.value.files,
    patch: {
      base: base.head,
      message,
      at: stamp(Math.max(0, ...ends)),
      files: filesOf(found.value, artifacts),
    },
    texts: [
      ...found.value.files.map(({ path }) => path),
      ...[...found.value.bytes.values()].map((one) => decoder.decode(one)),
    ],
  };
}

/** Null where nobody wrote one, or what it refers to is not there. */
function worded(text: string | null | undefined, around: Surroundings): string | null {
  if (text === null || text === undefined) return null;
  const outcome = evaluateDeep(text, scopeOf(around, null));
  if (!outcome.ok || outcome.value.kind !== "value") return null;
  const { value } = outcome.value;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** As a pattern that stands for nothing else. */
const literal = (path: string): string => path.replace(/[*?\\]/g, "\\$&");

async function documentFor(proposing: Proposal, declaration: Declaration): Promise<EffectsDocument> {
  const { run, attempt, around, head, own, secrets } = proposing;
  const { paths } = declaration;
  const clean = redactor(secrets);
  const wanted = declaration.result?.pullRequest;
  return proposal({
    workflow: around.state.plan.name,
    run,
    attempt,
    head,
    declaration: { ...declaration, paths: { ...paths, more: [...paths.more, ...own.map(literal)] } },
    offers: allOffers(around.state, around.results),
    outcome: declaration.result === null ? { kind: "none" } : await outcomeOf(proposing),
    words: { title: worded(wanted?.title, around), body: worded(wanted?.body, around) },
    leaks: (text) => clean.text(text) !== text,
  });
}

/** Null if nothing is declared, or there is nothing to write and nothing to refuse. */
export async function proposed(proposing: Proposal): Promise<Proposed | null> {
  const declaration = declarationOf(proposing.around.state.plan.extra?.["effects"]);
  if (declaration === null || !allowsAnything(declaration)) return null;
  const document = await documentFor(proposing, declaration);
  if (document.effects.length === 0 && document.refused.length === 0) return null;
  return { document, digest: proposing.artifacts.put(canonical(documentFields(document))) };
}

export const proposedEvent = ({ document, digest }: Proposed): RunEvent => ({
  type: "effects.proposed",
  document: digest,
  count: document.effects.length,
  refused: document.refused.length,
});

/** Refusals are written down besides. */
const LARGEST = 2 * MOST_DOCUMENT_BYTES;

/** Looked at by its digest: other bytes than those that were agreed to are no document. */
export function storedDocument(artifacts: Artifacts, name: Digest): Result<EffectsDocument, string> {
  const bytes = artifacts.get(name);
  if (bytes === undefined) return err("the run's store does not have it, or other bytes than these");
  if (bytes.length > LARGEST) return err("it is larger than any of ours");
  try {
    return documentIn(JSON.parse(new TextDecoder().decode(bytes)) as Value);
  } catch {
    return err("it is no JSON");
  }
}
