/** Whether one thing comes before another in a graph, asked many times of a large one. */

type Edges = readonly (readonly number[])[];

/** A start that is asked about more often than this is worth a walk over everything behind it. */
const OFTEN = 8;

/** `before[x]` are the direct predecessors of x. Circles do no harm. */
export function reach(before: Edges): (from: number, to: number) => boolean {
  const asked = new Map<number, number>();
  const kept = new Map<number, Uint8Array>();
  let after: Edges | undefined;
  let level: Int32Array | undefined;
  return (from, to) => {
    if (before[to]?.includes(from) === true) return true;
    const marks = kept.get(from);
    if (marks !== undefined) return marks[to] === 1;
    const times = (asked.get(from) ?? 0) + 1;
    asked.set(from, times);
    if (times <= OFTEN) return found(before, (level ??= levels(before)), from, to);
    after ??= turned(before);
    const following = everything(after, from);
    kept.set(from, following);
    return following[to] === 1;
  };
}

/** How many steps lie before each at most; those in or behind a circle have no level and get -1. */
function levels(before: Edges): Int32Array {
  const level = new Int32Array(before.length).fill(-1);
  const open = Int32Array.from(before, (list) => list.length);
  const after = turned(before);
  const ready = before.flatMap((list, node) => (list.length === 0 ? [node] : []));
  for (const node of ready) level[node] = 0;
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    for (const next of after[node] ?? []) {
      open[next] = (open[next] ?? 0) - 1;
      if (open[next] !== 0) continue;
      level[next] = 1 + Math.max(...(before[next] ?? []).map((one) => level[one] ?? 0));
      ready.push(next);
    }
  }
  return level;
}

/** Walks back from `to`, never below the level of `from`. */
function found(before: Edges, level: Int32Array, from: number, to: number): boolean {
  const floor = level[from] ?? -1;
  const seen = new Set<number>();
  const open = [to];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const next of before[here] ?? []) {
      if (next === from) return true;
      const height = level[next] ?? -1;
      if (seen.has(next) || (height !== -1 && height <= floor)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}

function turned(before: Edges): Edges {
  const after: number[][] = before.map(() => []);
  before.forEach((list, later) => list.forEach((earlier) => after[earlier]?.push(later)));
  return after;
}

function everything(after: Edges, from: number): Uint8Array {
  const marks = new Uint8Array(after.length);
  const open = [from];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const next of after[here] ?? []) {
      if (marks[next] === 1) continue;
      marks[next] = 1;
      open.push(next);
    }
  }
  return marks;
}
