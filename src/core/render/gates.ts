/** Questions that wait for people, for the end of a run and for its status: what is asked, of whom, and what to type. */
import type { Millis, RunId } from "../base/brand.ts";
import { lengthText } from "../base/instant.ts";
import { typeWords } from "../base/typed.ts";
import { oneLine, sanitised } from "../guard/sanitise.ts";
import type { QuestionField } from "../plan/plan.ts";
import { SHORT_DIGEST, type Shown } from "../view/question.ts";
import { answerCommands, type Pending } from "../view/waiting.ts";
import type { Style } from "./paint.ts";

/** A longer question is cut; all of it is in `status --json`. */
export const MAX_PROMPT_LINES = 20;
const MAX_WORDS = 120;
/** More questions than this are counted. */
export const MAX_GATES = 10;

function promptLines(question: Shown | null, style: Style): readonly string[] {
  if (question === null) return ["    | what was shown is not in the store any more"];
  const lines = sanitised(question.prompt).trim().split("\n");
  const shown = lines.slice(0, MAX_PROMPT_LINES).map((line) => `    ${style.paint("cyan", "|")} ${line}`);
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `    | … and ${more} more lines`] : shown;
}

function fieldLine(field: QuestionField): string {
  const facts = [
    field.enum === undefined
      ? typeWords(field.type)
      : field.enum.map((each) => JSON.stringify(each)).join(" or "),
    ...(field.default === undefined ? [] : [`default ${JSON.stringify(field.default)}`]),
    ...(field.required && field.default === undefined ? ["required"] : []),
  ].join(", ");
  const about = field.description === "" ? "" : `: ${field.description}`;
  return `    field ${oneLine(`${field.name} (${facts})${about}`, MAX_WORDS)}`;
}

function approversText(question: Shown | null): string {
  const approvers = question?.approvers ?? [];
  return approvers.length === 0 ? "everybody who may write" : oneLine(approvers.join(", "), MAX_WORDS);
}

function gateLines(gate: Pending, run: RunId | string, style: Style, now: Millis): readonly string[] {
  const { paint, unicode } = style;
  const { question, answer } = gate;
  const commands = answerCommands(run, gate);
  const since = `asked ${lengthText(now - gate.since)} ago, digest ${gate.shown.slice(0, SHORT_DIGEST)}`;
  const head = `  ${paint("yellow", unicode ? "◇" : "?")} ${paint("bold", gate.id)}`;
  if (answer !== null) {
    const word = answer.verdict === "approve" ? "approved" : "rejected";
    return ["", `${head}  ${word} by ${oneLine(answer.by, MAX_WORDS)}, not taken up yet`];
  }
  return [
    "",
    `${head} waits for an answer  ${paint("dim", since)}`,
    ...promptLines(question, style),
    ...(question?.fields ?? []).map(fieldLine),
    `    may be answered by ${approversText(question)}`,
    `    ${paint("dim", "approve:")} ${commands.approve}`,
    `    ${paint("dim", "reject: ")} ${commands.reject}`,
  ];
}

/** One block a question, each after an empty line; nothing if there are none. */
export function gatesText(gates: readonly Pending[], run: RunId | string, style: Style, now: Millis): string {
  const shown = gates.slice(0, MAX_GATES);
  const more = gates.length - shown.length;
  const rest =
    more > 0 ? ["", `  and ${more} more: agent-orchestrator status ${run} --json shows all of them`] : [];
  return [...shown.flatMap((gate) => gateLines(gate, run, style, now)), ...rest]
    .map((line) => `${line}\n`)
    .join("");
}
