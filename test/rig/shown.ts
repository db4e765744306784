/** A case in a few lines, for whoever reads a counterexample. */
import type { Task } from "../../src/core/plan/plan.ts";

function words({ work }: Task): string {
  switch (work.type) {
    case "agent":
      return `agent ${work.agent}`;
    case "parallel":
      return `parallel ${work.waitFor}`;
    case "samples":
      return `samples ${work.by}`;
    case "loop":
      return `loop ${work.until === undefined ? "" : "until "}${work.maxIterations}`;
    case "for_each":
      return `for_each ${work.onEmpty} max ${work.maxParallel ?? "-"} min ${work.minSuccess ?? "-"}`;
    default:
      return work.type;
  }
}

export function shown(tasks: readonly Task[], indent = ""): string {
  return tasks
    .map((task) => {
      const {
        id,
        needs,
        rule,
        parent,
        onFailure,
        dynamic,
        pool,
        budget,
        timeout,
        totalTimeout,
        fallback,
        concurrency,
        work,
        retry,
        priority,
      } = task;
      const more = {
        pool,
        budget,
        timeout,
        totalTimeout,
        fallback,
        concurrency,
        undo: task.compensate === undefined ? undefined : 1,
      };
      const line = `${indent}${id} ${words(task)} in ${parent?.id ?? "-"}/${parent?.branch ?? ""} after ${needs.join("+")} ${rule === "none_failed_min_one_success" ? "" : rule} ${onFailure} x${retry.maxAttempts} p${priority}${dynamic ? " dynamic" : ""} ${JSON.stringify(more)}`;
      if (work.type === "for_each") return `${line}\n${shown(work.body, `${indent}  | `)}`;
      if (work.type === "autonomous" || work.type === "delegate")
        return `${line}\n${shown(work.team, `${indent}  > `)}`;
      return line;
    })
    .join("\n");
}
