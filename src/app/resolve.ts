/** Turns a task's expressions into values at the moment its dependencies have ended. Nothing in here acts. */
import type { Digest } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import {
  isFields,
  isList,
  lowest,
  type Fields,
  type Traced,
  type Trust,
  type Value,
} from "../core/base/value.ts";
import { evaluate } from "../core/expression/evaluate.ts";
import { evaluateDeep, evaluatePieces } from "../core/expression/evaluate-template.ts";
import { truthy, type Evaluated, type EvaluationError, type Scope } from "../core/expression/scope.ts";
import { parseCondition } from "../core/expression/template.ts";
import type { Basis } from "../core/journal/event.ts";
import type { AgentDefinition, Plan, Task } from "../core/plan/plan.ts";
import { fingerprintText } from "../core/plan/fingerprint.ts";
import { type Ask, askText, NO_ASK, type Section } from "../core/prompt/prompt.ts";

/** One attempt's worth of values: all that an agent is told. */
export type Resolved = Readonly<{
  ask: Ask;
  argv?: readonly string[];
  script?: string;
  model?: string;
  options: Fields;
  mock?: Value;
  trust: Trust;
  fingerprint: Digest;
}>;

export type Unresolved = Readonly<
  { kind: "missing"; reference: string } | { kind: "error"; message: string }
>;

type Hash = (text: string) => Digest;

const said = (where: string, error: EvaluationError): Unresolved => ({
  kind: "error",
  message: `${where}: ${error.message}`,
});

function valueOf(where: string, outcome: Result<Evaluated, EvaluationError>): Result<Traced, Unresolved> {
  if (!outcome.ok) return err(said(where, outcome.error));
  return outcome.value.kind === "absent"
    ? err({ kind: "missing", reference: outcome.value.reference })
    : ok(outcome.value);
}

/** Absent is false; an error is an error, never false. */
export function holds(source: string, scope: Scope): Result<boolean, string> {
  const parsed = parseCondition(source);
  if (!parsed.ok) return err(parsed.error.message);
  const outcome = evaluate(parsed.value, scope);
  if (!outcome.ok) return err(outcome.error.message);
  return ok(outcome.value.kind === "value" && truthy(outcome.value.value));
}

/** The nearest thing to an instruction that the author wrote. */
function instructionOf(task: Task, agent: AgentDefinition | null): readonly [where: string, text: Value] {
  const { work, parameters, description, name } = task;
  if (work.type === "agent" && work.prompt !== undefined) return ["prompt", work.prompt];
  const asked = parameters["task"];
  if (asked !== undefined) return ["parameters.task", asked];
  if (description !== undefined) return ["description", description];
  if (name !== undefined) return ["name", name];
  return ["agent", agent === null || agent.prompt === "" ? task.id : agent.prompt];
}

/** What an agent said is no more trusted because it has become part of a task. */
const worded = (
  { spoken }: Task,
  where: string,
  found: Result<Traced, Unresolved>,
): Result<Traced, Unresolved> =>
  found.ok && spoken?.includes(where) === true
    ? ok({ ...found.value, trust: lowest(found.value.trust, "untrusted") })
    : found;

/** What an agent's own file says is text, also where it looks like an expression: its author wrote no workflow. */
function piecesOf(
  task: Task,
  [where, text]: readonly [string, Value],
  scope: Scope,
): Result<readonly Traced[], Unresolved> {
  if (where === "agent") return ok([{ value: text, trust: "trusted" }]);
  if (typeof text === "string" && task.spoken?.includes(where) !== true) {
    const outcome = evaluatePieces(text, scope);
    if (!outcome.ok) return err(said(where, outcome.error));
    const { value } = outcome;
    return value.kind === "absent" ? err({ kind: "missing", reference: value.reference }) : ok(value.pieces);
  }
  const whole = worded(task, where, valueOf(where, evaluateDeep(text, scope)));
  return whole.ok ? ok([whole.value]) : whole;
}

function askOf(task: Task, agent: AgentDefinition | null, scope: Scope): Result<Ask, Unresolved> {
  const words = instructionOf(task, agent);
  const [where] = words;
  const instruction = piecesOf(task, words, scope);
  if (!instruction.ok) return instruction;
  const sections: Section[] = [];
  for (const [name, parameter] of Object.entries(task.parameters)) {
    if (name === "task" && where === "parameters.task") continue;
    const place = `parameters.${name}`;
    const content = worded(task, place, valueOf(place, evaluateDeep(parameter, scope)));
    if (!content.ok) return content;
    sections.push({ name, content: content.value });
  }
  return ok({ instruction: instruction.value, sections });
}

const trustOf = ({ instruction, sections }: Ask): Trust =>
  [...instruction, ...sections.map(({ content }) => content)]
    .map(({ trust }) => trust)
    .reduce(lowest, "trusted");

type Program = Readonly<{ argv?: readonly string[]; script?: string; trust: Trust }>;

/** A script takes no expressions, so only its escapes are undone. */
const given = (run: readonly string[] | string): Pick<Program, "argv" | "script"> =>
  typeof run === "string"
    ? { script: run.replaceAll("$${", "${") }
    : { argv: run.map((part) => part.replaceAll("$${", "${")) };

function programOf(task: Task, scope: Scope): Result<Program, Unresolved> {
  if (task.work.type !== "command") return ok({ trust: "trusted" });
  const { run } = task.work;
  if (typeof run === "string") return ok({ ...given(run), trust: "trusted" });
  const values = valueOf("run", evaluateDeep([...run], scope));
  if (!values.ok) return values;
  const { value, trust } = values.value;
  const argv = isList(value)
    ? value.map((part) => (typeof part === "string" ? part : JSON.stringify(part)))
    : [];
  return ok({ argv, trust });
}

/** Without expressions there is nothing to evaluate, and the definition says all that a fingerprint must know. */
function plain(plan: Plan, task: Task, saw: Basis, hash: Hash): Resolved {
  const { work, definition } = task;
  const base = {
    options: {},
    trust: "trusted",
    fingerprint: hash(fingerprintText(definition, null, saw)),
  } as const;
  if (work.type === "command") return { ...base, ...given(work.run), ask: NO_ASK };
  if (work.type === "plugin" || work.type === "git") return { ...base, options: work.options, ask: NO_ASK };
  if (work.type !== "agent") return { ...base, ask: NO_ASK };
  const [where, instruction] = instructionOf(task, plan.agents[work.agent] ?? null);
  const sections = Object.entries(task.parameters)
    .filter(([name]) => name !== "task" || where !== "parameters.task")
    .map(([name, value]) => ({ name, content: { value, trust: "trusted" } as const }));
  const ask: Ask = { instruction: [{ value: instruction, trust: "trusted" }], sections };
  const { options, model, mock } = work;
  return {
    ...base,
    ask,
    options,
    ...(model === undefined ? {} : { model }),
    ...(mock === undefined ? {} : { mock }),
  };
}

export function resolved(
  plan: Plan,
  task: Task,
  scope: Scope,
  saw: Basis,
  hash: Hash,
): Result<Resolved, Unresolved> {
  return task.dynamic ? evaluated(plan, task, scope, saw, hash) : ok(plain(plan, task, saw, hash));
}

function evaluated(
  plan: Plan,
  task: Task,
  scope: Scope,
  saw: Basis,
  hash: Hash,
): Result<Resolved, Unresolved> {
  const { work } = task;
  const agent = work.type === "agent" ? (plan.agents[work.agent] ?? null) : null;
  const ask = work.type === "agent" ? askOf(task, agent, scope) : ok(NO_ASK);
  if (!ask.ok) return ask;
  const program = programOf(task, scope);
  if (!program.ok) return program;
  const values = valueOf("settings", evaluateDeep(restOf(task), scope));
  if (!values.ok) return values;
  const env = valueOf("env", evaluateDeep({ ...task.env }, scope));
  if (!env.ok) return env;
  const { argv, script } = program.value;
  const read: Value = [askText(ask.value), argv ?? script ?? null, values.value.value, env.value.value];
  const fields = values.value.value;
  return ok({
    ask: ask.value,
    ...(argv === undefined ? {} : { argv }),
    ...(script === undefined ? {} : { script }),
    ...chosen(fields),
    trust: [program.value, values.value, env.value]
      .map(({ trust }) => trust)
      .reduce(lowest, trustOf(ask.value)),
    fingerprint: hash(fingerprintText(task.definition, read, saw)),
  });
}

function restOf({ work }: Task): Fields {
  if (work.type === "plugin" || work.type === "git") return { options: work.options };
  return work.type === "agent"
    ? { options: work.options, model: work.model ?? null, mock: work.mock ?? null }
    : {};
}

function chosen(values: Value): Pick<Resolved, "options" | "model" | "mock"> {
  if (!isFields(values)) return { options: {} };
  const { options, model, mock } = values;
  return {
    options: isFields(options) ? options : {},
    ...(typeof model === "string" ? { model } : {}),
    ...(mock === null || mock === undefined ? {} : { mock }),
  };
}
