/** What the platform shows of a run: the first line says it all, limits are kept in fixed steps, and foreign words do nothing. */
import { describe, expect, it } from "vitest";
import { AROUND, board, failed, line, row } from "../../../test/rig/boards.ts";
import { byteLength } from "../base/cut.ts";
import { digest, millis, taskId } from "../base/brand.ts";
import { cutOff, type Board } from "../view/board.ts";
import { titleLine } from "./board-page.ts";
import { ICONS, wordOf } from "./board-words.ts";
import {
  checkConclusion,
  checkText,
  MAX_CHECK_TEXT,
  MAX_CHECK_TITLE,
  MOST_ANNOTATIONS,
} from "./check-run.ts";
import { isLaterTurn, isNewer, markIn, markLine, type CommentMark } from "./comment-mark.ts";
import { commentBody, MAX_COMMENT, withoutMark } from "./comment.ts";
import { COMMENT_SIZE, mermaid, SUMMARY_SIZE } from "./mermaid.ts";
import { MAX_TIMELINE, summaryPage } from "./step-summary.ts";

const MARK: CommentMark = { key: "feature", run: "19283746501", attempt: 1, seq: 3 };

const PLACE = { path: ".github/agents/feature.yml", lineOf: () => 12 };

const mixed = [
  row("plan"),
  failed("build", "line one\ncart.spec.ts: 2 of 36 tests failed", { attempts: 3 }),
  row("ship", { status: "upstream_failed", startedAt: null, finishedAt: null }),
];
const FAILED = board(mixed, { conclusion: "failure" }, [line("plan", "build"), line("build", "ship")]);
const RUNNING = board(
  [
    row("plan"),
    row("build", { status: "running", finishedAt: null }),
    row("ship", { status: "pending", startedAt: null, finishedAt: null, waitsFor: [taskId("build")] }),
  ],
  { conclusion: null, finishedAt: null },
);
const paused = (): Board => ({
  ...board([row("ask", { status: "waiting", type: "approval", agent: null })], {
    conclusion: "paused",
    paused: { kind: "gates", tasks: [taskId("ask")] },
  }),
  gates: [
    {
      id: taskId("ask"),
      shown: digest("ab".repeat(32)),
      since: millis(0),
      answer: null,
      question: {
        gate: taskId("ask"),
        prompt: "Push @all?",
        fields: [],
        approvers: ["acme/leads"],
        upstream: [],
      },
    },
  ],
});

describe("the first line", () => {
  it.each<readonly [string, Board]>([
    ["✅ feature succeeded: 1/1 task, 8.0s, $1.50", board([row("a")])],
    ["❌ feature failed at `build`: cart.spec.ts: 2 of 36 tests failed after 3 attempts", FAILED],
    ["🔵 feature is running: 1 of 3 tasks finished", RUNNING],
    ["✋ feature needs a decision: `ask`", paused()],
    ["🚫 feature was cancelled", board([row("a", { status: "cancelled" })], { conclusion: "cancelled" })],
    [
      "⏱️ feature ran out of budget: the limit on cost was reached",
      board([row("a", { status: "cancelled" })], {
        conclusion: "failure",
        stop: { kind: "budget", limit: "cost" },
      }),
    ],
    [
      "⏱️ feature ran out of time: out of time after 1m00s",
      board([row("a")], { conclusion: "failure", stop: { kind: "timeout", after: millis(60_000) } }),
    ],
    [
      "❌ feature failed: it gave no answer",
      board([row("a")], { conclusion: "failure", missing: ["answer"] }),
    ],
    [
      "❌ feature failed: required but skipped: a",
      board([row("a", { status: "skipped", required: true })], { conclusion: "failure" }),
    ],
    [
      "🚫 feature was rolled back",
      board([row("a")], { conclusion: "failure", stop: { kind: "rollback", by: "ada" } }),
    ],
  ])("%s", (words, shown) => expect(titleLine(shown)).toBe(words));

  it("looks into groups for what really failed", () => {
    const rows = [
      failed("group", "2 inside failed", { type: "parallel", agent: null }),
      failed("inner", "the cause", { depth: 1 }),
    ];
    expect(titleLine(board(rows, { conclusion: "failure" }))).toBe("❌ feature failed at `inner`: the cause");
  });

  it("always has a sign and a word for what became of a task", () => {
    for (const status of [
      "pending",
      "running",
      "waiting",
      "success",
      "failure",
      "skipped",
      "cancelled",
      "upstream_failed",
    ] as const)
      expect(ICONS[wordOf(row("a", { status }))]).not.toBe("");
    expect(
      wordOf(row("a", { status: "failure", failure: { kind: "timeout", after: millis(1), message: "" } })),
    ).toBe("timed out");
    expect(wordOf(row("a", { reused: true }))).toBe("cached");
  });
});

describe("the mark of a comment", () => {
  it("comes back as it was, whatever the workflow is called", () => {
    for (const key of ["feature", "a b", "--> <script>", "ключ", "\ud800", "x=1 run=9"])
      expect(markIn(`${markLine({ ...MARK, key })}\nrest`)?.key).toBe(key.replace("\ud800", "\ufffd"));
  });

  it("cannot be ended by a name", () =>
    expect(markLine({ ...MARK, key: "a --> b" }).indexOf("-->")).toBe(
      markLine({ ...MARK, key: "a --> b" }).length - 3,
    ));

  it.each([
    "",
    "text",
    ` ${markLine(MARK)}`,
    `text\n${markLine(MARK)}`,
    "<!-- agent-orchestrator:v2 key=a run=1 attempt=1 seq=1 -->",
    "<!-- agent-orchestrator:v1 key=%zz run=1 attempt=1 seq=1 -->",
  ])("is not found in %j", (text) => expect(markIn(text)).toBeNull());

  it.each<readonly [theirs: Partial<CommentMark>, ours: Partial<CommentMark>, newer: boolean]>([
    [{ run: "9" }, { run: "10" }, false],
    [{ run: "10" }, { run: "9" }, true],
    [{ run: "99999999999999999998" }, { run: "99999999999999999999" }, false],
    [{ run: "99999999999999999999" }, { run: "99999999999999999998" }, true],
    [{ attempt: 2 }, { attempt: 1 }, true],
    [{ attempt: 1 }, { attempt: 2 }, false],
    [{ seq: 9 }, { seq: 1 }, false],
  ])("of the newer run wins: %j over %j", (theirs, ours, newer) =>
    expect(isNewer({ ...MARK, ...theirs }, { ...MARK, ...ours })).toBe(newer),
  );
});

describe("turns", () => {
  it("count only within an attempt of a run", () => {
    expect(isLaterTurn({ ...MARK, seq: 9 }, { ...MARK, seq: 1 })).toBe(true);
    expect(isLaterTurn({ ...MARK, seq: 1 }, { ...MARK, seq: 1 })).toBe(false);
    expect(isLaterTurn({ ...MARK, seq: 9 }, { ...MARK, attempt: MARK.attempt + 1, seq: 1 })).toBe(false);
    expect(isLaterTurn({ ...MARK, run: "99", seq: 9 }, { ...MARK, run: "100", seq: 1 })).toBe(false);
  });
});

describe("a comment", () => {
  it("says in order what happened, what to do, and what failed", () => {
    const text = commentBody(FAILED, AROUND, MARK, false);
    const places = [
      "<!-- agent-orchestrator:v1",
      "### ❌",
      "[!CAUTION]",
      "**Do next:**",
      "agent-orchestrator resume",
      "| ❌ | `build`",
      "<summary>❌",
      "flowchart LR",
      "<sub>",
    ].map((part) => text.indexOf(part));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("is sent first without a diagram, since it goes to everybody by mail", () => {
    expect(commentBody(RUNNING, AROUND, MARK, true)).not.toContain("mermaid");
    expect(commentBody(RUNNING, AROUND, MARK, false)).toContain("mermaid");
  });

  it("has no clock in it that ticks: the same board gives the same words", () => {
    const [one, two] = [
      commentBody(RUNNING, AROUND, MARK, false),
      commentBody(RUNNING, AROUND, { ...MARK, seq: 4 }, false),
    ];
    expect(withoutMark(one)).toBe(withoutMark(two));
  });

  it("asks people, without calling anybody", () => {
    const text = commentBody(paused(), AROUND, MARK, false);
    expect(text).toContain("[!IMPORTANT]");
    expect(text).toContain(`approve ${AROUND.run} ask abababababab`);
    expect(text).not.toMatch(/@[a-z]/);
  });

  it.each([10, 200, 400, 900, 2000, 10_000])("of %i tasks fits, and says what was left out", (count) => {
    const rows = Array.from({ length: count }, (_, n) =>
      n % 9 === 0
        ? failed(`task-${n}`, "x".repeat(5000))
        : row(`task-${n}`, { agent: "a-rather-long-name-of-an-agent" }),
    );
    const text = commentBody(board(rows, { conclusion: "failure" }), AROUND, MARK, false);
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
    const shown = text.split("\n").filter((each) => each.startsWith("| ") && each.includes("`task-")).length;
    expect(shown === count || /tasks succeeded|more not shown|shortened/.test(text)).toBe(true);
  });

  it("can be made shorter still where the platform wants it", () => {
    const rows = Array.from({ length: 300 }, (_, n) => failed(`task-${n}`, "no"));
    expect(
      commentBody(board(rows, { conclusion: "failure" }), AROUND, MARK, false, 2000).length,
    ).toBeLessThanOrEqual(2000);
  });

  it("lets foreign words do nothing", () => {
    const nasty = "@everyone fixes #1 https://evil.example </details> ```\n| a | b |";
    const text = commentBody(
      board([failed("x", nasty), row("y", { status: "skipped", reason: nasty })], {
        conclusion: "failure",
        name: nasty,
      }),
      AROUND,
      MARK,
      false,
    );
    const outside = text.replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, "");
    expect(outside).not.toMatch(/@everyone|#1\b|https:\/\/evil/);
    expect(outside.match(/<\/details>/g)?.length).toBe(outside.match(/<details/g)?.length);
  });
});

describe("a check", () => {
  it.each<readonly [string | null, Board]>([
    ["success", board([row("a")])],
    ["skipped", board([row("a", { status: "skipped" })])],
    ["failure", FAILED],
    ["timed_out", board([row("a")], { conclusion: "failure", stop: { kind: "budget", limit: "cost" } })],
    ["timed_out", board([row("a")], { conclusion: "failure", stop: { kind: "timeout", after: millis(1) } })],
    ["cancelled", board([row("a")], { conclusion: "cancelled" })],
    ["action_required", paused()],
    [
      "action_required",
      board([row("a")], { conclusion: "paused", paused: { kind: "quota", pool: "claude", until: null } }),
    ],
    [null, RUNNING],
  ])("concludes with %s", (conclusion, shown) => {
    expect(checkConclusion(shown)).toBe(conclusion);
    expect(checkText(shown, AROUND, PLACE).status).toBe(conclusion === null ? "in_progress" : "completed");
  });

  it("names the cause in its title", () => {
    expect(checkText(FAILED, AROUND, PLACE).title).toBe(
      "build failed: cart.spec.ts: 2 of 36 tests failed after 3 attempts (2/3 tasks, 8.0s, $1.50)",
    );
    expect(checkText(paused(), AROUND, PLACE).title).toMatch(/^Waiting for approval: ask/);
    expect(checkText(RUNNING, AROUND, PLACE).title).toBe("is running (1/3 tasks, $1.50)");
  });

  it("marks failures first, no more than the platform takes, and counts the rest", () => {
    const rows = [
      row("skipped", { status: "skipped", required: true }),
      ...Array.from({ length: MOST_ANNOTATIONS + 3 }, (_, n) => failed(`t${n}`, "no")),
    ];
    const { annotations, summary } = checkText(board(rows, { conclusion: "failure" }), AROUND, PLACE);
    expect(annotations).toHaveLength(MOST_ANNOTATIONS);
    expect(annotations.every(({ level }) => level === "failure")).toBe(true);
    expect(annotations[0]).toMatchObject({ path: PLACE.path, line: 12, title: "t0 / coder" });
    expect(summary).toContain("4 more failures are not marked");
  });

  it("has no marks where nobody knows the file, and none before the end", () => {
    expect(checkText(FAILED, AROUND, null).annotations).toEqual([]);
    expect(
      checkText({ ...RUNNING, model: { ...RUNNING.model, rows: mixed } }, AROUND, PLACE).annotations,
    ).toEqual([]);
  });

  it("keeps to the platform's lengths", () => {
    const rows = Array.from({ length: 5000 }, (_, n) => failed(`task-${n}`, "y".repeat(3000)));
    const { summary, text, title } = checkText(board(rows, { conclusion: "failure" }), AROUND, PLACE);
    expect(summary.length).toBeLessThanOrEqual(MAX_CHECK_TEXT);
    expect(text.length).toBeLessThanOrEqual(MAX_CHECK_TEXT);
    expect(title.length).toBeLessThanOrEqual(MAX_CHECK_TITLE);
  });
});

describe("a diagram", () => {
  const wide = (count: number, depth: number): Board =>
    board(Array.from({ length: count }, (_, n) => row(`t${n}`, { depth: n === 0 ? 0 : depth })));

  it("draws each task once, with the lines between them", () => {
    const text = mermaid(FAILED, COMMENT_SIZE) ?? "";
    expect(text.split("\n").filter((each) => each.includes("-->"))).toEqual(["  t1 --> t2", "  t2 --> t3"]);
    expect(text).toContain('t2["❌ build<br/>coder · 2.0s"]:::bad');
  });

  it("lets no label end itself", () => {
    const text =
      mermaid(board([row('a"]:::bad\n  evil --> "x', { agent: "<b>`;%%{init}%%" })]), COMMENT_SIZE) ?? "";
    expect(text.split("\n")[1]).toMatch(/^ {2}t1\["[^"\n]*"\]:::ok$/);
    expect(text).not.toMatch(/evil -->|%%\{|<b>/);
  });

  it("is drawn by groups where it is too large, and left out where that is too large too", () => {
    expect(mermaid(wide(COMMENT_SIZE.nodes, 0), COMMENT_SIZE)).not.toBeNull();
    expect(mermaid(wide(COMMENT_SIZE.nodes + 1, 0), COMMENT_SIZE)).toBeNull();
    expect(
      mermaid(wide(5000, 1), COMMENT_SIZE)
        ?.split("\n")
        .filter((each) => /^ {2}t\d/.test(each)),
    ).toHaveLength(1);
    expect(mermaid(wide(SUMMARY_SIZE.nodes, 0), SUMMARY_SIZE)).not.toBeNull();
    expect(mermaid(wide(SUMMARY_SIZE.nodes + 1, 0), SUMMARY_SIZE)).toBeNull();
  });

  it("keeps to the number of lines that is drawn", () => {
    const rows = Array.from({ length: 30 }, (_, n) => row(`t${n}`));
    const lines = rows.flatMap((a, n) => rows.slice(n + 1).map((b) => line(a.id, b.id)));
    expect(mermaid(board(rows, {}, lines), SUMMARY_SIZE)).toBeNull();
  });

  it("styles no link where there is none", () =>
    expect(mermaid(board([row("a")]), COMMENT_SIZE)).not.toContain("linkStyle"));
});

describe("the page at the end", () => {
  it("says first what was not done", () => {
    const text = summaryPage(FAILED, AROUND, ["No comment was written."], 900 * 1024);
    expect(text.indexOf("No comment was written")).toBeLessThan(text.indexOf("| Task |"));
  });

  it.each([900 * 1024, 20_000])("fits into %i bytes", (most) => {
    const rows = Array.from({ length: 9000 }, (_, n) => failed(`aufgabe-${n}`, "ü".repeat(200)));
    const text = summaryPage(board(rows, { conclusion: "failure" }), AROUND, [], most);
    expect(byteLength(text)).toBeLessThanOrEqual(most);
    expect(text).toContain("shortened");
  });

  it("shows when each task ran, as far as a page goes", () => {
    const rows = Array.from({ length: MAX_TIMELINE + 2 }, (_, n) => row(`t${n}`));
    const text = summaryPage(board(rows), AROUND, [], 900 * 1024);
    expect(text.split("### When")[1]).toContain("2 tasks more not shown");
  });
});

describe("a run that was cut off", () => {
  it("has ended, and what was open has not", () => {
    const shown = cutOff(RUNNING);
    expect(shown.model.conclusion).toBe("cancelled");
    expect(shown.model.rows.map(({ status }) => status)).toEqual(["success", "cancelled", "cancelled"]);
    expect(cutOff(FAILED)).toBe(FAILED);
  });
});
