/** Ends a process with everything it started, also what left its group or lost its parent: politely first, then for good. */
import type { Interrupts } from "./launch.ts";
import { pause } from "./pause.ts";
import { type Living, living, marked } from "./proc-table.ts";

/** How long SIGINT has before SIGTERM follows, unless the whole grace is shorter. */
export const INTERRUPT_MS = 5000;
/** SIGKILL is repeated this often, since a process may fork between a look and the kill. */
export const KILL_ROUNDS = 40;
const FIRST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 200;
const STRAY_GRACE_MS = 500;

const identity = ({ pid, start }: Living): string => `${pid}/${start}`;

function send(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // Gone in the meantime, which is what was wanted.
  }
}

export type Quarry = Readonly<{
  /** Everything of it that lives now. `thorough` also reads environments, which costs more. */
  alive: (thorough: boolean) => readonly Living[];
}>;

/** Remembers what it has seen, so that an orphan stays known when its parent has gone. */
export function quarry(
  root: number | null,
  settings: readonly string[],
  sessions: readonly number[] = [],
): Quarry {
  const known = new Set<string>();
  return {
    alive(thorough) {
      const all = living();
      const family = new Set<number>();
      for (const one of all) {
        const begun = one.pid === root && known.size === 0;
        const ours = begun || one.group === root || sessions.includes(one.session);
        if (ours || known.has(identity(one))) family.add(one.pid);
      }
      if (thorough) for (const one of marked(settings)) family.add(one.pid);
      for (let grown = -1; grown !== family.size;) {
        grown = family.size;
        for (const one of all) if (family.has(one.parent)) family.add(one.pid);
      }
      family.delete(process.pid);
      const found = all.filter(({ pid }) => family.has(pid));
      for (const one of found) known.add(identity(one));
      return found;
    },
  };
}

async function comes(isSo: () => boolean, within: number): Promise<boolean> {
  const until = performance.now() + within;
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 2, LONGEST_LOOK_MS)) {
    if (isSo()) return true;
    const rest = until - performance.now();
    if (rest <= 0) return false;
    await pause(Math.min(wait, rest));
  }
}

const gone = (hunted: Quarry, within: number): Promise<boolean> =>
  comes(() => hunted.alive(false).length === 0 && hunted.alive(true).length === 0, within);

function signalAll(hunted: Quarry, name: NodeJS.Signals): void {
  for (const { pid } of hunted.alive(true)) send(pid, name);
}

async function killAll(hunted: Quarry): Promise<boolean> {
  for (let round = 0; round < KILL_ROUNDS; round += 1) {
    signalAll(hunted, "SIGKILL");
    if (await gone(hunted, FIRST_LOOK_MS * Math.min(round + 1, 10))) return true;
  }
  return false;
}

/**
 * SIGINT now, SIGTERM after five seconds or half the grace, SIGKILL after the grace. Settles when nothing is left.
 * With `root`, only the first process is interrupted, and what it leaves behind is terminated as soon as it has gone.
 */
export async function endTree(
  root: number | null,
  settings: readonly string[],
  grace: number,
  interrupts: Interrupts = "tree",
): Promise<void> {
  const hunted = quarry(root, settings);
  const polite = Math.min(INTERRUPT_MS, grace / 2);
  if (interrupts === "root" && root !== null) {
    // A look before the signal, so that what loses its parent by it stays known.
    if (hunted.alive(true).length > 0) send(root, "SIGINT");
    await comes(() => hunted.alive(false).every(({ pid }) => pid !== root), polite);
    if (await gone(hunted, 0)) return;
  } else {
    signalAll(hunted, "SIGINT");
    if (await gone(hunted, polite)) return;
  }
  signalAll(hunted, "SIGTERM");
  if (await gone(hunted, grace - polite)) return;
  await killAll(hunted);
}

/** Parts of one run may work on one machine at the same time: then those are meant whose files lie in this folder. */
const marksOf = (run: string, within: string | null): readonly string[] => [
  `AO_RUN_ID=${run}`,
  ...(within === null ? [] : [`AO_OUTPUT_FILE=${within}/`]),
];

/** What tasks of this run left behind, in whatever session it hides: ended, and counted. */
export async function reapStrays(run: string, within: string | null = null): Promise<number> {
  const settings = marksOf(run, within);
  // There are hardly ever any, and who begins them is known by the mark alone.
  if (marked(settings).length === 0) return 0;
  const hunted = quarry(null, settings);
  const found = hunted.alive(true).length;
  if (found === 0) return 0;
  signalAll(hunted, "SIGTERM");
  if (!(await gone(hunted, STRAY_GRACE_MS))) await killAll(hunted);
  return found;
}

/**
 * For the second interrupt: no manners, and back only when nothing is left, since the process ends right after. What was
 * begun in one of these sessions at this very moment may carry no mark yet.
 */
export function killStrays(
  run: string,
  sessions: readonly number[] = [],
  within: string | null = null,
): number {
  const hunted = quarry(null, marksOf(run, within), sessions);
  const killed = new Set<string>();
  for (let round = 0; round < KILL_ROUNDS; round += 1) {
    const found = hunted.alive(true);
    if (found.length === 0) break;
    for (const one of found) {
      killed.add(identity(one));
      send(one.pid, "SIGKILL");
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FIRST_LOOK_MS);
  }
  return killed.size;
}
