/** The contract of all agents, held by a real coding agent in front of a model of the tests. */
import { afterAll, beforeAll, expect } from "vitest";
import type { RunnerName } from "../../src/adapters/agents/abilities.ts";
import { agentContract, type Stage } from "./agent-contract.ts";
import { type Cast, turnsOf } from "./agent-scene.ts";
import { assignment } from "./assignment.ts";
import { temporaryFolder } from "./folder.ts";
import { type Call, type Flow, type ModelStub, modelStub } from "./model-stub.ts";

/** `shell` is the agent's tool for commands, `worded` what becomes of the words of an API that fails. */
export function cliContract(
  title: string,
  runner: RunnerName,
  { make, usual }: Cast,
  shell: (command: string) => Call,
  worded: NonNullable<Stage["worded"]>,
): void {
  const flows: Flow[] = [];
  let stub: ModelStub;
  beforeAll(async () => void (stub = await modelStub(flows)));
  afterAll(() => stub.close());

  agentContract(title, runner, () => {
    const home = temporaryFolder();
    const url = stub.url("contract");
    return {
      agent: make(home, url),
      told(part, changes = {}) {
        const name = `[[part-${flows.length}]]`;
        const turns = turnsOf(part, changes.schema !== undefined, shell);
        flows.push({ name, match: { prompt: name }, turns });
        const given = assignment({ prompt: `Do it ${name}`, ...usual(url), ...changes });
        return { ...given, env: { ...given.env, HOME: home } };
      },
      // Some never say a price; what was refused costs nothing.
      priced: () => expect.toSatisfy((cost) => cost === null || typeof cost === "number") as number,
      worded,
    };
  });
}
