/** Runs and results that a change brings along would be taken for ours: where they are kept is looked at before. */
import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { gitIn } from "../adapters/git/git.ts";
import { programEnvironment, stateDirectory } from "./action-ground.ts";
import type { Said } from "./said.ts";
import type { Stage } from "./action-stage.ts";

const BROUGHT: Said = {
  message: "nothing was started: the change may have brought what lies in `state_dir`",
  hint: "keep runs in a folder that git does not know, outside of the checkout if there is no git",
};

/** Of the files in the checkout, those that git knows came with the change. */
async function isBrought({ door }: Stage, top: string, state: string): Promise<boolean> {
  const inside = relative(top, state);
  if (inside.startsWith("..") || isAbsolute(inside)) return false;
  if (existsSync(state) && realpathSync(state) !== join(realpathSync(top), inside)) return true;
  if (!existsSync(join(top, ".git"))) return existsSync(state);
  const git = gitIn(top, programEnvironment(door.env, {}), { env: { GIT_LITERAL_PATHSPECS: "1" } });
  const known = await git.ask(["ls-files", "-z", "--", inside === "" ? "." : inside]);
  return !known.ok || known.value !== "";
}

/** Null for a folder of which the change says nothing; that of the job itself is one. */
export async function stateFault(stage: Stage, stateDir: string, top: string): Promise<Said | null> {
  if (stateDir === "") return null;
  return (await isBrought(stage, top, stateDirectory(stage.ground, stateDir))) ? BROUGHT : null;
}
