/** Plays what the workflow says, offline and always the same: for demos, for tests, and for trying a graph before paying for it. */
import { type Millis, millis } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { isFields, isList, type Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import { type Redactor, redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import { placeless } from "../../core/prompt/prompt.ts";
import type { Agent, Answer, Assignment, Refusal } from "../../ports/agent.ts";
import { digestOf } from "../system/digest.ts";
import { writeInside } from "./confined.ts";
import { minimalValue } from "./minimal-value.ts";
import { failureOf, parsedReply, type Reply, replyFor, textOf } from "./reply.ts";

/** How much of the first line of a prompt is repeated in an answer without a script. */
export const ECHO_LIMIT = 80;

/** Writes a file, or says why it may not. */
export type Write = (directory: string, path: string, text: string) => Result<null, string>;

export type Means = Readonly<{ sleep: Sleep; write?: Write; now?: () => Millis }>;

const present = (): Millis => millis(Date.now());

/** Waits; false if it was called off. */
export type Sleep = (length: Millis, signal: AbortSignal) => Promise<boolean>;

const refusal = (failure: Failure, usage?: Usage): Result<Answer, Refusal> =>
  err({ failure, ...(usage === undefined ? {} : { usage }) });

const CANCELLED: Failure = { kind: "cancelled", message: "The scripted agent was asked to stop" };

/** The same prompt gives the same answer, another prompt another one. */
function improvised({ agent, task, prompt, attached, schema }: Assignment): Answer {
  const first = prompt.split("\n").find((line) => line.trim() !== "") ?? "nothing in particular";
  const mark = digestOf(placeless(prompt, attached?.folder ?? "")).slice(0, 8);
  const output = `${agent?.name ?? "scripted"} did ${task}: ${oneLine(first, ECHO_LIMIT)} (${mark})`;
  if (schema === undefined) return { output };
  const structured = minimalValue(schema);
  return { output: textOf(structured), structured };
}

/** Where a schema asks for data, an output written as data is meant as the structured result. */
function structuredOf({ structured, output }: Reply, schema: Value | undefined): Value | undefined {
  if (structured !== undefined) return structured;
  return schema !== undefined && (isFields(output) || isList(output)) ? output : undefined;
}

type Telling = Readonly<{ say: (note: string) => void; report: (usage: Usage) => void }>;

/** Notes and costs are spread evenly over the delay, as if the work took place between them. */
async function perform(
  reply: Reply,
  { say, report }: Telling,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<boolean> {
  const parts = Math.max(1, reply.say.length, reply.report.length);
  for (let index = 0; index < parts; index += 1) {
    const [note, usage] = [reply.say[index], reply.report[index]];
    if (note !== undefined) say(note);
    if (usage !== undefined) report(usage);
    if (reply.delay > 0 && !(await sleep(millis(reply.delay / parts), signal))) return false;
  }
  return !signal.aborted;
}

const tokensOf = ({ inputTokens, outputTokens }: Usage): number => inputTokens + outputTokens;

/** Where an agent that is told its limit would have ended; null if it keeps to it. */
function cappedAt(
  { capped, usage }: Reply,
  { maxCostUsd, maxTokens }: Assignment,
): Result<Answer, Refusal> | null {
  if (!capped || usage === undefined) return null;
  const [cost, tokens] = [usage.costUsd ?? 0, tokensOf(usage)];
  const overCost = maxCostUsd !== undefined && cost > maxCostUsd;
  if (!overCost && (maxTokens === undefined || tokens <= maxTokens)) return null;
  const share = Math.min(
    overCost ? maxCostUsd / cost : 1,
    maxTokens === undefined || tokens === 0 ? 1 : maxTokens / tokens,
  );
  const spent: Usage = {
    inputTokens: Math.floor(usage.inputTokens * share),
    outputTokens: Math.floor(usage.outputTokens * share),
    costUsd: usage.costUsd === null ? null : cost * share,
  };
  const message = overCost
    ? `It reached its limit of $${maxCostUsd.toFixed(2)}`
    : `It reached its limit of ${maxTokens} tokens`;
  return refusal({ kind: "budget-exceeded", message }, spent);
}

function settle(
  reply: Reply,
  { directory, schema }: Assignment,
  { write = writeInside, now = present }: Means,
): Result<Answer, Refusal> {
  const usage = reply.usage === undefined ? {} : { usage: reply.usage };
  for (const [path, text] of reply.write) {
    const written = write(directory, path, text);
    if (!written.ok) return err({ failure: { kind: "policy", message: written.error }, ...usage });
  }
  const structured = structuredOf(reply, schema);
  const given = reply.output ?? structured;
  const output = given === undefined ? "" : textOf(given);
  if (reply.fail !== null) {
    const until = reply.retryAfter === null ? {} : { until: millis(now() + reply.retryAfter) };
    const failure = failureOf(reply.fail, reply.message, { after: reply.delay, ...until });
    return err({ failure, ...(output === "" ? {} : { output }), ...usage });
  }
  return ok({ output, ...(structured === undefined ? {} : { structured }), ...usage });
}

function clean(result: Result<Answer, Refusal>, secrets: Redactor): Result<Answer, Refusal> {
  if (!result.ok) {
    const { failure, output } = result.error;
    const message = secrets.text(failure.message);
    return err({
      ...result.error,
      failure: { ...failure, message },
      ...(output === undefined ? {} : { output: secrets.text(output) }),
    });
  }
  const { output, structured } = result.value;
  const data = structured === undefined ? {} : { structured: secrets.value(structured) };
  return ok({ ...result.value, output: secrets.text(output), ...data });
}

export function scriptedAgent(means: Means): Agent {
  return {
    name: "scripted",
    ready: () => Promise.resolve(null),
    async attempt(assignment, say, signal, report = () => undefined) {
      if (signal.aborted) return refusal(CANCELLED);
      const secrets = redactor(assignment.secrets);
      const { mock } = assignment;
      const chosen = mock === undefined ? undefined : replyFor(mock, assignment.itemKey, assignment.call);
      if (chosen === undefined) return clean(ok(improvised(assignment)), secrets);
      const reply = parsedReply(chosen);
      if (!reply.ok)
        return refusal({ kind: "policy", message: `The mock of ${assignment.task}: ${reply.error}` });
      let spent: Usage | undefined;
      const telling: Telling = {
        say: (note) => say(secrets.text(note)),
        report: (usage) => report((spent = usage)),
      };
      if (!(await perform(reply.value, telling, means.sleep, signal))) return refusal(CANCELLED, spent);
      return cappedAt(reply.value, assignment) ?? clean(settle(reply.value, assignment, means), secrets);
    },
  };
}
