/** Rows whose columns stand under each other, also with colour and with characters that are two cells wide. */

const COLOR = new RegExp("\u001b\\[[0-9;]*m", "g");
/** Within functions, since reading a class of Unicode takes a while and few runs need one. */
const isWide = (point: string): boolean =>
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    point,
  );
const isZero = (point: string): boolean => /\p{Mn}|\u200d|\ufe0f/u.test(point);

/** Narrower than this, words would stand one below the other. */
export const MIN_WRAP = 20;

/** Cells that a terminal uses for a text. */
export function cells(text: string): number {
  let sum = 0;
  for (const point of text.replace(COLOR, "")) {
    if (point <= "\u02ff") sum += 1;
    else if (!isZero(point)) sum += isWide(point) ? 2 : 1;
  }
  return sum;
}

export const padded = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - cells(text)));

/** Breaks between words where there is room for a few; the lines after the first are set in. */
export function wrapped(text: string, width: number, indent: number): string {
  if (width < MIN_WRAP || cells(text) <= width) return text;
  let used = 0;
  let out = "";
  for (const word of text.split(" ")) {
    const size = cells(word);
    const fits = used === 0 || used + 1 + size <= width;
    if (used > 0) out += fits ? " " : `\n${" ".repeat(indent)}`;
    out += word;
    used = fits ? used + size + (used === 0 ? 0 : 1) : size;
  }
  return out;
}

export type CellRow = readonly string[];

/** The last column keeps its own length; columns that are empty everywhere take no room. */
export function aligned(rows: readonly CellRow[], gap = 2): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((text, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cells(text));
    });
  }
  return rows.map((row) => {
    const parts = row.flatMap((text, at) =>
      (widths[at] ?? 0) === 0 ? [] : [padded(text, (widths[at] ?? 0) + gap)],
    );
    return parts.join("").trimEnd();
  });
}
