/** A run told to a GitHub that refuses, limits and fails: one check, one comment, and trouble that is told but changes nothing. */
import { describe, expect, it } from "vitest";
import { AROUND, board, failed, row } from "../../../test/rig/boards.ts";
import { simulatedClock } from "../../../test/rig/clock.ts";
import {
  badGateway,
  fakeGithub,
  secondaryLimit,
  type FakeGithub,
  type Options,
} from "../../../test/rig/github.ts";
import { until } from "../../../test/rig/spawned.ts";
import { digest, millis, taskId } from "../../core/base/brand.ts";
import type { Entry, RunEvent } from "../../core/journal/event.ts";
import { markLine, markIn } from "../../core/render/comment-mark.ts";
import type { Board } from "../../core/view/board.ts";
import { MOST_TASK_CHECKS } from "../../core/render/task-check.ts";
import { githubApi, MAX_CALLS } from "./api.ts";
import { MAX_ANNOTATIONS } from "./checks.ts";
import { MAX_PAGES, PAGE_SIZE } from "./comments.ts";
import { gapAt, LEAST_LIVE_CALLS, PACES, SPARED_FOR_END, URGENT_GAP, liveCalls } from "./pace.ts";
import { reporter, type CommentMode, type Kept, type ReporterOptions } from "./reporter.ts";
import { MAX_WAVES } from "../../core/plan/waves.ts";
import { MAX_MISSES } from "./surface.ts";

const REPOSITORY = { owner: "o", name: "r" };
const HEAD = "a".repeat(40);
const MARK = { key: "feature", run: "100", attempt: 1 };
const ROBOT = "github-actions[bot]";

const going = (count: number, of = 3): Board =>
  board(
    Array.from({ length: of }, (_, n) =>
      row(`t${n}`, n < count ? {} : { status: "running", finishedAt: null }),
    ),
    { conclusion: null, finishedAt: null },
  );
const DONE = board([row("t0"), row("t1"), row("t2")]);
const FAILED = board([row("t0"), failed("t1", "no")], { conclusion: "failure" });

let seq = 0;
const entry = (event: RunEvent): Entry => ({ seq: (seq += 1), at: millis(0), ...event });
const SUCCEEDED = (): Entry =>
  entry({ type: "task.succeeded", task: taskId("t0"), n: 1, output: digest("aa"), saw: [] });
const FAILURE = (): Entry =>
  entry({
    type: "task.failed",
    task: taskId("t1"),
    n: 1,
    failure: { kind: "agent-error", message: "no" },
    saw: [],
  });

type More = Partial<Pick<ReporterOptions, "kept" | "taskChecks" | "shared">> &
  Readonly<{ mode?: CommentMode; attempt?: number; run?: string; github?: FakeGithub; patience?: number }>;

async function scene(first: Board = going(0), options: Options = {}, more: More = {}) {
  const { mode = "live", attempt = 1, run = MARK.run, patience = 0, ...rest } = more;
  const github = more.github ?? (await fakeGithub({ heads: [HEAD], ...options }));
  const clock = simulatedClock(1_000_000);
  const sleep = (length: number): Promise<void> => {
    clock.advance(length);
    return Promise.resolve();
  };
  const api = githubApi({
    base: github.url,
    token: "t",
    patience,
    clock: { now: () => clock.now(), sleep },
    clean: (value) => value,
  });
  const shown = { board: first };
  const warnings: string[] = [];
  const kept: Kept[] = [];
  const told = reporter({
    api,
    clock,
    check: { repository: REPOSITORY, head: HEAD, name: "agents / feature", externalId: `feature:${run}` },
    comment: mode === "off" ? null : { repository: REPOSITORY, change: 1, author: ROBOT },
    commentMode: mode,
    mark: { ...MARK, attempt, run },
    around: { ...AROUND, attempt },
    placement: { path: "f.yml", lineOf: () => 3 },
    board: () => shown.board,
    warn: (words) => warnings.push(words),
    remember: (each) => kept.push(each),
    ...rest,
  });
  const happen = (next: Board, each: Entry = SUCCEEDED()): void => {
    shown.board = next;
    told.channel.entry(each);
  };
  const end = (last: Board): Promise<boolean> => {
    shown.board = last;
    return told.finish();
  };
  return { github, clock, told, api, warnings, kept, happen, end };
}

const own = (github: FakeGithub) => github.comments.filter(({ author }) => author === ROBOT);

describe("a run that goes well", () => {
  it("is one check and one comment, from the beginning to the end", async () => {
    const { github, told, end, warnings, kept } = await scene();
    await told.begin();
    expect(github.checks).toMatchObject([
      {
        name: "agents / feature",
        head: HEAD,
        externalId: "feature:100",
        status: "in_progress",
        conclusion: null,
      },
    ]);
    expect(own(github)).toHaveLength(1);
    expect(own(github)[0]?.body).not.toContain("mermaid");
    expect(await end(DONE)).toBe(true);
    expect(github.checks).toMatchObject([{ status: "completed", conclusion: "success", annotations: [] }]);
    expect(own(github)).toHaveLength(1);
    expect(own(github)[0]?.body).toContain("✅ feature succeeded");
    expect(kept.at(-1)).toMatchObject({
      check: github.checks[0]?.id,
      comment: own(github)[0]?.id,
      calls: github.calls.length,
    });
    expect([...warnings, ...github.violations]).toEqual([]);
  });

  it("is told at most every ten seconds, and not at all while nothing changes", async () => {
    const { github, told, clock, happen } = await scene();
    await told.begin();
    const before = github.writes().length;
    for (let n = 0; n < 50; n += 1) happen(going(1));
    clock.advance(gapAt(0) - 1);
    expect(github.writes()).toHaveLength(before);
    clock.advance(1);
    await until("an update", () => github.writes().length === before + 2);
    happen(going(1));
    clock.advance(60_000);
    await until("nothing to do", () => clock.pending() === 0);
    await told.finish();
    // The check knows no end, and neither does the comment: both are as they were.
    expect(github.writes()).toHaveLength(before + 2);
  });

  it("is told sooner when something went wrong", async () => {
    const { github, told, clock, happen } = await scene();
    await told.begin();
    const before = github.writes().length;
    happen(going(1));
    happen({ ...going(1), model: { ...FAILED.model, conclusion: null } }, FAILURE());
    clock.advance(URGENT_GAP);
    await until("an update", () => github.writes().length === before + 2);
    expect(github.checks[0]?.status).toBe("in_progress");
  });

  it("says nothing of what only the machinery notes down", async () => {
    const { told, clock } = await scene();
    await told.begin();
    told.channel.entry(entry({ type: "task.reported", task: taskId("t0"), note: "reading" }));
    expect(clock.pending()).toBe(0);
  });

  it("costs few calls: twenty tasks one after the other, told live", async () => {
    const { github, told, clock, happen, end } = await scene(going(0, 20));
    await told.begin();
    for (let n = 1; n < 20; n += 1) {
      happen(going(n, 20));
      const calls = github.calls.length;
      clock.advance(60_000);
      await Promise.race([
        until("a call", () => github.calls.length > calls),
        new Promise((resolve) => setTimeout(resolve, 30)),
      ]);
    }
    await end(board(Array.from({ length: 20 }, (_, n) => row(`t${n}`))));
    expect(github.calls.length).toBeLessThanOrEqual(5 + 20);
    expect(github.checks[0]?.conclusion).toBe("success");
  });
});

describe("the pace", () => {
  it("slows down with the age of the run", () => {
    expect(PACES.map(([, gap]) => gap)).toEqual([10_000, 30_000, 60_000]);
    expect([0, 119_999, 120_000, 1_799_999, 1_800_000, 1e9].map(gapAt)).toEqual([
      10_000, 10_000, 30_000, 30_000, 60_000, 60_000,
    ]);
  });

  it("leaves calls for the end", () => {
    expect(liveCalls(10_000, 100)).toBe(100 - SPARED_FOR_END);
    expect(liveCalls(0, 100)).toBe(LEAST_LIVE_CALLS);
    expect(liveCalls(50, 100)).toBe(47);
  });
});

describe("a failure", () => {
  it("is marked once in the check, however often the end is told", async () => {
    const { github, told, end } = await scene();
    await told.begin();
    github.fail({ method: "PATCH", path: /check-runs/, after: true, answer: badGateway });
    expect(await end(FAILED)).toBe(true);
    await told.finish();
    expect(github.checks[0]).toMatchObject({
      conclusion: "failure",
      annotations: [{ path: "f.yml", start_line: 3, annotation_level: "failure" }],
    });
  });

  it("with more marks than one request holds is told with as many", async () => {
    const { github, end } = await scene(going(0), {}, { mode: "off" });
    const rows = Array.from({ length: 80 }, (_, n) => failed(`t${n}`, "no"));
    await end(board(rows, { conclusion: "failure" }));
    expect(github.checks[0]?.annotations).toHaveLength(MAX_ANNOTATIONS);
    expect(github.violations).toEqual([]);
  });
});

describe("a write that failed on the way back", () => {
  it.each([
    ["check", /check-runs$/],
    ["comment", /comments$/],
  ])("makes no second %s", async (_, path) => {
    const { github, told, end } = await scene();
    github.fail({ method: "POST", path, after: true, answer: badGateway });
    await told.begin();
    expect([github.checks.length, own(github).length]).toEqual([1, 1]);
    expect(await end(DONE)).toBe(true);
    expect([github.checks.length, own(github).length]).toEqual([1, 1]);
    expect(github.checks[0]?.conclusion).toBe("success");
  });

  it.each([
    ["check", /check-runs$/],
    ["comment", /comments$/],
  ])("and did not happen is made up for: %s", async (_, path) => {
    const { github, told } = await scene();
    github.fail({ method: "POST", path, drop: true });
    await told.begin();
    expect([github.checks.length, own(github).length]).toEqual([1, 1]);
  });
});

describe("a token that may only read", () => {
  it("is noticed once for each place, told, and tried no more", async () => {
    const { github, told, end, warnings } = await scene(going(0), { readOnly: true });
    await told.begin();
    expect(github.writes()).toHaveLength(2);
    expect(await end(FAILED)).toBe(true);
    expect(github.writes()).toHaveLength(2);
    expect(warnings).toHaveLength(2);
    expect(told.notes().join("\n")).toMatch(/checks: write[^]*pull-requests: write/);
  });
});

describe("limits", () => {
  it("end the live part; the end is told when they are over", async () => {
    const { github, told, clock, end, api, warnings } = await scene();
    github.fail({ method: "POST", path: /comments/, answer: secondaryLimit(30) });
    await told.begin();
    expect(github.comments).toEqual([]);
    expect(warnings).toHaveLength(1);
    api.patience(60_000);
    expect(await end(DONE)).toBe(true);
    expect(own(github)).toHaveLength(1);
    expect(clock.now()).toBeGreaterThanOrEqual(1_030_000);
  });

  it("that last longer leave the end for later, without an error", async () => {
    const { github, told, end } = await scene();
    await told.begin();
    github.fail({ method: "PATCH", answer: secondaryLimit(3600), times: 9 });
    expect(await end(DONE)).toBe(false);
    expect(github.checks[0]?.status).toBe("in_progress");
  });

  it("are not run against again and again", async () => {
    const { github, told, clock, happen } = await scene(going(0, 60));
    await told.begin();
    github.fail({ answer: badGateway, times: 1000 });
    const before = github.calls.length;
    for (let n = 1; n < 40; n += 1) {
      happen(going(n, 60));
      clock.advance(60_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until("an end of it", () => clock.pending() === 0);
    expect(github.calls.length - before).toBeLessThanOrEqual(MAX_MISSES * 8);
  });
});

describe("the comment", () => {
  const theirs = (author: string, run: string, key = "feature") => ({
    id: 5,
    author,
    body: `${markLine({ key, run, attempt: 1, seq: 1 })}\nold`,
  });

  it("of an earlier run is taken over", async () => {
    const { github, told } = await scene(going(0), { comments: [theirs(ROBOT, "99")] });
    await told.begin();
    expect(github.comments).toHaveLength(1);
    expect(markIn(github.comments[0]?.body ?? "")).toMatchObject({ run: "100" });
  });

  it("of a newer run is left alone", async () => {
    const { github, told, end } = await scene(going(0), { comments: [theirs(ROBOT, "101")] });
    await told.begin();
    expect(await end(DONE)).toBe(true);
    expect(github.comments).toMatchObject([{ writes: 0 }]);
    expect(github.checks[0]?.conclusion).toBe("success");
  });

  it("that a newer run takes over in the middle is given up", async () => {
    const { github, told, end } = await scene();
    await told.begin();
    const [comment] = github.comments;
    if (comment !== undefined) comment.body = `${markLine({ ...MARK, run: "101", seq: 1 })}\ntheirs`;
    await end(FAILED);
    expect(comment?.body).toContain("theirs");
  });

  it("with our mark by somebody else is nobody's", async () => {
    const { github, told } = await scene(going(0), { comments: [theirs("mallory", "999")] });
    await told.begin();
    expect(github.comments).toHaveLength(2);
    expect(github.comments[0]).toMatchObject({ author: "mallory", writes: 0 });
  });

  it("of another workflow is another one", async () => {
    const { github, told } = await scene(going(0), { comments: [theirs(ROBOT, "99", "other")] });
    await told.begin();
    expect(github.comments).toHaveLength(2);
  });

  it("that somebody took away does not come back", async () => {
    const { github, told, end } = await scene();
    await told.begin();
    github.comments.splice(0, 1);
    expect(await end(DONE)).toBe(true);
    expect(github.comments).toEqual([]);
  });

  it("is found on a later page, and not looked for for ever", async () => {
    const filler = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: 10_000 + n, author: "ada", body: "words" }));
    const near = await scene(going(0), { comments: [...filler(PAGE_SIZE), theirs(ROBOT, "99")] }, {});
    await near.told.begin();
    expect(near.github.comments).toHaveLength(PAGE_SIZE + 1);
    const far = await scene(going(0), { comments: filler(PAGE_SIZE * (MAX_PAGES + 1)) });
    await far.told.begin();
    expect(
      far.github.calls.filter(({ method, path }) => method === "GET" && path.endsWith("/comments")),
    ).toHaveLength(MAX_PAGES);
  });

  it("is made shorter where the platform finds it too long", async () => {
    const { github, told } = await scene();
    github.fail({
      method: "POST",
      path: /comments/,
      answer: { status: 422, body: { message: "Body is too long" } },
    });
    await told.begin();
    expect(own(github)).toHaveLength(1);
  });

  it.each<readonly [CommentMode, Board, number]>([
    ["off", FAILED, 0],
    ["final", DONE, 1],
    ["final", FAILED, 1],
    ["on-failure", DONE, 0],
    ["on-failure", FAILED, 1],
    ["live", DONE, 1],
  ])("%s", async (mode, last, count) => {
    const told = await scene(going(0), {}, { mode });
    await told.told.begin();
    expect(own(told.github)).toHaveLength(mode === "live" ? 1 : 0);
    await told.end(last);
    expect(own(told.github)).toHaveLength(count);
  });

  it("of a failure is put right by the next success", async () => {
    const { github, end } = await scene(
      going(0),
      { comments: [theirs(ROBOT, "99")] },
      { mode: "on-failure" },
    );
    await end(DONE);
    expect(github.comments[0]?.body).toContain("✅");
  });
});

describe("a job that is run again", () => {
  it("goes on with the check that it has", async () => {
    const first = await scene();
    await first.told.begin();
    await first.end(FAILED);
    const second = await scene(going(0), {}, { github: first.github, attempt: 2 });
    await second.told.begin();
    expect(first.github.checks).toMatchObject([{ status: "in_progress", conclusion: null }]);
    await second.end(DONE);
    expect(first.github.checks).toMatchObject([{ conclusion: "success" }]);
    expect(own(first.github)).toHaveLength(1);
    expect(first.github.violations).toEqual([]);
  });

  it("has a check of its own beside those of others", async () => {
    const first = await scene();
    await first.told.begin();
    const other = await scene(going(0), {}, { github: first.github, attempt: 2, run: "101" });
    await other.told.begin();
    expect(first.github.checks).toHaveLength(2);
  });
});

describe("checks of single tasks", () => {
  const tasksIn = (github: FakeGithub) => github.checks.filter(({ name }) => name !== "agents / feature");

  it("are written once, when their tasks have ended, with what became of them", async () => {
    const { github, told, clock, happen, end, kept } = await scene(going(1), {}, { taskChecks: true });
    await told.begin();
    expect(tasksIn(github)).toMatchObject([
      { name: "agents / feature / t0", externalId: "feature:100:1:t0", conclusion: "success" },
    ]);
    happen(going(2));
    clock.advance(gapAt(0));
    await until("the second", () => tasksIn(github).length === 2);
    const rows = [
      row("t0"),
      row("t1"),
      failed("t2", "one\n@everyone two"),
      row("t3", { status: "upstream_failed", startedAt: null, finishedAt: null }),
      row("t4", { status: "skipped" }),
      failed("t5", "late", { failure: { kind: "timeout", after: millis(1), message: "late" } }),
      row("group", { type: "parallel" }),
    ];
    expect(await end(board(rows, { conclusion: "failure" }))).toBe(true);
    expect(
      tasksIn(github).map(({ name, conclusion, writes }) => [name.slice(19), conclusion, writes]),
    ).toEqual([
      ["t0", "success", 1],
      ["t1", "success", 1],
      ["t2", "failure", 1],
      ["t3", "cancelled", 1],
      ["t4", "skipped", 1],
      ["t5", "timed_out", 1],
    ]);
    expect(tasksIn(github)[2]?.title).toContain("two");
    expect(tasksIn(github)[2]?.summary).not.toMatch(/@everyone/);
    expect(kept.at(-1)?.tasks).toEqual(["t0", "t1", "t2", "t3", "t4", "t5"]);
    expect(github.violations).toEqual([]);
  });

  it("are twenty at most, those of the file first, and the check of the workflow names the others", async () => {
    const rows = [
      ...Array.from({ length: 5 }, (_, n) => row(`grown${n}`, { origin: taskId("t0") })),
      ...Array.from({ length: MOST_TASK_CHECKS - 2 }, (_, n) => row(`t${n}`)),
    ];
    const { github, told, end } = await scene(going(0), {}, { taskChecks: true });
    await told.begin();
    expect(await end(board(rows))).toBe(true);
    expect(tasksIn(github)).toHaveLength(MOST_TASK_CHECKS);
    expect(MOST_TASK_CHECKS).toBe(20);
    expect(tasksIn(github).map(({ name }) => name)).toContain("agents / feature / grown1");
    expect(github.checks[0]?.summary).toContain(
      "Without a check of their own: `grown2`, `grown3`, `grown4`.",
    );
  });

  it("belong to the first of the file, whoever ends first", async () => {
    const ended = (from: number, to: number): Board =>
      board(
        Array.from({ length: MOST_TASK_CHECKS + 5 }, (_, n) =>
          row(`t${n}`, n >= from && n < to ? {} : { status: "running", finishedAt: null }),
        ),
      );
    const { github, told, end } = await scene(ended(MOST_TASK_CHECKS - 1, 99), {}, { taskChecks: true });
    await told.begin();
    expect(tasksIn(github).map(({ name }) => name)).toEqual([`agents / feature / t${MOST_TASK_CHECKS - 1}`]);
    expect(await end(ended(0, 99))).toBe(true);
    expect(tasksIn(github)).toHaveLength(MOST_TASK_CHECKS);
    expect(tasksIn(github).map(({ name }) => name)).toContain("agents / feature / t0");
  });

  it("cost a request each, and what is told live costs no more than without them", async () => {
    const { github, told, clock, happen, end } = await scene(going(0, 20), {}, { taskChecks: true });
    await told.begin();
    for (let n = 1; n < 20; n += 1) {
      happen(going(n, 20));
      const calls = github.calls.length;
      clock.advance(60_000);
      await Promise.race([
        until("a call", () => github.calls.length > calls),
        new Promise((resolve) => setTimeout(resolve, 30)),
      ]);
    }
    await end(board(Array.from({ length: 20 }, (_, n) => row(`t${n}`))));
    expect(tasksIn(github)).toHaveLength(20);
    expect(github.calls.length - tasksIn(github).length).toBeLessThanOrEqual(5 + 20);
    expect(github.calls.length).toBeLessThanOrEqual(MAX_CALLS);
  });

  it("leave room for the end of a long run", async () => {
    const { github, told, clock, happen, end } = await scene(going(0, 300), {}, { taskChecks: true });
    await told.begin();
    for (let n = 1; n < 120; n += 1) {
      happen(going(n, 300));
      const calls = github.calls.length;
      clock.advance(60_000);
      await Promise.race([
        until("a call", () => github.calls.length > calls),
        new Promise((resolve) => setTimeout(resolve, 10)),
      ]);
    }
    expect(await end(board(Array.from({ length: 300 }, (_, n) => row(`t${n}`))))).toBe(true);
    expect(tasksIn(github)).toHaveLength(MOST_TASK_CHECKS);
    expect(github.checks[0]?.conclusion).toBe("success");
    expect(github.calls.length).toBeLessThanOrEqual(MAX_CALLS);
  });

  it("are not tried where the token may not write checks, and are made up for by another process", async () => {
    const closed = await scene(going(1), { readOnly: true }, { taskChecks: true });
    await closed.told.begin();
    expect(await closed.end(DONE)).toBe(true);
    expect(closed.github.writes()).toHaveLength(2);
    const first = await scene(going(2), {}, { taskChecks: true });
    await first.told.begin();
    const kept = first.kept.at(-1);
    if (kept === undefined) throw new Error("nothing was kept");
    const last = await scene(DONE, {}, { github: first.github, kept, taskChecks: true });
    expect(await last.told.finish()).toBe(true);
    expect(tasksIn(first.github).map(({ name }) => name)).toHaveLength(3);
  });

  it.each([
    ["three waves, as few as in one job", 3, 5 + 20],
    ["as many waves as there can be", MAX_WAVES, MAX_CALLS - MOST_TASK_CHECKS],
  ])("cost no more where a job for each wave tells them: %s", async (_name, waves, most) => {
    const EACH = { taskChecks: true, shared: true };
    const first = await scene(going(0, 20), {}, { ...EACH });
    await first.told.begin();
    const { github } = first;
    const { check = null, comment = null } = first.kept.at(-1) ?? {};
    let before = 0;
    for (let wave = 1; wave <= waves; wave += 1) {
      const after = Math.ceil((wave * 20) / waves);
      const tasks = Array.from({ length: before }, (_, n) => `t${n}`);
      const kept: Kept = { check, comment, seq: 4 * wave, calls: 0, tasks };
      await (await scene(going(after, 20), {}, { github, kept, ...EACH })).told.begin();
      before = after;
    }
    const tasks = Array.from({ length: 20 }, (_, n) => `t${n}`);
    const done = board(tasks.map((id) => row(id)));
    const kept: Kept = { check, comment, seq: 4 * (waves + 1), calls: 0, tasks };
    expect(await (await scene(done, {}, { github, kept, ...EACH })).told.finish()).toBe(true);
    expect(tasksIn(github)).toHaveLength(20);
    expect(github.comments).toHaveLength(1);
    expect(github.checks[0]).toMatchObject({ conclusion: "success" });
    // Each job asks first whether whoever started it may.
    expect(github.calls.length + waves + 2 - 20).toBeLessThanOrEqual(most);
    expect(github.violations).toEqual([]);
  });

  it("that a limit held back are left for later", async () => {
    const { github, told, end, warnings } = await scene(going(0), {}, { taskChecks: true });
    await told.begin();
    github.fail({ method: "POST", path: /check-runs/, answer: secondaryLimit(3600), times: 9 });
    expect(await end(DONE)).toBe(false);
    expect(github.checks[0]?.conclusion).toBe("success");
    expect(warnings.join("\n")).toContain("The check of a task is not up to date");
  });
});

describe("the end of a job", () => {
  it("finishes what was begun by another process", async () => {
    const first = await scene();
    await first.told.begin();
    const kept = first.kept.at(-1);
    if (kept === undefined) throw new Error("nothing was kept");
    const last = await scene(DONE, {}, { github: first.github, kept });
    expect(await last.told.finish()).toBe(true);
    expect(first.github.checks).toMatchObject([{ conclusion: "success" }]);
    expect(own(first.github)).toHaveLength(1);
  });
});
