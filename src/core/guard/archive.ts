/** What a zip archive of foreign origin may be: plain files one behind the other, each said once, nothing hidden, nothing that grows. */
import { err, ok, type Result } from "../base/result.ts";

/** Our own hold a file for each result; an archive with more is not opened. */
export const MAX_ARCHIVE_ENTRIES = 20_000;
export const MAX_ARCHIVED_FILE = 256 * 1024 * 1024;
export const MAX_ARCHIVED_TOTAL = 512 * 1024 * 1024;
/** A file may become so many times larger; ours that would are stored as they are. */
export const MAX_ARCHIVE_RATIO = 100;
export const MAX_ARCHIVED_NAME = 240;

export const ARCHIVE_FAULTS = {
  truncated: "it is no whole archive: its end is missing",
  large: "it is larger than anything that is carried between jobs",
  zip64: "it says sizes or counts in a form for very large archives, which ours never need",
  many: `it holds more than ${MAX_ARCHIVE_ENTRIES} files`,
  directory: "its list of files is damaged",
  name: "it holds a file whose name is not a plain path below a folder",
  twice: "it holds two files of one name, or of names that differ only by case",
  kind: "it holds something besides plain files: a folder, a link or a device",
  method: "it holds a file that is encrypted, or packed in a way that ours never are",
  layout: "its files overlap, or something is hidden between them",
  header: "its list of files says something else than the files themselves",
  file: "it holds a file that is too large",
  total: "its files are too large together",
  ratio: "it holds a file that would grow out of all proportion",
  content: "a file in it is damaged",
} as const;

export type ArchiveFault = keyof typeof ARCHIVE_FAULTS;

export const STORED = 0;
export const DEFLATED = 8;

export type ArchiveEntry = Readonly<{
  name: string;
  method: typeof STORED | typeof DEFLATED;
  /** Where its bytes begin, and how many there are. */
  start: number;
  packed: number;
  size: number;
  crc: number;
}>;

export const SIGNATURE = { local: 0x0403_4b50, central: 0x0201_4b50, end: 0x0605_4b50 } as const;
export const LENGTH = { local: 30, central: 46, end: 22 } as const;

const UTF8 = 0x0800;
/** How hard the packer tried: of no importance. */
const EFFORT = 0x0006;
const NONE_16 = 0xffff;
const NONE_32 = 0xffff_ffff;
const TYPE_BITS = 0o170_000;
const REGULAR = 0o100_000;
const FOLDER_OR_REPARSE = 0x10 | 0x400;

const SEGMENT = /^[A-Za-z0-9_](?:[A-Za-z0-9._%-]*[A-Za-z0-9_%-])?$/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const DEEPEST = 4;

/** Names that mean the same everywhere and can lead nowhere else. */
export function isArchiveName(name: string): boolean {
  const parts = name.split("/");
  return (
    name.length <= MAX_ARCHIVED_NAME &&
    parts.length <= DEEPEST &&
    parts.every((part) => SEGMENT.test(part) && !DEVICE.test(part))
  );
}

export const growsTooMuch = (size: number, packed: number): boolean =>
  size > Math.max(1, packed) * MAX_ARCHIVE_RATIO;

type Central = ArchiveEntry & Readonly<{ flags: number; at: number; next: number }>;

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Where the list of files begins and how many there are: said at the very end, or not at all. */
function ending(view: DataView): Result<Readonly<{ from: number; to: number; count: number }>, ArchiveFault> {
  const to = view.byteLength - LENGTH.end;
  if (to < 0 || view.getUint32(to, true) !== SIGNATURE.end || view.getUint16(to + 20, true) !== 0)
    return err("truncated");
  const at16 = (offset: number): number => view.getUint16(to + offset, true);
  const [count, size, from] = [at16(10), view.getUint32(to + 12, true), view.getUint32(to + 16, true)];
  if (count === NONE_16 || size === NONE_32 || from === NONE_32) return err("zip64");
  if (count > MAX_ARCHIVE_ENTRIES) return err("many");
  if (at16(4) !== 0 || at16(6) !== 0 || at16(8) !== count) return err("directory");
  return from + size === to && count * LENGTH.central <= size ? ok({ from, to, count }) : err("directory");
}

function isPlain(view: DataView, at: number): boolean {
  const attributes = view.getUint32(at + 38, true);
  const type = (attributes >>> 16) & TYPE_BITS;
  return (type === 0 || type === REGULAR) && (attributes & FOLDER_OR_REPARSE) === 0;
}

function sizeFault({ name, size, packed, method }: Central): ArchiveFault | null {
  if (!isArchiveName(name)) return "name";
  if (size > MAX_ARCHIVED_FILE) return "file";
  if (method === STORED && size !== packed) return "header";
  return growsTooMuch(size, packed) ? "ratio" : null;
}

function central(bytes: Uint8Array, view: DataView, at: number, to: number): Result<Central, ArchiveFault> {
  if (at + LENGTH.central > to || view.getUint32(at, true) !== SIGNATURE.central) return err("directory");
  const at16 = (offset: number): number => view.getUint16(at + offset, true);
  const at32 = (offset: number): number => view.getUint32(at + offset, true);
  const [flags, method, length] = [at16(8), at16(10), at16(28)];
  const next = at + LENGTH.central + length;
  const [packed, size, offset] = [at32(20), at32(24), at32(42)];
  if (packed === NONE_32 || size === NONE_32 || offset === NONE_32) return err("zip64");
  // Extra fields can give a file another name or another size, comments can hide anything.
  if (next > to || at16(30) !== 0 || at16(32) !== 0 || at16(34) !== 0) return err("directory");
  if ((flags & ~(UTF8 | EFFORT)) !== 0) return err("method");
  if (method !== STORED && method !== DEFLATED) return err("method");
  const name = text(bytes.subarray(at + LENGTH.central, next));
  const start = offset + LENGTH.local + length;
  const entry: Central = { name, method, start, packed, size, crc: at32(16), flags, at: offset, next };
  if (!isPlain(view, at)) return err("kind");
  const fault = sizeFault(entry);
  return fault === null ? ok(entry) : err(fault);
}

/** The same is said before each file; where it is not, one reader would see another archive than the next. */
function isConfirmed(bytes: Uint8Array, view: DataView, entry: Central): boolean {
  const { at, flags, method, crc, packed, size, name } = entry;
  const at16 = (offset: number): number => view.getUint16(at + offset, true);
  const at32 = (offset: number): number => view.getUint32(at + offset, true);
  return (
    at32(0) === SIGNATURE.local &&
    at16(6) === flags &&
    at16(8) === method &&
    at32(14) === crc &&
    at32(18) === packed &&
    at32(22) === size &&
    at16(26) === name.length &&
    at16(28) === 0 &&
    text(bytes.subarray(at + LENGTH.local, at + LENGTH.local + name.length)) === name
  );
}

/** One behind the other from the first byte to the list, so nothing lies in between and nothing twice. */
function layoutFault(
  bytes: Uint8Array,
  view: DataView,
  all: readonly Central[],
  end: number,
): ArchiveFault | null {
  let here = 0;
  for (const entry of all.toSorted((a, b) => a.at - b.at)) {
    if (entry.at !== here || entry.start + entry.packed > end) return "layout";
    if (!isConfirmed(bytes, view, entry)) return "header";
    here = entry.start + entry.packed;
  }
  return here === end ? null : "layout";
}

/** Also a name that is a file here and a folder there. */
function hasClash(all: readonly ArchiveEntry[]): boolean {
  const seen = new Set(all.map(({ name }) => name.toLowerCase()));
  if (seen.size < all.length) return true;
  return [...seen].some((name) =>
    name.split("/").some((_, depth, parts) => depth > 0 && seen.has(parts.slice(0, depth).join("/"))),
  );
}

/** What the archive holds, before a single byte of it is unpacked. */
export function archiveEntries(bytes: Uint8Array): Result<readonly ArchiveEntry[], ArchiveFault> {
  if (bytes.length > MAX_ARCHIVED_TOTAL) return err("large");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = ending(view);
  if (!end.ok) return end;
  const { from, to, count } = end.value;
  const found: Central[] = [];
  let total = 0;
  for (let at = from; found.length < count;) {
    const entry = central(bytes, view, at, to);
    if (!entry.ok) return entry;
    total += entry.value.size;
    if (total > MAX_ARCHIVED_TOTAL) return err("total");
    found.push(entry.value);
    at = entry.value.next;
  }
  if ((found.at(-1)?.next ?? from) !== to) return err("directory");
  if (hasClash(found)) return err("twice");
  const fault = layoutFault(bytes, view, found, from);
  return fault === null ? ok(found) : err(fault);
}
