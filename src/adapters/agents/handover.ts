/** What a command is given: its argv, its environment, and the files that hold prompt and inputs. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import { fnv1a } from "../../core/base/hash.ts";
import type { Assignment } from "../../ports/agent.ts";
import { digestOf } from "../system/digest.ts";

export type Handover = Readonly<{
  argv: readonly string[];
  /** The whole environment, and the parts of it: what is the same for all tasks, and what this one is told on top of that. */
  readonly env: Readonly<Record<string, string>>;
  usual: Readonly<Record<string, string>>;
  own: Readonly<Record<string, string>>;
  marks: readonly string[];
  /** The file to be read as stdin. */
  stdin: string | null;
  result: string;
  out: string;
  err: string;
}>;

/** Expressions never reach a script, so it is text of the author's alone. */
export function programOf({ script, argv, agent }: Assignment): readonly string[] {
  if (script !== undefined) return ["bash", "-euo", "pipefail", "-c", script];
  return argv ?? agent?.command ?? [];
}

/** A command task is no agent: its definition names no one, or its work is given as argv or script. */
const isAgent = ({ script, argv, agent }: Assignment): boolean =>
  agent !== null && script === undefined && argv === undefined;

/** Stable over attempts, so that a repeated write to the outside world can be recognised. */
export const idempotencyKey = ({ run, task, itemKey }: Assignment): string =>
  [run, task, ...(itemKey === undefined ? [] : [itemKey])].join("/");

const TRACE_LENGTH = 32;

/** Names an attempt within its trace; it only has to differ, so a cheap hash will do. */
const span = (text: string): string =>
  [fnv1a(text), fnv1a(`${text}\n`)].map((part) => part.toString(16).padStart(8, "0")).join("");

const traceparent = ({ task, epoch, attempt, itemKey = "" }: Assignment, trace: string): string =>
  `00-${trace}-${span(`${task}\n${itemKey}\n${epoch}\n${attempt}`)}-01`;

type Files = Readonly<{ prompt: string; inputs: string; result: string; repair: string | null }>;

function told(assignment: Assignment, files: Files, trace: string): Readonly<Record<string, string>> {
  const { run, task, attempt, agent, model, maxCostUsd, maxTokens } = assignment;
  return {
    AO_RUN_ID: run,
    AO_TASK_ID: task,
    AO_ATTEMPT: String(attempt),
    AO_AGENT: agent?.name ?? "",
    AO_PROMPT_FILE: files.prompt,
    AO_INPUTS_FILE: files.inputs,
    AO_OUTPUT_FILE: files.result,
    IDEMPOTENCY_KEY: idempotencyKey(assignment),
    TRACEPARENT: traceparent(assignment, trace),
    ...(model === undefined ? {} : { AO_MODEL: model }),
    ...(maxCostUsd === undefined ? {} : { AO_MAX_COST_USD: String(maxCostUsd) }),
    ...(maxTokens === undefined ? {} : { AO_MAX_TOKENS: String(maxTokens) }),
    ...(files.repair === null ? {} : { AO_REPAIR_FILE: files.repair }),
  };
}

type SharedFile = (scratch: string, name: string, text: string) => string;

/** Most commands have neither prompt nor inputs: those share one empty file each, so that both names always work. */
function sharedFiles(): SharedFile {
  const known = new Set<string>();
  return (scratch, name, text) => {
    const path = `${dirname(scratch)}${sep}${name}`;
    if (known.has(path)) return path;
    if (!existsSync(path)) writeFileSync(path, text, { mode: 0o444 });
    known.add(path);
    return path;
  };
}

function own(path: string, text: string): string {
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** Read-only, since other attempts of the task are told of the same files. */
function attach({ attached }: Assignment): void {
  if (attached === undefined) return;
  mkdirSync(attached.folder, { recursive: true, mode: 0o700 });
  for (const { name, text } of attached.files) {
    const path = join(attached.folder, name);
    rmSync(path, { force: true });
    writeFileSync(path, text, { mode: 0o400, flag: "wx" });
  }
}

const texts = new WeakMap<Fields, string>();

/** What one task handed on is mostly written for several others. */
function textOf(message: Value): string {
  if (!isFields(message)) return JSON.stringify(message);
  const text = texts.get(message) ?? JSON.stringify(message);
  texts.set(message, text);
  return text;
}

const inputsText = (inputs: Fields): string =>
  `{${Object.entries(inputs)
    .map(([id, message]) => `${JSON.stringify(id)}:${textOf(message)}`)
    .join(",")}}`;

function filesOf(assignment: Assignment, at: (ending: string) => string, shared: SharedFile): Files {
  const { scratch, prompt, inputs, repair } = assignment;
  const hasPrompt = prompt !== "" || isAgent(assignment);
  const hasInputs = Object.keys(inputs).length > 0;
  return {
    prompt: hasPrompt ? own(at("prompt.md"), prompt) : shared(scratch, "no-prompt.md", ""),
    inputs: hasInputs ? own(at("inputs.json"), inputsText(inputs)) : shared(scratch, "no-inputs.json", "{}"),
    result: at("result.json"),
    repair: repair === undefined ? null : own(at("repair.json"), JSON.stringify(repair)),
  };
}

export function handovers(): (assignment: Assignment) => Handover {
  const shared = sharedFiles();
  let trace = { run: "", id: "" };
  let made: string | undefined;
  return (assignment) => {
    const { run, task, scratch, epoch, attempt, part } = assignment;
    const name = `${scratch}.${epoch}-${attempt}${part === undefined ? "" : `.${part}`}`;
    const folder = dirname(scratch);
    if (folder !== made) mkdirSync((made = folder), { recursive: true });
    const at = (ending: string): string => `${name}.${ending}`;
    const files = filesOf(assignment, at, shared);
    attach(assignment);
    // What an earlier call of the same name wrote must not be taken for the answer of this one.
    if (assignment.call > 0) rmSync(files.result, { force: true, recursive: true });
    if (trace.run !== run) trace = { run, id: digestOf(run).slice(0, TRACE_LENGTH) };
    const own = told(assignment, files, trace.id);
    return {
      argv: programOf(assignment),
      stdin: isAgent(assignment) ? files.prompt : null,
      result: files.result,
      out: at("out"),
      err: at("err"),
      marks: [`AO_RUN_ID=${run}`, `AO_TASK_ID=${task}`],
      usual: assignment.env,
      own,
      get env() {
        return { ...assignment.env, ...own };
      },
    };
  };
}
