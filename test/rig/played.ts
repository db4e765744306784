/** Hands for the driver of jobs that do what the action's modes do, in a world that is only numbers: a run of orchestrate.yml in milliseconds. */
import { millis } from "../../src/core/base/brand.ts";
import { share as drawn } from "../../src/core/base/hash.ts";
import type { Entry, Segment } from "../../src/core/journal/event.ts";
import { byTime, merged } from "../../src/core/journal/merge.ts";
import type { Plan } from "../../src/core/plan/plan.ts";
import {
  dispatched,
  needsCleaning,
  nextWave,
  openingOfConductor,
  openingOfFinish,
  openingOfLeg,
  ownsBy,
  standingOf,
  unheard,
} from "../../src/app/leg.ts";
import { legNamed, limitsFor, segmentsFor, silentLegs } from "../../src/core/run/carried.ts";
import { foldSegments } from "../../src/core/run/fold.ts";
import { legShare, shareOf } from "../../src/core/run/share.ts";
import { factsOf, isStoppable, type RunState } from "../../src/core/run/state.ts";
import { FINALLY, isConductor, trespass } from "../../src/core/run/trespass.ts";
import { undoOf } from "../../src/core/run/undo.ts";
import { outline } from "../../src/core/view/outline.ts";
import { writersIn, type Whose } from "../../src/entry/leg-writers.ts";
import type { Hands, StepEnd, StepOrder } from "./github-job.ts";
import { PLAN_DIGEST } from "./plans.ts";
import { simulate, type Part, type Simulation, type World } from "./simulate.ts";

/** After how many entries a job falls silent, 0 for one that does not even begin; null lets it be. */
export type Dies = (writer: string, epoch: number) => number | null;

/** What each epoch meets: a cause may have been mended in between. */
export type Weather = (epoch: number) => World;

export type Started = Readonly<{ task: string; epoch: number }>;

const RED: StepEnd = { ok: false };

export class Played {
  /** What was uploaded: one segment for each writer and epoch. */
  archives: Segment[] = [];
  readonly starts: Started[] = [];
  tooDeep = false;
  /** Who dealt legs although the run had failed and was not to go on. */
  readonly wentOn: string[] = [];
  ended: Segment | null = null;
  readonly #plan: Plan;
  readonly #world: Weather;
  readonly #dies: Dies;
  readonly #luck: number;

  constructor(plan: Plan, world: World | Weather, luck: number, dies: Dies) {
    this.#plan = plan;
    this.#world = typeof world === "function" ? world : () => world;
    this.#luck = luck;
    this.#dies = dies;
  }

  /** Legs that never began, and that nobody took up again. */
  get neverBegun(): readonly string[] {
    const { state, archives } = this;
    return silentLegs(state, archives)
      .map(({ id }) => id)
      .filter((id) => !archives.some(({ header }) => header.writer === id));
  }

  /** How the last job left it. */
  get state(): RunState {
    return this.#folded(this.ended === null ? this.archives : [...this.archives, this.ended]);
  }

  #folded(segments: readonly Segment[]): RunState {
    return foldSegments(this.#plan, PLAN_DIGEST, this.#sorted(segments));
  }

  /** Archives come in any order. */
  #sorted(segments: readonly Segment[]): readonly Segment[] {
    const key = ({ header: { writer, epoch } }: Segment): number => drawn(this.#luck, writer, epoch);
    const found = merged([...segments].sort((a, b) => key(a) - key(b)));
    if (!found.ok) throw new Error(found.error);
    return found.value;
  }

  /** As a job takes them: those who deal first, then whoever is named by what they wrote; null if one of these is missing. */
  #taken(epoch: number, whose: Whose): readonly Segment[] | null {
    const here = this.archives.filter(({ header }) => header.epoch <= epoch);
    const first = here.filter(({ header: { writer } }) => isConductor(writer));
    const { needed, ifThere } = writersIn({ state: this.#folded(first), segments: first }, whose);
    const there = new Set(here.map(({ header }) => header.writer));
    if (needed.some((writer) => !there.has(writer))) return null;
    const wanted = new Set([...needed, ...ifThere]);
    return this.#sorted([...first, ...here.filter(({ header }) => wanted.has(header.writer))]);
  }

  #run(before: readonly Segment[], part: Part): Simulation {
    const sorted = [...before].sort(byTime);
    const dieAfter = this.#dies(part.writer, part.epoch);
    const done = simulate(this.#plan, this.#world(part.epoch), {
      before: sorted,
      part,
      ...(dieAfter === null ? {} : { dieAfter }),
    });
    this.archives.push(...done.segments.slice(sorted.length));
    for (const entry of done.segments.at(-1)?.entries ?? [])
      if (entry.type === "task.started") this.starts.push({ task: entry.task, epoch: part.epoch });
    return done;
  }

  #conduct(writer: string, epoch: number, wave: number): StepEnd {
    const before = writer === "plan" ? [] : this.#taken(epoch, { wave: wave - 1 });
    if (before === null || this.#dies(writer, epoch) === 0) return RED;
    const known = this.#folded(before);
    if (writer !== "plan" && silentLegs(known, before, wave - 1).length > 0) return RED;
    let legs = "[]";
    const done = this.#run(before, {
      writer,
      epoch,
      share: shareOf("conductor"),
      opening: (state) =>
        before.length === 0 ? [{ type: "run.started" }] : openingOfConductor(state, before, epoch),
      closing: (state, at) => {
        const next = nextWave(state, wave, millis(at));
        this.tooDeep ||= next.tooDeep;
        legs = JSON.stringify(next.legs.map(({ id }) => id));
        return [dispatched(next)];
      },
    });
    if (done.died) return RED;
    const stops = this.#plan.settings.onFailure !== "continue" && done.state.failed.size > 0;
    if (stops && legs !== "[]") this.wentOn.push(`${writer} in ${epoch}`);
    const outputs = {
      legs,
      plan: "sheet",
      head: "0".repeat(40),
      kill: String(this.#plan.settings.onFailure === "cancel"),
      last: String(needsCleaning(this.#plan)),
    };
    return { ok: (factsOf(done.state)?.paused ?? null) === null && !this.tooDeep, outputs };
  }

  #leg(id: string, epoch: number): StepEnd {
    const all = this.#taken(epoch, { leg: id });
    if (all === null || this.#dies(id, epoch) === 0) return RED;
    const whole = this.#folded(all);
    const leg = legNamed(whole, id);
    if (leg === undefined) throw new Error(`no leg ${id}`);
    const before = segmentsFor(whole, all, leg);
    const state = this.#folded(before);
    const done = this.#run(before, {
      writer: id,
      epoch,
      share: legShare(leg.tasks, limitsFor(state, before, leg)),
      opening: (now) => openingOfLeg(now, before, epoch, id, ownsBy(now, leg)),
    });
    return { ok: !done.died && standingOf(done.state, ownsBy(done.state, leg), millis(done.at)) === "done" };
  }

  #last(epoch: number): StepEnd {
    const before = this.#taken(epoch, "everything");
    if (before === null) return RED;
    const done = this.#run(before, {
      writer: FINALLY,
      epoch,
      share: shareOf("finally"),
      opening: (state) => openingOfLeg(state, before, epoch, FINALLY, (task) => !isStoppable(task)),
    });
    const isOwn = (task: RunState["tasks"][number]): boolean => !isStoppable(task);
    return { ok: !done.died && standingOf(done.state, isOwn, millis(done.at)) === "done" };
  }

  #finish(epoch: number): StepEnd {
    const before = this.#taken(epoch, "everything");
    if (before === null) return RED;
    const known = this.#folded(before);
    const silent = unheard(known, before, this.#plan, known.epoch);
    const done = this.#run(before, {
      writer: "finish",
      epoch: known.epoch,
      share: shareOf("finish"),
      opening: (state) => openingOfFinish(state, before),
    });
    // It leaves nothing for others: whoever ends the run again does so from the same.
    this.ended = this.archives.pop() ?? null;
    const stray = trespass(done.state, done.segments);
    if (stray !== null) throw new Error(stray);
    const conclusion = outline(done.state).conclusion ?? "failure";
    return { ok: conclusion === "success" && silent.length === 0, outputs: { conclusion, effects: "none" } };
  }

  readonly step = ({ seat: { attempt }, uses = "", with: given }: StepOrder): StepEnd => {
    if (uses.startsWith("actions/checkout@")) return { ok: true };
    const { mode, task = "", wave = "" } = given;
    // A run of its own: what earlier ones left has another name.
    if (mode === "plan") this.archives = [];
    if (mode === "plan") return this.#conduct("plan", attempt, 1);
    if (mode === "advance") return this.#conduct(`advance-${wave}`, attempt, Number(wave) + 1);
    if (mode === "finish") return this.#finish(attempt);
    return task === FINALLY ? this.#last(attempt) : this.#leg(task, attempt);
  };

  readonly hands: Hands = () => ({ step: this.step });
}

const LEAVES: ReadonlySet<string> = new Set(["agent", "command"]);
const MAIN: ReadonlySet<string> = new Set(["task", "on_start"]);

type Success = Extract<Entry, { type: "task.succeeded" }>;

/** Work that was committed, and done again later although it stood on the same and nobody had undone it. */
export function doneAgain({ archives, state }: Played): readonly string[] {
  const leaves = new Set(
    state.tasks
      .filter(({ task }) => MAIN.has(task.role) && LEAVES.has(task.work.type))
      .map(({ task }) => task.id),
  );
  const undone = new Map(state.tasks.map(({ task: { id } }) => [undoOf(id), id]));
  const done = new Map<string, string>();
  const again: string[] = [];
  for (const { header, entries } of [...archives].sort(byTime))
    for (const entry of entries) {
      if (entry.type !== "task.succeeded") continue;
      done.delete(undone.get(entry.task) ?? "");
      if (!leaves.has(entry.task)) continue;
      const known = done.get(entry.task);
      const saw = JSON.stringify((entry satisfies Success).saw);
      if (known === saw) again.push(`${entry.task} by ${header.writer} in ${header.epoch}`);
      done.set(entry.task, saw);
    }
  return again;
}
