/** This machine as a run sees it: runners, secrets, clock, and what is missing before anything is spent. */
import { commandAgent } from "../adapters/agents/command.ts";
import { scriptedAgent } from "../adapters/agents/scripted.ts";
import { sleep } from "../adapters/system/clock.ts";
import { missingRunners, missingSecrets, runnersOf, unsupported, type Obstacle } from "../app/preflight.ts";
import { nearest } from "../core/base/nearest.ts";
import { SHORTEST_SECRET } from "../core/guard/redact.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Agent } from "../ports/agent.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Call, World as Outside } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { lateRunners } from "./late-runners.ts";
import { isolationRefusal } from "./isolation.ts";
import { say } from "./say.ts";

export function agentsOf(
  outside: Outside,
  artifacts: Artifacts,
  others: readonly Agent[] = [],
): ReadonlyMap<string, Agent> {
  const own = [scriptedAgent({ sleep }), commandAgent({ artifacts })];
  const agents = [...own, ...lateRunners(outside), ...others];
  return new Map(agents.map((agent) => [agent.name, agent]));
}

/** The values of declared secrets; a variable that is empty counts as missing. */
export function secretsOf(plan: Plan, outside: Outside): Readonly<Record<string, string>> {
  const found = plan.secrets.flatMap(({ name, env }) => {
    const value = outside.env[env];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

/** How the agents of plugins' types are called. */
const PLUGIN = "plugin:";

const typesIn = (agents: ReadonlyMap<string, Agent>): ReadonlySet<string> =>
  new Set([...agents.keys()].flatMap((name) => (name.startsWith(PLUGIN) ? [name.slice(PLUGIN.length)] : [])));

const CODES: Readonly<Record<Obstacle["kind"], ExitCode>> = {
  feature: EXIT.usage,
  runner: EXIT.credentials,
  secret: EXIT.credentials,
};

function unknownRunner(plan: Plan, agents: ReadonlyMap<string, Agent>, outside: Outside): ExitCode | null {
  const stranger = [...runnersOf(plan).keys()].find((runner) => !agents.has(runner));
  const known = [...agents.keys()].filter((runner) => !runner.includes(":"));
  if (stranger === undefined) return null;
  const close = nearest(stranger, known);
  const all = `the runners are ${known.join(", ")}`;
  const help = close === undefined ? all : `did you mean "${close}"? ${all}`;
  return say(outside, { exit: EXIT.usage, message: `there is no runner "${stranger}"`, help });
}

function warnOfShortSecrets(secrets: Readonly<Record<string, string>>, outside: Outside): void {
  for (const [name, value] of Object.entries(secrets)) {
    if (value.length >= SHORTEST_SECRET) continue;
    outside.err.write(
      `warning: secret ${name} has fewer than ${SHORTEST_SECRET} characters and cannot be struck out of what is written\n`,
    );
  }
}

const sayObstacle = ({ kind, message, hint }: Obstacle, outside: Outside): ExitCode =>
  say(outside, { exit: CODES[kind], message, help: hint });

/** Last of all, since it takes its time: nothing is fetched for a run that is refused for another reason. */
async function mended(obstacles: readonly Obstacle[], outside: Outside): Promise<ExitCode | null> {
  const tell = (line: string): void => outside.err.write(`${line}\n`);
  for (const obstacle of obstacles) {
    const failure = (await obstacle.mend?.(tell)) ?? null;
    if (failure !== null)
      return sayObstacle({ ...obstacle, message: `${obstacle.message}, and ${failure}` }, outside);
  }
  return null;
}

/** For who plans a run that others do: whether it can be done at all, not whether it can be done here. */
export function planRefusal(call: Call, plan: Plan, agents: ReadonlyMap<string, Agent>): ExitCode | null {
  const stranger = unknownRunner(plan, agents, call.world);
  if (stranger !== null) return stranger;
  const obstacles = unsupported(plan, typesIn(agents));
  for (const obstacle of obstacles) sayObstacle(obstacle, call.world);
  const [first] = obstacles;
  return first === undefined ? null : CODES[first.kind];
}

/** Says everything that stands in the way at once; null if nothing does. */
export async function refusal(
  call: Call,
  plan: Plan,
  agents: ReadonlyMap<string, Agent>,
  secrets: Readonly<Record<string, string>>,
): Promise<ExitCode | null> {
  const outside = call.world;
  const stranger = unknownRunner(plan, agents, outside);
  if (stranger !== null) return stranger;
  const obstacles = [
    ...unsupported(plan, typesIn(agents)),
    ...missingSecrets(plan, secrets),
    ...(await missingRunners(plan, agents)),
  ];
  const lasting = obstacles.filter(({ mend }) => mend === undefined);
  for (const obstacle of lasting) sayObstacle(obstacle, outside);
  warnOfShortSecrets(secrets, outside);
  const [first] = lasting;
  if (first !== undefined) return CODES[first.kind];
  return isolationRefusal(call, plan) ?? (await mended(obstacles, outside));
}
