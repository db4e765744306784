/** Random graphs, luck, limits and policies: small enough to shrink, rich enough to hold every feature of the kernel. */
import fc from "fast-check";
import { millis } from "../../src/core/base/brand.ts";
import { share } from "../../src/core/base/hash.ts";
import { RUN_FAILURE_POLICIES, TRIGGER_RULES } from "../../src/core/base/vocabulary.ts";
import type { FailureClass } from "../../src/core/journal/failure.ts";
import type { Plan, Role, Task } from "../../src/core/plan/plan.ts";
import { plan, task, type TaskWords } from "./plans.ts";
import type { Act, Answer, World } from "./simulate.ts";

export type Case = Readonly<{ plan: Plan; world: World; luck: number }>;
export type Features = Readonly<{
  policies?: readonly ("stop" | "continue" | "cancel")[];
  any?: boolean;
  timeouts?: boolean;
  cancel?: boolean;
  handlers?: boolean;
  flaky?: boolean;
}>;

const FAILURES: readonly FailureClass[] = [
  "agent-error",
  "agent-exit",
  "auth",
  "infrastructure",
  "output-invalid",
  "timeout",
];

type Draft = Readonly<{
  needs: readonly number[];
  shape: "plain" | "plain2" | "plain3" | "conditional" | "all" | "any";
  inside: number | null;
  rule: number | null;
  dynamic: boolean;
  attempts: number;
  backoff: boolean;
  onFailure: "fail" | "fail2" | "skip" | "continue";
  required: boolean;
  priority: number;
  pool: boolean;
  timeout: number | null;
  idle: number | null;
  total: number | null;
  role: Role;
}>;

const rare = <T>(value: fc.Arbitrary<T>, freq = 4): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq });

const draft = (features: Features): fc.Arbitrary<Draft> => {
  const role: fc.Arbitrary<Role> =
    features.handlers === true
      ? fc.constantFrom<Role>(
          "task",
          "task",
          "task",
          "task",
          "task",
          "task",
          "finally",
          "on_start",
          "on_success",
          "on_failure",
          "on_complete",
        )
      : fc.constant<Role>("task");
  const deadline = features.timeouts === true ? rare(fc.integer({ min: 1, max: 12 }), 3) : fc.constant(null);
  return fc.record({
    needs: fc.array(fc.nat(11), { maxLength: 3 }),
    shape: fc.constantFrom(
      "plain",
      "plain2",
      "plain3",
      "conditional",
      "all",
      features.any === true ? "any" : "all",
    ),
    inside: rare(fc.nat(11), 2),
    rule: rare(fc.nat(TRIGGER_RULES.length - 1), 2),
    dynamic: fc.boolean(),
    attempts: fc.integer({ min: 1, max: 3 }),
    backoff: fc.boolean(),
    onFailure: fc.constantFrom("fail", "fail2", "skip", "continue"),
    required: fc.boolean(),
    priority: fc.integer({ min: -1, max: 1 }),
    pool: fc.boolean(),
    timeout: deadline,
    idle: deadline,
    total: deadline,
    role,
  });
};

const isGroup = ({ shape, role }: Draft): boolean => !shape.startsWith("plain") && role === "task";
const name = (index: number): string => `t${index}`;

/** Groups above a task, by index. A step may only stand in an earlier group. */
function parentOf(drafts: readonly Draft[], index: number): number | null {
  const own = drafts[index];
  const wanted = own?.inside ?? null;
  if (own === undefined || wanted === null || own.role !== "task" || wanted >= index) return null;
  const group = drafts[wanted];
  return group !== undefined && isGroup(group) ? wanted : null;
}

function chain(drafts: readonly Draft[], index: number): number[] {
  const parent = parentOf(drafts, index);
  return parent === null ? [] : [parent, ...chain(drafts, parent)];
}

/** A dependency on a group above would never end; one on a step inside another group is allowed. */
function needsOf(drafts: readonly Draft[], index: number): number[] {
  const own = drafts[index];
  if (own === undefined) return [];
  const above = new Set(chain(drafts, index));
  const earlier = own.needs.filter(
    (need) => need < index && !above.has(need) && drafts[need]?.role === own.role,
  );
  // An earlier group may hold later steps: waiting for it from inside one of those would be a cycle.
  const safe = earlier.filter((need) => {
    const other = drafts[need];
    return (
      other !== undefined &&
      !(isGroup(other) && drafts.some((_, later) => later > index && chain(drafts, later).includes(need)))
    );
  });
  return [...new Set(safe)];
}

function toTask(drafts: readonly Draft[], own: Draft, index: number): Task {
  const steps = drafts.flatMap((_, other) => (parentOf(drafts, other) === index ? [other] : []));
  const branchOf = (step: number): "then" | "else" => (step % 2 === 0 ? "then" : "else");
  const parent = parentOf(drafts, index);
  const group = parent === null ? undefined : drafts[parent];
  const branch = group?.shape === "conditional" ? branchOf(index) : "all";
  const words: TaskWords = {
    needs: needsOf(drafts, index).map(name),
    role: own.role,
    dynamic: own.dynamic || (isGroup(own) && own.shape === "conditional"),
    retry: {
      maxAttempts: own.attempts,
      delay: millis(2),
      backoff: own.backoff ? "exponential" : "fixed",
      jitter: own.backoff ? 0.5 : 0,
    },
    onFailure: own.onFailure === "fail2" ? "fail" : own.onFailure,
    required: own.required && own.role === "task",
    priority: own.priority,
    ...(own.rule === null
      ? own.role === "task"
        ? {}
        : { rule: "all_done" }
      : { rule: TRIGGER_RULES[own.rule] ?? "all_done" }),
    ...(own.pool && !isGroup(own) ? { pool: "p" } : {}),
    ...(parent === null ? {} : { parent: [name(parent), branch] }),
    ...(own.timeout === null || isGroup(own) ? {} : { timeout: millis(own.timeout) }),
    ...(own.idle === null || isGroup(own) ? {} : { idleTimeout: millis(own.idle) }),
    ...(own.total === null || isGroup(own) ? {} : { totalTimeout: millis(own.total) }),
  };
  if (!isGroup(own)) return task(name(index), words);
  const ids = (branchName: "then" | "else"): Task["id"][] =>
    steps.filter((step) => branchOf(step) === branchName).map((step) => task(name(step)).id);
  const work: Task["work"] =
    own.shape === "conditional"
      ? { type: "conditional", condition: "x", then: ids("then"), else: ids("else") }
      : {
          type: "parallel",
          steps: steps.map((step) => task(name(step)).id),
          waitFor: own.shape === "any" ? "any" : "all",
        };
  return task(name(index), { ...words, work });
}

/** Luck is a function of the task and the attempt, so that an interrupted run meets the same fate. */
function worldOf(luck: number, features: Features, cancelAt: number | null): World {
  const act = (id: string, n: number): Act => {
    const after = 1 + Math.floor(share(luck, id, "time") * 10);
    const bad = share(luck, id, "fate") < 0.3;
    const flaky = features.flaky === true && !bad && share(luck, id, "flaky") < 0.3 && n === 1;
    const kind = FAILURES[Math.floor(share(luck, id, "kind") * FAILURES.length)] ?? "agent-error";
    return bad || flaky ? { after, fail: flaky ? "agent-error" : kind } : { after };
  };
  const answer = (id: string): Answer => {
    const drawn = share(luck, id, "answer");
    if (drawn < 0.7) return "yes";
    if (drawn < 0.85) return "no";
    return drawn < 0.93 ? "missing" : "error";
  };
  return { act, answer, ...(cancelAt === null ? {} : { cancelAt }) };
}

export function randomCase(features: Features): fc.Arbitrary<Case> {
  const policies = features.policies ?? RUN_FAILURE_POLICIES.filter((policy) => policy !== "rollback");
  return fc
    .record({
      drafts: fc.array(draft(features), { minLength: 1, maxLength: 12 }),
      luck: fc.nat(1_000_000),
      maxParallel: fc.integer({ min: 1, max: 4 }),
      pool: fc.integer({ min: 1, max: 2 }),
      policy: fc.constantFrom(...policies),
      cancelAt: features.cancel === true ? rare(fc.integer({ min: 0, max: 30 }), 2) : fc.constant(null),
    })
    .map(({ drafts, luck, maxParallel, pool, policy, cancelAt }) => ({
      plan: plan(
        drafts.map((own, index) => toTask(drafts, own, index)),
        { maxParallel, pools: { p: pool }, onFailure: policy },
      ),
      world: worldOf(luck, features, cancelAt),
      luck,
    }));
}
