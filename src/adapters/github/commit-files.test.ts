/** Files of a commit that only GitHub has: listed whole or not at all, believed by their names alone. */
import { describe, expect, it } from "vitest";
import { blobName } from "../../../test/rig/github-triggers.ts";
import { fakeGithub, type Options } from "../../../test/rig/github.ts";
import { githubApi } from "./api.ts";
import { changedFiles, MAX_FILE_PAGES } from "./changed-files.ts";
import { commitFiles } from "./commit-files.ts";
import { dispatchRun, LOOKS, MAX_SEARCHES } from "./dispatch.ts";
import { factsOf, guessedEvent } from "./facts.ts";
import { cancelRun } from "./under-way.ts";

const repository = { owner: "o", name: "r" };
const clock = { now: Date.now, sleep: () => Promise.resolve() };

async function scene(options: Options) {
  const github = await fakeGithub(options);
  const api = githubApi({ base: github.url, token: "t", clock, clean: (value) => value });
  return { github, api, files: commitFiles(api, repository, "c".repeat(40)) };
}

const BASE = { "a.yml": "a", "workflows/b.yml": "b", "workflows/deep/c.yml": "c", ".claude/x": "x" };

describe("files of a commit", () => {
  it("are found at and below paths, each folder asked for once", async () => {
    const { files, github } = await scene({ base: BASE });
    const listed = await files.list([
      "workflows",
      "a.yml",
      "a.yml/x",
      "missing",
      "workflows/deep",
      "workflows/b.yml",
    ]);
    expect(listed.ok ? listed.value.map(({ path }) => path).toSorted() : listed).toEqual([
      "a.yml",
      "workflows/b.yml",
      "workflows/deep/c.yml",
    ]);
    expect(new Set(github.calls.map(({ path }) => path)).size).toBeLessThanOrEqual(3);
    expect(github.violations).toEqual([]);
  });

  it("come as what their name says", async () => {
    const { files } = await scene({ base: BASE });
    const read = await files.bytes({ path: "a.yml", digest: blobName("a"), size: 1, executable: false });
    expect(read.ok && Buffer.from(read.value).toString()).toBe("a");
  });

  it.each([
    ["other bytes", { content: Buffer.from("evil").toString("base64"), encoding: "base64" }],
    ["another coding", { content: "a", encoding: "utf-8" }],
    ["nothing", {}],
  ])("are refused as %s", async (_, body) => {
    const { files, github } = await scene({ base: BASE });
    github.fail({ path: /blobs/, answer: { status: 200, body } });
    expect(
      await files.bytes({ path: "a.yml", digest: blobName("a"), size: 1, executable: false }),
    ).toMatchObject({ ok: false });
  });

  it.each([
    ["a list that was cut", { truncated: true, tree: [] }],
    ["an answer that does not say whether it was", { tree: [] }],
    ["no list", []],
  ])("are not believed to be all in %s", async (_, body) => {
    const { files, github } = await scene({ base: BASE });
    github.fail({ path: /trees/, answer: { status: 200, body } });
    expect((await files.list(["workflows"])).ok).toBe(false);
  });

  it("are no links, no other repositories, and have plain names", async () => {
    const { files, github } = await scene({ base: BASE });
    const sha = "d".repeat(40);
    const entry = (path: unknown, mode: string) => ({ path, mode, type: "blob", sha, size: 1 });
    const tree = [
      entry("good", "100644"),
      entry("link", "120000"),
      entry("module", "160000"),
      entry("../up", "100644"),
      entry(".git/config", "100644"),
      entry("a\\b", "100644"),
      entry(7, "100644"),
      { ...entry("bad", "100644"), sha: "--upload-pack" },
    ];
    const folder = { path: "workflows", mode: "040000", type: "tree", sha };
    github.fail({ path: /trees/, answer: { status: 200, body: { truncated: false, tree: [folder] } } });
    github.fail({ path: /trees/, answer: { status: 200, body: { truncated: false, tree } } });
    const listed = await files.list(["workflows"]);
    expect(listed.ok && listed.value.map(({ path }) => path)).toEqual(["workflows/good"]);
  });
});

describe("changed files", () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => `f${at}`);
  it.each([
    [0, 0],
    [100, 100],
    [250, 250],
    [MAX_FILE_PAGES * 100, null],
  ])("of %i are known: %s", async (count, known) => {
    const { api } = await scene({ changed: many(count) });
    expect((await changedFiles(api, repository, 1))?.length ?? null).toBe(known);
  });

  it("are unknown if a page is missing", async () => {
    const { api, github } = await scene({ changed: many(150) });
    github.fail({ path: /files/, times: 9, answer: { status: 403, body: {} } });
    expect(await changedFiles(api, repository, 1)).toBeNull();
  });
});

describe("a run to be cancelled", () => {
  const head = "a".repeat(40);
  it.each([
    ["is told so", { head }, "cancelled"],
    ["belongs to another commit", { head: "b".repeat(40) }, "gone"],
    ["has ended", { head, status: "completed" }, "gone"],
    ["is that of an order", { head: "b".repeat(40), event: "issue_comment" }, "cancelled"],
  ])("%s", async (_, run, told) => {
    const { api } = await scene({ runs: [{ id: 5, ...run }] });
    expect(await cancelRun(api, repository, { run: "5", head })).toEqual({ ok: true, value: told });
  });
  it("may be unknown", async () => {
    const { api } = await scene({});
    expect(await cancelRun(api, repository, { run: "5", head })).toEqual({ ok: true, value: "gone" });
  });
});

it("a dispatched run that never shows is given up", async () => {
  const { api, github } = await scene({ silentDispatch: true });
  let slept = 0;
  const waiting = { now: Date.now, sleep: () => Promise.resolve(void (slept += 1)) };
  github.fail({
    method: "GET",
    path: /runs$/,
    times: 99,
    answer: { status: 200, body: { workflow_runs: [] } },
  });
  const wanted = { repository, file: "x.yml", ref: "main", inputs: {} };
  expect(await dispatchRun(api, wanted, waiting)).toEqual({ ok: true, value: null });
  expect(slept).toBe(MAX_SEARCHES);
  expect(LOOKS.every((wait, at) => at === 0 || wait >= (LOOKS[at - 1] ?? 0))).toBe(true);
});

describe("facts of an event", () => {
  it("are taken from payloads of any shape", () => {
    for (const payload of [
      null,
      1,
      "x",
      [],
      {},
      { issue: 1 },
      { labels: {} },
      { pull_request: { labels: [null, { name: 1 }] } },
    ])
      expect(factsOf("pull_request", payload, null)).toMatchObject({ labels: [], title: null, paths: null });
  });
  it("are those of the base for a change, and of the branch for a push", () => {
    expect(
      factsOf("pull_request_target", { pull_request: { base: { ref: "main" }, title: "t" } }, ["a"]),
    ).toMatchObject({
      event: "pull_request",
      branch: "main",
      title: "t",
      paths: ["a"],
    });
    const push = { ref: "refs/heads/a/b", commits: [{ added: ["x"], modified: ["y", "x"], removed: [1] }] };
    expect(factsOf("push", push, null)).toMatchObject({ branch: "a/b", paths: ["x", "y"] });
    expect(factsOf("push", { ref: "refs/tags/v1", commits: [] }, null).branch).toBeNull();
  });
  it("say which event it is", () => {
    expect(guessedEvent({ issue: {}, comment: {} })).toBe("issue_comment");
    expect(guessedEvent({ issue: {} })).toBe("issues");
    expect(guessedEvent({ inputs: {}, ref: "x" })).toBe("workflow_dispatch");
    expect(guessedEvent({})).toBeNull();
    expect(guessedEvent([])).toBeNull();
  });
});
