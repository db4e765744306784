/** What decides about success besides the agent's own word: commands, schemas and conditions, all of which must hold. */
import { millis } from "../core/base/brand.ts";
import { lengthText } from "../core/base/instant.ts";
import { unreachable } from "../core/base/never.ts";
import { isList, type Value } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { Scope } from "../core/expression/scope.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { Failure } from "../core/journal/failure.ts";
import type { Check } from "../core/plan/plan.ts";
import type { Answer, Assignment, Refusal } from "../ports/agent.ts";
import { misfits } from "./repair.ts";
import type { Outcome, Trial } from "./trial.ts";
import { scopeFor, shortfall } from "./verify-condition.ts";

/** How much of a command is repeated in what is said about it. */
export const COMMAND_LENGTH = 120;
const COMMAND_RUNNER = "command";

type CommandCheck = Extract<Check, { kind: "command" }>;

const failed = (message: string): Failure => ({ kind: "verify-failed", message });

const named = (run: CommandCheck["run"]): string =>
  JSON.stringify(oneLine(typeof run === "string" ? run : run.join(" "), COMMAND_LENGTH));

type Program = Readonly<{ argv: readonly string[] } | { script: string } | { lacks: string }>;

/** Scripts take no expressions, so only their escapes are undone. */
function programOf({ run }: CommandCheck, scope: Scope): Program {
  if (typeof run === "string") return { script: run.replaceAll("$${", "${") };
  const outcome = evaluateDeep([...run], scope);
  if (!outcome.ok) return { lacks: outcome.error.message };
  if (outcome.value.kind === "absent") return { lacks: `${outcome.value.reference} is not there` };
  const { value } = outcome.value;
  const parts = isList(value) ? value : [];
  return { argv: parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))) };
}

/** The task's directory and environment, and files of its own beside those of the attempt. */
function assignmentFor({ assignment }: Trial, program: Program, part: string): Assignment {
  const { model: _model, mock: _mock, schema: _schema, repair: _repair, ...rest } = assignment;
  const { argv: _argv, script: _script, ...plain } = rest;
  return { ...plain, ...program, agent: null, prompt: "", options: {}, part };
}

/** Said so that it reads after the command: how it ended, and its own words. */
function complaint({ failure }: Refusal): string {
  if (failure.kind !== "agent-exit") return `failed (${failure.kind}): ${failure.message}`;
  const how =
    failure.signal === undefined ? `exit code ${failure.code ?? "unknown"}` : `ended by ${failure.signal}`;
  return `failed (${how}): ${failure.message}`;
}

async function withDeadline(
  { world, signal }: Trial,
  after: number | undefined,
  act: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome | "late"> {
  if (after === undefined) return act(signal);
  const deadline = new AbortController();
  const callOff = world.clock.alarm(millis(world.clock.now() + after), () => deadline.abort());
  try {
    const outcome = await act(AbortSignal.any([signal, deadline.signal]));
    return deadline.signal.aborted && !signal.aborted && !outcome.ok ? "late" : outcome;
  } finally {
    callOff();
  }
}

async function byCommand(
  trial: Trial,
  check: CommandCheck,
  answer: Answer,
  part: string,
): Promise<Failure | null> {
  const { world, say } = trial;
  const name = named(check.run);
  const agent = world.agents.get(COMMAND_RUNNER);
  if (agent === undefined) return failed(`${name} cannot run: there is no runner for commands`);
  const program = programOf(check, scopeFor(trial, answer));
  if ("lacks" in program) return failed(`${name} cannot run: ${program.lacks}`);
  say(`verifying: ${name}`);
  const assignment = assignmentFor(trial, program, part);
  const outcome = await withDeadline(trial, check.timeout, (signal) =>
    agent.attempt(assignment, say, signal),
  );
  if (outcome === "late") return failed(`${name} took longer than ${lengthText(check.timeout ?? 0)}`);
  if (outcome.ok) return null;
  const { failure } = outcome.error;
  // A machine in trouble says nothing about the work.
  if (failure.kind === "infrastructure" || failure.kind === "cancelled") return failure;
  return failed(`${name} ${complaint(outcome.error)}`);
}

/** Text that is data may be checked as data. */
function dataOf({ output, structured }: Answer): Value | undefined {
  if (structured !== undefined) return structured;
  try {
    return JSON.parse(output) as Value;
  } catch {
    return undefined;
  }
}

async function bySchema({ world }: Trial, schema: Value, answer: Answer): Promise<Failure | null> {
  const issues = await misfits(world.issues, schema, dataOf(answer));
  return issues.length === 0 ? null : failed(`the result does not fit: ${issues.join("; ")}`);
}

async function failureOf(trial: Trial, check: Check, answer: Answer, part: string): Promise<Failure | null> {
  switch (check.kind) {
    case "command":
      return byCommand(trial, check, answer, part);
    case "schema":
      return bySchema(trial, check.schema, answer);
    case "condition": {
      const message = shortfall(check.condition, trial, answer);
      return message === null ? null : failed(message);
    }
    default:
      return unreachable(check);
  }
}

/** One after the other, in the author's order; the first that does not hold decides. What the work has cost stays counted. */
export async function verified(trial: Trial, answer: Answer): Promise<Outcome> {
  for (const [place, check] of (trial.task.verify ?? []).entries()) {
    const failure = await failureOf(trial, check, answer, `verify-${place + 1}`);
    if (failure === null) continue;
    const { output, usage, log } = answer;
    return {
      ok: false,
      error: {
        failure,
        output,
        ...(usage === undefined ? {} : { usage }),
        ...(log === undefined ? {} : { log }),
      },
    };
  }
  return { ok: true, value: answer };
}
