import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { living, livingOne, marked } from "./proc-table.ts";
import { type Ending, type Launch, type LaunchTrouble, run } from "./process.ts";
import { killStrays, reapStrays } from "./pursuit.ts";
import type { Result } from "../../core/base/result.ts";

let runs = 0;
const newRun = (): string => `process-test-${process.pid}-${(runs += 1)}`;
const path = { PATH: process.env["PATH"] ?? "" };

type Done = Readonly<{ ended: Result<Ending, LaunchTrouble>; out: string; took: number }>;

async function launch(script: string, changes: Partial<Launch> = {}, stopAt?: string): Promise<Done> {
  const folder = temporaryFolder();
  const stop = new AbortController();
  const from = performance.now();
  let out = "";
  const ended = await run(
    {
      argv: ["bash", "-c", script],
      env: path,
      directory: folder,
      stdin: "ignore",
      stdout: (chunk) => {
        out += Buffer.from(chunk).toString();
        if (stopAt !== undefined && out.includes(stopAt)) stop.abort();
      },
      stderr: (chunk) => void (out += Buffer.from(chunk).toString()),
      marks: [],
      grace: 400,
      ...changes,
    },
    stop.signal,
  );
  return { ended, out, took: performance.now() - from };
}

describe("a program", () => {
  it("tells how it ended, by code or by signal", async () => {
    expect((await launch("exit 7")).ended).toEqual({ ok: true, value: { code: 7, signal: null } });
    expect((await launch("kill -TERM $$")).ended).toEqual({
      ok: true,
      value: { code: null, signal: "SIGTERM" },
    });
  });

  it("inherits nothing from this process", async () => {
    const { out } = await launch("", { argv: ["env"], env: { ...path, ONLY: "this" } });
    expect(out.trim().split("\n").sort()).toEqual([`ONLY=this`, `PATH=${path.PATH}`]);
  });

  it("writes to descriptors and reads from one", async () => {
    const folder = temporaryFolder();
    const [source, target] = ["source", "target"].map((name) => join(folder, name));
    if (source === undefined || target === undefined) throw new Error("two names");
    closeSync(openSync(source, "w"));
    const out = openSync(target, "w");
    const stdin = openSync(source, "r");
    await launch("cat; echo out; echo err >&2", { stdin, stdout: out, stderr: out });
    for (const file of [out, stdin]) closeSync(file);
    expect(readFileSync(target, "utf8")).toBe("out\nerr\n");
  });

  it("leads a group of its own, so that an interrupt at the terminal does not reach it", async () => {
    const { out } = await launch("echo $$; ps -o pgid= -p $$ || cut -d' ' -f5 /proc/$$/stat");
    const [pid, group] = out.split("\n").map((line) => line.trim());
    expect(group).toBe(pid);
  });
});

describe("a program that is asked to end", () => {
  it("is interrupted first, and may end in its own way", async () => {
    const script = "trap 'echo cleaned; exit 3' INT; echo ready; while :; do sleep 0.02; done";
    const { ended, out } = await launch(script, {}, "ready");
    expect(ended).toEqual({ ok: true, value: { code: 3, signal: null } });
    expect(out).toContain("cleaned");
  });

  it("is terminated after half of a short grace, and killed after all of it", async () => {
    const loop = "echo ready; while :; do sleep 0.02; done";
    const deaf = await launch(`trap '' INT; trap 'exit 4' TERM; ${loop}`, {}, "ready");
    expect(deaf.ended).toEqual({ ok: true, value: { code: 4, signal: null } });
    const stubborn = await launch(`trap '' INT TERM; ${loop}`, {}, "ready");
    expect(stubborn.ended).toEqual({ ok: true, value: { code: null, signal: "SIGKILL" } });
    expect(stubborn.took).toBeGreaterThan(400);
  });

  it("takes along children that left its group and orphans that left its session", async () => {
    const id = newRun();
    const env = { ...path, AO_RUN_ID: id };
    const script = `setsid sleep 600 & (setsid bash -c 'trap "" INT TERM; sleep 600; :' &); sleep 0.1; echo ready; wait`;
    await launch(script, { env, marks: [`AO_RUN_ID=${id}`] }, "ready");
    expect(marked([`AO_RUN_ID=${id}`])).toEqual([]);
  });
});

describe("strays", () => {
  const stray = async (id: string): Promise<number> => {
    const env = { ...path, AO_RUN_ID: id };
    const { out } = await launch("setsid bash -c 'trap \"\" TERM; echo $$; exec sleep 600' & sleep 0.1", {
      env,
    });
    return Number(out.trim());
  };

  it("of a run are found by their mark and ended, even if they are deaf", async () => {
    const id = newRun();
    const pid = await stray(id);
    expect(marked([`AO_RUN_ID=${id}`]).map((one) => one.pid)).toEqual([pid]);
    expect(await reapStrays(id)).toBe(1);
    expect(livingOne(pid)).toBeUndefined();
    expect(await reapStrays(id)).toBe(0);
  });

  it("of another run are left alone, also if its name begins alike", async () => {
    const id = newRun();
    const pid = await stray(`${id}0`);
    expect(await reapStrays(id)).toBe(0);
    expect(livingOne(pid)).toBeDefined();
    expect(killStrays(`${id}0`)).toBe(1);
  });
});

describe("the table of processes", () => {
  it("holds this one, and no longer one that has ended", async () => {
    const child = spawn("sleep", ["600"]);
    await once(child, "spawn");
    const pid = child.pid ?? 0;
    expect(living().find((one) => one.pid === pid)).toMatchObject({ parent: process.pid });
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(livingOne(pid)).toBeUndefined();
    expect(living().some((one) => one.pid === process.pid)).toBe(true);
  });
});
