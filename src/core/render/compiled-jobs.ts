/** The jobs of a compiled workflow: one that plans, one for each leg, one for the handlers, one that concludes, one that writes. */
import { hasEnd, MAX_LEG_MINUTES, type CompiledLeg } from "../plan/placement-compiled.ts";
import type { Plan } from "../plan/plan.ts";
import { CHECKOUT } from "./actions-pins.ts";
import {
  expression,
  type ActionsJob,
  type Permissions,
  type Step,
  type Uses,
  type Values,
} from "./actions-workflow.ts";
import { declaredEffects, delivering } from "./compiled-deliver.ts";
import { secretsFor, type Given } from "./compiled-secrets.ts";
import type { Triggers } from "./compiled-triggers.ts";

/** Jobs that only decide and write. */
export const CONTROL_MINUTES = 10;
const RUNS_ON = "ubuntu-latest";
/** More names than this are counted. */
const MOST_NAMED = 4;

export type Making = Readonly<{
  plan: Plan;
  legs: readonly CompiledLeg[];
  triggers: Triggers;
  action: Uses;
  /** What the action is told: which workflow, from where, and who plays the agents. */
  workflow: string;
  directory: string | null;
  runner: string | null;
  /** Where GitHub keeps the secrets; null for the repository itself. */
  environment: string | null;
  /** Which checks the jobs that report are to write; null for the usual. */
  checks: string | null;
}>;

const READ: Permissions = { contents: { access: "read", why: "check the project out, nothing else" } };
const HEAD = expression("needs.plan.outputs.head");
const PLANNED = expression("needs.plan.outputs.plan");

/** What is said on the pull request and its commit is said by the jobs that have no agents. */
const reporting = ({ triggers }: Making): Permissions => ({
  ...READ,
  checks: { access: "write", why: "the check of the workflow" },
  ...(triggers.onPullRequests ? { "pull-requests": { access: "write", why: "the comment" } as const } : {}),
});

const checkout = (ref: Values[string]): Step => ({
  name: "Check out",
  uses: CHECKOUT,
  with: { ref, "persist-credentials": false },
});

const telling = ({ checks }: Making): Values => (checks === null ? {} : { checks });

const place = ({ directory }: Making): Values => (directory === null ? {} : { working_directory: directory });

/** The table of legs as the plan freezes it: what stands inside of a task goes with it. */
export const legsText = (legs: readonly CompiledLeg[]): string =>
  JSON.stringify(legs.map(({ id, roots }) => ({ id, tasks: roots.map((task) => task.id) })));

function planning(making: Making): ActionsJob {
  const { triggers, action, workflow, runner, legs } = making;
  const base = "github.event.pull_request.base.sha || github.sha";
  return {
    id: "plan",
    name: "Plan",
    ...(triggers.onlyIf === null ? {} : { if: expression(triggers.onlyIf) }),
    permissions: reporting(making),
    runsOn: RUNS_ON,
    timeoutMinutes: CONTROL_MINUTES,
    outputs: {
      plan: expression("steps.ao.outputs.plan"),
      head: expression("steps.ao.outputs.head"),
      last: expression("steps.ao.outputs.last"),
    },
    steps: [
      checkout(expression(triggers.onPullRequests ? base : "github.sha")),
      {
        id: "ao",
        name: "Plan",
        uses: action,
        with: {
          mode: "plan",
          workflow,
          ...place(making),
          ...(runner === null ? {} : { runner }),
          ...telling(making),
          ...(triggers.given === null ? {} : { inputs: expression(triggers.given) }),
          legs: legsText(legs),
        },
      },
    ],
  };
}

type Place = Readonly<{ environment?: string }>;

/** A job without secrets has no business where they are kept. */
const kept = ({ environment }: Making, given: Given): Place =>
  environment === null || Object.keys({ ...given.with, ...given.env }).length === 0 ? {} : { environment };

/** The last step of a job that has agents. `more` is what the action has to know besides. */
const performing = (making: Making, task: string, given: Given, more: Values = {}): Step => ({
  name: "Perform",
  uses: making.action,
  with: { mode: "task", task, plan: PLANNED, ...more, ...place(making), ...given.with },
  ...(Object.keys(given.env).length === 0 ? {} : { env: given.env }),
});

const NO_SECRETS: Given = { with: {}, env: {} };

function nameOf({ roots, gate }: CompiledLeg): string {
  const ids = roots.map(({ id }) => id);
  const more = ids.length - MOST_NAMED;
  const shown = more > 0 ? [...ids.slice(0, MOST_NAMED), `${more} more`] : ids;
  return `${gate === null ? "" : "Gate: "}${shown.join(", ")}`;
}

/** Where a failure stops the run, nothing behind it starts; where it goes on, each leg says what became of its tasks. */
function condition({ plan }: Making, { needs }: CompiledLeg): string {
  const all = plan.settings.onFailure === "continue" ? ["plan"] : ["plan", ...needs];
  return ["!cancelled()", ...all.map((id) => `needs.${id}.result == 'success'`)].join(" && ");
}

function aboutOf({ gate, orderedAfter }: CompiledLeg): readonly string[] {
  const order =
    orderedAfter.length === 0 ? [] : [`After ${orderedAfter.join(", ")} only because they share a pool.`];
  if (gate === null) return order;
  return [
    ...order,
    ...(gate.environment
      ? ["Waits for the reviewers of its environment; without reviewers everything would pass."]
      : []),
    ...(gate.pause === null ? [] : [`Ends as paused until somebody answers, since ${gate.pause}.`]),
  ];
}

/** That this job runs at all means that the reviewers agreed. */
const passed = ({ gate }: CompiledLeg): Values =>
  gate?.environment === true && gate.pause === null ? { gate: "environment" } : {};

function working(making: Making, leg: CompiledLeg): ActionsJob {
  const { plan } = making;
  const { id, needs, gate, tasks, timeoutMinutes } = leg;
  const given = gate === null ? secretsFor(plan, tasks) : NO_SECRETS;
  const about = aboutOf(leg);
  return {
    id,
    ...(about.length === 0 ? {} : { about }),
    name: nameOf(leg),
    needs: ["plan", ...needs],
    if: expression(condition(making, leg)),
    permissions: READ,
    runsOn: RUNS_ON,
    ...(gate?.environment === true ? { environment: gate.task.id } : kept(making, given)),
    timeoutMinutes,
    steps: [checkout(HEAD), performing(making, id, given, passed(leg))],
  };
}

function handling(making: Making): ActionsJob {
  const { plan, legs } = making;
  const handlers = plan.tasks.filter(({ role }) => role !== "task" && role !== "on_start");
  const undoing = plan.tasks.flatMap(({ compensate }) => compensate ?? []);
  const given = secretsFor(plan, [...handlers, ...undoing]);
  return {
    id: "finally",
    name: "Finally",
    needs: ["plan", ...legs.map(({ id }) => id)],
    if: expression("always() && needs.plan.outputs.last == 'true'"),
    permissions: READ,
    runsOn: RUNS_ON,
    ...kept(making, given),
    timeoutMinutes: Math.min(
      MAX_LEG_MINUTES,
      Math.ceil(plan.settings.finallyTimeout / 60_000) + CONTROL_MINUTES,
    ),
    steps: [checkout(HEAD), performing(making, "finally", given)],
  };
}

function finishing(making: Making): ActionsJob {
  const { plan, legs, triggers, action } = making;
  return {
    id: "finish",
    name: "Finish",
    needs: ["plan", ...legs.map(({ id }) => id), ...(hasEnd(plan) ? ["finally"] : [])],
    // Skipped means passed to a rule that requires it: only a start that was none of ours is skipped.
    if: expression(triggers.onlyIf === null ? "always()" : "always() && needs.plan.result != 'skipped'"),
    permissions: reporting(making),
    runsOn: RUNS_ON,
    timeoutMinutes: CONTROL_MINUTES,
    outputs: {
      conclusion: expression("steps.ao.outputs.conclusion"),
      effects: expression("steps.ao.outputs.effects"),
    },
    steps: [
      checkout(HEAD),
      {
        id: "ao",
        name: "Finish",
        uses: action,
        with: {
          mode: "finish",
          plan: PLANNED,
          ...place(making),
          ...telling(making),
          results: expression("toJSON(needs.*.result)"),
        },
      },
    ],
  };
}

export function jobsOf(making: Making): readonly ActionsJob[] {
  const { plan, legs } = making;
  const kinds = declaredEffects(plan);
  return [
    planning(making),
    ...legs.map((leg) => working(making, leg)),
    ...(hasEnd(plan) ? [handling(making)] : []),
    finishing(making),
    ...(kinds.length === 0 ? [] : [delivering(making.action, kinds)]),
  ];
}
