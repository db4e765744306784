/** Random trees of everything that grows, waits and costs, nested in each other. */
import fc from "fast-check";
import { TRIGGER_RULES } from "../../src/core/base/vocabulary.ts";

export const WRAPS = ["each", "rescue", "loop", "samples"] as const;
export type Wrap = (typeof WRAPS)[number];
const CORES = [
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
] as const;
export type Core = (typeof CORES)[number];

export type Wishes = Readonly<{
  cores: readonly Core[];
  wraps: readonly Wrap[];
  /** Whose result depends on who was first, or on the clock. */
  races: boolean;
  deadlines: boolean;
  money: boolean;
  compensate: boolean;
  /** Limits shared with other runs. */
  shared: boolean;
  fallback: boolean;
  /** Results of earlier runs. */
  cache: boolean;
}>;

export type Node = Readonly<{
  core: Core;
  wraps: readonly Wrap[];
  children: readonly Node[];
  needs: readonly number[];
  rule: number | null;
  dynamic: boolean;
  attempts: number;
  onFailure: "fail" | "skip" | "continue";
  required: boolean;
  priority: number;
  agent: number;
  pool: boolean;
  number: number;
  choice: number;
  timeout: number | null;
  total: number | null;
  idle: number | null;
  budget: number | null;
  undo: boolean;
  shared: boolean;
  fallback: boolean;
  cache: boolean;
}>;

/** One of so many has it: where each limit is everywhere, runs end before anything has grown. */
export const rare = <T>(value: fc.Arbitrary<T>, oneOf = 4): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: oneOf - 1 }, { arbitrary: value, weight: 1 });
const seldom = (wanted: boolean, oneOf = 5): fc.Arbitrary<boolean> =>
  wanted ? fc.integer({ min: 0, max: oneOf - 1 }).map((drawn) => drawn === oneOf - 1) : fc.constant(false);

const LEAVES: readonly Core[] = ["agent", "command", "plugin", "approval"];

/** At most this many children in a group, and this many groups in each other. */
const WIDTH = 3;

export function forest(wishes: Wishes, depth: number, most = 5): fc.Arbitrary<readonly Node[]> {
  const inner =
    depth === 0
      ? fc.constant<readonly Node[]>([])
      : fc.array(node(wishes, depth - 1), { minLength: 1, maxLength: WIDTH });
  return fc.array(node(wishes, depth, inner), { minLength: 1, maxLength: most });
}

function node(wishes: Wishes, depth: number, children?: fc.Arbitrary<readonly Node[]>): fc.Arbitrary<Node> {
  const inside =
    children ??
    (depth === 0
      ? fc.constant<readonly Node[]>([])
      : fc.array(node(wishes, depth - 1), { minLength: 1, maxLength: WIDTH }));
  const cores = wishes.cores.filter((core) => depth > 0 || LEAVES.includes(core));
  const late = wishes.deadlines ? rare(fc.integer({ min: 2, max: 25 }), 5) : fc.constant(null);
  return fc.record({
    core: fc.constantFrom("agent" as const, ...cores),
    wraps:
      wishes.wraps.length === 0
        ? fc.constant<Wrap[]>([])
        : fc.subarray([...wishes.wraps], { maxLength: depth > 0 ? 2 : 1 }),
    children: inside,
    needs: fc.array(fc.nat(3), { maxLength: 2 }),
    rule: rare(fc.nat(TRIGGER_RULES.length - 1), 2),
    dynamic: seldom(true),
    attempts: fc.integer({ min: 1, max: 2 }),
    onFailure: fc.constantFrom("fail", "fail", "skip", "continue"),
    required: seldom(true),
    priority: fc.integer({ min: -1, max: 1 }),
    agent: fc.nat(1),
    pool: seldom(true),
    number: fc.integer({ min: 1, max: 3 }),
    choice: fc.nat(11),
    timeout: late,
    total: late,
    idle: late,
    budget: wishes.money ? rare(fc.integer({ min: 1, max: 6 }), 4) : fc.constant(null),
    undo: seldom(wishes.compensate, 2),
    shared: seldom(wishes.shared),
    fallback: seldom(wishes.fallback, 3),
    cache: seldom(wishes.cache),
  });
}
