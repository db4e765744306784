/** One workflow file from disk to a checked Spec, with everything that is wrong with it, all at once. */
import type { AgentDefinition } from "../core/base/agent.ts";
import { check } from "../core/spec/check.ts";
import type { Diagnostic, FileReport } from "../core/spec/diagnostic.ts";
import { readSpec } from "../core/spec/read.ts";
import type { Spec } from "../core/spec/spec.ts";
import { decode, parseSyntax } from "../core/spec/syntax.ts";
import { MAX_FILE_BYTES, tooLarge } from "../core/spec/syntax-limits.ts";
import type { Files } from "../ports/files.ts";
import { agentShelf, agentsFor, type AgentShelf } from "./agents.ts";
import { fileDiagnostic } from "./find.ts";
import { shown, type Places } from "./places.ts";

export type Examined = Readonly<{
  /** The workflow first, then agent files that have something wrong with them. */
  reports: readonly FileReport[];
  /** Null if the file could not be read as a workflow at all. */
  spec: Spec | null;
  text: string;
  agents: ReadonlyMap<string, AgentDefinition>;
}>;

export type Library = Readonly<{ files: Files; places: Places; shelf: AgentShelf; maxBytes: number }>;

export const library = (files: Files, places: Places, maxBytes: number = MAX_FILE_BYTES): Library => ({
  files,
  places,
  shelf: agentShelf(files, places),
  maxBytes,
});

type Text = Readonly<{ text: string } | { diagnostic: Diagnostic }>;

/** Text of a file that a person named, or why there is none. */
export function textOf(files: Files, path: string, name: string, maxBytes: number): Text {
  const reading = files.read(path, maxBytes);
  switch (reading.kind) {
    case "file":
      return decode(reading.bytes);
    case "missing":
      return { diagnostic: fileDiagnostic("AO1901", `there is no file "${name}"`, "check the path") };
    case "directory":
      return { diagnostic: fileDiagnostic("AO1902", `"${name}" is a directory`, "name a file in it") };
    case "too-large":
      return { diagnostic: tooLarge(maxBytes) };
    default:
      return {
        diagnostic: fileDiagnostic(
          "AO1903",
          `"${name}" cannot be read: ${reading.why}`,
          "check its permissions",
        ),
      };
  }
}

const nothing = (file: string, text: string, diagnostics: readonly Diagnostic[]): Examined => ({
  reports: [{ file, text, diagnostics }],
  spec: null,
  text,
  agents: new Map(),
});

export function examine(from: Library, path: string): Examined {
  const file = shown(from.places, path);
  const source = textOf(from.files, path, file, from.maxBytes);
  return "diagnostic" in source
    ? nothing(file, "", [source.diagnostic])
    : examineText(from, file, source.text);
}

export function examineText(from: Library, file: string, text: string): Examined {
  const syntax = parseSyntax(text, { fileBytes: from.maxBytes });
  if (syntax.root === null) return nothing(file, text, syntax.diagnostics);
  const read = readSpec(syntax.root, text);
  const before = [...syntax.diagnostics, ...read.diagnostics];
  if (read.spec === null) return nothing(file, text, before);
  const named = agentsFor(from.files, from.places, from.shelf, read.spec);
  const context = { agents: named.agents, agentNames: [...from.shelf.keys()] };
  const diagnostics = [...before, ...check(read.spec, context)];
  return {
    reports: [{ file, text, diagnostics }, ...named.reports],
    spec: read.spec,
    text,
    agents: named.agents,
  };
}

export type Tally = Readonly<{ errors: number; warnings: number }>;

export function tally(reports: readonly FileReport[]): Tally {
  const all = reports.flatMap((report) => report.diagnostics);
  const errors = all.filter((each) => each.severity === "error").length;
  return { errors, warnings: all.length - errors };
}

/** With `strict`, a warning is as good as an error. */
export const isRefused = (reports: readonly FileReport[], strict: boolean): boolean => {
  const { errors, warnings } = tally(reports);
  return errors > 0 || (strict && warnings > 0);
};
