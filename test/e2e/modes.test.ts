/** What the author's words do when a workflow really runs: order, failure, rules, time, places and money. */
import { describe, expect, it } from "vitest";
import { played, type TaskDocument } from "../rig/program.ts";

const at = (text: string | null): number => Date.parse(text ?? "");
const began = (task: TaskDocument): number => at(task.started_at);
const finished = (task: TaskDocument): number => at(task.finished_at);

const graph = (settings: string, tasks: string, rest = ""): string =>
  `name: it\nsettings: { ${settings} }\ntasks:\n${tasks}\n${rest}`;

describe("settings.on_failure", () => {
  const TASKS = `
  - { id: bad, type: command, run: [bash, -c, "sleep 0.2; exit 3"] }
  - { id: long, type: command, run: [bash, -c, "sleep 0.6; echo kept"] }
  - { id: next, type: command, run: [echo, x], dependencies: [long] }
  - { id: after, type: command, run: [echo, x], dependencies: [bad] }
  - { id: rescue, type: command, run: [echo, x], dependencies: [bad], trigger_rule: one_failed }`;

  it("stop lets running work finish and starts nothing new", async () => {
    const { code, document, status, task } = await played(graph("on_failure: stop, max_parallel: 2", TASKS));
    expect(code).toBe(1);
    expect(document.conclusion).toBe("failure");
    expect(status).toEqual({
      bad: "failure",
      long: "success",
      next: "skipped",
      after: "upstream_failed",
      rescue: "skipped",
    });
    expect(task("long").output).toBe("kept");
    expect(task("bad").reason).toContain("exit code 3");
  });

  it("continue lets the other branches go on", async () => {
    const { code, status } = await played(graph("on_failure: continue, max_parallel: 2", TASKS));
    expect(code).toBe(1);
    expect(status).toEqual({
      bad: "failure",
      long: "success",
      next: "success",
      after: "upstream_failed",
      rescue: "success",
    });
  });

  it("cancel also ends what runs", async () => {
    const tasks = TASKS.replace("sleep 0.6", "sleep 30");
    const { code, document, status, task } = await played(
      graph("on_failure: cancel, max_parallel: 2", tasks),
    );
    expect(code).toBe(1);
    expect(document.conclusion).toBe("failure");
    expect(status).toMatchObject({ bad: "failure", long: "cancelled" });
    expect(task("long").duration_ms ?? 30_000).toBeLessThan(10_000);
  });
});

describe("on_failure of a task", () => {
  it("skip counts as skipped, continue and allow_failure as success for those that follow", async () => {
    const { code, document, status } = await played(
      graph(
        "on_failure: stop",
        `
  - { id: a, type: command, run: ["false"], on_failure: skip }
  - { id: b, type: command, run: ["false"], on_failure: continue }
  - { id: c, type: command, run: ["false"], allow_failure: true }
  - { id: after-a, type: command, run: [echo, x], dependencies: [a] }
  - { id: after-b, type: command, run: [echo, x], dependencies: [b], trigger_rule: all_success }
  - { id: after-c, type: command, run: [echo, "\${c.status}"], dependencies: [c] }`,
      ),
    );
    expect(code).toBe(0);
    expect(document.conclusion).toBe("success");
    expect(status).toEqual({
      a: "skipped",
      b: "failure",
      c: "failure",
      "after-a": "skipped",
      "after-b": "success",
      "after-c": "success",
    });
  });

  it("retry gives one more attempt by default", async () => {
    const script = "echo x >> tries; test $(wc -l < tries) -eq 2";
    const { code, task } = await played(
      graph(
        "max_parallel: 1",
        `  - { id: a, type: command, on_failure: retry, retry: { delay: 0 }, run: [bash, -c, "${script}"] }`,
      ),
    );
    expect(code).toBe(0);
    expect(task("a").attempts).toBe(2);
  });
});

describe("trigger rules", () => {
  it("decide by how the direct dependencies ended, and by nothing else", async () => {
    const rules: Readonly<Record<string, string>> = {
      all_success: "upstream_failed",
      all_done: "success",
      all_failed: "skipped",
      all_skipped: "skipped",
      one_success: "success",
      one_failed: "success",
      one_done: "success",
      none_failed: "upstream_failed",
      none_failed_min_one_success: "upstream_failed",
      none_skipped: "skipped",
      all_done_min_one_success: "success",
      always: "success",
    };
    const tasks = Object.keys(rules).map(
      (rule) =>
        `  - { id: ${rule}, type: command, run: ["true"], trigger_rule: ${rule}, dependencies: [good, bad, left] }`,
    );
    const { status } = await played(
      graph(
        "on_failure: continue, max_parallel: 8",
        `
  - { id: good, type: command, run: ["true"] }
  - { id: bad, type: command, run: ["false"] }
  - { id: left, type: command, run: ["true"], condition: "1 == 2" }
${tasks.join("\n")}`,
      ),
      ["--max-parallel", "8"],
    );
    expect(status).toEqual({ good: "success", bad: "failure", left: "skipped", ...rules });
  });
});

describe("conditions", () => {
  it("see statuses, success() and failure(), and outputs with ?? where one may be absent", async () => {
    const { code, status, task } = await played(
      graph(
        "on_failure: continue",
        `
  - { id: bad, type: command, run: [bash, -c, "echo broken >&2; exit 1"], allow_failure: true }
  - { id: off, type: command, run: [echo, never], condition: "inputs.on" }
  - { id: if-failed, type: command, run: [echo, "\${bad.error}"], dependencies: [bad], condition: "bad.status == 'failure'" }
  - { id: on-failure, type: command, run: ["true"], dependencies: [bad], condition: "failure()", trigger_rule: all_done }
  - { id: on-success, type: command, run: ["true"], dependencies: [bad], condition: "success()", trigger_rule: all_done }
  - { id: with-default, type: command, run: [echo, "\${off.output ?? 'nothing'}"], dependencies: [off], trigger_rule: all_done }
  - { id: without, type: command, run: [echo, "\${off.output}"], dependencies: [off], trigger_rule: all_done }
  - { id: wrong, type: command, run: ["true"], condition: "fromJSON('{') == 1" }`,
        "inputs: { on: { type: boolean, default: false } }",
      ),
    );
    expect(status).toEqual({
      bad: "failure",
      off: "skipped",
      "if-failed": "success",
      "on-failure": "success",
      "on-success": "skipped",
      "with-default": "success",
      without: "skipped",
      wrong: "failure",
    });
    expect(code).toBe(1);
    expect(task("if-failed").output).toContain("broken");
    expect(task("with-default").output).toBe("nothing");
    expect(task("without").reason).toContain("off.output");
    expect(task("wrong").reason).toContain("condition-error");
  });

  it("skip with a reason, and a skip that was required fails the run", async () => {
    const tasks = `
  - { id: a, type: command, run: ["true"], condition: "inputs.on", required: true }
  - { id: b, type: command, run: ["true"] }`;
    const { code, status, task, err } = await played(
      graph("max_parallel: 2", tasks, "inputs: { on: { type: boolean, default: false } }"),
    );
    expect(status).toEqual({ a: "skipped", b: "success" });
    expect(task("a").reason).toContain("condition");
    expect(code).toBe(1);
    expect(err).toContain("required");
  });

  it("fail the run if a required output of the workflow is missing", async () => {
    const rest = `inputs: { on: { type: boolean, default: false } }
outputs: { answer: { value: "\${a.output}", required: true } }`;
    const tasks = `  - { id: a, type: command, run: ["true"], condition: "inputs.on" }`;
    const { code, document, err } = await played(graph("max_parallel: 2", tasks, rest));
    expect(code).toBe(1);
    expect(document.conclusion).toBe("failure");
    expect(err).toContain("answer");
  });
});

describe("hooks and finally", () => {
  const rest = `
hooks:
  on_start: [{ id: hello, type: command, run: [bash, -c, "echo start >> order"] }]
  on_success: [{ id: well, type: command, run: [bash, -c, "echo success >> order"] }]
  on_failure: [{ id: ill, type: command, run: [bash, -c, "echo failure >> order"] }]
  on_complete: [{ id: end, type: command, run: [bash, -c, 'echo "complete $0" >> order', "\${run.conclusion}"] }]
finally: [{ id: tidy, type: command, run: [bash, -c, "echo finally >> order"] }]`;

  it("run in their order after a success", async () => {
    const { code, status, place } = await played(
      graph("max_parallel: 2", `  - { id: a, type: command, run: [bash, -c, "echo a >> order"] }`, rest),
    );
    expect(code).toBe(0);
    expect(place.lines("order")).toEqual(["start", "a", "finally", "success", "complete success"]);
    expect(status).toMatchObject({
      a: "success",
      tidy: "success",
      well: "success",
      ill: "skipped",
      end: "success",
    });
  });

  it("run in their order after a failure, also under stop", async () => {
    const { code, place } = await played(
      graph("on_failure: stop", `  - { id: a, type: command, run: ["false"] }`, rest),
    );
    expect(code).toBe(1);
    expect(place.lines("order")).toEqual(["start", "finally", "failure", "complete failure"]);
  });

  it("a failed hook warns, a failed finally fails the run", async () => {
    const a = `  - { id: a, type: command, run: ["true"] }`;
    const hook = await played(
      graph("max_parallel: 2", a, `hooks: { on_success: [{ id: h, type: command, run: ["false"] }] }`),
    );
    expect(hook.code).toBe(0);
    expect(hook.status).toEqual({ a: "success", h: "failure" });
    const last = await played(
      graph("max_parallel: 2", a, `finally: [{ id: f, type: command, run: ["false"] }]`),
    );
    expect(last.code).toBe(1);
    expect(last.document.conclusion).toBe("failure");
  });
});

describe("groups", () => {
  const steps = (waitFor: string): string => `
name: it
steps:
  - id: race
    type: parallel
    wait_for: ${waitFor}
    steps:
      - { id: slow, type: command, run: [bash, -c, "sleep ${waitFor === "any" ? 30 : 0.3}; echo slow"] }
      - { id: quick, type: command, run: [bash, -c, "sleep 0.1; echo quick"] }
      - { id: broken, type: command, run: ["false"]${waitFor === "all" ? ", on_failure: continue" : ""} }
  - { id: then, type: command, dependencies: [race], run: [echo, "\${toJSON(race.output)}"] }`;

  it("wait_for any ends with the first success and cancels the others", async () => {
    const { code, status, task } = await played(steps("any"), ["--max-parallel", "4"]);
    expect(status).toEqual({
      race: "success",
      slow: "cancelled",
      quick: "success",
      broken: "failure",
      then: "success",
    });
    expect(code).toBe(0);
    expect(task("race").duration_ms ?? 30_000).toBeLessThan(15_000);
  });

  it("wait_for all ends with the last", async () => {
    const { code, status, task } = await played(steps("all"), ["--max-parallel", "4"]);
    expect(status).toEqual({
      race: "success",
      slow: "success",
      quick: "success",
      broken: "failure",
      then: "success",
    });
    expect(code).toBe(0);
    expect(began(task("then"))).toBeGreaterThanOrEqual(finished(task("slow")));
  });
});

describe("time", () => {
  it("timeout ends an attempt with everything it started and is not tried again by default", async () => {
    const { code, status, task } = await played(
      graph(
        "cancel_grace: 1",
        `  - { id: a, type: command, timeout: 0.3, retry: { max_attempts: 3, delay: 0 }, run: [bash, -c, "sleep 30 & sleep 30"] }`,
      ),
    );
    expect(code).toBe(1);
    expect(status).toEqual({ a: "failure" });
    expect(task("a").attempts).toBe(1);
    expect(task("a").reason).toMatch(/^timeout/);
  });

  it("a timeout is tried again if the author says so", async () => {
    const script = "echo x >> tries; test $(wc -l < tries) -eq 2 || sleep 30";
    const { code, task } = await played(
      graph(
        "cancel_grace: 1",
        `  - { id: a, type: command, timeout: 0.4, retry: { max_attempts: 2, delay: 0, on: [timeout] }, run: [bash, -c, "${script}"] }`,
      ),
    );
    expect(code).toBe(0);
    expect(task("a").attempts).toBe(2);
  });

  it("idle_timeout counts silence only, and silence is tried again", async () => {
    const noisy = "for i in 1 2 3 4 5 6; do echo $i; sleep 0.3; done";
    const silent = "echo x >> tries; test $(wc -l < tries) -eq 2 || sleep 30";
    const { code, status, task } = await played(
      graph(
        "cancel_grace: 1",
        `
  - { id: noisy, type: command, idle_timeout: 1, run: [bash, -c, "${noisy}"] }
  - { id: silent, type: command, idle_timeout: 0.5, retry: { delay: 0 }, run: [bash, -c, "${silent}"] }`,
      ),
    );
    expect(status).toEqual({ noisy: "success", silent: "success" });
    expect(code).toBe(0);
    expect(task("silent").attempts).toBe(2);
  });

  it("total_timeout covers all attempts with their waits", async () => {
    const { code, task } = await played(
      graph(
        "cancel_grace: 1",
        `  - { id: a, type: command, total_timeout: 0.8, retry: { max_attempts: 50, delay: 0.2, backoff: fixed, jitter: 0 }, run: ["false"] }`,
      ),
    );
    expect(code).toBe(1);
    expect(task("a").attempts).toBeGreaterThan(1);
    expect(task("a").attempts).toBeLessThan(6);
    expect(task("a").duration_ms ?? 0).toBeLessThan(2000);
  });

  it("settings.timeout ends the run with a code of its own, finally included", async () => {
    const { code, status, document } = await played(
      graph(
        "timeout: 0.4, cancel_grace: 1",
        `
  - { id: a, type: command, run: [sleep, "30"] }
  - { id: b, type: command, run: ["true"], dependencies: [a] }`,
        `finally: [{ id: tidy, type: command, run: ["true"] }]`,
      ),
    );
    expect(code).toBe(5);
    expect(document.conclusion).toBe("failure");
    expect(status["tidy"]).toBe("success");
    expect(status["b"]).not.toBe("success");
  });
});

describe("retries", () => {
  const mock = (...kinds: readonly string[]): string =>
    `[${kinds.map((kind) => (kind === "ok" ? "{ output: fine }" : `{ fail: ${kind} }`)).join(", ")}]`;
  const task = (id: string, retry: string, replies: string): string =>
    `  - { id: ${id}, agent: coder, prompt: x, retry: ${retry}, mock: ${replies} }`;

  it("follow the class of the failure", async () => {
    const { status, task: of } = await played(
      graph(
        "on_failure: continue, max_parallel: 9",
        [
          task("error", "{ max_attempts: 2, delay: 0 }", mock("agent-error", "ok")),
          task("exit", "{ max_attempts: 2, delay: 0 }", mock("agent-exit", "ok")),
          task("auth", "{ max_attempts: 5, delay: 0 }", mock("auth", "ok")),
          task("policy", "{ max_attempts: 5, delay: 0 }", mock("policy", "ok")),
          task("machine", "{ max_attempts: 1, delay: 0 }", mock("infrastructure", "infrastructure", "ok")),
          task("machines", "{ max_attempts: 1, delay: 0 }", mock("infrastructure")),
          task("named", "{ max_attempts: 2, delay: 0, on: [timeout] }", mock("agent-error", "ok")),
          task("spent", "{ max_attempts: 3, delay: 0 }", mock("agent-error")),
          task(
            "when",
            "{ max_attempts: 3, delay: 0, when: \"failure.class == 'agent-exit'\" }",
            mock("agent-error"),
          ),
        ].join("\n"),
      ),
      ["--runner", "scripted"],
    );
    const came = (id: string): readonly [string, number] => [status[id] ?? "", of(id).attempts];
    expect(came("error")).toEqual(["success", 2]);
    expect(came("exit")).toEqual(["success", 2]);
    expect(came("auth")).toEqual(["failure", 1]);
    expect(came("policy")).toEqual(["failure", 1]);
    expect(came("machine")).toEqual(["success", 3]);
    expect(came("machines")).toEqual(["failure", 3]);
    expect(came("named")).toEqual(["failure", 1]);
    expect(came("spent")).toEqual(["failure", 3]);
    expect(came("when")).toEqual(["failure", 1]);
  });

  it("wait as long as the backoff says", async () => {
    const { task: of } = await played(
      graph(
        "max_parallel: 2",
        [
          task(
            "fixed",
            "{ max_attempts: 3, delay: 0.3, backoff: fixed, jitter: 0 }",
            mock("agent-error", "agent-error", "ok"),
          ),
          task(
            "growing",
            "{ max_attempts: 3, delay: 0.3, backoff: exponential, jitter: 0 }",
            mock("agent-error", "agent-error", "ok"),
          ),
        ].join("\n"),
      ),
      ["--runner", "scripted"],
    );
    const took = (id: string): number => of(id).duration_ms ?? 0;
    expect(took("fixed")).toBeGreaterThanOrEqual(600);
    expect(took("growing")).toBeGreaterThanOrEqual(900);
    expect(took("fixed")).toBeLessThan(took("growing"));
  });
});

describe("places", () => {
  const most = (tasks: readonly TaskDocument[]): number =>
    Math.max(
      ...tasks.map(
        (one) => tasks.filter((other) => began(other) <= began(one) && finished(other) > began(one)).length,
      ),
    );

  it("max_parallel and pools are never exceeded and are used in full", async () => {
    const rows = Array.from(
      { length: 8 },
      (_, index) =>
        `  - { id: t${index}, type: command, ${index < 4 ? "pool: few, " : ""}run: [sleep, "0.2"] }`,
    );
    const { document } = await played(graph("max_parallel: 3, pools: { few: 1 }", rows.join("\n")));
    expect(most(document.tasks)).toBe(3);
    expect(most(document.tasks.slice(0, 4))).toBe(1);
  });

  it("priority decides who goes first, and the order of the file between equals", async () => {
    const row = (id: string, priority: number): string =>
      `  - { id: ${id}, type: command, priority: ${priority}, run: [bash, -c, "echo $AO_TASK_ID >> order"] }`;
    const { place } = await played(
      graph("max_parallel: 1", [row("a", 0), row("b", 5), row("c", 5), row("d", 9)].join("\n")),
    );
    expect(place.lines("order")).toEqual(["d", "b", "c", "a"]);
  });

  it("mode: sequential follows the file, whatever is free", async () => {
    const row = (id: string): string =>
      `  - { id: ${id}, type: command, run: [bash, -c, "sleep 0.0$((RANDOM % 9)); echo ${id} >> order"] }`;
    const { place } = await played(
      graph("mode: sequential, max_parallel: 4", ["x", "c", "b", "a"].map(row).join("\n")),
    );
    expect(place.lines("order")).toEqual(["x", "c", "b", "a"]);
  });
});

describe("budgets", () => {
  it("stop the run with code 5 and keep what was done", async () => {
    const row = (id: string, rest: string): string =>
      `  - { id: ${id}, agent: coder, prompt: x, mock: { output: did, cost_usd: 0.6 }${rest} }`;
    const { code, document, status } = await played(
      graph(
        "budget: { max_cost_usd: 1 }",
        [row("a", ""), row("b", ", dependencies: [a]"), row("c", ", dependencies: [b]")].join("\n"),
      ),
      ["--runner", "scripted"],
    );
    expect(code).toBe(5);
    expect(document.conclusion).toBe("failure");
    expect(status).toMatchObject({ a: "success", c: "skipped" });
    expect(document.total_cost_usd).toBeGreaterThan(0.5);
  });
});
