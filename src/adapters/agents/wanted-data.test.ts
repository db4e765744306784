import { describe, expect, it } from "vitest";
import { dataIn, dataWords } from "./wanted-data.ts";

describe("data in an answer", () => {
  it.each([
    ["alone", ' {"a":1}\n', { a: 1 }],
    ["null", "null", null],
    ["in a fence", 'Here it is:\n```json\n{"a":1}\n```\nGood luck.', { a: 1 }],
    ["in the last of two fences", "```\n1\n```\nno:\n```json\n[2]\n```", [2]],
  ])("is found %s", (_, text, value) => expect(dataIn(text)).toEqual(value));

  it.each(["", "Done.", '{"a":', "```json\n{\n```", 'It is {"a":1}.'])("is not made up from %j", (text) =>
    expect(dataIn(text)).toBeUndefined(),
  );

  it("is asked for with its schema", () =>
    expect(dataWords({ type: "array" })).toContain('{"type":"array"}'));
});
