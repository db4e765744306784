/** The files that a workflow's tasks call, found, read and checked like the one that calls them. */
import type { AgentDefinition } from "../core/base/agent.ts";
import type { Called } from "../core/plan/compile.ts";
import { MAX_DEPTH } from "../core/plan/defaults.ts";
import type { Diagnostic, FileReport } from "../core/spec/diagnostic.ts";
import { spanOf, type Spec, type SpecTask } from "../core/spec/spec.ts";
import { find, type Found } from "./find.ts";
import { folderOf, plainPath, type Places } from "./places.ts";
import type { Files } from "../ports/files.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";
import type { Result } from "../core/base/result.ts";

type Library = Readonly<{ files: Files; places: Places }>;

/** The file that is being looked at: where it lies, as it is shown, and those that lead to it. */
export type Trail = Readonly<{ paths: readonly string[]; files: readonly string[]; depth: number }>;

type One = Readonly<{
  spec: Spec | null;
  file: string;
  text: string;
  agents: ReadonlyMap<string, AgentDefinition>;
  workflows: ReadonlyMap<string, Called>;
  reports: readonly FileReport[];
  plugins: readonly LoadedPlugin[];
}>;

export type Examine = (path: string, trail: Trail) => One;

export type Calls = Readonly<{
  workflows: ReadonlyMap<string, Called>;
  /** In the file that calls. */
  diagnostics: readonly Diagnostic[];
  /** In the files that are called. */
  reports: readonly FileReport[];
  /** Theirs. */
  plugins: readonly LoadedPlugin[];
}>;

/** A path is looked for beside the file that names it, then where every workflow is. */
function found(from: Library, trail: Trail, name: string): Result<Found, Diagnostic> {
  const here = trail.paths.at(-1);
  const beside =
    here === undefined || !/[\\/]|\.(ya?ml|json)$/.test(name) ? null : plainPath(`${folderOf(here)}/${name}`);
  if (beside !== null && from.files.isFile(beside))
    return { ok: true, value: { name, path: beside, origin: "project" } };
  return find(from.files, from.places, name);
}

const problem = (task: SpecTask, code: string, message: string, label: string, help: string): Diagnostic => ({
  code,
  severity: "error",
  message,
  label,
  span: spanOf(task, "workflow"),
  help,
});

function lost(task: SpecTask, { message, help }: Diagnostic): Diagnostic {
  return problem(task, "AO1217", message, "cannot be called", help ?? "check the name");
}

function circle(task: SpecTask, files: readonly string[], file: string): Diagnostic {
  const chain = [...files.slice(files.indexOf(file)), file].join(" → ");
  return problem(
    task,
    "AO1412",
    `a workflow calls itself: ${chain}`,
    "leads back to where it came from",
    "repeat its tasks with a loop, or call another workflow",
  );
}

const tooDeep = (task: SpecTask, depth: number): Diagnostic =>
  problem(
    task,
    "AO1413",
    `"${task.id}" calls a workflow more than ${depth} levels deep`,
    "one level too many",
    depth < MAX_DEPTH ? 'raise "settings.max_depth"' : "call it from further up",
  );

const depthOf = ({ settings }: Spec): number =>
  typeof settings["max_depth"] === "number" ? Math.min(settings["max_depth"], MAX_DEPTH) : MAX_DEPTH;

/** Each file once; a file that leads back to itself is not read again. */
export function callsOf(from: Library, spec: Spec, trail: Trail, examine: Examine): Calls {
  const workflows = new Map<string, Called>();
  const diagnostics: Diagnostic[] = [];
  const reports: FileReport[] = [];
  const plugins: LoadedPlugin[] = [];
  const callers = spec.tasks.filter(
    ({ type, fields }) => type === "workflow" && typeof fields["workflow"] === "string",
  );
  const depth = trail.paths.length === 1 ? depthOf(spec) : trail.depth;
  for (const task of callers) {
    const name = String(task.fields["workflow"]);
    if (workflows.has(name) || name.includes("${")) continue;
    const where = found(from, trail, name);
    if (!where.ok) {
      diagnostics.push(lost(task, where.error));
      continue;
    }
    const path = plainPath(where.value.path);
    if (trail.paths.includes(path)) {
      const at = trail.files[trail.paths.indexOf(path)] ?? name;
      diagnostics.push(circle(task, trail.files, at));
    } else if (trail.paths.length > depth) diagnostics.push(tooDeep(task, depth));
    else {
      const {
        spec: other,
        file,
        text,
        agents,
        workflows: inner,
        reports: said,
        plugins: brought,
      } = examine(path, { ...trail, depth });
      reports.push(...said);
      plugins.push(...brought);
      if (other !== null) workflows.set(name, { file, text, spec: other, agents, workflows: inner });
    }
  }
  return { workflows, diagnostics, reports, plugins };
}
