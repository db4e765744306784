/** A real coding agent in front of a model of the test's own making, and what can be said of how it did. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { marked } from "../../src/adapters/system/proc-table.ts";
import { millis } from "../../src/core/base/brand.ts";
import type { Result } from "../../src/core/base/result.ts";
import type { Usage } from "../../src/core/journal/event.ts";
import type { Agent, Answer, Assignment, Refusal } from "../../src/ports/agent.ts";
import type { Part } from "./agent-contract.ts";
import { assignment } from "./assignment.ts";
import { temporaryFolder } from "./folder.ts";
import { type Call, type Flow, type ModelStub, modelStub, type Turn } from "./model-stub.ts";

/** Where the pinned version is installed: such suites are about the real thing, so without it there is nothing to test. */
export function installed(variable: string): string {
  const path = process.env[variable] ?? "";
  if (path === "") throw new Error(`set ${variable} to the program, as .ci/run does`);
  return path;
}

const LOOK_MS = 50;

export type Ended = Result<Answer, Refusal>;

export type Played = Readonly<{ ended: Ended; notes: readonly string[]; reports: readonly Usage[] }>;

export type Scene = Readonly<{
  agent: Agent;
  stub: ModelStub;
  home: string;
  told: (prompt: string, changes?: Partial<Assignment>) => Assignment;
  play: (given: Assignment, signal?: AbortSignal) => Promise<Played>;
}>;

/** How an agent is made and asked: `home` is a fresh one, `url` where its model is. */
export type Cast = Readonly<{
  make: (home: string, url: string) => Agent;
  usual: (url: string) => Partial<Assignment>;
}>;

export async function scene(flows: readonly Flow[], { make, usual }: Cast): Promise<Scene> {
  const stub = await modelStub(flows);
  onTestFinished(() => stub.close());
  const home = join(temporaryFolder(), "home");
  mkdirSync(home);
  const url = stub.url("build");
  const agent = make(home, url);
  return {
    agent,
    stub,
    home,
    told(prompt, changes = {}) {
      const { env, ...rest } = usual(url);
      const PATH = process.env["PATH"] ?? "/usr/bin:/bin";
      const given = assignment({ prompt, cancelGrace: millis(10_000), ...rest, ...changes });
      return { ...given, env: { PATH, HOME: home, ...env, ...changes.env } };
    },
    async play(given, signal = new AbortController().signal) {
      const notes: string[] = [];
      const reports: Usage[] = [];
      const ended = await agent.attempt(
        given,
        (note) => notes.push(note),
        signal,
        (usage) => reports.push(usage),
      );
      return { ended, notes, reports };
    },
  };
}

export const flow = (turns: Flow["turns"], name = "it"): Flow => ({
  name,
  match: { prompt: `[[${name}]]` },
  turns,
});

export function answerOf({ ended }: Played): Answer {
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  return ended.value;
}

export function refusalOf({ ended }: Played): Refusal {
  if (ended.ok) throw new Error(`should have failed: ${ended.value.output}`);
  return ended.error;
}

export function usageOf({ ended }: Played): Usage {
  const usage = ended.ok ? ended.value.usage : ended.error.usage;
  if (usage === undefined) throw new Error("nothing is said of what it used");
  return usage;
}

/** The ledger equals what the model sold, to the token. */
export function expectPaid({ stub }: Scene, all: readonly Played[], account = "build"): void {
  const sum = (of: (usage: Usage) => number): number => all.reduce((most, one) => most + of(usageOf(one)), 0);
  const { inputTokens, outputTokens } = stub.account(account);
  expect({ input: sum((usage) => usage.inputTokens), output: sum((usage) => usage.outputTokens) }).toEqual({
    input: inputTokens,
    output: outputTokens,
  });
}

export const logOf = ({ scratch }: Assignment, ending: string): string =>
  readFileSync(join(dirname(scratch), `build.1-1.${ending}`), "utf8");

export const livingOf = ({ run }: Assignment): readonly unknown[] => marked([`AO_RUN_ID=${run}`]);

const runs = ({ run }: Assignment, command: RegExp): boolean =>
  marked([`AO_RUN_ID=${run}`]).some(({ pid }) => {
    const path = `/proc/${pid}/cmdline`;
    return existsSync(path) && command.test(readFileSync(path, "utf8").split("\0")[0] ?? "");
  });

/** Until a program of the attempt runs whose name fits. Some agents take their time to start; the test's own limit is the limit. */
export async function untilLiving(given: Assignment, command: RegExp): Promise<void> {
  while (!runs(given, command)) await pause(LOOK_MS);
}

const STATUS = { "agent-exit": 400, infrastructure: 500, quota: 429 } as const;

/** The turns of a model that plays this part; `shell` is the agent's tool for commands. */
export function turnsOf(
  { output, structured, fail, message, note, forever }: Part,
  hasSchema: boolean,
  shell: (command: string) => Call,
): readonly Turn[] {
  const usage = { input: 9, output: 3 };
  if (fail !== undefined)
    return [{ fail: { status: STATUS[fail], ...(message === undefined ? {} : { message }) } }];
  const said = note === undefined ? {} : { text: note };
  if (forever === true) return [{ ...usage, ...said, calls: [shell("sleep 3600")] }];
  const text = structured !== undefined && hasSchema ? JSON.stringify(structured) : (output ?? "");
  const before: readonly Turn[] = note === undefined ? [] : [{ ...usage, ...said, calls: [shell("true")] }];
  return [...before, { ...usage, text }];
}
