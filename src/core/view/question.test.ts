import { describe, expect, it } from "vitest";
import { digest, taskId } from "../base/brand.ts";
import type { Question } from "../plan/plan.ts";
import { questionText, shownIn } from "./question.ts";

const question: Question = {
  prompt: "Release ${draft.output}?",
  fields: [
    { name: "version", type: "string", required: true, description: "Which", enum: ["1", "2"] },
    { name: "dry", type: "boolean", required: false, description: "", default: false },
  ],
  approvers: ["maintain", "ada"],
  onTimeout: "reject",
  escalateTo: [],
};
const gate = taskId("gate");
const draft = taskId("draft");
const text = (words: Partial<Question> = {}, prompt = "Release it?", output = "a"): string =>
  questionText(gate, { ...question, ...words }, prompt, [[draft, "success", digest(output.repeat(64))]]);

describe("what is shown", () => {
  it("is the same text for the same question, whichever way it was written down", () => {
    const turned = question.fields.map((field) => Object.fromEntries(Object.entries(field).toReversed()));
    expect(text({ fields: turned as unknown as Question["fields"] })).toBe(text());
  });

  it.each([
    ["the prompt", text({}, "Release that?")],
    ["a field", text({ fields: [] })],
    ["who may answer", text({ approvers: ["ada"] })],
    ["what a dependency gave", text({}, "Release it?", "b")],
    ["the gate", questionText(taskId("gate#2"), question, "Release it?", [])],
  ])("changes with %s", (_, changed) => expect(changed).not.toBe(text()));

  it("does not depend on what silence means or on who is told: neither changes what is agreed to", () => {
    expect(text({ onTimeout: "approve", escalateTo: ["lead"] })).toBe(text());
  });

  it("is read back as it was", () => {
    expect(shownIn(text())).toEqual({
      gate: "gate",
      prompt: "Release it?",
      fields: question.fields,
      approvers: ["maintain", "ada"],
      upstream: [["draft", "success", "a".repeat(64)]],
    });
  });

  it.each(["", "null", "[]", "{}", '{"version":2,"gate":"g","prompt":""}', '{"version":1,"gate":"g"}', "{"])(
    "is not read out of %j",
    (foreign) => expect(shownIn(foreign)).toBeNull(),
  );

  it("leaves out parts that are not as they should be", () => {
    const odd =
      '{"version":1,"gate":"g","prompt":"p","fields":[1,{"name":"a"}],"approvers":[2],"upstream":[["x"]]}';
    expect(shownIn(odd)).toEqual({ gate: "g", prompt: "p", fields: [], approvers: [], upstream: [] });
  });
});
