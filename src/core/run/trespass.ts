/** What each writer may say. A leg speaks of its own tasks only, whatever the agents on its machine have made of it. */
import type { TaskId } from "../base/brand.ts";
import { isAnswerWriter } from "../journal/foreign.ts";
import type { Entry, Segment } from "../journal/event.ts";
import { isGateLeg, owns } from "./share.ts";
import { isStoppable, type RunState, type TaskState } from "./state.ts";

const CONDUCTORS = /^(?:local|plan|finish|advance-\d+)$/;

/** Nobody's agents ran where these were written. */
export const isConductor = (writer: string): boolean => CONDUCTORS.test(writer);

export const FINALLY = "finally";

/** Which tasks each leg was given, in whichever epoch. */
export function ownedBy(segments: readonly Segment[]): ReadonlyMap<string, ReadonlySet<TaskId>> {
  const found = new Map<string, Set<TaskId>>();
  for (const { header, entries } of segments) {
    if (!isConductor(header.writer)) continue;
    for (const entry of entries) {
      if (entry.type !== "wave.dispatched") continue;
      for (const { id, tasks } of entry.legs) found.set(id, new Set([...(found.get(id) ?? []), ...tasks]));
    }
  }
  return found;
}

/** `asks`: by the plan, all that it has are questions to people. */
type Yard = Readonly<{ writer: string; isOwn: (task: TaskId) => boolean; ends: boolean; asks: boolean }>;

function stops({ reason }: Extract<Entry, { type: "run.stopping" }>, { isOwn }: Yard): boolean {
  return reason.kind === "failure" ? isOwn(reason.task) : reason.kind !== "rollback";
}

/** A leg may end itself, and take up what it was doing itself; everything else about the run is for others to say. */
function may(entry: Entry, yard: Yard): boolean {
  switch (entry.type) {
    case "writer.closed":
    case "run.isolated":
      return true;
    case "writer.lost":
      return entry.writer.replace(/^\d+\//, "") === yard.writer;
    case "run.resumed":
      return entry.unheard !== true && entry.rerun.every(yard.isOwn);
    case "run.stopping":
      return stops(entry, yard);
    case "run.concluded":
    case "compensation.planned":
      return yard.ends;
    case "run.paused":
      return yard.asks && entry.reason.kind === "gates" && entry.reason.tasks.every(yard.isOwn);
    default:
      return "task" in entry && (yard.asks || !entry.type.startsWith("gate.")) && yard.isOwn(entry.task);
  }
}

const isCleaning = (state: RunState, id: TaskId): boolean => {
  const task = state.tasks[state.byId.get(id) ?? -1];
  return task !== undefined && !isStoppable(task);
};

function isIn(state: RunState, own: ReadonlySet<TaskId>, id: TaskId): boolean {
  const task: TaskState | undefined = state.tasks[state.byId.get(id) ?? -1];
  return task !== undefined && owns(state, { own }, task);
}

/**
 * The first entry in which somebody speaks of what is not theirs; null if nobody does. `state` is folded from the same
 * segments: whoever gets an answer here folds them no further.
 */
export function trespass(state: RunState, segments: readonly Segment[]): string | null {
  const legs = ownedBy(segments);
  for (const { header, entries } of segments) {
    const { writer, epoch } = header;
    if (isConductor(writer) || isAnswerWriter(writer)) continue;
    const own = legs.get(writer);
    if (own === undefined && writer !== FINALLY) return `nobody has asked for the leg "${writer}"`;
    const old = header.plan !== state.planDigest;
    const isOwn = (id: TaskId): boolean =>
      // What only an earlier plan had made is nothing to anybody now.
      (old && !state.byId.has(id)) || (own === undefined ? isCleaning(state, id) : isIn(state, own, id));
    const asks = own !== undefined && isGateLeg(state, { part: "leg", own });
    const yard: Yard = { writer, isOwn, ends: own === undefined, asks };
    const found = entries.find((entry) => !may(entry, yard));
    if (found === undefined) continue;
    const about = "task" in found ? ` about "${found.task}"` : "";
    return `"${writer}" (epoch ${epoch}) wrote "${found.type}"${about}, which is not its to say`;
  }
  return null;
}
