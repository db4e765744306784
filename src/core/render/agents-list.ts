/** The agents that can be asked, as a table, one by one, and as a document. */
import type { AgentDefinition } from "../base/agent.ts";
import type { Fields, Value } from "../base/value.ts";
import { oneLine, sanitised } from "../guard/sanitise.ts";
import { aligned } from "./columns.ts";
import type { Style } from "./paint.ts";

export const AGENTS_VERSION = 1;
const LONGEST_WORDS = 40;
const LONGEST_DESCRIPTION = 80;

export type AgentRow = Readonly<{
  name: string;
  origin: string;
  path: string;
  agent: AgentDefinition | null;
  sound: boolean;
}>;

function cellsOf({ name, origin, agent, sound }: AgentRow, { paint }: Style): readonly string[] {
  return [
    paint("bold", oneLine(name, LONGEST_WORDS)),
    paint("dim", origin),
    oneLine(agent?.capabilities.join(", ") ?? "", LONGEST_WORDS),
    oneLine(agent?.patterns.join(", ") ?? "", LONGEST_WORDS),
    sound
      ? oneLine(agent?.description ?? "", LONGEST_DESCRIPTION)
      : paint("red", "has mistakes: agent-orchestrator agents show tells which"),
  ];
}

export const agentsTable = (rows: readonly AgentRow[], style: Style): string =>
  aligned(rows.map((row) => cellsOf(row, style)))
    .map((line) => `${line}\n`)
    .join("");

const text = (value: Value): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Only what its file says. */
export function agentFields({ name, origin, path, agent, sound }: AgentRow): Fields {
  if (agent === null) return { name, origin, path, valid: false };
  const { description, capabilities, patterns, runner, model, tools, parameters, permissionMode } = agent;
  const { deniedTools, maxTurns, env, mcp, command } = agent;
  return {
    name,
    origin,
    path,
    valid: sound,
    description,
    capabilities,
    coordination_patterns: patterns,
    ...(runner === undefined ? {} : { runner }),
    ...(model === undefined ? {} : { model }),
    ...(tools === undefined ? {} : { tools }),
    ...(deniedTools === undefined ? {} : { denied_tools: deniedTools }),
    ...(permissionMode === undefined ? {} : { permission_mode: permissionMode }),
    ...(maxTurns === undefined ? {} : { max_turns: maxTurns }),
    ...(env === undefined ? {} : { env }),
    ...(mcp === undefined ? {} : { mcp }),
    ...(command === undefined ? {} : { command }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

export const agentsDocument = (rows: readonly AgentRow[]): Fields => ({
  schemaVersion: AGENTS_VERSION,
  agents: rows.map(agentFields),
});

const SHOWN_ABOVE: ReadonlySet<string> = new Set(["name", "origin", "path", "valid", "description"]);

export function agentText(row: AgentRow, { paint }: Style): string {
  const facts = Object.entries(agentFields(row)).filter(
    ([key, value]) => !SHOWN_ABOVE.has(key) && !(Array.isArray(value) && value.length === 0),
  );
  const lines = aligned(
    facts.map(([key, value]) => [
      paint("dim", key),
      oneLine(Array.isArray(value) ? value.map(text).join(", ") : text(value), 200),
    ]),
  );
  const { name, origin, path, agent } = row;
  const head = `${paint("bold", oneLine(name, LONGEST_WORDS))} ${paint("dim", `(${origin}, ${oneLine(path, 200)})`)}`;
  const parts = [
    [head, oneLine(agent?.description ?? "", 400)].filter((line) => line !== "").join("\n"),
    lines.map((line) => `  ${line.trimEnd()}`).join("\n"),
    sanitised(agent?.prompt ?? ""),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
