/** When an agent that fails again and again is left alone: closed, open for a while, then one attempt at a time until one succeeds. */
import { millis, type Millis } from "../base/brand.ts";
import { unreachable } from "../base/never.ts";
import type { FailureClass } from "../base/vocabulary.ts";
import { DEFAULT_CIRCUIT } from "../plan/defaults.ts";
import type { Circuit as Rules, Settings } from "../plan/plan.ts";

/** Failures that say something about the agent. Quota, bad answers and what the author or a person decided say nothing. */
export const COUNTED: ReadonlySet<FailureClass> = new Set([
  "agent-exit",
  "agent-error",
  "timeout",
  "idle",
  "infrastructure",
  "auth",
  "lost",
]);

/** More failures in a row than this are no longer told apart. */
export const MOST_FAILURES = 100;

export type CircuitEvent = Readonly<
  | { kind: "success"; at: Millis }
  | { kind: "failure"; failure: FailureClass; at: Millis }
  /** What was known of other runs when this one began; it stands for everything before. */
  | { kind: "observed"; failures: number; until: Millis | null; at: Millis }
>;

type Observed = Extract<CircuitEvent, { kind: "observed" }>;

/** Made so that it is the same in whichever order the events came. */
export type Circuit = Readonly<{
  rules: Rules;
  succeededAt: number;
  observed: Observed | null;
  /** When it failed after that, in order. */
  failedAt: readonly Millis[];
}>;

/** Plans of older versions say nothing about it. */
export const rulesOf = ({ circuit }: Partial<Pick<Settings, "circuit">>): Rules => circuit ?? DEFAULT_CIRCUIT;

export const closed = (rules: Rules): Circuit => ({
  rules,
  succeededAt: Number.NEGATIVE_INFINITY,
  observed: null,
  failedAt: [],
});

/** Failures that still count: a success wipes out what was before it. */
function kept(circuit: Circuit, failedAt: readonly Millis[]): readonly Millis[] {
  const { succeededAt, observed } = circuit;
  const from = observed?.at ?? Number.NEGATIVE_INFINITY;
  const counting = failedAt.filter((at) => at > succeededAt && at >= from);
  return counting.length <= MOST_FAILURES ? counting : counting.slice(-MOST_FAILURES);
}

const isNewer = (event: Observed, known: Observed | null): boolean =>
  known === null ||
  event.at > known.at ||
  (event.at === known.at &&
    (event.failures > known.failures ||
      (event.failures === known.failures && (event.until ?? 0) > (known.until ?? 0))));

export function observe(circuit: Circuit, event: CircuitEvent): Circuit {
  switch (event.kind) {
    case "success": {
      if (event.at <= circuit.succeededAt) return circuit;
      const next = { ...circuit, succeededAt: event.at };
      return circuit.failedAt.length === 0 ? next : { ...next, failedAt: kept(next, circuit.failedAt) };
    }
    case "failure": {
      if (!COUNTED.has(event.failure)) return circuit;
      const failedAt = [...circuit.failedAt, event.at].sort((a, b) => a - b);
      return { ...circuit, failedAt: kept(circuit, failedAt) };
    }
    case "observed": {
      if (!isNewer(event, circuit.observed)) return circuit;
      const next = { ...circuit, observed: event };
      return { ...next, failedAt: kept(next, circuit.failedAt) };
    }
    default:
      return unreachable(event);
  }
}

/** What was known beforehand, unless the agent has succeeded since. */
const standing = ({ observed, succeededAt }: Circuit): Observed | null =>
  observed !== null && succeededAt < observed.at ? observed : null;

/** Failures in a row. */
export const failuresOf = (circuit: Circuit): number =>
  (standing(circuit)?.failures ?? 0) + circuit.failedAt.length;

/** From when on one attempt may be made; null while the circuit is closed. */
export function nextAt(circuit: Circuit): Millis | null {
  const { rules, failedAt } = circuit;
  const last = failedAt.at(-1);
  if (last === undefined) return standing(circuit)?.until ?? null;
  return failuresOf(circuit) >= rules.failures ? millis(last + rules.coolDown) : null;
}

export type Standing = "closed" | "open" | "half-open";

export function standingAt(circuit: Circuit, now: Millis): Standing {
  const until = nextAt(circuit);
  if (until === null) return "closed";
  return now < until ? "open" : "half-open";
}

/** `halfOpenBusy` says that an attempt of this agent is under way. */
export function mayStart(circuit: Circuit, now: Millis, halfOpenBusy: boolean): boolean {
  const is = standingAt(circuit, now);
  return is === "closed" || (is === "half-open" && !halfOpenBusy);
}

/** Under which name the attempts of an agent that are under way are counted. */
export const circuitBusy = (agent: string): string => `agent ${agent}`;
