/** The one table of commands: parsing, help, suggestions and the page in docs/ all come from it. */
import type { Command, Flag } from "./command.ts";

const JSON_FLAG: Flag = { name: "json", type: "boolean", about: "print one JSON document on stdout" };
const JSON_LINES: Flag = {
  name: "json-lines",
  type: "boolean",
  about: "print each journal entry as it happens, then the document",
};
const PARAMETER: Flag = {
  name: "param",
  short: "p",
  type: "string",
  value: "name=value",
  repeatable: true,
  about: "set an input of the workflow",
};
const PARAMS: Flag = {
  name: "params",
  type: "string",
  value: "file",
  about: "inputs from a YAML or JSON file",
};
const ITEM: Flag = {
  name: "task",
  type: "string",
  value: "file",
  about: "the work item, read as task.* (YAML or JSON)",
};
const RUNNER: Flag = {
  name: "runner",
  type: "string",
  value: "name",
  setting: true,
  about: "who plays the agents, e.g. scripted; command tasks always run",
};
const MAX_PARALLEL: Flag = {
  name: "max-parallel",
  type: "number",
  value: "n",
  minimum: 1,
  setting: true,
  about: "how many tasks may run at the same time",
};
const TIMEOUT: Flag = {
  name: "timeout",
  type: "string",
  value: "time",
  about: "how long the run may take, e.g. 45m, in place of what the workflow says",
};
const MAX_FILE_SIZE: Flag = {
  name: "max-file-size",
  type: "string",
  value: "size",
  setting: true,
  about: "read larger workflow files, e.g. 4MiB (default 256KiB)",
  seldom: true,
};
const STRICT: Flag = { name: "strict", type: "boolean", setting: true, about: "treat warnings as errors" };
const DURABLE: Flag = {
  name: "durable",
  type: "boolean",
  setting: true,
  about: "survive a crash of the machine, not only of the process",
};

const ISOLATION: Flag = {
  name: "isolation",
  type: "string",
  value: "level",
  setting: true,
  about: "0, 1 (agents in a process namespace of their own), or auto (default): as far as the machine allows",
  seldom: true,
};

export const GLOBAL_FLAGS: readonly Flag[] = [
  {
    name: "directory",
    short: "C",
    type: "string",
    value: "dir",
    about: "act as if started in this directory",
  },
  {
    name: "definitions",
    type: "string",
    value: "dir",
    seldom: true,
    about:
      "read workflows, agents, plugins and the configuration file here instead; tasks work where they did",
  },
  {
    name: "state-dir",
    type: "string",
    value: "dir",
    setting: true,
    default: ".claude/workflow-state",
    about: "where runs are kept",
  },
  {
    name: "ui",
    type: "string",
    value: "kind",
    choices: ["auto", "live", "plain", "github", "none"],
    default: "auto",
    setting: true,
    about: "how progress is shown on stderr",
  },
  { name: "no-color", type: "boolean", setting: true, about: "never use colour" },
  { name: "color", type: "boolean", setting: true, about: "always use colour" },
  {
    name: "quiet",
    short: "q",
    type: "boolean",
    setting: true,
    about: "no progress, only results and errors",
  },
  { name: "verbose", short: "v", type: "boolean", setting: true, about: "also show what agents say" },
  {
    name: "untrusted",
    type: "boolean",
    setting: true,
    about: "the files come from somebody else: load no plugins",
  },
  { name: "no-input", type: "boolean", setting: true, about: "never ask a question" },
  { name: "yes", type: "boolean", about: "answer every question with yes" },
  { name: "print-config", type: "boolean", about: "print every setting with its origin, then stop" },
  { name: "help", short: "h", type: "boolean", about: "show help" },
];

const RECORD: Flag = {
  name: "record",
  type: "string",
  value: "file",
  bare: "",
  about: "keep every agent's answer for `test`, in <workflow>.cassette.json or in this file",
};

const MAX_COST: Flag = {
  name: "max-cost-usd",
  type: "number",
  value: "x",
  minimum: 0,
  about: "what the run may cost, in place of what the workflow says",
};
const MAX_TOKENS: Flag = {
  name: "max-tokens",
  type: "number",
  value: "n",
  minimum: 1,
  about: "how many tokens its agents may read and write",
};

const APPLY: Flag = {
  name: "apply",
  type: "boolean",
  about: "also change your own files as the run's result says, all of them or none",
};
const BRANCH: Flag = {
  name: "branch",
  type: "string",
  value: "name",
  about: "the branch for the run's result (default agent-orchestrator/<run>)",
};
const KEEP_WORKTREES: Flag = {
  name: "keep-worktrees",
  type: "boolean",
  about: "leave the working trees of failed tasks to be looked at",
  seldom: true,
};

/** What is common elsewhere and hardly needed here. */
const rare = (flag: Flag): Flag => ({ ...flag, seldom: true });

const RUN_OPTIONS = [ISOLATION, DURABLE, JSON_FLAG, JSON_LINES] as const;

export const COMMANDS: readonly Command[] = [
  {
    name: "run",
    summary: "Run a workflow",
    about:
      "Validates the workflow, runs its tasks side by side and journals everything, so that a run that was cut can be resumed. Progress goes to stderr; stdout carries the workflow's outputs, or with --json the whole result.",
    args: [{ name: "workflow", about: "a file, or the name of a workflow", required: true }],
    flags: [
      PARAMETER,
      PARAMS,
      ITEM,
      RUNNER,
      MAX_PARALLEL,
      TIMEOUT,
      MAX_COST,
      MAX_TOKENS,
      { name: "dry-run", type: "boolean", about: "show what would run, start nothing" },
      APPLY,
      BRANCH,
      KEEP_WORKTREES,
      RECORD,
      STRICT,
      MAX_FILE_SIZE,
      ...RUN_OPTIONS,
    ],
    examples: [
      { line: "run demo --runner scripted", about: "no key, no network" },
      { line: 'run full-stack-feature -p feature_name="dark mode"', about: "with an input" },
      { line: "run ./review.yml --json > result.json", about: "the result as one document" },
    ],
    load: () => import("./commands/run.ts"),
  },
  {
    name: "demo",
    summary: "Watch a real graph run: no key, no network, ten seconds",
    about: "Runs the built-in workflow `demo` with the scripted agent in this directory.",
    args: [],
    flags: [MAX_PARALLEL, ...RUN_OPTIONS],
    examples: [
      { line: "demo", about: "watch it" },
      { line: "demo --ui plain", about: "one line per event" },
      { line: "demo --json", about: "the result as one document" },
    ],
    load: () => import("./commands/demo.ts"),
  },
  {
    name: "validate",
    summary: "Check workflow files and report every mistake at once",
    about: "Without files: every workflow of this project. Exit code 2 when there is an error.",
    args: [{ name: "files", about: "files or names of workflows", required: false, many: true }],
    flags: [
      {
        name: "format",
        type: "string",
        value: "kind",
        choices: ["text", "json", "sarif", "github", "compact"],
        default: "text",
        about: "how findings are printed",
      },
      { name: "json", type: "boolean", about: "the same as --format json" },
      STRICT,
      MAX_FILE_SIZE,
    ],
    examples: [
      { line: "validate", about: "all workflows of this project" },
      { line: "validate review.yml --strict", about: "warnings count as errors" },
      { line: "validate --format sarif > findings.sarif", about: "for code scanning" },
    ],
    load: () => import("./commands/validate.ts"),
  },
  {
    name: "test",
    summary: "Play workflows by the tests beside them, at no cost",
    about:
      "Runs every case of <workflow>.test.yml with played agents and time that passes at once: no process is started, nothing is sent, no file is written. Without names: every workflow of this project that has tests. Exit code 1 when an expectation is not met, 2 when a file is wrong.",
    args: [{ name: "workflows", about: "files or names of workflows", required: false, many: true }],
    flags: [
      { name: "update", type: "boolean", about: "write down what happens now as what is expected" },
      JSON_FLAG,
      MAX_FILE_SIZE,
    ],
    examples: [
      { line: "test demo", about: "the tests of one workflow" },
      { line: "test", about: "all tests of this project" },
      { line: "test demo --json", about: "for other programs" },
    ],
    load: () => import("./commands/test.ts"),
  },
  {
    name: "plan",
    summary: "Show what would run, in which order, and what waits for what",
    about:
      "Prints the graph by levels with the longest path, conditions, retries and limits, and what it may cost at worst. " +
      "With --json, a fan-out has the pattern of its items under `body`, and a task that chooses from others has them under `team`.",
    args: [{ name: "workflow", about: "a file, or the name of a workflow", required: true }],
    flags: [
      PARAMETER,
      PARAMS,
      ITEM,
      RUNNER,
      MAX_PARALLEL,
      MAX_COST,
      MAX_TOKENS,
      {
        name: "placement",
        type: "string",
        value: "kind",
        choices: ["in-process", "matrix", "compiled", "all"],
        about: "also print jobs, time and minutes paid for one way of running it on GitHub, or all",
      },
      STRICT,
      MAX_FILE_SIZE,
      JSON_FLAG,
    ],
    examples: [
      { line: "plan demo", about: "the graph as text" },
      { line: "plan demo --placement all", about: "what it takes on GitHub" },
      { line: "plan demo --json", about: "for other programs" },
    ],
    load: () => import("./commands/plan.ts"),
  },
  {
    name: "compile",
    seldom: true,
    summary: "Write a workflow as a file that GitHub runs by itself",
    about:
      "One job for each task or chain of tasks, with exact needs, least permissions and pinned actions. Without -o it writes .github/workflows/<name>.agents.yml, and never over a file that somebody else wrote. " +
      "The same source gives the same bytes. The page on compiling says what becomes a job, a gate, a trigger.",
    args: [{ name: "workflow", about: "a file, or the name of a workflow", required: true }],
    flags: [
      {
        name: "output",
        short: "o",
        type: "string",
        value: "file",
        about: "where it is written; - for stdout",
      },
      {
        name: "check",
        type: "boolean",
        about: "write nothing; exit code 1 if the file is not what the workflow gives",
      },
      { name: "diff", type: "boolean", about: "write nothing; print what would change, as a patch" },
      {
        name: "action",
        type: "string",
        value: "ref",
        about: "the action at one commit with its version, 'owner/name@<commit> # v1.2.3', or ./",
      },
      {
        name: "environment",
        type: "string",
        value: "name",
        about: "the environment of GitHub that keeps the secrets, for the jobs that get any",
      },
      {
        name: "checks",
        type: "string",
        value: "kind",
        choices: ["tasks"],
        about: "a check of its own for each task, besides that of the workflow",
      },
      {
        name: "runner",
        type: "string",
        value: "name",
        about: "who plays the agents, e.g. scripted; command tasks always run",
      },
      JSON_FLAG,
      MAX_FILE_SIZE,
    ],
    examples: [
      { line: "compile feature", about: "into .github/workflows/feature.agents.yml" },
      { line: "compile feature --check", about: "in CI: is the file still what the workflow gives?" },
      { line: "compile feature --diff", about: "what would change" },
    ],
    load: () => import("./commands/compile.ts"),
  },
  {
    name: "init",
    seldom: true,
    summary: "Write the first files of a project, and those that let GitHub run them",
    about:
      "A workflow with its test in .claude/workflows. With --ci github also the workflow files of GitHub that call the action on pull requests, comments, labels, by hand and by the clock, each with no permission more than it needs, and a routing table. What is there already stays as it is.",
    args: [],
    flags: [
      { name: "template", type: "string", value: "name", about: "begin with this workflow of the library" },
      {
        name: "ci",
        type: "string",
        value: "where",
        choices: ["github"],
        about: "also write what calls the action",
      },
      {
        name: "pin",
        type: "string",
        value: "commit",
        about: "the commit of the action to call, in place of its tag v1",
      },
      JSON_FLAG,
    ],
    examples: [
      { line: "init", about: "a workflow of three tasks, and its test" },
      { line: "init --ci github --template bug-fix", about: "with everything that GitHub needs" },
      { line: "init --ci github --json", about: "for other programs" },
    ],
    load: () => import("./commands/init.ts"),
  },
  {
    name: "route",
    seldom: true,
    summary: "Show which workflow belongs to an event of GitHub, and why",
    about:
      "Reads the `routing` table of agent-orchestrator.config.yml in its order, then the `on` of the project's workflows. Nothing is started. Exit code 1 where none, or more than one, belongs to it.",
    args: [],
    flags: [
      { name: "event", type: "string", value: "file", about: "the payload of the event, as JSON" },
      {
        name: "event-name",
        type: "string",
        value: "name",
        about: "e.g. pull_request; guessed from the payload if left out",
      },
      { name: "changed", type: "string", value: "file", about: "the changed files, one path a line" },
      JSON_FLAG,
    ],
    examples: [
      { line: "route --event event.json", about: "the name of the workflow" },
      { line: "route --event event.json --changed files.txt", about: "with rules that ask for paths" },
      {
        line: "route --event event.json --json",
        about: "for other programs, with every rule that did not fit",
      },
    ],
    load: () => import("./commands/route.ts"),
  },
  {
    name: "dispatch",
    seldom: true,
    summary: "Start a workflow on GitHub by hand, and follow it",
    about:
      "A name is one of our workflows, started by the workflow file that `init --ci github` writes; a file name is that file of .github/workflows itself. The token comes from GITHUB_TOKEN or GH_TOKEN. With --watch the exit code is 0 for success, 1 for failure, 3 where somebody has to act, 130 where it was cancelled.",
    args: [{ name: "workflow", about: "a name, or a file of .github/workflows", required: true }],
    flags: [
      PARAMETER,
      {
        name: "ref",
        type: "string",
        value: "branch",
        about: "a branch or a tag; by default the default branch",
      },
      { name: "repo", type: "string", value: "owner/name", about: "by default that of this folder" },
      {
        name: "caller",
        type: "string",
        value: "file",
        about: "the workflow file that runs ours [agents-dispatch.yml]",
      },
      { name: "watch", type: "boolean", about: "stay until it has ended" },
      JSON_FLAG,
    ],
    examples: [
      { line: "dispatch bug-fix -p issue=42 --watch", about: "one of ours, to its end" },
      { line: "dispatch release.yml -p version=1.2 --ref main", about: "a workflow file of GitHub" },
      { line: "dispatch bug-fix --repo octo/app --json", about: "elsewhere, for other programs" },
    ],
    load: () => import("./commands/dispatch.ts"),
  },
  {
    name: "list",
    summary: "List the workflows of this project and of the library",
    about: "Every workflow that can be run by name, with its description.",
    args: [],
    flags: [JSON_FLAG],
    examples: [
      { line: "list", about: "names and descriptions" },
      { line: "list --json", about: "for other programs" },
      { line: "-C ../other list", about: "of another project" },
    ],
    load: () => import("./commands/list.ts"),
  },
  {
    name: "status",
    summary: "Show how a run stands, by default the latest",
    about: "Reads the journal only; it never touches a run that is going on.",
    args: [{ name: "run", about: "a run's id, a unique part of it, or latest", required: false }],
    flags: [JSON_FLAG],
    examples: [
      { line: "status", about: "the latest run" },
      { line: "status 8k2f", about: "by the end of its id" },
      { line: "status latest --json", about: "for other programs" },
    ],
    load: () => import("./commands/status.ts"),
  },
  {
    name: "diff",
    seldom: true,
    summary: "Print what a run, or one of its tasks, changed in the files",
    about:
      "The changes of tasks that worked in trees of their own, as a patch that `git apply` takes. A run that has not succeeded shows what it has so far.",
    args: [
      { name: "run", about: "a run's id, a unique part of it, or latest", required: true },
      { name: "task", about: "the changes of this task only", required: false },
    ],
    flags: [
      { name: "stat", type: "boolean", about: "only which files, and how much of each" },
      { name: "json", type: "boolean", about: "files and patch as one JSON document on stdout" },
    ],
    examples: [
      { line: "diff latest", about: "the whole result" },
      { line: "diff latest backend --stat", about: "what one task did, in short" },
      { line: "diff latest | git apply", about: "onto your own files" },
    ],
    load: () => import("./commands/diff.ts"),
  },
  {
    name: "logs",
    summary: "Print what the tasks of a run wrote",
    about: "The captured output of every attempt, in the order in which the attempts started.",
    args: [
      { name: "run", about: "a run's id, a unique part of it, or latest", required: true },
      { name: "task", about: "only this task", required: false },
    ],
    flags: [
      { name: "follow", short: "f", type: "boolean", about: "go on until the run ends" },
      { name: "failed", type: "boolean", about: "only tasks that failed" },
      JSON_FLAG,
    ],
    examples: [
      { line: "logs latest", about: "everything" },
      { line: "logs latest test", about: "one task" },
      { line: "logs latest --failed", about: "only what failed" },
    ],
    load: () => import("./commands/logs.ts"),
  },
  {
    name: "resume",
    summary: "Go on with a run that was cut, failed or paused",
    about: "Committed results are kept. A finished run prints its result and does nothing.",
    args: [{ name: "run", about: "a run's id, a unique part of it, or latest", required: true }],
    flags: [
      {
        name: "rerun",
        type: "string",
        value: "what",
        about: "also run again: failed (default), from:<task> or all",
      },
      {
        name: "workflow",
        type: "string",
        value: "which",
        choices: ["current", "recorded", "strict"],
        about: "the file as it is now (default), as recorded, or refuse if they differ",
      },
      {
        name: "ask-again",
        type: "boolean",
        about: "answers that were taken and limits that were raised before do not count: ask again",
        seldom: true,
      },
      KEEP_WORKTREES,
      MAX_COST,
      MAX_TOKENS,
      RUNNER,
      MAX_PARALLEL,
      STRICT,
      MAX_FILE_SIZE,
      ...RUN_OPTIONS,
    ],
    examples: [
      { line: "resume latest", about: "go on where it stopped" },
      { line: "resume latest --rerun from:test", about: "test and what follows, again" },
      { line: "resume 8k2f --max-cost-usd 20", about: "with more money, after a budget was used up" },
    ],
    load: () => import("./commands/resume.ts"),
  },
  {
    name: "report",
    summary: "Write a run as one HTML page that can be carried away",
    seldom: true,
    about:
      "The page holds everything: what failed and why, the table and the time line, the graph, costs, agents, inputs and outputs, and what each task wrote. It loads nothing from anywhere and can be read without its script. At most 20 MiB: what does not fit is left out in steps, and the page says so.",
    args: [{ name: "run", about: "a run's id, its folder, or latest", required: false }],
    flags: [
      {
        name: "output",
        short: "o",
        type: "string",
        value: "file",
        about: "where to write it; - for stdout (default report-<run>.html)",
      },
      JSON_FLAG,
    ],
    examples: [
      { line: "report", about: "the latest run" },
      { line: "report 8k2f -o run.html", about: "to a file of your choice" },
      { line: "report ./downloaded-run -o -", about: "of a folder from elsewhere, to stdout" },
    ],
    load: () => import("./commands/report.ts"),
  },
  {
    name: "replay",
    summary: "Show any view of a past run from its folder",
    seldom: true,
    about: "Works on a folder alone, wherever it was copied to; nothing is run.",
    args: [{ name: "folder", about: "a run's folder, or its id", required: true }],
    flags: [
      {
        name: "view",
        type: "string",
        value: "kind",
        choices: ["outline", "timeline", "entries", "document"],
        default: "outline",
        about: "what to print",
      },
      JSON_FLAG,
    ],
    examples: [
      { line: "replay latest --view timeline", about: "who ran when" },
      { line: "replay ./downloaded-run --view entries", about: "the journal as JSON lines" },
      { line: "replay latest --view document", about: "what run --json printed" },
    ],
    load: () => import("./commands/replay.ts"),
  },
  {
    name: "cancel",
    summary: "Stop a run that is going on",
    about: "Asks the process that drives the run to end it, and waits until it has.",
    args: [{ name: "run", about: "a run's id, a unique part of it, or latest", required: true }],
    flags: [JSON_FLAG],
    examples: [
      { line: "cancel latest", about: "the run started last" },
      { line: "cancel 8k2f", about: "by the end of its id" },
      { line: "cancel latest --json", about: "for other programs" },
    ],
    load: () => import("./commands/cancel.ts"),
  },
  {
    name: "approve",
    summary: "Say yes to a question of a run",
    about:
      "Records the answer beside the run's journal; the first answer that fits counts. A run that is going on takes it up by itself, a paused one when it is resumed. With the digest, the answer is refused if the question has changed since you saw it.",
    args: [
      { name: "run", about: "a run's id, a unique part of it, or latest", required: true },
      { name: "gate", about: "the task that asks; may be left out if only one does", required: false },
      {
        name: "digest",
        about: "what you saw: the beginning of the digest that status shows",
        required: false,
      },
    ],
    flags: [
      {
        name: "field",
        type: "string",
        value: "name=value",
        repeatable: true,
        about: "fill in a field of the question",
      },
      JSON_FLAG,
    ],
    examples: [
      { line: "approve latest", about: "the only question of the run" },
      { line: "approve latest release 3fa2b1c4d5e6", about: "only if it is still the same" },
      { line: "approve 8k2f release --field version=1.2", about: "with a field filled in" },
    ],
    load: () => import("./commands/approve.ts"),
  },
  {
    name: "reject",
    summary: "Say no to a question of a run",
    about: "Recorded like a yes. The task that asked fails, and what depends on it does not run.",
    args: [
      { name: "run", about: "a run's id, a unique part of it, or latest", required: true },
      { name: "gate", about: "the task that asks; may be left out if only one does", required: false },
      {
        name: "digest",
        about: "what you saw: the beginning of the digest that status shows",
        required: false,
      },
    ],
    flags: [
      { name: "reason", type: "string", value: "text", about: "why, for those who read the run" },
      JSON_FLAG,
    ],
    examples: [
      { line: "reject latest", about: "the only question of the run" },
      { line: 'reject latest release --reason "not on a Friday"', about: "with a reason" },
      { line: "reject 8k2f release --json", about: "for other programs" },
    ],
    load: () => import("./commands/reject.ts"),
  },
  {
    name: "rollback",
    summary: "Undo what a run has done",
    seldom: true,
    about:
      "Runs what the run's tasks name under `compensate`, the latest commit first; the first that fails stops the rest. Prints what will be undone before it begins. What reaches beyond this machine is undone only after a yes.",
    args: [{ name: "run", about: "a run's id, a unique part of it, or latest", required: true }],
    flags: [
      {
        name: "restore-tree",
        type: "boolean",
        about: "then bring the files of the git work tree back to what they were before the run",
      },
      JSON_FLAG,
    ],
    examples: [
      { line: "rollback latest", about: "undo the run started last" },
      { line: "rollback 8k2f --restore-tree", about: "and the files as they were" },
      { line: "rollback latest --yes --json", about: "for other programs" },
    ],
    load: () => import("./commands/rollback.ts"),
  },
  {
    name: "deliver",
    summary: "Write to GitHub what a run proposed",
    seldom: true,
    about:
      "Agents never write to GitHub: a run that succeeded hands over effects, as its workflow declares under `effects`, and this writes them: comments, labels, notes, an issue, a branch with a pull request. Where to is said here and never by an effect. Doing it twice changes nothing. The token is read from GITHUB_TOKEN.",
    args: [{ name: "run", about: "a run's id, a unique part of it, or latest", required: true }],
    flags: [
      {
        name: "effects",
        type: "string",
        value: "attempt:digest",
        about: "only if the run proposed exactly this, as `run --json` prints it",
      },
      {
        name: "repository",
        type: "string",
        value: "owner/name",
        about: "where to; by default what GITHUB_REPOSITORY says",
      },
      { name: "pull", type: "number", value: "n", minimum: 1, about: "the pull request that it is about" },
      {
        name: "head",
        type: "string",
        value: "commit",
        repeatable: true,
        about: "only if the run saw this commit; may be said more than once",
      },
      { name: "dry-run", type: "boolean", about: "show what would be written, write nothing" },
      JSON_FLAG,
    ],
    examples: [
      { line: "deliver latest --dry-run", about: "what the last run wants written" },
      { line: "deliver latest --repository acme/shop", about: "its branch and pull request" },
      { line: "deliver 8k2f --repository acme/shop --pull 7", about: "also what it says about a change" },
    ],
    load: () => import("./commands/deliver.ts"),
  },
  {
    name: "agents",
    summary: "List, show, add and remove agents; how they have been doing",
    seldom: true,
    about:
      "list and show: those of the project and the built-in ones, by capability or pattern. add: a built-in one to make it your own, a file, or a new one by --description; remove: one of the project's. health: which are asked (closed), left alone after too many failures in a row (open) or tried again (half-open), by the rule of the run that asked last (`settings.circuit_breaker`).",
    args: [
      { name: "what", about: "health (default), list, show, add or remove", required: false },
      { name: "agent", about: "its name; for add also a file", required: false },
    ],
    flags: [
      { name: "capability", type: "string", value: "word", about: "list: only those with this capability" },
      {
        name: "pattern",
        type: "string",
        value: "word",
        about: "list: only those for this coordination pattern",
      },
      { name: "description", type: "string", value: "text", about: "add: describes a new agent" },
      { name: "force", type: "boolean", about: "add and remove: do not ask, replace what is there" },
      JSON_FLAG,
    ],
    examples: [
      { line: "agents list --capability testing", about: "who can test" },
      { line: "agents add coder", about: "the built-in coder, to be changed" },
      { line: "agents health", about: "how they have been doing" },
    ],
    load: () => import("./commands/agents.ts"),
  },
  {
    name: "leg",
    seldom: true,
    summary: "Do one run in several processes, each on a machine of its own",
    about:
      "For CI systems: begin plans the run and prints its first legs; perform does one of them, or `finally`; advance folds what the legs of a wave wrote, decides, and prints the next ones; finish ends the run and prints what `run --json` prints. Whoever starts the processes carries the run's folder between them: its plan, the journal's segments and the objects.",
    args: [
      { name: "what", about: "begin, perform, advance or finish", required: true },
      { name: "subject", about: "a workflow for begin, else the run's id", required: false },
      { name: "leg", about: "perform: the leg, or finally", required: false },
    ],
    flags: [
      PARAMETER,
      rare(PARAMS),
      ITEM,
      RUNNER,
      rare(MAX_PARALLEL),
      TIMEOUT,
      MAX_COST,
      rare(MAX_TOKENS),
      { name: "run-id", type: "string", value: "id", about: "begin: the name of the run" },
      { name: "legs", type: "string", value: "file", about: "begin: legs that were cut beforehand (JSON)" },
      {
        name: "gate",
        type: "string",
        value: "kind",
        choices: ["environment"],
        about: "perform: the people whom this leg asks have agreed, as a gate in front of its machine says",
        seldom: true,
      },
      {
        name: "epoch",
        type: "number",
        value: "n",
        minimum: 1,
        about: "which attempt at the whole run this is (1)",
      },
      { name: "wave", type: "number", value: "k", minimum: 1, about: "advance: the wave that has ended" },
      { name: "results", type: "string", value: "list", about: "finish: how the jobs ended (JSON)" },
      rare(BRANCH),
      rare(STRICT),
      MAX_FILE_SIZE,
      ...RUN_OPTIONS,
    ],
    examples: [
      { line: "leg begin review --runner scripted --json", about: "plan, and print the first legs" },
      { line: "leg perform 8k2f w1-review", about: "do one of them" },
      { line: "leg advance 8k2f --wave 1 --json", about: "the next legs, if there are any" },
    ],
    load: () => import("./commands/leg.ts"),
  },
  {
    name: "schema",
    summary: "Print the JSON Schemas of files and messages",
    seldom: true,
    about: "Draft-07, for editors. Put its place into the first line of a file.",
    args: [
      {
        name: "kind",
        about: "workflow (default), test, cassette, hand-off, answer or effects",
        required: false,
      },
    ],
    flags: [],
    examples: [
      { line: "schema > workflow.schema.json", about: "keep a copy" },
      { line: "schema test", about: "of files with tests" },
      { line: "schema hand-off", about: "of what a task gives to the next" },
    ],
    load: () => import("./commands/schema.ts"),
  },
  {
    name: "explain",
    summary: "Explain an error code or a failure class",
    seldom: true,
    about: "What it means, why it is refused and what to write instead.",
    args: [{ name: "code", about: "e.g. AO1203, unknown-agent or timeout", required: true }],
    flags: [],
    examples: [
      { line: "explain AO1203", about: "a finding of validate" },
      { line: "explain unknown-agent", about: "the same by name" },
      { line: "explain timeout", about: "why a task failed" },
    ],
    load: () => import("./commands/explain.ts"),
  },
  {
    name: "version",
    summary: "Print the version",
    seldom: true,
    about: "The version of agent-orchestrator; with --json also that of Node.js and the platform.",
    args: [],
    flags: [JSON_FLAG],
    examples: [
      { line: "version", about: "just the number" },
      { line: "version --json", about: "with the surroundings" },
      { line: "--version", about: "the same as version" },
    ],
    load: () => import("./commands/version.ts"),
  },
];

export const commandNamed = (name: string): Command | undefined =>
  COMMANDS.find((command) => command.name === name);
