/** What Claude Code's conversations are known by, and what has to be remembered of them to count the next call right. */
import { dirname, join } from "node:path";
import { type Fields, isFields, type Value } from "../../core/base/value.ts";
import { type Before, bothSeen, counter, FRESH, type Seen, UNSEEN } from "./claude-usage.ts";
import { eventsIn } from "./lines.ts";
import { type Memory, usageIn } from "./session.ts";
import { NOTHING, plus } from "./usage.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const seenOf = (value: Value | undefined): Seen =>
  isFields(value)
    ? { finished: usageIn(value["finished"], NOTHING), all: usageIn(value["all"], NOTHING) }
    : UNSEEN;

const beforeIn = (fields: Fields): Before => ({
  kept: usageIn(fields["kept"], NOTHING),
  unsure: seenOf(fields["unsure"]),
  untold: usageIn(fields["untold"], NOTHING),
});

/** What the transcript of a call shows that nobody lived to count. */
function seenIn(path: string): Seen {
  const count = counter();
  for (const { event, parent_tool_use_id: owner } of eventsIn(path, '"stream_event"'))
    if (isFields(event)) count.take(event, String(owner));
  return count.seen();
}

export const MEMORY: Memory<Before> = {
  isId: UUID,
  fresh: FRESH,
  beforeIn,
  withMissed({ before, log }, { scratch }) {
    const seen = seenIn(join(dirname(scratch), log));
    const { kept, unsure, untold } = before;
    return { kept, unsure: bothSeen(unsure, seen), untold: plus(untold, seen.all) };
  },
  left: ({ untold }) => ({ ...FRESH, untold }),
};
