/** Which task's success left which commit: read from the journal, and kept up while the run goes on. */
import type { Digest, TaskId } from "../core/base/brand.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import { leftBehind, sourcesOf, type Chosen } from "../core/run/isolation.ts";
import type { Commit } from "../ports/workspace.ts";
import type { Results } from "./results.ts";

/** `base` is what the task's files were before; `bundle` holds what lies between, for another machine. */
export type Made = Commit & Readonly<{ base: string; bundle: Digest }>;

export interface Commits {
  /** Everything that is said of commits, in its order. */
  hear(event: RunEvent): void;
  /** What the task's tree begins with: the nearest work before it. */
  before(task: TaskState): readonly Commit[];
  of(task: TaskState): Made | null;
  /** The work of the run that nothing else builds on. */
  left(): readonly Commit[];
  /** How a conflict between these was resolved before. */
  resolved(heads: readonly string[]): Commit | null;
}

const keyOf = (task: TaskId, tree: string): string => `${task}\n${tree}`;

const unlike = (commits: readonly Commit[]): readonly Commit[] => [
  ...new Map(commits.map((one) => [one.commit, one])).values(),
];

export function commits(state: RunState, results: Results): Commits {
  const made = new Map<string, Made>();
  const joins = new Map<string, Commit>();
  const treeOf = (task: TaskState): string | undefined =>
    task.settled === "success" && task.output !== "" ? results.read(task.output)?.tree : undefined;
  const of = (task: TaskState): Made | null => {
    // Most runs have none: then no result is read.
    const tree = made.size === 0 ? undefined : treeOf(task);
    return tree === undefined ? null : (made.get(keyOf(task.task.id, tree)) ?? null);
  };
  const has = (task: TaskState): boolean => of(task) !== null;
  const chosen: Chosen = (group) => {
    const tree = treeOf(group);
    if (tree === undefined) return [];
    return group.children.filter((index) => treeOf(state.tasks[index] ?? group) === tree).slice(0, 1);
  };
  const ofAll = (tasks: readonly TaskState[]): readonly Commit[] =>
    unlike(tasks.flatMap((task) => of(task) ?? []));
  return {
    hear(event) {
      const { type } = event;
      if (type === "workspace.committed") {
        const { task, commit, tree, base, bundle } = event;
        made.set(keyOf(task, tree), { commit, tree, base, bundle });
      }
      if (type === "workspace.joined")
        joins.set(event.heads.join(), { commit: event.commit, tree: event.tree });
    },
    of,
    before: (task) => ofAll(sourcesOf(state, task, has, chosen)),
    left: () => ofAll(leftBehind(state, has, chosen)),
    resolved: (heads) => joins.get(heads.join()) ?? null,
  };
}
