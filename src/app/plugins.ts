/** The modules that a workflow names: where they may lie, what they add to the language, and what is wrong with them. */
import { nearest } from "../core/base/nearest.ts";
import { isList } from "../core/base/value.ts";
import { FUNCTION_NAMES } from "../core/expression/functions.ts";
import type { Code } from "../core/spec/codes.ts";
import type { Diagnostic } from "../core/spec/diagnostic.ts";
import { TASK_TYPES } from "../core/spec/fields-task.ts";
import type { Added } from "../core/spec/rules/survey.ts";
import { workflowSpan, type Spec } from "../core/spec/spec.ts";
import type { Files } from "../ports/files.ts";
import type { LoadedPlugin, Plugins, Shelved } from "../ports/plugin.ts";
import { addedBy } from "./brought.ts";
import { folderOf, type Places } from "./places.ts";
import { pluginPaths } from "./plugin-paths.ts";

/** Where modules come from; or why none are loaded for the files at hand. */
export type PluginSource = Readonly<{ trusted: true; shelf: Plugins } | { trusted: false; why: string }>;

export type Library = Readonly<{ files: Files; places: Places; plugins?: PluginSource | undefined }>;

/** More modules than anybody reviews. */
export const MAX_PLUGINS = 20;
/** Mean something else in an expression, or are made by the program itself. */
const RESERVED_FUNCTIONS: ReadonlySet<string> = new Set(["fn", "true", "false", "null", "in"]);
const RESERVED_TYPES: ReadonlySet<string> = new Set(
  "group for_each delegate autonomous samples rescue plugin persona-request git-operation".split(" "),
);

export type FilePlugins = Readonly<{
  loaded: readonly LoadedPlugin[];
  /** Null if not all of them are known. */
  added: Added | null;
  diagnostics: readonly Diagnostic[];
}>;

export const namedPlugins = ({ settings }: Spec): readonly string[] => {
  const { plugins } = settings;
  return isList(plugins) ? plugins.filter((one): one is string => typeof one === "string") : [];
};

type Named = Readonly<{ written: string; place: Diagnostic["span"] }>;

const mistake = (
  code: Code,
  { place: span }: Named,
  message: string,
  label: string,
  help: string,
): Diagnostic => ({
  code,
  severity: "error",
  message,
  label,
  span,
  help,
});

function lost({ files }: Library, named: Named, paths: readonly string[]): Diagnostic {
  const { written } = named;
  const name = written.replace(/^.*[\\/]/, "");
  const close = paths.flatMap((path) => nearest(name, files.names(folderOf(path))) ?? [])[0];
  const help =
    close === undefined
      ? "modules are looked for beside the workflow file, then from the project's root"
      : `did you mean "${written.slice(0, -name.length)}${close}"?`;
  return mistake("AO1219", named, `there is no module "${written}"`, "no such file", help);
}

const elsewhere = (named: Named, why: string): Diagnostic =>
  mistake(
    "AO1612",
    named,
    `"${named.written}" cannot be a plugin: ${why}`,
    "not a file of this project",
    "put the module into the project and name it, e.g. ./plugins/tasks.mjs",
  );

function problemOf(
  from: Library,
  named: Named,
  paths: readonly string[],
  kind: Exclude<Shelved, { kind: "loaded" | "pending" }>,
): Diagnostic {
  switch (kind.kind) {
    case "missing":
      return lost(from, named, paths);
    case "outside":
      return elsewhere(named, "a link leads out of the project");
    case "broken":
      return mistake(
        "AO1220",
        named,
        `the plugin "${named.written}" cannot be used: ${kind.why}`,
        "is no plugin",
        "docs/plugins.md says what a module has to export",
      );
  }
}

type One = Readonly<{ plugin: LoadedPlugin } | { problem: Diagnostic } | { pending: true }>;

function oneOf(from: Library, source: PluginSource, here: string | undefined, named: Named): One {
  if (!source.trusted) {
    const help = "read the workflow and its modules, then run them from where they are trusted";
    return {
      problem: mistake(
        "AO1611",
        named,
        `plugins are not loaded: ${source.why}`,
        "would run with all that you may do",
        help,
      ),
    };
  }
  const paths = pluginPaths(from.places, here, named.written);
  if (!paths.ok) return { problem: elsewhere(named, paths.error) };
  const path = paths.value.find((one) => from.files.isFile(one));
  if (path === undefined) return { problem: lost(from, named, paths.value) };
  const found = source.shelf.at(path);
  if (found.kind === "pending") return { pending: true };
  return found.kind === "loaded"
    ? { plugin: found.plugin }
    : { problem: problemOf(from, named, paths.value, found) };
}

/** By what its types and functions are called: a built-in word, or one of another module. */
function clashes(named: Named, plugin: LoadedPlugin, before: readonly LoadedPlugin[]): readonly Diagnostic[] {
  const said = (what: string, name: string, holder: string): Diagnostic =>
    mistake(
      "AO1221",
      named,
      `the plugin "${plugin.name}" gives the ${what} "${name}", which ${holder}`,
      "one word, two meanings",
      "rename it in one of the two",
    );
  const find = (
    what: string,
    names: Iterable<string>,
    builtIn: (name: string) => boolean,
    has: (other: LoadedPlugin, name: string) => boolean,
  ) =>
    [...names].flatMap((name) => {
      if (builtIn(name)) return [said(what, name, "is built in")];
      const other = before.find((one) => one.path !== plugin.path && has(one, name));
      return other === undefined ? [] : [said(what, name, `comes from the plugin "${other.name}" already`)];
    });
  return [
    ...find(
      "type",
      plugin.types.keys(),
      (name) => RESERVED_TYPES.has(name) || TASK_TYPES.some((one) => one === name),
      (other, name) => other.types.has(name),
    ),
    ...find(
      "function",
      plugin.functions.keys(),
      (name) => RESERVED_FUNCTIONS.has(name) || FUNCTION_NAMES.includes(name),
      (other, name) => other.functions.has(name),
    ),
  ];
}

const NOTHING: FilePlugins = { loaded: [], added: null, diagnostics: [] };

/** `here` is the file that names them; `called` are those of the files that it calls, with which it must agree. */
export function pluginsFor(
  from: Library,
  spec: Spec,
  here: string | undefined,
  called: readonly LoadedPlugin[],
): FilePlugins {
  const { plugins: source } = from;
  const names = namedPlugins(spec);
  if (source === undefined || (names.length === 0 && called.length === 0)) return NOTHING;
  const all = names.slice(0, MAX_PLUGINS).map((written, place): Named => ({
    written,
    place: workflowSpan(spec, "settings", "plugins", place),
  }));
  const loaded: LoadedPlugin[] = [];
  const diagnostics: Diagnostic[] = [];
  let isComplete = true;
  if (names.length > MAX_PLUGINS && all[0] !== undefined)
    diagnostics.push(
      mistake(
        "AO1508",
        all[0],
        `a workflow may name ${MAX_PLUGINS} plugins, not ${names.length}`,
        "too many",
        "put several types into one module",
      ),
    );
  for (const named of all) {
    const one = oneOf(from, source, here, named);
    if (!("plugin" in one)) {
      isComplete = false;
      if ("problem" in one) diagnostics.push(one.problem);
      continue;
    }
    if (loaded.some(({ path }) => path === one.plugin.path)) continue;
    diagnostics.push(...clashes(named, one.plugin, [...loaded, ...called]));
    loaded.push(one.plugin);
  }
  return { loaded, added: isComplete ? addedBy(loaded) : null, diagnostics };
}
