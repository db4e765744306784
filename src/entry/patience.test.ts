import { expect, test } from "vitest";
import { patience, PATIENT_BUDGET } from "./patience.ts";

function flagsOf(version: string, asked: readonly string[] = []): { set: string[]; over: () => void } {
  const set: string[] = [];
  return { set, over: patience(version, asked, (flags) => set.push(flags)) };
}

test("a measured V8 optimises and looks later, and cleans up alone, for as long as it is asked to", () => {
  const { set, over } = flagsOf("11.3.244.8-node.38");
  expect(set.splice(0)).toEqual([
    `--interrupt-budget=${PATIENT_BUDGET}`,
    "--no-parallel-scavenge",
    "--incremental-marking-soft-trigger=95",
  ]);
  over();
  expect(set).toEqual([
    "--incremental-marking-soft-trigger=0",
    "--parallel-scavenge",
    "--interrupt-budget=67584",
  ]);
});

test.each(["11.30.1", "13.6.233.17-node.53", "1.1.3", ""])(
  "V8 %j was not measured and is left alone",
  (version) => {
    const { set, over } = flagsOf(version);
    over();
    expect(set).toEqual([]);
  },
);

test.each([
  ["--interrupt-budget=5"],
  ["--trace-warnings --interrupt_budget=5"],
  ["--no-parallel-scavenge"],
  ["--single-threaded-gc"],
  ["--no-incremental-marking"],
])("who has set such a thing by %j is not overruled", (asked) => {
  expect(flagsOf("11.3.244", [asked]).set).toEqual([]);
});

test("what runs these tests is left as it was", () => {
  patience()();
});
