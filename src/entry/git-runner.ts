/** Tasks of type git, whose code is loaded only when there are any. */
import type { Agent } from "../ports/agent.ts";
import type { World } from "./command.ts";

export function gitRunner({ env }: Pick<World, "env">): Agent {
  let loaded: Promise<Agent> | null = null;
  const agent = (): Promise<Agent> =>
    (loaded ??= import("../adapters/git/agent.ts").then(({ gitAgent }) => gitAgent(env)));
  return {
    name: "type:git",
    ready: async () => (await agent()).ready(),
    attempt: async (...given) => (await agent()).attempt(...given),
  };
}
