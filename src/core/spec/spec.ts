/** What the author wrote, in the one canonical form: plain values under canonical keys, and a way from each to its place. */
import type { AgentDefinition } from "../base/agent.ts";
import type { Fields, Value } from "../base/value.ts";
import type { Role } from "../base/vocabulary.ts";
import type { Span } from "./diagnostic.ts";
import type { MapNode, Node } from "./node.ts";
import { aliasesOf } from "./fields.ts";

/** Which of the three ways of writing was used; after reading, only messages care. */
export type Form = "tasks" | "steps" | "template";

export type Branch = "then" | "else" | "all";

/** One task, step, handler or template entry. Nested steps are tasks of their own, after their group, with a `parent`. */
export type SpecTask = Readonly<{
  id: string;
  /** Place in `Spec.tasks`. */
  index: number;
  role: Role;
  parent?: Readonly<{ id: string; branch: Branch }>;
  /** Canonical: `persona-request` has become `agent`, `git-operation` `git`. */
  type: string;
  dependencies: readonly string[];
  /**
   * Every key that was written (also `id`, `type`, `dependencies`), canonical and checked against the table of fields.
   * Durations are seconds; a value that holds an expression is still the string as written. Nested steps are not in
   * here: `then_steps`, `else_steps` and `steps` are lists of ids.
   */
  fields: Fields;
  node: MapNode;
}>;

export type InputType = "string" | "number" | "integer" | "boolean" | "list" | "object";

export type InputField = Readonly<{
  name: string;
  type: InputType;
  required: boolean;
  default?: Value;
  description: string;
  /** The only values allowed, if given. */
  enum?: readonly Value[];
}>;

export type OutputField = Readonly<{ name: string; value: string; required: boolean }>;

export type SecretField = Readonly<{ name: string; env: string }>;

export type Spec = Readonly<{
  form: Form;
  text: string;
  root: MapNode;
  name: string;
  description: string;
  /** `settings`, canonical, as written: defaults are filled in by `compile`. */
  settings: Fields;
  inputs: ReadonlyMap<string, InputField>;
  /** `context.variables`; values may hold expressions. */
  variables: Fields;
  secrets: readonly SecretField[];
  /** Agents defined in the file itself. */
  agents: ReadonlyMap<string, AgentDefinition>;
  /** In file order, nested steps right after their group; then `finally`, then hooks. */
  tasks: readonly SpecTask[];
  outputs: readonly OutputField[];
  /** All other keys of the workflow, canonical: `version`, `metadata`, `on`, `effects`, … */
  fields: Fields;
}>;

export type Path = readonly (string | number)[];

function child(node: Node, step: string | number): Node | undefined {
  if (node.kind === "list") return typeof step === "number" ? node.items[step] : undefined;
  if (node.kind === "map") return typeof step === "string" ? pairOf(node, step)?.value : undefined;
  return undefined;
}

/** The pair under a canonical key, also if it was written under one of the key's aliases. */
export function pairOf(node: MapNode, key: string): { keySpan: Span; value: Node } | undefined {
  const direct = node.pairs.get(key);
  if (direct !== undefined) return direct;
  for (const alias of aliasesOf(key)) {
    const pair = node.pairs.get(alias);
    if (pair !== undefined) return pair;
  }
  return undefined;
}

/** The deepest node on the path that was really written: values that were lowered or filled in have no place of their own. */
export function nodeAt(node: Node, path: Path): Node {
  let here = node;
  for (const step of path) {
    const next = child(here, step);
    if (next === undefined) return here;
    here = next;
  }
  return here;
}

/** `spanOf(task, "dependencies", 0)`: where a value of a task stands; where the task's id stands if nothing is named. */
export function spanOf(task: SpecTask, ...path: (string | number)[]): Span {
  if (path.length === 0) return idSpan(task);
  const node = nodeAt(task.node, path);
  return node === task.node ? idSpan(task) : node.span;
}

/** Where a key of a task stands; where its id stands if the key was not written. */
export const keySpanOf = (task: SpecTask, key: string): Span =>
  pairOf(task.node, key)?.keySpan ?? idSpan(task);

/** The same for workflow-level values: `workflowSpan(spec, "settings", "timeout")`. */
export function workflowSpan(spec: Spec, ...path: (string | number)[]): Span {
  const node = nodeAt(spec.root, path);
  return node === spec.root ? firstKey(spec.root) : node.span;
}

function idSpan(task: SpecTask): Span {
  const named = task.node.pairs.get("id") ?? pairOf(task.node, "agent");
  return named?.value.span ?? firstKey(task.node);
}

/** A whole map is too much to underline: its first key stands for it. */
export function firstKey(node: MapNode): Span {
  for (const pair of node.pairs.values()) return pair.keySpan;
  return node.span;
}

/** Where an input is declared; where inputs would be declared for one that is not. */
export function inputSpan(spec: Spec, name: string): Span {
  const pair = pairOf(spec.root, "inputs");
  if (pair === undefined) return pairOf(spec.root, "name")?.value.span ?? firstKey(spec.root);
  const declared = pair.value.kind === "map" ? pair.value.pairs.get(name) : undefined;
  return declared?.keySpan ?? pair.keySpan;
}

/** Where a variable is set, under `context` or, in the `steps` form, at the top. */
export function variableSpan(spec: Spec, name: string): Span {
  for (const path of [["context", "variables"], ["variables"]]) {
    const node = nodeAt(spec.root, path);
    const pair = node.kind === "map" ? node.pairs.get(name) : undefined;
    if (pair !== undefined) return pair.value.span;
  }
  return firstKey(spec.root);
}
