/** What each class of failure means and what can be done: one sentence, one hint. */
import type { FailureClass } from "../journal/failure.ts";

export type Explanation = Readonly<{ sentence: string; hint: string }>;

export const FAILURES: Readonly<Record<FailureClass, Explanation>> = {
  "agent-exit": {
    sentence: "The agent's program ended with an error code",
    hint: "Read its last lines with `agent-orchestrator logs <run> <task>`; exit code 75 would mean that trying again may help.",
  },
  "agent-error": {
    sentence: "The agent answered that it could not do the task",
    hint: "Read its message; make the prompt or the inputs clearer, or let another agent try with `fallback`.",
  },
  timeout: {
    sentence: "The attempt took longer than its timeout and was stopped",
    hint: "Raise `timeout`, split the task, or add `timeout` to `retry.on` if it may succeed the next time.",
  },
  idle: {
    sentence: "Nothing was heard from the agent for too long, so it was stopped and counted as hung",
    hint: "Raise `idle_timeout` if the task works silently for long; such attempts are repeated on their own, up to `infra_max_attempts`.",
  },
  "output-invalid": {
    sentence: "The result does not fit its schema, also after the repairs that were allowed",
    hint: "Compare the result with `outputs.schema`; say in the prompt what is expected, or raise `max_repairs`.",
  },
  "verify-failed": {
    sentence: "The agent said that it was done, but the checks of the task say otherwise",
    hint: "Run the commands under `verify` yourself on the task's branch to see what is missing.",
  },
  "budget-exceeded": {
    sentence: "The budget of the task or of the run is spent",
    hint: "Nothing is lost: raise `budget` of the task in the workflow and resume; the budget of the run is raised by `agent-orchestrator resume <run> --max-cost-usd <amount>`.",
  },
  quota: {
    sentence: "The provider refuses more requests until its limit is reset",
    hint: "The run waits or pauses on its own; resume it after the reset, or lower `max_parallel`.",
  },
  auth: {
    sentence: "The provider did not accept the credentials, or there are none",
    hint: "Check the key or log in again; `--runner scripted` plays the workflow without any.",
  },
  "merge-conflict": {
    sentence: "The work of two tasks touches the same lines and cannot be joined",
    hint: "Let one task depend on the other, give them separate files, or name an agent that resolves conflicts in `settings.on_conflict`.",
  },
  "condition-error": {
    sentence: "The condition of the task could not be evaluated",
    hint: "Correct the expression; give a default for what may be absent: `x ?? ''`.",
  },
  "missing-input": {
    sentence: "A value that the task needs does not exist, because the task that makes it has no result",
    hint: "Give a default with `??` or `default(…)`, or change the trigger rule.",
  },
  lost: {
    sentence: "The process that ran the attempt disappeared without a word",
    hint: "Often the machine was stopped or ran out of memory; such attempts are repeated on their own, up to `infra_max_attempts`.",
  },
  cancelled: {
    sentence:
      "The task was stopped because somebody asked for it, or because its result was no longer needed",
    hint: "`agent-orchestrator resume <run>` goes on from what was finished.",
  },
  infrastructure: {
    sentence: "The network, the disk or the machine failed, not the agent",
    hint: "Such attempts are repeated on their own, up to `infra_max_attempts`; read the message for the cause.",
  },
  policy: {
    sentence: "A rule of the repository or the operator forbids what the task wanted to do",
    hint: "Read the message: it names the rule; change the task or ask whoever owns the rule.",
  },
};

export const isFailureClass = (text: string): text is FailureClass => Object.hasOwn(FAILURES, text);

/** Groups fail because of what is inside of them, and never answered anything themselves. */
export const OF_GROUPS: Readonly<Partial<Record<FailureClass, Explanation>>> = {
  "verify-failed": {
    sentence: "It did not come to its end within what it was allowed",
    hint: "Look at what the last rounds gave; allow more of them, or change what is asked.",
  },
  "agent-error": {
    sentence: "Too much of what is inside of it failed",
    hint: "Look at what failed inside; once that is mended, a resume keeps the rest.",
  },
};
