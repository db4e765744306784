/** What opencode is told: everything that it may do and whoever it is stands in a configuration that wins over all others. */
import { resolve } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { Order } from "./cli-shape.ts";
import type { Outside } from "./installed.ts";
import { dataWords } from "./wanted-data.ts";

/** What one variable of the environment may hold on Linux, name included, is 128 KiB. */
export const CONFIGURATION_LIMIT = 100 * 1024;
export const USUAL_MODE = "acceptEdits";
const ALWAYS = ["read", "glob", "grep", "list", "todowrite", "todoread", "skill"] as const;
/** Under which of its names it knows the tools that agents are given. */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
  Read: ["read"],
  Glob: ["glob", "list"],
  LS: ["list"],
  Grep: ["grep"],
  Write: ["edit"],
  Edit: ["edit"],
  MultiEdit: ["edit"],
  NotebookEdit: ["edit"],
  Bash: ["bash"],
  WebFetch: ["webfetch"],
  WebSearch: ["websearch"],
  Task: ["task"],
  Agent: ["task"],
  TodoWrite: ["todowrite", "todoread"],
  TodoRead: ["todoread"],
  Skill: ["skill"],
};
/** What each `permission_mode` allows besides looking. Whatever would be asked for is denied, since nobody is there to be asked. */
export const MODES: Readonly<Record<string, readonly string[]>> = {
  acceptEdits: ["edit"],
  auto: ["edit"],
  bypassPermissions: ["edit", "bash", "webfetch", "websearch", "task", "external_directory", "doom_loop"],
  default: [],
  dontAsk: [],
  manual: [],
  plan: [],
};

const TOOL = /^([A-Za-z_][\w-]*)(?:\(([\s\S]*)\))?$/;
const SERVERS_TOOL = /^mcp__([\w-]+?)(?:__([\w-]+))?$/;

/** Of the others it can only be said whether or not. */
const WITH_PATTERNS: ReadonlySet<string> = new Set("read edit glob grep list bash task skill".split(" "));

type Grant = Readonly<{ names: readonly string[]; pattern: string | null }>;

/** `Bash(git *)` and `Bash(git:*)` are the same; a tool of a server is called `server_tool`. */
function grantOf(tool: string): Grant | null {
  const [, server, inner] = SERVERS_TOOL.exec(tool) ?? [];
  if (server !== undefined) return { names: [`${server}_${inner ?? "*"}`], pattern: null };
  const [, name = "", pattern = null] = TOOL.exec(tool) ?? [];
  const names = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (names === undefined || (pattern !== null && !names.every((one) => WITH_PATTERNS.has(one)))) return null;
  return { names, pattern: pattern?.replace(/:\*$/, " *") ?? null };
}

type Rules = Map<string, Map<string, "allow" | "deny">>;

/** The last rule that fits counts, so those for everything stand first. */
function set(rules: Rules, { names, pattern }: Grant, action: "allow" | "deny"): void {
  for (const name of names) {
    const known = rules.get(name);
    rules.delete(name);
    if (pattern === null) rules.set(name, new Map([["*", action]]));
    else rules.set(name, new Map([...(known ?? [["*", "deny"] as const]), [pattern, action]]));
  }
}

const ruleOf = (patterns: ReadonlyMap<string, string>): Value =>
  (patterns.size === 1 ? patterns.get("*") : undefined) ?? Object.fromEntries(patterns);

const texts = (value: Value | undefined): readonly string[] => (isList(value) ? value.map(String) : []);

function rulesOf({ agent, options, directory }: Assignment): Result<Fields, string> {
  const mode = options["permission_mode"] ?? agent?.permissionMode ?? USUAL_MODE;
  const allowed = typeof mode === "string" && Object.hasOwn(MODES, mode) ? MODES[mode] : undefined;
  if (allowed === undefined) return err(`${JSON.stringify(mode)} is no permission mode that opencode knows`);
  const tools = isList(options["tools"]) ? texts(options["tools"]) : agent?.tools;
  const denied = texts(options["denied_tools"]);
  const stranger = [...(tools ?? []), ...denied].find((tool) => grantOf(tool) === null);
  if (stranger !== undefined) return err(`${JSON.stringify(stranger)} is no tool that opencode has`);
  const rules: Rules = new Map([["*", new Map([["*", "deny"]])]]);
  const mayNotWrite = mode === "plan";
  const usual = tools === undefined ? [...ALWAYS, ...allowed] : allowed.filter((name) => name.includes("_"));
  set(rules, { names: usual, pattern: null }, "allow");
  for (const tool of tools ?? []) set(rules, grantOf(tool) ?? { names: [], pattern: null }, "allow");
  for (const path of texts(options["directories"]))
    set(rules, { names: ["external_directory"], pattern: `${resolve(directory, path)}/*` }, "allow");
  if (mayNotWrite) set(rules, { names: ["edit", "bash"], pattern: null }, "deny");
  for (const tool of denied) set(rules, grantOf(tool) ?? { names: [], pattern: null }, "deny");
  return ok(Object.fromEntries([...rules].map(([name, patterns]) => [name, ruleOf(patterns)] as const)));
}

/** A server as the other agents' files have it, in its own words. */
function serverOf(given: Value): Fields | null {
  if (!isFields(given)) return null;
  const { command, args, env, url, headers } = given;
  if (typeof url === "string") return { type: "remote", url, ...(isFields(headers) ? { headers } : {}) };
  const argv = [...(isList(command) ? texts(command) : [String(command)]), ...texts(args)];
  return command === undefined
    ? null
    : { type: "local", command: argv, ...(isFields(env) ? { environment: env } : {}) };
}

function serversOf({ agent, options }: Assignment): Result<Fields, string> {
  const given = options["mcp"] ?? agent?.mcp ?? {};
  if (!isFields(given)) return err("opencode must be given mcp as a map of servers");
  const all = Object.entries(isFields(given["mcpServers"]) ? given["mcpServers"] : given);
  const servers = all.map(([name, server]) => [name, serverOf(server)] as const);
  const broken = servers.find(([, server]) => server === null)?.[0];
  return broken === undefined
    ? ok(Object.fromEntries(servers))
    : err(`the MCP server ${JSON.stringify(broken)} has neither a command nor a url`);
}

/** Addresses that people set for other programs hold here too. */
function providersOf(env: Outside): Fields {
  const { ANTHROPIC_BASE_URL: anthropic, OPENAI_BASE_URL: openai } = env;
  return {
    ...(anthropic ? { anthropic: { options: { baseURL: `${anthropic.replace(/\/+$/, "")}/v1` } } } : {}),
    ...(openai ? { openai: { options: { baseURL: openai } } } : {}),
  };
}

/** It would put variables and whole files into its configuration where that says so; what others wrote must stay what it is. */
export const configurationText = (configuration: Fields): string =>
  JSON.stringify(configuration).replace(/\{(?=env:|file:)/g, "\\u007b");

export function turnsOf({ agent, options }: Assignment): number | null {
  const turns = options["max_turns"] ?? agent?.maxTurns;
  return typeof turns === "number" ? turns : null;
}

function personOf(assignment: Assignment, permission: Fields): Fields {
  const { agent, options, schema } = assignment;
  const added = typeof options["system_prompt"] === "string" ? options["system_prompt"] : "";
  const asked = schema === undefined ? "" : dataWords(schema);
  const prompt = [agent?.prompt ?? "", added, asked].filter((text) => text !== "").join("\n\n");
  const turns = turnsOf(assignment);
  return {
    mode: "primary",
    permission,
    ...(prompt === "" ? {} : { prompt }),
    ...(turns === null ? {} : { steps: turns }),
  };
}

const refuse = (message: string): Result<never, Failure> => err({ kind: "policy", message });

export function opencodeOrder(
  assignment: Assignment,
  _: (ending: string) => string,
  outside: Outside,
): Result<Order, Failure> {
  const { model, env, directory } = assignment;
  if (model !== undefined && !/^\w[\w.-]*\/\S+$/.test(model))
    return refuse(
      `opencode wants its models as provider/model, and ${JSON.stringify(model)} names no provider`,
    );
  const rules = rulesOf(assignment);
  if (!rules.ok) return refuse(rules.error);
  const servers = serversOf(assignment);
  if (!servers.ok) return refuse(servers.error);
  // A name that no other configuration can have a say about.
  const name = `worker-${crypto.randomUUID()}`;
  const configuration = configurationText({
    share: "disabled",
    autoupdate: false,
    // Of what its repository says, this alone is for agents to read.
    instructions: [resolve(directory, "AGENTS.md")],
    mcp: servers.value,
    provider: providersOf({ ...outside, ...env }),
    agent: { [name]: personOf(assignment, rules.value) },
  });
  if (Buffer.byteLength(configuration) > CONFIGURATION_LIMIT)
    return refuse(
      `what the agent is told about itself has more than ${CONFIGURATION_LIMIT} bytes, which opencode cannot be given`,
    );
  const flags = [
    "run",
    "--format=json",
    "--pure",
    `--agent=${name}`,
    "--print-logs",
    "--log-level=WARN",
    ...(model === undefined ? [] : [`--model=${model}`]),
  ];
  return ok({ flags, env: { OPENCODE_CONFIG_CONTENT: configuration }, files: [] });
}
