import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { millis } from "../base/brand.ts";
import { FAILURE_CLASSES, type FailureClass } from "../base/vocabulary.ts";
import {
  type Circuit,
  type CircuitEvent,
  closed,
  COUNTED,
  failuresOf,
  mayStart,
  MOST_FAILURES,
  nextAt,
  observe,
  standingAt,
} from "./circuit.ts";

const RULES = { failures: 3, coolDown: millis(1000) };
const success = (at: number): CircuitEvent => ({ kind: "success", at: millis(at) });
const failure = (at: number, kind: FailureClass = "agent-error"): CircuitEvent => ({
  kind: "failure",
  failure: kind,
  at: millis(at),
});
const observed = (at: number, failures: number, until: number | null): CircuitEvent => ({
  kind: "observed",
  failures,
  until: until === null ? null : millis(until),
  at: millis(at),
});
const after = (...events: readonly CircuitEvent[]): Circuit => events.reduce(observe, closed(RULES));
const may = (circuit: Circuit, now: number, busy = false): boolean => mayStart(circuit, millis(now), busy);

describe("a circuit", () => {
  it("is closed at first, and as long as failures are fewer than its limit", () => {
    expect(nextAt(closed(RULES))).toBeNull();
    const circuit = after(failure(1), failure(2));
    expect([failuresOf(circuit), nextAt(circuit), may(circuit, 2, true)]).toEqual([2, null, true]);
  });

  it("opens at the limit until the last failure is a cool-down ago", () => {
    const circuit = after(failure(1), failure(2), failure(3));
    expect(nextAt(circuit)).toBe(1003);
    expect([may(circuit, 3), may(circuit, 1002), may(circuit, 1003)]).toEqual([false, false, true]);
    expect([standingAt(circuit, millis(1002)), standingAt(circuit, millis(1003))]).toEqual([
      "open",
      "half-open",
    ]);
  });

  it("lets one attempt through at a time when it is half-open", () => {
    const circuit = after(failure(1), failure(2), failure(3));
    expect([may(circuit, 2000), may(circuit, 2000, true)]).toEqual([true, false]);
  });

  it("opens again when that attempt fails, and closes when it succeeds", () => {
    const open = after(failure(1), failure(2), failure(3));
    expect(nextAt(observe(open, failure(2000)))).toBe(3000);
    const mended = observe(open, success(2000));
    expect([failuresOf(mended), nextAt(mended)]).toEqual([0, null]);
    expect(nextAt(observe(observe(mended, failure(2001)), failure(2002)))).toBeNull();
  });

  it("counts failures in a row only", () => {
    expect(failuresOf(after(failure(1), failure(2), success(3), failure(4)))).toBe(1);
  });

  it.each(FAILURE_CLASSES)("knows whether %s says something about the agent", (kind) => {
    const named = ["agent-exit", "agent-error", "timeout", "idle", "infrastructure", "auth", "lost"];
    expect(COUNTED.has(kind)).toBe(named.includes(kind));
    expect(failuresOf(after(failure(1, kind)))).toBe(named.includes(kind) ? 1 : 0);
  });

  it("goes on from what other runs knew", () => {
    const known = after(observed(10, 2, null));
    expect([failuresOf(known), nextAt(known)]).toEqual([2, null]);
    expect(nextAt(observe(known, failure(20)))).toBe(1020);
    expect(nextAt(after(observed(10, 7, 500)))).toBe(500);
    expect(failuresOf(after(failure(5), failure(6), observed(10, 2, null)))).toBe(2);
    expect(failuresOf(after(success(5), observed(10, 2, null)))).toBe(2);
    expect(failuresOf(after(observed(10, 2, null), success(11)))).toBe(0);
  });

  it("does not grow for ever", () => {
    const circuit = after(...Array.from({ length: MOST_FAILURES + 50 }, (_, at) => failure(at)));
    expect(failuresOf(circuit)).toBe(MOST_FAILURES);
    expect(nextAt(circuit)).toBe(MOST_FAILURES + 49 + 1000);
  });

  it("is the same in whichever order the events are heard", () => {
    const at = fc.integer({ min: 0, max: 40 });
    const event = fc.oneof(
      at.map(success),
      fc.tuple(at, fc.constantFrom(...FAILURE_CLASSES)).map(([when, kind]) => failure(when, kind)),
      fc
        .tuple(at, fc.integer({ min: 0, max: 6 }), fc.option(at))
        .map(([when, failures, until]) => observed(when, failures, until)),
    );
    const shuffled = fc
      .array(event, { maxLength: 12 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([events, others]) => {
        expect(after(...others)).toEqual(after(...events));
      }),
    );
  });
});
