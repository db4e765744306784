/** Every key of a file with tests, and of the objects inside it. */
import { FAILURE_CLASSES } from "../base/vocabulary.ts";
import type { Field, ObjectTable, Shape } from "./fields-shape.ts";
import {
  amount,
  anyValue,
  boolean,
  duration,
  either,
  listOf,
  mapOf,
  object,
  oneOf,
  string,
  strings,
} from "./fields-shape.ts";

export const CONCLUSIONS = ["success", "failure", "cancelled", "paused"] as const;
export const STANDINGS = [
  "success",
  "failure",
  "skipped",
  "cancelled",
  "upstream_failed",
  "pending",
  "running",
  "waiting",
  "absent",
] as const;

const tally: Shape = { kind: "integer", minimum: 0 };
const reply: Shape = object("mock");
const replies: Shape = mapOf(either(string, reply, listOf(either(string, reply))));

const around: readonly Field[] = [
  {
    key: "inputs",
    shape: mapOf(anyValue),
    about: "Inputs of the workflow.",
    example: { feature_name: "dark mode" },
    expressions: "none",
  },
  {
    key: "item",
    shape: mapOf(anyValue),
    about: "The work item that the workflow reads as `task.*`.",
    example: { title: "Search", size: "large" },
    expressions: "none",
  },
  {
    key: "event",
    shape: mapOf(anyValue),
    about: "The event that the workflow reads as `event.*`.",
    example: { action: "opened" },
    expressions: "none",
  },
  {
    key: "cassette",
    shape: either(boolean, string),
    about:
      "Replays recorded answers: `true` for `<workflow>.cassette.json`, a text for another file beside the test file. Replies written here win over it.",
    example: true,
    expressions: "none",
  },
];

const played: readonly Field[] = [
  {
    key: "replies",
    shape: replies,
    about:
      "What agents answer, by task: one reply for all calls, a list with one per call (repairs included), or `by_key` for the items of a fan-out. Without one the task's `mock` is played.",
    example: { review: [{ fail: "agent-error" }, { output: "All good" }] },
    expressions: "none",
  },
  {
    key: "commands",
    shape: replies,
    about: "What command tasks come to; without one they succeed and say nothing. None is ever run.",
    example: { build: { fail: "agent-exit", message: "2 errors" } },
    expressions: "none",
  },
  {
    key: "checks",
    shape: replies,
    about: "What the commands under `verify` come to, by task; without one they agree.",
    example: { fix: [{ fail: "agent-exit", message: "1 test failed" }, {}] },
    expressions: "none",
  },
  {
    key: "answers",
    shape: mapOf(object("test_answer")),
    about: "What people answer, by the task that asks them. Without one nobody answers.",
    example: { release: { verdict: "approve", by: "maintainer" } },
    expressions: "none",
  },
];

const EXPECTATIONS: readonly Field[] = [
  { key: "conclusion", shape: oneOf(...CONCLUSIONS), about: "How the run ends.", expressions: "none" },
  {
    key: "tasks",
    shape: mapOf(oneOf(...STANDINGS)),
    about: "How tasks stand at the end; `absent` for those that were never made.",
    example: { plan: "success", review: "skipped" },
    expressions: "none",
  },
  {
    key: "order",
    shape: listOf(string),
    about: "In which order these tasks start for the first time. Others may start between them.",
    example: ["plan", "build", "test"],
    expressions: "none",
  },
  {
    key: "skipped",
    shape: listOf(string),
    about: "Exactly the tasks that are skipped.",
    example: ["design"],
    expressions: "none",
  },
  {
    key: "outputs",
    shape: mapOf(anyValue),
    about: "Outputs of the workflow; `null` for one that is not given.",
    example: { verdict: "All good" },
    expressions: "none",
  },
  {
    key: "results",
    shape: mapOf(anyValue),
    about: "Outputs of tasks; `null` for a task that gives none.",
    example: { plan: { steps: ["one"] } },
    expressions: "none",
  },
  {
    key: "attempts",
    shape: mapOf(tally),
    about: "How many attempts tasks need.",
    example: { test: 2 },
    expressions: "none",
  },
  {
    key: "calls",
    shape: either(tally, mapOf(tally)),
    about: "How often agents are asked, repairs included: altogether, or by task.",
    example: { plan: 2 },
    expressions: "none",
  },
  { key: "cost_usd", shape: amount, about: "What the run costs.", example: 1.25, expressions: "none" },
  {
    key: "failures",
    shape: mapOf(oneOf(...FAILURE_CLASSES)),
    about: "Which class of failure tasks end with.",
    example: { build: "timeout" },
    expressions: "none",
  },
  {
    key: "reasons",
    shape: mapOf(strings),
    about: "Texts that stand in the reasons why tasks failed or were skipped.",
    example: { build: "2 errors" },
    expressions: "none",
  },
  {
    key: "prompts",
    shape: mapOf(strings),
    about: "Texts that stand in what agents are asked, in whichever call.",
    example: { fix: "the cache forgets" },
    expressions: "none",
  },
];

export const TEST_OBJECTS: readonly ObjectTable[] = [
  {
    name: "test_file",
    called: "a test file",
    about:
      "Tests of one workflow. Nothing in them costs anything: agents are played and time passes at once.",
    fields: [
      {
        key: "cases",
        shape: { kind: "list", of: object("test_case"), minimum: 1 },
        required: true,
        about: "One run of the workflow each.",
        expressions: "none",
      },
    ],
  },
  {
    name: "test_case",
    called: "a case",
    about: "What is given, what is answered, and what must come of it.",
    fields: [
      {
        key: "name",
        shape: string,
        required: true,
        about: "Says what the case shows; unique in the file.",
        example: "a failing test is tried again",
        expressions: "none",
      },
      ...around,
      ...played,
      {
        key: "expect",
        shape: object("test_expectation"),
        required: true,
        about: "What must be so at the end. What is not named may be anything.",
        example: { conclusion: "success" },
        expressions: "none",
      },
    ],
  },
  {
    name: "test_answer",
    called: "an answer",
    about: "What a person says.",
    fields: [
      {
        key: "verdict",
        shape: oneOf("approve", "reject"),
        required: true,
        about: "Yes or no.",
        expressions: "none",
      },
      {
        key: "fields",
        shape: mapOf(anyValue),
        about: "What is filled in.",
        example: { version: "1.2.0" },
        expressions: "none",
      },
      { key: "by", shape: string, default: "tester", about: "Who says it.", expressions: "none" },
      { key: "reason", shape: string, about: "Why.", expressions: "none" },
      {
        key: "after",
        shape: duration,
        default: 0,
        about: "How long it takes until somebody answers.",
        expressions: "none",
      },
    ],
  },
  {
    name: "test_expectation",
    called: '"expect"',
    about: "What must be so at the end.",
    fields: EXPECTATIONS,
  },
];

/** Of the keys of `expect` those that name tasks, so that a misspelled name is found. */
export const BY_TASK = ["tasks", "results", "attempts", "calls", "failures", "reasons", "prompts"] as const;
