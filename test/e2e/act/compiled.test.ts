/** A compiled workflow in jobs that act runs: conditions, needs and outputs mean to another program what they mean to us. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { compiledText } from "../../rig/compiled-file.ts";
import { temporaryFolder } from "../../rig/folder.ts";
import { spawned } from "../../rig/spawned.ts";

const ACT = process.env["AO_ACT"] ?? "";

/** Stands for the action: it writes down how it was called, and fails where it was told to. */
const ACTION = `name: toy
description: toy
inputs:
  mode: { description: m, required: true }
  task: { description: t, required: false }
  plan: { description: p, required: false }
  legs: { description: l, required: false }
  inputs: { description: i, required: false }
  results: { description: r, required: false }
  workflow: { description: w, required: false }
outputs:
  plan: { description: p }
  head: { description: h }
  last: { description: l }
  conclusion: { description: c }
  effects: { description: e }
runs:
  using: node24
  main: main.js
`;

const MAIN = `const { appendFileSync } = require("node:fs");
const input = (name) => process.env["INPUT_" + name.toUpperCase()] ?? "";
const { TOLD, FAIL, GITHUB_OUTPUT } = process.env;
const mode = input("mode");
appendFileSync(TOLD, JSON.stringify({
  mode, task: input("task"), plan: input("plan"), inputs: input("inputs"), legs: input("legs"), results: input("results"),
}) + "\\n");
if (mode === "plan") appendFileSync(GITHUB_OUTPUT, "plan=run:digest\\nhead=abc\\nlast=true\\n");
if (mode === "finish") appendFileSync(GITHUB_OUTPUT, "conclusion=done\\neffects=none\\n");
if (mode === "task" && input("task") === FAIL) process.exit(1);
`;

const flow = (policy: string): string => `version: "1.0"
name: it
settings: { on_failure: ${policy} }
inputs:
  who: { type: string, default: nobody }
tasks:
  - { id: a, type: command, run: [echo, "\${inputs.who}"] }
  - { id: b, type: command, run: [env], dependencies: [a] }
  - { id: c, type: command, run: [env], dependencies: [a] }
  - { id: d, type: command, run: [env], dependencies: [b, c] }
  - { id: e, type: command, run: [env], dependencies: [c] }
finally:
  - { id: clean, type: command, run: [env] }
`;

type Told = Readonly<Record<"mode" | "task" | "plan" | "inputs" | "legs" | "results", string>>;

async function played(
  policy: string,
  fail: string,
): Promise<Readonly<{ code: number | null; told: readonly Told[]; out: string }>> {
  const folder = temporaryFolder();
  const told = join(folder, "told.jsonl");
  const { text } = compiledText(flow(policy), { action: { own: "./" } });
  // act takes the checkout of another ref from the network, and has no machines to wait for.
  const job = text.replaceAll(/^ +ref: .*\n/gm, "");
  const files = {
    "action.yml": ACTION,
    "main.js": MAIN,
    ".github/workflows/it.agents.yml": job,
    "../event.json": JSON.stringify({ inputs: { who: "act's" } }),
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, "work", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const work = join(folder, "work");
  const git = (...words: readonly string[]): void => {
    execFileSync("git", ["-c", "user.email=a@b.test", "-c", "user.name=n", ...words], { cwd: work });
  };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  git("remote", "add", "origin", "https://github.com/Codertocat/Hello-World.git");
  const words = [
    ACT,
    "workflow_dispatch",
    "-P",
    "ubuntu-latest=-self-hosted",
    "--pull=false",
    "-e",
    join(folder, "event.json"),
  ];
  const path = [dirname(process.execPath), process.env["PATH"] ?? ""].join(":");
  const { code, out, err } = await spawned([...words, "--env", `TOLD=${told}`, "--env", `FAIL=${fail}`], {
    directory: work,
    env: { PATH: path, HOME: folder, XDG_CACHE_HOME: join(folder, "cache") },
  }).ended;
  const lines = existsSync(told) ? readFileSync(told, "utf8").split("\n").slice(0, -1) : [];
  return { code, told: lines.map((line) => JSON.parse(line) as Told), out: out + err };
}

const tasksIn = (told: readonly Told[]): readonly string[] =>
  told.flatMap(({ mode, task }) => (mode === "task" ? [task] : []));

describe("a compiled workflow that act runs", () => {
  test("starts each job after what it needs, and hands the plan on", async () => {
    const { code, told, out } = await played("stop", "");
    expect(code, out).toBe(0);
    expect(told[0]?.mode).toBe("plan");
    expect(JSON.parse(told[0]?.inputs ?? "")).toEqual({ who: "act's" });
    expect(JSON.parse(told[0]?.legs ?? "")).toHaveLength(5);
    const order = tasksIn(told);
    expect(order.toSorted()).toEqual(["a", "b", "c", "d", "e", "finally"]);
    const place = (id: string): number => order.indexOf(id);
    expect([place("a"), order.at(-1)]).toEqual([0, "finally"]);
    expect(Math.max(place("b"), place("c"))).toBeLessThan(place("d"));
    expect(new Set(told.slice(1).map(({ plan }) => plan))).toEqual(new Set(["run:digest"]));
    expect(told.at(-1)?.mode).toBe("finish");
    expect(JSON.parse(told.at(-1)?.results ?? "")).toEqual(Array.from({ length: 7 }, () => "success"));
  });

  test("starts nothing behind a failure that stops the run, but cleans up and finishes", async () => {
    const { code, told } = await played("stop", "b");
    expect(code).not.toBe(0);
    expect(tasksIn(told).toSorted()).toEqual(["a", "b", "c", "e", "finally"]);
    expect(told.at(-1)).toMatchObject({ mode: "finish" });
    expect((JSON.parse(told.at(-1)?.results ?? "") as string[]).toSorted()).toEqual([
      "failure",
      ...Array.from({ length: 1 }, () => "skipped"),
      ...Array.from({ length: 5 }, () => "success"),
    ]);
  });

  test("goes on behind a failure where the workflow does", async () => {
    const { told } = await played("continue", "b");
    expect(tasksIn(told).toSorted()).toEqual(["a", "b", "c", "d", "e", "finally"]);
    expect(told.at(-1)?.mode).toBe("finish");
  });
});
