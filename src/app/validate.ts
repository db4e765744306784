/** One workflow file from disk to a checked Spec, with everything that is wrong with it, all at once. */
import type { AgentDefinition } from "../core/base/agent.ts";
import type { Called } from "../core/plan/compile.ts";
import { check, inOrder } from "../core/spec/check.ts";
import type { Diagnostic, FileReport } from "../core/spec/diagnostic.ts";
import { readSpec } from "../core/spec/read.ts";
import type { Spec } from "../core/spec/spec.ts";
import { decode, parseSyntax } from "../core/spec/syntax.ts";
import { MAX_FILE_BYTES, tooLarge } from "../core/spec/syntax-limits.ts";
import type { Files } from "../ports/files.ts";
import { agentShelf, agentsFor, type AgentShelf } from "./agents.ts";
import { callsOf, type Trail } from "./called.ts";
import { fileDiagnostic } from "./find.ts";
import { plainPath, shown, type Places } from "./places.ts";
import { distinct } from "./brought.ts";
import { pluginsFor, type PluginSource } from "./plugins.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";

export type Examined = Readonly<{
  /** The workflow first, then the files that it calls, and agent files that have something wrong with them. */
  reports: readonly FileReport[];
  /** Null if the file could not be read as a workflow at all. */
  spec: Spec | null;
  text: string;
  agents: ReadonlyMap<string, AgentDefinition>;
  /** The files that its tasks call, by the names that they use. */
  workflows: ReadonlyMap<string, Called>;
  /** Those of the files that it calls as well. */
  plugins: readonly LoadedPlugin[];
}>;

export type Library = Readonly<{
  files: Files;
  places: Places;
  shelf: AgentShelf;
  maxBytes: number;
  /** Without it, modules are neither loaded nor missed. */
  plugins?: PluginSource | undefined;
}>;

export const library = (
  files: Files,
  places: Places,
  maxBytes: number = MAX_FILE_BYTES,
  plugins?: PluginSource,
): Library => ({
  files,
  places,
  shelf: agentShelf(files, places),
  maxBytes,
  plugins,
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
  workflows: new Map(),
  plugins: [],
});

export function examine(from: Library, path: string): Examined {
  const whole = examineOn(from, path, NO_TRAIL, new Map());
  const seen = new Set<string>();
  const reports = whole.reports.filter(({ file }) => !seen.has(file) && seen.add(file));
  return { ...whole, reports };
}

const NO_TRAIL: Trail = { paths: [], files: [], depth: 0 };

type Known = Map<string, Examined>;

/** A file that is called from several places is looked at once. */
function examineOn(from: Library, path: string, trail: Trail, known: Known): Examined {
  const kept = known.get(path);
  if (kept !== undefined) return kept;
  const file = shown(from.places, path);
  const source = textOf(from.files, path, file, from.maxBytes);
  const examined =
    "diagnostic" in source
      ? nothing(file, "", [source.diagnostic])
      : examineText(from, file, source.text, {
          known,
          trail: {
            ...trail,
            paths: [...trail.paths, plainPath(path)],
            files: [...trail.files, file],
          },
        });
  known.set(path, examined);
  return examined;
}

/** Without a place of its own, a text calls workflows by their names alone. */
export function examineText(
  from: Library,
  file: string,
  text: string,
  { trail, known }: Readonly<{ trail: Trail; known: Known }> = { trail: NO_TRAIL, known: new Map() },
): Examined {
  const syntax = parseSyntax(text, { fileBytes: from.maxBytes });
  if (syntax.root === null) return nothing(file, text, syntax.diagnostics);
  const read = readSpec(syntax.root, text);
  const before = [...syntax.diagnostics, ...read.diagnostics];
  if (read.spec === null) return nothing(file, text, before);
  const named = agentsFor(from.files, from.places, from.shelf, read.spec);
  const calls = callsOf(from, read.spec, trail, (path, next) => ({
    ...examineOn(from, path, next, known),
    file: shown(from.places, path),
  }));
  const plugins = pluginsFor(from, read.spec, trail.paths.at(-1), calls.plugins);
  const context = {
    agents: named.agents,
    added: plugins.added,
    agentNames: [...from.shelf.keys()],
    workflows: new Map([...calls.workflows].map(([name, { spec }]) => [name, spec])),
  };
  const found = [...check(read.spec, context), ...calls.diagnostics, ...plugins.diagnostics];
  return {
    reports: [
      { file, text, diagnostics: [...before, ...inOrder(found)] },
      ...calls.reports,
      ...named.reports,
    ],
    spec: read.spec,
    text,
    agents: named.agents,
    workflows: calls.workflows,
    plugins: distinct([...plugins.loaded, ...calls.plugins]),
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
