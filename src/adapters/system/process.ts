/** Runs one program: exactly this argv, exactly this environment, in a group of its own, and says how it ended. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable } from "node:stream";
import { err, ok, type Result } from "../../core/base/result.ts";
import { endTree } from "./pursuit.ts";

/** Streams are held open by whoever inherited them: after the program has ended they have this long to run dry. */
export const DRAIN_MS = 300;

/** Descriptors are the fast way; functions are for output that must be looked at before it is written. */
export type Sink = number | ((chunk: Uint8Array) => void);

export type Launch = Readonly<{
  argv: readonly string[];
  /** The whole of it; nothing is inherited. */
  env: Readonly<Record<string, string>>;
  directory: string;
  stdin: number | "ignore";
  stdout: Sink;
  stderr: Sink;
  /** Settings like `AO_RUN_ID=…` by which its descendants are known wherever they hide. */
  marks: readonly string[];
  grace: number;
}>;

export type Ending = Readonly<{ code: number | null; signal: string | null }>;

/** Why it could not be started; `code` is what the system called it. */
export type LaunchTrouble = Readonly<{ code: string; message: string }>;

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
  if (stream === null || typeof sink === "number") return;
  stream.on("data", sink);
  // A stream that breaks has said all it will say; how the program ends is told by its exit.
  stream.on("error", () => {});
};

const stdio = (sink: Sink): number | "pipe" => (typeof sink === "number" ? sink : "pipe");

function start(launch: Launch): Result<ChildProcess, LaunchTrouble> {
  const [file = "", ...args] = launch.argv;
  try {
    const child = spawn(file, args, {
      cwd: launch.directory,
      env: launch.env,
      detached: true,
      stdio: [launch.stdin, stdio(launch.stdout), stdio(launch.stderr)],
      windowsHide: true,
    });
    connect(child.stdout, launch.stdout);
    connect(child.stderr, launch.stderr);
    return ok(child);
  } catch (error) {
    return err(trouble(error, launch));
  }
}

/** With pipes: until they run dry, or shortly after the end if a descendant holds them open. */
function drained(child: ChildProcess): Promise<void> {
  if (child.stdout === null && child.stderr === null) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve();
    };
    const timer = setTimeout(finish, DRAIN_MS);
    child.once("close", finish);
  });
}

/** Settles when the program has ended and, if it was asked to end, when nothing that it started lives any more. */
export function run(launch: Launch, signal: AbortSignal): Promise<Result<Ending, LaunchTrouble>> {
  const started = start(launch);
  if (!started.ok) return Promise.resolve(started);
  const child = started.value;
  return new Promise((resolve) => {
    let pursuit: Promise<void> | null = null;
    const end = (): void => {
      if (child.pid !== undefined) pursuit = endTree(child.pid, launch.marks, launch.grace);
    };
    child.once("error", (error) => {
      if (child.pid !== undefined) return;
      signal.removeEventListener("abort", end);
      resolve(err(trouble(error, launch)));
    });
    child.once("exit", (code, name) => {
      signal.removeEventListener("abort", end);
      const ending = ok({ code, signal: name });
      if (pursuit === null && child.stdout === null && child.stderr === null) resolve(ending);
      else void Promise.all([pursuit, drained(child)]).then(() => resolve(ending));
    });
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
