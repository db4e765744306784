/** Time that passes at once: it jumps to the next moment for which somebody waits. */
import { millis, type Millis } from "../core/base/brand.ts";
import type { Clock } from "../ports/clock.ts";

type Alarm = Readonly<{ at: number; order: number; ring: () => void }>;

export type TestClock = Clock &
  Readonly<{
    /** False if nobody waits for anything. */
    next: () => boolean;
    /** False if it was called off. */
    sleep: (length: Millis, signal: AbortSignal) => Promise<boolean>;
  }>;

export function testClock(): TestClock {
  const alarms = new Set<Alarm>();
  let present = 0;
  let order = 0;
  const alarm = (at: Millis, ring: () => void): (() => void) => {
    const set: Alarm = { at, order: (order += 1), ring };
    alarms.add(set);
    return () => void alarms.delete(set);
  };
  const earliest = (): Alarm | undefined => {
    let first: Alarm | undefined;
    for (const each of alarms) {
      if (first === undefined || each.at < first.at || (each.at === first.at && each.order < first.order))
        first = each;
    }
    return first;
  };
  return {
    now: () => millis(present),
    alarm,
    next() {
      const first = earliest();
      if (first === undefined) return false;
      alarms.delete(first);
      present = Math.max(present, first.at);
      first.ring();
      return true;
    },
    sleep: (length, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(false);
        const callOff = alarm(millis(present + length), () => resolve(true));
        signal.addEventListener("abort", () => (callOff(), resolve(false)), { once: true });
      }),
  };
}
