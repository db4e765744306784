/** Puts agents into a process namespace of their own, where the machine allows it: what they cannot see they cannot read or end. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { constants as os } from "node:os";
import type { Isolation, Level } from "../../core/base/isolation.ts";
import type { Ending, Launch } from "./launch.ts";

/** Always these, whatever PATH says. */
const UNSHARE = ["/usr/bin/unshare", "/bin/unshare"];
const SHELL = "/bin/sh";
/** The user stays who it is, and has no rights over anybody else; nothing in there outlives the first process. */
const FLAGS = [
  "--user",
  "--map-current-user",
  "--pid",
  "--fork",
  "--mount-proc",
  "--kill-child=SIGKILL",
  "--",
];
/**
 * The first process of a namespace is deaf to every signal that it does not ask for, so a shell takes that part: it waits for the
 * agent, which hears them all, and says how it ended.
 */
const FIRST = 'trap : HUP INT TERM; "$@"; exit $?';
/** Fails unless what may be written outside may be written inside, and the process outside cannot be looked into. */
const PROBE =
  'outside=$1; shift; for path; do [ -w "$path" ] || exit 3; done; cat "/proc/$outside/environ" >/dev/null 2>&1 && exit 4; exit 0';
const PROBE_MS = 5000;
/** By convention of shells: 128 and the number of the signal. */
const SIGNALLED = 128;

export type Reached = Isolation;

type Attempted = Reached & Readonly<{ unshare?: string }>;

const wrapped = (unshare: string, argv: readonly string[]): readonly string[] => [
  unshare,
  ...FLAGS,
  SHELL,
  "-c",
  FIRST,
  "agent",
  ...argv,
];

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const WHY: ReadonlyMap<number | null, string> = new Map([
  [3, "in a namespace of its own an agent could not write here"],
  [4, "a namespace of its own would hide nothing"],
]);

/** Tried out, not guessed from settings of the kernel. `folders`: where agents must be able to write. */
export function attempted(folders: readonly string[], programs: readonly string[] = UNSHARE): Attempted {
  if (process.platform !== "linux") return { level: 0, lacks: "only Linux has process namespaces" };
  const unshare = programs.find((path) => existsSync(path));
  if (unshare === undefined) return { level: 0, lacks: "the program unshare is not installed" };
  const paths = folders.filter(isWritable);
  const [file = "", ...args] = wrapped(unshare, [SHELL, "-c", PROBE, "probe", String(process.pid), ...paths]);
  const { status, error } = spawnSync(file, args, { env: {}, stdio: "ignore", timeout: PROBE_MS });
  if (status === 0 && error === undefined) return { level: 1, lacks: null, unshare };
  return { level: 0, lacks: WHY.get(status) ?? "the machine does not allow process namespaces" };
}

const AS_ASKED: Attempted = { level: 0, lacks: "nothing else was asked for" };

let used: string | null = null;
let reached: Reached | null = null;

/** Null as long as nobody has asked. */
export const reachedNow = (): Reached | null => reached;

/** For all agents that this process starts from now on. */
export function isolateAgents(wish: Level | null, folders: readonly string[]): Reached {
  const { unshare = null, ...found } = wish === 0 ? AS_ASKED : attempted(folders);
  used = unshare;
  reached = found;
  return found;
}

/** Only agents are told which one they are. */
const isAgent = ({ env }: Launch): boolean => (env["AO_AGENT"] ?? "") !== "";

export const isIsolated = (launch: Launch): boolean => used !== null && isAgent(launch);

export const isolated = (launch: Launch): Launch =>
  used === null ? launch : { ...launch, argv: wrapped(used, launch.argv) };

const SIGNALS = new Map(
  Object.entries(os.signals)
    .map(([name, number]) => [number, name] as const)
    .toReversed(),
);

/** What the shell says about a signal is told as the signal. */
export function unwrapped(ending: Ending): Ending {
  const { code } = ending;
  const signal = code === null || code <= SIGNALLED ? undefined : SIGNALS.get(code - SIGNALLED);
  return signal === undefined ? ending : { ...ending, code: null, signal };
}
