/** Files with tests say exactly what stands beside them, all about one workflow; `UPDATE_CORPUS=1` writes it anew, for a person to read. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tested } from "../src/app/test-suite.ts";
import { library } from "../src/app/validate.ts";
import { diagnosticsText } from "../src/core/render/diagnostics.ts";
import { bench } from "./rig/bench.ts";
import { disk } from "./rig/disk.ts";

const folder = join(import.meta.dirname, "workflows", "tests");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const names = readdirSync(folder).filter((name) => name.endsWith(".yml") && name !== "subject.yml");
const cassettes = readdirSync(folder).filter((name) => name.endsWith(".json"));

async function said(name: string): Promise<string> {
  const files = disk({
    "/p/subject.yml": read("subject.yml"),
    "/p/subject.test.yml": read(name),
    ...Object.fromEntries(cassettes.map((each) => [`/p/${each}`, read(each)])),
  });
  const suite = await tested(library(files, { project: "/p", library: "/lib" }), "subject.yml", bench);
  const diagnostics = suite.cases.flatMap((one) => one.diagnostics);
  const own = { file: suite.file, text: suite.text, diagnostics };
  return diagnosticsText(suite.reports.length === 0 ? [own] : suite.reports, { max: 100 });
}

test.each(names)("%s says what stands beside it", async (name) => {
  const beside = join(folder, name.replace(/\.yml$/, ".out"));
  const actual = await said(name);
  if (process.env["UPDATE_CORPUS"] === "1") writeFileSync(beside, actual);
  expect(actual).toBe(readFileSync(beside, "utf8"));
});

/** AO1808 is shown where runs are made that never end. */
test("every code of tests is shown", () => {
  const shown = new Set(
    names.flatMap((name) => read(name.replace(/\.yml$/, ".out")).match(/\bAO18\d\d\b/g) ?? []),
  );
  const codes = "AO1801 AO1802 AO1803 AO1804 AO1805 AO1806 AO1807 AO1809".split(" ");
  expect([...shown].sort()).toEqual(codes);
});
