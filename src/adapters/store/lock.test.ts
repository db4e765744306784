import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { livingOne } from "../system/proc-table.ts";
import { type Holder, lockHolder, takeLock } from "./lock.ts";

const boot = (): string => {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
};

let made = 0;
const holder = (changes: Partial<Holder>): Holder => ({
  id: (made += 1).toString(16).padStart(16, "0"),
  pid: process.pid,
  start: livingOne(process.pid)?.start ?? "",
  host: hostname(),
  boot: boot(),
  since: "2026-01-01T00:00:00.000Z",
  ...changes,
});

async function deadPid(): Promise<number> {
  const child = spawn("true");
  await once(child, "exit");
  return child.pid ?? 0;
}

const MODULE = new URL("./lock.ts", import.meta.url).href;
const NODE = new URL("../../../node_modules/node/bin/node", import.meta.url).pathname;
/** Waits for the starting shot, takes the lock, says how that went, and holds it until its stdin ends. */
const RIVAL = `
  import { existsSync } from "node:fs";
  import { takeLock } from ${JSON.stringify(MODULE)};
  const [folder] = process.argv.slice(1);
  process.stdout.write("ready\\n");
  while (!existsSync(folder + "/go"));
  const taken = takeLock(folder + "/lock");
  process.stdout.write(taken.ok ? "held" : "refused by " + taken.error.pid);
  process.stdin.resume();
`;

type Rival = Readonly<{
  pid: number;
  ready: Promise<void>;
  verdict: Promise<string>;
  end: () => Promise<unknown>;
}>;

function rival(folder: string): Rival {
  const child = spawn(NODE, ["--input-type=module-typescript", "-e", RIVAL, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let heard = "";
  const hearing = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const listen = (): void => {
        const [, found] = pattern.exec(heard) ?? [];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on("data", (chunk: Buffer) => {
        heard += chunk.toString();
        listen();
      });
    });
  const ended = once(child, "exit");
  return {
    pid: child.pid ?? 0,
    ready: hearing(/(ready)/).then(() => {}),
    verdict: hearing(/(held|refused by \d+)/),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}

describe("a lock that many processes want at once", () => {
  it.each([
    ["free", 0],
    ["left by two dead processes", 2],
  ])("and that is %s goes to one of them, who is named to all others", async (_, deaths) => {
    const folder = temporaryFolder();
    let at = join(folder, "lock");
    for (let death = 0; death < deaths; death += 1) {
      const dead = holder({ pid: await deadPid() });
      writeFileSync(at, JSON.stringify(dead));
      at = join(folder, `lock.${dead.id}`);
    }
    const rivals = Array.from({ length: 6 }, () => rival(folder));
    await Promise.all(rivals.map(({ ready }) => ready));
    writeFileSync(join(folder, "go"), "");
    const verdicts = await Promise.all(rivals.map(({ verdict }) => verdict));
    const winner = rivals[verdicts.indexOf("held")];
    const others = verdicts.filter((verdict) => verdict !== "held");
    expect(others).toEqual(Array.from({ length: 5 }, () => `refused by ${winner?.pid}`));
    await Promise.all(rivals.map(({ end }) => end()));
    expect(takeLock(join(folder, "lock")).ok).toBe(true);
  });
});

describe("a lock", () => {
  it("is held by one, who is named to the second, and is free again after release", () => {
    const path = join(temporaryFolder(), "lock");
    const first = takeLock(path, Date.UTC(2026, 0, 1));
    if (!first.ok) throw new Error("should be free");
    const second = takeLock(path);
    expect(second).toMatchObject({
      ok: false,
      error: { pid: process.pid, since: "2026-01-01T00:00:00.000Z" },
    });
    expect(lockHolder(path)).toEqual(first.value.holder);
    first.value.release();
    expect(lockHolder(path)).toBeUndefined();
    expect(takeLock(path).ok).toBe(true);
  });

  it("that is released twice does not take the place of its next holder away", () => {
    const path = join(temporaryFolder(), "lock");
    const first = takeLock(path);
    if (first.ok) first.value.release();
    const second = takeLock(path, Date.now(), "the second");
    if (first.ok) first.value.release();
    expect(lockHolder(path)?.purpose).toBe("the second");
    if (second.ok) second.value.release();
    expect(lockHolder(path)).toBeUndefined();
  });

  it("leaves nothing behind when it is released", () => {
    const folder = temporaryFolder();
    const lock = takeLock(join(folder, "lock"));
    if (lock.ok) lock.value.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not stay with a dead process, also through several deaths", async () => {
    const path = join(temporaryFolder(), "lock");
    const [first, second] = [holder({ pid: await deadPid() }), holder({ pid: await deadPid() })];
    writeFileSync(path, JSON.stringify(first));
    writeFileSync(`${path}.${first.id}`, JSON.stringify(second));
    expect(lockHolder(path)).toBeUndefined();
    const taken = takeLock(path);
    if (!taken.ok) throw new Error("should be free");
    expect(takeLock(path).ok).toBe(false);
    taken.value.release();
    expect(takeLock(path).ok).toBe(true);
  });

  it("does not stay with a process whose number went to another one, or from before the machine began again", () => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(path, JSON.stringify(holder({ start: "1" })));
    expect(lockHolder(path)).toBeUndefined();
    writeFileSync(path, JSON.stringify(holder({ boot: "another" })));
    expect(lockHolder(path)).toBeUndefined();
  });

  it("stays with a holder on another machine, which nobody can look into", () => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(path, JSON.stringify(holder({ host: "elsewhere", pid: 1 })));
    expect(takeLock(path)).toMatchObject({ ok: false, error: { host: "elsewhere" } });
  });

  it.each([
    ["empty", ""],
    ["cut", '{"id":"00'],
    ["of another kind", "[1]"],
    ["named like a path", JSON.stringify({ ...holder({ pid: 1 }), id: "../../../../tmp/x" })],
  ])("whose file is %s does not stop anybody", (_, text) => {
    const path = join(temporaryFolder(), "lock");
    writeFileSync(path, text);
    writeFileSync(`${path}.unreadable`, "");
    expect(takeLock(path).ok).toBe(true);
    expect(takeLock(path).ok).toBe(false);
  });
});
