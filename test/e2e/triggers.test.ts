/** What starts a run on the platform, and by whose files: real events before the action as the runner starts it. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../rig/folder.ts";
import { fakeGithub, type Options } from "../rig/github.ts";
import { instancesOf } from "../rig/github-run.ts";
import { logOf, orchestrated } from "../rig/orchestrated.ts";
import { fakeResults } from "../rig/results.ts";
import { example, HEAD, job, obeyed, RUN_ID, type Job, type JobOptions } from "../rig/runner.ts";

type Json = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string>>;

const PULL = example("pull_request", "opened");
/** As the API gives it, which says more than the event. */
const FOUND = { ...(PULL["pull_request"] as Json), auto_merge: null };
const pull = (more: Json): Json => ({
  ...PULL,
  pull_request: { ...(PULL["pull_request"] as Json), ...more },
});

const says = (words: string, name = "flow"): string => `name: ${name}
outputs:
  said: { value: "\${a.output}" }
tasks:
  - id: a
    type: command
    run: [echo, ${words}]
`;

async function scene(files: Files, base: Files, options: JobOptions = {}, github: Options = {}) {
  const fake = await fakeGithub({
    people: { Codertocat: "admin", mallory: "read", eve: "write" },
    heads: [HEAD],
    base,
    ...github,
  });
  return { fake, made: job({ files, event: "pull_request", payload: PULL, api: fake.url, ...options }) };
}

const errors = (log: string): string =>
  obeyed(log)
    .filter(({ name }) => name === "error")
    .map(({ data }) => data)
    .join("\n");

const said = (made: Job): unknown => JSON.parse(made.outputs().get("outputs") || "null");
const inWork = (made: Job, name: string): string => join(made.folder, "work", name);

describe("under a change, what decides about a run", () => {
  test("is what the change leads to, and the page says which files did not count", async () => {
    const { fake, made } = await scene(
      { "workflows/flow.yml": says("theirs"), "agent-orchestrator.config.yml": "max_parallel: [broken" },
      { "workflows/flow.yml": says("ours"), "agent-orchestrator.config.yml": "max_parallel: 2\n" },
    );
    const ended = await made.main({ workflow: "flow" });
    expect(ended.code, ended.out).toBe(0);
    expect(said(made)).toEqual({ said: "ours" });
    expect(made.summary()).toMatch(/read at the base f95f852bd8fc.*workflows\/flow\.yml/);
    expect(readFileSync(inWork(made, "workflows/flow.yml"), "utf8")).toContain("theirs");
    expect(fake.calls.filter(({ path }) => path.includes("/git/")).length).toBeLessThanOrEqual(6);
    expect(fake.violations).toEqual([]);
    expect(readdirSync(join(made.folder, "temp"))).toEqual(["agent-orchestrator"]);
  });

  test("costs no file where nothing differs, and failures are still marked in the file", async () => {
    const files = { "bad.yml": says("x").replace("[echo, x]", '["false"]') };
    const { fake, made } = await scene(files, files);
    const ended = await made.main({ workflow: "./bad.yml" });
    expect(ended.code).toBe(1);
    expect(fake.checks[0]?.annotations).toMatchObject([{ path: "bad.yml", start_line: 5 }]);
    expect(fake.calls.some(({ path }) => path.includes("/git/blobs"))).toBe(false);
  });

  test("goes for agents, modules and whatever lies beside the workflow as well", async () => {
    const flow = `name: flow
settings: { plugins: [./ours.mjs] }
outputs:
  said: { value: "\${a.output}" }
tasks:
  - id: a
    type: shout
`;
    const plugin = (word: string): string =>
      `export default { name: "shouter", types: { shout: { run: () => ({ output: ${JSON.stringify(word)} }) } } };\n`;
    const { made } = await scene(
      { "ci/flow.yml": flow, "ci/ours.mjs": plugin("theirs") },
      { "ci/flow.yml": flow, "ci/ours.mjs": plugin("ours") },
    );
    const ended = await made.main({ workflow: "ci/flow.yml" });
    expect(ended.code, ended.out).toBe(0);
    expect(said(made)).toEqual({ said: "ours" });
  });

  test("starts nothing where it cannot be read", async () => {
    const { fake, made } = await scene({ "flow.yml": says("theirs") }, {}, {}, {});
    fake.fail({ path: /\/git\//, times: 9, answer: { status: 403, body: { message: "Forbidden" } } });
    const ended = await made.main({ workflow: "flow.yml" });
    expect(ended.code).toBe(7);
    expect(errors(ended.out)).toContain("could not be read where the change leads to");
    expect(made.outputs().get("conclusion")).toBe("refused");
    expect(fake.writes()).toEqual([]);
  });

  test("starts nothing without a token, unless the commit is here already", async () => {
    const { made } = await scene({ "flow.yml": says("theirs") }, {}, {}, {});
    const ended = await made.main({ workflow: "flow.yml", dry_run: "true", github_token: "" });
    expect(ended.code).toBe(7);
    expect(errors(ended.out)).toContain("there is no token, and the commit is not here");
  });

  test("says that a workflow is new in the change", async () => {
    const { made } = await scene({ "workflows/flow.yml": says("x") }, { "README.md": "" });
    for (const workflow of ["flow", "workflows/flow.yml"]) {
      const ended = await made.main({ workflow });
      expect(ended.code).toBe(7);
      expect(errors(ended.out)).toContain(`the workflow "${workflow}" is new in this change`);
    }
  });

  test.each(["../flow.yml", "/etc/flow.yml", "a/../../flow.yml", ".git/flow.yml"])(
    "does not lie at %s",
    async (workflow) => {
      const { made } = await scene({ "flow.yml": says("x") }, { "flow.yml": says("x") });
      const ended = await made.main({ workflow });
      expect(ended.code).toBe(7);
      expect(errors(ended.out)).toContain("must lie in the project");
    },
  );

  test("is read from git where the commit is here", async () => {
    const { fake, made } = await scene({ "workflows/flow.yml": says("ours"), "CLAUDE.md": "ours" }, {});
    const work = join(made.folder, "work");
    const git = (...words: string[]): string =>
      execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@x", ...words], {
        cwd: work,
        encoding: "utf8",
      }).trim();
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "base");
    const sha = git("rev-parse", "HEAD");
    writeFileSync(inWork(made, "workflows/flow.yml"), says("theirs"));
    git("rm", "-q", "CLAUDE.md");
    git("commit", "-qam", "change");
    writeFileSync(
      join(made.folder, "event.json"),
      JSON.stringify(pull({ base: { ...((PULL["pull_request"] as Json)["base"] as Json), sha } })),
    );
    const ended = await made.main({ workflow: "flow" });
    expect(ended.code, ended.out).toBe(0);
    expect(said(made)).toEqual({ said: "ours" });
    expect(readFileSync(inWork(made, "CLAUDE.md"), "utf8")).toBe("ours");
    // Working trees of tasks begin with it too.
    expect(git("diff", "--name-only")).toBe("CLAUDE.md");
    expect(fake.calls.some(({ path }) => path.includes("/git/"))).toBe(false);
  });
});

test("going on with a run reads its workflow at the base, also if it began with the checkout", async () => {
  const failing = (words: string): string => says(words).replace("[echo,", '[sh, -c, "exit 1",');
  const state = join(temporaryFolder(), "state");
  const base = { "workflows/flow.yml": says("ours") };
  const { made } = await scene({ "workflows/flow.yml": failing("x") }, base, { event: "push", payload: {} });
  expect((await made.main({ workflow: "flow", state_dir: state })).code).toBe(1);
  const run = made.outputs().get("run_id") ?? "";
  writeFileSync(inWork(made, "workflows/flow.yml"), says("theirs"));
  writeFileSync(join(made.folder, "event.json"), JSON.stringify(PULL));
  writeFileSync(join(made.folder, "commands/output"), "");
  const ended = await made.main({ resume: run, state_dir: state }, { GITHUB_EVENT_NAME: "pull_request" });
  expect(ended.code, ended.out).toBe(0);
  expect(said(made)).toEqual({ said: "ours" });
});

describe("a run on several machines, under a change", () => {
  const flow = (word: string): string => `name: flow
settings: { plugins: [./ours.mjs] }
outputs:
  said: { value: "\${b.output}" }
tasks:
  - id: a
    type: shout
  - id: b
    type: command
    dependencies: [a]
    run: [echo, ${word}, "\${a.output}"]
`;
  const plugin = (word: string): string =>
    `export default { name: "shouter", types: { shout: { run: () => ({ output: ${JSON.stringify(word)} }) } } };\n`;
  const theirs = {
    "ci/flow.yml": flow("theirs"),
    "ci/ours.mjs": plugin("theirs"),
    "CLAUDE.md": "Be theirs.\n",
    "agent-orchestrator.config.yml": "max_parallel: [broken",
  };

  test("is planned from the base, and each leg takes modules, settings and rules of agents from there too", async () => {
    const results = await fakeResults();
    const base = { "ci/flow.yml": flow("ours"), "ci/ours.mjs": plugin("ours") };
    const { fake, made: first } = await scene(theirs, base, { env: results.env(RUN_ID) });
    const planned = await first.main({ workflow: "ci/flow.yml", mode: "plan" });
    expect(planned.code, planned.out).toBe(0);
    const [leg = ""] = JSON.parse(first.outputs().get("legs") ?? "[]") as readonly string[];
    const other = { event: "pull_request", payload: PULL, api: fake.url, env: results.env(RUN_ID) };
    const second = job({ files: theirs, ...other });
    const ended = await second.main({ mode: "task", task: leg, plan: first.outputs().get("plan") ?? "" });
    expect(ended.code, ended.out).toBe(0);
    expect(existsSync(inWork(second, "CLAUDE.md"))).toBe(false);
    expect(readFileSync(inWork(second, "ci/ours.mjs"), "utf8")).toContain("theirs");
    // What the module of the leg gave, as the task after it was given it.
    const found = execFileSync("grep", ["-rho", "ours ours", join(second.folder, "temp")], {
      encoding: "utf8",
    });
    expect(new Set(found.trim().split("\n"))).toEqual(new Set(["ours ours"]));
    expect(readdirSync(join(second.folder, "temp")).filter((name) => name.includes("-base-"))).toEqual([]);
    expect(fake.violations).toEqual([]);
  });

  test("does legs by what came with the plan, and none where that cannot be had", async () => {
    const results = await fakeResults();
    const base = { "ci/flow.yml": says("ours"), "CLAUDE.md": "Be ours.\n" };
    const comment = example("issue_comment", "created");
    const payload = {
      ...comment,
      comment: { ...(comment["comment"] as Json), body: "/agents run" },
      issue: { ...(comment["issue"] as Json), number: 2, pull_request: { url: "x" } },
    };
    const event = { event: "issue_comment", payload, env: results.env(RUN_ID) };
    const { fake, made: first } = await scene(theirs, base, event, { pull: FOUND });
    const planned = await first.main({ workflow: "ci/flow.yml", mode: "plan" });
    expect(planned.code, planned.out).toBe(0);
    const [leg = ""] = JSON.parse(first.outputs().get("legs") ?? "[]") as readonly string[];
    const plan = first.outputs().get("plan") ?? "";
    // A leg may read the project and nothing else: on a private repository not even where a comment stands.
    const asked = fake.calls.length;
    fake.fail({ times: 99, answer: { status: 403, body: { message: "Forbidden" } } });
    const perform = async (sheet: string) => {
      const made = job({ files: theirs, api: fake.url, ...event });
      return { made, ended: await made.main({ mode: "task", task: leg, plan: sheet }) };
    };
    const { made: second, ended } = await perform(plan);
    expect(ended.code, ended.out).toBe(0);
    expect(readFileSync(inWork(second, "CLAUDE.md"), "utf8")).toBe("Be ours.\n");
    expect(fake.calls).toHaveLength(asked);
    const lostPlan = plan.replace(/[0-9a-f]{64}$/, "0".repeat(64));
    const lost = await perform(lostPlan);
    expect(lost.ended.code).toBe(6);
    expect(errors(lost.ended.out)).toContain("are not where its plan says");
    const alone = await perform(plan.replace(/[0-9a-f]{64}$/, "-"));
    expect(alone.ended.code).toBe(7);
    expect(errors(alone.ended.out)).toContain("could not be read where the change leads to");
    fake.heal();
    const end = job({ files: theirs, api: fake.url, ...event });
    expect((await end.main({ mode: "finish", plan: lostPlan, results: "[]" })).code).toBe(6);
    expect(Object.fromEntries(end.outputs())).toMatchObject({ conclusion: "failure", effects: "none" });
  });
});

describe("runs that a change brings along", () => {
  const files = { "flow.yml": says("x"), "kept/runs/old/plan.json": "{}" };

  test.each([
    ["known to git", true, "kept", 7],
    ["in a folder behind a link", true, "link/state", 7],
    ["where there is no git to ask", false, "kept", 7],
    ["nowhere: the folder is ours", true, "ours", 0],
  ])("are refused: %s", async (_, isRepository, state, code) => {
    const { made } = await scene(files, files);
    const work = join(made.folder, "work");
    symlinkSync(temporaryFolder(), inWork(made, "link"));
    execFileSync("mkdir", ["-p", inWork(made, "link/state")]);
    if (isRepository) {
      execFileSync("git", ["init", "-q"], { cwd: work });
      execFileSync("git", ["add", "."], { cwd: work });
    }
    const ended = await made.main({ workflow: "flow.yml", state_dir: state });
    expect(ended.code, ended.out).toBe(code);
    expect(errors(ended.out).includes("may have brought")).toBe(code === 7);
  });
});

test("a run of twenty tasks on a change costs few requests in all", async () => {
  const tasks = Array.from({ length: 20 }, (_, at) => `  - { id: t${at}, type: command, run: ["true"] }`);
  const files = {
    "workflows/many.yml": `name: many\ntasks:\n${tasks.join("\n")}\n`,
    ".claude/settings.json": "{}",
  };
  const { fake, made } = await scene(files, { ...files, ".github/workflows/x.yml": "" });
  expect((await made.main({ workflow: "many" })).code).toBe(0);
  expect(fake.calls.length).toBeLessThanOrEqual(25);
});

describe("what programs of agents read by themselves", () => {
  test("is what the change leads to, however it was planted", async () => {
    const base = {
      "flow.yml": says("x"),
      ".claude/settings.json": "{}",
      ".claude/agents/a.md": "---\nname: a\n---\n",
      "AGENTS.md": "ours",
    };
    const { made } = await scene(
      {
        ...base,
        ".claude/settings.json": '{"hooks":{}}',
        ".claude/settings.local.json": "{}",
        ".claude/workflow-state/kept": "mine",
        ".Mcp.json": "{}",
        "claude.md/deep/file": "x",
        ".codex/config.toml": "x",
        "src/CLAUDE.md": "of the code",
      },
      base,
    );
    const outside = temporaryFolder();
    writeFileSync(join(outside, "mine"), "untouched");
    symlinkSync(join(outside, "mine"), inWork(made, ".mcp.json"));
    symlinkSync(outside, inWork(made, ".cursor"));
    execFileSync("rm", [inWork(made, "AGENTS.md")]);
    symlinkSync(join(outside, "mine"), inWork(made, "AGENTS.md"));
    execFileSync("rm", ["-r", inWork(made, ".claude/agents")]);
    symlinkSync(outside, inWork(made, ".claude/agents"));
    const ended = await made.main({ workflow: "flow.yml" });
    expect(ended.code, ended.out).toBe(0);
    const text = (name: string): string => readFileSync(inWork(made, name), "utf8");
    expect(text(".claude/settings.json")).toBe("{}");
    expect(text(".claude/agents/a.md")).toBe("---\nname: a\n---\n");
    expect(text("AGENTS.md")).toBe("ours");
    expect(text(".claude/workflow-state/kept")).toBe("mine");
    expect(text("src/CLAUDE.md")).toBe("of the code");
    for (const name of [
      ".claude/settings.local.json",
      ".mcp.json",
      ".Mcp.json",
      "claude.md/deep/file",
      ".cursor",
      ".codex/config.toml",
    ])
      expect(existsSync(inWork(made, name)), name).toBe(false);
    expect(readdirSync(outside)).toEqual(["mine"]);
    expect(readFileSync(join(outside, "mine"), "utf8")).toBe("untouched");
  });

  test("counts in every folder above the project too", async () => {
    const files = {
      "app/flow.yml": says("x"),
      "CLAUDE.md": "theirs",
      "app/CLAUDE.md": "theirs",
      "flow.yml": says("y"),
    };
    const { made } = await scene(files, { ...files, "CLAUDE.md": "ours", "app/CLAUDE.md": "ours" });
    const ended = await made.main({ workflow: "flow.yml", working_directory: "app" });
    expect(ended.code, ended.out).toBe(0);
    expect(said(made)).toEqual({ said: "x" });
    for (const name of ["CLAUDE.md", "app/CLAUDE.md"])
      expect(readFileSync(inWork(made, name), "utf8")).toBe("ours");
  });
});

describe("one's own change", () => {
  const [files, base] = [{ "flow.yml": says("theirs") }, { "flow.yml": says("ours") }];

  test("may decide itself where its author asks for it", async () => {
    const { fake, made } = await scene(files, base);
    const ended = await made.main({ workflow: "flow.yml", definitions: "head" });
    expect(ended.code, ended.out).toBe(0);
    expect(said(made)).toEqual({ said: "theirs" });
    expect(fake.calls.some(({ path }) => path.includes("/git/"))).toBe(false);
  });

  test.each<[string, JobOptions]>([
    ["of somebody else", { payload: pull({ user: { login: "eve" } }) }],
    ["that somebody else started again", { env: { GITHUB_TRIGGERING_ACTOR: "eve" } }],
    ["in a job with secrets of the base", { event: "pull_request_target" }],
    ["of nobody", { payload: pull({ user: null }) }],
  ])("is not one %s", async (_, options) => {
    const { made } = await scene(files, base, options);
    const ended = await made.main({ workflow: "flow.yml", definitions: "head" });
    expect(ended.code).toBe(7);
    expect(errors(ended.out)).toContain("for one's own change alone");
  });
});

describe("the workflow that belongs to an event", () => {
  const files = {
    "workflows/hotfix.yml": says("hot", "hotfix"),
    "workflows/docs.yml": says("docs", "docs"),
    "workflows/other.yml": says("other", "other"),
    "agent-orchestrator.config.yml": `routing:
  - { workflow: hotfix, labels: [hotfix] }
  - { workflow: docs, event: pull_request, paths: ["docs/**"] }
`,
  };

  test.each<[string, Json, readonly string[], string]>([
    ["by its label", { labels: [{ name: "hotfix" }] }, [], "hot"],
    ["by its files", {}, ["docs/a.md"], "docs"],
  ])("is found %s", async (_, more, changed, word) => {
    const { fake, made } = await scene(files, files, { payload: pull(more) }, { changed });
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code, ended.out).toBe(0);
    expect(said(made)).toEqual({ said: word });
    expect(fake.violations).toEqual([]);
  });

  test("may be none, which is no mistake", async () => {
    const { fake, made } = await scene(files, files, {}, { changed: ["src/a.ts"] });
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code, ended.out).toBe(0);
    expect(made.outputs().get("conclusion")).toBe("skipped");
    expect(made.summary()).toContain("2 rules were looked at");
    expect(fake.checks).toEqual([]);
  });

  test("is found for several machines too", async () => {
    const options = {
      payload: pull({ labels: [{ name: "hotfix" }] }),
      env: (await fakeResults()).env(RUN_ID),
    };
    const { made } = await scene(files, files, options);
    const ended = await made.main({ workflow: "auto", mode: "plan" });
    expect(ended.code, ended.out).toBe(0);
    expect(made.outputs().get("legs")).toBe('["w1-a"]');
    expect(made.outputs().get("plan")).toContain(encodeURIComponent("workflows/hotfix.yml"));
  });

  test("may be none on several machines: nothing is done there, and the end is green", async () => {
    const { fake, results, played } = await orchestrated({ files, given: { workflow: "auto" } });
    const end = await played.start();
    expect(end.conclusion, logOf(end)).toBe("success");
    const ran = instancesOf(end.jobs).filter(({ result }) => result !== "skipped");
    expect(ran.map(({ path }) => path).toSorted()).toEqual(["agents / finish", "agents / plan"]);
    expect(end.job("agents").outputs).toEqual({ conclusion: "skipped", effects: "none", plan: "none" });
    expect([...fake.checks, ...results.artifacts]).toEqual([]);
  });

  test("must not be two", async () => {
    const both = Object.fromEntries(
      ["a", "b"].map((name) => [`workflows/${name}.yml`, `on: { pull_request: true }\n${says(name, name)}`]),
    );
    const { made } = await scene(both, both);
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code).toBe(2);
    expect(errors(ended.out)).toContain("more than one workflow belongs to this pull_request (opened): a, b");
  });

  test("is not found by a table that the change brings", async () => {
    const theirs = { ...files, "agent-orchestrator.config.yml": "routing: [{ workflow: other }]\n" };
    const { made } = await scene(theirs, files, {}, { changed: ["docs/a.md"] });
    expect((await made.main({ workflow: "auto" })).code).toBe(0);
    expect(said(made)).toEqual({ said: "docs" });
  });

  test("cannot be found by a broken table", async () => {
    const broken = { ...files, "agent-orchestrator.config.yml": "routing: [{ workflow: nobody }]\n" };
    const { made } = await scene(broken, broken);
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code).toBe(2);
    expect(errors(ended.out)).toContain("routing table cannot be used");
    expect(ended.out).toContain("AO1907");
  });
});

test("a label on an issue starts what belongs to it", async () => {
  const files = {
    "workflows/fix.yml": `on: { issues: { types: [labeled], labels: [bug] } }\n${says("fixed", "fix")}`,
  };
  const ISSUE = example("issues", "labeled");
  const payload = { ...ISSUE, issue: { ...(ISSUE["issue"] as Json), labels: [{ name: "bug" }] } };
  const { fake, made } = await scene(files, {}, { event: "issues", payload });
  const ended = await made.main({ workflow: "auto" });
  expect(ended.code, ended.out).toBe(0);
  expect(said(made)).toEqual({ said: "fixed" });
  expect(fake.violations).toEqual([]);
});

test("a time starts what names it", async () => {
  const files = { "workflows/nightly.yml": `on: { schedule: "17 3 * * 1" }\n${says("night", "nightly")}` };
  const { made } = await scene(files, {}, { event: "schedule", payload: { schedule: "17 3 * * 1" } });
  const ended = await made.main({ workflow: "auto" });
  expect(ended.code, ended.out).toBe(0);
  expect(said(made)).toEqual({ said: "night" });
});

describe("an order in a comment", () => {
  const flow = `name: flow
on: { comment: /agents greet }
inputs:
  who: { type: string, default: nobody }
outputs:
  said: { value: "\${a.output}" }
tasks:
  - id: a
    type: command
    run: [echo, "\${inputs.who}"]
`;
  const files = { "workflows/flow.yml": flow };
  const COMMENT = example("issue_comment", "created");
  const commented = (body: string, onChange = true): Json => ({
    ...COMMENT,
    comment: { ...(COMMENT["comment"] as Json), body },
    issue: { ...(COMMENT["issue"] as Json), number: 2, ...(onChange ? { pull_request: { url: "x" } } : {}) },
  });
  const ordered = (body: string, options: JobOptions = {}, github: Options = {}) =>
    scene(
      files,
      files,
      { event: "issue_comment", payload: commented(body), ...options },
      { pull: FOUND, ...github },
    );
  const ID = (COMMENT["comment"] as Json)["id"] as number;

  test.each([
    ["/agents run flow who=ada", "auto"],
    ["/agents run who=ada\nthank you", "flow"],
    ["/agents greet who=ada", "auto"],
  ])("%j runs what it says", async (body, workflow) => {
    const { fake, made } = await ordered(body);
    const ended = await made.main({ workflow });
    expect(ended.code, ended.out).toBe(0);
    expect(said(made)).toEqual({ said: "ada" });
    expect(fake.actions.signs).toEqual([{ comment: ID, content: "eyes" }]);
    expect(fake.checks).toMatchObject([{ head: HEAD, conclusion: "success" }]);
    expect(fake.violations).toEqual([]);
  });

  test("is obeyed on several machines, where nothing goes on from a folder", async () => {
    const { env } = { env: (await fakeResults()).env(RUN_ID) };
    const { fake, made } = await ordered("/agents run flow who=ada", { env });
    const ended = await made.main({ workflow: "auto", mode: "plan" });
    expect(ended.code, ended.out).toBe(0);
    expect(fake.actions.signs).toEqual([{ comment: ID, content: "eyes" }]);
    const given = execFileSync("grep", ["-rhc", "ada", join(made.folder, "temp"), "--include=plan.json"]);
    expect(Number(given)).toBeGreaterThan(0);
    const { made: later } = await ordered("/agents resume", { env });
    expect((await later.main({ workflow: "auto", mode: "plan", state_dir: "kept" })).code).toBe(2);
    const { made: other } = await ordered("thank you", { env });
    expect((await other.main({ workflow: "flow", mode: "plan" })).code).toBe(0);
    expect(other.outputs().get("plan")).toBe("none");
    // The end believes nothing of the kind where a job has failed.
    const end = { mode: "finish", plan: "none" };
    expect((await other.main({ ...end, results: '["success","skipped"]' })).code).toBe(0);
    expect((await other.main({ ...end, results: '["success","failure"]' })).code).toBe(1);
  });

  test("stands under an issue as well", async () => {
    const { fake, made } = await ordered("/agents run flow", {
      payload: commented("/agents run flow", false),
    });
    expect((await made.main({ workflow: "auto" })).code).toBe(0);
    expect(fake.checks).toMatchObject([{ conclusion: "success" }]);
  });

  test.each(["nice work", "> /agents run flow", "    /agents run flow", "```\n/agents run flow\n```"])(
    "is none in %j, which costs nothing",
    async (body) => {
      const { fake, made } = await ordered(body);
      const ended = await made.main({ workflow: "auto" });
      expect(ended.code, ended.out).toBe(0);
      expect(made.outputs().get("conclusion")).toBe("skipped");
      expect(fake.calls).toEqual([]);
    },
  );

  test("of somebody who may not is refused without a word to them, and what was meant for others is left alone", async () => {
    for (const [body, code] of [
      ["/agents run flow", 7],
      ["/deploy now", 0],
    ] as const) {
      const { fake, made } = await ordered(body, {
        actor: "mallory",
        payload: { ...commented(body), sender: { login: "mallory", type: "User" } },
      });
      expect((await made.main({ workflow: "auto" })).code).toBe(code);
      expect(fake.writes()).toEqual([]);
    }
  });

  test("that nobody understands is answered", async () => {
    const { fake, made } = await ordered("/agents rnu flow @everybody");
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code).toBe(2);
    expect(fake.actions.signs).toEqual([{ comment: ID, content: "confused" }]);
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toContain('did you mean "run"');
    expect(fake.comments[0]?.body).toContain("`/agents rnu flow @everybody` by `Codertocat`");
    expect(fake.violations).toEqual([]);
  });

  test("of the name of another workflow is refused by a job for one alone", async () => {
    const { made } = await ordered("/agents run deploy");
    const ended = await made.main({ workflow: "flow" });
    expect(ended.code).toBe(2);
    expect(errors(ended.out)).toContain("this job runs flow alone");
  });

  test("shows how things stand", async () => {
    const check = {
      id: 7,
      name: "agents / flow",
      head: HEAD,
      externalId: "flow:501",
      status: "in_progress",
      conclusion: null,
      title: "3/9 | [x](https://evil.test)",
      summary: "",
      text: "",
      annotations: [],
      writes: 0,
    };
    const { fake, made } = await ordered(
      "/agents status",
      {},
      { checks: [check, { ...check, id: 8, name: "build" }] },
    );
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code, ended.out).toBe(0);
    expect(fake.comments[0]?.body).toMatch(
      /⏳ \| \[`agents \/ flow`\]\(https:\/\/github\.test\/checks\/7\) \| in\\_progress/,
    );
    expect(fake.comments[0]?.body).not.toMatch(/build|\(https:\/\/evil/);
    expect(fake.violations).toEqual([]);
  });

  test("ends what is under way on this commit, and nothing else", async () => {
    const check = (id: number, run: number, status: string) => ({
      id,
      name: `agents / ${id}`,
      head: HEAD,
      externalId: `x:${run}`,
      status,
      conclusion: status === "completed" ? "success" : null,
      title: "",
      summary: "",
      text: "",
      annotations: [],
      writes: 0,
    });
    const { fake, made } = await ordered(
      "/agents cancel",
      {},
      {
        checks: [
          check(1, 501, "in_progress"),
          check(2, 502, "queued"),
          check(3, 503, "completed"),
          check(4, 504, "in_progress"),
        ],
        runs: [
          { id: 501, head: HEAD },
          { id: 502, head: "b".repeat(40) },
          { id: 503, head: HEAD },
          { id: 504, head: HEAD, status: "completed" },
        ],
      },
    );
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code, ended.out).toBe(0);
    expect(fake.actions.runs.filter(({ cancelled }) => cancelled).map(({ id }) => id)).toEqual([501]);
    expect(fake.comments[0]?.body).toContain("1 run was told to stop.");
    expect(fake.violations).toEqual([]);
  });

  test("is not taken from a change of a fork, nor where the base cannot be read", async () => {
    const change = PULL["pull_request"] as Json;
    const head = change["head"] as Json;
    const fork = {
      ...change,
      head: { ...head, repo: { ...(head["repo"] as Json), full_name: "mallory/x" } },
    };
    const { made } = await ordered("/agents run flow", {}, { pull: fork });
    expect((await made.main({ workflow: "auto" })).code).toBe(7);
  });
});

describe("an answer in a comment", () => {
  const COMMENT = example("issue_comment", "created");
  const gated = (approvers: string): string => `name: gated
outputs:
  said: { value: "\${after.output}" }
  version: { value: "\${release.outputs.version}" }
tasks:
  - id: release
    type: approval
    prompt: Shall it go out?
    fields: { version: { type: string, default: none } }
    approvers: [${approvers}]
  - id: after
    type: command
    dependencies: [release]
    run: [echo, out]
`;
  const at = (body: string): Json => ({
    ...COMMENT,
    comment: { ...(COMMENT["comment"] as Json), body },
    issue: { ...(COMMENT["issue"] as Json), number: 2, pull_request: { url: "x" } },
  });

  async function paused(approvers: string) {
    const files = { "workflows/gated.yml": gated(approvers) };
    const state = join(temporaryFolder(), "state");
    const first = await scene(files, files);
    const ended = await first.made.main({ workflow: "gated", state_dir: state });
    expect(ended.code, ended.out).toBe(3);
    // As the comment says it.
    const order = /^\/agents approve release ([0-9a-f]{8,})$/m.exec(first.fake.comments[0]?.body ?? "");
    const digest = order?.[1] ?? "";
    const answer = async (
      body: string,
      people: Readonly<Record<string, string>> = { Codertocat: "write" },
    ) => {
      const { fake, made } = await scene(
        files,
        files,
        { event: "issue_comment", payload: at(body) },
        { pull: FOUND, people },
      );
      const result = await made.main({ workflow: "auto", state_dir: state });
      return { fake, made, result };
    };
    return { digest, answer };
  }

  test("lets the run go on, and says who it was", async () => {
    const { digest, answer } = await paused("write");
    expect(digest).not.toBe("");
    const wrong = await answer(`/agents approve release ${"0".repeat(12)}`);
    expect(wrong.result.code).toBe(2);
    expect(wrong.fake.comments[0]?.body).toContain("has changed");
    const { made, result } = await answer(`/agents approve release ${digest} version=1.2`);
    expect(result.code, result.out).toBe(0);
    expect(result.out).toContain("approved release");
    expect(result.out).toContain("as Codertocat");
    expect(said(made)).toEqual({ said: "out", version: "1.2" });
  });

  test("counts as far as its author may", async () => {
    const { digest, answer } = await paused("admin");
    const { result, fake } = await answer(`/agents approve release ${digest}`);
    expect(result.code).toBe(2);
    expect(fake.comments[0]?.body).toContain("may not answer");
    expect((await answer(`/agents approve release ${digest}`, { Codertocat: "admin" })).result.code).toBe(0);
  });

  test("may be no, and a task may be tried again", async () => {
    const { answer } = await paused("write");
    expect((await answer("/agents reject release")).result.code).toBe(1);
    expect((await answer("/agents retry nobody")).result.code).toBe(2);
    // The question failed, so it is asked again.
    expect((await answer("/agents resume")).result.code).toBe(3);
  });

  test("needs a run that was kept", async () => {
    const files = { "workflows/gated.yml": gated("write") };
    const { fake, made } = await scene(
      files,
      files,
      { event: "issue_comment", payload: at("/agents resume") },
      { pull: FOUND },
    );
    const ended = await made.main({ workflow: "auto" });
    expect(ended.code).toBe(2);
    expect(errors(ended.out)).toContain("there is no earlier run on this commit");
    expect(fake.actions.signs).toMatchObject([{ content: "confused" }]);
  });
});
