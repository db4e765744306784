/** How far the agents of a run are kept from the rest of the machine: asked for, tried out once, and written down. */
import { isolateAgents, type Reached, reachedNow } from "../adapters/system/isolation.ts";
import { everyTask } from "../app/every-task.ts";
import { LEVELS } from "../core/base/isolation.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { say } from "./say.ts";

/** It starts no program, so that there is nothing to keep apart. */
const ACTOR = "scripted";

const startsAgents = (plan: Plan): boolean =>
  everyTask(plan).some(({ work }) => work.type === "agent" && work.runner !== ACTOR);

/** Nothing is tried out for a run without agents. Null if the run may begin. */
export function isolationRefusal(call: Call, plan: Plan): ExitCode | null {
  const { flags, world } = call;
  const wish = flags.text("isolation") ?? "auto";
  const level = LEVELS.find((each) => String(each) === wish) ?? null;
  if (level === null && wish !== "auto") {
    const message = `there is no isolation "${wish}"`;
    return say(world, { exit: EXIT.usage, message, help: `it is auto or one of ${LEVELS.join(", ")}` });
  }
  if (!startsAgents(plan)) return null;
  const home = world.env["HOME"] ?? "";
  const reached = isolateAgents(level, [world.directory, ...(home === "" ? [] : [home])]);
  if (level === null || reached.level >= level) return null;
  const message = `isolation ${level} was asked for, but ${reached.lacks ?? "it cannot be had"}`;
  const help = "run it where process namespaces are allowed, or with --isolation auto";
  return say(world, { exit: EXIT.policy, message, help });
}

const eventOf = ({ level, lacks }: Reached): RunEvent => ({
  type: "run.isolated",
  level,
  ...(lacks === null ? {} : { lacks }),
});

/** A run in which nothing was to be kept apart says nothing. */
export function isolationEvents(): readonly RunEvent[] {
  const reached = reachedNow();
  return reached === null ? [] : [eventOf(reached)];
}
