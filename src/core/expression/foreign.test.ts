import { expect, test } from "vitest";
import { err, ok } from "../base/result.ts";
import { MAX_STEPS, MAX_TEXT } from "./budget.ts";
import { evaluateDeep } from "./evaluate-template.ts";
import { STEPS_A_CALL } from "./foreign.ts";
import type { ForeignFunction, Scope } from "./scope.ts";

const scope = (functions: Readonly<Record<string, ForeignFunction>>): Scope => ({
  name: (root) => {
    if (root === "known") return { kind: "value", value: "x", trust: "operator" };
    if (root === "strange") return { kind: "value", value: "y", trust: "untrusted" };
    return root === "gone" ? { kind: "absent", reference: "gone" } : undefined;
  },
  functions: new Map(Object.entries(functions)),
  status: { success: () => true, failure: () => false, cancelled: () => false },
});

const joined: ForeignFunction = (args) => ok(args.join("+"));

test("a function of a plugin is called by its name, with fn: before it as well", () => {
  for (const text of ["${joined('a', 1, true)}", "${fn:joined('a', 1, true)}"])
    expect(evaluateDeep(text, scope({ joined }))).toEqual({
      ok: true,
      value: { kind: "value", value: "a+1+true", trust: "trusted" },
    });
});

test("its result is trusted as far as the least trusted argument", () => {
  const trustOf = (text: string) => {
    const outcome = evaluateDeep(text, scope({ joined }));
    return outcome.ok && outcome.value.trust;
  };
  expect(trustOf("${joined()}")).toBe("trusted");
  expect(trustOf("${joined('a', known)}")).toBe("operator");
  expect(trustOf("${joined(known, [strange])}")).toBe("untrusted");
});

test("an argument that is absent makes the whole absent, and nothing is called", () => {
  const never: ForeignFunction = () => err("was called");
  expect(evaluateDeep("${never(gone)}", scope({ never }))).toMatchObject({
    ok: true,
    value: { kind: "absent", reference: "gone" },
  });
});

test("what it refuses is an error of the evaluation", () => {
  const bad: ForeignFunction = () => err("failed: nobody is home");
  const outcome = evaluateDeep("x ${bad(1)}", scope({ bad }));
  expect(outcome.ok).toBe(false);
  expect(!outcome.ok && outcome.error.message).toBe("bad() failed: nobody is home");
});

test("built-in functions cannot be replaced", () => {
  const uppercase: ForeignFunction = () => ok("mine");
  const outcome = evaluateDeep("${uppercase('a')}", scope({ uppercase }));
  expect(outcome.ok && outcome.value.kind === "value" && outcome.value.value).toBe("A");
});

test("calls and what they give count against the allowance of an expression", () => {
  const one: ForeignFunction = () => ok(1);
  const calls = MAX_STEPS / STEPS_A_CALL;
  const list = (count: number): string => `\${[${Array.from({ length: count }, () => "one()").join(",")}]}`;
  expect(evaluateDeep(list(calls - 2), scope({ one })).ok).toBe(true);
  expect(evaluateDeep(list(calls), scope({ one }))).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining("steps") as string },
  });
  const long: ForeignFunction = () => ok("x".repeat(MAX_TEXT + 1));
  expect(evaluateDeep("${long()}", scope({ long }))).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining("longer") as string },
  });
});
