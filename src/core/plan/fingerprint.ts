/** One name for all that makes a task's result, as far as it is known before the run: the static half of a fingerprint. */
import { sha256 } from "../base/sha256.ts";
import { unreachable } from "../base/never.ts";
import { canonical, isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { DEFAULT_RETRY, DEFAULT_RULE } from "./defaults.ts";
import type { AgentDefinition, Frame, RetryPolicy, Task, Work } from "./plan.ts";

/** The canonical text; plain JSON is quicker, and the same if the keys stand in order and nothing lies deeper. */
function sorted(value: Value): string {
  if (isFields(value)) return isFlat(value) ? JSON.stringify(value) : canonical(value);
  return isList(value) && value.some((one) => typeof one === "object")
    ? canonical(value)
    : JSON.stringify(value);
}

function isFlat(value: Fields): boolean {
  let before = "";
  for (const key in value) {
    if (typeof value[key] === "object" || key < before) return false;
    before = key;
  }
  return true;
}

/** SHA-256 of a text in lower-case hexadecimal. */
export type Hash = (text: string) => string;

/** Plan and code decide about the order of everything else, so that plain JSON is canonical; usual values are shortened. */
export function definitionOf(
  task: Omit<Task, "definition">,
  agent: string,
  /** Keys of the author whose meaning lies in several places of the task. */
  written: Fields,
  hash: Hash = sha256,
): string {
  const { retry, schema } = task;
  const forms = [
    [task.id, task.name, task.description, task.role, task.parent?.id, task.parent?.branch],
    [task.needs, task.rule === DEFAULT_RULE ? 0 : task.rule, task.condition],
    [retry === DEFAULT_RETRY ? 0 : retryForm(retry), task.timeout, task.idleTimeout, task.totalTimeout],
    // What a task may cost is no part of it: with more money its result is still the same.
    [task.onFailure, task.required, task.priority, task.pool, null, task.isolation, task.effectClass],
    agent,
  ];
  const texts = [workForm(task.work), sorted(task.parameters), sorted(task.env), sorted(written)];
  return hash(`${JSON.stringify(forms)}\n${texts.join("\n")}\n${schema === undefined ? "" : sorted(schema)}`);
}

const retryForm = (retry: RetryPolicy): unknown => [
  [retry.maxAttempts, retry.delay, retry.backoff, retry.maxDelay, retry.jitter, retry.infraMaxAttempts],
  retry.on === DEFAULT_RETRY.on ? 0 : retry.on,
  retry.when,
];

function workForm(work: Work): string {
  switch (work.type) {
    case "agent": {
      const { agent, runner, prompt, model, mock, options } = work;
      return `${JSON.stringify([agent, runner, prompt, model])}${mock === undefined ? "" : sorted(mock)}\t${sorted(options)}`;
    }
    case "command":
    case "conditional":
    case "parallel":
    case "rescue":
    case "loop":
    case "samples":
    case "approval":
      return JSON.stringify(work);
    case "git":
    case "message":
      return `${work.type}${sorted(work.options)}`;
    case "plugin":
      return `${JSON.stringify([work.type, work.plugin, work.module])}${sorted(work.options)}`;
    case "workflow":
      return (
        JSON.stringify([work.type, work.workflow, work.steps]) + sorted(work.inputs) + valueOf(work.frame)
      );
    case "for_each": {
      const { body, items, ...rest } = work;
      return JSON.stringify([rest, body.map(of)]) + sorted(items);
    }
    case "delegate": {
      const { collect, team, ...rest } = work;
      return JSON.stringify([rest, of(collect), team.map(of)]);
    }
    case "autonomous": {
      const { ask, team, ...rest } = work;
      return JSON.stringify([rest, of(ask), team.map(of)]);
    }
    default:
      return unreachable(work);
  }
}

const of = (task: Task): string => task.definition;

const valueOf = ({ inputs, variables, outputs }: Frame): string =>
  sorted({ inputs, variables, outputs: { ...outputs } });

/** An agent that came with the product and one of the same words in a file are the same agent. */
export function agentDigest(agent: AgentDefinition): string {
  const { origin: _, ...rest } = agent;
  return valueDigest(rest);
}

/** The digest of any plain data, whatever the order of its keys. */
export const valueDigest = (value: Value): string => sha256(canonical(value));

/** What makes a task's result: its definition, what its expressions came to, and what it stood on. */
export const fingerprintText = (definition: string, values: Value, saw: Value): string =>
  `${definition}\n${JSON.stringify(saw)}\n${values === null ? "" : canonical(values)}`;
