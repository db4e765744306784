/** A small process that starts programs for this one: it forks in a fraction of the time, whatever this one has grown to. */
import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { type Order, writer } from "./forker-order.ts";
import { FORKER_SCRIPT } from "./forker-script.ts";

/** Always this one, whatever PATH says. */
export const PERL = "/usr/bin/perl";

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
  /** At once, whatever it does; settles when it has gone. What it had started goes on. */
  end: () => Promise<void>;
}>;

const FAILED = "f";
/** Its files are opened for others, so what Perl would put between itself and a file is made, emptied and copied in vain. */
const UNBUFFERED = { PERLIO: ":unix" };

function reportOf(line: string): Report {
  if (line.startsWith(FAILED)) return { kind: "refused" };
  const [status = Number.NaN, ...sizes] = line.split(" ").map(Number);
  return { kind: "ended", status, sizes };
}

/** In a session of its own, where no signal of the terminal arrives, and without marks in its environment: it is nobody's stray. */
function launch(perl: string): ChildProcess {
  const stdio: ("ignore" | "pipe")[] = ["ignore", "ignore", "ignore", "pipe"];
  return spawn(perl, ["-f", "-e", FORKER_SCRIPT], { detached: true, env: UNBUFFERED, cwd: "/", stdio });
}

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.ref();
  });

export type Events = Readonly<{
  ready: (self: Forker) => void;
  gone: (self: Forker) => void;
  /** It went before it was ready, though nobody had ended it: on this machine it does not work. */
  stillborn: () => void;
}>;

/** The first line says that it is there, every further one is the answer to the one order that is out. */
function listen(channel: Socket, ready: () => void, answer: (line: string) => void): void {
  let said = "";
  let isReady = false;
  channel.on("data", (chunk: Buffer) => {
    said += chunk.toString("latin1");
    for (let end = said.indexOf("\n"); end >= 0; end = said.indexOf("\n")) {
      const line = said.slice(0, end);
      said = said.slice(end + 1);
      if (isReady) answer(line);
      else ready();
      isReady = true;
    }
  });
  // Whatever breaks the channel also closes it.
  channel.on("error", () => {});
}

/** One whose process has just been started. Orders may be given at once: they wait for it. */
function connected(child: ChildProcess, pid: number, channel: Socket, events: Events): Forker {
  const orders = writer();
  let state: "unborn" | "ready" | "ended" = "unborn";
  let done: ((report: Report) => void) | null = null;
  const tell = (report: Report): void => {
    const waiting = done;
    done = null;
    // What it has set of the environment is known only if it began the program.
    if (report.kind !== "ended") orders.forget();
    channel.unref();
    waiting?.(report);
  };
  const self: Forker = {
    pid,
    perform(order, whenDone) {
      done = whenDone;
      channel.ref();
      channel.write(orders.bytes(order));
    },
    end() {
      state = "ended";
      child.kill("SIGKILL");
      channel.destroy();
      return gone(child);
    },
  };
  const ready = (): void => {
    state = "ready";
    events.ready(self);
  };
  listen(channel, ready, (line) => tell(reportOf(line)));
  channel.once("close", () => {
    if (state === "unborn") events.stillborn();
    events.gone(self);
    // It takes no order before it has said that it is there.
    tell({ kind: state === "unborn" ? "refused" : "lost" });
  });
  return self;
}

/** `undefined` if not even a process can be started. */
export function forker(perl: string, events: Events): Forker | undefined {
  const child = launch(perl);
  child.on("error", () => {});
  const channel = child.stdio[3];
  if (child.pid === undefined || !(channel instanceof Socket)) return undefined;
  child.unref();
  channel.unref();
  return connected(child, child.pid, channel, events);
}
