/** The real Claude Code at work for a model of the test's own making: what it comes to, what it costs, and how it ends. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { marked } from "../../../src/adapters/system/proc-table.ts";
import { millis } from "../../../src/core/base/brand.ts";
import type { Result } from "../../../src/core/base/result.ts";
import type { Usage } from "../../../src/core/journal/event.ts";
import type { Answer, Assignment, Refusal } from "../../../src/ports/agent.ts";
import { agentDefinition } from "../../rig/assignment.ts";
import { KEY, type Scene, scene } from "../../rig/claude.ts";
import type { Call, Flow, Turn } from "../../rig/model-stub.ts";
import { until } from "../../rig/spawned.ts";

type Ended = Result<Answer, Refusal>;

const bash = (command: string): Call => ({ name: "Bash", input: { command, description: "A step" } });
const flow = (turns: Flow["turns"], name = "it"): Flow => ({ name, match: { prompt: `[[${name}]]` }, turns });
const withBash = { agent: agentDefinition({ runner: "claude", tools: ["Bash"] }) };

function answerOf(ended: Ended): Answer {
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  return ended.value;
}

function refusalOf(ended: Ended): Refusal {
  if (ended.ok) throw new Error(`should have failed: ${ended.value.output}`);
  return ended.error;
}

const usageIn = (ended: Ended): Usage => {
  const usage = ended.ok ? ended.value.usage : ended.error.usage;
  if (usage === undefined) throw new Error("nothing is said of what it used");
  return usage;
};

/** The ledger equals what the model sold, to the token. */
function expectPaid({ stub }: Scene, ended: readonly Ended[], account = "build"): void {
  const sum = (of: (usage: Usage) => number): number => ended.reduce((all, one) => all + of(usageIn(one)), 0);
  const { inputTokens, outputTokens } = stub.account(account);
  expect({ input: sum((usage) => usage.inputTokens), output: sum((usage) => usage.outputTokens) }).toEqual({
    input: inputTokens,
    output: outputTokens,
  });
}

const logOf = ({ scratch }: Assignment, ending: string): string =>
  readFileSync(join(dirname(scratch), `build.1-1.${ending}`), "utf8");

/** One flow, one attempt. */
async function played(
  turns: Flow["turns"],
  changes: Partial<Assignment> = {},
): Promise<
  Readonly<{
    set: Scene;
    given: Assignment;
    ended: Ended;
    notes: readonly string[];
    reports: readonly Usage[];
  }>
> {
  const set = await scene([flow(turns)]);
  const given = set.told("Please [[it]]", changes);
  const notes: string[] = [];
  const reports: Usage[] = [];
  const ended = await set.attempt(given, {
    say: (note) => notes.push(note),
    report: (usage) => reports.push(usage),
  });
  return { set, given, ended, notes, reports };
}

describe("a task for Claude Code", () => {
  it("comes to its answer, with all tokens and the money", async () => {
    const { set, given, ended, notes, reports } = await played([
      { text: "All good", input: 120, output: 7, cacheRead: 30, cacheCreation: 5 },
    ]);
    const answer = answerOf(ended);
    expect(answer).toMatchObject({ output: "All good", log: "build.1-1.out" });
    expect(answer.session).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.usage).toEqual({
      inputTokens: 155,
      outputTokens: 7,
      costUsd: expect.any(Number) as number,
    });
    expectPaid(set, [ended]);
    expect(notes).toContain("All good");
    expect(reports).toEqual([{ inputTokens: 155, outputTokens: 7, costUsd: null }]);
    expect(logOf(given, "out")).toContain('"type":"result"');
    expect(logOf(given, "out") + logOf(given, "err")).not.toContain(KEY);
  });

  it("is done by the agent with its prompt, its additions and its model", async () => {
    const { set } = await played([{ text: "ok" }], {
      agent: agentDefinition({ prompt: "You are the painter." }),
      options: { system_prompt: "Use no red." },
    });
    const [first] = set.stub.seen;
    expect(JSON.stringify(first?.body["system"])).toContain("You are the painter.\\n\\nUse no red.");
    expect(first?.body["model"]).toContain("haiku");
  });

  it("edits files, and only tools that it was given are there", async () => {
    const set = await scene([
      flow((index, { messages }) => {
        const directory = /TREE=(\S+?)=/.exec(JSON.stringify(messages))?.[1] ?? "";
        const path = join(directory, "new.txt");
        const turns: readonly Turn[] = [
          { text: "Writing", calls: [{ name: "Write", input: { file_path: path, content: "one\n" } }] },
          { calls: [{ name: "Edit", input: { file_path: path, old_string: "one", new_string: "two" } }] },
          { text: "Done" },
        ];
        return turns[index] ?? {};
      }),
    ]);
    const given = set.told("[[it]]", { agent: agentDefinition({ tools: ["Read", "Write", "Edit"] }) });
    const notes: string[] = [];
    const ended = await set.attempt(
      { ...given, prompt: `[[it]] TREE=${given.directory}=` },
      { say: (note) => notes.push(note) },
    );
    expect(answerOf(ended).output).toBe("Done");
    expect(readFileSync(join(given.directory, "new.txt"), "utf8")).toBe("two\n");
    expectPaid(set, [ended]);
    expect(notes.some((note) => note.startsWith("Write: "))).toBe(true);
    const tools = JSON.stringify(set.stub.seen[0]?.body["tools"]);
    expect(tools).toContain('"name":"Write"');
    expect(tools).not.toContain('"name":"Bash"');
  });

  it("succeeds although something was denied, and says so in its log", async () => {
    const { given, ended, notes } = await played(
      [{ calls: [bash("touch denied.txt && curl http://127.0.0.1:1/")] }, { text: "Done without" }],
      { agent: agentDefinition({ tools: ["Read"] }), options: { tools: ["Read", "Bash(true)"] } },
    );
    expect(answerOf(ended).output).toBe("Done without");
    expect(existsSync(join(given.directory, "denied.txt"))).toBe(false);
    expect(logOf(given, "err")).toContain("warning: it was not allowed to use Bash");
    expect(notes).toContain("denied: Bash");
  });

  it("sees of the machine only what it is allowed to", async () => {
    const { set, ended } = await played([{ calls: [bash("env")] }, { text: "Seen" }], withBash);
    expect(answerOf(ended).output).toBe("Seen");
    const told = JSON.stringify(set.stub.seen.at(-1)?.body["messages"]);
    expect(told).toContain("AO_TASK_ID=build");
    for (const name of ["AO_CLAUDE", "VITEST", "npm_", "AGENT_ORCHESTRATOR"])
      expect(told).not.toContain(name);
  });

  it("counts what its sub-agents used", async () => {
    const { set, ended } = await played((index, body) => {
      if (JSON.stringify(body["system"]).includes("general-purpose") || index > 1)
        return { text: "end", input: 31, output: 3 };
      if (index === 1) return { text: "waiting", input: 41, output: 4 };
      const input = { description: "Helps", prompt: "Help with [[it]]", subagent_type: "general-purpose" };
      return { calls: [{ name: "Agent", input }], input: 51, output: 5 };
    });
    answerOf(ended);
    expect(set.stub.account("build").requests).toBeGreaterThan(2);
    expectPaid(set, [ended]);
  });

  it("does not know what a model costs that has no list price", async () => {
    const { set, ended } = await played([{ text: "ok" }], { model: "house-model-1" });
    expect(usageIn(ended).costUsd).toBeNull();
    expectPaid(set, [ended]);
  });
});

describe("a result that is asked for as data", () => {
  const schema = { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] };
  const given = (input: Call["input"]): Turn => ({ calls: [{ name: "StructuredOutput", input }] });

  it("is there", async () => {
    const { set, ended } = await played([given({ ok: true })], { schema });
    expect(answerOf(ended)).toMatchObject({ structured: { ok: true }, output: '{"ok":true}' });
    expectPaid(set, [ended]);
  });

  it("may be a list, though tools can only be given objects", async () => {
    const list = {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "array",
      items: { type: "integer" },
    };
    const { ended } = await played([given({ value: [1, 2] })], { schema: list });
    expect(answerOf(ended)).toMatchObject({ structured: [1, 2], output: "[1,2]" });
  });

  it("that never fits is invalid, with what was wrong", async () => {
    const { set, ended } = await played([given({ ok: "perhaps" })], { schema });
    const { failure, session } = refusalOf(ended);
    expect(failure).toMatchObject({
      kind: "output-invalid",
      message: expect.stringContaining("/ok") as string,
    });
    expect(session).toBeDefined();
    expectPaid(set, [ended]);
  });

  it("that is missing can be asked for again in the same conversation, and each call is counted once", async () => {
    const set = await scene([flow([{ text: "Done" }, { text: "Really done" }, given({ ok: true })])]);
    const task = set.told("[[it]]", { schema });
    const first = await set.attempt(task);
    const { session = "", structured } = answerOf(first);
    expect(structured).toBeUndefined();
    const repair = { issues: ["the agent gave no structured result"], previous: "Done", session };
    const second = await set.attempt({
      ...task,
      repair,
      part: "repair-1",
      call: 1,
      prompt: "Give it as data.",
    });
    expect(answerOf(second)).toMatchObject({ structured: { ok: true }, session });
    expect(set.stub.seen.at(-1)?.index).toBe(2);
    expectPaid(set, [first, second]);
    expect(usageIn(second).costUsd).toBeLessThan(usageIn(first).costUsd ?? 0);
  });
});

describe("trouble with the model's API", () => {
  const patient = { env: { CLAUDE_CODE_MAX_RETRIES: "3" } };

  it.each([401, 403])("%i is a matter of the key, and not tried again", async (status) => {
    const { set, ended } = await played([{ fail: { status } }], patient);
    expect(refusalOf(ended).failure.kind).toBe("auth");
    expect(set.stub.account("build").requests).toBe(1);
    expect(usageIn(ended)).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: 0 });
  });

  it("no key at all is told by whoever looks before", async () => {
    const set = await scene([flow([{ text: "never" }])]);
    const ended = await set.attempt(set.told("[[it]]", { env: { ANTHROPIC_API_KEY: "" } }));
    expect(refusalOf(ended).failure).toMatchObject({
      kind: "auth",
      message: expect.stringContaining("Not logged in") as string,
    });
  });

  it("429 is waited out if it is short", async () => {
    const { set, ended, notes } = await played(
      [{ text: "Now", fail: { status: 429, times: 1, headers: { "retry-after": "1" } } }],
      patient,
    );
    expect(answerOf(ended).output).toBe("Now");
    expect(notes).toContain("the model's API said 429, trying again (1 of 3)");
    expectPaid(set, [ended]);
  });

  it("429 for most of a minute is a quota that comes back then, told at once", async () => {
    const began = Date.now();
    const { set, ended } = await played(
      [{ fail: { status: 429, headers: { "retry-after": "45" } } }],
      patient,
    );
    const { failure } = refusalOf(ended);
    if (failure.kind !== "quota") throw new Error(JSON.stringify(failure));
    expect((failure.until ?? 0) - began).toBeGreaterThan(44_000);
    expect((failure.until ?? 0) - began).toBeLessThan(90_000);
    expect(set.stub.account("build").requests).toBe(1);
    expect(usageIn(ended)).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: 0 });
  });

  it("429 for an hour is a quota, of which Claude Code does not say when it comes back", async () => {
    const { set, ended } = await played(
      [{ fail: { status: 429, headers: { "retry-after": "3600" } } }],
      patient,
    );
    expect(refusalOf(ended).failure).toEqual({
      kind: "quota",
      message: expect.stringContaining("429") as string,
    });
    expect(set.stub.account("build").requests).toBe(1);
  });

  it("429 that stays is a quota, with what the API says", async () => {
    const { ended } = await played([{ fail: { status: 429, headers: { "retry-after": "1" } } }], {
      env: { CLAUDE_CODE_MAX_RETRIES: "1" },
    });
    expect(refusalOf(ended).failure).toMatchObject({
      kind: "quota",
      until: expect.any(Number) as number,
      message: expect.stringContaining("429") as string,
    });
  });

  it("529 is waited out, or else the machine's trouble", async () => {
    const soon = await played([{ text: "Now", fail: { status: 529, times: 2 } }], patient);
    expect(answerOf(soon.ended).output).toBe("Now");
    expectPaid(soon.set, [soon.ended]);
    const never = await played([{ fail: { status: 529 } }]);
    expect(refusalOf(never.ended).failure).toMatchObject({
      kind: "infrastructure",
      message: expect.stringContaining("529") as string,
    });
  });

  it("400 is the agent's own", async () => {
    const { ended } = await played([{ fail: { status: 400 } }], patient);
    expect(refusalOf(ended).failure.kind).toBe("agent-error");
  });

  it("a stream that is cut is asked for again, or else the machine's trouble", async () => {
    const once = await played([{ text: "A long answer", cut: { times: 1, early: true } }], patient);
    expect(answerOf(once.ended).output).toBe("A long answer");
    expectPaid(once.set, [once.ended]);
    const always = await played([{ text: "A long answer", cut: { early: true } }]);
    expect(refusalOf(always.ended).failure.kind).toBe("infrastructure");
    expectPaid(always.set, [always.ended]);
  });

  it("a stream that is cut in the middle is counted as far as it was heard", async () => {
    const { set, ended } = await played([{ text: "A long answer", cut: { times: 1 } }], patient);
    expect(answerOf(ended).output).toBe("A long answer");
    const { inputTokens, outputTokens } = set.stub.account("build");
    const used = usageIn(ended);
    expect([inputTokens, inputTokens * 2]).toContain(used.inputTokens);
    expect(used.outputTokens).toBeGreaterThanOrEqual(outputTokens);
    expect(used.outputTokens).toBeLessThan(outputTokens * 2);
  });

  it("nobody listening is the machine's trouble", async () => {
    const set = await scene([]);
    const env = { ANTHROPIC_BASE_URL: "http://127.0.0.1:9" };
    const ended = await set.attempt(set.told("Hello", { env }));
    expect(refusalOf(ended).failure).toMatchObject({
      kind: "infrastructure",
      message: expect.stringContaining("refused") as string,
    });
  });
});

describe("limits", () => {
  const endless: readonly Turn[] = [{ calls: [bash("true")], input: 1000, output: 50 }];

  it("of turns end it as its own error", async () => {
    const { set, ended } = await played(endless, { ...withBash, options: { max_turns: 2 } });
    expect(refusalOf(ended).failure).toMatchObject({
      kind: "agent-error",
      message: "Reached maximum number of turns (2)",
    });
    expectPaid(set, [ended]);
  });

  it("of money end it where it is used up", async () => {
    const { set, ended } = await played(endless, { ...withBash, maxCostUsd: 0.0003 });
    expect(refusalOf(ended).failure.kind).toBe("budget-exceeded");
    expect(usageIn(ended).costUsd).toBeGreaterThan(0.0003);
    expect(set.stub.account("build").requests).toBe(3);
    expectPaid(set, [ended]);
  });

  it("that are no words of Claude Code are refused as policy", async () => {
    const { ended } = await played(endless, { options: { permission_mode: "whatever" } });
    expect(refusalOf(ended).failure).toMatchObject({
      kind: "policy",
      message: expect.stringContaining("permission-mode") as string,
    });
  });
});

describe("MCP servers", () => {
  const server = `
    const lines = require("node:readline").createInterface({ input: process.stdin });
    const answer = (id, result) => console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
    lines.on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      if (method === "initialize") answer(id, { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "s", version: "1" } });
      else if (method === "tools/list") answer(id, { tools: [{ name: "weigh", description: "Weighs", inputSchema: { type: "object" } }] });
      else if (method === "tools/call") answer(id, { content: [{ type: "text", text: "42 kilograms" }] });
      else if (id !== undefined) answer(id, {});
    });`;

  it("of the task are there", async () => {
    const { set, given, ended } = await played(
      [{ calls: [{ name: "mcp__scales__weigh", input: {} }] }, { text: "Weighed" }],
      {
        agent: agentDefinition({ tools: ["Read", "mcp__scales__weigh"] }),
        options: { mcp: { scales: { command: process.execPath, args: ["-e", server] } } },
      },
    );
    expect(answerOf(ended).output).toBe("Weighed");
    expect(JSON.stringify(set.stub.seen.at(-1)?.body["messages"])).toContain("42 kilograms");
    expect(marked([`AO_RUN_ID=${given.run}`])).toEqual([]);
  });

  it("that do not start are trouble of the machine, before anything is paid", async () => {
    const { ended } = await played([{ text: "without them", hang: "before" }], {
      options: { mcp: { gone: { command: "/no/such/server" } } },
    });
    expect(refusalOf(ended).failure).toMatchObject({
      kind: "infrastructure",
      message: "The MCP server gone did not start",
    });
  });
});

describe("a stop", () => {
  const paid: Turn = { text: "Step", calls: [bash("true")], input: 1000, output: 50 };
  const long: Turn = { ...paid, calls: [bash("node -e 'setTimeout(()=>{},3600000)' & wait")] };

  it.each<[string, readonly Turn[], number]>([
    ["before the first answer", [{ hang: "before" }], 0],
    ["within the first answer", [{ text: "x", hang: "within" }], 0],
    ["before the second answer", [paid, { hang: "before" }], 1],
    ["within the second answer", [paid, { text: "x", hang: "within", input: 500 }], 1],
  ])("%s keeps what was paid and leaves nothing behind", async (_, turns, index) => {
    const set = await scene([flow(turns)]);
    const given = set.told("[[it]]", withBash);
    const stop = new AbortController();
    const going = set.attempt(given, { signal: stop.signal });
    await set.stub.saw((seen) => seen.index === index);
    // What was sent must also have arrived: only then is it in the sum.
    await untilLogged(
      given,
      turns[index]?.hang === "within" ? '"message_start"' : '"type":"system"',
      index + 1,
    );
    stop.abort();
    const ended = await going;
    expect(refusalOf(ended).failure.kind).toBe("cancelled");
    expectPaid(set, [ended]);
    expect(marked([`AO_RUN_ID=${given.run}`])).toEqual([]);
  });

  it("in a tool keeps what was paid and ends what the tool had started", async () => {
    const set = await scene([flow([long, { text: "never" }])]);
    const given = set.told("[[it]]", withBash);
    const stop = new AbortController();
    const going = set.attempt(given, { signal: stop.signal });
    // Claude Code starts programs of its own too; the model has answered only when the one that it asked for is there.
    await untilLiving(given, /^(?:[^\0]*\/)?node\0-e\0setTimeout/);
    stop.abort();
    const ended = await going;
    expect(refusalOf(ended).failure.kind).toBe("cancelled");
    expectPaid(set, [ended]);
    expect(usageIn(ended).costUsd).toBeGreaterThan(0);
    expect(marked([`AO_RUN_ID=${given.run}`])).toEqual([]);
  });
});

const untilLogged = ({ scratch }: Assignment, text: string, times: number): Promise<void> => {
  const path = `${scratch}.1-1.out`;
  return until(text, () => existsSync(path) && readFileSync(path, "utf8").split(text).length > times);
};

const untilLiving = ({ run }: Assignment, command: RegExp): Promise<void> =>
  until(String(command), () =>
    marked([`AO_RUN_ID=${run}`]).some(({ pid }) => {
      const path = `/proc/${pid}/cmdline`;
      return existsSync(path) && command.test(readFileSync(path, "utf8"));
    }),
  );

describe("an attempt that was cut off", () => {
  const paid: Turn = { text: "Step", calls: [bash("true")], input: 1000, output: 50 };

  it.each<["before" | "within"]>([["before"], ["within"]])(
    "%s an answer goes on in the next epoch where it stopped, and nothing is counted twice",
    async (hang) => {
      const set = await scene([
        flow([paid, { text: "x", hang, input: 500 }, { text: "Finished", input: 70, output: 7 }]),
      ]);
      const given = set.told("[[it]]", withBash);
      const stop = new AbortController();
      const going = set.attempt(given, { signal: stop.signal });
      await set.stub.saw((seen) => seen.index === 1);
      await untilLogged(given, '"message_start"', hang === "within" ? 2 : 1);
      stop.abort();
      const first = await going;
      const second = await set.attempt({ ...given, epoch: 2, call: 1 });
      expect(answerOf(second)).toMatchObject({ output: "Finished", session: refusalOf(first).session });
      expectPaid(set, [first, second]);
      expect(set.stub.seen.at(-1)?.index).toBe(2);
    },
  );

  it("begins anew if it was asked for something else", async () => {
    const set = await scene([flow([paid, { hang: "before" }]), flow([{ text: "Other" }], "other")]);
    const given = set.told("[[it]]", withBash);
    const stop = new AbortController();
    const going = set.attempt(given, { signal: stop.signal });
    await set.stub.saw((seen) => seen.index === 1);
    stop.abort();
    const first = await going;
    const second = await set.attempt({ ...given, epoch: 2, call: 1, prompt: "[[other]]" });
    expect(answerOf(second).output).toBe("Other");
    expect(answerOf(second).session).not.toBe(refusalOf(first).session);
    expectPaid(set, [first, second]);
  });

  it("begins anew if nobody knows the conversation any more", async () => {
    const set = await scene([flow([{ text: "Fresh" }])]);
    const given = set.told("[[it]]", { part: "repair-1", call: 1 });
    const session = "01234567-89ab-4cde-8f01-23456789abcd";
    const ended = await set.attempt({ ...given, repair: { issues: [], previous: "", session } });
    expect(answerOf(ended).output).toBe("Fresh");
    expect(answerOf(ended).session).not.toBe(session);
  });

  it("by the system tells what it had used", async () => {
    const set = await scene([flow([paid, { hang: "before" }])]);
    const given = set.told("[[it]]", withBash);
    const going = set.attempt(given);
    await set.stub.saw((seen) => seen.index === 1);
    for (const { pid } of marked([`AO_RUN_ID=${given.run}`])) process.kill(pid, "SIGKILL");
    const ended = await going;
    expect(refusalOf(ended).failure).toMatchObject({ kind: "agent-exit", signal: "SIGKILL" });
    expect(usageIn(ended).costUsd).toBeNull();
    expectPaid(set, [ended]);
  });
});

describe("sixteen at once", () => {
  it("come to their own answers, and each pays for itself", async () => {
    const names = Array.from({ length: 16 }, (_, index) => `task-${index}`);
    const turns = (name: string, index: number): readonly Turn[] => [
      { text: "Step", calls: [bash(`echo ${name} > mine.txt`)], input: 100 + index, output: 10 + index },
      { text: `Done ${name}.`, input: 200 + index, output: 20 + index },
    ];
    const set = await scene(names.map((name, index) => flow(turns(name, index), name)));
    const tasks = names.map((name) => set.told(`[[${name}]]`, { ...withBash, task: name }));
    const ended = await Promise.all(tasks.map((task) => set.attempt(task)));
    for (const [index, name] of names.entries()) {
      const one = ended[index];
      if (one === undefined) throw new Error(`nothing came of ${name}`);
      expect(answerOf(one).output).toBe(`Done ${name}.`);
      expect(readFileSync(join(tasks[index]?.directory ?? "", "mine.txt"), "utf8")).toBe(`${name}\n`);
      expectPaid(set, [one], name);
    }
  });
});

it("a key in the prompt or in a tool's result does not reach the transcript", async () => {
  const secret = 'line"one\\two-secret';
  const set = await scene([
    flow([{ calls: [bash("cat secret.txt; echo $ANTHROPIC_API_KEY")] }, { text: `It is ${secret}` }]),
  ]);
  const given = set.told("[[it]]", { ...withBash, secrets: [secret], cancelGrace: millis(5000) });
  writeFileSync(join(given.directory, "secret.txt"), secret);
  const ended = await set.attempt(given);
  expect(answerOf(ended).output).toBe("It is ***");
  const kept = logOf(given, "out") + logOf(given, "err");
  for (const part of [secret, JSON.stringify(secret).slice(1, -1), KEY]) expect(kept).not.toContain(part);
});
