/** What a run waits for from outside: questions that people have not answered yet, or a quota that has to come back. */
import type { Digest, Millis, RunId, TaskId } from "../base/brand.ts";
import { isoText } from "../base/instant.ts";
import { unreachable } from "../base/never.ts";
import { typeWords } from "../base/typed.ts";
import type { Fields } from "../base/value.ts";
import type { PauseReason } from "../journal/event.ts";
import type { QuestionField } from "../plan/plan.ts";
import { validAnswer } from "../run/gates.ts";
import type { Answered } from "../run/holdings.ts";
import type { RunState, TaskState } from "../run/state.ts";
import { SHORT_DIGEST, shownIn, type Shown } from "./question.ts";

export type Pending = Readonly<{
  id: TaskId;
  /** The digest of what is shown. */
  shown: Digest;
  since: Millis;
  /** Null where the store has lost it. */
  question: Shown | null;
  /** An answer that counts, but that whoever drives the run has not taken yet. */
  answer: Answered | null;
}>;

/** What lies in the store under a digest, as text. */
export type ReadText = (name: Digest) => string | null;

function pendingGate(state: RunState, task: TaskState, read: ReadText): Pending | null {
  const gate = state.gates.get(task.task.id);
  if (gate === undefined || gate.shown === "" || task.phase !== "open" || task.settled !== null) return null;
  const { shown, since } = gate;
  const text = read(shown);
  const question = text === null ? null : shownIn(text);
  return { id: task.task.id, shown, since, question, answer: validAnswer(state, task) };
}

/** In the order of their tasks. */
export function pendingGates(state: RunState, read: ReadText): readonly Pending[] {
  const indexes = [...state.gates.keys()].flatMap((id) => state.byId.get(id) ?? []).sort((a, b) => a - b);
  return indexes.flatMap((index) => {
    const task = state.tasks[index];
    return (task === undefined ? null : pendingGate(state, task, read)) ?? [];
  });
}

const PLAIN = /^[A-Za-z0-9._/@:-]+$/;
const quoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

const filling = ({ name, type }: QuestionField): string =>
  ` --field ${quoted(`${name}=<${typeWords(type)}>`)}`;

const PROGRAM = "agent-orchestrator";

/** What to type; fields that must be filled in stand there as blanks. */
export function answerCommands(
  run: RunId | string,
  gate: Pending,
): Readonly<{ approve: string; reject: string }> {
  const words = `${run} ${quoted(gate.id)}`;
  const blanks = (gate.question?.fields ?? []).filter(
    (field) => field.required && field.default === undefined,
  );
  const digest = gate.shown.slice(0, SHORT_DIGEST);
  return {
    approve: `${PROGRAM} approve ${words} ${digest}${blanks.map(filling).join("")}`,
    reject: `${PROGRAM} reject ${words} --reason ${quoted("<why>")}`,
  };
}

const fieldFields = ({ enum: allowed, default: standard, ...field }: QuestionField): Fields => ({
  ...field,
  ...(standard === undefined ? {} : { default: standard }),
  ...(allowed === undefined ? {} : { enum: allowed }),
});

/** The same for programs. */
export function gateFields(run: RunId | string, gate: Pending): Fields {
  const { question, answer } = gate;
  return {
    id: gate.id,
    prompt: question?.prompt ?? null,
    fields: (question?.fields ?? []).map(fieldFields),
    approvers: question?.approvers ?? [],
    digest: gate.shown.slice(0, SHORT_DIGEST),
    since: isoText(gate.since),
    ...(answer === null
      ? {}
      : { answered: { verdict: answer.verdict, by: answer.by, at: isoText(answer.at) } }),
    ...answerCommands(run, gate),
  };
}

/** Why a run was left, as a half-sentence. */
export function pauseText(reason: PauseReason): string {
  switch (reason.kind) {
    case "gates":
      return `waits for an answer to ${reason.tasks.join(", ")}`;
    case "quota":
      return `waits for the quota of ${reason.pool}${reason.until === null ? "" : ` until ${isoText(reason.until)}`}`;
    default:
      return unreachable(reason);
  }
}
