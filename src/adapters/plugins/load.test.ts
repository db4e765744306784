import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import type { Shelved } from "../../ports/plugin.ts";
import { digestOf } from "../system/digest.ts";
import { MOST_MODULE_BYTES } from "./load.ts";
import { MOST_NAMES } from "./module.ts";
import { pluginShelf } from "./shelf.ts";

const means = (project: string) => ({
  project,
  load: (url: string): Promise<unknown> => import(/* @vite-ignore */ url),
  own: project,
  warn: () => undefined,
});

async function loaded(text: string, name = "it.mjs"): Promise<Shelved> {
  const project = temporaryFolder();
  writeFileSync(join(project, name), text);
  const shelf = pluginShelf(means(project));
  shelf.at(join(project, name));
  await shelf.fill();
  return shelf.at(join(project, name));
}

const whyOf = async (text: string): Promise<string> => {
  const found = await loaded(text);
  return found.kind === "broken" ? found.why : found.kind;
};

const GOOD = `export default { name: "good", version: "1.2", types: { lint: { description: "Looks", run() {} } },
  functions: { twice: { call: (x) => x + x } } };`;

test("a plugin has a name, a version, the digest of its file, types and functions", async () => {
  const found = await loaded(GOOD);
  if (found.kind !== "loaded") throw new Error(JSON.stringify(found));
  const { plugin } = found;
  expect([plugin.name, plugin.version, plugin.digest]).toEqual(["good", "1.2", digestOf(GOOD)]);
  expect(plugin.types.get("lint")?.description).toBe("Looks");
  expect(plugin.functions.get("twice")?.call([2])).toEqual({ ok: true, value: 4 });
});

test("nothing is loaded before it is asked for, and everything once", async () => {
  const project = temporaryFolder();
  let loads = 0;
  const shelf = pluginShelf({
    ...means(project),
    load: () =>
      Promise.resolve(((loads += 1), { default: { name: "x", functions: { f: { call: () => 1 } } } })),
  });
  const path = join(project, "x.mjs");
  writeFileSync(path, "");
  expect(await shelf.fill()).toBe(false);
  expect(shelf.at(path)).toEqual({ kind: "pending" });
  expect(loads).toBe(0);
  expect(await shelf.fill()).toBe(true);
  expect(shelf.at(path).kind).toBe("loaded");
  expect(await shelf.fill()).toBe(false);
  expect(loads).toBe(1);
});

test("options are judged by the schema of their type", async () => {
  const found = await loaded(
    `export default { name: "s", types: { t: { schema: { type: "object", required: ["level"] }, run() {} } } };`,
  );
  const issues = found.kind === "loaded" ? found.plugin.types.get("t")?.issues : undefined;
  expect(issues?.({ level: 1 })).toEqual([]);
  expect(issues?.({})).toEqual(["options must have required property 'level'"]);
});

test.each([
  ["export const x = 1;", "it must export an object by default"],
  ["export default [];", "it must export an object by default"],
  ["export default {};", 'it must have a "name"'],
  ["export default { name: 'a b' };", 'it must have a "name"'],
  ["export default { name: 'x', version: 2 };", '"version" must be text'],
  ["export default { name: 'x' };", "it gives neither types nor functions"],
  ["export default { name: 'x', type: {} };", 'it has "type"; it knows name, version, types, functions'],
  ["export default { name: 'x', types: [] };", '"types" must map names to objects'],
  ["export default { name: 'x', types: { Lint: {} } };", '"Lint" in "types" is no name'],
  ["export default { name: 'x', types: { t: {} } };", "types.t.run must be a function"],
  [
    "export default { name: 'x', types: { t: { run() {}, schema: 3 } } };",
    "types.t.schema: the schema must be a mapping",
  ],
  [
    "export default { name: 'x', types: { t: { run() {}, schema: { type: 'wrong' } } } };",
    "types.t.schema: the schema itself is wrong",
  ],
  ["export default { name: 'x', functions: { f: () => 1 } };", "functions.f must be an object with call()"],
  ["export default { name: 'x', functions: { 'a-b': { call() {} } } };", '"a-b" in "functions" is no name'],
  [
    `export default { name: 'x', functions: Object.fromEntries(Array.from({ length: ${MOST_NAMES + 1} }, (_, n) => ['f' + n, { call() {} }])) };`,
    `"functions" has more than ${MOST_NAMES} names`,
  ],
  ["export default new Proxy({}, { ownKeys() { throw new Error('ha'); } });", "it cannot be read: ha"],
  ["export default { get name() { throw new Error('ha'); } };", "it cannot be read: ha"],
  ["throw new Error('not today');", "it cannot be loaded: not today"],
  ["export default {", "it cannot be loaded: "],
  ["import './nowhere.mjs';", "it cannot be loaded: "],
])("%s is no plugin", async (text, why) => expect(await whyOf(text)).toContain(why));

test("a file that is not there, a folder, and what a link leads to outside are told apart", async () => {
  const [project, other] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(other, "theirs.mjs"), GOOD);
  symlinkSync(join(other, "theirs.mjs"), join(project, "link.mjs"));
  mkdirSync(join(project, "folder.mjs"));
  writeFileSync(join(project, "large.mjs"), "x".repeat(MOST_MODULE_BYTES + 1));
  const shelf = pluginShelf(means(project));
  const kinds = ["gone.mjs", "folder.mjs", "link.mjs", "large.mjs"].map((name) => join(project, name));
  kinds.forEach((path) => shelf.at(path));
  await shelf.fill();
  expect(kinds.map((path) => shelf.at(path).kind)).toEqual(["missing", "missing", "outside", "broken"]);
});
