/** Every key of the workflow itself and of the objects that belong to it. */
import { RUN_FAILURE_POLICIES } from "../base/vocabulary.ts";
import type { Field, ObjectTable } from "./fields-shape.ts";
import {
  amount,
  anyValue,
  boolean,
  count,
  duration,
  either,
  listOf,
  mapOf,
  nothing,
  object,
  oneOf,
  schema,
  string,
  strings,
  text,
} from "./fields-shape.ts";
import { ISOLATIONS } from "./fields-task.ts";

export const MODES = ["dag", "sequential", "parallel", "hierarchical", "autonomous"] as const;
export const PATTERNS = ["sequential", "parallel", "hierarchical"] as const;
export const INPUT_TYPES = ["string", "number", "integer", "boolean", "list", "object"] as const;

const handlers = { kind: "list", of: object("handler"), single: true } as const;

const common: readonly Field[] = [
  {
    key: "version",
    shape: text,
    about: "The version of the language, or in the `steps` form whatever the author counts.",
    example: "1.0",
    expressions: "none",
  },
  {
    key: "name",
    shape: string,
    required: true,
    about: "Names the workflow.",
    example: "full-stack-feature",
    expressions: "none",
  },
  {
    key: "description",
    shape: string,
    about: "What the workflow is good for, in a sentence.",
    expressions: "none",
  },
  {
    key: "metadata",
    shape: mapOf(anyValue),
    about: "Anything for people and tools; nothing here changes a run.",
    example: { author: "Ada", tags: ["feature"] },
    expressions: "none",
  },
  {
    key: "on",
    shape: object("on"),
    about: "What starts the workflow on GitHub.",
    example: { dispatch: true, comment: "/agents feature" },
    expressions: "none",
  },
  {
    key: "inputs",
    shape: mapOf(object("input")),
    about:
      "What the workflow is given: command line flags, the dispatch form and the dashboard's form come from it.",
    example: { feature_name: { type: "string", required: true, description: "What to build" } },
    expressions: "none",
  },
  {
    key: "context",
    shape: object("context"),
    about: "Values that all tasks can read.",
    expressions: "none",
  },
  {
    key: "variables",
    native: ["variables"],
    shape: mapOf(anyValue),
    about: "Short for `context.variables`.",
    example: { branch_prefix: "feat/" },
    expressions: "run",
  },
  {
    key: "settings",
    aliases: ["execution"],
    shape: object("settings"),
    about: "How the run behaves as a whole.",
    example: { max_parallel: 3, timeout: "1h", on_failure: "stop" },
    expressions: "none",
  },
  {
    key: "agents",
    shape: mapOf(object("agent")),
    about: "Agents of this workflow alone; they win over `.claude/agents/` and the built-in ones.",
    expressions: "none",
  },
  {
    key: "hooks",
    shape: object("hooks"),
    about: "Tasks that run at certain moments of the run. A failed hook is a warning.",
    expressions: "none",
  },
  {
    key: "finally",
    shape: handlers,
    about: "Tasks that always run at the end, with time of their own. If one fails the run fails.",
    expressions: "none",
  },
  {
    key: "outputs",
    shape: mapOf(either(object("output"), text)),
    about: "What the run gives back: a name and an expression.",
    example: { summary: "${document.output}" },
    expressions: "run",
  },
  {
    key: "effects",
    shape: object("effects"),
    about: "What the run may write to GitHub; everything is off unless it stands here.",
    example: { comment: 1, pull_request: { draft: true, base: "main" }, labels: ["agents"] },
    expressions: "none",
  },
];

export const WORKFLOW: ObjectTable = {
  name: "workflow",
  called: "a workflow",
  about: "The file itself, in its canonical form.",
  fields: [
    ...common,
    {
      key: "tasks",
      shape: listOf(object("task")),
      about: "The tasks, in any order: their dependencies decide.",
      expressions: "none",
    },
  ],
};

export const STEPS_WORKFLOW: ObjectTable = {
  name: "steps_workflow",
  called: "a workflow",
  about: "The file in its `steps` form.",
  fields: [
    ...common,
    { key: "steps", shape: listOf(object("task")), about: "The steps.", expressions: "none" },
  ],
};

export const TEMPLATE_WORKFLOW: ObjectTable = {
  name: "template_workflow",
  called: "a template",
  about: "The file in its template form: agents and how they work together.",
  fields: [
    ...common,
    {
      key: "pattern",
      shape: oneOf(...PATTERNS),
      required: true,
      about:
        "`sequential` chains the steps, `parallel` lets all start at once, in `hierarchical` the first one hands out work to the others.",
      example: "sequential",
      expressions: "none",
    },
    {
      key: "steps",
      shape: listOf(object("template_step")),
      about:
        "The agents and their parameters. An id may be left out; it is the agent's name, then `-2`, `-3`.",
      expressions: "none",
    },
  ],
};

export const WORKFLOW_OBJECTS: readonly ObjectTable[] = [
  WORKFLOW,
  STEPS_WORKFLOW,
  TEMPLATE_WORKFLOW,
  {
    name: "settings",
    called: '"settings"',
    about: "How the run behaves as a whole.",
    fields: [
      {
        key: "mode",
        shape: oneOf(...MODES),
        default: "dag",
        about:
          "`dag` and `parallel` follow the dependencies, `sequential` also chains the tasks in file order, in `hierarchical` and `autonomous` an agent decides what comes next.",
        expressions: "none",
      },
      {
        key: "max_parallel",
        aliases: ["concurrency", "max_concurrent"],
        shape: count,
        default: 3,
        about: "How many tasks may run at a time.",
        example: 8,
        expressions: "plan",
      },
      {
        key: "timeout",
        shape: duration,
        default: 3600,
        about: "How long the run may take.",
        example: "1h",
        expressions: "plan",
      },
      {
        key: "on_failure",
        shape: oneOf(...RUN_FAILURE_POLICIES),
        default: "stop",
        about:
          "What a failed task means for the others: `stop` lets running ones finish, `continue` lets other branches go on, `cancel` ends running ones too, `rollback` stops and then undoes.",
        expressions: "plan",
      },
      {
        key: "budget",
        shape: object("budget"),
        about: "What the run may cost.",
        example: { max_cost_usd: 10 },
        expressions: "plan",
      },
      {
        key: "isolation",
        shape: oneOf(...ISOLATIONS),
        default: "auto",
        about:
          "Where tasks work unless they say otherwise; `auto` is a working tree of its own for agents that may edit files, the run's tree for the others.",
        expressions: "plan",
      },
      {
        key: "on_conflict",
        shape: object("on_conflict"),
        about:
          "Who resolves what does not fit together when the work of isolated tasks is joined; without it that is a failure of class `merge-conflict`.",
        example: { agent: "coder" },
        expressions: "plan",
      },
      {
        key: "pools",
        shape: mapOf(count),
        about: "Named numbers of places, shared by the tasks of a pool.",
        example: { claude: 4 },
        expressions: "plan",
      },
      {
        key: "runner",
        shape: string,
        default: "claude",
        about: "The runner of agents that name none.",
        expressions: "plan",
      },
      { key: "model", shape: string, about: "The model of agents that name none.", expressions: "plan" },
      {
        key: "agent",
        shape: string,
        about: "For the modes in which an agent decides: which one.",
        expressions: "none",
      },
      {
        key: "max_iterations",
        shape: count,
        default: 20,
        about: "For `mode: autonomous`: how often the agent may choose.",
        expressions: "plan",
      },
      {
        key: "max_depth",
        shape: { kind: "integer", minimum: 1, maximum: 8 },
        default: 8,
        about: "How deep sub-workflows and delegation may nest.",
        expressions: "plan",
      },
      {
        key: "finally_timeout",
        shape: duration,
        default: 300,
        about:
          "The time kept for `finally`, and for each kind of hook: then what runs is ended, and nothing is tried again or waited for.",
        expressions: "plan",
      },
      {
        key: "cancel_grace",
        shape: duration,
        default: 10,
        about: "How long a cancelled task may take to end before it is killed.",
        expressions: "plan",
      },
      {
        key: "circuit_breaker",
        shape: object("circuit_breaker"),
        about: "When an agent that fails again and again, also in other runs, is left alone for a while.",
        example: { failures: 5, cool_down: "1m" },
        expressions: "plan",
      },
      {
        key: "plugins",
        shape: strings,
        about: "Modules that add task types and functions.",
        example: ["./tasks.mjs"],
        expressions: "none",
      },
    ],
  },
  {
    name: "circuit_breaker",
    called: '"circuit_breaker"',
    about: "When an agent is left alone.",
    fields: [
      {
        key: "failures",
        shape: count,
        default: 5,
        about: "After this many failures one after another.",
        expressions: "plan",
      },
      {
        key: "cool_down",
        shape: duration,
        default: 60,
        about: "How long it is left alone; then one task tries it.",
        expressions: "plan",
      },
    ],
  },
  {
    name: "budget",
    called: '"budget"',
    about: "Limits on money and size.",
    fields: [
      {
        key: "max_cost_usd",
        shape: amount,
        about: "Money, in US dollars.",
        example: 10,
        expressions: "plan",
      },
      {
        key: "max_tokens",
        shape: count,
        about: "Tokens, read and written.",
        example: 2000000,
        expressions: "plan",
      },
      {
        key: "max_agents",
        shape: count,
        about: "How many agents may be started.",
        example: 50,
        expressions: "plan",
      },
    ],
  },
  {
    name: "context",
    called: '"context"',
    about: "Values that all tasks can read.",
    fields: [
      {
        key: "variables",
        shape: mapOf(anyValue),
        about: "Values by name, read as `variables.x`.",
        example: { branch_prefix: "feat/" },
        expressions: "run",
      },
      {
        key: "secrets",
        shape: either({ kind: "list", of: string }, mapOf(either(object("secret"), string))),
        about: "Names of secrets, never values. A list reads environment variables of the same names.",
        example: ["DEPLOY_TOKEN"],
        expressions: "none",
      },
    ],
  },
  {
    name: "secret",
    called: "a secret",
    about: "Where a secret comes from.",
    fields: [
      { key: "from", shape: string, about: "`env:NAME`.", example: "env:DEPLOY_TOKEN", expressions: "none" },
    ],
  },
  {
    name: "input",
    called: "an input",
    about: "One value that is given to the workflow, or one field of an approval.",
    fields: [
      {
        key: "type",
        shape: {
          kind: "enum",
          values: INPUT_TYPES,
          former: {
            text: "string",
            int: "integer",
            bool: "boolean",
            array: "list",
            map: "object",
            choice: "string",
          },
        },
        default: "string",
        about: "The type; text from a command line is turned into it.",
        expressions: "none",
      },
      {
        key: "required",
        shape: boolean,
        default: false,
        about: "The run is refused without it.",
        expressions: "none",
      },
      { key: "default", shape: anyValue, about: "The value if none is given.", expressions: "none" },
      { key: "description", shape: string, about: "What to give, for people.", expressions: "none" },
      {
        key: "enum",
        aliases: ["options", "values"],
        shape: listOf(anyValue),
        about: "The only values allowed.",
        expressions: "none",
      },
    ],
  },
  {
    name: "agent",
    called: "an agent",
    about: "Who can be asked, and how it is started.",
    fields: [
      { key: "description", shape: string, about: "What the agent is good at.", expressions: "none" },
      { key: "prompt", shape: string, about: "Its system prompt.", expressions: "none" },
      {
        key: "runner",
        shape: string,
        about: "What drives it: `claude`, `codex`, `opencode`, `acp`, `command`, `scripted`.",
        expressions: "none",
      },
      { key: "model", shape: string, about: "Its model.", expressions: "none" },
      { key: "tools", shape: strings, about: "The tools it may use.", expressions: "none" },
      {
        key: "denied_tools",
        shape: strings,
        about: "The tools it may never use; those of its tasks are added.",
        expressions: "none",
      },
      {
        key: "parameters",
        shape: schema,
        about: "JSON Schema that the `parameters` of its tasks must fit.",
        expressions: "none",
      },
      { key: "capabilities", shape: strings, about: "What it can do, for searching.", expressions: "none" },
      {
        key: "coordination_patterns",
        aliases: ["patterns"],
        shape: strings,
        about: "The patterns it fits into.",
        expressions: "none",
      },
      {
        key: "permission_mode",
        shape: string,
        about: "How far it may act without asking.",
        expressions: "none",
      },
      { key: "max_turns", shape: count, about: "How many turns it may take.", expressions: "none" },
      { key: "env", shape: mapOf(text), about: "Environment variables.", expressions: "run" },
      { key: "mcp", shape: anyValue, about: "MCP servers.", expressions: "none" },
      {
        key: "command",
        shape: { kind: "list", of: text, minimum: 1 },
        about: "For `runner: command` and `runner: acp`: the argv.",
        example: ["./agent.sh"],
        expressions: "none",
      },
      {
        key: "mock",
        shape: either(object("mock"), listOf(object("mock"))),
        about: "What the scripted runner answers for its tasks that have no `mock` of their own.",
        example: { output: "All good" },
        expressions: "none",
      },
    ],
  },
  {
    name: "hooks",
    called: '"hooks"',
    about: "Tasks that run at certain moments; all but `on_start` can read `run.conclusion`.",
    fields: [
      { key: "on_start", shape: handlers, about: "Before every task.", expressions: "none" },
      {
        key: "on_success",
        shape: handlers,
        about: "After `finally`, if the run succeeded.",
        expressions: "none",
      },
      { key: "on_failure", shape: handlers, about: "After `finally`, if it did not.", expressions: "none" },
      { key: "on_complete", shape: handlers, about: "Last of all, in any case.", expressions: "none" },
    ],
  },
  {
    name: "output",
    called: "an output",
    about: "One value that the run gives back.",
    fields: [
      {
        key: "value",
        shape: text,
        required: true,
        about: "Usually an expression.",
        example: "${document.output}",
        expressions: "run",
      },
      {
        key: "required",
        shape: boolean,
        default: false,
        about: "The run fails if the value is absent.",
        expressions: "none",
      },
      { key: "description", shape: string, about: "For people.", expressions: "none" },
    ],
  },
  {
    name: "on",
    called: '"on"',
    about: "What starts the workflow on GitHub.",
    fields: [
      {
        key: "pull_request",
        shape: either(boolean, mapOf(anyValue), nothing),
        about: "A pull request; filters as GitHub writes them.",
        expressions: "none",
      },
      {
        key: "issues",
        shape: either(boolean, mapOf(anyValue), nothing),
        about: "An issue.",
        expressions: "none",
      },
      {
        key: "push",
        shape: either(boolean, mapOf(anyValue), nothing),
        about: "A push.",
        expressions: "none",
      },
      {
        key: "comment",
        shape: strings,
        about: "A comment whose first line begins with this text; it begins with a slash.",
        example: "/agents feature",
        expressions: "none",
      },
      {
        key: "labels",
        shape: strings,
        about:
          "One of these labels: narrows `pull_request` and `issues`, and means both where neither is named.",
        expressions: "none",
      },
      {
        key: "dispatch",
        shape: either(boolean, mapOf(anyValue), nothing),
        about: "The form on GitHub, `dispatch`, or the API.",
        expressions: "none",
      },
      {
        key: "schedule",
        shape: strings,
        about: "Times as in cron.",
        example: "0 6 * * 1",
        expressions: "none",
      },
    ],
  },
  {
    name: "effects",
    called: '"effects"',
    about: "What the run may write to GitHub. A number is the most that may be written.",
    fields: [
      { key: "comment", shape: either(boolean, count), about: "Comments.", example: 1, expressions: "none" },
      {
        key: "review_comments",
        shape: either(boolean, count),
        about: "Comments on lines of a pull request.",
        expressions: "none",
      },
      { key: "annotations", shape: either(boolean, count), about: "Notes in a check.", expressions: "none" },
      {
        key: "labels",
        shape: strings,
        about: "Labels that may be set.",
        example: ["agents"],
        expressions: "none",
      },
      { key: "issue", shape: either(boolean, count), about: "Issues.", expressions: "none" },
      {
        key: "branch",
        shape: either(boolean, string),
        about: "A branch with the run's result; a text begins its name.",
        expressions: "none",
      },
      {
        key: "pull_request",
        shape: either(boolean, object("pull_request")),
        about: "A pull request with the run's result.",
        expressions: "none",
      },
      {
        key: "protected_paths",
        shape: strings,
        about: "Files that the result must not touch, besides those that are protected by default.",
        example: ["migrations/*"],
        expressions: "none",
      },
      {
        key: "allowed_paths",
        shape: strings,
        about:
          "The only files that the result may touch. A file that is protected by default may be touched if it stands here by name.",
        example: ["src/*", "package.json"],
        expressions: "none",
      },
    ],
  },
  {
    name: "pull_request",
    called: '"pull_request"',
    about: "How the pull request looks.",
    fields: [
      { key: "draft", shape: boolean, default: true, about: "Opens it as a draft.", expressions: "none" },
      {
        key: "base",
        shape: string,
        about: "What it is to be merged into; without it the default branch.",
        example: "main",
        expressions: "none",
      },
      { key: "branch", shape: string, about: "The name of its branch.", expressions: "none" },
      { key: "title", shape: string, about: "Its title.", expressions: "run" },
      { key: "body", shape: string, about: "Its text.", expressions: "run" },
      { key: "labels", shape: strings, about: "Its labels.", expressions: "none" },
      { key: "reviewers", shape: strings, about: "Who is asked for a review.", expressions: "none" },
    ],
  },
];
