/** Who decided before whom, in a run of several jobs and several attempts. */
import { describe, expect, it } from "vitest";
import { digest, millis, runId } from "../core/base/brand.ts";
import type { Segment } from "../core/journal/event.ts";
import { decidedIn } from "./leg-writers.ts";

const segment = (writer: string, epoch: number, ...times: readonly number[]): Segment => ({
  header: { version: 1, run: runId("20261121-120000-abcd"), plan: digest("a".repeat(64)), epoch, writer },
  entries: times.map((at, seq) => ({ seq, at: millis(at), type: "writer.closed" })),
});

const segments = [
  segment("plan", 1, 1, 2),
  segment("w1-a", 1, 3, 9),
  segment("advance-1", 1, 10, 11),
  segment("w2-b", 1, 12, 20),
  segment("advance-2", 1, 21),
  segment("w2-b", 2, 30, 40),
  segment("advance-2", 2, 41),
];

describe("up to when the jobs before have decided", () => {
  it.each([
    ["the first wave", { wave: 1, epoch: 1 }, 2],
    ["the second", { wave: 2, epoch: 1 }, 11],
    ["the end", { wave: 9, epoch: 1 }, 21],
    ["the second again", { wave: 2, epoch: 2 }, 21],
    ["the end again", { wave: 9, epoch: 2 }, 41],
  ])("is, for whoever follows %s, what the last of them wrote down", (_name, turn, until) => {
    expect(decidedIn({ segments }, turn)).toBe(until);
  });

  it("is nothing where nobody was before", () => {
    expect(decidedIn({ segments: [segment("w1-a", 1, 5)] }, { wave: 1, epoch: 1 })).toBeNull();
  });
});
