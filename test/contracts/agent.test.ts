/** The contract of all agents, for those that need nothing but this machine. */
import { commandAgent } from "../../src/adapters/agents/command.ts";
import { scriptedAgent } from "../../src/adapters/agents/scripted.ts";
import { sleep } from "../../src/adapters/system/clock.ts";
import { agentContract, type Part, type Stage } from "../rig/agent-contract.ts";
import { agentDefinition, assignment } from "../rig/assignment.ts";
import { memoryArtifacts } from "../rig/memory.ts";

function scripted(): Stage {
  return {
    agent: scriptedAgent({ sleep }),
    told: ({ output, structured, costUsd, fail, message, note, forever }, changes) =>
      assignment({
        agent: agentDefinition(),
        prompt: "Do it",
        mock: {
          delay: forever === true ? 3600 : note === undefined ? 0 : 0.05,
          ...(output === undefined ? {} : { output }),
          ...(structured === undefined ? {} : { structured }),
          ...(costUsd === undefined ? {} : { cost_usd: costUsd, input_tokens: 9, output_tokens: 3 }),
          ...(fail === undefined ? {} : { fail }),
          ...(message === undefined ? {} : { message }),
          ...(note === undefined ? {} : { say: [note] }),
        },
        ...changes,
      }),
  };
}

function scriptOf({ output, structured, costUsd, fail, message, note, forever }: Part): string {
  const result = {
    ...(output === undefined ? {} : { output }),
    ...(structured === undefined ? {} : { structured }),
    ...(costUsd === undefined ? {} : { cost_usd: costUsd, usage: { input_tokens: 9, output_tokens: 3 } }),
    ...(fail === "quota" ? { error: { class: fail, message: message ?? "" } } : {}),
  };
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    ...(note === undefined ? [] : [`echo ${quoted(note)} >&2`, "sleep 0.6"]),
    ...(forever === true ? ["sleep 3600 & sleep 3600"] : []),
    `printf %s ${quoted(JSON.stringify(result))} > "$AO_OUTPUT_FILE"`,
    ...(message === undefined ? [] : [`echo ${quoted(message)} >&2`]),
    `exit ${fail === "agent-exit" ? 1 : fail === "infrastructure" ? 75 : 0}`,
  ].join("\n");
}

function command(): Stage {
  return {
    agent: commandAgent({ artifacts: memoryArtifacts() }),
    told: (part, changes) =>
      assignment({
        agent: agentDefinition({ command: ["bash", "-euc", scriptOf(part)] }),
        prompt: "Do it",
        ...changes,
      }),
  };
}

agentContract("the scripted agent", "scripted", scripted);
agentContract("a command agent", "command", command);
