/** Whether this event may start a run here: asked before anything of the project is read. */
import type { Api } from "../adapters/github/api.ts";
import type { Occurrence } from "../adapters/github/event.ts";
import { occasionOf } from "../adapters/github/people.ts";
import { authorisation, REFUSALS, type Permission, type Verdict } from "../core/guard/authorise.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { Said } from "./said.ts";
import type { Stage } from "./action-stage.ts";
import type { Wishes } from "./action-wishes.ts";

export type Admission = Readonly<{
  verdict: Verdict;
  seen: Occurrence;
  /** What the actor may do here; null where nobody was asked, or nobody knows. */
  level: Permission | null;
}>;

/** So long it is asked who started this, while the API asks to wait. */
export const PATIENCE = 10_000;

export async function admission(
  { ground, seen }: Stage,
  wanted: Wishes,
  api: Api | null,
): Promise<Admission> {
  api?.patience(PATIENCE);
  const occasion = await occasionOf(api, ground.repository, seen);
  api?.patience(0);
  const { permissions, ...known } = occasion;
  return {
    verdict: authorisation(occasion, { allowedBots: wanted.allowedBots, forks: wanted.forks }),
    seen: known,
    level: permissions.get(known.actor) ?? null,
  };
}

/** Nothing is run by looking at files, so nobody has to be asked; whose files they are still counts. */
export const isHarmless = ({ mode, dryRun }: Wishes): boolean => mode === "validate" || dryRun;

export const CHANGES: ReadonlySet<string> = new Set([
  "pull_request",
  "pull_request_target",
  "issue_comment",
  "workflow_run",
]);

export const isForeign = ({ event, fork }: Occurrence): boolean => CHANGES.has(event) && fork !== false;

export const DEGRADED =
  "This pull request comes from a fork, so GitHub gives this run a read-only token and no secrets. No check and no comment was written, and agents that need a key could not work. After reading the change, somebody with write permission can run the whole workflow by hand.";

export function refusalText(verdict: Extract<Verdict, { kind: "refused" }>): Said {
  const { sentence, hint } = REFUSALS[verdict.reason];
  const who = verdict.who === "" ? "" : ` (${oneLine(verdict.who, 80)})`;
  return { message: `nothing was started: ${sentence}${who}`, hint };
}
