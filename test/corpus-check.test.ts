/** The corpus through reading and every rule: bad files say exactly what stands beside them, good files say nothing. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AgentDefinition } from "../src/core/base/agent.ts";
import { diagnosticsText } from "../src/core/render/diagnostics.ts";
import { check } from "../src/core/spec/check.ts";
import type { Diagnostic } from "../src/core/spec/diagnostic.ts";
import { readSpec } from "../src/core/spec/read.ts";
import { parseSyntax } from "../src/core/spec/syntax.ts";
import { effort } from "./rig/effort.ts";

const folder = join(import.meta.dirname, "workflows");
const filesIn = (name: string): readonly string[] =>
  readdirSync(join(folder, name)).filter((file) => /^(?!syntax-).*\.(yml|json)$/.test(file));

const NAMES =
  "planner coder checker frontend backend researcher orchestrator reviewer TestAgent CodeAgent BuildAgent DeployAgent " +
  "implementation-planner plan-evaluator lead-engineer qa-engineer code-reviewer security-review hotfix-specialist feature-designer";

const agent = (name: string): AgentDefinition => ({
  name,
  description: "",
  capabilities: [],
  patterns: [],
  prompt: "",
  origin: "built-in",
});
const context = {
  agents: new Map<string, AgentDefinition>([["planner", agent("planner")]]),
  agentNames: NAMES.split(" "),
};

function found(text: string): readonly Diagnostic[] {
  const syntax = parseSyntax(text);
  const read = readSpec(syntax.root, text);
  return [
    ...syntax.diagnostics,
    ...read.diagnostics,
    ...(read.spec === null ? [] : check(read.spec, context)),
  ];
}

/** Milliseconds in which any file is refused. */
const UNDER = 1_000;

describe("files with mistakes", () => {
  test.each(filesIn("err"))("%s says what stands beside it", (name) => {
    const text = readFileSync(join(folder, "err", name), "utf8");
    const beside = join(folder, "err", name.replace(/\.\w+$/, ".out"));
    let actual = "";
    const took = effort(() => {
      actual = diagnosticsText([{ file: name, text, diagnostics: found(text) }]);
    }, UNDER);
    expect(took).toBeLessThan(UNDER);
    if (process.env["UPDATE_CORPUS"] === "1") writeFileSync(beside, actual);
    expect(actual).toBe(readFileSync(beside, "utf8"));
    expect(actual).toMatch(/^\d+ (errors?|warnings?)/m);
  });

  test("are as many as the rules deserve", () => {
    expect(filesIn("err").length).toBeGreaterThanOrEqual(60);
  });
});

describe("files without mistakes", () => {
  test.each(filesIn("ok"))("%s is silent", (name) => {
    const text = readFileSync(join(folder, "ok", name), "utf8");
    expect(diagnosticsText([{ file: name, text, diagnostics: found(text) }])).toBe(
      diagnosticsText([{ file: name, text, diagnostics: [] }]),
    );
  });

  test("are as many as the features deserve", () => {
    expect(filesIn("ok").length).toBeGreaterThanOrEqual(25);
  });
});
