/** Lines and entries: how a segment is written down, and what of a written one can still be believed. */
import { digest, runId } from "../base/brand.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Fields, isFields, type Value } from "../base/value.ts";
import { type Entry, type Header, JOURNAL_VERSION, type Segment } from "./event.ts";
import { isKnown, misshapen } from "./shape.ts";

/** An event of a kind that this version has no name for: kept as it stands, folded by nobody. */
export type OpaqueEntry = Readonly<{ seq: number; type: string; line: string }>;

export type Decoded = Readonly<{
  segment: Segment;
  opaque: readonly OpaqueEntry[];
  /** The last line was cut by a crash and is left out. */
  torn: boolean;
}>;

/** `line` counts from 1; `message` is one sentence without the name of the file. */
export type Damage = Readonly<{ line: number; message: string }>;

export const encodeHeader = (header: Header): string => `${JSON.stringify(header)}\n`;
export const encodeEntry = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

function parsed(line: string): Fields | undefined {
  try {
    const value = JSON.parse(line) as Value;
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const own = (fields: Fields, key: string): Value | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

const natural = (value: Value | undefined): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function decodeHeader(line: string): Result<Header, Damage> {
  const fields = parsed(line);
  const refuse = (message: string): Result<never, Damage> => err({ line: 1, message });
  if (fields === undefined) return refuse("the first line is not a header");
  const version = own(fields, "version");
  if (!natural(version)) return refuse("the header names no version");
  if (version > JOURNAL_VERSION) {
    return refuse(
      `it was written by a newer version (journal format ${version}, this version reads up to ${JOURNAL_VERSION})`,
    );
  }
  const [run, plan, epoch, writer] = [
    own(fields, "run"),
    own(fields, "plan"),
    own(fields, "epoch"),
    own(fields, "writer"),
  ];
  if (typeof run !== "string" || typeof plan !== "string" || !natural(epoch) || typeof writer !== "string") {
    return refuse("the header does not name run, plan, epoch and writer");
  }
  return ok({ version, run: runId(run), plan: digest(plan), epoch, writer });
}

type Line = Readonly<{ entry: Entry } | { opaque: OpaqueEntry }>;

/** The first entry may be 0 or 1, so that either way of counting is read; after it nothing may be missing. */
const follows = (seq: number, before: number | undefined): boolean =>
  before === undefined ? seq <= 1 : seq === before + 1;

function decodeLine(fields: Fields, raw: string, before: number | undefined): Result<Line, string> {
  const [seq, at, type] = [own(fields, "seq"), own(fields, "at"), own(fields, "type")];
  if (!natural(seq) || typeof at !== "number" || typeof type !== "string") {
    return err("it does not name seq, at and type");
  }
  if (!follows(seq, before))
    return err(`entry ${seq} follows ${before === undefined ? "the header" : `entry ${before}`}`);
  if (!isKnown(type)) return ok({ opaque: { seq, type, line: raw } });
  const wrong = misshapen(type, fields);
  if (wrong !== undefined) return err(`"${wrong}" of ${type} is missing or wrong`);
  return ok({ entry: fields as Fields & Entry });
}

const seqOf = (line: Line): number => ("entry" in line ? line.entry.seq : line.opaque.seq);

/** A cut can only be at the end, so only the last line is forgiven; anything else is damage and is named. */
export function decodeSegment(text: string): Result<Decoded, Damage> {
  const lines = text.split("\n");
  const unfinished = lines.pop() ?? "";
  if (lines.length === 0) return err({ line: 1, message: "it ends before its header does" });
  const header = decodeHeader(lines[0] ?? "");
  if (!header.ok) return header;
  const entries: Entry[] = [];
  const opaque: OpaqueEntry[] = [];
  let torn = unfinished !== "";
  let before: number | undefined;
  for (let index = 1; index < lines.length; index += 1) {
    const raw = lines[index] ?? "";
    const fields = parsed(raw);
    if (fields === undefined) {
      if (index < lines.length - 1 || torn)
        return err({ line: index + 1, message: "it is not a JSON object" });
      torn = true;
      break;
    }
    const line = decodeLine(fields, raw, before);
    if (!line.ok) return err({ line: index + 1, message: line.error });
    before = seqOf(line.value);
    if ("entry" in line.value) entries.push(line.value.entry);
    else opaque.push(line.value.opaque);
  }
  return ok({ segment: { header: header.value, entries }, opaque, torn });
}
