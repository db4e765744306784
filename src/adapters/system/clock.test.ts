import { afterEach, describe, expect, it, vi } from "vitest";
import { simulatedClock } from "../../../test/rig/clock.ts";
import { millis } from "../../core/base/brand.ts";
import type { Clock } from "../../ports/clock.ts";
import { LONGEST_TIMER, sleep, systemClock } from "./clock.ts";

const at = (clock: Clock, later: number): Promise<number> =>
  new Promise((resolve) => clock.alarm(millis(clock.now() + later), () => resolve(clock.now())));

describe("the system's clock", () => {
  afterEach(() => void vi.useRealTimers());

  it("tells the time of the day and never runs backwards", () => {
    const clock = systemClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
    const times = Array.from({ length: 1000 }, () => clock.now());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("rings at or after the time, earlier alarms first", async () => {
    const clock = systemClock();
    const order: number[] = [];
    const from = clock.now();
    const rings = [30, 10, 20].map((later) =>
      at(clock, later).then((time) => [order.push(later), time - from >= later]),
    );
    expect((await Promise.all(rings)).map(([, punctual]) => punctual)).toEqual([true, true, true]);
    expect(order).toEqual([10, 20, 30]);
  });

  it("does not ring when it was called off, also by an alarm of the same moment", async () => {
    const clock = systemClock();
    const rung: string[] = [];
    const when = millis(clock.now() + 5);
    clock.alarm(when, () => {
      rung.push("first");
      off();
    });
    const off = clock.alarm(when, () => rung.push("second"));
    await at(clock, 15);
    expect(rung).toEqual(["first"]);
  });

  it("waits longer than the platform's longest timer", () => {
    vi.useFakeTimers();
    const clock = systemClock();
    let rung = 0;
    clock.alarm(millis(clock.now() + LONGEST_TIMER * 2 + 1000), () => (rung += 1));
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(LONGEST_TIMER * 2);
    expect(rung).toBe(0);
    vi.advanceTimersByTime(1002);
    expect(rung).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("keeps one timer for many alarms and none when all are called off", () => {
    vi.useFakeTimers();
    const clock = systemClock();
    const offs = Array.from({ length: 100 }, (_, n) => clock.alarm(millis(clock.now() + 1000 - n), () => {}));
    expect(vi.getTimerCount()).toBe(1);
    for (const off of offs) off();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("sleep", () => {
  it("ends when it is called off, and says so", async () => {
    const stop = new AbortController();
    const slept = sleep(millis(3_600_000), stop.signal);
    stop.abort();
    expect(await slept).toBe(false);
    expect(await sleep(millis(1), stop.signal)).toBe(false);
    expect(await sleep(millis(1), new AbortController().signal)).toBe(true);
  });
});

describe("a simulated clock", () => {
  it("rings in order of time while it is moved, and shows each alarm its own time", () => {
    const clock = simulatedClock(100);
    const seen: number[] = [];
    clock.alarm(millis(130), () => seen.push(clock.now()));
    clock.alarm(millis(110), () => clock.alarm(millis(120), () => seen.push(clock.now())));
    clock.advance(25);
    expect(seen).toEqual([120]);
    expect([clock.next(), clock.next(), clock.now(), clock.pending()]).toEqual([true, false, 130, 0]);
    expect(seen).toEqual([120, 130]);
  });
});
