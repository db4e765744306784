/** What a call is counted with where its agent keeps silent about it. */
import type { Usage } from "../core/journal/event.ts";
import type { Task } from "../core/plan/plan.ts";

const UNKNOWN_COST: Usage = { inputTokens: 0, outputTokens: 0, costUsd: null };

/** What was reported on the way counts where the end says nothing, or only that nobody knows. */
export function known(atEnd: Usage | undefined, onTheWay: Usage | null): Usage | undefined {
  if (onTheWay === null) return atEnd;
  if (atEnd === undefined) return onTheWay;
  return atEnd.costUsd === null && onTheWay.costUsd !== null
    ? { ...atEnd, costUsd: onTheWay.costUsd }
    : atEnd;
}

/** The scripted agent costs nothing unless its script says so; of any other that keeps silent, nobody knows. */
export function usageOf({ work }: Task, usage: Usage | undefined): Readonly<{ usage?: Usage }> {
  if (usage !== undefined) return { usage };
  return work.type === "agent" && work.runner !== "scripted" ? { usage: UNKNOWN_COST } : {};
}
