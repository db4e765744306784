/** One call of a coding agent's command line: its stream of JSON is read while it works, cleaned, kept, and heard. */
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { Ending, Interrupts, Launch, LaunchTrouble, Sink } from "../system/launch.ts";
import { run } from "../system/process.ts";
import { type Capture, capture } from "./capture.ts";
import type { Handover } from "./handover.ts";
import { splitter, transcript } from "./lines.ts";

/** How much of the last words of a failed call its failure repeats. */
export const MESSAGE_LIMIT = 2000;

export type Telling = Readonly<{ say: (note: string) => void; report: (usage: Usage) => void }>;

export type Called = Readonly<{
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  stdin: Launch["stdin"];
  assignment: Assignment;
  handover: Handover;
  secrets: Redactor;
  interrupts?: Interrupts;
}>;

/** `take` is told each event of the stream, clean already; `complain` each line of stderr, if anybody wants to know. */
export type Ear = Readonly<{
  take: (event: Fields) => void;
  complain?: (line: string) => void;
  /** What of the stream is written down; everything, if it does not say. */
  keeps?: (event: Fields) => boolean;
}>;

export type Ended = Readonly<{ ending: Ending; words: string }>;

/** A stop of our own besides that of the caller. */
export type Stopper = Readonly<{ signal: AbortSignal; stop: () => void; free: () => void }>;

export function stopper(signal: AbortSignal): Stopper {
  const own = new AbortController();
  const stop = (): void => own.abort();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  return { signal: own.signal, stop, free: () => signal.removeEventListener("abort", stop) };
}

function parsed(line: string): Value {
  try {
    return JSON.parse(line) as Value;
  } catch {
    return line;
  }
}

type Reader = Readonly<{ push: (chunk: Uint8Array) => void; end: () => void; close: () => void }>;

/** Values are cleaned one by one, so that no escape of JSON hides a secret; then they are heard and written. */
function reader(path: string, secrets: Redactor, { take, keeps = () => true }: Ear): Reader {
  const kept = transcript(path);
  const lines = splitter((line) => {
    const value = line === null ? "a line was too long to be kept" : secrets.value(parsed(line));
    if (!isFields(value)) return kept.write(JSON.stringify({ type: "text", text: value }));
    if (keeps(value)) kept.write(JSON.stringify(value));
    take(value);
  });
  return { push: lines.push, end: lines.end, close: kept.close };
}

const launchFailure = ({ code, message }: LaunchTrouble): Failure =>
  code === "ENOENT" || code === "EACCES"
    ? { kind: "agent-error", message }
    : { kind: "infrastructure", message };

const lastWords = (complaints: Capture): string =>
  complaints
    .tail(MESSAGE_LIMIT * 4)
    .trim()
    .slice(-MESSAGE_LIMIT);

/** What is written to stderr is heard as well where somebody listens: in lines, and clean. */
function heardToo({ sink }: Capture, secrets: Redactor, { complain }: Ear): Sink {
  if (complain === undefined || typeof sink === "string") return sink;
  const lines = splitter((line) => complain(line === null ? "" : secrets.text(line)));
  return (chunk) => {
    lines.push(chunk);
    sink(chunk);
  };
}

export async function streamed(
  called: Called,
  ear: Ear,
  signal: AbortSignal,
): Promise<Result<Ended, Failure>> {
  const { argv, env, stdin, assignment, handover, secrets, interrupts = "tree" } = called;
  const out = reader(handover.out, secrets, ear);
  let complaints: Capture | undefined;
  try {
    complaints = capture(handover.err, secrets, ear.complain !== undefined);
    const ended = await run(
      {
        argv,
        env,
        directory: assignment.directory,
        stdin,
        stdout: out.push,
        stderr: heardToo(complaints, secrets, ear),
        weigh: [],
        marks: handover.marks,
        grace: assignment.cancelGrace,
        interrupts,
      },
      signal,
    );
    out.end();
    complaints.finish(undefined);
    return ended.ok
      ? ok({ ending: ended.value, words: lastWords(complaints) })
      : err(launchFailure(ended.error));
  } finally {
    complaints?.close();
    out.close();
  }
}
