import { expect, test } from "vitest";
import { readAgentFile } from "./agent-file.ts";

const file = (front: string, body = "You plan."): string => `---\n${front}\n---\n\n${body}\n`;

test("reads a file as Claude Code writes it", () => {
  const { agent, diagnostics } = readAgentFile(
    file("name: planner\ndescription: Plans work\ntools: Read, Grep, Bash(git log, git diff)\nmodel: sonnet"),
    "x",
    "project",
  );
  expect(diagnostics).toEqual([]);
  expect(agent).toEqual({
    name: "planner",
    description: "Plans work",
    tools: ["Read", "Grep", "Bash(git log, git diff)"],
    model: "sonnet",
    capabilities: [],
    patterns: [],
    prompt: "You plan.",
    origin: "project",
  });
});

test("reads our own keys and the names that others give them", () => {
  const { agent, diagnostics } = readAgentFile(
    file(
      [
        "name: a",
        "capabilities: [testing, review]",
        "coordination_patterns: parallel",
        "permissionMode: acceptEdits",
        "maxTurns: 12",
        "disallowedTools: WebFetch, Bash(rm *)",
        "runner: command",
        "command: [./agent.sh, 1]",
        "env: { PORT: 80 }",
        "mcpServers: { x: { command: y } }",
        "parameters: { type: object, required: [task] }",
        "color: blue",
      ].join("\n"),
    ),
    "a",
    "built-in",
  );
  expect(diagnostics).toEqual([]);
  expect(agent).toMatchObject({
    capabilities: ["testing", "review"],
    patterns: ["parallel"],
    permissionMode: "acceptEdits",
    maxTurns: 12,
    deniedTools: ["WebFetch", "Bash(rm *)"],
    runner: "command",
    command: ["./agent.sh", "1"],
    env: { PORT: "80" },
    mcp: { x: { command: "y" } },
    parameters: { type: "object", required: ["task"] },
    origin: "built-in",
  });
});

test("takes front matter that is no YAML line by line", () => {
  const { agent, diagnostics } = readAgentFile(
    file('name: helper\ndescription: Use this when: "it" breaks\ntools: Read, Edit'),
    "x",
    "project",
  );
  expect(diagnostics).toEqual([]);
  expect(agent?.description).toBe('Use this when: "it" breaks');
  expect(agent?.tools).toEqual(["Read", "Edit"]);
});

test("is named by its file if it does not name itself", () => {
  expect(readAgentFile(file("description: d"), "quiet", "project").agent?.name).toBe("quiet");
  expect(readAgentFile("Just a prompt.\n", "bare", "project").agent).toMatchObject({
    name: "bare",
    prompt: "Just a prompt.",
  });
});

test("says where a value is wrong, counted from the start of the file", () => {
  const text = file("name: a\nmax_turns: many");
  const { diagnostics } = readAgentFile(text, "a", "project");
  expect(diagnostics.map((one) => [one.code, text.slice(one.span.start, one.span.end)])).toEqual([
    ["AO1102", "many"],
  ]);
});

test("refuses front matter that never ends", () => {
  const { agent, diagnostics } = readAgentFile("---\nname: a\nYou plan.\n", "a", "project");
  expect(agent).toBeNull();
  expect(diagnostics.map((one) => one.code)).toEqual(["AO1132"]);
});
