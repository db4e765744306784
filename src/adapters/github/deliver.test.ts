/** Effects are written once, where the event says, and never on something that has changed under them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { badGateway, fakeGithub, secondaryLimit, type Options } from "../../../test/rig/github.ts";
import { fakeRepository, type RepositoryOptions } from "../../../test/rig/github-repository.ts";
import { digest } from "../../core/base/brand.ts";
import { sha256 } from "../../core/base/sha256.ts";
import type { EffectsDocument, Placed, Written } from "../../core/effects/document.ts";
import type { PatchFile } from "../../core/effects/patch.ts";
import { redactor } from "../../core/guard/redact.ts";
import { githubApi, WRITE_GAP } from "./api.ts";
import { applied } from "./deliver.ts";
import { MOST_BINARY } from "./deliver-branch.ts";
import { CI_HINT } from "./deliver-result.ts";
import type { Outcome } from "./deliver-outcome.ts";
import type { Target } from "./deliver-target.ts";

const HEAD = "a".repeat(40);
const BOT = "github-actions[bot]";
const TOKEN = "ghs_0123456789abcdef";

const placed = (effect: Written, n = 1): Placed => ({
  key: sha256(`${effect.kind}${n}`).slice(0, 32),
  task: "look",
  effect,
});
const COMMENT = placed({ kind: "comment", body: "well done" });
const LABEL = placed({ kind: "label", name: "reviewed" });
const LINE = placed({ kind: "review_comment", path: "src/a.ts", line: 3, body: "why?" });
const NOTE = placed({
  kind: "annotation",
  path: "src/a.ts",
  line: 3,
  level: "warning",
  title: "",
  message: "unused",
});
const ISSUE = placed({ kind: "issue", title: "Later", body: "x" });

const store = new Map<string, Uint8Array>();
function file(
  path: string,
  content: string | Uint8Array | null,
  mode: PatchFile["mode"] = "100644",
): PatchFile {
  if (content === null) return { path, mode, size: 0, content: null };
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const name = digest(sha256(bytes));
  store.set(name, bytes);
  return { path, mode, size: bytes.length, content: name };
}

const FILES = { "src/a.ts": "old", "src/gone.ts": "bye" };

function resultOf(
  base: string,
  files: readonly PatchFile[] = [file("src/a.ts", "new"), file("src/gone.ts", null)],
) {
  const patch = { base, message: "Result of review\n\nRun: r1", at: "2026-11-21T12:00:00Z", files };
  const branch = "agents/review-r1";
  return [
    placed({ kind: "branch", branch, patch }),
    placed({
      kind: "pull_request",
      branch,
      base: null,
      draft: true,
      title: "Result",
      body: "By agents",
      labels: ["agents"],
      reviewers: ["ada"],
    }),
  ];
}

async function scene(repository: RepositoryOptions = {}, options: Options = {}, more: Partial<Target> = {}) {
  const fake = fakeRepository({
    files: FILES,
    pull: { number: 7, head: HEAD },
    lines: { "src/a.ts": [3] },
    ...repository,
  });
  const github = await fakeGithub({ part: fake.part, heads: [HEAD, fake.base], ...options });
  const slept: number[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    sleep: (millis: number) => {
      slept.push(millis);
      now += millis;
      return Promise.resolve();
    },
  };
  const target: Target = {
    repository: { owner: "Codertocat", name: "Hello-World" },
    number: 7,
    heads: [HEAD],
    author: BOT,
    run: "19283746501",
    attempt: 1,
    url: "https://github.com/Codertocat/Hello-World/actions/runs/19283746501",
    ...more,
  };
  const secrets = redactor([TOKEN, "hunter2-hunter2"]);
  const deliver = async (
    effects: readonly Placed[],
    head: string | null = HEAD,
    over: Partial<Target> = {},
  ) => {
    const api = githubApi({ base: github.url, token: TOKEN, clock, clean: secrets.value });
    const document: EffectsDocument = {
      version: 1,
      workflow: "review",
      run: "r1",
      attempt: 1,
      head,
      paths: { more: [], allowed: [] },
      effects,
      refused: [],
    };
    const read = (name: string) => store.get(name);
    return applied(api, { document, target: { ...target, ...over }, read, clean: secrets.value });
  };
  const told = async (...given: Parameters<typeof deliver>): Promise<readonly Outcome[]> => {
    const done = await deliver(...given);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return done.value;
  };
  return { fake, github, deliver, told, slept };
}

/** Nobody answers, or somebody on the way does; what was asked for has happened, or has not. */
const fault = fc.record({
  method: fc.constantFrom("GET", "POST", "PATCH"),
  path: fc.constantFrom(/./, /comments/, /check-runs/, /issues/, /git/, /pulls/),
  after: fc.boolean(),
  drop: fc.boolean(),
  answer: fc.constant(badGateway),
  times: fc.integer({ min: 1, max: 3 }),
});

const how = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map(({ kind, outcome }) => `${kind} ${outcome}`);

describe("what a run proposed", () => {
  it("is written, each kind in its place, a second apart, as GitHub describes its API", async () => {
    const { fake, github, told, slept } = await scene();
    const done = await told([COMMENT, LABEL, LINE, NOTE, ISSUE]);
    expect(how(done)).toEqual([
      "label done",
      "review_comment done",
      "annotation done",
      "issue done",
      "comment done",
    ]);
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^<!-- agent-orchestrator:v1 .*-->\nwell done\n$/),
    ]);
    expect([...(fake.labels.get(7) ?? [])]).toEqual(["reviewed"]);
    expect(fake.reviews).toMatchObject([{ path: "src/a.ts", line: 3, commit: HEAD }]);
    expect(github.checks).toMatchObject([
      { name: "agents / review / notes", conclusion: "neutral", head: HEAD },
    ]);
    expect(fake.issues).toMatchObject([{ title: "Later" }]);
    expect(slept).toEqual(
      github
        .writes()
        .slice(1)
        .map(() => WRITE_GAP),
    );
    expect(github.violations).toEqual([]);
  });

  it("is not written again by a second delivery", async () => {
    const { fake, github, told } = await scene();
    const all = [COMMENT, LABEL, LINE, NOTE, ISSUE, ...resultOf(fake.base)];
    await told(all);
    const count = [
      github.comments.length,
      fake.reviews.length,
      github.checks.length,
      fake.issues.length,
      fake.pulls.length,
    ];
    const again = await told(all);
    expect([
      github.comments.length,
      fake.reviews.length,
      github.checks.length,
      fake.issues.length,
      fake.pulls.length,
    ]).toEqual(count);
    expect(how(again)).toEqual([
      "branch same",
      "pull_request same",
      "label done",
      "review_comment same",
      "annotation same",
      "issue same",
      "comment done",
    ]);
    expect(github.violations).toEqual([]);
  });

  it.each(["issues/7/comments", "pulls/7/comments", "check-runs", "issues$", "git/refs", "pulls$"])(
    "is written once although the answer to the write at %s was lost",
    async (path) => {
      const { fake, github, told } = await scene();
      github.fail({
        method: "POST",
        path: new RegExp(path.endsWith("$") ? `Hello-World/${path}` : path),
        answer: badGateway,
        after: true,
      });
      const done = await told([COMMENT, LINE, NOTE, ISSUE, ...resultOf(fake.base)]);
      expect(how(done).filter((one) => one.includes("failed"))).toEqual([]);
      expect([
        github.comments.length,
        fake.reviews.length,
        github.checks.length,
        fake.issues.length,
        fake.pulls.length,
      ]).toEqual([1, 1, 1, 1, 1]);
    },
  );

  it("is written once whatever happens to requests and answers, as soon as one delivery gets through", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 6 }), async (faults) => {
        const { fake, github, told, deliver } = await scene();
        for (const one of faults) github.fail(one);
        const all = [COMMENT, LABEL, LINE, NOTE, ISSUE, ...resultOf(fake.base)];
        await deliver(all);
        await deliver(all);
        github.heal();
        const done = await told(all);
        expect(done.filter(({ outcome }) => outcome === "failed" || outcome === "skipped")).toEqual([]);
        expect([
          github.comments.length,
          fake.reviews.length,
          github.checks.length,
          fake.issues.length,
          fake.pulls.length,
        ]).toEqual([1, 1, 1, 1, 1]);
        expect(fake.files("agents/review-r1")).toEqual({ "src/a.ts": "new" });
      }),
      { numRuns: 25 },
    ));

  it("that a limit has stopped is written by the next delivery, and nothing twice", async () => {
    const { fake, github, told } = await scene();
    github.fail({ method: "POST", path: /check-runs/, times: 9, answer: secondaryLimit() });
    expect(how(await told([LINE, NOTE, ISSUE, COMMENT]))).toEqual([
      "review_comment done",
      "annotation failed",
      "issue failed",
      "comment failed",
    ]);
    github.heal();
    expect(how(await told([LINE, NOTE, ISSUE, COMMENT], HEAD))).toEqual([
      "review_comment same",
      "annotation done",
      "issue done",
      "comment done",
    ]);
    expect([fake.reviews.length, fake.issues.length, github.comments.length]).toEqual([1, 1, 1]);
  });

  it("leaves the marks of others alone", async () => {
    const { github, told } = await scene();
    await told([COMMENT]);
    const [ours] = github.comments;
    const other = await scene({}, { comments: [{ id: 5, author: "mallory", body: ours?.body ?? "" }] });
    await other.told([COMMENT]);
    expect(other.github.comments.map(({ author }) => author)).toEqual(["mallory", BOT]);
    expect(other.github.comments[0]?.writes).toBe(0);
  });

  it("leaves the comment of a newer run alone", async () => {
    const { told } = await scene();
    await told([COMMENT], HEAD, { run: "19283746502" });
    expect(how(await told([COMMENT]))).toEqual(["comment skipped"]);
  });

  it("says what a token may not do, with the permission that helps, and does the rest", async () => {
    const { github, told } = await scene();
    github.fail({
      method: "POST",
      path: /check-runs/,
      answer: { status: 403, body: { message: "Resource not accessible by integration" } },
    });
    const done = await told([NOTE, COMMENT]);
    expect(how(done)).toEqual(["annotation failed", "comment done"]);
    expect(done[0]).toMatchObject({
      trouble: "forbidden",
      words: expect.stringContaining("checks: write") as string,
    });
  });

  it("says of a token that may only read each thing that was not done", async () => {
    const { fake, github, told } = await scene({}, { readOnly: true });
    const done = await told([COMMENT, LABEL, LINE, NOTE, ISSUE, ...resultOf(fake.base)]);
    expect(new Set(done.map(({ outcome }) => outcome))).toEqual(new Set(["failed"]));
    expect(github.comments).toEqual([]);
    expect(done.find(({ kind }) => kind === "branch")?.words).toContain("contents: write");
  });

  it("skips a comment on a line that is not part of the change, and keeps the others", async () => {
    const { told } = await scene();
    const off = placed({ kind: "review_comment", path: "src/a.ts", line: 99, body: "x" }, 2);
    expect(how(await told([off, LINE]))).toEqual(["review_comment skipped", "review_comment done"]);
  });

  it("has no place without a pull request, but an issue and notes do", async () => {
    const { told } = await scene({}, {}, { number: null });
    expect(how(await told([COMMENT, LABEL, LINE, NOTE, ISSUE]))).toEqual([
      "label skipped",
      "review_comment skipped",
      "annotation done",
      "issue done",
      "comment skipped",
    ]);
  });

  it("is not written if it holds a secret of whoever delivers", async () => {
    const { fake, github, told } = await scene();
    const leak = placed({ kind: "comment", body: `see ${TOKEN}` });
    const bad = resultOf(fake.base, [file("src/a.ts", "key = hunter2-hunter2")]);
    expect(how(await told([leak, ...bad]))).toEqual([
      "comment failed",
      "branch failed",
      "pull_request failed",
    ]);
    expect(github.writes()).toEqual([]);
  });
});

describe("what has changed meanwhile", () => {
  const moved = { pull: { number: 7, head: "b".repeat(40) } };

  it("is said in the comment, and stops what was made for the earlier commit", async () => {
    const { fake, github, told } = await scene(moved);
    expect(how(await told([COMMENT, LINE, ...resultOf(fake.base)]))).toEqual([
      "branch skipped",
      "pull_request skipped",
      "review_comment skipped",
      "comment done",
    ]);
    expect(github.comments[0]?.body).toContain(
      "Written for commit aaaaaaa; the pull request has moved on to bbbbbbb.",
    );
    expect(fake.pulls).toEqual([]);
  });

  it("is a pull request that was closed", async () => {
    const { fake, github, told } = await scene({ pull: { number: 7, head: HEAD, state: "closed" } });
    expect(how(await told([COMMENT, LINE, ...resultOf(fake.base)]))).toEqual([
      "branch skipped",
      "pull_request skipped",
      "review_comment skipped",
      "comment done",
    ]);
    expect(github.comments[0]?.body).toContain("closed meanwhile");
  });

  it("is a base branch that went away", async () => {
    const { fake, told } = await scene();
    fake.refs.delete("main");
    const [first, second] = await told(resultOf(fake.base));
    expect([first?.outcome, second?.outcome]).toEqual(["skipped", "skipped"]);
    expect(fake.refs.size).toBe(0);
  });

  it("is a comment that somebody deleted: the next delivery writes one", async () => {
    const { github, told } = await scene();
    await told([COMMENT]);
    github.comments.pop();
    expect(how(await told([COMMENT]))).toEqual(["comment done"]);
  });

  it("refuses all of it for another commit than the event's", async () => {
    const { github, deliver } = await scene();
    const done = await deliver([COMMENT], "c".repeat(40));
    expect(done).toMatchObject({ ok: false, error: { kind: "stranger" } });
    expect(github.writes()).toEqual([]);
  });

  it("takes what was checked out of a change for the change", async () => {
    const { told } = await scene({}, {}, { heads: [HEAD, "d".repeat(40)] });
    expect(how(await told([COMMENT], "d".repeat(40)))).toEqual(["comment done"]);
  });
});

describe("the run's result", () => {
  const fresh = { number: null, heads: [] as string[] };

  it("becomes a branch with exactly its files, and a draft that says how its checks are started", async () => {
    const { fake, github, told } = await scene({}, {}, fresh);
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
    const files = [
      file("src/a.ts", "new"),
      file("src/gone.ts", null),
      file("img/x.png", png),
      file("ü/ß.txt", "é\n"),
    ];
    const done = await told([...resultOf(fake.base, files), LABEL], fake.base);
    expect(how(done)).toEqual(["branch done", "pull_request done", "label done"]);
    expect(fake.files("agents/review-r1")).toEqual({
      "src/a.ts": "new",
      "img/x.png": Buffer.from(png).toString("utf8"),
      "ü/ß.txt": "é\n",
    });
    expect(fake.pulls).toMatchObject([
      { head: "agents/review-r1", base: "main", draft: true, title: "Result" },
    ]);
    expect(fake.pulls[0]?.body).toContain(CI_HINT);
    expect(fake.pulls[0]?.body).toContain("By agents");
    expect([...(fake.labels.get(100) ?? [])]).toEqual(["agents", "reviewed"]);
    expect(fake.reviewers).toEqual(["ada"]);
    expect(github.violations).toEqual([]);
  });

  it("is the same commit however often it is made", async () => {
    const { fake, told } = await scene({}, {}, fresh);
    await told(resultOf(fake.base), fake.base);
    const tip = fake.refs.get("agents/review-r1");
    await told(resultOf(fake.base), fake.base);
    expect(fake.refs.get("agents/review-r1")).toBe(tip);
  });

  it("of a later attempt takes the place of the earlier one's", async () => {
    const { fake, told } = await scene({}, {}, fresh);
    await told(resultOf(fake.base), fake.base);
    const next = await told(resultOf(fake.base, [file("src/a.ts", "newer")]), fake.base);
    expect(how(next)).toEqual(["branch done", "pull_request same"]);
    expect(fake.files("agents/review-r1")["src/a.ts"]).toBe("newer");
  });

  it("leaves a branch alone on which somebody else has worked", async () => {
    const { fake, told } = await scene({}, {}, fresh);
    fake.commits.set("e".repeat(40), {
      message: "mine",
      tree: "x",
      parents: [fake.base],
      author: { email: "ada@x" },
    });
    fake.refs.set("agents/review-r1", "e".repeat(40));
    expect(how(await told(resultOf(fake.base), fake.base))).toEqual(["branch failed", "pull_request failed"]);
    expect(fake.refs.get("agents/review-r1")).toBe("e".repeat(40));
  });

  it("is not opened again if somebody closed it", async () => {
    const { fake, told } = await scene({}, {}, fresh);
    await told(resultOf(fake.base), fake.base);
    for (const pull of fake.pulls) pull.state = "closed";
    expect(how(await told(resultOf(fake.base), fake.base))).toEqual(["branch same", "pull_request skipped"]);
    expect(fake.pulls).toHaveLength(1);
  });

  it("says what to do where jobs may not open pull requests: the branch is there", async () => {
    const { fake, told } = await scene({ mayOpenPulls: false }, {}, fresh);
    const [branch, request] = await told(resultOf(fake.base), fake.base);
    expect([branch?.outcome, request?.outcome]).toEqual(["done", "failed"]);
    expect(request?.words).toContain("Settings, Actions, General");
  });

  it("says that its base has moved on", async () => {
    const { fake, told } = await scene({}, {}, fresh);
    fake.refs.set("main", "f".repeat(40));
    await told(resultOf(fake.base), fake.base);
    expect(fake.pulls[0]?.body).toContain("main has moved on to fffffff since.");
  });

  it("never takes the code of a fork into the repository", async () => {
    const { fake, github, told } = await scene({
      pull: { number: 7, head: HEAD, from: "mallory/Hello-World" },
    });
    expect(how(await told(resultOf(fake.base)))).toEqual(["branch skipped", "pull_request skipped"]);
    expect(github.writes()).toEqual([]);
  });

  it.each([
    ["protected files", file(".github/workflows/ci.yml", "x")],
    ["paths elsewhere", file("../x", "x")],
  ])("is looked at again: %s are refused whoever wrote the document", async (_, bad) => {
    const { fake, github, told } = await scene({}, {}, fresh);
    expect(how(await told(resultOf(fake.base, [bad]), fake.base))).toEqual([
      "branch failed",
      "pull_request failed",
    ]);
    expect(github.writes()).toEqual([]);
  });

  it("has so many files that are no text, and not one more", async () => {
    const { fake, told } = await scene({}, {}, fresh);
    const binary = (count: number) =>
      Array.from({ length: count }, (_, n) => file(`b/${n}`, new Uint8Array([0xff, n])));
    expect(how(await told(resultOf(fake.base, binary(MOST_BINARY + 1)), fake.base))[0]).toBe("branch failed");
    expect(how(await told(resultOf(fake.base, binary(MOST_BINARY)), fake.base))[0]).toBe("branch done");
  });

  it("is refused if its files are lost, or are other ones", async () => {
    const { fake, told } = await scene({}, {}, fresh);
    const lost: PatchFile = { path: "a", mode: "100644", size: 1, content: digest("0".repeat(64)) };
    const other: PatchFile = { ...file("a", "abc"), size: 2 };
    for (const one of [lost, other])
      expect(how(await told(resultOf(fake.base, [one]), fake.base))[0]).toBe("branch failed");
  });
});
