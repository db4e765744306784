/** Plays what the workflow says, offline and always the same: for demos, for tests, and for trying a graph before paying for it. */
import { type Millis, millis } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { isFields, isList, type Value } from "../../core/base/value.ts";
import type { Failure } from "../../core/journal/failure.ts";
import { type Redactor, redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Agent, Answer, Assignment, Refusal } from "../../ports/agent.ts";
import { digestOf } from "../system/digest.ts";
import { writeInside } from "./confined.ts";
import { minimalValue } from "./minimal-value.ts";
import { failureOf, parsedReply, type Reply, replyFor, textOf } from "./reply.ts";

/** How much of the first line of a prompt is repeated in an answer without a script. */
export const ECHO_LIMIT = 80;

/** Waits; false if it was called off. */
export type Sleep = (length: Millis, signal: AbortSignal) => Promise<boolean>;

const refusal = (failure: Failure): Result<Answer, Refusal> => err({ failure });

const CANCELLED: Failure = { kind: "cancelled", message: "The scripted agent was asked to stop" };

/** The same prompt gives the same answer, another prompt another one. */
function improvised({ agent, task, prompt, schema }: Assignment): Answer {
  const first = prompt.split("\n").find((line) => line.trim() !== "") ?? "nothing in particular";
  const mark = digestOf(prompt).slice(0, 8);
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

/** Notes are spread evenly over the delay, as if the work took place between them. */
async function perform(
  reply: Reply,
  say: (note: string) => void,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<boolean> {
  const parts = Math.max(1, reply.say.length);
  for (let index = 0; index < parts; index += 1) {
    const note = reply.say[index];
    if (note !== undefined) say(note);
    if (reply.delay > 0 && !(await sleep(millis(reply.delay / parts), signal))) return false;
  }
  return !signal.aborted;
}

function settle(reply: Reply, { directory, schema }: Assignment): Result<Answer, Refusal> {
  const usage = reply.usage === undefined ? {} : { usage: reply.usage };
  for (const [path, text] of reply.write) {
    const written = writeInside(directory, path, text);
    if (!written.ok) return err({ failure: { kind: "policy", message: written.error }, ...usage });
  }
  const structured = structuredOf(reply, schema);
  const given = reply.output ?? structured;
  const output = given === undefined ? "" : textOf(given);
  if (reply.fail !== null) {
    const failure = failureOf(reply.fail, reply.message, reply.delay);
    return err({ failure, ...(output === "" ? {} : { output }), ...usage });
  }
  return ok({ output, ...(structured === undefined ? {} : { structured }), ...usage });
}

function clean(result: Result<Answer, Refusal>, secrets: Redactor): Result<Answer, Refusal> {
  if (!secrets.active) return result;
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

export function scriptedAgent({ sleep }: Readonly<{ sleep: Sleep }>): Agent {
  return {
    name: "scripted",
    ready: () => Promise.resolve(null),
    async attempt(assignment, say, signal) {
      if (signal.aborted) return refusal(CANCELLED);
      const secrets = redactor(assignment.secrets);
      const { mock } = assignment;
      const chosen = mock === undefined ? undefined : replyFor(mock, assignment.itemKey, assignment.call);
      if (chosen === undefined) return clean(ok(improvised(assignment)), secrets);
      const reply = parsedReply(chosen);
      if (!reply.ok)
        return refusal({ kind: "policy", message: `The mock of ${assignment.task}: ${reply.error}` });
      if (!(await perform(reply.value, (note) => say(secrets.text(note)), sleep, signal)))
        return refusal(CANCELLED);
      return clean(settle(reply.value, assignment), secrets);
    },
  };
}
