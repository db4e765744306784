import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_REF_NAME, refFault } from "./ref-name.ts";

/** Git's own word, without any repository. */
function gitTakes(name: string): boolean {
  const { status } = spawnSync("git", ["check-ref-format", "--branch", name], { stdio: "ignore", cwd: "/" });
  return status === 0;
}

const hostile = fc.array(
  fc.constantFrom(
    "a",
    "Z",
    "0",
    "-",
    ".",
    "..",
    "/",
    "@",
    "{",
    "@{",
    "~",
    "^",
    ":",
    "?",
    "*",
    "[",
    "\\",
    " ",
    "\t",
    "\n",
    ".lock",
    "HEAD",
    "é",
    "\u007f",
    "refs/",
  ),
  { minLength: 1, maxLength: 6 },
);

describe("names of branches", () => {
  it("takes what people call their branches", () => {
    for (const name of ["main", "feat/dark-mode", "agent-orchestrator/20260101-120000-abcd", "v1.0", "é"])
      expect(refFault(name), name).toBeNull();
  });

  it("never takes what would be read as a flag, a range, a pattern or another ref", () => {
    for (const name of [
      "",
      "-f",
      "--upload-pack=x",
      "a..b",
      "a b",
      "a:b",
      "a^",
      "a~1",
      "a*",
      "@",
      "HEAD",
      "a@{1}",
      "x.lock",
      "a//b",
      "/a",
      "a/",
      ".a",
      "a/.b",
      "a.",
      "a\nb",
      "a\u0000b",
    ])
      expect(refFault(name), JSON.stringify(name)).not.toBeNull();
  });

  it("has a limit on the length", () => {
    expect(refFault("a".repeat(LONGEST_REF_NAME))).toBeNull();
    expect(refFault("a".repeat(LONGEST_REF_NAME + 1))).toContain(String(LONGEST_REF_NAME));
    expect(refFault("\ud800")).not.toBeNull();
  });

  it("takes nothing that git refuses, and refuses little that git takes", () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const name = parts.join("");
        const fault = refFault(name);
        // Git takes these for other names of what is checked out.
        if (name === "@" || name.includes("@{")) return fault !== null;
        return (fault === null) === gitTakes(name);
      }),
      { numRuns: 150 },
    );
  });
});
