/** Git tasks that name no branch mean the one that the nearest git task before them made or checked out. */
import { sourcesOf } from "../core/run/isolation.ts";
import type { TaskState } from "../core/run/state.ts";
import { isFields } from "../core/base/value.ts";
import type { Assignment } from "../ports/agent.ts";
import type { Surroundings } from "./scope.ts";

const NAMING: ReadonlySet<unknown> = new Set(["branch", "checkout"]);
const MEANING: ReadonlySet<unknown> = new Set(["commit", "push"]);

const names = ({ task, settled, output }: TaskState): boolean =>
  task.work.type === "git" &&
  settled === "success" &&
  output !== "" &&
  NAMING.has(task.work.options["operation"]);

/** In the person's own directory what is checked out counts, whatever was made before. */
export function withBranch(
  { state, results }: Surroundings,
  own: TaskState,
  assignment: Assignment,
): Assignment {
  const { options } = assignment;
  if (own.task.work.type !== "git" || options["branch"] !== undefined) return assignment;
  if (
    !MEANING.has(options["operation"]) ||
    (options["operation"] === "commit" && assignment.work === undefined)
  )
    return assignment;
  const last = sourcesOf(state, own, names, ({ children }) => children).at(-1);
  const given = last === undefined || last.output === "" ? undefined : results.read(last.output);
  const branch = isFields(given?.structured) ? given.structured["branch"] : undefined;
  return typeof branch === "string" ? { ...assignment, options: { ...options, branch } } : assignment;
}
