/** The real Codex, as the tests ask it. */
import { codexAgent } from "../../src/adapters/agents/codex.ts";
import { CODEX_SETTING } from "../../src/adapters/agents/codex-cli.ts";
import { type Cast, installed } from "./agent-scene.ts";
import { agentDefinition } from "./assignment.ts";
import type { Call } from "./model-stub.ts";

export const KEY = "sk-test-0123456789abcdef";

export const shell = (cmd: string): Call => ({ name: "exec_command", input: { cmd } });

export const codexCast = (patienceMs?: number): Cast => ({
  make: (HOME, url) =>
    codexAgent({
      env: {
        OPENAI_API_KEY: KEY,
        OPENAI_BASE_URL: `${url}/v1`,
        [CODEX_SETTING]: installed("AO_CODEX"),
        HOME,
      },
      directories: [],
      ...(patienceMs === undefined ? {} : { patienceMs }),
    }),
  usual: () => ({ agent: agentDefinition({ runner: "codex" }), model: "gpt-5.5" }),
});
