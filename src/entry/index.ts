/** The door for code: builds workflows here, and asks the program itself for plans. */
import { dirname, join } from "node:path";
import {
  chainDocument,
  chainTask,
  plainFields,
  type Chain as Built,
  type ChainTask,
  type Link,
} from "../app/chain.ts";
import type { Result } from "../core/base/result.ts";
import type { Fields } from "../core/base/value.ts";
import { load } from "./code-cache.ts";
import type { PlanRequest } from "./plan-request.ts";
import type * as Program from "./program.ts";

/** The program itself is compiled by hand, so it cannot import anything. */
const importModule = (url: string): Promise<unknown> =>
  import(/* webpackIgnore: true */ url) as Promise<unknown>;

type Named = ChainTask | string;
type Other = Named | Readonly<{ agent?: string; model?: string; runner?: string }>;

export type Chain = Readonly<{
  to: (...tasks: readonly Named[]) => Chain;
  when: (condition: string | boolean) => Chain;
  fallback: (other: Other) => Chain;
}>;

export type PlanOptions = Omit<Partial<PlanRequest>, "document">;

export type Workflow = Readonly<{
  name: string;
  toDocument: () => Fields;
  toJSON: () => Fields;
  plan: (options?: PlanOptions) => Promise<Fields>;
}>;

type Finding = Readonly<{ code: string; severity: "error" | "warning"; message: string }>;

/** A mistake of who wrote the code. */
export class WorkflowError extends Error {
  readonly findings: readonly Finding[];

  constructor(message: string, findings: readonly Finding[] = []) {
    super(message);
    this.name = "WorkflowError";
    this.findings = findings;
  }
}

function valueOf<T>(result: Result<T, string>): T {
  if (result.ok) return result.value;
  throw new WorkflowError(result.error);
}

/** Chains are known by what they were built from, not by their shape: a task may have any keys. */
const chains = new WeakMap<object, Built>();

const idOf = (named: Named): string => (typeof named === "string" ? named : named.id);
const taskOf = (named: Named): readonly ChainTask[] => (typeof named === "string" ? [] : [named]);

function named(tasks: readonly Named[], where: string): readonly Named[] {
  if (tasks.length === 0) throw new WorkflowError(`${where}() needs at least one task`);
  const stranger = tasks.find(
    (one) => typeof one !== "string" && typeof (one as Partial<ChainTask> | null)?.id !== "string",
  );
  if (stranger !== undefined) throw new WorkflowError(`${where}() takes tasks and their ids`);
  return tasks;
}

type Growing = Readonly<{ built: Built; from: readonly string[]; last: Link | null }>;

function chain({ built, from, last }: Growing): Chain {
  const changed = (where: string, more: Partial<Link>, tasks: readonly ChainTask[] = []): Chain => {
    if (last === null) throw new WorkflowError(`${where}() comes after to()`);
    const said = Object.keys(more).find((key) => Object.hasOwn(last, key));
    if (said !== undefined) throw new WorkflowError(`${where}() is said twice of one link`);
    const next = { ...last, ...more };
    const links = [...built.links.slice(0, -1), next];
    return chain({ built: { tasks: [...built.tasks, ...tasks], links }, from, last: next });
  };
  const made: Chain = Object.freeze({
    to(...tasks: readonly Named[]) {
      const to = named(tasks, "to").map(idOf);
      const link: Link = { from: last?.to ?? from, to };
      const all = [...built.tasks, ...tasks.flatMap(taskOf)];
      return chain({ built: { tasks: all, links: [...built.links, link] }, from, last: link });
    },
    when: (condition: string | boolean) => changed("when", { when: String(condition) }),
    fallback(other: Other) {
      const isTask = typeof other === "string" || "id" in other;
      if (isTask) return changed("fallback", { fallback: idOf(other) }, taskOf(other));
      return changed("fallback", { fallback: valueOf(plainFields(other, "fallback()")) });
    },
  });
  chains.set(made, built);
  return made;
}

export const task = (id: string, keys: Readonly<Record<string, unknown>> = {}): ChainTask =>
  Object.freeze(valueOf(chainTask(id, keys)));

export function link(...tasks: readonly Named[]): Chain {
  const all = named(tasks, "link");
  return chain({ built: { tasks: all.flatMap(taskOf), links: [] }, from: all.map(idOf), last: null });
}

async function planOf(document: Fields, options: PlanOptions): Promise<Fields> {
  const { exports } = load(join(__dirname, "program.js"), null, "");
  const program = exports as typeof Program;
  const { directory = process.cwd(), inputs = {}, strict = false, runner } = options;
  const request = { document, directory, inputs, strict, ...(runner === undefined ? {} : { runner }) };
  const planned = await program.planned(request, { root: dirname(__dirname), load: importModule });
  if (planned.ok) return planned.value;
  throw new WorkflowError(planned.error.text, planned.error.findings);
}

/** Everything is checked as soon as it is put together; what only the rules know is checked by `plan`. */
export function workflow(
  name: string,
  ...parts: readonly (Readonly<Record<string, unknown>> | ChainTask | Chain)[]
): Workflow {
  const [first, ...rest] = parts;
  const hasKeys =
    first !== undefined && !chains.has(first) && typeof (first as Partial<ChainTask>).id !== "string";
  const built = (hasKeys ? rest : parts).map((part): Built => {
    const known = chains.get(part);
    if (known !== undefined) return known;
    const { id, ...keys } = part as Readonly<Record<string, unknown>>;
    return { tasks: [valueOf(chainTask(id, keys))], links: [] };
  });
  const document = valueOf(chainDocument(name, hasKeys ? first : {}, built));
  return Object.freeze({
    name,
    toDocument: () => structuredClone(document),
    toJSON: () => document,
    plan: (options: PlanOptions = {}) => planOf(document, options),
  });
}
