import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { agentContract } from "../../../test/rig/agent-contract.ts";
import { agentDefinition, assignment } from "../../../test/rig/assignment.ts";
import { marked } from "../system/proc-table.ts";
import { millis } from "../../core/base/brand.ts";
import type { Answer, Assignment, Refusal } from "../../ports/agent.ts";
import { acpAgent } from "./acp.ts";
import { FILE_LIMIT } from "./acp-files.ts";
import { MOST_UNREAD } from "./acp-rpc.ts";
import { TEXT_LIMIT } from "./acp-updates.ts";

const PEER = fileURLToPath(new URL("../../../test/rig/acp-peer.ts", import.meta.url));
const containing = (text: string): string => expect.stringContaining(text) as string;

agentContract("a peer of the Agent Client Protocol", "acp", () => ({
  agent: acpAgent(),
  told: (part, changes = {}) =>
    assignment({
      agent: agentDefinition({ runner: "acp", command: [process.execPath, PEER] }),
      prompt: `Play [[${JSON.stringify(part)}]]`,
      ...changes,
    }),
  worded: containing,
}));

/** What every peer here begins with: it answers as it should, unless `on` has another idea of a method. */
const MANNERS = `
  const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
  const answers = new Map();
  let serial = 0;
  const ask = (method, params) => new Promise((resolve) => {
    const id = "ask-" + serial++;
    answers.set(id, resolve);
    send({ id, method, params });
  });
  const say = (text, sessionId = "s") => send({ method: "session/update", params: { sessionId, update: { sessionUpdate: "agent_message_chunk", content: { type: "text", text } } } });
  const on = {
    initialize: () => ({ protocolVersion: 1 }),
    "session/new": () => ({ sessionId: "s" }),
  };
  const end = { stopReason: "end_turn" };
  require("node:readline").createInterface({ input: process.stdin }).on("line", async (line) => {
    const { id, method, params, result, error } = JSON.parse(line);
    if (method === undefined) return answers.get(id)?.({ result, error });
    const given = await on[method]?.(params);
    if (id !== undefined && given !== undefined) send(given.error ? { id, error: given.error } : { id, result: given });
  });
`;

function told(script: string, changes: Partial<Assignment> = {}): Assignment {
  const agent = agentDefinition({ runner: "acp", command: [process.execPath, "-e", MANNERS + script] });
  return assignment({ agent, prompt: "Do it", cancelGrace: millis(1000), ...changes });
}

type Played = Readonly<{
  answer: Answer | null;
  refusal: Refusal | null;
  notes: readonly string[];
  given: Assignment;
}>;

async function played(given: Assignment, signal = new AbortController().signal): Promise<Played> {
  const notes: string[] = [];
  const ended = await acpAgent().attempt(given, (note) => notes.push(note), signal);
  expect(marked([`AO_RUN_ID=${given.run}`])).toEqual([]);
  return {
    answer: ended.ok ? ended.value : null,
    refusal: ended.ok ? null : ended.error,
    notes,
    given,
  };
}

/** Asks for this, one after the other, and says what it was answered. */
const asking = (questions: readonly (readonly [method: string, params: object])[]): string => `
  on["session/prompt"] = async () => {
    const all = [];
    for (const [method, params] of ${JSON.stringify(questions)}) all.push(await ask(method, params));
    say(JSON.stringify(all));
    return end;
  };
`;

async function answers(
  questions: readonly (readonly [method: string, params: object])[],
  given: (script: string) => Assignment = told,
): Promise<readonly Readonly<{ result?: unknown; error?: Readonly<{ code: number; message: string }> }>[]> {
  const { answer } = await played(given(asking(questions)));
  return JSON.parse(answer?.output ?? "[]") as [];
}

describe("files", () => {
  it("of the task's directory are read and written for it", async () => {
    const given = told("");
    const path = join(given.directory, "sub/new.txt");
    const script = asking([
      ["fs/write_text_file", { sessionId: "s", path, content: "one\ntwo\nthree" }],
      ["fs/read_text_file", { sessionId: "s", path }],
      ["fs/read_text_file", { sessionId: "s", path, line: 2, limit: 1 }],
    ]);
    const { answer } = await played({ ...given, agent: told(script).agent });
    expect(JSON.parse(answer?.output ?? "")).toEqual([
      { result: null },
      { result: { content: "one\ntwo\nthree" } },
      { result: { content: "two" } },
    ]);
    expect(readFileSync(path, "utf8")).toBe("one\ntwo\nthree");
  });

  it("outside of it are neither, however they are called", async () => {
    const given = told("");
    const { directory } = given;
    const outside = join(directory, "../secret.txt");
    writeFileSync(outside, "secret");
    mkdirSync(join(directory, ".git"));
    symlinkSync(outside, join(directory, "link"));
    symlinkSync(join(directory, ".."), join(directory, "up"));
    const paths = ["link", "up/secret.txt", "../secret.txt", "sub/../../secret.txt"].map(
      (path) => `${directory}/${path}`,
    );
    const forbidden = [...paths, "/etc/hostname", "secret.txt", "", `${directory}/a\0b`, directory];
    const written = [...forbidden, `${directory}/.git/config`, `${directory}/up/new.txt`];
    const script = asking([
      ...forbidden.map((path) => ["fs/read_text_file", { path }] as const),
      ...written.map((path) => ["fs/write_text_file", { path, content: "evil" }] as const),
      ["fs/write_text_file", { path: `${directory}/large`, content: 1 }],
    ]);
    const { answer } = await played({ ...given, agent: told(script).agent });
    const all = JSON.parse(answer?.output ?? "[]") as readonly object[];
    expect(all).toHaveLength(forbidden.length + written.length + 1);
    for (const one of all) expect(one).toMatchObject({ error: { code: -32602 } });
    expect(answer?.output).not.toContain('"secret"');
    expect(readFileSync(outside, "utf8")).toBe("secret");
    expect(existsSync(join(directory, "../new.txt"))).toBe(false);
    expect(existsSync(join(directory, ".git/config"))).toBe(false);
  });

  it("are not written where the task may not change any, nor handed over beyond a size", async () => {
    const given = told("", { options: { permission_mode: "plan" } });
    const path = join(given.directory, "large");
    writeFileSync(path, "x".repeat(FILE_LIMIT + 1));
    const script = asking([
      ["fs/write_text_file", { path: join(given.directory, "new"), content: "" }],
      ["fs/read_text_file", { path }],
    ]);
    const { answer } = await played({ ...given, agent: told(script).agent });
    expect(JSON.parse(answer?.output ?? "")).toMatchObject([
      { error: { message: containing("may not change files") } },
      { error: { message: containing(String(FILE_LIMIT)) } },
    ]);
  });
});

it("does nothing else for an agent", async () => {
  const asked = ["terminal/create", "fs/delete", "__proto__", "constructor"].map(
    (method) => [method, {}] as const,
  );
  for (const one of await answers(asked)) expect(one.error?.code).toBe(-32601);
});

describe("permission", () => {
  const options = [
    { optionId: "always", kind: "allow_always" },
    { optionId: "once", kind: "allow_once" },
    { optionId: "no", kind: "reject_once" },
  ];
  const request = (kind: unknown, given: readonly object[] = options) =>
    [
      "session/request_permission",
      { sessionId: "s", toolCall: { title: "it", kind }, options: given },
    ] as const;
  const KINDS = ["read", "edit", "execute", "fetch", "other", undefined, "__proto__"];
  const granted = async (changes: Partial<Assignment>): Promise<readonly unknown[]> => {
    const all = await answers(
      KINDS.map((kind) => request(kind)),
      (script) => told(script, changes),
    );
    return KINDS.filter((_, at) => JSON.stringify(all[at]).includes('"once"'));
  };

  it.each<[string, Partial<Assignment>, readonly string[]]>([
    ["usually", {}, ["read", "edit"]],
    ["to plan", { options: { permission_mode: "plan" } }, ["read"]],
    ["by tools", { options: { tools: ["Read", "Bash"] } }, ["read", "execute"]],
    ["by tools that are too narrow to tell", { options: { tools: ["Read", "Bash(git *)"] } }, ["read"]],
    ["but for what is denied", { options: { denied_tools: ["Edit(src/*)"] } }, ["read"]],
    [
      "for everything",
      { options: { permission_mode: "bypassPermissions" } },
      ["read", "edit", "execute", "fetch", "other"],
    ],
  ])("is given %s", async (_, changes, kinds) => expect(await granted(changes)).toEqual(kinds));

  it("is never given for ever, and refused also where no refusal is offered", async () => {
    const always = { optionId: "always", kind: "allow_always" };
    const all = await answers([request("read", [always]), request("fetch", []), request("fetch")]);
    expect(all.map(({ result }) => result)).toEqual([
      { outcome: { outcome: "cancelled" } },
      { outcome: { outcome: "cancelled" } },
      { outcome: { outcome: "selected", optionId: "no" } },
    ]);
  });

  it("that is refused is told", async () => {
    const { notes } = await played(told(asking([request("execute")])));
    expect(notes).toContain("denied: it");
  });
});

describe("what it is told", () => {
  it("is who it is, what to do, and where its servers are", async () => {
    const script = `
      let session;
      on["session/new"] = (params) => ((session = params), { sessionId: "s" });
      on["session/prompt"] = ({ prompt }) => (say(JSON.stringify([session, prompt[0].text])), end);
    `;
    const given = told(script, {
      options: {
        system_prompt: "Use no red.",
        mcp: {
          a: { command: "b", args: ["c"], env: { D: "e" } },
          f: { url: "http://g", headers: { h: "i" } },
        },
      },
      schema: { type: "array" },
    });
    const { answer } = await played(given);
    const [session, prompt] = JSON.parse(answer?.output ?? "[]") as [object, string];
    expect(session).toEqual({
      cwd: given.directory,
      mcpServers: [
        { name: "a", command: "b", args: ["c"], env: [{ name: "D", value: "e" }] },
        { type: "http", name: "f", url: "http://g", headers: [{ name: "h", value: "i" }] },
      ],
    });
    expect(prompt.startsWith("You write code.\n\nUse no red.\n\nDo it\n\n")).toBe(true);
    expect(prompt).toContain('{"type":"array"}');
  });

  it.each([
    [
      "option",
      { configOptions: [{ id: "m", category: "model" }] },
      "session/set_config_option",
      { configId: "m", value: "big" },
    ],
    ["list", { models: { availableModels: [] } }, "session/set_model", { modelId: "big" }],
  ])("is its model, by %s", async (_, offered, method, params) => {
    const script = `
      let chosen = null;
      on["session/new"] = () => ({ sessionId: "s", ...${JSON.stringify(offered)} });
      on[${JSON.stringify(method)}] = (params) => ((chosen = params), {});
      on["session/prompt"] = () => (say(JSON.stringify(chosen)), end);
    `;
    const { answer } = await played(told(script, { model: "big" }));
    expect(JSON.parse(answer?.output ?? "")).toEqual({ sessionId: "s", ...params });
  });

  it.each<[string, string, Partial<Assignment>]>([
    ["a model where there is no choice", "", { model: "big" }],
    [
      "a model that is not there",
      `on["session/new"] = () => ({ sessionId: "s", models: {} }); on["session/set_model"] = () => ({ error: { message: "no" } });`,
      { model: "big" },
    ],
    ["servers without an address", "", { options: { mcp: { a: {} } } }],
    ["a mode that does not exist", "", { options: { permission_mode: "sometimes" } }],
    ["another version of the protocol", "on.initialize = () => ({ protocolVersion: 2 });", {}],
    ["no command", "", { agent: agentDefinition({ runner: "acp" }) }],
  ])("is refused as policy: %s", async (_, script, changes) => {
    const { refusal } = await played(told(script, changes));
    expect(refusal?.failure.kind).toBe("policy");
  });
});

describe("trouble", () => {
  const failing = (error: object): string =>
    `on["session/prompt"] = () => ({ error: ${JSON.stringify(error)} });`;

  it.each<[string, object]>([
    ["auth", { code: -32000, message: "Authentication required" }],
    ["auth", { code: -32603, message: "401 Unauthorized" }],
    ["quota", { code: -32603, message: "Rate limit reached" }],
    ["infrastructure", { code: -32603, message: "503 overloaded" }],
    ["agent-error", { code: -32603, message: "No such thing" }],
    ["agent-error", {}],
  ])("is %s: %o", async (kind, error) => {
    const { refusal } = await played(told(failing(error)));
    expect(refusal?.failure.kind).toBe(kind);
  });

  it.each(["max_tokens", "max_turn_requests", "refusal", "cancelled", "__proto__", ""])(
    "is an end by %j, with what was said and used until then",
    async (stopReason) => {
      const usage = { inputTokens: 5, outputTokens: -1, cachedReadTokens: 2 };
      const result = JSON.stringify({ stopReason, usage });
      const { refusal } = await played(told(`on["session/prompt"] = () => (say("half"), ${result});`));
      expect(refusal).toMatchObject({
        failure: { kind: "agent-error" },
        output: "half",
        usage: { inputTokens: 7, outputTokens: 0, costUsd: null },
      });
    },
  );

  it.each([
    ["that is not there", ["/no/such/agent"], "agent-error"],
    ["that ends at once", ["false"], "agent-exit"],
    ["that only repeats what it is told", ["cat"], "agent-error"],
  ])("is a program %s", async (_, command, kind) => {
    const { refusal } = await played(told("", { agent: agentDefinition({ command }) }));
    expect(refusal?.failure.kind).toBe(kind);
  });

  it("is a conversation without a name", async () => {
    const { refusal } = await played(told(`on["session/new"] = () => ({ sessionId: 7 });`));
    expect(refusal?.failure).toEqual({ kind: "agent-error", message: "The agent opened no conversation" });
  });
});

describe("an agent without manners", () => {
  it("may say what it likes: what is not for us is not heard", async () => {
    const { answer, notes } = await played(
      told(`
        process.stdout.write("garbage\\n[1,2]\\nnull\\n{}\\n" + "{".repeat(100000) + "\\n");
        on["session/prompt"] = async () => {
          send({ id: 999, result: {} });
          send({ id: { a: 1 }, result: {} });
          send({ id: "1", result: { stopReason: "refusal" } });
          send({ method: "session/update", params: 7 });
          send({ method: "session/update", params: { sessionId: "s", update: { sessionUpdate: "toString" } } });
          send({ method: "session/update", params: { sessionId: "s", update: { sessionUpdate: "usage_update", cost: { amount: -5, currency: "USD" } } } });
          process.stdout.write('{"method":"session/update","params":{"__proto__":{"sessionId":"s","update":{"sessionUpdate":"tool_call","title":"evil"}}}}\\n');
          say("not mine", "other");
          say("mine");
          return end;
        };
      `),
    );
    expect(answer).toMatchObject({ output: "mine", usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 } });
    expect(notes).toEqual(["mine"]);
  });

  it("may say so much and no more", async () => {
    const { answer } = await played(
      told(
        `on["session/prompt"] = () => { for (let i = 0; i < 3; i += 1) say("x".repeat(${TEXT_LIMIT / 2})); return end; };`,
      ),
    );
    expect(answer?.output).toHaveLength(TEXT_LIMIT);
  });

  it("that asks and does not read is ended before memory is", async () => {
    const given = told("");
    const path = join(given.directory, "large");
    writeFileSync(path, "x".repeat(MOST_UNREAD / 8));
    // What reads nothing more would end by itself, perhaps before anybody has noticed.
    const script = `
      setInterval(() => {}, 1000);
      on["session/prompt"] = () => {
        process.stdin.pause();
        for (let i = 0; i < 100; i += 1) ask("fs/read_text_file", { path: ${JSON.stringify(path)} });
      };
    `;
    const { refusal } = await played({ ...given, agent: told(script).agent });
    expect(refusal?.failure).toEqual({
      kind: "agent-error",
      message: "It asks and does not read what it is answered",
    });
  });

  it("that does not go when it is done is sent away, and has succeeded", async () => {
    const { answer } = await played(
      told(
        `setInterval(() => {}, 1000); process.on("SIGINT", () => {}); on["session/prompt"] = () => (say("Done"), end);`,
      ),
    );
    expect(answer?.output).toBe("Done");
  });

  it.each([
    [
      "in its greeting",
      `on.initialize = () => new Promise(() => send({ method: "session/update", params: {} }));`,
    ],
    [
      "at work, deaf to everything",
      `process.on("SIGINT", () => {}); process.on("SIGTERM", () => {}); on["session/prompt"] = () => void say("x");`,
    ],
  ])("is stopped: %s", async (_, script) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 400);
    const { refusal } = await played(told(script), stop.signal);
    expect(refusal?.failure.kind).toBe("cancelled");
  });

  it("that is called off still says what it cost", async () => {
    const stop = new AbortController();
    const script = `
      let done;
      on["session/prompt"] = () => { say("half"); send({ method: "session/update", params: { sessionId: "s", update: { sessionUpdate: "tool_call", title: "working" } } }); return new Promise((resolve) => (done = resolve)); };
      on["session/cancel"] = () => done({ stopReason: "cancelled", usage: { inputTokens: 70, outputTokens: 7 } });
    `;
    const ended = await acpAgent().attempt(told(script), () => stop.abort(), stop.signal);
    expect(ended).toMatchObject({
      ok: false,
      error: { failure: { kind: "cancelled" }, usage: { inputTokens: 70, outputTokens: 7, costUsd: null } },
    });
  });
});
