/** The tests in the documentation are tests: each is played on the workflow that stands before it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { localFiles } from "../src/adapters/system/files.ts";
import { tested } from "../src/app/test-suite.ts";
import { library } from "../src/app/validate.ts";
import { diagnosticsText } from "../src/core/render/diagnostics.ts";
import type { Files } from "../src/ports/files.ts";
import { bench } from "./rig/bench.ts";
import { disk } from "./rig/disk.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/testing-workflows.md"), "utf8");
const fences = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");

/** What a run of the first case would have left behind. */
const CASSETTE = JSON.stringify({
  schemaVersion: 1,
  workflow: "release",
  answers: [{ task: "notes", call: 0, reply: { structured: { lines: ["recorded"] }, cost_usd: 0.1 } }],
});

const examples = fences.flatMap((text, at) =>
  text.startsWith("cases:")
    ? [{ at, text, workflow: fences.slice(0, at).findLast((one) => one.startsWith("name: release")) ?? "" }]
    : [],
);

/** The example lies on a disk of its own, the agents on the real one. */
function filesFor(workflow: string, tests: string): Files {
  const own = disk({
    "/p/release.yml": workflow,
    "/p/release.test.yml": tests,
    "/p/release.cassette.json": CASSETTE,
  });
  return {
    read: (path, limit) => (path.startsWith("/p/") ? own : localFiles).read(path, limit),
    names: (folder) => (folder.startsWith("/p/") ? own : localFiles).names(folder),
    isFile: (path) => (path.startsWith("/p/") ? own : localFiles).isFile(path),
  };
}

test("there are some", () => expect(examples.length).toBeGreaterThan(3));

test.each(examples)("example $at passes", async ({ text, workflow }) => {
  const from = library(filesFor(workflow, text), { project: "/p", library: root });
  const suite = await tested(from, "release.yml", bench);
  const diagnostics = suite.cases.flatMap((one) => one.diagnostics);
  const own = { file: suite.file, text: suite.text, diagnostics };
  expect(diagnosticsText([...suite.reports, own])).toBe("no problems in 1 file\n");
});

const guide = readFileSync(join(root, "docs/guide.md"), "utf8");

type Written = Readonly<{ name: string; inputs?: Readonly<Record<string, { required?: boolean }>> }>;

const lessons = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => ({
  text,
  ...(parse(text) as Written),
}));

/** What does not simply succeed when everybody who is played is content. */
const OTHERWISE: Readonly<Record<string, string>> = { "ask-first": "paused" };

test.each(lessons)("$name of the guide comes to its end", async ({ name, text, inputs = {} }) => {
  const required = Object.entries(inputs).filter(([, input]) => input.required === true);
  const given = Object.fromEntries(required.map(([input]) => [input, "x"]));
  const conclusion = OTHERWISE[name] ?? "success";
  const tests = JSON.stringify({ cases: [{ name: "it", inputs: given, expect: { conclusion } }] });
  const from = library(filesFor(text, tests), { project: "/p", library: root });
  const suite = await tested(from, "release.yml", bench);
  const diagnostics = suite.cases.flatMap((one) => one.diagnostics);
  expect(diagnosticsText([...suite.reports, { file: suite.file, text: suite.text, diagnostics }])).toBe(
    "no problems in 1 file\n",
  );
});
