/** Each type of task has what it needs and nothing that would be ignored. */
import { hasExpression } from "../../expression/template.ts";
import { isFields } from "../../base/value.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { TASK_TYPES } from "../fields-task.ts";
import { keySpanOf, pairOf, spanOf, workflowSpan, type SpecTask } from "../spec.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";
import { addedTo, type Added } from "./survey.ts";

/** What each type cannot do without. */
const NEEDS: ReadonlyMap<string, readonly (readonly [key: string, example: string])[]> = new Map([
  ["command", [["run", "run: [npm, test]"]]],
  ["git", [["operation", "operation: commit"]]],
  ["conditional", [["condition", "condition: \"review.status == 'success'\""]]],
  ["workflow", [["workflow", "workflow: bug-fix"]]],
  ["message", [["to", "to: [reviewer]"]]],
]);

/** Keys that only these types look at. */
const ONLY_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ["run", ["command"]],
  ["then_steps", ["conditional"]],
  ["else_steps", ["conditional"]],
  ["steps", ["parallel", "loop"]],
  ["wait_for", ["parallel"]],
  ["workflow", ["workflow"]],
  ["operation", ["git"]],
  ["force", ["git"]],
  ["approvers", ["approval"]],
  ["on_timeout", ["approval"]],
  ["escalate_to", ["approval"]],
  ["to", ["message"]],
  ["body", ["message"]],
  ["delegate", ["agent"]],
  ["samples", ["agent", "command"]],
  ["select", ["agent", "command"]],
]);

export const taskTypes: Rule = {
  name: "task-types",
  check(survey) {
    const { spec } = survey;
    const added = addedTo(survey);
    const found: Diagnostic[] = [];
    if (!spec.tasks.some((task) => task.role === "task")) found.push(noTasks(spec));
    for (const task of spec.tasks) found.push(...problemsOf(task, added));
    return found;
  },
};

function noTasks(spec: Parameters<Rule["check"]>[0]["spec"]): Diagnostic {
  const key = spec.form === "tasks" ? "tasks" : "steps";
  return mistake("AO1113", workflowSpan(spec, key), "the workflow has no tasks", {
    label: "nothing to do",
    help: `write "${key}:" and under it "- id: …"`,
  });
}

function problemsOf(task: SpecTask, added: Added | null): readonly Diagnostic[] {
  const { type, fields } = task;
  const known = TASK_TYPES.some((one) => one === type);
  if (!known && added?.types.has(type) === false && !hasExpression(type))
    return [unknownType(task, [...added.types.keys()])];
  const found: Diagnostic[] = [];
  if (known) for (const key of Object.keys(fields)) if (misplaced(key, type)) found.push(ignored(task, key));
  if (found.length > 0) return found;
  for (const [key, example] of NEEDS.get(type) ?? []) {
    if (fields[key] === undefined) found.push(missing(task, key, example));
  }
  if (type === "agent" && fields["agent"] === undefined) found.push(nobody(task));
  return [...found, ...emptyGroup(task), ...undoing(task), ...judging(task)];
}

const UNDOING = ["agent", "command"];

/** What undoes a task is a task itself, if a simple one. */
function undoing(task: SpecTask): readonly Diagnostic[] {
  const { compensate } = task.fields;
  if (!isFields(compensate)) return [];
  const type = compensate["type"] ?? "agent";
  const span = spanOf(task, "compensate");
  const known = TASK_TYPES.some((one) => one === type);
  if (typeof type === "string" && known && !UNDOING.includes(type))
    return [
      mistake("AO1112", span, `a task of type "${type}" cannot undo another one`, {
        label: "only agents and commands can",
        help: 'write "type: command" with "run:", or name an agent',
      }),
    ];
  const lacks = type === "command" ? "run" : type === "agent" ? "agent" : undefined;
  if (lacks === undefined || compensate[lacks] !== undefined) return [];
  return [
    mistake("AO1103", span, `what undoes "${task.id}" has no "${lacks}"`, {
      label: "nothing would be done",
      help:
        lacks === "run"
          ? "write run: [./undeploy.sh]"
          : 'write "agent: coder", or "type: command" with "run:"',
    }),
  ];
}

function judging(task: SpecTask): readonly Diagnostic[] {
  const { select, agent } = task.fields;
  if (!isFields(select) || select["by"] !== "judge" || (select["agent"] ?? agent) !== undefined) return [];
  return [
    mistake("AO1114", spanOf(task, "select"), `nobody judges the samples of "${task.id}"`, {
      label: "a judge is an agent",
      help: "write select: { by: judge, agent: reviewer }",
    }),
  ];
}

const misplaced = (key: string, type: string): boolean => ONLY_FOR.get(key)?.includes(type) === false;

function unknownType(task: SpecTask, added: readonly string[]): Diagnostic {
  return mistake("AO1111", spanOf(task, "type"), `unknown task type "${task.type}"`, {
    label: "no type with this name",
    ...suggestion(task.type, [...added, ...TASK_TYPES], ""),
  });
}

function ignored(task: SpecTask, key: string): Diagnostic {
  const types = ONLY_FOR.get(key) ?? [];
  const wanted = types.map((type) => `"type: ${type}"`).join(" or ");
  return mistake("AO1112", keySpanOf(task, key), `"${key}" means nothing in a task of type "${task.type}"`, {
    label: "would be ignored",
    help: `add ${wanted}, or remove the key`,
  });
}

const missing = (task: SpecTask, key: string, example: string): Diagnostic =>
  mistake("AO1103", spanOf(task), `"${task.id}" has no "${key}"`, {
    label: `a task of type "${task.type}" needs one`,
    help: `write ${example}`,
  });

const nobody = (task: SpecTask): Diagnostic =>
  mistake("AO1114", spanOf(task), `"${task.id}" names no agent`, {
    label: "nobody would do it",
    help: 'write "agent: coder", or "type: command" with "run:"',
  });

const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ["conditional", ["then_steps", "else_steps"]],
  ["parallel", ["steps"]],
  ["loop", ["steps"]],
]);

function emptyGroup(task: SpecTask): readonly Diagnostic[] {
  const lists = GROUPS.get(task.type);
  if (lists === undefined) return [];
  // Steps that could not be read were told about already.
  const some = lists.some((key) => {
    const written = pairOf(task.node, key)?.value;
    return written?.kind === "list" && written.items.length > 0;
  });
  if (some) return [];
  const wanted = lists.map((key) => `"${key}"`).join(" or ");
  return [
    mistake("AO1405", spanOf(task), `"${task.id}" has no steps`, {
      label: "nothing to do in it",
      help: `list its steps under ${wanted}`,
    }),
  ];
}
