/** What every log of executions promises. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  localHealth,
  LOOK_EVERY_BYTES,
  MOST_LOG_BYTES,
  MOST_MESSAGE,
  TAIL_BYTES,
} from "../../src/adapters/store/health.ts";
import { millis, runId, taskId } from "../../src/core/base/brand.ts";
import type { Execution, Health } from "../../src/ports/health.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { memoryHealth } from "../rig/memory-state.ts";

const logs: Readonly<Record<string, () => Health>> = {
  "in memory": memoryHealth,
  "on disk": () => localHealth(temporaryFolder()),
};

const execution = (at: number, words: Partial<Execution> = {}): Execution => ({
  run: runId("20260101-120000-abcd"),
  task: taskId("build"),
  agent: "coder",
  runner: "scripted",
  outcome: "success",
  message: "",
  at: millis(at),
  costUsd: null,
  circuit: { failures: 5, coolDown: millis(60_000) },
  ...words,
});

describe.each(Object.entries(logs))("a log of executions %s", (_, open) => {
  it("knows nobody at first", () => {
    const health = open();
    expect([health.agents(), health.recent("coder")]).toEqual([[], []]);
  });

  it("gives back what was noted, oldest first, each agent for itself", () => {
    const health = open();
    const failed = execution(2, { outcome: "timeout", message: "took too long", costUsd: 0.5 });
    health.note(execution(1));
    health.note(failed);
    health.note(execution(3, { agent: "Prüfer/../x" }));
    expect(health.recent("coder")).toEqual([execution(1), failed]);
    expect(health.recent("Prüfer/../x")).toHaveLength(1);
    expect(health.agents()).toEqual(["Prüfer/../x", "coder"]);
  });
});

describe("a log of executions on disk", () => {
  it("is shared by all who open it, and never leaves its folder", () => {
    const state = temporaryFolder();
    localHealth(state).note(execution(1, { agent: "../../outside" }));
    expect(localHealth(state).recent("../../outside")).toHaveLength(1);
    expect(readdirSync(state)).toEqual(["agents"]);
  });

  it("passes over lines that were cut, that are of another kind or of another agent", () => {
    const state = temporaryFolder();
    const health = localHealth(state);
    health.note(execution(1));
    const path = join(state, "agents", "coder.jsonl");
    const strange = { ...execution(2), outcome: "bored" };
    const other = execution(2, { agent: "Coder" });
    appendFileSync(path, `{"run":"x\n[]\nnull\n${JSON.stringify(strange)}\n${JSON.stringify(other)}\n`);
    health.note(execution(3));
    expect(health.recent("coder").map(({ at }) => at)).toEqual([1, 3]);
  });

  it("keeps one line of what a failure said, without what could act on a terminal", () => {
    const health = localHealth(temporaryFolder());
    health.note(execution(1, { outcome: "agent-error", message: `\u001b[31mred\nlines${"x".repeat(999)}` }));
    const [found] = health.recent("coder");
    expect(found?.message).toHaveLength(MOST_MESSAGE);
    expect(found?.message).toMatch(/^red linesx+…$/);
  });

  it("reads only its end, and sets aside what has grown too large", () => {
    const state = temporaryFolder();
    const health = localHealth(state);
    const count = Math.ceil((2.5 * MOST_LOG_BYTES) / JSON.stringify(execution(1000)).length);
    for (let at = 0; at < count; at += 1) health.note(execution(at));
    const sizes = readdirSync(join(state, "agents")).map(
      (name) => statSync(join(state, "agents", name)).size,
    );
    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThan(MOST_LOG_BYTES + LOOK_EVERY_BYTES + 1000);
    const recent = health.recent("coder");
    expect(recent.at(-1)?.at).toBe(count - 1);
    expect(recent.every(({ at }, index) => at === count - recent.length + index)).toBe(true);
    expect(recent.length).toBeGreaterThan(100);
    expect(JSON.stringify(recent).length).toBeLessThan(2 * TAIL_BYTES);
  });

  it("lets a run go on where nothing can be written", () => {
    const state = temporaryFolder();
    writeFileSync(join(state, "agents"), "a file in the way");
    const health = localHealth(state);
    health.note(execution(1));
    expect([health.recent("coder"), health.agents()]).toEqual([[], []]);
  });

  it("loses no line when many processes note at once, also while it is set aside", async () => {
    const state = temporaryFolder();
    const module = new URL("../../src/adapters/store/health.ts", import.meta.url).href;
    const node = new URL("../../node_modules/node/bin/node", import.meta.url).pathname;
    const [processes, each] = [4, 800];
    const script = `
      import { localHealth } from ${JSON.stringify(module)};
      const health = localHealth(process.argv[1]);
      const base = ${JSON.stringify(execution(0))};
      for (let n = 0; n < ${each}; n += 1) health.note({ ...base, task: process.argv[2] + "-" + n, at: n });
    `;
    const ended = Array.from({ length: processes }, (_, name) => {
      const argv = ["--input-type=module-typescript", "-e", script, state, String(name)];
      return once(spawn(node, argv, { stdio: ["ignore", "inherit", "inherit"] }), "exit");
    });
    expect(await Promise.all(ended)).toEqual(Array.from({ length: processes }, () => [0, null]));
    const folder = join(state, "agents");
    const lines = readdirSync(folder).flatMap((name) =>
      readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1),
    );
    const tasks = lines.map((line) => (JSON.parse(line) as Execution).task);
    expect(new Set(tasks).size).toBe(tasks.length);
    expect(tasks).toHaveLength(processes * each);
  });
});
