/** Answers `resolve`: evaluates a task's condition and inputs once its dependencies have ended, and keeps them for its start. */
import type { Digest, TaskId } from "../core/base/brand.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { basisOf, readsOf } from "../core/run/basis.ts";
import type { TaskState } from "../core/run/state.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { cachedResults } from "./cached.ts";
import { holds, resolved, type Resolved, type Unresolved } from "./resolve.ts";
import { scopeOf, type Surroundings } from "./scope.ts";
import type { World } from "./world.ts";

export interface Readiness {
  resolve(task: TaskState): RunEvent;
  /** What `resolve` found, or the same found now: tasks without expressions are never resolved beforehand. */
  valuesOf(task: TaskState): Result<Resolved, RunEvent>;
  /** It has succeeded with this output: other runs may want it too. */
  keep(task: TaskState, output: Digest): void;
}

const refused = (around: Surroundings, task: TaskState, message: string): RunEvent => ({
  type: "task.failed",
  task: task.task.id,
  n: 0,
  failure: { kind: "condition-error", message },
  saw: basisOf(around.state, task),
});

/** A `conditional` is chosen by its own condition; every other task is let through by it. */
function heldBy(around: Surroundings, own: TaskState): Result<boolean, string> {
  const { work, condition } = own.task;
  const source = work.type === "conditional" ? work.condition : condition;
  return source === undefined ? ok(true) : holds(source, scopeOf(around, own));
}

/** What the files of a task begin with makes its result as much as its words do. */
function valuesFor(world: World, around: Surroundings, task: TaskState): Result<Resolved, Unresolved> {
  const { state } = around;
  const found = resolved(state.plan, task.task, scopeOf(around, task), readsOf(state, task), world.hash);
  const files = world.trees?.mark(task) ?? null;
  if (!found.ok || files === null) return found;
  return ok({ ...found.value, fingerprint: world.hash(`${found.value.fingerprint}\n${files}`) });
}

export function readiness(world: World, around: Surroundings): Readiness {
  const prepared = new Map<TaskId, Resolved>();
  const cached = cachedResults(world, around.state.plan);
  const nothing = world.hash("");
  const find = (task: TaskState) => valuesFor(world, around, task);

  return {
    resolve(task) {
      const { id } = task.task;
      const held = heldBy(around, task);
      if (!held.ok) return refused(around, task, `condition: ${held.error}`);
      const plain = { type: "task.resolved", task: id, fingerprint: nothing, trust: "trusted" } as const;
      if (!held.value) return { ...plain, condition: false };
      const values = find(task);
      if (values.ok) {
        prepared.set(id, values.value);
        const { fingerprint, trust } = values.value;
        const earlier = cached.lookup(task, fingerprint, scopeOf(around, task));
        if (!earlier.ok) return refused(around, task, earlier.error);
        const known = earlier.value === null ? {} : { cached: earlier.value };
        return { ...plain, condition: true, fingerprint, trust, ...known };
      }
      if (values.error.kind === "error") return refused(around, task, values.error.message);
      return { ...plain, condition: true, missing: values.error.reference };
    },
    valuesOf(task) {
      const known = prepared.get(task.task.id);
      const values = known === undefined ? find(task) : ok(known);
      if (values.ok) return values;
      const { error } = values;
      return err(
        refused(around, task, error.kind === "error" ? error.message : `${error.reference} is not there`),
      );
    },
    keep: (task, output) => cached.keep(task, output),
  };
}
