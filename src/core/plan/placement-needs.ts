/** What a machine must be given so that certain tasks can run on it: declared secrets, and the keys of the models. */
import { references } from "../expression/references.ts";
import { parseTemplate } from "../expression/template.ts";
import type { Plan, Task } from "./plan.ts";

/** Patterns included, from which tasks are made while the plan runs. */
function deep(tasks: readonly Task[]): readonly Task[] {
  const found: Task[] = [];
  const queue = [...tasks];
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    found.push(task);
    const { work } = task;
    if (work.type === "for_each") queue.push(...work.body);
    else if (work.type === "delegate") queue.push(work.collect, ...work.team);
    else if (work.type === "autonomous") queue.push(work.ask, ...work.team);
  }
  return found;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Null: nobody can say which, so it may be any. */
function namedIn(text: string): ReadonlySet<string> | null {
  const template = parseTemplate(text);
  if (!template.ok) return NO_NAMES;
  const found = template.value.parts.flatMap((part) =>
    part.kind === "expression" ? references(part.expression) : [],
  );
  const names = new Set<string>();
  for (const { root, path, dynamic } of found) {
    const steps =
      root === "secrets" ? path : root === "context" && path[0] === "secrets" ? path.slice(1) : null;
    if (root === "context" && path.length === 0 && dynamic) return null;
    if (steps === null) continue;
    const [name] = steps;
    if (name === undefined) return null;
    names.add(name);
  }
  return names;
}

/** Names of declared secrets that these tasks ask for, in the order in which they are declared. */
export function secretsOf(plan: Plan, tasks: readonly Task[]): readonly string[] {
  const declared = plan.secrets.map(({ name }) => name);
  if (declared.length === 0) return [];
  const texts = deep(tasks).flatMap(({ env }) => Object.values(env));
  const named = texts.map(namedIn);
  return declared.filter((name) => named.some((names) => names === null || names.has(name)));
}

/** Whoever is named only while the plan runs may be any agent of it. */
const anybody = (task: Task): boolean => task.work.type === "delegate" && task.work.team.length === 0;

export type Model = Readonly<{ runner: string; model: string | null }>;

/** Who plays the agents of these tasks, each once. */
export function modelsOf(plan: Plan, tasks: readonly Task[]): readonly Model[] {
  const all = deep([...tasks, ...(plan.settings.onConflict === undefined ? [] : [plan.settings.onConflict])]);
  const found: Model[] = [];
  for (const { work, fallback } of all) {
    if (work.type !== "agent") continue;
    found.push({ runner: work.runner, model: work.model ?? null });
    if (fallback !== undefined)
      found.push({ runner: fallback.runner ?? work.runner, model: fallback.model ?? work.model ?? null });
  }
  if (all.some(anybody)) {
    const [usual] = found;
    const others = Object.values(plan.agents).map(({ runner, model }) => ({
      runner: runner ?? usual?.runner ?? "claude",
      model: model ?? null,
    }));
    found.push(...others);
  }
  const seen = new Set<string>();
  return found.filter((one) => {
    const key = JSON.stringify([one.runner, one.model]);
    return !seen.has(key) && seen.add(key);
  });
}
