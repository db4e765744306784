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

/** How a whole file begins that somebody pastes. */
const CALLER = `# .github/workflows/agents.yml
name: Agents
on:
  pull_request:

permissions: {}

concurrency:
  group: agents-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:`;

/** For who pastes it: a whole file, and no word of it needs to be understood first. */
const QUICK_START = `${CALLER}
  review:
    name: Review
    runs-on: ubuntu-latest
    timeout-minutes: 60
    environment: agents # keeps the key; GitHub makes it with the first run
    permissions:
      contents: read # check the project out
      checks: write # the check "agents / <workflow>"
      pull-requests: write # the comment
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          fetch-depth: 0 # reviewers look at the history
          persist-credentials: false
      - uses: org/agent-orchestrator@v1
        id: agents
        with:
          workflow: code-review-and-testing
          runner: scripted # actors play the agents; without this line it is Claude Code
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          max_cost_usd: 5
      # later steps get what the run gave
      - if: \${{ always() && steps.agents.outputs.conclusion == 'failure' }}
        env:
          RUN: \${{ steps.agents.outputs.run_id }}
        run: echo "run $RUN failed"`;

export const actionPage = (): string => `# The GitHub Action

The action runs a workflow on GitHub: a graph of tasks, each given to a coding agent. A check and one comment say how it stands, later steps get
its outputs, and the summary of the job holds all of it.

## Quick start

**Save this** as \`.github/workflows/agents.yml\`, and open a pull request with it:

\`\`\`yaml
${QUICK_START}
\`\`\`

**It runs at once**, without a key and without cost, since actors play the agents. Look at the check \`agents / code-review-and-testing\`, the
comment, and the summary of the job.

**Give it a key**: save one as the secret \`ANTHROPIC_API_KEY\` of the environment \`agents\` (Settings, Environments), and take the line
\`runner: scripted\` away. The next push to the pull request is reviewed by Claude Code, which the action installs where it is missing
([Runners](runners.md#programs-that-are-missing)).

**Then write your own.** \`code-review-and-testing\` comes with the action, as all workflows of [the library](../workflows) do. Yours lie in
\`workflows/<name>.yml\` and are named the same way; [the guide](guide.md) tells how to write them. Merge a new one before you use it: what runs on a
change is read [where the change leads to](#whose-files-decide).

\`agent-orchestrator init --ci github\` writes more of such files, with the least permissions each: for pull requests, orders in comments, labels, a
form and a schedule ([Triggers](triggers.md)). Put the full commit of a release in place of \`v1\` if you want what you have read and nothing else.

To check workflow files on every change, also from forks, without a key and without running anything:

\`\`\`yaml
      - uses: org/agent-orchestrator@v1
        with:
          mode: validate
\`\`\`

## Which placement when

The same file gives the same result wherever its tasks run.

| you want | use | what it takes |
| --- | --- | --- |
| to begin; small graphs; the fewest minutes paid | one job: the action with \`mode: run\`, as above | a caller of ten lines |
| more machines; agents away from each other and from every token that writes | [\`orchestrate.yml\`](#on-several-machines) | a caller of twenty lines; ${MAX_WAVES} waves of at most ${MAX_LEGS} legs |
| deep graphs without waves; people who agree in environments of GitHub; secrets for single tasks | [\`compile\`](compile.md) | a generated file to keep |
| agents that propose, and a job of its own that writes comments, labels, pull requests | [\`effects\`](effects.md), with any of them | \`deliver.yml\` or a few more permissions |
| files checked, nothing run | \`mode: validate\` | nothing |

\`agent-orchestrator plan <workflow> --placement all\` says what each takes in jobs, time and minutes.

## When it does not do what you want

| what you see | what to do |
| --- | --- |
| no job starts, and there is no log | a called workflow asks for more than its caller grants: give the job the permissions of the example |
| \`nothing was started: …\` | the sentence says why; all of them stand under [Who may start a run](#who-may-start-a-run) |
| \`… the workflow "…" is new in this change …\` | merge it first: [the change does not decide](#whose-files-decide) what is run on it. \`mode: validate\` checks it before |
| \`… could not be read where the change leads to …\` | give the job \`contents: read\`, or check out with \`fetch-depth: 0\` |
| a change of a workflow in a pull request has no effect | the same: it counts once it is merged |
| \`the runner "claude" is not available: …\` | hand on the secret as \`anthropic_api_key\`; secrets of an environment need \`environment:\` at the job |
| a comment, a label on an issue, a form or a schedule starts nothing | merge the caller: GitHub looks for these events in the files of the default branch alone |
| the summary says that nothing was started, and the job is green | no rule of \`workflow: auto\` fits: \`agent-orchestrator route\` shows which were looked at ([Triggers](triggers.md)) |
| \`more than one workflow belongs to this …\` | say in the table under \`routing\` which comes first |
| \`The check was not written: the token may not do it …\` | give the job the permission that it names; the run is not touched by this |
| a new comment with every run | the comment is known by its author: use the token of the job and not that of an app |
| the step is red, and no task has failed | the run waits for a person or a quota: the check says for what ([asking people](approvals.md)) |
| everything is done and paid again | "Re-run failed jobs" in place of "Re-run all jobs"; in one job with \`resume: auto\` ([going on](#what-is-kept-and-going-on-in-another-job)) |
| \`there is no plan: …\` in \`finish\` | look at the log of \`plan\`: the workflow was refused, or nobody with write permission started it |
| \`"…" may need … waves of legs, and there is room for ${MAX_WAVES}\` | \`agent-orchestrator compile\` writes a file that has no waves |
| \`plan\` "is not what the job with \`mode: plan\` gave" | hand on its output \`plan\` as it is, and use the same version of the action in all jobs; then re-run all jobs |
| a leg failed, or its machine was lost | "Re-run failed jobs": what succeeded is kept, what failed is done again, and nothing is paid twice |
| a failure stopped the run (\`on_failure\`) | mend the cause, then "Re-run failed jobs": it goes on where it was stopped, also with what was cancelled or undone |
| \`advance\` says that a leg has left no journal, again and again | "Re-run all jobs": a leg that was cancelled beside a failed one may be left out by "Re-run failed jobs" |
| \`the archive of … is refused\`, \`there is no artifact of …\` | look it up under [Archives](#archives-that-are-not-taken) |
| \`this job has no service of artifacts …\` | such a machine cannot hand anything on: use \`mode: run\` |
| an effect was not written | [the list of reasons](effects.md#why-something-was-not-written) |

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

- Pull requests, comments, issues, forms and runs that follow another one need somebody with write permission behind them. It is asked for at that
  moment, of the actor and of whoever started the job again.
- Schedules, pushes and merge queues were checked by GitHub.
- Bots need to be named in \`allowed_bots\`.
- Whatever cannot be found out counts as no.

| nothing is started when | what helps |
| --- | --- |
${refusals()}

A pull request from a fork is refused. With \`forks: degrade\`, on \`pull_request\` alone, it runs with nothing in hand: GitHub gives such a
run no secret and a token that can only read, and the action hands on neither key nor token, writes no check and no comment, loads no plugins,
and says so in the summary. The code of the change runs there as it would in any other test job.

## On several machines

\`orchestrate.yml\` spreads a run over jobs. \`plan\` reads the workflow. What can be done at the same time is a wave of legs: parts of the run, each on a
machine of its own. After each wave \`advance\` decides what comes next, \`cleanup\` does what has to happen at the end, and \`finish\` tells how it
went. The run, its budget, its check and its result are those of one job.

\`\`\`yaml
${CALLER}
  agents:
    permissions:
      contents: read # check the project out
      actions: read # go on with an earlier run
      checks: write # the check "agents / <workflow>"
      pull-requests: write # the comment
    uses: org/agent-orchestrator/.github/workflows/orchestrate.yml@v1
    with:
      workflow: code-review-and-testing # or auto: the one that belongs to the event
    secrets:
      anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
\`\`\`

A workflow with effects takes a second job, which alone may write: [In a job of its own](effects.md#in-a-job-of-its-own).

- Permissions are the caller's. A called job that asks for more than its caller has keeps everything from starting, without a log. Legs can
  read the project and nothing else; only \`plan\`, \`advance\` and \`finish\` write the check and the comment.
- Require \`agents / finish\` and nothing else: it is there in any case, and red unless the run succeeded, also while it waits for people.
  An order in a comment cannot make it green again: where people give such orders, require the check \`agents / <workflow>\` in its place.
- Do not call it from a matrix of yours: GitHub then leaves out jobs when the failed ones are run again.
- Jobs hand on archives, one for each part and attempt. The output \`plan\` names the first by its digest; a leg that speaks of the tasks of
  others is not believed.
- There are ${MAX_WAVES} waves of at most ${MAX_LEGS} legs. What needs more waves is refused before anything is spent;
  \`agent-orchestrator compile\` writes a file for it that has none.
- With a live comment the beginning, each wave and the end take about five requests to the API each; legs take none. With
  \`checks: tasks\` there is one more for each task that has ended.
- "Re-run failed jobs" goes on with the same run, without \`resume\`.

Nobody writes such jobs by hand; this is what they ask of the action:

| mode | does | is given |
| --- | --- | --- |
| \`plan\` | reads the workflow, freezes it with its inputs, begins the check | what \`run\` is given; \`legs\` in a compiled file |
| \`task\` | one leg, on a checkout of its own | \`task\`, \`plan\`; \`gate\` where an environment stands before the job |
| \`advance\` | decides what comes after a wave; a compiled file has none | \`wave\`, \`plan\` |
| \`finish\` | concludes the run, ends the check, gives the outputs | \`plan\`, \`results\` |

What a form (\`workflow_dispatch\`) sends empty counts as not given.

## What is kept, and going on in another job

When a run is over, also when its job was cancelled, it is kept as one artifact of the workflow run, \`ao-<run>-run-e<part>\`: its plan, its
journal, and whatever results and changes lie under digests, with all secrets that are known struck out. Whoever may read the repository may
download it; \`keep: false\` leaves it out. A job that is killed without notice keeps nothing. If it cannot be kept, that is a warning.

What is done is not done or paid for again:

- "Re-run failed jobs" goes on with the earlier attempt: in one job with \`resume: auto\`, on several machines without it.
- A new workflow run with \`resume: auto\` goes on with the last one since the last success that asked for the same: the same job of the same workflow
  file and event, the same workflow with the same inputs, the same commit. If nothing fits, a new run begins.
- \`resume: <run id>\` goes on with a run of any earlier workflow run of the same workflow file; if that cannot be, the step is refused.
- "Re-run all jobs" begins anew: GitHub shows a full re-run nothing of what earlier attempts have left.

Tasks run from the workflow as it is checked out if \`workflow\` names it, else as it was recorded.
Orders in comments find a run by the checks of the commit, across workflow files: [which run, and how far it is believed](triggers.md#which-run-is-gone-on-with).

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
Why an archive was not taken, and what helps then, is told [below](#archives-that-are-not-taken).

## Whose files decide

A change must not decide how it is judged. So under a change (\`pull_request\`, \`pull_request_target\`, a comment on a pull request, \`workflow_run\`) what
decides about the run is read at the commit that the change leads to, its base. The tasks work on the change itself.

| these files | under a change |
| --- | --- |
| workflows, agents, plugins: \`.claude\`, \`.github/agents\`, \`workflows\`, the folder of a workflow that is named by its path, \`agent-orchestrator.config.yml\` | are read at the base, into a folder of their own |
| what programs of agents read by themselves: ${AGENT_PLACES.map((name) => `\`${name}\``).join(", ")} | is replaced in the checkout by what the base has, and taken away where it has nothing; in the project's folder and all above it, links are not followed |
| programs of agents in \`node_modules\` of the checkout | are not used: have them on the PATH, or let the action install them |
| the file in \`.github/workflows\` that calls the action | is GitHub's to choose: on \`pull_request\` it is the change's own, so protect it with the rules of the repository |
| everything else | is the change's |

- The summary names the files that the change has otherwise. A workflow that is new in the change runs once it is merged; \`mode: validate\` looks at the
  change's own files. If the base cannot be read, nothing starts.
- The base is read with git where the checkout has it (\`fetch-depth: 0\`), else through the API: that takes \`contents: read\`, and a request for each file
  that differs, ${MAX_BASE_FETCHES} at most. ${number(MAX_BASE_FILES)} files of ${MAX_BASE_FILE_BYTES / MEBIBYTE} MiB each are read.
- On several machines the job \`plan\` reads these files once, and they go to all other jobs with the plan, bound to it by a digest. Legs ask GitHub for
  nothing: \`contents: read\` is enough for them, on private repositories and under comments too. Only where the files have more than
  ${MAX_CARRIED_BASE_BYTES / MEBIBYTE} MiB in all does each job read them by itself; a leg under a comment cannot do that on a private repository, and is refused.
- \`definitions: head\` lets a change decide itself: on \`pull_request\` alone, not from a fork, and only if its author started the job.
- A merge queue's own files decide about it: they were approved.
- Plugins that import packages do not find them under a change. A server that an agent's \`mcp\` names by its path is read where the task works, so keep
  servers in the agent itself or in \`.mcp.json\`. A \`state_dir\` that the change brings, or that is a link of it, is refused.

## What agents can reach

One job is one trust domain. A task sees a short list of the environment, not the runner's tokens, not the files of its commands and not
the inputs of the action. But it is a process of the same user on the same machine: it can read what that user can read, also the memory of other
processes. So give the job no more permissions than the example does, no \`id-token\`, no cache, and no secret besides the key of the model. Secrets
given as inputs are masked before anything else is said, in more spellings than the runner knows, and struck out of journal, log, summary,
comment, check and outputs.

## Inputs and outputs

${actionTables()}
The step is red unless the run succeeded; a run that waits for people is red too, so that a required check cannot pass before they
answered. Exit codes are those of [the command line](cli.md).

## Archives that are not taken

A run on several machines, and one that goes on in another job, is handed on in archives, which are artifacts of the workflow run.

| what is not taken | what helps |
| --- | --- |
${carryFaults()}
`;
