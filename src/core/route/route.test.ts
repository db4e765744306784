/** The coordinator as a table: what kind of task an event is, and which workflow it gets. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSyntax } from "../spec/syntax.ts";
import { ownRules } from "./own-rules.ts";
import { isWanted, MAX_PATH, MAX_PATTERN, patternFault } from "./path-glob.ts";
import { route, routeWords } from "./route.ts";
import { routedName, type Facts } from "./rule.ts";
import { MAX_RULES, MAX_WORDS, routingTable } from "./table.ts";

const facts = (more: Partial<Facts>): Facts => ({
  event: "pull_request",
  action: "opened",
  branch: "main",
  labels: [],
  paths: [],
  title: "",
  comment: null,
  schedule: null,
  ...more,
});

const tableOf = (text: string) => routingTable(parseSyntax(text).root, "c.yml");

const TABLE = `routing:
  - { workflow: hotfix, event: [pull_request, issues], labels: [hotfix, "sev:1"] }
  - { workflow: hotfix, branches: ["release/**"] }
  - { workflow: bug-fix, event: issues, action: labeled, labels: [bug] }
  - { workflow: bug-fix, title: ["fix*", "*crash*"], event: pull_request }
  - { workflow: documentation, event: pull_request, paths: ["docs/**", "**/*.md", "!docs/api/**"] }
  - { workflow: feature, comment: /agents feature }
  - { workflow: nightly, schedule: "0 3 * * *" }
  - { workflow: deploy, event: push, branches: main }
  - { workflow: feature, event: pull_request, title: "feat*" }
`;

describe("the table of a project", () => {
  const { rules, diagnostics } = tableOf(TABLE);
  it("is without mistakes", () => expect(diagnostics).toEqual([]));

  it.each<[string, Partial<Facts>, string | null]>([
    ["a label says hotfix", { labels: ["x", "HotFix"] }, "hotfix"],
    ["an issue may carry it too", { event: "issues", labels: ["sev:1"] }, "hotfix"],
    [
      "a release branch is urgent whatever it is called",
      { branch: "release/1/2", title: "feat: x" },
      "hotfix",
    ],
    ["a label that means nothing here", { labels: ["hotfixes"] }, null],
    ["a bug when it gets its label", { event: "issues", action: "labeled", labels: ["bug"] }, "bug-fix"],
    ["a bug that was only closed", { event: "issues", action: "closed", labels: ["bug"] }, null],
    ["a title that begins so", { title: "Fix: the door" }, "bug-fix"],
    ["a title that holds it", { title: "it will CRASH soon" }, "bug-fix"],
    ["pages alone", { paths: ["docs/guide.md"] }, "documentation"],
    ["a page anywhere", { paths: ["src/a.ts", "src/deep/README.md"] }, "documentation"],
    ["a page in the top folder", { paths: ["README.md"] }, "documentation"],
    ["what is taken out again", { paths: ["docs/api/x.txt"] }, null],
    ["files that nobody knows", { paths: null }, null],
    ["a feature by its title", { title: "feat: login", paths: ["src/a.ts"] }, "feature"],
    ["the earlier rule wins", { title: "fix feature", labels: ["hotfix"] }, "hotfix"],
    [
      "words in a comment",
      { event: "issue_comment", action: "created", comment: "/agents feature name=x" },
      "feature",
    ],
    ["other words", { event: "issue_comment", action: "created", comment: "/agents featured" }, null],
    ["a comment with a hot title", { event: "issue_comment", comment: "hi", labels: ["hotfix"] }, null],
    ["a time", { event: "schedule", action: "", schedule: "0 3 * * *" }, "nightly"],
    ["another time", { event: "schedule", action: "", schedule: "0 4 * * *" }, null],
    ["a push", { event: "push", action: "", branch: "main" }, "deploy"],
    ["a push elsewhere", { event: "push", action: "", branch: "mainly" }, null],
    ["a tag", { event: "push", action: "", branch: null }, null],
  ])("%s", (_, more, workflow) => {
    const found = route({ table: rules, own: [] }, facts(more));
    expect(found.kind === "found" ? found.workflow : null).toBe(workflow);
  });

  it("says what it looked at where nothing fits", () => {
    const event = facts({ event: "issues", action: "closed", labels: ["bug"] });
    const words = routeWords(route({ table: rules, own: [] }, event), event);
    expect(words?.message).toBe("no workflow belongs to this issues (closed): 9 rules were looked at");
    expect(words?.looked).toContain("bug-fix (rule 3 of c.yml): it is for labeled, not for closed");
  });
});

describe("what workflows say of themselves", () => {
  const own = [
    ...ownRules("feature", "a.yml", {
      pull_request: { types: ["opened"], branches: ["main"] },
      comment: "/agents feature",
    }),
    ...ownRules("docs", "b.yml", { pull_request: { "paths-ignore": ["src/**"] } }),
    ...ownRules("hotfix", "c.yml", { labels: ["hotfix"] }),
    ...ownRules("by-hand", "d.yml", { dispatch: true, schedule: ["0 1 * * *"], push: false }),
    ...ownRules("silent", "e.yml", null),
  ];

  it.each<[string, Partial<Facts>, string]>([
    ["one that fits", { paths: ["src/a"] }, "found feature"],
    ["two that fit", { paths: ["docs/a"] }, "ambiguous feature, docs"],
    ["labels alone", { event: "issues", labels: ["hotfix"] }, "found hotfix"],
    ["by hand", { event: "workflow_dispatch", action: "" }, "found by-hand"],
    ["by the clock", { event: "schedule", action: "", schedule: "0 1 * * *" }, "found by-hand"],
    ["by a comment", { event: "issue_comment", comment: "/agents feature" }, "found feature"],
    ["a push that is switched off", { event: "push" }, "none"],
  ])("%s", (_, more, expected) => {
    const found = route({ table: [], own }, facts(more));
    const which = found.kind === "found" ? ` ${found.workflow}` : "";
    expect(`${found.kind}${found.kind === "ambiguous" ? ` ${found.workflows.join(", ")}` : which}`).toBe(
      expected,
    );
  });

  it("counts only after the table", () => {
    const table = tableOf("routing: [{ workflow: triage, event: pull_request }]").rules;
    expect(route({ table, own }, facts({ paths: ["docs/a"] }))).toMatchObject({ workflow: "triage" });
  });

  it("is said where two fit", () => {
    const event = facts({ paths: ["docs/a"] });
    expect(routeWords(route({ table: [], own }, event), event)?.message).toContain("more than one workflow");
  });
});

describe("mistakes in a table", () => {
  it.each([
    ["routing: hotfix", "is a list of rules"],
    ["routing: [hotfix]", "maps keys to texts"],
    ["routing: [{ label: x }]", 'cannot have "label"'],
    ["routing: [{ labels: x }]", 'needs "workflow"'],
    ["routing: [{ workflow: [a] }]", '"workflow" takes texts'],
    ["routing: [{ workflow: a, event: pull_requests }]", "it is none of"],
    ["routing: [{ workflow: a, paths: 'a+' }]", "only * and ** have a meaning"],
    ["routing: [{ workflow: a, comment: please }]", "begin with a slash"],
    ["routing: [{ workflow: a, labels: [] }]", `between one and ${MAX_WORDS}`],
    ["routing: [{ workflow: a, labels: [1] }]", '"labels" takes texts'],
    [`routing: [{ workflow: a, labels: "${"x".repeat(201)}" }]`, "more than 200"],
    [`routing: [${"{ workflow: a }, ".repeat(MAX_RULES + 1)}]`, `more than ${MAX_RULES} rules`],
  ])("%s", (text, words) => {
    const { diagnostics } = tableOf(text);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`).join()).toContain(words);
    expect(diagnostics.every(({ code }) => code === "AO1907")).toBe(true);
  });

  it("are none where there is no table", () => expect(tableOf("max_parallel: 3").rules).toEqual([]));
});

describe("a pattern of paths", () => {
  it.each([
    ["*.js", "a.js", true],
    ["*.js", "b/a.js", false],
    ["**.js", "b/a.js", true],
    ["**/a.js", "a.js", true],
    ["**/a.js", "x/y/a.js", true],
    ["**/a.js", "xa.js", false],
    ["docs/**", "docs/a/b", true],
    ["docs/**", "docs", false],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/b", "ab", false],
    ["a*c", "abc", true],
    ["a*c", "a/c", false],
    ["**", "anything/at/all", true],
  ])("%s and %s: %s", (pattern, path, fits) => expect(isWanted(path, [pattern])).toBe(fits));

  it("takes away what a later one takes away", () => {
    expect(isWanted("docs/a", ["docs/**", "!docs/a"])).toBe(false);
    expect(isWanted("docs/a", ["!docs/a", "docs/**"])).toBe(true);
    expect(isWanted("x", ["!y"])).toBe(false);
  });

  it("has its limits", () => {
    expect(patternFault("a".repeat(MAX_PATTERN))).toBeNull();
    expect(patternFault("a".repeat(MAX_PATTERN + 1))).toContain("more than");
    for (const pattern of ["", "!", "[ab]", "a?"]) expect(patternFault(pattern)).not.toBeNull();
    expect(isWanted("a".repeat(MAX_PATH + 1), ["**"])).toBe(false);
  });

  it("costs what its lengths say, however many stars it has", () => {
    const began = performance.now();
    isWanted("a".repeat(MAX_PATH), [`${"*a".repeat(MAX_PATTERN / 2 - 1)}b`]);
    isWanted("a/".repeat(MAX_PATH / 2), [`${"**/a".repeat(MAX_PATTERN / 4 - 1)}b`]);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it("agrees with the same pattern as an expression of the platform", () => {
    const part = fc.constantFrom("a", "b", "/", "*", "**", "**/", ".");
    const pattern = fc.array(part, { minLength: 1, maxLength: 6 }).map((all) => all.join(""));
    const path = fc.array(fc.constantFrom("a", "b", "/", "."), { maxLength: 8 }).map((all) => all.join(""));
    const other = (text: string): RegExp => {
      let source = "";
      for (let at = 0; at < text.length; at += 1) {
        const two = text.startsWith("**", at);
        const dirs = two && text[at + 2] === "/" && (at === 0 || text[at - 1] === "/");
        if (dirs) source += "(?:[^]*/)?";
        else if (two) source += "[^]*";
        else if (text[at] === "*") source += "[^/]*";
        else source += text[at] === "." ? "\\." : (text[at] ?? "");
        at += dirs ? 2 : two ? 1 : 0;
      }
      return new RegExp(`^${source}$`);
    };
    fc.assert(fc.property(pattern, path, (glob, name) => isWanted(name, [glob]) === other(glob).test(name)));
  });
});

it("takes the two names of a change for one", () => {
  expect(routedName("pull_request_target")).toBe("pull_request");
  expect(routedName("push")).toBe("push");
});
