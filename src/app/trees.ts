/** The working trees of a run: each begun with the work before it, ended as one commit. */
import { ok } from "../core/base/result.ts";
import { isFields, type Fields } from "../core/base/value.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { isIsolated } from "../core/run/isolation.ts";
import type { RunState, TaskState } from "../core/run/state.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Owner, Place, Workspace } from "../ports/workspace.ts";
import type { Commits } from "./commits.ts";
import { joiner } from "./joiner.ts";
import { labelOf, type Hands, type Started, type Trees } from "./tree-work.ts";
import type { World } from "./world.ts";

const UNSAFE = /[^A-Za-z0-9_-]+/g;
const LONGEST_NAME = 40;

/** A folder of its own for each attempt; what it is called is of no use to anybody but people. */
const placeName = (state: RunState, { task, index, attempts }: TaskState): string =>
  `${task.id.replace(UNSAFE, "-").slice(0, LONGEST_NAME)}.${index}.${state.epoch}.${attempts}`;

const ownerOf = ({ task, fingerprint }: TaskState): Owner => ({ task: task.id, work: fingerprint });

type Ground = Readonly<{
  run: string;
  state: RunState;
  workspace: Workspace;
  commits: Commits;
  artifacts: Artifacts;
  leaks: (text: string) => boolean;
  /** Trees of failed attempts stay where they are. */
  keepFailed: boolean;
}>;

/** What was found holds until the graph grows. */
function isolation(state: RunState): (task: TaskState) => boolean {
  let known = new Map<number, boolean>();
  let size = state.tasks.length;
  return (task) => {
    if (size !== state.tasks.length) known = new Map();
    size = state.tasks.length;
    return isIsolated(state, task, known);
  };
}

async function save(
  { run, state, workspace, commits, artifacts, leaks }: Ground,
  task: TaskState,
  place: Place,
  { at, heads, joins }: Started,
  { record }: Hands,
): ReturnType<Trees["save"]> {
  const { id, name } = task.task;
  const saved = await workspace.save(place, { label: labelOf(run, state, task, name ?? id), leaks });
  if (!saved.ok) return saved;
  const commit = saved.value ?? (joins ? at : null);
  if (commit === null) return ok(null);
  const packed = await workspace.bundle(commit.commit, joins ? heads : [at.commit]);
  if (!packed.ok) return packed;
  const bundle = artifacts.adopt(packed.value);
  const made = { task: id, n: task.attempts, ...commit, base: at.commit, bundle };
  const event: RunEvent = { type: "workspace.committed", ...made };
  commits.hear(event);
  record(event);
  return ok(commit);
}

function handed({ state, commits }: Ground, task: TaskState, inputs: Fields): Fields {
  const patches = task.needs.flatMap((index) => {
    const need = state.tasks[index];
    const input = need === undefined ? undefined : inputs[need.task.id];
    const made = need === undefined ? null : commits.of(need);
    if (need === undefined || made === null || !isFields(input)) return [];
    const { commit, tree, base, bundle } = made;
    return [[need.task.id, { ...input, patch: { commit, tree, base, bundle } }] as const];
  });
  return patches.length === 0 ? inputs : { ...inputs, ...Object.fromEntries(patches) };
}

export function trees(ground: Ground, world: Pick<World, "agents" | "environment">): Trees {
  const { run, state, workspace, commits } = ground;
  const isolated = isolation(state);
  const join = joiner({ run, state, workspace, commits, world });
  return {
    origin: workspace.origin,
    handed: (task, inputs) => handed(ground, task, inputs),
    mark(task) {
      if (!isolated(task)) return null;
      const heads = commits.before(task).map(({ commit }) => commit);
      return heads.length === 0 ? workspace.base.commit : heads.join();
    },
    start(task, assignment, hands) {
      if (!isolated(task)) return null;
      const heads = commits.before(task);
      const [only] = heads;
      if (heads.length > 1) return join(task, heads, assignment, hands);
      const started = { at: only ?? workspace.base, heads: [], joins: false };
      return Promise.resolve(ok(started));
    },
    open: (task, { at }, lasting) =>
      workspace.open(placeName(state, task), at, lasting ? ownerOf(task) : undefined),
    reopen: (task, { at }) => workspace.reopen(ownerOf(task), at),
    save: (task, place, started, hands) => save(ground, task, place, started, hands),
    async close(place, left) {
      if (left === "cut") return;
      if (left === "failed" && ground.keepFailed) workspace.disown(place);
      else await workspace.close(place);
    },
  };
}
