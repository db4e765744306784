/** The real Claude Code in front of a model of the test's own making. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { claudeAgent } from "../../src/adapters/agents/claude.ts";
import { CLAUDE_SETTING } from "../../src/adapters/agents/claude-cli.ts";
import { millis } from "../../src/core/base/brand.ts";
import type { Result } from "../../src/core/base/result.ts";
import type { Usage } from "../../src/core/journal/event.ts";
import type { Agent, Answer, Assignment, Refusal } from "../../src/ports/agent.ts";
import { agentDefinition, assignment } from "./assignment.ts";
import { temporaryFolder } from "./folder.ts";
import { type Flow, type ModelStub, modelStub } from "./model-stub.ts";

/** Where the pinned version is installed: this suite is about the real thing, so without it there is nothing to test. */
export function installedClaude(): string {
  const path = process.env["AO_CLAUDE"] ?? "";
  if (path === "") throw new Error("set AO_CLAUDE to the program of Claude Code, as .ci/run does");
  return path;
}

export const KEY = "sk-ant-test-0123456789abcdef";

export type Scene = Readonly<{
  agent: Agent;
  stub: ModelStub;
  home: string;
  /** An assignment on an account of its own, which is called like the task. */
  told: (prompt: string, changes?: Partial<Assignment>) => Assignment;
  /** Without retries of its own, unless the environment of the assignment says otherwise. */
  attempt: (
    given: Assignment,
    more?: Readonly<{ say?: (note: string) => void; signal?: AbortSignal; report?: (usage: Usage) => void }>,
  ) => Promise<Result<Answer, Refusal>>;
}>;

export async function scene(flows: readonly Flow[]): Promise<Scene> {
  const stub = await modelStub(flows);
  onTestFinished(() => stub.close());
  const home = join(temporaryFolder(), "home");
  mkdirSync(home);
  const env = { ANTHROPIC_API_KEY: KEY, [CLAUDE_SETTING]: installedClaude(), HOME: home };
  const agent = claudeAgent({ env, directories: [] });
  return {
    agent,
    stub,
    home,
    told: (prompt, changes = {}) =>
      assignment({
        agent: agentDefinition({ runner: "claude" }),
        prompt,
        model: "haiku",
        cancelGrace: millis(10_000),
        ...changes,
        env: {
          PATH: process.env["PATH"] ?? "/usr/bin:/bin",
          HOME: home,
          ANTHROPIC_BASE_URL: stub.url(changes.task ?? "build"),
          CLAUDE_CODE_MAX_RETRIES: "0",
          ...changes.env,
        },
      }),
    attempt: (given, { say = () => {}, signal = new AbortController().signal, report } = {}) =>
      agent.attempt(given, say, signal, report),
  };
}
