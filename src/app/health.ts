/** How agents have been doing over all runs: what is noted of an attempt, and what a run is told about them when it begins. */
import type { Millis, RunId, TaskId } from "../core/base/brand.ts";
import type { Entry, RunEvent } from "../core/journal/event.ts";
import { DEFAULT_CIRCUIT } from "../core/plan/defaults.ts";
import type { Circuit as Rules, Plan, Task } from "../core/plan/plan.ts";
import {
  closed,
  failuresOf,
  nextAt,
  observe,
  standingAt,
  type Circuit,
  rulesOf,
} from "../core/run/circuit.ts";
import type { AgentHealth } from "../core/view/agent-health.ts";
import type { RunState } from "../core/run/state.ts";
import type { Channel } from "../ports/channel.ts";
import type { Execution, Health } from "../ports/health.ts";
import { everyTask } from "./every-task.ts";
import { performing } from "./performer.ts";

/** Over so many of the last attempts the rate of success is told. */
export const RATED = 50;

export const circuitOf = (executions: readonly Execution[], rules: Rules): Circuit =>
  executions.reduce(
    (circuit, { outcome, at }) =>
      observe(
        circuit,
        outcome === "success" ? { kind: "success", at } : { kind: "failure", failure: outcome, at },
      ),
    closed(rules),
  );

/** Agents and by which runners they work, also where they only step in. */
function playersOf(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const players = new Map<string, Set<string>>();
  for (const task of everyTask(plan)) {
    for (const { work } of [task, performing(plan, task, true)]) {
      if (work.type !== "agent") continue;
      players.set(work.agent, (players.get(work.agent) ?? new Set()).add(work.runner));
    }
  }
  return players;
}

/** For the beginning of a segment: agents that failed last, as far as anybody here knows. */
export function observations(health: Health, plan: Plan): readonly RunEvent[] {
  return [...playersOf(plan)].flatMap(([agent, runners]): readonly RunEvent[] => {
    const known = health.recent(agent).filter(({ runner }) => runners.has(runner));
    const circuit = circuitOf(known, rulesOf(plan.settings));
    const failures = failuresOf(circuit);
    return failures === 0 ? [] : [{ type: "circuit.observed", agent, failures, until: nextAt(circuit) }];
  });
}

type Ended = Pick<Execution, "outcome" | "message" | "costUsd">;

/** What is no attempt, or was called off, says nothing about the agent. */
function endedIn(entry: Entry): Ended | null {
  if (entry.type === "task.succeeded")
    return { outcome: "success", message: "", costUsd: entry.usage?.costUsd ?? null };
  if (entry.type !== "task.failed" || entry.n === 0) return null;
  const { failure, usage } = entry;
  return { outcome: failure.kind, message: failure.message, costUsd: usage?.costUsd ?? null };
}

type Player = Pick<Execution, "agent" | "runner">;

function playerOf(plan: Plan, task: Task, fellBack: boolean): Player | null {
  const { work } = performing(plan, task, fellBack);
  return work.type === "agent" ? { agent: work.agent, runner: work.runner } : null;
}

/** Notes every attempt that ends, once it is on disk: what the entry holds, and so no secret. */
export function healthChannel(health: Health, run: RunId, state: RunState): Channel {
  /** Who was asked is known at the start: the end may change who is asked next. */
  const asked = new Map<TaskId, Player>();
  return {
    name: "health",
    entry(entry) {
      if (entry.type === "task.started") {
        const own = state.tasks[state.byId.get(entry.task) ?? -1];
        const player = own === undefined ? null : playerOf(state.plan, own.task, own.fellBack);
        if (player !== null) asked.set(entry.task, player);
        return;
      }
      const ended = endedIn(entry);
      if (ended === null || !("task" in entry)) return;
      const player = asked.get(entry.task);
      asked.delete(entry.task);
      if (player === undefined) return;
      const { circuit } = state.plan.settings;
      health.note({ run, task: entry.task, at: entry.at, circuit, ...player, ...ended });
    },
    close: () => undefined,
  };
}

function healthOf(agent: string, runner: string, executions: readonly Execution[], now: Millis): AgentHealth {
  const rated = executions.slice(-RATED);
  const last = executions.findLast(({ outcome }) => outcome !== "success");
  const circuit = circuitOf(executions, executions.at(-1)?.circuit ?? DEFAULT_CIRCUIT);
  return {
    agent,
    runner,
    state: standingAt(circuit, now),
    failures: failuresOf(circuit),
    until: nextAt(circuit),
    lastFailure: last === undefined ? null : { outcome: last.outcome, message: last.message, at: last.at },
    succeeded: rated.filter(({ outcome }) => outcome === "success").length,
    of: rated.length,
  };
}

export function healthReport(health: Health, now: Millis): readonly AgentHealth[] {
  return health.agents().flatMap((agent) => {
    const all = health.recent(agent);
    const runners = [...new Set(all.map(({ runner }) => runner))].sort();
    const by = (wanted: string): readonly Execution[] => all.filter(({ runner }) => runner === wanted);
    return runners.map((runner) => healthOf(agent, runner, by(runner), now));
  });
}
