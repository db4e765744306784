/** Which conversation a task had, so that an attempt that was cut off can go on with it: written beside its other files. */
import { readFileSync, writeFileSync } from "node:fs";
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Assignment } from "../../ports/agent.ts";
import { digestOf } from "../system/digest.ts";
import { beyond, plus } from "./usage.ts";

/** `open` while somebody is at work or died at it; `halted` if it was asked to stop. */
type State = "open" | "halted" | "over";

export type Session<Before> = Readonly<{
  id: string;
  epoch: number;
  /** What was asked, by whom, with which rights: other work begins another conversation. */
  basis: string;
  state: State;
  log: string;
  before: Before;
}>;

/** What nobody lived to tell; it is told with the next call. */
export type Untold = Readonly<{ untold: Usage }>;

/** How a runner knows its conversations, and what it has to remember of one to count its next call right. */
export type Memory<Before> = Readonly<{
  isId: RegExp;
  fresh: Before;
  beforeIn: (fields: Fields) => Before;
  /** With what nobody lived to tell of a call that died. */
  withMissed: (session: Session<Before>, assignment: Assignment) => Before;
  /** For another conversation: nothing is known to it, but what nobody told has still to be told. */
  left: (before: Before) => Before;
}>;

/** Another conversation would do again what is done already in these files. */
export const mustGoOn = ({ kept, part }: Assignment): boolean => kept === true && part === undefined;

/** Work of the attempt itself; a judge that looks at it has a conversation of its own, which nobody goes on with. */
const isWork = ({ part, repair }: Assignment): boolean => part === undefined || repair !== undefined;

const pathOf = ({ scratch }: Assignment): string => `${scratch}.session.json`;

const basisOf = ({ directory, prompt, agent, model, options, schema }: Assignment): string =>
  digestOf(JSON.stringify([directory, prompt, agent, model ?? null, options, schema ?? null]));

export function usageIn(value: Value | undefined, nothing: Usage): Usage {
  if (!isFields(value)) return nothing;
  const { inputTokens, outputTokens, costUsd } = value;
  return {
    inputTokens: typeof inputTokens === "number" ? inputTokens : 0,
    outputTokens: typeof outputTokens === "number" ? outputTokens : 0,
    costUsd: typeof costUsd === "number" ? costUsd : null,
  };
}

function sessionIn<B>(fields: Fields, { isId, beforeIn }: Memory<B>): Session<B> | null {
  const { id, epoch, basis, state, log, before } = fields;
  if (typeof id !== "string" || !isId.test(id) || typeof epoch !== "number") return null;
  if (typeof basis !== "string" || typeof log !== "string" || log.includes("/")) return null;
  if (state !== "open" && state !== "halted" && state !== "over") return null;
  return { id, epoch, basis, state, log, before: beforeIn(isFields(before) ? before : {}) };
}

/** A file that is gone or broken is no loss: the work begins anew. */
function readSession<B>(assignment: Assignment, memory: Memory<B>): Session<B> | null {
  if (!isWork(assignment)) return null;
  try {
    const value = JSON.parse(readFileSync(pathOf(assignment), "utf8")) as Value;
    return isFields(value) ? sessionIn(value, memory) : null;
  } catch {
    return null;
  }
}

export function writeSession<B>(assignment: Assignment, session: Session<B>): void {
  if (isWork(assignment)) writeFileSync(pathOf(assignment), JSON.stringify(session), { mode: 0o600 });
}

/**
 * What a call begins with: a conversation to go on with, or none. `basis` is that of the work itself: a repair belongs to
 * the work that it mends.
 */
export type Past<B> = Readonly<{ id: string | null; basis: string; before: B; interrupted: boolean }>;

export const anew = <B>(past: Past<B>, { left }: Memory<B>): Past<B> => ({
  ...past,
  id: null,
  before: left(past.before),
  interrupted: false,
});

/** What the run had heard of the call before it died is counted there already. */
function missedOf<B extends Untold>(known: Session<B>, assignment: Assignment, memory: Memory<B>): B {
  const before = memory.withMissed(known, assignment);
  const counted = assignment.counted?.get(known.epoch);
  if (counted === undefined) return before;
  return { ...before, untold: beyond(before.untold, counted) };
}

/** Who reports tells what nobody told before as well: its end may come too late for the run to hear it. */
export const reportingAll =
  (report: (usage: Usage) => void, { untold }: Untold) =>
  (usage: Usage): void =>
    report({ ...plus(usage, untold), costUsd: usage.costUsd });

/** The conversation to go on with: for a repair the one that gave the answer, else one that a former epoch was cut off in. */
export function pastOf<B extends Untold>(assignment: Assignment, memory: Memory<B>): Past<B> {
  const known = readSession(assignment, memory);
  const { repair, epoch } = assignment;
  const basis = basisOf(assignment);
  if (known === null) {
    const id = repair?.session ?? "";
    return { id: memory.isId.test(id) ? id : null, basis, before: memory.fresh, interrupted: false };
  }
  const before = known.state === "open" ? missedOf(known, assignment, memory) : known.before;
  const past: Past<B> = { id: known.id, basis: known.basis, before, interrupted: true };
  if (repair !== undefined)
    return repair.session === known.id ? { ...past, interrupted: false } : anew({ ...past, basis }, memory);
  // Whose files are still there was cut after its answer, and only has to give it again.
  const isOpen = known.state !== "over" || mustGoOn(assignment);
  const goesOn = isOpen && known.epoch < epoch && known.basis === basis;
  return goesOn ? past : anew({ ...past, basis }, memory);
}
