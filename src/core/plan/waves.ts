/** From what can be done now to legs: who goes together, how many there may be, and how they are called. */
import { fnv1a } from "../base/hash.ts";
import type { TaskId } from "../base/brand.ts";

/** A reusable workflow has so many places for waves, one after the other. */
export const MAX_WAVES = 8;
/** So many jobs a matrix may have. */
export const MAX_LEGS = 256;
export const LEG_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Writers of segments that are no legs. */
const OTHERS = /^(?:plan|finally|finish|local|advance-\d+|answer-.*)$/;

export const isLegId = (id: string): boolean => LEG_ID.test(id) && !OTHERS.test(id);

/** Of which no more than `size` may be at work at the same time. */
export type Pool = Readonly<{ name: string; size: number }>;

/** Tasks that are done one after the other in one place. */
export type Piece = Readonly<{
  tasks: readonly TaskId[];
  pools: readonly Pool[];
  /** How long it may take; all are taken to be alike where nobody knows. */
  seconds?: number;
}>;

export type Dealt = Readonly<{ id: string; tasks: readonly TaskId[]; pools: readonly string[] }>;

type Bin = { pieces: Piece[]; pools: Set<string>; seconds: number };

function put(bin: Bin, piece: Piece): void {
  bin.pieces.push(piece);
  bin.seconds += piece.seconds ?? 1;
  for (const { name } of piece.pools) bin.pools.add(name);
}

const least = (bins: readonly Bin[]): Bin | undefined =>
  bins.reduce<Bin | undefined>(
    (best, bin) => (best === undefined || bin.seconds < best.seconds ? bin : best),
    undefined,
  );

function united(bins: readonly Bin[]): Bin {
  const all: Bin = { pieces: [], pools: new Set(), seconds: 0 };
  for (const bin of bins) for (const piece of bin.pieces) put(all, piece);
  return all;
}

/** A pool's pieces lie in at most as many bins as it has places: within a bin they come one after the other. */
function deal(pieces: readonly Piece[]): Bin[] {
  let bins: Bin[] = [];
  for (const piece of pieces) {
    const full = piece.pools.filter(
      ({ name, size }) => bins.filter(({ pools }) => pools.has(name)).length >= Math.max(1, size),
    );
    const targets = new Set(
      full.flatMap(({ name }) => least(bins.filter(({ pools }) => pools.has(name))) ?? []),
    );
    const [only] = targets;
    const bin = targets.size === 1 && only !== undefined ? only : united([...targets]);
    if (bin !== only) bins = [...bins.filter((one) => !targets.has(one)), bin];
    put(bin, piece);
  }
  return bins;
}

/** Those beyond the limit join the others, one each in turn. */
function folded(bins: readonly Bin[], most: number): readonly Bin[] {
  if (bins.length <= most) return bins;
  return Array.from({ length: most }, (_, at) => united(bins.filter((_bin, index) => index % most === at)));
}

const LONGEST_NAME = 40;

const plainName = (id: string): string =>
  id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_NAME)
    .replaceAll(/^-|-$/g, "");

/** Read aloud, and the same whenever the same tasks are dealt again. */
function names(wave: number, firsts: readonly string[]): readonly string[] {
  const plain = firsts.map((id) => `w${wave}-${plainName(id)}`);
  return plain.map((name, at) => {
    const unique = plain.indexOf(name) === plain.lastIndexOf(name) && !name.endsWith("-");
    return unique
      ? name
      : `${name.replace(/-$/, "")}-${fnv1a(firsts[at] ?? "")
          .toString(16)
          .padStart(8, "0")}`;
  });
}

/** In the order in which the pieces came. */
export function legsOf(pieces: readonly Piece[], wave: number, most = MAX_LEGS): readonly Dealt[] {
  const order = new Map(pieces.map((piece, at) => [piece, at]));
  const placeOf = ({ pieces: [first] }: Bin): number => (first === undefined ? 0 : (order.get(first) ?? 0));
  const bins = [...folded(deal(pieces), most)].sort((a, b) => placeOf(a) - placeOf(b));
  const ids = names(
    wave,
    bins.map(({ pieces: [first] }) => first?.tasks[0] ?? ""),
  );
  return bins.map((bin, at) => ({
    id: ids[at] ?? "",
    tasks: bin.pieces.flatMap(({ tasks }) => tasks),
    pools: [...bin.pools],
  }));
}
