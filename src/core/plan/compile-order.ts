/** Who waits for whom: written dependencies, and the task before it where the order of the file counts. */
import { laneNeighbours } from "../spec/lanes.ts";
import type { Spec } from "../spec/spec.ts";

export type Order = Readonly<{ needs: readonly string[]; chained: boolean }>;

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
