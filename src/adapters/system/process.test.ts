import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { HAS_FORKERS } from "../../../test/rig/forkers.ts";
import type { Result } from "../../core/base/result.ts";
import { forkerPool, type Pool } from "./forker-pool.ts";
import { type Ending, type Launch, type LaunchTrouble, MISSING } from "./launch.ts";
import { living, livingOne, marked } from "./proc-table.ts";
import { run } from "./process.ts";
import { killStrays, reapStrays } from "./pursuit.ts";

let runs = 0;
const newRun = (): string => `process-test-${process.pid}-${(runs += 1)}`;
const path = { PATH: process.env["PATH"] ?? "" };
const never = new AbortController().signal;
const onLinux = process.platform === "linux";

/** One that is at work within a moment, where it can be. */
async function readyPool(): Promise<Pool> {
  const pool = forkerPool({ direct: 0 });
  for (let forker; HAS_FORKERS && forker === undefined;) {
    forker = pool.enter();
    pool.leave(forker);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return pool;
}

const ways: readonly (readonly [string, () => Promise<Pool>])[] = [
  ["directly", () => Promise.resolve(forkerPool({ most: 0 }))],
  ["by a forker", readyPool],
];

type Done = Readonly<{ ended: Result<Ending, LaunchTrouble>; out: string; err: string }>;

async function launchIn(pool: Pool, argv: readonly string[], changes: Partial<Launch> = {}): Promise<Done> {
  const folder = temporaryFolder();
  const [stdout, stderr] = [join(folder, "out"), join(folder, "err")];
  const plain = {
    env: path,
    directory: folder,
    stdin: null,
    stdout,
    stderr,
    weigh: [],
    marks: [],
    grace: 400,
  };
  const ended = await run({ argv, ...plain, ...changes }, never, pool);
  const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
  return { ended, out: read(stdout), err: read(stderr) };
}

const well = { ok: true, value: { code: 0, signal: null, sizes: [] } };

describe.each(ways)("a program started %s", (way, make) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await make();
  });
  afterAll(() => pool.disband());
  const launch = (argv: readonly string[], changes: Partial<Launch> = {}): Promise<Done> =>
    launchIn(pool, argv, changes);
  const bash = (script: string, changes: Partial<Launch> = {}): Promise<Done> =>
    launch(["bash", "-c", script], changes);

  it("has the parent that it should have", async () => {
    const forked = HAS_FORKERS && way === "by a forker";
    const { out } = await launch(["bash", "-c", "echo $PPID"]);
    expect(Number(out) === process.pid).toBe(!forked);
  });

  it("tells every exit code", async () => {
    for (let code = 0; code < 256; code += 1) {
      const { ended } = await launch(["sh", "-c", `exit ${code}`]);
      expect(ended).toEqual({ ok: true, value: { code, signal: null, sizes: [] } });
    }
  });

  it("tells by which signal it ended", async () => {
    for (const signal of [
      "HUP",
      "INT",
      "QUIT",
      "ILL",
      "ABRT",
      "FPE",
      "KILL",
      "USR1",
      "SEGV",
      "PIPE",
      "ALRM",
      "TERM",
      "IO",
      "PWR",
    ]) {
      const { ended } = await launch(["sh", "-c", `ulimit -c 0; kill -${signal} $$`]);
      expect(ended).toEqual({ ok: true, value: { code: null, signal: `SIG${signal}`, sizes: [] } });
    }
  });

  it("ignores and blocks no signal", async () => {
    const { out } = await launch(["grep", "-E", "^Sig(Blk|Ign):", "/proc/self/status"]);
    // What the C library uses between its own threads is ignored by whatever it spawns, and taken back by whoever needs it.
    expect(out.match(/\t(?:0{16}|0{7}180{7})$/gm)).toHaveLength(onLinux ? 2 : 0);
  });

  it("inherits nothing from this process", async () => {
    const { out } = await launch(["env"], { env: { ...path, ONLY: "this" } });
    expect(out.trim().split("\n").sort()).toEqual([`ONLY=this`, `PATH=${path.PATH}`]);
  });

  it("keeps nothing of the environment of the one before it", async () => {
    await launch(["true"], { env: { ...path, BEFORE: "1", SAME: "1" } });
    const env = { SAME: "2", PATH: path.PATH };
    const expected = [`PATH=${path.PATH}`, "SAME=2"];
    expect((await launch(["env"], { env })).out.trim().split("\n").sort()).toEqual(expected);
    await launch(["no-such-command-here"], { env: { ...env, FAILED: "1" } });
    expect((await launch(["env"], { env })).out.trim().split("\n").sort()).toEqual(expected);
  });

  it("holds no descriptors but its three, and those that everything inherits here", async () => {
    const held = ["bash", "-c", "ls /proc/$$/fd; :"];
    const plain = await launchIn(forkerPool({ most: 0 }), held);
    expect((await launch(held)).out).toBe(plain.out);
    expect(plain.out).toMatch(/^0\n1\n2\n(?!3\n)/);
  });

  it("gets its argv and its environment byte for byte", async () => {
    const odd = [
      "",
      "a b",
      "$HOME",
      "'\"`\\",
      "ü\n\r\t",
      "*",
      "=",
      "-e",
      "\u{1f600}",
      "\ud800",
      "x".repeat(100_000),
      "",
    ];
    const { out, ended } = await launch(["printf", "%s\\0", ...odd]);
    expect(ended).toEqual(well);
    const whole = odd.map((word) => Buffer.from(word).toString());
    expect(out).toBe(whole.map((word) => `${word}\0`).join(""));
    const env = Object.fromEntries(odd.map((value, n) => [`V_${n}`, value]));
    const given = await launch(["env", "-0"], { env: { ...env, "odd.nämé": "1", ...path } });
    const seen = new Map(
      given.out
        .split("\0")
        .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
    whole.forEach((value, n) => expect(seen.get(`V_${n}`)).toBe(value));
    expect(seen.get("odd.nämé")).toBe("1");
  });

  it("may have names in its environment that no shell would take", async () => {
    const { out } = await launch(["env", "-0"], { env: { ...path, "A=B": "C" } });
    expect(out).toContain("A=B=C\0");
  });

  it("is found in the PATH that it is given, or where that leads nowhere, not at all", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "mine"), "#!/bin/sh\necho found\n", { mode: 0o755 });
    expect((await launch(["mine"], { env: { PATH: `/nowhere:${folder}` } })).out).toBe("found\n");
    expect((await launch(["./mine"], { directory: folder })).out).toBe("found\n");
    expect((await launch(["mine"])).ended).toMatchObject({ ok: false, error: { code: "ENOENT" } });
  });

  it("without a first line that names an interpreter is given to the shell", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "plain"), "echo shell\n", { mode: 0o755 });
    expect((await launch([join(folder, "plain")])).out).toBe("shell\n");
  });

  it("writes to files that are its owner's alone, and adds to what is there when it opens one again", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "both");
    writeFileSync(file, "old and long", { mode: 0o600 });
    await bash("echo one; echo two > /dev/stderr; echo three", { stdout: file, stderr: join(folder, "new") });
    expect(readFileSync(file, "utf8")).toBe("one\nthree\n");
    expect(statSync(join(folder, "new")).mode & 0o777).toBe(0o600);
    await bash("echo 12345678; : > /proc/self/fd/1; echo end", { stdout: file });
    expect(readFileSync(file, "utf8")).toBe("end\n");
  });

  it("reads from a file, or nothing", async () => {
    const source = join(temporaryFolder(), "source");
    writeFileSync(source, "given");
    expect((await launch(["cat"], { stdin: source })).out).toBe("given");
    expect(await launch(["cat"])).toEqual({ ended: well, out: "", err: "" });
    expect(await launch(["cat"])).toEqual({ ended: well, out: "", err: "" });
  });

  it("may close its streams", async () => {
    expect((await bash("exec <&- >&- 2>&-; sleep 0.05; exit 3")).ended).toMatchObject({ value: { code: 3 } });
  });

  it("has its files weighed", async () => {
    const folder = temporaryFolder();
    const [empty, full, missing] = ["empty", "full", "missing"].map((name) => join(folder, name));
    const weigh = [empty ?? "", full ?? "", missing ?? ""];
    const { ended } = await bash(`: > ${empty}; printf 12345 > ${full}`, { weigh });
    expect(ended).toMatchObject({ value: { sizes: [0, 5, MISSING] } });
  });

  it("leads a group of its own, so that an interrupt at the terminal does not reach it", async () => {
    const { out } = await bash("echo $$; ps -o pgid= -p $$ || cut -d' ' -f5 /proc/$$/stat");
    const [pid, group] = out.split("\n").map((line) => line.trim());
    expect(group).toBe(pid);
  });

  it.each<readonly [string, Partial<Launch>, string, string]>([
    ["is not there", { argv: ["no-such-command-here"] }, "ENOENT", "was not found"],
    ["has no name", { argv: [""] }, "ERR_INVALID_ARG_VALUE", "could not be started"],
    ["may not be executed", { argv: ["/etc"] }, "EACCES", "may not be executed"],
    ["has no directory", { directory: "/nowhere" }, "ENOENT", 'The directory "/nowhere" does not exist'],
    ["is given a zero byte", { argv: ["true", "a\0b"] }, "ERR_INVALID_ARG_VALUE", "could not be started"],
    [
      "is given a zero byte in its environment",
      { env: { A: "\0" } },
      "ERR_INVALID_ARG_VALUE",
      "not be started",
    ],
    [
      "is given too much",
      { env: { ...path, MUCH: "x".repeat(1 << 20) } },
      "E2BIG",
      "larger than the system allows",
    ],
  ])("that %s says so", async (_, changes, code, words) => {
    const { ended } = await launch(["true"], changes);
    expect(ended).toMatchObject({ ok: false, error: { code } });
    expect(ended.ok ? "" : ended.error.message).toContain(words);
    expect((await launch(["true"])).ended).toEqual(well);
  });

  it("throws if its files cannot be opened: that is not its own trouble", async () => {
    for (const stream of ["stdin", "stdout", "stderr"]) {
      await expect(launch(["true"], { [stream]: "/nowhere/file" })).rejects.toThrow("ENOENT");
      expect(await bash("cat; echo o; echo e >&2")).toEqual({ ended: well, out: "o\n", err: "e\n" });
    }
    await expect(launch(["true"], { stdin: "/nowhere/in" })).rejects.toThrow("ENOENT");
    const source = join(temporaryFolder(), "source");
    writeFileSync(source, "given");
    expect((await launch(["cat"], { stdin: source })).out).toBe("given");
  });

  it("does not get in the way of 64 others", async () => {
    const all = Array.from({ length: 64 }, (_, n) => bash(`echo ${n}; sleep 0.02; exit ${n}`));
    const done = await Promise.all(all);
    expect(done.map(({ out }) => Number(out))).toEqual(done.map((_, n) => n));
    expect(done.map(({ ended }) => ended.ok && ended.value.code)).toEqual(done.map((_, n) => n));
  });
});

type Stopped = Readonly<{ ended: Result<Ending, LaunchTrouble>; out: string; took: number }>;

/** Asked to end as soon as it says that it is ready. */
async function stopped(pool: Pool, script: string, changes: Partial<Launch> = {}): Promise<Stopped> {
  const stdout = join(temporaryFolder(), "out");
  const stop = new AbortController();
  const from = performance.now();
  const read = (): string => {
    try {
      return readFileSync(stdout, "utf8");
    } catch {
      return "";
    }
  };
  const watch = setInterval(() => read().includes("ready") && stop.abort(), 10);
  const plain = { env: path, directory: "/", stdin: null, weigh: [stdout], marks: [], grace: 400 };
  const streams = { stdout, stderr: `${stdout}.err` };
  const ended = await run(
    { argv: ["bash", "-c", script], ...plain, ...streams, ...changes },
    stop.signal,
    pool,
  );
  clearInterval(watch);
  return { ended, out: read(), took: performance.now() - from };
}

describe.each(ways)("a program started %s that is asked to end", (_, make) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await make();
  });
  afterAll(() => pool.disband());

  it("is interrupted first, and may end in its own way", async () => {
    const script = "trap 'echo cleaned; exit 3' INT; echo ready; while :; do sleep 0.02; done";
    const { ended, out } = await stopped(pool, script);
    expect(ended).toEqual({ ok: true, value: { code: 3, signal: null, sizes: [out.length] } });
    expect(out).toContain("cleaned");
  });

  it("is terminated after half of a short grace, and killed after all of it", async () => {
    const loop = "echo ready; while :; do sleep 0.02; done";
    const deaf = await stopped(pool, `trap '' INT; trap 'exit 4' TERM; ${loop}`);
    expect(deaf.ended).toMatchObject({ ok: true, value: { code: 4, signal: null } });
    const stubborn = await stopped(pool, `trap '' INT TERM; ${loop}`);
    expect(stubborn.ended).toMatchObject({ ok: true, value: { code: null, signal: "SIGKILL" } });
    expect(stubborn.took).toBeGreaterThan(400);
  });

  it("may be the only one that is interrupted, and what it leaves behind is terminated", async () => {
    // A shell leaves its background jobs deaf to interrupts; a handler of Perl hears again.
    const hears =
      '$SIG{INT} = sub { print "interrupted\n" }; $SIG{TERM} = sub { print "terminated\n"; exit };';
    const child = `perl -e '$| = 1; ${hears} print "ready\n"; sleep 1 while 1' &`;
    const script = `trap 'echo cleaned; exit 3' INT; ${child} while :; do sleep 0.02; done`;
    const { ended, out } = await stopped(pool, script, { interrupts: "root" });
    expect(ended).toMatchObject({ ok: true, value: { code: 3, signal: null } });
    expect(out.split("\n").slice(1)).toEqual(["cleaned", "terminated", ""]);
  });

  it("takes along children that left its group and orphans that left its session", async () => {
    const id = newRun();
    const env = { ...path, AO_RUN_ID: id };
    const script = `setsid sleep 600 & (setsid bash -c 'trap "" INT TERM; sleep 600; :' &); sleep 0.1; echo ready; wait`;
    await stopped(pool, script, { env, marks: [`AO_RUN_ID=${id}`] });
    expect(marked([`AO_RUN_ID=${id}`])).toEqual([]);
  });

  it("right after it was ordered is gone before it could do anything", async () => {
    for (let n = 0; n < 20; n += 1) {
      const stop = new AbortController();
      const file = join(temporaryFolder(), "out");
      const plain = {
        env: path,
        directory: "/",
        stdin: null,
        stdout: file,
        stderr: file,
        weigh: [],
        marks: [],
      };
      const ended = run({ argv: ["sleep", "600"], ...plain, grace: 400 }, stop.signal, pool);
      stop.abort();
      expect(await ended).toMatchObject({ ok: true, value: { code: null, signal: "SIGINT" } });
    }
  });
});

describe("strays", () => {
  const stray = async (id: string, more: Readonly<Record<string, string>> = {}): Promise<number> => {
    const env = { ...path, ...more, AO_RUN_ID: id };
    const script = "setsid bash -c 'trap \"\" TERM; echo $$; exec sleep 600' & sleep 0.1";
    const { out } = await launchIn(forkerPool(), ["bash", "-c", script], { env });
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

  it("of another part of the run, whose files lie elsewhere, are left alone by a part", async () => {
    const id = newRun();
    const [mine, other] = [temporaryFolder(), temporaryFolder()];
    const pid = await stray(id, { AO_OUTPUT_FILE: join(mine, "logs/a.json") });
    expect(await reapStrays(id, other)).toBe(0);
    expect(killStrays(id, [], mine.slice(0, -1))).toBe(0);
    expect(livingOne(pid)).toBeDefined();
    expect(await reapStrays(id, mine)).toBe(1);
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
