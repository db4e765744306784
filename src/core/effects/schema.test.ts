import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fields, Value } from "../base/value.ts";
import { effectOf } from "./effect.ts";
import { ALL_KINDS, DECLARED_WORDS, LEVELS } from "./kinds.ts";
import { effectsSchema, schemaWithEffects } from "./schema.ts";

const ajv = new Ajv({ strict: false });
const isList = ajv.compile(effectsSchema());

const word = fc.string({ minLength: 1, maxLength: 20 });
const one = fc.record(
  {
    kind: fc.constantFrom(...ALL_KINDS, "merge"),
    body: word,
    title: word,
    name: word,
    message: word,
    path: fc.constant("src/a.ts"),
    line: fc.integer({ min: -1, max: 9 }),
    level: fc.constantFrom(...LEVELS, "fatal"),
    extra: word,
  },
  { requiredKeys: ["kind"] },
);

describe("the schema of effects", () => {
  it("takes exactly what is taken", () =>
    fc.assert(
      fc.property(one, (effect) => {
        expect(isList([effect]), JSON.stringify(effect)).toBe(effectOf(effect as unknown as Value).ok);
      }),
    ));

  it("of a task has room for what the task declares, and for nothing else", () => {
    const takes = ajv.compile(schemaWithEffects(undefined, ["comment", "labels"]) as Fields);
    const answer = (effect: Value): boolean => takes({ summary: "x", effects: [effect] }) === true;
    expect(answer({ kind: "comment", body: "x" })).toBe(true);
    expect(answer({ kind: "label", name: "x" })).toBe(true);
    expect(answer({ kind: "issue", title: "x", body: "y" })).toBe(false);
    expect(takes({ summary: "x", effects: [] })).toBe(true);
  });

  it("is put beside the author's own, which stays as it is", () => {
    const own = { type: "object", required: ["verdict"], properties: { verdict: { type: "string" } } };
    const takes = ajv.compile(schemaWithEffects(own, DECLARED_WORDS) as Fields);
    expect(takes({ verdict: "good" })).toBe(true);
    expect(takes({ verdict: "good", effects: [{ kind: "comment", body: "x" }] })).toBe(true);
    expect(takes({ effects: [] })).toBe(false);
    expect(takes({ verdict: "good", effects: [{ kind: "comment" }] })).toBe(false);
  });
});
