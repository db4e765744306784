/** Time in the hand of a test: it stands still until it is moved. */
import { type Millis, millis } from "../../src/core/base/brand.ts";
import type { Clock } from "../../src/ports/clock.ts";

type Alarm = { readonly at: number; readonly order: number; readonly ring: () => void };

export type SimulatedClock = Clock &
  Readonly<{
    /** Moves on, ringing every alarm on the way at its own time. */
    advance: (by: number) => void;
    /** Jumps to the next alarm; false if none is set. */
    next: () => boolean;
    pending: () => number;
    /** A wait in this time: false if it was called off. */
    sleep: (length: Millis, signal: AbortSignal) => Promise<boolean>;
  }>;

export function simulatedClock(start = 0): SimulatedClock {
  let present = start;
  let order = 0;
  const alarms = new Set<Alarm>();

  const earliest = (): Alarm | undefined => [...alarms].sort((a, b) => a.at - b.at || a.order - b.order)[0];

  const ring = (alarm: Alarm): void => {
    alarms.delete(alarm);
    present = Math.max(present, alarm.at);
    alarm.ring();
  };

  const alarm = (at: Millis, ringer: () => void): (() => void) => {
    const set: Alarm = { at, order: (order += 1), ring: ringer };
    alarms.add(set);
    return () => void alarms.delete(set);
  };

  return {
    now: () => millis(present),
    alarm,
    pending: () => alarms.size,
    advance(by) {
      const until = present + by;
      for (let first = earliest(); first !== undefined && first.at <= until; first = earliest()) ring(first);
      present = until;
    },
    next() {
      const first = earliest();
      if (first === undefined) return false;
      ring(first);
      return true;
    },
    sleep: (length, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(false);
        const off = alarm(millis(present + length), () => resolve(true));
        signal.addEventListener("abort", () => (off(), resolve(false)), { once: true });
      }),
  };
}
