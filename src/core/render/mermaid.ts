/** The graph of a run as a Mermaid diagram: small enough to be drawn, legible in light and dark, and nothing in it but labels. */
import { lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Board, Line } from "../view/board.ts";
import type { Row } from "../view/outline.ts";
import { iconOf } from "./board-words.ts";

export type Size = Readonly<{ nodes: number; lines: number }>;

/** A comment is looked at in passing; more than this of a summary takes seconds to be drawn, and 500 lines are refused. */
export const COMMENT_SIZE: Size = { nodes: 40, lines: 80 };
export const SUMMARY_SIZE: Size = { nodes: 150, lines: 300 };
const MAX_LABEL = 40;

/** Everything else is written as its number, so that no text ends a label or starts a command. */
const label = (text: string): string =>
  Array.from(oneLine(text, MAX_LABEL), (char) =>
    /[\p{L}\p{N} _.,/-]/u.test(char) ? char : `#${char.codePointAt(0) ?? 63};`,
  ).join("");

type Look = "ok" | "bad" | "run" | "wait" | "gate";

function lookOf({ status, type }: Row): Look {
  switch (status) {
    case "success":
      return "ok";
    case "failure":
      return "bad";
    case "running":
      return "run";
    case "waiting":
      return type === "approval" ? "gate" : "wait";
    default:
      return "wait";
  }
}

const CLASSES = [
  "  classDef ok fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
  "  classDef bad fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-width:2px",
  "  classDef run fill:#ddf4ff,stroke:#0969da,color:#1f2328",
  "  classDef wait fill:#f6f8fa,stroke:#59636e,color:#1f2328,stroke-dasharray:4 3",
  "  classDef gate fill:#fff8c5,stroke:#9a6700,color:#1f2328",
  "  linkStyle default stroke:#818b98",
];

function nodeLine(row: Row, name: string): string {
  const took =
    row.startedAt === null || row.finishedAt === null || row.reused
      ? ""
      : lengthText(row.finishedAt - row.startedAt);
  const second = [row.agent ?? "", took]
    .filter((part) => part !== "")
    .map(label)
    .join(" · ");
  const text = `${iconOf(row)} ${label(row.id)}${second === "" ? "" : `<br/>${second}`}`;
  const [open, close] = row.type === "approval" ? ["{{", "}}"] : ["[", "]"];
  return `  ${name}${open}"${text}"${close}:::${lookOf(row)}`;
}

function drawn(rows: readonly Row[], lines: readonly Line[]): string {
  const names = new Map(rows.map((row, index) => [row.id, `t${index + 1}`]));
  const arrows = lines.flatMap(({ from, to, kind }) => {
    const [a, b] = [names.get(from), names.get(to)];
    return a === undefined || b === undefined ? [] : [`  ${a} ${kind === "needs" ? "-->" : "-.->"} ${b}`];
  });
  // A link style without a link is an error.
  const classes = arrows.length === 0 ? CLASSES.slice(0, -1) : CLASSES;
  return [
    "flowchart LR",
    ...rows.map((row) => nodeLine(row, names.get(row.id) ?? "t0")),
    ...arrows,
    ...classes,
  ].join("\n");
}

const fits = (rows: readonly Row[], lines: readonly Line[], size: Size): boolean => {
  const ids = new Set(rows.map(({ id }) => id));
  return (
    rows.length <= size.nodes &&
    lines.filter(({ from, to }) => ids.has(from) && ids.has(to)).length <= size.lines
  );
};

/** All tasks, or without what is inside groups where that is too many; null where that is too many as well. */
export function mermaid({ model, lines }: Board, size: Size): string | null {
  const rows = model.rows.filter(({ role, status }) => role === "task" || status !== "pending");
  if (fits(rows, lines, size)) return rows.length === 0 ? null : drawn(rows, lines);
  const outer = rows.filter(({ depth }) => depth === 0);
  return outer.length > 0 && fits(outer, lines, size) ? drawn(outer, lines) : null;
}
