/** Tasks that wait for each other in a circle can never start. */
import type { Diagnostic, Related } from "../diagnostic.ts";
import type { SpecTask } from "../spec.ts";
import { dependencySpan } from "./dependencies.ts";
import { mistake, type Rule } from "./rule.ts";
import type { Survey } from "./survey.ts";

/** Longer circles are cut in the message. */
const MOST_SHOWN = 12;
/** Every edge is framed, up to so many. */
const MOST_FRAMED = 40;

export const cycles: Rule = {
  name: "cycles",
  check(survey) {
    return circles(edges(survey)).map((circle) => diagnosticOf(survey, circle));
  },
};

type Edges = readonly (readonly number[])[];

/** A group also waits for its steps; what depends on itself alone is told by another rule. */
function edges({ spec, byId }: Survey): Edges {
  const all: number[][] = spec.tasks.map((task) =>
    task.dependencies.flatMap((id) => {
      const other = byId.get(id);
      return other === undefined || other.index === task.index ? [] : [other.index];
    }),
  );
  for (const task of spec.tasks) {
    const group = task.parent === undefined ? undefined : byId.get(task.parent.id);
    if (group === undefined || task.dependencies.includes(group.id)) continue;
    all[group.index]?.push(task.index);
    // A step starts only after what its group waits for.
    for (const id of group.dependencies) {
      const other = byId.get(id);
      if (other !== undefined && other.index !== task.index) all[task.index]?.push(other.index);
    }
  }
  return all;
}

/** One circle for each knot, found in one walk without recursion: 300 tasks in a ring are no deeper than two. */
function circles(waits: Edges): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  const state = new Uint8Array(waits.length);
  const place = new Int32Array(waits.length);
  for (let start = 0; start < waits.length; start += 1) {
    if (state[start] !== 0) continue;
    const path = [start];
    state[start] = 1;
    place[start] = 0;
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const list: readonly number[] = waits[here] ?? [];
      const at: number = place[here] ?? 0;
      const next = list[at];
      if (next === undefined) {
        state[here] = 2;
        path.pop();
        continue;
      }
      place[here] = at + 1;
      if (state[next] === 1) found.push(path.slice(path.indexOf(next)));
      if (state[next] !== 0) continue;
      state[next] = 1;
      path.push(next);
    }
  }
  return distinct(found);
}

/** Circles that share a task are one knot: the first is enough to begin mending it. */
function distinct(found: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const used = new Set<number>();
  return found.filter((circle) => {
    const fresh = circle.every((index) => !used.has(index));
    if (fresh) for (const index of circle) used.add(index);
    return fresh;
  });
}

function diagnosticOf({ spec }: Survey, circle: readonly number[]): Diagnostic {
  const tasks = circle.flatMap((index) => spec.tasks[index] ?? []);
  const [first] = tasks;
  if (first === undefined) throw new Error("Internal error: an empty circle");
  const ids = [...tasks, first].map((task) => task.id);
  const many = ids.length > MOST_SHOWN + 1;
  const shown = many ? [...ids.slice(0, MOST_SHOWN), `… ${ids.length - MOST_SHOWN - 1} more`, first.id] : ids;
  const marks = tasks.map((task, at) => edgeMark(task, tasks[at + 1] ?? first));
  return mistake(
    "AO1401",
    marks[0]?.span ?? dependencySpan(first, 0),
    `tasks wait for each other: ${shown.join(" → ")}`,
    {
      label: marks[0]?.message ?? "waits for itself",
      help: "remove one of these dependencies",
      related: marks.slice(1, MOST_FRAMED),
    },
  );
}

function edgeMark(task: SpecTask, next: SpecTask): Related {
  const at = task.dependencies.indexOf(next.id);
  const message =
    at === -1 ? `"${task.id}" cannot end before "${next.id}"` : `"${task.id}" waits for "${next.id}"`;
  return { span: dependencySpan(task, Math.max(0, at)), message };
}
