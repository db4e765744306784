/** Workflow files of GitHub that call the action: what each event may do, and not a permission more. */

export const ACTION = "org/agent-orchestrator";
export const CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";

export type Caller = Readonly<{
  /** In `.github/workflows`. */
  file: string;
  /** What it is for; a half-sentence. */
  about: string;
  text: string;
}>;

export type CallerOptions = Readonly<{
  /** The workflow; `auto` is the one that belongs to the event. */
  workflow: string;
  /** A commit of the action; without it, its moving tag. */
  pin: string | null;
}>;

type Way = Readonly<{
  file: string;
  about: string;
  name: string;
  on: string;
  /** Why the job is left out, if it may be. */
  only?: string;
  group: string;
  cancels: boolean;
  minutes: number;
  permissions: readonly string[];
  checkout: readonly string[];
  inputs: readonly string[];
  /** Whether agents work: then they need a key. */
  key: boolean;
}>;

const expression = (text: string): string => `\${{ ${text} }}`;

const READ = "contents: read # the files";
const CHECKS = 'checks: write # the check "agents / <workflow>"';
const COMMENT = "pull-requests: write # the comment";
const NO_TOKEN = "persist-credentials: false";
const AUTO = "workflow: ";

const WAYS: readonly Way[] = [
  {
    file: "agents-pull-request.yml",
    about: "pull requests, by the workflow that belongs to each",
    name: "Agents on pull requests",
    on: "pull_request:\n    types: [opened, synchronize, reopened, labeled]",
    group: `agents-${expression("github.event.pull_request.number")}`,
    cancels: true,
    minutes: 60,
    permissions: [READ, CHECKS, COMMENT],
    checkout: [NO_TOKEN],
    inputs: [AUTO, "max_cost_usd: 5"],
    key: true,
  },
  {
    file: "agents-comment.yml",
    about: "orders in comments: /agents run, status, cancel and the others",
    name: "Agents by comment",
    on: "issue_comment: # zizmor: ignore[dangerous-triggers] the action asks what its author may do, and reads what decides at the base\n    types: [created]",
    only: "startsWith(github.event.comment.body, '/agents')",
    // One for each order: an order to stop must not wait for what it is to stop.
    group: `agents-order-${expression("github.event.comment.id")}`,
    cancels: false,
    minutes: 60,
    permissions: [
      READ,
      CHECKS,
      COMMENT,
      "issues: write # the answer, and a sign under the order",
      "actions: write # runs that earlier jobs have kept, and /agents cancel",
    ],
    checkout: [
      NO_TOKEN,
      `ref: ${expression("github.event.issue.pull_request && format('refs/pull/{0}/head', github.event.issue.number) || github.sha")}`,
    ],
    inputs: [AUTO, "max_cost_usd: 5"],
    key: true,
  },
  {
    file: "agents-issue.yml",
    about: "labels on issues, by the workflow that belongs to each",
    name: "Agents on issues",
    on: "issues:\n    types: [labeled]",
    group: `agents-issue-${expression("github.event.issue.number")}`,
    cancels: false,
    minutes: 60,
    permissions: [READ, CHECKS],
    checkout: [NO_TOKEN],
    inputs: [AUTO, "max_cost_usd: 5"],
    key: true,
  },
  {
    file: "agents-dispatch.yml",
    about: "runs by hand: the form on GitHub, and `agent-orchestrator dispatch`",
    name: "Agents by hand",
    on: `workflow_dispatch:
    inputs:
      workflow:
        description: The workflow to run
        type: string
        required: true
      params:
        description: Its inputs, as JSON
        type: string
        default: "{}"`,
    group: `agents-dispatch-${expression("github.run_id")}`,
    cancels: false,
    minutes: 120,
    permissions: [READ, CHECKS],
    checkout: [NO_TOKEN],
    inputs: [
      `workflow: ${expression("inputs.workflow")}`,
      `inputs: ${expression("inputs.params")}`,
      "max_cost_usd: 10",
    ],
    key: true,
  },
  {
    file: "agents-schedule.yml",
    about: "at fixed times, by the workflow that names the time under `on.schedule`",
    name: "Agents by the clock",
    on: 'schedule:\n    - cron: "17 3 * * 1"',
    group: "agents-schedule",
    cancels: false,
    minutes: 120,
    permissions: [READ, CHECKS],
    checkout: [NO_TOKEN],
    inputs: [AUTO, "max_cost_usd: 10"],
    key: true,
  },
  {
    file: "agents-validate.yml",
    about: "checks workflow files on every change, from forks too; no key, nothing runs",
    name: "Check workflows of agents",
    on: "pull_request:",
    group: `agents-validate-${expression("github.event.pull_request.number")}`,
    cancels: true,
    minutes: 10,
    permissions: [READ],
    checkout: [NO_TOKEN],
    inputs: ["mode: validate"],
    key: false,
  },
];

const indented = (lines: readonly string[], by: number): string =>
  lines.map((line) => `${" ".repeat(by)}${line}`).join("\n");

const usesOf = ({ pin }: CallerOptions): string => (pin === null ? `${ACTION}@v1` : `${ACTION}@${pin} # v1`);

function textOf(way: Way, options: CallerOptions): string {
  const inputs = [
    ...way.inputs.map((line) => (line === AUTO ? `${AUTO}${JSON.stringify(options.workflow)}` : line)),
    ...(way.key ? [`anthropic_api_key: ${expression("secrets.ANTHROPIC_API_KEY")}`] : []),
  ];
  return `# ${way.about[0]?.toUpperCase()}${way.about.slice(1)}.
name: ${way.name}
on:
  ${way.on}

permissions: {}

concurrency:
  group: ${way.group}
  cancel-in-progress: ${way.cancels}

jobs:
  agents:
    name: agents
${way.only === undefined ? "" : `    if: ${way.only}\n`}    runs-on: ubuntu-latest
    timeout-minutes: ${way.minutes}
${way.key ? "    environment: agents # holds the key; protect it as you like\n" : ""}    permissions:
${indented(way.permissions, 6)}
    steps:
      - uses: ${CHECKOUT}
        with:
${indented(way.checkout, 10)}
      - uses: ${usesOf(options)}
        with:
${indented(inputs, 10)}
`;
}

export const callers = (options: CallerOptions): readonly Caller[] =>
  WAYS.map((way) => ({ file: way.file, about: way.about, text: textOf(way, options) }));
