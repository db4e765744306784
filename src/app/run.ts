/** The loop: decide, perform, append. All that is known about the run is in its state, and that is only ever folded. */
import { millis, type Millis, type TaskId } from "../core/base/brand.ts";
import type { Conclusion, RunEvent } from "../core/journal/event.ts";
import { answerTo, closingEvent, stateOf } from "../core/run/answer.ts";
import { basisOf } from "../core/run/basis.ts";
import type { Command } from "../core/run/command.ts";
import { conclusionOf } from "../core/run/conclude.ts";
import { decide } from "../core/run/decide.ts";
import { factsOf, stopOf, type RunState, type TaskState } from "../core/run/state.ts";
import { assignmentOf, attempt, endingOf, groupGiven, type Outcome } from "./attempt.ts";
import { outputsOf } from "./outputs.ts";
import { pen, type Pen } from "./pen.ts";
import { readiness, type Readiness } from "./readiness.ts";
import { results, type Results } from "./results.ts";
import type { Surroundings } from "./scope.ts";
import type { World } from "./world.ts";

/** A note is kept at most this often for one task: enough to see life, too little to fill a journal. */
export const NOTE_EVERY = millis(500);
export const NOTE_LENGTH = 200;

export type Drive = Readonly<{
  /** Settles when the run has finished and nothing of it runs any more. Rejects if the journal cannot be written. */
  ended: Promise<Conclusion>;
  /** False if there is nothing left to cancel: what cleans up is not stopped by asking. */
  cancel(by: string): boolean;
}>;

type Over = Readonly<{ conclusion: Conclusion }> | Readonly<{ error: unknown }>;

/** Remembers only what belongs to this process: who is at work in it. */
class Driver {
  readonly #world: World;
  readonly #state: RunState;
  readonly #around: Surroundings;
  readonly #results: Results;
  readonly #pen: Pen;
  readonly #readiness: Readiness;
  readonly #going = new Map<TaskId, AbortController>();
  readonly #noted = new Map<TaskId, number>();
  readonly #settle: (over: Over) => void;
  #alarmAt: Millis | null = null;
  #callOff: () => void = () => {};
  #stepping = false;
  #again = false;
  #over: Over | null = null;

  constructor(world: World, state: RunState, settle: (over: Over) => void) {
    this.#world = world;
    this.#state = state;
    this.#results = results(world.artifacts);
    const masked = Object.fromEntries(Object.keys(world.secrets).map((name) => [name, `secret ${name}`]));
    this.#around = {
      run: world.run,
      state,
      results: this.#results,
      environment: world.environment,
      secrets: masked,
    };
    this.#pen = pen(world, state);
    this.#readiness = readiness(world, this.#around);
    this.#settle = settle;
  }

  begin(opening: readonly RunEvent[]): void {
    this.#note(() => opening);
  }

  cancel(by: string): boolean {
    const { phase } = this.#state;
    if (stopOf(this.#state)?.reason.kind === "cancel") return true;
    if (phase !== "task" && phase !== "on_start") return false;
    this.#note(() => [{ type: "run.stopping", reason: { kind: "cancel", by }, running: "end" }]);
    return true;
  }

  /** News from outside the loop: written, then acted on. */
  #note(events: () => readonly RunEvent[]): void {
    this.#guarded(() => events().forEach((event) => this.#pen.append(event)));
    this.#step();
  }

  /** An agent may speak while it is being started, so a step can be asked for within a step. */
  #step(): void {
    this.#again = true;
    if (this.#stepping) return;
    this.#stepping = true;
    while (this.#again && this.#over === null) {
      this.#again = false;
      this.#guarded(() => this.#turn());
    }
    this.#stepping = false;
    if (this.#over !== null && this.#going.size === 0) this.#settle(this.#over);
  }

  #turn(): void {
    for (let waiting = false; !waiting && this.#over === null;) {
      for (const command of decide(this.#state, this.#world.clock.now())) {
        if (command.do === "wait") waiting = true;
        this.#perform(command);
      }
      this.#pen.flush();
    }
  }

  /** What cannot be written down must not go on: everything at work is ended, and the run is left to be resumed. */
  #guarded(act: () => void): void {
    if (this.#over !== null) return;
    try {
      act();
    } catch (error) {
      this.#over = { error };
      this.#silence();
      for (const controller of this.#going.values()) controller.abort();
    }
  }

  #perform(command: Command): void {
    const event = answerTo(this.#state, command);
    if (event !== null) this.#pen.append(event);
    switch (command.do) {
      case "resolve":
        return this.#pen.append(this.#readiness.resolve(stateOf(this.#state, command.task)));
      case "start":
        return this.#start(stateOf(this.#state, command.task), command.n);
      case "close":
        return this.#close(command);
      case "halt":
        return this.#pen.afterwards(() => this.#going.get(command.task)?.abort());
      case "conclude":
        return this.#conclude();
      case "finish":
        return this.#finish();
      case "wait":
        return this.#wakeAt(command.until);
      default:
        return;
    }
  }

  /** Most steps wait for the same far deadline as the one before: the alarm is left as it is. */
  #wakeAt(until: Millis | null): void {
    if (until === this.#alarmAt) return;
    this.#silence();
    this.#alarmAt = until;
    if (until === null) return;
    this.#callOff = this.#world.clock.alarm(until, () => {
      this.#alarmAt = null;
      this.#step();
    });
  }

  #silence(): void {
    this.#callOff();
    this.#callOff = () => {};
    this.#alarmAt = null;
  }

  #start(task: TaskState, n: number): void {
    const { id, work } = task.task;
    const values = this.#readiness.valuesOf(task);
    if (!values.ok) return this.#pen.append(values.error);
    this.#pen.append({ type: "task.started", task: id, n, fingerprint: values.value.fingerprint });
    const runner = work.type === "agent" ? work.runner : "command";
    const agent = this.#world.agents.get(runner);
    const controller = new AbortController();
    const assignment = assignmentOf(this.#world, this.#around, task, values.value);
    const { signal } = controller;
    const say = (words: string): void => this.#hear(id, words);
    this.#pen.afterwards(() => {
      // Not earlier: what was never begun, because its start could not be written, is not waited for.
      this.#going.set(id, controller);
      const trying =
        agent === undefined
          ? noRunner(runner)
          : attempt(this.#world, agent, task.task, assignment, say, signal);
      void trying.then((outcome) => this.#end(task, n, outcome));
    });
  }

  #hear(id: TaskId, words: string): void {
    const now = this.#world.clock.now();
    if (!this.#going.has(id) || now - (this.#noted.get(id) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY) return;
    this.#noted.set(id, now);
    this.#note(() => [{ type: "task.reported", task: id, note: words.slice(0, NOTE_LENGTH) }]);
  }

  #end(task: TaskState, n: number, outcome: Outcome): void {
    this.#going.delete(task.task.id);
    this.#note(() => [endingOf(this.#around, task, n, outcome)]);
  }

  #close(command: Extract<Command, { do: "close" }>): void {
    const group = stateOf(this.#state, command.task);
    const failed = closingEvent(this.#state, command);
    if (failed !== null) return this.#pen.append(failed);
    const output = this.#results.keep(groupGiven(this.#state, group, this.#results));
    const saw = basisOf(this.#state, group);
    this.#pen.append({ type: "task.succeeded", task: command.task, n: group.attempts, output, saw });
  }

  #conclude(): void {
    const { missing } = outputsOf(this.#around);
    const conclusion = conclusionOf(this.#state, missing);
    this.#pen.append({ type: "run.concluded", conclusion, ...(missing.length === 0 ? {} : { missing }) });
  }

  #finish(): void {
    const conclusion = factsOf(this.#state)?.concluded ?? "failure";
    this.#pen.append({ type: "run.finished", conclusion });
    this.#pen.flush();
    this.#silence();
    this.#over = { conclusion };
  }
}

const noRunner = (runner: string): Promise<Outcome> =>
  Promise.resolve({
    ok: false,
    error: { failure: { kind: "policy", message: `no runner "${runner}" is available` } },
  });

/** `opening` says how this segment begins: a start, or a resume with what is known about earlier writers. */
export function drive(world: World, state: RunState, opening: readonly RunEvent[]): Drive {
  let settle: (over: Over) => void = () => {};
  const ended = new Promise<Conclusion>((resolve, reject) => {
    settle = (over) => ("error" in over ? reject(over.error) : resolve(over.conclusion));
  });
  const driver = new Driver(world, state, settle);
  driver.begin(opening);
  return { ended, cancel: (by) => driver.cancel(by) };
}
