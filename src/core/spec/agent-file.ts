/** Agents in files of their own: front matter as coding agents write it, our optional keys, and the system prompt below. */
import type { AgentDefinition } from "../base/agent.ts";
import { isList } from "../base/value.ts";
import type { Value } from "../base/value.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import { indexOf } from "./fields.ts";
import type { MapNode, Pair } from "./node.ts";
import { agentDefinition } from "./read-declarations.ts";
import { beginReading } from "./read-object.ts";
import type { Written } from "./read-object.ts";
import { readValue } from "./read-value.ts";
import type { Reading } from "./reading.ts";
import { parseSyntax } from "./syntax.ts";

export type AgentFile = Readonly<{ agent: AgentDefinition | null; diagnostics: readonly Diagnostic[] }>;

/** The same settings under the names that other programs give them. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ["allowed-tools", "tools"],
  ["disallowedTools", "denied_tools"],
  ["disallowed-tools", "denied_tools"],
  ["permissionMode", "permission_mode"],
  ["maxTurns", "max_turns"],
  ["mcpServers", "mcp"],
  ["mcp_servers", "mcp"],
]);

const FRONT = /^\uFEFF?---[ \t]*\r?\n/;
const END = /^---[ \t]*$/m;

/** `name` is the file's name without its ending; it counts if the front matter names nobody. */
export function readAgentFile(text: string, name: string, origin: AgentDefinition["origin"]): AgentFile {
  const front = FRONT.exec(text);
  if (front === null) return { agent: bodyOnly(text, name, origin), diagnostics: [] };
  const start = front[0].length;
  const end = END.exec(text.slice(start));
  if (end === null) return { agent: null, diagnostics: [unclosed({ start: 0, end: 3 })] };
  const matter = text.slice(start, start + end.index);
  const body = text.slice(start + end.index + end[0].length).trim();
  const { node, diagnostics } = frontMatter(matter);
  if (node === null) return { agent: null, diagnostics: diagnostics.map((one) => moved(one, start)) };
  const reading = beginReading("tasks");
  const fields = readFields(node, reading);
  const named = typeof fields["name"] === "string" && fields["name"] !== "" ? fields["name"] : name;
  const agent = agentDefinition(named, { ...fields, prompt: body }, origin);
  return { agent, diagnostics: reading.diagnostics.map((one) => moved(one, start)) };
}

const bodyOnly = (text: string, name: string, origin: AgentDefinition["origin"]): AgentDefinition =>
  agentDefinition(name, { prompt: text.trim() }, origin);

const unclosed = (span: Span): Diagnostic => ({
  code: "AO1132",
  severity: "error",
  message: "the front matter of the agent is not closed",
  label: "begins here",
  span,
  help: 'close it with a line "---" before the prompt',
});

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

const moved = (diagnostic: Diagnostic, by: number): Diagnostic => ({
  ...diagnostic,
  span: shifted(diagnostic.span, by),
  ...(diagnostic.related === undefined
    ? {}
    : { related: diagnostic.related.map((one) => ({ ...one, span: shifted(one.span, by) })) }),
});

type Front = Readonly<{ node: MapNode | null; diagnostics: readonly Diagnostic[] }>;

/**
 * Many such files are no YAML: descriptions hold colons and quotes as they come. Their readers take each line as a key
 * and a text, and so does this one if nothing else helps.
 */
function frontMatter(matter: string): Front {
  const empty: MapNode = { kind: "map", pairs: new Map(), span: { start: 0, end: 0 } };
  if (matter.trim() === "") return { node: empty, diagnostics: [] };
  const { root, diagnostics } = parseSyntax(matter);
  if (root?.kind === "map" && diagnostics.every((one) => one.severity !== "error"))
    return { node: root, diagnostics: [] };
  const node = byLines(matter);
  return node === null ? { node, diagnostics } : { node, diagnostics: [] };
}

const LINE = /^([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$/;

function byLines(matter: string): MapNode | null {
  const pairs = new Map<string, Pair>();
  let at = 0;
  for (const line of matter.split("\n")) {
    const found = LINE.exec(line.replace(/\r$/, ""));
    const [, key = "", value = ""] = found ?? [];
    if (found === null && line.trim() !== "" && !line.startsWith("#")) return null;
    if (found !== null && !pairs.has(key)) {
      const start = at + line.indexOf(value, key.length + 1);
      const keySpan = { start: at, end: at + key.length };
      const scalar = /^\d+$/.test(value) ? Number(value) : value;
      pairs.set(key, {
        key,
        keySpan,
        value: { kind: "scalar", value: scalar, span: { start, end: start + value.length } },
      });
    }
    at += line.length + 1;
  }
  return { kind: "map", pairs, span: { start: 0, end: matter.length } };
}

/** Keys that we do not know belong to other programs, and are left to them. */
function readFields(node: MapNode, reading: Reading): Written {
  const index = indexOf("agent");
  const fields: Written = {};
  for (const pair of node.pairs.values()) {
    const key = FOREIGN.get(pair.key) ?? pair.key;
    if (key === "name") {
      if (pair.value.kind === "scalar" && pair.value.value !== null)
        fields["name"] = String(pair.value.value);
      continue;
    }
    const field = index.byKey.get(key);
    if (field === undefined || field.key === "prompt" || isNothing(pair)) continue;
    const value = readValue(
      field.shape,
      pair.value,
      { name: field.key, expressions: field.expressions },
      reading,
    );
    if (value !== undefined) fields[field.key] = split(field.key, value);
  }
  return fields;
}

const isNothing = ({ value }: Pair): boolean =>
  value.kind === "scalar" && (value.value === null || value.value === "");

const LISTS = new Set(["tools", "denied_tools", "capabilities", "coordination_patterns"]);

/** `tools: Read, Bash` is a list in these files; a comma inside brackets belongs to its tool. */
function split(key: string, value: Value): Value {
  if (!LISTS.has(key) || !isList(value) || value.length !== 1 || typeof value[0] !== "string") return value;
  return value[0]
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
