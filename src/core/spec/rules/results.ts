/** The ways in which an expression can look at what a task gave. */
import type { Reference } from "../../expression/references.ts";
import type { SpecTask } from "../spec.ts";
import { ROOTS } from "./ids.ts";
import type { Survey } from "./survey.ts";

export const RESULT_MEMBERS = [
  "output",
  "outputs",
  "status",
  "error",
  "attempts",
  "cost",
  "branch",
  "items",
] as const;
/** `qa_status`, `qa_result`: with underscores for the dashes of the id. */
export const STATE_KEY = /^(.*)_(result|status)$/;

export const stateKeys = ({ byId }: Survey): ReadonlySet<string> =>
  new Set(
    [...byId.keys()].flatMap((id) =>
      ["result", "status"].map((what) => `${id.replaceAll("-", "_")}_${what}`),
    ),
  );

/** The task whose result a reference looks at, and at which part of it. */
export function resultOf(
  { byId }: Survey,
  { root, path }: Reference,
): { task: SpecTask; member: string } | null {
  if (root === "context" && path[0] === "state") {
    const [, stem = "", what] = STATE_KEY.exec(path[1] ?? "") ?? [];
    const task = byId.get(stem) ?? [...byId.values()].find((one) => one.id.replaceAll("-", "_") === stem);
    return task === undefined ? null : { task, member: what === "status" ? "status" : "output" };
  }
  const [id, member] = root === "tasks" ? [path[0] ?? "", path[1]] : [root, path[0]];
  const task = root !== "tasks" && ROOTS.includes(root) ? undefined : byId.get(id);
  return task === undefined ? null : { task, member: member ?? "" };
}
