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

/** Longer ones are put together again: who is handed much reads it from the store. */
export const KEPT_CHARACTERS = 1000;

type Said = Readonly<
  Pick<TaskState, "attempts" | "usage" | "settled" | "output" | "finishedAt"> & {
    run: string;
    message: Fields;
  }
>;

/** Mostly several tasks are handed the same by one: it is put together and checked once. */
const lastSaid = new WeakMap<TaskState, Said>();

const still = (said: Said, run: string, task: TaskState): boolean =>
  said.run === run &&
  said.attempts === task.attempts &&
  said.usage === task.usage &&
  said.settled === task.settled &&
  said.output === task.output &&
  said.finishedAt === task.finishedAt;

function keep(run: string, task: TaskState, message: Fields): void {
  const { attempts, usage, settled, output, finishedAt } = task;
  const { structured, output: text } = message;
  if (structured !== undefined || (typeof text === "string" && text.length > KEPT_CHARACTERS)) return;
  lastSaid.set(task, { run, attempts, usage, settled, output, finishedAt, message });
}

function sound(run: string, around: Surroundings, task: TaskState): Result<Fields, string> {
  const said = lastSaid.get(task);
  if (said !== undefined && still(said, run, task)) return ok(said.message);
  const message = handOff(run, around, task);
  if (!message.ok) return message;
  const wrong = handOffProblems(message.value);
  if (wrong.length > 0) return err(`what "${task.task.id}" hands on is not sound: ${wrong.join("; ")}`);
  keep(run, task, message.value);
  return message;
}

/** By the id of the task that gave it; nothing is handed on that is not sound. */
export function handOffs(run: string, around: Surroundings, task: TaskState): Result<Fields, string> {
  const messages: [string, Fields][] = [];
  for (const index of task.needs) {
    const need = around.state.tasks[index];
    if (need === undefined) continue;
    const message = sound(run, around, need);
    if (!message.ok) return message;
    messages.push([need.task.id, message.value]);
  }
  return ok(Object.fromEntries(messages));
}
