/** Listens to agents while they work, and keeps what they answered. */
import { millis } from "../core/base/brand.ts";
import { redactor } from "../core/guard/redact.ts";
import { isFields } from "../core/base/value.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Agent, Assignment } from "../ports/agent.ts";
import type { Clock } from "../ports/clock.ts";
import { recorded, type Recorded } from "./cassette.ts";
import { everyTask } from "./every-task.ts";
import { fileOf, wantsRecord } from "./record-wish.ts";

/** By the name of the file; the empty name is the cassette beside the workflow. */
export type Tapes = ReadonlyMap<string, readonly Recorded[]>;

export type Recorder = Readonly<{
  agents: ReadonlyMap<string, Agent>;
  tapes: Tapes;
}>;

/** `all`: the file for every task, as asked for on the command line; else each task says for itself. */
function fileFor(plan: Plan, all: string | null): (assignment: Assignment) => string | null {
  if (all !== null) return () => all;
  const wished = new Map<string, string>();
  for (const { id, alias, extra } of everyTask(plan)) {
    const file = fileOf(extra["record"]);
    if (file !== null) wished.set(alias ?? id, file);
  }
  return ({ task, pattern }) => wished.get(pattern ?? task) ?? null;
}

export type Recording = Readonly<{
  plan: Plan;
  agents: ReadonlyMap<string, Agent>;
  all: string | null;
  clock: Pick<Clock, "now">;
  hash: (text: string) => string;
}>;

/** Null if nobody wants anything to be kept. */
export function recorder({ plan, agents, all, clock, hash }: Recording): Recorder | null {
  if (all === null && !wantsRecord(plan)) return null;
  const file = fileFor(plan, all);
  const tapes = new Map<string, Recorded[]>();
  const keep = (name: string, answer: Recorded): void => {
    const tape = tapes.get(name);
    if (tape === undefined) tapes.set(name, [answer]);
    else tape.push(answer);
  };
  const listening = (agent: Agent): Agent => ({
    name: agent.name,
    ...(agent.remembers === undefined ? {} : { remembers: agent.remembers }),
    ready: () => agent.ready(),
    async attempt(assignment, say, signal, report) {
      const from = clock.now();
      const outcome = await agent.attempt(assignment, say, signal, report);
      const name = file(assignment);
      // What was ended from outside is no answer.
      if (name === null || signal.aborted) return outcome;
      const answer = recorded(assignment, outcome, millis(clock.now() - from), hash);
      const reply = redactor(assignment.secrets).value(answer.reply);
      keep(name, { ...answer, reply: isFields(reply) ? reply : {} });
      return outcome;
    },
  });
  return { agents: new Map([...agents].map(([name, agent]) => [name, listening(agent)])), tapes };
}
