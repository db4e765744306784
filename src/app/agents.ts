/** Agents that a workflow may name: the project's own first, then those that came with the product; only named ones are read. */
import type { AgentDefinition } from "../core/base/agent.ts";
import { readAgentFile } from "../core/spec/agent-file.ts";
import { asksAnybody, namedAgents } from "../core/spec/agent-names.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import type { Spec } from "../core/spec/spec.ts";
import { decode } from "../core/spec/syntax.ts";
import type { Files } from "../ports/files.ts";
import { AGENT_FOLDER, joined, shown, type Places } from "./places.ts";

/** An agent's file is a prompt: larger ones are mistakes. */
export const MAX_AGENT_FILE_BYTES = 256 * 1024;
export const SUFFIX = ".md";

export type Place = Readonly<{ path: string; origin: "project" | "built-in" }>;

export type AgentShelf = ReadonlyMap<string, Place>;

/** Every agent that has a file, by name; nothing is read yet. */
export function agentShelf(files: Files, places: Places): AgentShelf {
  const shelf = new Map<string, Place>();
  const folders = [
    [places.library, "built-in"],
    [places.project, "project"],
  ] as const;
  for (const [root, origin] of folders) {
    const folder = joined(root, AGENT_FOLDER);
    for (const name of files.names(folder)) {
      if (name.endsWith(SUFFIX))
        shelf.set(name.slice(0, -SUFFIX.length), { path: joined(folder, name), origin });
    }
  }
  return shelf;
}

export type Agents = Readonly<{
  agents: ReadonlyMap<string, AgentDefinition>;
  reports: readonly FileReport[];
}>;

export type Shelved = Readonly<{
  agent: AgentDefinition | null;
  /** The file as it is, and what is wrong in it. */
  report: FileReport;
}>;

/** Null if the file has gone, or is no file. */
export function shelved(files: Files, places: Places, name: string, place: Place): Shelved | null {
  const reading = files.read(place.path, MAX_AGENT_FILE_BYTES);
  if (reading.kind !== "file") return null;
  const file = shown(places, place.path);
  const text = decode(reading.bytes);
  if ("diagnostic" in text)
    return { agent: null, report: { file, text: "", diagnostics: [text.diagnostic] } };
  const { agent, diagnostics } = readAgentFile(text.text, name, place.origin);
  return { agent, report: { file, text: text.text, diagnostics } };
}

const isSound = ({ report }: Shelved): boolean =>
  report.diagnostics.every(({ severity }) => severity !== "error");

/** Reads the files of the agents that are named; inline agents need none. */
export function agentsFor(files: Files, places: Places, shelf: AgentShelf, spec: Spec): Agents {
  const agents = new Map<string, AgentDefinition>();
  const reports: FileReport[] = [];
  const named = namedAgents(spec);
  for (const name of asksAnybody(spec) ? new Set([...named, ...shelf.keys()]) : named) {
    const place = spec.agents.has(name) ? undefined : shelf.get(name);
    const found = place === undefined ? null : shelved(files, places, name, place);
    if (found === null) continue;
    // What is wrong with an agent that nobody named is nobody's concern here.
    if (found.agent !== null && (isSound(found) || named.has(name))) agents.set(name, found.agent);
    if (found.report.diagnostics.length > 0 && named.has(name)) reports.push(found.report);
  }
  return { agents, reports };
}
