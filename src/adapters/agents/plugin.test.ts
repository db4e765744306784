import { expect, test, vi } from "vitest";
import { assignment } from "../../../test/rig/assignment.ts";
import { millis } from "../../core/base/brand.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { LoadedType, PluginContext } from "../../ports/plugin.ts";
import { MOST_RESULT, pluginAgent } from "./plugin.ts";
import { NOTE_LIMIT } from "./words.ts";

const typed = (run: LoadedType["run"], issues: LoadedType["issues"] = () => []): LoadedType => ({
  description: "",
  issues,
  run,
});

const quiet = (): void => {};
const never = new AbortController().signal;

const answered = (run: LoadedType["run"], changes: Partial<Assignment> = {}) =>
  pluginAgent("t", typed(run)).attempt(assignment(changes), quiet, never);

const failureOf = async (run: LoadedType["run"], changes: Partial<Assignment> = {}) => {
  const outcome = await answered(run, changes);
  if (outcome.ok) throw new Error("it succeeded");
  return outcome.error.failure;
};

test("it is told everything, as copies that nobody can change", async () => {
  const given = { options: { list: [1] }, inputs: { a: { output: "x" } }, env: { A: "b" }, attempt: 2 };
  let seen: PluginContext | undefined;
  await answered((context) => void (seen = context), { ...given, run: "r", task: "t[k]", itemKey: "k" });
  expect(seen).toMatchObject({ ...given, run: "r", task: "t[k]", idempotencyKey: "r/t[k]/k", issues: [] });
  const list = seen?.options["list"];
  expect(() => Array.isArray(list) && list.push(2)).toThrow("not extensible");
  expect(() => Object.assign(seen ?? {}, { attempt: 9 })).toThrow("read only");
  expect(given.options.list).toEqual([1]);
});

test.each([
  ["text", { output: "text" }],
  [undefined, { output: "" }],
  [{ output: "text" }, { output: "text" }],
  [{ structured: { a: [1] } }, { output: '{"a":[1]}', structured: { a: [1] } }],
  [
    { output: "x", usage: { costUsd: 0.5, inputTokens: 3 } },
    { output: "x", usage: { costUsd: 0.5, inputTokens: 3, outputTokens: 0 } },
  ],
  [
    { output: "x", usage: { inputTokens: 3 } },
    { output: "x", usage: { costUsd: null, inputTokens: 3, outputTokens: 0 } },
  ],
])("%j is the answer %j", async (given, value) => {
  expect(await answered(() => given)).toEqual({ ok: true, value });
  expect(await answered(async () => given)).toEqual({ ok: true, value });
});

test.each<readonly [unknown, string]>([
  [3, "neither text nor an object"],
  [["a"], "neither text nor an object"],
  [{ output: 3 }, '"output" must be text'],
  [{ result: "x" }, 'it gave "result"'],
  [{ structured: new Date() }, "structured is an object of a class"],
  [{ structured: Number.NaN }, "structured is NaN"],
  [{ output: "x".repeat(MOST_RESULT + 1) }, "it is too large"],
])("%o is no result", async (given, words) => {
  const failure = await failureOf(() => given);
  expect(failure.kind).toBe("output-invalid");
  expect(failure.message).toContain(words);
});

test.each<readonly [unknown, string, string]>([
  [new Error("two tests failed"), "agent-error", "two tests failed"],
  [Object.assign(new Error("busy"), { retryable: true }), "infrastructure", "busy"],
  [Object.assign(new Error("busy"), { retryable: "yes" }), "agent-error", "busy"],
  ["words", "agent-error", "words"],
  [undefined, "agent-error", "undefined"],
  [null, "agent-error", "it threw null"],
  [Object.create(null), "agent-error", "it threw a value of type object"],
])("%o that is thrown fails the attempt as %s", async (thrown, kind, message) => {
  const throwing = (): never => {
    throw thrown;
  };
  expect(await failureOf(throwing)).toEqual({ kind, message });
  expect(await failureOf(async () => throwing())).toEqual({ kind, message });
});

test("what throws when it is looked at is no result and no error", async () => {
  const trap = (): never => {
    throw new Error("ha");
  };
  const failure = await failureOf(() => new Proxy({}, { ownKeys: trap }));
  expect(failure).toMatchObject({
    kind: "output-invalid",
    message: "its result cannot be kept: it cannot be read",
  });
  const throwing = (): never => {
    throw new Proxy(new Error("x"), { get: trap });
  };
  expect(await failureOf(throwing)).toEqual({
    kind: "agent-error",
    message: "it threw a value of type object",
  });
});

test("a then that throws, or that settles twice, does no harm", async () => {
  const throwing = {
    then: () => {
      throw new Error("bad then");
    },
  };
  expect(await failureOf(() => throwing)).toEqual({ kind: "agent-error", message: "bad then" });
  const twice = { then: (settle: (value: unknown) => void) => (settle("first"), settle("second")) };
  expect(await answered(() => twice)).toEqual({ ok: true, value: { output: "first" } });
});

test("no secret gets out: not in a result, not in an error, not in a note", async () => {
  const secrets = ["hunter2hunter2"];
  const notes: string[] = [];
  const agent = pluginAgent(
    "t",
    typed(({ say }) => (say("it is hunter2hunter2"), { structured: { at: "hunter2hunter2" } })),
  );
  const outcome = await agent.attempt(assignment({ secrets }), (note) => notes.push(note), never);
  expect(JSON.stringify([outcome, notes])).not.toContain("hunter2");
  const failure = await failureOf(
    () => {
      throw new Error("no hunter2hunter2");
    },
    { secrets },
  );
  expect(failure.message).toBe("no ***");
});

test("notes are one line each, and none counts after the end", async () => {
  const notes: string[] = [];
  let later: PluginContext["say"] = quiet;
  const agent = pluginAgent(
    "t",
    typed(({ say }) => {
      later = say;
      say(`a\nb${"x".repeat(2 * NOTE_LIMIT)}`);
      (say as (note: unknown) => void)({
        toString: () => {
          throw new Error("ha");
        },
      });
      return "done";
    }),
  );
  await agent.attempt(assignment(), (note) => notes.push(note), never);
  later("too late");
  expect(notes).toHaveLength(1);
  expect(notes[0]).not.toContain("\n");
  expect(notes[0]?.length).toBeLessThanOrEqual(NOTE_LIMIT);
});

test("options that do not fit are refused before anything runs", async () => {
  const run = vi.fn<LoadedType["run"]>();
  const agent = pluginAgent(
    "t",
    typed(run, () => ["level must be number"]),
  );
  const outcome = await agent.attempt(assignment(), quiet, never);
  expect(outcome).toEqual({
    ok: false,
    error: { failure: { kind: "policy", message: "the options do not fit: level must be number" } },
  });
  expect(run).not.toHaveBeenCalled();
});

test("asked to stop, it hears of it and its own words are kept; what it cost is kept too", async () => {
  const stop = new AbortController();
  const agent = pluginAgent(
    "t",
    typed(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("tidied up")));
          stop.abort();
        }),
    ),
  );
  expect(await agent.attempt(assignment(), quiet, stop.signal)).toEqual({
    ok: false,
    error: { failure: { kind: "cancelled", message: "tidied up" } },
  });
  const paying = pluginAgent(
    "t",
    typed(async () => (stop.abort(), { output: "x", usage: { costUsd: 1 } })),
  );
  const second = new AbortController();
  const waiting = paying.attempt(assignment(), quiet, second.signal);
  second.abort();
  expect(await waiting).toMatchObject({
    ok: false,
    error: { failure: { kind: "cancelled" }, usage: { costUsd: 1 } },
  });
});

test("one that does not stop is left behind after the grace, and its late result is ignored", async () => {
  const stop = new AbortController();
  let finish: (value: unknown) => void = quiet;
  const agent = pluginAgent(
    "t",
    typed(
      () =>
        new Promise((resolve) => {
          finish = resolve;
          stop.abort();
        }),
    ),
  );
  const outcome = await agent.attempt(assignment({ cancelGrace: millis(5) }), quiet, stop.signal);
  expect(outcome).toMatchObject({ ok: false, error: { failure: { kind: "cancelled" } } });
  finish("late");
});

test("one that was stopped before it began is not begun", async () => {
  const stop = new AbortController();
  stop.abort();
  const run = vi.fn<LoadedType["run"]>();
  const outcome = await pluginAgent("t", typed(run)).attempt(assignment(), quiet, stop.signal);
  expect(outcome).toMatchObject({ ok: false, error: { failure: { kind: "cancelled" } } });
  expect(run).not.toHaveBeenCalled();
});
