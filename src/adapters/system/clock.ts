/** Real time that never runs backwards, with one timer however many alarms are set. */
import { type Millis, millis } from "../../core/base/brand.ts";
import type { Clock } from "../../ports/clock.ts";

/** What a timer of the platform can hold; longer waits are taken in several steps. */
export const LONGEST_TIMER = 2 ** 31 - 1;

type Alarm = { readonly at: number; readonly ring: () => void };

function earliest(alarms: Iterable<Alarm>): number {
  let first = Infinity;
  for (const { at } of alarms) first = Math.min(first, at);
  return first;
}

const NANOS = 1e6;

/** Milliseconds of the steady clock. Not `performance`: the first use of that loads a dozen modules. */
function steady(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1000 + nanos / NANOS;
}

/** Wall time when it was started, moved on by the steady clock: a corrected system time shifts no deadline. */
export function systemClock(): Clock {
  const base = Date.now() - steady();
  const alarms = new Set<Alarm>();
  let timer: NodeJS.Timeout | undefined;
  let armed = Infinity;

  const now = (): Millis => millis(Math.floor(base + steady()));
  const disarm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    armed = Infinity;
  };
  const arm = (at: number): void => {
    if (at >= armed) return;
    disarm();
    armed = at;
    timer = setTimeout(ring, Math.min(LONGEST_TIMER, Math.max(0, at - now())));
  };

  function ring(): void {
    disarm();
    const present = now();
    const due = [...alarms].filter(({ at }) => at <= present).sort((a, b) => a.at - b.at);
    for (const alarm of due) if (alarms.delete(alarm)) alarm.ring();
    const next = earliest(alarms);
    if (next !== Infinity) arm(next);
  }

  return {
    now,
    alarm(at, ringer) {
      const alarm: Alarm = { at, ring: ringer };
      alarms.add(alarm);
      arm(at);
      return () => {
        if (alarms.delete(alarm) && alarms.size === 0) disarm();
      };
    },
  };
}

/** Waits unless it is called off; says whether it waited to the end. */
export function sleep(length: Millis, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const until = steady() + length;
    let timer: NodeJS.Timeout;
    const finish = (whole: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", off);
      resolve(whole);
    };
    const off = (): void => finish(false);
    const wait = (): void => {
      const rest = until - steady();
      if (rest <= 0) finish(true);
      else timer = setTimeout(wait, Math.min(LONGEST_TIMER, Math.ceil(rest)));
    };
    signal.addEventListener("abort", off);
    wait();
  });
}
