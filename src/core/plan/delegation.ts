/** What a lead is asked for, and in which form it has to answer. */
import type { Value } from "../base/value.ts";
import type { Task } from "./plan.ts";

/** The keys that a described task may have; every other one is refused. */
export const DELEGATED_KEYS = [
  "id",
  "name",
  "description",
  "agent",
  "prompt",
  "task",
  "parameters",
  "dependencies",
  "priority",
  "delegate",
] as const;

const TASK: Value = {
  type: "object",
  properties: {
    id: { type: "string" },
    name: { type: "string" },
    description: { type: "string" },
    agent: { type: "string" },
    prompt: { type: "string" },
    task: { type: "string" },
    parameters: { type: "object" },
    dependencies: { type: "array", items: { type: "string" } },
    priority: { type: "integer" },
    delegate: { type: "boolean" },
  },
};

/** A list of tasks, bare or under its name. */
export const DELEGATION: Value = {
  type: ["object", "array"],
  required: ["tasks"],
  properties: { tasks: { type: "array", items: TASK }, summary: { type: "string" } },
  items: TASK,
};

/** The declared tasks without the steps inside of them. */
export function membersOf(team: readonly Task[]): readonly Task[] {
  const ids = new Set(team.map(({ id }) => id));
  return team.filter(({ parent }) => parent === undefined || !ids.has(parent.id));
}

export type Mate = Readonly<{ id: string; about: string }>;

const lines = (mates: readonly Mate[]): string =>
  mates.map(({ id, about }) => (about === "" ? `- ${id}` : `- ${id}: ${about}`)).join("\n");

/** Said to the lead besides its own instruction. */
export function delegationText(agents: readonly Mate[], team: readonly Mate[], most: number): string {
  const members =
    team.length === 0
      ? ""
      : `These tasks are declared; name them by id, and only those that are needed (an empty list means all of them):\n${lines(team)}\n\n`;
  return (
    `You do not do the work yourself: you hand it out. Answer with a list of at most ${most} tasks in this form:\n` +
    '{"tasks": [{"id": "short-name", "agent": "…", "prompt": "what to do", "dependencies": ["other-id"]}]}\n' +
    "Tasks without dependencies run side by side. You are asked again when all have ended, with their results.\n\n" +
    `${members}${agents.length === 0 ? "" : `The agents:\n${lines(agents)}`}`
  ).trimEnd();
}

export const COLLECT_TEXT =
  "The tasks that you handed out have ended. Put their results together; no further tasks are started.";
