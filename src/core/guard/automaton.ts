/** Finds many texts in one pass, in time that grows with the text alone, however the searched texts overlap. */
import type { Form } from "./secret-forms.ts";

/** Start inclusive, end exclusive; intervals neither touch nor overlap and stand in order. */
export type Interval = Readonly<{ start: number; end: number }>;

/** `held` is how much of the end may still become a match when more text follows. */
export type Finding = Readonly<{ intervals: readonly Interval[]; held: number }>;

type Node = { next: Map<number, Node>; fail: Node | null; depth: number; reach: number; right: number };

const node = (depth: number): Node => ({ next: new Map(), fail: null, depth, reach: 0, right: 0 });

function grow(root: Node, form: Form): void {
  let at = root;
  for (let index = 0; index < form.text.length; index += 1) {
    const code = form.text.charCodeAt(index);
    let next = at.next.get(code);
    if (next === undefined) {
      next = node(at.depth + 1);
      at.next.set(code, next);
    }
    at = next;
  }
  at.reach = Math.max(at.reach, form.text.length + form.left);
  at.right = Math.max(at.right, form.right);
}

function step(root: Node, from: Node, code: number): Node {
  let at: Node | null = from;
  while (at !== null) {
    const next = at.next.get(code);
    if (next !== undefined) return next;
    at = at.fail;
  }
  return root;
}

/** Breadth first, so that the shorter node that a node falls back to is always finished before it. */
function link(root: Node): void {
  const queue: Node[] = [root];
  for (const parent of queue) {
    for (const [code, child] of parent.next) {
      const fallback = parent.fail === null ? root : step(root, parent.fail, code);
      child.fail = fallback;
      child.reach = Math.max(child.reach, fallback.reach);
      child.right = Math.max(child.right, fallback.right);
      queue.push(child);
    }
  }
}

function add(intervals: Interval[], start: number, end: number): void {
  let from = start;
  for (let last = intervals.at(-1); last !== undefined && last.end >= from; last = intervals.at(-1)) {
    from = Math.min(from, last.start);
    intervals.pop();
  }
  intervals.push({ start: from, end });
}

export type Automaton = (text: string) => Finding;

export function automaton(forms: readonly Form[]): Automaton {
  const root = node(0);
  for (const form of forms) if (form.text !== "") grow(root, form);
  link(root);
  return (text) => {
    const intervals: Interval[] = [];
    let at = root;
    for (let index = 0; index < text.length; index += 1) {
      at = step(root, at, text.charCodeAt(index));
      if (at.reach > 0) add(intervals, Math.max(0, index + 1 - at.reach), index + 1 + at.right);
    }
    return { intervals, held: at.depth };
  };
}
