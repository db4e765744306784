import fc from "fast-check";
import { expect, test } from "vitest";
import { known, members, missing, scopeOf } from "../../../test/rig/expressions.ts";
import { runs } from "../../../test/rig/properties.ts";
import { unreachable } from "../base/never.ts";
import { TRUST, type Trust, type Value } from "../base/value.ts";
import { evaluateDeep } from "./evaluate-template.ts";
import { evaluate } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { FUNCTION_NAMES, METHOD_NAMES } from "./functions.ts";
import { parseExpression } from "./parse.ts";
import { printed } from "./print.ts";
import { references } from "./references.ts";
import type { Binding, Scope } from "./scope.ts";
import { parseCondition, parseTemplate } from "./template.ts";

const AT = { start: 0, end: 0 } as const;
const NAMES = ["a", "b", "c", "gone", "group", "nobody"] as const;
const word = fc.constantFrom("x", "y", "length", "constructor", "__proto__", "in", "a-b", "");

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc
      .oneof(
        fc.nat(20),
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        fc.string(),
        fc.boolean(),
      )
      .map((value): Expression => ({ kind: "literal", value: value === 0 ? 0 : value, ...AT })),
    fc.constantFrom(...NAMES).map((name): Expression => ({ kind: "name", name, ...AT })),
    fc
      .array(tie("expression"), { maxLength: 3 })
      .map((items): Expression => ({ kind: "list", items, ...AT })),
    fc
      .array(fc.record({ key: word, value: tie("expression") }), { maxLength: 3 })
      .map((entries): Expression => ({ kind: "object", entries, ...AT })),
    fc.tuple(tie("expression"), word).map(([of, key]): Expression => ({ kind: "member", of, key, ...AT })),
    fc
      .tuple(tie("expression"), tie("expression"))
      .filter(([, index]) => index.kind !== "literal" || typeof index.value !== "string")
      .map(([of, index]): Expression => ({ kind: "index", of, index, ...AT })),
    fc
      .tuple(fc.constantFrom(...FUNCTION_NAMES, "nosuch"), fc.array(tie("expression"), { maxLength: 3 }))
      .map(([name, args]): Expression => ({ kind: "call", name, called: AT, receiver: null, args, ...AT })),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom(...METHOD_NAMES, "nosuch"),
        fc.array(tie("expression"), { maxLength: 2 }),
      )
      .map(([receiver, name, args]): Expression => ({
        kind: "call",
        name,
        called: AT,
        receiver,
        args,
        ...AT,
      })),
    fc
      .tuple(fc.constantFrom("!" as const, "-" as const), tie("expression"))
      .map(([operator, operand]): Expression => ({ kind: "unary", operator, operand, ...AT })),
    fc
      .tuple(
        fc.constantFrom(
          ...(["??", "||", "&&", "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%"] as const),
        ),
        tie("expression"),
        tie("expression"),
      )
      .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, ...AT })),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([condition, then, otherwise]): Expression => ({
        kind: "choice",
        condition,
        then,
        otherwise,
        ...AT,
      })),
  ),
}));

const value: fc.Arbitrary<Value> = fc.jsonValue({ maxDepth: 3 }).map((json) => json as Value);
const trust = fc.constantFrom<Trust>(...TRUST);
const scope = fc
  .record({
    a: value,
    b: value,
    c: fc.constantFrom<Value>("text", 3, [1, "x"], { x: 1 }),
    ta: trust,
    tb: trust,
    tc: trust,
  })
  .map(({ a, b, c, ta, tb, tc }) => ({
    trusts: { a: ta, b: tb, c: tc } as Readonly<Record<string, Trust>>,
    scope: scopeOf({
      a: known(a, ta),
      b: known(b, tb),
      c: known(c, tc),
      gone: missing("gone"),
      group: members({ x: known(1), y: missing("group.y") }),
    }),
  }));

/** Without places, which printing changes. */
const bare = (tree: Expression): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, part: unknown) =>
      ["start", "end", "called"].includes(key) ? undefined : part,
    ),
  );

test("what is printed is read back as the same", () => {
  fc.assert(
    fc.property(expression, (tree) => {
      const parsed = parseExpression(printed(tree));
      expect(parsed.ok && bare(parsed.value)).toEqual(bare(tree));
    }),
    { numRuns: runs(500) },
  );
});

test("evaluation ends in a value, absence or an error, and says the same again", () => {
  fc.assert(
    fc.property(expression, scope, (tree, { scope: names }) => {
      const result = evaluate(tree, names);
      expect(evaluate(tree, names)).toEqual(result);
      if (!result.ok) expect(result.error.message).toMatch(/^[a-z."0-9]/);
      else if (result.value.kind === "value") expect(() => JSON.stringify(result.value)).not.toThrow();
      else expect(result.value.reference).not.toBe("");
    }),
    { numRuns: runs(1000) },
  );
});

/** The expression and everything in it that has a value of its own. */
function parts(tree: Expression): readonly Expression[] {
  switch (tree.kind) {
    case "literal":
    case "name":
      return [tree];
    case "list":
      return [tree, ...tree.items.flatMap(parts)];
    case "object":
      return [tree, ...tree.entries.flatMap((entry) => parts(entry.value))];
    case "member":
      return [tree, ...parts(tree.of)];
    case "index":
      return [tree, ...parts(tree.of), ...parts(tree.index)];
    case "call":
      return [tree, ...(tree.receiver === null ? [] : parts(tree.receiver)), ...tree.args.flatMap(parts)];
    case "unary":
      return [tree, ...parts(tree.operand)];
    case "binary":
      return [tree, ...parts(tree.left), ...parts(tree.right)];
    case "choice":
      return [tree, ...parts(tree.condition), ...parts(tree.then), ...parts(tree.otherwise)];
    default:
      return unreachable(tree);
  }
}

/** Another value under the same name and trust. */
function lent(others: Scope, root: string, trusts: Readonly<Record<string, Trust>>): Binding | undefined {
  const binding = others.name(root);
  return binding?.kind === "value" ? known(binding.value, trusts[root]) : binding;
}

test("trust is never higher than the highest of what is named, and the lowest if all of it counts", () => {
  const rank = (each: Trust): number => TRUST.indexOf(each);
  fc.assert(
    fc.property(expression, scope, (tree, { scope: names, trusts }) => {
      const result = evaluate(tree, names);
      if (!result.ok || result.value.kind === "absent") return;
      const named = references(tree).map(({ root }) => trusts[root] ?? "trusted");
      const lowest = Math.max(0, ...named.map(rank));
      expect(rank(result.value.trust)).toBeLessThanOrEqual(lowest);
      const isWhole = parts(tree).every((part) => {
        const outcome = evaluate(part, names);
        return outcome.ok && outcome.value.kind === "value";
      });
      if (isWhole && !/[?|&]|default|coalesce/.test(printed(tree)))
        expect(rank(result.value.trust)).toBe(lowest);
    }),
    { numRuns: runs(1000) },
  );
});

test("what is not trusted can neither change nor remove a trusted value", () => {
  fc.assert(
    fc.property(expression, scope, scope, (tree, { scope: names, trusts }, { scope: others }) => {
      const swapped: Scope = {
        ...names,
        name: (root) =>
          (trusts[root] ?? "trusted") === "trusted" ? names.name(root) : lent(others, root, trusts),
      };
      const [one, two] = [evaluate(tree, names), evaluate(tree, swapped)];
      if (!one.ok || !two.ok) return;
      if (one.value.kind === "value" && one.value.trust === "trusted") expect(two).toEqual(one);
    }),
    { numRuns: runs(1000) },
  );
});

test("any text at all is read or refused, and evaluated or refused", () => {
  const pieces = fc.constantFrom(
    "${",
    "{{",
    "${{",
    "}",
    "}}",
    "$${",
    "'",
    '"',
    "a",
    ".b",
    "(",
    ")",
    "[",
    "]",
    "\\",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.oneof(pieces, fc.constantFrom("+", "?", ":", "==", " ", "1", "fn:", "join", "in")), {
        maxLength: 20,
      })
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, scope, (source, { scope: names }) => {
      for (const parse of [parseExpression, parseCondition]) {
        const parsed = parse(source);
        if (parsed.ok) evaluate(parsed.value, names);
        else expect(parsed.error.end).toBeGreaterThanOrEqual(parsed.error.start);
      }
      parseTemplate(source);
      evaluateDeep([source], names);
    }),
    { numRuns: runs(1000) },
  );
});

test("text without delimiters comes out as it went in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(!text.includes("${") && !text.includes("{{"));
      expect(evaluateDeep(text, scopeOf({}))).toEqual({
        ok: true,
        value: { kind: "value", value: text, trust: "trusted" },
      });
    }),
  );
});

test("escaped text comes out as it was meant", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("$", "{", "}", "a", "'") }), (text) => {
      fc.pre(!text.includes("{{"));
      const result = evaluateDeep(text.replaceAll("${", "$$${"), scopeOf({}));
      expect(result).toMatchObject({ value: { value: text } });
    }),
  );
});
