/** The label on an archive that is carried between jobs: who made it, where, of what, and what is in it. */
import { digest, runId, type Digest, type RunId } from "../../core/base/brand.ts";
import { canonical, type Value } from "../../core/base/value.ts";
import { at, listAt, numberAt, parsed, textAt } from "./foreign.ts";

export const MANIFEST_VERSION = 1;
export const MANIFEST_FILE = "manifest.json";

/** `leg` is one writer's segment and what it added; `run` is a whole run of one job. */
export const PARCEL_KINDS = ["leg", "run"] as const;
export type ParcelKind = (typeof PARCEL_KINDS)[number];

export type Item = Readonly<{ name: string; size: number; digest: Digest }>;

export type Label = Readonly<{
  kind: ParcelKind;
  /** `owner/name`. */
  repository: string;
  /** The workflow file of the platform, as a path of the repository. */
  workflow: string;
  /** Of the platform, as are attempt and head. */
  workflowRun: string;
  attempt: number;
  /** The commit that it was about; empty where there is none. */
  head: string;
  run: RunId;
  plan: Digest;
  writer: string;
  epoch: number;
  /** What was asked for, in which job: only the same is gone on with unasked. Empty for legs. */
  asked: string;
  /** How the run ended; empty for legs, and for one that was cut. */
  conclusion: string;
}>;

export type Manifest = Label & Readonly<{ version: number; files: readonly Item[] }>;

export const manifestText = (manifest: Manifest): string => `${canonical(manifest)}\n`;

const DIGEST = /^[0-9a-f]{64}$/;
const WRITER = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Every text of a label, and what it has to look like. */
const TEXTS = {
  repository: /^[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9._-]+$/,
  workflow: /^[^\u0000-\u001f]{0,1000}$/,
  workflowRun: /^\d{1,20}$/,
  head: /^(?:[0-9a-f]{40}(?:[0-9a-f]{24})?)?$/,
  run: /^\d{8}-\d{6}-[0-9a-f]{4}$/,
  plan: DIGEST,
  writer: WRITER,
  asked: /^(?:[0-9a-f]{64})?$/,
  conclusion: /^[a-z_]{0,20}$/,
} as const;

type Texts = Readonly<Record<keyof typeof TEXTS, string>>;

function textsIn(value: Value): Texts | null {
  const all = Object.entries(TEXTS).map(([name, pattern]) => [name, textAt(value, name), pattern] as const);
  if (!all.every(([, text, pattern]) => text !== null && pattern.test(text))) return null;
  return Object.fromEntries(all.map(([name, text]) => [name, text])) as Texts;
}

/** Zero is a size too. */
const sizeAt = (value: Value): number | null => {
  const size = at(value, "size");
  return size === 0 ? 0 : numberAt(value, "size");
};

function itemIn(value: Value): Item | null {
  const [name, size, sum] = [textAt(value, "name"), sizeAt(value), textAt(value, "digest")];
  return name === null || size === null || sum === null || !DIGEST.test(sum)
    ? null
    : { name, size, digest: digest(sum) };
}

/** Null unless everything is there and is what it should be; "newer" if only a later version can say. */
export function manifestIn(text: string): Manifest | "newer" | null {
  const value = parsed(text);
  const version = numberAt(value, "version");
  if (version !== null && version > MANIFEST_VERSION) return "newer";
  const kind = PARCEL_KINDS.find((each) => each === textAt(value, "kind"));
  const [attempt, epoch] = [numberAt(value, "attempt"), numberAt(value, "epoch")];
  const items = listAt(value, "files").map(itemIn);
  const files = items.filter((item) => item !== null);
  const texts = textsIn(value);
  if (version === null || kind === undefined || texts === null) return null;
  if (attempt === null || epoch === null || files.length < items.length) return null;
  return { ...texts, version, kind, attempt, epoch, files, run: runId(texts.run), plan: digest(texts.plan) };
}

/** What the writer of a whole run is called. */
export const WHOLE_RUN = "run";
/** A name can be used once, and an upload that was cut keeps it: then the next of these is taken. */
export const MOST_NAMES = 3;

export type ArtifactName = Readonly<{ run: RunId; writer: string; epoch: number; turn: number }>;

export const artifactName = ({ run, writer, epoch, turn }: ArtifactName): string =>
  `ao-${run}-${writer}-e${epoch}${turn === 1 ? "" : `.${turn}`}`;

const NAME = /^ao-(\d{8}-\d{6}-[0-9a-f]{4})-([a-z0-9][a-z0-9-]{0,62})-e([1-9]\d{0,8})(?:\.([2-9]))?$/;

export function nameIn(text: string): ArtifactName | null {
  const found = NAME.exec(text);
  if (found === null) return null;
  const [, run = "", writer = "", epoch = "", turn = "1"] = found;
  return { run: runId(run), writer, epoch: Number(epoch), turn: Number(turn) };
}
