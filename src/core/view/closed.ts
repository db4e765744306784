/** Quotas that let nobody through at this moment, and how many tasks wait for each. */
import type { Millis } from "../base/brand.ts";
import { isoText } from "../base/instant.ts";
import type { Fields } from "../base/value.ts";
import type { RunState } from "../run/state.ts";

export type Closed = Readonly<{ pool: string; until: Millis; waiting: number }>;

type Seen = Pick<RunState, "quotas" | "ready" | "tasks">;

function waitingFor(state: Seen, pool: string): number {
  let count = 0;
  for (const { lane, heap } of state.ready.values()) if (lane.quota === pool) count += heap.size;
  for (const { phase, lane, attached } of state.tasks)
    if (attached && phase === "waiting" && lane.quota === pool) count += 1;
  return count;
}

/** In the order in which they were closed. */
export const closedQuotas = (state: Seen): readonly Closed[] =>
  [...state.quotas].map(([pool, { until }]) => ({ pool, until, waiting: waitingFor(state, pool) }));

export const closedFields = ({ pool, until, waiting }: Closed): Fields => ({
  pool,
  until: isoText(until),
  waiting,
});
