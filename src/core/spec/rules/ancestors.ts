/** A task refers only to what has ended before it starts, and is warned about what may be missing then. */
import { isFields } from "../../base/value.ts";
import { isAutonomous } from "../chooser.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Reference } from "../../expression/references.ts";
import { ROLES } from "../../base/vocabulary.ts";
import { spanOf, type SpecTask } from "../spec.ts";
import { certainty, inBranch, mayHaveFailed, mayLack, type Sure } from "./certainty.ts";
import { fallbackOf } from "../fallbacks.ts";
import { around } from "./own-names.ts";
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
        const list = fanOutAround(survey, result.task, site.task);
        if (list !== null) {
          found.push(insideFanOut(survey, site, reference, result.task, list));
          continue;
        }
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
  const after = other === task && AFTERWARDS.has(String(site.path[0]));
  if (harmless || task.role !== "task" || after || sure(other, task)) return null;
  if (member === "error" && fallbackOf(other.fields) === task.id) return null;
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
    label: absence(survey, site, task),
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
  if (other === task && AFTERWARDS.has(String(path[0]))) return true;
  if (other.role !== task.role) return ROLES.indexOf(other.role) < ROLES.indexOf(task.role);
  if (inOneLoop(survey, task, other) || chosen(survey, task)) return true;
  if (other === task) return false;
  if (AFTERWARDS.has(String(path[0])) && other.parent?.id === task.id) return true;
  return survey.graph().precedes(other.index, task.index);
}

const repeats = ({ type, fields }: SpecTask): boolean => type === "loop" || fields["loop"] !== undefined;

/** The steps of a loop see what the round before left, and so does a task that is repeated. */
function inOneLoop(survey: Survey, task: SpecTask, other: SpecTask): boolean {
  const loops = around(survey, other).filter(
    (group) => repeats(group) && (group !== other || group.type !== "loop"),
  );
  return around(survey, task).some((group) => loops.includes(group));
}

const FIRST_ROUND = "the first round has none yet";

/** Whoever is picked sees what was done until then, in whatever order that was. */
const chosen = ({ spec }: Survey, { role }: SpecTask): boolean => role === "task" && isAutonomous(spec);

/** The fan-out that one stands in and the other does not. */
function fanOutAround(survey: Survey, other: SpecTask, task: SpecTask | null): SpecTask | null {
  const lists = around(survey, other).filter(
    (group) => group !== other && isFields(group.fields["for_each"]),
  );
  const own = around(survey, task);
  return lists.find((group) => !own.includes(group)) ?? null;
}

function insideFanOut(
  survey: Survey,
  site: Site,
  reference: Reference,
  other: SpecTask,
  list: SpecTask,
): Diagnostic {
  return mistake(
    "AO1218",
    spanIn(survey.spec, site, reference.span),
    `"${other.id}" runs once for every element of "${list.id}"`,
    {
      label: "which of its results is meant cannot be known",
      help: `use ${/^\w+$/.test(list.id) ? list.id : `tasks["${list.id}"]`}.output, the list of all results, or .items`,
      related: [{ span: spanOf(other), message: `"${other.id}" is defined here` }],
    },
  );
}

function absence(survey: Survey, { task }: Site, other: SpecTask): string {
  if (task === null) return whyAbsent(other);
  if (inOneLoop(survey, task, other)) return FIRST_ROUND;
  return chosen(survey, task) ? "it may not have been picked yet" : whyAbsent(other);
}

function whyAbsent(task: SpecTask): string {
  if (mayHaveFailed(task)) return "it may have failed";
  const { condition, on_failure: onFailure } = task.fields;
  if (inBranch(task)) return `its branch of "${task.parent?.id ?? ""}" may not be taken`;
  if (condition !== undefined) return "its condition may be false";
  return onFailure === "skip" ? "it counts as skipped if it fails" : "it may be skipped or have failed";
}
