/** One try of one task: the assignment, the agent, and the event that says how it ended. */
import type { Digest } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, type Fields } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { Binding, Scope } from "../core/expression/scope.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { Failure } from "../core/journal/failure.ts";
import type { Task } from "../core/plan/plan.ts";
import { type Ask, promptOf } from "../core/prompt/prompt.ts";
import { countedFor } from "../core/run/account.ts";
import { basisOf, readsOf } from "../core/run/basis.ts";
import { passedText } from "../core/run/money-text.ts";
import { liveOf } from "../core/run/purse.ts";
import { isStoppable, type RunState, type TaskState } from "../core/run/state.ts";
import type { Agent, Assignment } from "../ports/agent.ts";
import { callOf, itemKeyOf } from "./call-number.ts";
import { known, usageOf } from "./cost.ts";
import { handOffs } from "./hand-off.ts";
import { performing } from "./performer.ts";
import { answered } from "./repair.ts";
import { holds, resolved, type Resolved } from "./resolve.ts";
import type { Results } from "./results.ts";
import { scopeOf, type Surroundings } from "./scope.ts";
import type { Outcome, Trial } from "./trial.ts";
import { verified } from "./verify.ts";
import type { World } from "./world.ts";

export type { Outcome } from "./trial.ts";

/** Secrets meet a task only here, in its environment. */
function environmentOf(
  world: World,
  around: Surroundings,
  task: TaskState,
): Readonly<Record<string, string>> {
  const outcome = evaluateDeep({ ...task.task.env }, scopeOf({ ...around, secrets: world.secrets }, task));
  const own =
    outcome.ok && outcome.value.kind === "value" && isFields(outcome.value.value) ? outcome.value.value : {};
  // Most tasks have no words of their own: for them it is the very same object, which is looked at once.
  if (Object.keys(own).length === 0) return world.environment;
  const texts = Object.entries(own).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return { ...world.environment, ...Object.fromEntries(texts) };
}

/** Who steps in for another agent is told the same thing, unless that was the other one's own prompt. */
function valuesFor(
  world: World,
  around: Surroundings,
  own: TaskState,
  task: Task,
  values: Resolved,
): Resolved {
  if (task === own.task) return values;
  const { state } = around;
  const found = resolved(state.plan, task, scopeOf(around, own), readsOf(state, own), world.hash);
  return found.ok ? found.value : values;
}

/** The fences of a task are the same in every run of it, so that what was recorded once fits again. */
export function promptFor(
  ask: Ask,
  { definition }: Task,
  scratch: string,
): Pick<Assignment, "prompt" | "attached"> {
  const folder = `${scratch}.files`;
  const { text, files } = promptOf(ask, { nonce: definition, place: (name) => `${folder}/${name}` });
  return { prompt: text, ...(files.length === 0 ? {} : { attached: { folder, files } }) };
}

/** What is struck out of all that it writes. */
const secretsFor = ({ secrets, concealed = [], hidden = [] }: World, { work }: Task): readonly string[] => [
  ...Object.values(secrets),
  ...concealed,
  ...(work.type === "agent" ? hidden : []),
];

/** What is set aside for it, and what is counted already for those who fell silent at it. */
function moneyFor(
  state: RunState,
  { task, reserved }: TaskState,
): Pick<Assignment, "maxCostUsd" | "maxTokens" | "counted"> {
  const counted = countedFor(state, task.id);
  return {
    ...(reserved?.costUsd === undefined ? {} : { maxCostUsd: reserved.costUsd }),
    ...(reserved?.tokens === undefined ? {} : { maxTokens: reserved.tokens }),
    ...(counted.size === 0 ? {} : { counted }),
  };
}

export function assignmentOf(
  world: World,
  around: Surroundings,
  own: TaskState,
  values: Resolved,
): Result<Assignment, Failure> {
  const { state } = around;
  const inputs = handOffs(world.run, around, own);
  if (!inputs.ok) return err({ kind: "missing-input", message: inputs.error });
  const task = performing(state.plan, own.task, own.fellBack);
  const { work, schema, alias } = task;
  const itemKey = itemKeyOf(state, own);
  const scratch = world.scratch(task.id);
  const { ask, argv, script, model, mock, options } = valuesFor(world, around, own, task, values);
  return ok({
    run: world.run,
    task: task.id,
    epoch: state.epoch,
    attempt: own.attempts,
    call: callOf(state, own),
    agent: work.type === "agent" ? (state.plan.agents[work.agent] ?? null) : null,
    options,
    inputs: inputs.value,
    env: environmentOf(world, around, own),
    secrets: secretsFor(world, task),
    directory: world.directory,
    scratch,
    cancelGrace: state.plan.settings.cancelGrace,
    ...promptFor(ask, task, scratch),
    ...moneyFor(state, own),
    ...(alias === undefined ? {} : { pattern: alias }),
    ...(itemKey === undefined ? {} : { itemKey }),
    ...(model === undefined ? {} : { model }),
    ...(argv === undefined ? {} : { argv }),
    ...(script === undefined ? {} : { script }),
    ...(mock === undefined ? {} : { mock }),
    ...(schema === undefined ? {} : { schema }),
  });
}

/**
 * The agent's answer, sent back while it does not fit, and then what verifies it. An agent or a validator that breaks its
 * promise to answer with values is treated like a machine that broke.
 */
export async function attempt(
  world: World,
  agent: Agent,
  task: Task,
  assignment: Assignment,
  say: (note: string) => void,
  signal: AbortSignal,
  record: (event: RunEvent) => void,
  scope: Scope,
): Promise<Outcome> {
  const trial: Trial = { world, task, assignment, say, signal, record, scope };
  try {
    const outcome = await answered(trial, agent);
    return outcome.ok && !signal.aborted ? await verified(trial, outcome.value) : outcome;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { failure: { kind: "infrastructure", message } } };
  }
}

export const noRunner = (runner: string): Promise<Outcome> =>
  Promise.resolve({
    ok: false,
    error: { failure: { kind: "policy", message: `no runner "${runner}" is available` } },
  });

function haltFailure(state: RunState, task: TaskState): Failure {
  const { timeout, idleTimeout, totalTimeout } = task.task;
  const zero = task.startedAt ?? totalTimeout;
  switch (task.halting) {
    case "budget":
      return { kind: "budget-exceeded", message: passedText(state, task) };
    case "idle":
      return { kind: "idle", after: idleTimeout ?? zero ?? never(), message: "nothing was heard of it" };
    case "total_timeout":
      return {
        kind: "timeout",
        after: totalTimeout ?? never(),
        message: "all attempts together took too long",
      };
    default: {
      const { finallyTimeout } = state.plan.settings;
      if (!isStoppable(task) && (timeout === undefined || finallyTimeout < timeout))
        return { kind: "timeout", after: finallyTimeout, message: "the time for cleaning up was over" };
      return { kind: "timeout", after: timeout ?? never(), message: "the attempt took too long" };
    }
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

export function endingOf(around: Surroundings, task: TaskState, n: number, outcome: Outcome): RunEvent {
  const { state, results } = around;
  const { id } = task.task;
  const saw = basisOf(state, task);
  const given = outcome.ok ? outcome.value : outcome.error;
  const asked = performing(state.plan, task.task, task.fellBack);
  const usage = usageOf(asked, known(given.usage, liveOf(state, task)));
  const { halting } = task;
  if (halting === "cancel" || halting === "loser")
    return { type: "task.cancelled", task: id, reason: halting, saw, ...usage };
  if (halting === null && outcome.ok) {
    return { type: "task.succeeded", task: id, n, output: results.keep(outcome.value), saw, ...usage };
  }
  const failure = halting !== null ? haltFailure(state, task) : outcome.ok ? never() : outcome.error.failure;
  const partial =
    given.output === undefined || given.output === "" ? {} : { output: keepText(results, given.output) };
  const retry = refusedByAuthor(around, task, failure) ? { retry: false as const } : {};
  return { type: "task.failed", task: id, n, failure, saw, ...partial, ...usage, ...retry };
}

const keepText = (results: Results, output: string): Digest => results.keep({ output });
