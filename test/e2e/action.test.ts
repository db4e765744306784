/** The action as the runner starts it: what dist/ holds, with real events, before a GitHub that answers as the real one. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { fakeGithub, secondaryLimit, type Options } from "../rig/github.ts";
import { fakeResults } from "../rig/results.ts";
import { example, HEAD, job, obeyed, RUN_ID, type JobOptions } from "../rig/runner.ts";
import type { Ended } from "../rig/spawned.ts";

type Json = Readonly<Record<string, unknown>>;

const PULL = example("pull_request", "opened");
const KEY = "sk-ant-hunter2/hunter2+hunter2";

const GOOD = `name: good
outputs:
  said: { value: "\${greet.output}" }
tasks:
  - id: greet
    type: command
    run: [echo, hello]
  - id: think
    agent: checker
    dependencies: [greet]
    mock: { output: fine, cost_usd: 0.25, input_tokens: 10, output_tokens: 5 }
`;
const BAD = `name: bad
tasks:
  - id: fine
    type: command
    run: ["true"]
  - id: broken
    type: command
    dependencies: [fine]
    run: [sh, -c, "echo it is broken >&2; exit 3"]
  - id: after
    type: command
    dependencies: [broken]
    run: ["true"]
`;
const FILES = { "good.yml": GOOD, "bad.yml": BAD };

async function scene(options: JobOptions = {}, github: Options = {}) {
  const fake = await fakeGithub({
    people: { Codertocat: "admin", mallory: "read" },
    heads: [HEAD],
    base: options.files ?? FILES,
    ...github,
  });
  const made = job({ files: FILES, event: "pull_request", payload: PULL, api: fake.url, ...options });
  return { fake, made };
}

const orders = (ended: Ended, name: string) => obeyed(ended.out).filter((order) => order.name === name);
const withFork = (fork: string): Json => {
  const pull = PULL["pull_request"] as Json;
  const head = pull["head"] as Json;
  return {
    ...PULL,
    pull_request: { ...pull, head: { ...head, repo: { ...(head["repo"] as Json), full_name: fork } } },
  };
};

describe("a run on a pull request", () => {
  test("is a check, a comment, outputs, a page and a log", async () => {
    const { fake, made } = await scene();
    const ended = await made.main({ workflow: "good.yml", runner: "scripted", anthropic_api_key: KEY });
    expect(ended.code, ended.out + ended.err).toBe(0);
    expect(fake.checks).toMatchObject([
      {
        name: "agents / good",
        externalId: `good:${RUN_ID}`,
        head: HEAD,
        status: "completed",
        conclusion: "success",
      },
    ]);
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.body).toContain("✅ good succeeded: 2/2 tasks");
    expect(Object.fromEntries(made.outputs())).toMatchObject({
      conclusion: "success",
      outputs: '{"said":"hello"}',
      total_cost_usd: "0.25",
      input_tokens: "10",
      output_tokens: "5",
      paused: "false",
    });
    expect(made.outputs().get("run_id")).toMatch(/^\d{8}-\d{6}-[0-9a-f]{4}$/);
    expect(made.summary()).toContain("flowchart LR");
    expect(fake.violations).toEqual([]);
    expect(ended.err).toBe("");
    const writes = fake.calls.length;
    expect((await made.post({ workflow: "good.yml" })).code).toBe(0);
    expect(fake.calls).toHaveLength(writes);
  });

  test("masks before it says anything, and folds what was asked", async () => {
    const { made } = await scene();
    const ended = await made.main({ workflow: "good.yml", runner: "scripted", anthropic_api_key: KEY });
    const lines = ended.out.split("\n");
    const last = lines.findLastIndex((line) => line.startsWith("::add-mask::"));
    expect(lines.slice(0, last + 1).every((line) => line.startsWith("::add-mask::"))).toBe(true);
    expect(lines.slice(0, last + 1).join("\n")).toContain(Buffer.from(KEY).toString("hex"));
    expect(lines[last + 1]).toBe("agent-orchestrator: run");
    expect(orders(ended, "group").map(({ data }) => data)).toEqual(["What was asked"]);
  });

  test("that fails is red where it failed", async () => {
    const { fake, made } = await scene();
    const ended = await made.main({ workflow: "bad.yml" });
    expect(ended.code).toBe(1);
    expect(fake.checks).toMatchObject([
      {
        conclusion: "failure",
        annotations: [{ path: "bad.yml", start_line: 6, annotation_level: "failure", title: "broken" }],
      },
    ]);
    expect(fake.checks[0]?.title).toMatch(/^broken failed: it is broken \(exit 3\)/);
    expect(fake.comments[0]?.body).toContain("1 task did not run: `after`");
    expect(orders(ended, "error").map(({ data }) => data)).toEqual([expect.stringContaining("it is broken")]);
    expect(made.outputs().get("conclusion")).toBe("failure");
    expect(fake.violations).toEqual([]);
  });

  test("gives inputs, a budget and a number of places to the program, and refuses what it does not know", async () => {
    const { made } = await scene({
      files: {
        "in.yml":
          'name: in\ninputs:\n  who: { type: string, required: true }\noutputs:\n  who: { value: "${inputs.who}" }\ntasks:\n  - id: a\n    type: command\n    run: [echo, "${inputs.who}"]\n',
      },
    });
    const ended = await made.main({
      workflow: "in.yml",
      inputs: "who: |\n  a\n  mark\n",
      max_parallel: "2",
      max_cost_usd: "1",
      timeout: "5m",
      checks: "off",
      comment: "off",
    });
    expect(ended.code, ended.out).toBe(0);
    expect(JSON.parse(made.outputs().get("outputs") ?? "")).toEqual({ who: "a\nmark\n" });
    expect(readdirSync(join(made.folder, "temp"))).toEqual(["agent-orchestrator"]);
    const again = await made.main({ workflow: "in.yml", inputs: "nobody: x" });
    expect(again.code).toBe(2);
    const wild = await made.main({ workflow: "--help" });
    expect(wild.code).toBe(2);
    expect(wild.out).not.toContain("Usage");
  });

  test("goes on with a run that failed", async () => {
    const { fake, made } = await scene({
      files: {
        "flaky.yml":
          "name: flaky\ntasks:\n  - id: a\n    type: command\n    run: [sh, -c, 'echo once >> count']\n  - id: b\n    type: command\n    dependencies: [a]\n    run: [test, -f, there]\n",
      },
    });
    expect((await made.main({ workflow: "flaky.yml", state_dir: "../state" })).code).toBe(1);
    const run = made.outputs().get("run_id") ?? "";
    const again = await made.main({ workflow: "flaky.yml", state_dir: "../state", resume: run });
    expect(again.code, again.out).toBe(1);
    expect(readFileSync(join(made.folder, "work/count"), "utf8")).toBe("once\n");
    expect(fake.violations).toEqual([]);
  });

  test("leaves its page behind, if that was asked", async () => {
    const { made } = await scene();
    const ended = await made.main({ workflow: "bad.yml", report: "true", anthropic_api_key: KEY });
    expect(ended.code).toBe(1);
    const path = made.outputs().get("report_path") ?? "";
    expect(path).toMatch(/\/temp\/agent-orchestrator\/reports\/ao-[0-9a-f-]+-report-e1\.html$/);
    const page = readFileSync(path, "utf8");
    expect(page).toContain("it is broken");
    expect(page).toContain(`href="https://github.com/Codertocat/Hello-World/actions/runs/${RUN_ID}"`);
    expect(page).toContain(HEAD.slice(0, 12));
    expect((await made.post({ workflow: "bad.yml", report: "true" })).code).toBe(0);
    expect(readFileSync(path, "utf8")).toBe(page);
  });

  test("keeps its page as an artifact that is one file, from post where the job was ended", async () => {
    const results = await fakeResults();
    const { made } = await scene({ env: results.env(RUN_ID) });
    expect((await made.main({ workflow: "bad.yml", report: "true" })).code).toBe(1);
    const path = made.outputs().get("report_path") ?? "";
    const page = () => results.artifacts.filter(({ name }) => name.endsWith(".html"));
    expect(page()).toMatchObject([{ name: basename(path) }]);
    expect(page()[0]?.bytes.toString()).toBe(readFileSync(path, "utf8"));
    expect(results.violations).toEqual([]);
    const later = await scene({
      env: results.env(RUN_ID),
      files: { "slow.yml": "name: slow\ntasks:\n  - { id: slow, type: command, run: [sleep, '60'] }\n" },
    });
    const living = later.made.start({ workflow: "slow.yml", report: "true" });
    await living.saw("slow type=command");
    living.kill("SIGTERM");
    await living.ended;
    expect(page()).toHaveLength(1);
    expect((await later.made.post({ workflow: "slow.yml", report: "true" })).code).toBe(0);
    expect(page()).toHaveLength(2);
  });

  test("says that its page could not be kept, and comes to the same end", async () => {
    const results = await fakeResults();
    results.fail({ method: "CreateArtifact", status: 403, times: 9 });
    const { made } = await scene({ env: results.env(RUN_ID) });
    const ended = await made.main({ workflow: "bad.yml", report: "true" });
    expect(ended.code).toBe(1);
    expect(made.outputs().get("conclusion")).toBe("failure");
    expect(
      orders(ended, "warning")
        .map(({ data }) => data)
        .join(),
    ).toContain("not kept as an artifact");
  });

  test("only shows what it would do, if that was asked", async () => {
    const { fake, made } = await scene();
    const ended = await made.main({ workflow: "good.yml", dry_run: "true" });
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("nothing was started");
    expect(fake.writes()).toEqual([]);
  });
});

describe("what an agent prints", () => {
  const said = [
    "::error::a",
    "  ::set-output name=conclusion::success",
    "##[add-path]/tmp",
    "\u0085::add-mask::b",
    "\ufeff::error::c",
    "x\r::warning::d",
    "::stop-commands::e",
  ];
  const evil = `name: evil\ntasks:\n  - id: evil\n    type: command\n    run: [node, -e, ${JSON.stringify(`for (const line of ${JSON.stringify(said)}) { console.log(line); console.error(line); } process.exit(1)`)}]\n`;

  test("is never obeyed", async () => {
    const { made } = await scene({ files: { "evil.yml": evil } });
    const ended = await made.main({ workflow: "evil.yml" });
    expect(ended.code).toBe(1);
    const names = new Set(obeyed(ended.out).map(({ name }) => name));
    expect([...names].toSorted()).toEqual(["add-mask", "endgroup", "error", "group"]);
    expect(orders(ended, "add-mask").every(({ data }) => !data.startsWith("b"))).toBe(true);
    expect(orders(ended, "error")).toHaveLength(1);
  });

  test("holds no secret of the job, in whatever spelling, wherever it is shown", async () => {
    const forms = [
      KEY,
      Buffer.from(KEY).toString("base64"),
      Buffer.from(KEY).toString("hex"),
      encodeURIComponent(KEY),
      JSON.stringify(KEY),
    ];
    const leak = `name: leak\noutputs:\n  all: { value: "\${leak.output}" }\ntasks:\n  - id: leak\n    type: command\n    run: [echo, ${JSON.stringify(forms.join(" "))}]\n  - id: fail\n    type: command\n    dependencies: [leak]\n    run: [sh, -c, ${JSON.stringify(`echo '${forms.join(" ")}' >&2; exit 1`)}]\n`;
    const { fake, made } = await scene({ files: { "leak.yml": leak } });
    const ended = await made.main({ workflow: "leak.yml", anthropic_api_key: KEY, report: "true" });
    expect(ended.code).toBe(1);
    const page = readFileSync(made.outputs().get("report_path") ?? "", "utf8");
    const log = ended.out
      .split("\n")
      .filter((line) => !line.startsWith("::add-mask::"))
      .join("\n");
    const sent = fake.calls.map(({ body }) => JSON.stringify(body)).join("\n");
    for (const sink of [log, page, ended.err, made.summary(), sent, [...made.outputs().values()].join("\n")])
      for (const form of [...forms, "hunter2"]) expect(sink).not.toContain(form);
  });

  test("comes from processes that know nothing of the job", async () => {
    const probe =
      "name: probe\noutputs:\n  env: { value: \"${probe.output}\" }\ntasks:\n  - id: probe\n    type: command\n    run: [node, -e, 'console.log(Object.keys(process.env).sort().join())']\n";
    const { made } = await scene({ files: { "probe.yml": probe } });
    await made.main({ workflow: "probe.yml", anthropic_api_key: KEY });
    const { env = "" } = JSON.parse(made.outputs().get("outputs") ?? "{}") as { env?: string };
    expect(env).not.toBe("");
    expect(env).not.toMatch(/GITHUB_|ACTIONS_|INPUT_|RUNNER_|ANTHROPIC/);
  });
});

describe("whoever may not start a run", () => {
  test.each<readonly [string, JobOptions, RegExp]>([
    ["a reader", { actor: "mallory" }, /may not write to this repository \(mallory\)/],
    ["somebody nobody knows", { actor: "nobody" }, /may not write/],
    ["a bot", { actor: "evil[bot]" }, /bot that is not allowed/],
    ["a fork", { payload: withFork("mallory/Hello-World") }, /comes from a fork/],
    [
      "an event that anybody can make",
      { event: "watch", payload: example("watch", "started") },
      /starts no runs/,
    ],
    ["a reader who starts a writer's run again", { env: { GITHUB_TRIGGERING_ACTOR: "mallory" } }, /mallory/],
  ])("is refused: %s", async (_, options, words) => {
    const { fake, made } = await scene({
      ...options,
      files: { "touch.yml": "name: touch\ntasks:\n  - id: a\n    type: command\n    run: [touch, ran]\n" },
    });
    const ended = await made.main({ workflow: "touch.yml" });
    expect(ended.code).toBe(7);
    expect(
      orders(ended, "error")
        .map(({ data }) => data)
        .join("\n"),
    ).toMatch(words);
    expect(made.outputs().get("conclusion")).toBe("refused");
    expect(existsSync(join(made.folder, "work/ran"))).toBe(false);
    expect(fake.writes()).toEqual([]);
    expect((await made.post()).code).toBe(0);
    expect(fake.writes()).toEqual([]);
  });

  test("is refused while nobody can be asked", async () => {
    const { fake, made } = await scene();
    fake.fail({ method: "GET", path: /permission/, answer: secondaryLimit(3600), times: 9 });
    const ended = await made.main({ workflow: "good.yml", runner: "scripted" });
    expect(ended.code).toBe(7);
    expect(ended.out).toContain("could not be found out");
  });

  test("is refused without a token to ask with", async () => {
    const { made } = await scene();
    expect((await made.main({ workflow: "good.yml", runner: "scripted", github_token: "" })).code).toBe(7);
  });
});

describe("a comment", () => {
  const commented = (number: number): Json => {
    const payload = example("issue_comment", "created");
    const comment = { ...(payload["comment"] as Json), body: "/agents run" };
    return {
      ...payload,
      comment,
      issue: { ...(payload["issue"] as Json), number, pull_request: { url: "x" } },
    };
  };

  test("by somebody who may starts a run on the change that it stands under", async () => {
    const { fake, made } = await scene(
      { event: "issue_comment", payload: commented(2) },
      { pull: PULL["pull_request"] as Json },
    );
    const ended = await made.main({ workflow: "good.yml", runner: "scripted" });
    expect(ended.code, ended.out).toBe(0);
    expect(fake.checks).toMatchObject([{ head: HEAD, conclusion: "success" }]);
    expect(fake.comments).toHaveLength(1);
  });

  test("under a change of unknown origin starts nothing", async () => {
    const { made } = await scene({ event: "issue_comment", payload: commented(2) });
    const ended = await made.main({ workflow: "good.yml", runner: "scripted" });
    expect(ended.code).toBe(7);
    expect(ended.out).toContain("nobody can say whether");
  });
});

describe("a fork that may be looked at", () => {
  test("runs with nothing in hand, and the page says what was not done", async () => {
    const { fake, made } = await scene(
      { payload: withFork("mallory/Hello-World"), actor: "mallory" },
      { readOnly: true },
    );
    const ended = await made.main({ workflow: "bad.yml", forks: "degrade" });
    expect(ended.code).toBe(1);
    expect(made.summary()).toMatch(/comes from a fork[^]*No check and no comment was written/);
    expect(fake.writes()).toEqual([]);
    expect((await made.post({ workflow: "bad.yml", forks: "degrade" })).code).toBe(0);
    expect(fake.calls.map(({ path }) => path).filter((path) => !path.includes("/git/"))).toEqual([]);
  });
});

describe("trouble with the API", () => {
  test("of a token that may only read changes nothing but what is shown", async () => {
    const { fake, made } = await scene({}, { readOnly: true });
    const ended = await made.main({ workflow: "good.yml", runner: "scripted" });
    expect(ended.code).toBe(0);
    expect(fake.writes()).toHaveLength(2);
    expect(orders(ended, "warning")).toHaveLength(2);
    expect(made.summary()).toContain("checks: write");
    expect(made.outputs().get("conclusion")).toBe("success");
  });

  test("that is not there at all changes nothing either", async () => {
    const made = job({ files: FILES, payload: {}, event: "push" });
    const ended = await made.main({ workflow: "good.yml", runner: "scripted" });
    expect(ended.code, ended.out).toBe(0);
    expect(made.summary()).toContain("cannot be reached");
    expect((await made.post({ workflow: "good.yml" })).code).toBe(0);
  });
});

describe("a job that is ended", () => {
  const SLOW =
    "name: slow\ntasks:\n  - id: quick\n    type: command\n    run: ['true']\n  - id: slow\n    type: command\n    dependencies: [quick]\n    run: [sleep, '60']\n";

  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s stops its agents within ten seconds, and its end is told from post",
    async (signal) => {
      const { fake, made } = await scene({ files: { "slow.yml": SLOW } });
      const living = made.start({ workflow: "slow.yml" });
      await living.saw("slow type=command");
      const asked = performance.now();
      living.kill(signal);
      const ended = await living.ended;
      expect(ended.code).toBe(signal === "SIGINT" ? 130 : 143);
      expect(performance.now() - asked).toBeLessThan(10_000);
      expect(made.outputs().get("conclusion")).toBe("cancelled");
      expect((await made.post({ workflow: "slow.yml" })).code).toBe(0);
      expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "cancelled" }]);
      expect(fake.comments).toHaveLength(1);
      expect(fake.comments[0]?.body).toContain("🚫 slow was cancelled");
      expect(made.summary()).toContain("was cancelled");
      expect(fake.violations).toEqual([]);
    },
  );

  test("by its own limit of time says so", async () => {
    const { fake, made } = await scene({ files: { "slow.yml": SLOW } });
    const ended = await made.main({ workflow: "slow.yml", timeout: "2s" });
    expect(ended.code, ended.out).toBe(5);
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "timed_out" }]);
    expect(fake.checks[0]?.title).toMatch(/^ran out of time/);
  });

  test("without a word still gets its end", async () => {
    const { fake, made } = await scene({ files: { "slow.yml": SLOW } });
    const living = made.start({ workflow: "slow.yml", report: "true" });
    await living.saw("slow type=command");
    living.kill("SIGKILL");
    await living.ended;
    const ended = await made.post({ workflow: "slow.yml", report: "true" });
    const [page = ""] = readdirSync(join(made.folder, "temp/agent-orchestrator/reports"));
    expect(readFileSync(join(made.folder, "temp/agent-orchestrator/reports", page), "utf8")).toContain(
      "was cut off before its end",
    );
    expect(ended.code, ended.out).toBe(0);
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "cancelled" }]);
    expect(made.summary()).toContain("`slow`");
  });
});

describe("validate", () => {
  const WRONG = "name: wrong\ntasks:\n  - id: a\n    agent: checker\n    dependencies: [nobody]\n";

  test("marks mistakes at their places, also on a fork, and runs nothing", async () => {
    const { fake, made } = await scene({
      files: { "wrong.yml": WRONG },
      payload: withFork("mallory/Hello-World"),
      actor: "mallory",
    });
    const ended = await made.main({ mode: "validate", workflow: "wrong.yml" });
    expect(ended.code).toBe(2);
    expect(orders(ended, "error")).toMatchObject([
      { properties: expect.stringMatching(/file=wrong\.yml,line=5,title=AO\d+/) as string },
    ]);
    expect(made.summary()).toContain("wrong.yml:5");
    expect(fake.calls).toEqual([]);
  });

  test("says that all is well", async () => {
    const { made } = await scene();
    const ended = await made.main({ mode: "validate", workflow: "good.yml" });
    expect(ended.code, ended.out).toBe(0);
    expect(ended.out).toContain("1 file checked, no mistakes found");
    expect(made.summary()).toContain("✅");
  });
});

test("a workflow with a mistake is marked where it is, and nothing is started", async () => {
  const wrong = "name: wrong\ntasks:\n  - id: a\n    agent: checker\n    dependencies: [nobody]\n";
  const { fake, made } = await scene({ files: { "wrong.yml": wrong } });
  const ended = await made.main({ workflow: "wrong.yml", runner: "scripted" });
  expect(ended.code).toBe(2);
  expect(orders(ended, "error")).toMatchObject([
    { properties: expect.stringContaining("file=wrong.yml,line=5") as string },
  ]);
  expect(fake.writes()).toEqual([]);
});

describe("what was asked", () => {
  test.each<readonly [Readonly<Record<string, string>>, RegExp]>([
    [{ mode: "task" }, /`task` is missing/],
    [{}, /`workflow` is missing/],
    [{ workflow: "good.yml", comment: "loud" }, /does not know "loud"/],
    [{ workflow: "good.yml", working_directory: "../.." }, /no folder of the workspace/],
    [{ workflow: "missing.yml" }, /missing\.yml/],
  ])("and cannot be done is refused: %j", async (inputs, words) => {
    const { made } = await scene();
    const ended = await made.main(inputs);
    expect(ended.code).toBe(2);
    expect(ended.out).toMatch(words);
    expect(made.outputs().get("conclusion")).toBe("refused");
  });
});

test("dist/ holds the program once, and the action brings little along", () => {
  const dist = join(import.meta.dirname, "../../dist");
  const size = (name: string): number => readFileSync(join(dist, name)).length;
  for (const door of ["action.js", "post.js"]) expect(size(door)).toBeLessThan(25_000);
  expect(size("github.js")).toBeLessThan(150_000);
  expect(size("carry.js")).toBeLessThan(100_000);
  const digests = readdirSync(dist)
    .filter((name) => name.endsWith(".js"))
    .map((name) =>
      createHash("sha256")
        .update(readFileSync(join(dist, name)))
        .digest("hex"),
    );
  expect(new Set(digests).size).toBe(digests.length);
});
