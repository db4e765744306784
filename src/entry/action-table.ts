/** The one table of what a workflow file may say to the action and what it gets back: action.yml, its page and the reading of inputs come from it. */

export const MODES = ["run", "validate", "plan", "advance", "task", "finish", "deliver"] as const;
/** `later` says why a value is refused: nothing is taken and then not done. */
export type Input = Readonly<{
  name: string;
  kind: "text" | "secret" | "number" | "boolean" | "choice" | "names";
  choices?: readonly string[];
  default?: string;
  about: string;
  /** Choices, or "any" for every value but the default, that belong to jobs on several machines. */
  later?: readonly string[] | "any";
}>;

export const INPUTS: readonly Input[] = [
  {
    name: "workflow",
    kind: "text",
    about:
      "The workflow: a path, a name, or `auto`: the one that belongs to the event. Needed by `run`; `validate` without it checks every workflow of the project",
  },
  {
    name: "mode",
    kind: "choice",
    choices: MODES,
    default: "run",
    about:
      "What to do: `run` runs the workflow in this job, `validate` checks files and runs nothing, `deliver` writes to GitHub what a run proposed. `plan`, `task`, `advance` and `finish` are the jobs of a run on several machines, as orchestrate.yml and compiled workflows have them",
  },
  {
    name: "inputs",
    kind: "text",
    about: "Inputs of the workflow, as a YAML or JSON mapping of names to values",
  },
  { name: "task", kind: "text", about: "`task`: which leg this job does, or `finally`" },
  {
    name: "plan",
    kind: "text",
    about: "`task`, `advance`, `finish`, `deliver`: the output `plan` of the job with `mode: plan`",
  },
  {
    name: "legs",
    kind: "text",
    about: "`plan`: legs that were cut beforehand, as JSON; a compiled workflow has them",
  },
  {
    name: "gate",
    kind: "choice",
    choices: ["none", "environment"],
    default: "none",
    about:
      "`task`: `environment` where the reviewers of this job's environment have agreed to what the leg asks",
  },
  { name: "wave", kind: "number", about: "`advance`: the wave that has ended" },
  { name: "results", kind: "text", about: "`finish`: how the jobs before it ended, as a JSON list" },
  {
    name: "placement",
    kind: "choice",
    choices: ["in-process", "matrix", "compiled"],
    default: "in-process",
    about: "Where the tasks run: `in-process` is this job. The others are reserved",
    later: ["matrix", "compiled"],
  },
  { name: "runner", kind: "text", about: "Who plays the agents, e.g. `scripted`; command tasks always run" },
  { name: "max_parallel", kind: "number", about: "How many tasks may run at the same time" },
  {
    name: "timeout",
    kind: "text",
    about: "How long the run may take, e.g. `45m`, in place of what the workflow says",
  },
  {
    name: "max_cost_usd",
    kind: "number",
    about: "What the run may cost in US dollars, in place of what the workflow says",
  },
  {
    name: "resume",
    kind: "text",
    default: "off",
    about:
      "`off`; `auto`, to go on with what an earlier attempt or an earlier workflow run for the same commit left of the same; or the id of a run, in `state_dir` or kept by an earlier job",
  },
  {
    name: "effects",
    kind: "text",
    about:
      "`deliver`: what of the run that `plan` names, or that lies in `state_dir`, may be written: `<attempt>:<digest>`, or `none`",
  },
  { name: "rerun", kind: "text", about: "With `resume`: `failed`, `from:<task>` or `all`" },
  {
    name: "github_token",
    kind: "secret",
    default: "${{ github.token }}",
    about: "For the check, the comment and the question who may start this; agents never see it",
  },
  { name: "anthropic_api_key", kind: "secret", about: "Key for Claude Code" },
  { name: "claude_code_oauth_token", kind: "secret", about: "Login for Claude Code in place of a key" },
  {
    name: "use_bedrock",
    kind: "boolean",
    default: "false",
    about: "Reserved: models of a cloud",
    later: ["true"],
  },
  {
    name: "use_vertex",
    kind: "boolean",
    default: "false",
    about: "Reserved: models of a cloud",
    later: ["true"],
  },
  { name: "model", kind: "text", about: "Reserved: say `model` in the workflow", later: "any" },
  {
    name: "claude_args",
    kind: "text",
    about: "Reserved: say `options` of a task in the workflow",
    later: "any",
  },
  {
    name: "comment",
    kind: "choice",
    choices: ["live", "final", "on-failure", "off"],
    default: "live",
    about:
      "The one comment on the pull request: kept up to date, written at the end, only after a failure, or never",
  },
  {
    name: "checks",
    kind: "choice",
    choices: ["workflow", "tasks", "off"],
    default: "workflow",
    about: "One check for the workflow, or none; `tasks` for one of each task besides, 20 at most",
  },
  {
    name: "annotations",
    kind: "boolean",
    default: "true",
    about: "Mark failures at their place in the changed files",
  },
  {
    name: "report",
    kind: "boolean",
    default: "false",
    about:
      "Keep the run as one HTML page, an artifact of its own; the output `report_path` says where the file lies",
  },
  {
    name: "allowed_bots",
    kind: "names",
    about:
      "Exact names of bots that may start runs, e.g. `renovate[bot]`, separated by commas or lines. There is no star",
  },
  {
    name: "forks",
    kind: "choice",
    choices: ["refuse", "degrade"],
    default: "refuse",
    about:
      "What happens to a pull request from a fork: it is refused, or on `pull_request` runs with nothing in hand and says what was not done",
  },
  {
    name: "definitions",
    kind: "choice",
    choices: ["base", "head"],
    default: "base",
    about:
      "Under a change, where workflows, agents, plugins and the configuration file are read: where the change leads to, or, on pull_request and for one's own change alone, the change itself",
  },
  { name: "working_directory", kind: "text", default: ".", about: "The project, inside the workspace" },
  {
    name: "state_dir",
    kind: "text",
    about: "Where runs are kept; by default in the runner's temporary folder",
  },
  {
    name: "keep",
    kind: "boolean",
    default: "true",
    about: "Keep the run as an artifact of the workflow run, so that another job can go on with it",
  },
  { name: "dry_run", kind: "boolean", default: "false", about: "Show what would run, start nothing" },
];

export type Output = Readonly<{ name: string; about: string; later?: true }>;

export const OUTPUTS: readonly Output[] = [
  { name: "run_id", about: "The run, for `resume`" },
  {
    name: "conclusion",
    about:
      "`success`, `failure`, `cancelled` or `paused`; `skipped` if there was nothing to start; `refused` if nothing was started",
  },
  { name: "outputs", about: "The workflow's outputs as JSON" },
  { name: "structured_output", about: "The data that the last task with a schema gave, as JSON" },
  { name: "total_cost_usd", about: "What the run cost; empty if nobody knows" },
  { name: "input_tokens", about: "Tokens that agents read" },
  { name: "output_tokens", about: "Tokens that agents wrote" },
  { name: "paused", about: "`true` if the run waits for a person or a quota" },
  {
    name: "effects",
    about: "What the run wants written to GitHub, for `deliver`: `<attempt>:<digest>`, or `none`",
  },
  { name: "branch", about: "Reserved", later: true },
  { name: "report_path", about: "Where the page of the run lies, with `report: true`" },
  { name: "matrix", about: "Reserved", later: true },
  { name: "waves", about: "Reserved", later: true },
  {
    name: "legs",
    about: "`plan`, `advance`: the legs of the next wave as a JSON list, `[]` if there are none",
  },
  {
    name: "plan",
    about: "`plan`: what all other jobs of the run are given as `plan`; `none` if there is nothing to do",
  },
  { name: "head", about: "`plan`: the commit that the run is about, for the checkout of the legs" },
  { name: "kill", about: "`plan`: `true` if a leg that fails is to end the others of its wave" },
  { name: "last", about: "`plan`: `true` if something has to happen at the end whatever happened before" },
];
