/** Whole cases: a random tree, its limits, and a world in which everything depends on names and luck alone. */
import fc from "fast-check";
import { millis, type TaskId } from "../../src/core/base/brand.ts";
import { share } from "../../src/core/base/hash.ts";
import type { Fields } from "../../src/core/base/value.ts";
import { RUN_FAILURE_POLICIES } from "../../src/core/base/vocabulary.ts";
import type { FailureClass } from "../../src/core/journal/failure.ts";
import type { Budget, Plan, Settings, Task } from "../../src/core/plan/plan.ts";
import type { Act, Answer, Item, Paid, Word, World } from "./fate.ts";
import { planned } from "./grown-plans.ts";
import { forest, rare, type Wishes } from "./grown-trees.ts";
import { agentNamed, plan, task } from "./plans.ts";

export type GrownCase = Readonly<{ plan: Plan; world: World; luck: number }>;

export const ALL: Wishes = {
  cores: [
    "agent",
    "command",
    "plugin",
    "approval",
    "all",
    "any",
    "conditional",
    "rounds",
    "delegate",
    "autonomous",
    "workflow",
  ],
  wraps: ["each", "rescue", "loop", "samples"],
  races: true,
  deadlines: true,
  money: true,
  compensate: true,
  shared: true,
  fallback: true,
  cache: true,
};

/** Results depend on nothing but names: whatever is cut and resumed must come to the same. */
export const CALM: Wishes = {
  ...ALL,
  cores: [
    "agent",
    "command",
    "plugin",
    "approval",
    "all",
    "conditional",
    "rounds",
    "delegate",
    "autonomous",
    "workflow",
  ],
  races: false,
  deadlines: false,
  money: false,
  compensate: false,
  shared: false,
  fallback: true,
  cache: true,
};

type Weather = Readonly<{
  flaky: boolean;
  luck: number;
  quotas: boolean;
  unknown: boolean;
  silent: boolean;
  says: boolean;
  plenty: number;
}>;

const FAILURES: readonly FailureClass[] = [
  "agent-error",
  "agent-exit",
  "auth",
  "infrastructure",
  "output-invalid",
  "timeout",
];

const pick = <T>(list: readonly T[], drawn: number): T | undefined => list[Math.floor(drawn * list.length)];

/** Long before this moment every quota is back for good. */
const PLENTY = 1_000_000;
/** Where a run may not last long, it is left and taken up for each quota; it has to end some day. */
const PLENTY_SOON = 100;

function actOf(weather: Weather, id: string, n: number, at: number): Act {
  const { luck } = weather;
  const after = 1 + Math.floor(share(luck, id, "time") * 10);
  const limited = weather.quotas && id.startsWith("t") && id !== "told" && share(luck, id, "quota") < 0.12;
  if (limited && n <= 1 && at < weather.plenty) {
    const drawn = share(luck, id, "back");
    return {
      after,
      fail: "quota",
      ...(drawn < 0.2 ? {} : { back: drawn > 0.9 ? 9_000_000 : 3 + Math.floor(drawn * 30) }),
    };
  }
  const bad = share(luck, id, "fate") < 0.13;
  // What depends on the number of an attempt may not also depend on when it is made.
  const flaky = weather.flaky && !bad && !limited && share(luck, id, "flaky") < 0.2 && n === 1;
  const kind = pick(FAILURES, share(luck, id, "kind")) ?? "agent-error";
  const failing: { fail?: FailureClass } = bad ? { fail: kind } : flaky ? { fail: "agent-error" } : {};
  return { after, gives: givenBy(luck, id), ...spending(weather, id, n, after), ...failing };
}

const givenBy = (luck: number, id: string): string =>
  share(luck, id, "vote") < 0.6 ? "the usual" : `out ${id}`;

/** Nobody knows anything of it, only its tokens are known, or all. */
function paid({ luck, unknown }: Weather, id: string, n: number, what: string, most: number): Paid {
  const drawn = share(luck, id, n, what);
  const tokens = Math.floor(share(luck, id, n, what, "tokens") * 10);
  if (unknown && drawn < 0.15) return { costUsd: null, tokens: 0 };
  return { costUsd: unknown && drawn < 0.3 ? null : Math.floor(drawn * most), tokens };
}

/** What an attempt costs, what it says of that on the way, and which of its answers are sent back. */
function spending(weather: Weather, id: string, n: number, after: number): Partial<Act> {
  const { luck, says } = weather;
  const moment = (what: string): number => Math.ceil(after * share(luck, id, n, what));
  const sentBack = [1, 2].slice(0, Math.max(0, Math.floor(share(luck, id, n, "repairs") * 9) - 6));
  return {
    ...paid(weather, id, n, "cost", 4),
    repairs: sentBack.map((at) => ({
      after: moment(`repair ${at}`),
      ...paid(weather, id, n, `call ${at}`, 3),
    })),
    ...(says && share(luck, id, n, "says") > 0.5
      ? { says: { after: moment("word"), ...paid(weather, id, n, "so far", 6) } }
      : {}),
    ...(says && share(luck, id, n, "broken") > 0.5 ? { broken: { costUsd: null, tokens: 0 } } : {}),
  };
}

function answerOf(luck: number, id: string): Answer {
  const drawn = share(luck, id, "answer");
  if (drawn < 0.8) return "yes";
  if (drawn < 0.9) return "no";
  return drawn < 0.95 ? "missing" : "error";
}

const KEYS = ["a", "b", "c d"];

const itemsOf = (luck: number, id: string): readonly Item[] =>
  KEYS.slice(0, Math.floor(share(luck, id, "items") * 4)).map((key) => ({ key, mark: `${key} 1` }));

function handsOf(luck: number, id: string, team: readonly TaskId[]): readonly Fields[] {
  const drawn = share(luck, id, "hands");
  const named = team
    .filter((member) => share(luck, id, member) < 0.6)
    .map((member): Fields => ({ id: member }));
  if (drawn < 0.15) return [];
  if (drawn < 0.22) return [{ id: "x", agent: "nobody" }];
  const second: Fields = {
    id: "y",
    agent: "a1",
    dependencies: ["x"],
    ...(drawn > 0.7 ? { delegate: true } : {}),
  };
  return [...named.slice(0, 1), { id: "x", agent: "a0", priority: 1 }, ...(drawn > 0.5 ? [second] : [])];
}

const picksOf = (luck: number, id: string, team: readonly TaskId[]): readonly TaskId[] =>
  [1, 2, 3]
    .slice(0, Math.floor(share(luck, id, "picks") * 4))
    .flatMap((at) => pick(team, share(luck, id, at)) ?? []);

function wordsOf({ luck, silent }: Weather, id: string): readonly Word[] {
  if (silent && share(luck, id, "silence") < 0.3) return [];
  const word = (at: number): Word => ({
    after: 1 + Math.floor(share(luck, id, at, "after") * 20),
    verdict: share(luck, id, at, "verdict") < 0.7 ? "approve" : "reject",
    fits: at > 0 || share(luck, id, "fits") < 0.6,
  });
  return silent ? [word(0), word(1)] : [word(1)];
}

export const worldOf = (weather: Weather, cancelAt: number | null): World => ({
  act: (id, n, at) => actOf(weather, id, n, at),
  answer: (id) => answerOf(weather.luck, id),
  cached: (id) => (share(weather.luck, id, "cached") < 0.6 ? givenBy(weather.luck, id) : null),
  items: (id) => itemsOf(weather.luck, id),
  rounds: (id) => 1 + Math.floor(share(weather.luck, id, "rounds") * 3),
  hands: (id, team) => handsOf(weather.luck, id, team),
  picks: (id, team) => picksOf(weather.luck, id, team),
  people: (id) => wordsOf(weather, id),
  takenUntil: (group) => Math.floor(share(weather.luck, group, "taken") * 20),
  ...(cancelAt === null ? {} : { cancelAt }),
});

/** The lead may name these. */
const AGENTS: Plan["agents"] = { a0: agentNamed("a0", "r0"), a1: agentNamed("a1", "r1") };

export const grownPlan = (tasks: readonly Task[], settings: Partial<Settings>): Plan => ({
  ...plan(tasks, settings),
  agents: AGENTS,
});

const HANDLERS: readonly Task[] = [
  task("cleanup", { role: "finally", rule: "all_done" }),
  task("told", { role: "on_complete", rule: "all_done" }),
];

export type Season = Readonly<{
  policies?: readonly Settings["onFailure"][];
  quotas?: boolean;
  circuits?: boolean;
  cancel?: boolean;
  silent?: boolean;
  depth?: number;
}>;

export function grownCase(wishes: Wishes, season: Season = {}): fc.Arbitrary<GrownCase> {
  const {
    policies = RUN_FAILURE_POLICIES,
    quotas = false,
    circuits = false,
    cancel = false,
    silent = false,
    depth = 2,
  } = season;
  const none = fc.constant(null);
  return fc
    .record({
      nodes: forest(wishes, depth),
      luck: fc.nat(1_000_000),
      maxParallel: fc.integer({ min: 1, max: 4 }),
      pool: fc.integer({ min: 1, max: 2 }),
      policy: fc.constantFrom(...policies),
      handlers: fc.boolean(),
      money: wishes.money ? rare(fc.integer({ min: 1, max: 12 }), 4) : none,
      tokens: wishes.money ? rare(fc.integer({ min: 1, max: 40 }), 4) : none,
      limit: wishes.deadlines ? rare(fc.integer({ min: 4, max: 70 }), 4) : none,
      agents: wishes.money ? rare(fc.integer({ min: 1, max: 6 }), 6) : none,
      failures: circuits ? rare(fc.integer({ min: 1, max: 2 }), 4) : none,
      cancelAt: cancel ? rare(fc.integer({ min: 0, max: 30 }), 4) : none,
    })
    .map(({ nodes, luck, maxParallel, pool, policy, handlers, failures, cancelAt, limit, ...limits }) => {
      const { money, tokens, agents } = limits;
      const budget: Budget = {
        ...(money === null ? {} : { maxCostUsd: money }),
        ...(tokens === null ? {} : { maxTokens: tokens }),
        ...(agents === null ? {} : { maxAgents: agents }),
      };
      const tasks = [...planned(nodes, wishes), ...(handlers ? HANDLERS : [])];
      const circuit = failures === null ? {} : { circuit: { failures, coolDown: millis(15) } };
      const weather: Weather = {
        luck,
        // Who makes the second attempt would depend on the clock.
        flaky: wishes.races || !wishes.fallback,
        quotas,
        unknown: wishes.money,
        silent,
        says: wishes.money,
        plenty: limit === null ? PLENTY : PLENTY_SOON,
      };
      return {
        plan: grownPlan(tasks, {
          maxParallel,
          pools: { p: pool },
          onFailure: policy,
          budget,
          ...circuit,
          ...(limit === null ? {} : { timeout: millis(limit) }),
        }),
        world: worldOf(weather, cancelAt),
        luck,
      };
    });
}
