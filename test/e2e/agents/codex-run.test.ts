/** A whole run of the built program with the real Codex: what is handed on, what it used, and what a kill leaves. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { CODEX_SETTING } from "../../../src/adapters/agents/codex-cli.ts";
import { flow, installed } from "../../rig/agent-scene.ts";
import { KEY, shell } from "../../rig/codex.ts";
import { modelStub, type Turn } from "../../rig/model-stub.ts";
import { documentIn, project, taskIn } from "../../rig/program.ts";
import { carriers } from "../../rig/spawned.ts";

const FILE = `
name: two
settings: { runner: codex, model: gpt-5.5 }
agents:
  worker: { description: Works, prompt: You work. }
tasks:
  - { id: first, agent: worker, prompt: "Do [[first]]" }
  - id: last
    agent: worker
    dependencies: [first]
    parameters: { task: "Do [[last]]", context: "\${first.output}" }
    outputs: { schema: { type: object, properties: { ok: { type: boolean } }, required: [ok] } }
outputs: { ok: "\${last.output.ok}" }
`;

const step: Turn = { text: "Step", calls: [shell("true")], input: 1000, output: 50 };

it("a run with Codex that was killed goes on in the same conversation, and the ledger is what the model sold", async () => {
  let asked = 0;
  const stub = await modelStub([
    flow(
      [
        { text: "Perhaps", input: 20 },
        { text: '{"ok":true}', input: 30, output: 3 },
      ],
      "last",
    ),
    flow((index) => {
      if (index === 0) return step;
      asked += 1;
      return asked === 1 ? { hang: "before" } : { text: "One of two", input: 70, output: 7 };
    }, "first"),
  ]);
  onTestFinished(() => stub.close());
  const place = project({ "it.yml": FILE });
  const env = {
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${stub.url("run")}/v1`,
    [CODEX_SETTING]: installed("AO_CODEX"),
  };
  const going = place.start(["run", "it.yml"], { env });
  const tooSoon = going.ended.then(({ err }) => Promise.reject(new Error(`it ended: ${err}`)));
  await Promise.race([stub.saw(({ flow: name, index }) => name === "first" && index === 1), tooSoon]);
  going.kill("SIGKILL");
  await going.ended;
  const [run = ""] = place.runs();
  const document = documentIn(await place.run(["resume", run, "--json"], { env }));
  expect(document).toMatchObject({ conclusion: "success", outputs: { ok: true } });
  expect(taskIn(document, "first").output).toBe("One of two");
  expect(stub.seen.filter(({ flow: name, index }) => name === "first" && index === 0)).toHaveLength(1);
  const { inputTokens, outputTokens } = stub.account("run");
  expect(document.usage).toEqual({ input_tokens: inputTokens, output_tokens: outputTokens });
  expect(carriers(`AO_RUN_ID=${run}`)).toEqual([]);
  const names = readdirSync(place.state, { recursive: true, encoding: "utf8" });
  const files = names.map((name) => join(place.state, name)).filter((path) => statSync(path).isFile());
  for (const path of files) expect(readFileSync(path, "latin1").includes(KEY), path).toBe(false);
});
