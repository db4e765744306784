import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateTemplate } from "../expression/evaluate-template.ts";
import { parseTemplate } from "../expression/template.ts";
import { escaped, escapedDeep, firstLine } from "./said.ts";

function outcome(text: string): unknown {
  const template = parseTemplate(text);
  if (!template.ok) return template.error;
  const given = evaluateTemplate(template.value, {
    name: () => undefined,
    status: { success: () => true, failure: () => false, cancelled: () => false },
  });
  return given.ok && given.value.kind === "value" ? given.value.value : given;
}

test.each(["${secrets.X}", "{{ a }}", "${{ a }}", "$${x}", "$$${x}", "a {{{ b", "${", "'${'", "$ {"])(
  "%j comes out as it went in",
  (text) => {
    expect(outcome(escaped(text))).toBe(text);
  },
);

test("whatever an agent says is text and nothing else", () => {
  const pieces = fc.array(fc.constantFrom("$", "{", "}", "'", "\\", "a", " ", "inputs.x", "\n"), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join("");
      expect(outcome(escaped(text))).toBe(text);
    }),
  );
});

test("texts inside of lists and mappings are freed as well", () => {
  expect(escapedDeep({ a: ["${x}", 1], b: null })).toEqual({ a: ["${'${'}x}", 1], b: null });
});

test("a first line is one line, and not too long", () => {
  expect(firstLine("\n one\ntwo")).toBe("one");
  expect(firstLine("x".repeat(300))).toHaveLength(160);
});
