/**
 * The reference: a scheduler that looks at everything all the time. Slow, without a journal, and written to be believed
 * on reading. It shares nothing with the kernel but the words of the plan.
 */
import type { Plan, Task } from "../../src/core/plan/plan.ts";
import type { FailureClass } from "../../src/core/journal/failure.ts";
import type { World } from "./simulate.ts";
import { delayBefore } from "../../src/core/run/retry.ts";

type Row = {
  task: Task;
  status: string;
  startedAt: number | null;
  attemptAt: number;
  endsAt: number;
  retryAt: number;
  n: number;
  agent: number;
  infra: number;
  answer: string | null;
};

export type Naive = Readonly<{
  statuses: Readonly<Record<string, string>>;
  starts: readonly string[];
  conclusion: string;
}>;

const INFRA: readonly FailureClass[] = ["idle", "lost", "infrastructure", "quota"];
const NEVER: readonly FailureClass[] = [
  "auth",
  "budget-exceeded",
  "policy",
  "condition-error",
  "missing-input",
  "cancelled",
];
const ENDED = new Set(["success", "failure", "skipped", "cancelled", "upstream_failed"]);

export function naive(plan: Plan, world: World): Naive {
  const rows = plan.tasks.map((task): Row => ({
    task,
    status: "pending",
    startedAt: null,
    attemptAt: 0,
    endsAt: 0,
    retryAt: 0,
    n: 0,
    agent: 0,
    infra: 0,
    answer: null,
  }));
  const row = (id: string): Row => rows.find(({ task }) => task.id === id) as Row;
  const starts: string[] = [];
  let now = 0;
  let stop: "no" | "drain" | "end" | "cancel" = "no";
  let concluded: string | null = null;

  const ended = ({ status }: Row): boolean => ENDED.has(status);
  const counts = ({ task, status }: Row): string => {
    if (status === "success" || (status === "failure" && task.onFailure === "continue")) return "good";
    return status === "failure" || status === "upstream_failed" ? "bad" : "none";
  };
  const isGroup = ({ task }: Row): boolean =>
    task.work.type === "parallel" || task.work.type === "conditional";
  const steps = (group: Row): Row[] => rows.filter(({ task }) => task.parent?.id === group.task.id);
  const above = ({ task }: Row): Row[] =>
    task.parent === undefined ? [] : [row(task.parent.id), ...above(row(task.parent.id))];
  const isAny = ({ task }: Row): boolean => task.work.type === "parallel" && task.work.waitFor === "any";
  const won = (group: Row): boolean =>
    isAny(group) && steps(group).some(({ status }) => status === "success");
  const taken = (group: Row): string =>
    group.task.work.type === "parallel" ? "all" : group.answer === "no" ? "else" : "then";
  const fails = (one: Row): boolean =>
    one.status === "failure" &&
    one.task.role === "task" &&
    one.task.onFailure === "fail" &&
    !above(one).some((group) => group.task.onFailure !== "fail" || isAny(group));
  const main = ({ task }: Row): boolean => task.role === "task" || task.role === "on_start";

  const order = ["on_start", "task", "finally", "on_success", "on_failure", "on_complete"];
  const phase = (): string =>
    order.find((role) => rows.some((one) => one.task.role === role && !ended(one))) ?? "done";

  const allows = (rule: string, kinds: readonly string[]): boolean => {
    if (kinds.length === 0) return true;
    const all = (kind: string): boolean => kinds.every((one) => one === kind);
    const some = (kind: string): boolean => kinds.includes(kind);
    const table: Record<string, boolean> = {
      all_success: all("good"),
      all_failed: all("bad"),
      all_skipped: all("none"),
      all_done: true,
      always: true,
      one_success: some("good"),
      one_failed: some("bad"),
      one_done: some("good") || some("bad"),
      none_failed: !some("bad"),
      none_failed_min_one_success: !some("bad") && some("good"),
      none_skipped: !some("none"),
      all_done_min_one_success: some("good"),
    };
    return table[rule] as boolean;
  };

  /** Looks at one task that has not started; true if something about it changed. */
  const consider = (one: Row): boolean => {
    const { task } = one;
    const become = (status: string): boolean => ((one.status = status), true);
    if (
      (task.role === "on_success" || task.role === "on_failure") &&
      concluded !== null &&
      `on_${concluded}` !== task.role
    )
      return become("skipped");
    if (main(one) && stop === "cancel") return become("cancelled");
    if (phase() !== task.role) return false;
    const parent = task.parent === undefined ? null : row(task.parent.id);
    if (parent !== null) {
      const opened = parent.startedAt !== null;
      if ((opened && taken(parent) !== task.parent?.branch) || (!opened && ended(parent)))
        return become("skipped");
      if (above(one).some(won)) return become("cancelled");
      if (!opened) return false;
    }
    const needs = task.needs.map(row);
    if (!needs.every(ended)) return false;
    const kinds = needs.map(counts);
    if (!allows(task.rule, kinds)) {
      const wants = [
        "all_success",
        "one_success",
        "none_failed",
        "none_failed_min_one_success",
        "all_done_min_one_success",
      ];
      return become(kinds.includes("bad") && wants.includes(task.rule) ? "upstream_failed" : "skipped");
    }
    if (main(one) && stop !== "no") return become("skipped");
    if (task.dynamic && one.answer === null) {
      one.answer = world.answer(task.id);
      if (one.answer === "error") return become(task.onFailure === "skip" ? "skipped" : "failure");
    }
    if (one.answer === "no" && task.work.type !== "conditional") return become("skipped");
    if (one.answer === "missing") return become("skipped");
    if (!isGroup(one)) return false;
    one.startedAt = now;
    return become("open");
  };

  const close = (group: Row): boolean => {
    const inside = steps(group);
    if (!inside.every(ended)) return false;
    const bad = inside.some((one) => counts(one) === "bad");
    if (above(group).some(won)) group.status = "cancelled";
    else if (won(group)) group.status = "success";
    else if (bad) group.status = group.task.onFailure === "skip" ? "skipped" : "failure";
    else if (inside.some((one) => stoppedRows.has(one))) {
      group.status = "cancelled";
      stoppedRows.add(group);
    } else group.status = isAny(group) && inside.length > 0 ? "skipped" : "success";
    return true;
  };
  const stoppedRows = new Set<Row>();

  const fail = (one: Row, kind: FailureClass): void => {
    if (INFRA.includes(kind)) one.infra += 1;
    else one.agent += 1;
    const { retry, totalTimeout } = one.task;
    const wait = delayBefore(retry, one.agent + one.infra, ["run", one.task.id, 1, one.n]);
    const may =
      !NEVER.includes(kind) &&
      (INFRA.includes(kind)
        ? one.infra < retry.infraMaxAttempts
        : retry.on.includes(kind) && one.agent < retry.maxAttempts);
    const inTime = totalTimeout === undefined || now + wait < (one.startedAt ?? now) + totalTimeout;
    if (may && inTime) {
      one.status = "waiting";
      one.retryAt = now + wait;
    } else one.status = one.task.onFailure === "skip" ? "skipped" : "failure";
  };

  const deadlines = (one: Row): [number, FailureClass][] => {
    const { timeout, idleTimeout, totalTimeout } = one.task;
    return [
      ...(totalTimeout === undefined
        ? []
        : [[(one.startedAt ?? 0) + totalTimeout, "timeout"] as [number, FailureClass]]),
      ...(timeout === undefined ? [] : [[one.attemptAt + timeout, "timeout"] as [number, FailureClass]]),
      ...(idleTimeout === undefined ? [] : [[one.attemptAt + idleTimeout, "idle"] as [number, FailureClass]]),
    ];
  };

  const startSome = (): boolean => {
    const running = rows.filter(({ status }) => status === "running");
    const inPool = (pool: string | undefined): number =>
      rows.filter((one) => one.status === "running" && one.task.pool === pool).length;
    const eligible = rows
      .filter(
        (one) =>
          (one.status === "pending" && one.task.role === phase() && readyToStart(one)) ||
          (one.status === "waiting" && one.retryAt <= now),
      )
      .filter(
        ({ task }) =>
          task.pool === undefined ||
          inPool(task.pool) < (plan.settings.pools[task.pool] ?? Number.POSITIVE_INFINITY),
      )
      .sort((a, b) => b.task.priority - a.task.priority || rows.indexOf(a) - rows.indexOf(b));
    const next = eligible[0];
    if (next === undefined || running.length >= plan.settings.maxParallel) return false;
    next.status = "running";
    next.n += 1;
    next.startedAt ??= now;
    next.attemptAt = now;
    next.endsAt = now + world.act(next.task.id, next.n).after;
    starts.push(`${now} ${next.task.id}#${next.n}`);
    return true;
  };
  /** `consider` has passed it: nothing but a place is wanting. */
  const readyToStart = (one: Row): boolean => passed.has(one);
  const passed = new Set<Row>();

  const stopIfFailed = (): boolean => {
    if (stop !== "no" || !rows.some(fails) || plan.settings.onFailure === "continue") return false;
    if (!["on_start", "task"].includes(phase())) return false;
    stop = plan.settings.onFailure === "cancel" ? "end" : "drain";
    return true;
  };

  /** One task at a time, in the order of the file; true if something about it changed. */
  const look = (one: Row): boolean => {
    const ends =
      main(one) && (one.status === "running" ? stop === "end" || stop === "cancel" : stop !== "no");
    const loses = above(one).some(won);
    if ((one.status === "running" || one.status === "waiting") && (ends || loses)) {
      if (!loses) stoppedRows.add(one);
      one.status = "cancelled";
      return true;
    }
    if (one.status === "open") return close(one);
    if (one.status !== "pending") return false;
    if (!consider(one)) {
      if (couldStart(one)) passed.add(one);
      else passed.delete(one);
      return false;
    }
    const status: string = one.status;
    if (
      main(one) &&
      stop !== "no" &&
      ((status === "skipped" && !explained(one)) || (status === "cancelled" && stop === "cancel"))
    )
      stoppedRows.add(one);
    return true;
  };

  const isEnding = (): boolean => stop === "end" || stop === "cancel";

  const settleAll = (): void => {
    for (let again = true; again;) {
      again = false;
      if (
        concluded === null &&
        order.slice(0, 3).every((role) => rows.every((one) => one.task.role !== role || ended(one)))
      ) {
        const missed = rows.some(
          (one) => one.task.role === "task" && one.task.required && one.status !== "success",
        );
        const unclean = rows.some(
          (one) => one.task.role === "finally" && one.task.onFailure === "fail" && one.status === "failure",
        );
        concluded =
          stop === "cancel"
            ? "cancelled"
            : stop !== "no" || rows.some(fails) || missed || unclean
              ? "failure"
              : "success";
        again = true;
      }
      if (stopIfFailed()) again = true;
      if (!again) again = rows.some(look);
      // The kernel learns of a stop before it starts anything, so starts come last.
      if (!again && startSome()) again = true;
    }
  };
  /** Skipped for a reason of its own rather than by the stop. */
  const explained = (one: Row): boolean => {
    const parent = one.task.parent === undefined ? null : row(one.task.parent.id);
    if (parent !== null && (parent.startedAt === null || taken(parent) !== one.task.parent?.branch))
      return true;
    return !allows(one.task.rule, one.task.needs.map(row).map(counts));
  };
  const couldStart = (one: Row): boolean => {
    const parent = one.task.parent === undefined ? null : row(one.task.parent.id);
    const opened = parent === null || (parent.status === "open" && taken(parent) === one.task.parent?.branch);
    return !isGroup(one) && phase() === one.task.role && opened && one.task.needs.map(row).every(ended);
  };

  for (let guard = 0; guard < 10_000; guard += 1) {
    if (
      world.cancelAt !== undefined &&
      now >= world.cancelAt &&
      stop !== "cancel" &&
      ["on_start", "task"].includes(phase())
    )
      stop = "cancel";
    settleAll();
    const times = [
      ...rows
        .filter(({ status }) => status === "running")
        .flatMap((one) => [one.endsAt, ...deadlines(one).map(([at]) => at)]),
      ...rows
        .filter(({ status, retryAt }) => status === "waiting" && retryAt > now)
        .map(({ retryAt }) => retryAt),
      ...rows
        .filter(({ status }) => status === "waiting")
        .map((one) => (one.startedAt ?? 0) + (one.task.totalTimeout ?? Number.POSITIVE_INFINITY))
        .filter((at) => at > now && Number.isFinite(at)),
      ...(world.cancelAt !== undefined && now < world.cancelAt ? [world.cancelAt] : []),
    ];
    if (times.length === 0 || phase() === "done") break;
    now = Math.max(now, Math.min(...times));
    if (
      world.cancelAt !== undefined &&
      now >= world.cancelAt &&
      stop !== "cancel" &&
      ["on_start", "task"].includes(phase())
    ) {
      stop = "cancel";
    }
    const ends = rows
      .filter((one) => one.status === "running" && one.endsAt <= now)
      .sort((a, b) => a.endsAt - b.endsAt || rows.indexOf(a) - rows.indexOf(b));
    for (const one of ends) {
      if (one.status !== "running") continue;
      const act = world.act(one.task.id, one.n);
      if (act.fail === undefined) one.status = "success";
      else fail(one, act.fail);
    }
    stopIfFailed();
    for (const one of rows) {
      const over = (one.startedAt ?? 0) + (one.task.totalTimeout ?? Number.POSITIVE_INFINITY);
      const spared = above(one).some(won) || (main(one) && stop !== "no");
      if (one.status === "waiting" && one.retryAt <= now && now >= over && !spared)
        one.status = one.task.onFailure === "skip" ? "skipped" : "failure";
      // Whoever is to be ended anyway is not late any more.
      if (one.status !== "running" || above(one).some(won) || (main(one) && isEnding())) continue;
      const late = deadlines(one).find(([at]) => at <= now);
      if (late !== undefined) fail(one, late[1]);
    }
  }
  return {
    statuses: Object.fromEntries(rows.map(({ task, status }) => [task.id, status])),
    starts,
    conclusion: concluded ?? "none",
  };
}
