/** What every store of snapshots promises, and that a real git keeps its hands off what belongs to a person. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gitSnapshots } from "../../src/adapters/git/snapshots.ts";
import { runId } from "../../src/core/base/brand.ts";
import type { Result } from "../../src/core/base/result.ts";
import type { Snapshot, Snapshots } from "../../src/ports/snapshots.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { memorySnapshots, sorted } from "../rig/memory-snapshots.ts";
import { runs } from "../rig/properties.ts";

const RUN = runId("20260101-120000-abcd");
const PATH = process.env["PATH"] ?? "";

type Files = Readonly<Record<string, string>>;
type Place = Readonly<{
  snapshots: Snapshots;
  write: (name: string, text: string) => void;
  remove: (name: string) => void;
  files: () => Files;
}>;

function within<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const taken = async (snapshots: Snapshots): Promise<Snapshot> => {
  const snapshot = within(await snapshots.take(RUN));
  if (snapshot === null) throw new Error("nothing was taken");
  return snapshot;
};

function inMemory(): Place {
  const files = new Map<string, string>();
  return {
    snapshots: memorySnapshots(files),
    write: (name, text) => void files.set(name, text),
    remove: (name) => void files.delete(name),
    files: () => Object.fromEntries(sorted(files)),
  };
}

type Repository = Place & Readonly<{ folder: string; git: (...words: readonly string[]) => string }>;

function repository(): Repository {
  const folder = temporaryFolder();
  const env = { PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...words: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=P", "-c", "user.email=p@x", ...words], {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  git("init", "--initial-branch=work");
  const at = (name: string): string => join(folder, name);
  const names = (): readonly string[] =>
    fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => !name.startsWith(".git/") && name !== ".git" && fs.statSync(at(name)).isFile())
      .sort();
  return {
    folder,
    git,
    snapshots: gitSnapshots(folder, env),
    write(name, text) {
      fs.mkdirSync(dirname(at(name)), { recursive: true });
      fs.writeFileSync(at(name), text);
    },
    remove: (name) => fs.rmSync(at(name)),
    files: () => Object.fromEntries(names().map((name) => [name, fs.readFileSync(at(name), "utf8")])),
  };
}

const places: Readonly<Record<string, () => Place>> = { "in memory": inMemory, "in git": repository };

describe.each(Object.entries(places))("snapshots %s", (_, open) => {
  it("are found again, and taken once for a run", async () => {
    const { snapshots, write } = open();
    expect(within(await snapshots.find(RUN))).toBeNull();
    write("a", "1");
    const first = await taken(snapshots);
    write("a", "2");
    expect(await taken(snapshots)).toEqual(first);
    expect(within(await snapshots.find(RUN))).toEqual(first);
    expect(within(await snapshots.find(runId("20260101-120000-ffff")))).toBeNull();
  });

  it("say what restoring would do, and do just that", async () => {
    const { snapshots, write, remove, files } = open();
    for (const name of ["kept", "changed", "gone/deep"]) write(name, "before");
    const snapshot = await taken(snapshots);
    write("changed", "after");
    write("new", "after");
    remove("gone/deep");
    const expected = [
      { path: "changed", kind: "write" },
      { path: "gone/deep", kind: "create" },
      { path: "new", kind: "delete" },
    ];
    expect(within(await snapshots.changes(snapshot))).toEqual(expected);
    expect(within(await snapshots.restore(RUN, snapshot)).changes).toEqual(expected);
    expect(files()).toEqual({ changed: "before", "gone/deep": "before", kept: "before" });
    expect(within(await snapshots.changes(snapshot))).toEqual([]);
  });

  it("keep what was there before, so that restoring can be undone", async () => {
    const { snapshots, write, files } = open();
    write("a", "before");
    const snapshot = await taken(snapshots);
    write("a", "after");
    write("b", "after");
    const { kept } = within(await snapshots.restore(RUN, snapshot));
    within(await snapshots.restore(RUN, kept));
    expect(files()).toEqual({ a: "after", b: "after" });
  });

  it("bring back whatever was written, changed and removed", async () => {
    const name = fc.constantFrom("a", "b", "dir/c", "dir/d", "dir/deep/e", "Ümlaut und Leerzeichen", "-x");
    const tree = fc.dictionary(name, fc.string({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(tree, tree, async (before, later) => {
        const { snapshots, write, remove, files } = open();
        for (const [path, text] of Object.entries(before)) write(path, text);
        const snapshot = await taken(snapshots);
        for (const path of Object.keys(files())) remove(path);
        for (const [path, text] of Object.entries(later)) write(path, text);
        within(await snapshots.restore(RUN, snapshot));
        expect(files()).toEqual({ ...before });
      }),
      { numRuns: Math.min(runs(6), 40) },
    );
  }, 60_000);
});

describe("snapshots in git", () => {
  function withHistory(): Repository {
    const place = repository();
    place.write("tracked", "one");
    place.write(".gitignore", "ignored\n");
    place.git("add", "-A");
    place.git("commit", "-m", "first");
    return place;
  }

  it("touch neither index nor HEAD nor branches, also with a commit half prepared", async () => {
    const { snapshots, write, git, folder, files } = withHistory();
    write("tracked", "two");
    write("staged", "s");
    git("add", "staged");
    write("staged", "changed since");
    const owned = (): readonly string[] => [
      git("ls-files", "--stage"),
      git("rev-parse", "HEAD"),
      git("symbolic-ref", "HEAD"),
      git("for-each-ref", "refs/heads", "refs/tags"),
      fs.readFileSync(join(folder, ".git/index")).toString("base64"),
    ];
    const [before, then] = [owned(), files()];
    const snapshot = await taken(snapshots);
    expect(owned()).toEqual(before);
    write("tracked", "three");
    fs.rmSync(join(folder, "staged"));
    within(await snapshots.restore(RUN, snapshot));
    expect(owned().slice(0, 4)).toEqual(before.slice(0, 4));
    expect(files()).toEqual(then);
  });

  it("record what was checked out, under a ref that keeps it alive", async () => {
    const { snapshots, git } = withHistory();
    const snapshot = await taken(snapshots);
    expect(snapshot).toMatchObject({ head: git("rev-parse", "HEAD"), branch: "work" });
    expect(git("rev-parse", `refs/agent-orchestrator/${RUN}/before^{tree}`)).toBe(snapshot.tree);
    git("gc", "--prune=now", "--quiet");
    expect(within(await snapshots.changes(snapshot))).toEqual([]);
    git("checkout", "--detach", "--quiet");
    const other = within(await snapshots.take(runId("20260101-120000-ffff")));
    expect(other?.branch).toBeNull();
  });

  it("work before the first commit, and from a folder deep inside", async () => {
    const { write, folder, files } = repository();
    write("deep/inside/a", "before");
    write("beside", "before");
    const snapshots = gitSnapshots(join(folder, "deep/inside"), { PATH, HOME: folder });
    const snapshot = await taken(snapshots);
    expect(snapshot).toMatchObject({ head: null, branch: "work" });
    write("beside", "after");
    within(await snapshots.restore(RUN, snapshot));
    expect(files()).toEqual({ "deep/inside/a": "before", beside: "before" });
  });

  it("leave ignored files alone, and bring modes and links back", async () => {
    const { snapshots, write, folder, files } = withHistory();
    const at = (name: string): string => join(folder, name);
    write("ignored", "one");
    write("tool", "x");
    fs.chmodSync(at("tool"), 0o755);
    fs.symlinkSync("tracked", at("link"));
    const snapshot = await taken(snapshots);
    write("ignored", "two");
    fs.chmodSync(at("tool"), 0o644);
    fs.rmSync(at("link"));
    within(await snapshots.restore(RUN, snapshot));
    expect(files()["ignored"]).toBe("two");
    expect(fs.statSync(at("tool")).mode & 0o111).toBe(0o111);
    expect(fs.readlinkSync(at("link"))).toBe("tracked");
  });

  it("are nothing outside of git, and obey no git settings of the environment", async () => {
    const [outside, other] = [temporaryFolder(), withHistory()];
    const env = { PATH, HOME: outside, GIT_DIR: join(other.folder, ".git"), GIT_CEILING_DIRECTORIES: "/" };
    expect(await gitSnapshots(outside, env).take(RUN)).toEqual({ ok: true, value: null });
    expect(await gitSnapshots(outside, env).find(RUN)).toEqual({ ok: true, value: null });
    const nowhere = gitSnapshots(outside, { PATH: outside, HOME: outside });
    expect(await nowhere.take(RUN)).toEqual({ ok: false, error: 'The command "git" was not found' });
  });

  it("are refused for a run whose name could be more than a name", async () => {
    const { snapshots } = withHistory();
    expect(await snapshots.take(runId("../heads/work"))).toMatchObject({ ok: false });
  });

  it("run no hooks", async () => {
    const { snapshots, write, folder } = withHistory();
    for (const name of ["post-index-change", "reference-transaction", "post-checkout", "pre-commit"]) {
      fs.writeFileSync(join(folder, ".git/hooks", name), `#!/bin/sh\ntouch ${folder}/.git/hooked\n`, {
        mode: 0o755,
      });
    }
    write("tracked", "two");
    const snapshot = await taken(snapshots);
    write("tracked", "three");
    within(await snapshots.restore(RUN, snapshot));
    expect(fs.existsSync(join(folder, ".git/hooked"))).toBe(false);
  });
});
