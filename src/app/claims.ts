/** Places among the runs that share a limit: taken before a task starts, given back when it has ended. */
import { millis, type Millis, type TaskId } from "../core/base/brand.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { basisOf } from "../core/run/basis.ts";
import type { TaskState } from "../core/run/state.ts";
import type { Slot } from "../ports/slots.ts";
import { scopeOf, type Surroundings } from "./scope.ts";
import type { World } from "./world.ts";

/** Other runs give no notice when they leave. */
export const ASK_AGAIN_AFTER = millis(1000);

export interface Claims {
  claim(task: TaskState, now: Millis): RunEvent;
  /** Gives back the places of tasks that do not hold them any more; of all, when the run is left. */
  tidy(all: boolean): void;
}

function groupOf(around: Surroundings, task: TaskState, written: string): string {
  const outcome = evaluateDeep(written, scopeOf(around, task));
  const value = outcome.ok && outcome.value.kind === "value" ? outcome.value.value : written;
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function claims(world: World, around: Surroundings): Claims {
  const held = new Map<TaskId, Slot>();
  return {
    claim(task, now) {
      const { id, concurrency } = task.task;
      const { group, limit, onLimit } = concurrency ?? { group: id, limit: 1, onLimit: "queue" };
      const name = groupOf(around, task, group);
      const taken = world.slots?.take(name, limit, `${world.run}/${id}`) ?? { slot: { release: () => {} } };
      if ("slot" in taken) {
        held.set(id, taken.slot);
        return { type: "slot.granted", task: id };
      }
      if (onLimit === "queue")
        return { type: "slot.refused", task: id, until: millis(now + ASK_AGAIN_AFTER) };
      const saw = basisOf(around.state, task);
      if (onLimit === "cancel")
        return {
          type: "task.skipped",
          task: id,
          status: "skipped",
          because: { kind: "limit", group: name },
          saw,
        };
      const who = taken.holders.length === 0 ? "" : `: ${taken.holders.join(", ")}`;
      const message = `all ${limit} places of "${name}" are taken${who}`;
      return { type: "task.failed", task: id, n: 0, failure: { kind: "policy", message }, saw };
    },
    tidy(all) {
      for (const [id, slot] of held) {
        const task = around.state.tasks[around.state.byId.get(id) ?? -1];
        if (!all && task !== undefined && task.slotted) continue;
        held.delete(id);
        slot.release();
      }
    },
  };
}
