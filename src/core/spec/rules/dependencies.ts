/** A dependency names another task that can end before this one starts. */
import { hasExpression } from "../../expression/template.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { pairOf, spanOf, type SpecTask } from "../spec.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";
import type { Survey } from "./survey.ts";

export const dependencies: Rule = {
  name: "dependencies",
  check(survey) {
    const found: Diagnostic[] = [];
    let names: readonly string[] | undefined;
    for (const task of survey.spec.tasks) {
      const seen = new Set<string>();
      task.dependencies.forEach((id, place) => {
        const span = (): Span => dependencySpan(task, place);
        if (seen.has(id)) {
          found.push(mistake("AO1706", span(), `"${id}" is listed twice`, { label: "once is enough" }));
          return;
        }
        seen.add(id);
        const other = survey.byId.get(id);
        // Told about by the rule on where expressions may stand.
        if (other === undefined && hasExpression(id)) return;
        if (other === undefined) {
          names ??= candidates(survey);
          found.push(unknown(task, id, span(), names));
        } else {
          const problem = problemOf(survey, task, other, span);
          if (problem !== null) found.push(problem);
        }
      });
    }
    return found;
  },
};

/** A template's dependencies are made, not written. */
export function dependencySpan(task: SpecTask, place: number): Span {
  const written = pairOf(task.node, "dependencies")?.value;
  return written?.kind === "scalar" ? written.span : spanOf(task, "dependencies", place);
}

const candidates = ({ spec }: Survey): readonly string[] =>
  spec.tasks.filter((task) => task.role === "task").map((task) => task.id);

function unknown(task: SpecTask, id: string, span: Span, names: readonly string[]): Diagnostic {
  const others = names.filter((name) => name !== task.id);
  return mistake("AO1201", span, `unknown task "${id}"`, {
    label: "no task with this id",
    ...suggestion(id, others, "there is no other task to depend on"),
  });
}

function problemOf(survey: Survey, task: SpecTask, other: SpecTask, span: () => Span): Diagnostic | null {
  if (other === task) {
    return mistake("AO1402", span(), `"${task.id}" depends on itself: ${task.id} → ${task.id}`, {
      label: "it could never start",
      help: "remove the dependency",
    });
  }
  const related = [{ span: spanOf(other), message: `"${other.id}" is defined here` }];
  if (other.role !== task.role) {
    const [label, help] =
      task.role === "task"
        ? ([
            `"${other.id}" belongs to ${other.role}`,
            "tasks depend on tasks; hooks and final tasks run around them",
          ] as const)
        : ([
            `runs in ${task.role}, not among the tasks`,
            `a handler sees every task anyway: remove "${other.id}"`,
          ] as const);
    return mistake("AO1403", span(), `"${task.id}" cannot depend on "${other.id}"`, { label, help, related });
  }
  if (encloses(survey, other, task)) {
    return mistake("AO1409", span(), `"${task.id}" depends on its own group "${other.id}"`, {
      label: "the group ends only after its steps",
      help: "remove the dependency: a step starts when its group does",
      related,
    });
  }
  if (other.parent === undefined || reachable(survey, task, other)) return null;
  const group = other.parent.id;
  return mistake("AO1404", span(), `"${other.id}" is a step inside "${group}"`, {
    label: "cannot be waited for from here",
    help: `depend on "${group}" instead`,
    related,
  });
}

function encloses({ byId }: Survey, group: SpecTask, task: SpecTask): boolean {
  const seen = new Set<SpecTask>();
  for (let here: SpecTask | undefined = task; here?.parent !== undefined && !seen.has(here);) {
    seen.add(here);
    here = byId.get(here.parent.id);
    if (here === group) return true;
  }
  return false;
}

/** Steps of the same branch see each other, and so do the steps nested in them. */
function reachable({ byId }: Survey, task: SpecTask, other: SpecTask): boolean {
  const seen = new Set<SpecTask>();
  for (let here: SpecTask | undefined = task; here?.parent !== undefined && !seen.has(here);) {
    seen.add(here);
    if (here.parent.id === other.parent?.id && here.parent.branch === other.parent.branch) return true;
    here = byId.get(here.parent.id);
  }
  return false;
}
