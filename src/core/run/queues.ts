/** Who waits for a place, by lane, best first. */
import { Heap } from "../base/heap.ts";
import type { Lane, RunState } from "./state.ts";

export function heapOf(state: RunState, lane: Lane): Heap {
  const known = state.ready.get(lane.key);
  if (known !== undefined) return known.heap;
  const heap = new Heap();
  state.ready.set(lane.key, { lane, heap });
  return heap;
}
