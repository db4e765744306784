import { describe, expect, test } from "vitest";
import { NO_ISOLATION } from "../base/isolation.ts";
import { digest, millis, taskId } from "../base/brand.ts";
import type { Outline, Row } from "../view/outline.ts";
import type { Timeline } from "../view/timeline.ts";
import { styled } from "./paint.ts";
import { MAX_MISSED, runSummary } from "./run-summary.ts";
import { heldText, runHead, statusTable } from "./status-table.ts";
import { timelineChart } from "./timeline-chart.ts";

const PLAIN = styled(false, true);
const USAGE = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

const row = (id: string, words: Partial<Row> = {}): Row => ({
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
  maxAttempts: 1,
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

const model = (rows: readonly Row[], words: Partial<Outline> = {}): Outline => ({
  name: "feature",
  epoch: 1,
  conclusion: "success",
  stop: null,
  paused: null,
  savings: { tasks: 0, costUsd: 0, unsure: false },
  alerts: [],
  budget: null,
  passed: [],
  closed: [],
  isolation: NO_ISOLATION,
  startedAt: millis(1000),
  finishedAt: millis(9000),
  usage: { ...USAGE, costUsd: 1.5 },
  rows,
  missing: [],
  ...words,
});

const FAILED = row("test", {
  status: "failure",
  failure: { kind: "agent-error", message: "one\ntwo \u001b[31mred\u001b[0m" },
  attempts: 2,
});
const NOT_RUN = row("ship", {
  status: "upstream_failed",
  attempts: 0,
  startedAt: null,
  reason: "because of test",
});

test("a success is one line, and one about how far its agents were kept apart", () => {
  expect(runSummary(model([row("a"), row("b", { reused: true })]), "r-1", PLAIN)).toBe(
    "\n✔ feature succeeded: 2 of 2 tasks succeeded, 8.0s, $1.50  r-1\n  isolation 0: same user, allow-list environment\n",
  );
});

test("the end says how far agents were kept from the rest of the machine, and why not further", () => {
  const said = (isolation: Outline["isolation"]): string =>
    runSummary(model([], { isolation }), "r-1", PLAIN);
  expect(said({ level: 1, lacks: null })).toContain(
    "  isolation 1: agents have a process namespace of their own, allow-list environment\n",
  );
  expect(said({ level: 0, lacks: "the program unshare is not installed" })).toContain(
    "  isolation 0: same user, allow-list environment; not more, because the program unshare is not installed\n",
  );
});

test("a failure is told with its own words, a hint, its logs and the next command", () => {
  const text = runSummary(model([row("a"), FAILED, NOT_RUN], { conclusion: "failure" }), "r-1", PLAIN);
  expect(text).toContain(
    "✖ feature failed: 1 of 3 tasks succeeded, 1 failed, 1 not run, 8.0s, $1.50  r-1\n  isolation 0: same user, allow-list environment\n",
  );
  expect(text).toContain("  ✖ test  coder  agent-error after 2 attempts: ");
  expect(text).toContain("    | one\n    | two red\n    hint: ");
  expect(text).toContain("    logs: agent-orchestrator logs r-1 test\n");
  expect(text).toContain("  next: agent-orchestrator resume r-1  goes on; what succeeded is kept\n");
  expect(text).not.toContain("\u001b");
});

test("a long message keeps its last lines, and many failures keep the first ones", () => {
  const message = Array.from({ length: 30 }, (_, line) => `line ${line}`).join("\n");
  const rows = Array.from({ length: 14 }, (_, at) =>
    row(`t${at}`, { status: "failure", failure: { kind: "agent-error", message } }),
  );
  const text = runSummary(model(rows, { conclusion: "failure" }), "r-1", PLAIN);
  expect(text).toContain("    | …\n    | line 18\n");
  expect(text).not.toContain("line 17\n");
  expect(text).toContain("  and 4 more: agent-orchestrator status r-1\n");
});

test("the table shows what each task does, waits for or died of", () => {
  const rows = [
    row("a"),
    FAILED,
    row("b", { status: "running", finishedAt: null, note: "reading" }),
    row("c", { status: "pending", attempts: 0, startedAt: null, waitsFor: [taskId("b")] }),
    row("d", {
      status: "waiting",
      finishedAt: null,
      retryAt: millis(12_000),
      failure: { kind: "agent-error", message: "no" },
    }),
  ];
  const going = model(rows, { conclusion: null, finishedAt: null });
  expect(statusTable(going, PLAIN, millis(10_000))).toBe(`\
 ✔ a     coder  success  2.0s
 ✖ test  coder  failure  2.0s  2 attempts  agent-error: one two red
 ● b     coder  running  9.0s              reading
 ○ c     coder  pending                    waits for b
 ◌ d     coder  waiting  9.0s              again in 2.0s: no
`);
  expect(statusTable(going, PLAIN, null)).toContain(" ● b     coder  cut off ");
  const head = { run: "r-1", driven: true, now: millis(10_000) };
  expect(runHead(going, head, PLAIN)).toBe("feature is running  r-1  2/5 tasks, 9.0s, $1.50, 1 failed\n");
  expect(runHead(going, { ...head, driven: false }, PLAIN)).toContain("feature was cut off before its end");
});

test("bars begin and end where their attempts did", () => {
  const bar = {
    task: taskId("a"),
    epoch: 1,
    n: 1,
    start: millis(0),
    end: millis(5000),
    ended: "success",
  } as const;
  const chart: Timeline = {
    start: millis(0),
    end: millis(10_000),
    bars: [bar, { ...bar, task: taskId("b"), n: 2, start: millis(5000), end: null, ended: null }],
  };
  expect(timelineChart(chart, styled(false, false))).toBe(
    ` a  ${"=".repeat(24)}${".".repeat(24)}  +0ms   5.0s  success\n` +
      ` b  ${".".repeat(24)}${"=".repeat(24)}  +5.0s  5.0s  no end, attempt 2\n`,
  );
  expect(timelineChart({ start: null, end: null, bars: [] }, PLAIN)).toBe("nothing was started\n");
});

test("the end says what was saved, and which agents are left alone", () => {
  const alert = { kind: "circuit-open", agent: "coder", failures: 5, until: millis(60_000) } as const;
  const saved = model([row("a")], { savings: { tasks: 9, costUsd: 4.1, unsure: false }, alerts: [alert] });
  const text = runSummary(saved, "r-1", PLAIN);
  expect(text).toContain("\n  reused 9 tasks, saved $4.10\n");
  expect(text).toContain(
    '\n  alert: agent "coder" failed 5 times in a row and is left alone until 1970-01-01T00:01:00.000Z\n',
  );
});

describe("a run whose budget is used up", () => {
  const stopped = (budget: Outline["budget"], limit: "cost" | "agents"): string =>
    runSummary(
      model([row("a"), row("each", { type: "for_each", agent: null }), NOT_RUN], {
        conclusion: "failure",
        stop: { kind: "budget", limit },
        budget,
      }),
      "r-1",
      PLAIN,
    );
  const cost = { limit: 10, spent: 10.12, reserved: 0, over: 0.12 };

  test("says how much was spent, and the command that goes on with more", () => {
    const text = stopped({ cost, tokens: null, agents: null, unsure: 0 }, "cost");
    expect(text).toContain("  budget: spent $10.12 of $10.00: $0.12 over, by agents that were running\n");
    expect(text).toContain(
      "  next: agent-orchestrator resume r-1 --max-cost-usd 20  goes on with more; 1 result is kept\n",
    );
  });

  test("says what to change where no flag raises the limit", () => {
    const text = stopped({ cost: null, tokens: null, agents: { limit: 3, started: 3 }, unsure: 0 }, "agents");
    expect(text).toContain("budget: started 3 of 3 agents");
    expect(text).toContain(
      "next: raise budget.max_agents in the workflow, then agent-orchestrator resume r-1; 1 result is kept",
    );
  });
});

test("quotas and agents that hold tasks back are told with the time of day", () => {
  const alert = { kind: "circuit-open", agent: "coder", failures: 5, until: millis(1000) } as const;
  const held = model([], {
    closed: [
      { pool: "claude", until: millis(3_600_000), waiting: 12 },
      { pool: "far", until: millis(200 * 3_600_000), waiting: 1 },
    ],
    alerts: [alert],
  });
  expect(heldText(held, PLAIN, 60, millis(2000)).split("\n")).toEqual([
    " ◌ pool claude closed until 02:00:00, 12 tasks wait",
    " ◌ pool far closed until 1970-01-09T08:00:00.000Z, 1 task waits",
    " ◌ agent coder failed 5 times in a row, one attempt may be made",
    "",
  ]);
});

test("many required tasks that were skipped are counted", () => {
  const skipped = Array.from({ length: MAX_MISSED + 5 }, (_, at) =>
    row(`r${at}`, { status: "skipped", required: true, reason: "why not" }),
  );
  const text = runSummary(model(skipped, { conclusion: "failure" }), "r-1", PLAIN);
  expect(text.match(/required but skipped: /g)).toHaveLength(MAX_MISSED);
  expect(text).toContain("  and 5 more that were required but skipped\n");
});
