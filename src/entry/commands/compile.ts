/** `compile`: a workflow as a file that GitHub runs by itself, one job for each task or chain of tasks. */
import { digestOf } from "../../adapters/system/digest.ts";
import { shown } from "../../app/places.ts";
import { examine, type Examined } from "../../app/validate.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { compiledFile, type CompiledFile } from "../../core/render/compiled-file.ts";
import { unifiedDiff } from "../../core/render/unified-diff.ts";
import type { Called } from "../../core/plan/compile.ts";
import type { Spec } from "../../core/spec/spec.ts";
import type { Call } from "../command.ts";
import { chosenAction, type Chosen } from "../compiled-action.ts";
import { placeIn, repositoryRoot, targetOf, writeTarget, type Target } from "../compiled-target.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { planned, showReports, type Planned } from "../project.ts";
import { say, type Complaint } from "../say.ts";

const COMPILE_VERSION = 1;
const BARE = /^[A-Za-z0-9_./@:+-]+$/;

/** For a shell; foreign quotes cannot end it. */
const word = (text: string): string => (BARE.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** Everything that the jobs are made of: the file and those that it calls, in a fixed order. */
function sourceDigest({ text, workflows }: Examined): string {
  const files: (readonly [string, string])[] = [];
  const add = (calls: ReadonlyMap<string, Called>): void => {
    for (const called of calls.values()) {
      if (files.some(([file]) => file === called.file)) continue;
      files.push([called.file, called.text]);
      add(called.workflows);
    }
  };
  add(workflows);
  const others = files.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(others.length === 0 ? text : JSON.stringify([text, others]));
}

type Source = Readonly<{ workflow: string; directory: string | null }>;

/** As the action finds it in a job: by its path in the project, or by its name in the library. */
function sourceOf({ world }: Call, { prepared, from }: Planned): Result<Source, Complaint> {
  const { directory } = world;
  const project = placeIn(repositoryRoot(directory), directory) ?? "";
  const place = placeIn(directory, prepared.path);
  const library = placeIn(`${from.places.library}/workflows`, prepared.path);
  const workflow = place ?? library?.replace(/\.[a-z]+$/, "");
  if (workflow === undefined) {
    const message = `${shown(from.places, prepared.path)} does not lie in the project (AO1860)`;
    return err({ exit: EXIT.usage, message, help: "copy it into the project, or start this where it lies" });
  }
  return ok({ workflow, directory: project === "" ? null : project });
}

type Making = Readonly<{ spec: Spec; examined: Examined; made: Planned; chosen: Chosen; target: Target }>;

function fileOf(
  { flags }: Call,
  source: Source,
  { spec, examined, made, chosen, target }: Making,
): CompiledFile {
  const { workflow, directory } = source;
  const runner = flags.text("runner") ?? null;
  const environment = flags.text("environment") ?? null;
  const checks = flags.text("checks") ?? null;
  const output = flags.text("output");
  const command = [
    "agent-orchestrator compile",
    word(workflow),
    ...(output === undefined || output === "-" ? [] : ["-o", word(target.shown)]),
    ...(runner === null ? [] : ["--runner", `'${runner}'`]),
    ...(environment === null ? [] : ["--environment", `'${environment}'`]),
    ...(checks === null ? [] : ["--checks", `'${checks}'`]),
    "--action",
    `'${chosen.word}'`,
  ].join(" ");
  return compiledFile({
    plan: made.prepared.plan,
    spec,
    workflow,
    directory,
    digest: sourceDigest(examined),
    action: chosen.action,
    runner,
    environment,
    checks,
    command,
  });
}

/** Without a word about it, what is only looked at is compiled as it was. */
const looking = ({ flags }: Call): boolean => flags.on("check") || flags.on("diff");

function asBefore(call: Call, { kept }: Target): Call {
  const { flags } = call;
  if (!looking(call)) return call;
  return { ...call, flags: { ...flags, text: (name) => flags.text(name) ?? kept.get(name) } };
}

function drift({ world }: Call, target: Target, compiled: CompiledFile, command: string): ExitCode {
  if (target.text === compiled.text) {
    world.err.write(`${target.shown} is what the workflow gives\n`);
    return EXIT.done;
  }
  const jobs = (text: string): readonly string[] =>
    [...text.matchAll(/^ {2}([A-Za-z_][\w-]*):$/gm)].flatMap(([, id]) => id ?? []);
  const [before, after] = [new Set(jobs(target.text ?? "")), new Set(jobs(compiled.text))];
  const come = [...after].filter((id) => !before.has(id));
  const gone = [...before].filter((id) => !after.has(id));
  const what = [
    ...(come.length === 0 ? [] : [`without ${come.join(", ")}`]),
    ...(gone.length === 0 ? [] : [`still with ${gone.join(", ")}`]),
  ].join("; ");
  const message =
    target.text === null
      ? `${target.shown} is not there`
      : `${target.shown} is not what the workflow gives any more${what === "" ? "" : `: it is ${what}`}`;
  return say(world, { exit: EXIT.failed, message, help: `run: ${command}` });
}

function written({ flags, world }: Call, target: Target, compiled: CompiledFile): void {
  const same = target.text === compiled.text;
  if (!same) writeTarget(target, compiled.text);
  if (flags.on("quiet")) return;
  const jobs = `${compiled.legs.length} ${compiled.legs.length === 1 ? "leg" : "legs"}, ${compiled.text.length} bytes`;
  world.err.write(same ? `${target.shown} is up to date\n` : `written: ${target.shown} (${jobs})\n`);
}

const document = (target: Target, compiled: CompiledFile): string =>
  `${JSON.stringify(
    {
      schemaVersion: COMPILE_VERSION,
      file: target.shown,
      changed: target.text !== compiled.text,
      bytes: compiled.text.length,
      legs: compiled.legs.map(({ id, tasks, needs }) => ({ id, tasks: tasks.map((task) => task.id), needs })),
      findings: compiled.found.map(({ code, severity, message, help }) => ({
        code,
        severity,
        message,
        help,
      })),
    },
    null,
    2,
  )}\n`;

const commandIn = (text: string): string => (text.split("\n")[1] ?? "").replace(/^# */, "");

function delivered(call: Call, target: Target, compiled: CompiledFile): ExitCode {
  const { flags, world } = call;
  if (flags.on("json")) world.out.write(document(target, compiled));
  if (flags.on("diff")) {
    const names = { before: target.text === null ? "/dev/null" : target.shown, after: target.shown };
    world.out.write(unifiedDiff(target.text ?? "", compiled.text, names));
  }
  if (flags.on("check")) return drift(call, target, compiled, commandIn(compiled.text));
  if (flags.on("diff")) return EXIT.done;
  if (flags.text("output") === "-") world.out.write(compiled.text);
  else written(call, target, compiled);
  return EXIT.done;
}

function refusal(call: Call, target: Target): Complaint | null {
  if (!target.foreign || looking(call) || call.flags.text("output") === "-") return null;
  const message = `${target.shown} was not written by compile, and is left alone`;
  return { exit: EXIT.usage, message, help: "name another file with -o, or move that one away" };
}

export async function handle(first: Call): Promise<ExitCode> {
  const before = await planned(first, first.args[0] ?? "", true);
  if (!before.ok) return before.error;
  const target = targetOf(first.world, before.value.prepared.plan.name, first.flags.text("output"));
  const call = asBefore(first, target);
  const made = target.kept.has("runner") ? await planned(call, call.args[0] ?? "", true) : before;
  if (!made.ok) return made.error;
  const { world, flags } = call;
  const stop = refusal(call, target);
  if (stop !== null) return say(world, stop);
  const source = sourceOf(call, made.value);
  if (!source.ok) return say(world, source.error);
  const chosen = await chosenAction(call);
  if (!chosen.ok) return say(world, chosen.error);
  const examined = examine(made.value.from, made.value.prepared.path);
  const { spec } = examined;
  if (spec === null) throw new Error("Internal error: a workflow that was planned cannot be read any more");
  const compiled = fileOf(call, source.value, {
    spec,
    examined,
    made: made.value,
    chosen: chosen.value,
    target,
  });
  const [report] = examined.reports;
  if (report !== undefined && (!flags.on("quiet") || compiled.text === ""))
    showReports(call, [{ ...report, diagnostics: compiled.found }]);
  if (compiled.text === "") return EXIT.usage;
  if (chosen.value.note !== null && !flags.on("quiet")) world.err.write(`note: ${chosen.value.note}\n`);
  return delivered(call, target, compiled);
}
