/** Which processes live on this machine, and which of them carry a mark in their environment. */
import { execFileSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";

/** `start` tells a process from a later one with the same number. */
export type Living = Readonly<{ pid: number; parent: number; group: number; session: number; start: string }>;

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
};

/** The name stands in brackets and may hold anything, so the fields are counted from the last bracket. */
function statOf(pid: number): Living | undefined {
  const text = read(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state = "", parent = "", group = "", session = ""] = fields;
  if (state === "Z" || state === "X") return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    start: fields[19] ?? "",
  };
}

function listed(extra: readonly string[]): readonly Living[] {
  try {
    const args = ["-o", "pid=,ppid=,pgid=,sess=,stat=,lstart=", ...extra];
    const text = execFileSync("ps", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return text.split("\n").flatMap((line) => {
      const [pid, parent, group, session, state, ...start] = line.trim().split(/\s+/);
      if (pid === undefined || state === undefined || state.startsWith("Z")) return [];
      const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group) };
      // Some systems give an address here, which is nobody's number.
      return [{ ...numbers, session: Number(session), start: start.join(" ") }];
    });
  } catch {
    return [];
  }
}

const linux = process.platform === "linux";

const pids = (): readonly number[] =>
  readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid));

/** Dead processes that nobody has collected yet do not count as living. */
export function living(): readonly Living[] {
  if (!linux) return listed(["-A"]);
  return pids().flatMap((pid) => statOf(pid) ?? []);
}

export function livingOne(pid: number): Living | undefined {
  return linux ? statOf(pid) : listed(["-p", String(pid)])[0];
}

/** Environments are read for every process of the machine, so all go through one buffer and few are made into text. */
const ENVIRONMENT_BYTES = 1 << 16;

function environmentOf(pid: number, buffer: Buffer): Buffer | undefined {
  let file: number;
  try {
    // The kernel's own threads run no program; to ask costs far less than to be refused.
    if (!existsSync(`/proc/${pid}/exe`)) return undefined;
    file = openSync(`/proc/${pid}/environ`, "r");
  } catch {
    return undefined;
  }
  try {
    const read = readSync(file, buffer, 0, buffer.length, null);
    return read < buffer.length ? buffer.subarray(0, read) : Buffer.concat([buffer, readFileSync(file)]);
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** Processes whose environment held all of these settings when they began. Only Linux lets one look. */
const asMark = (setting: string): string => (setting.endsWith("/") ? `\0${setting}` : `\0${setting}\0`);

/** Whose environment has all of these; one that ends with a slash is the beginning of a path. */
export function marked(settings: readonly string[]): readonly Living[] {
  if (!linux || settings.length === 0) return [];
  const buffer = Buffer.allocUnsafe(ENVIRONMENT_BYTES);
  const bytes = settings.map((setting) => Buffer.from(setting, "latin1"));
  return pids().flatMap((pid) => {
    if (pid === process.pid) return [];
    const environment = environmentOf(pid, buffer);
    if (environment === undefined || !bytes.every((setting) => environment.includes(setting))) return [];
    const padded = `\0${environment.toString("latin1")}\0`;
    return settings.every((setting) => padded.includes(asMark(setting))) ? (statOf(pid) ?? []) : [];
  });
}
