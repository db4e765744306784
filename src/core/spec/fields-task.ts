/** Every key of a task and of the objects inside it. */
import { FAILURE_CLASSES, TRIGGER_RULES } from "../base/vocabulary.ts";
import { DECLARED_WORDS } from "../effects/kinds.ts";
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
  object,
  oneOf,
  schema,
  string,
  strings,
  text,
} from "./fields-shape.ts";

export const TASK_TYPES = [
  "agent",
  "command",
  "git",
  "conditional",
  "parallel",
  "workflow",
  "approval",
  "message",
  "loop",
] as const;

/** Words of the `steps` form for the same types. */
export const FORMER_TYPES = { "persona-request": "agent", "git-operation": "git" } as const;

export const EFFECT_CLASSES = ["none", "workspace", "repo", "external"] as const;
export const ISOLATIONS = ["auto", "worktree", "shared"] as const;

const failureClass = oneOf(...FAILURE_CLASSES);

const identity: readonly Field[] = [
  {
    key: "id",
    shape: string,
    required: true,
    about:
      "Names the task. A letter or `_`, then up to 63 letters, digits, `_` or `-`; unique in the whole file, ignoring case and Unicode form.",
    example: "backend",
    expressions: "none",
  },
  {
    key: "name",
    shape: string,
    about: "What people read instead of the id.",
    example: "Implement the API",
    expressions: "run",
  },
  {
    key: "description",
    shape: string,
    about: "What the task is for; the instruction too, if there is no other.",
    expressions: "run",
  },
  {
    key: "type",
    shape: { kind: "enum", values: TASK_TYPES, open: true, former: FORMER_TYPES },
    default: "agent",
    about: "What kind of work it is; a plugin may add types.",
    example: "command",
    expressions: "none",
  },
];

const work: readonly Field[] = [
  {
    key: "agent",
    aliases: ["persona"],
    native: ["persona"],
    shape: string,
    about: "Who does it: an agent of this file, of `.claude/agents/`, or a built-in one.",
    example: "planner",
    expressions: "none",
  },
  {
    key: "prompt",
    shape: string,
    about:
      "The instruction. Without it `parameters.task`, `description`, `name` and the agent's own prompt are tried in this order.",
    expressions: "run",
  },
  {
    key: "parameters",
    aliases: ["params"],
    native: ["params"],
    shape: mapOf(anyValue),
    about: "`task` is the instruction; every other parameter becomes a named section of the prompt.",
    example: { task: "Implement the API", context: "${plan.output}" },
    expressions: "run",
  },
  {
    key: "run",
    shape: either({ kind: "list", of: text, minimum: 1 }, string),
    about:
      "For `type: command`: an argv list, or a script for `bash -euo pipefail`. List elements after the first take expressions and are passed byte for byte; scripts take none (use `env`). `$${` is a literal `${`.",
    example: ["npm", "test", "--", "${inputs.suite}"],
    expressions: "run",
  },
  {
    key: "env",
    shape: mapOf(text),
    about: "Environment variables of the task: the only place where secrets may stand.",
    example: { TOKEN: "${secrets.DEPLOY_TOKEN}" },
    expressions: "run",
  },
  {
    key: "runner",
    shape: string,
    about: "Which runner drives the agent; `--runner` wins over it.",
    example: "scripted",
    expressions: "plan",
  },
  {
    key: "model",
    shape: string,
    about: "The model the runner shall use.",
    example: "sonnet",
    expressions: "plan",
  },
  {
    key: "tools",
    shape: strings,
    about: "The tools that the agent may use.",
    example: ["Read", "Bash"],
    expressions: "plan",
  },
  {
    key: "denied_tools",
    shape: strings,
    about: "Tools that the agent may not use, whatever else allows them.",
    example: ["WebFetch"],
    expressions: "plan",
  },
  {
    key: "permission_mode",
    shape: string,
    about: "How far the agent may act without asking, in its runner's own words.",
    example: "acceptEdits",
    expressions: "plan",
  },
  {
    key: "max_turns",
    shape: count,
    about: "How many turns the agent may take.",
    example: 30,
    expressions: "plan",
  },
  {
    key: "system_prompt",
    shape: string,
    about: "Added to the agent's own system prompt.",
    expressions: "run",
  },
  {
    key: "directories",
    shape: strings,
    about: "Further directories that the agent may read.",
    example: ["docs"],
    expressions: "none",
  },
  {
    key: "mcp",
    shape: anyValue,
    about:
      "MCP servers for the agent: a map of servers, or the path of a file that holds one. Nothing else is loaded.",
    expressions: "run",
  },
];

const order: readonly Field[] = [
  {
    key: "dependencies",
    aliases: ["needs", "depends_on"],
    shape: strings,
    default: [],
    about: "Tasks that must have ended before this one is looked at.",
    example: ["plan"],
    expressions: "none",
  },
  {
    key: "trigger_rule",
    shape: oneOf(...TRIGGER_RULES),
    default: "none_failed_min_one_success",
    about: "What the direct dependencies must have come to. Hooks and `finally` have `all_done`.",
    example: "all_done",
    expressions: "plan",
  },
  {
    key: "condition",
    aliases: ["if", "when"],
    shape: either(boolean, string),
    about:
      "An expression; if it is false the task is skipped. An error in it is a failure, never false. In `conditional` it chooses the branch instead.",
    example: "test.status == 'success'",
    expressions: "run",
  },
  {
    key: "priority",
    shape: { kind: "integer" },
    default: 0,
    about: "Of two tasks that could start, the higher one does.",
    example: 10,
    expressions: "plan",
  },
  {
    key: "pool",
    shape: string,
    about: "Takes a place in this pool of `settings.pools`.",
    expressions: "plan",
  },
  {
    key: "concurrency",
    shape: either(object("concurrency"), string),
    about: "A limit across runs; a text alone is the group.",
    example: { group: "deploy", limit: 1 },
    expressions: "run",
  },
];

const limits: readonly Field[] = [
  {
    key: "retry",
    shape: object("retry"),
    about: "Tries again after a failure.",
    example: { max_attempts: 3, delay: 10, backoff: "exponential" },
    expressions: "plan",
  },
  {
    key: "retries",
    shape: { kind: "integer", minimum: 0, maximum: 99 },
    about: "Short for `retry`: this many further attempts after the first.",
    example: 2,
    expressions: "plan",
  },
  {
    key: "timeout",
    shape: duration,
    about: "How long one attempt may take.",
    example: "30m",
    expressions: "plan",
  },
  {
    key: "idle_timeout",
    shape: duration,
    about: "How long an attempt may be silent.",
    example: "5m",
    expressions: "plan",
  },
  {
    key: "total_timeout",
    shape: duration,
    about: "How long all attempts together may take, waits included.",
    example: "2h",
    expressions: "plan",
  },
  {
    key: "on_failure",
    shape: oneOf("fail", "skip", "retry", "continue"),
    default: "fail",
    about:
      "What a final failure means: `skip` counts as skipped, `retry` adds an attempt if no `retry` is given, `continue` is `allow_failure: true`.",
    example: "continue",
    expressions: "plan",
  },
  {
    key: "allow_failure",
    shape: boolean,
    default: false,
    about: "The status stays `failure`, but counts as success for trigger rules and for the run.",
    expressions: "plan",
  },
  {
    key: "required",
    shape: boolean,
    default: false,
    about: "The run fails if this task was skipped.",
    expressions: "plan",
  },
  {
    key: "fallback",
    shape: object("fallback"),
    about: "Who or what is tried when the attempts are spent.",
    example: { agent: "coder" },
    expressions: "none",
  },
  {
    key: "escalate",
    shape: object("escalate"),
    about: "Who is told when the attempts are spent.",
    example: { after: 2, to: ["maintainers"] },
    expressions: "plan",
  },
  {
    key: "budget",
    shape: object("budget"),
    about: "What the task may cost over all its attempts.",
    example: { max_cost_usd: 2 },
    expressions: "plan",
  },
];

const results: readonly Field[] = [
  {
    key: "outputs",
    shape: object("task_outputs"),
    about: "The structured result.",
    example: { schema: { type: "object", required: ["steps"] } },
    expressions: "none",
  },
  {
    key: "effects",
    shape: { kind: "list", of: oneOf(...DECLARED_WORDS), single: true },
    about:
      "What the task may hand over to be written to GitHub, under `effects` of its structured result; the workflow declares it too.",
    example: ["comment", "labels"],
    expressions: "none",
  },
  {
    key: "on_invalid_output",
    shape: oneOf("repair", "retry", "fail"),
    default: "repair",
    about:
      "What happens if the result does not fit its schema: `repair` shows the errors to the same session, `retry` starts afresh.",
    expressions: "plan",
  },
  {
    key: "max_repairs",
    shape: { kind: "integer", minimum: 0 },
    default: 1,
    about: "How often a result may be repaired within one attempt.",
    expressions: "plan",
  },
  {
    key: "verify",
    shape: either(object("verify"), listOf(either(object("verify"), string)), string),
    about:
      "What decides about success instead of the agent's word: commands, a schema or an expression; all must hold.",
    example: { run: ["npm", "test"] },
    expressions: "run",
  },
  {
    key: "cache",
    shape: either(object("cache"), boolean),
    about: "Reuses the result of an earlier run.",
    example: { key: "${inputs.version}", ttl: "7d" },
    expressions: "run",
  },
  {
    key: "samples",
    shape: { kind: "integer", minimum: 1, maximum: 32 },
    about: "Makes this many attempts side by side.",
    example: 3,
    expressions: "plan",
  },
  {
    key: "select",
    shape: either(oneOf("first_valid", "vote", "judge"), object("select")),
    default: "first_valid",
    about: "Which of the samples wins.",
    expressions: "plan",
  },
  {
    key: "isolation",
    shape: oneOf(...ISOLATIONS),
    default: "auto",
    about: "`worktree` gives the task a working tree of its own; `shared` lets it work in the run's tree.",
    expressions: "plan",
  },
  {
    key: "effect_class",
    shape: oneOf(...EFFECT_CLASSES),
    about:
      "What the task changes: decides whether it may simply run again. Commands and agents default to `workspace`, git and messages to what they do.",
    expressions: "plan",
  },
  {
    key: "compensate",
    shape: object("compensate"),
    about: "A task without id that undoes this one when the run is rolled back.",
    example: { type: "command", run: ["./undeploy.sh"] },
    expressions: "none",
  },
  {
    key: "mock",
    shape: either(object("mock"), listOf(object("mock"))),
    about:
      "What the scripted runner answers: one reply for all calls, or a list, one per call; the last one repeats. Every other runner ignores it.",
    example: { output: "All good" },
    expressions: "run",
  },
  {
    key: "record",
    shape: either(boolean, string),
    about: "Keeps the agent's answers for later replay; a text names the file.",
    expressions: "none",
  },
];

const shapesOfWork: readonly Field[] = [
  {
    key: "for_each",
    shape: either(object("for_each"), listOf(anyValue), string),
    about:
      "Runs the task once for every element of a list; a list or an expression alone is the short form of `items`.",
    example: { items: "${plan.output.files}", as: "file", max_parallel: 4 },
    expressions: "run",
  },
  {
    key: "loop",
    shape: object("loop"),
    about: "Repeats the task until an expression holds.",
    example: { until: "review.output.ok", max_iterations: 5 },
    expressions: "run",
  },
  {
    key: "delegate",
    shape: either(object("delegate"), boolean),
    about: "Lets the task's structured result add tasks to the run.",
    example: { max_tasks: 10, max_depth: 1 },
    expressions: "plan",
  },
  {
    key: "then_steps",
    aliases: ["then"],
    shape: listOf(object("task")),
    about: "For `type: conditional`: what runs if the condition holds. Steps keep their own ids.",
    expressions: "none",
  },
  {
    key: "else_steps",
    aliases: ["else"],
    shape: listOf(object("task")),
    about: "For `type: conditional`: what runs if it does not.",
    expressions: "none",
  },
  {
    key: "steps",
    aliases: ["tasks"],
    shape: listOf(object("task")),
    about: "For `type: parallel` and `type: loop`: the steps of the group.",
    expressions: "none",
  },
  {
    key: "wait_for",
    shape: oneOf("all", "any"),
    default: "all",
    about: "For `type: parallel`: with `any` the first success ends the group, and the others are cancelled.",
    expressions: "none",
  },
  {
    key: "workflow",
    shape: string,
    about:
      "For `type: workflow`: the name or path of the workflow to run; a path is looked for beside this file first. Its budget holds for the task; `max_parallel`, `timeout` and `on_failure` are those of the run.",
    example: "bug-fix",
    expressions: "none",
  },
  {
    key: "inputs",
    shape: mapOf(anyValue),
    about: "For `type: workflow`: its inputs.",
    example: { bug_description: "${triage.output}" },
    expressions: "run",
  },
  {
    key: "operation",
    shape: oneOf("branch", "commit", "push", "merge", "rebase", "tag", "fetch", "checkout"),
    about: "For `type: git`: what to do.",
    example: "commit",
    expressions: "none",
  },
  {
    key: "branch",
    shape: string,
    about: "For `type: git`: the branch or tag it is about.",
    example: "feat/${inputs.slug}",
    expressions: "run",
  },
  {
    key: "base",
    shape: string,
    about: "For `type: git`: what the branch starts from or is rebased onto.",
    example: "main",
    expressions: "run",
  },
  {
    key: "remote",
    shape: string,
    about: "For `type: git`: the remote.",
    default: "origin",
    expressions: "run",
  },
  {
    key: "force",
    shape: oneOf("with-lease"),
    about:
      "For `type: git` with `operation: push`: overwrite the branch of the remote, but only as it was seen here last.",
    expressions: "none",
  },
  {
    key: "message",
    shape: string,
    about: "For `type: git`: the message of the commit or tag.",
    expressions: "run",
  },
  {
    key: "fields",
    shape: mapOf(object("input")),
    about: "For `type: approval`: typed fields that the answer fills in.",
    example: { version: { type: "string", required: true } },
    expressions: "none",
  },
  {
    key: "approvers",
    shape: strings,
    about: "For `type: approval`: permission levels (`write`, `maintain`, `admin`) or user names.",
    example: ["maintain"],
    expressions: "plan",
  },
  {
    key: "on_timeout",
    shape: oneOf("reject", "approve"),
    default: "reject",
    about: "For `type: approval`: what silence means when the timeout is over.",
    expressions: "plan",
  },
  {
    key: "escalate_to",
    shape: strings,
    about: "For `type: approval`: who is told while nobody answers.",
    expressions: "plan",
  },
  {
    key: "to",
    shape: strings,
    about: "For `type: message`: tasks, agents or channels that get it.",
    expressions: "run",
  },
  { key: "body", shape: anyValue, about: "For `type: message`: what is said.", expressions: "run" },
  {
    key: "await",
    shape: either(boolean, duration),
    default: false,
    about: "For `type: message`: waits for the reply, at most this long.",
    expressions: "plan",
  },
  {
    key: "options",
    shape: mapOf(anyValue),
    about: "For a plugin's type: whatever the plugin asks for.",
    expressions: "run",
  },
];

const taskFields: readonly Field[] = [...identity, ...work, ...order, ...limits, ...results, ...shapesOfWork];

export const TASK: ObjectTable = {
  name: "task",
  called: "a task",
  about: "One piece of work. In the `steps` form every key of a task is valid in a step as well.",
  fields: taskFields,
};

/** Handlers may do without an id: nothing can refer to them before they run. */
export const HANDLER: ObjectTable = {
  name: "handler",
  called: "a handler",
  about: "A task in `hooks` or `finally`; its id may be left out.",
  fields: taskFields.map((field) => (field.key === "id" ? { ...field, required: false } : field)),
};

/** Steps of a template are named after their agents, unless they are given an id. */
export const TEMPLATE_STEP: ObjectTable = {
  name: "template_step",
  called: "a step",
  about: "One agent of a template; its id may be left out.",
  fields: [
    ...HANDLER.fields,
    {
      key: "task",
      shape: text,
      about: "The instruction: short for `parameters.task`.",
      example: "Plan the change",
      expressions: "run",
    },
  ],
};

const NOT_IN_COMPENSATION = new Set([
  "id",
  "dependencies",
  "trigger_rule",
  "compensate",
  "then_steps",
  "else_steps",
  "steps",
  "wait_for",
  "condition",
  "for_each",
  "loop",
  "delegate",
  "samples",
  "select",
  "fallback",
  "cache",
  "required",
  "on_failure",
  "allow_failure",
  "workflow",
  "inputs",
  "fields",
  "approvers",
  "on_timeout",
  "escalate_to",
]);

export const COMPENSATION: ObjectTable = {
  name: "compensate",
  called: '"compensate"',
  about: "A task without id that undoes another one.",
  fields: taskFields.filter((field) => !NOT_IN_COMPENSATION.has(field.key)),
};

const OF_RESOLVERS: ReadonlySet<string> = new Set([
  "agent",
  "prompt",
  "runner",
  "model",
  "tools",
  "denied_tools",
  "permission_mode",
  "max_turns",
  "mock",
]);

const ASKED: Field = {
  key: "agent",
  shape: string,
  required: true,
  about: "Who resolves it.",
  example: "coder",
  expressions: "none",
};

/** Who is asked when work does not fit together is an agent without a task of its own. */
const ON_CONFLICT: ObjectTable = {
  name: "on_conflict",
  called: '"on_conflict"',
  about: "Who resolves what does not fit together when the work of several tasks is joined.",
  fields: taskFields
    .filter(({ key }) => OF_RESOLVERS.has(key))
    .map((field) => (field.key === "agent" ? ASKED : field)),
};

export const TASK_OBJECTS: readonly ObjectTable[] = [
  TASK,
  HANDLER,
  TEMPLATE_STEP,
  COMPENSATION,
  ON_CONFLICT,
  {
    name: "retry",
    called: '"retry"',
    about: "When and how often a task is tried again.",
    fields: [
      {
        key: "max_attempts",
        shape: count,
        default: 1,
        about: "All attempts, the first included.",
        example: 3,
        expressions: "plan",
      },
      {
        key: "delay",
        shape: duration,
        default: 1,
        about: "The wait before the second attempt.",
        expressions: "plan",
      },
      {
        key: "backoff",
        shape: oneOf("fixed", "exponential"),
        default: "fixed",
        about: "Whether the wait stays the same or doubles each time.",
        expressions: "plan",
      },
      {
        key: "max_delay",
        shape: duration,
        default: 300,
        about: "The longest wait; never taken to be shorter than `delay` unless written.",
        expressions: "plan",
      },
      {
        key: "jitter",
        shape: { kind: "number", minimum: 0, maximum: 1 },
        default: 0.1,
        about: "Share of the wait that may be added, so that tasks do not come back all at once.",
        expressions: "plan",
      },
      {
        key: "on",
        shape: { kind: "list", of: failureClass, single: true },
        about: "The failure classes that are retried. Without it: whatever another try may mend.",
        example: ["agent-error", "timeout"],
        expressions: "none",
      },
      {
        key: "when",
        shape: either(boolean, string),
        about:
          "An expression; retries only if it holds. It also knows `attempts` (how many there were), `error` (what went wrong, as text) and `failure` (`class`, `message`, `code`).",
        example: "failure.class == 'agent-error' && attempts < 3",
        expressions: "run",
      },
      {
        key: "infra_max_attempts",
        shape: count,
        default: 3,
        about: "A separate allowance for lost, infrastructure and rate-limit failures.",
        expressions: "plan",
      },
    ],
  },
  {
    name: "for_each",
    called: '"for_each"',
    about: "One task for every element of a list.",
    fields: [
      {
        key: "items",
        shape: either(listOf(anyValue), string),
        required: true,
        about: "The list: written here, or an expression.",
        example: "${plan.output.files}",
        expressions: "run",
      },
      {
        key: "as",
        shape: string,
        default: "item",
        about: "The name of the element in expressions.",
        expressions: "none",
      },
      {
        key: "key",
        shape: string,
        about: "An expression that identifies an element; without it a hash of the element does.",
        example: "${item.path}",
        expressions: "run",
      },
      {
        key: "max_items",
        shape: { kind: "integer", minimum: 1 },
        default: 256,
        about: "More elements than this are an error; more than 256 cannot become a matrix on GitHub.",
        expressions: "plan",
      },
      { key: "max_parallel", shape: count, about: "How many run side by side.", expressions: "plan" },
      {
        key: "min_success",
        shape: { kind: "integer", minimum: 0 },
        about: "How many must succeed; without it, all.",
        expressions: "plan",
      },
      {
        key: "on_empty",
        shape: oneOf("success", "skip", "fail"),
        default: "success",
        about: "What an empty list means.",
        expressions: "plan",
      },
    ],
  },
  {
    name: "loop",
    called: '"loop"',
    about: "Repeats a task or the steps of a `type: loop`.",
    fields: [
      {
        key: "until",
        shape: either(boolean, string),
        about: "An expression; the loop ends once it holds.",
        example: "review.output.ok",
        expressions: "run",
      },
      {
        key: "max_iterations",
        shape: { kind: "integer", minimum: 1, maximum: 1000 },
        default: 10,
        about: "The loop fails after this many rounds.",
        expressions: "plan",
      },
      { key: "max_duration", shape: duration, about: "The loop fails after this long.", expressions: "plan" },
    ],
  },
  {
    name: "delegate",
    called: '"delegate"',
    about: "How many tasks a supervisor may add, and how deep.",
    fields: [
      {
        key: "max_tasks",
        shape: { kind: "integer", minimum: 1, maximum: 256 },
        default: 10,
        about: "How many tasks it may add.",
        expressions: "plan",
      },
      {
        key: "max_depth",
        shape: { kind: "integer", minimum: 1, maximum: 8 },
        default: 1,
        about: "How often added tasks may delegate again.",
        expressions: "plan",
      },
      {
        key: "agents",
        shape: strings,
        about: "The agents that added tasks may name; without it, every agent.",
        expressions: "none",
      },
    ],
  },
  {
    name: "concurrency",
    called: '"concurrency"',
    about: "A limit that holds across runs.",
    fields: [
      { key: "group", shape: string, required: true, about: "What shares the limit.", expressions: "run" },
      { key: "limit", shape: count, default: 1, about: "How many may run at a time.", expressions: "plan" },
      {
        key: "on_limit",
        shape: oneOf("queue", "cancel", "fail"),
        default: "queue",
        about: "What happens to one too many.",
        expressions: "plan",
      },
    ],
  },
  {
    name: "fallback",
    called: '"fallback"',
    about: "Either an agent that tries the same task, or another task of this file.",
    fields: [
      { key: "agent", shape: string, about: "Another agent for the same task.", expressions: "none" },
      { key: "task", shape: string, about: "The id of a task that runs instead.", expressions: "none" },
      { key: "model", shape: string, about: "Another model for the same agent.", expressions: "plan" },
    ],
  },
  {
    name: "escalate",
    called: '"escalate"',
    about: "Who is told about repeated failure.",
    fields: [
      {
        key: "after",
        shape: count,
        about: "After this many failed attempts; without it, after the last.",
        expressions: "plan",
      },
      {
        key: "to",
        shape: strings,
        required: true,
        about: "User names, teams or channels.",
        expressions: "plan",
      },
    ],
  },
  {
    name: "cache",
    called: '"cache"',
    about: "When an earlier result may be used again.",
    fields: [
      {
        key: "key",
        shape: string,
        about: "Part of what must be equal; without it the fingerprint alone.",
        expressions: "run",
      },
      {
        key: "ttl",
        shape: duration,
        about: "How old the result may be.",
        example: "7d",
        expressions: "plan",
      },
    ],
  },
  {
    name: "select",
    called: '"select"',
    about: "How one of several samples is chosen.",
    fields: [
      {
        key: "by",
        shape: oneOf("first_valid", "vote", "judge"),
        required: true,
        about: "The method.",
        expressions: "none",
      },
      { key: "agent", shape: string, about: "For `judge`: who decides.", expressions: "none" },
      { key: "prompt", shape: string, about: "For `judge`: what to look at.", expressions: "run" },
    ],
  },
  {
    name: "task_outputs",
    called: '"outputs"',
    about: "What a task's result must look like.",
    fields: [
      { key: "schema", shape: schema, about: "JSON Schema of the structured result.", expressions: "none" },
    ],
  },
  {
    name: "verify",
    called: '"verify"',
    about: "One check of a result.",
    fields: [
      {
        key: "run",
        shape: either({ kind: "list", of: text, minimum: 1 }, string),
        about: "A command that must exit with 0.",
        example: ["npm", "test"],
        expressions: "run",
      },
      {
        key: "schema",
        shape: schema,
        about: "A schema that the structured result must fit.",
        expressions: "none",
      },
      {
        key: "condition",
        shape: either(boolean, string),
        about: "An expression that must hold.",
        expressions: "run",
      },
      { key: "timeout", shape: duration, about: "How long the command may take.", expressions: "plan" },
    ],
  },
  {
    name: "reported",
    called: "a report of what it cost",
    about: "What a scripted call has cost so far.",
    fields: [
      { key: "cost_usd", shape: amount, about: "In dollars.", expressions: "none" },
      {
        key: "input_tokens",
        shape: { kind: "integer", minimum: 0 },
        about: "Tokens read.",
        expressions: "none",
      },
      {
        key: "output_tokens",
        shape: { kind: "integer", minimum: 0 },
        about: "Tokens written.",
        expressions: "none",
      },
    ],
  },
  {
    name: "mock",
    called: "a mock reply",
    about: "One answer of the scripted runner.",
    fields: [
      { key: "output", shape: anyValue, about: "The answer's text.", expressions: "run" },
      { key: "structured", shape: anyValue, about: "The structured result.", expressions: "run" },
      { key: "delay", shape: duration, default: 0, about: "How long the answer takes.", expressions: "none" },
      {
        key: "fail",
        shape: failureClass,
        about: "Ends with this failure instead of an answer.",
        expressions: "none",
      },
      { key: "message", shape: string, about: "The failure's text.", expressions: "run" },
      { key: "cost_usd", shape: amount, about: "What the call is said to have cost.", expressions: "none" },
      {
        key: "input_tokens",
        shape: { kind: "integer", minimum: 0 },
        about: "Tokens read.",
        expressions: "none",
      },
      {
        key: "output_tokens",
        shape: { kind: "integer", minimum: 0 },
        about: "Tokens written.",
        expressions: "none",
      },
      {
        key: "report",
        shape: listOf(either(amount, object("reported"))),
        about: "What it says to have cost so far, spread over the delay: dollars, or dollars and tokens.",
        example: [0.2, 0.7],
        expressions: "none",
      },
      {
        key: "capped",
        shape: boolean,
        default: false,
        about:
          "Ends with `budget-exceeded` where what was set aside for it is used up, as an agent does that is told its limit.",
        expressions: "none",
      },
      {
        key: "retry_after",
        shape: duration,
        about: "With `fail: quota`: when the quota comes back, counted from the failure.",
        example: "2h",
        expressions: "none",
      },
      { key: "write", shape: mapOf(string), about: "Files to write: path and content.", expressions: "none" },
      { key: "say", shape: strings, about: "Progress to report on the way.", expressions: "none" },
      {
        key: "by_key",
        shape: mapOf(either(object("mock"), listOf(object("mock")))),
        about: "For fan-out items: replies by the item's key.",
        expressions: "none",
      },
    ],
  },
];
