/** What decides about success in a real run: checks, repairs, and whoever steps in. */
import { describe, expect, it } from "vitest";
import { played } from "../rig/program.ts";

const workflow = (tasks: string): string => `name: it
agents:
  coder: { runner: scripted, prompt: x }
  mender:
    runner: command
    prompt: y
    command: [bash, -c, 'if [ -z "\${AO_REPAIR_FILE:-}" ]; then echo "{}"; else cp "$AO_REPAIR_FILE" seen.json; cat > asked; echo "{\\"ok\\":true}"; fi']
tasks:
${tasks}`;

describe("verify", () => {
  it("believes a command and not the agent, in the task's directory, and tells its last words", async () => {
    const { code, task, status, place } = await played(
      workflow(`
  - id: good
    agent: coder
    prompt: x
    mock: { output: done, write: { "here.txt": yes } }
    verify: [{ run: [test, -f, here.txt] }, { condition: "output == 'done'" }]
  - id: bad
    agent: coder
    prompt: x
    dependencies: [good]
    mock: { output: all tests pass, cost_usd: 0.5 }
    verify: { run: [bash, -c, "echo 3 tests fail; exit 2"] }`),
    );
    expect(code).toBe(1);
    expect(status).toEqual({ good: "success", bad: "failure" });
    expect(task("bad").reason).toMatch(/^verify-failed: .*3 tests fail/s);
    expect(task("bad").cost_usd).toBe(0.5);
    expect((await place.run(["logs", "latest", "bad"])).out).toContain("3 tests fail");
  });

  it("that fails is tried again like every failure", async () => {
    const { code, task } = await played(
      workflow(`
  - id: a
    agent: coder
    prompt: x
    retry: { max_attempts: 3, delay: 0 }
    mock: [{ output: one }, { output: two }]
    verify: { condition: "output == 'two'" }`),
    );
    expect(code).toBe(0);
    expect(task("a").attempts).toBe(2);
  });

  it("that hangs ends at its own deadline, with everything that it started", async () => {
    const { code, task } = await played(
      workflow(`
  - id: a
    agent: coder
    prompt: x
    mock: { output: one }
    verify: { run: [bash, -c, "sleep 30 & sleep 30"], timeout: 0.3 }`),
    );
    expect(code).toBe(1);
    expect(task("a").reason).toContain("took longer than 300ms");
    expect(task("a").duration_ms ?? 30_000).toBeLessThan(15_000);
  });
});

describe("the timeout of an attempt", () => {
  it("covers what verifies it, and keeps what the work has cost", async () => {
    const { code, task } = await played(
      workflow(`
  - id: a
    agent: coder
    prompt: x
    timeout: 0.5
    mock: { output: one, cost_usd: 0.25 }
    verify: { run: [bash, -c, "sleep 30 & sleep 30"] }`),
    );
    expect(code).toBe(1);
    expect(task("a").reason).toMatch(/^timeout/);
    expect(task("a").cost_usd).toBe(0.25);
    expect(task("a").duration_ms ?? 30_000).toBeLessThan(15_000);
  });

  it("covers its repairs", async () => {
    const { code, task } = await played(
      workflow(`
  - id: a
    agent: coder
    prompt: x
    timeout: 0.5
    outputs: { schema: { type: object } }
    mock: [{ output: x, delay: 0.1 }, { output: y, delay: 30 }]`),
    );
    expect(code).toBe(1);
    expect(task("a").reason).toMatch(/^timeout/);
    expect(task("a").duration_ms ?? 30_000).toBeLessThan(15_000);
  });
});

describe("a repair", () => {
  it("shows a command agent what was wrong, in a file and in its prompt, within one attempt", async () => {
    const { code, task, place } = await played(
      workflow(`
  - id: a
    agent: mender
    prompt: Do it
    outputs: { schema: { type: object, required: [ok] } }`),
    );
    expect(code).toBe(0);
    expect(task("a")).toMatchObject({ attempts: 1, output: { ok: true } });
    expect(JSON.parse(place.read("seen.json"))).toEqual({
      issues: ["the result must have required property 'ok'"],
      previous: "{}",
    });
    expect(place.read("asked")).toMatch(/^Do it[^]*<data name="issues"[^]*required property 'ok'/);
    const events = place.journal(place.runs()[0] ?? "").map(({ type }) => type);
    expect(events.filter((type) => type === "task.repaired")).toHaveLength(1);
    expect(events.indexOf("task.repaired")).toBeLessThan(events.indexOf("task.succeeded"));
  });

  it("counts what every call has cost", async () => {
    const { task, document } = await played(
      workflow(`
  - id: a
    agent: coder
    prompt: x
    outputs: { schema: { type: object } }
    mock: [{ output: x, cost_usd: 0.25 }, { structured: {}, cost_usd: 0.5 }]`),
    );
    expect(task("a").cost_usd).toBe(0.75);
    expect(document.total_cost_usd).toBe(0.75);
  });
});

describe("a fallback", () => {
  it("is asked when the attempts are spent", async () => {
    const { code, task } = await played(
      workflow(`
  - id: a
    agent: coder
    prompt: x
    retry: { max_attempts: 2, delay: 0 }
    mock: { fail: agent-error, message: cannot }
    fallback: { agent: mender }`),
    );
    expect(code).toBe(0);
    expect(task("a").output).toBe("{}");
  });
});
