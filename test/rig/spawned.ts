/** The built program as a child process: what it said, how it ended, and whether anything of it is still alive. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

export type Ended = Readonly<{ code: number | null; signal: string | null; out: string; err: string }>;

export type Spawned = Readonly<{
  child: ChildProcess;
  ended: Promise<Ended>;
  said: () => string;
  kill: (name: NodeJS.Signals) => void;
}>;

export type Place = Readonly<{
  directory: string;
  env: Readonly<Record<string, string>>;
  uid?: number;
}>;

const LOOK_MS = 5;
const PATIENCE_MS = 30_000;

/** Looks again and again until it is so, and says what it waited for when it never is. */
export async function until(what: string, is: () => boolean): Promise<void> {
  for (const start = performance.now(); !is(); await pause(LOOK_MS)) {
    if (performance.now() - start > PATIENCE_MS) throw new Error(`waited in vain: ${what}`);
  }
}

export function spawned(argv: readonly string[], { directory, env, uid }: Place): Spawned {
  const [file = "", ...args] = argv;
  const child = spawn(file, args, {
    cwd: directory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...said }));
  });
  return { child, ended, said: () => said.out + said.err, kill: (name) => child.kill(name) };
}

const environment = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
};

const isDead = (pid: string): boolean => {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
};

/** Processes that began with this setting in their environment and still live, wherever they hide. */
export function carriers(setting: string): readonly string[] {
  return readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && `\0${environment(name)}`.includes(`\0${setting}\0`) && !isDead(name),
  );
}
