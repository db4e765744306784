/** The same action before a GitHub that others have written: what holds here does not hold only because we wrote both sides. */
import { describe, expect, test } from "vitest";
import { markIn, markLine } from "../../src/core/render/comment-mark.ts";
import { emulator, NAME, OWNER, type Emulator } from "../rig/emulator.ts";
import { example, job, RUN_ID } from "../rig/runner.ts";

type Json = Readonly<Record<string, unknown>>;

const REPOSITORY = `/repos/${OWNER}/${NAME}`;
const ALL = { checks: "write", issues: "write", pull_requests: "write", metadata: "read" };
const BAD = `name: bad
tasks:
  - id: broken
    type: command
    run: [sh, -c, "sleep 3; echo it is broken >&2; exit 3"]
`;
/** The same where the change leads to, and in the checkout. */
const FILES = { "bad.yml": BAD };

function at(github: Emulator, token: string, more: Readonly<Record<string, string>> = {}) {
  const pull = example("pull_request", "opened");
  const repo = { full_name: `${OWNER}/${NAME}`, fork: false };
  const side = { ref: "main", sha: github.head, repo };
  const made = job({
    files: FILES,
    event: "pull_request",
    actor: OWNER,
    api: github.url,
    payload: {
      ...pull,
      number: github.change,
      pull_request: {
        ...(pull["pull_request"] as Json),
        number: github.change,
        head: side,
        base: side,
      },
    },
    env: { GITHUB_REPOSITORY: `${OWNER}/${NAME}`, ...more },
  });
  const inputs = { workflow: "bad.yml", github_token: token };
  return { made, main: () => made.main(inputs), post: () => made.post(inputs) };
}

async function shown({ ask, head, change }: Emulator) {
  const checks = await ask("GET", `${REPOSITORY}/commits/${head}/check-runs?per_page=100&filter=all`);
  const comments = await ask("GET", `${REPOSITORY}/issues/${change}/comments?per_page=100`);
  return {
    checks: (checks.body as Readonly<{ check_runs: readonly Json[] }>).check_runs,
    comments: comments.body as readonly Readonly<{ id: number; body: string; user: { login: string } }>[],
  };
}

describe("a run on a pull request", () => {
  test("is one check and one comment, which the next run takes over", async () => {
    const github = await emulator(FILES);
    const token = await github.jobToken(ALL);
    const first = at(github, token);
    const ended = await first.main();
    expect(ended.code, ended.out + ended.err).toBe(1);
    const { checks, comments } = await shown(github);
    expect(checks).toMatchObject([
      {
        name: "agents / bad",
        external_id: `bad:${RUN_ID}`,
        status: "completed",
        conclusion: "failure",
        output: {
          title: expect.stringContaining("broken failed: it is broken") as string,
          annotations_count: 1,
        },
      },
    ]);
    expect(comments).toMatchObject([{ user: { login: "github-actions[bot]" } }]);
    expect(comments[0]?.body).toContain("❌ bad failed at `broken`");
    const later = at(github, token, { GITHUB_RUN_ID: `${RUN_ID}1` });
    expect((await later.main()).code).toBe(1);
    const again = await shown(github);
    expect(again.comments.map(({ id }) => id)).toEqual(comments.map(({ id }) => id));
    expect(markIn(again.comments[0]?.body ?? "")).toMatchObject({ run: `${RUN_ID}1` });
    expect(again.checks).toHaveLength(2);
  });

  test("that is started again goes on with its check, also after a later run made one of the same name", async () => {
    const github = await emulator(FILES);
    const token = await github.jobToken(ALL);
    expect((await at(github, token).main()).code).toBe(1);
    expect((await at(github, token, { GITHUB_RUN_ID: `${RUN_ID}1` }).main()).code).toBe(1);
    expect((await at(github, token, { GITHUB_RUN_ATTEMPT: "2" }).main()).code).toBe(1);
    const { checks, comments } = await shown(github);
    expect(checks).toHaveLength(2);
    expect(new Set(checks.map((one) => one["external_id"]))).toEqual(
      new Set([`bad:${RUN_ID}`, `bad:${RUN_ID}1`]),
    );
    expect(comments).toHaveLength(1);
  });

  test("finds its comment on the second page", async () => {
    const github = await emulator(FILES);
    const token = await github.jobToken(ALL);
    const path = `${REPOSITORY}/issues/${github.change}/comments`;
    for (let n = 0; n < 104; n += 1) await github.ask("POST", path, { body: `words ${n}` });
    const mark = markLine({ key: "bad", run: "1", attempt: 1, seq: 1 });
    await github.ask("POST", path, { body: `${mark}\nold` }, token);
    expect((await at(github, token).main()).code).toBe(1);
    const second = await github.ask("GET", `${path}?per_page=100&page=2`);
    const bodies = (second.body as readonly Readonly<{ body: string }>[]).map(({ body }) => body);
    expect(bodies).toHaveLength(5);
    expect(bodies[4]).toContain("❌ bad failed");
  });

  test.each([
    ["no check", { checks: "read", issues: "write", metadata: "read" }, 0, 1, /checks: write/],
    ["no comment", { checks: "write", issues: "read", metadata: "read" }, 1, 0, /pull-requests: write/],
    ["nothing", { metadata: "read", issues: "read" }, 0, 0, /checks: write[^]*pull-requests: write/],
  ] as const)(
    "with a token that may write %s comes to the same end and says so",
    async (_, may, made, said, words) => {
      const github = await emulator(FILES);
      const here = at(github, await github.jobToken(may));
      const ended = await here.main();
      expect(ended.code, ended.out).toBe(1);
      expect(here.made.outputs().get("conclusion")).toBe("failure");
      expect(here.made.summary()).toMatch(words);
      expect((await here.post()).code).toBe(0);
      const { checks, comments } = await shown(github);
      expect([checks.length, comments.length]).toEqual([made, said]);
    },
  );

  test("is refused to somebody who may not write here", async () => {
    const github = await emulator(FILES);
    const token = await github.jobToken(ALL);
    const ended = await at(github, token, { GITHUB_ACTOR: "ada", GITHUB_TRIGGERING_ACTOR: "ada" }).main();
    expect(ended.code).toBe(7);
    expect(await shown(github)).toEqual({ checks: [], comments: [] });
  });
});

/**
 * Where this server is not like GitHub, and why nothing above rests on it: our own stand-in plays these, and is held
 * against GitHub's description. Each is tried, so that a newer version of the server shortens the list.
 */
describe("what is known to differ from GitHub", () => {
  const check = async (github: Emulator, output: Json, body: Json = {}) => {
    const token = await github.jobToken(ALL);
    const made = await github.ask(
      "POST",
      `${REPOSITORY}/check-runs`,
      { name: "x", head_sha: github.head, output, ...body },
      token,
    );
    return { made, token, id: (made.body as Json)["id"] as number };
  };
  const mark = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" };

  test("a change replaces the marks of a check: GitHub adds to them, hence the look before a second write", async () => {
    const github = await emulator(FILES);
    const output = { title: "t", summary: "s", annotations: [mark] };
    const { id, token } = await check(github, output);
    const changed = await github.ask("PATCH", `${REPOSITORY}/check-runs/${id}`, { output }, token);
    expect(changed.body).toMatchObject({ output: { annotations_count: 1 } });
  });

  test("it takes more than fifty marks, and texts of any length: GitHub answers 422", async () => {
    const github = await emulator(FILES);
    const annotations = Array.from({ length: 51 }, () => mark);
    expect((await check(github, { title: "t", summary: "s", annotations })).made.status).toBe(201);
    expect((await check(github, { title: "t", summary: "s".repeat(70_000) })).made.status).toBe(201);
    const path = `${REPOSITORY}/issues/${github.change}/comments`;
    expect((await github.ask("POST", path, { body: "x".repeat(70_000) })).status).toBe(201);
  });

  test("a conclusion alone does not complete a check: on GitHub it does; we always send both", async () => {
    const github = await emulator(FILES);
    const { id, token } = await check(github, { title: "t", summary: "s" }, { status: "in_progress" });
    const path = `${REPOSITORY}/check-runs/${id}`;
    const changed = await github.ask("PATCH", path, { conclusion: "success" }, token);
    expect(changed.body).toMatchObject({ status: "in_progress" });
  });

  test("a refusal has other words: GitHub says which resource; we go by the status alone", async () => {
    const github = await emulator(FILES);
    const token = await github.jobToken({ metadata: "read" });
    const refused = await github.ask(
      "POST",
      `${REPOSITORY}/check-runs`,
      { name: "x", head_sha: github.head },
      token,
    );
    expect(refused).toMatchObject({ status: 403, body: { message: "Forbidden" } });
  });
});
