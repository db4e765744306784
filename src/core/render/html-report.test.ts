/** The page of a run: complete, closed to the world, and never more than one can carry. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { board, failed, line, row } from "../../../test/rig/boards.ts";
import { reportOf, reportSaying } from "../../../test/rig/reports.ts";
import { byteLength } from "../base/cut.ts";
import { millis, taskId } from "../base/brand.ts";
import { MAX_REPORT_BYTES, POLICY, reportPage } from "./html-report.ts";
import { MOST_NODES } from "./html-report-graph.ts";
import { MOST_REPORT_ROWS } from "./html-report-tasks.ts";

const ROWS = [row("plan"), failed("build", "first\nAssertionError: expected 90 to be 81", { attempts: 3 })];
const FAILED = reportOf(ROWS, {
  board: board(ROWS, { conclusion: "failure" }, [line("plan", "build")]),
  inputs: { ticket: "SHOP-12" },
  outputs: { answer: 42 },
});

const SIGNS = "<>\"'`&/=;!-a \u202e\u0000\ud800".split("");

/** Names of elements and attributes in their order, without what stands between quotes. */
const skeleton = (page: string): readonly string[] =>
  Array.from(page.matchAll(/<(\/?[a-z0-9]+)((?:[^<>"]|"[^"]*")*)>/gi), ([, name = "", rest = ""]) =>
    `${name} ${rest.replaceAll(/"[^"]*"/g, "").trim()}`.trim(),
  );

describe("the page of a run", () => {
  it("says what failed in its own words, what to do, who worked, and what went in and out", () => {
    const page = reportPage(FAILED);
    for (const words of [
      "failed at build: AssertionError: expected 90 to be 81 after 3 attempts",
      "agent-orchestrator resume 20261121-124340-84e2",
      "SHOP-12",
      "42",
      "Do it",
      "working",
      "name: feature",
      "level 0: same user, allow-list environment",
    ])
      expect(page).toContain(words);
    expect(page.match(/<tr\s+class="s-/g)).toHaveLength(2);
    expect(page.match(/<rect\s+class="b-/g)).toHaveLength(2);
    expect(page.match(/<g class="n /g)).toHaveLength(2);
    expect(page).toContain('<path class="l-needs"');
  });

  it("loads nothing, and lets only its own style and script count", () => {
    const page = reportPage(FAILED);
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base|form|meta http-equiv="refresh")\b/i);
    expect(page).not.toMatch(/\b(?:src|srcset|style|on[a-z]+)=/i);
    expect(page).not.toMatch(/url\(|@import|\bfetch\b|XMLHttpRequest|import\(|type="module"/i);
    const digest = (text: string): string => createHash("sha256").update(text).digest("base64");
    const inside = (name: string): string => new RegExp(`<${name}>([^]*?)</${name}>`).exec(page)?.[1] ?? "";
    expect(POLICY).toContain(`style-src 'sha256-${digest(inside("style"))}'`);
    expect(POLICY).toContain(`script-src 'sha256-${digest(inside("script"))}'`);
    expect(POLICY).toMatch(/^default-src 'none';/);
    expect(page).toContain(`content="${POLICY}"`);
    expect(page.match(/<script>/g)).toHaveLength(1);
  });

  it("has the same bones whatever words stand in it", () => {
    const calm = skeleton(reportPage(reportSaying("calm")));
    const payloads = [
      `"><img src=x onerror=alert(1)>`,
      `</script><script>alert(1)</script>`,
      `</title></style><svg/onload=alert(1)>`,
      `' onmouseover='alert(1)`,
      "`javascript:alert(1)`",
      `javascript:alert(1)`,
      `</pre></details><details open ontoggle=alert(1)>`,
      `<!--`,
      `]]>`,
      `&lt;img src=x&gt;&#60;b&#62;`,
    ];
    for (const words of payloads) expect(skeleton(reportPage(reportSaying(words))), words).toEqual(calm);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...SIGNS) }), (words) => {
        expect(skeleton(reportPage(reportSaying(`x${words}`)))).toEqual(calm);
      }),
      { numRuns: 30 },
    );
  });

  it("makes a link of an address of the web alone", () => {
    const url = "https://github.com/o/r/actions/runs/7";
    expect(reportPage({ ...FAILED, url })).toContain(`href="${url}"`);
    for (const foreign of ["javascript:alert(1)", "data:text/html,x", 'https://x"onclick="y'])
      expect(reportPage({ ...FAILED, url: foreign })).not.toMatch(/href="(?!#)/);
  });

  it("tells a run that was cut off from one that goes on", () => {
    const open = reportOf([row("a", { status: "running", finishedAt: null })], {
      board: board([row("a", { status: "running", finishedAt: null })], {
        conclusion: null,
        finishedAt: null,
      }),
    });
    expect(reportPage(open)).toContain("was cut off before its end");
    expect(reportPage({ ...open, driven: true })).toContain("is running");
    expect(reportPage({ ...open, driven: true })).not.toContain("What to do");
  });

  it("draws nothing where nothing ran", () => {
    const idle = row("a", { status: "pending", startedAt: null, finishedAt: null, attempts: 0 });
    const page = reportPage(
      reportOf([idle], { tries: new Map(), board: board([idle], { startedAt: null, finishedAt: null }) }),
    );
    expect(page).not.toMatch(/<rect\s+class="b-/);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("a page that would be too large", () => {
  const many = Array.from({ length: 400 }, (_, n) => (n === 7 ? failed("t7", "no") : row(`t${n}`)));
  const long = (letter: string) => `${letter.repeat(79)}\n`.repeat(1000);
  const report = reportOf(many, {
    board: board(many, { conclusion: "failure" }),
    asked: () => long("q"),
    said: (_, most) => ({
      output: long("o").slice(0, most.output + 1),
      log: long("w").slice(0, most.log + 1),
    }),
  });

  it("keeps most of what failed, and says that it is shortened", () => {
    for (const limit of [MAX_REPORT_BYTES, 4_000_000, 1_000_000]) {
      const page = reportPage(report, limit);
      expect(byteLength(page)).toBeLessThanOrEqual(limit);
      expect(page).toContain("This page is shortened");
      expect(page).toContain('href="#t-8"');
    }
    expect(MAX_REPORT_BYTES).toBe(20 * 1024 * 1024);
  });

  it("says so where not even the table fits", () => {
    const page = reportPage(report, 60_000);
    expect(byteLength(page)).toBeLessThanOrEqual(60_000);
    expect(page).toContain("too much of this run for a page");
  });

  it("has a table of so many rows and no more, and a drawing of fewer", () => {
    const rows = Array.from({ length: MOST_REPORT_ROWS + 5 }, (_, n) => row(`t${n}`));
    const page = reportPage(reportOf(rows, { tries: new Map(), said: () => ({ output: null, log: null }) }));
    expect(page.match(/<tr\s+class="s-/g)).toHaveLength(MOST_REPORT_ROWS);
    expect(page).toContain("5 tasks more not shown");
    expect(page).toContain("too many for a drawing");
    const inner = rows.slice(0, MOST_NODES).map((each) => ({ ...each, depth: 1 }));
    const grouped = reportPage(reportOf([row("a"), row("b"), ...inner]));
    expect(grouped.match(/<g class="n /g)).toHaveLength(2);
    expect(grouped).toContain(`inside of groups: ${MOST_NODES} tasks`);
  });
});

describe("the axis of time", () => {
  it("begins with the first start, not with the run, and keeps every bar on it", () => {
    const rows = [row("a"), row("b", { startedAt: millis(50_000), finishedAt: null, status: "running" })];
    const one = { usage: null, failure: null, epoch: 1 };
    const tries = new Map([
      [
        taskId("a"),
        [
          {
            ...one,
            task: taskId("a"),
            n: 1,
            start: millis(40_000),
            end: millis(45_000),
            ended: "success" as const,
          },
        ],
      ],
      [taskId("b"), [{ ...one, task: taskId("b"), n: 1, start: millis(50_000), end: null, ended: null }]],
    ]);
    const page = reportPage(
      reportOf(rows, { tries, board: board(rows, { startedAt: millis(0), finishedAt: millis(60_000) }) }),
    );
    const bars = Array.from(
      page.matchAll(/<rect\s+class="b-(\w+)"\s+x="(\d+)"\s+y="3"\s+width="(\d+)"/g),
      (found) => found.slice(1),
    );
    expect(bars).toEqual([
      ["success", "0", "250"],
      ["open", "500", "500"],
    ]);
    expect(page).toContain("00:00:40");
  });
});
