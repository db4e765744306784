/** Foreign text inside Markdown of ours: it can say anything and do nothing - no link, no mention, no image, no closing word, no fence. */
import { cut } from "../base/cut.ts";
import { oneLine, sanitised } from "../guard/sanitise.ts";

/** Joins nothing that a reader sees, and parts what the platform would make a link of. */
const APART = "\u200d";
/** A pipe ends a cell of a table also inside code, whatever stands before it. */
const PIPE = "\u2502";

const ACTIVE = /[\\`*_[\]<>~&$]/g;

const parted = (text: string): string =>
  text
    .replaceAll("@", `@${APART}`)
    .replace(/#(?=\d)/g, `#${APART}`)
    .replace(/(gh)-(?=\d)/gi, `$1${APART}-`)
    .replaceAll("://", `:${APART}//`)
    .replace(/(www)\./gi, `$1${APART}.`);

/** One line of words. */
export const inline = (text: string, limit: number): string =>
  parted(oneLine(text, limit).replaceAll("|", PIPE)).replace(ACTIVE, "\\$&");

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

/** One line as code. */
export function code(text: string, limit = 120): string {
  const words = oneLine(text, limit).replaceAll("|", PIPE);
  if (words === "") return "";
  const fence = "`".repeat(longestRun(words) + 1);
  const space = words.startsWith("`") || words.endsWith("`") ? " " : "";
  return `${fence}${space}${words}${space}${fence}`;
}

/** The last lines of a text, as they are; `more` counts those that were left out. */
export function tail(
  text: string,
  lines: number,
  width: number,
): Readonly<{ lines: readonly string[]; more: number }> {
  const all = sanitised(text).trim().split("\n");
  const shown = lines === 0 ? [] : all.slice(-lines);
  return { lines: shown.map((line) => cut(line, width)), more: all.length - shown.length };
}

export function fenced(lines: readonly string[]): string {
  const body = lines.join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}text\n${body}\n${fence}`;
}

/** For the names of folded parts, where Markdown is not read. */
export const html = (text: string, limit: number): string =>
  parted(oneLine(text, limit)).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
