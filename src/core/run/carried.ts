/** Which segments a leg reads, which legs have left none, and what a leg may still spend. */
import type { TaskId } from "../base/brand.ts";
import type { Leg, Segment } from "../journal/event.ts";
import type { Budget } from "../plan/plan.ts";
import type { Dispatched } from "./holdings.ts";
import { usedOf } from "./money.ts";
import { book, emptyPurse, spentIn } from "./purse.ts";
import { stopOf, type RunState, type TaskState } from "./state.ts";
import { FINALLY, isConductor } from "./trespass.ts";

/** All that the tasks stand on: what they and their groups waited for, what groups are made of, and the start of the run. */
export function grounds(state: RunState, own: readonly TaskId[]): ReadonlySet<TaskId> {
  const found = new Set<number>();
  const queue = [...own.flatMap((id) => state.byId.get(id) ?? []), ...state.byRole.on_start];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const task = state.tasks[index];
    if (task === undefined || found.has(index)) continue;
    found.add(index);
    queue.push(...task.needs, ...task.children);
    for (let group = state.tasks[task.parent]; group !== undefined; group = state.tasks[group.parent])
      queue.push(...group.needs);
  }
  return new Set([...found].flatMap((index) => state.tasks[index]?.task.id ?? []));
}

/** What was decided before this wave. What an earlier epoch made of the wave, and of the run, is no ground for doing it again. */
function decidedBefore(writer: string, wave: number): boolean {
  const after = /^advance-(\d+)$/.exec(writer)?.[1];
  return after === undefined ? writer !== "finish" : Number(after) < wave;
}

/**
 * Of all segments those that this leg has to read; a folder may hold more. Whoever dispatched it knew all that was decided in
 * earlier epochs: a wave may have had another number in them.
 */
export function segmentsFor(
  state: RunState,
  segments: readonly Segment[],
  { tasks, wave, epoch: since }: Pick<Placed, "tasks" | "wave" | "epoch">,
): readonly Segment[] {
  const known = grounds(state, tasks);
  return segments.filter(({ header: { writer, epoch }, entries }) =>
    isConductor(writer)
      ? decidedBefore(writer, wave) || (epoch < since && writer !== "finish")
      : writer !== FINALLY && entries.some((entry) => "task" in entry && known.has(entry.task)),
  );
}

/** The waves of the run as it goes on now: what an earlier epoch had come to after them is void. */
export function wavesIn({ waves }: Pick<RunState, "waves">): readonly Dispatched[] {
  const found: Dispatched[] = [];
  for (let wave = waves.get(1), next = 2; wave !== undefined; wave = waves.get(next), next += 1) {
    if (wave.epoch < (found.at(-1)?.epoch ?? 0)) break;
    found.push(wave);
    if (wave.legs.length === 0) break;
  }
  return found;
}

export type Placed = Leg & Readonly<{ epoch: number; wave: number }>;

/** The leg of this name, as it was dispatched last. */
export const legNamed = (state: RunState, id: string): Placed | undefined =>
  wavesIn(state)
    .flatMap(({ epoch, legs }, at) => legs.map((leg): Placed => ({ ...leg, epoch, wave: at + 1 })))
    .findLast((leg) => leg.id === id);

/** Whether its last words are there: whoever fell silent in the middle takes it up again itself, and nobody else does. */
function isHeard(segments: readonly Segment[], id: string, since: number): boolean {
  const own = segments.filter(({ header }) => header.writer === id && header.epoch >= since);
  const last = Math.max(...own.map(({ header }) => header.epoch));
  const latest = own.find(({ header }) => header.epoch === last);
  return latest?.entries.some(({ type }) => type === "writer.closed") === true;
}

/** Legs that were dispatched, and of which nothing was heard since, or not the end. */
export const silentLegs = (state: RunState, segments: readonly Segment[], wave?: number): readonly Leg[] =>
  wavesIn(state)
    .filter((_, at) => wave === undefined || at + 1 === wave)
    .flatMap(({ epoch, legs }) => legs.filter(({ id }) => !isHeard(segments, id, epoch)));

/** Where a run has stopped, its end says itself why those who never began did not. */
export const unexplained = (
  state: RunState,
  segments: readonly Segment[],
  silent: readonly string[],
): readonly string[] =>
  stopOf(state) === null
    ? silent
    : silent.filter((id) => id === FINALLY || segments.some(({ header: { writer } }) => writer === id));

/** What a leg may come to spend, counted as the run counts here: its grant, less what it has spent of it in earlier epochs. */
export function limitsFor(state: RunState, segments: readonly Segment[], leg: Placed): Budget | null {
  const { costUsd, tokens, agents, id, epoch } = leg;
  if (costUsd === undefined && tokens === undefined && agents === undefined) return null;
  const purse = emptyPurse();
  let asked = 0;
  for (const { header, entries } of segments) {
    if (header.writer !== id || header.epoch < epoch) continue;
    for (const entry of entries) {
      if (!("task" in entry)) continue;
      book(purse, header, entry);
      const task: TaskState | undefined = state.tasks[state.byId.get(entry.task) ?? -1];
      if (entry.type === "task.started" && task?.task.work.type === "agent") asked += 1;
    }
  }
  const own = spentIn(purse);
  const used = usedOf(state);
  const rest = (grant: number, spent: number): number => Math.max(0, grant - spent);
  return {
    ...(costUsd === undefined ? {} : { maxCostUsd: used.costUsd + rest(costUsd, own.costUsd) }),
    ...(tokens === undefined ? {} : { maxTokens: used.tokens + rest(tokens, own.tokens) }),
    ...(agents === undefined ? {} : { maxAgents: used.agents + rest(agents, asked) }),
  };
}
