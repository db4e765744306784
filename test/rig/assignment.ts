/** An attempt to hand to an agent: the plainest there is, changed by what the test cares about. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { millis } from "../../src/core/base/brand.ts";
import type { AgentDefinition } from "../../src/core/base/agent.ts";
import type { Assignment } from "../../src/ports/agent.ts";
import { temporaryFolder } from "./folder.ts";

let runs = 0;

export function agentDefinition(changes: Partial<AgentDefinition> = {}): AgentDefinition {
  return {
    name: "coder",
    description: "Writes code",
    capabilities: [],
    patterns: [],
    prompt: "You write code.",
    origin: "built-in",
    ...changes,
  };
}

export function assignment(changes: Partial<Assignment> = {}): Assignment {
  const folder = temporaryFolder();
  const directory = join(folder, "tree");
  mkdirSync(directory);
  return {
    run: `test-${process.pid}-${(runs += 1)}`,
    task: "build",
    epoch: 1,
    attempt: 1,
    call: 0,
    prompt: "",
    agent: null,
    options: {},
    inputs: {},
    env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin" },
    secrets: [],
    directory,
    scratch: join(folder, "logs", "build"),
    cancelGrace: millis(2000),
    ...changes,
  };
}
