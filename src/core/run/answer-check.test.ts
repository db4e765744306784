import { describe, expect, it } from "vitest";
import { digest } from "../base/brand.ts";
import type { Fields } from "../base/value.ts";
import type { Question, QuestionField } from "../plan/plan.ts";
import { answerIssues, fieldIssues, filledIn, type Level, LEVELS, mayAnswer } from "./answer-check.ts";

const shown = digest("a".repeat(64));
const other = digest("b".repeat(64));

const field = (name: string, words: Partial<QuestionField> = {}): QuestionField => ({
  name,
  type: "string",
  required: false,
  description: "",
  ...words,
});

const question = (words: Partial<Question> = {}): Question => ({
  prompt: "Release?",
  fields: [],
  approvers: [],
  onTimeout: "reject",
  escalateTo: [],
  ...words,
});

const answer = (fields: Fields = {}, verdict: "approve" | "reject" = "approve") =>
  ({ verdict, by: "ada", fields, shown }) as const;

describe("who may answer", () => {
  it.each([
    [[], "ada", "admin", true],
    [[], "ada", "maintain", true],
    [[], "ada", "write", true],
    [[], "ada", "triage", false],
    [[], "ada", "read", false],
    [[], "ada", null, false],
    [[], "", "admin", false],
    [[], "  ", "admin", false],
    [["maintain"], "ada", "admin", true],
    [["maintain"], "ada", "maintain", true],
    [["maintain"], "ada", "write", false],
    [["Maintain"], "ada", "write", false],
    [["read"], "ada", "read", true],
    [["read"], "ada", null, false],
    [["ada"], "ada", null, true],
    [["Ada"], "aDA", "read", true],
    [["@ada"], "ada", "read", true],
    [["ada"], "bob", "admin", false],
    [["bob", "ada"], "ada", "read", true],
    [["admin", "ada"], "bob", "maintain", false],
    [["@write"], "ada", "admin", false],
    [["@write"], "write", "read", true],
    [["@"], "", "admin", false],
    [["@"], "ada", "admin", false],
    [["team/lead"], "lead", "admin", false],
    [["k"], "\u212a", "admin", false],
  ] as const)("of %j, %j with the level %s: %s", (approvers, by, level, may) => {
    expect(mayAnswer(question({ approvers }), by, level)).toBe(may);
  });

  it("takes no level that it does not know", () => {
    expect(mayAnswer(question(), "ada", "owner" as Level)).toBe(false);
    expect(LEVELS).toEqual(["read", "triage", "write", "maintain", "admin"]);
  });
});

describe("the fields of an answer", () => {
  const fields = [
    field("version", { required: true }),
    field("count", { type: "integer" }),
    field("share", { type: "number" }),
    field("dry", { type: "boolean" }),
    field("labels", { type: "list" }),
    field("more", { type: "object" }),
    field("channel", { enum: ["stable", "beta"] }),
    field("shape", { type: "object", enum: [{ a: 1, b: 2 }] }),
    field("notes", { required: true, default: "none" }),
  ];
  const issues = (given: Fields, verdict: "approve" | "reject" = "approve") =>
    fieldIssues(question({ fields }), { verdict, fields: given });

  it.each([
    [{ version: "1" }],
    [{ version: "1", count: 2, share: 0.5, dry: false, labels: [], more: {} }],
    [{ version: "1", channel: "beta", shape: { b: 2, a: 1 } }],
    [{ version: "1", count: null }],
  ])("%j fits", (given) => expect(issues(given)).toEqual([]));

  it.each([
    [{}, '"version" is required: a text'],
    [{ version: null }, '"version" is required: a text'],
    [{ version: 1 }, '"version" must be a text'],
    [{ version: "1", count: 1.5 }, '"count" must be a whole number'],
    [{ version: "1", count: "1" }, '"count" must be a whole number'],
    [{ version: "1", share: "0.5" }, '"share" must be a number'],
    [{ version: "1", dry: "yes" }, '"dry" must be true or false'],
    [{ version: "1", labels: {} }, '"labels" must be a list'],
    [{ version: "1", more: [] }, '"more" must be a mapping'],
    [{ version: "1", channel: "nightly" }, '"channel" must be one of "stable", "beta"'],
    [{ version: "1", vresion: "1" }, 'there is no field "vresion"; did you mean "version"?'],
    [{ version: "1", toString: "1" }, 'there is no field "toString"'],
    [JSON.parse('{"version":"1","__proto__":{}}') as Fields, 'there is no field "__proto__"'],
  ] as const)("%j does not", (given, issue) => expect(issues(given)).toEqual([issue]));

  it("are all complained about at once", () => {
    expect(issues({ count: "x", channel: "y", z: 1 })).toHaveLength(4);
  });

  it("need not be given to refuse, but must fit", () => {
    expect(issues({}, "reject")).toEqual([]);
    expect(issues({ count: "x" }, "reject")).toEqual(['"count" must be a whole number']);
  });

  it("that were left out are filled in from their defaults, and nothing else is handed on", () => {
    const filled = filledIn(question({ fields }), { version: "2", notes: null, stray: 1 });
    expect(filled).toEqual({ version: "2", notes: "none" });
    expect(filledIn(question({ fields }), { notes: "mine" })).toEqual({ notes: "mine" });
  });
});

describe("an answer", () => {
  it("counts if nothing is wrong with it", () => {
    expect(answerIssues(question(), answer(), shown, "admin")).toEqual([]);
    expect(answerIssues(question(), answer(), shown)).toEqual([]);
    expect(answerIssues(question(), answer({}, "reject"), shown)).toEqual([]);
  });

  it.each([
    [other, "what was shown has changed since"],
    [digest(""), "what was shown has changed since"],
  ])("given to %s does not", (now, issue) => {
    expect(answerIssues(question(), answer(), now, "admin")).toEqual([issue]);
  });

  it("that names no digest does not count for a question that was never put", () => {
    const empty = { ...answer(), shown: digest("") };
    expect(answerIssues(question(), empty, digest(""), "admin")).toHaveLength(1);
  });

  it("is told everything that is wrong with it", () => {
    const asked = question({ approvers: ["bob"], fields: [field("version", { required: true })] });
    expect(answerIssues(asked, answer(), other, "admin")).toEqual([
      "what was shown has changed since",
      '"ada" may not answer',
      '"version" is required: a text',
    ]);
  });
});
