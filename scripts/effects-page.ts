/** The page about effects: what may be written, by whom, how often, and what is refused; the numbers and tables are those of the code. */
import { MAX_CALLS, WRITE_GAP } from "../src/adapters/github/api.ts";
import { MOST_BINARY } from "../src/adapters/github/deliver-branch.ts";
import { BRANCH_PREFIX } from "../src/core/effects/declaration.ts";
import {
  ALL_KINDS,
  LONGEST_BODY,
  MOST_DOCUMENT_BYTES,
  MOST_EFFECTS,
  rowOf,
  type Part,
} from "../src/core/effects/kinds.ts";
import { MOST_FILES, MOST_PATCH_BYTES } from "../src/core/effects/patch.ts";
import { ANYWHERE, FOLDERS, NEVER, TOP_FOLDERS } from "../src/core/effects/paths.ts";
import { EFFECT_PERMISSIONS } from "../src/core/effects/permissions.ts";
import { REFUSALS } from "../src/core/effects/refusals.ts";

const code = (text: string): string => `\`${text}\``;
const number = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const partText = (name: string, part: Part): string => {
  const word =
    part.kind === "choice" ? part.choices.map(code).join(", ") : part.kind === "number" ? "a number" : "text";
  return `${code(name)}${part.optional === true ? "?" : ""} (${word})`;
};

const kinds = (): string =>
  ALL_KINDS.map((kind) => {
    const { declared, usual, about, parts } = rowOf(kind);
    const named = Object.entries(parts).map(([name, part]) => partText(name, part));
    return row([code(declared), code(kind), named.join(", "), String(usual), about]);
  }).join("\n");

const permissions = (): string =>
  Object.entries(EFFECT_PERMISSIONS)
    .map(([kind, permission]) => row([code(kind), code(`${permission}: write`)]))
    .join("\n");

const refusals = (): string =>
  Object.values(REFUSALS)
    .map(({ sentence, hint }) => row([sentence, hint]))
    .join("\n");

const listed = (all: readonly string[]): string => all.map(code).join(", ");

export const effectsPage = (): string => `# Effects: what a run may write to GitHub

Agents never write to GitHub, and hold no token that could. What they want written they hand over as data, **effects**; once the run has
succeeded, one program without an agent looks at them, refuses what was not declared, and writes the rest. Nothing is written that does not
stand under \`effects\` of the workflow.

\`\`\`yaml
name: review
effects:
  comment: 1
  review_comments: true
  labels: [reviewed, needs-tests]
tasks:
  - id: look
    agent: reviewer
    prompt: Review the change. Say what you found in one comment, and what belongs to a line there.
    effects: [comment, review_comments, labels]
\`\`\`

Both sides have to say it: the workflow what may be written at all and how often, and the task what it may hand over. A task that names what
the workflow does not is refused before anything runs; what an agent hands over beyond that is left out at the end, and said.

## What a task hands over

A task with \`effects\` gives data: an object with a list \`effects\` in it. Its schema is made from what it declares and shown to the agent,
beside the one that its author wrote; without one it is \`{summary, effects}\`. An answer that does not fit goes back for repair, like any other.
A command writes the same into \`AO_OUTPUT_FILE\`, under \`structured\`.

\`\`\`json
{
  "summary": "One thing to mend.",
  "effects": [
    { "kind": "comment", "body": "Good work. One thing stands out: see the line." },
    { "kind": "review_comment", "path": "src/cart.ts", "line": 48, "body": "This rounds twice." },
    { "kind": "label", "name": "needs-tests" }
  ]
}
\`\`\`

| in the workflow | \`kind\` | parts | most, if \`true\` | what it is |
| --- | --- | --- | --: | --- |
${kinds()}

A number in place of \`true\` is the most there may be. All of a run are at most ${MOST_EFFECTS}, and together at most ${number(MOST_DOCUMENT_BYTES)} bytes. Unknown
parts are refused: an effect cannot name a repository, a number, a commit or a person. \`agent-orchestrator schema effects\` prints the schema.

Of \`for_each\` each item hands over for itself; of \`samples\` and \`loop\` only the result that counts. A run that fails, or waits, writes nothing.

## The run's result as a pull request

\`\`\`yaml
name: tidy
effects:
  pull_request: { draft: true, title: "Tidy up (\${run.id})", labels: [agents] }
  allowed_paths: ["src/*", "docs/*"]
tasks:
  - id: tidy
    agent: coder
    prompt: Remove what nobody uses.
\`\`\`

What the tasks made of the files becomes one commit on a branch of its own, \`${BRANCH_PREFIX}<workflow>-<run>\` unless \`branch\` says otherwise, and a pull
request of it, a draft unless \`draft: false\`. \`branch: true\` alone stops at the branch. Title and text come from the workflow, else from a task that
hands over a \`pull_request\`, else from the workflow's name. Nothing is pushed by git: the files travel as they are, and no hook runs.

On a pull request check out its head (\`ref: \${{ github.event.pull_request.head.sha }}\`): what is checked out there otherwise is a merge that GitHub made to
try it, and the branch would stand on that. Changes that are not committed when a run begins belong to nobody's commit, so such a result is refused.

GitHub starts no workflows for what the token of a job has made. The pull request says so: close it and open it again, or deliver with the
token of an app. Opening pull requests has to be allowed under Settings, Actions, General.

The result is refused as a whole if it has more than ${MOST_FILES} files or ${number(MOST_PATCH_BYTES)} bytes, more than ${MOST_BINARY} files that are no text, a link, a submodule, a
change of a file's mode, or if it touches a protected file, also by moving it. Letters in upper or lower case make no difference. Protected are

- always: ${listed(NEVER)};
- in every folder, unless \`allowed_paths\` names the file exactly: ${listed(ANYWHERE)};
- everything below ${listed(FOLDERS)}, and below ${listed(TOP_FOLDERS)} at the top;
- the file of the workflow that ran, wherever it lies;
- what \`protected_paths\` names. \`*\` stands for any signs, \`/\` too.

With \`allowed_paths\` nothing else may be touched.

## How texts are made harmless

In this order: what could do something is taken apart, secrets are looked for, what is too long is cut (${number(LONGEST_BODY)} characters for a comment),
and the whole gets a digest. Mentions, references such as \`#1\` and with them the words that close issues, links, images, HTML, comments,
diagrams, formulas and suggestions do nothing any more, wherever they stand; headings, lists, tables and code stay as they are. An effect that
holds a secret, in any of its spellings, or the mark of one that was struck out, is refused as a whole.

## Delivering

\`\`\`sh
agent-orchestrator deliver latest --dry-run
GITHUB_TOKEN=... agent-orchestrator deliver latest --repository acme/shop --pull 7
\`\`\`

A run proposes its effects as one document; \`run --json\` names it \`<attempt>:<digest>\`. \`deliver --effects\` writes that and nothing else: another
attempt's word, another digest, or a run that has gone on since is refused. Where to is said by whoever delivers, on GitHub by the event,
never by an effect. Doing it again changes nothing: each effect has a key that all attempts share, is found again by it and by its author, and
a request of which nobody knows whether it happened is looked for before it is made again. Writes are ${number(WRITE_GAP)} ms apart, and a delivery makes at
most ${MAX_CALLS} requests.

What has changed meanwhile is seen: if the pull request has moved on or was closed, its comment says so, and comments on lines and the result
are not written; a branch that was to be merged into and is gone takes no pull request; a branch on which somebody else has worked is left
alone, and what somebody closed is not opened again. Notes stand in a check of their own, \`agents / <workflow> / notes\`, which is neutral: agents
do not decide about checks.

The action does the same at the end of \`mode: run\`, if the run succeeded, the event was trusted and the token may: trouble is a warning, and the
summary lists each effect with what became of it. For the change of a fork nothing is written, and the summary lists what it would have been.

## In a job of its own

So that nothing that writes stands where agents run, \`deliver.yml\` is a workflow beside \`orchestrate.yml\`, and its job the only one with
permissions to write what the workflow declares. This runs a workflow such as \`tidy\` above on several machines, and opens its pull request:

\`\`\`yaml
name: Agents
on:
  workflow_dispatch:
permissions: {}
concurrency:
  group: tidy-\${{ github.ref }}
  cancel-in-progress: false
jobs:
  agents:
    name: Agents
    permissions:
      contents: read # check the project out
      actions: read # go on with an earlier run
      checks: write # the check of the workflow
      pull-requests: write # its comment
    uses: org/agent-orchestrator/.github/workflows/orchestrate.yml@v1
    with:
      workflow: tidy
    secrets:
      anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
  deliver:
    name: Deliver
    needs: [agents]
    permissions:
      contents: write # the branch of the result
      pull-requests: write # its pull request
    uses: org/agent-orchestrator/.github/workflows/deliver.yml@v1
    with:
      plan: \${{ needs.agents.outputs.plan }}
      effects: \${{ needs.agents.outputs.effects }}
\`\`\`

What the agents changed on their machines was joined by the last job of the run, and lies in an artifact with the document and nothing else of
the run's store. The job that delivers takes this one and no other: of the same workflow run, workflow, commit and plan, and with the very document whose
digest it was given. It checks nothing out, starts no agent, and refuses if anybody has worked on the run in a later attempt. Where it failed
half-way, "Re-run failed jobs" does it again without a run, and writes what is missing. A job of your own does the same with the action:

\`\`\`yaml
      - uses: org/agent-orchestrator@v1
        with:
          mode: deliver
          plan: \${{ needs.agents.outputs.plan }}
          effects: \${{ needs.agents.outputs.effects }}
\`\`\`

With \`state_dir\` in place of \`plan\` it delivers a run that lies in that folder. Each effect needs one permission; \`agent-orchestrator compile\`
gives the job of a compiled workflow those of the declared ones, and besides them nothing that writes:

| effect | needs |
| --- | --- |
${permissions()}

## Why something was not written

| sentence | what helps |
| --- | --- |
${refusals()}
`;
