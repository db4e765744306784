/** Secrets leave an entry before it is written; the words that the machine itself gave it stay. */
import { isFields, isList, type Fields, type Value } from "../base/value.ts";
import type { Redactor } from "../guard/redact.ts";
import type { RunEvent } from "./event.ts";

/** Names, digests and words of our own: a short secret that equals one of them must not break the journal. */
const OURS: ReadonlySet<string> = new Set([
  "type",
  "task",
  "kind",
  "status",
  "output",
  "fingerprint",
  "shown",
  "answer",
  "list",
  "pick",
  "tasks",
  "trust",
  "saw",
  "writer",
  "conclusion",
  "running",
  "rerun",
  "signal",
  "group",
  "limit",
  "usage",
  "commit",
  "tree",
  "base",
  "head",
  "heads",
  "bundle",
  "legs",
  "level",
]);
/** Either a word of ours or something that holds foreign text deeper down. */
const MIXED: ReadonlySet<string> = new Set(["reason", "because"]);

function cleaned(value: Value, redactor: Redactor): Value {
  if (isList(value)) return value.map((item) => cleaned(item, redactor));
  if (!isFields(value)) return typeof value === "string" ? redactor.text(value) : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const kept = OURS.has(key) || (MIXED.has(key) && !isFields(item));
      return [key, kept ? item : cleaned(item, redactor)];
    }),
  );
}

/** What people and agents wrote into these is theirs down to the names of its fields, whatever those are. */
function foreignIn(event: RunEvent, redactor: Redactor): Fields | null {
  if (event.type === "gate.answered") {
    const { by, fields, reason } = event;
    return { ...event, by: redactor.text(by), fields: redactor.value(fields), reason: redactor.text(reason) };
  }
  return event.type === "task.delegated" ? { ...event, tasks: redactor.value(event.tasks) } : null;
}

/** Those in which others speak; all other words are ours. */
const SPOKEN: ReadonlySet<RunEvent["type"]> = new Set([
  "task.expanded",
  "task.delegated",
  "task.repaired",
  "task.reported",
  "task.failed",
  "gate.answered",
]);

export function cleanEvent(event: RunEvent, redactor: Redactor): RunEvent {
  if (!redactor.active && !SPOKEN.has(event.type)) return event;
  return (foreignIn(event, redactor) ?? cleaned(event, redactor)) as Value & RunEvent;
}
