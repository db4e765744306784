/** orchestrate.yml with what dist/ holds: real processes on machines that share nothing but two services. */
import { describe, expect, test } from "vitest";
import { nameIn } from "../../src/adapters/github/manifest.ts";
import { opened, sealed } from "../../src/adapters/github/parcel.ts";
import type { Digest } from "../../src/core/base/brand.ts";
import { decodeSegment } from "../../src/core/journal/codec.ts";
import type { FakeGithub } from "../rig/github.ts";
import { counted, jobScene, jobsOf } from "../rig/job-scene.ts";
import { logOf } from "../rig/orchestrated.ts";
import { job } from "../rig/runner.ts";

/** Jobs of processes on a busy machine. */
const PATIENCE = 180_000;
/** What a run may ask of the API, whatever it does. */
const MOST_CALLS = 100;
const CHECK = "agents / flow";

const flow = (own: string): string => `name: flow
inputs:
  who: { type: string, default: world }
outputs:
  said: { value: "\${sum.output}" }
hooks:
  on_failure:
    - { id: alarm, type: command, run: [sh, -c, "echo alarm >> ${own}/ran"] }
tasks:
  - { id: names, type: command, run: [sh, -c, "echo names >> ${own}/ran; cat ${own}/names.json"] }
  - id: each
    type: command
    dependencies: [names]
    for_each: { items: "\${names.output}", key: "\${item}", max_items: 5 }
    run: [sh, -c, "echo $0 >> ${own}/ran; test $0 != b || test -e ${own}/mended", "\${item}"]
  - id: think
    agent: checker
    dependencies: [names]
    mock: { output: fine, cost_usd: 0.25 }
  - id: never
    type: command
    dependencies: [names]
    if: "\${inputs.who == 'nobody'}"
    run: [sh, -c, "echo never >> ${own}/ran"]
  - id: shaky
    type: command
    dependencies: [names]
    retry: { max_attempts: 2, delay: 10ms }
    run: [sh, -c, "echo shaky >> ${own}/ran; test -e ${own}/again || { touch ${own}/again; exit 1; }"]
  - id: sum
    type: command
    dependencies: [each, think, shaky]
    run: [sh, -c, "echo sum >> ${own}/ran; echo $0", "\${inputs.who} \${think.output}"]
finally:
  - { id: tidy, type: command, run: [sh, -c, "echo tidy >> ${own}/ran"] }
`;

/** Checks of tasks as they were written, in order, without the prefix that all have. */
const taskChecksOf = ({ checks }: FakeGithub): readonly string[] =>
  checks.flatMap(({ name, conclusion }) =>
    name.startsWith(`${CHECK} / `) ? [`${name.slice(CHECK.length + 3)} ${conclusion ?? "open"}`] : [],
  );

describe("a run on several machines", () => {
  test(
    "goes over three waves, and ends as it would have in one job",
    async () => {
      const { fake, results, played, ran, mend, own } = await jobScene(flow, { inputs: '{"who":"moon"}' });
      mend();
      const end = await played.start();
      const log = logOf(end);
      expect(end.conclusion, log).toBe("success");
      expect(jobsOf(end)).toEqual([
        "a1 success",
        "a2 success",
        "a3 success",
        "cleanup success",
        "finish success",
        "plan success",
        "w1 (w1-names) success",
        "w2 (w2-each-a) success",
        "w2 (w2-each-b) success",
        "w2 (w2-each-c) success",
        "w2 (w2-shaky) success",
        "w2 (w2-think) success",
        "w3 (w3-sum) success",
      ]);
      expect(counted(ran())).toEqual({ a: 1, b: 1, c: 1, names: 1, shaky: 2, sum: 1, tidy: 1 });
      expect(end.job("agents").outputs).toMatchObject({ conclusion: "success", effects: "none" });
      expect(fake.checks).toMatchObject([
        { name: "agents / flow", status: "completed", conclusion: "success" },
      ]);
      expect(fake.comments).toHaveLength(1);
      expect(fake.comments[0]?.body).toContain("attempt=1");
      expect(fake.violations).toEqual([]);
      expect(results.violations).toEqual([]);
      expect(fake.calls.length).toBeLessThanOrEqual(MOST_CALLS);
      const alone = job({ files: { "flow.yml": flow(own) }, api: fake.url });
      const ended = await alone.main({
        workflow: "flow.yml",
        runner: "scripted",
        inputs: '{"who":"moon"}',
        comment: "off",
        checks: "off",
      });
      expect(ended.code, ended.out).toBe(0);
      const outputs = alone.outputs();
      const finish = end.job("agents / finish").instances[0];
      expect(finish?.outputs["conclusion"]).toBe(outputs.get("conclusion"));
    },
    PATIENCE,
  );

  test(
    "that failed goes on by re-running the failed jobs, and neither pays for nor tells anything twice",
    async () => {
      const { fake, results, played, ran, mend } = await jobScene(flow, { checks: "tasks", comment: "off" });
      const first = await played.start();
      expect(first.conclusion, logOf(first)).toBe("failure");
      expect(jobsOf(first)).toContain("w2 (w2-each-b) failure");
      expect(counted(ran())).toEqual({ a: 1, alarm: 1, b: 1, c: 1, names: 1, shaky: 2, tidy: 1 });
      expect(fake.checks[0]).toMatchObject({ name: CHECK, status: "completed", conclusion: "failure" });
      const told = taskChecksOf(fake);
      expect(told.toSorted()).toEqual([
        "each[a] success",
        "each[b] failure",
        "each[c] success",
        "names success",
        "never skipped",
        "shaky success",
        "sum cancelled",
        "think success",
      ]);
      mend();
      const second = await played.rerunFailed();
      expect(second.conclusion, logOf(second)).toBe("success");
      expect(counted(ran())).toEqual({ a: 1, alarm: 1, b: 2, c: 1, names: 1, shaky: 2, sum: 1, tidy: 2 });
      expect(fake.checks[0]).toMatchObject({ name: CHECK, status: "completed", conclusion: "success" });
      const again = taskChecksOf(fake).slice(told.length);
      expect(again.toSorted()).toEqual(["each[b] success", "never skipped", "sum success"]);
      expect(fake.calls.length).toBeLessThanOrEqual(MOST_CALLS);
      expect(fake.comments).toEqual([]);
      expect([...fake.violations, ...results.violations]).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "that was cancelled cleans up, says so, and leaves nothing running",
    async () => {
      const slow = (own: string): string => `name: slow
tasks:
  - { id: wait, type: command, run: [sh, -c, "echo wait >> ${own}/ran; sleep 60; echo late >> ${own}/ran"] }
finally:
  - { id: tidy, type: command, run: [sh, -c, "echo tidy >> ${own}/ran"] }
`;
      const { fake, results, played, ran } = await jobScene(slow);
      const ending = played.start();
      await expect.poll(ran, { timeout: 60_000 }).toContain("wait");
      played.cancel();
      const end = await ending;
      expect(end.conclusion, logOf(end)).toBe("cancelled");
      expect(ran(), logOf(end)).toEqual(["wait", "tidy"]);
      expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "cancelled" }]);
      expect(end.job("agents / finish").outputs).toMatchObject({ conclusion: "cancelled" });
      expect(results.artifacts.map(({ name }) => nameIn(name)?.writer)).toContain("w1-wait");
    },
    PATIENCE,
  );

  test(
    "believes no archive in which a leg speaks of the tasks of others",
    async () => {
      const two = (own: string): string => `name: two
settings: { on_failure: continue }
tasks:
  - { id: first, type: command, run: [echo, one] }
  - { id: other, type: command, run: [sh, -c, "test -e ${own}/mended"] }
`;
      const { results, played, mend } = await jobScene(two);
      const before = await played.start();
      expect(before.conclusion, logOf(before)).toBe("failure");
      const [stored] = results.artifacts.filter(({ name }) => nameIn(name)?.writer === "w1-first");
      const name = nameIn(stored?.name ?? "");
      if (stored === undefined || name === null) throw new Error("the leg left nothing");
      const found = opened("it", stored.bytes, name);
      if (!found.ok) throw new Error(found.error.message);
      const [text = ""] = found.value.parcel.segments;
      const forged = text.replaceAll('"task":"first"', '"task":"other"');
      expect(decodeSegment(forged).ok && forged !== text).toBe(true);
      const { files: _files, version: _version, ...label } = found.value.manifest;
      const again = sealed(label, { ...found.value.parcel, segments: [forged] });
      if (!again.ok) throw new Error(again.error);
      stored.bytes = Buffer.from(again.value.bytes);
      stored.digest = again.value.digest satisfies Digest;
      mend();
      const end = await played.rerunFailed();
      expect(end.conclusion).toBe("failure");
      expect(logOf(end)).toContain("cannot be believed");
    },
    PATIENCE,
  );

  test(
    "says what to do where an archive is gone, and where there never was a plan",
    async () => {
      const { results, played, mend } = await jobScene(flow);
      await played.start();
      for (const stored of results.artifacts)
        if (nameIn(stored.name)?.writer === "w1-names") stored.expired = true;
      mend();
      const end = await played.rerunFailed();
      expect(end.conclusion).toBe("failure");
      expect(logOf(end)).toContain("re-run all jobs, or start a new run");
      const broken = await jobScene(() => "name: broken\ntasks: []\n");
      const none = await broken.played.start();
      expect(jobsOf(none)).toEqual(["finish failure", "plan failure"]);
      expect(logOf(none)).toContain("there is no plan");
      expect(none.job("agents").outputs).toEqual({ conclusion: "failure", effects: "none" });
    },
    PATIENCE,
  );

  test(
    "begins anew with all jobs, and with `resume: auto` takes over what it has paid for",
    async () => {
      const { fake, results, played, ran, mend } = await jobScene(flow, { resume: "auto" });
      const first = await played.start();
      expect(first.conclusion, logOf(first)).toBe("failure");
      mend();
      const second = await played.rerunAll();
      const log = logOf(second);
      expect(second.conclusion, log).toBe("success");
      expect(counted(ran()), log).toEqual({
        a: 1,
        alarm: 1,
        b: 2,
        c: 1,
        names: 1,
        shaky: 2,
        sum: 1,
        tidy: 2,
      });
      expect(fake.comments).toHaveLength(1);
      expect(fake.comments[0]?.body).toContain("attempt=2");
      expect([...fake.violations, ...results.violations]).toEqual([]);
    },
    PATIENCE,
  );
});
