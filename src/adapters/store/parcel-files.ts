/** A run folder as something to be carried, and what was carried as part of a run folder: paths are made from digests and headers, never from foreign names. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest, type Digest, type RunId } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { decodeSegment, type Decoded } from "../../core/journal/codec.ts";
import type { Header, Segment } from "../../core/journal/event.ts";
import { answerFault, isAnswerWriter } from "../../core/journal/foreign.ts";
import { merged } from "../../core/journal/merge.ts";
import type { Parcel } from "../../ports/parcel.ts";
import { digestOf } from "../system/digest.ts";
import { localArtifacts } from "./local.ts";
import { storePlan } from "./plan-file.ts";
import { createRunFolder, readSegments, runFolder, segmentPath, type RunFolder } from "./run-folder.ts";
import { RUN_ID } from "./runs.ts";
import { guarded } from "./trouble.ts";

const PLAN = /^plan(?:-[0-9a-f]{16})?\.json$/;
const PREFIX = /^[0-9a-f]{2}$/;
const REST = /^[0-9a-f]{62}$/;

/** Which objects lie there: taken before a writer begins, it tells later what that one has added. */
export function objectsIn(folder: RunFolder): ReadonlySet<Digest> {
  const names = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);
  const found = new Set<Digest>();
  for (const prefix of names(folder.objects).filter((name) => PREFIX.test(name)))
    for (const rest of names(join(folder.objects, prefix)))
      if (REST.test(rest)) found.add(digest(prefix + rest));
  return found;
}

function plansIn(folder: RunFolder): readonly string[] {
  const names = readdirSync(folder.root).filter((name) => PLAN.test(name));
  const order = (name: string): string => (name === "plan.json" ? "" : name);
  names.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return names.map((name) => readFileSync(join(folder.root, name), "utf8"));
}

export type Wanted = Readonly<{
  /** One writer's segment, or null for the whole run. */
  writer: Pick<Header, "epoch" | "writer"> | null;
  /** Objects that others carry. */
  without: ReadonlySet<Digest>;
  /** Whoever begins a run carries its plan for all. */
  plans: boolean;
}>;

export const WHOLE: Wanted = { writer: null, without: new Set(), plans: true };

/** An object that cannot be read any more is left out: whoever misses it says so. */
function objects(folder: RunFolder, without: ReadonlySet<Digest>): Parcel["objects"] {
  const artifacts = localArtifacts(folder.objects);
  const found = new Map<Digest, Uint8Array>();
  for (const name of objectsIn(folder)) {
    const content = without.has(name) ? undefined : artifacts.get(name);
    if (content !== undefined) found.set(name, content);
  }
  return found;
}

const DIGEST = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;

/** What somebody says of their own, and not what they say that they have seen. */
const named = (segments: readonly Segment[]): ReadonlySet<string> =>
  new Set(
    segments.flatMap(({ entries }) =>
      entries.flatMap((entry) => JSON.stringify({ ...entry, saw: null }).match(DIGEST) ?? []),
    ),
  );

/** Whoever reads the segment may not read whoever else happens to have left the same content. */
function carriedByOthers(without: Wanted["without"], segments: readonly Segment[]): Wanted["without"] {
  const own = named(segments);
  return new Set([...without].filter((name) => !own.has(name)));
}

export type Packed = Readonly<{ parcel: Parcel; segments: readonly Segment[] }>;

export function parcelOf(folder: RunFolder, { writer, without, plans }: Wanted): Result<Packed, string> {
  const files = readSegments(folder);
  if (!files.ok) return files;
  const isWanted = ({ segment: { header } }: Decoded): boolean =>
    writer === null || (header.epoch === writer.epoch && header.writer === writer.writer);
  const own = files.value.filter(({ decoded }) => isWanted(decoded));
  if (own.length === 0) return err("nothing was recorded by it");
  const segments = own.map(({ decoded }) => decoded.segment);
  return guarded(`read the run in ${folder.root}`, () =>
    ok({
      parcel: {
        plans: plans ? plansIn(folder) : [],
        segments: own.map(({ text }) => text),
        objects: objects(folder, carriedByOthers(without, segments)),
      },
      segments,
    }),
  );
}

function place(path: string, text: string): void {
  const draft = `${path}.carried`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

/** Copies of a segment are beginnings of each other: the longer one stays. A cut last line is nobody's word. */
function segmentFault(folder: RunFolder, text: string): string | null {
  const decoded = decodeSegment(text);
  if (!decoded.ok) return decoded.error.message;
  const { segment } = decoded.value;
  const { header } = segment;
  if (header.run !== folder.id) return `it holds a segment of the run ${header.run}`;
  const foreign = isAnswerWriter(header.writer) ? answerFault(decoded.value) : null;
  if (foreign !== null) return foreign;
  const path = segmentPath(folder, header);
  if (!existsSync(path)) return guarded(`write the journal ${path}`, () => (place(path, text), null));
  const here = readFileSync(path, "utf8");
  const known = decodeSegment(here);
  const both = known.ok ? merged([known.value.segment, segment]) : ok([]);
  if (!both.ok) return both.error;
  if (!known.ok || text.length > here.length) guarded(`write the journal ${path}`, () => place(path, text));
  return null;
}

function planFault(folder: RunFolder, text: string): string | null {
  try {
    const plan = JSON.parse(text) as { version?: unknown } | null;
    if (plan?.version !== 1) return "its plan was written by another version";
  } catch {
    return "its plan is damaged";
  }
  storePlan(folder, text);
  return null;
}

/** Into the folder of that run, which is made if there is none. What contradicts what is there is refused; objects come first, since journals name them. */
export function unpack(stateDirectory: string, run: RunId, parcel: Parcel): Result<RunFolder, string> {
  if (!RUN_ID.test(run)) return err("its name is not the name of a run");
  createRunFolder(stateDirectory, run);
  const folder = runFolder(stateDirectory, run);
  for (const path of [folder.journal, folder.objects, folder.logs, folder.scratch])
    guarded(`create ${path}`, () => mkdirSync(path, { recursive: true }));
  const artifacts = localArtifacts(folder.objects);
  for (const [name, content] of parcel.objects) {
    if (digestOf(content) !== name) return err("an object of it does not lie under its digest");
    artifacts.put(content);
  }
  for (const text of parcel.plans) {
    const fault = planFault(folder, text);
    if (fault !== null) return err(fault);
  }
  for (const text of parcel.segments) {
    const fault = segmentFault(folder, text);
    if (fault !== null) return err(fault);
  }
  return ok(folder);
}
