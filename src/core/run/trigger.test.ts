import { describe, expect, test } from "vitest";
import { task } from "../../../test/rig/plans.ts";
import { STATUSES, type Status } from "../journal/event.ts";
import { TRIGGER_RULES, type TriggerRule } from "../base/vocabulary.ts";
import { kindOf, met, unmetStatus, type Kind, type Tally } from "./trigger.ts";

const tally = (kinds: readonly Kind[]): Tally => ({
  total: kinds.length,
  succeeded: kinds.filter((kind) => kind === "succeeded").length,
  failed: kinds.filter((kind) => kind === "failed").length,
  skipped: kinds.filter((kind) => kind === "skipped").length,
});

const S = "succeeded";
const F = "failed";
const K = "skipped";

/** For each mixture of endings, the rules that let a task run. */
const TABLE: readonly (readonly [Kind[], TriggerRule[]])[] = [
  [
    [S, S],
    [
      "all_success",
      "one_success",
      "one_done",
      "none_failed",
      "none_failed_min_one_success",
      "none_skipped",
      "all_done_min_one_success",
    ],
  ],
  [
    [S, F],
    ["one_success", "one_failed", "one_done", "none_skipped", "all_done_min_one_success"],
  ],
  [
    [S, K],
    ["one_success", "one_done", "none_failed", "none_failed_min_one_success", "all_done_min_one_success"],
  ],
  [
    [F, F],
    ["all_failed", "one_failed", "one_done", "none_skipped"],
  ],
  [
    [F, K],
    ["one_failed", "one_done"],
  ],
  [
    [K, K],
    ["all_skipped", "none_failed"],
  ],
  [
    [S, F, K],
    ["one_success", "one_failed", "one_done", "all_done_min_one_success"],
  ],
];
const WHATEVER: readonly TriggerRule[] = ["all_done", "always"];

describe.each(TABLE)("after %j", (kinds, rules) => {
  test.each(TRIGGER_RULES)("%s", (rule) => {
    expect(met(rule, tally(kinds))).toBe(rules.includes(rule) || WHATEVER.includes(rule));
  });
});

test("without dependencies every rule is met", () => {
  for (const rule of TRIGGER_RULES) expect(met(rule, tally([])), rule).toBe(true);
});

test("a failure is passed on only where success was asked for", () => {
  const passing = TRIGGER_RULES.filter((rule) => unmetStatus(rule, tally([F, S])) === "upstream_failed");
  expect(passing).toEqual([
    "all_success",
    "one_success",
    "none_failed",
    "none_failed_min_one_success",
    "all_done_min_one_success",
  ]);
  for (const rule of TRIGGER_RULES) expect(unmetStatus(rule, tally([K, S])), rule).toBe("skipped");
});

test("an allowed failure counts as success, what was skipped or cancelled as skipped", () => {
  const kinds = (onFailure: "fail" | "continue" | "skip") =>
    STATUSES.map((status: Status) => [status, kindOf(task("a", { onFailure }), status)]);
  const plain = [
    ["success", S],
    ["failure", F],
    ["skipped", K],
    ["cancelled", K],
    ["upstream_failed", F],
  ];
  expect(kinds("fail")).toEqual(plain);
  expect(kinds("skip")).toEqual(plain);
  expect(kinds("continue")).toEqual([
    ["success", S],
    ["failure", S],
    ["skipped", K],
    ["cancelled", K],
    ["upstream_failed", F],
  ]);
});
