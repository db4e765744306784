/** Which conversation a task had, so that an attempt that was cut off can go on with it: written beside its other files. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Assignment } from "../../ports/agent.ts";
import { digestOf } from "../system/digest.ts";
import { type Before, bothSeen, counter, FRESH, NOTHING, plus, type Seen, UNSEEN } from "./claude-usage.ts";

/** `open` while somebody is at work or died at it; `halted` if it was asked to stop. */
type State = "open" | "halted" | "over";

export type Session = Readonly<{
  id: string;
  epoch: number;
  /** What was asked, by whom, with which rights: other work begins another conversation. */
  basis: string;
  state: State;
  log: string;
}> &
  Before;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Work of the attempt itself; a judge that looks at it has a conversation of its own, which nobody goes on with. */
const isWork = ({ part, repair }: Assignment): boolean => part === undefined || repair !== undefined;

const pathOf = ({ scratch }: Assignment): string => `${scratch}.session.json`;

export const basisOf = ({ prompt, agent, model, options, schema }: Assignment): string =>
  digestOf(JSON.stringify([prompt, agent, model ?? null, options, schema ?? null]));

function usageIn(value: Value | undefined): Usage {
  if (!isFields(value)) return NOTHING;
  const { inputTokens, outputTokens, costUsd } = value;
  return {
    inputTokens: typeof inputTokens === "number" ? inputTokens : 0,
    outputTokens: typeof outputTokens === "number" ? outputTokens : 0,
    costUsd: typeof costUsd === "number" ? costUsd : null,
  };
}

function sessionIn(fields: Fields): Session | null {
  const { id, epoch, basis, state, log } = fields;
  if (typeof id !== "string" || !UUID.test(id) || typeof epoch !== "number") return null;
  if (typeof basis !== "string" || typeof log !== "string" || log.includes("/")) return null;
  if (state !== "open" && state !== "halted" && state !== "over") return null;
  return {
    id,
    epoch,
    basis,
    state,
    log,
    kept: usageIn(fields["kept"]),
    unsure: seenOf(fields["unsure"]),
    untold: usageIn(fields["untold"]),
  };
}

function seenOf(value: Value | undefined): Seen {
  return isFields(value) ? { finished: usageIn(value["finished"]), all: usageIn(value["all"]) } : UNSEEN;
}

/** A file that is gone or broken is no loss: the work begins anew. */
export function readSession(assignment: Assignment): Session | null {
  if (!isWork(assignment)) return null;
  try {
    const value = JSON.parse(readFileSync(pathOf(assignment), "utf8")) as Value;
    return isFields(value) ? sessionIn(value) : null;
  } catch {
    return null;
  }
}

export function writeSession(assignment: Assignment, session: Session): void {
  if (isWork(assignment)) writeFileSync(pathOf(assignment), JSON.stringify(session), { mode: 0o600 });
}

/** What the transcript of a call shows that nobody lived to count. */
function seenIn(path: string): Seen {
  const count = counter();
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch {
    // Then nothing was seen.
  }
  for (const line of text.split("\n")) {
    if (!line.includes('"stream_event"')) continue;
    try {
      const value = JSON.parse(line) as Value;
      if (isFields(value) && isFields(value["event"]))
        count.take(value["event"], String(value["parent_tool_use_id"]));
    } catch {
      // The last line may be half a line.
    }
  }
  return count.seen();
}

/**
 * What a call begins with: a conversation to go on with, or none. `basis` is that of the work itself: a repair belongs to
 * the work that it mends.
 */
export type Past = Readonly<{ id: string | null; basis: string; before: Before; interrupted: boolean }>;

function beforeOf(assignment: Assignment, { kept, unsure, untold, state, log }: Session): Before {
  if (state !== "open") return { kept, unsure, untold: NOTHING };
  const seen = seenIn(join(dirname(assignment.scratch), log));
  return { kept, unsure: bothSeen(unsure, seen), untold: plus(untold, seen.all) };
}

/** Another conversation: nothing is known to it, but what nobody told has still to be told. */
export const anew = (past: Past): Past => ({
  ...past,
  id: null,
  before: { ...FRESH, untold: past.before.untold },
  interrupted: false,
});

/** The conversation to go on with: for a repair the one that gave the answer, else one that a former epoch was cut off in. */
export function pastOf(assignment: Assignment): Past {
  const known = readSession(assignment);
  const { repair, epoch } = assignment;
  const basis = basisOf(assignment);
  if (known === null) {
    const id = repair?.session ?? "";
    return { id: UUID.test(id) ? id : null, basis, before: FRESH, interrupted: false };
  }
  const past: Past = {
    id: known.id,
    basis: known.basis,
    before: beforeOf(assignment, known),
    interrupted: true,
  };
  if (repair !== undefined)
    return repair.session === known.id ? { ...past, interrupted: false } : anew({ ...past, basis });
  const goesOn = known.state !== "over" && known.epoch < epoch && known.basis === basis;
  return goesOn ? past : anew({ ...past, basis });
}
