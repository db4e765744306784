/** Everything that would stop a run half-way and can be known before it starts: said at once, before anything is spent. */
import { references } from "../core/expression/references.ts";
import { parseTemplate } from "../core/expression/template.ts";
import type { Plan, Task } from "../core/plan/plan.ts";
import type { Agent } from "../ports/agent.ts";

export type Obstacle = Readonly<{
  kind: "feature" | "runner" | "secret";
  message: string;
  hint: string;
}>;

/** Settings that are checked and planned, and that a run would silently ignore: better refused than promised. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  for_each: "fan-out",
  loop: "loops",
  delegate: "delegation",
  samples: "sampling",
  select: "sampling",
  verify: "verification",
  fallback: "fallbacks",
  concurrency: "limits across runs",
};

const PLANNED_TYPES: ReadonlySet<string> = new Set([
  "approval",
  "workflow",
  "git",
  "message",
  "loop",
  "plugin",
]);
const PLANNED_MODES: ReadonlySet<string> = new Set(["hierarchical", "autonomous"]);

const later = (what: string): Obstacle => ({
  kind: "feature",
  message: `${what} can be planned but not run by this version`,
  hint: "`plan` shows the graph; take this part out, or run a version that has it",
});

function taskObstacles({ id, work, extra }: Task): readonly Obstacle[] {
  const type = PLANNED_TYPES.has(work.type) ? [later(`task "${id}": type "${work.type}"`)] : [];
  const settings = Object.keys(extra).filter((key) => Object.hasOwn(UNSUPPORTED, key));
  return [...type, ...settings.map((key) => later(`task "${id}": ${key} (${UNSUPPORTED[key] ?? key})`))];
}

export function unsupported(plan: Plan): readonly Obstacle[] {
  const { mode, onFailure } = plan.settings;
  return [
    ...(PLANNED_MODES.has(mode) ? [later(`mode "${mode}"`)] : []),
    ...(onFailure === "rollback" ? [later("on_failure: rollback")] : []),
    ...plan.tasks.flatMap(taskObstacles),
  ];
}

/** The secrets that some task's environment asks for. A declared one that nobody uses stands in nobody's way. */
function usedSecrets(plan: Plan): ReadonlySet<string> {
  const texts = plan.tasks.flatMap(({ env }) => Object.values(env));
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

/** Which runners the plan needs, each with the tasks that need it. */
export function runnersOf(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, string[]>();
  for (const { id, work } of plan.tasks) {
    const runner = work.type === "agent" ? work.runner : work.type === "command" ? "command" : null;
    if (runner === null) continue;
    const tasks = needed.get(runner);
    if (tasks === undefined) needed.set(runner, [id]);
    else tasks.push(id);
  }
  return needed;
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
    const { missing, hint } = lack ?? {
      missing: `there is no runner "${runner}"`,
      hint: `the runners are ${known}; try --runner scripted`,
    };
    found.push({ kind: "runner", message: `${whoNeeds(tasks)} cannot run: ${missing}`, hint });
  }
  return found;
}
