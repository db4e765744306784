/** What is kept across runs: results, places, the health of agents, and how a run is undone. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { documentIn, type Project, project, type RunDocument } from "../rig/program.ts";
import { until } from "../rig/spawned.ts";

type Told = RunDocument &
  Readonly<{
    reused?: Readonly<{ tasks: number; saved_cost_usd: number | null }>;
    alerts?: readonly Readonly<{ kind: string; agent: string; failures: number }>[];
  }>;

async function told(
  place: Project,
  words: readonly string[],
): Promise<Told & Readonly<{ code: number | null }>> {
  const ended = await place.run([...words, "--json"]);
  return { ...documentIn(ended), code: ended.code };
}
const scripted = (file: string): readonly string[] => ["run", file, "--runner", "scripted"];

describe("results of earlier runs", () => {
  const WORK = `
name: cached
inputs: { version: { type: string, default: "1" } }
tasks:
  - id: look
    type: command
    run: [bash, -c, "echo look >> ran.log; echo seen"]
    cache: true
  - id: think
    agent: coder
    prompt: "Think about \${look.output} \${run.id}"
    dependencies: [look]
    cache: { key: "\${inputs.version}", ttl: 1h }
    mock: { output: thought, cost_usd: 0.75 }
`;

  it("are reused by the next run, with what that saves, and asked for again by --rerun", async () => {
    const place = project({ "it.yml": WORK });
    const first = await told(place, scripted("it.yml"));
    expect([first.total_cost_usd, first.reused]).toEqual([0.75, undefined]);
    const second = await told(place, scripted("it.yml"));
    expect(second).toMatchObject({ conclusion: "success", total_cost_usd: 0, outputs: {} });
    expect(second.reused).toEqual({ tasks: 2, saved_cost_usd: 0.75 });
    expect(second.tasks.map(({ output, reason }) => [output, reason])).toEqual([
      ["seen", `done by run ${first.run_id}`],
      ["thought", `done by run ${first.run_id}`],
    ]);
    expect(place.lines("ran.log")).toEqual(["look"]);
    const ended = await place.run(scripted("it.yml"));
    expect(ended.err).toContain("  reused 2 tasks, saved $0.75\n");
    const again = await told(place, ["resume", second.run_id, "--rerun", "all"]);
    expect([again.reused, place.lines("ran.log").length]).toEqual([undefined, 2]);
  });

  it("are not reused under another key", async () => {
    const place = project({ "it.yml": WORK });
    await told(place, scripted("it.yml"));
    const other = await told(place, [...scripted("it.yml"), "-p", "version=2"]);
    expect([other.total_cost_usd, other.reused?.tasks]).toEqual([0.75, 1]);
  });

  it("that are damaged are made again", async () => {
    const place = project({ "it.yml": WORK });
    await told(place, scripted("it.yml"));
    execFileSync("bash", ["-c", 'for file in .claude/workflow-state/cache/*; do echo x >> "$file"; done'], {
      cwd: place.directory,
    });
    expect((await told(place, scripted("it.yml"))).reused).toBeUndefined();
    expect((await told(place, scripted("it.yml"))).reused?.tasks).toBe(2);
  });
});

describe("an agent that fails again and again", () => {
  const circuit = "settings: { on_failure: continue, circuit_breaker: { failures: 2, cool_down: 4 } }";
  const BAD = `
name: bad
${circuit}
tasks:
  - { id: a, agent: coder, prompt: x, retry: { max_attempts: 2, delay: 0 }, mock: { fail: agent-error, message: it broke } }
`;
  const GOOD = `
name: good
${circuit}
tasks:
  - { id: a, agent: coder, prompt: x, mock: { output: fine } }
  - { id: b, agent: other, prompt: x, mock: { output: fine } }
agents: { other: { description: Another one, prompt: x } }
`;

  it("is left alone for a while by the next run, which says so, and is well again after a success", async () => {
    const place = project({ "bad.yml": BAD, "good.yml": GOOD });
    const bad = await told(place, scripted("bad.yml"));
    expect(bad.alerts).toMatchObject([{ kind: "circuit-open", agent: "coder", failures: 2 }]);
    const health = await place.run(["agents", "health", "--json"]);
    expect(JSON.parse(health.out)).toMatchObject({
      schemaVersion: 1,
      agents: [
        {
          agent: "coder",
          runner: "scripted",
          state: "open",
          consecutive_failures: 2,
          last_failure: { class: "agent-error", message: "it broke" },
          success_rate: 0,
        },
      ],
    });
    const { agents } = JSON.parse(health.out) as { agents: readonly { open_until: string }[] };
    const open = Date.parse(agents[0]?.open_until ?? "");
    const good = await told(place, scripted("good.yml"));
    const startOf = (id: string): number =>
      Date.parse(good.tasks.find((task) => task.id === id)?.started_at ?? "");
    expect(startOf("a")).toBeGreaterThanOrEqual(open);
    expect(startOf("b")).toBeLessThan(open);
    expect([good.conclusion, good.alerts]).toEqual(["success", undefined]);
    const after = await place.run(["agents", "health"]);
    expect(after.out).toMatch(/^coder +scripted +closed +0 +33% of 3 /m);
  });
});

describe("a limit that holds across runs", () => {
  const WORK = (more: string): string => `
name: limited
tasks:
  - id: deploy
    type: command
    run: [bash, -c, 'echo + >> log; while [ ! -e go ]; do sleep 0.02; done; sleep 0.1; echo - >> log']
    concurrency: { group: deploy, limit: 1${more} }
`;
  const files = {
    "queue.yml": WORK(""),
    "cancel.yml": WORK(", on_limit: cancel"),
    "fail.yml": WORK(", on_limit: fail"),
  };

  it("lets one in, and lets the others wait, give up or fail as they want it", async () => {
    const place = project(files);
    const first = place.start(["run", "queue.yml", "-q"]);
    await until("the first to work", () => place.has("log"));
    const second = place.start(["run", "queue.yml", "-q"]);
    const cancelled = await told(place, ["run", "cancel.yml"]);
    expect(cancelled.tasks[0]).toMatchObject({ status: "skipped" });
    const failed = await told(place, ["run", "fail.yml"]);
    const holders = place.runs().map((run) => `all 1 places of "deploy" are taken: ${run}/deploy`);
    expect(holders.some((holder) => failed.tasks[0]?.reason?.includes(holder))).toBe(true);
    place.write("go", "");
    expect((await Promise.all([first.ended, second.ended])).map(({ code }) => code)).toEqual([0, 0]);
    expect(place.lines("log")).toEqual(["+", "-", "+", "-"]);
  });

  it("does not stay with a run that was killed", async () => {
    const place = project(files);
    const first = place.start(["run", "queue.yml", "-q"]);
    await until("the first to work", () => place.has("log"));
    first.kill("SIGKILL");
    await first.ended;
    place.write("go", "");
    expect((await told(place, ["run", "fail.yml"])).conclusion).toBe("success");
  });
});

describe("rollback", () => {
  const DEPLOY = (deploy: string): string => `
name: deploy
tasks:
  - id: migrate
    type: command
    run: [bash, -c, 'echo migrate >> did; echo changed > tracked']
    compensate: { type: command, run: [bash, -c, 'echo unmigrate >> did'] }
  - id: copy
    type: command
    dependencies: [migrate]
    run: [bash, -c, 'echo copy >> did']
  - id: deploy
    type: command
    dependencies: [copy]
    run: [bash, -c, 'echo deploy >> did']
    ${deploy}
`;
  const UNDO = "compensate: { type: command, run: [bash, -c, 'echo undeploy >> did'] }";
  const IMPOSSIBLE = "compensate: { type: command, run: [bash, -c, 'echo cannot >&2; exit 3'] }";

  it("undoes what is committed, the latest first, once", async () => {
    const place = project({ "it.yml": DEPLOY(UNDO) });
    await place.run(["run", "it.yml"]);
    const ended = await place.run(["rollback", "latest"]);
    expect(ended.err).toContain("undoing 2 tasks of run");
    expect(ended.out).toBe("undone: deploy\nundone: migrate\n");
    expect(ended.code).toBe(0);
    expect(place.lines("did")).toEqual(["migrate", "copy", "deploy", "undeploy", "unmigrate"]);
    const again = await place.run(["rollback", "latest", "--json"]);
    expect([again.code, JSON.parse(again.out)]).toMatchObject([
      0,
      { undone: [], failed: null, not_undone: [] },
    ]);
    expect(again.err).toContain("nothing to undo");
    expect(place.lines("did")).toHaveLength(5);
  });

  it("stops at what cannot be undone, and tries that again the next time", async () => {
    const place = project({ "it.yml": DEPLOY(IMPOSSIBLE) });
    await place.run(["run", "it.yml"]);
    const ended = await place.run(["rollback", "latest", "--json"]);
    expect([ended.code, JSON.parse(ended.out)]).toMatchObject([
      1,
      { undone: [], failed: { task: "deploy" }, not_undone: ["migrate"], restored: null },
    ]);
    expect(place.lines("did")).toEqual(["migrate", "copy", "deploy"]);
    const again = await place.run(["rollback", "latest", "--json"]);
    expect(JSON.parse(again.out)).toMatchObject({ failed: { task: "deploy" } });
  });

  it("does not undo twice what it undid before it stopped", async () => {
    const text = DEPLOY(UNDO).replace("echo unmigrate >> did", "exit 3");
    const place = project({ "it.yml": text });
    await place.run(["run", "it.yml"]);
    const first = await place.run(["rollback", "latest", "--json"]);
    expect(JSON.parse(first.out)).toMatchObject({ undone: ["deploy"], failed: { task: "migrate" } });
    const second = await place.run(["rollback", "latest", "--json"]);
    expect(JSON.parse(second.out)).toMatchObject({ undone: [], failed: { task: "migrate" } });
    expect(place.lines("did")).toEqual(["migrate", "copy", "deploy", "undeploy"]);
  });

  it("does what was undone again when the run is resumed, and undoes that again", async () => {
    const place = project({ "it.yml": DEPLOY(UNDO) });
    await place.run(["run", "it.yml"]);
    await place.run(["rollback", "latest"]);
    expect((await place.run(["resume", "latest"])).code).toBe(0);
    expect(place.lines("did").slice(5)).toEqual(["migrate", "deploy"]);
    expect((await place.run(["rollback", "latest"])).code).toBe(0);
    expect(place.lines("did").slice(7)).toEqual(["undeploy", "unmigrate"]);
  });

  it("asks before it reaches beyond this machine", async () => {
    const place = project({ "it.yml": DEPLOY(`effect_class: external\n    ${UNDO}`) });
    await place.run(["run", "it.yml"]);
    const refused = await place.run(["rollback", "latest"]);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('undoing "deploy" reaches beyond this machine');
    expect(place.lines("did")).toHaveLength(3);
    expect((await place.run(["rollback", "latest", "--yes"])).code).toBe(0);
    expect(place.lines("did")).toHaveLength(5);
  });

  it("brings the files back only when asked for, and touches neither index nor HEAD", async () => {
    const place = project({ "it.yml": DEPLOY(UNDO), tracked: "as it was\n" });
    const git = (...words: readonly string[]): string =>
      execFileSync("git", ["-c", "user.name=P", "-c", "user.email=p@x", ...words], {
        cwd: place.directory,
        encoding: "utf8",
      });
    git("init", "--quiet");
    git("add", "-A");
    git("commit", "--quiet", "-m", "first");
    await place.run(["run", "it.yml"]);
    await place.run(["rollback", "latest"]);
    expect(place.read("tracked")).toBe("changed\n");
    const before = [git("rev-parse", "HEAD"), git("ls-files", "--stage")];
    const ended = await place.run(["rollback", "latest", "--restore-tree"]);
    expect(ended.err).toContain("restoring 2 files\n  remove      did\n  change back tracked\n");
    expect([place.read("tracked"), place.has("did")]).toEqual(["as it was\n", false]);
    expect([git("rev-parse", "HEAD"), git("ls-files", "--stage")]).toEqual(before);
    expect(git("for-each-ref", "--format=%(refname)")).toContain("/before-restore-1\n");
  });

  it("leaves a run alone that is going on", async () => {
    const text = DEPLOY(UNDO).replace("echo copy >> did", "while [ ! -e go ]; do sleep 0.02; done");
    const place = project({ "it.yml": text });
    const running = place.start(["run", "it.yml", "-q"]);
    await until("the run to be under way", () => place.has("did"));
    const refused = await place.run(["rollback", "latest"]);
    expect([refused.code, refused.err]).toMatchObject([2, expect.stringContaining("is driven by process")]);
    place.write("go", "");
    await running.ended;
  });

  it("has nothing to do where nothing says how it is undone", async () => {
    const place = project({
      "it.yml": "name: plain\ntasks:\n  - { id: a, type: command, run: [echo, hi] }\n",
    });
    await place.run(["run", "it.yml"]);
    const ended = await place.run(["rollback", "latest"]);
    expect([ended.code, ended.out]).toEqual([0, ""]);
    const restore = await place.run(["rollback", "latest", "--restore-tree"]);
    expect([restore.code, restore.err]).toMatchObject([2, expect.stringContaining("were not remembered")]);
  });
});
