/** The real opencode, as the tests ask it. */
import { opencodeAgent } from "../../src/adapters/agents/opencode.ts";
import { OPENCODE_SETTING } from "../../src/adapters/agents/opencode-cli.ts";
import { type Cast, installed } from "./agent-scene.ts";
import { agentDefinition } from "./assignment.ts";
import type { Call } from "./model-stub.ts";

export const KEY = "sk-ant-test-0123456789abcdef";

export const shell = (command: string): Call => ({
  name: "bash",
  input: { command, description: "A step" },
});

export const opencodeCast = (patienceMs?: number): Cast => ({
  make: (HOME, url) =>
    opencodeAgent({
      env: {
        ANTHROPIC_API_KEY: KEY,
        ANTHROPIC_BASE_URL: url,
        [OPENCODE_SETTING]: installed("AO_OPENCODE"),
        HOME,
      },
      directories: [],
      ...(patienceMs === undefined ? {} : { patienceMs }),
    }),
  usual: () => ({
    agent: agentDefinition({ runner: "opencode", tools: ["Read", "Write", "Edit", "Bash"] }),
    model: "anthropic/claude-haiku-4-5",
  }),
});
