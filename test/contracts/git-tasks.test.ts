/** Tasks of type git, against a real git: results as data, classes of failure, and no word that git could misread. */
import * as fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gitAgent } from "../../src/adapters/git/agent.ts";
import { failureOf } from "../../src/adapters/git/order.ts";
import type { Fields } from "../../src/core/base/value.ts";
import type { Assignment } from "../../src/ports/agent.ts";
import { assignment } from "../rig/assignment.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { repository, type Repository } from "../rig/repository.ts";

type Asked = Readonly<{ data: Fields | undefined; kind: string | null; message: string }>;

/** What became of one task, in the person's directory or with work from elsewhere. */
async function ask(home: Repository, options: Fields, work?: Assignment["work"]): Promise<Asked> {
  const given = assignment({
    options,
    directory: home.folder,
    ...(work === undefined ? {} : { work }),
  });
  const done = await gitAgent(home.env).attempt(given, () => undefined, new AbortController().signal);
  if (!done.ok)
    return { data: undefined, kind: done.error.failure.kind, message: done.error.failure.message };
  const { structured } = done.value;
  return { data: structured as Fields, kind: null, message: done.value.output };
}

/** A commit that only another repository has, as the vault of a run has it. */
function elsewhere(
  home: Repository,
  files: Readonly<Record<string, string>>,
): NonNullable<Assignment["work"]> {
  const folder = join(temporaryFolder(), "other");
  home.git("clone", "--quiet", home.folder, folder);
  const other = repository({}, folder);
  for (const [name, text] of Object.entries(files)) other.write(name, text);
  const commit = other.commit("work");
  other.git("update-ref", `refs/tasks/${commit}`, commit);
  return { commit, from: folder, home: home.folder };
}

const remoteOf = (home: Repository): Repository => {
  const remote = repository();
  remote.git("config", "core.bare", "true");
  home.git("remote", "add", "origin", remote.folder);
  return remote;
};

const FILES = { "a.txt": "one\ntwo\nthree\n" };

describe("git tasks in the person's own directory", () => {
  it("make branches and tags, also when they are made twice, and never move one", async () => {
    const home = repository(FILES);
    const head = home.git("rev-parse", "HEAD");
    for (let times = 0; times < 2; times += 1) {
      const made = await ask(home, { operation: "branch", branch: "feat/x", base: "work" });
      expect(made.data).toEqual({ branch: "feat/x", commit: head });
      const tagged = await ask(home, { operation: "tag", branch: "v1", message: "-first\n\nsecond" });
      expect(tagged.data).toEqual({ tag: "v1", commit: head });
    }
    expect(home.git("symbolic-ref", "HEAD")).toBe("refs/heads/work");
    expect(home.git("tag", "-n9", "v1")).toContain("-first");
    home.write("a.txt", "other\n");
    home.commit("second");
    expect(await ask(home, { operation: "branch", branch: "feat/x" })).toMatchObject({ kind: "policy" });
    expect(await ask(home, { operation: "tag", branch: "v1" })).toMatchObject({ kind: "policy" });
    expect(await ask(home, { operation: "branch", branch: "y", base: "nowhere" })).toMatchObject({
      kind: "policy",
      message: 'there is no branch or tag "nowhere"',
    });
  });

  it("commit what lies there, without hooks, and say if there was nothing", async () => {
    const home = repository(FILES);
    fs.writeFileSync(join(home.folder, ".git/hooks/pre-commit"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    home.write("b.txt", "b\n");
    const done = await ask(home, { operation: "commit", message: "--amend" });
    expect(done.data).toEqual({ branch: "work", commit: home.git("rev-parse", "HEAD"), changed: true });
    expect(home.git("log", "--format=%s")).toBe("--amend\nfirst");
    expect((await ask(home, { operation: "commit" })).data).toMatchObject({ changed: false });
    expect(await ask(home, { operation: "commit", branch: "other" })).toMatchObject({ kind: "policy" });
  });

  it("check out, merge and rebase; what does not fit is named and nothing is left half done", async () => {
    const home = repository(FILES);
    home.git("branch", "other");
    home.write("a.txt", "ONE\ntwo\nthree\n");
    home.commit("one");
    expect((await ask(home, { operation: "checkout", branch: "other" })).data).toMatchObject({
      branch: "other",
    });
    home.write("b.txt", "b\n");
    home.commit("b");
    expect((await ask(home, { operation: "merge", branch: "work" })).data).toMatchObject({ merged: "work" });
    expect(home.read("a.txt")).toContain("ONE");
    home.git("reset", "--quiet", "--hard", "HEAD^");
    expect((await ask(home, { operation: "rebase", base: "work" })).data).toMatchObject({ onto: "work" });
    home.git("checkout", "--quiet", "-b", "third", "work^");
    home.write("a.txt", "first\ntwo\nthree\n");
    home.commit("first");
    for (const operation of ["merge", "rebase"]) {
      const refused = await ask(home, { operation, branch: "work" });
      expect(refused).toMatchObject({ kind: "merge-conflict" });
      expect(refused.message).toContain('"a.txt"');
      expect(home.git("status", "--porcelain")).toBe("");
      expect(fs.existsSync(join(home.folder, ".git/rebase-merge"))).toBe(false);
    }
  });

  it("push and fetch by the names of remotes, and overwrite nothing unless it was asked for", async () => {
    const home = repository(FILES);
    const remote = remoteOf(home);
    const pushed = await ask(home, { operation: "push", branch: "work" });
    expect(pushed.data).toEqual({
      remote: "origin",
      branch: "work",
      commit: remote.git("rev-parse", "work"),
    });
    const before = remote.git("rev-parse", "work");
    home.git("commit", "--quiet", "--amend", "-m", "other");
    expect((await ask(home, { operation: "push", branch: "work" })).kind).toBe("agent-exit");
    expect(remote.git("rev-parse", "work")).toBe(before);
    home.git("fetch", "--quiet", "origin");
    expect((await ask(home, { operation: "push", branch: "work", force: "with-lease" })).kind).toBeNull();
    expect(remote.git("rev-parse", "work")).toBe(home.git("rev-parse", "work"));
    const fetched = await ask(home, { operation: "fetch", branch: "work" });
    expect(fetched.data).toMatchObject({ commit: home.git("rev-parse", "work") });
    expect((await ask(home, { operation: "fetch" })).kind).toBeNull();
    home.git("tag", "v2");
    expect((await ask(home, { operation: "push", branch: "v2" })).kind).toBeNull();
    expect(remote.git("tag")).toBe("v2");
  });

  it("know no addresses, only remotes that a person has set up", async () => {
    const home = repository(FILES);
    const evil = join(home.folder, "evil");
    for (const remote of [
      `ext::sh -c "touch ${evil}"`,
      "--upload-pack=touch evil",
      "file:///tmp",
      "../x",
      "nowhere",
    ])
      expect(await ask(home, { operation: "fetch", remote }), remote).toMatchObject({ kind: "policy" });
    home.git("remote", "add", "bad", `ext::sh -c "touch ${evil}"`);
    expect((await ask(home, { operation: "fetch", remote: "bad" })).kind).toBe("agent-exit");
    expect(fs.existsSync(evil)).toBe(false);
  });

  it("are refused where git refuses, with its own words", async () => {
    const nowhere = { ...repository(FILES), folder: temporaryFolder() };
    const refused = await ask(nowhere, { operation: "commit" });
    expect(refused).toMatchObject({ kind: "agent-exit" });
    expect(refused.message).toContain("not a git repository");
    expect(await ask(repository(FILES), { operation: "explode" })).toMatchObject({ kind: "policy" });
    expect(await ask(repository(FILES), { operation: "branch" })).toMatchObject({ kind: "policy" });
  });

  it("say what kind of trouble git is in", () => {
    const kinds = {
      "Authentication failed for 'https://x'": "auth",
      "could not read Username for 'https://x': terminal prompts disabled": "auth",
      "git@x: Permission denied (publickey).": "auth",
      "Could not resolve host: x": "infrastructure",
      "Unable to create '/x/.git/index.lock': File exists.": "infrastructure",
      "something else": "agent-exit",
    };
    for (const [complaint, kind] of Object.entries(kinds))
      expect(failureOf({ code: 128, complaint }).kind, complaint).toBe(kind);
  });

  const words = fc.array(
    fc.constantFrom(
      "-",
      "--",
      "a",
      "..",
      "@{",
      ":",
      "^",
      "~",
      " ",
      "\n",
      "/",
      "*",
      "refs/heads/work",
      "HEAD",
      "work",
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  );

  it("never make anything but a ref of the name that was written, whatever that is", async () => {
    const home = repository(FILES);
    const count = (): number => home.git("for-each-ref").split("\n").length;
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom("branch", "tag"), async (parts, operation) => {
        const [name, before] = [parts.join(""), count()];
        const space = operation === "branch" ? "heads" : "tags";
        const { kind } = await ask(home, { operation, branch: name });
        if (kind !== null) return count() === before;
        const found = home.git("for-each-ref", "--format=%(refname)").split("\n");
        return found.includes(`refs/${space}/${name}`);
      }),
      { numRuns: 25 },
    );
    expect(home.git("status", "--porcelain")).toBe("");
  }, 60_000);
});

describe("git tasks after work in trees of its own", () => {
  it("make one commit of all of it on a branch, and touch neither files nor what is checked out", async () => {
    const home = repository(FILES);
    const work = elsewhere(home, { "b.txt": "b\n" });
    home.write("a.txt", "dirty\n");
    const head = home.git("rev-parse", "HEAD");
    const done = await ask(home, { operation: "commit", branch: "feat/x", message: "All of it" }, work);
    expect(done.data).toMatchObject({ branch: "feat/x", changed: true });
    expect(home.git("log", "--format=%s", "feat/x")).toBe("All of it\nfirst");
    expect(home.git("show", "feat/x:b.txt")).toBe("b");
    expect((await ask(home, { operation: "commit", branch: "feat/x" }, work)).data).toMatchObject({
      changed: false,
    });
    expect([home.git("rev-parse", "HEAD"), home.git("status", "--porcelain")]).toEqual([head, " M a.txt"]);
  });

  it("join it with what the branch holds, or name the files where that fails", async () => {
    const home = repository(FILES);
    const work = elsewhere(home, { "a.txt": "ONE\ntwo\nthree\n" });
    home.git("branch", "feat/y");
    home.git("checkout", "--quiet", "-b", "feat/z");
    home.write("a.txt", "first\ntwo\nthree\n");
    home.commit("first");
    expect((await ask(home, { operation: "commit", branch: "feat/y" }, work)).kind).toBeNull();
    expect(await ask(home, { operation: "commit", branch: "feat/z" }, work)).toMatchObject({
      kind: "merge-conflict",
    });
    expect(await ask(home, { operation: "commit" }, work)).toMatchObject({ kind: "policy" });
    home.git("checkout", "--quiet", "work");
    const refused = await ask(home, { operation: "commit", branch: "work" }, work);
    expect(refused.message).toContain("checked out");
    expect(home.git("status", "--porcelain")).toBe("");
  });

  it("make branches and tags of it, and leave to the shared what changes files", async () => {
    const home = repository(FILES);
    const work = elsewhere(home, { "b.txt": "b\n" });
    expect((await ask(home, { operation: "branch", branch: "x" }, work)).data).toMatchObject({
      commit: work.commit,
    });
    expect((await ask(home, { operation: "tag", branch: "t" }, work)).data).toMatchObject({
      commit: work.commit,
    });
    for (const operation of ["merge", "rebase", "checkout"]) {
      const refused = await ask(home, { operation, branch: "x" }, work);
      expect(refused).toMatchObject({ kind: "policy" });
      expect(refused.message).toContain("isolation: shared");
    }
  });
});
