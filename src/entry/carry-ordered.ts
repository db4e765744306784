/** An order in a comment goes on with what an earlier job has kept: found by the checks of the commit, and laid where runs lie. */
import { adoptOrdered, type Adopted } from "../adapters/github/adopt-ordered.ts";
import type { Api } from "../adapters/github/api.ts";
import { textAt } from "../adapters/github/foreign.ts";
import type { Opened } from "../adapters/github/parcel.ts";
import { ourChecks } from "../adapters/github/under-way.ts";
import type { Value } from "../core/base/value.ts";
import { oneLine } from "../core/guard/sanitise.ts";
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

const unnamed = (workflow: string): Said => ({
  message: `the checks name a run of "${oneLine(workflow, 60)}", but no one workflow that this job runs calls itself so`,
  hint: "its file is read where the change leads to; let the job name it under `workflow`, or start a new run",
});

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

/** By the checks of the commit. */
async function sought(
  stage: Site,
  api: Api,
  { order, payload, fileOf }: Meant,
): Promise<Result<Adopted, Said>> {
  const { ground, seen } = stage;
  const { repository } = ground;
  const rest = restFor(stage, api);
  if (rest === null || repository === null || seen.head === null) return err(NONE);
  const checks = await ourChecks(api, repository, seen.head);
  if (!checks.ok) return err({ ...UNREADABLE, message: `${UNREADABLE.message}: ${checks.error.words}` });
  const strangers: string[] = [];
  const adopted = await adoptOrdered(rest, {
    repository: fullName(ground),
    head: seen.head,
    defaultBranch: textAt(payload, "repository", "default_branch") ?? "",
    checks: checks.value,
    mayBe(workflow) {
      const isKnown = fileOf(workflow) !== null;
      if (!isKnown) strangers.push(workflow);
      return isKnown;
    },
    fits: (found) => fits(order, found),
  });
  if (!adopted.ok) return adopted;
  if (adopted.value !== null) return ok(adopted.value);
  return err(strangers[0] === undefined ? NONE : unnamed(strangers[0]));
}

export async function beginOrdered(
  stage: Site,
  wanted: Wishes,
  api: Api,
  meant: Meant,
): Promise<Result<OrderedBeginning, Said>> {
  const adopted = await sought(stage, api, meant);
  if (!adopted.ok) return adopted;
  const { found, workflow, doubtful } = adopted.value;
  const run = placed(stage, { workflow: meant.fileOf(workflow) ?? "" }, meant.place, found);
  if (!run.ok) return run;
  return ok({ ...taken(found, run.value, keepingOf(stage, wanted)), unheard: doubtful });
}
