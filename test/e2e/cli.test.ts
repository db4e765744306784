import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { documentFrom, nodes, project, type Ended, type Options } from "../rig/cli.ts";

const HELLO = `name: hello
description: Says hello
inputs:
  who: { type: string, default: world }
tasks:
  - id: greet
    type: command
    run: [echo, "hello \${inputs.who}"]
  - id: shout
    type: command
    dependencies: [greet]
    run: [bash, -c, 'echo "$TEXT!" && echo to-stderr >&2']
    env: { TEXT: "\${greet.output}" }
outputs: { said: "\${shout.output}" }
`;

const FAILS = `name: fails
settings: { on_failure: continue }
tasks:
  - id: bad
    type: command
    run: [bash, -c, "echo 'Error: boom' >&2; exit 3"]
  - id: after
    type: command
    dependencies: [bad]
    run: [echo, never]
`;

const WRONG = `name: wrong
tasks:
  - id: a
    agent: coder
    promt: Hi
  - id: b
    agent: revewer
    prompt: Look
    dependencies: [a, c]
`;

const shared = mkdtempSync(join(tmpdir(), "ao-"));
afterAll(() => rmSync(shared, { recursive: true, force: true }));
const HELLO_TESTS = "cases:\n  - { name: a, replies: { gret: { output: hi } }, expect: {} }\n";

const here = project(
  {
    "workflows/hello.yml": HELLO,
    "workflows/hello.test.yml": HELLO_TESTS,
    "fails.yml": FAILS,
    "wrong.yml": WRONG,
  },
  shared,
);
const cli = (words: readonly string[], options?: Options): Promise<Ended> => here.run(words, options);

describe.each(nodes())("under Node.js %s", (_version, node) => {
  const options = { node };

  test("a run prints its outputs on stdout and its progress on stderr", async () => {
    const { code, out, err } = await cli(["run", "hello", "-p", "who=you"], options);
    expect(out).toBe("said: hello you!\n");
    expect(err).toMatch(/^\d\d:\d\d:\d\d START {4}greet type=command attempt=1$/m);
    expect(err).toMatch(/^✔ hello succeeded: 2 of 2 tasks succeeded, /m);
    expect(code).toBe(0);
  });

  test("--json prints one document and nothing else", async () => {
    const { code, out, err } = await cli(["run", "hello", "--json", "--quiet"], options);
    const document = documentFrom(out);
    expect(document).toMatchObject({
      schemaVersion: 1,
      workflow: "hello",
      conclusion: "success",
      outputs: { said: "hello world!" },
    });
    expect(document.tasks.map((task) => [task.id, task.status, task.output])).toEqual([
      ["greet", "success", "hello world"],
      ["shout", "success", "hello world!"],
    ]);
    expect([code, err]).toEqual([0, ""]);
  });

  test("version, help and a misspelt command end at once", async () => {
    expect((await cli(["version"], options)).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await cli([], options)).out).toContain("usage: agent-orchestrator <command>");
    const wrong = await cli(["vlidate"], options);
    expect([wrong.code, wrong.out]).toEqual([2, ""]);
    expect(wrong.err).toContain('did you mean "validate"?');
  });
});

test("--json-lines prints every entry as it happens and the document last", async () => {
  const { out } = await cli(["run", "hello", "--json-lines", "-q"]);
  const lines = out.trimEnd().split("\n");
  const types = lines.slice(0, -1).map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types[0]).toBe("run.started");
  expect(types.at(-1)).toBe("run.finished");
  expect(types.filter((type) => type === "task.succeeded")).toHaveLength(2);
  expect(lines.every((line) => (JSON.parse(line) as { schemaVersion: number }).schemaVersion === 1)).toBe(
    true,
  );
  expect(documentFrom(lines.at(-1) ?? "").conclusion).toBe("success");
});

test("a failed run ends with 1, the real words of the error, and the next command", async () => {
  const { code, err } = await cli(["run", "fails.yml"]);
  expect(code).toBe(1);
  expect(err).toMatch(/^ {4}\| Error: boom$/m);
  expect(err).toMatch(/^ {2}next: agent-orchestrator resume \d{8}-\d{6}-[0-9a-f]{4}/m);
});

test("an invalid workflow never starts, and every mistake is told at once with its place", async () => {
  const { code, out, err } = await cli(["run", "wrong.yml"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain('did you mean "prompt"?');
  expect(err).toContain('did you mean "reviewer"?');
  expect(err).toContain("wrong.yml:5:5");
  expect(err).toMatch(/^3 errors in 1 file/m);
});

test("validate speaks five languages and ends with 2 on an error", async () => {
  for (const format of ["text", "json", "sarif", "github", "compact"]) {
    const { code, out, err } = await cli(["validate", "wrong.yml", "--format", format]);
    expect([format, code, err]).toEqual([format, 2, ""]);
    expect(out).toContain("wrong.yml");
  }
  expect((await cli(["validate", "hello"])).out).toBe("1 file checked, no mistakes found\n");
});

test("validate without names checks the project's own workflows", async () => {
  const { code, out } = await cli(["validate"]);
  expect([code, out]).toEqual([0, "1 file checked, no mistakes found\n"]);
});

test("validate takes whole folders: a file of tests is checked as one, and its mistakes have their places", async () => {
  const folder = fileURLToPath(new URL("../../workflows", import.meta.url));
  const files = readdirSync(folder).map((name) => join(folder, name));
  expect(files.some((file) => file.endsWith(".test.yml"))).toBe(true);
  const { code, out } = await cli(["validate", ...files]);
  expect([code, out]).toEqual([0, `${files.length} files checked, no mistakes found\n`]);
  const wrong = await cli(["validate", "workflows/hello.test.yml"]);
  expect(wrong.code).toBe(2);
  expect(wrong.out).toContain('"gret" is no task of the workflow\n --> workflows/hello.test.yml:2:27');
});

test("the shipped library has no mistakes and can be listed", async () => {
  const { out } = await cli(["list", "--json"]);
  const { workflows } = JSON.parse(out) as {
    workflows: { name: string; origin: string; description: string }[];
  };
  const library = workflows.filter(({ origin }) => origin === "library");
  expect(library.length).toBeGreaterThanOrEqual(10);
  expect(library.every(({ description }) => description !== "")).toBe(true);
  const checked = await cli(["validate", "--strict", ...library.map(({ name }) => name)]);
  expect([checked.code, checked.out]).toEqual([0, `${library.length} files checked, no mistakes found\n`]);
});

test("plan draws the graph, --json prints it, and nothing is started", async () => {
  const before = (await project().run(["status"])).err;
  expect(before).toContain("error: there are no runs yet");
  const { out, code } = await cli(["plan", "hello"]);
  expect(code).toBe(0);
  expect(out).toContain("longest path: greet → shout");
  const json = JSON.parse((await cli(["plan", "hello", "--json"])).out) as { levels: string[][] };
  expect(json.levels).toEqual([["greet"], ["shout"]]);
});

test("--dry-run shows the plan and leaves no trace", async () => {
  const place = project({ "workflows/hello.yml": HELLO });
  const { code, err } = await place.run(["run", "hello", "--dry-run"]);
  expect([code, err]).toEqual([0, "nothing was started: this was a dry run\n"]);
  expect(readdirSync(place.folder)).toEqual(["workflows"]);
});

test("inputs come from -p, from a file, and -p wins", async () => {
  here.write("params.yml", "who: file\n");
  expect((await cli(["run", "hello", "--params", "params.yml"])).out).toBe("said: hello file!\n");
  expect((await cli(["run", "hello", "--params", "params.yml", "-p", "who=flag"])).out).toBe(
    "said: hello flag!\n",
  );
  const wrong = await cli(["run", "hello", "-p", "woh=x"]);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('did you mean "who"?');
  expect((await cli(["run", "hello", "-p", "who"])).err).toContain('-p needs name=value, not "who"');
});

test("without an agent it says what is missing and how to go on without", async () => {
  const { code, err } = await cli(["run", "full-stack-feature", "-p", "feature_name=x"]);
  expect(code).toBe(4);
  expect(err).toContain('the runner "claude" is not available');
  expect(err).toContain("--runner scripted");
  const typo = await cli(["run", "full-stack-feature", "-p", "feature_name=x", "--runner", "scriptd"]);
  expect(typo.code).toBe(2);
  expect(typo.err).toContain('did you mean "scripted"?');
});

test.each([
  ["nowhere.yml", 'there is no file "nowhere.yml"'],
  ["helo", 'did you mean "hello"?'],
  ["workflows", '"workflows" is a directory'],
  ["empty.yml", "empty"],
  ["binary.yml", "not text"],
])("%s is refused with a sentence", async (word, sentence) => {
  here.write("empty.yml", "");
  here.write("binary.yml", new Uint8Array([0x7f, 0x45, 0, 0, 0xff, 0xfe]));
  for (const command of ["run", "validate"]) {
    const { code, out, err } = await cli([command, word]);
    expect(code).toBe(2);
    expect(out + err).toContain(sentence);
    expect(err).not.toContain("made a mistake");
  }
});

test("a file that cannot be read is refused with a sentence", async () => {
  symlinkSync("loop.yml", join(here.folder, "loop.yml"));
  const { code, err } = await cli(["run", "loop.yml"]);
  expect(code).toBe(2);
  expect(err).toContain('"loop.yml" cannot be read: its links go round in a circle');
});

test("schema and explain print what they know", async () => {
  const schema = JSON.parse((await cli(["schema"])).out) as { $schema: string };
  expect(schema.$schema).toContain("draft-07");
  expect((await cli(["explain", "AO1203"])).out).toContain("AO1203");
  expect((await cli(["explain", "timeout"])).code).toBe(0);
  const wrong = await cli(["explain", "tiemout"]);
  expect([wrong.code, wrong.err]).toEqual([
    2,
    'error: nothing is known about "tiemout"\n  help: did you mean "timeout"?\n',
  ]);
});

test("colour follows the wishes of the environment and of flags", async () => {
  const colored = async (env: Record<string, string>, ...flags: string[]): Promise<boolean> =>
    (await cli(["plan", "hello", ...flags], { env })).out.includes("\u001b[");
  expect(await colored({})).toBe(false);
  expect(await colored({ FORCE_COLOR: "1" })).toBe(true);
  expect(await colored({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
  expect(await colored({ NO_COLOR: "1" }, "--color")).toBe(true);
  expect(await colored({ FORCE_COLOR: "1" }, "--no-color")).toBe(false);
});

test("settings come from flag, environment and file, and their origin can be asked for", async () => {
  const place = project({ "agent-orchestrator.config.yml": "max_parallel: 7\nui: plain\n" });
  const env = { AGENT_ORCHESTRATOR_UI: "none" };
  const { out } = await place.run(["run", "--print-config", "--quiet"], { env });
  expect(out).toMatch(/^max-parallel +7 +file \(max_parallel in agent-orchestrator\.config\.yml\)$/m);
  expect(out).toMatch(/^ui +none +environment \(AGENT_ORCHESTRATOR_UI\)$/m);
  expect(out).toMatch(/^quiet +true +flag \(--quiet\)$/m);
  expect(out).toMatch(/^state-dir +\.claude\/workflow-state +default$/m);
  place.write("agent-orchestrator.config.yml", "max_paralell: 7\n");
  const wrong = await place.run(["list"]);
  expect([wrong.code, wrong.err.includes('did you mean "max_parallel"?')]).toEqual([2, true]);
});

test("secrets are struck out of everything that is shown and kept", async () => {
  const secret = "s3cr3t-value-of-the-day";
  const workflow = `name: leak
context: { secrets: [TOKEN] }
tasks:
  - id: leak
    type: command
    run: [bash, -c, 'echo "it is $T"; echo "$T" >&2; exit 1']
    env: { T: "\${secrets.TOKEN}" }
`;
  const place = project({ "leak.yml": workflow });
  const run = await place.run(["run", "leak.yml"], { env: { TOKEN: secret } });
  const logs = await place.run(["logs", "latest"]);
  expect(run.err + run.out + logs.out).not.toContain(secret);
  expect(logs.out).toContain("it is ***");
  const kept = readdirSync(join(place.folder, ".claude"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  expect(kept.length).toBeGreaterThan(3);
  expect(kept.join("\n")).not.toContain(secret);
  const missing = await place.run(["run", "leak.yml"]);
  expect([missing.code, missing.err.includes("TOKEN is not set")]).toEqual([4, true]);
});

test("an unwritable state directory is trouble of the machine, said in a sentence", async () => {
  const place = project({ "workflows/hello.yml": HELLO, state: "a file where a directory should be" });
  const { code, err } = await place.run(["run", "hello", "--state-dir", "state"]);
  expect(code).toBe(6);
  expect(err).toContain("a file stands where a directory is needed");
});
