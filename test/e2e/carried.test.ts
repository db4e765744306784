/** A run beyond its job, as the runner sees it: kept as an artifact, taken up again by a later job, and paid once. */
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nameIn } from "../../src/adapters/github/manifest.ts";
import { unarchived } from "../../src/adapters/system/archive.ts";
import { fakeGithub, type Options } from "../rig/github.ts";
import type { StoredRun } from "../rig/github-actions.ts";
import { fakeResults, type FakeResults } from "../rig/results.ts";
import {
  example,
  HEAD,
  job,
  obeyed,
  RUN_ID,
  WORKFLOW_FILE,
  type Job,
  type JobOptions,
} from "../rig/runner.ts";
import type { Ended } from "../rig/spawned.ts";

const FLAKY = `name: flaky
outputs:
  said: { value: "\${think.output}" }
tasks:
  - id: think
    agent: checker
    mock: { output: thought, cost_usd: 0.25, input_tokens: 10, output_tokens: 5 }
  - id: make
    type: command
    run: [sh, -c, "test -e flag || { echo no flag >&2; exit 3; }"]
    dependencies: [think]
`;
const LONG = `name: long
tasks:
  - id: think
    agent: checker
    mock: { output: thought, cost_usd: 0.25 }
  - id: wait
    type: command
    run: [sh, -c, "echo begun; sleep 60"]
    dependencies: [think]
`;
const OTHER_RUN = "19283746400";
const ASKED = { workflow: "flaky.yml", runner: "scripted", comment: "off", checks: "off", resume: "auto" };

const earlier = (changes: Partial<StoredRun> = {}): StoredRun => ({
  id: OTHER_RUN,
  path: WORKFLOW_FILE,
  head: HEAD,
  event: "push",
  conclusion: "failure",
  ...changes,
});

async function scene(github: Options = {}) {
  const results = await fakeResults();
  const fake = await fakeGithub({ people: { Codertocat: "admin" }, heads: [HEAD], results, ...github });
  const inRun = (
    workflowRun: string,
    attempt: number,
    files: Readonly<Record<string, string>> = {},
    options: JobOptions = {},
  ) =>
    job({
      files: { "flaky.yml": FLAKY, "long.yml": LONG, ...files },
      api: fake.url,
      ...options,
      env: {
        GITHUB_RUN_ID: workflowRun,
        GITHUB_RUN_ATTEMPT: String(attempt),
        ...results.env(workflowRun),
        ...options.env,
      },
    });
  return { results, fake, inRun };
}

const TREES = `name: trees
outputs:
  said: { value: "\${look.output}" }
tasks:
  - id: code
    type: command
    isolation: worktree
    run: [sh, -c, "echo made on the $(test -e ../flag && echo second || echo first) machine > made.txt"]
  - id: gate
    type: command
    isolation: shared
    dependencies: [code]
    run: [test, -e, ../flag]
  - id: look
    type: command
    dependencies: [code, gate]
    run: [cat, made.txt]
`;

/** As checkout leaves it: the same commit on each machine. */
function checkedOut(made: Job): Job {
  const cwd = join(made.folder, "work");
  writeFileSync(join(cwd, "trees.yml"), TREES);
  const at = "2026-11-21T12:00:00Z";
  const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const who = ["-c", "user.email=a@b.test", "-c", "user.name=n"];
  for (const words of [
    ["init", "-q"],
    ["add", "-A"],
    ["commit", "-qm", "x"],
  ])
    execFileSync("git", [...who, ...words], { cwd, env });
  return made;
}

const warnings = (ended: Ended): readonly string[] =>
  obeyed(ended.out).flatMap(({ name, data }) => (name === "warning" ? [data] : []));

const names = ({ artifacts }: FakeResults): readonly string[] =>
  artifacts.map(
    ({ name, workflowRun }) => `${workflowRun} ${name.replace(/^ao-\d{8}-\d{6}-[0-9a-f]{4}-/, "")}`,
  );

describe("a run that is over", () => {
  test("is kept as one artifact, which holds its plan, its journal and its results, and no secret", async () => {
    const { results, inRun, fake } = await scene();
    const made = inRun(RUN_ID, 1, { flag: "" });
    const ended = await made.main({ ...ASKED, anthropic_api_key: "sk-ant-hunter2hunter2" });
    expect(ended.code, ended.out).toBe(0);
    expect(names(results)).toEqual([`${RUN_ID} run-e1`]);
    const files = unarchived(results.artifacts[0]?.bytes ?? Buffer.from(""));
    if (!files.ok) throw new Error(files.error);
    const all = [...files.value.keys()];
    expect(all.filter((name) => !name.startsWith("objects/"))).toEqual([
      "journal/1-local.jsonl",
      "manifest.json",
      "plan.json",
    ]);
    const text = Buffer.concat([...files.value.values()]).toString();
    for (const secret of ["hunter2", "signature", "ghs_", made.folder]) expect(text).not.toContain(secret);
    const asked = results.calls.length;
    await made.post(ASKED);
    expect(results.calls).toHaveLength(asked);
    expect([...results.violations, ...fake.violations]).toEqual([]);
    expect(warnings(ended)).toEqual([]);
  });

  test("is not kept if nobody wants it, if the job cannot, or if it was a fork's", async () => {
    const { results, inRun } = await scene({ base: { "flaky.yml": FLAKY } });
    expect((await inRun(RUN_ID, 1, { flag: "" }).main({ ...ASKED, keep: "false" })).code).toBe(0);
    const without = inRun(RUN_ID, 1, { flag: "" }, { env: { ACTIONS_RESULTS_URL: "" } });
    const ended = await without.main(ASKED);
    expect([ended.code, warnings(ended)]).toEqual([0, []]);
    const pull = example("pull_request", "opened");
    const change = pull["pull_request"] as { head: { repo: object } };
    const repo = { ...change.head.repo, full_name: "mallory/Hello-World" };
    const payload = { ...pull, pull_request: { ...change, head: { ...change.head, repo } } };
    const fork = inRun(RUN_ID, 1, { flag: "" }, { event: "pull_request", payload });
    const degraded = await fork.main({ ...ASKED, forks: "degrade" });
    expect(degraded.code, degraded.out).toBe(0);
    expect((await fork.post({ ...ASKED, forks: "degrade" })).code).toBe(0);
    expect(results.artifacts).toEqual([]);
  });

  test("stays what it was although it cannot be kept", async () => {
    const { results, inRun } = await scene();
    results.fail({ method: "CreateArtifact", status: 403 });
    const ended = await inRun(RUN_ID, 1, { flag: "" }).main(ASKED);
    expect(ended.code).toBe(0);
    expect(warnings(ended)).toEqual([expect.stringContaining("was not kept: the service of artifacts")]);
  });

  test("is kept by the end of the job where the job was cut", async () => {
    const { results, inRun } = await scene();
    const made = inRun(RUN_ID, 1);
    const living = made.start({ ...ASKED, workflow: "long.yml" });
    await living.saw("wait");
    living.child.kill("SIGTERM");
    await living.ended;
    expect(results.artifacts).toEqual([]);
    expect((await made.post(ASKED)).code).toBe(0);
    expect(names(results)).toEqual([`${RUN_ID} run-e1`]);
  });
});

describe("the next attempt of the job", () => {
  test("goes on with it, pays nothing twice, and is kept as well", async () => {
    const { results, inRun, fake } = await scene();
    const first = await inRun(RUN_ID, 1).main(ASKED);
    expect(first.code).toBe(1);
    const asked = fake.calls.length;
    const made = inRun(RUN_ID, 2, { flag: "" });
    const ended = await made.main(ASKED);
    expect(ended.code, ended.out).toBe(0);
    expect(ended.out).toContain("1 task kept, which saves $0.25");
    expect(made.outputs().get("total_cost_usd")).toBe("0.25");
    expect(made.outputs().get("outputs")).toBe('{"said":"thought"}');
    expect(names(results)).toEqual([`${RUN_ID} run-e1`, `${RUN_ID} run-e2`]);
    expect(fake.calls).toHaveLength(asked);
    expect(warnings(ended)).toEqual([]);
    const third = inRun(RUN_ID, 3, { flag: "" });
    expect((await third.main(ASKED)).code).toBe(0);
    expect(third.outputs().get("run_id")).not.toBe(made.outputs().get("run_id"));
  });

  test("shows what went wrong before as what it was, and not as its own", async () => {
    const { inRun, fake } = await scene();
    const asked = { ...ASKED, checks: "workflow" };
    const marked = (): number => fake.checks.flatMap(({ annotations }) => annotations).length;
    expect((await inRun(RUN_ID, 1).main(asked)).code).toBe(1);
    expect(marked()).toBe(1);
    expect((await inRun(RUN_ID, 2, { flag: "" }).main(asked)).code).toBe(0);
    expect(marked()).toBe(1);
    expect(fake.checks.at(-1)?.conclusion).toBe("success");
  });

  test("has the files that isolated tasks had made on the machine before", async () => {
    const { inRun } = await scene();
    const first = checkedOut(inRun(RUN_ID, 1));
    const asked = { ...ASKED, workflow: "trees.yml" };
    const failed = await first.main(asked);
    expect(failed.code, failed.out).toBe(1);
    const second = checkedOut(inRun(RUN_ID, 2));
    writeFileSync(join(second.folder, "flag"), "");
    const ended = await second.main(asked);
    expect(ended.code, ended.out).toBe(0);
    expect(ended.out).toContain("1 task kept");
    expect(second.outputs().get("outputs")).toBe('{"said":"made on the first machine"}');
  });

  test("begins anew where something else is asked for, where it is forged, or where two claim to be it", async () => {
    const { results, inRun } = await scene();
    await inRun(RUN_ID, 1).main(ASKED);
    const [kept] = results.artifacts;
    if (kept === undefined) throw new Error("nothing was kept");
    const other = inRun(RUN_ID, 2, { flag: "" }, { env: { GITHUB_JOB: "other" } });
    expect((await other.main({ ...ASKED, keep: "false" })).out).not.toContain("kept, which saves");
    await inRun(RUN_ID, 1).main(ASKED);
    const twice = await inRun(RUN_ID, 2, { flag: "" }).main({ ...ASKED, keep: "false" });
    expect(twice.code).toBe(0);
    expect(warnings(twice)).toEqual([expect.stringContaining("two workflow runs")]);
    results.artifacts.splice(1);
    kept.bytes = Buffer.from("forged");
    kept.digest = null;
    const forged = await inRun(RUN_ID, 2, { flag: "" }).main(ASKED);
    expect(forged.code).toBe(0);
    expect(warnings(forged)).toEqual([expect.stringContaining("is refused: it is no whole archive")]);
  });
});

describe("a later workflow run", () => {
  test("goes on by itself with an earlier one for the same commit that did not succeed", async () => {
    const { results, inRun, fake } = await scene({ workflowRuns: [earlier()] });
    await inRun(OTHER_RUN, 1).main(ASKED);
    const made = inRun(RUN_ID, 1, { flag: "" });
    const ended = await made.main(ASKED);
    expect(ended.code, ended.out).toBe(0);
    expect(ended.out).toContain("1 task kept, which saves $0.25");
    expect(made.outputs().get("total_cost_usd")).toBe("0.25");
    expect(names(results)).toEqual([`${OTHER_RUN} run-e1`, `${RUN_ID} run-e2`]);
    expect(fake.calls.every(({ status }) => status < 400)).toBe(true);
    expect([...fake.violations, ...results.violations]).toEqual([]);
  });

  test.each([
    ["it goes on", { status: "in_progress", conclusion: null }],
    ["it comes from a fork", { headRepository: "mallory/Hello-World" }],
    ["it was for another event", { event: "schedule" }],
    ["it was of another workflow", { path: ".github/workflows/other.yml" }],
    ["it succeeded after all", { conclusion: "success" }],
  ])("begins anew if %s", async (_, changes) => {
    const { inRun } = await scene({ workflowRuns: [earlier(changes)] });
    await inRun(OTHER_RUN, 1).main(ASKED);
    const ended = await inRun(RUN_ID, 1, { flag: "" }).main(ASKED);
    expect(ended.code, ended.out).toBe(0);
    expect(ended.out).not.toContain("kept, which saves");
    expect(warnings(ended)).toEqual([]);
  });

  test("goes on with the one that is named, from the file as it is checked out", async () => {
    const { results, inRun, fake } = await scene({
      workflowRuns: [earlier({ id: RUN_ID }), earlier({ event: "schedule", head: "f".repeat(40) })],
    });
    await inRun(OTHER_RUN, 1).main({ ...ASKED, resume: "off" });
    const run = nameIn(results.artifacts[0]?.name ?? "")?.run ?? "";
    const made = inRun(RUN_ID, 1, { flag: "" });
    const ended = await made.main({ ...ASKED, resume: run });
    expect(ended.code, ended.out).toBe(0);
    expect(ended.out).toContain("1 task kept, which saves $0.25");
    expect(made.outputs().get("run_id")).toBe(run);
    expect(readdirSync(join(made.folder, "temp/agent-orchestrator/runs"))).toEqual([run]);
    const later = await inRun(RUN_ID, 1, { flag: "" }).main({ ...ASKED, resume: run });
    expect(later.out).toContain("kept by workflow run 19283746501");
    expect(fake.violations).toEqual([]);
  });

  const REFUSED: readonly (readonly [string, Partial<StoredRun>, (results: FakeResults) => void, string])[] =
    [
      ["a fork", { headRepository: "mallory/Hello-World" }, () => undefined, "comes from a fork"],
      [
        "another workflow",
        { path: ".github/workflows/other.yml" },
        () => undefined,
        "comes from another workflow",
      ],
      [
        "what has expired",
        {},
        ({ artifacts }) => artifacts.forEach((one) => (one.expired = true)),
        "has expired",
      ],
      ["what is gone", {}, ({ artifacts }) => artifacts.splice(0), "there is no artifact"],
      [
        "other bytes",
        {},
        ({ artifacts }) => artifacts.forEach((one) => (one.bytes = Buffer.from("x"))),
        "are not those that were announced",
      ],
      [
        "what was gone on with twice",
        {},
        ({ artifacts, add }) =>
          artifacts.slice().forEach(({ name, bytes }) => add({ name, bytes, workflowRun: "5" })),
        "was gone on with by two workflow runs",
      ],
      [
        "what says that it is from elsewhere",
        {},
        ({ artifacts }) => artifacts.forEach((one) => (one.workflowRun = "5")),
        "comes from another workflow run than it says",
      ],
    ];
  test.each(REFUSED)("refuses %s", async (_, changes, change, words) => {
    const { results, inRun } = await scene({ workflowRuns: [earlier(changes), earlier({ id: "5" })] });
    await inRun(OTHER_RUN, 1).main({ ...ASKED, resume: "off" });
    const run = nameIn(results.artifacts[0]?.name ?? "")?.run ?? "";
    change(results);
    const made = inRun(RUN_ID, 1, { flag: "" });
    const ended = await made.main({ ...ASKED, resume: run });
    expect(ended.code, ended.out).toBe(2);
    expect(ended.out).toContain(words);
    expect(made.outputs().get("conclusion")).toBe("refused");
    expect(results.violations).toEqual([]);
  });

  test("says which permission it takes to look for it, and begins anew", async () => {
    const { inRun, fake } = await scene({ workflowRuns: [earlier()] });
    fake.fail({
      path: /\/runs$/,
      answer: { status: 403, body: { message: "Resource not accessible by integration" } },
    });
    const ended = await inRun(RUN_ID, 1, { flag: "" }).main(ASKED);
    expect(ended.code).toBe(0);
    expect(warnings(ended)).toEqual([expect.stringContaining("give the job `actions: read`")]);
  });
});
