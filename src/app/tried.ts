/** Where an attempt is made, and by whom: in the run's own directory or in a tree of its own. */
import type { Result } from "../core/base/result.ts";
import type { Failure } from "../core/journal/failure.ts";
import type { Task } from "../core/plan/plan.ts";
import type { TaskState } from "../core/run/state.ts";
import type { Assignment } from "../ports/agent.ts";
import { attempt, noRunner, type Outcome } from "./attempt.ts";
import { withBranch } from "./git-branch.ts";
import { agentNameOf } from "./performer.ts";
import { scopeOf, type Surroundings } from "./scope.ts";
import type { Hands } from "./tree-work.ts";
import { inTree } from "./in-tree.ts";
import type { World } from "./world.ts";

/** `task` is the one of `own` as whoever makes the attempt is given it. */
export function tried(
  world: World,
  around: Surroundings,
  own: TaskState,
  task: Task,
  given: Result<Assignment, Failure>,
  hands: Hands,
): Promise<Outcome> {
  if (!given.ok) return Promise.resolve({ ok: false, error: { failure: given.error } });
  const agent = world.agents.get(agentNameOf(task));
  if (agent === undefined) return noRunner(agentNameOf(task));
  const { say, signal, record } = hands;
  const scope = scopeOf(around, own);
  return inTree(world, own, agent, given.value, hands, (assignment) => {
    const whole = withBranch(around, own, assignment);
    return attempt(world, agent, task, whole, say, signal, record, scope);
  });
}
