/** How an agent has been doing with one runner, over all runs: the model behind `agents health`. */
import type { Millis } from "../base/brand.ts";
import type { Standing } from "../run/circuit.ts";

export type AgentHealth = Readonly<{
  agent: string;
  runner: string;
  state: Standing;
  /** Failures in a row. */
  failures: number;
  /** From when on it may be tried again; null unless it failed too often. */
  until: Millis | null;
  lastFailure: Readonly<{ outcome: string; message: string; at: Millis }> | null;
  succeeded: number;
  /** Of so many attempts. */
  of: number;
}>;
