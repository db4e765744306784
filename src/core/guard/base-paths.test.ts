/** Which paths decide about a run, in every spelling, and which can never be meant. */
import { describe, expect, it } from "vitest";
import {
  AGENT_PLACES,
  DEFINITION_PLACES,
  definitionPlaces,
  isAgentPlace,
  isOwnPlace,
  isPlainPath,
  MAX_BASE_FETCHES,
  MAX_BASE_FILE_BYTES,
  MAX_BASE_FILES,
} from "./base-paths.ts";

describe("a place of agents", () => {
  it.each([...AGENT_PLACES, ".Claude", "claude.MD", "AGENTS.md", ".MCP.json", "CLAUDE\uff0emd", ".ⅽodex"])(
    "%s is one",
    (name) => expect(isAgentPlace(name)).toBe(true),
  );
  it.each(["src", "CLAUDE.md.bak", "claude", "", "mcp.json", "README.md"])("%s is none", (name) =>
    expect(isAgentPlace(name)).toBe(false),
  );
  it("may hold what is ours", () => {
    expect(isOwnPlace(".claude/workflow-state/x")).toBe(true);
    expect(isOwnPlace(".claude/worktrees")).toBe(true);
    expect(isOwnPlace(".claude/workflow-stateful")).toBe(false);
    expect(isOwnPlace(".Claude/workflow-state")).toBe(false);
  });
});

describe("a path", () => {
  it.each(["a", "a/b.yml", ".claude/x", "..a/b", "a b"])("%j is plain", (path) =>
    expect(isPlainPath(path)).toBe(true),
  );
  it.each([
    "",
    "/a",
    "a/",
    "a//b",
    "../a",
    "a/../b",
    "./a",
    "a\\b",
    "a\0b",
    ".git/config",
    "a/.GIT/x",
    "a/.ｇit/x",
  ])("%j is not", (path) => expect(isPlainPath(path)).toBe(false));
});

it("leads to what lies beside a workflow, and in the top folder to its own name alone", () => {
  const more = (workflow: string) => definitionPlaces(workflow).slice(DEFINITION_PLACES.length);
  expect(more("ci/deep/flow.yml")).toEqual(["ci/deep"]);
  expect(more("flow.yml")).toEqual(["flow.yml", "flow.script.yml"]);
  expect(more("flow")).toEqual([]);
  expect(more("../flow.yml")).toEqual([]);
  expect(more("workflows/flow.yml")).toEqual([]);
});

it("says its limits", () =>
  expect([MAX_BASE_FILES, MAX_BASE_FILE_BYTES, MAX_BASE_FETCHES]).toEqual([1000, 1_048_576, 40]));
