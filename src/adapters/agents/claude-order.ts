/** What Claude Code is told on its command line: flags, and the files that are too large or too private for it. */
import { resolve } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Fields, isFields, isList, type Value } from "../../core/base/value.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";

/** One argument of Linux has 128 KiB; what is longer could not be handed over. */
export const SCHEMA_LIMIT = 100 * 1024;
/** Files may be edited in the directory of the task; whatever else would be asked for is denied. */
export const USUAL_MODE = "acceptEdits";
/** They reach beyond the attempt: later times, other conversations, other work trees. */
export const BEYOND = [
  "CronCreate",
  "ScheduleWakeup",
  "SendMessage",
  "EnterWorktree",
  "ExitWorktree",
] as const;
/** The only key of a structured result that is no object: tools can be given nothing else. */
export const WRAPPED = "value";

const TOOL = /^[A-Za-z_][\w-]*(\([\s\S]*\))?$/;
const MODE = /^[A-Za-z]+$/;
const DEFINITIONS = ["$defs", "definitions"] as const;
/** Names of a schema itself: what they point at is not there. */
const OWN_NAMES: ReadonlySet<string> = new Set(["$schema", "$id"]);

/** By the ending of its name. */
type File = Readonly<{ ending: string; text: string }>;
export type Order = Readonly<{ flags: readonly string[]; files: readonly File[]; wraps: boolean }>;
/** The name under which a file with this ending will lie. */
export type Place = (ending: string) => string;

const texts = (value: Value | undefined): readonly string[] => (isList(value) ? value.map(String) : []);

const isObject = (schema: Value): boolean => isFields(schema) && schema["type"] === "object";

const without = (schema: Fields, names: ReadonlySet<string>): Fields =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !names.has(key)));

export function schemaFor(schema: Value): Value {
  if (!isFields(schema)) return { type: "object", properties: { [WRAPPED]: schema }, required: [WRAPPED] };
  const plain = without(schema, OWN_NAMES);
  if (isObject(schema)) return plain;
  const definitions = DEFINITIONS.flatMap((key) =>
    plain[key] === undefined ? [] : [[key, plain[key]] as const],
  );
  return {
    type: "object",
    properties: { [WRAPPED]: without(plain, new Set(DEFINITIONS)) },
    required: [WRAPPED],
    ...Object.fromEntries(definitions),
  };
}

const allows = (tools: readonly string[], name: string): boolean =>
  tools.some((tool) => tool === name || tool.startsWith(`${name}(`));

/** They look at the directory of the task, and at what was added to it, without asking; to name them as allowed would let them look anywhere. */
const LOOKING: ReadonlySet<string> = new Set(["Read", "Glob", "Grep", "LS", "NotebookRead"]);
/** They change files: in the same places, in the mode for that. Of all of them one rule decides. */
const CHANGING: ReadonlySet<string> = new Set(["Write", "Edit", "MultiEdit", "NotebookEdit"]);
const CHANGES_HERE = "Edit(./**)";

/** What need not ask. Rules of the author's own, those with brackets, are taken as they stand. */
function allowedBy(listed: readonly string[], mode: string): readonly string[] {
  const rules = listed.flatMap((tool) => {
    if (LOOKING.has(tool)) return [];
    if (!CHANGING.has(tool)) return [tool];
    return mode === USUAL_MODE ? [] : [CHANGES_HERE];
  });
  return [...new Set(rules)];
}

/** Which tools there are, which need not ask, and which are taken away. Those of MCP servers are known by their prefix. */
function toolFlags(
  tools: readonly string[] | undefined,
  denied: readonly string[],
  mode: string,
): readonly string[] {
  const listed = tools ?? [];
  const built = [...new Set(listed.map((tool) => tool.replace(/\(.*$/s, "")))].filter(
    (name) => !name.startsWith("mcp__"),
  );
  const away = [...denied, ...BEYOND.filter((name) => !allows(listed, name))];
  return [
    ...(tools === undefined ? [] : [`--tools=${built.join(",")}`]),
    ...allowedBy(listed, mode).map((tool) => `--allowedTools=${tool}`),
    ...away.map((tool) => `--disallowedTools=${tool}`),
  ];
}

/** Definition and additions are one text: the agent's own prompt stands first. */
function personFlags({ agent, options }: Assignment, place: Place): Omit<Order, "wraps"> {
  const added = typeof options["system_prompt"] === "string" ? [options["system_prompt"]] : [];
  const prompt = [agent?.prompt ?? "", ...added].filter((text) => text !== "").join("\n\n");
  if (prompt === "") return { flags: [], files: [] };
  const name = "agent";
  const definition = { [name]: { description: agent?.description ?? "", prompt } };
  const file = { ending: "agents.json", text: JSON.stringify(definition) };
  return { flags: [`--agents=${place(file.ending)}`, `--agent=${name}`], files: [file] };
}

function mcpFlags(
  { agent, options, directory }: Assignment,
  place: Place,
): Result<Omit<Order, "wraps">, string> {
  const given = options["mcp"] ?? agent?.mcp;
  if (given === undefined || given === null) return ok({ flags: [], files: [] });
  if (typeof given === "string")
    return ok({ flags: [`--mcp-config=${resolve(directory, given)}`], files: [] });
  if (!isFields(given)) return err("mcp must be a map of servers, or the path of a file that holds one");
  const servers = isFields(given["mcpServers"]) ? given["mcpServers"] : given;
  const file = { ending: "mcp.json", text: JSON.stringify({ mcpServers: servers }) };
  return ok({ flags: [`--mcp-config=${place(file.ending)}`], files: [file] });
}

const limitFlags = ({ agent, options, model, maxCostUsd }: Assignment): readonly string[] => {
  const turns = options["max_turns"] ?? agent?.maxTurns;
  return [
    ...(model === undefined ? [] : [`--model=${model}`]),
    ...(typeof turns === "number" ? [`--max-turns=${turns}`] : []),
    ...(maxCostUsd === undefined ? [] : [`--max-budget-usd=${maxCostUsd}`]),
  ];
};

/** Everything that an agent of the operator's own machine might add is left out: only what the repository says counts. */
const ALWAYS = [
  "-p",
  "--output-format=stream-json",
  "--verbose",
  "--include-partial-messages",
  "--setting-sources=project",
  "--strict-mcp-config",
] as const;

/** Further ones of the author, and where what was too long for the prompt lies. */
const foldersFor = ({ options, directory, attached }: Assignment): readonly string[] => [
  ...texts(options["directories"]).map((path) => resolve(directory, path)),
  ...(attached === undefined ? [] : [attached.folder]),
];

const refuse = (message: string): Result<never, Failure> => err({ kind: "policy", message });

export function orderOf(assignment: Assignment, place: Place): Result<Order, Failure> {
  const { agent, options, schema } = assignment;
  const tools = isList(options["tools"]) ? texts(options["tools"]) : agent?.tools;
  const denied = [...new Set([...(agent?.deniedTools ?? []), ...texts(options["denied_tools"])])];
  const stranger = [...(tools ?? []), ...denied].find((tool) => !TOOL.test(tool));
  if (stranger !== undefined) return refuse(`${JSON.stringify(stranger)} is no name of a tool`);
  const mode = options["permission_mode"] ?? agent?.permissionMode ?? USUAL_MODE;
  if (typeof mode !== "string" || !MODE.test(mode))
    return refuse(`${JSON.stringify(mode)} is no permission mode`);
  const mcp = mcpFlags(assignment, place);
  if (!mcp.ok) return refuse(mcp.error);
  const asked = schema === undefined ? undefined : JSON.stringify(schemaFor(schema));
  if (asked !== undefined && asked.length > SCHEMA_LIMIT)
    return refuse(
      `the schema of the result has ${asked.length} characters; Claude Code can be given ${SCHEMA_LIMIT}`,
    );
  const person = personFlags(assignment, place);
  const flags = [
    ...ALWAYS,
    `--permission-mode=${mode}`,
    ...person.flags,
    ...toolFlags(tools, denied, mode),
    ...limitFlags(assignment),
    ...foldersFor(assignment).map((path) => `--add-dir=${path}`),
    ...mcp.value.flags,
    ...(asked === undefined ? [] : [`--json-schema=${asked}`]),
  ];
  const wraps = schema !== undefined && !isObject(schema);
  return ok({ flags, files: [...person.files, ...mcp.value.files], wraps });
}
