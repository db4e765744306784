/** Boards to be drawn: rows with a few words each, and everything else as it usually is. */
import { NO_ISOLATION } from "../../src/core/base/isolation.ts";
import { digest, millis, taskId } from "../../src/core/base/brand.ts";
import type { Board, Line } from "../../src/core/view/board.ts";
import type { Outline, Row } from "../../src/core/view/outline.ts";

const USAGE = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

export const row = (id: string, words: Partial<Row> = {}): Row => ({
  id: taskId(id),
  agent: "coder",
  type: "agent",
  role: "task",
  depth: 0,
  origin: null,
  key: null,
  status: "success",
  reason: null,
  failure: null,
  attempts: 1,
  maxAttempts: 3,
  required: false,
  startedAt: millis(1000),
  finishedAt: millis(3000),
  retryAt: null,
  note: "",
  usage: USAGE,
  output: digest("aa"),
  reused: false,
  waitsFor: [],
  ...words,
});

export const failed = (id: string, message: string, words: Partial<Row> = {}): Row =>
  row(id, { status: "failure", failure: { kind: "agent-error", message }, ...words });

export const outline = (rows: readonly Row[], words: Partial<Outline> = {}): Outline => ({
  name: "feature",
  epoch: 1,
  conclusion: "success",
  stop: null,
  paused: null,
  savings: { tasks: 0, costUsd: 0, unsure: false },
  alerts: [],
  budget: null,
  closed: [],
  startedAt: millis(1000),
  finishedAt: millis(9000),
  usage: { ...USAGE, costUsd: 1.5 },
  rows,
  missing: [],
  passed: [],
  isolation: NO_ISOLATION,
  ...words,
});

export const line = (from: string, to: string): Line => ({
  from: taskId(from),
  to: taskId(to),
  kind: "needs",
});

export const board = (
  rows: readonly Row[],
  words: Partial<Outline> = {},
  lines: readonly Line[] = [],
): Board => ({
  model: outline(rows, words),
  lines,
  gates: [],
});

export const AROUND = {
  url: "https://github.com/o/r/actions/runs/7",
  commit: "4f2c9ab".padEnd(40, "0"),
  attempt: 1,
  run: "20261121-124340-84e2",
};
