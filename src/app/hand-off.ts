/** What a task gives to the next: one message, put together from the journal and the store, never stored itself. */
import { isoText } from "../core/base/instant.ts";
import type { Fields, Value } from "../core/base/value.ts";
import type { TaskState } from "../core/run/state.ts";
import type { Surroundings } from "./scope.ts";

export const HAND_OFF_VERSION = 1;

function handOff(run: string, around: Surroundings, task: TaskState): Fields {
  const given = task.output === "" ? undefined : around.results.read(task.output);
  const { work } = task.task;
  const { inputTokens, outputTokens, costUsd } = task.usage;
  const structured: Fields = given?.structured === undefined ? {} : { structured: given.structured };
  const artifacts: Value = given?.whole === undefined ? [] : [{ name: "output", digest: given.whole }];
  return {
    version: HAND_OFF_VERSION,
    run,
    task: task.task.id,
    attempt: task.attempts,
    agent: work.type === "agent" ? work.agent : null,
    status: task.settled ?? "pending",
    output: given?.output ?? null,
    ...structured,
    artifacts,
    usage: { input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costUsd },
    trust: "untrusted",
    at: task.finishedAt === null ? null : isoText(task.finishedAt),
  };
}

/** By the id of the task that gave it. */
export function handOffs(run: string, around: Surroundings, task: TaskState): Fields {
  const needs = task.needs.flatMap((index) => around.state.tasks[index] ?? []);
  return Object.fromEntries(needs.map((need) => [need.task.id, handOff(run, around, need)]));
}
