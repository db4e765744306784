/** From what agents say to what stands on GitHub: the built program and the built action, before a GitHub that answers as the real one. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentFrom, project } from "../rig/cli.ts";
import { fakeGithub, type Options } from "../rig/github.ts";
import { fakeRepository, type RepositoryOptions } from "../rig/github-repository.ts";
import { repository } from "../rig/repository.ts";
import { example, HEAD, job, RUN_ID, type JobOptions } from "../rig/runner.ts";

type Json = Readonly<Record<string, unknown>>;

const TOKEN = "ghs_0123456789abcdef";
const SECRET = "s3cr3t-of-the-project";
const PULL = example("pull_request", "opened");
const NUMBER = Number((PULL["pull_request"] as Json)["number"]);

const REVIEW = `name: review
effects: { comment: 1, labels: [reviewed], review_comments: true }
tasks:
  - id: look
    agent: reviewer
    prompt: Look at the change
    effects: [comment, labels, review_comments]
    mock:
      output: looked
      structured:
        summary: fine
        effects:
          - { kind: comment, body: "Thanks @everyone, this fixes #1 <img src=https://evil.test/x.png>" }
          - { kind: label, name: reviewed }
          - { kind: review_comment, path: src/a.ts, line: 3, body: "Why?" }
`;

const MAKE = `name: make
context: { secrets: [PROJECT_KEY] }
effects: { pull_request: { draft: true, title: "Result of \${make.outputs.summary}" }, issue: 1 }
tasks:
  - id: make
    agent: coder
    prompt: Make it
    effects: [issue]
    mock:
      output: made
      structured: { summary: making, effects: [{ kind: issue, title: Later, body: more }] }
      write: { src/b.ts: "export const b = 2;\\n" }
`;

describe("the command", () => {
  const FILES = { "make.yml": MAKE, "src/a.ts": "export const a = 1;\n" };

  async function made(files: Readonly<Record<string, string>> = {}) {
    const place = project({ ...FILES, ...files });
    const work = repository({ ".gitignore": ".claude/\n" }, place.folder);
    work.git("add", "--all");
    work.commit("all");
    const head = work.git("rev-parse", "HEAD");
    const fake = fakeRepository({ full: "acme/shop", commit: head, files: { ...FILES, ...files } });
    const github = await fakeGithub({ part: fake.part });
    const env = { PROJECT_KEY: SECRET };
    const run = await place.run(["run", "make.yml", "--runner", "scripted", "--json"], { env });
    const document = documentFrom(run.out) as unknown as Json;
    const effects = (document["effects"] ?? {}) as Json;
    const token = { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: github.url };
    const deliver = (words: readonly string[] = [], more: Readonly<Record<string, string>> = token) =>
      place.run(["deliver", "latest", "--repository=acme/shop", ...words], { env: { ...env, ...more } });
    return { place, work, fake, github, run, effects, agreed: String(effects["agreed"]), deliver };
  }

  test("opens a pull request with the run's result, and does nothing when it is asked again", async () => {
    const { fake, github, run, effects, agreed, deliver } = await made();
    expect(run.code, run.err).toBe(0);
    expect((effects["proposed"] as readonly Json[]).map(({ kind }) => kind)).toEqual([
      "branch",
      "pull_request",
      "issue",
    ]);
    const dry = await deliver(["--dry-run"]);
    expect(dry.out).toContain("would write: pull_request");
    expect(github.calls).toEqual([]);
    const done = await deliver([`--effects=${agreed}`]);
    expect(done.code, done.out + done.err).toBe(0);
    expect(fake.pulls).toMatchObject([{ title: "Result of making", base: "main", draft: true }]);
    expect(fake.files(fake.pulls[0]?.head ?? "")["src/b.ts"]).toBe("export const b = 2;\n");
    expect(fake.issues).toMatchObject([{ title: "Later" }]);
    const again = await deliver(["--json"]);
    const told = JSON.parse(again.out) as { effects: readonly Json[] };
    expect(told.effects.map(({ outcome }) => outcome)).toEqual(["same", "same", "same"]);
    expect(fake.pulls).toHaveLength(1);
    expect(github.violations).toEqual([]);
    expect(done.out + done.err + again.out).not.toContain(TOKEN);
  });

  test("writes nothing but what was agreed to", async () => {
    const { agreed, github, deliver } = await made();
    for (const [word, code] of [
      [agreed.replace(/.$/, (end) => (end === "0" ? "1" : "0")), 7],
      [agreed.replace(/^1/, "2"), 7],
      ["latest", 2],
      ["none", 0],
    ] as const)
      expect((await deliver([`--effects=${word}`])).code, word).toBe(code);
    expect((await deliver([`--head=${"a".repeat(40)}`])).code).toBe(7);
    expect((await deliver([], {})).code).toBe(4);
    expect(github.writes()).toEqual([]);
  });

  test("refuses a result that touches protected files, and says so at the end of the run", async () => {
    const bad = MAKE.replace("src/b.ts:", ".github/workflows/evil.yml:");
    const { fake, run, effects, deliver } = await made({ "make.yml": bad });
    expect(run.code).toBe(0);
    expect(run.err).toContain(
      "warning: an effect of the run is refused (pull_request): the result changes protected files",
    );
    expect(effects["refused"]).toMatchObject([{ kind: "pull_request", reason: "protected" }]);
    const done = await deliver();
    expect([done.code, fake.pulls.length, fake.issues.length]).toEqual([7, 0, 1]);
  });

  test("refuses an effect that holds a secret, whole", async () => {
    const leak = MAKE.replace("body: more", `body: "the key is ${SECRET}"`);
    const { fake, effects, deliver } = await made({ "make.yml": leak });
    expect(effects["refused"]).toMatchObject([{ kind: "issue", reason: "secret" }]);
    await deliver();
    expect(fake.issues).toEqual([]);
  });

  test("never takes a change of the workflow that ran", async () => {
    const bad = MAKE.replace("src/b.ts:", "make.yml:");
    const { effects } = await made({ "make.yml": bad });
    expect(effects["refused"]).toMatchObject([
      { reason: "protected", message: expect.stringContaining("make.yml") as string },
    ]);
  });

  test("hears each item of a list, the sample that counts, and commands", async () => {
    const label = (name: string): string =>
      `structured: { summary: x, effects: [{ kind: label, name: ${name} }] }`;
    const { run, place } = await made({
      "make.yml": `name: make
effects: { labels: [a, b, c, d], comment: true }
tasks:
  - id: each
    agent: coder
    prompt: "\${item}"
    for_each: { items: [one, two], key: "\${item}" }
    effects: [labels]
    mock: { by_key: { one: { ${label("a")} }, two: { ${label("b")} } } }
  - id: best
    agent: coder
    prompt: Try
    dependencies: [each]
    samples: 2
    select: first_valid
    effects: labels
    mock: { ${label("c")} }
  - id: say
    type: command
    dependencies: [best]
    effects: [comment]
    run: [sh, -c, 'echo "{\\"structured\\":{\\"summary\\":\\"x\\",\\"effects\\":[{\\"kind\\":\\"comment\\",\\"body\\":\\"hello\\"}]}}" > "$AO_OUTPUT_FILE"']
`,
    });
    expect(run.code, run.err).toBe(0);
    const dry = await place.run(["deliver", "latest", "--dry-run"]);
    expect(dry.out.split("\n").slice(0, -1)).toEqual([
      expect.stringContaining('"name":"a"'),
      expect.stringContaining('"name":"b"'),
      expect.stringContaining('"name":"c"'),
      expect.stringContaining('"body":"hello"'),
    ]);
  });

  test("delivers nothing of a run that failed", async () => {
    const { effects, deliver } = await made({
      "make.yml": `${MAKE}  - { id: after, type: command, dependencies: [make], run: ["false"] }\n`,
    });
    expect(effects).toEqual({});
    const done = await deliver();
    expect([done.code, done.err]).toEqual([0, "there is nothing to deliver\n"]);
  });
});

describe("the action", () => {
  async function scene(options: JobOptions = {}, more: RepositoryOptions = {}, github: Options = {}) {
    const fake = fakeRepository({
      pull: { number: NUMBER, head: HEAD },
      lines: { "src/a.ts": [3] },
      ...more,
    });
    const hub = await fakeGithub({
      part: fake.part,
      people: { Codertocat: "admin" },
      heads: [HEAD],
      base: options.files ?? { "review.yml": REVIEW },
      ...github,
    });
    const made = job({
      files: { "review.yml": REVIEW },
      event: "pull_request",
      payload: PULL,
      api: hub.url,
      ...options,
    });
    return { fake, hub, made };
  }
  const run = { workflow: "review.yml", runner: "scripted", comment: "off", checks: "off" };

  test("writes at the end of a run what it proposed, and lists it", async () => {
    const { fake, hub, made } = await scene();
    const ended = await made.main(run);
    expect(ended.code, ended.out + ended.err).toBe(0);
    expect(hub.comments).toHaveLength(1);
    expect(hub.comments[0]?.body).toContain("Thanks @\u200deveryone, this fixes #\u200d1 <\u200dimg");
    expect([...(fake.labels.get(NUMBER) ?? [])]).toEqual(["reviewed"]);
    expect(fake.reviews).toHaveLength(1);
    expect(made.outputs().get("effects")).toMatch(/^1:[0-9a-f]{64}$/);
    expect(made.summary()).toContain("## Written to GitHub");
    expect(made.summary()).toMatch(/✅ review\\_comment of look/);
    expect(hub.violations).toEqual([]);
    await made.main(run);
    expect(hub.comments.map(({ writes }) => writes)).toEqual([2]);
  });

  test("succeeds with a token that may only read, and says what was not written and what helps", async () => {
    const { hub, made } = await scene({}, {}, { readOnly: true });
    const ended = await made.main(run);
    expect(ended.code).toBe(0);
    expect(hub.comments).toEqual([]);
    expect(made.summary()).toContain("pull-requests: write");
    expect(ended.out).toContain("Not all effects of the run were written");
  });

  test("writes nothing for the change of a fork, and lists what that would have been", async () => {
    const pull = PULL["pull_request"] as Json;
    const head = pull["head"] as Json;
    const from = { ...(head["repo"] as Json), full_name: "mallory/Hello-World" };
    const payload = { ...PULL, pull_request: { ...pull, head: { ...head, repo: from } } };
    const { hub, made } = await scene({ payload });
    const ended = await made.main({ ...run, forks: "degrade" });
    expect(ended.code, ended.out).toBe(0);
    expect(hub.writes()).toEqual([]);
    expect(made.summary()).toContain("What the run proposed was not written to GitHub");
    expect(made.summary()).toContain("not written");
  });

  test("delivers in a job of its own what another one agreed to, once", async () => {
    const { hub, made } = await scene({}, {}, { readOnly: true });
    const state = join(made.folder, "state");
    await made.main({ ...run, state_dir: state });
    const stored = project({}, made.folder);
    const told = await stored.run(["deliver", "latest", "--dry-run", "--json", `--state-dir=${state}`]);
    const { agreed } = JSON.parse(told.out) as { agreed: string };
    const { hub: other, made: next } = await scene();
    const deliver = { mode: "deliver", state_dir: state };
    const wrong = await next.main({ ...deliver, effects: `1:${"0".repeat(64)}` });
    expect([wrong.code, other.comments.length]).toEqual([7, 0]);
    const done = await next.main({ ...deliver, effects: agreed });
    expect(done.code, done.out + done.err).toBe(0);
    expect(other.comments[0]?.body).toContain(`run=${RUN_ID} attempt=1`);
    expect(next.summary()).toContain("## Written to GitHub");
    expect(hub.comments).toEqual([]);
  });

  test.each([
    [{ mode: "deliver" }, "`effects` is missing"],
    [{ mode: "deliver", effects: "--yes" }, "is not what a run proposes"],
  ])("refuses %j", async (inputs, words) => {
    const { hub, made } = await scene();
    const ended = await made.main(inputs);
    expect([ended.code, hub.calls.length]).toEqual([2, 0]);
    expect(ended.out).toContain(words);
  });

  test("asks who delivers: somebody who may not write delivers nothing", async () => {
    const { hub, made } = await scene({ actor: "mallory" }, {}, { people: { mallory: "read" } });
    const ended = await made.main({ mode: "deliver", effects: "none" });
    expect([ended.code, hub.writes().length]).toEqual([7, 0]);
  });
});
