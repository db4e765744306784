/** What is known of the job where things are carried: its service of artifacts, and how it labels what it sends. */
import { resultsService, type Results } from "../adapters/github/results.ts";
import type { Label } from "../adapters/github/manifest.ts";
import type { Occurrence } from "../adapters/github/event.ts";
import type { Log } from "../adapters/github/log.ts";
import type { Environment, Ground } from "./action-ground.ts";

/** What of a step is needed here. */
export type Site = Readonly<{
  door: Readonly<{ env: Environment; root: string }>;
  ground: Ground;
  seen: Occurrence;
  log: Log;
}>;

export const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** Null where nothing can be kept: outside of a job, or of a service without artifacts. */
export const resultsFor = ({ door: { env } }: Pick<Site, "door">): Results | null =>
  resultsService({
    url: env["ACTIONS_RESULTS_URL"] ?? "",
    token: env["ACTIONS_RUNTIME_TOKEN"] ?? "",
    sleep,
  });

export const fullName = ({ repository }: Ground): string =>
  repository === null ? "" : `${repository.owner}/${repository.name}`;

/** How this job labels what it leaves of a run. */
export const labelFrom = (
  { ground }: Site,
  known: Pick<Label, "kind" | "head" | "run" | "plan" | "writer" | "epoch">,
): Label => ({
  ...known,
  repository: fullName(ground),
  workflow: ground.workflowFile,
  workflowRun: ground.runId,
  attempt: ground.attempt,
  asked: "",
  conclusion: "",
});
