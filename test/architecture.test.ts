/** The house rules that a machine can hold: layers, circles, budgets. The table of layers is data in scripts/house/layers.ts. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { circles } from "../scripts/house/circles.ts";
import * as findings from "../scripts/house/findings.ts";
import { LAYERS, SEAMS, TABLES } from "../scripts/house/layers.ts";
import { functionLengths, imports, type Source, sources, src, target } from "../scripts/house/sources.ts";

const all = sources(src);

const source = (file: string, text: string): Source => ({
  file,
  text,
  lines: text.split("\n").length - 1,
  imports: imports(text),
});

describe("the house", () => {
  it("gives every source file a layer", () => expect(findings.homeless(all)).toEqual([]));
  it("lets arrows point down only, type imports included", () => expect(findings.strays(all)).toEqual([]));
  it("uses every arrow that the table allows", () => expect(findings.idle(all)).toEqual([]));
  it("has no circle of files", () => expect(circles(findings.fileGraph(all))).toEqual([]));
  it("keeps node and packages out of the core", () => expect(findings.foreign(all)).toEqual([]));
  it("keeps files within their budget of lines", () => expect(findings.tooLong(all)).toEqual([]));
  it("keeps functions within their budget of lines", () =>
    expect(findings.longFunctions(functionLengths())).toEqual([]));
  it("opens every file with why it exists", () => expect(findings.unexplained(all)).toEqual([]));
  it("holds no unfinished marks", () => expect(findings.unfinished(all)).toEqual([]));
  it("has no names that say nothing", () => expect(findings.vague(all)).toEqual([]));

  it("imports only files that exist", () => {
    const files = new Set(readdirSync(src, { recursive: true, encoding: "utf8" }));
    const lost = all.flatMap(({ file, imports: found }) =>
      found
        .map(({ specifier }) => target(src, file, specifier))
        .filter((name) => name !== undefined && !name.startsWith("../") && !files.has(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it("exempts only tables that exist", () => {
    const files = all.map(({ file }) => file);
    expect(TABLES.filter((table) => !files.includes(table))).toEqual([]);
  });
});

describe("the table of layers", () => {
  it("has no circle itself", () => {
    const graph = new Map(Object.entries(LAYERS).map(([from, to]) => [from, new Set(to)]));
    expect(circles(graph)).toEqual([]);
  });

  it("lets nobody lean on what leans on them: base names nothing", () => {
    const up = source("core/base/value.ts", `import { x } from "../guard/redact.ts";\n`);
    const down = source("core/guard/redact.ts", `import { x } from "../base/value.ts";\n`);
    expect(findings.strays([up, down])).toHaveLength(1);
  });

  it("draws an arrow for every seam", () => {
    for (const { from, to } of SEAMS) expect(LAYERS[from]).toContain(to);
  });
});

describe("the eyes of the house", () => {
  it("sees static, type-only, re-exporting, bare, multi-line and dynamic imports, but no comments", () => {
    const text = [
      `import { a } from "./a.ts";`,
      `import type { B } from "./b.ts";`,
      `export * from './c.ts';`,
      `import "./d.ts";`,
      `import {\n  e,\n  type E,\n} from "./e.ts";`,
      `const f = await import("./f.ts");`,
      `// import { g } from "./g.ts";`,
      `/* import { h } from "./h.ts"; */`,
    ].join("\n");
    const found = imports(text).map(({ specifier }) => specifier);
    expect(found).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
  });

  it("reports an arrow that points up, naming file and line", () => {
    const up = source("core/plan/plan.ts", `/** x */\nimport type { X } from "../../app/run.ts";\n`);
    expect(findings.strays([up])).toEqual(["core/plan/plan.ts:2 imports app/run.ts (core/plan -> app)"]);
  });

  it("reports an adapter that names another adapter", () => {
    const sideways = source("adapters/store/local.ts", `import { x } from "../agents/command.ts";\n`);
    expect(findings.strays([sideways])).toHaveLength(1);
  });

  it("reports a second file that draws the arrow of a seam", () => {
    const second = source("core/plan/waves.ts", `import { x } from "../spec/spec.ts";\n`);
    const seam = source("core/plan/compile.ts", `import { x } from "../spec/spec.ts";\n`);
    expect(findings.strays([second, seam])).toHaveLength(1);
  });

  it("reports node and unknown packages in the core, and lets adapters use node", () => {
    const core = source(
      "core/run/fold.ts",
      `import { readFileSync } from "node:fs";\nimport x from "yaml";\n`,
    );
    const adapter = source("adapters/system/files.ts", `import { readFileSync } from "node:fs";\n`);
    expect(findings.foreign([core, adapter])).toEqual([
      "core/run/fold.ts:1 imports node:fs",
      "core/run/fold.ts:2 imports yaml",
    ]);
  });

  it("finds circles of one, of two and of many, and none in a chain", () => {
    const graph = (edges: Record<string, string[]>): ReadonlyMap<string, ReadonlySet<string>> =>
      new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)]));
    expect(circles(graph({ a: ["a"] }))).toEqual([["a"]]);
    expect(circles(graph({ a: ["b"], b: ["a"], c: ["a"] }))).toEqual([["a", "b"]]);
    expect(circles(graph({ a: ["b", "x"], b: ["c"], c: ["d"], d: ["a"], x: [] }))).toEqual([
      ["a", "b", "c", "d"],
    ]);
    expect(circles(graph({ a: ["b"], b: ["c"], c: [] }))).toEqual([]);
    const chain = new Map(Array.from({ length: 20_000 }, (_, n) => [String(n), new Set([String(n + 1)])]));
    expect(circles(chain)).toEqual([]);
  });
});
