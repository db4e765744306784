/** Twelve real agents that edit one repository, six at a time: however often it is killed, the run ends with the same files and pays nothing twice. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { CLAUDE_SETTING } from "../../../src/adapters/agents/claude-cli.ts";
import type { Fields } from "../../../src/core/base/value.ts";
import { installedClaude, KEY } from "../../rig/claude.ts";
import { type Flow, type ModelStub, modelStub, type Turn } from "../../rig/model-stub.ts";
import { documentIn, type Project, project, type RunDocument } from "../../rig/program.ts";
import { repository, type Repository } from "../../rig/repository.ts";
import { carriers, type Spawned, until } from "../../rig/spawned.ts";

const SEED = Number(process.env["AO_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const KILLS = 3;
/** How much of a whole run's journal a life may write at most before it is killed. */
const LONGEST_LIFE = 0.45;

const FIRST = ["a1", "a2", "a3", "a4", "a5", "a6"];
/** Who builds on whom: `b1` on the two that edit the same line. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  b1: ["a1", "a2"],
  b2: ["a3"],
  b3: ["a4"],
  b4: ["a5", "a6"],
  b5: ["a3", "a4"],
  b6: ["a6"],
};
const TASKS = [...FIRST, ...Object.keys(NEEDS)];
const RIVALS = ["a1", "a2"];
const RESOLVER = "resolver";
const LINE = "one";
const MERGED = "a1 and a2\ntwo\n";
const FILES = { "shared.txt": `${LINE}\ntwo\n` };

const WORKFLOW = `
name: twelve
settings:
  max_parallel: 6
  on_conflict: { agent: worker, model: haiku, prompt: "Resolve [[${RESOLVER}]]" }
agents:
  worker: { description: Works, tools: [Read, Write, Edit], prompt: You work. }
tasks:
${TASKS.map((id) => `  - { id: ${id}, agent: worker, model: haiku, prompt: "Do [[${id}]]", dependencies: [${(NEEDS[id] ?? []).join(", ")}] }`).join("\n")}
`;

const call = (name: string, input: Readonly<Record<string, string>>): Turn["calls"] => [{ name, input }];

/** Each agent looks, changes and says so; nobody's amounts are another's. */
function turnsOf(name: string): readonly Turn[] {
  const paid = (TASKS.indexOf(name) + 2) * 100;
  const own = `${name}.txt`;
  const shared = RIVALS.includes(name);
  const path = shared || name === RESOLVER ? "shared.txt" : own;
  const before = shared ? LINE : "draft";
  const begin =
    path === own ? call("Write", { file_path: path, content: "draft\n" }) : call("Read", { file_path: path });
  const change =
    name === RESOLVER
      ? call("Write", { file_path: path, content: MERGED })
      : call("Edit", { file_path: path, old_string: before, new_string: name });
  const turns = [{ calls: begin ?? [] }, { calls: change ?? [] }, { text: `${name} is done` }];
  return turns.map((turn, at) => ({ ...turn, input: paid + at, output: at + 1 }));
}

/** What was done in the conversation; answers that were cut off may stand in it too. */
const stepsIn = ({ messages = [] }: Fields): number =>
  JSON.stringify(messages).split('"type":"tool_result"').length - 1;

/** Gives whole answers, or only begins them, or gives none. */
type Mood = "speaks" | "begins" | "is still";

/** A model that can be made to hold its breath, so that nothing is under way when a run is killed. */
type Model = Readonly<{
  stub: ModelStub;
  turn: (mood: Mood) => void;
  /** Speaks to another life of the run, and to no agent that outlived an earlier one. */
  live: (life: number) => Readonly<Record<string, string>>;
  sold: () => RunDocument["usage"];
  /** Answers that were given to their end. */
  whole: () => number;
  /** What the beginnings of the others said. */
  begun: () => readonly string[];
}>;

async function model(): Promise<Model> {
  let mood: Mood = "speaks";
  let whole = 0;
  let lives = 0;
  const begun: string[] = [];
  const stopped = (name: string): Turn => {
    // Who resolves has no conversation that anybody goes on with.
    if (name === RESOLVER || mood === "is still") return { hang: "before" };
    const input = 50_000 + begun.length;
    begun.push(`"input_tokens":${input}`);
    return { hang: "within", text: "x", input };
  };
  const flows = [...TASKS, RESOLVER].map((name): Flow => {
    const turns = turnsOf(name);
    const turn = (_: number, body: Fields): Turn => {
      if (stub.seen.at(-1)?.account !== String(lives)) return { hang: "before" };
      if (mood !== "speaks") return stopped(name);
      whole += 1;
      return turns[Math.min(stepsIn(body), turns.length - 1)] ?? {};
    };
    return { name, match: { prompt: `[[${name}]]` }, turns: turn };
  });
  const stub = await modelStub(flows);
  onTestFinished(() => stub.close());
  return {
    stub,
    turn: (to) => void (mood = to),
    live(life) {
      lives = life;
      mood = "speaks";
      return {
        ANTHROPIC_API_KEY: KEY,
        ANTHROPIC_BASE_URL: stub.url(String(life)),
        [CLAUDE_SETTING]: installedClaude(),
      };
    },
    sold() {
      const accounts = Array.from({ length: lives + 1 }, (_, life) => stub.account(String(life)));
      const sum = (name: "inputTokens" | "outputTokens"): number =>
        accounts.reduce((all, account) => all + account[name], 0);
      return { input_tokens: sum("inputTokens"), output_tokens: sum("outputTokens") };
    },
    whole: () => whole,
    begun: () => begun,
  };
}

type Home = Readonly<{ place: Project; home: Repository; model: Model }>;

async function fresh(): Promise<Home> {
  const place = project({ "it.yml": WORKFLOW, ...FILES });
  const home = repository({}, place.directory);
  home.commit("first");
  return { place, home, model: await model() };
}

const runOf = ({ place }: Home): string => place.runs()[0] ?? "";
const journal = (here: Home): ReturnType<Project["journal"]> => here.place.journal(runOf(here));
const countOf = (here: Home, wanted: string): number =>
  journal(here).filter(({ type }) => type === wanted).length;

const asksOf = ({ model: { stub } }: Home, name: string): number =>
  stub.seen.filter(({ flow }) => flow === name).length;

function committedIn(here: Home): ReadonlySet<string> {
  const names = journal(here).flatMap(({ type, task }) => {
    if (type === "workspace.joined") return [RESOLVER];
    return type === "task.succeeded" && task !== undefined ? [task] : [];
  });
  return new Set(names);
}

function logsOf(here: Home): string {
  const folder = join(here.place.folder(runOf(here)), "logs");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

const resultTree = (here: Home): string =>
  here.home.git("rev-parse", `agent-orchestrator/${runOf(here)}^{tree}`);

const expectPaid = (here: Home, { usage }: RunDocument, told: string): void =>
  expect(usage, told).toEqual(here.model.sold());

/** Small and known to spread well enough: what matters is that a seed gives the same moments again. */
function chance(seed: number): () => number {
  let at = seed >>> 0;
  return () => {
    at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0;
    return at / 2 ** 32;
  };
}

/** Kills it once its journal is that long. What an agent hears after its run has died, nobody can count: so all is heard first. */
async function killedAt(here: Home, going: Spawned, entries: number): Promise<boolean> {
  let over = false;
  void going.ended.then(() => (over = true));
  await until(`${entries} entries`, () => over || journal(here).length >= entries);
  here.model.turn("begins");
  await until(
    "all answers are in the journal",
    () => over || countOf(here, "usage.reported") >= here.model.whole(),
  );
  here.model.turn("is still");
  await until("all beginnings are in transcripts", () => {
    if (over) return true;
    const logs = logsOf(here);
    return here.model.begun().every((text) => logs.includes(text));
  });
  going.kill("SIGKILL");
  const { signal } = await going.ended;
  return signal === "SIGKILL";
}

async function uninterrupted(): Promise<Readonly<{ tree: string; entries: number }>> {
  const here = await fresh();
  const ended = await here.place.run(["run", "it.yml", "--json", "-q"], { env: here.model.live(0) });
  const document = documentIn(ended);
  expect(document.conclusion, ended.out + ended.err).toBe("success");
  for (const name of [...TASKS, RESOLVER]) expect(asksOf(here, name), name).toBe(turnsOf(name).length);
  expectPaid(here, document, "uninterrupted");
  const branch = `agent-orchestrator/${runOf(here)}`;
  expect(here.home.git("show", `${branch}:shared.txt`)).toBe(MERGED.trimEnd());
  for (const name of TASKS)
    if (!RIVALS.includes(name)) expect(here.home.git("show", `${branch}:${name}.txt`)).toBe(name);
  return { tree: resultTree(here), entries: journal(here).length };
}

describe("twelve agents in one repository, six at a time", () => {
  it("end with the same files however often the run is killed, and nothing committed is paid for twice", async () => {
    console.info(`twelve: AO_SEED=${SEED}`);
    const luck = chance(SEED);
    const { tree, entries } = await uninterrupted();
    const here = await fresh();
    const asked = new Map<string, number>();
    let args = ["run", "it.yml", "-q"];
    let kills = 0;
    for (let life = 1; life <= KILLS; life += 1) {
      const told = `seed ${SEED}, life ${life}`;
      const moment = journal(here).length + 3 + Math.floor(luck() * entries * LONGEST_LIFE);
      if (await killedAt(here, here.place.start(args, { env: here.model.live(life) }), moment)) kills += 1;
      for (const [name, count] of asked) expect(asksOf(here, name), `${told}: ${name}`).toBe(count);
      for (const name of committedIn(here)) asked.set(name, asksOf(here, name));
      args = ["resume", runOf(here), "-q"];
    }
    const ended = await here.place.run([...args, "--json"], { env: here.model.live(KILLS + 1) });
    const document = documentIn(ended);
    const told = `seed ${SEED}, ${kills} kills`;
    expect(document.conclusion, told + ended.out + ended.err).toBe("success");
    expect(kills, told).toBeGreaterThan(0);
    for (const [name, count] of asked) expect(asksOf(here, name), `${told}: ${name}`).toBe(count);
    expect(resultTree(here), told).toBe(tree);
    expectPaid(here, document, told);
    expect(here.home.git("status", "--porcelain", "-uno"), told).toBe("");
    expect(carriers(`AO_RUN_ID=${runOf(here)}`), told).toEqual([]);
  });
});
