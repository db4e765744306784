import { describe, expect, it } from "vitest";
import { agentDefinition, assignment } from "../../../test/rig/assignment.ts";
import type { Fields } from "../../core/base/value.ts";
import type { Assignment } from "../../ports/agent.ts";
import { opencodeFailure, troubleOf } from "./opencode-events.ts";
import { CONFIGURATION_LIMIT, MODES, opencodeOrder } from "./opencode-order.ts";

const agent = agentDefinition({ runner: "opencode", prompt: "" });
const order = (changes: Partial<Assignment> = {}, outside = {}) =>
  opencodeOrder(assignment({ agent, ...changes }), (ending) => ending, outside);

type Configuration = Readonly<{
  provider: Fields;
  mcp: Fields;
  agent: Readonly<
    Record<string, Readonly<{ permission: Readonly<Record<string, unknown>>; prompt?: string }>>
  >;
}>;

function configuration(changes: Partial<Assignment> = {}, outside = {}): Configuration {
  const made = order(changes, outside);
  if (!made.ok) throw new Error(made.error.message);
  return JSON.parse(made.value.env["OPENCODE_CONFIG_CONTENT"] ?? "") as Configuration;
}

const rights = (options: Fields): Readonly<Record<string, unknown>> =>
  Object.values(configuration({ options }).agent)[0]?.permission ?? {};

/** The last rule that fits a name counts. */
const allows = (options: Fields, name: string): boolean => {
  const rules = Object.entries(rights(options)).filter(([key]) => key === name || key === "*");
  return rules.at(-1)?.[1] === "allow";
};

describe("rights", () => {
  it.each(Object.entries(MODES))("of the mode %s are to look, and %j", (mode, more) => {
    expect(allows({ permission_mode: mode }, "read")).toBe(true);
    for (const name of ["edit", "bash", "webfetch", "external_directory"])
      expect(allows({ permission_mode: mode }, name)).toBe(more.includes(name));
  });

  it("of tools are these and no others", () => {
    const options = { tools: ["Read", "Bash(git:*)", "mcp__scales__weigh"] };
    expect(rights(options)).toEqual({
      "*": "deny",
      read: "allow",
      bash: { "*": "deny", "git *": "allow" },
      scales_weigh: "allow",
    });
    expect(allows(options, "edit")).toBe(false);
  });

  it("that are denied are denied, whoever allowed them", () => {
    expect(allows({ tools: ["Bash"], denied_tools: ["Bash"] }, "bash")).toBe(false);
    expect(rights({ tools: ["Bash"], denied_tools: ["Bash(rm *)"] })["bash"]).toEqual({
      "*": "allow",
      "rm *": "deny",
    });
    expect(allows({ tools: ["Write", "Bash"], permission_mode: "plan" }, "bash")).toBe(false);
    expect(allows({ tools: ["Write", "Bash"], permission_mode: "plan" }, "edit")).toBe(false);
  });

  it.each<[string, Partial<Assignment>]>([
    ["a tool that is not there", { options: { tools: ["Teleport"] } }],
    ["a pattern where there can be none", { options: { tools: ["WebFetch(domain:x)"] } }],
    ["a mode that is not there", { options: { permission_mode: "__proto__" } }],
    ["a model without a provider", { model: "haiku" }],
    ["a model that is a flag", { model: "--share/x" }],
    ["a server without an address", { options: { mcp: { a: { args: [] } } } }],
    ["a file of servers", { options: { mcp: "servers.json" } }],
    ["more than fits", { options: { system_prompt: "x".repeat(CONFIGURATION_LIMIT) } }],
  ])("are refused: %s", (_, changes) =>
    expect(order(changes)).toMatchObject({ ok: false, error: { kind: "policy" } }),
  );
});

describe("the configuration", () => {
  it("holds words as they are", () => {
    const words = '{env:HOME} {file:/etc/passwd} {"a":1} {environment}';
    const made = order({ options: { system_prompt: words } });
    const text = made.ok ? (made.value.env["OPENCODE_CONFIG_CONTENT"] ?? "") : "";
    expect(text).not.toMatch(/\{env:|\{file:/);
    expect(Object.values(configuration({ options: { system_prompt: words } }).agent)[0]?.prompt).toBe(words);
  });

  it("gives the agent another name each time, so that nobody else configures it", () => {
    const name = (): string | undefined => Object.keys(configuration().agent)[0];
    expect(name()).not.toBe(name());
  });

  it("has addresses and servers in its own words", () => {
    const outside = { ANTHROPIC_BASE_URL: "http://a/", OPENAI_BASE_URL: "http://o/v1" };
    const mcp = { mcpServers: { s: { command: "c", args: ["d"], env: { E: "f" } }, r: { url: "http://r" } } };
    const { provider, mcp: servers } = configuration({ options: { mcp } }, outside);
    expect(provider).toEqual({
      anthropic: { options: { baseURL: "http://a/v1" } },
      openai: { options: { baseURL: "http://o/v1" } },
    });
    expect(servers).toEqual({
      s: { type: "local", command: ["c", "d"], environment: { E: "f" } },
      r: { type: "remote", url: "http://r" },
    });
  });
});

describe("what opencode says when it fails", () => {
  const api = (statusCode: number, message = "x"): Fields => ({
    name: "APIError",
    data: { message, statusCode },
  });

  it.each<[string, unknown, string]>([
    ["401", api(401), "auth"],
    ["no key", { name: "ProviderAuthError", data: { message: "x" } }, "auth"],
    ["429", api(429), "quota"],
    ["503", api(503), "infrastructure"],
    ["404", api(404), "agent-error"],
    ["no network", { name: "UnknownError", data: { message: "Unable to connect" } }, "infrastructure"],
    ["no model", { name: "UnknownError", data: { message: "Model not found: a/b" } }, "policy"],
    ["nothing", undefined, "agent-error"],
  ])("is told by its number or its words: %s", (_, error, kind) =>
    expect(opencodeFailure(error as never).kind).toBe(kind),
  );

  it("is a quota only if it says so, while it tries again", () => {
    expect(troubleOf("Rate limit reached for requests").kind).toBe("quota");
    expect(troubleOf("Overloaded").kind).toBe("infrastructure");
  });
});
