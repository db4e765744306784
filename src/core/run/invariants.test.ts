/** What must be true of every run, whatever the graph, the luck, the limits and the policy. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { CASES, PATIENCE } from "../../../test/rig/cases.ts";
import { PLAN_DIGEST } from "../../../test/rig/plans.ts";
import { randomCase, type Case } from "../../../test/rig/random-plans.ts";
import { openTasks, simulate, type Options, type Simulation } from "../../../test/rig/simulate.ts";
import { millis } from "../base/brand.ts";
import type { Entry, RunEvent } from "../journal/event.ts";
import { decide } from "./decide.ts";
import { apply, foldSegments, initial } from "./fold.ts";
import { delayBefore } from "./retry.ts";
import { settle, touchAll } from "./settle.ts";
import { isGroup, stopOf, type RunState } from "./state.ts";

const EVERYTHING = { any: true, timeouts: true, cancel: true, handlers: true, flaky: true } as const;

const everyRun = (
  check: (run: Simulation, given: Case) => void,
  options: (given: Case) => Options = () => ({}),
): void => {
  fc.assert(
    fc.property(randomCase(EVERYTHING), (given) =>
      check(simulate(given.plan, given.world, options(given)), given),
    ),
    { numRuns: CASES },
  );
};

/** Every event of every run, with the state just before it. */
const everyEvent = (check: (state: RunState, event: RunEvent, given: Case) => void): void => {
  fc.assert(
    fc.property(randomCase(EVERYTHING), (given) => {
      simulate(given.plan, given.world, { observe: (state, event) => check(state, event, given) });
    }),
    { numRuns: CASES },
  );
};

const own = (state: RunState, id: string) => state.tasks.find(({ task }) => task.id === id);
const lastSegment = (run: Simulation): readonly Entry[] => run.segments.at(-1)?.entries ?? [];

test(
  "no task starts before its direct dependencies are terminal",
  () => {
    everyEvent((state, event) => {
      if (event.type !== "task.started") return;
      for (const need of own(state, event.task)?.needs ?? [])
        expect(state.tasks[need]?.settled).not.toBeNull();
    });
  },
  PATIENCE,
);

test(
  "a result is committed at most once, and a committed success never changes",
  () => {
    everyEvent((state, event) => {
      if (!event.type.startsWith("task.") || event.type === "task.reported") return;
      if ("task" in event) expect(own(state, event.task)?.settled, event.type).toBeNull();
    });
  },
  PATIENCE,
);

test(
  "dependants start only after the commit, and every terminal entry names what it stood on",
  () => {
    everyEvent((state, event) => {
      if (event.type !== "task.succeeded" && event.type !== "task.failed") return;
      const task = own(state, event.task);
      const seen = new Map(event.saw.map(([id, status, output]) => [id, [status, output]]));
      for (const need of task?.needs ?? []) {
        const other = state.tasks[need];
        expect(seen.get(other?.task.id ?? event.task)).toEqual([other?.settled, other?.output]);
      }
    });
  },
  PATIENCE,
);

test(
  "max_parallel and pools are never exceeded",
  () => {
    everyEvent((state, event, { plan }) => {
      if (event.type !== "task.started") return;
      const starting = own(state, event.task);
      if (starting === undefined || isGroup(starting.task)) return;
      const running = state.tasks.filter(
        ({ task, phase, settled }) => !isGroup(task) && phase === "open" && settled === null,
      );
      expect(running.length).toBeLessThan(plan.settings.maxParallel);
      const [pool = ""] = starting.lane.pools;
      const sharing = running.filter(({ lane }) => pool !== "" && lane.pools[0] === pool);
      expect(sharing.length).toBeLessThan(plan.settings.pools[pool] ?? Number.POSITIVE_INFINITY);
      expect(state.running).toBe(running.length);
    });
  },
  PATIENCE,
);

test(
  "a run ends if its agents end, with every task in one terminal state",
  () => {
    everyRun(({ state }) => {
      for (const { task, settled } of state.tasks) expect(settled, task.id).not.toBeNull();
      expect(state.phase).toBe("done");
      expect([state.running, state.agenda.size, state.timers.size]).toEqual([0, 0, 0]);
      expect([...state.ready.values()].map(({ heap }) => heap.size).every((size) => size === 0)).toBe(true);
    });
  },
  PATIENCE,
);

test(
  "nothing of the run's work is dispatched after a stop or a cancel",
  () => {
    everyEvent((state, event) => {
      if (event.type !== "task.started" || stopOf(state) === null) return;
      const role = own(state, event.task)?.task.role;
      expect(role === "task" || role === "on_start").toBe(false);
    });
  },
  PATIENCE,
);

test(
  "attempts and delays stay in bounds",
  () => {
    everyEvent((state, event) => {
      if (event.type !== "task.started") return;
      const task = own(state, event.task);
      if (task === undefined || isGroup(task.task)) return;
      const { retry } = task.task;
      expect(event.n).toBeLessThanOrEqual(retry.maxAttempts + retry.infraMaxAttempts);
      expect(task.agentFailures).toBeLessThan(Math.max(1, retry.maxAttempts));
      expect(task.infraFailures).toBeLessThan(retry.infraMaxAttempts);
    });
    everyRun((run) => {
      const failedAt = new Map<string, number>();
      for (const entry of lastSegment(run)) {
        if (entry.type === "task.failed") failedAt.set(entry.task, entry.at);
        if (entry.type !== "task.started" || entry.n === 1) continue;
        const policy = own(run.state, entry.task)?.task.retry;
        const longest = delayBefore({ ...policy, jitter: 1 } as NonNullable<typeof policy>, 60, ["x"]);
        expect(entry.at - (failedAt.get(entry.task) ?? 0)).toBeGreaterThanOrEqual(policy?.delay ?? 0);
        expect(longest).toBeLessThanOrEqual(policy?.maxDelay ?? 0);
      }
    });
  },
  PATIENCE,
);

test(
  "finally runs once per run end",
  () => {
    everyRun((run) => {
      const handlers = new Set(
        run.state.tasks.filter(({ task }) => task.role === "finally").map(({ task }) => task.id),
      );
      const ended = lastSegment(run).flatMap((entry) =>
        (entry.type === "task.started" || entry.type === "task.skipped") && handlers.has(entry.task)
          ? [entry]
          : [],
      );
      const first = new Set(
        ended.filter((entry) => entry.type === "task.skipped" || entry.n === 1).map(({ task }) => task),
      );
      const failedEarly = lastSegment(run).flatMap((entry) =>
        entry.type === "task.failed" && entry.n === 0 ? [entry.task] : [],
      );
      expect(new Set([...first, ...failedEarly.filter((id) => handlers.has(id))])).toEqual(handlers);
      expect(lastSegment(run).filter(({ type }) => type === "run.finished")).toHaveLength(1);
    });
  },
  PATIENCE,
);

test(
  "the ledger is the sum over all attempts",
  () => {
    everyRun((run) => {
      const entries = run.segments.flatMap((segment) => segment.entries);
      const paid = entries.reduce(
        (sum, entry) => sum + ("usage" in entry ? (entry.usage?.costUsd ?? 0) : 0),
        0,
      );
      expect(run.state.usage.costUsd).toBe(paid);
      expect(run.state.tasks.reduce((sum, { usage }) => sum + (usage.costUsd ?? 0), 0)).toBe(paid);
    });
  },
  PATIENCE,
);

const picture = (state: RunState) => ({
  tasks: state.tasks.map(({ task, settled, output, attempts, usage, calls }) => [
    task.id,
    settled,
    output,
    attempts,
    usage,
    calls,
  ]),
  phase: state.phase,
  epochs: [...state.epochs],
  usage: state.usage,
});
const buckets = (state: RunState) => ({
  agenda: [...state.agenda].sort((a, b) => a - b),
  ready: [...state.ready].map(([pool, { heap }]) => [pool, heap.first(heap.size)]),
  timers: state.timers.first(state.timers.size),
  unsettled: state.unsettled,
  failed: [...state.failed].sort((a, b) => a - b),
  running: state.running,
});

test(
  "incremental equals from scratch after every entry, and asking twice gives the same answer",
  () => {
    everyRun((run, { plan }) => {
      const segment = run.segments[0];
      const state = initial(plan, PLAN_DIGEST);
      for (const entry of segment?.entries ?? []) {
        if (segment === undefined) return;
        apply(state, segment.header, entry);
        expect(decide(state, entry.at)).toEqual(decide(state, entry.at));
        const before = structuredClone({ ...buckets(state), ...picture(state) });
        touchAll(state);
        settle(state, entry.at);
        expect({ ...buckets(state), ...picture(state) }).toEqual(before);
      }
    });
  },
  PATIENCE,
);

test(
  "replaying a journal gives the same decisions",
  () => {
    everyRun((run, { plan, world }) => {
      expect(picture(foldSegments(plan, PLAN_DIGEST, run.segments))).toEqual(picture(run.state));
      expect(simulate(plan, world).segments).toEqual(run.segments);
    });
  },
  PATIENCE,
);

/** Whose results do not depend on timing: no race, no stop, no deadline. */
const CALM = { policies: ["continue"] as const, handlers: true, flaky: true };

test(
  "a run cut at any record resumes to the same result as the uninterrupted run, repeating no committed task",
  () => {
    fc.assert(
      fc.property(randomCase(CALM), ({ plan, world }) => {
        const whole = simulate(plan, world);
        const length = whole.segments[0]?.entries.length ?? 0;
        for (let cut = 1; cut < length; cut += 1) {
          const first = simulate(plan, world, { dieAfter: cut });
          const committed = new Set(
            first.state.tasks.filter(({ settled }) => settled === "success").map(({ task }) => task.id),
          );
          const handlers = new Set(
            plan.tasks.filter(({ role }) => role !== "task" && role !== "on_start").map(({ id }) => id),
          );
          const second = simulate(plan, world, { before: first.segments, rerun: openTasks(first.state) });
          const again = lastSegment(second).flatMap((entry) =>
            entry.type === "task.started" ? [entry.task] : [],
          );
          for (const id of again)
            expect(committed.has(id) && !handlers.has(id), `${id} ran again after a cut at ${cut}`).toBe(
              false,
            );
          const ends = (run: Simulation) =>
            run.state.tasks.map(({ task, settled, output }) => [task.id, settled, output]);
          expect(ends(second), `cut at ${cut}`).toEqual(ends(whole));
          expect(second.state.epochs.get(2)?.finished).toBe(whole.state.epochs.get(1)?.finished);
        }
      }),
      { numRuns: Math.ceil(CASES / 10) },
    );
  },
  PATIENCE,
);

test(
  "limits hold also after a resume, and a resumed run always ends",
  () => {
    fc.assert(
      fc.property(randomCase(EVERYTHING), fc.nat(60), ({ plan, world }, cut) => {
        const first = simulate(plan, world, { dieAfter: cut + 1 });
        const second = simulate(
          plan,
          { act: world.act, answer: world.answer },
          {
            before: first.segments,
            rerun: openTasks(first.state),
            observe: (state, event) => {
              if (event.type === "task.started")
                expect(state.running).toBeLessThanOrEqual(plan.settings.maxParallel);
            },
          },
        );
        expect(second.state.phase).toBe("done");
        for (const { settled } of second.state.tasks) expect(settled).not.toBeNull();
        expect(second.state.running).toBe(0);
      }),
      { numRuns: CASES },
    );
  },
  PATIENCE,
);

test(
  "time between two entries changes nothing but what is due",
  () => {
    everyRun((run) => {
      expect(decide(run.state, millis(1e12))).toEqual([]);
    });
  },
  PATIENCE,
);
