/** The real opencode at work for a model of the test's own making: what it comes to, what it costs, and how it ends. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Assignment } from "../../../src/ports/agent.ts";
import {
  answerOf,
  expectPaid,
  flow,
  livingOf,
  logOf,
  type Played,
  refusalOf,
  type Scene,
  scene,
  untilLiving,
  usageOf,
} from "../../rig/agent-scene.ts";
import { agentDefinition } from "../../rig/assignment.ts";
import type { Flow, Turn } from "../../rig/model-stub.ts";
import { KEY, opencodeCast, shell } from "../../rig/opencode.ts";

async function played(
  turns: Flow["turns"],
  changes: Partial<Assignment> = {},
): Promise<Readonly<{ set: Scene; given: Assignment; one: Played }>> {
  const set = await scene([flow(turns)], opencodeCast());
  const given = set.told("Please [[it]]", changes);
  return { set, given, one: await set.play(given) };
}

const toolsIn = ({ stub }: Scene): string => JSON.stringify(stub.seen[0]?.body["tools"]);

describe("a task for opencode", () => {
  it("edits files, and comes to its answer with all tokens and the money", async () => {
    const set = await scene(
      [
        flow((index, { messages }) => {
          const directory = /TREE=(\S+?)=/.exec(JSON.stringify(messages))?.[1] ?? "";
          const filePath = join(directory, "new.txt");
          const turns: readonly Turn[] = [
            {
              text: "Writing",
              calls: [{ name: "write", input: { filePath, content: "one\n" } }],
              input: 1000,
              cacheRead: 30,
            },
            { text: "Done", output: 20, cacheCreation: 5 },
          ];
          return turns[index] ?? {};
        }),
      ],
      opencodeCast(),
    );
    const given = set.told("[[it]]", { agent: agentDefinition({ tools: ["Read", "Write"] }) });
    const one = await set.play({ ...given, prompt: `[[it]] TREE=${given.directory}=` });
    expect(answerOf(one)).toMatchObject({ output: "Done", log: "build.1-1.out" });
    expect(answerOf(one).session).toMatch(/^ses_/);
    expect(readFileSync(join(given.directory, "new.txt"), "utf8")).toBe("one\n");
    expectPaid(set, [one]);
    expect(usageOf(one).costUsd).toBeGreaterThan(0);
    expect(one.reports[0]).toMatchObject({ inputTokens: 1030 });
    expect(one.notes.some((note) => note.startsWith("write: "))).toBe(true);
    expect(toolsIn(set)).toContain('"name":"write"');
    expect(toolsIn(set)).not.toContain('"name":"bash"');
    expect(logOf(given, "out") + logOf(given, "err")).not.toContain(KEY);
  });

  it("goes on where something was denied, and says so", async () => {
    const { given, one } = await played(
      [
        { calls: [shell("touch denied.txt")] },
        { calls: [shell("echo fine > allowed.txt")] },
        { text: "Done" },
      ],
      { options: { tools: ["Read", "Bash(echo:*)"] } },
    );
    expect(answerOf(one).output).toBe("Done");
    expect(existsSync(join(given.directory, "denied.txt"))).toBe(false);
    expect(existsSync(join(given.directory, "allowed.txt"))).toBe(true);
    expect(one.notes).toContain("denied: bash: touch denied.txt");
  });

  it("may change nothing in the mode for planning, whatever its repository says", async () => {
    const set = await scene([flow([{ calls: [shell("touch a.txt")] }, { text: "Done" }])], opencodeCast());
    const given = set.told("[[it]]", { options: { permission_mode: "plan" } });
    const permission = { "*": "allow", bash: "allow" };
    writeFileSync(join(given.directory, "opencode.json"), JSON.stringify({ permission }));
    const one = await set.play(given);
    expect(answerOf(one).output).toBe("Done");
    expect(existsSync(join(given.directory, "a.txt"))).toBe(false);
  });

  it("is done by the agent with its prompt and its additions, word for word, and with what the repository tells all", async () => {
    const set = await scene([flow([{ text: "ok" }])], opencodeCast());
    const prompt = 'You are the "painter" {env:HOME}{file:/etc/hostname}.';
    const given = set.told("[[it]] {env:HOME}", {
      agent: agentDefinition({ prompt }),
      options: { system_prompt: "Use no red." },
    });
    writeFileSync(join(given.directory, "AGENTS.md"), "Paint on wood.");
    expect(answerOf(await set.play(given)).output).toBe("ok");
    const [first] = set.stub.seen;
    expect(JSON.stringify(first?.body["system"])).toContain(
      JSON.stringify(`${prompt}\n\nUse no red.`).slice(1, -1),
    );
    expect(JSON.stringify(first?.body["system"])).toContain("Paint on wood.");
    expect(JSON.stringify(first?.body["messages"])).toContain("[[it]] {env:HOME}");
    expect(first?.body["model"]).toBe("claude-haiku-4-5");
  });

  it("sees of the machine only what it is allowed to", async () => {
    const { set } = await played([{ calls: [shell("env")] }, { text: "Seen" }]);
    const told = JSON.stringify(set.stub.seen.at(-1)?.body["messages"]);
    expect(told).toContain("AO_TASK_ID=build");
    for (const name of ["AO_OPENCODE", "VITEST", "AGENT_ORCHESTRATOR"]) expect(told).not.toContain(name);
  });

  it.each<[string, Partial<Assignment>]>([
    ["names no provider", { model: "haiku" }],
    ["no permission mode", { options: { permission_mode: "sometimes" } }],
    ["no tool", { options: { tools: ["Teleport"] } }],
    ["neither a command nor a url", { options: { mcp: { a: {} } } }],
    ["bytes", { options: { system_prompt: "x".repeat(100 * 1024) } }],
  ])("is refused where it would be something else: %s", async (words, changes) => {
    const { set, one } = await played([{ text: "never" }], changes);
    const { failure } = refusalOf(one);
    expect(failure).toMatchObject({ kind: "policy", message: expect.stringContaining(words) as string });
    expect(set.stub.seen).toEqual([]);
  });

  it("ends after as many turns as it was given", async () => {
    const { set, one } = await played([{ calls: [shell("true")] }], { options: { max_turns: 2 } });
    expect(refusalOf(one).failure).toEqual({
      kind: "agent-error",
      message: "Reached maximum number of turns (2)",
    });
    expect(set.stub.account("build").requests).toBeLessThanOrEqual(4);
  });
});

it("data that is missing can be asked for again in the same conversation, and each call is counted once", async () => {
  const schema = { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] };
  const set = await scene([flow([{ text: "Done" }, { text: '{"ok":true}', input: 300 }])], opencodeCast());
  const task = set.told("[[it]]", { schema });
  const first = await set.play(task);
  const { session = "", structured } = answerOf(first);
  expect(structured).toBeUndefined();
  const repair = { issues: ["no data"], previous: "Done", session };
  const second = await set.play({ ...task, repair, part: "repair-1", call: 1, prompt: "Give it as data." });
  expect(answerOf(second)).toMatchObject({ structured: { ok: true }, session });
  expect(set.stub.seen.at(-1)?.index).toBe(1);
  expectPaid(set, [first, second]);
});

describe("trouble with the model's API", () => {
  it("401 is a matter of the key, and not tried again", async () => {
    const { set, one } = await played([{ fail: { status: 401 } }]);
    expect(refusalOf(one).failure.kind).toBe("auth");
    expect(set.stub.account("build").requests).toBe(1);
  });

  it("429 is a quota if it says so, and a long wait for it is not sat out", async () => {
    const fail = { status: 429, message: "Rate limit reached", headers: { "retry-after": "600" } };
    const set = await scene([flow([{ fail }])], opencodeCast(2000));
    const one = await set.play(set.told("[[it]]"));
    expect(refusalOf(one).failure).toEqual({ kind: "quota", message: "Rate limit reached" });
    expect(set.stub.account("build").requests).toBe(1);
  });

  it("500 is waited out if it is short", async () => {
    const { set, one } = await played([{ text: "Now", fail: { status: 500, times: 1 } }]);
    expect(answerOf(one).output).toBe("Now");
    expectPaid(set, [one]);
  });

  it("400 is the agent's own, in the API's words", async () => {
    const { one } = await played([{ fail: { status: 400, message: "No such thing" } }]);
    expect(refusalOf(one).failure).toEqual({ kind: "agent-error", message: "No such thing" });
  });
});

it("a stop in a tool keeps what was told, leaves nothing behind, and the next epoch goes on", async () => {
  const paid: Turn = { text: "Step", calls: [shell("true")], input: 1000, output: 50 };
  const long: Turn = { calls: [shell("sleep 3600")], input: 10, output: 1 };
  const set = await scene([flow([paid, long, { text: "Finished", input: 70, output: 7 }])], opencodeCast());
  const given = set.told("[[it]]");
  const stop = new AbortController();
  const going = set.play(given, stop.signal);
  await untilLiving(given, /sleep$/);
  stop.abort();
  const first = await going;
  expect(refusalOf(first).failure.kind).toBe("cancelled");
  // Of the step in whose tool it was stopped nobody says what it used, but that it is not known is said.
  expect(usageOf(first)).toEqual({ inputTokens: 1000, outputTokens: 50, costUsd: null });
  expect(livingOf(given)).toEqual([]);
  const second = await set.play({ ...given, epoch: 2, call: 1 });
  expect(answerOf(second)).toMatchObject({ output: "Finished", session: refusalOf(first).session });
  expect(usageOf(second)).toMatchObject({ inputTokens: 70, outputTokens: 7 });
});

it("a secret in a tool's result does not reach the transcript", async () => {
  const secret = 'line"one\\two-secret';
  const set = await scene(
    [flow([{ calls: [shell("cat secret.txt")] }, { text: `It is ${secret}` }])],
    opencodeCast(),
  );
  const given = set.told("[[it]]", { secrets: [secret] });
  writeFileSync(join(given.directory, "secret.txt"), secret);
  const one = await set.play(given);
  expect(answerOf(one).output).toBe("It is ***");
  const kept = logOf(given, "out") + logOf(given, "err");
  for (const part of [secret, JSON.stringify(secret).slice(1, -1)]) expect(kept).not.toContain(part);
});
