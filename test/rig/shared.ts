/** A run as waves of legs: each process folds only what it is entitled to, some die, and what failed is done again in a later epoch. */
import { millis } from "../../src/core/base/brand.ts";
import { share as drawn } from "../../src/core/base/hash.ts";
import type { Segment } from "../../src/core/journal/event.ts";
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
} from "../../src/app/leg.ts";
import { legNamed, limitsFor, segmentsFor, silentLegs, wavesIn } from "../../src/core/run/carried.ts";
import { foldSegments } from "../../src/core/run/fold.ts";
import { legShare, shareOf } from "../../src/core/run/share.ts";
import { factsOf, isStoppable, type RunState } from "../../src/core/run/state.ts";
import { trespass } from "../../src/core/run/trespass.ts";
import { PLAN_DIGEST } from "./plans.ts";
import { simulate, type Part, type Simulation, type World } from "./simulate.ts";

export type Shared = Readonly<{
  state: RunState;
  segments: readonly Segment[];
  epochs: number;
  waves: number;
  legs: number;
  paused: boolean;
  /** No machine was left for what was ready. */
  tooDeep: boolean;
}>;

/** `dies` says after how many entries a leg falls silent in an epoch; null lets it be. `cutBefore` lets its job not even begin. */
export type Fate = Readonly<{
  luck: number;
  dies: (leg: string, epoch: number) => number | null;
  most?: number;
}>;

type Job = "red" | "green";

function isAfter(job: string, wave: number): boolean {
  const [, kind, place] = /^(w|advance-)(\d+)/.exec(job) ?? [];
  return kind !== undefined && Number(place) > wave;
}

class Pipeline {
  segments: Segment[] = [];
  waves = 0;
  legs = 0;
  tooDeep = false;
  paused = false;
  readonly #plan: Plan;
  readonly #world: World;
  readonly #fate: Fate;
  /** Which jobs of earlier epochs need not be done again. */
  readonly #green = new Set<string>();

  constructor(plan: Plan, world: World, fate: Fate) {
    this.#plan = plan;
    this.#world = world;
    this.#fate = fate;
  }

  get state(): RunState {
    return foldSegments(this.#plan, PLAN_DIGEST, this.#all());
  }

  /** Copies come in any order. */
  #all(): readonly Segment[] {
    const shuffled = [...this.segments].sort(
      (a, b) =>
        drawn(this.#fate.luck, a.header.writer, a.header.epoch) -
        drawn(this.#fate.luck, b.header.writer, b.header.epoch),
    );
    const found = merged(shuffled);
    if (!found.ok) throw new Error(found.error);
    return found.value;
  }

  #run(before: readonly Segment[], part: Part, dieAfter?: number): Simulation {
    const sorted = [...before].sort(byTime);
    const done = simulate(this.#plan, this.#world, {
      before: sorted,
      part,
      ...(dieAfter === undefined ? {} : { dieAfter }),
    });
    // Also what people said meanwhile.
    this.segments.push(...done.segments.slice(sorted.length));
    return done;
  }

  #conduct(writer: string, epoch: number, wave: number): Job {
    const before = this.#all();
    this.tooDeep = false;
    const done = this.#run(before, {
      writer,
      epoch,
      share: shareOf("conductor"),
      opening: (state) =>
        before.length === 0 ? [{ type: "run.started" }] : openingOfConductor(state, before, epoch),
      closing: (state, at) => {
        const next = nextWave(state, wave, millis(at));
        this.tooDeep = next.tooDeep;
        return [dispatched(next)];
      },
    });
    this.paused = (factsOf(done.state)?.paused ?? null) !== null;
    return this.paused || this.tooDeep ? "red" : "green";
  }

  #leg(id: string, epoch: number): Job {
    if (this.#green.has(id)) return "green";
    const all = this.#all();
    const whole = foldSegments(this.#plan, PLAN_DIGEST, all);
    const leg = legNamed(whole, id);
    if (leg === undefined) throw new Error(`no leg ${id}`);
    const before = [...segmentsFor(whole, all, leg)].sort(byTime);
    const state = foldSegments(this.#plan, PLAN_DIGEST, before);
    const dies = this.#fate.dies(id, epoch);
    if (dies === 0) return "red";
    this.legs += 1;
    const done = this.#run(
      before,
      {
        writer: id,
        epoch,
        share: legShare(leg.tasks, limitsFor(state, before, leg)),
        opening: (now) => openingOfLeg(now, before, epoch, id, ownsBy(now, leg)),
      },
      dies ?? undefined,
    );
    const red = done.died || standingOf(done.state, ownsBy(done.state, leg), millis(done.at)) === "failed";
    if (!red) this.#green.add(id);
    return red ? "red" : "green";
  }

  /** One attempt at the whole; true if all jobs are green. */
  attempt(epoch: number): boolean {
    let red = false;
    if (epoch === 1) this.#conduct("plan", epoch, 1);
    for (let wave = 1; ; wave += 1) {
      const legs = wavesIn(this.state)[wave - 1]?.legs ?? [];
      if (legs.length === 0) break;
      this.waves = Math.max(this.waves, wave);
      const order = [...legs].sort((a, b) => drawn(this.#fate.luck, a.id) - drawn(this.#fate.luck, b.id));
      const jobs = order.map(({ id }) => this.#leg(id, epoch));
      const bad = jobs.includes("red");
      red ||= bad;
      // What came after a red job is done again, what came after green ones is not.
      if (!bad && !red && this.#green.has(`advance-${wave}`)) continue;
      if (silentLegs(this.state, this.#all(), wave).length > 0) {
        red = true;
        break;
      }
      const conducted = this.#conduct(`advance-${wave}`, epoch, wave + 1);
      if (conducted === "green" && !red) this.#green.add(`advance-${wave}`);
      // Whatever comes after a job that was done again is done again.
      for (const job of this.#green) if (isAfter(job, wave)) this.#green.delete(job);
      if (conducted === "red") {
        red = true;
        break;
      }
    }
    this.#end(epoch);
    const stray = trespass(this.state, this.segments);
    if (stray !== null) throw new Error(stray);
    return !red;
  }

  #end(epoch: number): void {
    if (this.paused) return;
    const before = this.#all();
    if (needsCleaning(this.#plan))
      this.#run(before, {
        writer: "finally",
        epoch,
        share: shareOf("finally"),
        opening: (state) => openingOfLeg(state, before, epoch, "finally", (task) => !isStoppable(task)),
      });
    const after = this.#all();
    this.#run(after, {
      writer: "finish",
      epoch,
      share: shareOf("finish"),
      opening: (state) => openingOfFinish(state, after),
    });
  }
}

const MOST_EPOCHS = 12;

/** Again and again what failed, until nothing is red, or nothing changes any more. */
export function shared(plan: Plan, world: World, fate: Fate): Shared {
  const line = new Pipeline(plan, world, fate);
  let epoch = 1;
  const most = fate.most ?? MOST_EPOCHS;
  for (; !line.attempt(epoch) && epoch < most; epoch += 1);
  const { state, segments, waves, legs, paused, tooDeep } = line;
  return { state, segments, epochs: epoch, waves, legs, paused, tooDeep };
}
