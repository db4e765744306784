/** Files as one zip archive and back, in memory: the same files always give the same bytes, and nothing foreign reaches the disk from here. */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { crc32 } from "../../core/base/crc32.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import {
  archiveEntries,
  DEFLATED,
  growsTooMuch,
  isArchiveName,
  LENGTH,
  MAX_ARCHIVE_ENTRIES,
  MAX_ARCHIVED_FILE,
  MAX_ARCHIVED_TOTAL,
  SIGNATURE,
  STORED,
  type ArchiveEntry,
  type ArchiveFault,
} from "../../core/guard/archive.ts";

export type FileSet = ReadonlyMap<string, Uint8Array>;

const VERSION = 20;
/** The first day that the format knows. */
const DAY = 0x0021;
const OF_UNIX = 3 << 8;
const MODE = (0o100_644 << 16) >>> 0;
const EFFORT = 6;

type Packed = Readonly<{ name: Buffer; method: number; crc: number; size: number; bytes: Uint8Array }>;

/** What would not get smaller, or grow suspiciously when it is unpacked, stays as it is. */
function packedFile(name: string, content: Uint8Array): Packed {
  const smaller = deflateRawSync(content, { level: EFFORT });
  const pays = smaller.length < content.length && !growsTooMuch(content.length, smaller.length);
  return {
    name: Buffer.from(name, "latin1"),
    method: pays ? DEFLATED : STORED,
    crc: crc32(content),
    size: content.length,
    bytes: pays ? smaller : content,
  };
}

/** What both headers of a file have in common. */
function common(header: Buffer, at: number, { name, method, crc, size, bytes }: Packed): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt16LE(DAY, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(bytes.length, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}

function local(file: Packed): Buffer {
  const header = Buffer.alloc(LENGTH.local);
  header.writeUInt32LE(SIGNATURE.local, 0);
  common(header, 4, file);
  return header;
}

function central(file: Packed, offset: number): Buffer {
  const header = Buffer.alloc(LENGTH.central);
  header.writeUInt32LE(SIGNATURE.central, 0);
  header.writeUInt16LE(OF_UNIX | VERSION, 4);
  common(header, 6, file);
  header.writeUInt32LE(MODE, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}

function end(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(LENGTH.end);
  record.writeUInt32LE(SIGNATURE.end, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

function packingFault(files: FileSet): ArchiveFault | null {
  if (files.size > MAX_ARCHIVE_ENTRIES) return "many";
  let total = 0;
  for (const [name, { length }] of files) {
    if (!isArchiveName(name)) throw new Error(`Internal error: "${name}" cannot be carried`);
    if (length > MAX_ARCHIVED_FILE) return "file";
    total += length;
  }
  return total > MAX_ARCHIVED_TOTAL ? "total" : null;
}

export function archived(files: FileSet): Result<Uint8Array, ArchiveFault> {
  const fault = packingFault(files);
  if (fault !== null) return err(fault);
  const [bodies, list]: [Uint8Array[], Uint8Array[]] = [[], []];
  let offset = 0;
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const file = packedFile(name, content);
    bodies.push(local(file), file.name, file.bytes);
    list.push(central(file, offset), file.name);
    offset += LENGTH.local + file.name.length + file.bytes.length;
  }
  const size = list.reduce((sum, { length }) => sum + length, 0);
  return ok(Buffer.concat([...bodies, ...list, end(files.size, size, offset)]));
}

/** The platform's types do not know this form of its answer. */
type Inflated = Readonly<{ buffer: Uint8Array; engine: Readonly<{ bytesWritten: number }> }>;

function inflated(bytes: Uint8Array, { method, start, packed, size }: ArchiveEntry): Uint8Array | null {
  const body = bytes.subarray(start, start + packed);
  if (method === STORED) return body;
  try {
    // Never more than was said, whatever the bytes want to become.
    const options = { maxOutputLength: Math.max(1, size), info: true };
    const { buffer, engine } = inflateRawSync(body, options) as unknown as Inflated;
    return engine.bytesWritten === packed ? buffer : null;
  } catch {
    return null;
  }
}

/** Everything, or nothing and why. */
export function unarchived(bytes: Uint8Array): Result<FileSet, ArchiveFault> {
  const entries = archiveEntries(bytes);
  if (!entries.ok) return entries;
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.value) {
    const content = inflated(bytes, entry);
    if (content?.length !== entry.size || crc32(content) !== entry.crc) return err("content");
    files.set(entry.name, content);
  }
  return ok(files);
}
