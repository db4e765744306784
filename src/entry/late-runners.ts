/** Runners whose code is loaded only when a task needs them: most runs start none of these, or one. */
import type { Agent } from "../ports/agent.ts";
import type { World } from "./command.ts";

export function late(
  name: string,
  load: () => Promise<Agent>,
  marks: Readonly<{ remembers?: true }> = {},
): Agent {
  let loaded: Promise<Agent> | null = null;
  const agent = (): Promise<Agent> => (loaded ??= load());
  return {
    name,
    ...marks,
    ready: async () => (await agent()).ready(),
    attempt: async (...given) => (await agent()).attempt(...given),
  };
}

const REMEMBERS = { remembers: true } as const;

export function lateRunners({
  env,
  definitions,
  root,
}: Pick<World, "env" | "definitions" | "root">): readonly Agent[] {
  // Not where the tasks work: under a change its files would choose the program that is given the key.
  const means = { env, directories: [definitions, root] };
  return [
    late("type:git", async () => (await import("../adapters/git/agent.ts")).gitAgent(env)),
    late("claude", async () => (await import("../adapters/agents/claude.ts")).claudeAgent(means), REMEMBERS),
    late("codex", async () => (await import("../adapters/agents/codex.ts")).codexAgent(means), REMEMBERS),
    late(
      "opencode",
      async () => (await import("../adapters/agents/opencode.ts")).opencodeAgent(means),
      REMEMBERS,
    ),
    late("acp", async () => (await import("../adapters/agents/acp.ts")).acpAgent()),
  ];
}
