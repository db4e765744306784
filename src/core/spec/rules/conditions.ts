/** A condition that can never be true means a task that never runs. */
import { nearest } from "../../base/nearest.ts";
import type { Expression } from "../../expression/expression.ts";
import { references } from "../../expression/references.ts";
import { truthy } from "../../expression/scope.ts";
import type { Diagnostic, Severity } from "../diagnostic.ts";
import type { SpecTask } from "../spec.ts";
import { keySpanOf } from "../spec.ts";
import { mayHaveFailed as allowed, ruleOf } from "./certainty.ts";
import { resultOf } from "./results.ts";
import { warning, type Rule } from "./rule.ts";
import { spanIn, type Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

const STATUSES = ["success", "failure", "skipped", "cancelled", "upstream_failed"];
const STATE_STATUSES = ["pass", "fail"];

/** Why something can never be true. */
type Never = Readonly<{ severity: Severity; at: Expression; label: string; help: string }>;

export const conditions: Rule = {
  name: "conditions",
  check(survey) {
    const found: Diagnostic[] = survey.spec.tasks
      .filter((task) => task.fields["condition"] === false && task.type !== "conditional")
      .map((task) =>
        warning("AO1704", keySpanOf(task, "condition"), neverRuns(task), {
          label: "always false",
          help: REMOVE,
        }),
      );
    for (const site of survey.sites) {
      if (site.task === null || site.path[0] !== "condition") continue;
      for (const { expression } of site.pieces) {
        const never = neverTrue(expression, survey, site.task);
        if (never === null) continue;
        const { severity, at, label, help } = never;
        const span = spanIn(survey.spec, site, at);
        found.push({ ...warning("AO1704", span, messageOf(site), { label, help }), severity });
      }
    }
    return found;
  },
};

const REMOVE = "remove the task, or give it a condition that can hold";
const neverRuns = (task: SpecTask): string => `the condition of "${task.id}" can never be true`;
const messageOf = ({ task }: Site): string =>
  task === null ? "the condition can never be true" : neverRuns(task);

function neverTrue(expression: Expression, survey: Survey, task: SpecTask): Never | null {
  switch (expression.kind) {
    case "literal":
      if (truthy(expression.value)) return null;
      return { severity: "warning", at: expression, label: "always false", help: REMOVE };
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "&&") return neverTrue(left, survey, task) ?? neverTrue(right, survey, task);
      if (operator === "||") {
        const first = neverTrue(left, survey, task);
        return first !== null && neverTrue(right, survey, task) !== null ? first : null;
      }
      return operator === "==" ? neverEqual(expression, left, right, survey, task) : null;
    }
    case "choice": {
      const then = neverTrue(expression.then, survey, task);
      return then !== null && neverTrue(expression.otherwise, survey, task) !== null ? then : null;
    }
    case "call":
      return expression.name === "failure" && expression.receiver === null
        ? noFailure(expression, survey, task)
        : null;
    default:
      return null;
  }
}

function neverEqual(
  at: Expression,
  left: Expression,
  right: Expression,
  survey: Survey,
  task: SpecTask,
): Never | null {
  if (left.kind === "literal" && right.kind === "literal") {
    if (left.value === right.value) return null;
    return { severity: "warning", at, label: "these are never equal", help: REMOVE };
  }
  const [asked, literal] = left.kind === "literal" ? [right, left] : [left, right];
  if (literal.kind !== "literal" || literal.value === null) return null;
  const [reference] = references(asked);
  if (reference === undefined || (asked.kind !== "member" && asked.kind !== "call")) return null;
  const result = resultOf(survey, reference);
  const depth = reference.root === "tasks" || reference.root === "context" ? 2 : 1;
  if (result === null || result.member !== "status" || reference.path.length !== depth) return null;
  const known = reference.root === "context" ? STATE_STATUSES : STATUSES;
  const word = String(literal.value);
  if (typeof literal.value !== "string" || !known.includes(word)) return noStatus(literal, word, known);
  return statusNever(at, word, result.task, task);
}

function noStatus(at: Expression, word: string, known: readonly string[]): Never {
  const meant = nearest(word, known);
  const help = meant === undefined ? `a status is one of ${known.join(", ")}` : `did you mean "${meant}"?`;
  return { severity: "warning", at, label: "no status has this name", help };
}

/** Rules under which a task starts only if no dependency failed. */
const PASSES_NO_FAILURE = new Set([
  "all_success",
  "none_failed",
  "none_failed_min_one_success",
  "all_skipped",
]);
const PASSES_NO_SKIP = new Set(["all_success", "all_failed", "none_skipped"]);
const PASSES_NO_SUCCESS = new Set(["all_failed", "all_skipped"]);

function statusNever(at: Expression, word: string, other: SpecTask, task: SpecTask): Never | null {
  if (!task.dependencies.includes(other.id) || task.role !== "task") return null;
  const rule = ruleOf(task);
  switch (word) {
    case "failure":
    case "fail":
    case "upstream_failed": {
      if (allowed(other) && word !== "upstream_failed") return null;
      return PASSES_NO_FAILURE.has(rule) ? failureNever(at, rule) : null;
    }
    case "skipped":
    case "cancelled":
      return PASSES_NO_SKIP.has(rule)
        ? ruleNever(at, rule, `is never met when "${other.id}" is ${word}`)
        : null;
    default:
      return PASSES_NO_SUCCESS.has(rule) && !allowed(other)
        ? ruleNever(at, rule, `is never met when "${other.id}" succeeds`)
        : null;
  }
}

const ruleNever = (at: Expression, rule: string, label: string): Never => ({
  severity: "warning",
  at,
  label: `the rule "${rule}" ${label}`,
  help: "change the trigger_rule, for example to all_done",
});

/** Whoever asks about failure wants to act on it, and would find out only on the day it fails: an error. */
const failureNever = (at: Expression, rule: string): Never => ({
  severity: "error",
  at,
  label: `the rule "${rule}" lets the task start only if nothing failed`,
  help: 'add "trigger_rule: all_done", or put the task into hooks.on_failure',
});

function noFailure(at: Expression, { byId }: Survey, task: SpecTask): Never | null {
  if (task.role !== "task") return null;
  if (task.dependencies.length === 0) {
    return { severity: "warning", at, label: "the task depends on nothing that could fail", help: REMOVE };
  }
  if (task.dependencies.some((id) => byId.get(id) === undefined || allowed(byId.get(id) ?? task)))
    return null;
  return PASSES_NO_FAILURE.has(ruleOf(task)) ? failureNever(at, ruleOf(task)) : null;
}
