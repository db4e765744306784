import { expect, test } from "vitest";
import { known, members, scopeOf } from "../../../test/rig/expressions.ts";
import type { Value } from "../base/value.ts";
import { evaluate } from "./evaluate.ts";
import { parseExpression } from "./parse.ts";

const scope = scopeOf({
  text: known("a"),
  list: known([1]),
  object: known({ a: 1 }),
  inputs: members({ x: known("x") }),
  own: known(JSON.parse('{"__proto__": {"polluted": true}, "constructor": "mine"}') as Value),
});

/** Ways out of other expression languages. Each must be an error or absent, and nothing may be changed by it. */
test.each([
  "constructor.constructor('return process')()",
  "constructor('return process')",
  "text.constructor",
  "text.constructor.constructor",
  "text['constructor']",
  "text['con' + 'structor']",
  "text.__proto__",
  "list.constructor.constructor('return this')()",
  "list['constructor']",
  "list.__proto__.polluted",
  "list.map",
  "list['map']",
  "list.filter.constructor",
  "object.constructor",
  "object.__proto__",
  "object['__proto__']",
  "object['__pro' + 'to__']",
  "object.toString",
  "object.toString()",
  "object.hasOwnProperty('a')",
  "object.valueOf",
  "object.get('constructor')",
  "object.get('__proto__').polluted",
  "inputs.constructor",
  "inputs.__proto__",
  "inputs.get('__proto__')",
  "inputs.member",
  "inputs.member('x')",
  "inputs.kind",
  "__proto__",
  "this",
  "this.constructor",
  "globalThis",
  "global.process",
  "process.env",
  "process.mainModule.require('child_process')",
  "require('fs')",
  "import('fs')",
  "eval('1')",
  "Function('return 1')()",
  "new Function('return 1')()",
  "(() => 1)()",
  "function () { return this }",
  "arguments.callee",
  "Object.getPrototypeOf(text)",
  "Reflect.get(object, 'a')",
  "`${1}`",
  "text.replace.call",
  "text.length.constructor",
  "(1).constructor",
  "true.constructor",
  "''.sub.constructor('x')",
  "[].concat.constructor",
  "{}.constructor",
  "{}['constructor']['constructor']",
  "{a: 1}.__proto__",
  "fn:constructor()",
  "fn:__proto__()",
  "toString()",
  "hasOwnProperty('a')",
  "success.constructor",
  "a = 1",
  "object.a = 2",
  "text++",
  "delete object.a",
  "text; text",
  "text, text",
  "text.at(0)",
  "keys(object).constructor",
  "fromJSON('{}').constructor",
  "pick(object, '__proto__').polluted",
  "first(pluck([object], '__proto__')).polluted",
  "self",
  "window.location",
  "__import__('os')",
  "text.__class__.__mro__",
  "request.application.__globals__",
])("%s leads nowhere", (payload) => {
  const parsed = parseExpression(payload);
  if (parsed.ok) {
    const result = evaluate(parsed.value, scope);
    if (result.ok) expect(result.value.kind).toBe("absent");
    else expect(result.error.message).not.toContain("Internal");
  } else {
    expect(parsed.error.message).not.toBe("");
  }
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("members that data really has are data, whatever their names", () => {
  const value = (source: string): unknown => {
    const parsed = parseExpression(source);
    return parsed.ok ? evaluate(parsed.value, scope) : parsed;
  };
  expect(value("own.constructor")).toEqual({
    ok: true,
    value: { kind: "value", value: "mine", trust: "trusted" },
  });
  expect(value("own.__proto__.polluted")).toMatchObject({ value: { value: true } });
  expect(value("fromJSON('{\"__proto__\": 1}').__proto__")).toMatchObject({ value: { value: 1 } });
  expect(value("{'__proto__': 5}.__proto__")).toMatchObject({ value: { value: 5 } });
  expect(value("pick({'__proto__': 5}, '__proto__').a")).toMatchObject({ value: { kind: "absent" } });
});
