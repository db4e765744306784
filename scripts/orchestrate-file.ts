/** .github/workflows/orchestrate.yml and deliver.yml: a workflow of ours as jobs of GitHub that a repository calls. */
import { CHECKOUT } from "../src/core/render/actions-pins.ts";
import {
  expression,
  type ActionsJob,
  type Expression,
  type Setting,
  type Step,
  type Uses,
  type Values,
} from "../src/core/render/actions-workflow.ts";
import { actionsYaml } from "../src/core/render/actions-yaml.ts";

/** How often legs can be dealt anew. Each wave is two jobs here, so it is a number of the file and not of a run. */
export const WAVES = 8;
/** The runner's own limit is 360 minutes; what is left is for writing down what was done. */
export const LEG_MINUTES = 350;
export const CONTROL_MINUTES = 10;
export const CLEANUP_MINUTES = 30;
/** How many legs of a wave run side by side if nobody says otherwise. */
export const MAX_PARALLEL = 10;

/** The called workflow's own repository at its own commit, whatever the job has checked out. */
const SELF: Uses = { own: "$/" };
const RUNNER = "ubuntu-latest";
const HEAD = "Written by scripts/generate.ts from scripts/orchestrate-file.ts. Change it there.";

const SECRETS = ["anthropic_api_key", "claude_code_oauth_token"] as const;

const output = (job: string, name: string): Expression => expression(`needs.${job}.outputs.${name}`);

const outputs = (names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, expression(`steps.ao.outputs.${name}`)]));

const inputs = (names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, expression(`inputs.${name}`)]));

const keys = (): Values => Object.fromEntries(SECRETS.map((name) => [name, expression(`secrets.${name}`)]));

const checkout = (ref: Expression): Step => ({
  uses: CHECKOUT,
  with: { ref, "persist-credentials": false },
});

/** Where the change cannot have touched anything. */
const BASE = expression("github.event.pull_request.base.sha || github.sha");

const control = (id: string, step: Values): Step => ({ id, uses: SELF, with: step });

const plan: ActionsJob = {
  id: "plan",
  about: [
    "Reads the workflow where the change cannot have touched it, and freezes what everybody else does.",
  ],
  runsOn: RUNNER,
  timeoutMinutes: CONTROL_MINUTES,
  outputs: outputs(["legs", "plan", "head", "kill", "last"]),
  steps: [
    checkout(BASE),
    control("ao", {
      mode: "plan",
      ...inputs([
        "workflow",
        "inputs",
        "resume",
        "runner",
        "timeout",
        "max_cost_usd",
        "comment",
        "checks",
        "allowed_bots",
      ]),
    }),
  ],
};

const before = (wave: number): string => (wave === 1 ? "plan" : `a${wave - 1}`);

/** No name: of a matrix that is skipped, GitHub would show it with its expression. */
function legs(wave: number): ActionsJob {
  const giver = before(wave);
  return {
    id: `w${wave}`,
    needs: wave === 1 ? ["plan"] : ["plan", giver],
    if: expression(
      `!cancelled() && needs.${giver}.result == 'success' && needs.${giver}.outputs.legs != '[]'`,
    ),
    permissions: {
      contents: { access: "read", why: "the project; whoever writes is not a job with agents" },
    },
    strategy: {
      failFast: expression("needs.plan.outputs.kill == 'true'"),
      maxParallel: expression("inputs.max_parallel"),
      matrix: {
        leg: expression(
          `fromJSON(needs.${giver}.result == 'success' && needs.${giver}.outputs.legs || '[]')`,
        ),
      },
    },
    runsOn: RUNNER,
    timeoutMinutes: LEG_MINUTES,
    steps: [
      checkout(output("plan", "head")),
      {
        uses: SELF,
        with: { mode: "task", task: expression("matrix.leg"), plan: output("plan", "plan"), ...keys() },
      },
    ],
  };
}

/** It writes checks and comments, so it sees the project as `plan` did and not as the change has it. */
const advance = (wave: number): ActionsJob => ({
  id: `a${wave}`,
  needs: ["plan", `w${wave}`],
  if: expression(`!cancelled() && needs.w${wave}.result != 'skipped'`),
  runsOn: RUNNER,
  timeoutMinutes: CONTROL_MINUTES,
  outputs: outputs(["legs"]),
  steps: [
    checkout(BASE),
    control("ao", { mode: "advance", wave, plan: output("plan", "plan"), ...inputs(["comment", "checks"]) }),
  ],
});

const waves = Array.from({ length: WAVES }, (_, index) => index + 1);
const everyone = ["plan", ...waves.flatMap((wave) => [`w${wave}`, `a${wave}`])];

const cleanup: ActionsJob = {
  id: "cleanup",
  about: [
    "What is to happen at the end whatever happened before: tasks too, so without a token that writes.",
  ],
  needs: everyone,
  if: expression("always() && needs.plan.outputs.last == 'true'"),
  permissions: { contents: { access: "read", why: "the project" } },
  runsOn: RUNNER,
  timeoutMinutes: CLEANUP_MINUTES,
  steps: [
    checkout(output("plan", "head")),
    { uses: SELF, with: { mode: "task", task: "finally", plan: output("plan", "plan"), ...keys() } },
  ],
};

const finish: ActionsJob = {
  id: "finish",
  about: [
    "The one job to require: always there, red unless the run succeeded. It gets results, not outputs, of the others.",
  ],
  needs: [...everyone, "cleanup"],
  if: expression("always()"),
  runsOn: RUNNER,
  timeoutMinutes: CONTROL_MINUTES,
  outputs: outputs(["conclusion", "effects"]),
  steps: [
    checkout(output("plan", "head")),
    control("ao", {
      mode: "finish",
      plan: output("plan", "plan"),
      results: expression("toJSON(needs.*.result)"),
      ...inputs(["comment", "checks"]),
    }),
  ],
};

const text = (description: string, standard = ""): Setting => ({
  description,
  type: "string",
  required: false,
  default: standard,
});

const INPUTS: Readonly<Record<string, Setting>> = {
  workflow: {
    description: "The workflow: a path, a name, or auto, the one that belongs to the event",
    type: "string",
    required: true,
  },
  inputs: text("Inputs of the workflow, as a YAML or JSON mapping of names to values", "{}"),
  resume: text("off, auto, or the id of a run to go on with", "off"),
  max_parallel: {
    description: "How many legs may run at the same time",
    type: "number",
    required: false,
    default: MAX_PARALLEL,
  },
  runner: text("Who plays the agents"),
  timeout: text("How long the run may take, in place of what the workflow says"),
  max_cost_usd: text("What the run may cost in US dollars, in place of what the workflow says"),
  comment: text("live, final, on-failure or off", "live"),
  checks: text("workflow, tasks or off", "workflow"),
  allowed_bots: text("Exact names of bots that may start runs"),
};

const SECRET_ABOUT: Readonly<Record<(typeof SECRETS)[number], string>> = {
  anthropic_api_key: "Key for Claude Code",
  claude_code_oauth_token: "Login for Claude Code in place of a key",
};

/** Neither permissions nor concurrency on top: both are the caller's, and what asks for more than it was given does not start. */
export const orchestrateFile = (): string =>
  actionsYaml({
    head: [HEAD],
    name: "Orchestrate",
    on: {
      workflow_call: {
        inputs: INPUTS,
        secrets: Object.fromEntries(
          SECRETS.map((name) => [name, { description: SECRET_ABOUT[name], required: false }]),
        ),
        outputs: {
          conclusion: {
            description: "success, failure, cancelled, paused, or skipped if there was nothing to do",
            value: expression("jobs.finish.outputs.conclusion"),
          },
          plan: {
            description: "Which run it was, for deliver.yml",
            value: expression("jobs.plan.outputs.plan"),
          },
          effects: {
            description: "What the run asks to be written, for deliver.yml; or none",
            value: expression("jobs.finish.outputs.effects"),
          },
        },
      },
    },
    jobs: [plan, ...waves.flatMap((wave) => [legs(wave), advance(wave)]), cleanup, finish],
  });

const OF_THE_RUN: Setting = {
  description: "The output of the same name of orchestrate.yml",
  type: "string",
  required: true,
};

/** Of one proposal no two at a time; the name is nobody else's, so no caller waits for itself. */
const DELIVERIES = ["agent-orchestrator-deliver-", expression("inputs.effects")] as const;

/** A file of its own, so that what writes never stands where agents run. Its permissions are what the caller gives. */
export const deliverFile = (): string =>
  actionsYaml({
    head: [HEAD],
    name: "Deliver",
    on: {
      workflow_call: {
        inputs: {
          plan: OF_THE_RUN,
          effects: OF_THE_RUN,
        },
      },
    },
    jobs: [
      {
        id: "deliver",
        about: ["Looks at no code, of the change or of anybody, and starts no agent."],
        if: expression("inputs.effects != 'none' && inputs.effects != ''"),
        concurrency: { group: DELIVERIES, cancelInProgress: false },
        runsOn: RUNNER,
        timeoutMinutes: CONTROL_MINUTES,
        steps: [{ uses: SELF, with: { mode: "deliver", ...inputs(["plan", "effects"]) } }],
      },
    ],
  });

/** For where `$/` is not known: tests, and tools that are older than it. The action is then what is checked out. */
export const withLocalAction = (file: string): string => file.replaceAll("uses: $/", "uses: ./");
