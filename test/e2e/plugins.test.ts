/** Plugins through the built program, on every version of Node.js that the machine has: loaded, run, resumed, refused. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentFrom, nodes, project } from "../rig/cli.ts";

const example = join(import.meta.dirname, "../../examples/plugin");
const read = (name: string): string => readFileSync(join(example, name), "utf8");
const EXAMPLE = {
  "tasks.mjs": read("tasks.mjs"),
  "words.yml": read("words.yml"),
  "words.test.yml": read("words.test.yml"),
};

describe.each(nodes())("on Node.js %s", (_, node) => {
  it("the example is valid, is tested and runs, also when the program is kept compiled", async () => {
    const place = project(EXAMPLE);
    const env = { NODE_COMPILE_CACHE: join(place.folder, "cache") };
    for (const time of [1, 2]) {
      expect([time, await place.run(["validate", "--strict", "words.yml"], { node, env })]).toMatchObject([
        time,
        { code: 0 },
      ]);
      const ended = await place.run(["run", "words.yml", "-p", "title=Any Name", "--json", "-q"], {
        node,
        env,
      });
      expect([time, ended.err, ended.code]).toEqual([time, "", 0]);
      expect(documentFrom(ended.out).outputs).toEqual({ words: 4, twice: 8, name: "any-name" });
    }
    expect(await place.run(["test", "words.yml"], { node, env })).toMatchObject({ code: 0 });
  });
});

const BAD = `export default { name: "bad", types: {
  forever: { run: () => new Promise(() => {}) },
  stray: { run: async () => {
    setTimeout(() => { throw new Error("late bang"); }, 1);
    void Promise.reject(new Error("loose"));
    await new Promise((done) => setTimeout(done, 100));
    return "fine";
  } },
  odd: { run: () => { throw Object.create(null); } },
}, functions: { spin: { call: () => { for (;;); } } } };`;

describe("a plugin that misbehaves", () => {
  it("fails its own tasks and nothing else: the run comes to its end", async () => {
    const place = project({
      "bad.mjs": BAD,
      "it.yml": [
        "name: it",
        "settings: { plugins: [bad.mjs], cancel_grace: 1, on_failure: continue }",
        "tasks:",
        "  - { id: forever, type: forever, timeout: 1 }",
        "  - { id: stray, type: stray }",
        "  - { id: odd, type: odd }",
        '  - { id: spin, type: command, run: [echo, "${spin()}"] }',
        "  - { id: sound, type: command, run: [echo, fine] }",
      ].join("\n"),
    });
    const ended = await place.run(["run", "it.yml", "--json"]);
    const { tasks } = documentFrom(ended.out);
    expect(Object.fromEntries(tasks.map(({ id, status }) => [id, status]))).toEqual({
      forever: "failure",
      stray: "success",
      odd: "failure",
      spin: "failure",
      sound: "success",
    });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain("a plugin let an error go by: late bang");
    expect(ended.err).toContain("a plugin let an error go by: loose");
  });
});

describe("a run that is resumed", () => {
  const flaky = (words: string): string => `import { existsSync } from "node:fs";
    export default { name: "flaky", types: { look: { run: ({ directory }) => {
      if (!existsSync(directory + "/there")) throw new Error("not there yet");
      return ${JSON.stringify(words)};
    } } }, functions: { twice: { call: (text) => text + text } } };`;
  const WORKFLOW = [
    "name: it",
    "settings: { plugins: [./flaky.mjs] }",
    "tasks:",
    "  - { id: first, type: command, run: [echo, once] }",
    "  - { id: look, type: look, dependencies: [first] }",
    'outputs: { said: "${twice(look.output)}" }',
  ].join("\n");

  it("goes on with the module as it was", async () => {
    const place = project({ "it.yml": WORKFLOW, "flaky.mjs": flaky("x") });
    expect((await place.run(["run", "it.yml"])).code).toBe(1);
    place.write("there", "");
    const ended = await place.run(["resume", "latest", "--json"]);
    expect(ended.code).toBe(0);
    expect(documentFrom(ended.out).outputs).toEqual({ said: "xx" });
    expect(documentFrom((await place.run(["status", "--json"])).out).outputs).toEqual({ said: "xx" });
  });

  it("does not go on with a module that has changed unless it is told to", async () => {
    const place = project({ "it.yml": WORKFLOW, "flaky.mjs": flaky("x") });
    await place.run(["run", "it.yml"]);
    place.write("there", "");
    place.write("flaky.mjs", flaky("y"));
    const refused = await place.run(["resume", "latest", "--workflow", "recorded"]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('the plugin "flaky.mjs" has changed since the plan was made');
    const ended = await place.run(["resume", "latest", "--workflow", "current", "--json"]);
    expect(documentFrom(ended.out).outputs).toEqual({ said: "yy" });
  });
});

describe("files that are not trusted", () => {
  const TRAP = `import { writeFileSync } from "node:fs"; writeFileSync("ran", "");
    export default { name: "trap", functions: { f: { call: () => 1 } } };`;
  const files = {
    "trap.mjs": TRAP,
    "it.yml":
      "name: it\nsettings: { plugins: [./trap.mjs] }\ntasks: [{ id: a, type: command, run: [echo, '${f()}'] }]\n",
    "it.test.yml": "cases: [{ name: one, expect: { conclusion: success } }]\n",
    "event.json": JSON.stringify({
      pull_request: { head: { repo: { full_name: "them/app" } }, base: { repo: { full_name: "we/app" } } },
    }),
  };
  const COMMANDS = [
    ["validate", "it.yml"],
    ["plan", "it.yml"],
    ["run", "it.yml"],
    ["test", "it.yml"],
  ];

  it.each(COMMANDS)("are refused by %s with --untrusted, and none of their code runs", async (...words) => {
    const place = project(files);
    const ended = await place.run([...words, "--untrusted"]);
    expect(ended.code).toBe(7);
    expect(ended.out + ended.err).toContain("AO1611");
    expect(place.lines("ran")).toEqual([]);
    expect((await place.run(["validate", "it.yml"])).code).toBe(0);
  });

  it.each(COMMANDS)("are refused by %s where a pull request comes from a fork", async (...words) => {
    const place = project(files);
    const env = { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: join(place.folder, "event.json") };
    const ended = await place.run(words, { env });
    expect(ended.code).toBe(7);
    expect(ended.out + ended.err).toContain("the pull request comes from them/app");
  });
});
