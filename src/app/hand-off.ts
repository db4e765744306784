/** What a task gives to the next: one message, put together from the journal and the store, never stored itself. */
import { isoText } from "../core/base/instant.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Fields, Value } from "../core/base/value.ts";
import { HAND_OFF_VERSION, handOffProblems } from "../core/handoff/message.ts";
import type { TaskState } from "../core/run/state.ts";
import type { Surroundings } from "./scope.ts";

const lost = (id: string): string =>
  `what "${id}" gave is not in the run's store any more; \`resume <run> --rerun from:${id}\` makes it again`;

function handOff(run: string, around: Surroundings, task: TaskState): Result<Fields, string> {
  const given = task.output === "" ? null : around.results.read(task.output);
  if (given === undefined) return err(lost(task.task.id));
  const { work } = task.task;
  const { inputTokens, outputTokens, costUsd } = task.usage;
  const structured: Fields = given?.structured === undefined ? {} : { structured: given.structured };
  const artifacts: Value = given?.whole === undefined ? [] : [{ name: "output", digest: given.whole }];
  return ok({
    version: HAND_OFF_VERSION,
    run,
    task: task.task.id,
    attempt: task.attempts,
    agent: work.type === "agent" ? work.agent : null,
    status: task.settled ?? "pending",
    output: given?.output ?? null,
    ...structured,
    artifacts,
    usage: { input_tokens: inputTokens, output_tokens: outputTokens, cost_usd: costUsd },
    trust: "untrusted",
    at: task.finishedAt === null ? null : isoText(task.finishedAt),
  });
}

/** Of each of these, somebody was handed the message already: it says the same to everybody, so that it is checked once. */
const sound = new WeakSet<NonNullable<TaskState["fact"]>>();

function wrongIn(message: Fields, { fact }: TaskState): readonly string[] {
  if (fact !== null && sound.has(fact)) return [];
  const wrong = handOffProblems(message);
  if (fact !== null && wrong.length === 0) sound.add(fact);
  return wrong;
}

/** By the id of the task that gave it; nothing is handed on that is not sound. */
export function handOffs(run: string, around: Surroundings, task: TaskState): Result<Fields, string> {
  const messages: [string, Fields][] = [];
  for (const index of task.needs) {
    const need = around.state.tasks[index];
    if (need === undefined) continue;
    const { id } = need.task;
    const message = handOff(run, around, need);
    if (!message.ok) return message;
    const wrong = wrongIn(message.value, need);
    if (wrong.length > 0) return err(`what "${id}" hands on is not sound: ${wrong.join("; ")}`);
    messages.push([id, message.value]);
  }
  return ok(Object.fromEntries(messages));
}
