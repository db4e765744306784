/** What one budget has paid, and what is set aside of it for attempts that have not ended. */
import type { TaskId } from "../base/brand.ts";
import type { Header, Reserve, TaskEntry, Usage } from "../journal/event.ts";
import type { Hold, Purse, Tally } from "./holdings.ts";
import { leftOf, priceOf, tokensOf, type Price } from "./price.ts";
import type { RunState, TaskState } from "./state.ts";
import { writerKey } from "./writer.ts";

/** The run's own budget, among those of its tasks. */
export const RUN = -1;

export const emptyPurse = (): Purse => ({
  spentUsd: 0,
  spentTokens: 0,
  agents: 0,
  unsure: 0,
  held: new Map(),
  tally: null,
});

function pay(purse: Purse, usage: Usage, held: Reserve): void {
  const { costUsd, tokens } = priceOf(usage, held);
  if (usage.costUsd === null) purse.unsure += 1;
  purse.spentUsd += costUsd;
  purse.spentTokens += tokens;
}

const NOTHING: Reserve = {};

/** A writer makes one attempt of a task at a time. */
const holdKey = (header: Header, task: TaskId): string => `${writerKey(header)}/${task}`;

function hold(
  purse: Purse,
  header: Header,
  task: TaskId,
  what: Pick<Hold, "n" | "reserve" | "live" | "heard">,
): void {
  purse.held.set(holdKey(header, task), { task, epoch: header.epoch, writer: writerKey(header), ...what });
  purse.tally = null;
}

/** What was set aside for the attempt that ends. */
function released(purse: Purse, header: Header, task: TaskId): Reserve {
  if (purse.held.size === 0) return NOTHING;
  const key = holdKey(header, task);
  const found = purse.held.get(key)?.reserve ?? NOTHING;
  if (purse.held.delete(key)) purse.tally = null;
  return found;
}

/** What a call before the last one has cost is paid by now, out of what was set aside; what the next one reports begins anew. */
function repaired(
  purse: Purse,
  header: Header,
  { task, n, usage }: Extract<TaskEntry, { type: "task.repaired" | "workspace.joined" }>,
): void {
  if (usage === undefined) return;
  const held = purse.held.get(holdKey(header, task));
  const reserve = held?.reserve ?? NOTHING;
  pay(purse, usage, reserve);
  if (held !== undefined && held.n !== n) return;
  const left = reserve === NOTHING ? NOTHING : leftOf(reserve, usage);
  hold(purse, header, task, { n, reserve: left, live: null, heard: true });
}

function reported(
  purse: Purse,
  header: Header,
  { task, n, usage }: Extract<TaskEntry, { type: "usage.reported" }>,
): void {
  const held = purse.held.get(holdKey(header, task));
  if (held !== undefined && held.n !== n) return;
  hold(purse, header, task, { n, reserve: held?.reserve ?? NOTHING, live: usage, heard: true });
}

export function book(purse: Purse, header: Header, entry: TaskEntry): void {
  switch (entry.type) {
    case "task.started": {
      const { task, n, reserved } = entry;
      if (reserved !== undefined)
        hold(purse, header, task, { n, reserve: reserved, live: null, heard: false });
      return;
    }
    case "usage.reported":
      return reported(purse, header, entry);
    case "task.repaired":
    case "workspace.joined":
      return repaired(purse, header, entry);
    case "task.succeeded":
    case "task.failed":
    case "task.cancelled": {
      const held = released(purse, header, entry.task);
      if (entry.usage !== undefined) pay(purse, entry.usage, held);
      return;
    }
    default:
      return;
  }
}

/** Nobody will ever know what it has cost in the end. */
export const isSilent = (state: RunState, { epoch, writer }: Hold): boolean =>
  epoch !== state.epoch || state.lost.has(writer);

/** What the attempt that runs has reported so far. */
export const liveOf = (state: RunState, { writer, task }: TaskState): Usage | null =>
  state.purses.get(RUN)?.held.get(`${writer}/${task.id}`)?.live ?? null;

/** Worked out anew only after something about it has changed. */
export function tallyOf(state: RunState, purse: Purse): Tally {
  if (purse.tally !== null) return purse.tally;
  const [atWork, reportedSum, silent] = [
    { costUsd: 0, tokens: 0 },
    { costUsd: 0, tokens: 0 },
    { costUsd: 0, tokens: 0 },
  ];
  let [holders, reporters] = [0, 0];
  for (const held of purse.held.values()) {
    const { reserve, live, heard } = held;
    const [cost, tokens] = live === null ? [0, 0] : [live.costUsd ?? 0, tokensOf(live)];
    const sum = isSilent(state, held) ? silent : atWork;
    // What was set aside and is not spent yet may still be; what was spent beyond it is gone, too.
    sum.costUsd += Math.max(reserve.costUsd ?? 0, cost);
    sum.tokens += Math.max(reserve.tokens ?? 0, tokens);
    if (sum === silent) continue;
    reportedSum.costUsd += cost;
    reportedSum.tokens += tokens;
    holders += reserve === NOTHING ? 0 : 1;
    reporters += heard ? 1 : 0;
  }
  purse.tally = { atWork, reported: reportedSum, silent, holders, reporters };
  return purse.tally;
}

/** Somebody has fallen silent, or everybody who worked in an earlier epoch. */
export function forgetTallies(state: RunState): void {
  for (const purse of state.purses.values()) purse.tally = null;
}

/** Of a purse by itself: also what was set aside for attempts that nobody has heard the end of. */
export function spentIn({ spentUsd, spentTokens, held }: Purse): Price {
  let [costUsd, tokens] = [spentUsd, spentTokens];
  for (const { reserve, live } of held.values()) {
    costUsd += Math.max(reserve.costUsd ?? 0, live?.costUsd ?? 0);
    tokens += Math.max(reserve.tokens ?? 0, live === null ? 0 : tokensOf(live));
  }
  return { costUsd, tokens };
}
