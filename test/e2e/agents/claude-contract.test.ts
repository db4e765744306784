/** The contract of all agents, held by the real Claude Code. */
import { beforeAll, afterAll, expect } from "vitest";
import { claudeAgent } from "../../../src/adapters/agents/claude.ts";
import { CLAUDE_SETTING } from "../../../src/adapters/agents/claude-cli.ts";
import { agentContract, type Part, type Stage } from "../../rig/agent-contract.ts";
import { agentDefinition, assignment } from "../../rig/assignment.ts";
import { installedClaude, KEY } from "../../rig/claude.ts";
import { type Flow, type ModelStub, modelStub, type Turn } from "../../rig/model-stub.ts";

const flows: Flow[] = [];
let stub: ModelStub;
beforeAll(async () => void (stub = await modelStub(flows)));
afterAll(() => stub.close());

const STATUS = { "agent-exit": 400, infrastructure: 500, quota: 429 } as const;
const FOREVER = {
  name: "Bash",
  input: { command: "node -e 'setTimeout(()=>{},3600000)'", description: "Waits" },
};

function turnsOf(
  { output, structured, fail, message, note, forever }: Part,
  hasSchema: boolean,
): readonly Turn[] {
  const usage = { input: 9, output: 3 };
  if (fail !== undefined)
    return [{ fail: { status: STATUS[fail], ...(message === undefined ? {} : { message }) } }];
  const said = note === undefined ? {} : { text: note };
  if (forever === true) return [{ ...usage, ...said, calls: [FOREVER] }];
  if (structured !== undefined && hasSchema)
    return [{ ...usage, calls: [{ name: "StructuredOutput", input: structured as Record<string, never> }] }];
  const look = { name: "Bash", input: { command: "true", description: "Looks" } };
  const before: readonly Turn[] = note === undefined ? [] : [{ ...usage, ...said, calls: [look] }];
  return [...before, { ...usage, text: output ?? "" }];
}

function claude(): Stage {
  const env = { ANTHROPIC_API_KEY: KEY, [CLAUDE_SETTING]: installedClaude() };
  return {
    agent: claudeAgent({ env, directories: [] }),
    told(part, changes = {}) {
      const name = `[[part-${flows.length}]]`;
      flows.push({ name, match: { prompt: name }, turns: turnsOf(part, changes.schema !== undefined) });
      const given = assignment({
        agent: agentDefinition({ runner: "claude", tools: ["Bash"] }),
        prompt: `Do it ${name}`,
        model: "haiku",
        ...changes,
      });
      const settings = {
        HOME: given.directory,
        ANTHROPIC_BASE_URL: stub.url("contract"),
        CLAUDE_CODE_MAX_RETRIES: "0",
      };
      return { ...given, env: { ...given.env, ...settings } };
    },
    priced: () => expect.any(Number) as number,
    worded: (message) => expect.stringContaining(message) as string,
  };
}

agentContract("Claude Code", "claude", claude);
