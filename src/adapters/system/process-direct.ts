/** Starts a program from this very process: works everywhere, streams can be pipes, and says exactly what went wrong. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import type { Readable } from "node:stream";
import { err, ok, type Result } from "../../core/base/result.ts";
import { CREATE } from "./forker-order.ts";
import { type Ending, type Launch, type LaunchTrouble, type Sink, sizeOf } from "./launch.ts";
import { endTree } from "./pursuit.ts";

/** Streams are held open by whoever inherited them: after the program has ended they have this long to run dry. */
export const DRAIN_MS = 300;
/** What programs print may be confidential. */
const OWNER_ONLY = 0o600;

function sentence(code: string, { argv, directory }: Launch): string {
  const name = JSON.stringify(argv[0] ?? "");
  if (!existsSync(directory)) return `The directory ${JSON.stringify(directory)} does not exist`;
  switch (code) {
    case "ENOENT":
      return `The command ${name} was not found`;
    case "EACCES":
      return `The command ${name} may not be executed`;
    case "E2BIG":
      return `The arguments or the environment of ${name} are larger than the system allows`;
    case "EAGAIN":
    case "EMFILE":
    case "ENFILE":
    case "ENOMEM":
      return `The system has no room for another process (${code}) to run ${name}`;
    default:
      return `The command ${name} could not be started (${code})`;
  }
}

function trouble(error: unknown, launch: Launch): LaunchTrouble {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return { code, message: sentence(code, launch) };
}

const connect = (stream: Readable | null, sink: Sink): void => {
  if (stream === null || typeof sink === "string") return;
  stream.on("data", sink);
  // A stream that breaks has said all it will say; how the program ends is told by its exit.
  stream.on("error", () => {});
};

/** Nobody may be listening any more, which is no trouble of whoever talks. */
function talk({ stdin }: ChildProcess, { stdin: given }: Launch): void {
  if (typeof given !== "function" || stdin === null) return;
  stdin.on("error", () => {});
  given({
    write(text) {
      if (stdin.writable) stdin.write(text);
      return stdin.writableLength;
    },
    end: () => stdin.end(),
  });
}

type Opened = Readonly<{ stdio: (number | "ignore" | "pipe")[]; close: () => void }>;

/** Throws if a file cannot be opened: that is not the program's trouble. */
function opened({ stdin, stdout, stderr }: Launch): Opened {
  const files: number[] = [];
  const open = (path: string, flags: number | "r"): number => {
    const file = openSync(path, flags, OWNER_ONLY);
    files.push(file);
    return file;
  };
  const close = (): void => files.forEach((file) => closeSync(file));
  const target = (sink: Sink): number | "pipe" => (typeof sink === "string" ? open(sink, CREATE) : "pipe");
  const source = (given: Launch["stdin"]): number | "ignore" | "pipe" =>
    typeof given === "function" ? "pipe" : given === null ? "ignore" : open(given, "r");
  try {
    return { stdio: [source(stdin), target(stdout), target(stderr)], close };
  } catch (error) {
    close();
    throw error;
  }
}

function start(launch: Launch): Result<ChildProcess, LaunchTrouble> {
  const [file = "", ...args] = launch.argv;
  const { stdio, close } = opened(launch);
  try {
    const child = spawn(file, args, {
      cwd: launch.directory,
      env: launch.usual === undefined ? launch.env : { ...launch.usual, ...launch.env },
      detached: true,
      stdio,
      windowsHide: true,
    });
    connect(child.stdout, launch.stdout);
    connect(child.stderr, launch.stderr);
    talk(child, launch);
    return ok(child);
  } catch (error) {
    return err(trouble(error, launch));
  } finally {
    close();
  }
}

/** With pipes: until they run dry, or shortly after the end if a descendant holds them open. */
function drained(child: ChildProcess): Promise<void> {
  if (child.stdout === null && child.stderr === null) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      child.stdin?.destroy();
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve();
    };
    const timer = setTimeout(finish, DRAIN_MS);
    child.once("close", finish);
  });
}

export function runDirectly(launch: Launch, signal: AbortSignal): Promise<Result<Ending, LaunchTrouble>> {
  const started = start(launch);
  if (!started.ok) return Promise.resolve(started);
  const child = started.value;
  return new Promise((resolve, reject) => {
    let pursuit: Promise<void> | null = null;
    const end = (): void => {
      const { marks, grace, interrupts } = launch;
      if (child.pid !== undefined) pursuit = endTree(child.pid, marks, grace, interrupts);
    };
    child.once("error", (error) => {
      if (child.pid !== undefined) return;
      signal.removeEventListener("abort", end);
      resolve(err(trouble(error, launch)));
    });
    child.once("exit", (code, name) => {
      signal.removeEventListener("abort", end);
      const settle = (): void => resolve(ok({ code, signal: name, sizes: launch.weigh.map(sizeOf) }));
      if (pursuit === null && child.stdout === null && child.stderr === null) settle();
      else
        void Promise.all([pursuit, drained(child)])
          .then(settle)
          .catch(reject);
    });
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
