/** Who waits for whom: written dependencies, and the task before it where the order of the file counts. */
import type { TriggerRule } from "../base/vocabulary.ts";
import { laneNeighbours } from "../spec/lanes.ts";
import type { Spec } from "../spec/spec.ts";

export type Order = Readonly<{
  needs: readonly string[];
  chained: boolean;
  /** What holds where the author wrote no rule. */
  usual?: TriggerRule;
}>;

/** Of a task inside a group that has no other task to wait for. */
export const AT_ONCE: Order = { needs: [], chained: false };

/** `chained`: nothing was written, the order alone makes the task wait. */
export function orders(spec: Spec): readonly Order[] {
  const before = laneNeighbours(spec);
  return spec.tasks.map(({ index, dependencies }) => {
    const neighbour = before[index]?.id;
    if (neighbour === undefined || dependencies.includes(neighbour))
      return { needs: dependencies, chained: false };
    return { needs: [...dependencies, neighbour], chained: dependencies.length === 0 };
  });
}
