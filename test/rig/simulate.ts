/** Runs the kernel in a world that is only numbers: simulated time, outcomes from a table, a journal that can be cut anywhere. */
import { digest, millis, runId, type TaskId } from "../../src/core/base/brand.ts";
import type { Entry, Header, PauseReason, RunEvent, Segment } from "../../src/core/journal/event.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import { answerTo, stateOf } from "../../src/core/run/answer.ts";
import { basisOf, readsOf } from "../../src/core/run/basis.ts";
import type { Command } from "../../src/core/run/command.ts";
import { conclusionOf } from "../../src/core/run/conclude.ts";
import { decide } from "../../src/core/run/decide.ts";
import { apply, foldSegments } from "../../src/core/run/fold.ts";
import type { Share } from "../../src/core/run/holdings.ts";
import { restrict } from "../../src/core/run/settle.ts";
import type { RunState } from "../../src/core/run/state.ts";
import { failureOf, type World } from "./fate.ts";
import { PLAN_DIGEST } from "./plans.ts";
import { endOf, nextSound, soundOf, type Going } from "./simulate-attempts.ts";
import { closed, grown } from "./simulate-groups.ts";
import { accepted, asked, claimed, lapsed, letters, type Letter } from "./simulate-people.ts";

export type { Act, Answer, World } from "./fate.ts";

export type Simulation = Readonly<{
  state: RunState;
  segments: readonly Segment[];
  starts: readonly string[];
  parked: PauseReason | null;
  /** The last moment. */
  at: number;
  died: boolean;
}>;
export type Options = Readonly<{
  before?: readonly Segment[];
  rerun?: readonly TaskId[];
  /** The process dies when this many entries of its segment are written. */
  dieAfter?: number;
  planDigest?: Header["plan"];
  /** When a later process begins, if that is after all that was written. */
  from?: number;
  /** Performs all that is decided at a time, as a driver does, instead of asking again after each thing. */
  batch?: boolean;
  observe?: (state: RunState, event: RunEvent, at: number) => void;
  grantUsd?: number;
  /** Only a part of the run; `before` is then what was carried to it. */
  part?: Part;
}>;

export type Part = Readonly<{
  writer: string;
  epoch: number;
  share: Share;
  opening: (state: RunState) => readonly RunEvent[];
  closing?: (state: RunState, at: number) => readonly RunEvent[];
}>;

class Died extends Error {}

/** More than any plan here needs: a kernel that goes round in circles is found out at once. */
const STEPS_PER_TASK = 3000;

/** One process that drives the run, from its first entry to its last. */
class Process {
  readonly state: RunState;
  readonly segments: Segment[];
  readonly starts: string[] = [];
  readonly #world: World;
  readonly #options: Options;
  readonly #header: Header;
  readonly #entries: Entry[] = [];
  #going: Going[] = [];
  #mail: Letter[] = [];
  now: number;
  parked: PauseReason | null = null;
  died = false;

  constructor(plan: Plan, world: World, options: Options) {
    const { before = [], planDigest = PLAN_DIGEST, from = 0 } = options;
    const { part } = options;
    const epoch =
      part?.epoch ?? before.reduce((highest, { header }) => Math.max(highest, header.epoch), 0) + 1;
    this.#world = world;
    this.#options = options;
    this.#header = { version: 1, run: runId("run"), plan: planDigest, epoch, writer: part?.writer ?? "main" };
    this.state = foldSegments(plan, planDigest, before);
    this.now = before.flatMap(({ entries }) => entries).reduce((at, entry) => Math.max(at, entry.at), from);
    // Later than all that it stands on.
    if (part !== undefined) this.now += 1;
    this.segments = [...before, { header: this.#header, entries: this.#entries }];
  }

  run(): void {
    try {
      this.#open();
      for (let guard = 0; this.#turn(); guard += 1) {
        if (guard > STEPS_PER_TASK * (this.state.tasks.length + 1)) throw new Error(`no end at ${this.now}`);
      }
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      this.died = true;
    }
  }

  #write(event: RunEvent): void {
    const { dieAfter = Number.POSITIVE_INFINITY, observe } = this.#options;
    if (this.#entries.length >= dieAfter) throw new Died();
    const entry: Entry = { seq: this.#entries.length, at: millis(this.now), ...event };
    observe?.(this.state, event, this.now);
    this.#entries.push(entry);
    apply(this.state, this.#header, entry);
  }

  #open(): void {
    const { before = [], rerun = [], grantUsd, part } = this.#options;
    const { epoch } = this.#header;
    if (part !== undefined) {
      const opening = part.opening(this.state);
      restrict(this.state, part.share, millis(this.now));
      for (const event of opening) this.#write(event);
      return this.#listen();
    }
    for (const { header, entries } of before)
      if (!entries.some(({ type }) => type === "writer.closed"))
        this.#write({ type: "writer.lost", writer: `${header.epoch}/${header.writer}` });
    this.#write(epoch === 1 ? { type: "run.started" } : { type: "run.resumed", from: epoch - 1, rerun });
    if (grantUsd !== undefined) this.#write({ type: "budget.granted", maxCostUsd: grantUsd });
    this.#listen();
  }

  #listen(): void {
    this.#mail = [...letters(this.segments, this.#world, this.#header)];
  }

  #deliver({ segment }: Letter): void {
    this.segments.push(segment);
    for (const entry of segment.entries) {
      this.#options.observe?.(this.state, entry, this.now);
      apply(this.state, segment.header, entry);
    }
  }

  /** The last words of a part. */
  #close(): boolean {
    const { part } = this.#options;
    for (const event of part?.closing?.(this.state, this.now) ?? []) this.#write(event);
    this.#write({ type: "writer.closed" });
    return false;
  }

  /** False when the run has ended or was left. */
  #turn(): boolean {
    this.#cancelIfDue();
    const [letter] = this.#mail;
    if (letter !== undefined && letter.at <= this.now) {
      this.#mail.shift();
      this.#deliver(letter);
      return true;
    }
    const speaking = this.#going.find((one) => this.#saysAt(one) <= this.now && this.now < one.endsAt);
    if (speaking !== undefined) {
      this.#tell(speaking);
      return true;
    }
    const [done] = this.#going
      .filter(({ endsAt }) => endsAt <= this.now)
      .sort((a, b) => a.endsAt - b.endsAt || this.#placeOf(a) - this.#placeOf(b));
    if (done === undefined) return this.#step();
    this.#going = this.#going.filter((other) => other !== done);
    this.#write(endOf(this.state, this.#world, done, this.now));
    return true;
  }

  #placeOf = ({ task }: Going): number => stateOf(this.state, task).index;

  #saysAt(one: Going): number {
    return one.startedAt + (nextSound(this.#world, one)?.after ?? Number.POSITIVE_INFINITY);
  }

  #tell(one: Going): void {
    const sound = nextSound(this.#world, one);
    if (sound === undefined) return;
    one.heard += 1;
    one.live = sound.is === "says" ? sound.paid : null;
    this.#write(soundOf(one, sound));
  }

  #cancelIfDue(): void {
    const { cancelAt } = this.#world;
    const { phase, epochs } = this.state;
    if (cancelAt === undefined || this.now < cancelAt) return;
    if (epochs.get(this.#header.epoch)?.stop?.running === "end") return;
    if (phase === "task" || phase === "on_start")
      this.#write({ type: "run.stopping", reason: { kind: "cancel", by: "person" }, running: "end" });
  }

  /** One thing at a time, but deadlines that pass together pass together. */
  #step(): boolean {
    const commands = decide(this.state, millis(this.now));
    const [first] = commands;
    if (first === undefined || first.do === "leave")
      return this.#options.part === undefined ? false : this.#close();
    if (first.do === "wait") return this.#wait(first.until);
    if (this.#options.batch === true) for (const command of commands) this.#perform(command);
    else if (isLate(first)) for (const command of commands.filter(isLate)) this.#perform(command);
    else this.#perform(first);
    if (this.parked === null) return true;
    return this.#options.part === undefined ? false : this.#close();
  }

  #wait(until: number | null): boolean {
    const { cancelAt } = this.#world;
    const says = this.#going.map((one) => this.#saysAt(one));
    const next = Math.min(
      ...this.#going.map(({ endsAt }) => endsAt),
      ...says.filter((at) => at > this.now),
      ...this.#mail.map(({ at }) => at),
      cancelAt !== undefined && this.now < cancelAt ? cancelAt : Number.POSITIVE_INFINITY,
      until ?? Number.POSITIVE_INFINITY,
    );
    if (!Number.isFinite(next)) throw new Error(`stuck at ${this.now} in phase ${this.state.phase}`);
    this.now = Math.max(this.now, next);
    return true;
  }

  #perform(command: Command): void {
    const { state } = this;
    const event = answerTo(state, command);
    if (event !== null) this.#write(event);
    switch (command.do) {
      case "resolve":
        return this.#resolve(command.task);
      case "start":
        return this.#start(command);
      case "close":
        return this.#write(closed(state, command));
      case "grow":
        return this.#write(grown(state, command, this.#world, this.now));
      case "ask":
        for (const each of asked(state, stateOf(state, command.task), command.n)) this.#write(each);
        return this.#listen();
      case "accept":
        for (const each of accepted(state, command.task, command.answer)) this.#write(each);
        return this.#listen();
      case "lapse":
        for (const each of lapsed(state, command.task)) this.#write(each);
        return this.#listen();
      case "claim":
        return this.#write(claimed(state, command.task, this.#world, this.now));
      case "halt":
        for (const one of this.#going)
          if (one.task === command.task) Object.assign(one, { endsAt: this.now, halted: true });
        return;
      case "park":
        this.parked = command.reason;
        return;
      case "conclude":
        return this.#write({ type: "run.concluded", conclusion: conclusionOf(state, []) });
      case "finish":
        return this.#write({ type: "run.finished", conclusion: conclusionOf(state, []) });
      default:
        return;
    }
  }

  #fingerprint(task: TaskId): Header["plan"] {
    const own = stateOf(this.state, task);
    return digest(`${own.task.definition}|${JSON.stringify(readsOf(this.state, own))}`);
  }

  #resolve(task: TaskId): void {
    const { answer, cached } = this.#world;
    const own = stateOf(this.state, task);
    const said = own.task.dynamic ? answer(task) : "yes";
    if (said === "error") {
      const saw = basisOf(this.state, own);
      return this.#write({ type: "task.failed", task, n: 0, failure: failureOf("condition-error"), saw });
    }
    const missing = said === "missing" ? { missing: "x.output" } : {};
    const fingerprint = this.#fingerprint(task);
    const hit = own.task.cache === undefined ? null : (cached?.(task) ?? null);
    return this.#write({
      type: "task.resolved",
      task,
      condition: said !== "no",
      ...missing,
      fingerprint,
      trust: "trusted",
      ...(hit === null ? {} : { cached: { run: "earlier", output: digest(hit), costUsd: 1 } }),
    });
  }

  #start({ task, n, reserve, standIn }: Extract<Command, { do: "start" }>): void {
    const own = stateOf(this.state, task);
    this.#write({
      type: "task.started",
      task,
      n,
      fingerprint: own.resolution?.fingerprint ?? this.#fingerprint(task),
      ...(reserve === undefined ? {} : { reserved: reserve }),
      ...(standIn === undefined ? {} : { standIn }),
    });
    this.starts.push(`${this.now} ${task}#${n}`);
    const endsAt = this.now + this.#world.act(task, n, this.now).after;
    this.#going.push({ task, n, startedAt: this.now, endsAt, halted: false, heard: 0, live: null });
  }
}

const isLate = ({ do: what }: Command): boolean => what === "halt" || what === "expire" || what === "lapse";

export function simulate(plan: Plan, world: World, options: Options = {}): Simulation {
  const process = new Process(plan, world, options);
  process.run();
  const { state, segments, starts, parked, now: at, died } = process;
  return { state, segments, starts, parked, at, died };
}

/** What a resume opens again: everything that neither succeeded nor was allowed to fail, and attempts that were cut off. */
export const openTasks = (state: RunState): TaskId[] =>
  state.tasks
    .filter(
      ({ settled, phase, task }) =>
        settled !== "success" &&
        !(settled === "failure" && phase === "ended" && task.onFailure === "continue"),
    )
    .map(({ task }) => task.id);
