/** How an attempt ends in the simulated world. */
import { digest, type TaskId } from "../../src/core/base/brand.ts";
import type { RunEvent, Usage } from "../../src/core/journal/event.ts";
import { stateOf } from "../../src/core/run/answer.ts";
import { basisOf } from "../../src/core/run/basis.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { costOf, failureOf, type World } from "./fate.ts";

export type Going = {
  task: TaskId;
  n: number;
  startedAt: number;
  endsAt: number;
  halted: boolean;
  told: boolean;
};

/** Where nobody knows the cost, nobody knows the tokens. */
function usageOf(costUsd: number | null | undefined): { usage?: Usage } {
  if (costUsd === undefined) return {};
  const tokens = costUsd === null ? 0 : 1;
  return { usage: { inputTokens: tokens, outputTokens: tokens, costUsd } };
}

/** Whoever is ended early has cost what it said on the way. */
export function endOf(
  state: RunState,
  world: World,
  { task, n, startedAt, halted, told }: Going,
  now: number,
): RunEvent {
  const own = stateOf(state, task);
  const saw = basisOf(state, own);
  const act = world.act(task, n, startedAt);
  const reason = halted ? own.halting : null;
  const paid = usageOf(reason === null ? costOf(act) : told ? act.says?.costUsd : undefined);
  if (reason === "cancel" || reason === "loser")
    return { type: "task.cancelled", task, reason, saw, ...paid };
  if (reason !== null || act.fail !== undefined) {
    const kind = reason === null ? (act.fail ?? "agent-error") : reason === "idle" ? "idle" : "timeout";
    const until = act.back === undefined ? undefined : now + act.back;
    return { type: "task.failed", task, n, failure: failureOf(kind, until), saw, ...paid };
  }
  return { type: "task.succeeded", task, n, output: digest(act.gives ?? `out ${task}`), saw, ...paid };
}
