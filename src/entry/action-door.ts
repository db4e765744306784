/** What both doors of the action do first: secrets are masked before anything is said or loaded. */
import { dirname, join } from "node:path";
import { neutralised } from "../core/guard/neutralise.ts";
import { maskLines } from "../adapters/github/mask.ts";
import { isOfTheRunner } from "./action-ground.ts";
import type { ActionDoor } from "./action-stage.ts";
import { SECRET_INPUTS, variableOf } from "./action-wishes.ts";
import type * as Carry from "./carry.ts";
import { load } from "./code-cache.ts";
import type * as Github from "./github.ts";
import type * as Program from "./program.ts";
import { put } from "./streams.ts";

const say = (text: string): void => {
  put(1, text);
};

/** The bundles are compiled by hand, so they cannot import anything; and the bundler must leave this to the platform. */
const importModule = (url: string): Promise<unknown> =>
  import(/* webpackIgnore: true */ url) as Promise<unknown>;

const bundle = (folder: string, name: string): unknown => load(join(folder, name), null, "").exports;

/** Compiling a bundle is most of what a job costs, and each is asked for again and again. */
function once<T>(load: () => T): () => T {
  let loaded: Readonly<{ value: T }> | undefined;
  return () => (loaded ??= { value: load() }).value;
}

/** Nothing that this process starts inherits what the runner gave to it alone. */
function setAside(): ActionDoor["env"] {
  const { env } = process;
  const all = { ...env };
  for (const name of Object.keys(all)) if (isOfTheRunner(name)) delete env[name];
  return all;
}

/** `folder` is where the bundles lie. */
export function enter(
  folder: string,
  first: string,
  act: (github: typeof Github, door: ActionDoor) => Promise<number>,
): void {
  const env = setAside();
  say(maskLines(SECRET_INPUTS.map((name) => env[variableOf(name)]?.trim() ?? "")));
  say(first);
  const program = once(() => bundle(folder, "program.js") as typeof Program);
  const carry = once(() => bundle(folder, "carry.js") as typeof Carry);
  const door: ActionDoor = { env, root: dirname(folder), load: importModule, program, carry, write: say };
  void act(bundle(folder, "github.js") as typeof Github, door)
    .catch((error: unknown) => program().fault(error, "", (text) => say(neutralised(text))))
    .then((code) => process.exit(code));
}
