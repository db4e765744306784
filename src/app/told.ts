/** The events that answer a command: what is evaluated, worked out or asked for, before anything is done in the world. */
import type { RunEvent } from "../core/journal/event.ts";
import { answerTo, closingEvent, stateOf } from "../core/run/answer.ts";
import { basisOf } from "../core/run/basis.ts";
import type { Command } from "../core/run/command.ts";
import { conclusionOf } from "../core/run/conclude.ts";
import type { Claims } from "./claims.ts";
import { accepted, asked, lapsed } from "./desk.ts";
import { groupGiven } from "./group-result.ts";
import { grown } from "./grow.ts";
import { outputsOf } from "./outputs.ts";
import type { Readiness } from "./readiness.ts";
import type { Surroundings } from "./scope.ts";
import type { World } from "./world.ts";

export type Teller = (command: Command) => readonly RunEvent[];

function closed(around: Surroundings, command: Extract<Command, { do: "close" }>): RunEvent {
  const { state, results } = around;
  const group = stateOf(state, command.task);
  const failed = closingEvent(state, command);
  if (failed !== null) return failed;
  const output = results.keep(groupGiven(around, group));
  const saw = basisOf(state, group);
  return { type: "task.succeeded", task: command.task, n: group.attempts, output, saw };
}

function concluded(around: Surroundings): RunEvent {
  const { missing } = outputsOf(around);
  const conclusion = conclusionOf(around.state, missing);
  return { type: "run.concluded", conclusion, ...(missing.length === 0 ? {} : { missing }) };
}

export function teller(world: World, around: Surroundings, readiness: Readiness, claims: Claims): Teller {
  const { state } = around;
  return (command) => {
    switch (command.do) {
      case "resolve":
        return [readiness.resolve(stateOf(state, command.task))];
      case "close":
        return [closed(around, command)];
      case "grow": {
        const { hash, clock } = world;
        return [grown(around, stateOf(state, command.task), command.stage, { hash, now: clock.now() })];
      }
      case "ask":
        return asked(world, around, stateOf(state, command.task), command.n);
      case "accept":
        return accepted(around, stateOf(state, command.task), command.answer);
      case "lapse":
        return lapsed(around, stateOf(state, command.task));
      case "claim":
        return [claims.claim(stateOf(state, command.task), world.clock.now())];
      case "conclude":
        return [concluded(around)];
      default: {
        const event = answerTo(state, command);
        return event === null ? [] : [event];
      }
    }
  };
}
