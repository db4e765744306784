/** What one attempt is made of, as its steps hand it on to each other: the calls, their repairs, the checks. */
import type { Result } from "../core/base/result.ts";
import type { Scope } from "../core/expression/scope.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { Task } from "../core/plan/plan.ts";
import type { Answer, Assignment, Refusal } from "../ports/agent.ts";
import type { World } from "./world.ts";

export type Outcome = Result<Answer, Refusal>;

export type Trial = Readonly<{
  world: World;
  task: Task;
  assignment: Assignment;
  say: (note: string) => void;
  /** Aborted by deadlines of the attempt and by whoever cancels: they cover all of it. */
  signal: AbortSignal;
  /** Writes down what must be known before the next call is made. */
  record: (event: RunEvent) => void;
  /** What the task's expressions may see. */
  scope: Scope;
}>;
