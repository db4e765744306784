import { expect, test } from "vitest";
import { parseExpression } from "./parse.ts";
import { calls, references } from "./references.ts";

/** `root.path` with `?` for what is guarded and `[]` for what goes on unknown. */
function names(source: string): readonly string[] {
  const parsed = parseExpression(source);
  if (!parsed.ok) return [parsed.error.message];
  return references(parsed.value).map(
    ({ root, path, guarded, dynamic }) =>
      [root, ...path].join(".") + (dynamic ? "[]" : "") + (guarded ? "?" : ""),
  );
}

test.each([
  ["1", []],
  ["a", ["a"]],
  ["a.b['c-d'].e", ["a.b.c-d.e"]],
  ["a + b.c", ["a", "b.c"]],
  ["a[b].c", ["a[]", "b"]],
  ["a.b[c.d][e]", ["a.b[]", "c.d", "e"]],
  ["a[0]", ["a[]"]],
  ["a.get('b')", ["a.b"]],
  ["a.get('b').c", ["a.b.c"]],
  ["a.get(b)", ["a[]", "b"]],
  ["a.get(1)", ["a[]"]],
  ["a.get()", ["a[]"]],
  ["a.trim().length", ["a"]],
  ["f(a, b)", ["a", "b"]],
  ["f(a).b", ["a"]],
  ["[a, {x: b}]", ["a", "b"]],
  ["f(a)[b]", ["a", "b"]],
  ["a ?? b", ["a?", "b"]],
  ["(a ?? b) ?? c", ["a?", "b?", "c"]],
  ["a + b ?? c", ["a?", "b?", "c"]],
  ["default(a, b)", ["a?", "b"]],
  ["coalesce(a, b, c)", ["a?", "b?", "c"]],
  ["coalesce(a)", ["a"]],
  ["a == b", ["a?", "b?"]],
  ["a != null", ["a?"]],
  ["a < b", ["a", "b"]],
  ["!a", ["a?"]],
  ["-a", ["a"]],
  ["a || b", ["a?", "b"]],
  ["a && b", ["a", "b"]],
  ["a ? b : c", ["a?", "b", "c"]],
  ["(a ? b : c) ?? d", ["a?", "b?", "c?", "d"]],
  ["(-a) ?? 1", ["a?"]],
  ["uppercase(a) ?? 1", ["a?"]],
  ["[a] ?? 1", ["a?"]],
  ["x[a] ?? 1", ["x[]?", "a"]],
  ["default([a], 1)", ["a?"]],
])("%s refers to %j", (source, expected) => {
  expect(names(source)).toEqual(expected);
});

test("a reference knows its place", () => {
  const parsed = parseExpression("1 + a.b.c");
  expect(parsed.ok && references(parsed.value)).toEqual([
    { root: "a", path: ["b", "c"], span: { start: 4, end: 9 }, guarded: false, dynamic: false },
  ]);
});

test("calls are listed from the outside in", () => {
  const parsed = parseExpression("f(g(1), a.trim()) + fn:h()");
  expect(parsed.ok && calls(parsed.value)).toEqual([
    { name: "f", method: false, count: 2, span: { start: 0, end: 1 } },
    { name: "g", method: false, count: 1, span: { start: 2, end: 3 } },
    { name: "trim", method: true, count: 0, span: { start: 10, end: 14 } },
    { name: "h", method: false, count: 0, span: { start: 23, end: 24 } },
  ]);
});
