/** What must be true of every run with everything in it that grows, waits and costs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { GROWN_CASES, PATIENCE } from "../../../test/rig/cases.ts";
import { ALL, grownCase, type GrownCase } from "../../../test/rig/grown-cases.ts";
import { journal, lived, type Life } from "../../../test/rig/lived.ts";
import { PLAN_DIGEST } from "../../../test/rig/plans.ts";
import { millis, type TaskId } from "../base/brand.ts";
import type { Entry, RunEvent, Usage } from "../journal/event.ts";
import { basisOf } from "./basis.ts";
import { decide } from "./decide.ts";
import { apply, foldSegments, initial } from "./fold.ts";
import { isGate } from "./gates.ts";
import { playerOf } from "./lanes.ts";
import { settle, touchAll } from "./settle.ts";
import { isGroup, stopOf, type RunState, type TaskState } from "./state.ts";

const SEASON = { quotas: true, circuits: true, cancel: true, silent: true } as const;

type Watch = (state: RunState, event: RunEvent, at: number, given: GrownCase) => void;

/** One thing at a time, or all that is decided at once, as a driver does. */
const everyRun = (check: (run: Life, given: GrownCase, batch: boolean) => void, watch?: Watch): void => {
  fc.assert(
    fc.property(grownCase(ALL, SEASON), fc.boolean(), (given, batch) => {
      const observe =
        watch === undefined
          ? {}
          : { observe: (state: RunState, event: RunEvent, at: number) => watch(state, event, at, given) };
      check(lived(given.plan, given.world, { batch, ...observe }), given, batch);
    }),
    { numRuns: GROWN_CASES },
  );
};

const everyEvent = (watch: Watch): void => everyRun(() => {}, watch);

function own(state: RunState, id: TaskId): TaskState {
  const task = state.tasks[state.byId.get(id) ?? -1];
  if (task === undefined) throw new Error(`nothing is known of ${id}`);
  return task;
}

const isWorking = ({ task, phase, settled }: TaskState): boolean =>
  phase === "open" && settled === null && !isGroup(task) && task.work.type !== "approval";

test(
  "no task starts before its direct dependencies are terminal",
  () => {
    everyEvent((state, event) => {
      if (event.type !== "task.started") return;
      const task = own(state, event.task);
      expect(task.attached).toBe(true);
      for (const need of task.needs) expect(state.tasks[need]?.settled).not.toBeNull();
      const group = state.tasks[task.parent];
      if (group !== undefined)
        expect(group.gate, `${event.task} in a closed group`).toBe(task.task.parent?.branch);
    });
  },
  PATIENCE,
);

const REMARKS = new Set(["task.reported", "task.escalated", "task.resolved"]);

test(
  "a result is committed at most once, and a committed success never changes",
  () => {
    everyEvent((state, event) => {
      if (!event.type.startsWith("task.") || REMARKS.has(event.type) || !("task" in event)) return;
      expect(own(state, event.task).settled, `${event.type} ${event.task}`).toBeNull();
    });
  },
  PATIENCE,
);

test(
  "dependants start only after the commit, and every terminal entry names what it stood on",
  () => {
    everyEvent((state, event) => {
      if (event.type !== "task.succeeded" && event.type !== "task.failed" && event.type !== "task.skipped")
        return;
      expect(event.saw).toEqual(basisOf(state, own(state, event.task)));
    });
  },
  PATIENCE,
);

test(
  "max_parallel, pools and a fan-out's max_parallel are never exceeded",
  () => {
    everyEvent((state, event, _at, { plan }) => {
      if (event.type !== "task.started") return;
      const starting = own(state, event.task);
      if (isGroup(starting.task) || isGate(starting)) return;
      const working = state.tasks.filter(isWorking);
      expect(working.length).toBeLessThan(plan.settings.maxParallel);
      expect(state.running).toBe(working.length);
      const { pool } = starting.task;
      const sharing = working.filter(({ task }) => pool !== undefined && task.pool === pool);
      expect(sharing.length).toBeLessThan(plan.settings.pools[pool ?? ""] ?? Number.POSITIVE_INFINITY);
      for (let group = state.tasks[starting.parent]; group !== undefined; group = state.tasks[group.parent]) {
        const { work } = group.task;
        if (work.type !== "for_each" || work.maxParallel === undefined) continue;
        const inside = working.filter((task) => isInside(state, task, group));
        expect(inside.length).toBeLessThan(work.maxParallel);
      }
    });
  },
  PATIENCE,
);

function isInside(state: RunState, task: TaskState, group: TaskState | undefined): boolean {
  for (let here = state.tasks[task.parent]; here !== undefined; here = state.tasks[here.parent])
    if (here === group) return true;
  return false;
}

test(
  "a run ends if its agents and people end, with every task in one terminal state",
  () => {
    everyRun(({ state, parked }) => {
      if (parked !== null) return;
      for (const { task, settled, attached } of state.tasks)
        if (attached) expect(settled, task.id).not.toBeNull();
      expect(state.phase).toBe("done");
      expect([state.running, state.agenda.size, state.timers.size]).toEqual([0, 0, 0]);
      expect([...state.ready.values()].every(({ heap }) => heap.size === 0)).toBe(true);
      expect([...state.busy.values()].every((count) => count === 0)).toBe(true);
    });
  },
  PATIENCE,
);

test(
  "nothing of the run's work is dispatched, and nothing grows, after a stop or a cancel",
  () => {
    everyEvent((state, event) => {
      const grows =
        event.type === "task.expanded" || event.type === "task.delegated" || event.type === "task.picked";
      if (
        (event.type !== "task.started" && event.type !== "loop.iterated" && !grows) ||
        stopOf(state) === null
      )
        return;
      expect(["task", "on_start"]).not.toContain(own(state, event.task).task.role);
    });
  },
  PATIENCE,
);

test(
  "attempts stay in bounds, also those of whoever stands in",
  () => {
    everyEvent((state, event) => {
      if (event.type !== "task.started") return;
      const { task, agentFailures, infraFailures } = own(state, event.task);
      if (isGroup(task) || task.work.type === "approval") return;
      expect(agentFailures).toBeLessThan(task.retry.maxAttempts);
      expect(infraFailures).toBeLessThan(task.retry.infraMaxAttempts);
    });
  },
  PATIENCE,
);

type Amount = "costUsd" | "tokens";

/** What a call came to: of which nobody knows, what was set aside for its attempt and not paid for yet. */
function priceOf(usage: Usage, of: Amount, held: number): number {
  const tokens = usage.inputTokens + usage.outputTokens;
  if (of === "costUsd") return usage.costUsd ?? held;
  return usage.costUsd === null && tokens === 0 ? held : tokens;
}

type Account = Readonly<{ paid: number; beyond: number }>;

/** What the run's work has paid, and by how much its attempts together passed what was set aside for them. */
function accountOf(run: Life, of: Amount, starts: (committed: number, beyond: number) => void): Account {
  let [paid, beyond] = [0, 0];
  const held = new Map<TaskId, number>();
  const pay = (task: TaskId, usage: Usage | undefined): void => {
    if (usage === undefined || own(run.state, task).task.role !== "task") return;
    const left = held.get(task) ?? 0;
    const price = priceOf(usage, of, left);
    paid += price;
    beyond += Math.max(0, price - left);
    held.set(task, Math.max(0, left - price));
  };
  for (const entry of journal(run)) {
    if (entry.type === "task.started" && entry.reserved?.[of] !== undefined) {
      held.set(entry.task, entry.reserved[of]);
      starts(paid + [...held.values()].reduce((sum, one) => sum + one, 0), beyond);
    }
    if (entry.type === "task.repaired") pay(entry.task, entry.usage);
    if (entry.type !== "task.succeeded" && entry.type !== "task.failed" && entry.type !== "task.cancelled")
      continue;
    pay(entry.task, entry.usage);
    held.delete(entry.task);
  }
  return { paid, beyond };
}

test.each([
  ["costUsd", "maxCostUsd"],
  ["tokens", "maxTokens"],
] as const)(
  "a budget of %s is passed by no more than what running attempts cost beyond what was set aside for them",
  (of, name) => {
    let [most, runs] = [0, 0];
    everyRun((run, { plan }) => {
      const limit = plan.settings.budget[name];
      if (limit === undefined) return;
      // One token is set aside at the least, however many share it.
      const { paid, beyond } = accountOf(run, of, (committed, more) =>
        expect(committed).toBeLessThanOrEqual(limit + more + 1e-6),
      );
      runs += 1;
      most = Math.max(most, paid - limit);
      expect(paid).toBeLessThanOrEqual(limit + beyond + 1e-6);
    });
    console.info(`the most that a budget was passed by in ${runs} runs with one: ${most.toFixed(2)} ${of}`);
  },
  PATIENCE,
);

const NAMES = { costUsd: "maxCostUsd", tokens: "maxTokens" } as const;

/** Those whose budgets an attempt draws on, besides the run. */
function ownersOf(state: RunState, id: TaskId, of: Amount): readonly TaskState[] {
  const found: TaskState[] = [];
  for (let here: TaskState | undefined = own(state, id); here !== undefined; here = state.tasks[here.parent])
    if (here.task.budget?.[NAMES[of]] !== undefined) found.push(here);
  return found;
}

type Drawn = {
  limit: number;
  paid: number;
  beyond: number;
  /** Of what was set aside, what is not paid for. */
  held: Map<TaskId, number>;
  /** What calls have said of themselves that have not ended. */
  told: Map<TaskId, number>;
};

const sumOf = (amounts: Iterable<number>): number => [...amounts].reduce((sum, one) => sum + one, 0);

/** Known from what is written alone. */
const isPassed = ({ limit, paid, told }: Drawn): boolean =>
  told.size > 0 && paid + sumOf(told.values()) > limit + 1e-6;

function payFrom(drawn: Drawn, task: TaskId, usage: Usage | undefined, of: Amount): void {
  if (usage === undefined) return;
  const left = drawn.held.get(task) ?? 0;
  const price = priceOf(usage, of, left);
  drawn.paid += price;
  drawn.beyond += Math.max(0, price - left);
  drawn.held.set(task, Math.max(0, left - price));
}

function draw(drawn: Drawn, entry: Entry, of: Amount): void {
  switch (entry.type) {
    case "task.started":
      if (entry.reserved?.[of] === undefined) return;
      expect(isPassed(drawn)).toBe(false);
      drawn.held.set(entry.task, entry.reserved[of]);
      expect(drawn.paid + sumOf(drawn.held.values())).toBeLessThanOrEqual(drawn.limit + drawn.beyond + 1e-6);
      return;
    case "usage.reported":
      return void drawn.told.set(entry.task, priceOf(entry.usage, of, 0));
    case "task.repaired":
      payFrom(drawn, entry.task, entry.usage, of);
      return void drawn.told.set(entry.task, 0);
    case "task.succeeded":
    case "task.failed":
    case "task.cancelled":
      payFrom(drawn, entry.task, entry.usage, of);
      drawn.held.delete(entry.task);
      return void drawn.told.delete(entry.task);
    default:
      return;
  }
}

test.each(["costUsd", "tokens"] as const)(
  "nobody starts or goes on working on a budget of %s of a task or a group that is known to be passed",
  (of) => {
    let [most, passed] = [0, 0];
    everyRun((run) => {
      const all = new Map<TaskState, Drawn>();
      let before = 0;
      for (const entry of journal(run)) {
        if (entry.at > before)
          for (const [owner, drawn] of all)
            if (isPassed(drawn)) expect([...drawn.held.keys()], `at work on ${owner.task.id}`).toEqual([]);
        before = entry.at;
        if (!("task" in entry)) continue;
        const { role, work } = own(run.state, entry.task).task;
        if (role !== "task" || work.type !== "agent") continue;
        for (const owner of ownersOf(run.state, entry.task, of)) {
          const limit = owner.task.budget?.[NAMES[of]] ?? 0;
          const nothing = { limit, paid: 0, beyond: 0, held: new Map(), told: new Map() };
          const drawn: Drawn = all.get(owner) ?? nothing;
          all.set(owner, drawn);
          draw(drawn, entry, of);
        }
      }
      passed += journal(run).filter((one) => one.type === "task.stopping" && one.reason === "budget").length;
      for (const { limit, paid, beyond } of all.values()) {
        most = Math.max(most, paid - limit);
        expect(paid).toBeLessThanOrEqual(limit + beyond + 1e-6);
      }
    });
    console.info(`${passed} attempts were ended by budgets; the most over one was ${most.toFixed(2)} ${of}`);
  },
  PATIENCE,
);

test(
  "max_agents is never exceeded",
  () => {
    everyEvent((state, event, _at, { plan }) => {
      if (event.type !== "task.started" || own(state, event.task).task.work.type !== "agent") return;
      if (own(state, event.task).task.role !== "task") return;
      expect(state.agentsStarted).toBeLessThan(plan.settings.budget.maxAgents ?? Number.POSITIVE_INFINITY);
    });
  },
  PATIENCE,
);

test(
  "the ledger is the sum over all attempts, and of a detached task only that counts",
  () => {
    everyRun((run) => {
      const costs = journal(run).flatMap((entry) =>
        "usage" in entry && entry.usage !== undefined && entry.type !== "usage.reported"
          ? [entry.usage.costUsd]
          : [],
      );
      const known = costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
      expect(run.state.usage.costUsd ?? 0).toBe(known);
      if (known === 0 && costs.includes(null)) expect(run.state.usage.costUsd).toBeNull();
      for (const task of run.state.tasks)
        if (!task.attached) expect([task.settled, task.placed, task.due]).toEqual([null, null, null]);
    });
  },
  PATIENCE,
);

test(
  "a closed quota lets nobody start before its time, and then one; so does the open circuit of an agent",
  () => {
    everyEvent((state, event, at) => {
      if (event.type !== "task.started") return;
      const task = own(state, event.task);
      const { lane } = task;
      const who = event.standIn === true && lane.second !== null ? lane.second : playerOf(task);
      if (task.task.work.type !== "agent") return;
      const working = state.tasks.filter(isWorking);
      const gate = state.quotas.get(who.quota);
      if (gate !== undefined) {
        expect(at).toBeGreaterThanOrEqual(gate.until);
        expect(working.filter((other) => other.placed?.quota === who.quota)).toEqual([]);
      }
      const circuit = state.circuits.get(who.agent);
      const { failures, coolDown } = circuit?.rules ?? { failures: 1, coolDown: 0 };
      if (circuit === undefined || circuit.failedAt.length < failures) return;
      expect(at).toBeGreaterThanOrEqual((circuit.failedAt.at(-1) ?? 0) + coolDown);
      expect(working.filter((other) => other.placed?.agent === who.agent)).toEqual([]);
    });
  },
  PATIENCE,
);

test(
  "an answer is accepted at most once, and only if it fits what was shown to whom it was asked",
  () => {
    everyRun((run) => {
      const taken = journal(run).flatMap((entry) => (entry.type === "gate.accepted" ? [entry.answer] : []));
      expect(new Set(taken).size).toBe(taken.length);
      const shown = new Map<TaskId, string>();
      for (const entry of journal(run)) {
        if (entry.type === "gate.requested") shown.set(entry.task, entry.shown);
        if (entry.type !== "gate.accepted") continue;
        const answer = run.state.gates.get(entry.task)?.answers.find((one) => one.answer === entry.answer);
        expect(answer?.shown).toBe(shown.get(entry.task));
      }
    });
  },
  PATIENCE,
);

test(
  "compensation runs in reverse commit order, once, and stops at the first failure",
  () => {
    everyRun((run) => {
      const entries = journal(run);
      const planned = entries.flatMap((entry) =>
        entry.type === "compensation.planned" ? [...entry.tasks] : [],
      );
      expect(new Set(planned).size).toBe(planned.length);
      const committed = new Map<TaskId, number>();
      entries.forEach((entry) => {
        if (entry.type === "task.succeeded") committed.set(entry.task, entry.at);
      });
      const times = planned.map((id) => committed.get(id) ?? 0);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      const ended = planned.map((id) => own(run.state, `undo:${id}` as TaskId).settled);
      const broken = ended.findIndex((status) => status !== "success");
      if (broken >= 0 && run.parked === null)
        expect(ended.slice(broken + 1).every((status) => status !== "success" && status !== "failure")).toBe(
          true,
        );
    });
  },
  PATIENCE,
);

const picture = (state: RunState): unknown => ({
  tasks: state.tasks.map(({ task, settled, output, attempts, usage, calls, attached }) => [
    task.id,
    settled,
    output,
    attempts,
    usage,
    calls,
    attached,
  ]),
  phase: state.phase,
  epochs: [...state.epochs],
  usage: state.usage,
});
const buckets = (state: RunState): unknown => ({
  agenda: [...state.agenda].sort((a, b) => a - b),
  ready: [...state.ready].map(([pool, { heap }]) => [pool, heap.first(heap.size)]),
  timers: state.timers.first(state.timers.size),
  unsettled: state.unsettled,
  failed: [...state.failed].sort((a, b) => a - b),
  running: state.running,
  busy: [...state.busy],
  counts: state.tasks.map(({ unmet, openChildren, wonChildren }) => [unmet, openChildren, wonChildren]),
});

test(
  "incremental equals from scratch after every entry, and asking twice gives the same answer",
  () => {
    everyRun((run, { plan }) => {
      const state = initial(plan, PLAN_DIGEST);
      for (const { header, entries } of run.segments)
        for (const entry of entries) {
          apply(state, header, entry);
          expect(decide(state, entry.at)).toEqual(decide(state, entry.at));
          const before = structuredClone([picture(state), buckets(state)]);
          touchAll(state);
          settle(state, entry.at);
          expect([picture(state), buckets(state)]).toEqual(before);
        }
    });
  },
  PATIENCE * 2,
);

test(
  "replaying a journal gives the same decisions",
  () => {
    everyRun((run, { plan, world }, batch) => {
      expect(picture(foldSegments(plan, PLAN_DIGEST, run.segments))).toEqual(picture(run.state));
      expect(lived(plan, world, { batch }).segments).toEqual(run.segments);
    });
  },
  PATIENCE,
);

test(
  "time between two entries changes nothing but what is due",
  () => {
    everyRun((run) => {
      if (run.parked === null) expect(decide(run.state, millis(1e12))).toEqual([]);
    });
  },
  PATIENCE,
);
