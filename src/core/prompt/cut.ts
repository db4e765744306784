/** Texts that are too long keep their beginning and their end, and say how much is missing between them. */

const isFirstHalf = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isSecondHalf = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** No sign is cut in two: what would be half of one is left out as well. */
function head(text: string, length: number): string {
  const end = isFirstHalf(text.charCodeAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

function tail(text: string, length: number): string {
  const from = text.length - length;
  return text.slice(isSecondHalf(text.charCodeAt(from)) ? from + 1 : from);
}

export type Cut = Readonly<{ text: string; left: number }>;

/** `left` is how many characters are missing; 0 if the text is whole. */
export function shortened(text: string, limit: number): Cut {
  if (text.length <= limit) return { text, left: 0 };
  const half = Math.floor(limit / 2);
  const [first, last] = half === 0 ? ["", ""] : [head(text, half), tail(text, half)];
  const left = text.length - first.length - last.length;
  return { text: `${first}\n[… ${left} characters left out …]\n${last}`, left };
}

export const cut = (text: string, limit: number): string => shortened(text, limit).text;

/**
 * How much of each text is shown when all together may have `total`, and none more than `most`: short ones are shown whole, and
 * what they leave is shared evenly by the long ones.
 */
export function shares(lengths: readonly number[], most: number, total: number): readonly number[] {
  const wanted = lengths.map((length) => Math.min(length, most));
  const order = wanted.map((_, place) => place).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const given = wanted.map(() => 0);
  let rest = total;
  order.forEach((place, at) => {
    const share = Math.min(wanted[place] ?? 0, Math.floor(rest / (order.length - at)));
    given[place] = share;
    rest -= share;
  });
  return given;
}
