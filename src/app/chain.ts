/** Workflows written in code: tasks, and chains between them, become the same document that a file holds. */
import { nearest } from "../core/base/nearest.ts";
import { plainValue } from "../core/base/plain.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, isList, type Fields, type Value } from "../core/base/value.ts";

/** Characters of a workflow: as many as a file may have. */
export const MOST_CHARACTERS = 256 * 1024;

/** A task as a file would hold it. */
export type ChainTask = Fields & Readonly<{ id: string }>;

/** From all of `from` to each of `to`. */
export type Link = Readonly<{
  from: readonly string[];
  to: readonly string[];
  when?: string;
  /** The id of the task that takes over, or who else tries. */
  fallback?: string | Fields;
}>;

export type Chain = Readonly<{ tasks: readonly ChainTask[]; links: readonly Link[] }>;

/** The words that a chain writes; each may stand in a task under another name as well. */
export const ALSO_CALLED: Readonly<Record<string, string>> = {
  needs: "dependencies",
  depends_on: "dependencies",
  if: "condition",
  when: "condition",
};

/** A copy of what an author wrote, under canonical names where chains look at it. */
export function plainFields(written: unknown, what: string): Result<Fields, string> {
  const plain = plainValue(written, MOST_CHARACTERS);
  if (!plain.ok) return err(`${what} must be plain data: ${plain.error}`);
  return isFields(plain.value) ? ok(plain.value) : err(`${what} must be an object`);
}

export function chainTask(id: unknown, written: unknown): Result<ChainTask, string> {
  if (typeof id !== "string" || id === "") return err("a task needs an id that is text");
  const keys = plainFields(written, `the task "${id}"`);
  if (!keys.ok) return keys;
  const own = keys.value["id"];
  if (own !== undefined && own !== id) return err(`the task "${id}" has another id, ${JSON.stringify(own)}`);
  const entries: [string, Value][] = [["id", id]];
  for (const [key, value] of Object.entries(keys.value)) {
    const name = Object.hasOwn(ALSO_CALLED, key) ? (ALSO_CALLED[key] ?? key) : key;
    if (name !== "id" && entries.some(([before]) => before === name))
      return err(`the task "${id}" has "${name}" twice`);
    if (name !== "id") entries.push([name, value]);
  }
  return ok({ ...Object.fromEntries(entries), id });
}

type Building = Map<string, Fields>;

const list = (value: Value | undefined): readonly Value[] =>
  isList(value) ? value : value === undefined || value === null ? [] : [value];

function unknown(tasks: Building, id: string): string {
  const close = nearest(id, tasks.keys());
  const help = close === undefined ? "" : `; did you mean "${close}"?`;
  return `there is no task "${id}"${help}`;
}

function collected(chains: readonly Chain[]): Result<Building, string> {
  const tasks: Building = new Map();
  for (const task of chains.flatMap((chain) => chain.tasks)) {
    const known = tasks.get(task.id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(task))
      return err(`two tasks are called "${task.id}"`);
    tasks.set(task.id, task);
  }
  return ok(tasks);
}

/** Both must hold if two links lead to one task. */
function both(before: Value | undefined, when: string): string {
  return before === undefined ? when : `(${String(before)}) && (${when})`;
}

function linked(tasks: Building, { from, to, when }: Link, seen: Set<string>): string | null {
  for (const id of to) {
    const task = tasks.get(id);
    if (task === undefined) return unknown(tasks, id);
    for (const need of from) {
      if (!tasks.has(need)) return unknown(tasks, need);
      if (need === id) return `"${id}" is linked to itself`;
      const key = JSON.stringify([need, id]);
      if (seen.has(key)) return `"${need}" is linked to "${id}" twice`;
      seen.add(key);
    }
    const dependencies = [...new Set([...list(task["dependencies"]), ...from])];
    const condition = when === undefined ? {} : { condition: both(task["condition"], when) };
    tasks.set(id, { ...task, dependencies, ...condition });
  }
  return null;
}

/** A task can take over from one other only, so each further one gets a copy. */
function replaced(tasks: Building, { to, fallback }: Link): string | null {
  for (const [place, id] of to.entries()) {
    const task = tasks.get(id);
    if (task === undefined || fallback === undefined) continue;
    if (task["fallback"] !== undefined) return `"${id}" has a fallback already`;
    if (typeof fallback !== "string") {
      tasks.set(id, { ...task, fallback });
      continue;
    }
    const spare = tasks.get(fallback);
    if (spare === undefined) return unknown(tasks, fallback);
    if (fallback === id) return `"${id}" cannot take over from itself`;
    const name = place === 0 ? fallback : `${fallback}-for-${id}`;
    if (place > 0 && tasks.has(name)) return `two tasks are called "${name}"`;
    tasks.set(name, { ...spare, id: name });
    tasks.set(id, { ...task, fallback: { task: name } });
  }
  return null;
}

function circleIn(tasks: Building): string | null {
  const done = new Set<string>();
  const needsOf = (id: string): readonly string[] =>
    list(tasks.get(id)?.["dependencies"]).filter(
      (need): need is string => typeof need === "string" && tasks.has(need),
    );
  for (const start of tasks.keys()) {
    const path = [{ id: start, rest: [...needsOf(start)] }];
    for (let here = path.at(-1); here !== undefined && !done.has(start); here = path.at(-1)) {
      const next = here.rest.pop();
      if (next === undefined) {
        done.add(here.id);
        path.pop();
        continue;
      }
      const place = path.findIndex(({ id }) => id === next);
      if (place >= 0) {
        const ring = path.slice(place).map(({ id }) => id);
        return `the tasks wait for each other in a circle: ${[next, ...ring.toReversed()].join(" → ")}`;
      }
      if (!done.has(next)) path.push({ id: next, rest: [...needsOf(next)] });
    }
  }
  return null;
}

/** The canonical document; in code a mistake is one sentence, and the rules judge the rest. */
export function chainDocument(
  name: string,
  written: unknown,
  chains: readonly Chain[],
): Result<Fields, string> {
  const keys = plainFields(written, `the workflow "${name}"`);
  if (!keys.ok) return keys;
  for (const key of ["name", "tasks", "steps"])
    if (keys.value[key] !== undefined)
      return err(`the workflow "${name}" gets its ${key} from its own arguments`);
  const collection = collected(chains);
  if (!collection.ok) return collection;
  const tasks = collection.value;
  const seen = new Set<string>();
  for (const link of chains.flatMap(({ links }) => links)) {
    const wrong = linked(tasks, link, seen);
    if (wrong !== null) return err(wrong);
  }
  for (const link of chains.flatMap(({ links }) => links)) {
    const wrong = replaced(tasks, link);
    if (wrong !== null) return err(wrong);
  }
  const circle = circleIn(tasks);
  if (circle !== null) return err(circle);
  return ok({ name, ...keys.value, tasks: [...tasks.values()] });
}
