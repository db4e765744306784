/** What every agent promises, whoever does the work. */
import { describe, expect, it } from "vitest";
import { commandAgent } from "../../src/adapters/agents/command.ts";
import { scriptedAgent } from "../../src/adapters/agents/scripted.ts";
import { sleep } from "../../src/adapters/system/clock.ts";
import { marked } from "../../src/adapters/system/proc-table.ts";
import type { Value } from "../../src/core/base/value.ts";
import type { Agent, Assignment } from "../../src/ports/agent.ts";
import { agentDefinition, assignment } from "../rig/assignment.ts";
import { memoryArtifacts } from "../rig/memory.ts";

/** What the agent under test is to do, in words that every kind of agent can be told. */
type Part = Readonly<{
  output?: string;
  structured?: Value;
  costUsd?: number;
  fail?: "agent-exit" | "infrastructure" | "quota";
  message?: string;
  note?: string;
  forever?: boolean;
}>;

type Stage = Readonly<{ agent: Agent; told: (part: Part, changes?: Partial<Assignment>) => Assignment }>;

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

const quiet = (): void => {};
const never = new AbortController().signal;

describe.each([
  ["the scripted agent", scripted],
  ["a command agent", command],
])("%s", (_, stage) => {
  it("is ready here", async () => expect(await stage().agent.ready()).toBeNull());

  it("answers with its output and what it used", async () => {
    const { agent, told } = stage();
    const answer = await agent.attempt(told({ output: "All good", costUsd: 0.12 }), quiet, never);
    expect(answer).toMatchObject({
      ok: true,
      value: { output: "All good", usage: { inputTokens: 9, outputTokens: 3, costUsd: 0.12 } },
    });
  });

  it("does not claim to know what it used when it does not", async () => {
    const { agent, told } = stage();
    const answer = await agent.attempt(told({ output: "x" }), quiet, never);
    expect(answer.ok && answer.value.usage).toBeUndefined();
  });

  it("answers with data", async () => {
    const { agent, told } = stage();
    const structured = { ok: true, list: [1, "two", null] };
    const answer = await agent.attempt(told({ structured }, { schema: { type: "object" } }), quiet, never);
    expect(answer).toMatchObject({ ok: true, value: { structured, output: JSON.stringify(structured) } });
  });

  it.each(["agent-exit", "infrastructure", "quota"] as const)(
    "fails as %s, in the world's own words, with its cost",
    async (fail) => {
      const { agent, told } = stage();
      const answer = await agent.attempt(
        told({ fail, message: "2 tests failed", costUsd: 0.5 }),
        quiet,
        never,
      );
      expect(answer).toMatchObject({
        ok: false,
        error: { failure: { kind: fail, message: "2 tests failed" }, usage: { costUsd: 0.5 } },
      });
    },
  );

  it("reports progress", async () => {
    const { agent, told } = stage();
    const notes: string[] = [];
    await agent.attempt(told({ note: "reading src", output: "x" }), (note) => notes.push(note), never);
    expect(notes).toEqual(["reading src"]);
  });

  it("stops when it is asked to, and nothing of it lives any more when it has settled", async () => {
    const { agent, told } = stage();
    const part = told({ note: "working", forever: true });
    const stop = new AbortController();
    const answer = await agent.attempt(part, () => stop.abort(), stop.signal);
    expect(answer).toMatchObject({ ok: false, error: { failure: { kind: "cancelled" } } });
    expect(marked([`AO_RUN_ID=${part.run}`])).toEqual([]);
  });

  it("does not begin if it was stopped before", async () => {
    const { agent, told } = stage();
    const answer = await agent.attempt(told({ forever: true }), quiet, AbortSignal.abort());
    expect(answer).toMatchObject({ ok: false, error: { failure: { kind: "cancelled" } } });
  });

  it("says no secret in output, data, failure or note", async () => {
    const { agent, told } = stage();
    const secrets = ["hunter2-hunter2"];
    const heard: unknown[] = [];
    const say = (note: string): void => void heard.push(note);
    const note = `using ${secrets[0]}`;
    heard.push(
      await agent.attempt(told({ output: note, structured: { note }, note }, { secrets }), say, never),
    );
    heard.push(await agent.attempt(told({ fail: "agent-exit", message: note }, { secrets }), say, never));
    expect(JSON.stringify(heard)).toContain("using ***");
    expect(JSON.stringify(heard)).not.toContain("hunter2");
  });
});
