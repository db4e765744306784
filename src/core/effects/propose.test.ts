import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest } from "../base/brand.ts";
import type { Fields, Value } from "../base/value.ts";
import { redactor } from "../guard/redact.ts";
import { declarationOf } from "./declaration.ts";
import { documentFields, documentIn } from "./document.ts";
import {
  ALL_KINDS,
  DECLARED_WORDS,
  LONGEST_BODY,
  LONGEST_MESSAGE,
  LONGEST_TITLE,
  MOST_DOCUMENT_BYTES,
  MOST_EFFECTS,
} from "./kinds.ts";
import { proposal, type Outcome, type Proposing } from "./propose.ts";

const SECRET = "hunter2-hunter2";
const secrets = redactor([SECRET]);

const EVERYTHING: Fields = {
  comment: true,
  review_comments: true,
  annotations: true,
  labels: ["one", "two", "three", "four"],
  issue: true,
  pull_request: true,
};

type Given = Readonly<{ effects?: Value; declared?: Fields; may?: readonly string[] } & Partial<Proposing>>;

function proposed({ effects = [], declared = EVERYTHING, may = DECLARED_WORDS, ...more }: Given) {
  const declaration = declarationOf(declared);
  if (declaration === null) throw new Error("nothing is declared");
  return proposal({
    workflow: "review",
    run: "r1",
    attempt: 1,
    head: "a".repeat(40),
    declaration,
    offers: [{ task: "look", may, given: effects }],
    outcome: { kind: "none" },
    words: { title: null, body: null },
    leaks: (text) => secrets.text(text) !== text,
    ...more,
  });
}

const reasons = (given: Given): readonly string[] => proposed(given).refused.map(({ reason }) => reason);
const kept = (given: Given): readonly Fields[] =>
  proposed(given).effects.map(({ effect }) => effect as unknown as Fields);

const comment = (body: Value): Fields => ({ kind: "comment", body });

const made = (more: Partial<Extract<Outcome, { kind: "made" }>> = {}): Outcome => ({
  kind: "made",
  differences: [{ path: "src/a.ts", oldMode: "100644", newMode: "100644", size: 3 }],
  patch: {
    base: "a".repeat(40),
    message: "Result of a run",
    at: "2026-11-21T12:00:00Z",
    files: [{ path: "src/a.ts", mode: "100644", size: 3, content: digest("c".repeat(64)) }],
  },
  texts: ["abc"],
  ...more,
});

describe("what a task hands over", () => {
  it("becomes an effect of each kind", () => {
    const effects = [
      comment("well done"),
      { kind: "review_comment", path: "src/a.ts", line: 3, body: "why?" },
      { kind: "annotation", path: "src/a.ts", line: 1, message: "unused" },
      { kind: "label", name: "one" },
      { kind: "issue", title: "Later", body: "x" },
    ];
    const { effects: all, refused } = proposed({ effects });
    expect(refused).toEqual([]);
    expect(all.map(({ effect }) => effect.kind)).toEqual([
      "label",
      "review_comment",
      "annotation",
      "issue",
      "comment",
    ]);
    expect(all[2]?.effect).toMatchObject({ level: "notice", title: "" });
    expect(all.every(({ key, task }) => /^[0-9a-f]{32}$/.test(key) && task === "look")).toBe(true);
  });

  it.each<readonly [string, Value, string]>([
    ["no list", { kind: "comment" }, "malformed"],
    ["no object", ["text"], "malformed"],
    ["an unknown kind", [{ kind: "merge" }], "malformed"],
    ["the name of something built in", [{ kind: "constructor" }], "malformed"],
    ["another repository", [{ ...comment("x"), repository: "acme/other" }], "malformed"],
    ["another number", [{ ...comment("x"), number: 7 }], "malformed"],
    ["an unknown part", [{ ...comment("x"), mode: "html" }], "malformed"],
    ["a part that is missing", [{ kind: "comment" }], "malformed"],
    ["a part of another type", [comment(7)], "malformed"],
    ["a line that is none", [{ kind: "annotation", path: "a", line: 0, message: "x" }], "malformed"],
    ["a text beyond all measure", [comment("x".repeat(10 * LONGEST_BODY + 1))], "malformed"],
    ["a path elsewhere", [{ kind: "annotation", path: "../x", line: 1, message: "x" }], "path"],
    ["a label that nobody listed", [{ kind: "label", name: "approved" }], "label"],
    ["nothing to read", [comment(" \u200b\n")], "empty"],
    ["more than declared", [comment("a"), comment("b")], "many"],
    ["more than anybody may", Array.from({ length: MOST_EFFECTS + 1 }, () => comment("a")), "many"],
  ])("is refused: %s", (_, effects, why) => expect(reasons({ effects })).toEqual([why]));

  it("is refused if only the task declares it, or only the workflow", () => {
    expect(reasons({ effects: [comment("x")], declared: { issue: 1 } })).toEqual(["undeclared"]);
    expect(reasons({ effects: [comment("x")], may: ["labels"] })).toEqual(["undeclared"]);
  });

  it("may be as many as the author says, within reason", () => {
    const effects = Array.from({ length: MOST_EFFECTS }, (_, n) => comment(`c${n}`));
    expect(kept({ effects, declared: { comment: 3 } })).toHaveLength(3);
    expect(kept({ effects, declared: { comment: 9999 } })).toHaveLength(MOST_EFFECTS);
    expect(kept({ effects, declared: { comment: false, issue: 1 } })).toEqual([]);
  });

  it("sets a label once", () =>
    expect(kept({ effects: ["one", "one", "two"].map((name) => ({ kind: "label", name })) })).toHaveLength(
      2,
    ));

  it("is made inert, then cut to what its place holds", () => {
    const [first] = kept({
      effects: [comment(`@everyone fixes #1 <img src=x> ${"@".repeat(LONGEST_BODY)}`)],
    });
    const body = String(first?.["body"]);
    expect(body).not.toMatch(/@[a-z]|#1|<img/);
    expect(body.length).toBeLessThanOrEqual(LONGEST_BODY);
    expect(body).toMatch(/more characters were left out\)$/);
    const [note] = kept({ effects: [{ kind: "annotation", path: "a", line: 1, message: "y".repeat(9999) }] });
    expect(String(note?.["message"]).length).toBeLessThanOrEqual(LONGEST_MESSAGE);
    const [issue] = kept({ effects: [{ kind: "issue", title: "z".repeat(999), body: "" }] });
    expect(String(issue?.["title"])).toHaveLength(LONGEST_TITLE);
  });

  it("closes a block of code that a cut left open", () => {
    const [first] = kept({ effects: [comment(`\`\`\`\`js\n${"x\n".repeat(LONGEST_BODY)}`)] });
    expect(String(first?.["body"])).toMatch(/…\n````\n\n\(\d+ more/);
  });

  it.each([
    ["as it is", SECRET],
    ["in base64", Buffer.from(SECRET).toString("base64")],
    ["in hexadecimal", Buffer.from(SECRET).toString("hex")],
    ["parted by signs that nobody sees", SECRET.split("").join("\u200b")],
    ["struck out on its way", "the key is ***"],
    ["known by its looks", `ghp_${"a1B2".repeat(9)}`],
  ])("is refused as a whole if it holds a secret %s", (_, text) => {
    expect(reasons({ effects: [comment(`before ${text} after`)] })).toEqual(["secret"]);
    expect(reasons({ effects: [{ kind: "issue", title: text, body: "" }] })).toEqual(["secret"]);
  });

  it("may hold a line of three stars", () =>
    expect(kept({ effects: [comment("a\n\n***\n\nb")] })).toHaveLength(1));

  it("all together fits into one document, the last ones left out first", () => {
    const big = { kind: "issue", title: "x", body: "y".repeat(LONGEST_BODY) };
    const document = proposed({ effects: Array.from({ length: 40 }, () => big), declared: { issue: 50 } });
    expect(JSON.stringify(documentFields(document)).length).toBeLessThanOrEqual(MOST_DOCUMENT_BYTES);
    expect(document.effects.length).toBeGreaterThan(10);
    expect(new Set(document.refused.map(({ reason }) => reason))).toEqual(new Set(["large"]));
  });
});

describe("keys", () => {
  const keys = (more: Partial<Proposing>): readonly string[] =>
    proposed({ effects: [comment("x"), { kind: "issue", title: "y", body: "" }], ...more }).effects.map(
      ({ key }) => key,
    );

  it("are the same for every attempt", () => expect(keys({ attempt: 2 })).toEqual(keys({ attempt: 1 })));

  it("belong to the run, but a comment to the workflow", () => {
    const [issue, said] = keys({});
    const [otherIssue, sameComment] = keys({ run: "r2" });
    expect(otherIssue).not.toBe(issue);
    expect(sameComment).toBe(said);
    expect(keys({ workflow: "other" })[1]).not.toBe(said);
  });
});

describe("the run's result", () => {
  it("becomes a branch of its own and a draft", () => {
    const [branch, request] = kept({ outcome: made() });
    expect(branch).toMatchObject({ kind: "branch", branch: "agents/review-r1" });
    expect(request).toMatchObject({
      branch: "agents/review-r1",
      base: null,
      draft: true,
      title: "Result of review",
    });
  });

  it("takes its words from the author, else from a task, else from the workflow's name", () => {
    const effects = [{ kind: "pull_request", title: "Said", body: "by a task" }];
    const title = (more: Given): Value | undefined => kept({ outcome: made(), ...more })[1]?.["title"];
    expect(title({ effects })).toBe("Said");
    expect(title({ effects, words: { title: "Written", body: null } })).toBe("Written");
    expect(kept({ outcome: made(), effects, words: { title: "Written", body: null } })[1]?.["body"]).toBe(
      "by a task",
    );
  });

  it("is named, based and opened as the author says", () => {
    const declared = {
      pull_request: { draft: false, base: "next", branch: "bot/x", labels: ["l"], reviewers: ["r"] },
    };
    expect(kept({ outcome: made(), declared })[1]).toMatchObject({
      draft: false,
      base: "next",
      branch: "bot/x",
      labels: ["l"],
      reviewers: ["r"],
    });
  });

  it("is a branch alone if no pull request is declared", () =>
    expect(kept({ outcome: made(), declared: { branch: "bot/" } })).toMatchObject([
      { kind: "branch", branch: "bot/review-r1" },
    ]));

  it("stays here if it is not declared, and is nothing if there is none", () => {
    expect(kept({ outcome: made(), declared: { comment: 1 } })).toEqual([]);
    expect(kept({})).toEqual([]);
  });

  it("is refused if it may not be delivered, with a secret in it, or for a name that is none", () => {
    const differences = [{ path: "package.json", oldMode: "100644", newMode: "100644", size: 1 }];
    expect(reasons({ outcome: made({ differences }) })).toEqual(["protected"]);
    expect(reasons({ outcome: made({ texts: [`key=${SECRET}`] }) })).toEqual(["secret"]);
    expect(reasons({ outcome: made(), declared: { pull_request: { branch: `x-${SECRET}` } } })).toEqual([
      "secret",
    ]);
    expect(reasons({ outcome: made(), declared: { pull_request: { branch: "a..b" } } })).toEqual(["branch"]);
    expect(reasons({ outcome: { kind: "refused", refusal: { reason: "uncommitted", detail: "" } } })).toEqual(
      ["uncommitted"],
    );
  });
});

describe("the document", () => {
  it("is read as it was written", () => {
    const effects = [
      comment("x"),
      { kind: "review_comment", path: "a", line: 1, body: "b" },
      { kind: "annotation", path: "a", line: 1, level: "warning", title: "t", message: "b" },
      { kind: "label", name: "one" },
      { kind: "label", name: "six" },
    ];
    const document = proposed({ effects, outcome: made() });
    expect(documentIn(JSON.parse(JSON.stringify(documentFields(document))) as Value)).toEqual({
      ok: true,
      value: document,
    });
  });

  it.each<readonly [string, (fields: Fields) => Value]>([
    ["is none", () => [1]],
    ["is of another version", (fields) => ({ ...fields, version: 2 })],
    ["has unknown parts", (fields) => ({ ...fields, extra: 1 })],
    [
      "has an unknown kind",
      (fields) => ({ ...fields, effects: [{ key: "a".repeat(32), task: null, kind: "merge" }] }),
    ],
    [
      "has a key that is none",
      (fields) => ({ ...fields, effects: [{ key: "-->", task: null, ...comment("x") }] }),
    ],
    [
      "names another target",
      (fields) => ({ ...fields, effects: [{ key: "a".repeat(32), task: null, repo: "x", ...comment("x") }] }),
    ],
    ["has a head that is none", (fields) => ({ ...fields, head: "main" })],
    [
      "has too many",
      (fields) => ({
        ...fields,
        effects: Array.from({ length: MOST_EFFECTS + 1 }, () => ({
          key: "a".repeat(32),
          task: null,
          ...comment("x"),
        })),
      }),
    ],
    [
      "has a branch that is none",
      (fields) => ({
        ...fields,
        effects: [{ key: "a".repeat(32), task: null, kind: "branch", branch: "--x", patch: null }],
      }),
    ],
  ])("is refused if it %s", (_, wrong) =>
    expect(documentIn(wrong(documentFields(proposed({ effects: [comment("x")] })))).ok).toBe(false),
  );

  const whole = (): Value =>
    documentFields(
      proposed({
        effects: [
          comment("x"),
          { kind: "review_comment", path: "a", line: 1, body: "b" },
          { kind: "annotation", path: "a", line: 1, level: "warning", title: "t", message: "b" },
          { kind: "label", name: "one" },
          { kind: "issue", title: "t", body: "b" },
          { kind: "label", name: "unlisted" },
        ],
        declared: { ...EVERYTHING, pull_request: { base: "main", labels: ["l"], reviewers: ["r"] } },
        outcome: made(),
      }),
    );

  type Place = readonly (string | number)[];
  const places = (value: Value, here: Place = []): readonly Place[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [[...here, key], ...places(inner, [...here, key])])
      : [];
  const changed = (value: Value, [key, ...rest]: Place, by: (value: Value) => Value | undefined): Value => {
    const copy = structuredClone(value) as Record<string, Value>;
    const next =
      rest.length > 0 ? changed(copy[String(key)] ?? null, rest, by) : by(copy[String(key)] ?? null);
    if (next === undefined) delete copy[String(key)];
    else copy[String(key)] = next;
    return copy;
  };
  /** Another type than any that may stand there. */
  const strange = (value: Value): Value => (typeof value === "boolean" ? "true" : true);
  /** These have a usual value. */
  const OPTIONAL = new Set(["level", "title of an annotation"]);

  it.each(places(whole()).map((place) => [place.join("."), place] as const))(
    "is refused if %s is of another type, or is not there",
    (_, place) => {
      expect(documentIn(changed(whole(), place, strange)).ok).toBe(false);
      const [last, list] = [
        String(place.at(-1)),
        typeof place.at(-1) === "number" || /^\d+$/.test(String(place.at(-1))),
      ];
      const isOptional =
        OPTIONAL.has(last) || (last === "title" && place[1] !== undefined && isAnnotation(place));
      if (list || isOptional || place[0] === "refused") return;
      expect(documentIn(changed(whole(), place, () => undefined)).ok).toBe(false);
    },
  );

  const objects = places(whole()).filter((place) => {
    let seen = false;
    changed(whole(), place, (value) => {
      seen = typeof value === "object" && value !== null && !Array.isArray(value);
      return value;
    });
    return seen;
  });

  it.each(objects.map((place) => [place.join("."), place] as const))(
    "is refused if %s has a part too many",
    (_, place) =>
      expect(documentIn(changed(whole(), place, (value) => ({ ...(value as Fields), extra: 1 }))).ok).toBe(
        false,
      ),
  );

  const isAnnotation = ([, at]: Place): boolean => {
    const { effects } = whole() as Readonly<{ effects: readonly Fields[] }>;
    return effects[Number(at)]?.["kind"] === "annotation";
  };

  it("is made of anything without a fault, and never holds what was not declared", () => {
    const words = fc.constantFrom(...ALL_KINDS, "merge", "__proto__");
    const one = fc.oneof(
      fc.jsonValue() as fc.Arbitrary<Value>,
      fc.record(
        {
          kind: words,
          body: fc.string(),
          title: fc.string(),
          path: fc.string(),
          line: fc.nat(),
          name: fc.string(),
        },
        { requiredKeys: ["kind"] },
      ) as fc.Arbitrary<Value>,
    );
    fc.assert(
      fc.property(fc.array(one), (effects) => {
        const document = proposed({ effects, declared: { comment: 2 } });
        expect(document.effects.every(({ effect }) => effect.kind === "comment")).toBe(true);
        expect(documentIn(documentFields(document)).ok).toBe(true);
      }),
    );
  });
});
