/** Whoever is asked to do something exists, and so does whoever takes over. */
import { isFields, isList, type Value } from "../../base/value.ts";
import { hasExpression } from "../../expression/template.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { spanOf, workflowSpan, type Path, type SpecTask } from "../spec.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";
import type { Survey } from "./survey.ts";

export const agents: Rule = {
  name: "agents",
  check(survey) {
    const { spec, context } = survey;
    const names = new Set([...spec.agents.keys(), ...context.agents.keys(), ...(context.agentNames ?? [])]);
    const found: Diagnostic[] = [];
    const look = (name: Value | undefined, span: () => Span): void => {
      if (typeof name !== "string" || names.has(name) || hasExpression(name)) return;
      found.push(
        mistake("AO1203", span(), `unknown agent "${name}"`, {
          label: "no agent with this name",
          ...suggestion(name, [...names], "define it under agents: or in .claude/agents/"),
        }),
      );
    };
    look(spec.settings["agent"], () => workflowSpan(spec, "settings", "agent"));
    look(inside(spec.settings["on_conflict"], "agent"), () =>
      workflowSpan(spec, "settings", "on_conflict", "agent"),
    );
    for (const task of spec.tasks) {
      for (const [path, name] of namedBy(task)) look(name, () => spanOf(task, ...path));
      const lost = lostFallback(survey, task);
      if (lost !== null) found.push(lost);
    }
    return found;
  },
};

const inside = (value: Value | undefined, key: string): Value | undefined =>
  isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;

function namedBy({ fields }: SpecTask): readonly (readonly [Path, Value | undefined])[] {
  const delegates = inside(fields["delegate"], "agents");
  const list = isList(delegates) ? delegates : [];
  return [
    [["agent"], fields["agent"]],
    [["fallback", "agent"], inside(fields["fallback"], "agent")],
    [["select", "agent"], inside(fields["select"], "agent")],
    [["compensate", "agent"], inside(fields["compensate"], "agent")],
    ...list.map((name, place) => [["delegate", "agents", place], name] as const),
  ];
}

function lostFallback({ byId, spec }: Survey, task: SpecTask): Diagnostic | null {
  const name = inside(task.fields["fallback"], "task");
  if (typeof name !== "string") return null;
  const span = spanOf(task, "fallback", "task");
  if (name === task.id) {
    return mistake("AO1407", span, `"${task.id}" falls back to itself`, {
      label: "it would be tried for ever",
      help: 'name another task, or use "retry"',
    });
  }
  if (byId.has(name)) return null;
  const others = spec.tasks.filter((other) => other !== task).map((other) => other.id);
  return mistake("AO1216", span, `unknown task "${name}"`, {
    label: "nobody could take over",
    ...suggestion(name, others, "there is no other task"),
  });
}
