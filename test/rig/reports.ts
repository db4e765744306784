/** Runs to be written as a page: as they usually are, and with the same words in every place that a stranger can fill. */
import { digest, millis, taskId, type TaskId } from "../../src/core/base/brand.ts";
import type { Fields } from "../../src/core/base/value.ts";
import type { Row } from "../../src/core/view/outline.ts";
import { needsIn, type Report } from "../../src/core/view/report.ts";
import type { Try } from "../../src/core/view/tries.ts";
import { board, failed, line, row } from "./boards.ts";

export const attempt = (task: string, words: Partial<Try> = {}): Try => ({
  task: taskId(task),
  epoch: 1,
  n: 1,
  start: millis(1000),
  end: millis(3000),
  ended: "success",
  failure: null,
  usage: { inputTokens: 10, outputTokens: 5, costUsd: 0.25 },
  ...words,
});

export const reportOf = (rows: readonly Row[], words: Partial<Report> = {}): Report => {
  const shown = words.board ?? board(rows);
  const tries = new Map<TaskId, readonly Try[]>(
    rows.map((each) => [
      each.id,
      [attempt(each.id, { ended: each.status === "failure" ? "failure" : "success" })],
    ]),
  );
  return {
    run: "20261121-124340-84e2",
    driven: false,
    madeAt: millis(20_000),
    board: shown,
    tries,
    needs: needsIn(shown.lines),
    source: "name: feature\n",
    inputs: {},
    outputs: {},
    health: [],
    asked: () => "Do it",
    said: () => ({ output: "done", log: "working\n" }),
    url: null,
    commit: "",
    ...words,
  };
};

/** `words` wherever somebody else has a say. */
export function reportSaying(words: string): Report {
  const ids = ["a", "b", "c", "d"].map((end) => `${words}${end}`);
  const [a = "", b = "", c = "", d = ""] = ids;
  const gone = { outcome: words, message: words, at: millis(0) };
  const rows = [
    row(a, { agent: words, note: words, key: words }),
    failed(b, `${words}\n${words}`, { agent: words, attempts: 3 }),
    row(c, { status: "skipped", reason: words, failure: null, origin: taskId(a) }),
    row(d, { status: "waiting", type: "approval", agent: null, finishedAt: null }),
  ];
  const budget = {
    cost: { limit: 1, spent: 2, reserved: 0, over: 1 },
    tokens: null,
    agents: null,
    unsure: 0,
  };
  const gate = {
    id: taskId(d),
    shown: digest("ab".repeat(32)),
    since: millis(0),
    question: { prompt: words, fields: [], approvers: [words], inputs: {}, preview: words } as never,
    answer: null,
  };
  const shown = {
    ...board(
      rows,
      {
        name: words,
        conclusion: "failure",
        missing: [words],
        budget,
        passed: [{ task: taskId(b), budget }],
        closed: [{ pool: words, until: millis(0), waiting: 1 }],
        alerts: [{ kind: "circuit-open", agent: words, failures: 3, until: millis(0) }],
        isolation: { level: 0, lacks: words },
      },
      [line(a, b), { ...line(a, c), kind: "holds" }],
    ),
    gates: [gate],
  };
  const fields: Fields = Object.fromEntries([[words, [words, { [words]: words }]]]);
  return reportOf(rows, {
    run: words,
    board: shown,
    tries: new Map(
      ids.map((id) => [
        taskId(id),
        [
          attempt(id, { ended: "failure", failure: { kind: "agent-error", message: words } }),
          attempt(id, { n: 2, end: null, ended: null, people: true }),
        ],
      ]),
    ),
    source: words,
    inputs: fields,
    outputs: fields,
    health: [
      {
        agent: words,
        runner: words,
        state: "open",
        failures: 3,
        until: millis(0),
        lastFailure: gone,
        succeeded: 1,
        of: 4,
      },
    ],
    asked: () => words,
    said: () => ({ output: words, log: words }),
    url: words,
    commit: words,
  });
}
