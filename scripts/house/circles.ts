/** Circles in a directed graph: the strongly connected components with more than one node, or with an arrow to itself. */

type Frame = { node: string; next: number };
type Walk = {
  index: Map<string, number>;
  low: Map<string, number>;
  open: string[];
  onStack: Set<string>;
  found: string[][];
};

function enter(walk: Walk, node: string): Frame {
  walk.low.set(node, walk.index.size);
  walk.index.set(node, walk.index.size);
  walk.open.push(node);
  walk.onStack.add(node);
  return { node, next: 0 };
}

function lower(walk: Walk, node: string, value: number | undefined): void {
  walk.low.set(node, Math.min(walk.low.get(node) ?? 0, value ?? 0));
}

function leave(walk: Walk, graph: ReadonlyMap<string, ReadonlySet<string>>, node: string): void {
  if (walk.low.get(node) !== walk.index.get(node)) return;
  const members = walk.open.splice(walk.open.lastIndexOf(node));
  for (const member of members) walk.onStack.delete(member);
  if (members.length > 1 || graph.get(node)?.has(node) === true) walk.found.push(members.toSorted());
}

/** Tarjan's walk with a stack of its own, so that a long chain cannot exhaust the call stack. */
export function circles(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const walk: Walk = { index: new Map(), low: new Map(), open: [], onStack: new Set(), found: [] };
  for (const start of graph.keys()) {
    if (walk.index.has(start)) continue;
    const path = [enter(walk, start)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = [...(graph.get(top.node) ?? [])][top.next++];
      if (to === undefined) {
        leave(walk, graph, top.node);
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) lower(walk, parent.node, walk.low.get(top.node));
      } else if (!walk.index.has(to)) path.push(enter(walk, to));
      else if (walk.onStack.has(to)) lower(walk, top.node, walk.index.get(to));
    }
  }
  return walk.found;
}
