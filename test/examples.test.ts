/** What `explain` shows as wrong is refused with that very code, and what it shows as right is not. */
import { expect, test } from "vitest";
import type { AgentDefinition } from "../src/core/base/agent.ts";
import { check } from "../src/core/spec/check.ts";
import { CODES } from "../src/core/spec/codes.ts";
import { indexOf } from "../src/core/spec/fields.ts";
import { readSpec } from "../src/core/spec/read.ts";
import { parseSyntax } from "../src/core/spec/syntax.ts";

const NAMES = ["coder", "reviewer", "planner"];
const agent = (name: string): AgentDefinition => ({
  name,
  description: "",
  capabilities: [],
  patterns: [],
  prompt: "",
  origin: "built-in",
});
const CONTEXT = { agents: new Map(NAMES.map((name) => [name, agent(name)])), agentNames: NAMES };

/** What examples take for granted; an example that says it itself wins. */
const AROUND: readonly string[] = [
  "name: example",
  "inputs: { name: { default: x }, timeout: { type: number, default: 60 }, kind: { type: object, default: {} } }",
  "variables: { prefix: x, x: text, y: text }",
  "context: { secrets: [TOKEN] }",
];
const TASKS = [
  ...["plan", "build", "a", "b"].map((id) => `  - { id: ${id}, agent: coder }`),
  "  - { id: review, agent: reviewer, condition: inputs.name == 'y' }",
].join("\n");
const EXAMPLE: readonly string[] = ["id: example", "agent: coder", "dependencies: [plan, build, a, review]"];

const keyOf = (line: string): string => /^([\w-]+):/.exec(line)?.[1] ?? "";
const unsaid = (lines: readonly string[], piece: string): string =>
  lines.filter((line) => !new RegExp(`^${keyOf(line)}:`, "m").test(piece)).join("\n");

const indented = (text: string, by: number): string => text.replaceAll(/^/gm, " ".repeat(by));

/** An example is a piece of a file; this is the smallest file around it. */
function whole(piece: string): string {
  if (piece.startsWith("${")) return whole(`prompt: '${piece.replaceAll("'", "''")}'`);
  if (piece.startsWith("- id")) return `${unsaid(AROUND, "")}\ntasks:\n${indented(piece, 2)}\n`;
  const key = keyOf(piece);
  if (/^tasks:/m.test(piece)) return `${unsaid(AROUND, piece)}\n${piece}\n`;
  const isShared =
    key === "inputs" ||
    (key === "outputs" && !piece.includes("schema:")) ||
    (key === "effects" && !piece.includes("["));
  if (!indexOf("task").byKey.has(key) || isShared)
    return `${unsaid(AROUND, piece)}\n${piece}\ntasks:\n${TASKS}\n`;
  const task = [unsaid(EXAMPLE, piece.replace(/^needs:/m, "dependencies:")), piece].join("\n");
  return `${unsaid(AROUND, "")}\ntasks:\n${TASKS}\n  -\n${indented(task, 4)}\n`;
}

function codesOf(text: string): readonly string[] {
  const syntax = parseSyntax(text);
  const read = readSpec(syntax.root, text);
  const found = read.spec === null ? [] : check(read.spec, CONTEXT);
  return [...syntax.diagnostics, ...read.diagnostics, ...found].map(({ code }) => code);
}

const inSyntax = (text: string): readonly string[] => parseSyntax(text).diagnostics.map(({ code }) => code);
const shown = (code: string, piece: string): readonly string[] =>
  code.startsWith("AO10") ? inSyntax(piece) : codesOf(whole(piece));

/** Told in words, or about what lies outside of one file: bytes, sizes, command lines, other files, what is given at the start, what is compiled. */
const TOLD =
  "AO1002 AO1003 AO1004 AO1005 AO1006 AO1007 AO1008 AO1009 AO1033 AO1121 AO1122 AO1123 AO1131 AO1132 AO1133 AO1214 AO1217 AO1219 AO1220 AO1221 AO1303 AO1304 " +
  "AO1316 AO1404 AO1409 AO1412 AO1413 AO1607 AO1611 AO1612 AO1801 AO1802 AO1803 AO1804 AO1805 AO1806 AO1807 AO1808 AO1809 " +
  "AO1851 AO1852 AO1853 AO1854 AO1855 AO1856 AO1857 AO1858 AO1859 AO1860 AO1901 AO1902 AO1903 AO1904 AO1905 AO1906 AO1907";
const told = new Set(TOLD.split(" "));

test.each(Object.entries(CODES).filter(([code]) => !told.has(code)))("%s", (code, { bad, good }) => {
  expect([bad, shown(code, bad)]).toEqual([bad, expect.arrayContaining([code])]);
  expect([good, shown(code, good)]).not.toEqual([good, expect.arrayContaining([code])]);
});
