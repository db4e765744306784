/** The two messages of the protocol: what a task gives to the next, and what a program answers; each as a schema and as a check. */
import type { TaskId } from "../base/brand.ts";
import { type Fields, isFields, TRUST, type Value } from "../base/value.ts";
import { isTooDeep, DEEPEST, problems } from "./shape.ts";

export const HAND_OFF_VERSION = 1;
/** Of the text alone; all of a longer one is an artifact. */
export const MOST_OUTPUT = 4 << 20;
export const MOST_ARTIFACTS = 1000;
export const LONGEST_NAME = 4096;

const STATUSES = ["pending", "success", "failure", "skipped", "cancelled", "upstream_failed"] as const;
const SHA256 = "^[0-9a-f]{64}$";
/** SHA-1 or SHA-256, as the repository has it. */
const OBJECT = "^([0-9a-f]{40}|[0-9a-f]{64})$";
const INSTANT = "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$";

const name = (description: string): Fields => ({
  type: "string",
  minLength: 1,
  maxLength: LONGEST_NAME,
  description,
});
const digest = (pattern: string, description: string): Fields => ({ type: "string", pattern, description });
const amount = (description: string): Fields => ({ type: "number", minimum: 0, description });

const VERSION: Fields = {
  const: HAND_OFF_VERSION,
  description: "Of the message. Keys are only ever added; readers ignore those that they do not know.",
};
const RUN = name("The run.");
const TASK = name("The task that gives; of what was made from a pattern the whole name, such as `test/one`.");
const ATTEMPT: Fields = {
  type: "integer",
  minimum: 0,
  description: "Which try gave it; 0 if none was needed.",
};

/** Draft-07, and of that only what `problems` knows. */
export const HAND_OFF: Fields = {
  type: "object",
  required: [
    "version",
    "run",
    "task",
    "attempt",
    "agent",
    "status",
    "output",
    "artifacts",
    "usage",
    "trust",
    "at",
  ],
  properties: {
    version: VERSION,
    run: RUN,
    task: TASK,
    attempt: ATTEMPT,
    agent: {
      type: ["string", "null"],
      maxLength: LONGEST_NAME,
      description: "Who did it; null for a command.",
    },
    status: { enum: STATUSES, description: "How the task ended; `pending` if it has not." },
    output: {
      type: ["string", "null"],
      maxLength: MOST_OUTPUT,
      description: "What it said; null if there is nothing of it. Of a very long one the beginning.",
    },
    structured: { description: "The data that it gave, checked against its task's schema if there is one." },
    artifacts: {
      type: "array",
      maxItems: MOST_ARTIFACTS,
      description: "What is too large for the message, by name and digest: `output` is all of a cut one.",
      items: {
        type: "object",
        required: ["name", "digest"],
        properties: {
          name: name("What it is."),
          digest: digest(SHA256, "SHA-256 of its bytes, under which the run's store has it."),
        },
      },
    },
    patch: {
      type: "object",
      description: "What it changed in its own work tree, as one commit in a bundle.",
      required: ["base", "commit", "tree", "bundle"],
      properties: {
        base: digest(OBJECT, "The commit that the task began with."),
        commit: digest(OBJECT, "The commit that holds its changes."),
        tree: digest(OBJECT, "The tree of that commit, so that the same change is known as the same."),
        bundle: digest(SHA256, "The artifact that holds the commit as a git bundle."),
      },
    },
    usage: {
      type: "object",
      description: "What all attempts of the task used.",
      required: ["input_tokens", "output_tokens", "cost_usd"],
      properties: {
        input_tokens: amount("Tokens read."),
        output_tokens: amount("Tokens written."),
        cost_usd: {
          type: ["number", "null"],
          minimum: 0,
          description: "Null if nobody knows; never 0 for that.",
        },
      },
    },
    trust: {
      enum: TRUST,
      description: "How far the content may be trusted: what an agent or a command gave never is.",
    },
    at: { type: ["string", "null"], pattern: INSTANT, description: "When the task ended (ISO, UTC)." },
  },
};

const ERROR: Fields = {
  type: ["object", "string", "null", "boolean"],
  description:
    "Why it failed: a sentence, or a class, a message and how many seconds to wait. Whoever says this has failed, whatever its exit code.",
};

/** What a program may write into AO_OUTPUT_FILE. */
export const ANSWER: Fields = {
  type: "object",
  properties: {
    output: {
      description: "The output of the task; what is no text becomes JSON. Without it stdout counts.",
    },
    structured: { description: "The data of the task, which its schema and other tasks are about." },
    usage: {
      type: ["object", "null"],
      description: "What it used.",
      properties: {
        input_tokens: amount("Tokens read."),
        output_tokens: amount("Tokens written."),
        cost_usd: { type: ["number", "null"], minimum: 0, description: "Dollars." },
      },
    },
    cost_usd: { type: ["number", "null"], minimum: 0, description: "Dollars; the same as in `usage`." },
    error: ERROR,
  },
};

/** Whose message it is: who says so must say it rightly. */
export type Sender = Readonly<{ run: string; task: TaskId | string; attempt: number }>;

/** What is wrong with a message before it is handed on, and again with one that was read. */
export function handOffProblems(message: Value): readonly string[] {
  const found = problems(message, HAND_OFF);
  if (found.length > 0 || !isFields(message)) return found;
  return isTooDeep(message["structured"] ?? null) ? [`structured is nested deeper than ${DEEPEST}`] : [];
}

/**
 * An answer that has a version claims to be a whole message. It is held to that: nobody speaks for another task, and nobody says
 * of themselves how far they may be trusted.
 */
function claimProblems(answer: Fields, sender: Sender): readonly string[] {
  if (!Object.hasOwn(answer, "version")) return [];
  const found = handOffProblems(answer);
  if (found.length > 0) return found;
  const { run, task, attempt, trust, artifacts, patch } = answer;
  const strangers = [
    ...(run === sender.run && task === sender.task && attempt === sender.attempt
      ? []
      : [
          `it speaks for attempt ${JSON.stringify(attempt)} of ${JSON.stringify(task)} in ${JSON.stringify(run)}`,
        ]),
    ...(trust === "untrusted" ? [] : [`it calls itself ${JSON.stringify(trust)}`]),
    ...(Array.isArray(artifacts) && artifacts.length === 0 && patch === undefined
      ? []
      : ["artifacts and patches are taken from what was done, never from what is said"]),
  ];
  return strangers;
}

export function answerProblems(answer: Value, sender: Sender | null): readonly string[] {
  if (isTooDeep(answer)) return [`the answer is nested deeper than ${DEEPEST}`];
  const found = problems(answer, ANSWER);
  return found.length > 0 || !isFields(answer) || sender === null ? found : claimProblems(answer, sender);
}

/** What any runner gives, before it becomes a task's result. */
export function resultProblems({
  output,
  structured,
}: Readonly<{ output: string; structured?: Value }>): readonly string[] {
  return [
    ...(output.length > MOST_OUTPUT ? [`the output has more than ${MOST_OUTPUT} characters`] : []),
    ...(structured !== undefined && isTooDeep(structured)
      ? [`the result is nested deeper than ${DEEPEST}`]
      : []),
  ];
}
