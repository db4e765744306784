import { expect, test } from "vitest";
import { known, outcome, SCOPE, scopeOf } from "../../../test/rig/expressions.ts";
import { MAX_TEXT } from "./budget.ts";
import { evaluateDeep, evaluateTemplate } from "./evaluate-template.ts";
import { printed } from "./print.ts";
import { hasExpression, isTemplate, parseCondition, parseTemplate } from "./template.ts";

function render(text: string, scope = SCOPE): unknown {
  const template = parseTemplate(text);
  if (!template.ok) return `syntax: ${template.error.message}`;
  const result = evaluateTemplate(template.value, scope);
  if (!result.ok) return `error: ${result.error.message}`;
  return result.value.kind === "value" ? result.value.value : `absent: ${result.value.reference}`;
}

test.each<[string, unknown]>([
  ["", ""],
  ["plain", "plain"],
  ["${n}", 7],
  ["{{ n }}", 7],
  ["${{ n }}", 7],
  ["${{n}}", 7],
  ["${list}", [3, 1, 2]],
  ["${none}", null],
  ["${yes}", true],
  ["a ${n} b {{ text }} c ${{ yes }}", "a 7 b Hello c true"],
  ["${text}${n}", "Hello7"],
  [" ${n}", " 7"],
  ["${n}\n", "7\n"],
  ["${list} and ${object}", '[3,1,2] and {"a":1,"b-c":{"d":[true]},"nothing":null}'],
  ["x ${none}", "absent: none"],
  ["x ${skipped.output}", "absent: skipped.output"],
  ["${skipped.output}", "absent: skipped.output"],
  ["x ${skipped.output ?? '-'}", "x -"],
  ["$${n}", "${n}"],
  ["$${n} ${n}", "${n} 7"],
  ["$$${n}", "$${n}"],
  ["$${{ n }}", "${{ n }}"],
  ["${'${'}n}", "${n}"],
  ["${'}'}", "}"],
  ["${'{{'} x }}", "{{ x }}"],
  ["{{ '}}' }}!", "}}!"],
  ["${ {a: {b: 1}}.a.b }", 1],
  ["{{ {a: {b: 1}} }}", { a: { b: 1 } }],
  ["{{{a: {b: 1}}}}", { a: { b: 1 } }],
  ["{ a } $ } }}", "{ a } $ } }}"],
  ["costs $5 {n}", "costs $5 {n}"],
  ["${fn:uppercase(plan.output)}", "THE PLAN"],
  ["${plan.status == 'success' ? 'yes' : 'no'}", "yes"],
  ["x ${1 / 0}", "error: division by zero"],
  ["${1 / 0}", "error: division by zero"],
  ["${", "syntax: expected a value, but the expression ends here"],
  ["${n", 'syntax: expected "}", but the expression ends here'],
  ["{{ n }", 'syntax: expected "}}", but found "}"'],
  ["${{ n }", 'syntax: expected "}}", but found "}"'],
  ["${n m}", 'syntax: expected "}", but found "m"'],
  ["${}", 'syntax: expected a value, but found "}"'],
  ["{{}}", 'syntax: expected a value, but found "}"'],
  ["${a ${b} }", 'syntax: expected "}", but found "${"'],
  ["${ ${b} }", "syntax: an expression cannot stand inside an expression"],
])("%j gives %j", (text, value) => {
  expect(render(text)).toEqual(value);
});

test("a value that looks like an expression stays text", () => {
  const scope = scopeOf({ a: known("${n} {{n}} $${x}", "untrusted"), n: known(1) });
  expect(render("${a}", scope)).toBe("${n} {{n}} $${x}");
  expect(render("see ${a}", scope)).toBe("see ${n} {{n}} $${x}");
});

test("a syntax error in a template says how to write the braces themselves", () => {
  const help = (text: string): unknown => {
    const template = parseTemplate(text);
    return template.ok ? null : template.error;
  };
  expect(help("ab ${")).toEqual({
    message: "expected a value, but the expression ends here",
    start: 5,
    end: 5,
    help: "if no expression is meant, write $${ for ${",
  });
  expect(help("{{ n }")).toMatchObject({ help: "if no expression is meant, write ${'{{'} for {{" });
  expect(help("${{ n }")).toMatchObject({ help: "if no expression is meant, write $${{ for ${{" });
  expect(help("{{ #each }}")).toMatchObject({ help: "if no expression is meant, write ${'{{'} for {{" });
  expect(help("${a = b}")).toMatchObject({ help: "compare with ==" });
  expect(help("${a and b}")).toMatchObject({ help: 'write && instead of "and"' });
});

test("parts keep their places", () => {
  const template = parseTemplate("a ${n} b");
  expect(template.ok && template.value).toEqual({
    single: null,
    parts: [
      { kind: "text", text: "a " },
      { kind: "expression", start: 2, end: 6, expression: { kind: "name", name: "n", start: 4, end: 5 } },
      { kind: "text", text: " b" },
    ],
  });
  const single = parseTemplate("${n}");
  expect(single.ok && single.value.single).toEqual({ kind: "name", name: "n", start: 2, end: 3 });
  const plain = parseTemplate("n");
  expect(plain.ok && plain.value).toEqual({ single: null, parts: [{ kind: "text", text: "n" }] });
});

test.each([
  ["plain", false, false],
  ["{ a }", false, false],
  ["$n", false, false],
  ["${n}", true, true],
  ["{{n}}", true, true],
  ["${{n}}", true, true],
  ["$${n}", false, true],
  ["$${n} ${n}", true, true],
  ["$$${n}", false, true],
])("%j holds an expression: %s, is a template: %s", (text, expression, template) => {
  expect(hasExpression(text)).toBe(expression);
  expect(hasExpression(text)).toBe(expression);
  expect(isTemplate(text)).toBe(template);
});

test.each([
  ["a.status == 'success'", 'a.status == "success"'],
  ["${a.status} == 'success'", 'a.status == "success"'],
  ["{{ a.status }} == 'success'", 'a.status == "success"'],
  ["${{ a.status == 'success' }}", 'a.status == "success"'],
  ["${a} + ${b} * ${c + d}", "a + (b * (c + d))"],
  ["!${a}", "!a"],
  ["${a}.b", "a.b"],
  ["f(${a}, {{b}})", "f(a, b)"],
  ["${ {{ a }} }", "a"],
  [" true \n", "true"],
  ["false", "false"],
  ["{a: 1}.a", '{"a": 1}.a'],
  ["a in ['}', '{']", 'a in ["}", "{"]'],
])("the condition %s means %s", (text, meaning) => {
  const parsed = parseCondition(text);
  expect(parsed.ok ? printed(parsed.value) : parsed.error).toBe(meaning);
});

test.each([
  ["", { message: "the condition is empty", start: 0, end: 0 }],
  [" \n", { message: "the condition is empty", start: 0, end: 2 }],
  [
    "'${a.status}' == 'x'",
    {
      message: "a text in a condition must not contain an expression",
      help: "take the quotes away: in a condition a reference stands alone, as in a.status == 'success'",
      start: 0,
      end: 13,
    },
  ],
  ["a == '{{b}}'", { message: "a text in a condition must not contain an expression" }],
  ["${a == '${b}'}", { message: "a text in a condition must not contain an expression", start: 7, end: 13 }],
  ["${a", { message: 'expected "}", but the expression ends here', start: 3, end: 3 }],
  ["{{a}", { message: 'expected "}}", but found "}"', start: 3, end: 4 }],
  ["${a} b", { message: 'expected an operator or the end, but found "b"', start: 5, end: 6 }],
  ["${}", { message: 'expected a value, but found "}"', start: 2, end: 3 }],
])("the condition %j is refused", (text, error) => {
  const parsed = parseCondition(text);
  expect(parsed.ok ? null : parsed.error).toMatchObject(error);
});

test("delimiters in a condition count as depth", () => {
  const nested = (levels: number): string => "${".repeat(levels) + "a" + "}".repeat(levels);
  expect(parseCondition(nested(50)).ok).toBe(true);
  expect(parseCondition(nested(51)).ok).toBe(false);
});

test("the place of a bracketed condition covers its delimiters", () => {
  const parsed = parseCondition(" {{ a }} ");
  expect(parsed.ok && parsed.value).toEqual({ kind: "name", name: "a", start: 1, end: 8 });
});

const deep = (value: Parameters<typeof evaluateDeep>[0]): unknown => {
  const result = evaluateDeep(value, SCOPE);
  if (!result.ok) return result.error;
  return result.value;
};

test("structures are evaluated to the bottom and keep the lowest trust", () => {
  expect(deep({ a: ["${n}", 1, null, { "${n}": "x ${operator}" }], b: "$${n}" })).toEqual({
    kind: "value",
    value: { a: [7, 1, null, { "${n}": "x op" }], b: "${n}" },
    trust: "operator",
  });
  expect(deep(["${operator}", "${plan.output}"])).toMatchObject({ trust: "untrusted" });
  expect(deep("plain")).toEqual({ kind: "value", value: "plain", trust: "trusted" });
  expect(deep("${operator} ${contributor}")).toEqual({
    kind: "value",
    value: "op con",
    trust: "contributor",
  });
});

test("one missing or wrong value makes the whole structure so", () => {
  expect(deep({ a: ["${skipped.output}"], b: "${1/0}" })).toEqual({
    kind: "absent",
    reference: "skipped.output",
  });
  expect(deep([{ b: "x ${1 / 0}" }])).toEqual({ message: "division by zero", start: 4, end: 9 });
  expect(deep(["${"])).toMatchObject({ message: "expected a value, but the expression ends here" });
});

test("a text made from parts cannot grow without end", () => {
  const half = scopeOf({ half: known("x".repeat(MAX_TEXT / 2)) });
  expect(render("${half}${half}", half)).toHaveLength(MAX_TEXT);
  expect(render("${half}${half}.", half)).toBe("error: the text would be longer than 1,048,576 characters");
  expect(render("${half}${half}${half}", half)).toBe(
    "error: the text would be longer than 1,048,576 characters",
  );
  const full = scopeOf({ full: known("x".repeat(MAX_TEXT + 1)) });
  expect(render("${full}", full)).toHaveLength(MAX_TEXT + 1);
  expect(render("a ${full}", full)).toBe("error: the text would be longer than 1,048,576 characters");
});

test("an expression that is only refused when shown says where it stands", () => {
  const full = scopeOf({ full: known(["x".repeat(MAX_TEXT)]) });
  const template = parseTemplate("a ${full}");
  expect(template.ok && evaluateTemplate(template.value, full)).toEqual({
    ok: false,
    error: { message: "the text would be longer than 1,048,576 characters", start: 2, end: 9 },
  });
});

test("the expressions of one structure share one allowance", () => {
  const long = scopeOf({ long: known(Array.from({ length: 30_000 }, () => 1)) });
  const one = "${toJSON(slice(long, 0, 5))}";
  expect(evaluateDeep([one, one, one], long).ok).toBe(true);
  expect(evaluateDeep([one, one, one, one], long)).toMatchObject({
    ok: false,
    error: { message: "the expression takes more than 100,000 steps" },
  });
  expect(outcome("long[29999]", long)).toBe(1);
});

test("a text that could not be read leaves nothing behind for the next one", () => {
  expect(parseTemplate("a long text before ${ ( }").ok).toBe(false);
  expect(hasExpression("${n}")).toBe(true);
  expect(hasExpression("$${a} and then ${n}")).toBe(true);
  expect(hasExpression("$${a} and then $${n}")).toBe(false);
});
