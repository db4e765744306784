/** A condition over what an attempt gave, and what it saw where it does not hold. */
import type { Value } from "../core/base/value.ts";
import { isFields } from "../core/base/value.ts";
import { evaluate } from "../core/expression/evaluate.ts";
import { references } from "../core/expression/references.ts";
import { truthy, type Binding, type Members, type Scope } from "../core/expression/scope.ts";
import { parseCondition } from "../core/expression/template.ts";
import { cut } from "../core/prompt/cut.ts";
import type { Answer } from "../ports/agent.ts";
import type { Trial } from "./trial.ts";

/** How much of a value is repeated. */
export const SEEN_LENGTH = 200;

const known = (value: Value): Binding => ({ kind: "value", value, trust: "untrusted" });
const absent = (reference: string): Binding => ({ kind: "absent", reference, trust: "untrusted" });
const maybe = (reference: string, value: Value | undefined): Binding =>
  value === undefined ? absent(reference) : known(value);

/** The task as it would stand if the attempt counted. */
function ownMembers({ task, assignment }: Trial, { output, structured, usage }: Answer): Members {
  const given = task.schema === undefined ? output : (structured ?? output);
  const fields = isFields(structured) ? structured : {};
  return {
    kind: "members",
    member(key) {
      switch (key) {
        case "output":
          return known(given);
        case "outputs":
          return {
            kind: "members",
            member: (name) =>
              maybe(`${task.id}.outputs.${name}`, Object.hasOwn(fields, name) ? fields[name] : undefined),
          };
        case "status":
          return known("success");
        case "attempts":
          return known(assignment.attempt);
        case "cost":
          return maybe(`${task.id}.cost`, usage?.costUsd ?? undefined);
        default:
          return absent(`${task.id}.${key}`);
      }
    },
  };
}

/** What the task may see, and besides what its attempt gave. */
export function scopeFor(trial: Trial, answer: Answer): Scope {
  const { scope, task } = trial;
  const own = ownMembers(trial, answer);
  const isOwn = (name: string): boolean => name === task.id || name === task.alias;
  const others = scope.name("tasks");
  const tasks: Members = {
    kind: "members",
    member: (name) => (isOwn(name) ? own : others?.kind === "members" ? others.member(name) : undefined),
  };
  return {
    ...scope,
    name(root) {
      if (isOwn(root)) return own;
      switch (root) {
        case "tasks":
          return tasks;
        case "output":
          return own.member("output");
        case "structured":
          return maybe("structured", answer.structured);
        default:
          return scope.name(root);
      }
    },
  };
}

/** Every name that the condition looks at, with what stood there. */
function seen(source: string, scope: Scope): string {
  const parsed = parseCondition(source);
  if (!parsed.ok) return "";
  const texts = references(parsed.value).map(({ span }) => source.slice(span.start, span.end));
  const values = [...new Set(texts)].flatMap((text) => {
    const part = parseCondition(text);
    const outcome = part.ok ? evaluate(part.value, scope) : null;
    if (outcome?.ok !== true) return [];
    if (outcome.value.kind === "absent") return [`${text} is not there`];
    return [`${text} is ${cut(JSON.stringify(outcome.value.value), SEEN_LENGTH)}`];
  });
  return values.join(", ");
}

/** Why the condition is not met, or null if it is. Nothing, null and an error are never a yes. */
export function shortfall(condition: string, trial: Trial, answer: Answer): string | null {
  const shown = `the condition ${JSON.stringify(condition)}`;
  const scope = scopeFor(trial, answer);
  const parsed = parseCondition(condition);
  if (!parsed.ok) return `${shown} cannot be read: ${parsed.error.message}`;
  const outcome = evaluate(parsed.value, scope);
  if (!outcome.ok) return `${shown} cannot be evaluated: ${outcome.error.message}`;
  if (outcome.value.kind === "value" && truthy(outcome.value.value)) return null;
  const values = seen(condition, scope);
  return `${shown} does not hold${values === "" ? "" : `: ${values}`}`;
}
