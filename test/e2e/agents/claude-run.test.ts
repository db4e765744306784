/** Whole runs of the built program with the real Claude Code: what is handed on, what it costs, and what a kill leaves. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { CLAUDE_SETTING } from "../../../src/adapters/agents/claude-cli.ts";
import { installedClaude, KEY } from "../../rig/claude.ts";
import { type Flow, type ModelStub, modelStub, type Turn } from "../../rig/model-stub.ts";
import { documentIn, type Project, project, type RunDocument, taskIn } from "../../rig/program.ts";
import { carriers } from "../../rig/spawned.ts";

const step: Turn = {
  text: "Step",
  calls: [{ name: "Bash", input: { command: "true", description: "A step" } }],
  input: 1000,
  output: 50,
};

const FILE = `
name: three
agents:
  worker: { description: Works, tools: [Bash], prompt: You work. }
tasks:
  - { id: first, agent: worker, model: haiku, prompt: "Do [[first]]" }
  - { id: second, agent: worker, model: haiku, prompt: "Do [[second]]" }
  - id: last
    agent: worker
    model: haiku
    dependencies: [first, second]
    parameters: { task: "Do [[last]]", context: "\${first.output} \${second.output}" }
    outputs: { schema: { type: object, properties: { ok: { type: boolean } }, required: [ok] } }
outputs: { ok: "\${last.output.ok}" }
`;

type Set = Readonly<{ stub: ModelStub; place: Project; env: Readonly<Record<string, string>> }>;

async function set(flows: readonly Flow[]): Promise<Set> {
  const stub = await modelStub(flows);
  onTestFinished(() => stub.close());
  const env = {
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: stub.url("run"),
    [CLAUDE_SETTING]: installedClaude(),
  };
  return { stub, place: project({ "it.yml": FILE }), env };
}

const flow = (name: string, turns: Flow["turns"]): Flow => ({
  name,
  match: { prompt: `[[${name}]]` },
  turns,
});
const data: Turn = { calls: [{ name: "StructuredOutput", input: { ok: true } }], input: 30, output: 3 };
const last = { name: "last", match: { prompt: "[[last]]" }, turns: [step, data] };
const others: readonly Flow[] = [
  flow("first", [step, { text: "One of two", input: 10, output: 1 }]),
  flow("second", [step, { text: "Two of two", input: 20, output: 2 }]),
];

function expectPaid({ stub }: Set, { usage }: RunDocument): void {
  const { inputTokens, outputTokens } = stub.account("run");
  expect(usage).toEqual({ input_tokens: inputTokens, output_tokens: outputTokens });
}

function expectNowhere(folder: string, secret: string): void {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const files = paths.filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThan(5);
  for (const path of files) expect(readFileSync(path, "latin1").includes(secret), path).toBe(false);
}

describe("a run with Claude Code", () => {
  it("hands results on, pays every token once, and writes no key down", async () => {
    const it = await set([last, ...others]);
    const ended = await it.place.run(["run", "it.yml", "--json"], { env: it.env });
    const document = documentIn(ended);
    expect(document).toMatchObject({ conclusion: "success", outputs: { ok: true } });
    expect(taskIn(document, "first").output).toBe("One of two");
    expectPaid(it, document);
    expect(document.total_cost_usd).toBeGreaterThan(0);
    expect(
      JSON.stringify(it.stub.seen.find(({ flow: name }) => name === "last")?.body["messages"]),
    ).toContain("Two of two");
    expectNowhere(it.place.state, KEY);
    expect(ended.out + ended.err).not.toContain(KEY);
  });

  it("without a key says so and starts nothing", async () => {
    const it = await set([]);
    const { ANTHROPIC_API_KEY: _, ...env } = it.env;
    const { code, err } = await it.place.run(["run", "it.yml"], { env });
    expect(code).toBe(4);
    expect(err).toContain("ANTHROPIC_API_KEY");
    expect(err).toContain("--runner scripted");
    expect(it.stub.seen).toEqual([]);
  });

  it.each(["SIGKILL", "SIGINT"] as const)(
    "that was cut by %s goes on in the same conversation, and the ledger is what the model sold",
    async (signal) => {
      let asked = 0;
      const hanging = flow("first", (index) => {
        if (index === 0) return step;
        asked += 1;
        return asked === 1
          ? { hang: "within", text: "x", input: 500 }
          : { text: "One of two", input: 70, output: 7 };
      });
      const it = await set([last, hanging, ...others]);
      const going = it.place.start(["run", "it.yml"], { env: it.env });
      await it.stub.saw(({ flow: name, index }) => name === "first" && index === 1);
      await until(it.place, '"input_tokens":500');
      // What an agent hears after its run has died, nobody can count.
      await eventually(() => it.place.runs().some((id) => hasEnded(it.place, id, "second")));
      going.kill(signal);
      await going.ended;
      const [run = ""] = it.place.runs();
      const document = documentIn(await it.place.run(["resume", run, "--json"], { env: it.env }));
      expect(document).toMatchObject({ conclusion: "success", outputs: { ok: true } });
      expect(taskIn(document, "first").output).toBe("One of two");
      const asks = it.stub.seen.filter(({ flow: name }) => name === "first").map(({ index }) => index);
      expect(asks.filter((index) => index === 0)).toEqual([0]);
      expectPaid(it, document);
      expect(carriers(`AO_RUN_ID=${run}`)).toEqual([]);
    },
  );
});

/** Until some transcript of the run holds this. */
async function until(place: Project, text: string): Promise<void> {
  const holds = (): boolean =>
    place.runs().some((run) => {
      const logs = join(place.folder(run), "logs");
      return readdirSync(logs).some((name) => readFileSync(join(logs, name), "utf8").includes(text));
    });
  await eventually(holds);
}

const hasEnded = (place: Project, run: string, id: string): boolean =>
  place.journal(run).some(({ type, task }) => type === "task.succeeded" && task === id);

async function eventually(is: () => boolean): Promise<void> {
  for (let round = 0; round < 1500 && !is(); round += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("what is too long for a prompt", () => {
  const LONG = `
name: long
agents: { reader: { description: Reads, tools: [Read], prompt: You read. } }
tasks:
  - { id: log, type: command, run: [node, -e, "console.log('first line'); for (let n = 0; n < 9000; n += 1) console.log('line ' + n + ' of the log')"] }
  - { id: look, agent: reader, model: haiku, dependencies: [log], prompt: "Look [[look]]", parameters: { log: "\${log.output}" } }
`;
  const textOf = (body: unknown): string => JSON.stringify(body);

  it("lies in a file that the agent is told of and may read", async () => {
    const look: Flow = {
      name: "look",
      match: { prompt: "[[look]]" },
      turns: (index, body) => {
        const [, path = ""] = /All of it is in the file ([^\s"\\\\]+)/.exec(textOf(body)) ?? [];
        return index === 0
          ? { calls: [{ name: "Read", input: { file_path: path, offset: 4500, limit: 3 } }] }
          : { text: textOf(body).includes("line 4499 of the log") ? "seen" : "not seen" };
      },
    };
    const { place, env, stub } = await set([look]);
    place.write("long.yml", LONG);
    const document = documentIn(await place.run(["run", "long.yml", "--json"], { env }));
    expect(taskIn(document, "look")).toMatchObject({ status: "success", output: "seen" });
    const [first] = stub.seen.filter((one) => one.flow === "look");
    expect(textOf(first?.body)).toContain("characters left out");
    expect(textOf(first?.body)).not.toContain("line 4499 of the log");
  });
});
