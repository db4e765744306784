/** A parcel under its label as one archive, and an archive back to a parcel once everything about it was checked. */
import type { Digest } from "../../core/base/brand.ts";
import { digest } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { ARCHIVE_FAULTS, type ArchiveFault } from "../../core/guard/archive.ts";
import { decodeSegment, type Decoded } from "../../core/journal/codec.ts";
import { isAnswerWriter } from "../../core/journal/foreign.ts";
import type { Parcel } from "../../ports/parcel.ts";
import { archived, unarchived, type FileSet } from "../system/archive.ts";
import { digestOf } from "../system/digest.ts";
import { carryFault, type CarryFault } from "./carry-faults.ts";
import {
  MANIFEST_FILE,
  MANIFEST_VERSION,
  manifestIn,
  manifestText,
  type ArtifactName,
  type Label,
  type Manifest,
} from "./manifest.ts";

const PLAN = /^plan-\d+\.json$|^plan\.json$/;
const SEGMENT = /^journal\/[A-Za-z0-9_-]+\.jsonl$/;
const OBJECT = /^objects\/([0-9a-f]{64})$/;

const numbered = (number: number): string => String(number).padStart(4, "0");

/** For eyes alone: who wrote a segment is read from its header. */
function segmentFile(text: string, number: number): string {
  const decoded = decodeSegment(text);
  const { epoch, writer } = decoded.ok ? decoded.value.segment.header : { epoch: 0, writer: "" };
  return `journal/${/^[A-Za-z0-9_-]{1,80}$/.test(writer) ? `${epoch}-${writer}` : numbered(number)}.jsonl`;
}

/** Names inside say only of which kind a file is and in which order plans come; everything else stands in the files. */
function filesOf({ plans, segments, objects }: Parcel): FileSet {
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  return new Map([
    ...plans.map((text, n) => [n === 0 ? "plan.json" : `plan-${numbered(n)}.json`, bytes(text)] as const),
    ...segments.map((text, n) => [segmentFile(text, n), bytes(text)] as const),
    ...[...objects].map(([name, content]) => [`objects/${name}`, content] as const),
  ]);
}

export type Sealed = Readonly<{ bytes: Uint8Array; digest: Digest; manifest: Manifest }>;

export function sealed(label: Label, parcel: Parcel): Result<Sealed, ArchiveFault> {
  const files = filesOf(parcel);
  const items = [...files].map(([name, content]) => ({
    name,
    size: content.length,
    digest: digestOf(content),
  }));
  const manifest: Manifest = {
    ...label,
    version: MANIFEST_VERSION,
    files: items.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  const bytes = archived(new Map([...files, [MANIFEST_FILE, Buffer.from(manifestText(manifest))]]));
  return bytes.ok ? ok({ bytes: bytes.value, digest: digestOf(bytes.value), manifest }) : bytes;
}

export type Opened = Readonly<{ manifest: Manifest; parcel: Parcel; segments: readonly Decoded[] }>;

type Named = Readonly<{ what: string; files: FileSet; manifest: Manifest }>;

/** Each file that is announced, whole, and none besides. */
function isWhole({ files, manifest }: Named): boolean {
  const announced = new Set(manifest.files.map(({ name }) => name));
  if (announced.size !== manifest.files.length || files.size !== announced.size + 1) return false;
  return manifest.files.every(({ name, size, digest: sum }) => {
    const content = name === MANIFEST_FILE ? undefined : files.get(name);
    return content?.length === size && digestOf(content) === sum;
  });
}

const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

function sorted(files: FileSet, pattern: RegExp): readonly string[] {
  const order = (name: string): string => (name === "plan.json" ? "" : name);
  return [...files]
    .filter(([name]) => pattern.test(name))
    .sort(([a], [b]) => (order(a) < order(b) ? -1 : 1))
    .map(([, content]) => textOf(content));
}

function parcelIn({ files }: Named): Parcel | null {
  const objects = new Map<Digest, Uint8Array>();
  for (const [name, content] of files) {
    const found = OBJECT.exec(name)?.[1];
    if (found !== undefined && digestOf(content) !== found) return null;
    if (found !== undefined) objects.set(digest(found), content);
    else if (name !== MANIFEST_FILE && !PLAN.test(name) && !SEGMENT.test(name)) return null;
  }
  try {
    return { plans: sorted(files, PLAN), segments: sorted(files, SEGMENT), objects };
  } catch {
    return null;
  }
}

/** Answers of people lie beside what the driver of a run has written, in a whole run alone. */
function isOwn({ segment }: Decoded, { kind, run, plan, writer, epoch }: Manifest): boolean {
  const { header } = segment;
  if (header.run !== run) return false;
  if (kind === "leg") return header.plan === plan && header.writer === writer && header.epoch === epoch;
  return header.epoch <= epoch;
}

function segmentsIn(named: Named, parcel: Parcel): Result<readonly Decoded[], CarryFault> {
  const { what, manifest } = named;
  const found: Decoded[] = [];
  for (const text of parcel.segments) {
    const decoded = decodeSegment(text);
    if (!decoded.ok) return err(carryFault("segment", what, decoded.error.message));
    if (!isOwn(decoded.value, manifest)) return err(carryFault("header", what));
    found.push(decoded.value);
  }
  const own = found.filter(({ segment }) => !isAnswerWriter(segment.header.writer));
  if (own.length === 0 || (manifest.kind === "leg" && found.length !== 1))
    return err(carryFault("segment", what, "there is none, or more than one"));
  return ok(found);
}

/** A plan that a segment was written under is there under its digest; legs leave it to whoever began the run. */
function planFault(named: Named, parcel: Parcel, segments: readonly Decoded[]): CarryFault | null {
  const { what, manifest } = named;
  const known = new Set<string>(parcel.plans.map(digestOf));
  if (manifest.kind === "leg" && known.size === 0) return null;
  const lost = segments.some(({ segment }) => !known.has(segment.header.plan));
  return lost || !known.has(manifest.plan) ? carryFault("plan", what) : null;
}

function labelled(what: string, bytes: Uint8Array, name: ArtifactName): Result<Named, CarryFault> {
  const files = unarchived(bytes);
  if (!files.ok) return err(carryFault("archive", what, ARCHIVE_FAULTS[files.error]));
  const manifest = manifestIn(Buffer.from(files.value.get(MANIFEST_FILE) ?? []).toString());
  if (manifest === "newer") return err(carryFault("version", what));
  if (manifest === null) return err(carryFault("manifest", what));
  const { run, writer, epoch } = manifest;
  if (run !== name.run || writer !== name.writer || epoch !== name.epoch)
    return err(carryFault("name", what));
  return ok({ what, files: files.value, manifest });
}

/** `what` is how it is called in a sentence. */
export function opened(what: string, bytes: Uint8Array, name: ArtifactName): Result<Opened, CarryFault> {
  const named = labelled(what, bytes, name);
  if (!named.ok) return named;
  if (!isWhole(named.value)) return err(carryFault("files", what));
  const parcel = parcelIn(named.value);
  if (parcel === null) return err(carryFault("files", what));
  const segments = segmentsIn(named.value, parcel);
  if (!segments.ok) return segments;
  const fault = planFault(named.value, parcel, segments.value);
  const { manifest } = named.value;
  return fault === null ? ok({ manifest, parcel, segments: segments.value }) : err(fault);
}

export type Expected = Readonly<{
  repository: string;
  /** The workflow file of the platform. */
  workflow: string;
  run: Label["run"];
  /** The run of the platform that it has to come from. */
  workflowRun: string;
  /** Of this job, where that is the same run; null where another run is gone on with. */
  attempt: number | null;
  /** Null where another is welcome too: what it means for each task is found out later. */
  plan: Digest | null;
  head: string | null;
  /** How many epochs the run had before that run of the platform. */
  offset?: number;
}>;

/** Why it is not the one that is wanted, however sound it may be; null if it is. */
export function misfit(what: string, { manifest }: Opened, wanted: Expected): CarryFault | null {
  if (manifest.repository !== wanted.repository) return carryFault("repository", what);
  if (manifest.workflow !== wanted.workflow) return carryFault("workflow", what);
  if (manifest.run !== wanted.run) return carryFault("run", what);
  if (manifest.workflowRun !== wanted.workflowRun) return carryFault("origin", what);
  if (wanted.attempt !== null && manifest.attempt > wanted.attempt) return carryFault("attempt", what);
  if (manifest.kind === "leg" && manifest.epoch !== manifest.attempt + (wanted.offset ?? 0))
    return carryFault("attempt", what);
  if (wanted.plan !== null && manifest.plan !== wanted.plan) return carryFault("plan", what);
  if (wanted.head !== null && manifest.head !== wanted.head) return carryFault("head", what);
  return null;
}
