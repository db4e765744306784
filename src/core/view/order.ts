/** In which order tasks are shown: as in the file, and what was made while the run went on after its origin. */
import type { RunState, TaskState } from "../run/state.ts";

export type Placed = Readonly<{ task: TaskState; depth: number }>;

/** Children that their group does not name any more are not among them. Without recursion: groups may nest deeply. */
export function ordered(state: RunState): readonly Placed[] {
  const found: Placed[] = [];
  const stack: Placed[] = [];
  const push = (indexes: readonly number[], depth: number): void => {
    for (let at = indexes.length - 1; at >= 0; at -= 1) {
      const task = state.tasks[indexes[at] ?? -1];
      if (task?.attached === true) stack.push({ task, depth });
    }
  };
  push(
    state.tasks.flatMap(({ parent, index }) => (parent < 0 ? [index] : [])),
    0,
  );
  for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
    found.push(here);
    push(here.task.children, here.depth + 1);
  }
  return found;
}
