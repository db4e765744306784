/** Archives of our own come back as they were; archives of others are refused before anything of them is believed. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { runs } from "../../../test/rig/properties.ts";
import { zip, type Item } from "../../../test/rig/zips.ts";
import { crc32 } from "../../core/base/crc32.ts";
import {
  ARCHIVE_FAULTS,
  isArchiveName,
  MAX_ARCHIVE_ENTRIES,
  MAX_ARCHIVE_RATIO,
  MAX_ARCHIVED_FILE,
  MAX_ARCHIVED_NAME,
  MAX_ARCHIVED_TOTAL,
  type ArchiveFault,
} from "../../core/guard/archive.ts";
import { archived, unarchived } from "./archive.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

function packed(files: Readonly<Record<string, string>>): Uint8Array {
  const made = archived(new Map(Object.entries(files).map(([name, text]) => [name, bytes(text)])));
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

const OURS = {
  "manifest.json": '{"version":1}',
  "journal/1-plan.jsonl": "line\n".repeat(500),
  "objects/aa": "",
};

describe("an archive of our own", () => {
  it("comes back as it was", () => {
    const back = unarchived(packed(OURS));
    if (!back.ok) throw new Error(back.error);
    expect([...back.value].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual(
      Object.entries(OURS).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });

  it("is the same bytes for the same files, in whichever order they came", () => {
    const turned = Object.fromEntries(Object.entries(OURS).reverse());
    expect(Buffer.compare(packed(OURS), packed(turned))).toBe(0);
  });

  it("is readable although a file of it is nothing but zeros", () => {
    const zeros = "\0".repeat(1_000_000);
    const back = unarchived(packed({ zeros }));
    expect(back.ok && Buffer.from(back.value.get("zeros") ?? []).toString() === zeros).toBe(true);
  });

  it("is what unzip and Python take for one, and theirs can be read", () => {
    const folder = temporaryFolder();
    const at = (name: string): string => join(folder, name);
    writeFileSync(at("ours.zip"), packed(OURS));
    const script = `
import sys, zipfile, json
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    print(json.dumps({i.filename: [z.read(i).decode(), i.external_attr >> 16, list(i.date_time)] for i in z.infolist()}))
with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("journal/1-a.jsonl", "x" * 300)
    z.writestr("plan.json", "{}", zipfile.ZIP_STORED)
`;
    const said = execFileSync("python3", ["-c", script, at("ours.zip"), at("theirs.zip")], {
      encoding: "utf8",
    });
    const seen = JSON.parse(said) as Record<string, [string, number, number[]]>;
    expect(Object.fromEntries(Object.entries(seen).map(([name, [text]]) => [name, text]))).toEqual(OURS);
    expect(seen["manifest.json"]?.slice(1)).toEqual([0o100_644, [1980, 1, 1, 0, 0, 0]]);
    const theirs = unarchived(readFileSync(at("theirs.zip")));
    expect(theirs.ok && [...theirs.value].map(([name, content]) => [name, content.length])).toEqual([
      ["journal/1-a.jsonl", 300],
      ["plan.json", 2],
    ]);
  });

  it("is not made of more, or of larger files, than could be read again", () => {
    const many = new Map(Array.from({ length: MAX_ARCHIVE_ENTRIES + 1 }, (_, n) => [`f${n}`, bytes("")]));
    expect(archived(many)).toEqual({ ok: false, error: "many" });
    const large = new Uint8Array(MAX_ARCHIVED_FILE + 1);
    expect(archived(new Map([["f", large]]))).toEqual({ ok: false, error: "file" });
    const half = large.subarray(1);
    expect(
      archived(
        new Map([
          ["a", half],
          ["b", half],
          ["c", half.subarray(0, 1)],
        ]),
      ),
    ).toEqual({
      ok: false,
      error: "total",
    });
  });
});

describe("names", () => {
  it.each(["a", "objects/0f", "journal/2-x%002fy.jsonl", "plan-0a.json"])("%j is one", (name) =>
    expect(isArchiveName(name)).toBe(true),
  );
  it.each([
    "",
    ".",
    "..",
    "../x",
    "a/../b",
    "a/./b",
    "/etc/passwd",
    "C:/x",
    "C:x",
    "\\\\host\\share",
    "a\\b",
    "a\0b",
    "a//b",
    "a/",
    ".hidden",
    "-flag",
    "con",
    "NUL.txt",
    "a/aux",
    "com1",
    "trailing.",
    "a ",
    "ä",
    "a\u202eb",
    "x:stream",
    "~/x",
    "a/b/c/d/e",
    "x".repeat(MAX_ARCHIVED_NAME + 1),
    "a\nb",
    "$(id)",
  ])("%j is none", (name) => expect(isArchiveName(name)).toBe(false));
});

const LINK = (0o120_777 << 16) >>> 0;
const of = (item: Partial<Item>): Item => ({ name: "a", content: "hello", ...item });
const zeros = new Uint8Array(1_000_000);

const EVIL: readonly (readonly [string, ArchiveFault, () => Uint8Array])[] = [
  ["that climbs out", "name", () => zip([of({ name: "../../etc/cron.d/x" })])],
  ["with an absolute path", "name", () => zip([of({ name: "/etc/passwd" })])],
  ["with a drive", "name", () => zip([of({ name: "C:/windows/x" })])],
  ["with a share", "name", () => zip([of({ name: "\\\\host\\share\\x" })])],
  ["with backslashes", "name", () => zip([of({ name: "..\\x" })])],
  ["with a NUL in a name", "name", () => zip([of({ name: "a.json\0.exe" })])],
  ["with a name in no encoding", "name", () => zip([of({ name: Uint8Array.of(0x61, 0xff, 0xfe) })])],
  ["without a name", "name", () => zip([of({ name: "" })])],
  [
    "with a symbolic link",
    "kind",
    () => zip([of({ attributes: LINK, content: "/etc" }), of({ name: "a/passwd" })]),
  ],
  ["with a device", "kind", () => zip([of({ attributes: (0o020_666 << 16) >>> 0 })])],
  ["with a pipe", "kind", () => zip([of({ attributes: (0o010_666 << 16) >>> 0 })])],
  ["with a socket", "kind", () => zip([of({ attributes: (0o140_666 << 16) >>> 0 })])],
  ["with a folder", "kind", () => zip([of({ attributes: ((0o040_755 << 16) >>> 0) + 0x10, content: "" })])],
  ["with a folder of another system", "kind", () => zip([of({ attributes: 0x10, system: 0, content: "" })])],
  ["with a reparse point", "kind", () => zip([of({ attributes: 0x400, system: 0 })])],
  ["with a link said by another system", "kind", () => zip([of({ attributes: LINK, system: 19 })])],
  ["with two files of one name", "twice", () => zip([of({}), of({ content: "other" })])],
  [
    "with names that differ by case",
    "twice",
    () => zip([of({ name: "objects/aA" }), of({ name: "objects/aa" })]),
  ],
  ["with a file that is a folder too", "twice", () => zip([of({ name: "a" }), of({ name: "a/b" })])],
  ["with 65,535 entries", "zip64", () => zip([], { count: 65_535 })],
  ["with more entries than are carried", "many", () => zip([], { count: MAX_ARCHIVE_ENTRIES + 1 })],
  ["that says more entries than it has", "directory", () => zip([of({})], { count: 2 })],
  ["that says fewer entries than it has", "directory", () => zip([of({}), of({ name: "b" })], { count: 1 })],
  ["that grows a thousandfold", "ratio", () => zip([of({ method: 8, content: zeros })])],
  [
    "that grows more than it says",
    "content",
    () => zip([of({ method: 8, packed: deflateRawSync(zeros), size: 90_000, crc: 0 })]),
  ],
  ["that grows less than it says", "content", () => zip([of({ method: 8, size: 6 })])],
  ["with a file that says it is huge", "file", () => zip([of({ method: 8, size: MAX_ARCHIVED_FILE + 1 })])],
  ["that would not be all there", "ratio", () => zip([of({ method: 8, size: MAX_ARCHIVED_FILE })])],
  [
    "whose files are too large together",
    "total",
    () =>
      zip(
        ["a", "b", "c"].map((name) =>
          of({ name, method: 8, size: MAX_ARCHIVED_FILE, packedSize: MAX_ARCHIVED_FILE / 50 }),
        ),
      ),
  ],
  ["with a stored file of another size", "header", () => zip([of({ size: 4 })])],
  ["of very large sizes", "zip64", () => zip([of({ size: 0xffff_ffff })])],
  ["with a very far file", "zip64", () => zip([of({ offset: 0xffff_ffff })])],
  ["with extra fields", "directory", () => zip([of({ extra: Uint8Array.of(1, 0, 0, 0) })])],
  ["with comments on files", "directory", () => zip([of({ comment: bytes("x") })])],
  ["with a comment", "truncated", () => zip([of({})], { comment: bytes("x") })],
  ["on several disks", "directory", () => zip([of({})], { disk: 1 })],
  ["that is encrypted", "method", () => zip([of({ flags: 1 })])],
  ["with sizes that come later", "method", () => zip([of({ flags: 8 })])],
  ["packed in another way", "method", () => zip([of({ method: 12 })])],
  ["with something before it", "layout", () => zip([of({})], { before: bytes("MZ") })],
  [
    "with something between its files",
    "layout",
    () => zip([of({}), of({ name: "b" })], { between: bytes("x") }),
  ],
  ["with something before its list", "layout", () => zip([of({})], { beforeList: bytes("x") })],
  ["with something after its list", "directory", () => zip([of({})], { afterList: bytes("x") })],
  ["whose files overlap", "layout", () => zip([of({}), of({ name: "b", offset: 0 })])],
  ["with a file in its list", "layout", () => zip([of({ packedSize: 90, size: 90 })])],
  ["with another name before the file", "header", () => zip([of({ localName: "b" })])],
  ["with another size before the file", "header", () => zip([of({ localSize: 4 })])],
  ["with damaged content", "content", () => zip([of({ crc: 1 })])],
  [
    "with something behind a packed file",
    "content",
    () => zip([of({ method: 8, packed: Buffer.concat([deflateRawSync(bytes("hello")), bytes("more")]) })]),
  ],
  ["whose list is said to be elsewhere", "directory", () => zip([of({})], { from: 3 })],
  ["that is empty", "truncated", () => new Uint8Array(0)],
  ["that is a page of an error", "truncated", () => bytes("<html>no</html>".repeat(20))],
  ["larger than anything carried", "large", () => new Uint8Array(MAX_ARCHIVED_TOTAL + 1)],
];

describe("an archive", () => {
  it.each(EVIL)("%s is refused: %s", (_, fault, make) =>
    expect(unarchived(make())).toEqual({ ok: false, error: fault }),
  );

  it("is refused for each fault that there is a sentence for", () => {
    const tested = new Set<string>(EVIL.map(([, fault]) => fault));
    expect(Object.keys(ARCHIVE_FAULTS).filter((fault) => !tested.has(fault))).toEqual([]);
  });

  it("is refused wherever it is cut", () => {
    const whole = packed(OURS);
    for (let length = 0; length < whole.length; length += 1)
      expect(unarchived(whole.subarray(0, length)).ok, String(length)).toBe(false);
  });

  it("may grow as far as the limit and no further", () => {
    const content = Buffer.concat([
      zeros.subarray(0, 9_000),
      Buffer.from(crypto.getRandomValues(new Uint8Array(100))),
    ]);
    const smaller = deflateRawSync(content);
    expect(content.length).toBeLessThan(smaller.length * MAX_ARCHIVE_RATIO);
    expect(unarchived(zip([of({ method: 8, content })])).ok).toBe(true);
  });
});

describe("whatever bytes there are", () => {
  const evil = EVIL.filter(([name]) => !name.startsWith("larger")).map(([, , make]) => Buffer.from(make()));
  const seeds = [...evil, Buffer.from(packed(OURS))].filter(({ length }) => length > 0 && length < 10_000);

  it("opening them never fails otherwise than by a fault, and gives plain names only", () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(change, { maxLength: 6 }),
        fc.nat(40),
        (seed, changes, cut) => {
          const copy = Buffer.from(seed.subarray(0, cut < 30 ? seed.length : seed.length - (cut - 30)));
          for (const { at, byte } of changes) if (copy.length > 0) copy[at % copy.length] = byte;
          const found = unarchived(copy);
          if (!found.ok) return found.error in ARCHIVE_FAULTS;
          return [...found.value.keys()].every(isArchiveName);
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it("files of any content come back", () => {
    const name = fc
      .stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8})?$/)
      .map((text) => `d/${text.replace("/", "-")}`);
    fc.assert(
      fc.property(fc.dictionary(name, fc.uint8Array({ maxLength: 300 })), (files) => {
        const made = archived(new Map(Object.entries(files)));
        const back = made.ok ? unarchived(made.value) : made;
        return (
          back.ok &&
          Object.entries(files).every(
            ([key, content]) => Buffer.compare(content, back.value.get(key) ?? Buffer.alloc(0)) === 0,
          )
        );
      }),
      { numRuns: runs(200) },
    );
  });

  it("the sum is the one that everybody knows", () => expect(crc32(bytes("123456789"))).toBe(0xcbf4_3926));
});
