/** Why money let a task not start, or not go on: said in its failure. */
import type { TaskId } from "../base/brand.ts";
import type { Command } from "./command.ts";
import { overdrawn } from "./money.ts";
import type { RunState, TaskState } from "./state.ts";

export type Refusal = Extract<Command, { do: "refuse" }>;

const LIMITS = { cost: "money", tokens: "tokens", agents: "agents" } as const;

const whose = (task: TaskId, owner: TaskId): string =>
  owner === task ? "its budget" : `the budget of "${owner}"`;

export const refusedText = ({ task, owner, limit }: Refusal): string =>
  `${whose(task, owner)} has no ${LIMITS[limit]} left for another attempt`;

export function passedText(state: RunState, own: TaskState): string {
  const found = overdrawn(state, own);
  const owner = found === null ? undefined : state.tasks[found.owner]?.task.id;
  // What an agent reported last may have been more than what it cost in the end.
  if (found === null || owner === undefined) return "the budget that it drew on was passed while it ran";
  return `${whose(own.task.id, owner)} was passed while it ran: it had no ${LIMITS[found.limit]} left`;
}
