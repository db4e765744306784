/** The runner for the Agent Client Protocol with a real agent that speaks it: opencode, before a model of the test's own making. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { acpAgent } from "../../../src/adapters/agents/acp.ts";
import { opencodeWanted, OPENCODE_SETTING } from "../../../src/adapters/agents/opencode-cli.ts";
import { programOf } from "../../../src/adapters/agents/installed.ts";
import {
  answerOf,
  type Cast,
  flow,
  installed,
  livingOf,
  refusalOf,
  scene,
  untilLiving,
  usageOf,
} from "../../rig/agent-scene.ts";
import { agentDefinition } from "../../rig/assignment.ts";
import { KEY, shell } from "../../rig/opencode.ts";

function program(): string {
  const found = programOf(opencodeWanted(), { [OPENCODE_SETTING]: installed("AO_OPENCODE") }, []);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

const cast: Cast = {
  make: () => acpAgent(),
  usual: (url) => ({
    agent: agentDefinition({ runner: "acp", command: [program(), "acp"], tools: ["Read", "Bash"] }),
    model: "anthropic/claude-haiku-4-5",
    env: {
      ANTHROPIC_API_KEY: KEY,
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_MODELS_FETCH: "1",
      OPENCODE_CONFIG_CONTENT: JSON.stringify({
        permission: { bash: "ask", edit: "ask" },
        provider: { anthropic: { options: { baseURL: `${url}/v1` } } },
      }),
    },
  }),
};

describe("an agent that speaks the protocol", () => {
  it("does what it may, is refused what it may not, and says what it used", async () => {
    const set = await scene(
      [
        flow([
          { text: "Step", calls: [shell("echo one > new.txt")] },
          { text: "All good", input: 70, output: 7 },
        ]),
      ],
      cast,
    );
    const given = set.told("Please [[it]]");
    const one = await set.play(given);
    expect(answerOf(one).output).toBe("All good");
    expect(readFileSync(join(given.directory, "new.txt"), "utf8")).toBe("one\n");
    // It tells the tokens of its last answer alone, as the documentation says of some.
    expect(usageOf(one)).toMatchObject({ inputTokens: 70, outputTokens: 7 });
    expect(usageOf(one).costUsd).toBeGreaterThan(0);
    expect(one.notes).toContain("All good");
    expect(
      set.stub.seen.some(({ body }) => JSON.stringify(body["messages"]).includes("You write code.")),
    ).toBe(true);

    const denied = set.told("Please [[it]]", { task: "denied", options: { permission_mode: "plan" } });
    const two = await set.play(denied);
    expect(two.notes.some((note) => note.startsWith("denied: "))).toBe(true);
    expect(existsSync(join(denied.directory, "new.txt"))).toBe(false);
  });

  it("says in its words what its model's API says", async () => {
    const set = await scene([flow([{ fail: { status: 400, message: "No such thing" } }])], cast);
    const one = await set.play(set.told("[[it]]"));
    expect(refusalOf(one).failure).toMatchObject({
      kind: "agent-error",
      message: expect.stringContaining("No such thing") as string,
    });
  });

  it("is stopped in a tool, and nothing of it is left", async () => {
    const set = await scene([flow([{ text: "Step", calls: [shell("sleep 3600")] }])], cast);
    const given = set.told("[[it]]");
    const stop = new AbortController();
    const going = set.play(given, stop.signal);
    await untilLiving(given, /sleep$/);
    stop.abort();
    expect(refusalOf(await going).failure.kind).toBe("cancelled");
    expect(livingOf(given)).toEqual([]);
  });
});
