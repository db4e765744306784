/** What every agent promises, whoever does the work: one suite for all of them. What one cannot do is known, with the reason. */
import { describe, expect, it } from "vitest";
import { type Ability, RUNNERS, type RunnerName } from "../../src/adapters/agents/abilities.ts";
import { marked } from "../../src/adapters/system/proc-table.ts";
import type { Value } from "../../src/core/base/value.ts";
import type { Usage } from "../../src/core/journal/event.ts";
import type { Agent, Assignment } from "../../src/ports/agent.ts";

/** What the agent under test is to do, in words that every kind of agent can be told. */
export type Part = Readonly<{
  output?: string;
  structured?: Value;
  costUsd?: number;
  fail?: "agent-exit" | "infrastructure" | "quota";
  message?: string;
  note?: string;
  forever?: boolean;
}>;

export type Stage = Readonly<{
  agent: Agent;
  told: (part: Part, changes?: Partial<Assignment>) => Assignment;
  /** What it cannot be told to cost, it works out. */
  priced?: (costUsd: number) => Usage["costUsd"];
  /** Others may put their own words around the message of a failure. */
  worded?: (message: string) => string;
}>;

const quiet = (): void => {};
const never = new AbortController().signal;

const exactly = <T>(value: T): T => value;

const FAILURES = [
  ["agent-exit", "exit"],
  ["infrastructure", "infrastructure"],
  ["quota", "quota"],
] as const;

type Test = (stage: Stage) => Promise<void>;

const usesTokens: Test = async ({ agent, told, priced = exactly }) => {
  const answer = await agent.attempt(told({ output: "All good", costUsd: 0.12 }), quiet, never);
  expect(answer).toMatchObject({
    ok: true,
    value: { output: "All good", usage: { inputTokens: 9, outputTokens: 3, costUsd: priced(0.12) } },
  });
};

const isSilent: Test = async ({ agent, told }) => {
  const answer = await agent.attempt(told({ output: "x" }), quiet, never);
  expect(answer.ok && answer.value.usage).toBeUndefined();
};

const givesData: Test = async ({ agent, told }) => {
  const structured = { ok: true, list: [1, "two", null] };
  const answer = await agent.attempt(told({ structured }, { schema: { type: "object" } }), quiet, never);
  expect(answer).toMatchObject({ ok: true, value: { structured, output: JSON.stringify(structured) } });
};

const failsAs =
  (fail: "agent-exit" | "infrastructure" | "quota"): Test =>
  async ({ agent, told, priced = exactly, worded = exactly }) => {
    const message = "2 tests failed";
    const answer = await agent.attempt(told({ fail, message, costUsd: 0.5 }), quiet, never);
    expect(answer).toMatchObject({
      ok: false,
      error: { failure: { kind: fail, message: worded(message) }, usage: { costUsd: priced(0.5) } },
    });
  };

const reportsProgress: Test = async ({ agent, told }) => {
  const notes: string[] = [];
  await agent.attempt(told({ note: "reading src", output: "x" }), (note) => notes.push(note), never);
  expect(notes.filter((note) => note.includes("reading"))).toEqual(["reading src"]);
};

const stops: Test = async ({ agent, told }) => {
  const part = told({ note: "working", forever: true });
  const stop = new AbortController();
  const answer = await agent.attempt(part, () => stop.abort(), stop.signal);
  expect(answer).toMatchObject({ ok: false, error: { failure: { kind: "cancelled" } } });
  expect(marked([`AO_RUN_ID=${part.run}`])).toEqual([]);
};

const doesNotBegin: Test = async ({ agent, told }) => {
  const answer = await agent.attempt(told({ forever: true }), quiet, AbortSignal.abort());
  expect(answer).toMatchObject({ ok: false, error: { failure: { kind: "cancelled" } } });
};

const keepsSecrets: Test = async ({ agent, told }) => {
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
};

/** Nothing is begun, and nothing bought, in files that another conversation has left half done. */
const refusesWhatItForgot: Test = async ({ agent, told }) => {
  const answer = await agent.attempt(told({ output: "x" }, { kept: true }), quiet, never);
  expect(answer).toMatchObject({ ok: false, error: { forgotten: true } });
  expect(answer.ok || answer.error.usage).toBeUndefined();
};

const SUITE: readonly (readonly [ability: Ability, title: string, test: Test])[] = [
  ["usage", "answers with its output and what it used", usesTokens],
  ["silence", "does not claim to know what it used when it does not", isSilent],
  ["data", "answers with data", givesData],
  ...FAILURES.map(
    ([fail, ability]) =>
      [ability, `fails as ${fail}, in the world's own words, with its cost`, failsAs(fail)] as const,
  ),
  ["progress", "reports progress", reportsProgress],
  ["stop", "stops when it is asked to, and nothing of it lives any more when it has settled", stops],
  ["stop", "does not begin if it was stopped before", doesNotBegin],
  ["resume", "refuses files that were kept for a conversation that it does not know", refusesWhatItForgot],
  ["secrets", "says no secret in output, data, failure or note", keepsSecrets],
];

/** Registers the suite for one agent; a stage is made for each test. */
export function agentContract(name: string, runner: RunnerName, stage: () => Stage): void {
  const { cannot } = RUNNERS[runner];
  const suite = SUITE.filter(([ability]) => cannot[ability] === undefined).map(
    ([, title, test]) => [title, test] as const,
  );
  describe.each([name])("%s", () => {
    it("is ready here", async () => expect(await stage().agent.ready()).toBeNull());
    it("is called as its runner is", () => expect(stage().agent.name).toBe(runner));
    it("says whether it goes on with what was cut", () =>
      expect(stage().agent.remembers === true).toBe(cannot.resume === undefined));
    it.each(suite)("%s", (_, test) => test(stage()));
  });
}
