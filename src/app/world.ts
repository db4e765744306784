/** Everything that a run needs from outside, handed in by whoever wires it. */
import type { Digest, RunId } from "../core/base/brand.ts";
import type { Value } from "../core/base/value.ts";
import type { ForeignFunctions } from "../core/expression/scope.ts";
import type { Agent } from "../ports/agent.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Cache } from "../ports/cache.ts";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { Mail } from "../ports/mail.ts";
import type { Slots } from "../ports/slots.ts";
import type { Trees } from "./tree-work.ts";

/** What of the machine's environment an agent may see besides its own settings. */
export const ENVIRONMENT = ["PATH", "HOME", "USER", "SHELL", "LANG", "TZ", "TMPDIR", "TERM"] as const;
export const LOCALE_PREFIX = "LC_";

export function allowed(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const names: readonly string[] = ENVIRONMENT;
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && (names.includes(name) || name.startsWith(LOCALE_PREFIX)) ? [[name, value]] : [],
    ),
  );
}

const SOUNDS_SECRET = /(KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?)S?$/i;
/** Shorter values stand in ordinary text: switches, names, numbers. */
export const SHORTEST_HIDDEN = 12;

/** What nobody declared and no task is given, but an agent might find on the machine: its names say that it is not for others. */
export const hiddenIn = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && value.length >= SHORTEST_HIDDEN && SOUNDS_SECRET.test(name) ? [value] : [],
  );

export type World = Readonly<{
  run: RunId;
  ledger: Ledger;
  /** What others leave for this run while it is driven. */
  mail?: Mail;
  artifacts: Artifacts;
  /** What earlier runs gave; without it nothing is reused but what this run made itself. */
  cache?: Cache;
  /** Places that other runs share; without them this run is alone. */
  slots?: Slots;
  /** By runner; command tasks are given to `command`, those of a plugin's type to `plugin:<type>`. */
  agents: ReadonlyMap<string, Agent>;
  /** What plugins add to expressions. */
  functions?: ForeignFunctions | undefined;
  /** Working trees for tasks that must not share one; without it all work in `directory`. */
  trees?: Trees;
  clock: Clock;
  channels: readonly Channel[];
  hash: (text: string) => Digest;
  /** What is wrong with a structured result, if anything. */
  issues: (schema: Value, value: Value) => Promise<readonly string[]>;
  environment: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
  /** Struck out of whatever agents say. */
  hidden?: readonly string[];
  /** What no task is given, and nothing may hold. */
  concealed?: readonly string[];
  directory: string;
  /** How the paths of what a task's attempts leave behind begin. */
  scratch: (task: string) => string;
}>;
