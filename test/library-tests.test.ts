/** Every workflow that comes with the product has tests beside it, and they pass: all paths, no cost. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { localFiles } from "../src/adapters/system/files.ts";
import { schemaIssues } from "../src/adapters/system/schema.ts";
import { cassetteText } from "../src/app/cassette.ts";
import { tested } from "../src/app/test-suite.ts";
import { library } from "../src/app/validate.ts";
import { diagnosticsText } from "../src/core/render/diagnostics.ts";
import { cassetteSchema, testSchema } from "../src/core/spec/schema-test.ts";
import type { Value } from "../src/core/base/value.ts";
import { bench } from "./rig/bench.ts";

const root = join(import.meta.dirname, "..");
const names = readdirSync(join(root, "workflows")).flatMap((file) =>
  /^[\w-]+\.yml$/.test(file) ? [file.slice(0, -".yml".length)] : [],
);
const from = library(localFiles, { project: root, library: root });

test.each(names)("%s does what its tests say", async (name) => {
  const { reports, cases, file, text } = await tested(from, join("workflows", `${name}.yml`), bench);
  const diagnostics = cases.flatMap((one) => one.diagnostics);
  expect(diagnosticsText([...reports, { file, text, diagnostics }])).toBe(
    `no problems in ${reports.length + 1} file${reports.length === 0 ? "" : "s"}\n`,
  );
  expect(cases.length).toBeGreaterThan(1);
});

test.each(names)("the tests of %s fit the schema that editors use", async (name) => {
  const value = parse(readFileSync(join(root, "workflows", `${name}.test.yml`), "utf8")) as Value;
  expect(await schemaIssues(testSchema(), value)).toEqual([]);
});

test("the schema that editors use knows no other keys, and cassettes have one too", async () => {
  const wrong = { cases: [{ name: "x", expect: { conclusoin: "success" } }] };
  expect(await schemaIssues(testSchema(), wrong)).not.toEqual([]);
  const answers = [
    { task: "a", key: "k", part: "verify-1", call: 0, prompt: "0".repeat(64), reply: { output: "x" } },
  ];
  const { text } = cassetteText({ workflow: "w", answers });
  expect(await schemaIssues(cassetteSchema(), JSON.parse(text) as Value)).toEqual([]);
  expect(
    await schemaIssues(cassetteSchema(), { schemaVersion: 1, workflow: "w", answers: [{}] }),
  ).not.toEqual([]);
});
