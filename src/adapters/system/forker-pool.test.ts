import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { HAS_FORKERS } from "../../../test/rig/forkers.ts";
import type { Result } from "../../core/base/result.ts";
import { LEAVE_MS, PYTHON } from "./forker.ts";
import { SOON_MS } from "./forker-crew.ts";
import { DIRECT_LAUNCHES, forkerPool, MOST_FORKERS, type Pool, type PoolOptions } from "./forker-pool.ts";
import { type Ending, type Launch, type LaunchTrouble, LOST } from "./launch.ts";
import { type Living, living, livingOne, marked } from "./proc-table.ts";
import { endingOf } from "./process-forked.ts";
import { run } from "./process.ts";
import { killStrays } from "./pursuit.ts";

const never = new AbortController().signal;
const path = { PATH: process.env["PATH"] ?? "" };

const pools: Pool[] = [];
function poolOf(options: PoolOptions = {}): Pool {
  const pool = forkerPool(options);
  pools.push(pool);
  return pool;
}
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.disband())));

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Asks again until it holds; the test's own time limit is the only other end. */
async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await tick();
  }
}

function work(
  pool: Pool,
  script: string,
  changes: Partial<Launch> = {},
): Promise<Result<Ending, LaunchTrouble>> {
  const file = join(temporaryFolder(), "out");
  const plain = { env: path, directory: "/", stdin: null, stdout: file, stderr: file, weigh: [], marks: [] };
  return run({ argv: ["sh", "-c", script], ...plain, grace: 400, ...changes }, never, pool);
}

const childrenOf = (pid: number): readonly Living[] => living().filter(({ parent }) => parent === pid);
/** Those that lead the others, and the others. */
const broodsOf = (pid: number): readonly Living[] =>
  childrenOf(pid).filter((one) => one.session === one.pid && one.group === one.pid);
const membersOf = (leaders: readonly number[]): readonly Living[] =>
  leaders.flatMap((leader) => childrenOf(leader).filter((one) => one.group === leader));

/** Until one is there that is at work for nobody. */
function ready(pool: Pool): Promise<number> {
  return until(() => {
    const found = pool.enter();
    pool.leave(found);
    return found?.pid;
  });
}

/** An interpreter that lacks something. */
function pythonAfter(change: string): string {
  const path = join(temporaryFolder(), "python");
  const script = `#!/bin/sh\nexec ${PYTHON} "$1" "$2" "$3" 'import posix\n${change}\n'"$4" "$5"\n`;
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

describe.runIf(HAS_FORKERS)("the forkers of a process", () => {
  it("are not begun for the first few programs", async () => {
    const pool = poolOf();
    const before = broodsOf(process.pid).length;
    for (let n = 0; n < DIRECT_LAUNCHES; n += 1) await work(pool, "true");
    expect(broodsOf(process.pid)).toHaveLength(before);
    await work(pool, "true");
    expect(broodsOf(process.pid)).toHaveLength(before + 1);
  });

  /** Which process has started each of so many programs that are begun at once. */
  const parents = async (pool: Pool, count: number): Promise<readonly string[]> => {
    const files = Array.from({ length: count }, () => join(temporaryFolder(), "out"));
    await Promise.all(files.map((stdout) => work(pool, "echo $PPID", { stdout })));
    return files.map((file) => readFileSync(file, "utf8").trimEnd());
  };

  it("are waited for if they are on their way, by as many as will come", async () => {
    const pool = poolOf();
    pool.expect(2);
    const found = await parents(pool, 3);
    expect(found.filter((pid) => pid === String(process.pid))).toHaveLength(1);
    expect(new Set(found)).toHaveLength(3);
    pool.expect(2);
    expect(pool.abandon()).toHaveLength(1);
  });

  it("are begun for nobody if nothing is expected", () => {
    const pool = poolOf();
    pool.expect(0);
    expect(pool.abandon()).toEqual([]);
  });

  it("are not waited for again once they did not come in time", async () => {
    const slow = join(temporaryFolder(), "python");
    writeFileSync(slow, "#!/bin/sh\nexec sleep 600\n", { mode: 0o755 });
    const pool = poolOf({ python: slow });
    pool.expect(1);
    const from = performance.now();
    expect(await parents(pool, 1)).toEqual([String(process.pid)]);
    expect(performance.now() - from).toBeGreaterThan(SOON_MS - 5);
    let told = false;
    void pool.soon().then(() => (told = true));
    await Promise.resolve();
    await Promise.resolve();
    expect(told).toBe(true);
    expect(pool.abandon()).toHaveLength(1);
  });

  it("are waited for no longer when all of them are sent away", async () => {
    const pool = poolOf();
    pool.expect(1);
    const soon = pool.soon();
    expect(pool.abandon()).toHaveLength(1);
    expect(await soon).toBeUndefined();
  });

  const crowd = async (pool: Pool): Promise<void> => {
    for (let n = 0; n < 4; n += 1) {
      await Promise.all(Array.from({ length: 3 * MOST_FORKERS }, () => work(pool, "sleep 0.01")));
    }
  };
  const begunSince = (before: readonly Living[]): readonly number[] =>
    broodsOf(process.pid).flatMap(({ pid }) => (before.some((one) => one.pid === pid) ? [] : [pid]));

  it("are one for a chain, and never more than a few", async () => {
    const pool = poolOf({ direct: 0 });
    const before = broodsOf(process.pid);
    for (let n = 0; n < 20; n += 1) await work(pool, "true");
    const alone = begunSince(before);
    expect(alone).toHaveLength(1);
    expect(membersOf(alone)).toEqual([]);
    await crowd(pool);
    expect(begunSince(before)).toHaveLength(2);
    expect(membersOf(begunSince(before))).toHaveLength(MOST_FORKERS - 1);
    expect(pool.abandon()).toHaveLength(2);
    await until(() => (begunSince(before).length === 0 ? true : undefined));
  });

  it("are begun by one of them where several programs are at work", async () => {
    const pool = poolOf({ direct: 1 });
    const before = broodsOf(process.pid);
    await crowd(pool);
    expect(begunSince(before)).toHaveLength(1);
    expect(membersOf(begunSince(before))).toHaveLength(MOST_FORKERS);
    await pool.disband();
    expect(begunSince(before)).toEqual([]);
  });

  it("carry no marks, so that they are nobody's stray, and pass nothing of theirs on", async () => {
    const pool = poolOf({ direct: 0 });
    await ready(pool);
    const stdout = join(temporaryFolder(), "out");
    await work(pool, "", { argv: ["env"], env: { ...path, AO_RUN_ID: "pool-marked" }, stdout });
    expect(marked(["AO_RUN_ID=pool-marked"])).toEqual([]);
    const given = readFileSync(stdout, "utf8").trimEnd().split("\n");
    expect(given.toSorted()).toEqual(["AO_RUN_ID=pool-marked", `PATH=${path.PATH}`]);
  });

  it("have gone once they are disbanded, and come back if there is more to do", async () => {
    const pool = poolOf({ direct: 0 });
    const first = await ready(pool);
    await pool.disband();
    expect(livingOne(first)).toBeUndefined();
    expect(await ready(pool)).not.toBe(first);
  });

  it("are ended if they do not go by themselves", async () => {
    const pool = poolOf({ direct: 0 });
    const pid = await ready(pool);
    process.kill(pid, "SIGSTOP");
    const from = performance.now();
    await pool.disband();
    // A timer may be a little early by this clock.
    expect(performance.now() - from).toBeGreaterThan(LEAVE_MS - 5);
    expect(livingOne(pid)).toBeUndefined();
  });

  it("are not waited for if one is at work", async () => {
    const pool = poolOf({ direct: 0 });
    const pid = await ready(pool);
    const marks = [`AO_RUN_ID=left-${process.pid}`];
    const ended = work(pool, "sleep 600", { env: { ...path, AO_RUN_ID: `left-${process.pid}` }, marks });
    await until(() => marked(marks)[0]);
    await pool.disband();
    expect(livingOne(pid)).toBeUndefined();
    expect(await ended).toMatchObject({ ok: false, error: { code: LOST } });
    expect(marked(marks)).toEqual([]);
  });

  it("are not asked for again where the first could not begin", async () => {
    const broken = join(temporaryFolder(), "python");
    writeFileSync(broken, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const old = pythonAfter("del posix.posix_spawnp");
    for (const python of [broken, old, "/nowhere/python"]) {
      const pool = poolOf({ direct: 0, python });
      for (let n = 0; n < 20; n += 1)
        expect(await work(pool, "exit 3")).toMatchObject({ value: { code: 3 } });
      expect(pool.abandon()).toEqual([]);
    }
  });

  it("leave to this process what they have no room to fork", async () => {
    const full = pythonAfter("def posix_spawnp(*_, **__): raise OSError\nposix.posix_spawnp = posix_spawnp");
    const pool = poolOf({ direct: 0, python: full });
    await ready(pool);
    const stdout = join(temporaryFolder(), "out");
    for (let n = 0; n < 3; n += 1) {
      expect(await work(pool, "echo $PPID", { stdout })).toMatchObject({ value: { code: 0 } });
      expect(readFileSync(stdout, "utf8")).toBe(`${process.pid}\n`);
    }
    expect(pool.abandon()).toHaveLength(1);
  });
});

describe.runIf(HAS_FORKERS)("a forker that dies at work", () => {
  it("is trouble for its own program alone, of which nothing is left", async () => {
    const pool = poolOf({ direct: 0 });
    const pid = await ready(pool);
    const marks = [`AO_RUN_ID=lost-${process.pid}`];
    const env = { ...path, AO_RUN_ID: `lost-${process.pid}` };
    const ended = work(pool, "sleep 600", { env, marks });
    await until(() => marked(marks)[0]);
    process.kill(pid, "SIGKILL");
    expect(await ended).toMatchObject({ ok: false, error: { code: LOST } });
    expect(marked(marks)).toEqual([]);
    for (let n = 0; n < 20; n += 1) expect(await work(pool, "exit 3")).toMatchObject({ value: { code: 3 } });
    expect(await ready(pool)).not.toBe(pid);
  });

  it("may do so while it is asked to end its program", async () => {
    const pool = poolOf({ direct: 0 });
    const pid = await ready(pool);
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
    process.kill(pid, "SIGSTOP");
    stop.abort();
    process.kill(pid, "SIGKILL");
    expect(await ended).toMatchObject({ ok: false, error: { code: LOST } });
  });

  it("is ended with all others at once, and what they began is found by their sessions", async () => {
    const pool = poolOf({ direct: 0 });
    const pid = await ready(pool);
    const ended = work(pool, "sleep 600");
    const [child] = await until(() => (childrenOf(pid).length > 0 ? childrenOf(pid) : undefined));
    const sessions = pool.abandon();
    expect(sessions).toEqual([livingOne(pid)?.session ?? pid]);
    killStrays("pool-no-such-run", sessions);
    expect(livingOne(child?.pid ?? 0)).toBeUndefined();
    expect(await ended).toMatchObject({ ok: false, error: { code: LOST } });
  });
});

/** Another process with forkers, which says when its programs run. */
const PROGRAM = `
import { run } from ${JSON.stringify(fileURLToPath(new URL("process.ts", import.meta.url)))};
const [file, seconds] = process.argv.slice(1);
const plain = { env: { PATH: process.env.PATH }, directory: "/", stdin: null, stdout: file, stderr: file, weigh: [], marks: [] };
const work = (argv) => run({ argv, ...plain, grace: 400 }, new AbortController().signal);
for (let n = 0; n < 4; n += 1) await Promise.all(Array.from({ length: 8 }, () => work(["sleep", "0.02"])));
console.log("ready");
if (seconds !== "0") await Promise.all(Array.from({ length: 8 }, () => work(["sleep", seconds])));
`;

describe.runIf(HAS_FORKERS)("the forkers of a process that ends", () => {
  const begin = async (seconds: string): Promise<readonly [ReturnType<typeof spawn>, readonly Living[]]> => {
    const file = join(temporaryFolder(), "out");
    const argv = ["--experimental-strip-types", "--input-type=module", "-e", PROGRAM, file, seconds];
    const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
    if (child.stdout === null) throw new Error("Internal error: a pipe was asked for");
    await once(child.stdout, "data");
    return [child, membersOf(broodsOf(child.pid ?? 0).map(({ pid }) => pid))];
  };
  const same = (one: Living): boolean => livingOne(one.pid)?.start === one.start;

  it("do not keep it alive, and go with it", async () => {
    const [child, found] = await begin("0");
    await once(child, "exit");
    await until(() => (found.some(same) ? undefined : true));
    expect(child.exitCode).toBe(0);
  });

  it("go when their programs have ended, if it is killed meanwhile", async () => {
    const [child, found] = await begin("1.5");
    expect(found.length).toBeGreaterThan(0);
    await until(() => (found.every(({ pid }) => childrenOf(pid).length === 1) ? true : undefined));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(found.every(same)).toBe(true);
    await until(() => (found.some(same) ? undefined : true));
  });
});

describe("what wait gives", () => {
  it("is a code or a signal, also one without a name", () => {
    expect(endingOf(0, [])).toEqual({ code: 0, signal: null, sizes: [] });
    expect(endingOf(255 << 8, [1])).toEqual({ code: 255, signal: null, sizes: [1] });
    expect(endingOf(9, [])).toMatchObject({ code: null, signal: "SIGKILL" });
    expect(endingOf(6 | 0x80, [])).toMatchObject({ code: null, signal: "SIGABRT" });
    expect(endingOf(40, [])).toMatchObject({ code: null, signal: "SIG40" });
  });
});
