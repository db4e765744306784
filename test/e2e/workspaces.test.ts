/** Runs whose tasks work in trees of their own, by the built program in a real repository. */
import * as fs from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { treesOf } from "../../src/adapters/git/vault.ts";
import { documentIn, project, statuses, taskIn, type Project } from "../rig/program.ts";
import { repository, type Repository } from "../rig/repository.ts";
import { until } from "../rig/spawned.ts";

type Home = Readonly<{ place: Project; home: Repository }>;

const FILES = { "a.txt": "one\ntwo\nthree\n", ".gitignore": "*.log\n" };

function homeWith(workflow: string, files: Readonly<Record<string, string>> = FILES): Home {
  const place = project({ "it.yml": workflow, ...files });
  const home = repository({}, place.directory);
  home.commit("first");
  return { place, home };
}

const writes = (id: string, files: Readonly<Record<string, string>>, more = ""): string =>
  `  - { id: ${id}, agent: coder, runner: scripted, mock: { output: ${id}, cost_usd: 0.1, write: ${JSON.stringify(files)} }${more} }\n`;

const does = (id: string, script: string, more = ""): string =>
  `  - { id: ${id}, type: command, run: [sh, -c, ${JSON.stringify(script)}]${more} }\n`;

const workflow = (...lines: readonly string[]): string => `name: it\ntasks:\n${lines.join("")}`;

const runOf = (place: Project): string => place.runs()[0] ?? "";
const branchOf = (place: Project): string => `agent-orchestrator/${runOf(place)}`;

/** Nothing of a run but its branch is to be found in the repository, and no tree is left. */
function expectTidy({ place, home }: Home, run = runOf(place)): void {
  expect(fs.existsSync(treesOf(place.folder(run)))).toBe(false);
  expect(home.git("worktree", "list").split("\n")).toHaveLength(1);
  const locks = fs.readdirSync(join(place.directory, ".git"), { recursive: true, encoding: "utf8" });
  expect(locks.filter((name) => name.endsWith(".lock"))).toEqual([]);
}

const BUILD = workflow(
  writes("backend", { "src/api.txt": "api\n" }),
  writes("frontend", { "src/ui.txt": "ui\n", "a.txt": "ONE\ntwo\nthree\n" }),
  does("test", "cat src/api.txt src/ui.txt && echo out > built.log", ", dependencies: [backend, frontend]"),
);

describe("a run with trees of its own", () => {
  it("gives each agent its tree, shows the work of both to whoever comes after, and ends as one branch", async () => {
    const here = homeWith(BUILD);
    const { place, home } = here;
    const before = [home.git("status", "--porcelain"), home.git("rev-parse", "HEAD")];
    const ended = await place.run(["run", "it.yml", "--json"]);
    const document = documentIn(ended);
    expect(document.conclusion, ended.err).toBe("success");
    expect(taskIn(document, "test").output).toBe("api\nui");
    expect([home.git("status", "--porcelain"), home.git("rev-parse", "HEAD")]).toEqual(before);
    const branch = branchOf(place);
    expect(document).toMatchObject({ result: { branch, commit: home.git("rev-parse", branch) } });
    const shown = await place.run(["status", "--json"]);
    expect(JSON.parse(shown.out)).toEqual(JSON.parse(ended.out));
    expect(home.git("show", `${branch}:src/api.txt`)).toBe("api");
    expect(home.git("show", `${branch}:a.txt`)).toBe("ONE\ntwo\nthree");
    const trailers = home.git(
      "log",
      "--format=%an|%(trailers:only,separator=%x2C)",
      branch,
      "--",
      "src/api.txt",
    );
    expect(trailers).toBe(
      `agent-orchestrator|Agent-Orchestrator-Run: ${runOf(place)},Agent-Orchestrator-Task: backend,Agent-Orchestrator-Agent: coder`,
    );
    expect(ended.err).toContain(`3 files changed, +3 −1 on branch ${branch}`);
    expectTidy(here);
  });

  it("starts no git and touches nothing where no task needs it, and outside of a repository", async () => {
    const shared = homeWith(workflow(does("a", "pwd"), "  - { id: b, agent: coder, runner: scripted }\n"));
    const refused = join(shared.place.directory, "bin");
    shared.place.write("bin/git", "#!/bin/sh\nexit 9\n");
    fs.chmodSync(join(refused, "git"), 0o755);
    const PATH = `${refused}:${process.env["PATH"] ?? ""}`;
    const ended = await shared.place.run(["run", "it.yml", "--json"], { env: { PATH } });
    expect(taskIn(documentIn(ended), "a").output).toBe(shared.place.directory);
    expect(fs.existsSync(join(shared.place.folder(runOf(shared.place)), "git"))).toBe(false);
    const outside = project({ "it.yml": workflow(writes("a", { "x.txt": "x" }, ", isolation: worktree")) });
    const told = await outside.run(["run", "it.yml"], { env: { PATH } });
    expect(told.code, told.err).toBe(0);
    expect(told.err).toContain("no git repository");
    expect(outside.read("x.txt")).toBe("x");
    const first = await homeWith(BUILD).place.run(["run", "it.yml"], { env: { PATH } });
    expect(first.code).toBe(6);
    expect(first.err).toContain("isolation: shared");
  });

  it("lets whoever says so work in the person's own directory", async () => {
    const { place } = homeWith(workflow(writes("a", { "x.txt": "x\n" }, ", isolation: shared")));
    expect((await place.run(["run", "it.yml"])).code).toBe(0);
    expect(place.read("x.txt")).toBe("x\n");
  });

  it("drops what a failed attempt wrote, and begins anew", async () => {
    const { place, home } = homeWith(
      workflow(
        does(
          "a",
          'ls; [ "$AO_ATTEMPT" = 2 ] && echo good > good.txt && exit 0; echo bad > bad.txt; exit 1',
          ", isolation: worktree, retry: { max_attempts: 2, delay: 0 }",
        ),
      ),
    );
    const document = documentIn(await place.run(["run", "it.yml", "--json"]));
    expect(taskIn(document, "a")).toMatchObject({ status: "success", attempts: 2, output: "a.txt\nit.yml" });
    expect(home.git("ls-tree", "--name-only", branchOf(place))).toContain("good.txt");
    expect(home.git("ls-tree", "--name-only", branchOf(place))).not.toContain("bad.txt");
  });

  it("keeps the tree of a failed task only for who asks", async () => {
    const text = workflow(does("a", "echo x > x.txt; exit 1", ", isolation: worktree"));
    const plain = homeWith(text);
    expect((await plain.place.run(["run", "it.yml"])).code).toBe(1);
    expectTidy(plain);
    const { place } = homeWith(text);
    await place.run(["run", "it.yml", "--keep-worktrees"]);
    const kept = treesOf(place.folder(runOf(place)));
    expect(kept).toBe(join(place.directory, ".claude/worktrees", `agent-orchestrator-${runOf(place)}`));
    expect(fs.readdirSync(kept)).toEqual([".gitignore", "a.0.1.1"]);
    expect(fs.readFileSync(join(kept, "a.0.1.1/x.txt"), "utf8")).toBe("x\n");
  });

  it("refuses what holds a secret, and lets it into no commit", async () => {
    const { place, home } = homeWith(
      `name: it\ncontext: { secrets: [TOKEN] }\ntasks:\n  - { id: a, type: command, run: [sh, -c, 'echo "$T" > t.txt'], isolation: worktree, env: { T: "\${secrets.TOKEN}" } }\n`,
    );
    const ended = await place.run(["run", "it.yml", "--json"], { env: { TOKEN: "hunter2-hunter2" } });
    expect(ended.code).toBe(7);
    expect(home.git("branch", "--list", "agent-orchestrator/*")).toBe("");
    expect(ended.out + ended.err).toContain("secret");
    expect(ended.out + ended.err).not.toContain("hunter2-hunter2");
  });
});

describe("what a task hands on", () => {
  it("names the commit, its tree and the bundle that carries it to another machine", async () => {
    const { place, home } = homeWith(
      workflow(writes("a", { "b.txt": "b\n" }), does("c", 'cat "$AO_INPUTS_FILE"', ", dependencies: [a]")),
    );
    const document = documentIn(await place.run(["run", "it.yml", "--json"]));
    const { patch } = (
      JSON.parse(String(taskIn(document, "c").output)) as Record<string, Record<string, unknown>>
    )["a"] as {
      patch: Readonly<Record<string, string>>;
    };
    const { commit = "", tree = "", base = "", bundle = "" } = patch;
    expect(base).toBe(home.git("rev-parse", "HEAD"));
    const path = join(place.folder(runOf(place)), "objects", bundle.slice(0, 2), bundle.slice(2));
    home.git("fetch", "--quiet", path, `refs/tasks/${commit}:refs/heads/carried`);
    expect(home.git("rev-parse", "carried", "carried^{tree}").split("\n")).toEqual([commit, tree]);
  });
});

describe("two tasks that edit the same line", () => {
  const line = (id: string, word: string): string => writes(id, { "a.txt": `${word}\ntwo\nthree\n` });
  const resolver = (text: string, more = ""): string =>
    `name: it\nsettings: { on_conflict: { agent: coder, runner: scripted, mock: { cost_usd: 0.5, write: { "a.txt": ${JSON.stringify(text)} }${more} } } }\ntasks:\n`;

  it("fail with the names of the files, where nobody resolves it", async () => {
    const { place, home } = homeWith(
      workflow(line("x", "X"), line("y", "Y"), does("z", "cat a.txt", ", dependencies: [x, y]")),
    );
    const document = documentIn(await place.run(["run", "it.yml", "--json"]));
    expect(statuses(document)).toMatchObject({ x: "success", y: "success", z: "failure" });
    expect(taskIn(document, "z").reason).toContain("a.txt");
    expect(home.git("branch", "--list", "agent-orchestrator/*")).toBe("");
  });

  it("end the run with a failure also where no task joins them, and nothing is lost", async () => {
    const { place } = homeWith(workflow(line("x", "X"), line("y", "Y")));
    const ended = await place.run(["run", "it.yml"]);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain("does not fit together in a.txt");
    expect((await place.run(["diff", "latest", "y"])).out).toContain("+Y");
    expect((await place.run(["diff", "latest"])).code).toBe(2);
  });

  it("are joined by the agent that was named for it, which is paid for once", async () => {
    const here = homeWith(
      resolver("X and Y\ntwo\nthree\n") +
        line("x", "X") +
        line("y", "Y") +
        does("z", "cat a.txt", ", dependencies: [x, y]") +
        does("w", "cat a.txt; echo w > w.txt", ", dependencies: [x, y]"),
    );
    const { place, home } = here;
    const ended = await place.run(["run", "it.yml", "--json", "--max-parallel", "4"]);
    const document = documentIn(ended);
    expect(document.conclusion, ended.err).toBe("success");
    expect(taskIn(document, "z").output).toBe("X and Y\ntwo\nthree");
    expect(document.total_cost_usd).toBeCloseTo(0.7);
    const branch = branchOf(place);
    expect(home.git("show", `${branch}:a.txt`)).toBe("X and Y\ntwo\nthree");
    expect(home.git("log", "-p", "--all", "--format=%s")).not.toContain("<<<<<<<");
    expectTidy(here);
  });

  it("are joined at the end of the run, if nothing else joins them", async () => {
    const { place, home } = homeWith(resolver("X and Y\n") + line("x", "X") + line("y", "Y"));
    const document = documentIn(await place.run(["run", "it.yml", "--json"]));
    expect(statuses(document)).toEqual({ x: "success", y: "success", join: "success" });
    expect(home.git("show", `${branchOf(place)}:a.txt`)).toBe("X and Y");
  });

  it("are not joined by an agent that leaves marks behind", async () => {
    const { place } = homeWith(
      resolver("<<<<<<< x\nX\n=======\nY\n>>>>>>> y\n") + line("x", "X") + line("y", "Y"),
    );
    const document = documentIn(await place.run(["run", "it.yml", "--json"]));
    expect(taskIn(document, "join")).toMatchObject({ status: "failure", cost_usd: 0.5 });
    expect(taskIn(document, "join").reason).toContain("marks of the conflict");
  });
});

describe("where the result goes", () => {
  it("is what --branch says, if that is a name and free", async () => {
    const { place, home } = homeWith(BUILD);
    for (const name of ["-x", "a..b", "a b", "HEAD"]) {
      const refused = await place.run(["run", "it.yml", `--branch=${name}`]);
      expect(refused.code, name).toBe(2);
    }
    expect((await place.run(["run", "it.yml", "--branch", "x", "--apply"])).code).toBe(2);
    const taken = await place.run(["run", "it.yml", "--branch", "work"]);
    expect(taken.code).toBe(2);
    expect(taken.err).toContain("there already");
    expect(place.runs()).toEqual([]);
    expect((await place.run(["run", "it.yml", "--branch", "feat/x"])).code).toBe(0);
    expect(home.git("show", "feat/x:src/ui.txt")).toBe("ui");
    expect(home.git("branch", "--list", "agent-orchestrator/*")).toBe("");
  });

  it("are the person's files with --apply, all of them or none", async () => {
    const { place, home } = homeWith(BUILD);
    expect((await place.run(["run", "it.yml", "--apply"])).code).toBe(0);
    expect([home.read("a.txt"), home.read("src/api.txt")]).toEqual(["ONE\ntwo\nthree\n", "api\n"]);
    expect(home.git("diff", "--cached")).toBe("");
    const other = homeWith(BUILD);
    other.home.write("a.txt", "one\ntwo\nmine\n");
    const refused = await other.place.run(["run", "it.yml", "--apply"]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('"a.txt" has changes that are not committed');
    expect(other.home.read("a.txt")).toBe("one\ntwo\nmine\n");
    expect(other.home.read("src/api.txt")).toBeNull();
    expect(other.home.git("show", `${branchOf(other.place)}:a.txt`)).toBe("ONE\ntwo\nthree");
  });

  it("is shown by diff, of the run and of each task", async () => {
    const { place, home } = homeWith(BUILD);
    await place.run(["run", "it.yml"]);
    const whole = await place.run(["diff", "latest"]);
    fs.writeFileSync(join(place.directory, "p.log"), whole.out);
    home.git("apply", "p.log");
    expect(home.git("status", "--porcelain")).toBe(" M a.txt\n?? src/");
    expect((await place.run(["diff", "latest", "backend", "--stat"])).out).toContain("src/api.txt | 1 +");
    const { out } = await place.run(["diff", "latest", "frontend", "--json", "--stat"]);
    expect(JSON.parse(out)).toMatchObject({
      task: "frontend",
      files: [
        { path: "a.txt", added: 1, removed: 1 },
        { path: "src/ui.txt", added: 1, removed: 0 },
      ],
    });
    expect(await place.run(["diff", "latest", "test"])).toMatchObject({
      code: 0,
      out: "",
      err: "nothing was changed\n",
    });
    const wrong = await place.run(["diff", "latest", "backnd"]);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.err).toContain('did you mean "backend"?');
  });

  it("is taken away by rollback, unless somebody built on it", async () => {
    const { place, home } = homeWith(BUILD);
    await place.run(["run", "it.yml"]);
    const branch = branchOf(place);
    const undone = await place.run(["rollback", "latest", "--yes"]);
    expect(undone.err).toContain(`removed branch ${branch}`);
    expect(home.git("branch", "--list", branch)).toBe("");
    const other = homeWith(BUILD);
    await other.place.run(["run", "it.yml"]);
    other.home.git("checkout", "--quiet", branchOf(other.place));
    const left = await other.place.run(["rollback", "latest", "--yes"]);
    expect(left.err).toContain("checked out");
  });
});

describe("a run that was cut", () => {
  const SETTINGS = `name: it\nsettings: { on_conflict: { agent: coder, runner: scripted, mock: { delay: 0.1, write: { "k.txt": "f and g\\n" } } } }\ntasks:\n`;
  const GRAPH = [
    SETTINGS,
    writes("a", { "a.txt": "A\ntwo\nthree\n" }),
    does("b", "sleep 0.3; echo b > b.txt", ", isolation: worktree"),
    does("c", "sleep 0.2; cat a.txt b.txt > c.txt", ", dependencies: [a, b]"),
    does("d", "sleep 0.2; echo d >> a.txt", ", dependencies: [a]"),
    writes("f", { "k.txt": "f\n" }),
    writes("g", { "k.txt": "g\n" }),
    does("e", "sleep 0.2; ls > e.txt", ", dependencies: [c, d, f, g]"),
  ].join("");

  it("goes on with the same commits, and ends with the same files as one that was not", async () => {
    const whole = homeWith(GRAPH);
    expect((await whole.place.run(["run", "it.yml"])).code).toBe(0);
    const wanted = whole.home.git("rev-parse", `${branchOf(whole.place)}^{tree}`);
    expect(whole.home.git("show", `${branchOf(whole.place)}:k.txt`)).toBe("f and g");
    for (const life of [250, 700, 1100, 1700]) {
      const here = homeWith(GRAPH);
      const { place, home } = here;
      const started = place.start(["run", "it.yml"]);
      await pause(life);
      started.child.kill("SIGKILL");
      await started.ended;
      let code: number | null = null;
      for (let tries = 0; tries < 3 && code !== 0 && place.runs().length > 0; tries += 1)
        ({ code } = await place.run(["resume", "latest"]));
      if (place.runs().length === 0 || code === null) continue;
      const ended = place.journal(runOf(place)).filter(({ type }) => type === "task.succeeded");
      expect(new Set(ended.map(({ task }) => task)).size).toBe(ended.length);
      expect(home.git("rev-parse", `${branchOf(place)}^{tree}`), `after ${life} ms`).toBe(wanted);
      expect(home.git("status", "--porcelain")).toBe("");
      expectTidy(here);
    }
  }, 60_000);

  it.each(["SIGINT", "SIGKILL"] as const)(
    "by %s begins anew where nobody remembers anything: what was written once is not written twice",
    async (signal) => {
      const here = homeWith(
        workflow(
          does("a", "echo a >> a.txt; touch ~/at-it; [ -e ~/go ] || sleep 30", ", isolation: worktree"),
          '  - { id: b, agent: coder, runner: scripted, mock: { delay: 3, write: { "b.txt": "b\\n" } } }\n',
        ),
      );
      const { place, home } = here;
      const going = place.start(["run", "it.yml"]);
      await until("the task is at it", () => place.has("at-it"));
      going.kill(signal);
      const ended = await going.ended;
      if (signal === "SIGINT") expectTidy(here);
      expect(ended.err).not.toContain("kept for what was cut");
      place.write("go", "");
      const again = await place.run(["resume", "latest", "--json"]);
      expect(documentIn(again).conclusion, again.err).toBe("success");
      expect(home.git("show", `${branchOf(place)}:a.txt`)).toBe("one\ntwo\nthree\na");
      expectTidy(here);
    },
  );

  it("makes the same commits of the same work when it is done again", async () => {
    const { place, home } = homeWith(GRAPH);
    await place.run(["run", "it.yml"]);
    const before = home.git("rev-parse", branchOf(place));
    const again = await place.run(["resume", "latest", "--rerun", "from:b", "--json"]);
    expect(documentIn(again).conclusion, again.err).toBe("success");
    expect(home.git("rev-parse", branchOf(place))).toBe(before);
  });
});

describe("tasks of type git", () => {
  it("put the work of agents on a branch of their own and push it, in the words of steps", async () => {
    const { place, home } = homeWith(`
name: it
variables: { branch: feat/x }
steps:
  - { id: open, type: git-operation, operation: branch, branch: "{{variables.branch}}" }
  - { id: work, type: persona-request, persona: coder, runner: scripted, dependencies: [open], mock: { output: done, write: { "b.txt": "b\\n" } } }
  - { id: check, type: command, run: [cat, b.txt], dependencies: [work] }
  - { id: save, type: git-operation, params: { operation: commit, message: "Add b" }, dependencies: [check] }
  - { id: send, type: git-operation, operation: push, dependencies: [save] }
`);
    const remote = repository();
    home.git("remote", "add", "origin", remote.folder);
    const before = [home.git("rev-parse", "HEAD"), home.git("status", "--porcelain")];
    const ended = await place.run(["run", "it.yml", "--json"]);
    const document = documentIn(ended);
    expect(document.conclusion, ended.err + ended.out).toBe("success");
    expect(remote.git("log", "--format=%s", "feat/x")).toBe("Add b\nfirst");
    expect(remote.git("show", "feat/x:b.txt")).toBe("b");
    expect(taskIn(document, "send").output).toBe(remote.git("rev-parse", "feat/x"));
    expect([home.git("rev-parse", "HEAD"), home.git("status", "--porcelain")]).toEqual(before);
  });

  it("say what they did as data, and fail with a class of their own", async () => {
    const { place } = homeWith(
      workflow(
        "  - { id: a, type: git, operation: branch, branch: x }\n",
        '  - { id: b, type: command, run: [echo, "${a.outputs.branch}"], dependencies: [a] }\n',
        "  - { id: c, type: git, operation: push, remote: nowhere, branch: x, dependencies: [b] }\n",
      ),
    );
    const ended = await place.run(["run", "it.yml", "--json"]);
    const document = documentIn(ended);
    expect(taskIn(document, "b").output).toBe("x");
    expect(taskIn(document, "c").reason).toContain("no remote");
    expect(ended.code).toBe(7);
  });
});
