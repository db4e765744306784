/** Lets a forker start a program, and ends what it started if it is asked to. */
import { constants } from "node:os";
import type { Forker, Report } from "./forker.ts";
import type { Order } from "./forker-order.ts";
import { type Ending, type LaunchTrouble, LOST, sizeOf } from "./launch.ts";
import { pause } from "./pause.ts";
import { living } from "./proc-table.ts";
import { endTree } from "./pursuit.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { unreachable } from "../../core/base/never.ts";

/** How often it is looked for a program that was ordered but not begun yet. */
const LOOK_MS = 2;

/** Some have two names; the first is the one that everybody uses. */
const SIGNALS = new Map<number, string>(
  Object.entries(constants.signals)
    .map(([name, number]): [number, string] => [number, name])
    .toReversed(),
);

/** What `wait` gave: a code in the upper byte or a signal in the lower seven bits. */
export function endingOf(status: number, sizes: readonly number[]): Ending {
  const number = status & 0x7f;
  if (number === 0) return { code: status >> 8, signal: null, sizes };
  return { code: null, signal: SIGNALS.get(number) ?? `SIG${number}`, sizes };
}

/** The program is the only child that a forker ever has. */
async function childOf(forker: number, over: () => boolean): Promise<number | null> {
  for (;;) {
    const child = living().find(({ parent }) => parent === forker);
    if (child !== undefined) return child.pid;
    if (over()) return null;
    await pause(LOOK_MS);
  }
}

/** The report, once nothing lives any more that had to be ended. */
function performed(forker: Forker, order: Order, signal: AbortSignal): Promise<Report> {
  const { marks, grace, interrupts } = order;
  return new Promise((resolve, reject) => {
    let report: Report | null = null;
    let pursuit: Promise<void> | null = null;
    const end = (): void => {
      const child = childOf(forker.pid, () => report !== null);
      pursuit = child.then((pid) => endTree(pid, marks, grace, interrupts));
    };
    signal.addEventListener("abort", end, { once: true });
    forker.perform(order, (given) => {
      signal.removeEventListener("abort", end);
      report = given;
      // What it had started has lost its parent, but nobody waits for it any more.
      if (given.kind === "lost") pursuit ??= endTree(null, marks, grace);
      if (pursuit === null) resolve(given);
      else pursuit.then(() => resolve(given)).catch(reject);
    });
  });
}

/** `null` if the program was not begun: who starts it directly will learn why. */
export async function runForked(
  forker: Forker,
  order: Order,
  signal: AbortSignal,
): Promise<Result<Ending, LaunchTrouble> | null> {
  const report = await performed(forker, order, signal);
  switch (report.kind) {
    case "ended":
      return ok(endingOf(report.status, signal.aborted ? order.weigh.map(sizeOf) : report.sizes));
    case "refused":
      return null;
    case "lost": {
      const name = JSON.stringify(order.argv[0] ?? "");
      return err({
        code: LOST,
        message: `The process that had started ${name} has died, so nobody knows how it ended`,
      });
    }
    default:
      return unreachable(report);
  }
}
