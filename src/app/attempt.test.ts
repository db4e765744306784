import { describe, expect, it } from "vitest";
import { agentDefinition, assignment } from "../../test/rig/assignment.ts";
import { simulatedClock } from "../../test/rig/clock.ts";
import { memoryArtifacts, memoryLedger } from "../../test/rig/memory.ts";
import { task, PLAN_DIGEST, type TaskWords } from "../../test/rig/plans.ts";
import { commandAgent } from "../adapters/agents/command.ts";
import { scriptedAgent } from "../adapters/agents/scripted.ts";
import { digestOf } from "../adapters/system/digest.ts";
import { schemaIssues } from "../adapters/system/schema.ts";
import { runId } from "../core/base/brand.ts";
import type { Value } from "../core/base/value.ts";
import type { Scope } from "../core/expression/scope.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { millis } from "../core/base/brand.ts";
import type { Agent, Assignment } from "../ports/agent.ts";
import { attempt, type Outcome } from "./attempt.ts";
import type { World } from "./world.ts";

const artifacts = memoryArtifacts();
const clock = simulatedClock();

const world: World = {
  run: runId("run"),
  ledger: memoryLedger({ version: 1, run: runId("run"), plan: PLAN_DIGEST, epoch: 1, writer: "test" }, () =>
    clock.now(),
  ),
  artifacts,
  agents: new Map([["command", commandAgent({ artifacts })]]),
  clock,
  channels: [],
  hash: digestOf,
  issues: schemaIssues,
  environment: {},
  secrets: {},
  directory: "/",
  scratch: (name) => name,
};

const scope: Scope = {
  name: (name) =>
    name === "inputs"
      ? {
          kind: "members",
          member: (key) =>
            key === "limit"
              ? { kind: "value", value: 3, trust: "operator" }
              : { kind: "absent", reference: `inputs.${key}` },
        }
      : undefined,
  status: { success: () => true, failure: () => false, cancelled: () => false },
};

type Tried = Readonly<{ outcome: Outcome; calls: readonly Assignment[]; events: readonly RunEvent[] }>;
type Told = Readonly<{ words?: TaskWords; mock: Value; changes?: Partial<Assignment>; signal?: AbortSignal }>;

async function tried({ words = {}, mock, changes = {}, signal }: Told): Promise<Tried> {
  const own = task("build", words);
  const calls: Assignment[] = [];
  const player = scriptedAgent({ sleep: clock.sleep });
  const agent: Agent = {
    ...player,
    attempt: (part, say, stop) => {
      calls.push(part);
      return player.attempt(part, say, stop);
    },
  };
  const events: RunEvent[] = [];
  const schema = own.schema === undefined ? {} : { schema: own.schema };
  const part = assignment({ mock, prompt: "Do it.", agent: agentDefinition(), ...schema, ...changes });
  const stop = signal ?? new AbortController().signal;
  const outcome = await attempt(
    world,
    agent,
    own,
    part,
    () => {},
    stop,
    (event) => void events.push(event),
    scope,
  );
  return { outcome, calls, events };
}

const failureOf = ({ outcome }: Tried): { kind: string; message: string } => {
  if (outcome.ok) throw new Error(`should have failed: ${outcome.value.output}`);
  return outcome.error.failure;
};

const schema = { type: "object", required: ["ok"], properties: { ok: { type: "boolean" } } };

describe("an answer that does not fit", () => {
  it("is sent back once, with what is wrong with it, and what the first call cost is told first", async () => {
    const { outcome, calls, events } = await tried({
      words: { schema },
      mock: [
        { structured: { ok: "yes" }, cost_usd: 0.1 },
        { structured: { ok: true }, cost_usd: 0.2 },
      ],
    });
    expect(outcome).toMatchObject({ ok: true, value: { structured: { ok: true }, usage: { costUsd: 0.2 } } });
    expect(events).toEqual([
      {
        type: "task.repaired",
        task: "build",
        n: 1,
        issues: ["ok must be boolean"],
        usage: { inputTokens: 0, outputTokens: 0, costUsd: 0.1 },
      },
    ]);
    expect(calls.map(({ call, part }) => [call, part])).toEqual([
      [0, undefined],
      [1, "repair-1"],
    ]);
    expect(calls[1]?.repair).toEqual({ issues: ["ok must be boolean"], previous: '{"ok":"yes"}' });
    expect(calls[1]?.prompt).toMatch(/^Do it\.\n\n[^]*<data name="issues" id="\w+">\n- ok must be boolean\n/);
  });

  it("fails when the repairs are spent, and keeps what the last call gave and cost", async () => {
    const told = { words: { schema, maxRepairs: 2 }, mock: { structured: { ok: 1 }, cost_usd: 0.1 } };
    const { outcome, calls, events } = await tried(told);
    expect(calls).toHaveLength(3);
    expect(events).toHaveLength(2);
    expect(outcome).toMatchObject({
      ok: false,
      error: { failure: { kind: "output-invalid", issues: ["ok must be boolean"] }, usage: { costUsd: 0.1 } },
    });
  });

  it("is not sent back where the author does not want it, nor to a command that was not told to", async () => {
    const mock = { output: "no data" };
    expect((await tried({ words: { schema, maxRepairs: 0 }, mock })).calls).toHaveLength(1);
    const command = { schema, work: { type: "command", run: ["x"] } } as const;
    expect((await tried({ words: command, mock })).calls).toHaveLength(1);
    expect((await tried({ words: { ...command, maxRepairs: 1 }, mock })).calls).toHaveLength(2);
  });

  it("may be nothing at all, or null, whatever the schema would allow", async () => {
    const any = { schema: {}, maxRepairs: 0 };
    expect(failureOf(await tried({ words: any, mock: { output: "text" } })).message).toContain(
      "no structured",
    );
    const nothing = await tried({ words: any, mock: { output: "x", structured: null } });
    expect(failureOf(nothing)).toMatchObject({ kind: "output-invalid" });
  });

  it("goes on in the session that the runner names", async () => {
    const own = task("build", { schema });
    const seen: Assignment[] = [];
    const agent: Agent = {
      name: "talker",
      ready: () => Promise.resolve(null),
      attempt: (part) => {
        seen.push(part);
        const structured = seen.length === 1 ? {} : { ok: true };
        return Promise.resolve({ ok: true, value: { output: "", structured, session: "s1" } });
      },
    };
    const part = assignment({ prompt: "Do it.", agent: agentDefinition(), schema });
    const stop = new AbortController().signal;
    await attempt(
      world,
      agent,
      own,
      part,
      () => {},
      stop,
      () => {},
      scope,
    );
    expect(seen[1]?.repair?.session).toBe("s1");
    expect(seen[1]?.prompt).not.toContain("Do it.");
  });

  it("cost what was reported on the way, where its end says nothing of it", async () => {
    const own = task("build", { schema });
    const events: RunEvent[] = [];
    const usage = { inputTokens: 3, outputTokens: 4, costUsd: 0.5 };
    const agent: Agent = {
      name: "reporter",
      ready: () => Promise.resolve(null),
      attempt: ({ repair }, _say, _stop, report) => {
        report?.(usage);
        return Promise.resolve({ ok: true, value: { output: "", structured: { ok: repair ? true : 1 } } });
      },
    };
    const part = assignment({ prompt: "Do it.", agent: agentDefinition(), schema });
    const hear = (event: RunEvent): void => void events.push(event);
    const stop = new AbortController().signal;
    await attempt(world, agent, own, part, () => {}, stop, hear, scope);
    expect(events.map((event) => [event.type, "usage" in event ? event.usage : null])).toEqual([
      ["usage.reported", usage],
      ["task.repaired", usage],
      ["usage.reported", usage],
    ]);
  });

  it("is not sent back once the attempt was called off", async () => {
    const stop = new AbortController();
    const own = task("build", { schema });
    let calls = 0;
    const agent: Agent = {
      name: "late",
      ready: () => Promise.resolve(null),
      attempt: () => {
        calls += 1;
        stop.abort();
        return Promise.resolve({ ok: true, value: { output: "x" } });
      },
    };
    const part = assignment({ schema });
    await attempt(
      world,
      agent,
      own,
      part,
      () => {},
      stop.signal,
      () => {},
      scope,
    );
    expect(calls).toBe(1);
  });

  it("of unknown cost stays of unknown cost", async () => {
    const { events } = await tried({
      words: { schema, work: { type: "agent", agent: "coder", runner: "other", options: {} } },
      mock: [{ structured: 1 }, { structured: { ok: true } }],
    });
    expect(events).toMatchObject([{ usage: { costUsd: null } }]);
  });
});

describe("verification", () => {
  const env = { PATH: process.env["PATH"] ?? "/usr/bin:/bin", OWN: "mine" };
  const verify = (...checks: NonNullable<TaskWords["verify"]>): TaskWords => ({ verify: checks });
  const done = { output: "done", cost_usd: 0.5 };

  it("by a command runs it in the task's directory with its environment, and believes its exit code", async () => {
    const words = verify({ kind: "command", run: 'test "$OWN" = mine && touch verified' });
    const result = await tried({ words, mock: done, changes: { env } });
    expect(result.outcome).toMatchObject({ ok: true, value: { output: "done", usage: { costUsd: 0.5 } } });
  });

  it("repeats the last words of a command that does not agree, and keeps cost and output", async () => {
    const words = verify({ kind: "command", run: ["bash", "-c", "echo 3 tests failed >&2; exit 4"] });
    const result = await tried({ words, mock: done, changes: { env } });
    expect(failureOf(result)).toEqual({
      kind: "verify-failed",
      message: '"bash -c echo 3 tests failed >&2; exit 4" failed (exit code 4): 3 tests failed',
    });
    expect(result.outcome).toMatchObject({ error: { output: "done", usage: { costUsd: 0.5 } } });
  });

  it("fills expressions into an argv, and refuses one that has nothing to fill in", async () => {
    const words = (part: string): TaskWords => verify({ kind: "command", run: ["test", part, "=", "3"] });
    expect((await tried({ words: words("${inputs.limit}"), mock: done, changes: { env } })).outcome.ok).toBe(
      true,
    );
    const own = await tried({
      words: words("${build.status == 'success' ? 3 : 4}"),
      mock: done,
      changes: { env },
    });
    expect(own.outcome.ok).toBe(true);
    const lacking = await tried({ words: words("${inputs.none}"), mock: done, changes: { env } });
    expect(failureOf(lacking).message).toContain("inputs.none is not there");
  });

  it("ends a command at its own deadline", async () => {
    const words = verify({ kind: "command", run: ["sleep", "30"], timeout: millis(1000) });
    const trying = tried({ words, mock: done, changes: { env, cancelGrace: millis(100) } });
    while (clock.pending() === 0) await new Promise((resolve) => void setImmediate(resolve));
    clock.advance(1000);
    expect(failureOf(await trying)).toEqual({
      kind: "verify-failed",
      message: '"sleep 30" took longer than 1.0s',
    });
    expect(clock.pending()).toBe(0);
  });

  it("leaves a machine in trouble what it is", async () => {
    const result = await tried({
      words: verify({ kind: "command", run: "exit 75" }),
      mock: done,
      changes: { env },
    });
    expect(failureOf(result).kind).toBe("infrastructure");
  });

  it.each([
    [{ type: "object", required: ["a"] }, { output: "x", structured: { a: 1 } }, null],
    [{ type: "object", required: ["a"] }, { output: '{"a":1}' }, null],
    [
      { type: "object", required: ["a"] },
      { output: "x", structured: {} },
      "the result does not fit: the result must have required property 'a'",
    ],
    [{}, { output: "x" }, "the result does not fit: the agent gave no structured result"],
    [
      {},
      { output: "x", structured: null },
      "the result does not fit: the agent gave null instead of a structured result",
    ],
  ])("by the schema %j of %j says %s", async (wanted, mock, message) => {
    const result = await tried({ words: verify({ kind: "schema", schema: wanted }), mock });
    if (message === null) expect(result.outcome.ok).toBe(true);
    else expect(failureOf(result)).toEqual({ kind: "verify-failed", message });
  });

  it.each([
    ["output == 'done'", null],
    ["build.output == 'done' && build.status == 'success'", null],
    ["structured.score > inputs.limit", "structured.score is 2, inputs.limit is 3"],
    ["tasks['build'].outputs.score >= 2", null],
    ["build.cost < 0.1", "build.cost is 0.5"],
    ["structured.missing", "structured.missing is not there"],
    ["structured.nothing", "structured.nothing is null"],
  ])("by the condition %s sees %s", async (condition, values) => {
    const mock = { ...done, structured: { score: 2, nothing: null } };
    const result = await tried({ words: verify({ kind: "condition", condition }), mock });
    if (values === null) expect(result.outcome).toMatchObject({ ok: true });
    else
      expect(failureOf(result)).toEqual({
        kind: "verify-failed",
        message: `the condition ${JSON.stringify(condition)} does not hold: ${values}`,
      });
  });

  it("takes an error in a condition for a no", async () => {
    const words = verify({ kind: "condition", condition: "fromJSON(output).ok" });
    const { kind, message } = failureOf(await tried({ words, mock: done }));
    expect(kind).toBe("verify-failed");
    expect(message).toMatch(/cannot be evaluated|does not hold/);
  });

  it("asks every check in the author's order and stops at the first that says no", async () => {
    const words = verify(
      { kind: "condition", condition: "output == 'done'" },
      { kind: "condition", condition: "output == 'other'" },
      { kind: "command", run: ["touch", "/nowhere/at/all"] },
    );
    expect(failureOf(await tried({ words, mock: done, changes: { env } })).message).toContain("other");
  });

  it("asks nothing about an attempt that failed by its own word", async () => {
    const words = verify({ kind: "condition", condition: "true" });
    expect(failureOf(await tried({ words, mock: { fail: "agent-error" } })).kind).toBe("agent-error");
  });
});
