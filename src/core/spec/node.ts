/** The author's file as a tree in which every node knows its place. */
import type { Span } from "./diagnostic.ts";

export type ScalarNode = Readonly<{ kind: "scalar"; value: null | boolean | number | string; span: Span }>;
export type ListNode = Readonly<{ kind: "list"; items: readonly Node[]; span: Span }>;
export type Pair = Readonly<{ key: string; keySpan: Span; value: Node }>;
export type MapNode = Readonly<{ kind: "map"; pairs: ReadonlyMap<string, Pair>; span: Span }>;
export type Node = ScalarNode | ListNode | MapNode;
