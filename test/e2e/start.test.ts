/** How much of the program a start reads: what is read has to be compiled, and most runs are small. */
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { CLI, documentIn, project } from "../rig/program.ts";

/** Of our own text, for a run in which nothing rare happens. */
const MOST_LOADED_BYTES = 700_000;

const DIST = dirname(CLI);

/** Writes down at the end which files were read. */
const WATCH = `
const fs = require("node:fs");
const seen = new Set();
for (const name of ["readFileSync", "openSync"]) {
  const own = fs[name];
  fs[name] = (path, ...more) => {
    if (typeof path === "string") seen.add(path);
    return own(path, ...more);
  };
}
process.on("exit", () => fs.writeFileSync(process.env.SEEN, JSON.stringify([...seen])));
`;

const WORKFLOW = `
name: small
tasks:
  - { id: build, type: command, run: [echo, built] }
  - { id: look, agent: reviewer, runner: scripted, dependencies: [build], prompt: "Look at \${build.output}" }
`;

async function loaded(text: string, ...args: readonly string[]): Promise<readonly string[]> {
  const place = project({ "it.yml": text });
  const [watch, seen] = [place.write("watch.cjs", WATCH), join(place.directory, "seen.json")];
  const env = { NODE_OPTIONS: `--require ${watch}`, SEEN: seen };
  const ended = await place.run([...args, "it.yml", "--json"], { env });
  if (args[0] === "run") expect(documentIn(ended).conclusion, ended.err).toBe("success");
  const paths = JSON.parse(fs.readFileSync(seen, "utf8")) as readonly string[];
  const ours = paths.filter((path) => path.startsWith(`${DIST}/`) && path.endsWith(".js"));
  return [...new Set([CLI, ...ours])];
}

it("a run of a small workflow reads the door and one bundle, which are small", async () => {
  const files = await loaded(WORKFLOW, "run");
  expect(files.map((path) => path.slice(DIST.length + 1)).sort()).toEqual(["cli.js", "program.js"]);
  const bytes = files.reduce((sum, path) => sum + fs.statSync(path).size, 0);
  expect(bytes).toBeLessThanOrEqual(MOST_LOADED_BYTES);
  expect(bytes).toBeGreaterThan(MOST_LOADED_BYTES / 10);
});

it("what a large file needs is kept apart, since every later start would compile it better than a small one needs", async () => {
  const many = Array.from({ length: 200 }, (_, n) => `  - { id: t${n}, type: command, run: [echo, "${n}"] }`);
  const place = project({ "small.yml": WORKFLOW, "large.yml": `name: large\ntasks:\n${many.join("\n")}\n` });
  const cache = join(place.directory, "cache");
  for (const file of ["large.yml", "small.yml"])
    expect((await place.run(["plan", file], { env: { NODE_COMPILE_CACHE: cache, CI: "" } })).code).toBe(0);
  const kept = fs.readdirSync(join(cache, "agent-orchestrator"));
  const uses = kept.map((name) => name.replace(/^[0-9a-f]{16}-v[\d.]+-/, ""));
  expect(new Set(uses)).toEqual(new Set(["plan", "plan-large"]));
});

it("what is rare is read when it is needed", async () => {
  expect((await loaded(WORKFLOW, "plan")).length).toBeGreaterThan(2);
  const flawed = await loaded("name: x\ntasks: [{ id: a, agent: coder\n", "validate");
  expect(flawed).toContain(join(DIST, "library.js"));
});

it("no class of Unicode is looked up before somebody needs it: that takes longer than most modules", () => {
  const source = join(import.meta.dirname, "../../src");
  const files = fs.readdirSync(source, { recursive: true, encoding: "utf8" });
  const early = files
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .filter((name) =>
      /^(?:export )?const (?!.*=>).*\\p\{/m.test(fs.readFileSync(join(source, name), "utf8")),
    );
  expect(early).toEqual([]);
});

it("a broken invariant still says in which function, and of which build", () => {
  const text = fs.readFileSync(join(DIST, "program.js"), "latin1");
  expect(text).toMatch(/^\/\*[0-9a-f]{16}\*\/\n/);
  for (const name of ["foldSegments", "decide", "conduct", "takeOver"])
    expect(text, name).toMatch(new RegExp(`function ${name}\\(|\\b${name}=`));
});
