/** Any program as an agent, and command tasks: argv and environment in, exit code, result file and stdout out. */
import { basename } from "node:path";
import { millis } from "../../core/base/brand.ts";
import { err, ok } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import { type Redactor, redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Agent, Answer, Assignment } from "../../ports/agent.ts";
import type { Artifacts } from "../../ports/artifacts.ts";
import { type Ending, type LaunchTrouble, LOST, MISSING } from "../system/launch.ts";
import { run } from "../system/process.ts";
import { type Capture, capture } from "./capture.ts";
import { type Handover, handovers } from "./handover.ts";
import { type Pulse, pulse } from "./pulse.ts";
import { guarded, type Outcome, refuse } from "./refusal.ts";
import { failureOf } from "./reply.ts";
import { changedAt, takeResult, usageSoFar, type WrittenResult } from "./result-file.ts";
import { NOTE_LIMIT } from "./words.ts";

/** What of stdout becomes the task's output; the rest is kept as an artifact. */
export const OUTPUT_LIMIT = 1 << 20;
/** How much of the last words of a failed command its failure repeats. */
export const MESSAGE_LINES = 20;
export const MESSAGE_LIMIT = 2000;
/** By convention of sysexits: try again later. */
export const RETRYABLE_EXIT = 75;
const NOT_FOUND_EXIT = 127;
const NOT_EXECUTABLE_EXIT = 126;
/** A sign of UTF-8 has at most four bytes. */
const TAIL_BYTES = MESSAGE_LIMIT * 4;
const NO_ROOM: ReadonlySet<string> = new Set(["EAGAIN", "EMFILE", "ENFILE", "ENOMEM"]);

type Streams = Readonly<{ out: Capture; err: Capture }>;

function launchFailure({ code, message }: LaunchTrouble): Failure {
  if (NO_ROOM.has(code) || code === LOST) return { kind: "infrastructure", message };
  if (code === "ENOENT") return { kind: "agent-exit", code: NOT_FOUND_EXIT, message };
  if (code === "EACCES") return { kind: "agent-exit", code: NOT_EXECUTABLE_EXIT, message };
  return { kind: "agent-error", message };
}

/** The last lines of what it complained about, or else of what it said. */
function lastWords({ out, err: complaints }: Streams, secrets: Redactor): string {
  const text = secrets.text(complaints.tail(TAIL_BYTES).trim() || out.tail(TAIL_BYTES).trim());
  return text.split("\n").slice(-MESSAGE_LINES).join("\n").slice(-MESSAGE_LIMIT);
}

function exitFailure({ code, signal }: Ending, words: string): Failure {
  const how = signal === null ? `exit code ${code ?? "unknown"}` : `ended by ${signal}`;
  const message = words === "" ? `It said nothing (${how})` : words;
  if (code === RETRYABLE_EXIT) return { kind: "infrastructure", message };
  return { kind: "agent-exit", code, ...(signal === null ? {} : { signal }), message };
}

/** With a schema, stdout that is JSON counts as the structured result; whether it fits is judged elsewhere. */
function structuredOf(output: string, schema: Value | undefined): Readonly<{ structured?: Value }> {
  if (schema === undefined) return {};
  try {
    return { structured: JSON.parse(output) as Value };
  } catch {
    return {};
  }
}

const withoutLastBreak = (text: string): string => text.replace(/\r?\n$/, "");

type Setting = Readonly<{ assignment: Assignment; handover: Handover; streams: Streams; secrets: Redactor }>;

function successOf(
  { assignment, handover, streams, secrets }: Setting,
  written: WrittenResult,
  artifacts: Artifacts,
): Answer {
  const { output, structured, usage } = written;
  const rest = { ...(usage === undefined ? {} : { usage }), log: basename(handover.out) };
  if (output !== undefined || structured !== undefined) {
    const text = output ?? JSON.stringify(structured);
    return {
      output: text,
      ...(structured === undefined ? structuredOf(text, assignment.schema) : { structured }),
      ...rest,
    };
  }
  const head = streams.out.head(OUTPUT_LIMIT);
  const text = secrets.text(head.cut ? head.text : withoutLastBreak(head.text));
  const whole = head.cut ? { whole: artifacts.adopt(handover.out) } : {};
  return { output: text, ...structuredOf(text, assignment.schema), ...whole, ...rest };
}

function outcomeOf(setting: Setting, ending: Ending, stopped: boolean, artifacts: Artifacts): Outcome {
  const { assignment, handover, streams, secrets } = setting;
  const taken = ending.sizes.at(-1) === MISSING ? null : takeResult(handover.result, secrets, assignment);
  const written = taken?.ok === true ? taken.value : {};
  const usage = written.usage === undefined ? {} : { usage: written.usage };
  const refused = (failure: Failure): Outcome => err({ failure, ...usage, log: basename(handover.out) });
  if (stopped)
    return refused({ kind: "cancelled", message: lastWords(streams, secrets) || "It was asked to stop" });
  if (written.error !== undefined) {
    const { kind, message, retryAfter } = written.error;
    const until = retryAfter === undefined ? {} : { until: millis(Date.now() + retryAfter) };
    return refused(failureOf(kind, message, until));
  }
  if (ending.code !== 0) return refused(exitFailure(ending, lastWords(streams, secrets)));
  if (taken?.ok === false) return refused(failureOf("output-invalid", taken.error));
  return ok(successOf(setting, written, artifacts));
}

type Telling = Readonly<{ say: (note: string) => void; report: (usage: Usage) => void }>;

/** Only of agents is it of interest what they cost. */
function watchCost({ assignment, handover }: Setting, { report }: Telling, beat: Pulse): () => void {
  if (assignment.agent === null) return () => undefined;
  const { result } = handover;
  return beat(
    () => changedAt(result),
    () => {
      const usage = usageSoFar(result);
      if (usage !== undefined) report(usage);
    },
  );
}

/** A note is the last line that it wrote, whichever stream grew. */
function watch(setting: Setting, telling: Telling, beat: Pulse): () => void {
  const { say } = telling;
  const { streams, secrets } = setting;
  const { out, err: complaints } = streams;
  const follow = (stream: Capture): (() => void) =>
    beat(stream.size, () => {
      const line =
        stream
          .tail(NOTE_LIMIT * 4)
          .trimEnd()
          .split("\n")
          .at(-1) ?? "";
      say(oneLine(secrets.text(line), NOTE_LIMIT));
    });
  const ends = [follow(out), follow(complaints), watchCost(setting, telling, beat)];
  return () => ends.forEach((end) => end());
}

async function perform(
  setting: Setting,
  telling: Telling,
  signal: AbortSignal,
  { beat, artifacts }: Readonly<{ beat: Pulse; artifacts: Artifacts }>,
): Promise<Outcome> {
  const { assignment, handover, streams } = setting;
  const unwatch = watch(setting, telling, beat);
  try {
    const ended = await run(
      {
        argv: handover.argv,
        usual: handover.usual,
        env: handover.own,
        directory: assignment.directory,
        stdin: handover.stdin,
        stdout: streams.out.sink,
        stderr: streams.err.sink,
        weigh: [handover.out, handover.err, handover.result],
        marks: handover.marks,
        grace: assignment.cancelGrace,
      },
      signal,
    );
    if (!ended.ok) return err({ failure: launchFailure(ended.error) });
    const [out, complaints] = ended.value.sizes;
    streams.out.finish(out);
    streams.err.finish(complaints);
    return outcomeOf(setting, ended.value, signal.aborted, artifacts);
  } finally {
    unwatch();
  }
}

export function commandAgent({ artifacts }: Readonly<{ artifacts: Artifacts }>): Agent {
  const handOver = handovers();
  const beat = pulse();
  return {
    name: "command",
    ready: () => Promise.resolve(null),
    attempt: (assignment, say, signal, report = () => undefined) =>
      guarded(signal, async () => {
        const opened: Capture[] = [];
        try {
          const secrets = redactor(assignment.secrets);
          const handover = handOver(assignment);
          if (handover.argv.length === 0)
            return refuse({ kind: "policy", message: `${assignment.task} names no command to run` });
          const open = (path: string): Capture => {
            const stream = capture(path, secrets);
            opened.push(stream);
            return stream;
          };
          const streams = { out: open(handover.out), err: open(handover.err) };
          const setting = { assignment, handover, streams, secrets };
          return await perform(setting, { say, report }, signal, { beat, artifacts });
        } finally {
          for (const stream of opened) stream.close();
        }
      }),
  };
}
