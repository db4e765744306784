import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { attempted, isolateAgents, isolated } from "./isolation.ts";
import { MISSING, type Launch } from "./launch.ts";
import { marked } from "./proc-table.ts";
import { run } from "./process.ts";
import { forkerPool } from "./forker-pool.ts";

const PATH = process.env["PATH"] ?? "/usr/bin:/bin";
const reached = attempted([]);
const quiet = new AbortController().signal;

afterEach(() => void isolateAgents(0, []));

let serial = 0;

function launch(script: string, changes: Partial<Launch> = {}): Launch {
  const folder = temporaryFolder();
  const mark = `AO_RUN_ID=isolation-${process.pid}-${(serial += 1)}`;
  const [, id = ""] = mark.split("=");
  return {
    argv: ["bash", "-c", script],
    env: { PATH, AO_AGENT: "coder", AO_RUN_ID: id, OUTSIDE: String(process.pid) },
    directory: folder,
    stdin: null,
    stdout: join(folder, "out"),
    stderr: join(folder, "err"),
    weigh: [],
    marks: [mark],
    grace: 2000,
    ...changes,
  };
}

const said = (given: Launch): string => readFileSync(String(given.stdout), "utf8");

describe("without a namespace", () => {
  it("nothing is put around a program", async () => {
    expect(isolateAgents(0, [])).toEqual({ level: 0, lacks: "nothing else was asked for" });
    const given = launch("echo $$ $PPID; cat /proc/$OUTSIDE/environ | wc -c");
    expect(isolated(given)).toBe(given);
    expect(await run(given, quiet)).toMatchObject({ ok: true, value: { code: 0 } });
    expect(said(given)).not.toMatch(/^[12] /);
  });

  it("the reason is known", () => {
    expect(attempted([], ["/no/such/program"])).toEqual({
      level: 0,
      lacks: "the program unshare is not installed",
    });
    expect(attempted([], ["/bin/false"]).lacks).toContain("does not allow");
  });
});

describe.runIf(reached.level === 1)("in a namespace of its own", () => {
  it("an agent cannot see or read the process that started it, nor end it", async () => {
    expect(isolateAgents(null, [])).toEqual({ level: 1, lacks: null });
    const given = launch(
      "cat /proc/$OUTSIDE/environ; kill -0 $OUTSIDE; ls -d /proc/[0-9]*; tr '\\\\0' '\\\\n' < /proc/$PPID/environ",
    );
    await run(given, quiet);
    expect(said(given)).not.toContain("HOME=");
    expect(
      said(given)
        .split("\n")
        .filter((line) => line.startsWith("/proc/")).length,
    ).toBeLessThan(6);
    expect(readFileSync(String(given.stderr), "utf8")).toMatch(/No such (file|process)[^]*No such process/);
  });

  it("only agents are", async () => {
    isolateAgents(null, []);
    const given = launch("test -r /proc/$OUTSIDE/environ", {
      env: { PATH, AO_AGENT: "", OUTSIDE: String(process.pid) },
    });
    expect(await run(given, quiet)).toMatchObject({ ok: true, value: { code: 0 } });
  });

  it("has the same user, stdin, code and files", async () => {
    const folder = mkdtempSync(join(temporaryFolder(), "x-"));
    expect(isolateAgents(1, [folder]).level).toBe(1);
    const given = launch("id -u; cat; echo made > made; exit 7", {
      directory: folder,
      stdin: import.meta.filename,
    });
    const weigh = [join(folder, "made"), join(folder, "none")];
    expect(await run({ ...given, weigh }, quiet)).toEqual({
      ok: true,
      value: { code: 7, signal: null, sizes: [5, MISSING] },
    });
    expect(said(given)).toBe(`${process.getuid?.()}\n${readFileSync(import.meta.filename, "utf8")}`);
  });

  it("is told by the signal that ended it", async () => {
    isolateAgents(null, []);
    expect(await run(launch("kill -9 $BASHPID"), quiet)).toMatchObject({
      value: { code: null, signal: "SIGKILL" },
    });
  });

  it.each([
    ["directly", 100],
    ["by a forker", 0],
  ])("hears that it is to stop, and has its time for that, also if started %s", async (_, direct) => {
    isolateAgents(null, []);
    const pool = forkerPool({ direct });
    for (let n = 0; n < 3; n += 1) await run(launch("true"), quiet, pool);
    const stop = new AbortController();
    const given = launch("trap 'echo saving; sleep 0.3; echo saved; exit 5' INT; echo up; sleep 60 & wait");
    const ended = run(given, stop.signal, pool);
    await expect.poll(() => said(given)).toBe("up\n");
    stop.abort();
    expect(await ended).toMatchObject({ ok: true, value: { code: 5 } });
    expect(said(given)).toBe("up\nsaving\nsaved\n");
    expect(marked(given.marks)).toEqual([]);
    await pool.disband();
  });

  it("leaves nothing behind, however deaf and however hidden", async () => {
    isolateAgents(null, []);
    const stop = new AbortController();
    const given = launch(
      "trap '' INT TERM; (setsid sleep 60 &); (trap '' INT TERM; sleep 60) & echo up; while :; do sleep 1; done",
      { grace: 400 },
    );
    const ended = run(given, stop.signal);
    await expect.poll(() => said(given)).toBe("up\n");
    expect(marked(given.marks).length).toBeGreaterThan(3);
    stop.abort();
    await ended;
    expect(marked(given.marks)).toEqual([]);
  });

  it("takes with it what it left running", async () => {
    isolateAgents(null, []);
    const given = launch("setsid sleep 60 > /dev/null 2>&1 & echo done");
    await run(given, quiet);
    expect(marked(given.marks)).toEqual([]);
  });
});
