/** Small processes that start programs for this one: they fork in a fraction of the time, whatever this one has grown to. */
import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { type Order, writer } from "./forker-order.ts";
import { argumentsOf, FIRST_CHANNEL, FORKER_SCRIPT, SCRIPT_NAME } from "./forker-script.ts";

/** Always this one, whatever PATH says. */
export const PYTHON = "/usr/bin/python3";

export type Report =
  | Readonly<{ kind: "ended"; status: number; sizes: readonly number[] }>
  /** The program was not begun, and why is for somebody else to find out. */
  | Readonly<{ kind: "refused" }>
  /** It died, and what it had started may still be at work. */
  | Readonly<{ kind: "lost" }>;

export type Forker = Readonly<{
  pid: number;
  /** One order at a time. While it is at work, this process waits for it. */
  perform: (order: Order, done: (report: Report) => void) => void;
}>;

/** Forkers that were begun together: this process started one, and that one forked the others. */
export type Brood = Readonly<{
  /** Its first process leads the session and the group of all of them. */
  pid: number;
  /** Idle ones go by themselves, otherwise all are ended at once. Settles when they have gone; what they had started goes on. */
  end: () => Promise<void>;
  /** At once, whatever they do. */
  kill: () => void;
}>;

export type Events = Readonly<{
  ready: (one: Forker) => void;
  /** Nobody if it went before it was ready. */
  gone: (one: Forker | null) => void;
}>;

/** How long those that are told to go by themselves have for it. */
export const LEAVE_MS = 1000;

const FAILED = "f";

function reportOf(line: string): Report {
  if (line.startsWith(FAILED)) return { kind: "refused" };
  const [status = Number.NaN, ...sizes] = line.split(" ").map(Number);
  return { kind: "ended", status, sizes };
}

/** In a session of its own, where no signal of the terminal arrives, and without marks in its environment: it is nobody's stray. */
function launch(python: string, size: number): ChildProcess {
  const channels = Array.from({ length: size }, (): "pipe" => "pipe");
  const stdio: ("ignore" | "pipe")[] = ["ignore", "ignore", "ignore", ...channels];
  const env = { [SCRIPT_NAME]: FORKER_SCRIPT };
  return spawn(python, argumentsOf(size), { detached: true, env, cwd: "/", stdio });
}

const hasGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (hasGone(child)) return resolve();
    child.once("exit", () => resolve());
    child.ref();
  });

function onLine(channel: Socket, hear: (line: string) => void): void {
  let said = "";
  channel.on("data", (chunk: Buffer) => {
    said += chunk.toString("latin1");
    for (let end = said.indexOf("\n"); end >= 0; end = said.indexOf("\n")) {
      const line = said.slice(0, end);
      said = said.slice(end + 1);
      hear(line);
    }
  });
  // Whatever breaks the channel also closes it.
  channel.on("error", () => {});
}

type Seat = Readonly<{ channel: Socket; atWork: () => boolean }>;

/** The first line says who is there, every further one is the answer to the one order that is out. */
function seat(channel: Socket, events: Events): Seat {
  const orders = writer();
  let self: Forker | null = null;
  let done: ((report: Report) => void) | null = null;
  const tell = (report: Report): void => {
    const waiting = done;
    done = null;
    // What it has set of the environment is known only if it began the program.
    if (report.kind !== "ended") orders.forget();
    channel.unref();
    waiting?.(report);
  };
  const perform: Forker["perform"] = (order, whenDone) => {
    done = whenDone;
    channel.ref();
    channel.write(orders.bytes(order));
  };
  onLine(channel, (line) => {
    if (self !== null) return tell(reportOf(line));
    self = { pid: Number(line), perform };
    events.ready(self);
  });
  channel.once("close", () => {
    events.gone(self);
    tell({ kind: "lost" });
  });
  channel.unref();
  return { channel, atWork: () => done !== null };
}

/** `undefined` if not even a process can be started. */
export function brood(python: string, size: number, events: Events): Brood | undefined {
  const child = launch(python, size);
  child.on("error", () => {});
  const { pid } = child;
  const channels = child.stdio.slice(FIRST_CHANNEL).filter((one) => one instanceof Socket);
  if (pid === undefined) return undefined;
  child.unref();
  const seats = channels.map((channel) => seat(channel, events));
  const kill = (): void => {
    try {
      // The number of its group is nobody else's as long as it has not been waited for.
      if (!hasGone(child)) process.kill(-pid, "SIGKILL");
    } catch {
      // Gone in the meantime, which is what was wanted.
    }
    for (const { channel } of seats) channel.destroy();
  };
  return {
    pid,
    async end() {
      if (seats.some(({ atWork }) => atWork())) kill();
      for (const { channel } of seats) channel.destroy();
      const patience = setTimeout(kill, LEAVE_MS);
      await gone(child);
      clearTimeout(patience);
    },
    kill,
  };
}
