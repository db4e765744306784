import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Failure } from "../../core/journal/failure.ts";
import { MOST_TRIES, PATIENCE_MS, patience } from "./patience.ts";

const failure = (message: string): Failure => ({ kind: "infrastructure", message });

describe("patience", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const told: Failure[] = [];
  const fresh = () => {
    told.length = 0;
    return patience((one) => told.push(one));
  };

  it("ends with so many troubles in a row, and only once", () => {
    const { trouble } = fresh();
    for (let n = 1; n <= MOST_TRIES + 2; n += 1) trouble(failure(String(n)));
    expect(told).toEqual([failure(String(MOST_TRIES))]);
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(told).toHaveLength(1);
  });

  it("ends when nothing follows on a trouble for long enough", () => {
    const { trouble } = fresh();
    trouble(failure("slow"));
    vi.advanceTimersByTime(PATIENCE_MS - 1);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([failure("slow")]);
  });

  it("begins anew when it goes on", () => {
    const { trouble, calm } = fresh();
    for (let n = 0; n < MOST_TRIES * 3; n += 1) {
      trouble(failure("again"));
      calm();
    }
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(told).toEqual([]);
  });
});
