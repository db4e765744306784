/** What each agent did in a run: how much of it succeeded, how long it took, and what it cost. */
import { money } from "./budget.ts";
import { isGroupRow, type Outline } from "./outline.ts";

export type Share = Readonly<{
  /** Null for what no agent did. */
  agent: string | null;
  tasks: number;
  succeeded: number;
  failed: number;
  attempts: number;
  inputTokens: number;
  outputTokens: number;
  /** Null where nobody knows all of it. */
  costUsd: number | null;
  /** Of all its tasks together, side by side or not. */
  millis: number;
}>;

const NONE: Omit<Share, "agent"> = {
  tasks: 0,
  succeeded: 0,
  failed: 0,
  attempts: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  millis: 0,
};

/** In the order in which the file names them. */
export function shares({ rows }: Outline): readonly Share[] {
  const found = new Map<string | null, Share>();
  for (const row of rows) {
    if (isGroupRow(row) || row.type === "approval" || row.attempts === 0) continue;
    const { agent, usage, startedAt, finishedAt, status, attempts } = row;
    const before = found.get(agent) ?? { agent, ...NONE };
    const cost = before.costUsd === null || usage.costUsd === null ? null : before.costUsd + usage.costUsd;
    found.set(agent, {
      agent,
      tasks: before.tasks + 1,
      succeeded: before.succeeded + (status === "success" ? 1 : 0),
      failed: before.failed + (status === "failure" ? 1 : 0),
      attempts: before.attempts + attempts,
      inputTokens: before.inputTokens + usage.inputTokens,
      outputTokens: before.outputTokens + usage.outputTokens,
      costUsd: cost === null ? null : money(cost),
      millis: before.millis + (startedAt === null || finishedAt === null ? 0 : finishedAt - startedAt),
    });
  }
  return [...found.values()];
}
