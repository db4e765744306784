/** Ids become names of files, branches and variables: they have one form, and none is given twice. */
import { hasExpression } from "../../expression/template.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { spanOf, type SpecTask } from "../spec.ts";
import { mistake, type Rule } from "./rule.ts";

export const ID_PATTERN = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** Names that mean something else inside expressions. */
export const ROOTS: readonly string[] =
  "inputs variables secrets env run task tasks item event context agents settings".split(" ");
const RESERVED = new Set([...ROOTS, "true", "false", "null", "in", "fn"]);
/** Has no marks to take away: looking for them needs the classes of Unicode, which take a while to read. */
const PLAIN = /^[ -~]*$/;

/** File systems and readers do not tell these apart. */
const folded = (id: string): string =>
  (PLAIN.test(id) ? id : id.normalize("NFKD").replaceAll(/\p{M}/gu, "")).toLowerCase();

export const ids: Rule = {
  name: "ids",
  check({ spec }) {
    const found: Diagnostic[] = [];
    const first = new Map<string, SpecTask>();
    for (const task of spec.tasks) {
      const problem = formProblem(task);
      if (problem !== null) found.push(problem);
      const key = folded(task.id);
      const other = first.get(key);
      if (other === undefined) first.set(key, task);
      else found.push(collision(task, other));
    }
    return found;
  },
};

function formProblem(task: SpecTask): Diagnostic | null {
  const { id } = task;
  // Ids with expressions are told about by the rule on where expressions may stand.
  if (hasExpression(id)) return null;
  if (!ID_PATTERN.test(id)) {
    const help = "start with a letter or _, then letters, digits, _ and -, at most 64 in all";
    return mistake("AO1108", spanOf(task), `${JSON.stringify(id)} cannot be an id`, {
      label: "this id",
      help,
    });
  }
  if (!RESERVED.has(id)) return null;
  const help = `in expressions "${id}" already means something else; choose another id`;
  return mistake("AO1109", spanOf(task), `"${id}" is a reserved name`, { label: "this id", help });
}

function collision(task: SpecTask, other: SpecTask): Diagnostic {
  const same = task.id === other.id;
  const message = same
    ? `the id "${task.id}" is given twice`
    : `the ids "${other.id}" and "${task.id}" are too alike`;
  return mistake("AO1202", spanOf(task), message, {
    label: same ? "second task with this id" : "differs only in case or Unicode form",
    help: "give each task an id of its own; nested steps, hooks and final tasks count as well",
    related: [{ span: spanOf(other), message: "first used here" }],
  });
}
