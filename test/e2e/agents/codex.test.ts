/** The real Codex at work for a model of the test's own making: what it comes to, what it costs, and how it ends. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Assignment } from "../../../src/ports/agent.ts";
import { marked } from "../../../src/adapters/system/proc-table.ts";
import {
  answerOf,
  expectPaid,
  flow,
  livingOf,
  logOf,
  type Played,
  refusalOf,
  scene,
  type Scene,
  untilLiving,
  usageOf,
} from "../../rig/agent-scene.ts";
import { agentDefinition } from "../../rig/assignment.ts";
import { codexCast, KEY, shell } from "../../rig/codex.ts";
import type { Flow, Turn } from "../../rig/model-stub.ts";

async function played(
  turns: Flow["turns"],
  changes: Partial<Assignment> = {},
  patienceMs?: number,
): Promise<Readonly<{ set: Scene; given: Assignment; one: Played }>> {
  const set = await scene([flow(turns)], codexCast(patienceMs));
  const given = set.told("Please [[it]]", changes);
  return { set, given, one: await set.play(given) };
}

describe("a task for Codex", () => {
  it("comes to its answer, with all tokens and no price", async () => {
    const { set, given, one } = await played([{ text: "All good", input: 120, output: 7, cacheRead: 30 }]);
    expect(answerOf(one)).toMatchObject({ output: "All good", log: "build.1-1.out" });
    expect(answerOf(one).session).toMatch(/^[0-9a-f-]{36}$/);
    expect(usageOf(one)).toEqual({ inputTokens: 150, outputTokens: 7, costUsd: null });
    expectPaid(set, [one]);
    expect(one.notes).toContain("All good");
    expect(logOf(given, "out") + logOf(given, "err")).not.toContain(KEY);
  });

  it("edits files in its directory, and tells each answer's tokens while it works", async () => {
    const { set, given, one } = await played([
      { text: "Writing", calls: [shell("echo one > new.txt")], input: 1000, output: 50 },
      { calls: [shell("sed -i s/one/two/ new.txt")], input: 1100, output: 60 },
      { text: "Done" },
    ]);
    expect(answerOf(one).output).toBe("Done");
    expect(readFileSync(join(given.directory, "new.txt"), "utf8")).toBe("two\n");
    expect(one.notes.some((note) => note.startsWith("shell: "))).toBe(true);
    expect(one.reports.map(({ inputTokens }) => inputTokens).slice(0, 2)).toEqual([1000, 2100]);
    expectPaid(set, [one]);
  });

  it("is done by the agent with its prompt, its additions and its model", async () => {
    const prompt = 'You are the "painter".\nUse \\ and \u007f.';
    const { set } = await played([{ text: "ok" }], {
      agent: agentDefinition({ prompt }),
      options: { system_prompt: "Use no red." },
    });
    const [first] = set.stub.seen;
    expect(JSON.stringify(first?.body["input"])).toContain(
      JSON.stringify(`${prompt}\n\nUse no red.`).slice(1, -1),
    );
    expect(first?.body["model"]).toBe("gpt-5.5");
  });

  it.each([
    ["permission_mode", { permission_mode: "plan" }],
    ["tools", { tools: ["Read", "Grep"] }],
    ["denied_tools", { denied_tools: ["Write"] }],
  ])("may change nothing where %s does not allow it", async (_, options) => {
    const { given, one } = await played([{ calls: [shell("echo one > new.txt")] }, { text: "Done" }], {
      options,
    });
    expect(answerOf(one).output).toBe("Done");
    expect(existsSync(join(given.directory, "new.txt"))).toBe(false);
  });

  it.each<[string, Partial<Assignment>]>([
    ["no permission mode", { options: { permission_mode: "sometimes" } }],
    ["cannot be denied", { options: { denied_tools: ["Bash"] } }],
    ["MCP servers", { options: { mcp: { a: { command: "b" } } } }],
    ["bytes", { options: { system_prompt: "x".repeat(100 * 1024) } }],
  ])("is refused where it would be something else: %s", async (words, changes) => {
    const { set, one } = await played([{ text: "never" }], changes);
    expect(refusalOf(one).failure).toMatchObject({
      kind: "policy",
      message: expect.stringContaining(words) as string,
    });
    expect(set.stub.seen).toEqual([]);
  });

  it("does not hand the key to the programs that it starts", async () => {
    const { set, one } = await played([{ calls: [shell("env")] }, { text: "Seen" }]);
    expect(answerOf(one).output).toBe("Seen");
    const told = JSON.stringify(set.stub.seen.at(-1)?.body["input"]);
    expect(told).toContain("AO_TASK_ID=build");
    for (const name of [KEY, "_API_KEY", "VITEST", "npm_"]) expect(told).not.toContain(name);
    expect(set.stub.seen[0]?.headers["authorization"]).toBe(`Bearer ${KEY}`);
  });
});

describe("a result that is asked for as data", () => {
  const strict = { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] };

  it("is asked for by its own means where all keys are wanted", async () => {
    const { set, one } = await played([{ text: '{"ok":true}' }], { schema: strict });
    expect(answerOf(one)).toMatchObject({ structured: { ok: true }, output: '{"ok":true}' });
    expect(JSON.stringify(set.stub.seen[0]?.body["text"])).toContain('"additionalProperties":false');
    expectPaid(set, [one]);
  });

  it("is asked for in words where it is a list or has keys that may be missing", async () => {
    const schema = { type: "array", items: { type: "integer" } };
    const { set, one } = await played([{ text: "Here:\n```json\n[1, 2]\n```" }], { schema });
    expect(answerOf(one)).toMatchObject({ structured: [1, 2], output: "[1,2]" });
    expect(JSON.stringify(set.stub.seen[0]?.body["input"])).toContain(
      JSON.stringify(JSON.stringify(schema)).slice(1, -1),
    );
  });

  it("that is missing can be asked for again in the same conversation, and each call is counted once", async () => {
    const set = await scene([flow([{ text: "Done" }, { text: '{"ok":true}', input: 300 }])], codexCast());
    const task = set.told("[[it]]", { schema: strict });
    const first = await set.play(task);
    const { session = "", structured } = answerOf(first);
    expect(structured).toBeUndefined();
    const repair = { issues: ["no data"], previous: "Done", session };
    const second = await set.play({ ...task, repair, part: "repair-1", call: 1, prompt: "Give it as data." });
    expect(answerOf(second)).toMatchObject({ structured: { ok: true }, session });
    expect(set.stub.seen.at(-1)?.index).toBe(1);
    expectPaid(set, [first, second]);
  });
});

describe("trouble with the model's API", () => {
  it.each([401, 403])("%i is a matter of the key, and not tried again", async (status) => {
    const { set, one } = await played([{ fail: { status } }]);
    expect(refusalOf(one).failure.kind).toBe("auth");
    expect(set.stub.account("build").requests).toBe(1);
  });

  it("no key and no login is told by whoever looks before", async () => {
    const set = await scene([], codexCast());
    expect(await set.agent.ready()).toBeNull();
    const { codexAgent } = await import("../../../src/adapters/agents/codex.ts");
    const lack = await codexAgent({ env: { PATH: "", HOME: set.home }, directories: [set.home] }).ready();
    expect(lack?.missing).toMatch(/runner "codex" is not available: .*PATH.*, and .*CODEX_API_KEY/);
  });

  it("429 is waited out if it is short", async () => {
    const { set, one } = await played([
      { text: "Now", fail: { status: 429, times: 1, headers: { "retry-after": "1" } } },
    ]);
    expect(answerOf(one).output).toBe("Now");
    expectPaid(set, [one]);
  });

  it("429 that stays is a quota, and a long wait for it is not sat out", async () => {
    const stays = await played([{ fail: { status: 429 } }]);
    expect(refusalOf(stays.one).failure.kind).toBe("quota");
    const long = await played([{ fail: { status: 429, headers: { "retry-after": "600" } } }], {}, 2000);
    expect(refusalOf(long.one).failure.kind).toBe("quota");
    expect(long.set.stub.account("build").requests).toBe(1);
  });

  it("500 and a cut stream are asked for again, or else the machine's trouble", async () => {
    const soon = await played([{ text: "Now", fail: { status: 500, times: 1 } }]);
    expect(answerOf(soon.one).output).toBe("Now");
    expectPaid(soon.set, [soon.one]);
    const never = await played([{ fail: { status: 500 } }]);
    expect(refusalOf(never.one).failure.kind).toBe("infrastructure");
    const cut = await played([{ text: "A long answer", cut: {} }]);
    expect(refusalOf(cut.one).failure.kind).toBe("infrastructure");
  });

  it("400 is the agent's own, in the API's words", async () => {
    const { one } = await played([{ fail: { status: 400, message: "No such thing" } }]);
    expect(refusalOf(one).failure).toEqual({ kind: "agent-error", message: "No such thing" });
  });

  it("nobody listening is the machine's trouble", async () => {
    const { one } = await played([], { env: { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" } }, 2000);
    expect(refusalOf(one).failure.kind).toBe("infrastructure");
  });
});

describe("a call that is cut off", () => {
  const paid: Turn = { text: "Step", calls: [shell("true")], input: 1000, output: 50 };

  it("in a tool keeps what was paid, ends what the tool had started, and goes on in the next epoch", async () => {
    const long: Turn = { ...paid, calls: [shell("sleep 3600")] };
    const set = await scene([flow([paid, long, { text: "Finished", input: 70, output: 7 }])], codexCast());
    const given = set.told("[[it]]");
    const stop = new AbortController();
    const going = set.play(given, stop.signal);
    await untilLiving(given, /sleep$/);
    stop.abort();
    const first = await going;
    expect(refusalOf(first).failure.kind).toBe("cancelled");
    expectPaid(set, [first]);
    expect(livingOf(given)).toEqual([]);
    const second = await set.play({ ...given, epoch: 2, call: 1 });
    expect(answerOf(second)).toMatchObject({ output: "Finished", session: refusalOf(first).session });
    expectPaid(set, [first, second]);
  });

  it("before the first answer leaves nothing behind", async () => {
    const set = await scene([flow([{ hang: "before" }])], codexCast());
    const given = set.told("[[it]]");
    const stop = new AbortController();
    const going = set.play(given, stop.signal);
    await set.stub.saw(() => true);
    stop.abort();
    expect(refusalOf(await going).failure.kind).toBe("cancelled");
    expect(livingOf(given)).toEqual([]);
  });

  it("by the system tells what it had used", async () => {
    const set = await scene([flow([paid, { hang: "before" }])], codexCast());
    const given = set.told("[[it]]");
    const going = set.play(given);
    await set.stub.saw((seen) => seen.index === 1);
    for (const { pid } of marked([`AO_RUN_ID=${given.run}`])) process.kill(pid, "SIGKILL");
    const ended = await going;
    expect(refusalOf(ended).failure).toMatchObject({ kind: "agent-exit", signal: "SIGKILL" });
    expectPaid(set, [ended]);
  });

  it("with its run is told by the call that goes on, even if it begins anew", async () => {
    let asks = 0;
    const set = await scene(
      [
        flow((index) => {
          if (index === 0) return paid;
          asks += 1;
          return asks === 1 ? { hang: "before" } : { text: "Finished", input: 70, output: 7 };
        }),
        flow([{ text: "Other", input: 30, output: 3 }], "other"),
      ],
      codexCast(),
    );
    const given = set.told("[[it]]");
    const going = set.play(given);
    await set.stub.saw((seen) => seen.index === 1);
    // As it lies on the disk when the run dies: nobody comes to write down that the call is over.
    const open = readFileSync(`${given.scratch}.session.json`, "utf8");
    for (const { pid } of marked([`AO_RUN_ID=${given.run}`])) process.kill(pid, "SIGKILL");
    await going;
    writeFileSync(`${given.scratch}.session.json`, open);
    const second = await set.play({ ...given, epoch: 2, call: 1, prompt: "[[other]]" });
    expect(answerOf(second).output).toBe("Other");
    expectPaid(set, [second]);
    expect(dirname(given.scratch)).not.toBe("");
  });
});

it("a secret in a tool's result does not reach the transcript", async () => {
  const secret = 'line"one\\two-secret';
  const set = await scene(
    [flow([{ calls: [shell("cat secret.txt")] }, { text: `It is ${secret}` }])],
    codexCast(),
  );
  const given = set.told("[[it]]", { secrets: [secret] });
  writeFileSync(join(given.directory, "secret.txt"), secret);
  const one = await set.play(given);
  expect(answerOf(one).output).toBe("It is ***");
  const kept = logOf(given, "out") + logOf(given, "err");
  for (const part of [secret, JSON.stringify(secret).slice(1, -1)]) expect(kept).not.toContain(part);
});
