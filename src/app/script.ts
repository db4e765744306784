/** Replies for the scripted agent from the file beside a workflow: `<workflow>.script.yml`, task id -> mock. */
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields } from "../core/base/value.ts";
import type { Plan } from "../core/plan/plan.ts";
import { repliers, withReplies } from "../core/plan/replies.ts";
import type { FileReport } from "../core/spec/diagnostic.ts";
import { fileDiagnostic } from "./find.ts";
import { scriptPath, shown } from "./places.ts";
import type { Library } from "./validate.ts";
import { valueFile } from "./values.ts";

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
  const ids = [...repliers(plan.tasks)];
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
  return ok(withReplies(plan, new Map(Object.entries(replies))));
}
