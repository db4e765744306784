import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TRUST, type Fields, type Value } from "../base/value.ts";
import {
  ANSWER,
  answerProblems,
  HAND_OFF,
  handOffProblems,
  LONGEST_NAME,
  MOST_ARTIFACTS,
  MOST_OUTPUT,
  resultProblems,
} from "./message.ts";
import { answerSchema, handOffSchema } from "./schema.ts";
import { DEEPEST, isTooDeep, MOST_PROBLEMS, problems } from "./shape.ts";

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const [fitsHandOff, fitsAnswer] = [ajv.compile(handOffSchema()), ajv.compile(answerSchema())];

const DIGEST = "ab".repeat(32);
const PATCH: Fields = { base: "1".repeat(40), commit: "2".repeat(40), tree: "3".repeat(64), bundle: DIGEST };
const MESSAGE: Fields = {
  version: 1,
  run: "20261121-115403-a1b2",
  task: "test/one",
  attempt: 2,
  agent: "checker",
  status: "success",
  output: "fine",
  structured: { ok: true },
  artifacts: [{ name: "output", digest: DIGEST }],
  patch: PATCH,
  usage: { input_tokens: 1, output_tokens: 2, cost_usd: 0.5 },
  trust: "untrusted",
  at: "2026-11-21T11:54:03.120Z",
};

const nested = (depth: number): Value => {
  let value: Value = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
};

describe("a hand-off", () => {
  it("is sound", () => {
    expect(handOffProblems(MESSAGE)).toEqual([]);
    const { structured: _structured, patch: _patch, ...rest } = MESSAGE;
    expect(handOffProblems({ ...rest, agent: null, output: null, status: "pending", at: null })).toEqual([]);
  });

  it.each<readonly [string, Fields, string]>([
    ["of another version", { version: 2 }, "version must be 1"],
    ["of no run", { run: "" }, "run has fewer than 1 characters"],
    [
      "of a task with an endless name",
      { task: "t".repeat(LONGEST_NAME + 1) },
      `task has more than ${LONGEST_NAME} characters`,
    ],
    ["of half a try", { attempt: 0.5 }, "attempt must be integer, not number"],
    ["with a status of its own", { status: "done" }, 'status must be one of "pending", "success"'],
    ["with data for text", { output: {} }, "output must be string or null, not object"],
    [
      "with far too much text",
      { output: "x".repeat(MOST_OUTPUT + 1) },
      `output has more than ${MOST_OUTPUT} characters`,
    ],
    [
      "with a path for a digest",
      { artifacts: [{ name: "output", digest: "../../etc/passwd" }] },
      "artifacts.0.digest must match",
    ],
    [
      "with too many artifacts",
      { artifacts: Array.from({ length: MOST_ARTIFACTS + 1 }, () => ({ name: "a", digest: DIGEST })) },
      `more than ${MOST_ARTIFACTS} items`,
    ],
    ["with a ref for a commit", { patch: { ...PATCH, commit: "main" } }, "patch.commit must match"],
    ["with half a patch", { patch: { base: "1".repeat(40) } }, 'patch needs "commit"'],
    [
      "that earned money",
      { usage: { input_tokens: 0, output_tokens: 0, cost_usd: -1 } },
      "usage.cost_usd must not be below 0",
    ],
    ["that trusts itself in its own words", { trust: "very" }, "trust must be one of"],
    ["of yesterday", { at: "yesterday" }, "at must match"],
    ["with bottomless data", { structured: nested(DEEPEST + 1) }, `nested deeper than ${DEEPEST}`],
  ])("is refused if it is one %s", (_, change, words) => {
    expect(handOffProblems({ ...MESSAGE, ...change }).join("; ")).toContain(words);
  });

  it("may have keys that this version does not know", () =>
    expect(handOffProblems({ ...MESSAGE, later: true })).toEqual([]));

  it.each(HAND_OFF["required"] as readonly string[])("needs %s", (key) => {
    const { [key]: _gone, ...rest } = MESSAGE;
    expect(handOffProblems(rest)).toEqual([`the message needs "${key}"`]);
  });

  it("says of very many problems only the first", () => {
    const artifacts = Array.from({ length: 50 }, () => ({ name: "", digest: "" }));
    expect(handOffProblems({ ...MESSAGE, artifacts })).toHaveLength(MOST_PROBLEMS);
  });
});

/** What stands at some place of a sound message is replaced by something else. */
const places = (value: Value, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === "object" && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))]
    : [path];

function replaced(value: Value, [key, ...rest]: readonly string[], by: Value): Value {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: Value, at) => (String(at) === key ? replaced(item, rest, by) : item));
  const fields = value as Fields;
  return { ...fields, [key]: replaced(fields[key] ?? null, rest, by) };
}

const other = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Value>,
  fc.constantFrom<Value>(
    null,
    -1,
    0,
    1.5,
    "",
    "x",
    DIGEST,
    [],
    {},
    true,
    ...TRUST,
    "success",
    MESSAGE,
    PATCH,
  ),
);

describe("our own check", () => {
  it("says the same as the published schema, whatever stands at whatever place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...places(MESSAGE)), other, (path, by) => {
        const message = replaced(MESSAGE, path, by);
        expect([message, problems(message, HAND_OFF).length === 0]).toEqual([message, fitsHandOff(message)]);
      }),
      { numRuns: 1000 },
    );
  });

  it("also of answers", () => {
    const answer: Fields = {
      output: "x",
      structured: [1],
      usage: { input_tokens: 1, output_tokens: 1, cost_usd: null },
      cost_usd: 1,
      error: null,
    };
    fc.assert(
      fc.property(fc.constantFrom(...places(answer)), other, (path, by) => {
        const message = replaced(answer, path, by);
        expect([message, problems(message, ANSWER).length === 0]).toEqual([message, fitsAnswer(message)]);
      }),
      { numRuns: 1000 },
    );
  });
});

const SENDER = { run: "20261121-115403-a1b2", task: "test/one", attempt: 2 };

describe("an answer", () => {
  const { patch: _patch, ...plain } = MESSAGE;
  const claim: Fields = { ...plain, artifacts: [] };

  it("is sound with little in it, and may say what nobody asked", () => {
    for (const answer of [{}, { output: { any: 1 } }, { model: "x", task: "another" }])
      expect(answerProblems(answer, SENDER)).toEqual([]);
  });

  it("may be a whole message of its own task", () => expect(answerProblems(claim, SENDER)).toEqual([]));

  it.each<readonly [string, Fields, string]>([
    ["another task", { task: "deploy" }, 'it speaks for attempt 2 of "deploy"'],
    ["another run", { run: "other" }, 'in "other"'],
    ["another attempt", { attempt: 1 }, "attempt 1"],
    ["somebody trusted", { trust: "trusted" }, 'it calls itself "trusted"'],
    [
      "an artifact that it made up",
      { artifacts: [{ name: "output", digest: DIGEST }] },
      "never from what is said",
    ],
    ["a commit that it made up", { patch: PATCH }, "never from what is said"],
    ["a version of its own", { version: 7 }, "version must be 1"],
  ])("does not speak for %s", (_, change, words) => {
    expect(answerProblems({ ...claim, ...change }, SENDER).join("; ")).toContain(words);
  });

  it.each<readonly [Value, string]>([
    [{ usage: [] }, "usage must be object or null, not array"],
    [{ usage: { input_tokens: "many" } }, "usage.input_tokens must be number, not string"],
    [{ cost_usd: -0.1 }, "cost_usd must not be below 0"],
    [{ error: 5 }, "error must be"],
    [[], "the message must be object, not array"],
    [nested(DEEPEST + 1), "nested deeper"],
  ])("%j is none", (answer, words) => expect(answerProblems(answer, null).join()).toContain(words));
});

describe("a result", () => {
  it("is kept if it is of a size and a depth that others can read", () => {
    expect(resultProblems({ output: "x".repeat(MOST_OUTPUT), structured: nested(DEEPEST) })).toEqual([]);
    expect(resultProblems({ output: "x".repeat(MOST_OUTPUT + 1) })).toHaveLength(1);
    expect(resultProblems({ output: "", structured: nested(DEEPEST + 1) })).toHaveLength(1);
  });

  it("is measured without getting lost in it", () => {
    expect(isTooDeep(nested(200_000))).toBe(true);
    expect(
      isTooDeep(
        Array.from({ length: 1000 }, () => [1]),
        2,
      ),
    ).toBe(false);
  });
});
