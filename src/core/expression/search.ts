/** Finding text in text in linear time: both sides may come from an agent. */

/** Up to this length the engine's own search cannot be made slow. */
const SHORT = 32;

/** Where `needle` first stands at or after `from`; -1 if nowhere. */
export function placeOf(text: string, needle: string, from = 0): number {
  if (needle.length <= SHORT) return text.indexOf(needle, from);
  return search(text, needle, borders(needle), from, 1)[0] ?? -1;
}

/** All places, not overlapping. */
export function placesOf(text: string, needle: string): readonly number[] {
  if (needle.length > SHORT) return search(text, needle, borders(needle), 0, Number.POSITIVE_INFINITY);
  const places: number[] = [];
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length))
    places.push(at);
  return places;
}

/** For every prefix, how long its longest proper prefix is that is also its suffix (Knuth, Morris, Pratt). */
function borders(needle: string): Int32Array {
  const table = new Int32Array(needle.length);
  let matched = 0;
  for (let at = 1; at < needle.length; at += 1) {
    while (matched > 0 && needle[at] !== needle[matched]) matched = table[matched - 1] ?? 0;
    if (needle[at] === needle[matched]) matched += 1;
    table[at] = matched;
  }
  return table;
}

function search(text: string, needle: string, table: Int32Array, from: number, most: number): number[] {
  const places: number[] = [];
  let matched = 0;
  for (let at = from; at < text.length; at += 1) {
    while (matched > 0 && text[at] !== needle[matched]) matched = table[matched - 1] ?? 0;
    if (text[at] === needle[matched]) matched += 1;
    if (matched === needle.length) {
      places.push(at - matched + 1);
      if (places.length === most) break;
      matched = 0;
    }
  }
  return places;
}

/** Keeps the cost of a pattern a constant for each character of the text. */
export const MAX_GLOB_LENGTH = 200;

/** `*` is any run of characters, `?` any one, `\` takes the next one as it is; the whole text must match. */
export function globMatches(text: string, pattern: string): boolean {
  const [head = [], ...rest] = pieces(pattern);
  if (!matchesAt(text, 0, head)) return false;
  const tail = rest.pop();
  if (tail === undefined) return text.length === head.length;
  let at = head.length;
  for (const piece of rest) {
    // The earliest place leaves the most room for what follows.
    while (at + piece.length <= text.length && !matchesAt(text, at, piece)) at += 1;
    at += piece.length;
  }
  const last = text.length - tail.length;
  return last >= at && matchesAt(text, last, tail);
}

type Piece = readonly (string | null)[];

/** What stands between the stars; null is any one character. */
function pieces(pattern: string): Piece[] {
  let current: (string | null)[] = [];
  const all = [current];
  for (let at = 0; at < pattern.length; at += 1) {
    const here = pattern[at] ?? "";
    if (here === "*") all.push((current = []));
    else if (here === "?") current.push(null);
    else if (here === "\\" && at + 1 < pattern.length) current.push(pattern[(at += 1)] ?? "");
    else current.push(here);
  }
  return all;
}

function matchesAt(text: string, at: number, piece: Piece): boolean {
  if (at + piece.length > text.length) return false;
  for (let step = 0; step < piece.length; step += 1) {
    const wanted = piece[step];
    if (wanted !== null && wanted !== text[at + step]) return false;
  }
  return true;
}
