import * as fs from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/rig/folder.ts";
import { codeCacheFolder, load, MOST_KEPT } from "./code-cache.ts";

const DIGEST = "0123456789abcdef";
const bundle = (answer: number): string =>
  `/*${DIGEST}*/\n(function (exports) { exports.answer = () => ${answer}; })`;
const nameFor = (use: string): string => `${DIGEST}-${process.version}-${use}`;

function place(answer = 42): Readonly<{ path: string; cache: string }> {
  const folder = temporaryFolder();
  const path = join(folder, "program.js");
  fs.writeFileSync(path, bundle(answer));
  return { path, cache: join(folder, "cache") };
}

const answerOf = (exports: unknown): number => (exports as { answer: () => number }).answer();

describe("the folder for compiled code", () => {
  it("lies in the user's own cache, or nowhere", () => {
    expect(codeCacheFolder({ HOME: "/h" })).toBe("/h/.cache/agent-orchestrator/code");
    expect(codeCacheFolder({ HOME: "/h", XDG_CACHE_HOME: "/x" })).toBe("/x/agent-orchestrator/code");
    expect(codeCacheFolder({ NODE_COMPILE_CACHE: "/n" })).toBe("/n/agent-orchestrator");
    expect(codeCacheFolder({ HOME: "" })).toBe(null);
    expect(codeCacheFolder({ HOME: "/h", NODE_DISABLE_COMPILE_CACHE: "1" })).toBe(null);
  });
});

describe("a program that is loaded", () => {
  it("is kept compiled for the next time, readable by its owner alone", () => {
    const { path, cache } = place();
    const first = load(path, cache, "run");
    expect(answerOf(first.exports)).toBe(42);
    first.keep();
    const kept = join(cache, nameFor("run"));
    expect(fs.statSync(kept).mode & 0o777).toBe(0o600);
    const { mtimeMs } = fs.statSync(kept);
    const second = load(path, cache, "run");
    expect(answerOf(second.exports)).toBe(42);
    second.keep();
    expect(fs.statSync(kept).mtimeMs).toBe(mtimeMs);
  });

  it("loads what lies beside it in the same way, and once", () => {
    const { path, cache } = place();
    const part = "fedcba9876543210";
    const text = (body: string, digest = DIGEST): string =>
      `/*${digest}*/\n(function (exports, require) { ${body} })`;
    fs.writeFileSync(
      path,
      text('exports.get = () => require("./part.js"); exports.sep = require("node:path").sep;'),
    );
    fs.writeFileSync(join(path, "../part.js"), text("exports.answer = () => 7;", part));
    for (const round of [1, 2]) {
      const { exports, keep } = load(path, cache, "run");
      const { get, sep: separator } = exports as { get: () => unknown; sep: string };
      expect([answerOf(get()), get() === get(), separator], String(round)).toEqual([7, true, sep]);
      keep();
      expect(fs.readdirSync(cache).sort()).toEqual(
        [nameFor("run"), nameFor("run").replace(DIGEST, part)].sort(),
      );
    }
  });

  it.each([
    [1, "empty", "", 0o600],
    [2, "no compiled code", "x".repeat(5000), 0o600],
    [3, "open to the writes of others", "x".repeat(5000), 0o666],
  ])("is compiled anew when what was kept is not to be trusted (%i: %s)", (answer, _, text, mode) => {
    const { path, cache } = place(answer);
    const kept = join(cache, nameFor("run"));
    fs.mkdirSync(cache);
    fs.writeFileSync(kept, text);
    fs.chmodSync(kept, mode);
    const again = load(path, cache, "run");
    expect(answerOf(again.exports)).toBe(answer);
    again.keep();
    expect(fs.readFileSync(kept, "latin1")).not.toBe(text);
    expect(fs.statSync(kept).mode & 0o777).toBe(0o600);
  });

  it("works without a cache, and with one that cannot be written", () => {
    const { path } = place();
    const none = load(path, null, "run");
    none.keep();
    expect(answerOf(none.exports)).toBe(42);
    const blocked = load(path, join(path, "below-a-file"), "run");
    blocked.keep();
    expect(answerOf(blocked.exports)).toBe(42);
  });

  it("keeps a bounded number and leaves what others put there alone", () => {
    const { path, cache } = place();
    fs.mkdirSync(join(cache, "folder-of-others"), { recursive: true });
    for (let n = 0; n < MOST_KEPT + 5; n += 1) load(path, cache, `use${"x".repeat(n)}`).keep();
    const names = fs.readdirSync(cache);
    expect(names).toContain("folder-of-others");
    expect(names.length).toBe(MOST_KEPT + 1);
    expect(names).toContain(nameFor(`use${"x".repeat(MOST_KEPT + 4)}`));
  });
});
