/** Why an effect is not applied: every reason with its sentence and what helps, in one table. */
import { oneLine } from "../guard/sanitise.ts";

export const REFUSALS = {
  malformed: {
    sentence: "it is not as an effect has to be",
    hint: "`agent-orchestrator schema effects` prints how each kind looks",
  },
  undeclared: {
    sentence: "nobody declared that it may be written",
    hint: "name it under `effects` of the workflow and of the task",
  },
  many: { sentence: "there are more of them than declared", hint: "raise the number under `effects`" },
  label: { sentence: "the label is not in the workflow's list", hint: "add it to `effects.labels`" },
  empty: { sentence: "nothing readable is in it", hint: "look at what the task was asked for" },
  secret: {
    sentence: "it holds a secret, or the mark of one that was struck out (***)",
    hint: "keep secrets from agents; write bold italics as **_x_**",
  },
  large: { sentence: "all effects together are too large", hint: "ask the tasks for less" },
  path: {
    sentence: "it names a path that no repository should have",
    hint: "look at what the task was asked for",
  },
  protected: {
    sentence: "the result changes protected files",
    hint: "name such a file exactly in `effects.allowed_paths`, or leave it to people",
  },
  outside: {
    sentence: "the result changes files outside of the allowed ones",
    hint: "widen `effects.allowed_paths`",
  },
  mode: {
    sentence: "the result makes or changes links, submodules or modes of files",
    hint: "only plain files can be delivered",
  },
  size: { sentence: "the result is too large", hint: "split the work, or push its branch yourself" },
  uncommitted: {
    sentence: "the run began with changes that were not committed",
    hint: "commit them, and run again",
  },
  branch: { sentence: "the name of the branch is none", hint: "change `effects.pull_request.branch`" },
  unreadable: { sentence: "the result could not be read", hint: "run again; the work is kept in the run" },
} as const satisfies Readonly<Record<string, Readonly<{ sentence: string; hint: string }>>>;

export type Reason = keyof typeof REFUSALS;

export type Refusal = Readonly<{ reason: Reason; detail: string }>;

const LONGEST_DETAIL = 300;

export const refusal = (reason: Reason, detail = ""): Refusal => ({
  reason,
  detail: oneLine(detail, LONGEST_DETAIL),
});

export const isReason = (text: string): text is Reason => Object.hasOwn(REFUSALS, text);

export function refusalText({ reason, detail }: Refusal): string {
  const { sentence, hint } = REFUSALS[reason];
  return `${sentence}${detail === "" ? "" : ` (${detail})`}; ${hint}`;
}
