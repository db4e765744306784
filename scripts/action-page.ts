/** The page about the action: how it is used, what it shows, who may start it, and the tables of inputs and outputs. */
import { MOST_TASK_CHECKS } from "../src/core/render/task-check.ts";
import { MAX_CALLS } from "../src/adapters/github/api.ts";
import { CARRY_FAULTS } from "../src/adapters/github/carry-faults.ts";
import { PACES } from "../src/adapters/github/pace.ts";
import { MAX_COMMENT } from "../src/core/render/comment.ts";
import { MOST_ANNOTATIONS } from "../src/core/render/check-run.ts";
import { COMMENT_SIZE, SUMMARY_SIZE } from "../src/core/render/mermaid.ts";
import { MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_RATIO, MAX_ARCHIVED_TOTAL } from "../src/core/guard/archive.ts";
import { MAX_LEGS, MAX_WAVES } from "../src/core/plan/waves.ts";
import { REFUSALS } from "../src/core/guard/authorise.ts";
import { MAX_SUMMARY_BYTES } from "../src/adapters/github/files.ts";
import {
  AGENT_PLACES,
  MAX_BASE_FETCHES,
  MAX_BASE_FILE_BYTES,
  MAX_BASE_FILES,
  MAX_CARRIED_BASE_BYTES,
} from "../src/core/guard/base-paths.ts";
import { actionTables } from "./action-file.ts";

const seconds = PACES.map(([, gap]) => String(gap / 1000)).join(", ");
const number = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");

const refusals = (): string =>
  Object.values(REFUSALS)
    .map(({ sentence, hint }) => `| ${sentence} | ${hint} |`)
    .join("\n");

const MEBIBYTE = 1024 * 1024;

const carryFaults = (): string =>
  Object.values(CARRY_FAULTS)
    .map(({ sentence, hint }) => `| ${sentence.replace("{}", "…")} | ${hint} |`)
    .join("\n");

export const actionPage = (): string => `# The GitHub Action

The action runs a workflow in one job: its tasks are processes of that job, side by side. A check and one comment say how it stands, later
steps get its outputs, and the summary of the job holds all of it.

\`\`\`yaml
name: Review
on:
  pull_request:

permissions:
  contents: read

concurrency:
  group: review-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  review:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
      checks: write # the check "agents / <workflow>"
      pull-requests: write # the comment
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: org/agent-orchestrator@v1
        id: agents
        with:
          workflow: code-review-and-testing
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          max_cost_usd: 5
      - if: \${{ always() && steps.agents.outputs.conclusion == 'failure' }}
        env:
          RUN: \${{ steps.agents.outputs.run_id }}
        run: echo "run $RUN failed"
\`\`\`

Put the full commit of a release in place of \`v1\` if you want what you have read and nothing else. Claude Code has to be on the machine for
agents with the runner \`claude\`, as [Runners](runners.md) tells; \`runner: scripted\` needs neither it nor a key.

To check workflow files on every change, also from forks, without a key and without running anything:

\`\`\`yaml
      - uses: org/agent-orchestrator@v1
        with:
          mode: validate
\`\`\`

## What this version does, and what it does not

It runs whole workflows in one job (\`mode: run\`), validates files (\`mode: validate\`) and writes to GitHub what a run proposed, as its
workflow declares under \`effects\` ([Effects](effects.md)): at the end of the run, or in a job of its own (\`mode: deliver\`). Which events
start what, and orders in comments, are told in [Triggers](triggers.md).

## Whose files decide

Under a change (\`pull_request\`, \`pull_request_target\`, a comment on a pull request, \`workflow_run\`), what decides about the run is read at the
commit that the change leads to, not in the change: workflows, agents, plugins and what lies beside them (\`.claude\`, \`.github/agents\`, \`workflows\`,
the folder of a workflow that is named by its path) and \`agent-orchestrator.config.yml\`. They are kept in a folder of their own; the tasks work on the change. What programs of agents
read by themselves (${AGENT_PLACES.map((name) => `\`${name}\``).join(", ")}) is replaced in the checkout
by what that commit has, in the project's folder and all above it, and taken away where it has nothing; links are not followed. The summary names the files that differ. Programs of agents
are not looked for in \`node_modules\` of the checkout then: have them on the PATH, or let the action install them.

The commit is taken from git where the checkout has it (\`fetch-depth: 0\`), else asked for, which takes \`contents: read\` and a request for each file
that differs, ${MAX_BASE_FETCHES} at most; ${number(MAX_BASE_FILES)} files of ${MAX_BASE_FILE_BYTES / 1024 / 1024} MiB each are read. If it cannot be read, nothing starts. A workflow that is new in the change runs once it is
merged; \`mode: validate\` looks at the change's own files. \`definitions: head\` lets a change decide itself: on \`pull_request\` alone, not
from a fork, and only if its author started the job. Plugins that import packages cannot find them there. A file that an agent's \`mcp\` names by its path is
read where the task works, so keep servers in the agent itself or in \`.mcp.json\`. The file in
\`.github/workflows\` that calls the action is GitHub's to choose: on \`pull_request\` it is the change's own, so protect it with the rules of the repository.

In a run on several machines the job \`plan\` reads these files once, and they go to all other jobs with the plan, which its digest holds: legs ask
GitHub for nothing, so \`contents: read\` is enough for them on private repositories too, also under a comment. Only where the files have more than
${MAX_CARRIED_BASE_BYTES / MEBIBYTE} MiB in all does each job read them by itself; a leg under a comment cannot do that on a private repository, and is refused. A merge queue's own files decide about it: they were approved. A \`state_dir\` that the change itself brings, or that is a link of it, is refused.

## What is kept, and going on in another job

When a run is over, also when its job was cancelled, it is kept as one artifact of the workflow run, \`ao-<run>-run-e<part>\`: its plan, its
journal, and whatever results and changes lie under digests, with all secrets that are known struck out. Whoever may read the repository may
download it; \`keep: false\` leaves it out. A job that is killed without notice keeps nothing. If it cannot be kept, that is a warning.

With \`resume: auto\` a run goes on where the same was left without success: the same job asking for the same workflow with the same inputs,
for the same commit. "Re-run failed jobs" finds the earlier attempt; a new workflow run, of the same workflow file and event, finds the
last one since the last success. What is committed is not done or paid again. If nothing fits, a new run begins; "Re-run all jobs" does not
see earlier artifacts, so it begins anew. With \`resume: <run id>\` a run of any earlier workflow run of the same workflow file is gone on with, and
if that cannot be, the step is refused. Tasks run from the workflow as it is checked out if \`workflow\` names it, else as it was recorded.

\`\`\`yaml
    permissions:
      contents: read
      actions: read # to find what earlier workflow runs have kept
    steps:
      - uses: org/agent-orchestrator@v1
        with:
          workflow: code-review-and-testing
          resume: auto
\`\`\`

Nothing is believed because of its name. An artifact is taken if GitHub says that it comes from this repository, this workflow file and no
fork, if its label says the same, and if each file of it has the digest that the label names; archives with links, paths, more than
${number(MAX_ARCHIVE_ENTRIES)} files, more than ${number(MAX_ARCHIVED_TOTAL / MEBIBYTE)} MiB or files that grow more than ${MAX_ARCHIVE_RATIO}-fold are not opened. A run that two workflow runs have
gone on with is refused. Jobs of one workflow run can all upload artifacts: what is kept is as trustworthy as the least of them.

| what is not taken | what helps |
| --- | --- |
${carryFaults()}

## On several machines

\`orchestrate.yml\` spreads a run over jobs: \`plan\` reads the workflow, a wave of legs does what can be done, \`advance\` decides what comes
next, \`cleanup\` does what has to happen at the end, and \`finish\` tells how it went. [\`compile\`](compile.md) writes a file with a job for
each task or chain of tasks instead. The run, its budget, its check and its result are those of one job either way.

\`\`\`yaml
jobs:
  agents:
    permissions:
      contents: read
      actions: read
      checks: write # the check "agents / <workflow>"
      pull-requests: write # the comment
    uses: org/agent-orchestrator/.github/workflows/orchestrate.yml@v1
    with:
      workflow: code-review-and-testing
    secrets:
      anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
  deliver: # only for workflows with effects
    needs: agents
    permissions:
      contents: write
      pull-requests: write
    uses: org/agent-orchestrator/.github/workflows/deliver.yml@v1
    with:
      plan: \${{ needs.agents.outputs.plan }}
      effects: \${{ needs.agents.outputs.effects }}
\`\`\`

- Permissions are the caller's. A called job that asks for more than its caller has keeps everything from starting, without a log. Legs can
  read the project and nothing else; only \`plan\`, \`advance\` and \`finish\` write the check and the comment.
- Require \`agents / finish\` and nothing else: it is there in any case, and red unless the run succeeded, also while it waits for people.
- Do not call it from a matrix of yours: GitHub then leaves out jobs when the failed ones are run again.
- Jobs hand on archives, one for each part and attempt. The output \`plan\` names the first by its digest; a leg that speaks of the tasks of
  others is not believed.
- There are ${MAX_WAVES} waves of at most ${MAX_LEGS} legs. What needs more waves is refused before anything is spent;
  \`agent-orchestrator compile\` writes a file for it that has none.
- With a live comment each wave takes about five requests to the API, and so do the beginning and the end; legs take none. With \`checks: tasks\` there is
  one more for each task that has ended in it.

Nobody writes such jobs by hand; this is what they ask of the action:

| mode | does | is given |
| --- | --- | --- |
| \`plan\` | reads the workflow, freezes it with its inputs, begins the check | what \`run\` is given; \`legs\` in a compiled file |
| \`task\` | one leg, on a checkout of its own | \`task\`, \`plan\`; \`gate\` where an environment stands before the job |
| \`advance\` | decides what comes after a wave; a compiled file has none | \`wave\`, \`plan\` |
| \`finish\` | concludes the run, ends the check, gives the outputs | \`plan\`, \`results\` |

What a form (\`workflow_dispatch\`) sends empty counts as not given.

| what you see | what helps |
| --- | --- |
| a leg failed, or its machine was lost | "Re-run failed jobs": what succeeded is kept, what failed is done again, and nothing is paid twice |
| \`advance\` says that a leg has left no journal, again and again | "Re-run all jobs": a leg that was cancelled beside a failed one may be left out by "Re-run failed jobs" |
| "Re-run all jobs" does everything anew | \`resume: auto\` takes over what the run before has kept |
| \`finish\` says that there is no plan | look at the log of \`plan\`: the workflow was refused, or nobody with write permission started it |
| an archive is missing | its time of retention is over: "Re-run all jobs" |
| no job starts, and there is no log | the caller grants less than the jobs say: give it the permissions of the example |

## Inputs and outputs

${actionTables()}
The step is red unless the run succeeded; a run that waits for people is red too, so that a required check cannot pass before they
answered. Exit codes are those of [the command line](cli.md).

## What is shown

- **The check** \`agents / <workflow>\` is made at the start and always ended, also when the job is cancelled: then from the \`post\` part of
  the action. Its title names the cause. It ends with \`success\`, \`failure\`, \`timed_out\` (time or budget), \`cancelled\`, \`skipped\` (nothing
  applied) or \`action_required\` (somebody has to answer). Up to ${MOST_ANNOTATIONS} failures are marked in the files.
  With \`checks: tasks\` each task has a check of its own besides, \`agents / <workflow> / <task>\`, written once when the task has ended, up to
  ${MOST_TASK_CHECKS} and those of the file first; the check of the workflow names the others. A run on several machines writes them in the
  jobs between its waves, of what has ended by then.
- **The comment** is one for each workflow and pull request, changed in place; the newest run has it. With \`comment: live\` it is brought up
  to date at most every ${seconds} seconds, less often the longer a run takes. What does not fit into ${number(MAX_COMMENT)} characters
  is left out in steps, and the comment says so. If somebody deletes it, this run does not write another. Ours is known by a hidden mark and
  by its author, \`github-actions[bot]\`; with the token of an app it is not found again and each run writes one.
- **The summary** of the job, up to ${number(MAX_SUMMARY_BYTES / 1024)} KiB, is written once. Diagrams have at most ${COMMENT_SIZE.nodes} tasks in the
  comment and ${SUMMARY_SIZE.nodes} in the summary.
- **The report**, with \`report: true\`, is one HTML page with the time line, the graph, costs, and what each task was asked, gave and wrote.
  It loads nothing and can be read without its script. It is an artifact of its own, which the browser opens as it is, also when the job was
  ended; \`report_path\` says where the file lies.
- **The log** is the same as on a command line. What tasks print is broken where the runner would take it for a command of its own.

A run makes at most ${MAX_CALLS} requests, one after the other, writes at least a second apart, and waits when GitHub asks it to. Trouble
with GitHub is a warning and changes nothing about the run or its conclusion. A token that may not write is noticed once; the summary
says what was not written and which permission it takes. What a run wants written besides, its [effects](effects.md), is listed there too, each
with what became of it.

## Who may start a run

Pull requests, comments, dispatches and runs that follow another one need somebody with write permission behind them: the permission is
asked for at that moment, of the actor and of whoever started the job again. Schedules, pushes and merge queues were checked by GitHub.
Bots need to be named. Whatever cannot be found out counts as no.

| nothing is started when | what helps |
| --- | --- |
${refusals()}

A pull request from a fork is refused. With \`forks: degrade\`, on \`pull_request\` alone, it runs with nothing in hand: GitHub gives such a
run no secret and a token that can only read, and the action hands on neither key nor token, writes no check and no comment, loads no plugins,
and says so in the summary. The code of the change runs there as it would in any other test job.

## What agents can reach

One job is one trust domain. A task sees a short list of the environment, not the runner's tokens, not the files of its commands and not
the inputs of the action. But it is a process of the same user on the same machine: it can read what that user can read, also the memory of other
processes. So give the job no more permissions than the example does, no \`id-token\`, no cache, and no secret besides the key of the model. Secrets
given as inputs are masked before anything else is said, in more spellings than the runner knows, and struck out of journal, log, summary,
comment, check and outputs.
`;
