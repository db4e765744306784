/** One run is driven by one process. A lock names its holder, so that a dead one cannot keep it. */
import { linkSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { isoText } from "../../core/base/instant.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { digestOf } from "../system/digest.ts";
import { livingOne } from "../system/proc-table.ts";
import { guarded } from "./trouble.ts";

export type Holder = Readonly<{
  /** Unique, and the name under which its successor stands. */
  id: string;
  pid: number;
  /** When the process began, as the system counts: tells it from a later one with the same number. */
  start: string;
  host: string;
  boot: string;
  /** ISO time, for the person who is refused. */
  since: string;
  /** What it is held for, where one process holds several. */
  purpose?: string;
}>;

export type Lock = Readonly<{ holder: Holder; release: () => void }>;

/** Each crash in a row leaves one link behind; more than this means that something else is wrong. */
const LONGEST_CHAIN = 10_000;
const ID_LENGTH = 16;

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

const bootId = (): string => read("/proc/sys/kernel/random/boot_id")?.trim() ?? "";

function self(now: number, purpose: string | undefined): Holder {
  const [host, boot, start] = [hostname(), bootId(), livingOne(process.pid)?.start ?? ""];
  // Which process of which machine it is makes it unique; the rest tells two locks of one process apart.
  const unique = [host, boot, process.pid, start, process.hrtime.bigint(), Math.random()].join(" ");
  return {
    id: digestOf(unique).slice(0, ID_LENGTH),
    pid: process.pid,
    start,
    host,
    boot,
    since: isoText(now),
    ...(purpose === undefined ? {} : { purpose }),
  };
}

function parsed(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Holder, unknown>> | null;
    const { id, pid, start, host, boot, since, purpose = "" } = value ?? {};
    const names = [id, start, host, boot, since, purpose].every((part) => typeof part === "string");
    return names && Number.isInteger(pid) && /^[0-9a-f]{16}$/.test(String(id))
      ? (value as Holder)
      : undefined;
  } catch {
    return undefined;
  }
}

/** On another machine nobody can tell, so its holder counts as living. */
function lives(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.boot !== bootId()) return false;
  const found = livingOne(holder.pid);
  return found !== undefined && (holder.start === "" || found.start === holder.start);
}

type Tail = Readonly<{ free: string } | { held: Holder }>;

/**
 * The dead keep their places: `lock` is followed by `lock.<id of its dead holder>`, and so on. Whoever creates the
 * next place holds the lock, and creating is what the file system lets only one do, so two can never take over from one.
 */
function tail(path: string): Tail {
  let at = path;
  for (let length = 0; length < LONGEST_CHAIN; length += 1) {
    const text = read(at);
    if (text === undefined) return { free: at };
    const holder = parsed(text);
    if (holder !== undefined && lives(holder)) return { held: holder };
    // A lock that a power cut left empty has no name; the place after it is named for that.
    at = holder === undefined ? `${at}.unreadable` : `${path}.${holder.id}`;
  }
  throw new Error(`Internal error: the chain of locks at ${path} does not end`);
}

const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/** Some disks know no links; there the content follows a moment later. */
function place(draft: string, at: string, text: string): void {
  try {
    linkSync(draft, at);
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error;
    writeFileSync(at, text, { flag: "wx" });
  }
}

/** Not `rmSync`, which loads a module of its own for what is one call here. */
function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

/** True if this process made it; the content is there from the first moment. */
function claim(at: string, holder: Holder): boolean {
  const draft = `${at}.draft-${holder.id}`;
  const text = JSON.stringify(holder);
  try {
    writeFileSync(draft, text, { flag: "wx" });
    place(draft, at, text);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    remove(draft);
  }
}

/** One listener for all of them: a process may hold many, and the platform warns of many listeners. */
const held = new Set<Readonly<{ path: string }>>();

function releaseAll(): void {
  for (const { path } of held) remove(path);
}

/** Refused with the one who holds it. */
export function takeLock(path: string, now: number = Date.now(), purpose?: string): Result<Lock, Holder> {
  return guarded(`take the lock ${path}`, () => {
    const holder = self(now, purpose);
    for (;;) {
      const end = tail(path);
      if ("held" in end) return err(end.held);
      if (!claim(end.free, holder)) continue;
      if (held.size === 0) process.once("exit", releaseAll);
      const own = { path: end.free };
      held.add(own);
      const release = (): void => {
        // The second time the place may be somebody else's.
        if (!held.delete(own)) return;
        if (held.size === 0) process.removeListener("exit", releaseAll);
        remove(own.path);
      };
      return ok({ holder, release });
    }
  });
}

/** Who drives this run now, if anybody does. */
export function lockHolder(path: string): Holder | undefined {
  const end = tail(path);
  return "held" in end ? end.held : undefined;
}
