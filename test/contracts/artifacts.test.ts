/** What every artifact store promises. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY, localArtifacts } from "../../src/adapters/store/local.ts";
import { digest } from "../../src/core/base/brand.ts";
import type { Artifacts } from "../../src/ports/artifacts.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { memoryArtifacts } from "../rig/memory.ts";

const stores: Readonly<Record<string, () => Artifacts>> = {
  "in memory": memoryArtifacts,
  "on disk": () => localArtifacts(join(temporaryFolder(), "objects")),
  "on disk, durable": () => localArtifacts(join(temporaryFolder(), "objects"), { durable: true }),
};

const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");

describe.each(Object.entries(stores))("artifacts %s", (_, open) => {
  it("gives back the bytes that were put, under their SHA-256", () => {
    const store = open();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const name = store.put(bytes);
        expect(name).toBe(createHash("sha256").update(bytes).digest("hex"));
        expect(Buffer.from(store.get(name) ?? []).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("gives the same name for a text and for its bytes", () => {
    const store = open();
    expect(store.put("grüße")).toBe(store.put(Buffer.from("grüße")));
  });

  it("has nothing under a name that nobody put, and nothing under a name that is no digest", () => {
    const store = open();
    expect(store.get(digest("0".repeat(64)))).toBeUndefined();
    expect(store.get(digest("../../../etc/passwd"))).toBeUndefined();
    expect(store.head(digest("../../../etc/passwd"), 10)).toBeUndefined();
  });

  it("always has the empty artifact", () => {
    const store = open();
    expect(store.put("")).toBe(EMPTY);
    expect(text(store.get(EMPTY))).toBe("");
    expect(text(store.head(EMPTY, 10))).toBe("");
  });

  it("gives the beginning alone", () => {
    const store = open();
    const name = store.put("0123456789");
    expect(text(store.head(name, 4))).toBe("0123");
    expect(text(store.head(name, 40))).toBe("0123456789");
    expect(text(store.head(name, 0))).toBe("");
  });

  it("takes over a file, empty or large", () => {
    const store = open();
    const path = join(temporaryFolder(), "out");
    writeFileSync(path, "");
    expect(store.adopt(path)).toBe(EMPTY);
    const large = Buffer.alloc(3_000_001, "line\n");
    writeFileSync(path, large);
    const name = store.adopt(path);
    expect(Buffer.from(store.get(name) ?? []).equals(large)).toBe(true);
  });

  it("keeps what it took over when the file changes afterwards", () => {
    const store = open();
    const path = join(temporaryFolder(), "out");
    writeFileSync(path, "first");
    const name = store.adopt(path);
    writeFileSync(path, "other");
    expect(text(store.get(name))).toBe("first");
  });
});

describe("artifacts on disk", () => {
  it("writes the empty artifact nowhere, and the same bytes once", () => {
    const objects = join(temporaryFolder(), "objects");
    mkdirSync(objects);
    const store = localArtifacts(objects);
    store.put("");
    expect(readdirSync(objects)).toEqual([]);
    const name = store.put("same");
    store.put("same");
    expect(localArtifacts(objects).put("same")).toBe(name);
    expect(readdirSync(objects, { recursive: true })).toEqual([
      name.slice(0, 2),
      join(name.slice(0, 2), name.slice(2)),
    ]);
  });

  it("does not give bytes that were damaged, and is repaired by the next put", () => {
    const objects = join(temporaryFolder(), "objects");
    const store = localArtifacts(objects);
    const name = store.put("truth");
    const path = join(objects, name.slice(0, 2), name.slice(2));
    writeFileSync(path, "truly");
    expect(store.get(name)).toBeUndefined();
    expect(store.put("truth")).toBe(name);
    expect(text(store.get(name))).toBe("truth");
  });

  it("says in a sentence what the disk refused, and leaves nothing half-written", () => {
    const folder = temporaryFolder();
    const objects = join(folder, "objects");
    writeFileSync(objects, "a file in the way");
    expect(() => localArtifacts(objects).put("x")).toThrow(
      `Could not store an artifact in ${objects}: something stands in the way`,
    );
    expect(existsSync(join(folder, "objects"))).toBe(true);
  });
});
