/** What can go wrong between a run and GitHub: none of it changes what the run came to, none of its results is lost, and nothing is shown twice. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { markIn, markLine } from "../../src/core/render/comment-mark.ts";
import { MAX_SUMMARY_BYTES } from "../../src/adapters/github/files.ts";
import {
  badGateway,
  fakeGithub,
  forbidden,
  primaryLimit,
  secondaryLimit,
  tooMany,
  type FakeGithub,
  type Fault,
  type Options,
} from "../rig/github.ts";
import { project } from "../rig/cli.ts";
import { instancesOf } from "../rig/github-run.ts";
import { keptDocument } from "../rig/kept.ts";
import { compiledRun } from "../rig/placed.ts";
import { fakeResults, type FakeResults } from "../rig/results.ts";
import { example, HEAD, job, RUN_ID, type Job, type JobOptions } from "../rig/runner.ts";
import { until, type Ended } from "../rig/spawned.ts";

const PULL = example("pull_request", "opened");
const ROBOT = "github-actions[bot]";
const BAD = `name: bad
inputs:
  rest: { type: number, default: 0 }
outputs:
  said: { value: "\${fine.output}" }
tasks:
  - id: fine
    type: command
    run: [echo, kept]
  - id: broken
    type: command
    dependencies: [fine]
    run: [sh, -c, "sleep $1; echo it is broken >&2; exit 3", sh, "\${inputs.rest}"]
`;
const SLOW =
  "name: slow\ntasks:\n  - id: quick\n    type: command\n    run: [echo, kept]\n  - id: slow\n    type: command\n    dependencies: [quick]\n    run: [sleep, '60']\n";
const FILES = { "bad.yml": BAD, "slow.yml": SLOW };

async function scene(github: Options = {}, options: JobOptions = {}) {
  const fake = await fakeGithub({
    people: { Codertocat: "admin" },
    heads: [HEAD],
    base: options.files ?? FILES,
    ...github,
  });
  const made = job({ files: FILES, event: "pull_request", payload: PULL, api: fake.url, ...options });
  return { fake, made };
}

const own = ({ comments }: FakeGithub) => comments.filter(({ author }) => author === ROBOT);

/** The journal as it lies on disk, whatever was shown of it. */
function stored(made: Job): string {
  const runs = join(made.folder, "temp/agent-orchestrator/runs");
  const [run = ""] = readdirSync(runs).filter((name) => /^\d{8}-/.test(name));
  const folder = join(runs, run, "journal");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
}

/** The same as without any trouble. */
function expectUnharmed(made: Job, ended: Ended): void {
  expect(ended.code, ended.out + ended.err).toBe(1);
  expect(ended.err).toBe("");
  expect(made.outputs().get("conclusion")).toBe("failure");
  expect(made.outputs().get("outputs")).toBe('{"said":"kept"}');
  expect(stored(made)).toMatch(/"run\.finished"[^\n]*"failure"/);
  const page = made.outputs().get("report_path") ?? "";
  expect(readFileSync(page, "utf8")).toContain("it is broken");
}

const CHECK = /\/check-runs$/;
const CHECK_CHANGE = /\/check-runs\/\d+$/;
const COMMENT = /\/issues\/\d+\/comments$/;
const COMMENT_CHANGE = /\/issues\/comments\/\d+$/;
const ALWAYS = 1000;

/** Enough for the first words to be told: else they are the last ones, and nothing is changed after that. */
const REST = "rest: 3";

/** What stands there in the end: `all` is the conclusion of the check and the end in the comment. */
type Shown = "all" | "no check" | "no comment" | "stale check" | "stale comment" | "nothing";
type Row = readonly [group: number, what: string, faults: readonly Fault[], shown: Shown, says?: RegExp];

const WRITES: readonly (readonly [string, "POST" | "PATCH", RegExp, Shown])[] = [
  ["a check", "POST", CHECK, "no check"],
  ["the end of a check", "PATCH", CHECK_CHANGE, "stale check"],
  ["a comment", "POST", COMMENT, "no comment"],
  ["the end of a comment", "PATCH", COMMENT_CHANGE, "stale comment"],
];

const ROWS: readonly Row[] = [
  ...WRITES.map(([what, method, path, shown]): Row => {
    const fault = { method, path, answer: forbidden, times: ALWAYS };
    return [47, `${what} may not be written`, [fault], shown, /the token may not do it/];
  }),
  [
    47,
    "comments may not even be read",
    [{ method: "GET", path: COMMENT, answer: forbidden, times: ALWAYS }],
    "no comment",
    /pull-requests: write/,
  ],
  ...WRITES.map(([what, method, path]): Row => {
    return [
      48,
      `${what} has to wait a second, as it is told`,
      [{ method, path, answer: secondaryLimit(1) }],
      "all",
    ];
  }),
  ...WRITES.map(([what, method, path]): Row => {
    return [
      48,
      `${what} meets too many requests, for a second`,
      [{ method, path, answer: tooMany(1) }],
      "all",
    ];
  }),
  [
    48,
    "the hour is used up and begins again in two seconds, by a clock that is ten minutes behind",
    [{ method: "PATCH", path: CHECK_CHANGE, answer: primaryLimit(2, Date.now() - 600_000) }],
    "all",
  ],
  [
    48,
    "the hour is used up and begins again in two seconds, by a clock that is ten minutes ahead",
    [{ method: "PATCH", path: CHECK_CHANGE, answer: primaryLimit(2, Date.now() + 600_000) }],
    "all",
  ],
  [
    49,
    "the comment is too long for GitHub",
    [{ method: "POST", path: COMMENT, answer: { status: 422, body: { message: "Body is too long" } } }],
    "all",
  ],
  [
    49,
    "no comment is short enough for GitHub",
    [
      {
        method: "POST",
        path: COMMENT,
        answer: { status: 422, body: { message: "Body is too long" } },
        times: ALWAYS,
      },
    ],
    "no comment",
    /GitHub did not take it/,
  ],
  ...WRITES.flatMap(([what, method, path]): readonly Row[] => [
    [
      49,
      `${what} is written, and the answer is a 502`,
      [{ method, path, after: true, answer: badGateway }],
      "all",
    ],
    [49, `${what} is written, and the connection breaks`, [{ method, path, after: true, drop: true }], "all"],
    [49, `${what} is not written, and the connection breaks`, [{ method, path, drop: true }], "all"],
  ]),
  [
    49,
    "GitHub is not there at all once the run has begun",
    [
      { method: "POST", drop: true, times: ALWAYS },
      { method: "PATCH", drop: true, times: ALWAYS },
      { method: "GET", path: /(?:check-runs|comments)/, drop: true, times: ALWAYS },
    ],
    "nothing",
    /cannot be reached/,
  ],
  [
    53,
    "the commit is gone",
    [
      {
        method: "POST",
        path: CHECK,
        answer: { status: 422, body: { message: "No commit found for SHA" } },
        times: ALWAYS,
      },
    ],
    "no check",
    /No commit found/,
  ],
  [
    53,
    "the conversation is closed to everybody",
    [
      {
        method: "POST",
        path: COMMENT,
        answer: { status: 403, body: { message: "Unable to create comment because issue is locked." } },
        times: ALWAYS,
      },
    ],
    "no comment",
    /locked/,
  ],
  [
    53,
    "the pull request was deleted",
    [{ path: COMMENT, answer: { status: 410, body: { message: "This issue was deleted" } }, times: ALWAYS }],
    "no comment",
    /deleted/,
  ],
];

function expectShown(fake: FakeGithub, shown: Shown): void {
  const isWritten = { status: "completed", conclusion: "failure" };
  const none = shown === "nothing";
  const [check, comment] = [fake.checks[0], own(fake)[0]];
  expect(fake.checks.length).toBe(none || shown === "no check" ? 0 : 1);
  expect(own(fake).length).toBe(none || shown === "no comment" ? 0 : 1);
  if (check !== undefined && shown !== "stale check") {
    expect(check).toMatchObject(isWritten);
    expect(check.annotations).toHaveLength(1);
  }
  if (comment !== undefined && shown !== "stale comment")
    expect(comment.body).toContain("❌ bad failed at `broken`");
}

/** One run with its faults; gives what is not as it should be. */
async function trouble([, what, faults, shown, says]: Row): Promise<string | null> {
  const { fake, made } = await scene();
  for (const fault of faults) fake.fail(fault);
  const isLate = faults.some(({ method }) => method === "PATCH");
  const inputs = { workflow: "bad.yml", report: "true", ...(isLate ? { inputs: REST } : {}) };
  try {
    expectUnharmed(made, await made.main(inputs));
    const post = await made.post(inputs);
    expect([post.code, post.err]).toEqual([0, ""]);
    expectShown(fake, shown);
    expect(made.summary()).toMatch(says ?? /it is broken/);
    expect(fake.calls.length).toBeLessThanOrEqual(100);
    expect(fake.violations).toEqual([]);
    return null;
  } catch (error) {
    return `where ${what}: ${String(error)}`;
  }
}

/** Each of them mostly waits, since writes are a second apart. */
const SIDE_BY_SIDE = 7;
const BATCHES = [47, 48, 49, 53].flatMap((group) => {
  const rows = ROWS.filter(([number]) => number === group);
  const starts = Array.from({ length: Math.ceil(rows.length / SIDE_BY_SIDE) }, (_, n) => n * SIDE_BY_SIDE);
  return starts.map((start) => {
    const batch = rows.slice(start, start + SIDE_BY_SIDE);
    return [group, batch.map(([, what]) => what).join("; "), batch] as const;
  });
});

describe("a run is what it is", () => {
  test.each(BATCHES)("%i: where %s", { timeout: 120_000 }, async (_, __, batch) => {
    const found = await Promise.all(batch.map(trouble));
    expect(found.filter((one) => one !== null)).toEqual([]);
  });

  test.each<readonly [string, Fault["answer"]]>([
    ["a secondary limit that names no time", secondaryLimit()],
    ["too many requests, and no time is named", tooMany()],
    ["a limit of an hour", primaryLimit(3600)],
  ])("48: and its end is told by post where main met %s", async (_, answer) => {
    const { fake, made } = await scene();
    fake.fail({ method: "PATCH", ...(answer === undefined ? {} : { answer }), times: ALWAYS });
    const inputs = { workflow: "bad.yml", report: "true", inputs: REST };
    const began = performance.now();
    expectUnharmed(made, await made.main(inputs));
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(fake.checks).toMatchObject([{ status: "in_progress" }]);
    fake.heal();
    expect((await made.post(inputs)).code).toBe(0);
    expectShown(fake, "all");
    expect(fake.violations).toEqual([]);
  });

  test("48: and post does not wait for an hour", async () => {
    const { fake, made } = await scene();
    fake.fail({ method: "PATCH", answer: primaryLimit(3600), times: ALWAYS });
    const inputs = { workflow: "bad.yml", report: "true", inputs: REST };
    expectUnharmed(made, await made.main(inputs));
    const post = await made.post(inputs);
    expect(post.code).toBe(0);
    expect(post.out).toContain("GitHub limits the requests");
    expect(fake.checks).toMatchObject([{ status: "in_progress" }]);
  });
});

const keptNames = ({ artifacts }: FakeResults): readonly string[] =>
  artifacts.map(({ name }) => name.replace(/^ao-\d{8}-\d{6}-[0-9a-f]{4}-/, ""));

describe("50: a name of an artifact that is taken", () => {
  const inputs = { workflow: "bad.yml", report: "true", resume: "auto" };
  const again = (results: FakeResults, attempt: number) =>
    scene({ results }, { env: { GITHUB_RUN_ATTEMPT: String(attempt), ...results.env(RUN_ID) } });

  test("by an upload that was cut is followed by the next one, and by the next attempt of the job", async () => {
    const results = await fakeResults();
    results.fail({ method: "CreateArtifact", status: 409, times: 1 });
    const first = await again(results, 1);
    const ended = await first.made.main(inputs);
    expectUnharmed(first.made, ended);
    expect(first.made.summary()).toMatch(/it is broken/);
    expectShown(first.fake, "all");
    const second = await again(results, 2);
    expectUnharmed(second.made, await second.made.main(inputs));
    expect(second.fake.checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(keptNames(results)).toEqual(["run-e1.2", "report-e1.html", "run-e2", "report-e2.html"]);
    expect([...results.violations, ...first.fake.violations, ...second.fake.violations]).toEqual([]);
  });

  test("whatever it is, changes nothing but that the run cannot be gone on with", async () => {
    const results = await fakeResults();
    results.fail({ method: "CreateArtifact", status: 409, times: ALWAYS });
    const { fake, made } = await again(results, 1);
    const ended = await made.main(inputs);
    expectUnharmed(made, ended);
    expect(ended.out).toMatch(/was not kept/);
    expectShown(fake, "all");
    expect(results.artifacts).toEqual([]);
  });
});

describe("51: a job that is ended", () => {
  test("while it is asked who may start it has started nothing, and post has nothing to tell", async () => {
    const { fake, made } = await scene();
    fake.fail({ method: "GET", path: /permission/, hang: true });
    const living = made.start({ workflow: "slow.yml" });
    await until("the question", () => fake.calls.length === 1);
    living.kill("SIGTERM");
    await living.ended;
    expect(existsSync(join(made.folder, "temp/agent-orchestrator/runs"))).toBe(false);
    const post = await made.post({ workflow: "slow.yml" });
    expect([post.code, post.err]).toEqual([0, ""]);
    expect(fake.writes()).toEqual([]);
  });

  test.each<readonly [string, Fault]>([
    ["its check is made", { method: "POST", path: CHECK, hang: true }],
    ["its check was made, and nobody has said so", { method: "POST", path: CHECK, hang: true, after: true }],
    ["its comment is looked for", { method: "GET", path: COMMENT, hang: true }],
    ["its comment is made", { method: "POST", path: COMMENT, hang: true }],
    [
      "its comment was made, and nobody has said so",
      { method: "POST", path: COMMENT, hang: true, after: true },
    ],
  ])("while %s is told whole by post, once", async (_, fault) => {
    const { fake, made } = await scene();
    fake.fail(fault);
    const living = made.start({ workflow: "slow.yml" });
    await living.saw("slow type=command");
    await until("the request", () =>
      fake.calls.some(({ method, path }) => method === fault.method && fault.path?.test(path) === true),
    );
    living.kill("SIGINT");
    expect((await living.ended).code).toBe(130);
    expect(made.outputs().get("conclusion")).toBe("cancelled");
    expect(stored(made)).toMatch(/"run\.finished"[^\n]*"cancelled"/);
    expect((await made.post({ workflow: "slow.yml" })).code).toBe(0);
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "cancelled" }]);
    expect(own(fake)).toHaveLength(1);
    expect(own(fake)[0]?.body).toContain("🚫 slow was cancelled");
    expect(fake.violations).toEqual([]);
  });

  test.each<readonly [string, RegExp]>([
    ["check", CHECK_CHANGE],
    ["comment", COMMENT_CHANGE],
  ])("while the end of its %s is told is told by post, and has come to what it came to", async (_, path) => {
    const { fake, made } = await scene();
    fake.fail({ method: "PATCH", path, hang: true });
    const living = made.start({ workflow: "bad.yml", inputs: REST });
    await until("the end", () => fake.calls.some((call) => call.method === "PATCH" && path.test(call.path)));
    living.kill("SIGTERM");
    await living.ended;
    expect(made.outputs().get("conclusion")).toBe("failure");
    expect((await made.post({ workflow: "bad.yml" })).code).toBe(0);
    expectShown(fake, "all");
  });
});

describe("52: a summary", () => {
  test("that does not fit beside what others wrote is in the log instead", async () => {
    const { made } = await scene();
    writeFileSync(join(made.folder, "commands/summary"), "x".repeat(MAX_SUMMARY_BYTES - 10));
    const ended = await made.main({ workflow: "bad.yml", report: "true" });
    expectUnharmed(made, ended);
    expect(made.summary()).toBe("x".repeat(MAX_SUMMARY_BYTES - 10));
    expect(ended.out).toMatch(/::group::Summary\n[^]*bad/);
  });

  test("of more than 1 MiB of failures is shortened until it fits", async () => {
    const loud = `name: bad
inputs:
  rest: { type: number, default: 0 }
outputs:
  said: { value: "\${fine.output}" }
tasks:
  - { id: fine, type: command, run: [echo, kept] }
  - id: broken
    type: command
    for_each: { items: "\${split('a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z', ',')}", as: one }
    run: [node, -e, "console.error(('it is broken ' + 'y'.repeat(150) + String.fromCharCode(10)).repeat(800)); process.exitCode = 3"]
`;
    const { made } = await scene({}, { files: { "bad.yml": loud } });
    const ended = await made.main({ workflow: "bad.yml", report: "true" });
    expectUnharmed(made, ended);
    const size = Buffer.byteLength(made.summary());
    expect(size).toBeGreaterThan(1000);
    expect(size).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
    expect(MAX_SUMMARY_BYTES).toBeLessThan(1024 * 1024);
  });
});

describe("54: one comment and others that want it", () => {
  const marked = (author: string, run: string) => ({
    id: 5,
    author,
    body: `${markLine({ key: "bad", run, attempt: 1, seq: 1 })}\ntheirs`,
  });

  test("with our mark by a stranger, of a later run, is left alone, and ours stands beside it", async () => {
    const { fake, made } = await scene({ comments: [marked("mallory", "99999999999999999999")] });
    expectUnharmed(made, await made.main({ workflow: "bad.yml", report: "true" }));
    expect(fake.comments).toMatchObject([{ author: "mallory", writes: 0 }, { author: ROBOT }]);
    expectShown(fake, "all");
  });

  test("is taken away in the middle and does not come back", async () => {
    const { fake, made } = await scene();
    const living = made.start({ workflow: "slow.yml", timeout: "6s" });
    await until("the comment", () => own(fake).length === 1);
    fake.comments.splice(0);
    const ended = await living.ended;
    expect(ended.code, ended.out).toBe(5);
    expect(fake.comments).toEqual([]);
    expect(fake.checks).toMatchObject([{ conclusion: "timed_out" }]);
  });

  test("belongs to the later of two runs that go on at the same time, whoever ends last", async () => {
    const { fake, made } = await scene();
    const later = job({
      files: FILES,
      event: "pull_request",
      payload: PULL,
      api: fake.url,
      env: { GITHUB_RUN_ID: `${RUN_ID}1` },
    });
    const first = made.start({ workflow: "slow.yml", timeout: "9s" });
    await until("the comment of the first", () => own(fake).length === 1);
    const second = later.start({ workflow: "slow.yml", timeout: "2s" });
    const [one, two] = await Promise.all([first.ended, second.ended]);
    expect([one.code, two.code]).toEqual([5, 5]);
    expect(own(fake)).toHaveLength(1);
    expect(markIn(own(fake)[0]?.body ?? "")).toMatchObject({ run: `${RUN_ID}1` });
    expect(fake.checks.map(({ conclusion }) => conclusion)).toEqual(["timed_out", "timed_out"]);
    expect(fake.violations).toEqual([]);
  });
});

describe("55: an environment that is missing, or asks nobody,", () => {
  const ASKS = `name: asks
tasks:
  - { id: look, type: command, run: [echo, kept] }
  - { id: agree, type: approval, dependencies: [look], prompt: "\${look.output}?" }
  - { id: share, type: approval, dependencies: [agree], prompt: "how much?", fields: { much: { type: integer, required: true } } }
  - { id: go, type: command, run: [echo, gone], dependencies: [share] }
`;

  test("lets its job begin, which is told before and written down, and answers nothing that takes a person", async () => {
    const files = { "workflows/asks.yml": ASKS };
    const told = await project(files).run(["compile", "asks", "-o", "it.yml", "--action", "./"]);
    expect(told.out + told.err).toContain('the environment "agree" needs required reviewers');
    const made = await compiledRun({ name: "asks", files });
    const end = await made.played.start();
    const jobs = instancesOf(end.jobs).map(({ path, result }) => `${path} ${result}`);
    expect(jobs).toEqual([
      "plan success",
      "look success",
      "agree success",
      "share failure",
      "finish failure",
    ]);
    const document = await keptDocument(made.results);
    expect(document.conclusion).toBe("paused");
    expect(document.tasks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "look success",
      "agree success",
      "share waiting",
      "go pending",
    ]);
    expect(document.tasks[1]).toMatchObject({ output: "approved by environment agree" });
  });
});
