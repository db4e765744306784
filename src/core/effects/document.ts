/** What one attempt of a run wants written, as it is carried from who made it to who applies it: its digest is what people agree to. */
import { err, ok, type Result } from "../base/result.ts";
import { digest } from "../base/brand.ts";
import { isFields, isList, type Fields, type Value } from "../base/value.ts";
import { refFault } from "../base/ref-name.ts";
import { effectOf, type Effect } from "./effect.ts";
import { EFFECTS_VERSION, MOST_EFFECTS } from "./kinds.ts";
import { MOST_FILES, PLAIN_MODES, type Patch, type PatchFile } from "./patch.ts";
import type { PathRules } from "./paths.ts";
import { isReason, refusal, type Refusal } from "./refusals.ts";

/** The run's result as a branch, and if it is wanted as a pull request of that branch. */
export type ResultEffect = Readonly<
  | { kind: "branch"; branch: string; patch: Patch }
  | {
      kind: "pull_request";
      branch: string;
      base: string | null;
      draft: boolean;
      title: string;
      body: string;
      labels: readonly string[];
      reviewers: readonly string[];
    }
>;

export type Written = Exclude<Effect, { kind: "pull_request" }> | ResultEffect;

/** `key` is the same for every attempt: what was written under it once is not written again. */
export type Placed = Readonly<{ key: string; task: string | null; effect: Written }>;

export type Refused = Readonly<{ task: string | null; kind: string }> & Refusal;

export type EffectsDocument = Readonly<{
  version: typeof EFFECTS_VERSION;
  workflow: string;
  run: string;
  attempt: number;
  /** The commit that the tasks saw; null outside of a repository. */
  head: string | null;
  /** What the result may touch: who applies it looks again. */
  paths: PathRules;
  effects: readonly Placed[];
  refused: readonly Refused[];
}>;

const OBJECT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const DIGEST = /^[0-9a-f]{64}$/;
const KEY = /^[0-9a-f]{32}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const LONGEST_NAME = 4096;

export function documentFields({ effects, refused, paths, ...rest }: EffectsDocument): Fields {
  return {
    ...rest,
    paths: { more: paths.more, allowed: paths.allowed },
    effects: effects.map(({ key, task, effect }) => ({ key, task, ...(effect as Fields) })),
    refused: refused.map((one) => ({ ...one })),
  };
}

const text = (fields: Fields, key: string): string | null => {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return typeof value === "string" && value.length <= LONGEST_NAME ? value : null;
};

const strings = (value: Value | undefined): readonly string[] | null => {
  if (!isList(value)) return null;
  const found = value.filter((one) => typeof one === "string");
  return found.length === value.length ? found : null;
};

const matching = (fields: Fields, key: string, pattern: RegExp): string | null => {
  const found = text(fields, key);
  return found !== null && pattern.test(found) ? found : null;
};

/** Of an object that has these parts and no others. */
const having = (value: Value | undefined, ...parts: readonly string[]): Fields | null =>
  isFields(value) && Object.keys(value).every((key) => parts.includes(key)) ? value : null;

function fileOf(given: Value): PatchFile | null {
  const value = having(given, "path", "mode", "size", "content");
  if (value === null) return null;
  const [path, size] = [text(value, "path"), value["size"]];
  const mode = PLAIN_MODES.find((one) => one === value["mode"]);
  const content = value["content"] === null ? null : matching(value, "content", DIGEST);
  if (path === null || mode === undefined || (content === null && value["content"] !== null)) return null;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return null;
  return { path, mode, size, content: content === null ? null : digest(content) };
}

function patchOf(given: Value | undefined): Patch | null {
  const value = having(given, "base", "message", "at", "files");
  if (value === null) return null;
  const [base, at] = [matching(value, "base", OBJECT), matching(value, "at", INSTANT)];
  const message = text(value, "message");
  const { files: listed } = value;
  if (base === null || at === null || message === null || !isList(listed)) return null;
  const files = listed.flatMap((one) => fileOf(one) ?? []);
  return files.length !== listed.length || files.length > MOST_FILES ? null : { base, message, at, files };
}

const OF_REQUEST = ["kind", "branch", "base", "draft", "title", "body", "labels", "reviewers"];

function resultOf(value: Fields): ResultEffect | null {
  const branch = text(value, "branch");
  if (branch === null || refFault(branch) !== null) return null;
  if (value["kind"] === "branch") {
    const patch = having(value, "kind", "branch", "patch") === null ? null : patchOf(value["patch"]);
    return patch === null ? null : { kind: "branch", branch, patch };
  }
  if (having(value, ...OF_REQUEST) === null) return null;
  const { title, body, draft } = value;
  const [labels, reviewers] = [strings(value["labels"]), strings(value["reviewers"])];
  const base = value["base"] === null ? null : text(value, "base");
  if (base !== null && refFault(base) !== null) return null;
  if (base === null && value["base"] !== null) return null;
  if (labels === null || reviewers === null || typeof draft !== "boolean") return null;
  if (typeof title !== "string" || typeof body !== "string") return null;
  return { kind: "pull_request", branch, base, draft, title, body, labels, reviewers };
}

function writtenOf(fields: Fields): Written | null {
  if (fields["kind"] === "branch" || fields["kind"] === "pull_request") return resultOf(fields);
  const read = effectOf(fields);
  return read.ok && read.value.kind !== "pull_request" ? read.value : null;
}

function placedOf(value: Value): Placed | null {
  if (!isFields(value)) return null;
  const { key: _, task: __, ...fields } = value;
  const [key, task] = [matching(value, "key", KEY), value["task"] === null ? null : text(value, "task")];
  const effect = writtenOf(fields);
  if (key === null || effect === null || (task === null && value["task"] !== null)) return null;
  return { key, task, effect };
}

function refusedOf(given: Value): Refused | null {
  const value = having(given, "task", "kind", "reason", "detail");
  if (value === null || (value["task"] !== null && text(value, "task") === null)) return null;
  const [reason, kind, detail] = [text(value, "reason"), text(value, "kind"), text(value, "detail")];
  if (reason === null || !isReason(reason) || kind === null || detail === null) return null;
  return { task: text(value, "task"), kind, ...refusal(reason, detail) };
}

function pathsOf(given: Value | undefined): PathRules | null {
  const value = having(given, "more", "allowed");
  if (value === null) return null;
  const [more, allowed] = [strings(value["more"]), strings(value["allowed"])];
  return more === null || allowed === null ? null : { more, allowed };
}

const all = <T>(value: Value | undefined, read: (one: Value) => T | null): readonly T[] | null => {
  if (!isList(value) || value.length > 2 * MOST_EFFECTS + MOST_FILES) return null;
  const found = value.flatMap((one) => read(one) ?? []);
  return found.length === value.length ? found : null;
};

const TOP = ["version", "workflow", "run", "attempt", "head", "paths", "effects", "refused"];

/** The error says what is wrong with it. */
export function documentIn(value: Value): Result<EffectsDocument, string> {
  if (!isFields(value)) return err("it is no object");
  if (value["version"] !== EFFECTS_VERSION) return err(`its version is not ${EFFECTS_VERSION}`);
  const stranger = Object.keys(value).find((key) => !TOP.includes(key));
  if (stranger !== undefined) return err(`it has an unknown part ${JSON.stringify(stranger)}`);
  const [workflow, run, attempt] = [text(value, "workflow"), text(value, "run"), value["attempt"]];
  const head = value["head"] === null ? null : matching(value, "head", OBJECT);
  const paths = pathsOf(value["paths"]);
  const effects = all(value["effects"], placedOf);
  const refused = all(value["refused"], refusedOf);
  if (workflow === null || run === null || paths === null) return err("it does not say what it belongs to");
  if (head === null && value["head"] !== null) return err("its head is no commit");
  if (typeof attempt !== "number" || !Number.isSafeInteger(attempt) || attempt < 1)
    return err("it has no attempt");
  if (effects === null || refused === null) return err("one of its effects is none");
  if (effects.length > MOST_EFFECTS) return err(`it has more than ${MOST_EFFECTS} effects`);
  return ok({ version: EFFECTS_VERSION, workflow, run, attempt, head, paths, effects, refused });
}
