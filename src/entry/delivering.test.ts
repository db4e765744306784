import { expect, it } from "vitest";
import type { Outcome } from "../adapters/github/deliver-outcome.ts";
import type { EffectsDocument } from "../core/effects/document.ts";
import { refusal } from "../core/effects/refusals.ts";
import { exitOf } from "./delivering.ts";
import { EXIT } from "./exit-codes.ts";

const document = (refused: number): EffectsDocument => ({
  version: 1,
  workflow: "w",
  run: "r",
  attempt: 1,
  head: null,
  paths: { more: [], allowed: [] },
  effects: [],
  refused: Array.from({ length: refused }, () => ({ task: null, kind: "comment", ...refusal("many") })),
});

const failed = (trouble: Outcome["trouble"], outcome: Outcome["outcome"] = "failed"): Outcome => ({
  key: "k",
  kind: "comment",
  task: null,
  outcome,
  words: "",
  trouble,
});

it.each<readonly [string, number, readonly Outcome[], number]>([
  ["all was written", 0, [failed(null, "done"), failed(null, "same"), failed(null, "skipped")], EXIT.done],
  ["the token may not", 0, [failed("forbidden"), failed("unauthorised")], EXIT.credentials],
  [
    "GitHub is not to be had",
    0,
    [failed("unclear"), failed("limited"), failed("spent")],
    EXIT.infrastructure,
  ],
  ["GitHub does not take it", 0, [failed("invalid")], EXIT.failed],
  ["something was refused before", 1, [failed(null, "done")], EXIT.policy],
  ["there are several reasons", 1, [failed("forbidden")], EXIT.failed],
])("a delivery ends as it should: %s", (_, refused, outcomes, code) =>
  expect(exitOf(document(refused), outcomes)).toBe(code),
);
