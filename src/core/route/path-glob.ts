/** Patterns of paths as filters of GitHub write them, matched in a time that only their lengths decide. */

export const MAX_PATTERN = 200;
/** Longer paths match nothing. */
export const MAX_PATH = 4096;

/** `dirs` is any number of folders with the slash behind them, or none. */
type Piece = Readonly<{ kind: "is"; char: string } | { kind: "some" | "any" | "dirs" }>;

/** These mean something else to GitHub than to most people. */
const UNCLEAR = /[?+[\]]/;

export function patternFault(pattern: string): string | null {
  if (pattern === "" || pattern === "!") return "it is empty";
  if (pattern.length > MAX_PATTERN) return `it has more than ${MAX_PATTERN} characters`;
  return UNCLEAR.test(pattern) ? "only * and ** have a meaning, and ! in front" : null;
}

function pieces(pattern: string): readonly Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? "";
    if (char !== "*") found.push({ kind: "is", char });
    else if (pattern[at + 1] !== "*") found.push({ kind: "some" });
    else {
      const isDirs = pattern[at + 2] === "/" && (at === 0 || pattern[at - 1] === "/");
      found.push({ kind: isDirs ? "dirs" : "any" });
      at += isDirs ? 2 : 1;
    }
  }
  return found;
}

/** Where a match can stand without taking a character. `inside[at]`: within the folders of a `dirs`. */
function settle(places: Uint8Array, all: readonly Piece[]): void {
  for (const [at, piece] of all.entries()) if (places[at] === 1 && piece.kind !== "is") places[at + 1] = 1;
}

function step(now: Uint8Array, inside: Uint8Array, all: readonly Piece[], char: string) {
  const [next, nextInside] = [new Uint8Array(now.length), new Uint8Array(now.length)];
  for (const [at, piece] of all.entries()) {
    const isHere = now[at] === 1;
    if (piece.kind === "is" && isHere && piece.char === char) next[at + 1] = 1;
    else if (piece.kind === "any" && isHere) next[at] = 1;
    else if (piece.kind === "some" && isHere && char !== "/") next[at] = 1;
    else if (piece.kind === "dirs" && (isHere || inside[at] === 1)) {
      nextInside[at] = 1;
      if (char === "/") next[at + 1] = 1;
    }
  }
  settle(next, all);
  return { next, nextInside };
}

function pathMatches(path: string, pattern: string): boolean {
  if (path.length > MAX_PATH) return false;
  const all = pieces(pattern);
  let now = new Uint8Array(all.length + 1);
  let inside = new Uint8Array(all.length + 1);
  now[0] = 1;
  settle(now, all);
  for (const char of path) ({ next: now, nextInside: inside } = step(now, inside, all, char));
  return now[all.length] === 1;
}

/** Later patterns win over earlier ones; one with `!` takes away. */
export function isWanted(path: string, patterns: readonly string[]): boolean {
  let wanted = false;
  for (const pattern of patterns) {
    const takes = pattern.startsWith("!");
    if (wanted === takes && pathMatches(path, takes ? pattern.slice(1) : pattern)) wanted = !takes;
  }
  return wanted;
}
