/** What commands that read workflows share: the places, the size limit, the inputs, and how findings are shown. */
import { digestOf } from "../adapters/system/digest.ts";
import { localFiles } from "../adapters/system/files.ts";
import { durationSeconds } from "../core/base/duration.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, type Fields, type Traced, type Value } from "../core/base/value.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import { MAX_FILE_BYTES } from "../core/spec/syntax-limits.ts";
import { diagnosticsText } from "../core/render/diagnostics.ts";
import { fileDiagnostic } from "../app/find.ts";
import { joined } from "../app/places.ts";
import { prepare, type Prepared } from "../app/prepare.ts";
import { library, tally, type Library } from "../app/validate.ts";
import { valueFile } from "../app/values.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { pluginSource } from "./plugins.ts";
import { say, type Complaint } from "./say.ts";
import { bytesIn } from "./sizes.ts";

/** For commands that may load the modules that workflows name. */
export function projectWithPlugins(call: Call): Result<Library, Complaint> {
  const from = projectOf(call);
  return from.ok ? ok({ ...from.value, plugins: pluginSource(call) }) : from;
}

/** Does it again until every module that it asked for is there: most files ask for none. */
export async function withPlugins<T>({ plugins }: Library, act: () => T): Promise<T> {
  let result = act();
  while (plugins?.trusted === true && (await plugins.shelf.fill())) result = act();
  return result;
}

const REFUSED_PLUGINS = "AO1611";

/** What is refused for whom it comes from is no mistake of its author. */
export const exitFor = (reports: readonly FileReport[]): ExitCode =>
  reports.some(({ diagnostics }) => diagnostics.some(({ code }) => code === REFUSED_PLUGINS))
    ? EXIT.policy
    : EXIT.usage;

export function projectOf({ flags, world }: Call): Result<Library, Complaint> {
  const places = { project: world.definitions, library: world.root };
  const size = flags.text("max-file-size");
  const bytes = size === undefined ? MAX_FILE_BYTES : bytesIn(size);
  if (bytes === undefined) {
    const message = `--max-file-size does not understand "${size ?? ""}"`;
    return err({ exit: EXIT.usage, message, help: "write a size up to 256MiB, e.g. 4MiB" });
  }
  return ok(library(localFiles, places, bytes));
}

/** Findings go to stderr, except where they are what was asked for. */
export function showReports({ world }: Call, reports: readonly FileReport[]): void {
  const found = reports.filter((report) => report.diagnostics.length > 0);
  if (found.length > 0) world.err.write(diagnosticsText(found, { color: world.err.color }));
}

/** `-p` text stays text: what it means is for the workflow's declaration of the input to say. */
function pairsOf(words: readonly string[]): Result<Fields, Complaint> {
  const fields: Record<string, Value> = {};
  for (const word of words) {
    const at = word.indexOf("=");
    if (at < 1) {
      return err({
        exit: EXIT.usage,
        message: `-p needs name=value, not "${word}"`,
        help: "e.g. -p feature_name=login",
      });
    }
    Object.defineProperty(fields, word.slice(0, at), {
      value: word.slice(at + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return ok(fields);
}

/** Seconds. */
function timeoutOf(text: string | undefined): Result<number | undefined, Complaint> {
  if (text === undefined) return ok(undefined);
  const seconds = durationSeconds(text);
  if (seconds !== undefined && seconds > 0) return ok(seconds);
  return err({
    exit: EXIT.usage,
    message: `--timeout does not understand "${text}"`,
    help: "write a time, e.g. 45m or 1h30m",
  });
}

type FileValue = Result<Value | undefined, readonly FileReport[]>;

function fileValue(
  { from, directory }: Readonly<{ from: Library; directory: string }>,
  name: string | undefined,
  what: string,
): FileValue {
  if (name === undefined) return ok(undefined);
  const value = valueFile(from, joined(directory, name));
  if (!value.ok) return err([value.error]);
  if (isFields(value.value)) return value;
  const diagnostic = fileDiagnostic(
    "AO1906",
    `"${name}" must map names to values`,
    `${what} are a YAML or JSON mapping`,
  );
  return err([{ file: name, text: "", diagnostics: [diagnostic] }]);
}

function chosen(flags: Call["flags"]): Readonly<{ runner?: string; maxParallel?: number }> {
  const [runner, maxParallel] = [flags.text("runner"), flags.number("max-parallel")];
  return {
    ...(runner === undefined ? {} : { runner }),
    ...(maxParallel === undefined ? {} : { maxParallel }),
  };
}

export type Planned = Readonly<{ prepared: Prepared; from: Library }>;

/** The workflow that the first argument names, as a plan; every mistake is already shown when it refuses. */
export async function planned(
  call: Call,
  workflow: string,
  preview = false,
): Promise<Result<Planned, ExitCode>> {
  const { flags, world } = call;
  const from = projectWithPlugins(call);
  if (!from.ok) return err(say(world, from.error));
  const pairs = pairsOf(flags.list("param"));
  if (!pairs.ok) return err(say(world, pairs.error));
  const given = { from: from.value, directory: world.directory };
  const stored = fileValue(given, flags.text("params"), "inputs");
  const item = fileValue(given, flags.text("task"), "work items");
  if (!stored.ok || !item.ok) {
    showReports(call, [...(stored.ok ? [] : stored.error), ...(item.ok ? [] : item.error)]);
    return err(EXIT.usage);
  }
  const timeout = timeoutOf(flags.text("timeout"));
  if (!timeout.ok) return err(say(world, timeout.error));
  const traced: Traced | undefined =
    item.value === undefined ? undefined : { value: item.value, trust: "operator" };
  const request = {
    workflow,
    inputs: { ...(isFields(stored.value) ? stored.value : {}), ...pairs.value },
    ...(traced === undefined ? {} : { item: traced }),
    ...chosen(flags),
    ...(timeout.value === undefined ? {} : { timeout: timeout.value }),
    strict: flags.on("strict"),
    hash: digestOf,
    preview,
  };
  const result = await withPlugins(from.value, () => prepare(from.value, request));
  if (!result.ok) {
    showReports(call, result.error);
    return err(exitFor(result.error));
  }
  if (!flags.on("quiet") && tally(result.value.reports).warnings > 0) showReports(call, result.value.reports);
  return ok({ prepared: result.value, from: from.value });
}
