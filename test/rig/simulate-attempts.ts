/** How an attempt ends in the simulated world. */
import { digest, type TaskId } from "../../src/core/base/brand.ts";
import type { RunEvent, Usage } from "../../src/core/journal/event.ts";
import type { FailureClass } from "../../src/core/journal/failure.ts";
import { stateOf } from "../../src/core/run/answer.ts";
import { basisOf } from "../../src/core/run/basis.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { failureOf, paidOf, soundsOf, type Paid, type Sound, type World } from "./fate.ts";

export type Going = {
  task: TaskId;
  n: number;
  startedAt: number;
  endsAt: number;
  halted: boolean;
  /** How much was heard of it, and what its call is known to have cost so far. */
  heard: number;
  live: Paid | null;
};

const HALTED: Readonly<Record<string, FailureClass>> = { idle: "idle", budget: "budget-exceeded" };

function usageOf({ costUsd, tokens }: Paid): Usage {
  const outputTokens = Math.floor(tokens / 2);
  return { inputTokens: tokens - outputTokens, outputTokens, costUsd };
}

const paying = (paid: Paid | undefined): { usage?: Usage } =>
  paid === undefined ? {} : { usage: usageOf(paid) };

/** What is heard of it next, if anything. */
export const nextSound = (world: World, { task, n, startedAt, heard }: Going): Sound | undefined =>
  soundsOf(world.act(task, n, startedAt))[heard];

export function soundOf({ task, n }: Going, { is, paid }: Sound): RunEvent {
  const usage = usageOf(paid);
  if (is === "says") return { type: "usage.reported", task, n, usage };
  return { type: "task.repaired", task, n, issues: ["it does not fit"], usage };
}

/** Whoever is ended early has cost what it said on the way. */
export function endOf(
  state: RunState,
  world: World,
  { task, n, startedAt, halted, live }: Going,
  now: number,
): RunEvent {
  const own = stateOf(state, task);
  const saw = basisOf(state, own);
  const act = world.act(task, n, startedAt);
  const reason = halted ? own.halting : null;
  const paid = paying(reason === null ? paidOf(act) : (live ?? act.broken));
  if (reason === "cancel" || reason === "loser")
    return { type: "task.cancelled", task, reason, saw, ...paid };
  if (reason !== null || act.fail !== undefined) {
    const kind = reason === null ? (act.fail ?? "agent-error") : (HALTED[reason] ?? "timeout");
    const until = act.back === undefined ? undefined : now + act.back;
    return { type: "task.failed", task, n, failure: failureOf(kind, until), saw, ...paid };
  }
  return { type: "task.succeeded", task, n, output: digest(act.gives ?? `out ${task}`), saw, ...paid };
}
