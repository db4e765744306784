import { describe, expect, it } from "vitest";
import { assignment } from "../../test/rig/assignment.ts";
import { memoryArtifacts } from "../../test/rig/memory.ts";
import { memoryWorkspace, type MemoryWorkspace } from "../../test/rig/memory-workspace.ts";
import { plan, PLAN_DIGEST, task } from "../../test/rig/plans.ts";
import { digest } from "../core/base/brand.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { blank } from "../core/run/blank.ts";
import type { TaskState } from "../core/run/state.ts";
import type { Agent, Assignment, Refusal } from "../ports/agent.ts";
import type { Commits } from "./commits.ts";
import { inTree } from "./in-tree.ts";
import type { Outcome } from "./trial.ts";
import { trees } from "./trees.ts";
import type { World } from "./world.ts";

const NO_COMMITS: Commits = {
  hear: () => undefined,
  of: () => null,
  before: () => [],
  left: () => [],
  resolved: () => null,
};

const memory = { ...memoryArtifacts(), adopt: () => digest("22".repeat(32)) };

type Act = (given: Assignment, lines: string[], own: TaskState, stop: AbortController) => Outcome;
type Life = Readonly<{ epoch?: number; work?: string; remembers?: boolean; keepFailed?: boolean }>;
type Lived = Readonly<{
  outcome: Outcome;
  calls: readonly Assignment[];
  events: readonly RunEvent[];
}>;

const done: Outcome = { ok: true, value: { output: "done" } };
const refusal: Refusal = { failure: { kind: "agent-error", message: "no" } };
const failed: Outcome = { ok: false, error: refusal };
const forgotten: Outcome = { ok: false, error: { ...refusal, forgotten: true } };

/** One attempt in one process. */
async function lived(space: MemoryWorkspace, act: Act, life: Life = {}): Promise<Lived> {
  const { epoch = 1, work = "1", remembers = true, keepFailed = false } = life;
  const state = blank(plan([task("a", { isolation: "worktree" })]), PLAN_DIGEST);
  state.epoch = epoch;
  const [own] = state.tasks;
  if (own === undefined) throw new Error("the plan is empty");
  Object.assign(own, { fingerprint: digest(work.padStart(64, "0")), attempts: 1, phase: "open" });
  const stop = new AbortController();
  const [calls, events]: [Assignment[], RunEvent[]] = [[], []];
  const agent: Agent = {
    name: "player",
    ...(remembers ? { remembers: true } : {}),
    ready: () => Promise.resolve(null),
    attempt: (given) => {
      calls.push(given);
      return Promise.resolve(act(given, space.linesIn(given.directory), own, stop));
    },
  };
  const ground = {
    run: "run",
    state,
    workspace: space.live(),
    commits: NO_COMMITS,
    artifacts: memory,
    leaks: () => false,
    keepFailed,
  };
  const made = trees(ground, { agents: new Map(), environment: {} });
  const hands = {
    say: () => undefined,
    signal: stop.signal,
    record: (event: RunEvent) => void events.push(event),
  };
  const given = assignment({ epoch });
  const outcome = await inTree({ trees: made } as World, own, agent, given, hands, (whole) =>
    agent.attempt(whole, hands.say, stop.signal),
  );
  return { outcome, calls, events };
}

/** Writes a line, and then the run is stopped. */
const cut =
  (reason: TaskState["halting"]): Act =>
  (_, lines, own, stop) => {
    lines.push("first");
    own.halting = reason;
    stop.abort();
    return failed;
  };

const finishing: Act = (_, lines) => {
  lines.push("second");
  return done;
};

const commitIn = ({ events }: Lived): unknown => events.find(({ type }) => type === "workspace.committed");

describe("an attempt that was cut in a tree of its own", () => {
  it.each(["cancel", null] as const)(
    "by %s goes on in it, and what it had written is committed",
    async (why) => {
      const space = memoryWorkspace();
      const first = await lived(space, cut(why));
      expect(space.names()).toEqual(["a.0.1.1"]);
      const next = await lived(space, finishing, { epoch: 2 });
      expect(next.calls).toMatchObject([{ directory: first.calls[0]?.directory, kept: true }]);
      expect(commitIn(next)).toMatchObject({ task: "a", tree: "first|second" });
      expect(space.names()).toEqual([]);
    },
  );

  it.each(["timeout", "idle", "total_timeout", "loser", "budget"] as const)(
    "by %s has ended, and leaves nothing",
    async (why) => {
      const space = memoryWorkspace();
      await lived(space, cut(why));
      expect(space.names()).toEqual([]);
    },
  );

  it("leaves nothing if nobody could go on with it", async () => {
    const space = memoryWorkspace();
    await lived(space, cut("cancel"), { remembers: false });
    expect(space.names()).toEqual([]);
    await lived(space, cut("cancel"));
    const { calls, ...next } = await lived(space, finishing, { epoch: 2, remembers: false });
    expect(calls.map(({ kept }) => kept)).toEqual([undefined]);
    expect(commitIn({ calls, ...next })).toMatchObject({ tree: "second" });
  });

  it("begins anew in another tree if its conversation is forgotten", async () => {
    const space = memoryWorkspace();
    await lived(space, cut("cancel"));
    const next = await lived(
      space,
      (given, lines, ...rest) => (given.kept ? forgotten : finishing(given, lines, ...rest)),
      {
        epoch: 2,
      },
    );
    expect(next.calls.map(({ kept, directory }) => [kept, directory])).toEqual([
      [true, "a.0.1.1"],
      [undefined, "a.0.2.1"],
    ]);
    expect(commitIn(next)).toMatchObject({ tree: "second" });
    expect(space.names()).toEqual([]);
  });

  it("begins anew if the work is another one by now", async () => {
    const space = memoryWorkspace();
    await lived(space, cut("cancel"));
    const next = await lived(space, finishing, { epoch: 2, work: "2" });
    expect(next.calls.map(({ kept }) => kept)).toEqual([undefined]);
    expect(commitIn(next)).toMatchObject({ tree: "second" });
    expect(space.names()).toEqual([]);
  });

  it("is kept if its answer came too late to count", async () => {
    const space = memoryWorkspace();
    const act: Act = (_, lines, own) => {
      lines.push("first");
      own.halting = "cancel";
      return done;
    };
    await lived(space, act);
    expect(space.names()).toEqual(["a.0.1.1"]);
  });
});

describe("an attempt that failed", () => {
  it("leaves its tree to people who asked for it, and to no other attempt", async () => {
    const space = memoryWorkspace();
    await lived(space, () => failed);
    expect(space.names()).toEqual([]);
    await lived(space, () => failed, { keepFailed: true });
    expect(space.names()).toEqual(["a.0.1.1"]);
    const next = await lived(space, finishing, { epoch: 2 });
    expect(next.calls.map(({ kept }) => kept)).toEqual([undefined]);
  });
});
