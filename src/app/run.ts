/** The loop: decide, perform, append. All that is known about the run is in its state, and that is only ever folded. */
import { millis, type Millis, type TaskId } from "../core/base/brand.ts";
import type { Conclusion, PauseReason, RunEvent } from "../core/journal/event.ts";
import { stateOf } from "../core/run/answer.ts";
import type { Command } from "../core/run/command.ts";
import { decide } from "../core/run/decide.ts";
import { factsOf, stopOf, type RunState, type TaskState } from "../core/run/state.ts";
import { assignmentOf, endingOf, type Outcome } from "./attempt.ts";
import { claims, type Claims } from "./claims.ts";
import { performing } from "./performer.ts";
import { pen, type Pen } from "./pen.ts";
import { readiness, type Readiness } from "./readiness.ts";
import type { Surroundings } from "./scope.ts";
import { surroundingsOf } from "./surroundings.ts";
import { teller, type Teller } from "./told.ts";
import { tried } from "./tried.ts";
import type { World } from "./world.ts";

/** A note is kept at most this often for one task: enough to see life, too little to fill a journal. */
export const NOTE_EVERY = millis(500);
export const NOTE_LENGTH = 200;

export type Drive = Readonly<{
  /** Settles when the run has finished and nothing of it runs any more. Rejects if the journal cannot be written. */
  ended: Promise<Ended>;
  /** False if there is nothing left to cancel: what cleans up is not stopped by asking. */
  cancel(by: string): boolean;
}>;

/** `left` says that this process has done its part of the run. */
export type Ended = Conclusion | "left";

type Over = Readonly<{ conclusion: Ended }> | Readonly<{ error: unknown }>;

/** Remembers only what belongs to this process: who is at work in it. */
class Driver {
  readonly #world: World;
  readonly #state: RunState;
  readonly #around: Surroundings;
  readonly #pen: Pen;
  readonly #readiness: Readiness;
  readonly #tell: Teller;
  readonly #claims: Claims;
  readonly #going = new Map<TaskId, AbortController>();
  readonly #noted = new Map<TaskId, number>();
  readonly #settle: (over: Over) => void;
  #alarmAt: Millis | null = null;
  #callOff: () => void = () => {};
  #unwatch: (() => void) | null = null;
  #stepping = false;
  #again = false;
  #over: Over | null = null;

  constructor(world: World, state: RunState, settle: (over: Over) => void) {
    this.#world = world;
    this.#state = state;
    this.#around = surroundingsOf(world, state);
    this.#pen = pen(world, state);
    this.#readiness = readiness(world, this.#around);
    this.#claims = claims(world, this.#around);
    this.#tell = teller(world, this.#around, this.#readiness, this.#claims);
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
    if (this.#over === null || this.#going.size > 0) return;
    this.#claims.tidy(true);
    this.#unwatch?.();
    this.#unwatch = null;
    this.#settle(this.#over);
  }

  #turn(): void {
    for (let waiting = false; !waiting && this.#over === null;) {
      for (const command of decide(this.#state, this.#world.clock.now())) {
        if (command.do === "wait") waiting = true;
        this.#perform(command);
      }
      // What nothing acts on yet is written together with what follows from it.
      if (waiting || this.#pen.awaited) this.#pen.flush();
      this.#claims.tidy(false);
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
    if (command.do === "park") return this.#park(command.reason);
    if (command.do === "start") return this.#start(stateOf(this.#state, command.task), command);
    for (const event of this.#tell(command)) this.#pen.append(event);
    switch (command.do) {
      case "ask":
        return this.#watch();
      case "halt":
        return this.#pen.afterwards(() => this.#going.get(command.task)?.abort());
      case "finish":
        return this.#finish();
      case "leave":
        return this.#close("left");
      case "wait":
        return this.#wakeAt(command.until);
      default:
        return;
    }
  }

  /** Answers are listened for from the first question on. */
  #watch(): void {
    this.#unwatch ??=
      this.#world.mail?.watch((segments) => {
        this.#guarded(() => segments.forEach((segment) => this.#pen.hear(segment)));
        this.#step();
      }) ?? null;
  }

  /** An answer may have come in the last moment, but only once the question was put: then there is more to do. */
  #park(reason: PauseReason): void {
    this.#pen.flush();
    const late = reason.kind === "gates" ? (this.#world.mail?.look() ?? []) : [];
    for (const segment of late) this.#pen.hear(segment);
    if (late.length > 0) return;
    this.#pen.append({ type: "run.paused", reason });
    this.#close("paused");
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

  #start(own: TaskState, { n, reserve, standIn }: Extract<Command, { do: "start" }>): void {
    const { id } = own.task;
    const values = this.#readiness.valuesOf(own);
    if (!values.ok) return this.#pen.append(values.error);
    this.#pen.append({
      type: "task.started",
      task: id,
      n,
      fingerprint: values.value.fingerprint,
      ...(reserve === undefined ? {} : { reserved: reserve }),
      ...(standIn === undefined ? {} : { standIn }),
    });
    const task = performing(this.#state.plan, own.task, own.fellBack);
    const controller = new AbortController();
    const assignment = assignmentOf(this.#world, this.#around, own, values.value);
    const say = (words: string): void => this.#hear(id, words);
    // What an attempt says after its end is not about the next one.
    const record = (event: RunEvent): void => {
      if (this.#going.get(id) === controller) this.#note(() => [event]);
    };
    this.#pen.afterwards(() => {
      // Not earlier: what was never begun, because its start could not be written, is not waited for.
      this.#going.set(id, controller);
      const hands = { say, signal: controller.signal, record };
      const trying = tried(this.#world, this.#around, own, task, assignment, hands);
      void trying.then((outcome) => this.#end(own, n, outcome));
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
    this.#guarded(() => {
      const ending = endingOf(this.#around, task, n, outcome);
      this.#pen.append(ending);
      if (ending.type === "task.succeeded") this.#readiness.keep(task, ending.output);
    });
    this.#step();
  }

  #finish(): void {
    const conclusion = factsOf(this.#state)?.concluded ?? "failure";
    this.#pen.append({ type: "run.finished", conclusion });
    this.#close(conclusion);
  }

  #close(conclusion: Ended): void {
    this.#pen.flush();
    this.#silence();
    this.#over = { conclusion };
  }
}

/** `opening` says how this segment begins: a start, or a resume with what is known about earlier writers. */
export function drive(world: World, state: RunState, opening: readonly RunEvent[]): Drive {
  let settle: (over: Over) => void = () => {};
  const ended = new Promise<Ended>((resolve, reject) => {
    settle = (over) => ("error" in over ? reject(over.error) : resolve(over.conclusion));
  });
  const driver = new Driver(world, state, settle);
  driver.begin(opening);
  return { ended, cancel: (by) => driver.cancel(by) };
}
