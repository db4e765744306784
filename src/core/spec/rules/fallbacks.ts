/** A task that takes over belongs to the one that it takes over from, and to nobody else. */
import type { Diagnostic } from "../diagnostic.ts";
import { fallbackOf, fallbackOwners } from "../fallbacks.ts";
import { spanOf, type SpecTask } from "../spec.ts";
import { dependencySpan } from "./dependencies.ts";
import { mistake, type Rule } from "./rule.ts";
import type { Survey } from "./survey.ts";

export const fallbacks: Rule = {
  name: "fallbacks",
  check(survey) {
    const { spec, byId } = survey;
    const owners = fallbackOwners(spec);
    if (owners.size === 0) return [];
    const found: Diagnostic[] = [];
    for (const task of spec.tasks) {
      found.push(...needsOf(task, owners));
      const other = byId.get(fallbackOf(task.fields) ?? "");
      if (other === undefined || other === task) continue;
      const problem = problemOf(survey, task, other, owners);
      if (problem !== null) found.push(problem);
    }
    return found;
  },
};

/** Whoever waits for a fallback would wait for something that mostly does not happen. */
function needsOf(task: SpecTask, owners: ReadonlyMap<string, SpecTask>): readonly Diagnostic[] {
  return task.dependencies.flatMap((id, place) => {
    const owner = owners.get(id);
    if (owner === undefined || id === task.id) return [];
    const help =
      owner === task
        ? "remove the dependency: the fallback comes after the task"
        : `depend on "${owner.id}": its result is that of "${id}" if it had to take over`;
    return [
      mistake("AO1410", dependencySpan(task, place), `"${id}" runs only if "${owner.id}" fails`, {
        label: "cannot be waited for",
        help,
        related: [{ span: spanOf(owner, "fallback", "task"), message: `"${id}" takes over here` }],
      }),
    ];
  });
}

function problemOf(
  survey: Survey,
  task: SpecTask,
  other: SpecTask,
  owners: ReadonlyMap<string, SpecTask>,
): Diagnostic | null {
  const span = spanOf(task, "fallback", "task");
  const ring = ringOf(survey, task);
  if (ring.length > 0) {
    if (ring.some(({ index }) => index < task.index)) return null;
    const ids = [...ring, task].map(({ id }) => id).join(" → ");
    return mistake("AO1407", span, `fallbacks lead back to the task itself: ${ids}`, {
      label: "none of them would be the last",
      help: "choose another fallback for one of them",
    });
  }
  const owner = owners.get(other.id);
  if (owner !== undefined && owner !== task)
    return mistake("AO1410", span, `"${other.id}" takes over for two tasks`, {
      label: "can belong to one only",
      help: "write a fallback of its own, or name an agent",
      related: [{ span: spanOf(owner, "fallback", "task"), message: "takes over here too" }],
    });
  if (
    other.role !== task.role ||
    other.parent?.id !== task.parent?.id ||
    other.parent?.branch !== task.parent?.branch
  )
    return mistake("AO1410", span, `"${other.id}" does not stand beside "${task.id}"`, {
      label: "belongs to another group",
      help: `put "${other.id}" into the same list as "${task.id}"`,
      related: [{ span: spanOf(other), message: `"${other.id}" is defined here` }],
    });
  return laterNeed(survey, task, other);
}

/** The tasks from this one back to itself, if its fallbacks lead there. */
function ringOf({ byId }: Survey, task: SpecTask): readonly SpecTask[] {
  const seen: SpecTask[] = [];
  for (let here: SpecTask | undefined = task; here !== undefined && !seen.includes(here);) {
    seen.push(here);
    here = byId.get(fallbackOf(here.fields) ?? "");
    if (here === task) return seen.length > 1 ? seen : [];
  }
  return [];
}

/** What the fallback waits for has to be there before the task begins. */
function laterNeed({ byId, graph }: Survey, task: SpecTask, other: SpecTask): Diagnostic | null {
  const place = other.dependencies.findIndex((id) => {
    const need = byId.get(id);
    return need !== undefined && need !== task && need !== other && graph().precedes(task.index, need.index);
  });
  const need = other.dependencies[place];
  if (need === undefined) return null;
  return mistake(
    "AO1410",
    dependencySpan(other, place),
    `"${need}" waits for "${task.id}", which waits for "${other.id}"`,
    {
      label: `"${other.id}" takes over for "${task.id}"`,
      help: "remove the dependency",
    },
  );
}
