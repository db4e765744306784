/** The comment of a run on a pull request: line one says it all, and what does not fit is left out in fixed steps that are told. */
import { cut } from "../base/cut.ts";
import type { Board } from "../view/board.ts";
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
import { markLine, type CommentMark } from "./comment-mark.ts";
import { COMMENT_SIZE, mermaid } from "./mermaid.ts";

/** The platform refuses 65,536; the rest is for what we do not know. */
export const MAX_COMMENT = 60_000;

type Room = Readonly<{ tails: number; diagram: boolean; rows: Rows }>;

/** From everything to the least that is still of use. */
const ROOMS: readonly Room[] = [
  { tails: 20, diagram: true, rows: "all" },
  { tails: 8, diagram: true, rows: "all" },
  { tails: 0, diagram: true, rows: "all" },
  { tails: 0, diagram: false, rows: "all" },
  { tails: 0, diagram: false, rows: "unsuccessful" },
  { tails: 0, diagram: false, rows: 100 },
  { tails: 0, diagram: false, rows: 0 },
];

export const folded = (title: string, body: string): string =>
  `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;

function body(shown: Board, around: Around, room: Room, withDiagram: boolean): string {
  const drawing = room.diagram && withDiagram ? mermaid(shown, COMMENT_SIZE) : null;
  const parts = [
    `### ${titleLine(shown)}`,
    shown.model.conclusion === null ? factsLine(shown, around) : "",
    actionLines(shown, around).join("\n"),
    table(shown, room.rows),
    ...failureBlocks(shown, room.tails),
    ...(room.tails === 0 && shown.model.conclusion === "failure" ? [shortened(around)] : []),
    drawing === null ? "" : folded("Diagram", `\`\`\`mermaid\n${drawing}\n\`\`\``),
    footLine(shown, around),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

const shortened = ({ url }: Around): string =>
  `This is shortened: ${url === null ? "the log" : `[the run](${url})`} holds the rest.`;

/** A comment that is new is sent to everybody by mail, where a diagram is only its source: `isFirst` leaves it out. */
export function commentBody(
  shown: Board,
  around: Around,
  mark: CommentMark,
  isFirst: boolean,
  limit = MAX_COMMENT,
): string {
  const head = `${markLine(mark)}\n`;
  for (const room of ROOMS.filter(({ rows }) => mayFit(shown, rows, limit))) {
    const text = `${head}${body(shown, around, room, !isFirst)}\n`;
    if (text.length <= limit) return text;
  }
  return cut(`${head}### ${titleLine(shown)}\n\n${shortened(around)}\n`, limit);
}

/** The same words, whichever run and however often: what was sent already is not sent again. */
export const withoutMark = (text: string): string => text.slice(text.indexOf("\n") + 1);
