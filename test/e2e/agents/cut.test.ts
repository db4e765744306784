/** Real agents that are cut while they edit in trees of their own: they go on in the same files and in the same conversation. */
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { CLAUDE_SETTING } from "../../../src/adapters/agents/claude-cli.ts";
import { CODEX_SETTING } from "../../../src/adapters/agents/codex-cli.ts";
import { OPENCODE_SETTING } from "../../../src/adapters/agents/opencode-cli.ts";
import { treesOf } from "../../../src/adapters/git/vault.ts";
import type { Fields } from "../../../src/core/base/value.ts";
import { installed } from "../../rig/agent-scene.ts";
import { KEY as CLAUDE_KEY } from "../../rig/claude.ts";
import { KEY as CODEX_KEY, shell as codexShell } from "../../rig/codex.ts";
import {
  type Account,
  type Call,
  type Flow,
  type ModelStub,
  modelStub,
  type Turn,
} from "../../rig/model-stub.ts";
import { shell as opencodeShell } from "../../rig/opencode.ts";
import { documentIn, type Project, project, type RunDocument, taskIn } from "../../rig/program.ts";
import { repository, type Repository } from "../../rig/repository.ts";
import { carriers, type Ended, type Spawned, until } from "../../rig/spawned.ts";

type Player = Readonly<{
  model: string;
  env: (url: string) => Readonly<Record<string, string>>;
  /** A call that appends to a file where the agent works. */
  append: (text: string) => Call;
}>;

const script = (text: string): string => `printf '%s\\n' ${text} >> notes.txt`;

const PLAYERS: Readonly<Record<"claude" | "codex" | "opencode", Player>> = {
  claude: {
    model: "haiku",
    env: (url) => ({
      ANTHROPIC_API_KEY: CLAUDE_KEY,
      ANTHROPIC_BASE_URL: url,
      [CLAUDE_SETTING]: installed("AO_CLAUDE"),
    }),
    append: (text) => ({ name: "Bash", input: { command: script(text), description: "Writes" } }),
  },
  codex: {
    model: "gpt-5.5",
    env: (url) => ({
      OPENAI_API_KEY: CODEX_KEY,
      OPENAI_BASE_URL: `${url}/v1`,
      [CODEX_SETTING]: installed("AO_CODEX"),
    }),
    append: (text) => codexShell(script(text)),
  },
  opencode: {
    model: "anthropic/claude-haiku-4-5",
    env: (url) => ({
      ANTHROPIC_API_KEY: CLAUDE_KEY,
      ANTHROPIC_BASE_URL: url,
      [OPENCODE_SETTING]: installed("AO_OPENCODE"),
    }),
    append: (text) => opencodeShell(script(text)),
  },
};
type Name = keyof typeof PLAYERS;

const workflow = (runner: string, more = ""): string => `
name: cut
settings: { runner: ${runner}, model: ${PLAYERS[runner as Name].model} }
agents:
  worker: { description: Works, tools: [Read, Write, Edit, Bash], prompt: You work. }
tasks:
  - { id: edit, agent: worker, prompt: "Do [[edit]]"${more} }
`;

type Scene = Readonly<{
  place: Project;
  home: Repository;
  stub: ModelStub;
  /** For another life of the run: no agent that outlived an earlier one is answered any more. */
  live: () => Readonly<Record<string, string>>;
  /** From now on it answers. */
  speak: () => void;
  sold: () => RunDocument["usage"];
}>;

/** Appends a line, then falls silent until it is told to speak, then appends another one. */
async function scene(runner: Name, text = workflow(runner)): Promise<Scene> {
  const player = PLAYERS[runner];
  let isSilent = true;
  let lives = 0;
  const turns = (index: number, body: Fields): Turn => {
    if (stub.seen.at(-1)?.account !== String(lives)) return { hang: "before" };
    if (index === 0) return { text: "First", calls: [player.append("first")], input: 1000, output: 50 };
    if (isSilent) return { hang: "before" };
    if (!JSON.stringify(body).includes("second >> notes.txt"))
      return { text: "Second", calls: [player.append("second")], input: 70, output: 7 };
    return { text: "Both are written", input: 80, output: 8 };
  };
  const flows: readonly Flow[] = [{ name: "edit", match: { prompt: "[[edit]]" }, turns }];
  const stub = await modelStub(flows);
  onTestFinished(() => stub.close());
  const place = project({ "it.yml": text, "a.txt": "a\n" });
  const home = repository({}, place.directory);
  home.commit("first");
  const accounts = (): readonly Readonly<Account>[] =>
    Array.from({ length: lives }, (_, life) => stub.account(String(life + 1)));
  return {
    place,
    home,
    stub,
    live: () => player.env(stub.url(String((lives += 1)))),
    speak: () => void (isSilent = false),
    sold: () => ({
      input_tokens: accounts().reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      output_tokens: accounts().reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    }),
  };
}

const runOf = ({ place }: Scene): string => place.runs()[0] ?? "";
const treesIn = (here: Scene): readonly string[] => {
  const folder = treesOf(here.place.folder(runOf(here)));
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => !name.startsWith(".")) : [];
};
const sessionOf = (here: Scene): string => {
  const logs = join(here.place.folder(runOf(here)), "logs");
  const name = fs.readdirSync(logs).find((each) => each.endsWith(".session.json")) ?? "";
  return (JSON.parse(fs.readFileSync(join(logs, name), "utf8")) as { id: string }).id;
};
const beginnings = ({ stub }: Scene): number =>
  stub.seen.filter(({ flow, index }) => flow === "edit" && index === 0).length;
const continuations = ({ stub }: Scene): number =>
  stub.seen.filter(({ flow, index }) => flow === "edit" && index > 0).length;

/** Until it has written its first line and waits for what comes next; then the run is cut. */
async function cut(here: Scene, signal: NodeJS.Signals, nth = 1): Promise<Ended> {
  const args = nth === 1 ? ["run", "it.yml"] : ["resume", "latest"];
  const going: Spawned = here.place.start(args, { env: here.live() });
  let over = false;
  void going.ended.then(() => (over = true));
  await until("the second question", () => over || continuations(here) >= nth);
  await until("what was paid is written down", () => over || reported(here));
  going.kill(signal);
  return going.ended;
}

const reported = ({ place }: Scene): boolean =>
  place.runs().some((run) => place.journal(run).some(({ type }) => type === "usage.reported"));

async function resumed(here: Scene): Promise<Ended> {
  here.speak();
  return here.place.run(["resume", "latest", "--json"], { env: here.live() });
}

const expectPaid = ({ sold }: Scene, ended: Ended): void => expect(documentIn(ended).usage).toEqual(sold());

const notesIn = (here: Scene): string => here.home.git("show", `agent-orchestrator/${runOf(here)}:notes.txt`);

function expectTidy(here: Scene): void {
  expect(treesIn(here)).toEqual([]);
  const left = fs.readdirSync(join(here.place.folder(runOf(here)), "git"));
  expect(left).toEqual(["vault"]);
  expect(carriers(`AO_RUN_ID=${runOf(here)}`)).toEqual([]);
}

describe.each(["claude", "codex", "opencode"] as const)("%s, cut in a tree of its own", (runner) => {
  it.each(["SIGINT", "SIGKILL"] as const)(
    "by %s, goes on there: nothing is done or paid twice, and what it had written is in the commit",
    async (signal) => {
      const here = await scene(runner);
      const ended = await cut(here, signal);
      const [tree = ""] = treesIn(here);
      const path = join(treesOf(here.place.folder(runOf(here))), tree, "notes.txt");
      expect(fs.readFileSync(path, "utf8"), ended.err).toBe("first\n");
      const session = sessionOf(here);
      const again = await resumed(here);
      expect(taskIn(documentIn(again), "edit"), again.err).toMatchObject({ status: "success" });
      expect(notesIn(here)).toBe("first\nsecond");
      expect(beginnings(here)).toBe(1);
      expect(sessionOf(here)).toBe(session);
      expectPaid(here, again);
      expectTidy(here);
    },
  );
});

const claude = async (text?: string): Promise<Scene> => scene("claude", text);

describe("the tree of an attempt that was cut", () => {
  it("is kept over several kills, and gone on with each time", async () => {
    const here = await claude();
    for (const nth of [1, 2, 3]) await cut(here, nth === 2 ? "SIGINT" : "SIGKILL", nth);
    expect(treesIn(here)).toHaveLength(1);
    const again = await resumed(here);
    expect(notesIn(here), again.err).toBe("first\nsecond");
    expect(beginnings(here)).toBe(1);
    expectPaid(here, again);
    expectTidy(here);
  });

  it("is said to be kept, and taken away by cancel and by rollback", async () => {
    for (const word of ["cancel", "rollback"]) {
      const here = await claude();
      const ended = await cut(here, "SIGINT");
      expect(ended.err).toContain("1 working tree is kept");
      expect(treesIn(here)).toHaveLength(1);
      const { code, err } = await here.place.run([word, "latest"], { env: here.live() });
      expect(code, err).toBe(0);
      expectTidy(here);
    }
  });

  it("is taken away by cancel also if nobody lived to end the run", async () => {
    const here = await claude();
    await cut(here, "SIGKILL");
    expect(treesIn(here)).toHaveLength(1);
    const { code, err } = await here.place.run(["cancel", "latest"], { env: here.live() });
    expect(code, err).toBe(0);
    expectTidy(here);
  });

  it("is not gone on with if the task is another one by now", async () => {
    const here = await claude();
    await cut(here, "SIGKILL");
    here.place.write("it.yml", workflow("claude").replace("Do [[edit]]", "Do it otherwise [[edit]]"));
    const again = await resumed(here);
    expect(notesIn(here), again.err).toBe("first\nsecond");
    expect(beginnings(here)).toBe(2);
    expectPaid(here, again);
    expectTidy(here);
  });

  it("is not gone on with if its conversation is gone: what stood in it is not done twice", async () => {
    const here = await claude();
    // After a kill the agent would live on, and write down its conversation again.
    await cut(here, "SIGINT");
    fs.rmSync(join(here.place.directory, ".claude/projects"), { recursive: true });
    const again = await resumed(here);
    expect(notesIn(here), again.err).toBe("first\nsecond");
    expect(beginnings(here)).toBe(2);
    expectTidy(here);
  });

  it("keeps an answer that was given before the cut from being paid for again, while it was verified", async () => {
    const gate = "    verify: [{ run: 'touch ~/at-it; while [ ! -e ~/go ]; do sleep 0.05; done' }]\n";
    const text = workflow("claude").replace(
      /  - \{ id: edit, agent: worker, prompt: "([^"]+)" \}/,
      `  - id: edit\n    agent: worker\n    prompt: "$1"\n${gate}`,
    );
    const here = await claude(text);
    here.speak();
    const going = here.place.start(["run", "it.yml"], { env: here.live() });
    await until("verifying", () => here.place.has("at-it"));
    going.kill("SIGKILL");
    await going.ended;
    here.place.write("go", "");
    const again = await resumed(here);
    expect(notesIn(here), again.err).toBe("first\nsecond");
    expect(beginnings(here)).toBe(1);
    expectPaid(here, again);
    expectTidy(here);
  });
});
