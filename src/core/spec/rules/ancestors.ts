/** A task refers only to what has ended before it starts, and is warned about what may be missing then. */
import type { Diagnostic } from "../diagnostic.ts";
import type { Reference } from "../../expression/references.ts";
import { ROLES } from "../../base/vocabulary.ts";
import { spanOf, type SpecTask } from "../spec.ts";
import { certainty, inBranch, mayHaveFailed, mayLack, type Sure } from "./certainty.ts";
import { resultOf } from "./results.ts";
import { mistake, warning, type Rule } from "./rule.ts";
import { spanIn, type Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

export const ancestors: Rule = {
  name: "ancestors",
  check(survey) {
    const found: Diagnostic[] = [];
    const sure = certainty(survey);
    const lacks = mayLack(survey);
    const required = new Set(survey.spec.outputs.filter((one) => one.required).map(({ name }) => name));
    for (const site of survey.sites) {
      for (const reference of site.pieces.flatMap((piece) => piece.references)) {
        const result = resultOf(survey, reference);
        if (result === null) continue;
        if (site.task === null) {
          const asked = site.path[0] === "outputs" && required.has(String(site.path[1]));
          if (asked && !reference.guarded && !ALWAYS_THERE.has(result.member) && lacks(result.task)) {
            found.push(mayBeAbsent(survey, site, reference, result, "the run fails then"));
          }
          continue;
        }
        const problem = problemOf(survey, site, site.task, result, reference, sure);
        if (problem !== null) found.push(problem);
      }
    }
    return found;
  },
};

/** These look at the task itself, after an attempt. */
const AFTERWARDS = new Set(["loop", "retry", "verify", "compensate", "cache"]);
/** Present however a task ended. */
const ALWAYS_THERE = new Set(["status", "attempts", "cost"]);

function problemOf(
  survey: Survey,
  site: Site,
  task: SpecTask,
  { task: other, member }: { task: SpecTask; member: string },
  reference: Reference,
  sure: Sure,
): Diagnostic | null {
  const span = () => spanIn(survey.spec, site, reference.span);
  const related = [{ span: spanOf(other), message: `"${other.id}" is defined here` }];
  if (!hasEnded(survey, site, task, other)) {
    if (other === task) {
      const label = "known only when the task has ended";
      return mistake("AO1213", span(), `"${task.id}" refers to its own result`, { label, help: REMOVE });
    }
    const more = { label: "may not have run yet", help: remedy(survey, task, other), related };
    return mistake("AO1213", span(), `"${task.id}" does not wait for "${other.id}"`, more);
  }
  const harmless = site.sink === "condition" || reference.guarded || ALWAYS_THERE.has(member);
  if (harmless || task.role !== "task" || other === task || sure(other, task)) return null;
  return mayBeAbsent(survey, site, reference, { task: other, member }, `"${task.id}" is skipped then`);
}

function mayBeAbsent(
  survey: Survey,
  site: Site,
  reference: Reference,
  { task, member }: { task: SpecTask; member: string },
  otherwise: string,
): Diagnostic {
  const span = spanIn(survey.spec, site, reference.span);
  return warning("AO1703", span, `the ${member} of "${task.id}" may be absent`, {
    label: whyAbsent(task),
    help: `write ${written(reference)} ?? 'something else', or ${otherwise}`,
    related: [{ span: spanOf(task), message: `"${task.id}" is defined here` }],
  });
}

const REMOVE = "remove the reference";

function remedy(survey: Survey, task: SpecTask, other: SpecTask): string {
  if (other.role !== task.role)
    return `${REMOVE}: ${other.role === "task" ? "tasks" : other.role} come after ${task.role}`;
  if (survey.graph().precedes(task.index, other.index))
    return `${REMOVE}: "${other.id}" starts only after "${task.id}"`;
  return `add "${other.parent?.id ?? other.id}" to the dependencies of "${task.id}"`;
}

const written = ({ root, path }: Reference): string =>
  [root, ...path]
    .map((part, at) => (at === 0 ? part : /^\w+$/.test(part) ? `.${part}` : `["${part}"]`))
    .join("");

function hasEnded(survey: Survey, { path }: Site, task: SpecTask, other: SpecTask): boolean {
  if (other === task) return AFTERWARDS.has(String(path[0]));
  if (other.role !== task.role) return ROLES.indexOf(other.role) < ROLES.indexOf(task.role);
  // The steps of a loop see what the round before left.
  if (survey.byId.get(task.parent?.id ?? "")?.type === "loop" && task.parent?.id === other.parent?.id)
    return true;
  if (AFTERWARDS.has(String(path[0])) && other.parent?.id === task.id) return true;
  return survey.graph().precedes(other.index, task.index);
}

function whyAbsent(task: SpecTask): string {
  if (mayHaveFailed(task)) return "it may have failed";
  const { condition, on_failure: onFailure } = task.fields;
  if (inBranch(task)) return `its branch of "${task.parent?.id ?? ""}" may not be taken`;
  if (condition !== undefined) return "its condition may be false";
  return onFailure === "skip" ? "it counts as skipped if it fails" : "it may be skipped or have failed";
}
