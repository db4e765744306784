/** What every cache of results promises. */
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localCache, MOST_CACHE_BYTES, MOST_RESULTS } from "../../src/adapters/store/cache.ts";
import { digestOf } from "../../src/adapters/system/digest.ts";
import { digest, millis, runId } from "../../src/core/base/brand.ts";
import { type Cache, type Kept, MOST_RESULT_BYTES } from "../../src/ports/cache.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { memoryCache } from "../rig/memory-state.ts";

const caches: Readonly<Record<string, () => Cache>> = {
  "in memory": memoryCache,
  "on disk": () => localCache(temporaryFolder()),
};

const key = digestOf("key");
const kept = (text: string, words: Partial<Kept> = {}): Kept => ({
  run: runId("20260101-120000-abcd"),
  costUsd: 0.25,
  at: millis(1000),
  parts: [Buffer.from(text)],
  ...words,
});
const texts = (found: Kept | undefined): readonly string[] | undefined =>
  found?.parts.map((part) => Buffer.from(part).toString("utf8"));

describe.each(Object.entries(caches))("a cache %s", (_, open) => {
  it("has nothing under a key that nobody kept", () => expect(open().find(key)).toBeUndefined());

  it("gives back what was kept: where it came from, its cost, its age and its parts", () => {
    const cache = open();
    cache.keep(key, kept("one", { costUsd: null }));
    expect(cache.find(key)).toMatchObject({ run: "20260101-120000-abcd", costUsd: null, at: 1000 });
    const parts = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, (bytes) => {
        cache.keep(key, kept("", { parts: bytes }));
        expect(cache.find(key)?.parts.map((part) => [...part])).toEqual(bytes.map((part) => [...part]));
      }),
      { numRuns: 20 },
    );
  });

  it("keeps the latest under one key, and different keys apart", () => {
    const cache = open();
    cache.keep(key, kept("one"));
    cache.keep(key, kept("two"));
    cache.keep(digestOf("other"), kept("three"));
    expect(texts(cache.find(key))).toEqual(["two"]);
    expect(texts(cache.find(digestOf("other")))).toEqual(["three"]);
  });
});

describe("a cache on disk", () => {
  const pathOf = (state: string): string => join(state, "cache", key);

  it("is shared by all who open it", () => {
    const state = temporaryFolder();
    localCache(state).keep(key, kept("one"));
    expect(texts(localCache(state).find(key))).toEqual(["one"]);
  });

  it("does not give what was damaged at any place, and takes it away", () => {
    const state = temporaryFolder();
    const cache = localCache(state);
    cache.keep(key, kept("a result"));
    const whole = readFileSync(pathOf(state));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(whole);
        damaged.writeUInt8((damaged.readUInt8(at) ^ change) & 0xff, at);
        writeFileSync(pathOf(state), damaged);
        expect(cache.find(key)).toBeUndefined();
        expect(readdirSync(join(state, "cache"))).toEqual([]);
      }),
    );
    for (const text of ["", "\n", "[1]\n", "null\n", '{"version":1}\n', whole.subarray(0, -1)]) {
      writeFileSync(pathOf(state), text);
      expect(cache.find(key)).toBeUndefined();
    }
  });

  it("never looks for a key that is no digest", () => {
    const state = temporaryFolder();
    const cache = localCache(state);
    cache.keep(digest("../../x"), kept("one"));
    expect(cache.find(digest("../../x"))).toBeUndefined();
    expect(readdirSync(state)).toEqual([]);
  });

  it("takes the oldest away when there are too many, down to nine tenths", () => {
    const state = temporaryFolder();
    const cache = localCache(state, { results: 10, bytes: MOST_CACHE_BYTES });
    const keys = Array.from({ length: 11 }, (_, index) => digestOf(`key ${index}`));
    keys.forEach((each, index) => {
      cache.keep(each, kept("x"));
      const path = join(state, "cache", each);
      if (index < 10) utimesSync(path, index, index);
    });
    expect(readdirSync(join(state, "cache")).sort()).toEqual(keys.slice(2).sort());
  });

  it("takes the oldest away when they are too large together, also those of processes before", () => {
    const state = temporaryFolder();
    const keys = Array.from({ length: 4 }, (_, index) => digestOf(`key ${index}`));
    for (const [index, each] of keys.entries()) {
      localCache(state, { results: MOST_RESULTS, bytes: 5000 }).keep(each, kept("x".repeat(1300)));
      const path = join(state, "cache", each);
      if (index < 3) utimesSync(path, index, index);
    }
    expect(readdirSync(join(state, "cache")).sort()).toEqual(keys.slice(1).sort());
  });

  it("does not keep a result that is too large", () => {
    const cache = localCache(temporaryFolder());
    cache.keep(key, kept("", { parts: [new Uint8Array(MOST_RESULT_BYTES), Buffer.from("x")] }));
    expect(cache.find(key)).toBeUndefined();
  });

  it("lets a run go on where nothing can be written", () => {
    const state = temporaryFolder();
    writeFileSync(join(state, "cache"), "a file in the way");
    const cache = localCache(state);
    cache.keep(key, kept("one"));
    expect(cache.find(key)).toBeUndefined();
    const other = temporaryFolder();
    mkdirSync(join(other, "cache", key), { recursive: true });
    localCache(other).keep(key, kept("one"));
    expect(readdirSync(join(other, "cache"))).toEqual([key]);
  });
});
