/** `agents list` and `agents show`: who can be asked. */
import { everyAgent, fitting, type Listed, named, type Wanted, wordsOf } from "../app/agent-registry.ts";
import { nearest } from "../core/base/nearest.ts";
import {
  agentFields,
  type AgentRow,
  agentsDocument,
  agentsTable,
  agentText,
  AGENTS_VERSION,
} from "../core/render/agents-list.ts";
import { styled } from "../core/render/paint.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { projectOf, showReports } from "./project.ts";
import { documentText } from "./run-document.ts";
import { say } from "./say.ts";

export const rowOf = ({ name, origin, path, agent, report }: Listed): AgentRow => ({
  name,
  origin,
  path,
  agent,
  sound: report.diagnostics.every(({ severity }) => severity !== "error"),
});

/** A word that no agent has was probably meant to be another. */
function tellUnknown(call: Call, all: readonly Listed[], { capability, pattern }: Wanted): void {
  const asked = [
    ["capability", capability, wordsOf(all, "capabilities")],
    ["pattern", pattern, wordsOf(all, "patterns")],
  ] as const;
  for (const [what, word, known] of asked) {
    if (word === undefined || known.some((one) => one.toLowerCase() === word.toLowerCase())) continue;
    const close = nearest(word, known);
    const help = close === undefined ? `known are ${known.join(", ")}` : `did you mean "${close}"?`;
    call.world.err.write(`no agent has the ${what} "${word}"; ${help}\n`);
  }
}

export function list(call: Call): ExitCode {
  const { flags, world } = call;
  const from = projectOf(call);
  if (!from.ok) return say(world, from.error);
  const [capability, pattern] = [flags.text("capability"), flags.text("pattern")];
  const wanted: Wanted = {
    ...(capability === undefined ? {} : { capability }),
    ...(pattern === undefined ? {} : { pattern }),
  };
  const all = everyAgent(from.value.files, from.value.places);
  const rows = fitting(all, wanted).map(rowOf);
  if (rows.length === 0) tellUnknown(call, all, wanted);
  world.out.write(
    flags.on("json")
      ? documentText(agentsDocument(rows))
      : agentsTable(rows, styled(world.out.color, world.unicode)),
  );
  return EXIT.done;
}

export function show(call: Call, name: string): ExitCode {
  const { flags, world } = call;
  const from = projectOf(call);
  if (!from.ok) return say(world, from.error);
  const found = named(everyAgent(from.value.files, from.value.places), name);
  if (!found.ok) return say(world, { exit: EXIT.usage, ...found.error });
  const row = rowOf(found.value);
  showReports(call, [found.value.report]);
  world.out.write(
    flags.on("json")
      ? documentText({ schemaVersion: AGENTS_VERSION, ...agentFields(row), prompt: row.agent?.prompt ?? "" })
      : agentText(row, styled(world.out.color, world.unicode)),
  );
  return row.sound ? EXIT.done : EXIT.usage;
}
