/** An earlier run that somebody wants to go on with: where its state lies, and which one it is. */
import { existsSync } from "node:fs";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Said } from "./said.ts";
import { stateDirectory } from "./action-ground.ts";
import type { Stage } from "./action-stage.ts";
import type { Wishes } from "./action-wishes.ts";

export type Earlier = Readonly<{
  /** What `--state-dir` is given. */
  state: string;
  /** A run's id, or `latest` of those that lie there. */
  run: string;
}>;

/** Of a run whose state was not kept here. */
export const GONE: Said = {
  message: "there is no earlier run to go on with: its state was kept in the job that ran it",
  hint: "keep it in a `state_dir` of its own for each pull request, and bring that folder back before this step",
};

/** Those that were kept in a folder; whoever can bring runs from elsewhere does it before and answers the same. */
export function earlierRun({ ground }: Stage, { stateDir }: Wishes): Promise<Result<Earlier, Said>> {
  const state = stateDirectory(ground, stateDir);
  return Promise.resolve(stateDir !== "" && existsSync(state) ? ok({ state, run: "latest" }) : err(GONE));
}
