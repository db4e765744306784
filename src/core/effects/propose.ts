/** From what the tasks of a run said to what is to be written: only what was declared, only as often, clean, in order, each under its key. */
import { canonical, isList, type Value } from "../base/value.ts";
import { byteLength } from "../base/cut.ts";
import { refFault } from "../base/ref-name.ts";
import { sha256 } from "../base/sha256.ts";
import { body, cleaned, holdsSecret, line, type Leaks } from "./clean.ts";
import { isDeclared, type Declaration, type ResultWish } from "./declaration.ts";
import { documentFields, type EffectsDocument, type Placed, type Refused, type Written } from "./document.ts";
import { effectOf, type Effect } from "./effect.ts";
import {
  ALL_KINDS,
  EFFECTS_VERSION,
  LONGEST_BODY,
  LONGEST_TITLE,
  MOST_DOCUMENT_BYTES,
  MOST_EFFECTS,
  rowOf,
  type Kind,
} from "./kinds.ts";
import { patchRefusal, type Difference, type Patch } from "./patch.ts";
import { refusal, type Refusal } from "./refusals.ts";

/** What one task handed over, in the order of the plan. `may` are the words under which it declared them. */
export type Offer = Readonly<{ task: string; may: readonly string[]; given: Value }>;

/** What the run made of the files; `differences` and `patch` tell of the same. */
export type Outcome = Readonly<
  | { kind: "none" }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "made"; differences: readonly Difference[]; patch: Patch; texts: readonly string[] }
>;

export type Proposing = Readonly<{
  workflow: string;
  run: string;
  attempt: number;
  head: string | null;
  declaration: Declaration;
  offers: readonly Offer[];
  outcome: Outcome;
  /** Of the pull request, with their expressions worked out; null where nobody wrote one. */
  words: Readonly<{ title: string | null; body: string | null }>;
  leaks: Leaks;
}>;

type Found = Readonly<{ task: string; effect: Effect }>;

const HOW_MUCH = 32;

const keyOf = (...parts: readonly Value[]): string => sha256(canonical(parts)).slice(0, HOW_MUCH);

/** Comments belong to the workflow and are changed in place; everything else to this run. */
function keyFor({ workflow, run }: Proposing, { task, effect }: Found, index: number): string {
  if (effect.kind === "comment") return keyOf(workflow, "comment", index);
  return keyOf(run, task, effect.kind, index);
}

const refused = (task: string | null, kind: string, why: Refusal): Refused => ({ task, kind, ...why });

function read(
  { declaration, leaks }: Proposing,
  { task, may, given }: Offer,
  list: Refused[],
): readonly Found[] {
  if (given === null) return [];
  if (!isList(given)) {
    list.push(refused(task, "effects", refusal("malformed", "`effects` is no list")));
    return [];
  }
  if (given.length > MOST_EFFECTS) {
    list.push(refused(task, "effects", refusal("many", `${given.length}, at most ${MOST_EFFECTS}`)));
    return [];
  }
  return given.flatMap((one): readonly Found[] => {
    const effect = effectOf(one);
    if (!effect.ok) {
      list.push(refused(task, "effect", effect.error));
      return [];
    }
    const { kind } = effect.value;
    const refuse = (why: Refusal): readonly Found[] => {
      list.push(refused(task, kind, why));
      return [];
    };
    if (!isDeclared(declaration, kind) || !may.includes(rowOf(kind).declared))
      return refuse(refusal("undeclared"));
    if (effect.value.kind === "label" && !declaration.labels.includes(effect.value.name))
      return refuse(refusal("label", effect.value.name));
    const clean = cleaned(effect.value, leaks);
    return clean.ok ? [{ task, effect: clean.value }] : refuse(clean.error);
  });
}

/** The first ones, and the same label once. */
function capped(
  { declaration }: Proposing,
  found: readonly Found[],
  kind: Kind,
  list: Refused[],
): readonly Found[] {
  const own = found.filter(({ effect }) => effect.kind === kind);
  const labels = new Set<string>();
  const unlike = own.filter(({ effect }) => {
    if (effect.kind !== "label") return true;
    const isNew = !labels.has(effect.name);
    labels.add(effect.name);
    return isNew;
  });
  const most = declaration.most.get(kind) ?? 0;
  for (const { task } of unlike.slice(most))
    list.push(refused(task, kind, refusal("many", `at most ${most}`)));
  return unlike.slice(0, most);
}

/** Of a text that is to name a branch what may stand in one. */
const slug = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[.-]+|[.-]+$/g, "")
    .replace(/\.lock$/i, "")
    .slice(0, 80) || "run";

const branchFor = ({ workflow, run }: Proposing, { branch, prefix }: ResultWish): string =>
  branch ?? `${prefix}${slug(workflow)}-${slug(run)}`;

function wordsFor(proposing: Proposing, said: readonly Found[]): Readonly<{ title: string; body: string }> {
  const { words, workflow } = proposing;
  const given = said.map(({ effect }) => effect).find((effect) => effect.kind === "pull_request");
  const own = given?.kind === "pull_request" ? given : null;
  const title = words.title === null ? "" : line(words.title, LONGEST_TITLE);
  const text = words.body === null ? "" : body(words.body, LONGEST_BODY);
  return {
    title: title || own?.title || line(`Result of ${workflow}`, LONGEST_TITLE),
    body: text || own?.body || "",
  };
}

type Made = Readonly<{ placed: readonly Placed[]; refused: readonly Refused[] }>;

function resultEffects(proposing: Proposing, said: readonly Found[]): Made {
  const { declaration, outcome, run, leaks, words } = proposing;
  const wish = declaration.result;
  if (wish === null || outcome.kind === "none") return { placed: [], refused: [] };
  const kind = wish.pullRequest === null ? "branch" : "pull_request";
  const refuse = (why: Refusal): Made => ({ placed: [], refused: [refused(null, kind, why)] });
  if (outcome.kind === "refused") return refuse(outcome.refusal);
  const { patch, differences, texts } = outcome;
  const branch = branchFor(proposing, wish);
  const fault = refFault(branch);
  if (fault !== null) return refuse(refusal("branch", fault));
  const wrong = patchRefusal(differences, declaration.paths);
  if (wrong !== null) return refuse(wrong);
  const shown = [branch, patch.message, words.title ?? "", words.body ?? ""];
  if (texts.some(leaks) || shown.some((text) => holdsSecret(text, leaks))) return refuse(refusal("secret"));
  const place = (effect: Written): Placed => ({ key: keyOf(run, effect.kind), task: null, effect });
  const pushed = place({ kind: "branch", branch, patch });
  const wanted = wish.pullRequest;
  if (wanted === null) return { placed: [pushed], refused: [] };
  const { base, draft, labels, reviewers } = wanted;
  const request = place({
    kind: "pull_request",
    branch,
    base,
    draft,
    labels,
    reviewers,
    ...wordsFor(proposing, said),
  });
  return { placed: [pushed, request], refused: [] };
}

const sizeOf = (document: EffectsDocument): number => byteLength(canonical(documentFields(document)));

/** Whoever comes last is left out first, and said to be. */
function fitting(document: EffectsDocument): EffectsDocument {
  let now = document;
  while (now.effects.length > 0 && (now.effects.length > MOST_EFFECTS || sizeOf(now) > MOST_DOCUMENT_BYTES)) {
    const last = now.effects.at(-1);
    const why = now.effects.length > MOST_EFFECTS ? "many" : "large";
    const gone = refused(last?.task ?? null, last?.effect.kind ?? "effect", refusal(why));
    now = { ...now, effects: now.effects.slice(0, -1), refused: [...now.refused, gone] };
  }
  return now;
}

/** So many refusals are told one by one. */
export const MOST_REFUSED = 2 * MOST_EFFECTS;

export function proposal(proposing: Proposing): EffectsDocument {
  const { workflow, run, attempt, head, declaration, offers } = proposing;
  const list: Refused[] = [];
  const found = offers.flatMap((offer) => read(proposing, offer, list));
  const kept = ALL_KINDS.map((kind) => [kind, capped(proposing, found, kind, list)] as const);
  const said = kept.flatMap(([kind, own]) => (kind === "pull_request" ? own : []));
  const result = resultEffects(proposing, said);
  const placed = kept.flatMap(([, own]) =>
    own.flatMap((one, index): readonly Placed[] =>
      one.effect.kind === "pull_request"
        ? []
        : [{ key: keyFor(proposing, one, index), task: one.task, effect: one.effect }],
    ),
  );
  return fitting({
    version: EFFECTS_VERSION,
    workflow,
    run,
    attempt,
    head,
    paths: declaration.paths,
    effects: [...result.placed, ...placed],
    refused: [...result.refused, ...list].slice(0, MOST_REFUSED),
  });
}
