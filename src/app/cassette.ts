/** Answers of agents as they were given once, in the words of scripted replies, so that a run can be played again for nothing. */
import type { Millis } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, isList, type Fields, type Value } from "../core/base/value.ts";
import { placeless } from "../core/prompt/prompt.ts";
import type { Answer, Assignment, Refusal } from "../ports/agent.ts";

export const CASSETTE_VERSION = 1;
/** A longer answer is kept with its beginning only: tests are about what is done with it. */
export const MOST_OUTPUT = 256 * 1024;
/** What a whole file may hold; further answers are left out, and that is said. */
export const MOST_CASSETTE = 8 * 1024 * 1024;

export type Recorded = Readonly<{
  task: string;
  /** Of the item of a fan-out, or the number of a sample. */
  key?: string;
  /** `verify-1`: a command that verified the task. */
  part?: string;
  /** From 0. */
  call: number;
  /** The digest of what was asked; nothing for commands. */
  prompt?: string;
  /** As `mock` has it. */
  reply: Fields;
}>;

export type Cassette = Readonly<{ workflow: string; answers: readonly Recorded[] }>;

const MILLIS = 1000;

function usageOf({ usage }: Answer | Refusal): Fields {
  if (usage === undefined) return {};
  const { inputTokens, outputTokens, costUsd } = usage;
  return {
    ...(costUsd === null ? {} : { cost_usd: costUsd }),
    input_tokens: inputTokens,
    output_tokens: outputTokens,
  };
}

function outcomeOf(outcome: Result<Answer, Refusal>): Fields {
  if (!outcome.ok) {
    const { failure, output } = outcome.error;
    const text = output === undefined || output === "" ? {} : { output: output.slice(0, MOST_OUTPUT) };
    return { fail: failure.kind, message: failure.message.slice(0, MOST_OUTPUT), ...text };
  }
  const { output, structured } = outcome.value;
  return { output: output.slice(0, MOST_OUTPUT), ...(structured === undefined ? {} : { structured }) };
}

const isCheck = (part: string | undefined): part is string => part?.startsWith("verify-") === true;

/** What was asked, wherever the files of the run lie. */
export const askedOf = ({ prompt, attached }: Assignment): string =>
  placeless(prompt, attached?.folder ?? "");

export function recorded(
  assignment: Assignment,
  outcome: Result<Answer, Refusal>,
  took: Millis,
  digest: (text: string) => string,
): Recorded {
  const { task, itemKey, part, call, argv, script } = assignment;
  const isCommand = argv !== undefined || script !== undefined;
  return {
    task,
    ...(itemKey === undefined ? {} : { key: itemKey }),
    ...(isCheck(part) ? { part } : {}),
    call,
    ...(isCommand ? {} : { prompt: digest(askedOf(assignment)) }),
    reply: {
      ...(took === 0 ? {} : { delay: took / MILLIS }),
      ...outcomeOf(outcome),
      ...usageOf(outcome.ok ? outcome.value : outcome.error),
    },
  };
}

const placeOf = ({ task, key = "", part = "" }: Recorded): string => `${task}\n${key}\n${part}`;

function inOrder(a: Recorded, b: Recorded): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  return one === other ? a.call - b.call : one < other ? -1 : 1;
}

/** What was asked anew replaces what was recorded from that call on; everything else stays. */
export function merged(before: readonly Recorded[], now: readonly Recorded[]): readonly Recorded[] {
  const first = new Map<string, number>();
  for (const one of now) {
    const place = placeOf(one);
    first.set(place, Math.min(one.call, first.get(place) ?? one.call));
  }
  const kept = before.filter((one) => one.call < (first.get(placeOf(one)) ?? Number.POSITIVE_INFINITY));
  return [...kept, ...now].sort(inOrder);
}

const lineOf = (answer: Recorded): string => `    ${JSON.stringify(answer)}`;

export type Written = Readonly<{ text: string; left: number }>;

/** One answer a line, so that a change of one is a change of one. */
export function cassetteText({ workflow, answers }: Cassette): Written {
  const lines: string[] = [];
  let size = 0;
  for (const answer of answers) {
    const line = lineOf(answer);
    size += line.length;
    if (size > MOST_CASSETTE) break;
    lines.push(line);
  }
  const head = `{\n  "schemaVersion": ${CASSETTE_VERSION},\n  "workflow": ${JSON.stringify(workflow)},\n`;
  const body = lines.length === 0 ? '  "answers": []\n' : `  "answers": [\n${lines.join(",\n")}\n  ]\n`;
  return { text: `${head}${body}}\n`, left: answers.length - lines.length };
}

const text = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

function answerOf(value: Value): Recorded | null {
  if (!isFields(value)) return null;
  const { task, key, part, call, prompt, reply } = value;
  if (typeof task !== "string" || typeof call !== "number" || !Number.isSafeInteger(call) || !isFields(reply))
    return null;
  return {
    task,
    call,
    reply,
    ...(text(key) === undefined ? {} : { key: String(key) }),
    ...(text(part) === undefined ? {} : { part: String(part) }),
    ...(text(prompt) === undefined ? {} : { prompt: String(prompt) }),
  };
}

export function cassetteIn(source: string): Result<Cassette, string> {
  let value: Value;
  try {
    value = JSON.parse(source) as Value;
  } catch (error) {
    return err(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isFields(value)) return err("it holds no object");
  const { schemaVersion, workflow, answers } = value;
  if (schemaVersion !== CASSETTE_VERSION) return err("it was written by another version");
  if (!isList(answers)) return err('it has no list of "answers"');
  const found = answers.map(answerOf);
  const wrong = found.indexOf(null);
  if (wrong >= 0) return err(`answer ${wrong + 1} has no task, call and reply`);
  return ok({ workflow: text(workflow) ?? "", answers: found.filter((one) => one !== null) });
}
