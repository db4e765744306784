/** What the runner gives is believed only as far as it is what it should be. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/rig/folder.ts";
import {
  groundOf,
  insideWorkspace,
  isOfTheRunner,
  programEnvironment,
  stateDirectory,
} from "./action-ground.ts";
import { memoryIn, memoryText, type Memory } from "./action-memory.ts";
import { lineOf, placementOf } from "./action-report.ts";
import { wishes } from "./action-wishes.ts";
import { wordsOf } from "./action-words.ts";

describe("the ground", () => {
  it("has an address for the run only where both parts of it are known", () => {
    const env = { GITHUB_REPOSITORY: "o/r", GITHUB_RUN_ID: "7", GITHUB_SERVER_URL: "https://ghes.example" };
    expect(groundOf(env).url).toBe("https://ghes.example/o/r/actions/runs/7");
    expect(groundOf({ ...env, GITHUB_RUN_ID: "7) [x](y" }).url).toBeNull();
    expect(groundOf({ ...env, GITHUB_REPOSITORY: "o/../x" }).url).toBeNull();
    expect(groundOf({ ...env, GITHUB_SERVER_URL: "https://x) [evil](https://y" }).url).toBe(
      "https://github.com/o/r/actions/runs/7",
    );
  });

  it("knows the workflow file and the job as the platform calls them", () => {
    const GITHUB_WORKFLOW_REF = "o/r/.github/workflows/agents.yml@refs/heads/a@b";
    expect(groundOf({ GITHUB_WORKFLOW_REF, GITHUB_JOB: "review" })).toMatchObject({
      workflowFile: ".github/workflows/agents.yml",
      job: "review",
    });
    expect(groundOf({ GITHUB_WORKFLOW_REF: "x", GITHUB_JOB: "../x" })).toMatchObject({
      workflowFile: "",
      job: "",
    });
  });

  it.each(["", "0", "-3", "many"])("takes %j for the first attempt", (GITHUB_RUN_ATTEMPT) =>
    expect(groundOf({ GITHUB_RUN_ATTEMPT }).attempt).toBe(1),
  );

  it("gives the program nothing of the runner's, and what it was given for it", () => {
    const env = {
      PATH: "/bin",
      GITHUB_ACTIONS: "true",
      GITHUB_ENV: "/x",
      ACTIONS_RUNTIME_TOKEN: "t",
      INPUT_X: "1",
      RUNNER_TEMP: "/t",
      STATE_x: "1",
      input_y: "1",
      MINE: "2",
    };
    expect(programEnvironment(env, { KEY: "k" })).toEqual({
      PATH: "/bin",
      GITHUB_ACTIONS: "true",
      MINE: "2",
      KEY: "k",
    });
    expect(isOfTheRunner("github_token")).toBe(true);
  });

  it("keeps to the workspace, also through links", () => {
    const root = temporaryFolder();
    const workspace = join(root, "work");
    mkdirSync(join(workspace, "in/ner"), { recursive: true });
    mkdirSync(join(root, "work-other"));
    symlinkSync(root, join(workspace, "out"));
    writeFileSync(join(workspace, "..name"), "");
    mkdirSync(join(workspace, "..folder"));
    const inside = (path: string) => insideWorkspace({ workspace }, path);
    expect(inside(".")).toBe(workspace);
    expect(inside("in/ner")).toBe(join(workspace, "in/ner"));
    expect(inside("..folder")).toBe(join(workspace, "..folder"));
    for (const path of ["..", "out", "../work-other", "/", "missing"]) expect(inside(path), path).toBeNull();
  });

  it("keeps runs for the length of the job, or where somebody wants them", () => {
    const ground = groundOf({ RUNNER_TEMP: "/tmp/t", GITHUB_WORKSPACE: "/w" });
    expect(stateDirectory(ground, "")).toBe("/tmp/t/agent-orchestrator");
    expect(stateDirectory(ground, "state")).toBe("/w/state");
  });
});

describe("words", () => {
  const wanted = (given: Readonly<Record<string, string>>) => {
    const found = wishes(
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    );
    if (!found.ok) throw new Error(found.error.map(({ message }) => message).join());
    return found.value;
  };
  const place = { directory: "/w", state: "/s", inputs: "/t/i.yml", untrusted: false };

  it("hold values that cannot become flags", () => {
    const words = wordsOf(
      wanted({
        workflow: "--help",
        runner: "--evil=1",
        max_parallel: "3",
        timeout: "5m",
        max_cost_usd: "2",
        dry_run: "true",
      }),
      place,
    );
    expect(words).toEqual([
      "run",
      "--directory=/w",
      "--state-dir=/s",
      "--no-input",
      "--runner=--evil=1",
      "--max-parallel=3",
      "--max-cost-usd=2",
      "--params=/t/i.yml",
      "--timeout=5m",
      "--dry-run",
      "--",
      "--help",
    ]);
  });

  it("go on with a run, and check files", () => {
    expect(
      wordsOf(wanted({ resume: "-x", rerun: "all" }), { ...place, inputs: null, untrusted: true }),
    ).toEqual([
      "resume",
      "--directory=/w",
      "--state-dir=/s",
      "--no-input",
      "--untrusted",
      "--rerun=all",
      "--",
      "-x",
    ]);
    expect(wordsOf(wanted({ mode: "validate" }), { ...place, inputs: null })).toEqual([
      "validate",
      "--directory=/w",
      "--state-dir=/s",
      "--no-input",
      "--json",
    ]);
  });
});

describe("the memory of a job", () => {
  const memory: Memory = {
    run: "r",
    state: "/s",
    head: "a".repeat(40),
    change: 2,
    author: "x",
    kept: { check: 1, comment: null, seq: 3, calls: 9, tasks: ["a"] },
    done: false,
    summary: true,
    notes: ["n"],
    keep: { asked: "b".repeat(64), since: 2 },
  };

  it("comes back as it was", () => expect(memoryIn({ STATE_run: memoryText(memory) })).toEqual(memory));

  it.each([undefined, "", "{", "[]", '{"run":1}'])("is none in %j", (text) =>
    expect(memoryIn({ STATE_run: text })).toBeNull(),
  );

  it("loses what is not what it should be", () => {
    const text = JSON.stringify({
      ...memory,
      head: "HEAD; rm",
      change: -1,
      kept: { check: "1" },
      notes: [1, "n"],
      keep: { asked: "../x", since: 1 },
    });
    expect(memoryIn({ STATE_run: text })).toMatchObject({
      head: null,
      change: null,
      notes: ["n"],
      keep: null,
      kept: { check: null, seq: 0 },
    });
  });
});

describe("the place of a task", () => {
  const text =
    "name: x\ntasks:\n  - id: plan\n    agent: a\n  - { agent: b, id: 'build' }\n  - agent: c\n    id: build-all # last\n";

  it.each([
    ["plan", 3],
    ["build", 5],
    ["build-all", 7],
    ["nobody", 1],
  ])("%s is in line %i", (task, line) => expect(lineOf(text, task)).toBe(line));

  it("is inside the workspace or nowhere", () => {
    expect(placementOf({ workspace: "/w" }, { path: "/w/a/f.yml", text })?.path).toBe("a/f.yml");
    expect(placementOf({ workspace: "/w" }, { path: "/lib/f.yml", text })).toBeNull();
    expect(placementOf({ workspace: "/w" }, null)).toBeNull();
  });
});
