/** Questions to people: how one is put, and what an answer or silence makes of the task. */
import { ok, type Result } from "../core/base/result.ts";
import type { Fields } from "../core/base/value.ts";
import { evaluateDeep } from "../core/expression/evaluate-template.ts";
import type { RunEvent, Verdict } from "../core/journal/event.ts";
import type { Failure } from "../core/journal/failure.ts";
import { filledIn } from "../core/run/answer-check.ts";
import { basisOf, readsOf } from "../core/run/basis.ts";
import type { TaskState } from "../core/run/state.ts";
import { questionText } from "../core/view/question.ts";
import { scopeOf, type Surroundings } from "./scope.ts";
import type { World } from "./world.ts";

function promptOf(around: Surroundings, task: TaskState, prompt: string): Result<string, string> {
  const outcome = evaluateDeep(prompt, scopeOf(around, task));
  if (!outcome.ok) return { ok: false, error: outcome.error.message };
  if (outcome.value.kind === "absent") return { ok: false, error: `${outcome.value.reference} is not there` };
  const { value } = outcome.value;
  return ok(typeof value === "string" ? value : JSON.stringify(value));
}

/** What is shown is kept, and the answer will be bound to its digest. */
export function asked(world: World, around: Surroundings, task: TaskState, n: number): readonly RunEvent[] {
  const { id, work, description, name } = task.task;
  if (work.type !== "approval") throw new Error(`Internal error: ${id} asks nobody`);
  const saw = basisOf(around.state, task);
  const prompt = promptOf(around, task, work.prompt || description || name || id);
  if (!prompt.ok) {
    const failure: Failure = { kind: "condition-error", message: `prompt: ${prompt.error}` };
    return [{ type: "task.failed", task: id, n: 0, failure, saw }];
  }
  const text = questionText(id, work, prompt.value, readsOf(around.state, task));
  const shown = world.artifacts.put(text);
  const fingerprint = task.resolution?.fingerprint ?? shown;
  return [
    { type: "task.started", task: id, n, fingerprint },
    { type: "gate.requested", task: id, shown },
  ];
}

type Said = Readonly<{ verdict: Verdict; by: string; reason: string; fields: Fields }>;

function ended(around: Surroundings, task: TaskState, said: Said, silence: boolean): RunEvent {
  const { id, work, timeout } = task.task;
  const saw = basisOf(around.state, task);
  const { attempts: n } = task;
  const { by, reason } = said;
  if (said.verdict === "approve") {
    const fields = work.type === "approval" ? filledIn(work, said.fields) : {};
    const structured = { ...fields, approved: true, by, reason };
    const output = around.results.keep({ output: `approved by ${by}`, structured });
    return { type: "task.succeeded", task: id, n, output, saw };
  }
  const failure: Failure =
    silence && timeout !== undefined
      ? { kind: "timeout", after: timeout, message: "nobody answered in time" }
      : { kind: "policy", message: `rejected by ${by}${reason === "" ? "" : `: ${reason}`}` };
  return { type: "task.failed", task: id, n, failure, retry: false, saw };
}

export function accepted(around: Surroundings, task: TaskState, answer: string): readonly RunEvent[] {
  const { id } = task.task;
  const said = around.state.gates.get(id)?.answers.find((one) => one.answer === answer);
  if (said === undefined) throw new Error(`Internal error: nobody gave the answer ${answer}`);
  return [{ type: "gate.accepted", task: id, answer }, ended(around, task, said, false)];
}

/** Silence is an answer too, and somebody may want to know of it. */
export function lapsed(around: Surroundings, task: TaskState): readonly RunEvent[] {
  const { id, work } = task.task;
  if (work.type !== "approval") throw new Error(`Internal error: ${id} asks nobody`);
  const verdict = work.onTimeout;
  const told: readonly RunEvent[] =
    work.escalateTo.length === 0 ? [] : [{ type: "task.escalated", task: id, to: work.escalateTo }];
  const said = { verdict, by: "silence", reason: "", fields: {} };
  return [{ type: "gate.expired", task: id, verdict }, ...told, ended(around, task, said, true)];
}
