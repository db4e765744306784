/** How the run behaves as a whole: what the command line says, else the file, else the default. */
import { seconds } from "../base/brand.ts";
import { emptyRecord } from "../base/record.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { RUN_FAILURE_POLICIES } from "../base/vocabulary.ts";
import type { RunFailurePolicy } from "../base/vocabulary.ts";
import { MODES } from "../spec/fields-workflow.ts";
import { budgetOf } from "./compile-care.ts";
import { spanOfTime } from "./compile-task.ts";
import { chosen } from "./compile-work.ts";
import {
  DEFAULT_CANCEL_GRACE,
  DEFAULT_CIRCUIT,
  DEFAULT_FINALLY_TIMEOUT,
  DEFAULT_MAX_PARALLEL,
  DEFAULT_TIMEOUT,
} from "./defaults.ts";
import type { Budget, Circuit, Settings } from "./plan.ts";

/** What the person at the command line decided; it wins over the file. */
export type Overrides = Readonly<{
  maxParallel?: number;
  /** Seconds. */
  timeout?: number;
  maxCostUsd?: number;
  onFailure?: RunFailurePolicy;
}>;

/** What the files that are called bring along. */
export type Brought = Readonly<{ pools: Readonly<Record<string, number>>; plugins: readonly string[] }>;

const amountOf = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

export const modeOf = (written: Fields): Settings["mode"] =>
  MODES.find((mode) => mode === written["mode"]) ?? "dag";

export function settingsOf(
  written: Fields,
  overrides: Overrides,
  brought: Brought,
  /** How tasks are compiled that are named only while the run goes on. */
  delegation: Fields | undefined,
): Settings {
  const plugins = [...new Set([...pluginsOf(written), ...brought.plugins])];
  const extra = {
    ...chosen(written, ["plugins", "max_depth", "agent", "max_iterations"]),
    ...(plugins.length === 0 ? {} : { plugins }),
    ...(delegation === undefined ? {} : { delegation }),
  };
  const timeout =
    overrides.timeout === undefined ? spanOfTime(written["timeout"]) : seconds(overrides.timeout);
  return {
    mode: modeOf(written),
    maxParallel: overrides.maxParallel ?? amountOf(written["max_parallel"]) ?? DEFAULT_MAX_PARALLEL,
    timeout: timeout ?? DEFAULT_TIMEOUT,
    finallyTimeout: spanOfTime(written["finally_timeout"]) ?? DEFAULT_FINALLY_TIMEOUT,
    cancelGrace: spanOfTime(written["cancel_grace"]) ?? DEFAULT_CANCEL_GRACE,
    onFailure:
      overrides.onFailure ??
      RUN_FAILURE_POLICIES.find((policy) => policy === written["on_failure"]) ??
      "stop",
    budget: runBudget(written["budget"], overrides),
    pools: { ...brought.pools, ...poolsOf(written["pools"]) },
    circuit: circuitOf(written["circuit_breaker"]),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

function runBudget(value: Value | undefined, { maxCostUsd }: Overrides): Budget {
  const written = budgetOf(value) ?? {};
  return maxCostUsd === undefined ? written : { ...written, maxCostUsd };
}

function circuitOf(value: Value | undefined): Circuit {
  const written = isFields(value) ? value : {};
  return {
    failures: amountOf(written["failures"]) ?? DEFAULT_CIRCUIT.failures,
    coolDown: spanOfTime(written["cool_down"]) ?? DEFAULT_CIRCUIT.coolDown,
  };
}

export const pluginsOf = ({ plugins }: Fields): readonly string[] =>
  isList(plugins) ? plugins.filter((one): one is string => typeof one === "string") : [];

export function poolsOf(value: Value | undefined): Readonly<Record<string, number>> {
  const pools = emptyRecord<number>();
  for (const [name, size] of Object.entries(isFields(value) ? value : {})) {
    if (typeof size === "number") pools[name] = size;
  }
  return pools;
}
