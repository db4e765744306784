/** Replies for the scripted agent from the file beside a workflow: `<workflow>.script.yml`, task id -> mock. */
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, type Value } from "../core/base/value.ts";
import type { Plan, Task } from "../core/plan/plan.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import { fileDiagnostic } from "./find.ts";
import { scriptPath, shown } from "./places.ts";
import type { Library } from "./validate.ts";
import { valueFile } from "./values.ts";

/** What stands in the workflow itself wins: it is nearer to the task. */
function withReply(task: Task, replies: Readonly<Record<string, Value>>): Task {
  const { work } = task;
  const mock = Object.hasOwn(replies, task.id) ? replies[task.id] : undefined;
  if (work.type !== "agent" || work.mock !== undefined || mock === undefined) return task;
  return { ...task, work: { ...work, mock } };
}

export function withScript(from: Library, workflow: string, plan: Plan): Result<Plan, FileReport> {
  const path = scriptPath(workflow);
  if (path === undefined || !from.files.isFile(path)) return ok(plan);
  const file = shown(from.places, path);
  const script = valueFile(from, path);
  if (!script.ok) return script;
  const replies = script.value;
  if (!isFields(replies)) {
    const diagnostic = fileDiagnostic(
      "AO1906",
      "a script maps task ids to replies",
      "write `<task>: { output: … }`",
    );
    return err({ file, text: "", diagnostics: [diagnostic] });
  }
  const ids = plan.tasks.map((task): string => task.id);
  const stranger = Object.keys(replies).find((id) => !ids.includes(id));
  if (stranger !== undefined) {
    const close = nearest(stranger, ids);
    const help = close === undefined ? `the workflow has ${ids.join(", ")}` : `did you mean "${close}"?`;
    const diagnostic = fileDiagnostic(
      "AO1906",
      `the script answers for "${stranger}", which is no task`,
      help,
    );
    return err({ file, text: "", diagnostics: [diagnostic] });
  }
  return ok({ ...plan, tasks: plan.tasks.map((task) => withReply(task, replies)) });
}
