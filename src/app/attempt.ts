/** One try of one task: the assignment, the agent, and the event that says how it ended. */
import type { Digest } from "../core/base/brand.ts";
import type { Result } from "../core/base/result.ts";
import { isFields, type Fields, type Value } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { Binding } from "../core/expression/scope.ts";
import type { RunEvent, Usage } from "../core/journal/event.ts";
import type { Failure } from "../core/journal/failure.ts";
import type { Task } from "../core/plan/plan.ts";
import { basisOf } from "../core/run/basis.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import type { Agent, Answer, Assignment, Refusal } from "../ports/agent.ts";
import { handOffs } from "./hand-off.ts";
import { holds, type Resolved } from "./resolve.ts";
import type { Results } from "./results.ts";
import { scopeOf, type Surroundings } from "./scope.ts";
import type { World } from "./world.ts";

export type Outcome = Result<Answer, Refusal>;

/** Secrets meet a task only here, in its environment. */
function environmentOf(
  world: World,
  around: Surroundings,
  task: TaskState,
): Readonly<Record<string, string>> {
  const outcome = evaluateDeep({ ...task.task.env }, scopeOf({ ...around, secrets: world.secrets }, task));
  const own =
    outcome.ok && outcome.value.kind === "value" && isFields(outcome.value.value) ? outcome.value.value : {};
  const texts = Object.entries(own).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { ...world.environment, ...Object.fromEntries(texts) };
}

export function assignmentOf(
  world: World,
  around: Surroundings,
  task: TaskState,
  values: Resolved,
): Assignment {
  const { state } = around;
  const { work, schema } = task.task;
  const { prompt, argv, script, model, mock, options } = values;
  return {
    run: world.run,
    task: task.task.id,
    epoch: state.epoch,
    attempt: task.attempts,
    call: work.type === "agent" ? Math.max(0, task.calls - 1) : task.attempts - 1,
    prompt,
    agent: work.type === "agent" ? (state.plan.agents[work.agent] ?? null) : null,
    options,
    inputs: handOffs(world.run, around, task),
    env: environmentOf(world, around, task),
    secrets: Object.values(world.secrets),
    directory: world.directory,
    scratch: world.scratch(task.task.id),
    cancelGrace: state.plan.settings.cancelGrace,
    ...(model === undefined ? {} : { model }),
    ...(argv === undefined ? {} : { argv }),
    ...(script === undefined ? {} : { script }),
    ...(mock === undefined ? {} : { mock }),
    ...(schema === undefined ? {} : { schema }),
  };
}

/** What was asked for as data must be there and must fit. */
async function checked(world: World, task: Task, outcome: Outcome): Promise<Outcome> {
  if (!outcome.ok || task.schema === undefined) return outcome;
  const { structured, usage } = outcome.value;
  const issues =
    structured === undefined
      ? ["the agent gave no structured result"]
      : await world.issues(task.schema, structured);
  if (issues.length === 0) return outcome;
  const failure: Failure = { kind: "output-invalid", issues, message: issues.join("; ") };
  return {
    ok: false,
    error: { failure, output: outcome.value.output, ...(usage === undefined ? {} : { usage }) },
  };
}

/** An agent or a validator that breaks its promise to answer with values is treated like a machine that broke. */
export async function attempt(
  world: World,
  agent: Agent,
  task: Task,
  assignment: Assignment,
  say: (note: string) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await checked(world, task, await agent.attempt(assignment, say, signal));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { failure: { kind: "infrastructure", message } } };
  }
}

function haltFailure(task: TaskState): Failure {
  const { timeout, idleTimeout, totalTimeout } = task.task;
  const zero = task.startedAt ?? totalTimeout;
  switch (task.halting) {
    case "idle":
      return { kind: "idle", after: idleTimeout ?? zero ?? never(), message: "nothing was heard of it" };
    case "total_timeout":
      return {
        kind: "timeout",
        after: totalTimeout ?? never(),
        message: "all attempts together took too long",
      };
    default:
      return { kind: "timeout", after: timeout ?? never(), message: "the attempt took too long" };
  }
}

function never(): never {
  throw new Error("Internal error: a deadline passed that was never set");
}

/** `retry.when` is asked only about failures that would otherwise be retried. */
function refusedByAuthor(around: Surroundings, task: TaskState, failure: Failure): boolean {
  const { when } = task.task.retry;
  if (when === undefined) return false;
  const scope = scopeOf(around, task);
  const asked = holds(when, {
    ...scope,
    name: (name) => ofFailure(name, failure, task.attempts) ?? scope.name(name),
  });
  return asked.ok && !asked.value;
}

/** What `retry.when` may ask about besides, of the attempt that just failed. */
function ofFailure(name: string, failure: Failure, attempts: number): Binding | undefined {
  switch (name) {
    case "attempts":
      return { kind: "value", value: attempts, trust: "trusted" };
    case "error":
      return { kind: "value", value: failure.message, trust: "untrusted" };
    case "failure":
      return { kind: "value", value: failureFields(failure), trust: "untrusted" };
    default:
      return undefined;
  }
}

const failureFields = (failure: Failure): Fields => ({
  class: failure.kind,
  message: failure.message,
  ...("code" in failure ? { code: failure.code } : {}),
});

const UNKNOWN_COST: Usage = { inputTokens: 0, outputTokens: 0, costUsd: null };

/** The scripted agent costs nothing unless its script says so; of any other that keeps silent, nobody knows. */
function usageOf({ work }: Task, usage: Usage | undefined): Readonly<{ usage?: Usage }> {
  if (usage !== undefined) return { usage };
  return work.type === "agent" && work.runner !== "scripted" ? { usage: UNKNOWN_COST } : {};
}

export function endingOf(around: Surroundings, task: TaskState, n: number, outcome: Outcome): RunEvent {
  const { state, results } = around;
  const { id } = task.task;
  const saw = basisOf(state, task);
  const given = outcome.ok ? outcome.value : outcome.error;
  const usage = usageOf(task.task, given.usage);
  const { halting } = task;
  if (halting === "cancel" || halting === "loser")
    return { type: "task.cancelled", task: id, reason: halting, saw, ...usage };
  if (halting === null && outcome.ok) {
    return { type: "task.succeeded", task: id, n, output: results.keep(outcome.value), saw, ...usage };
  }
  const failure = halting !== null ? haltFailure(task) : outcome.ok ? never() : outcome.error.failure;
  const partial =
    given.output === undefined || given.output === "" ? {} : { output: keepText(results, given.output) };
  const retry = refusedByAuthor(around, task, failure) ? { retry: false as const } : {};
  return { type: "task.failed", task: id, n, failure, saw, ...partial, ...usage, ...retry };
}

const keepText = (results: Results, output: string): Digest => results.keep({ output });

/** The outputs of a group's steps under their ids; of a race, the winner's. */
export function groupGiven(
  state: RunState,
  group: TaskState,
  results: Results,
): Pick<Answer, "output" | "structured"> {
  const steps = group.children
    .flatMap((index) => state.tasks[index] ?? [])
    .filter(({ settled, output }) => settled === "success" && output !== "");
  const given = (step: TaskState): Value => {
    const found = step.output === "" ? undefined : results.read(step.output);
    return found?.structured ?? found?.output ?? null;
  };
  const { work } = group.task;
  const [winner] = steps;
  const structured: Value =
    work.type === "parallel" && work.waitFor === "any"
      ? winner === undefined
        ? null
        : given(winner)
      : Object.fromEntries(steps.map((step) => [step.task.id, given(step)]));
  return { output: typeof structured === "string" ? structured : JSON.stringify(structured), structured };
}
