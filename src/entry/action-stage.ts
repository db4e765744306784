/** Everything that one step of the action works with, put together once. */
import { readFileSync, statSync } from "node:fs";
import { githubApi, type Api } from "../adapters/github/api.ts";
import { occurrence, type Occurrence } from "../adapters/github/event.ts";
import { runnerFiles, type RunnerFiles } from "../adapters/github/files.ts";
import { parsed } from "../adapters/github/foreign.ts";
import { jobLog, type Log } from "../adapters/github/log.ts";
import type { Value } from "../core/base/value.ts";
import { redactor, type Redactor } from "../core/guard/redact.ts";
import { groundOf, type Environment, type Ground } from "./action-ground.ts";
import { SECRET_INPUTS, variableOf } from "./action-wishes.ts";
import type * as Carry from "./carry.ts";
import type { World } from "./command.ts";
import type * as Program from "./program.ts";

export type ActionDoor = Readonly<{
  env: Environment;
  /** Where the package lies. */
  root: string;
  load: World["load"];
  /** The program itself, loaded when it is needed. */
  program: () => typeof Program;
  /** What carries runs between jobs, likewise. */
  carry: () => typeof Carry;
  write: (text: string) => void;
}>;

export type Stage = Readonly<{
  door: ActionDoor;
  ground: Ground;
  log: Log;
  files: RunnerFiles;
  secrets: Redactor;
  seen: Occurrence;
  /** The event as it was sent. */
  payload: Value;
}>;

/** The largest that the platform sends. */
const MAX_PAYLOAD = 25 * 1024 * 1024;

function payloadIn({ eventPath }: Ground): Value {
  if (eventPath === "") return null;
  const size = statSync(eventPath, { throwIfNoEntry: false })?.size ?? 0;
  return size === 0 || size > MAX_PAYLOAD ? null : parsed(readFileSync(eventPath, "utf8"));
}

/** With it artifacts can be written: the runner masks it, and we strike it out like the others. */
const OF_THE_JOB = "ACTIONS_RUNTIME_TOKEN";

export const secretsIn = (env: Environment): readonly string[] =>
  [...SECRET_INPUTS.map(variableOf), OF_THE_JOB]
    .map((name) => env[name]?.trim() ?? "")
    .filter((value) => value !== "");

export function stageFor(door: ActionDoor): Stage {
  const { env, write } = door;
  const secrets = redactor(secretsIn(env));
  const ground = groundOf(env);
  const payload = payloadIn(ground);
  return {
    door,
    ground,
    secrets,
    log: jobLog({ write, redactor: secrets }),
    files: runnerFiles(env),
    seen: occurrence(env, payload),
    payload,
  };
}

const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** Null without a token or a repository: then nothing can be asked and nothing written. */
export function apiFor({ ground, secrets }: Stage, token: string, calls: number): Api | null {
  if (token === "" || ground.repository === null) return null;
  return githubApi({
    base: ground.apiUrl,
    token,
    calls,
    clock: { now: Date.now, sleep },
    clean: secrets.value,
  });
}
