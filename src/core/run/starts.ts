/** Who gets the free places: the best first, as far as pools, quotas, the health of agents and money allow. */
import type { Millis } from "../base/brand.ts";
import type { Reserve } from "../journal/event.ts";
import { circuitBusy, mayStart } from "./circuit.ts";
import type { Command } from "./command.ts";
import { isWorking } from "./deadlines.ts";
import { nextPlayer, sizeOf } from "./lanes.ts";
import { isUnlimited, offer, RUN, take, type Offer, type Taken } from "./money.ts";
import { quotaBusy, quotaHolds } from "./quota.ts";
import { nextAttempt, type Player, type RunState, type TaskState } from "./state.ts";

/** The best of every lane that has room, and of those whose wait is over. */
function candidates(state: RunState, rung: readonly TaskState[], free: number): TaskState[] {
  const found = rung.filter((task) => task.phase === "waiting");
  for (const { heap } of state.ready.values()) {
    for (const index of heap.first(free)) {
      const task = state.tasks[index];
      if (task !== undefined) found.push(task);
    }
  }
  return found.sort((a, b) => b.task.priority - a.task.priority || a.index - b.index);
}

/** Counts what is given away in this decision on top of what is at work already. */
type Given = Map<string, number>;

const inUse = (state: RunState, given: Given, pool: string): number =>
  (state.busy.get(pool) ?? 0) + (given.get(pool) ?? 0);

function full(state: RunState, task: TaskState, given: Given): boolean {
  return task.lane.pools.some((pool) => {
    const size = sizeOf(state.plan, state.sizes, pool);
    // The other places of it belong to other legs.
    if (size !== undefined && state.share?.part === "leg") return inUse(state, given, pool) >= 1;
    return size !== undefined && inUse(state, given, pool) >= size;
  });
}

/** Whether its health or its quota lets nobody through now. */
function shut(state: RunState, player: Player, now: Millis, given: Given): boolean {
  const { agent, quota } = player;
  if (quotaHolds(state, player, now, given.get(quotaBusy(quota)) ?? 0)) return true;
  const circuit = state.circuits.get(agent);
  if (circuit === undefined) return false;
  const name = circuitBusy(agent);
  return !mayStart(circuit, now, (state.busy.get(name) ?? 0) + (given.get(name) ?? 0) > 0);
}

/** Who can make an attempt now: the one whose turn it is, else the other agent; null if neither. */
function player(state: RunState, task: TaskState, now: Millis, given: Given): Player | null {
  const own = nextPlayer(state, task);
  if (!shut(state, own, now, given)) return own;
  const { second, spare } = task.lane;
  return spare && own !== second && second !== null && !shut(state, second, now, given) ? second : null;
}

function give({ lane }: TaskState, { quota, agent }: Player, given: Given): void {
  for (const name of [...lane.pools, quotaBusy(quota), circuitBusy(agent)])
    given.set(name, (given.get(name) ?? 0) + 1);
}

const NOTHING: Reserve = {};
const FREE: Offer = { is: "free", reserve: NOTHING };

const offered = (state: RunState, task: TaskState, places: number, taken: Taken): Offer =>
  task.task.work.type === "agent" && isWorking(state) && !isUnlimited(state)
    ? offer(state, task, places, taken)
    : FREE;

function refuse(
  state: RunState,
  task: TaskState,
  { owner, limit }: Extract<Offer, { is: "spent" }>,
): Command {
  if (owner === RUN) return { do: "stop", reason: { kind: "budget", limit }, running: "finish" };
  return { do: "refuse", task: task.task.id, owner: state.tasks[owner]?.task.id ?? task.task.id, limit };
}

export function starts(state: RunState, rung: readonly TaskState[], now: Millis): Command[] {
  const free = state.plan.settings.maxParallel - state.running;
  if (free <= 0) return [];
  const waiting = candidates(state, rung, free);
  const commands: Command[] = [];
  if (waiting.length === 0) return commands;
  const [given, taken]: [Given, Taken] = [new Map(), new Map()];
  for (const task of waiting) {
    if (commands.length === free) break;
    if (full(state, task, given)) continue;
    const who = player(state, task, now, given);
    if (who === null) continue;
    const found = offered(state, task, free - commands.length, taken);
    if (found.is === "later") continue;
    if (found.is === "spent") {
      const command = refuse(state, task, found);
      if (command.do === "stop" && commands.length > 0) return commands;
      return [...commands, command];
    }
    const { id, concurrency } = task.task;
    give(task, who, given);
    if (concurrency !== undefined && !task.slotted) {
      commands.push({ do: "claim", task: id });
      continue;
    }
    const { reserve } = found;
    if (reserve !== NOTHING) take(state, task, reserve, taken);
    commands.push({
      do: "start",
      task: id,
      n: nextAttempt(state, task),
      ...(reserve.costUsd === undefined && reserve.tokens === undefined ? {} : { reserve }),
      ...(who === nextPlayer(state, task) ? {} : { standIn: true as const }),
    });
  }
  return commands;
}
