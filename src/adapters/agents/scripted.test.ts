import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentDefinition, assignment } from "../../../test/rig/assignment.ts";
import { simulatedClock } from "../../../test/rig/clock.ts";
import { millis } from "../../core/base/brand.ts";
import type { Fields, Value } from "../../core/base/value.ts";
import { FAILURE_CLASSES } from "../../core/base/vocabulary.ts";
import type { Assignment } from "../../ports/agent.ts";
import { DEEPEST_SCHEMA, minimalValue } from "./minimal-value.ts";
import { ECHO_LIMIT, scriptedAgent } from "./scripted.ts";

const never = new AbortController().signal;
const prompt = "Design the search\nwith care";

function stage() {
  const clock = simulatedClock();
  const agent = scriptedAgent({ sleep: clock.sleep });
  const play = async (mock: Value, changes: Partial<Assignment> = {}) =>
    agent.attempt(assignment({ agent: agentDefinition(), prompt, mock, ...changes }), () => {}, never);
  return { clock, agent, play };
}

const outputs = async (
  mock: Value,
  calls: readonly number[],
  itemKey?: string,
): Promise<readonly unknown[]> => {
  const { play } = stage();
  const key = itemKey === undefined ? {} : { itemKey };
  const answers = await Promise.all(calls.map((call) => play(mock, { call, ...key })));
  return answers.map((answer) => (answer.ok ? answer.value.output : answer.error.failure.kind));
};

describe("a script", () => {
  it("of one reply serves all calls", async () =>
    expect(await outputs({ output: "a" }, [0, 1, 9])).toEqual(["a", "a", "a"]));

  it("of a list gives one reply a call, and the last repeats", async () => {
    const list = [{ fail: "agent-error" }, { output: "b" }, "c"];
    expect(await outputs(list, [0, 1, 2, 3])).toEqual(["agent-error", "b", "c", "c"]);
  });

  it("knows its items by key", async () => {
    const mock = { by_key: { a: { output: "A" }, b: [{ output: "B1" }, { output: "B2" }] } };
    expect(await outputs(mock, [0, 5], "a")).toEqual(["A", "A"]);
    expect(await outputs(mock, [0, 1], "b")).toEqual(["B1", "B2"]);
    expect(await outputs(mock, [0], "constructor")).toEqual([expect.stringContaining("coder did build")]);
  });

  it.each(FAILURE_CLASSES)("can fail as %s", async (fail) => {
    const { play } = stage();
    const answer = await play({ fail, message: "because", output: "so far" });
    expect(answer).toMatchObject({
      ok: false,
      error: { failure: { kind: fail, message: "because" }, output: "so far" },
    });
  });

  it("writes data as JSON text, and as the structured result where a schema asks for it", async () => {
    const { play } = stage();
    expect(await play({ output: { a: 1 } })).toEqual({ ok: true, value: { output: '{"a":1}' } });
    expect(await play({ output: { a: 1 } }, { schema: {} })).toMatchObject({
      value: { structured: { a: 1 } },
    });
  });

  it("spreads its notes over its delay", async () => {
    const { clock, agent } = stage();
    const heard: [number, string][] = [];
    const mock = { delay: 2, say: ["reading", "testing"], output: "x" };
    const done = agent.attempt(assignment({ mock }), (note) => heard.push([clock.now(), note]), never);
    while (clock.next()) await Promise.resolve();
    expect(await done).toMatchObject({ ok: true });
    expect(heard).toEqual([
      [0, "reading"],
      [1000, "testing"],
    ]);
    expect(clock.now()).toBe(2000);
  });

  it("writes files below the directory", async () => {
    const { agent } = stage();
    const part = assignment({ mock: { write: { "notes/deep/review.md": "fine", "data.json": { a: 1 } } } });
    expect(await agent.attempt(part, () => {}, never)).toMatchObject({ ok: true });
    expect(readFileSync(join(part.directory, "notes/deep/review.md"), "utf8")).toBe("fine");
    expect(readFileSync(join(part.directory, "data.json"), "utf8")).toBe('{"a":1}');
  });

  it.each([
    "../out.md",
    "a/../../out.md",
    "/tmp/out.md",
    "",
    ".",
    ".git/hooks/pre-commit",
    "a/.GIT/config",
    "link/x.md",
    "file-link",
    "a\0b",
  ])("cannot write to %j", async (path) => {
    const { agent } = stage();
    const part = assignment({ mock: { write: { [path]: "bad" } } });
    const outside = join(part.directory, "..", "outside");
    mkdirSync(outside);
    symlinkSync(outside, join(part.directory, "link"));
    symlinkSync(join(outside, "target"), join(part.directory, "file-link"));
    expect(await agent.attempt(part, () => {}, never)).toMatchObject({
      ok: false,
      error: { failure: { kind: "policy" } },
    });
    expect(existsSync(join(outside, "x.md")) || existsSync(join(outside, "target"))).toBe(false);
  });

  it.each([
    [{ delay: -1 }, "delay must be"],
    [{ delay: "soon" }, "delay must be"],
    [{ fail: "bad-luck" }, "no failure class"],
    [{ outptu: "x" }, 'no key "outptu"'],
    [{ write: ["a"] }, "write must be"],
    [7, "must be a map or a text"],
  ])("that says %j is refused with the reason", async (mock, words) => {
    const { play } = stage();
    expect(await play(mock)).toMatchObject({
      ok: false,
      error: { failure: { message: expect.stringContaining(words) as string } },
    });
  });
});

describe("without a script", () => {
  const answer = async (changes: Partial<Assignment>) => {
    const given = await stage().agent.attempt(
      assignment({ agent: agentDefinition(), prompt, ...changes }),
      () => {},
      never,
    );
    return given.ok ? given.value : undefined;
  };

  it("the same prompt gives the same answer, another prompt another", async () => {
    const first = await answer({});
    expect(first?.output).toMatch(/^coder did build: Design the search \([0-9a-f]{8}\)$/);
    expect(await answer({})).toEqual(first);
    expect((await answer({ prompt: `${prompt}!` }))?.output).not.toBe(first?.output);
    expect((await answer({ prompt: "x".repeat(500) }))?.output.length).toBeLessThan(ECHO_LIMIT + 40);
  });

  it("a schema is satisfied", async () => {
    const schema = {
      type: "object",
      required: ["steps"],
      properties: { steps: { type: "array", minItems: 1 } },
    };
    expect(await answer({ schema })).toEqual({
      output: '{"steps":["steps"]}',
      structured: { steps: ["steps"] },
    });
  });
});

describe("a minimal value", () => {
  const leaf: fc.Arbitrary<Fields> = fc.oneof(
    fc.constantFrom<Fields>(
      { type: "boolean" },
      { type: "null" },
      { enum: ["a", 1] },
      { const: { x: [1] } },
      {},
    ),
    fc.record({ type: fc.constant("string"), minLength: fc.integer({ min: 0, max: 30 }) }),
    fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 40 })).map(([minimum, more]) => ({
      type: "integer",
      minimum,
      maximum: minimum + more,
    })),
    fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 40 })).map(([low, more]) => ({
      type: "number",
      exclusiveMinimum: low,
      exclusiveMaximum: low + more,
    })),
  );
  const { schema } = fc.letrec<{ schema: Fields }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.record({
        type: fc.constant("array"),
        items: tie("schema"),
        minItems: fc.integer({ min: 0, max: 3 }),
      }),
      fc.dictionary(fc.constantFrom("a", "b", "c", "toString"), tie("schema")).map((properties) => ({
        type: "object",
        properties,
        required: Object.keys(properties),
      })),
      fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
    ),
  }));

  it("satisfies its schema, as a validator of the trade sees it", () => {
    const ajv = new Ajv({ strict: false });
    fc.assert(
      fc.property(schema, (given) => {
        expect(ajv.validate(given, minimalValue(given))).toBe(true);
      }),
    );
  });

  it("follows references, joins allOf, and ends where a schema refers to itself without end", () => {
    const named = {
      definitions: { id: { type: "string", minLength: 3 } },
      allOf: [
        { type: "object", required: ["id"], properties: { id: { $ref: "#/definitions/id" } } },
        { required: ["n"], properties: { n: { type: "integer", minimum: 4, multipleOf: 3 } } },
      ],
    };
    expect(minimalValue(named)).toEqual({ id: "id.", n: 6 });
    const endless = { type: "object", required: ["next"], properties: { next: { $ref: "#" } } };
    expect(JSON.stringify(minimalValue(endless)).split("next").length - 1).toBe(DEEPEST_SCHEMA + 1);
    expect(minimalValue({ $ref: "#/a", a: { $ref: "#/a" } })).toBe("text");
  });
});

describe("what a script says to have cost", () => {
  const reports = async (mock: Value, stopAfter = Number.POSITIVE_INFINITY) => {
    const { clock, agent } = stage();
    const heard: unknown[] = [];
    const controller = new AbortController();
    const given = assignment({ agent: agentDefinition(), prompt, mock });
    const playing = agent.attempt(
      given,
      () => {},
      controller.signal,
      (usage) => {
        heard.push([clock.now(), usage.costUsd, usage.inputTokens]);
        if (heard.length === stopAfter) controller.abort();
      },
    );
    while (clock.next()) await Promise.resolve();
    const answer = await playing;
    return { heard, answer };
  };

  it("is reported on the way", async () => {
    const { heard } = await reports({
      delay: 2,
      report: [0.5, { cost_usd: 1, input_tokens: 20 }],
      cost_usd: 1,
    });
    expect(heard).toEqual([
      [0, 0.5, 0],
      [1000, 1, 20],
    ]);
  });

  it("is kept when it is stopped in between", async () => {
    const { answer } = await reports({ delay: 2, report: [0.5, 7], cost_usd: 9 }, 1);
    expect(answer).toMatchObject({
      ok: false,
      error: { failure: { kind: "cancelled" }, usage: { costUsd: 0.5 } },
    });
  });

  it("is as written, also beyond what was set aside, unless it keeps to that", async () => {
    const { play } = stage();
    const limits = { maxCostUsd: 0.5, maxTokens: 1000 };
    expect(await play({ cost_usd: 2 }, limits)).toMatchObject({ ok: true, value: { usage: { costUsd: 2 } } });
    expect(await play({ cost_usd: 2, capped: true, input_tokens: 400 }, limits)).toMatchObject({
      ok: false,
      error: {
        failure: { kind: "budget-exceeded", message: "It reached its limit of $0.50" },
        usage: { costUsd: 0.5, inputTokens: 100 },
      },
    });
    expect(await play({ input_tokens: 4000, capped: true }, limits)).toMatchObject({
      ok: false,
      error: { failure: { kind: "budget-exceeded" }, usage: { costUsd: null, inputTokens: 1000 } },
    });
    expect(await play({ cost_usd: 0.5, capped: true }, limits)).toMatchObject({ ok: true });
  });
});

it("a quota says when it comes back, if the script does", async () => {
  const agent = scriptedAgent({ sleep: simulatedClock().sleep, now: () => millis(5000) });
  const play = (mock: Value) =>
    agent.attempt(assignment({ agent: agentDefinition(), prompt, mock }), () => {}, never);
  expect(await play({ fail: "quota", retry_after: "2h" })).toMatchObject({
    error: { failure: { kind: "quota", until: 5000 + 7_200_000 } },
  });
  expect(await play({ fail: "quota", retry_after: "soon" })).toMatchObject({
    error: { failure: { kind: "policy" } },
  });
});
