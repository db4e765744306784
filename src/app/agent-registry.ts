/** The agents of a project as people look at them: all of them, one of them, and new ones. */
import type { AgentDefinition } from "../core/base/agent.ts";
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import { readAgentFile } from "../core/spec/agent-file.ts";
import { decode } from "../core/spec/syntax.ts";
import type { Files } from "../ports/files.ts";
import { agentShelf, MAX_AGENT_FILE_BYTES, shelved, SUFFIX } from "./agents.ts";
import { joined, shown, type Places } from "./places.ts";

/** A name is a file's too. */
export const AGENT_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

export type Listed = Readonly<{
  name: string;
  /** As short as it can be said. */
  path: string;
  origin: "project" | "built-in";
  agent: AgentDefinition | null;
  report: FileReport;
}>;

export function everyAgent(files: Files, places: Places): readonly Listed[] {
  return [...agentShelf(files, places)]
    .flatMap(([name, place]) => {
      const found = shelved(files, places, name, place);
      return found === null
        ? []
        : [{ name, path: shown(places, place.path), origin: place.origin, ...found }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is asked of an agent: both if both are given, whatever their case. */
export type Wanted = Readonly<{ capability?: string; pattern?: string }>;

const holds = (words: readonly string[], word: string | undefined): boolean =>
  word === undefined || words.some((one) => one.toLowerCase() === word.toLowerCase());

export const fitting = (all: readonly Listed[], { capability, pattern }: Wanted): readonly Listed[] =>
  capability === undefined && pattern === undefined
    ? all
    : all.filter(
        ({ agent }) =>
          agent !== null && holds(agent.capabilities, capability) && holds(agent.patterns, pattern),
      );

/** Every word that some agent has, for whoever asked for one that none has. */
export function wordsOf(all: readonly Listed[], kind: "capabilities" | "patterns"): readonly string[] {
  return [...new Set(all.flatMap(({ agent }) => agent?.[kind] ?? []))].sort();
}

export type Complaint = Readonly<{ message: string; help: string }>;

export function named(all: readonly Listed[], name: string): Result<Listed, Complaint> {
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return ok(found);
  const close = nearest(
    name,
    all.map((one) => one.name),
  );
  const help = close === undefined ? "`agents list` shows all of them" : `did you mean "${close}"?`;
  return err({ message: `there is no agent "${name}"`, help });
}

export type Draft = Readonly<{ name: string; text: string; from: string }>;

const isPath = (word: string): boolean => /[\\/]/.test(word) || word.endsWith(SUFFIX);

function fromFile(files: Files, places: Places, path: string): Result<Draft, Complaint> {
  const reading = files.read(joined(places.project, path), MAX_AGENT_FILE_BYTES);
  const refuse = (message: string, help: string): Result<never, Complaint> => err({ message, help });
  switch (reading.kind) {
    case "missing":
      return refuse(
        `there is no file "${path}"`,
        "name a file with an agent's definition, or a built-in agent",
      );
    case "directory":
      return refuse(`"${path}" is a directory`, "name a file in it");
    case "too-large":
      return refuse(
        `"${path}" has more than ${MAX_AGENT_FILE_BYTES} bytes`,
        "an agent's file is a prompt, not a library",
      );
    case "unreadable":
      return refuse(`"${path}" cannot be read: ${reading.why}`, "check its permissions");
    default: {
      const text = decode(reading.bytes);
      if ("diagnostic" in text) return refuse(`"${path}": ${text.diagnostic.message}`, "save it as UTF-8");
      const stem = path.replace(/^.*[\\/]/, "").replace(/\.md$/, "");
      const { agent, diagnostics } = readAgentFile(text.text, stem, "project");
      const wrong = diagnostics.find(({ severity }) => severity === "error");
      if (agent === null || wrong !== undefined)
        return refuse(
          `"${path}" is no definition of an agent: ${wrong?.message ?? "it cannot be read"}`,
          "mend it, then add it",
        );
      return ok({ name: agent.name, text: text.text, from: path });
    }
  }
}

/** Only the description is given, so that is all that it says. */
const skeleton = (name: string, description: string): string =>
  `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\ntools: Read, Grep, Glob\ncapabilities: []\ncoordination_patterns: []\n---\n\nYou are ${name}. ${description}\n`;

/** A file, a built-in agent, or one that is only described yet. */
export function draft(
  files: Files,
  places: Places,
  word: string,
  description: string | undefined,
): Result<Draft, Complaint> {
  const found = isPath(word) ? fromFile(files, places, word) : ofName(files, places, word, description);
  if (!found.ok || AGENT_NAME.test(found.value.name)) return found;
  const message = `${JSON.stringify(found.value.name)} cannot be the name of an agent`;
  return err({ message, help: "names have letters, digits, - and _, and at most 64 of them" });
}

function ofName(
  files: Files,
  places: Places,
  name: string,
  description: string | undefined,
): Result<Draft, Complaint> {
  if (description !== undefined)
    return ok({ name, text: skeleton(name, description), from: "its description" });
  const library: Places = { project: places.library, library: places.library };
  const builtIn = everyAgent(files, library);
  const known = named(builtIn, name);
  if (known.ok) return ok({ name, text: known.value.report.text, from: "the built-in one" });
  const { message, help } = known.error;
  return err({
    message: `${message} among the built-in ones`,
    help: `${help} or describe a new one with --description`,
  });
}
