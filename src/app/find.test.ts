import { expect, test } from "vitest";
import type { Files, Reading } from "../ports/files.ts";
import { find, workflows } from "./find.ts";
import { joined, scriptPath, shown, workflowName } from "./places.ts";

const PLACES = { project: "/p", library: "/lib" };

/** A disk in a few words: path -> text. */
function disk(texts: Readonly<Record<string, string>>): Files {
  const paths = Object.keys(texts);
  const read = (path: string): Reading => {
    const text = texts[path];
    if (text !== undefined) return { kind: "file", bytes: new TextEncoder().encode(text) };
    return paths.some((each) => each.startsWith(`${path}/`)) ? { kind: "directory" } : { kind: "missing" };
  };
  const names = (folder: string): readonly string[] =>
    paths
      .filter((each) => each.startsWith(`${folder}/`) && !each.slice(folder.length + 1).includes("/"))
      .map((each) => each.slice(folder.length + 1));
  return { read, names, isFile: (path) => Object.hasOwn(texts, path) };
}

const DISK = disk({
  "/p/here.yml": "",
  "/p/.claude/workflows/first.yaml": "",
  "/p/.github/agents/first.yml": "",
  "/p/.github/agents/second.json": "",
  "/p/workflows/third.yml": "",
  "/p/workflows/third.script.yml": "",
  "/p/workflows/notes.md": "",
  "/p/twice/x.yml": "",
  "/lib/workflows/demo.yml": "",
  "/lib/workflows/third.yml": "",
});

const found = (word: string): string => {
  const result = find(DISK, PLACES, word);
  return result.ok
    ? result.value.path
    : `${result.error.code} ${result.error.message}; ${result.error.help ?? ""}`;
};

test.each([
  ["here.yml", "/p/here.yml"],
  ["./here.yml", "/p/here.yml"],
  ["/p/here.yml", "/p/here.yml"],
  ["first", "/p/.claude/workflows/first.yaml"],
  ["second", "/p/.github/agents/second.json"],
  ["third", "/p/workflows/third.yml"],
  ["demo", "/lib/workflows/demo.yml"],
  ["dmeo", 'AO1904 there is no workflow "dmeo"; did you mean "demo"?'],
  [
    "third.script",
    'AO1904 there is no workflow "third.script"; `agent-orchestrator list` shows the workflows that were found',
  ],
  ["twice", 'AO1902 "twice" is a directory; name a workflow file in it'],
  ["heer.yml", 'AO1901 there is no file "heer.yml"; did you mean "here.yml"?'],
  ["twice/y.yml", 'AO1901 there is no file "twice/y.yml"; did you mean "twice/x.yml"?'],
  ["nowhere/seconf.yml", 'AO1901 there is no file "nowhere/seconf.yml"; did you mean "second"?'],
  ["", 'AO1904 there is no workflow ""; `agent-orchestrator list` shows the workflows that were found'],
])("%j leads to %s", (word, path) => {
  expect(found(word)).toBe(path);
});

test("a file that cannot be read says why", () => {
  const locked: Files = { ...DISK, read: () => ({ kind: "unreadable", why: "permission was denied" }) };
  expect(find(locked, PLACES, "locked.yml")).toMatchObject({
    ok: false,
    error: { code: "AO1903", message: '"locked.yml" cannot be read: permission was denied' },
  });
});

test("two files of one name in one folder are not chosen between", () => {
  const files = disk({ "/p/workflows/a.yml": "", "/p/workflows/a.json": "" });
  const result = find(files, PLACES, "a");
  expect(result).toMatchObject({ ok: false, error: { code: "AO1905" } });
});

test("the list names each workflow once, the project's before the library's", () => {
  expect(workflows(DISK, PLACES).map((each) => [each.name, each.origin])).toEqual([
    ["first", "project"],
    ["second", "project"],
    ["third", "project"],
    ["demo", "library"],
  ]);
});

test("in the library's own repository nothing is listed twice", () => {
  expect(workflows(DISK, { project: "/lib", library: "/lib" }).map((each) => each.name)).toEqual([
    "demo",
    "third",
  ]);
});

test("paths are joined and shortened as people expect", () => {
  expect(joined("/p/", "./a")).toBe("/p/a");
  expect(joined("/p", "../a")).toBe("/p/../a");
  expect(joined("/p", "/a")).toBe("/a");
  expect(joined("/p", "C:\\a")).toBe("C:\\a");
  expect(shown(PLACES, "/p/a/b")).toBe("a/b");
  expect(shown(PLACES, "/lib/a")).toBe("/lib/a");
  expect(workflowName(".hidden.yml")).toBeUndefined();
  expect(workflowName(".yml")).toBeUndefined();
  expect(scriptPath("/p/a.json")).toBe("/p/a.script.yml");
  expect(scriptPath("/p/a.txt")).toBeUndefined();
});
