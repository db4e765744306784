/** What was asked of people in a run, and what came of it, in the order of time. */
import { isoText } from "../core/base/instant.ts";
import type { Entry } from "../core/journal/event.ts";
import { SHORT_DIGEST, shownIn } from "../core/view/question.ts";
import type { Wanted } from "./attempt-logs.ts";
import { readText } from "./run-document.ts";
import type { StoredRun } from "./stored-run.ts";

type GateEntry = Extract<Entry, { type: `gate.${string}` }>;

/** `key` stands for the entry it was made from. */
export type GateLog = Readonly<{ key: string; entry: GateEntry; lines: readonly string[] }>;

const isGate = (entry: Entry): entry is GateEntry => entry.type.startsWith("gate.");

function asked(run: StoredRun, entry: Extract<GateEntry, { type: "gate.requested" }>): readonly string[] {
  const text = readText(run.artifacts)(entry.shown);
  const prompt = text === null ? undefined : shownIn(text)?.prompt;
  const lines = (prompt ?? "what was shown is not in the store any more").trim().split("\n");
  const head = `${isoText(entry.at)} asked, digest ${entry.shown.slice(0, SHORT_DIGEST)}:`;
  return [head, ...lines.map((line) => `  ${line}`)];
}

function linesOf(run: StoredRun, entry: GateEntry): readonly string[] {
  const at = isoText(entry.at);
  switch (entry.type) {
    case "gate.requested":
      return asked(run, entry);
    case "gate.answered": {
      const { verdict, by, answer, fields, reason, shown } = entry;
      const filled = Object.keys(fields).length === 0 ? "" : ` with ${JSON.stringify(fields)}`;
      const why = reason === "" ? "" : `: ${reason}`;
      return [
        `${at} ${verdict} by ${by} (answer ${answer}, to ${shown.slice(0, SHORT_DIGEST)})${filled}${why}`,
      ];
    }
    case "gate.accepted":
      return [`${at} answer ${entry.answer} counts`];
    default:
      return [`${at} nobody answered, which counts as ${entry.verdict}`];
  }
}

/** Whoever takes the run up puts an open question again; it is shown once. */
function again(before: readonly GateEntry[], entry: GateEntry): boolean {
  const last = before.findLast(({ task, type }) => task === entry.task && type !== "gate.answered");
  return entry.type === "gate.requested" && last?.type === "gate.requested" && last.shown === entry.shown;
}

export function gateLogs(run: StoredRun, wanted: Wanted): readonly GateLog[] {
  const found = run.segments
    .flatMap(({ header, entries }) =>
      entries
        .filter(isGate)
        .map((entry) => ({ key: `${header.epoch}/${header.writer}/${entry.seq}`, entry })),
    )
    .filter(({ entry }) => wanted === null || wanted.has(entry.task))
    .sort((a, b) => a.entry.at - b.entry.at);
  const entries = found.map(({ entry }) => entry);
  return found.map(({ key, entry }, at) => ({
    key,
    entry,
    lines: again(entries.slice(0, at), entry)
      ? [`${isoText(entry.at)} asked again, as before`]
      : linesOf(run, entry),
  }));
}
