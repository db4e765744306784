/** Questions to people: what was asked and since when, what was answered, and which answer counts. */
import { millis, type Millis, type TaskId } from "../base/brand.ts";
import { unreachable } from "../base/never.ts";
import type { Entry, Header } from "../journal/event.ts";
import { answerIssues } from "./answer-check.ts";
import type { Answered, Chapter, Gate } from "./holdings.ts";
import type { RunState, TaskState } from "./state.ts";

type GateEntry = Extract<Entry, { type: `gate.${string}` }>;

function gateOf(state: RunState, task: TaskId): Gate {
  const known = state.gates.get(task);
  if (known !== undefined) return known;
  const gate: Gate = { shown: "", since: millis(0), story: [], answers: [], taken: new Set() };
  state.gates.set(task, gate);
  return gate;
}

/** What is asked now: the last question, and since when it has been the same without having been decided. */
function tell(gate: Gate, chapter: Chapter): void {
  const { story } = gate;
  const known = story.some(({ epoch, seq }) => epoch === chapter.epoch && seq === chapter.seq);
  if (!known) story.push(chapter);
  story.sort((a, b) => a.epoch - b.epoch || a.seq - b.seq);
  const last = story.findLastIndex(({ shown }) => shown !== "");
  const asked = story[last];
  if (asked === undefined) return;
  let first = asked;
  for (let at = last; story[at]?.shown === asked.shown; at -= 1) first = story[at] ?? first;
  gate.shown = asked.shown;
  gate.since = first.at;
}

/** In whichever order: an answer may be folded before its question, and both before what the owner made of them. */
export function applyGate(state: RunState, { epoch }: Header, entry: GateEntry): void {
  const gate = gateOf(state, entry.task);
  const { seq, at } = entry;
  const isVoid = epoch < state.heardSince;
  switch (entry.type) {
    case "gate.requested":
      return isVoid ? undefined : tell(gate, { epoch, seq, at, shown: entry.shown });
    case "gate.answered": {
      const { seq: _seq, type: _type, task: _task, ...answered } = entry;
      gate.answers.push(answered);
      return;
    }
    case "gate.accepted":
      gate.taken.add(entry.answer);
      return isVoid ? undefined : tell(gate, { epoch, seq, at, shown: "" });
    case "gate.expired":
      return isVoid ? undefined : tell(gate, { epoch, seq, at, shown: "" });
    default:
      return unreachable(entry);
  }
}

/** The first answer to what is asked now that holds. */
export function validAnswer(state: RunState, task: TaskState): Answered | null {
  const gate = state.gates.get(task.task.id);
  const { work } = task.task;
  if (gate === undefined || gate.shown === "" || work.type !== "approval") return null;
  const { shown, taken } = gate;
  const deadline = gateDeadline(state, task);
  // Silence had the last word then, also where nobody was there to say so.
  const inTime = ({ at }: Answered): boolean => deadline === null || at < deadline;
  const fits = (answer: Answered): boolean =>
    inTime(answer) && !taken.has(answer.answer) && answerIssues(work, answer, shown).length === 0;
  return gate.answers.find(fits) ?? null;
}

/** When silence has lasted long enough; without a limit, never. */
export function gateDeadline(state: RunState, task: TaskState): Millis | null {
  const gate = state.gates.get(task.task.id);
  const { timeout } = task.task;
  return gate === undefined || gate.shown === "" || timeout === undefined
    ? null
    : millis(gate.since + timeout);
}

export const isGate = (task: TaskState): boolean => task.task.work.type === "approval";
