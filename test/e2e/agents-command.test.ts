/** `agents`: who can be asked, and the project's own folder of them, which nothing else is written to. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "../rig/cli.ts";
import { temporaryFolder } from "../rig/folder.ts";

const OWN = `---
name: tester
description: Tests what others wrote
tools: Read, Bash(npm test)
model: haiku
runner: claude
capabilities: [Testing, fuzzing]
coordination_patterns: parallel
permission_mode: plan
max_turns: 4
env: { LEVEL: high }
mcp: { files: { command: server } }
parameters: { type: object, required: [task], properties: { task: { type: string } } }
---

You test.
`;
const at = (name: string): string => `.claude/agents/${name}.md`;

type Listed = Readonly<{ name: string; origin: string; capabilities: readonly string[] }>;
const namesIn = (out: string): readonly string[] =>
  (JSON.parse(out) as { agents: readonly Listed[] }).agents.map(({ name }) => name);

describe("agents list", () => {
  it("shows the project's own and the built-in ones, by capability and by pattern", async () => {
    const place = project({ [at("tester")]: OWN });
    const all = await place.run(["agents", "list"]);
    expect(all.code).toBe(0);
    expect(all.out).toMatch(/^tester +project +Testing, fuzzing +parallel +Tests what others wrote$/m);
    expect(all.out).toMatch(/^coder +built-in /m);
    const json = async (...words: readonly string[]): Promise<readonly string[]> =>
      namesIn((await place.run(["agents", "list", "--json", ...words])).out);
    expect(await json("--capability", "testing")).toEqual(
      expect.arrayContaining(["tester", "checker", "TestAgent"]),
    );
    expect(await json("--capability", "testing")).not.toContain("planner");
    expect(await json("--capability", "fuzzing", "--pattern", "parallel")).toEqual(["tester"]);
    expect(await json("--capability", "fuzzing", "--pattern", "hierarchical")).toEqual([]);
  });

  it("knows which word was probably meant", async () => {
    const ended = await project().run(["agents", "list", "--capability", "tesing"]);
    expect([ended.code, ended.out]).toEqual([0, ""]);
    expect(ended.err).toBe('no agent has the capability "tesing"; did you mean "testing"?\n');
  });
});

describe("agents show", () => {
  it("tells everything that its file says", async () => {
    const place = project({ [at("tester")]: OWN });
    const shown = await place.run(["agents", "show", "tester", "--json"]);
    expect(JSON.parse(shown.out)).toEqual({
      schemaVersion: 1,
      name: "tester",
      origin: "project",
      path: at("tester"),
      valid: true,
      description: "Tests what others wrote",
      capabilities: ["Testing", "fuzzing"],
      coordination_patterns: ["parallel"],
      runner: "claude",
      model: "haiku",
      tools: ["Read", "Bash(npm test)"],
      permission_mode: "plan",
      max_turns: 4,
      env: { LEVEL: "high" },
      mcp: { files: { command: "server" } },
      parameters: { type: "object", required: ["task"], properties: { task: { type: "string" } } },
      prompt: "You test.",
    });
    const read = await place.run(["agents", "show", "tester"]);
    expect(read.out).toMatch(/^tester \(project, \.claude\/agents\/tester\.md\)\nTests what others wrote\n/);
    expect(read.out).toContain("You test.\n");
  });

  it("shows what is wrong with its file, in its place", async () => {
    const place = project({ [at("odd")]: OWN.replace("max_turns: 4", "max_turns: many") });
    const shown = await place.run(["agents", "show", "odd"]);
    expect(shown.code).toBe(2);
    expect(shown.err).toContain(".claude/agents/odd.md:10:12");
    expect((await place.run(["agents", "list"])).out).toMatch(/^odd .*has mistakes/m);
    const lost = await place.run(["agents", "show", "ood"]);
    expect([lost.code, lost.err]).toEqual([
      2,
      'error: there is no agent "ood"\n  help: did you mean "odd"?\n',
    ]);
  });
});

describe("agents add", () => {
  it("makes a built-in one the project's own, once", async () => {
    const place = project();
    const added = await place.run(["agents", "add", "coder"]);
    expect([added.code, added.out]).toEqual([0, `added coder from the built-in one: ${at("coder")}\n`]);
    place.write(at("coder"), "Mine.\n");
    for (const words of [[], ["--no-input"]]) {
      const again = await place.run(["agents", "add", "coder", ...words]);
      expect(again.code).toBe(2);
      expect(again.err).toContain("--force replaces it");
    }
    expect(place.lines(at("coder"))).toEqual(["Mine."]);
    const forced = await place.run(["agents", "add", "coder", "--force", "--json"]);
    expect(JSON.parse(forced.out)).toMatchObject({ schemaVersion: 1, action: "replaced", name: "coder" });
    expect(place.lines(at("coder"))[0]).toBe("---");
    expect(readdirSync(join(place.folder, ".claude/agents"))).toEqual(["coder.md"]);
  });

  it("takes one from a file, under the name that it has there", async () => {
    const place = project({ "drafts/some.md": OWN });
    expect((await place.run(["agents", "add", "drafts/some.md"])).code).toBe(0);
    expect(readFileSync(join(place.folder, at("tester")), "utf8")).toBe(OWN);
  });

  it("makes a new one from a description, ready to be asked", async () => {
    const place = project({
      "it.yml": "name: it\ntasks: [{ id: a, agent: helper, prompt: Help }]\n",
    });
    expect((await place.run(["agents", "add", "helper", "--description", 'Helps: "gladly"'])).code).toBe(0);
    expect((await place.run(["validate", "it.yml"])).code).toBe(0);
    expect((await place.run(["agents", "list"])).out).toMatch(/^helper +project +Helps: "gladly"$/m);
  });

  it.each([
    ["a name that nobody has", ["nobody-at-all"], "among the built-in ones"],
    ["a file that is not there", ["./none.md"], "there is no file"],
    ["a file that is no agent's", ["broken.md"], "is no definition of an agent"],
    ["a name that leads elsewhere", ["evil.md"], "cannot be the name of an agent"],
    ["nothing", [], "agents add needs a name"],
  ])("refuses %s", async (_, words, message) => {
    const place = project({
      "broken.md": "---\nname: x\nmax_turns: many\n---\n",
      "evil.md": "---\nname: ../../evil\n---\nEvil.\n",
    });
    const ended = await place.run(["agents", "add", ...words]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(message);
    expect(existsSync(join(place.folder, ".claude"))).toBe(false);
  });

  it("never writes outside of the project, nor through a link", async () => {
    const elsewhere = temporaryFolder();
    const place = project();
    symlinkSync(elsewhere, join(place.folder, ".claude"));
    const ended = await place.run(["agents", "add", "coder", "--force"]);
    expect(ended.code).toBe(7);
    expect(ended.err).toContain(".claude/agents leads out of the project");
    expect(readdirSync(elsewhere)).toEqual([]);
    const other = project({ "bystander.md": "untouched\n" });
    mkdirSync(join(other.folder, ".claude/agents"), { recursive: true });
    symlinkSync(join(other.folder, "bystander.md"), join(other.folder, at("coder")));
    expect((await other.run(["agents", "add", "coder", "--force"])).code).toBe(7);
    expect(other.lines("bystander.md")).toEqual(["untouched"]);
  });
});

describe("agents remove", () => {
  it("removes one of the project's, if somebody agrees", async () => {
    const place = project({ [at("tester")]: OWN });
    const asked = await place.run(["agents", "remove", "tester"]);
    expect([asked.code, existsSync(join(place.folder, at("tester")))]).toEqual([2, true]);
    expect(asked.err).toContain("--yes removes it");
    const removed = await place.run(["agents", "remove", "tester", "--yes"]);
    expect([removed.code, removed.out]).toEqual([0, `removed tester: ${at("tester")}\n`]);
    expect(existsSync(join(place.folder, at("tester")))).toBe(false);
  });

  it.each([
    ["one that came with the product", "planner", "cannot be removed"],
    ["one that nobody knows", "plannr", 'did you mean "planner"?'],
    ["a path", "../../etc/passwd", "is no name of an agent"],
  ])("refuses %s", async (_, name, message) => {
    const ended = await project().run(["agents", "remove", name, "--yes"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(message);
  });
});

it("the environment of an agent's definition reaches its tasks, and theirs wins", async () => {
  const place = project({
    [at("teller")]:
      `---\nname: teller\nrunner: command\ncommand: [bash, -c, 'echo "$LEVEL $MODE $ODD"']\nenv: { LEVEL: high, MODE: slow, ODD: "\${run.id} stays" }\n---\n\nTell.\n`,
    "it.yml":
      "name: it\ntasks: [{ id: a, agent: teller, prompt: Tell, env: { MODE: fast } }]\noutputs: { said: '${a.output}' }\n",
  });
  const ended = await place.run(["run", "it.yml", "-q"]);
  expect(ended.out).toBe("said: high fast ${run.id} stays\n");
});

it("other words are not known", async () => {
  const ended = await project().run(["agents", "shwo", "coder"]);
  expect([ended.code, ended.err]).toEqual([
    2,
    'error: agents does not know "shwo"\n  help: did you mean "show"?\n',
  ]);
});
