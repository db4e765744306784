/** Foreign text made safe to show: nothing in it can move the cursor, recolour the screen, hide or reorder words. */

const ESC = "\u001b";
/** Commands with a body (title, link, clipboard): body and end included, but never past the line. */
const STRINGS = new RegExp(
  `(?:${ESC}[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u009c|${ESC}\\\\)?`,
  "g",
);
const SEQUENCES = new RegExp(`(?:${ESC}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`, "g");
const SHORT = new RegExp(`${ESC}[ -/]*[0-~]?`, "g");
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Text that is drawn in another order than it is stored, or not at all. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Keeps line breaks and tabs; a carriage return, which would overwrite what stands there, becomes a line break. */
export function sanitised(text: string): string {
  return text
    .replace(STRINGS, "")
    .replace(SEQUENCES, "")
    .replace(SHORT, "")
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS, "")
    .replace(INVISIBLE, "");
}

/** For places that have one line: breaks become spaces, and what is too long ends in an ellipsis. */
export function oneLine(text: string, limit: number): string {
  const line = sanitised(text).replace(/\s+/g, " ").trim();
  const points = line.length <= limit ? null : Array.from(line);
  return points === null || points.length <= limit
    ? line
    : `${points.slice(0, Math.max(0, limit - 1)).join("")}…`;
}
