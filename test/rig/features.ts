/** What can occur in a run, and whether it did: a property over graphs that lack a feature says nothing about it. */
import type { Entry, SkipReason } from "../../src/core/journal/event.ts";
import type { Plan, Task, Work } from "../../src/core/plan/plan.ts";
import type { RunState, TaskState } from "../../src/core/run/state.ts";
import { journal, type Life } from "./lived.ts";

type Seen = Readonly<{
  entries: readonly Entry[];
  of: <T extends Entry["type"]>(type: T) => readonly Extract<Entry, { type: T }>[];
  plan: Plan;
  state: RunState;
  /** Tasks of which an attempt or an opening was written down. */
  begun: readonly TaskState[];
  processes: number;
}>;

type Feature = (seen: Seen) => boolean;

const begins =
  (type: Work["type"], wanted: (work: Work, task: Task) => boolean = () => true): Feature =>
  ({ begun }) =>
    begun.some(({ task }) => task.work.type === type && wanted(task.work, task));

const heard =
  (type: Entry["type"]): Feature =>
  ({ entries }) =>
    entries.some((entry) => entry.type === type);

const stops =
  (kind: string, limit?: string): Feature =>
  ({ of }) =>
    of("run.stopping").some(
      ({ reason }) => reason.kind === kind && (reason.kind !== "budget" || reason.limit === limit),
    );

const skips =
  (kind: SkipReason["kind"]): Feature =>
  ({ of }) =>
    of("task.skipped").some(({ because }) => because.kind === kind);

const halts =
  (reason: string): Feature =>
  ({ of }) =>
    of("task.stopping").some((entry) => entry.reason === reason);

const fails =
  (kind: string, wanted: (own: TaskState) => boolean = () => true): Feature =>
  ({ of, state }) =>
    of("task.failed").some(({ task, failure }) => {
      const own = state.tasks[state.byId.get(task) ?? -1];
      return failure.kind === kind && own !== undefined && wanted(own);
    });

const isAtLeast = (state: RunState, type: Work["type"]): boolean =>
  state.tasks.some(
    ({ task, settled, children }) =>
      task.work.type === type &&
      settled === "success" &&
      children.some((index) => state.tasks[index]?.settled === "failure"),
  );

/** How many groups that grow are around a task that began. */
const nests =
  (depth: number): Feature =>
  ({ begun, state }) =>
    begun.some((own) => {
      let found = 0;
      for (let here = state.tasks[own.parent]; here !== undefined; here = state.tasks[here.parent])
        if (["for_each", "loop", "delegate", "autonomous"].includes(here.task.work.type)) found += 1;
      return found >= depth;
    });

export const FEATURES: Readonly<Record<string, Feature>> = {
  agent: begins("agent"),
  command: begins("command"),
  plugin: begins("plugin"),
  "plugin that fails": fails("agent-error", ({ task }) => task.work.type === "plugin"),
  workflow: begins("workflow"),
  "parallel, all": begins("parallel", (work) => work.type === "parallel" && work.waitFor === "all"),
  "parallel, any": begins("parallel", (work) => work.type === "parallel" && work.waitFor === "any"),
  conditional: begins("conditional"),
  "else branch": skips("branch"),
  "fan-out": heard("task.expanded"),
  "fan-out over nothing": skips("empty"),
  "fan-out with max_parallel": begins(
    "for_each",
    (work) => work.type === "for_each" && work.maxParallel !== undefined,
  ),
  "fan-out with min_success that takes a failure": ({ state }) => isAtLeast(state, "for_each"),
  loop: heard("loop.iterated"),
  "loop that ends by max_duration": fails("timeout", ({ task }) => task.work.type === "loop"),
  "loop that ends by max_iterations": fails("verify-failed", ({ task }) => task.work.type === "loop"),
  delegation: heard("task.delegated"),
  "delegation that is refused": fails("output-invalid", ({ task }) => task.work.type === "delegate"),
  autonomous: heard("task.picked"),
  "samples, first_valid": begins("samples", (work) => work.type === "samples" && work.by === "first_valid"),
  "samples, vote": begins("samples", (work) => work.type === "samples" && work.by === "vote"),
  "samples, judge": begins("samples", (work) => work.type === "samples" && work.by === "judge"),
  rescue: ({ state }) => isAtLeast(state, "rescue"),
  "growth in growth in growth": nests(3),
  loser: ({ of }) => of("task.cancelled").some(({ reason }) => reason === "loser"),
  approval: heard("gate.accepted"),
  "silence of people": heard("gate.expired"),
  "left to people": ({ of }) => of("run.paused").some(({ reason }) => reason.kind === "gates"),
  "left to a quota": ({ of }) => of("run.paused").some(({ reason }) => reason.kind === "quota"),
  "taken up again": ({ processes }) => processes > 1,
  quota: fails("quota"),
  "open circuit": ({ state }) =>
    [...state.circuits.values()].some(({ rules, failedAt }) => failedAt.length >= rules.failures),
  "fallback agent": ({ begun }) => begun.some(({ fellBack }) => fellBack),
  "agent that stands in": ({ of }) => of("task.started").some(({ standIn }) => standIn === true),
  escalation: heard("task.escalated"),
  "another attempt": ({ of }) => of("task.started").some(({ n }) => n > 1),
  "place among runs": heard("slot.granted"),
  "no place among runs": heard("slot.refused"),
  "given up for want of a place": skips("limit"),
  timeout: halts("timeout"),
  "idle timeout": halts("idle"),
  "total timeout": halts("total_timeout"),
  "time that is over before another attempt": ({ of }) =>
    of("task.failed").some(({ failure, retry }) => failure.kind === "timeout" && retry === false),
  "repaired answer": heard("task.repaired"),
  "repaired answer whose cost nobody knows": ({ of }) =>
    of("task.repaired").some(({ usage }) => usage?.costUsd === null),
  "result of an earlier run": ({ of }) => of("task.reused").some(({ cached }) => cached !== undefined),
  "cost that nobody knows": ({ of }) => of("task.succeeded").some(({ usage }) => usage?.costUsd === null),
  "tokens that nobody knows": ({ of }) =>
    of("task.succeeded").some(({ usage }) => usage?.costUsd === null && usage.inputTokens === 0),
  "tokens without a cost": ({ of }) =>
    of("task.succeeded").some(({ usage }) => usage?.costUsd === null && usage.inputTokens > 0),
  "cost so far": heard("usage.reported"),
  "reserved money": ({ of }) => of("task.started").some(({ reserved }) => reserved?.costUsd !== undefined),
  "reserved tokens": ({ of }) => of("task.started").some(({ reserved }) => reserved?.tokens !== undefined),
  "budget of a task or group that is spent": fails("budget-exceeded"),
  "stop by failure": stops("failure"),
  "stop by a person": stops("cancel"),
  "stop by the run's timeout": stops("timeout"),
  "stop by money": stops("budget", "cost"),
  "stop by tokens": stops("budget", "tokens"),
  "stop by agents": stops("budget", "agents"),
  "agents at work that are ended": halts("cancel"),
  rollback: heard("compensation.planned"),
  "undone task": ({ of }) => of("task.succeeded").some(({ task }) => task.startsWith("undo:")),
  finally: ({ begun }) => begun.some(({ task }) => task.role === "finally"),
  "missing input": skips("missing_input"),
  "condition that does not hold": skips("condition"),
};

export function featuresOf(run: Life, plan: Plan): readonly string[] {
  const entries = journal(run);
  const of: Seen["of"] = (type) =>
    entries.filter((entry): entry is Extract<Entry, { type: typeof type }> => entry.type === type);
  const names = new Set(of("task.started").map(({ task }) => task));
  const begun = run.state.tasks.filter(({ task }) => names.has(task.id));
  const seen: Seen = { entries, of, plan, state: run.state, begun, processes: run.processes };
  return Object.entries(FEATURES).flatMap(([name, occurs]) => (occurs(seen) ? [name] : []));
}
