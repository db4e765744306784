import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest } from "../base/brand.ts";
import { LONGEST_PATH } from "./kinds.ts";
import { fileRefusal, MOST_FILES, MOST_PATCH_BYTES, patchRefusal, type Difference } from "./patch.ts";
import { pathFault, protection, type PathRules } from "./paths.ts";

const OPEN: PathRules = { more: [], allowed: [] };
const NONE = "000000";

const changed = (path: string, more: Partial<Difference> = {}): Difference => ({
  path,
  oldMode: "100644",
  newMode: "100644",
  size: 1,
  ...more,
});

const reason = (rules: PathRules, ...found: readonly Difference[]): string | undefined =>
  patchRefusal(found, rules)?.reason;

describe("a result that may be delivered", () => {
  it("changes, adds and takes away plain files", () =>
    expect(
      reason(
        OPEN,
        changed("src/a.ts"),
        changed("docs/new.md", { oldMode: NONE }),
        changed("old.txt", { newMode: NONE }),
        changed("bin/tool", { oldMode: "100755", newMode: "100755" }),
        changed("src/Name.ts", { newMode: NONE }),
        changed("src/name.ts", { oldMode: NONE }),
      ),
    ).toBeUndefined());

  it("has so many files and so many bytes, and not one more", () => {
    const files = Array.from({ length: MOST_FILES }, (_, n) => changed(`src/${n}.ts`));
    expect(reason(OPEN, ...files)).toBeUndefined();
    expect(reason(OPEN, ...files, changed("one-more.ts"))).toBe("size");
    expect(reason(OPEN, changed("a", { size: MOST_PATCH_BYTES }))).toBeUndefined();
    expect(reason(OPEN, changed("a", { size: MOST_PATCH_BYTES }), changed("b"))).toBe("size");
  });
});

describe("a result that is refused", () => {
  it.each([
    ["a workflow of the platform", ".github/workflows/ci.yml"],
    ["the same in other letters", ".GitHub/Workflows/ci.yml"],
    ["an action of the repository", ".github/actions/x/action.yml"],
    ["anything else in that folder", ".github/dependabot.yml"],
    ["instructions of agents", "CLAUDE.md"],
    ["those of a folder below", "packages/a/AGENTS.md"],
    ["settings of agents", ".claude/settings.json"],
    ["settings of agents further down", "packages/a/.claude/agents/x.md"],
    ["servers of agents", ".mcp.json"],
    ["our own workflows", "workflows/review.yml"],
    ["our own settings", ".agent-orchestrator.yml"],
    ["who has to agree", "docs/CODEOWNERS"],
    ["a manifest", "package.json"],
    ["a manifest further down, in other letters", "packages/a/Package.JSON"],
    ["a lockfile", "Cargo.lock"],
    ["requirements", "requirements-dev.txt"],
    ["a project of .NET", "src/App.csproj"],
    ["filters of git", ".gitattributes"],
    ["filters of git further down", "src/.gitattributes"],
    ["submodules", ".gitmodules"],
    ["hooks", ".husky/pre-commit"],
    ["letters of double width", "\uff0egithub/workflows/ci.yml"],
  ])("touches %s", (_, path) => {
    expect(reason(OPEN, changed(path))).toBe("protected");
    // Through a rename: what goes counts as well as what comes.
    expect(reason(OPEN, changed("a.ts", { oldMode: NONE }), changed(path, { newMode: NONE }))).toBe(
      "protected",
    );
  });

  it.each([
    ["git's own folder", ".git/config", "protected"],
    ["the same further down", "a/.GIT/hooks/pre-commit", "protected"],
    ["its short name", "GIT~1/config", "path"],
    ["its name with a dot behind", ".git./config", "path"],
    ["its name with a stream behind", ".git::$INDEX_ALLOCATION/config", "path"],
    ["its name with a sign that nobody sees", ".g\u200cit/config", "path"],
    ["a folder above", "../outside", "path"],
    ["a place of its own", "/etc/passwd", "path"],
    ["a drive", "C:/x", "path"],
    ["the other separator", "src\\..\\..\\x", "path"],
    ["a line break", "a\nb", "path"],
    ["signs that turn the order", "a\u202etxt.exe", "path"],
    ["nothing", "", "path"],
    ["an empty part", "a//b", "path"],
    ["half of a character", "a\ud800", "path"],
  ])("names %s", (_, path, why) => expect(reason(OPEN, changed(path))).toBe(why));

  it.each([
    ["a link", { oldMode: NONE, newMode: "120000" }],
    ["a file that becomes a link", { newMode: "120000" }],
    ["a link that goes", { oldMode: "120000", newMode: NONE }],
    ["a submodule", { oldMode: NONE, newMode: "160000" }],
    ["a submodule that moves", { oldMode: "160000", newMode: "160000" }],
    ["a file that becomes a program", { newMode: "100755" }],
    ["a new program", { oldMode: NONE, newMode: "100755" }],
    ["a program that becomes a file", { oldMode: "100755" }],
  ])("holds %s", (_, modes) => expect(reason(OPEN, changed("src/a", modes))).toBe("mode"));

  it("has two files that some systems take for one", () =>
    expect(reason(OPEN, changed("src/A.ts", { oldMode: NONE }), changed("src/a.ts"))).toBe("path"));

  it("has one bad file among good ones", () =>
    expect(reason(OPEN, changed("a"), changed("b"), changed("package-lock.json"))).toBe("protected"));
});

describe("what the author says about paths", () => {
  it("protects more", () => {
    expect(protection("db/migrations/1.sql", { more: ["db/*"], allowed: [] })).toBe("protected");
    expect(protection("DB/x", { more: ["db/*"], allowed: [] })).toBe("protected");
  });

  it("keeps to the allowed ones, if there are any", () => {
    const rules = { more: [], allowed: ["src/*"] };
    expect(protection("src/deep/a.ts", rules)).toBeNull();
    expect(protection("docs/a.md", rules)).toBe("outside");
  });

  it("lifts the usual protection by name alone, never by a star", () => {
    expect(protection("package.json", { more: [], allowed: ["*"] })).toBe("protected");
    expect(protection("package.json", { more: [], allowed: ["*", "package.json"] })).toBeNull();
    expect(protection("a/package.json", { more: [], allowed: ["*", "package.json"] })).toBe("protected");
  });

  it.each([".github/workflows/ci.yml", ".gitattributes", ".gitmodules", "x/.git/config"])(
    "never lifts that of %s",
    (path) => expect(protection(path, { more: [], allowed: [path, "*"] })).toBe("protected"),
  );

  it("protects what it protects by name, also if that is allowed", () =>
    expect(protection("package.json", { more: ["package.json"], allowed: ["package.json"] })).toBe(
      "protected",
    ));
});

describe("paths", () => {
  it("have an end", () => {
    expect(pathFault("a".repeat(LONGEST_PATH))).toBeNull();
    expect(pathFault("a".repeat(LONGEST_PATH + 1))).not.toBeNull();
  });

  it("never lead out of the repository, whatever they are made from", () => {
    const wild = fc.string({
      unit: fc.constantFrom("..", ".", "/", "\\", "a", " ", "\u0000", "~1", "git"),
    });
    fc.assert(
      fc.property(wild, (path) => {
        if (pathFault(path) !== null) return;
        const parts = path.split("/");
        expect(parts).not.toContain("..");
        expect(parts).not.toContain("");
        expect(path).not.toMatch(/[\\\u0000]/);
      }),
    );
  });
});

it("holds a patch that was read to the same rules", () => {
  const file = { path: "src/a.ts", mode: "100644", size: 1, content: digest("a".repeat(64)) } as const;
  const patch = { base: "b".repeat(40), message: "x", at: "2026-01-01T00:00:00Z", files: [file] };
  expect(fileRefusal(patch, OPEN)).toBeNull();
  expect(fileRefusal({ ...patch, files: [{ ...file, path: ".github/x" }] }, OPEN)?.reason).toBe("protected");
  expect(fileRefusal({ ...patch, files: [{ ...file, size: MOST_PATCH_BYTES + 1 }] }, OPEN)?.reason).toBe(
    "size",
  );
});
