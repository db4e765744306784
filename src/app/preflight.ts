/** Everything that would stop a run half-way and can be known before it starts: said at once, before anything is spent. */
import { references } from "../core/expression/references.ts";
import { parseTemplate } from "../core/expression/template.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Agent, Lack } from "../ports/agent.ts";
import { everyTask } from "./every-task.ts";
import { performing, runnerOf } from "./performer.ts";

export type Obstacle = Readonly<{
  kind: "feature" | "runner" | "secret";
  message: string;
  hint: string;
  /** As its runner would mend it. */
  mend?: NonNullable<Lack["mend"]>;
}>;

/** Types that can be written and checked, and that a run would have to ignore: better refused than promised. */
const PLANNED_TYPES: ReadonlySet<string> = new Set(["message"]);

const later = (what: string): Obstacle => ({
  kind: "feature",
  message: `${what} can be planned but not run by this version`,
  hint: "`plan` shows the graph; take this part out, or run a version that has it",
});

/** `types` are those that plugins have added. */
export function unsupported(plan: Plan, types: ReadonlySet<string> = NO_TYPES): readonly Obstacle[] {
  return everyTask(plan).flatMap(({ id, work }): readonly Obstacle[] => {
    if (PLANNED_TYPES.has(work.type)) return [later(`task "${id}": type "${work.type}"`)];
    if (work.type !== "plugin" || types.has(work.plugin)) return [];
    return [
      {
        kind: "feature",
        message: `task "${id}": no plugin gives the type "${work.plugin}"`,
        hint: "name the module that has it in settings.plugins, or correct the type",
      },
    ];
  });
}

const NO_TYPES: ReadonlySet<string> = new Set();

/** The secrets that some task's environment asks for. A declared one that nobody uses stands in nobody's way. */
function usedSecrets(plan: Plan): ReadonlySet<string> {
  const texts = everyTask(plan).flatMap(({ env }) => Object.values(env));
  const expressions = texts.flatMap((text) => {
    const template = parseTemplate(text);
    return template.ok
      ? template.value.parts.flatMap((part) => ("expression" in part ? [part.expression] : []))
      : [];
  });
  const named = expressions.flatMap((expression) => references(expression));
  return new Set(named.flatMap(({ root, path }) => (root === "secrets" ? path.slice(0, 1) : [])));
}

export function missingSecrets(plan: Plan, given: Readonly<Record<string, string>>): readonly Obstacle[] {
  const used = usedSecrets(plan);
  return plan.secrets
    .filter(({ name }) => used.has(name) && !Object.hasOwn(given, name))
    .map(({ name, env }) => ({
      kind: "secret",
      message: `secret ${name} is used, but the environment variable ${env} is not set`,
      hint: `set ${env}, or take ${name} out of the tasks that use it`,
    }));
}

/** Which runners the plan needs, each with the tasks that need it: those of agents that may step in as well. */
export function runnersOf(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, Set<string>>();
  const add = (runner: string | null, id: string): void => {
    if (runner === null) return;
    const tasks = needed.get(runner);
    if (tasks === undefined) needed.set(runner, new Set([id]));
    else tasks.add(id);
  };
  for (const task of everyTask(plan)) {
    add(runnerOf(task), task.id);
    add(runnerOf(performing(plan, task, true)), task.id);
    if (task.verify?.some(({ kind }) => kind === "command") === true) add("command", task.id);
  }
  return new Map([...needed].map(([runner, tasks]) => [runner, [...tasks]]));
}

const SHOWN_TASKS = 3;

function whoNeeds(tasks: readonly string[]): string {
  const named = tasks.slice(0, SHOWN_TASKS).map((id) => `"${id}"`);
  const rest = tasks.length - named.length;
  return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

export async function missingRunners(
  plan: Plan,
  agents: ReadonlyMap<string, Agent>,
): Promise<readonly Obstacle[]> {
  const found: Obstacle[] = [];
  for (const [runner, tasks] of runnersOf(plan)) {
    const lack = (await agents.get(runner)?.ready()) ?? null;
    if (agents.has(runner) && lack === null) continue;
    const known = [...agents.keys()].join(", ");
    const { missing, ...rest } = lack ?? {
      missing: `there is no runner "${runner}"`,
      hint: `the runners are ${known}; try --runner scripted`,
    };
    found.push({ kind: "runner", message: `${whoNeeds(tasks)} cannot run: ${missing}`, ...rest });
  }
  return found;
}
