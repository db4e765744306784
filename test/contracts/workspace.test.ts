/** What working trees of their own promise, against a real git: the person's repository is read and never touched. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standingOf, versionFault } from "../../src/adapters/git/repository.ts";
import { MOST_CHANGED_BYTES, MOST_FILE_BYTES } from "../../src/adapters/git/stage.ts";
import { dropTrees, workspaceAt, type Found } from "../../src/adapters/git/workspace.ts";
import type { Result } from "../../src/core/base/result.ts";
import type { Base, Commit, Finished, Label, Owner, Place } from "../../src/ports/workspace.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { repository, type Repository } from "../rig/repository.ts";

const LABEL: Label = { title: "Work", trailers: [["Task", "a"]], at: 1_700_000_000 };

function within<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const fault = (result: Result<unknown, Readonly<{ message: string }> | string>): string =>
  result.ok ? "" : typeof result.error === "string" ? result.error : result.error.message;

async function found(from: Repository, directory = from.folder): Promise<Found> {
  const place = { directory, folder: temporaryFolder(), env: from.env };
  const made = within(await workspaceAt(place, null, LABEL));
  if (made === null) throw new Error("there is no repository");
  return made;
}

type Edits = (at: (name: string) => string) => void;

let names = 0;

/** Opens a tree, lets somebody work in it, and gives what became of it. */
async function worked(
  { workspace }: Found,
  edit: Edits,
  start: Commit = workspace.base,
  finished: Partial<Finished> = {},
): Promise<Result<Commit | null, { message: string }>> {
  const place: Place = within(await workspace.open(`tree-${(names += 1)}`, start));
  edit((name) => join(place.path, name));
  const saved = await workspace.save(place, { label: LABEL, ...finished });
  await workspace.close(place);
  expect(fs.existsSync(place.path)).toBe(false);
  return saved;
}

const commitOf = async (given: Promise<Result<Commit | null, { message: string }>>): Promise<Commit> => {
  const commit = within(await given);
  if (commit === null) throw new Error("nothing was changed");
  return commit;
};

const append =
  (name: string, text: string): Edits =>
  (at) =>
    fs.appendFileSync(at(name), text);

describe("a working tree of its own", () => {
  it("begins with the last commit and ends as one commit of what was written, changed and removed", async () => {
    const home = repository({ "a.txt": "a\n", "b.txt": "b\n", "run.sh": "#!/bin/sh\n" });
    const before = home.git("status", "--porcelain");
    const space = await found(home);
    const commit = await commitOf(
      worked(space, (at) => {
        fs.writeFileSync(at("a.txt"), "other\n");
        fs.rmSync(at("b.txt"));
        fs.writeFileSync(at("new file é.txt"), "new\n");
        fs.chmodSync(at("run.sh"), 0o755);
        fs.symlinkSync("a.txt", at("link"));
      }),
    );
    const patch = within(await space.outcomes.patch(space.workspace.base.commit, commit.commit, false));
    for (const part of ["-a\n+other", "deleted file", "new file", "new mode 100755", "120000"])
      expect(patch).toContain(part);
    expect(home.git("status", "--porcelain")).toBe(before);
    expect(home.git("for-each-ref")).toContain("refs/heads/work");
    expect(home.git("worktree", "list").split("\n")).toHaveLength(1);
    expect(fs.readdirSync(join(home.folder, ".git")).filter((name) => name.endsWith(".lock"))).toEqual([]);
  });

  it("gives no commit where nothing was changed, also if files were written anew with the same words", async () => {
    const space = await found(repository({ "a.txt": "a\n" }));
    expect(within(await worked(space, () => undefined))).toBeNull();
    expect(within(await worked(space, (at) => fs.writeFileSync(at("a.txt"), "a\n")))).toBeNull();
  });

  it("makes the same commit of the same work", async () => {
    const space = await found(repository({ "a.txt": "a\n" }));
    const [one, other] = [
      await commitOf(worked(space, append("a.txt", "b\n"))),
      await commitOf(worked(space, append("a.txt", "b\n"))),
    ];
    expect(one).toEqual(other);
  });
});

describe("the message of a commit", () => {
  it("has one line for each thing, so that no name can pass for another", async () => {
    const home = repository({ "a.txt": "a\n" });
    const space = await found(home);
    const label: Label = {
      title: "-m\nAgent-Orchestrator-Run: forged\u001b[31m",
      trailers: [["Agent-Orchestrator-Task", "x\nAgent-Orchestrator-Run: forged"]],
      at: LABEL.at,
    };
    const { commit } = await commitOf(worked(space, append("a.txt", "b\n"), space.workspace.base, { label }));
    within(await space.outcomes.publish("result", commit, null));
    expect(home.git("log", "-1", "--format=%B", "result")).toBe(
      "-m Agent-Orchestrator-Run: forged\n\nAgent-Orchestrator-Task: x Agent-Orchestrator-Run: forged",
    );
  });
});

describe("what a tree begins with", () => {
  it("is the last commit with what was not committed in known files, and nothing that git does not know", async () => {
    const home = repository({ "a.txt": "a\n", ".gitignore": "out\n" });
    home.write("a.txt", "changed\n");
    home.write("staged.txt", "staged\n");
    home.git("add", "staged.txt");
    home.write("unknown.txt", "unknown\n");
    home.write("out/built.txt", "built\n");
    const before = [home.git("status", "--porcelain"), home.git("rev-parse", "HEAD"), home.git("write-tree")];
    const space = await found(home);
    expect(space.repository).toMatchObject({ changed: 2, unknown: 1, submodules: false });
    await worked(space, (at) => {
      expect(fs.readFileSync(at("a.txt"), "utf8")).toBe("changed\n");
      expect(fs.existsSync(at("staged.txt"))).toBe(true);
      for (const name of ["unknown.txt", "out"]) expect(fs.existsSync(at(name))).toBe(false);
    });
    expect([
      home.git("status", "--porcelain"),
      home.git("rev-parse", "HEAD"),
      home.git("write-tree"),
    ]).toEqual(before);
  });

  it("can be nothing: before the first commit", async () => {
    const home = repository();
    const space = await found(home);
    const commit = await commitOf(worked(space, (at) => fs.writeFileSync(at("a.txt"), "a\n")));
    expect(within(await space.outcomes.publish("result", commit.commit, null))).toBeNull();
    expect(home.git("show", "result:a.txt")).toBe("a");
  });

  it("is found from a folder deep inside, on a detached HEAD and in a working tree beside another", async () => {
    const home = repository({ "deep/er/a.txt": "a\n" });
    home.git("checkout", "--quiet", "--detach");
    const beside = join(temporaryFolder(), "beside");
    home.git("worktree", "add", "--quiet", beside);
    for (const directory of [join(home.folder, "deep/er"), join(beside, "deep/er")]) {
      const space = await found(home, directory);
      const place = within(await space.workspace.open("deep", space.workspace.base));
      expect(place.directory).toBe(join(place.path, "deep/er"));
      fs.appendFileSync(join(place.directory, "a.txt"), "b\n");
      expect(within(await space.workspace.save(place, { label: LABEL }))).not.toBeNull();
    }
  });

  it("is nothing in a folder of which git knows no file", async () => {
    const home = repository({ "a.txt": "a\n", ".gitignore": "out\n" });
    for (const name of ["out", "new"]) {
      home.write(`${name}/b.txt`, "b\n");
      const place = { directory: join(home.folder, name), folder: temporaryFolder(), env: home.env };
      expect(within(await workspaceAt(place, null, LABEL))).toBeNull();
    }
  });

  it("works with a shallow clone, whose result goes back to it", async () => {
    const origin = repository({ "a.txt": "a\n" });
    origin.write("a.txt", "b\n");
    origin.commit("second");
    const folder = join(temporaryFolder(), "clone");
    origin.git("clone", "--quiet", "--depth=1", `file://${origin.folder}`, folder);
    const clone = repository({}, folder);
    const space = await found(clone);
    expect(space.repository.shallow).toBe(true);
    const commit = await commitOf(worked(space, append("a.txt", "c\n")));
    within(await space.outcomes.publish("result", commit.commit, null));
    expect(clone.git("log", "--format=%s", "result").split("\n")).toEqual(["Work", "second"]);
  });

  it("works where objects have longer names", async () => {
    const folder = temporaryFolder();
    const home = repository({}, folder);
    fs.rmSync(join(folder, ".git"), { recursive: true });
    home.git("init", "--quiet", "--object-format=sha256", "--initial-branch=work");
    home.write("a.txt", "a\n");
    home.commit("first");
    const space = await found(home);
    const commit = await commitOf(worked(space, append("a.txt", "b\n")));
    expect(commit.commit).toMatch(/^[0-9a-f]{64}$/);
    within(await space.outcomes.publish("result", commit.commit, null));
    expect(home.git("show", "result:a.txt")).toBe("a\nb");
  });
});

describe("what nobody can work with is refused and named", () => {
  const refusedIn = async (home: Repository, env = home.env): Promise<string> => {
    const place = { directory: home.folder, folder: temporaryFolder(), env };
    const result = await workspaceAt(place, null, LABEL);
    if (result.ok) throw new Error("nothing was refused");
    expect(result.error.hint).toMatch(/isolation: shared|git status/);
    return result.error.message;
  };

  it("a repository in the middle of a merge", async () => {
    const home = repository({ "a.txt": "a\n" });
    home.git("checkout", "--quiet", "-b", "other");
    home.write("a.txt", "b\n");
    home.commit("b");
    home.git("checkout", "--quiet", "work");
    home.write("a.txt", "c\n");
    home.commit("c");
    expect(() => home.git("merge", "other")).toThrow("merge");
    expect(await refusedIn(home)).toContain("middle of a merge");
  });

  it("a partial clone, a repository that is damaged, and a machine without git", async () => {
    const home = repository({ "a.txt": "a\n" });
    home.git("config", "remote.origin.promisor", "true");
    expect(await refusedIn(home)).toContain("partial clone");
    expect(await refusedIn(home, { ...home.env, PATH: temporaryFolder() })).toContain('"git" was not found');
    fs.writeFileSync(join(home.folder, ".git/HEAD"), "nonsense\n");
    expect(await refusedIn(home)).toContain("cannot be used");
  });

  it("a git that is too old for it, whatever it calls itself", () => {
    for (const said of ["git version 2.39.0", "git version 2.51.0 (Apple Git-1)", "git version 3.0.rc1"])
      expect(versionFault(said), said).toBeNull();
    for (const said of ["git version 2.38.9", "git version 1.99", "something else", ""])
      expect(versionFault(said)?.message, said).toContain("2.39");
  });

  it("a lock that somebody left behind, by its name", async () => {
    const home = repository({ "a.txt": "a\n" });
    home.write("a.txt", "b\n");
    const space = await found(home);
    fs.writeFileSync(join(home.folder, ".git/index.lock"), "");
    // Nothing of ours asks for that lock.
    expect(await commitOf(worked(space, append("a.txt", "c\n")))).toBeDefined();
    await found(home);
  });

  it("reads how a repository stands from git's own words", () => {
    const text =
      "# branch.oid (initial)\0# branch.head work\0 1 x\x002 R. N... a b\0old\0? new\0u UU x\x001 .M N... a.txt\0";
    expect(standingOf(text)).toEqual({ head: null, changed: 2, unknown: 1, unmerged: 1 });
  });
});

describe("what must not become part of a repository", () => {
  const refusal = async (
    home: Repository,
    edit: Edits,
    finished: Partial<Finished> = {},
  ): Promise<string> => {
    const space = await found(home);
    const before = home.git("for-each-ref");
    const text = fault(await worked(space, edit, space.workspace.base, finished));
    expect(home.git("for-each-ref")).toBe(before);
    return text;
  };

  it("is a file that is too large", async () => {
    const home = repository({ "a.txt": "a\n" });
    expect(
      await refusal(home, (at) => {
        fs.writeFileSync(at("large.bin"), "");
        fs.truncateSync(at("large.bin"), MOST_FILE_BYTES + 1);
      }),
    ).toContain('"large.bin" has more than 50 MiB');
    expect(MOST_CHANGED_BYTES).toBeGreaterThan(MOST_FILE_BYTES);
  });

  it("are more bytes together than a task may bring", async () => {
    const home = repository({ "a.txt": "a\n" });
    const message = await refusal(home, (at) => {
      for (let n = 0; n <= MOST_CHANGED_BYTES / MOST_FILE_BYTES; n += 1) {
        fs.writeFileSync(at(`${n}.bin`), "");
        fs.truncateSync(at(`${n}.bin`), MOST_FILE_BYTES);
      }
    });
    expect(message).toContain("500 MiB together");
  });

  it("is a link that leads out of it, and no link inside of it", async () => {
    const home = repository({ "deep/a.txt": "a\n" });
    for (const target of ["/etc/passwd", "../../x", "../.."]) {
      const message = await refusal(home, (at) => fs.symlinkSync(target, at("deep/link")));
      expect(message, target).toContain("leads out of the repository");
    }
    expect(await refusal(home, (at) => fs.symlinkSync("../deep", at("deep/link")))).toBe("");
  });

  it("is another repository", async () => {
    const home = repository({ "a.txt": "a\n" });
    const message = await refusal(home, (at) => void repository({ "b.txt": "b\n" }, at("inner")));
    expect(message).toContain('"inner/" is a repository of its own');
  });

  it("are two names that differ only in case", async () => {
    const home = repository({ "Read.md": "a\n" });
    expect(await refusal(home, (at) => fs.writeFileSync(at("read.md"), "b\n"))).toContain(
      "differ only in case",
    );
  });

  it("is a change of a submodule", async () => {
    const inner = repository({ "b.txt": "b\n" });
    const home = repository({ "a.txt": "a\n" });
    home.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "lib");
    home.commit("with a submodule");
    const space = await found(home);
    expect(space.repository.submodules).toBe(true);
    const removed = await worked(space, (at) => fs.rmSync(at("lib"), { recursive: true }));
    expect(fault(removed)).toContain('"lib" is a submodule');
    expect(within(await worked(space, append("a.txt", "b\n")))).not.toBeNull();
  });

  it("is what a filter keeps elsewhere, while pointers stay pointers", async () => {
    const home = repository({ ".gitattributes": "*.png filter=lfs\n", "a.txt": "a\n" });
    home.git("config", "filter.lfs.clean", "touch FILTERED; cat");
    home.git("config", "filter.lfs.smudge", "touch FILTERED; cat");
    fs.writeFileSync(join(home.folder, "logo.png"), "version https://git-lfs.github.com/spec/v1\n");
    home.commit("a pointer");
    expect(await refusal(home, append("logo.png", "data"))).toContain('the filter "lfs"');
    const space = await found(home);
    await commitOf(
      worked(space, (at) => {
        expect(fs.readFileSync(at("logo.png"), "utf8")).toContain("git-lfs");
        expect(fs.existsSync(at("FILTERED"))).toBe(false);
        fs.appendFileSync(at("a.txt"), "b\n");
      }),
    );
  });

  it("is the value of a secret", async () => {
    const leaks = (text: string): boolean => text.includes("hunter2");
    const home = repository({ "a.txt": "hunter2 was here before\n" });
    expect(await refusal(home, append("a.txt", "key=hunter2\n"), { leaks })).toContain("secret");
    expect(await refusal(home, append("a.txt", "other\n"), { leaks })).toBe("");
  });
});

describe("an agent that plays with git", () => {
  it("changes neither the person's repository nor what we run", async () => {
    const home = repository({ "a.txt": "a\n" });
    const config = fs.readFileSync(join(home.folder, ".git/config"), "utf8");
    const space = await found(home);
    const evil = join(temporaryFolder(), "evil");
    const commit = await commitOf(
      worked(space, (at) => {
        const tree = repository({}, at("."));
        tree.git("config", "filter.x.clean", `touch ${evil}; cat`);
        tree.git("config", "core.fsmonitor", `touch ${evil}`);
        tree.git("config", "diff.external", `touch ${evil}`);
        tree.git("config", "core.hooksPath", at("hooks"));
        fs.mkdirSync(at("hooks"));
        for (const hook of ["pre-commit", "post-commit", "reference-transaction", "post-checkout"])
          fs.writeFileSync(at(`hooks/${hook}`), `#!/bin/sh\ntouch ${evil}\n`, { mode: 0o755 });
        tree.write(".gitattributes", "*.y filter=none\n");
        tree.write("b.txt", "b\n");
      }),
    );
    // What the agent ran itself may have run them; what we do afterwards does not.
    fs.rmSync(evil, { force: true });
    await space.outcomes.patch(space.workspace.base.commit, commit.commit, false);
    within(await space.outcomes.publish("result", commit.commit, null));
    within(await space.outcomes.apply(space.workspace.base.commit, commit.commit));
    expect(fs.existsSync(evil)).toBe(false);
    expect(fs.readFileSync(join(home.folder, ".git/config"), "utf8")).toBe(config);
    expect(home.read("b.txt")).toBe("b\n");
  });

  it("may commit, break or remove its .git file, and only its files count", async () => {
    const home = repository({ "a.txt": "a\n" });
    const space = await found(home);
    const edits: readonly Edits[] = [
      (at) => void repository({}, at(".")).commit("mine"),
      (at) => fs.rmSync(at(".git")),
      (at) => fs.writeFileSync(at(".git"), `gitdir: ${home.folder}/.git\n`),
    ];
    for (const edit of edits) {
      const commit = await commitOf(
        worked(space, (at) => {
          fs.appendFileSync(at("a.txt"), "b\n");
          edit(at);
        }),
      );
      expect(within(await space.outcomes.changes(space.workspace.base.commit, commit.commit))).toEqual([
        { path: "a.txt", added: 1, removed: 0 },
      ]);
    }
    expect(home.git("log", "--format=%s")).toBe("first");
  });

  it("may put something else in the place of its tree, which is then not read", async () => {
    const space = await found(repository({ "a.txt": "a\n" }));
    const place = within(await space.workspace.open("gone", space.workspace.base));
    fs.rmSync(place.path, { recursive: true });
    fs.symlinkSync("/etc", place.path);
    expect(fault(await space.workspace.save(place, { label: LABEL }))).toContain("not there any more");
    await space.workspace.close(place);
    expect(fs.existsSync("/etc/passwd")).toBe(true);
  });
});

describe("a tree that outlives the process that made it", () => {
  const OWNER = { task: "a", work: "1" };
  type Life = Readonly<{ home: Repository; folder: string; base: Base | null }>;

  /** As another process finds it. */
  const lifeIn = async ({ home, folder, base }: Life): Promise<Found> => {
    const made = within(await workspaceAt({ directory: home.folder, folder, env: home.env }, base, LABEL));
    if (made === null) throw new Error("there is no repository");
    return made;
  };

  /** Somebody edits, and is killed. */
  async function killed(edit: Edits, owner: Owner | null = OWNER): Promise<Life & { place: Place }> {
    const home = repository({ "a.txt": "a\n", "b.txt": "b\n" });
    const first: Life = { home, folder: temporaryFolder(), base: null };
    const { workspace } = await lifeIn(first);
    const { commit, tree } = workspace.base;
    const place = within(await workspace.open("a.0.1.1", { commit, tree }, owner ?? undefined));
    edit((name) => join(place.path, name));
    return { ...first, base: workspace.base, place };
  }

  const leftIn = ({ folder }: Life): readonly string[] => {
    const all = ["worktrees", "git/kept", "git/agents/worktrees"].map((name) => join(folder, name));
    const names = all.flatMap((path) => (fs.existsSync(path) ? fs.readdirSync(path) : []));
    return names.filter((name) => name !== ".gitignore");
  };

  it("has the same path and the same files, and what was written before is part of its commit", async () => {
    const life = await killed((at) => {
      fs.writeFileSync(at("a.txt"), "edited\n");
      fs.writeFileSync(at("new.txt"), "new\n");
      fs.rmSync(at("b.txt"));
    });
    const { workspace, outcomes } = await lifeIn(life);
    const place = await workspace.reopen(OWNER, workspace.base);
    if (place === null) throw new Error("it is not there any more");
    expect(place).toEqual(life.place);
    fs.appendFileSync(join(place.directory, "new.txt"), "more\n");
    const commit = within(await workspace.save(place, { label: LABEL }));
    const made = within(await outcomes.changes(workspace.base.commit, commit?.commit ?? ""));
    expect(made.map(({ path, added, removed }) => [path, added, removed])).toEqual([
      ["a.txt", 1, 1],
      ["b.txt", 0, 1],
      ["new.txt", 2, 0],
    ]);
    await workspace.close(place);
    expect(leftIn(life)).toEqual([]);
    expect(await workspace.reopen(OWNER, workspace.base)).toBeNull();
  });

  it("gives no commit if nothing was changed in it", async () => {
    const life = await killed(() => undefined);
    const { workspace } = await lifeIn(life);
    const place = await workspace.reopen(OWNER, workspace.base);
    expect(within(await workspace.save(place ?? life.place, { label: LABEL }))).toBeNull();
  });

  it("is nobody else's: another task gets nothing, and other work of the same task takes it away", async () => {
    for (const wrong of ["work", "start"] as const) {
      const life = await killed(append("a.txt", "edited\n"));
      const space = await lifeIn(life);
      const { base } = space.workspace;
      expect(await space.workspace.reopen({ ...OWNER, task: "b" }, base)).toBeNull();
      expect(leftIn(life)).not.toEqual([]);
      const start =
        wrong === "work" ? base : await commitOf(worked(space, (at) => fs.writeFileSync(at("c"), "c")));
      const owner = wrong === "work" ? { ...OWNER, work: "2" } : OWNER;
      expect(await space.workspace.reopen(owner, start), wrong).toBeNull();
      expect(leftIn(life), wrong).toEqual([]);
    }
  });

  it("is not there without an owner, once it was disowned, or if its note or its folder is damaged", async () => {
    const none = await killed(() => undefined, null);
    expect(await (await lifeIn(none)).workspace.reopen(OWNER, none.place.start)).toBeNull();
    expect(leftIn(none)).toEqual([]);
    const disowned = await killed(() => undefined);
    (await lifeIn(disowned)).workspace.disown(disowned.place);
    expect(fs.existsSync(disowned.place.path)).toBe(true);
    await lifeIn(disowned);
    expect(leftIn(disowned)).toEqual([]);
    const note = (life: Life): string => join(life.folder, "git/kept/a.0.1.1.json");
    const moved: string[] = [];
    const damages: readonly ((life: Life & { place: Place }) => void)[] = [
      (life) => fs.writeFileSync(note(life), "{"),
      (life) =>
        fs.writeFileSync(note(life), JSON.stringify({ task: "a", work: "1", commit: "HEAD", tree: "x" })),
      (life) => fs.renameSync(note(life), join(life.folder, "git/kept/..json")),
      (life) => {
        fs.rmSync(life.place.path, { recursive: true });
        fs.symlinkSync("/etc", life.place.path);
      },
      (life) => fs.rmSync(join(life.folder, "git/agents/worktrees/a.0.1.1"), { recursive: true }),
      ...["worktrees", "git/kept", "git/agents"].map((name) => (life: Life) => {
        const [from, to] = [join(life.folder, name), join(temporaryFolder(), "elsewhere")];
        fs.renameSync(from, to);
        fs.symlinkSync(to, from);
        fs.writeFileSync(join(to, "precious"), "");
        moved.push(join(to, "precious"));
      }),
    ];
    for (const damage of damages) {
      const life = await killed(append("a.txt", "edited\n"));
      damage(life);
      const { workspace } = await lifeIn(life);
      expect(await workspace.reopen(OWNER, workspace.base), String(damage)).toBeNull();
      expect(leftIn(life), String(damage)).toEqual([]);
      for (const path of ["/etc/passwd", ...moved]) expect(fs.existsSync(path), path).toBe(true);
    }
  });

  it("is mended where somebody was killed in the middle of something", async () => {
    const life = await killed(append("a.txt", "edited\n"));
    const { folder, place, home } = life;
    const own = (name: string): string => join(folder, "git/agents/worktrees/a.0.1.1", name);
    for (const name of ["index.lock", "HEAD.lock"]) fs.writeFileSync(own(name), "");
    fs.writeFileSync(join(folder, "git/agents/packed-refs.lock"), "");
    fs.mkdirSync(join(folder, "git/vault/refs/tasks"), { recursive: true });
    fs.writeFileSync(join(folder, "git/vault/refs/tasks/x.lock"), "");
    fs.truncateSync(own("index"), 40);
    // Half of a commit that nobody lived to make: its changes must not count as known.
    fs.copyFileSync(join(home.folder, ".git/index"), join(folder, "git/indexes/a.0.1.1"));
    fs.writeFileSync(join(folder, "git/indexes/a.0.1.1.lock"), "");
    const { workspace } = await lifeIn(life);
    expect(await workspace.reopen(OWNER, workspace.base)).toEqual(place);
    const git = (...words: readonly string[]): string =>
      execFileSync("git", words, { cwd: place.path, env: home.env, encoding: "utf8" });
    expect(git("status", "--porcelain")).toBe(" M a.txt\n");
    git("-c", "user.name=A", "-c", "user.email=a@x", "commit", "--quiet", "-am", "mine");
    expect(within(await workspace.save(place, { label: LABEL }))).not.toBeNull();
  });

  it("has lost what an agent had set up for git", async () => {
    const life = await killed((at) => {
      const run = (...words: readonly string[]): string =>
        execFileSync("git", words, { cwd: at("."), encoding: "utf8" });
      run("config", "core.fsmonitor", "touch /tmp/evil");
      run("config", "alias.status", "!false");
      fs.mkdirSync(join(run("rev-parse", "--git-common-dir").trim(), "hooks"), { recursive: true });
    });
    const { workspace } = await lifeIn(life);
    expect(await workspace.reopen(OWNER, workspace.base)).not.toBeNull();
    expect(fs.readFileSync(join(life.folder, "git/agents/config"), "utf8")).not.toMatch(/fsmonitor|alias/);
    expect(fs.existsSync(join(life.folder, "git/agents/hooks"))).toBe(false);
  });

  it("stays as long as its task is wanted", async () => {
    const life = await killed(append("a.txt", "edited\n"));
    const first = await lifeIn(life);
    expect(first.tidy((task) => task === "a")).toBe(1);
    expect(fs.readFileSync(join(life.place.path, "a.txt"), "utf8")).toBe("a\nedited\n");
    const second = await lifeIn(life);
    expect(await second.workspace.reopen(OWNER, life.place.start)).toEqual(life.place);
    expect(second.tidy(() => false)).toBe(0);
    expect(fs.readdirSync(join(life.folder, "git"))).toEqual(["vault"]);
    expect(fs.existsSync(join(life.folder, "worktrees"))).toBe(false);
    const left = await killed(append("a.txt", "edited\n"));
    dropTrees(left.folder);
    expect(fs.readdirSync(join(left.folder, "git"))).toEqual(["vault"]);
  });
});

describe("joining", () => {
  it("puts the work of several side by side, and leaves out what others contain", async () => {
    const space = await found(repository({ "a.txt": "a\n" }));
    const { base } = space.workspace;
    const one = await commitOf(worked(space, (at) => fs.writeFileSync(at("1"), "1")));
    const two = await commitOf(worked(space, (at) => fs.writeFileSync(at("2"), "2")));
    const three = await commitOf(worked(space, (at) => fs.writeFileSync(at("3"), "3"), one));
    const heads = [one, two, three].map(({ commit }) => commit);
    const joined = within(await space.workspace.join(heads, LABEL));
    expect(joined).toMatchObject({ conflict: null, rest: [] });
    const files = within(await space.outcomes.changes(base.commit, joined.commit)).map(({ path }) => path);
    expect(files).toEqual(["1", "2", "3"]);
    expect(within(await space.workspace.join([one.commit, three.commit], LABEL)).commit).toBe(three.commit);
  });

  it("names the files that do not fit together, and takes only what has no marks left", async () => {
    const space = await found(repository({ "a.txt": "a\n", "b.txt": "b\n" }));
    const one = await commitOf(worked(space, (at) => fs.writeFileSync(at("a.txt"), "one\n")));
    const two = await commitOf(worked(space, (at) => fs.writeFileSync(at("a.txt"), "two\n")));
    const joined = within(await space.workspace.join([one.commit, two.commit], LABEL));
    expect(joined.conflict?.files).toEqual(["a.txt"]);
    expect(joined.conflict?.notes).toContain("CONFLICT (content)");
    const finished = { parents: [one.commit, two.commit], conflicting: ["a.txt"] };
    expect(fault(await worked(space, () => undefined, joined, finished))).toContain("marks of the conflict");
    const both = await commitOf(
      worked(space, (at) => fs.writeFileSync(at("a.txt"), "one and two\n"), joined, finished),
    );
    const three = await commitOf(worked(space, append("b.txt", "c\n")));
    const all = within(await space.workspace.join([both.commit, three.commit], LABEL));
    expect(all.conflict).toBeNull();
  });

  it("of work on different files never conflicts and loses nothing, in any order", async () => {
    const space = await found(repository({ "a.txt": "a\n" }));
    const made = new Map<number, string>();
    const workOf = async (n: number): Promise<string> => {
      const known = made.get(n);
      if (known !== undefined) return known;
      const { commit } = await commitOf(worked(space, (at) => fs.writeFileSync(at(`f${n}`), String(n))));
      made.set(n, commit);
      return commit;
    };
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(some, async (numbers) => {
        const heads: string[] = [];
        for (const n of numbers) heads.push(await workOf(n));
        const joined = within(await space.workspace.join(heads, LABEL));
        const found = within(await space.outcomes.changes(space.workspace.base.commit, joined.commit));
        return (
          joined.conflict === null &&
          String(found.map(({ path }) => path)) ===
            String([...numbers].sort((a, b) => a - b).map((n) => `f${n}`))
        );
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

describe("where the result goes", () => {
  const made = async (
    home: Repository,
  ): Promise<Readonly<{ space: Found; commit: string; base: string }>> => {
    const space = await found(home);
    const { commit } = await commitOf(
      worked(space, (at) => {
        fs.writeFileSync(at("a.txt"), "other\n");
        fs.writeFileSync(at("new.txt"), "new\n");
      }),
    );
    return { space, commit, base: space.workspace.base.commit };
  };

  it("is a branch, which is moved only from where the run itself had put it, and never under anybody's feet", async () => {
    const home = repository({ "a.txt": "a\n" });
    const { space, commit, base } = await made(home);
    const { outcomes } = space;
    within(await outcomes.publish("result", base, null));
    expect(fault(await outcomes.publish("result", commit, null))).toContain("holds other work");
    within(await outcomes.publish("result", commit, base));
    within(await outcomes.publish("result", commit, null));
    expect(fault(await outcomes.publish("work", commit, base))).toContain("checked out");
    expect(fault(await outcomes.drop("result", base))).toContain("other work");
    within(await outcomes.drop("result", commit));
    within(await outcomes.drop("result", commit));
    expect(within(await outcomes.named("result"))).toBeNull();
    expect(home.git("status", "--porcelain")).toBe("");
  });

  it("is applied to the person's files without touching what is prepared for a commit", async () => {
    const home = repository({ "a.txt": "a\n", "mine.txt": "m\n" });
    const { space, commit, base } = await made(home);
    home.write("mine.txt", "mine\n");
    const files = within(await space.outcomes.apply(base, commit));
    expect(files).toHaveLength(2);
    expect([home.read("a.txt"), home.read("new.txt"), home.read("mine.txt")]).toEqual([
      "other\n",
      "new\n",
      "mine\n",
    ]);
    expect(home.git("status", "--porcelain")).toBe(" M a.txt\n M mine.txt\n?? new.txt");
  });

  it("is not applied at all if one file would be overwritten", async () => {
    for (const [name, words] of [
      ["a.txt", "not committed"],
      ["new.txt", "do not fit"],
    ] as const) {
      const home = repository({ "a.txt": "a\n", "mine.txt": "m\n" });
      const { space, commit, base } = await made(home);
      home.write(name, "mine\n");
      expect(fault(await space.outcomes.apply(base, commit))).toContain(words);
      expect(home.git("status", "--porcelain").trim().split("\n")).toHaveLength(1);
      expect(home.read(name)).toBe("mine\n");
    }
  });

  it("can be carried elsewhere in a bundle, without the repository of the run", async () => {
    const home = repository({ "a.txt": "a\n" });
    const { space, commit, base } = await made(home);
    const bytes = fs.readFileSync(within(await space.workspace.bundle(commit, [base])));
    const other = await found(home);
    expect((await other.outcomes.patch(base, commit, false)).ok).toBe(false);
    expect(fault(await other.recall([{ commit, bytes: () => undefined }]))).toContain("is lost");
    within(await other.recall([{ commit, bytes: () => bytes }]));
    expect(within(await other.outcomes.changes(base, commit))).toHaveLength(2);
  });
});
