/** The page of a run that is written once at its end: what the comment says, without its narrowness. */
import { byteLength } from "../base/cut.ts";
import { lengthText } from "../base/instant.ts";
import { tasksOf, type Board } from "../view/board.ts";
import type { Row } from "../view/outline.ts";
import {
  actionLines,
  factsLine,
  failureBlocks,
  footLine,
  mayFit,
  table,
  titleLine,
  type Around,
  type Rows,
} from "./board-page.ts";
import { plural } from "./board-words.ts";
import { code, inline } from "./markdown-text.ts";
import { mermaid, SUMMARY_SIZE } from "./mermaid.ts";

export const MAX_TIMELINE = 60;
const WIDTH = 40;
const BLOCKS = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/** A bar from its start to its end, in eighths of a sign. */
function bar(row: Row, from: number, span: number): string {
  if (row.startedAt === null || row.finishedAt === null || span <= 0) return "";
  const eighths = (millis: number): number => Math.round((millis / span) * WIDTH * 8);
  const [start, length] = [
    Math.floor(eighths(row.startedAt - from) / 8),
    Math.max(1, eighths(row.finishedAt - row.startedAt)),
  ];
  const rest = length % 8;
  return `${"\u00b7".repeat(start)}${"█".repeat(Math.floor(length / 8))}${rest === 0 ? "" : (BLOCKS[rest - 1] ?? "")}`;
}

function timeline({ model }: Board): string {
  const { startedAt, finishedAt } = model;
  const rows = tasksOf(model).filter(
    (row) => row.startedAt !== null && row.finishedAt !== null && !row.reused,
  );
  if (startedAt === null || finishedAt === null || rows.length < 2) return "";
  const shown = rows.slice(0, MAX_TIMELINE);
  const more = rows.length - shown.length;
  const lines = shown.map((row) => {
    const took = lengthText((row.finishedAt ?? 0) - (row.startedAt ?? 0));
    return `| ${code(row.id, 80)} | ${code(bar(row, startedAt, finishedAt - startedAt))} | ${took} |`;
  });
  const rest = more > 0 ? [`\n${plural(more, "task")} more not shown.`] : [];
  return ["### When", "", "| Task | | Time |", "|---|---|--:|", ...lines, ...rest].join("\n");
}

const drawing = (shown: Board): string => {
  const text = mermaid(shown, SUMMARY_SIZE);
  return text === null ? "" : `\`\`\`mermaid\n${text}\n\`\`\``;
};

const SHORTENED =
  "This is shortened: `agent-orchestrator status` shows all of it where the run's state lies.";

/** `notes` are what was not done, and why: on a fork, without a permission. */
export function summaryPage(
  shown: Board,
  around: Around,
  notes: readonly string[],
  maxBytes: number,
): string {
  const head = [`# ${titleLine(shown)}`, ...notes.map((note) => `> [!NOTE]\n> ${inline(note, 600)}`)];
  const page = (parts: readonly string[]): string =>
    `${[...head, ...parts].filter((part) => part !== "").join("\n\n")}\n`;
  const most = [factsLine(shown, around), actionLines(shown, around).join("\n")];
  const foot = footLine(shown, around);
  const tries: readonly (readonly [rows: Rows, parts: () => readonly string[]])[] = [
    ["all", () => [table(shown, "all"), drawing(shown), ...failureBlocks(shown, 20), timeline(shown)]],
    ["unsuccessful", () => [table(shown, "unsuccessful"), ...failureBlocks(shown, 8)]],
    [100, () => [table(shown, 100)]],
    [0, () => [table(shown, 0)]],
  ];
  for (const [rows, parts] of tries) {
    const text = mayFit(shown, rows, maxBytes)
      ? page([...most, ...parts(), foot, rows === "all" ? "" : SHORTENED])
      : null;
    if (text !== null && byteLength(text) <= maxBytes) return text;
  }
  return page([SHORTENED]);
}
