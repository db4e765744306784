/** An order in a comment goes on with what an earlier job has kept: found by the checks of the commit, and laid where runs lie. */
import { adoptOrdered, type Ordered } from "../adapters/github/adopt-ordered.ts";
import type { Api } from "../adapters/github/api.ts";
import { textAt } from "../adapters/github/foreign.ts";
import type { Opened } from "../adapters/github/parcel.ts";
import { ourChecks } from "../adapters/github/under-way.ts";
import type { Value } from "../core/base/value.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Order } from "../core/route/comment.ts";
import { keepingOf, placed, restFor, taken, type Beginning, type Place } from "./action-carry.ts";
import type { Wishes } from "./action-wishes.ts";
import { fullName, type Site } from "./carry-site.ts";
import type { Said } from "./said.ts";

/** Those that are about a run that there was. */
export type GoingOn = Extract<Order, { kind: "resume" | "retry" | "approve" | "reject" }>;

export type OrderedBeginning = Beginning & Readonly<{ unheard: boolean }>;

const NONE: Said = {
  message: "there is no earlier run on this commit that did not succeed",
  hint: "look with `/agents status`, or start one with `/agents run <workflow>`",
};

const UNREADABLE = {
  message: "the checks of this commit cannot be read",
  hint: "give the job `checks: write` and the action its `github_token`",
};

function asks({ segments }: Opened, gate: string, shown: string): boolean {
  return segments.some(({ segment }) =>
    segment.entries.some(
      (entry) => entry.type === "gate.requested" && entry.task === gate && entry.shown.startsWith(shown),
    ),
  );
}

/** Without one that fits, the newest is asked and says itself what it has against the order. */
function fits(order: GoingOn, found: Opened): boolean {
  switch (order.kind) {
    case "resume":
      return true;
    case "retry":
      return found.segments.some(({ segment }) =>
        segment.entries.some((entry) => "task" in entry && entry.task === order.task),
      );
    case "approve":
      return asks(found, order.gate, order.digest);
    default:
      return asks(found, order.gate, "");
  }
}

export type Meant = Readonly<{
  order: GoingOn;
  payload: Value;
  place: Place;
  /** The file of the workflow that calls itself so, by a word that means it in the project; null for one that is not meant here. */
  fileOf: (workflow: string) => string | null;
}>;

export async function beginOrdered(
  stage: Site,
  wanted: Wishes,
  api: Api,
  { order, payload, place, fileOf }: Meant,
): Promise<Result<OrderedBeginning, Said>> {
  const { ground, seen } = stage;
  const { repository } = ground;
  const rest = restFor(stage, api);
  if (rest === null || repository === null || seen.head === null) return err(NONE);
  const checks = await ourChecks(api, repository, seen.head);
  if (!checks.ok) return err({ ...UNREADABLE, message: `${UNREADABLE.message}: ${checks.error.words}` });
  const ordered: Ordered = {
    repository: fullName(ground),
    head: seen.head,
    defaultBranch: textAt(payload, "repository", "default_branch") ?? "",
    checks: checks.value,
    mayBe: (workflow) => fileOf(workflow) !== null,
    fits: (found) => fits(order, found),
  };
  const adopted = await adoptOrdered(rest, ordered);
  if (!adopted.ok) return adopted;
  if (adopted.value === null) return err(NONE);
  const { found, workflow, doubtful } = adopted.value;
  const run = placed(stage, { workflow: fileOf(workflow) ?? "" }, place, found);
  if (!run.ok) return run;
  return ok({ ...taken(found, run.value, keepingOf(stage, wanted)), unheard: doubtful });
}
