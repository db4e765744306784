/** What was declared as a secret is nowhere to be read afterwards, and a task sees of the machine only what it is allowed to. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Project, documentIn, project, taskIn } from "../rig/program.ts";

const SECRET = "s3cr3t/Value+with?odd&signs~42";

/** Written down here without the code under test: what a person would search for. */
function forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.from("xyz".slice(0, shift)), bytes]).toString("base64");
    // The first and the last signs also depend on the neighbours.
    return text
      .slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6))
      .replace(/=+$/, "");
  });
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    ...shifted,
    ...shifted.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function expectNowhere(place: Project, said: string, secret: string): void {
  const files = filesBelow(place.state);
  expect(files.length).toBeGreaterThan(3);
  for (const form of forms(secret)) {
    expect(said, `said as ${form}`).not.toContain(form);
    for (const path of files)
      expect(readFileSync(path, "latin1").includes(form), `${form} in ${path}`).toBe(false);
  }
}

/** Every way at once, in the middle of other text, over both streams and the result file. */
const LEAKS = `
const { writeSync, writeFileSync } = require("node:fs");
const secret = process.env.MINE;
const bytes = Buffer.from(secret);
const shift = (n) => Buffer.concat([Buffer.from("xyz".slice(0, n)), bytes, Buffer.from("tail")]);
const all = [secret, encodeURIComponent(secret), bytes.toString("hex"), bytes.toString("hex").toUpperCase()];
for (const n of [0, 1, 2]) all.push(shift(n).toString("base64"), shift(n).toString("base64url"));
for (const text of all) {
  for (const fd of [1, 2]) writeSync(fd, "before " + text + " after\\n");
  for (let at = 0; at < text.length; at += 5) writeSync(1, text.slice(at, at + 5));
  writeSync(1, "\\n");
}
const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
writeSync(1, secret.slice(0, 9)); wait(); writeSync(1, secret.slice(9)); writeSync(1, "\\n");
const how = process.argv[2];
if (how === "file") writeFileSync(process.env.AO_OUTPUT_FILE, JSON.stringify({ output: all.join(" "), structured: { all, [secret]: 1 } }));
if (how === "error") writeFileSync(process.env.AO_OUTPUT_FILE, JSON.stringify({ error: { message: all.join(" ") } }));
if (how === "fail") process.exit(3);
`;

const CONTEXT = 'context: { secrets: { TOKEN: { from: "env:OUTER_TOKEN" } } }';
const ENV = { OUTER_TOKEN: SECRET };

describe("a declared secret", () => {
  it("printed by commands in any form and any pieces stays out of every file and stream", async () => {
    const place = project({
      "leaks.cjs": LEAKS,
      "it.yml": `
name: it
${CONTEXT}
settings: { on_failure: continue, max_parallel: 4 }
tasks:
${["out", "file", "error", "fail"]
  .map(
    (how) =>
      `  - { id: ${how}, type: command, run: [node, leaks.cjs, ${how}], env: { MINE: "\${secrets.TOKEN}" } }`,
  )
  .join("\n")}
  - { id: reads, type: command, dependencies: [out, file], run: [bash, -c, 'cat "$AO_INPUTS_FILE"; echo "$0"', "\${out.output}"] }
outputs: { all: "\${out.output}" }
`,
    });
    const ended = await place.run(["run", "it.yml", "--json", "-v"], { env: ENV });
    const document = documentIn(ended);
    expect(document.tasks.map(({ status }) => status)).toEqual([
      "success",
      "success",
      "failure",
      "failure",
      "success",
    ]);
    expect(taskIn(document, "out").output).toContain("before *** after");
    expect(taskIn(document, "reads").output).toContain("***");
    const run = document.run_id;
    const looks = await Promise.all(
      [
        ["status", run, "--json"],
        ["logs", run],
        ["replay", run, "--view", "entries"],
        ["resume", run, "--rerun", "all", "--json"],
      ].map((args) => place.run(args, { env: ENV })),
    );
    const said = [ended, ...looks].map(({ out, err }) => out + err).join("");
    expectNowhere(place, said, SECRET);
  });

  it("repeated by an agent, in its answer, its notes and its failure, is struck out", async () => {
    const reply = JSON.stringify({
      output: `it is ${SECRET}`,
      structured: { [SECRET]: SECRET },
      say: [`note ${SECRET}`],
      delay: 0.05,
    });
    const place = project({
      "it.yml": `
name: it
${CONTEXT}
inputs: { given: { type: string } }
tasks:
  - { id: a, agent: coder, prompt: "Do \${inputs.given}" }
  - { id: b, agent: coder, prompt: "Do \${a.output}", dependencies: [a] }
`,
    });
    place.write("it.script.yml", `a: ${reply}\nb: { fail: agent-error, message: "failed with ${SECRET}" }\n`);
    const ended = await place.run(
      ["run", "it.yml", "--runner", "scripted", "--json", "-v", "-p", `given=${SECRET}`],
      { env: ENV },
    );
    const { tasks } = documentIn(ended);
    expect(tasks.map(({ status }) => status)).toEqual(["success", "failure"]);
    expect(tasks[0]?.output).toBe("it is ***");
    expectNowhere(place, ended.out + ended.err, SECRET);
  });

  it("that a task uses is asked for before anything starts", async () => {
    const tasks = 'tasks: [{ id: a, type: command, run: [touch, ran], env: { MINE: "${secrets.TOKEN}" } }]';
    const place = project({ "it.yml": `name: it\n${CONTEXT}\n${tasks}\n` });
    const ended = await place.run(["run", "it.yml"]);
    expect(ended.code).toBe(4);
    expect(ended.err).toContain("OUTER_TOKEN");
    expect(place.has("ran")).toBe(false);
  });
});

describe("a key that nobody declared", () => {
  const KEYS = [
    `ghp_${"a1B2".repeat(9)}`,
    `sk-ant-api03-${"a1B2".repeat(10)}`,
    "AKIAIOSFODNN7EXAMPLE",
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${"c3D4".repeat(10)}`,
    "hunter2-hunter2",
  ];
  const TEXT = `${KEYS.slice(0, 4).join(" ")} https://ada:${KEYS[4]}@example.com`;

  it("is known by its looks, whoever says it and wherever", async () => {
    const place = project({
      "say.cjs": `const text = Buffer.from("${Buffer.from(TEXT).toString("hex")}", "hex").toString();
console.log(text); console.error(text);
if (process.argv[2] === "file") require("node:fs").writeFileSync(process.env.AO_OUTPUT_FILE, JSON.stringify({ output: text, structured: { text } }));
if (process.argv[2] === "fail") process.exit(3);
if (process.argv[2] === "much") process.stdout.write("x".repeat(3 << 20) + " " + text + "\\n");
`,
      "it.yml": `
name: it
settings: { on_failure: continue }
agents:
  good: { runner: command, command: [node, say.cjs, file], prompt: Say it }
  bad: { runner: command, command: [node, say.cjs, fail], prompt: Say it }
tasks:
  - { id: a, agent: good, prompt: Do it }
  - { id: b, agent: bad, prompt: Do it }
  - { id: plain, type: command, run: [node, say.cjs] }
  - { id: file, type: command, run: [node, say.cjs, file] }
  - { id: failed, type: command, run: [node, say.cjs, fail] }
  - { id: much, type: command, run: [node, say.cjs, much] }
  - { id: reads, type: command, dependencies: [a, plain, file, much], run: [bash, -c, 'cat "$AO_INPUTS_FILE"'] }
outputs: { all: "\${plain.output}" }
`,
    });
    const ended = await place.run(["run", "it.yml", "--json", "-v"]);
    const document = documentIn(ended);
    expect(document.tasks.map(({ status }) => status).join(" ")).toBe(
      "success failure success success failure success success",
    );
    expect(taskIn(document, "plain").output).toBe("*** *** *** *** https://ada:***@example.com");
    const logs = await place.run(["logs", document.run_id]);
    for (const key of KEYS) expectNowhere(place, ended.out + ended.err + logs.out, key);
  });
});

describe("the environment of a task", () => {
  it("holds the allow-list, its own settings and what describes the attempt, and nothing else", async () => {
    const place = project({
      "it.yml": `
name: it
context: { secrets: { TOKEN: { from: "env:OUTER_TOKEN" } } }
tasks:
  - id: a
    type: command
    env: { OWN: "\${1 + 1}", TOKEN: "\${secrets.TOKEN}" }
    run: [node, -e, "console.log(JSON.stringify({ names: Object.keys(process.env).sort(), own: process.env.OWN, has: process.env.TOKEN.length }))"]
`,
    });
    const extra = {
      USER: "somebody",
      SHELL: "/bin/sh",
      LC_ALL: "C.UTF-8",
      LC_TIME: "C",
      TZ: "UTC",
      TMPDIR: "/tmp",
      TERM: "dumb",
      ANTHROPIC_API_KEY: "not for everybody",
      GITHUB_TOKEN: "not for everybody",
      NODE_OPTIONS: "--no-warnings",
      LD_PRELOAD_OF_MINE: "no",
      AO_RUN_ID: "of another run",
      AO_SOMETHING: "of another run",
    };
    const ended = await place.run(["run", "it.yml", "--json"], { env: { ...ENV, ...extra } });
    const given = JSON.parse(String(taskIn(documentIn(ended), "a").output)) as {
      names: string[];
      own: string;
      has: number;
    };
    expect(given.names).toEqual(
      (
        "AO_AGENT AO_ATTEMPT AO_INPUTS_FILE AO_OUTPUT_FILE AO_PROMPT_FILE AO_RUN_ID AO_TASK_ID HOME IDEMPOTENCY_KEY " +
        "LANG LC_ALL LC_TIME OWN PATH SHELL TERM TMPDIR TOKEN TRACEPARENT TZ USER"
      ).split(" "),
    );
    expect(given.own).toBe("2");
    expect(given.has).toBe(SECRET.length);
  });

  it("keeps the idempotency key over attempts and gives each its own span", async () => {
    const script = 'echo "$IDEMPOTENCY_KEY $TRACEPARENT $AO_ATTEMPT" >> seen; test "$AO_ATTEMPT" = 2';
    const place = project({
      "it.yml": `name: it\ntasks: [{ id: a, type: command, retry: { max_attempts: 2, delay: 0 }, run: [bash, -c, '${script}'] }]\n`,
    });
    const { run_id: run } = documentIn(await place.run(["run", "it.yml", "--json"]));
    const [first = [], second = []] = place.lines("seen").map((line) => line.split(" "));
    expect(first[0]).toBe(`${run}/a`);
    expect(second[0]).toBe(first[0]);
    expect(first[1]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(second[1]).not.toBe(first[1]);
    expect([first[2], second[2]]).toEqual(["1", "2"]);
  });
});
