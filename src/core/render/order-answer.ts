/** What is answered to an order in a comment: one comment that says what came of the last one. */
import { code, inline } from "./markdown-text.ts";

export type Standing = Readonly<{
  name: string;
  status: string;
  conclusion: string | null;
  title: string;
  url: string | null;
}>;

export const MAX_STANDINGS = 30;

const SIGNS: Readonly<Record<string, string>> = {
  success: "✅",
  failure: "❌",
  cancelled: "⛔",
  timed_out: "⏱️",
  action_required: "✋",
  skipped: "⏭️",
};

const rowOf = ({ name, status, conclusion, title, url }: Standing): string => {
  const words = url === null ? code(name) : `[${code(name)}](${url})`;
  return `| ${conclusion === null ? "⏳" : (SIGNS[conclusion] ?? "•")} | ${words} | ${inline(conclusion ?? status, 40)} | ${inline(title, 200)} |`;
};

export function standingText(all: readonly Standing[]): string {
  if (all.length === 0) return "No run of a workflow is known for this commit.";
  const more = all.length > MAX_STANDINGS ? [`\n${all.length - MAX_STANDINGS} more not shown.`] : [];
  return [
    "| | Workflow | State | |",
    "|---|---|---|---|",
    ...all.slice(0, MAX_STANDINGS).map(rowOf),
    ...more,
  ].join("\n");
}

/** `words` are our own; `order` and `by` are not. */
export const answerText = (order: string, by: string, words: string): string =>
  `${code(order, 120)} by ${code(by, 60)}\n\n${words}\n`;
