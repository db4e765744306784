import { describe, expect, it } from "vitest";
import { agentDefinition, assignment } from "../../../test/rig/assignment.ts";
import type { Assignment } from "../../ports/agent.ts";
import { BEYOND, type Order, orderOf, SCHEMA_LIMIT, schemaFor, USUAL_MODE } from "./claude-order.ts";

const place = (ending: string): string => `/logs/build.1-1.${ending}`;

function ordered(changes: Partial<Assignment>): Order {
  const order = orderOf(assignment({ agent: agentDefinition(), ...changes }), place);
  if (!order.ok) throw new Error(order.error.message);
  return order.value;
}

const refusedFor = (changes: Partial<Assignment>): unknown => {
  const order = orderOf(assignment({ agent: agentDefinition(), ...changes }), place);
  return order.ok ? null : order.error;
};

describe("what Claude Code is told", () => {
  it("names the agent by a file, so that its prompt is not to be seen in the list of processes", () => {
    const { flags, files } = ordered({ options: { system_prompt: "And gently." } });
    expect(flags).toContain("--agents=/logs/build.1-1.agents.json");
    expect(flags).toContain("--agent=agent");
    expect(files.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      { agent: { description: "Writes code", prompt: "You write code.\n\nAnd gently." } },
    ]);
    expect(flags.join(" ")).not.toContain("You write code");
  });

  it("lets files be edited if nothing else is said, and nothing beyond the attempt", () => {
    const { flags } = ordered({});
    expect(flags).toContain(`--permission-mode=${USUAL_MODE}`);
    expect(flags.filter((flag) => flag.startsWith("--tools"))).toEqual([]);
    for (const tool of BEYOND) expect(flags).toContain(`--disallowedTools=${tool}`);
  });

  it("has each limit once, the task's before the agent's", () => {
    const agent = agentDefinition({
      tools: ["Read"],
      deniedTools: ["WebFetch", "WebSearch"],
      maxTurns: 9,
      permissionMode: "plan",
    });
    const options = { tools: ["Bash(git *)", "mcp__a__b"], denied_tools: ["WebFetch"], max_turns: 3 };
    const { flags } = ordered({ agent, options, model: "opus", maxCostUsd: 1.5 });
    const rest = flags.filter((flag) =>
      /model|turns|budget|mode|ools=(?!.*(Cron|Wake|Send|Worktree))/.test(flag),
    );
    expect(rest).toEqual([
      "--permission-mode=plan",
      "--tools=Bash",
      "--allowedTools=Bash(git *)",
      "--allowedTools=mcp__a__b",
      "--disallowedTools=WebFetch",
      "--disallowedTools=WebSearch",
      "--model=opus",
      "--max-turns=3",
      "--max-budget-usd=1.5",
    ]);
  });

  it("lets tools for files work where the task works, and elsewhere only by a rule of the author's own", () => {
    const tools = ["Read", "Grep", "Write", "Edit", "Bash", "Read(//etc/hosts)"];
    const allowed = (mode?: string): readonly string[] =>
      ordered({ options: { tools, ...(mode === undefined ? {} : { permission_mode: mode }) } }).flags.filter(
        (flag) => flag.startsWith("--allowedTools="),
      );
    expect(allowed()).toEqual(["--allowedTools=Bash", "--allowedTools=Read(//etc/hosts)"]);
    expect(allowed("default")).toEqual([
      "--allowedTools=Edit(./**)",
      "--allowedTools=Bash",
      "--allowedTools=Read(//etc/hosts)",
    ]);
    expect(ordered({ options: { tools } }).flags).toContain("--tools=Read,Grep,Write,Edit,Bash");
  });

  it("gives every value behind an equals sign, so that none can become a flag", () => {
    for (const flag of ordered({ model: "--resume", options: { directories: ["-x"] } }).flags)
      expect(flag).toMatch(/^(-p|--[a-z-]+(=[\s\S]*)?|--[a-zA-Z]+=[\s\S]*)$/);
  });

  it("may read the author's further directories, and where what was too long for its prompt lies", () => {
    const attached = { folder: "/logs/build.files", files: [{ name: "a.txt", text: "all of it" }] };
    const { flags } = ordered({
      directory: "/project",
      options: { directories: ["../lib", "/data"] },
      attached,
    });
    expect(flags.filter((flag) => flag.startsWith("--add-dir"))).toEqual([
      "--add-dir=/lib",
      "--add-dir=/data",
      "--add-dir=/logs/build.files",
    ]);
  });

  it("refuses what is no name of a tool, no mode and no map of servers", () => {
    expect(refusedFor({ options: { tools: ["--dangerously-skip-permissions"] } })).toMatchObject({
      kind: "policy",
    });
    expect(refusedFor({ options: { denied_tools: ["a b"] } })).toMatchObject({ kind: "policy" });
    expect(refusedFor({ options: { permission_mode: "a=b" } })).toMatchObject({ kind: "policy" });
    expect(refusedFor({ options: { mcp: ["github"] } })).toMatchObject({ kind: "policy" });
  });

  it("has only the servers of the task, from a file", () => {
    const server = { command: "x" };
    for (const mcp of [{ a: server }, { mcpServers: { a: server } }]) {
      const { flags, files } = ordered({ agent: agentDefinition({ prompt: "" }), options: { mcp } });
      expect(flags).toContain("--strict-mcp-config");
      expect(flags).toContain("--mcp-config=/logs/build.1-1.mcp.json");
      expect(files).toEqual([{ ending: "mcp.json", text: JSON.stringify({ mcpServers: { a: server } }) }]);
    }
    const { flags } = ordered({ directory: "/project", options: { mcp: "servers.json" } });
    expect(flags).toContain("--mcp-config=/project/servers.json");
  });
});

describe("the schema of a result", () => {
  it("is handed on if it is one of objects, without its own name", () => {
    const schema = { type: "object", properties: { a: {} } };
    expect(schemaFor({ $schema: "x", $id: "y", ...schema })).toEqual(schema);
    expect(ordered({ schema }).wraps).toBe(false);
  });

  it("is wrapped if it is not, with its definitions in reach", () => {
    const schema = { type: "array", items: { $ref: "#/$defs/a" }, $defs: { a: { type: "integer" } } };
    expect(schemaFor(schema)).toEqual({
      type: "object",
      properties: { value: { type: "array", items: { $ref: "#/$defs/a" } } },
      required: ["value"],
      $defs: { a: { type: "integer" } },
    });
    expect(ordered({ schema }).wraps).toBe(true);
    expect(schemaFor(true)).toMatchObject({ properties: { value: true } });
  });

  it("is refused if it is longer than an argument may be", () => {
    const schema = { type: "object", description: "x".repeat(SCHEMA_LIMIT) };
    expect(refusedFor({ schema })).toMatchObject({ kind: "policy" });
    expect(SCHEMA_LIMIT).toBeLessThan(128 * 1024);
  });
});
