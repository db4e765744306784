/** What somebody should know although no task says it: agents that are left alone because they fail again and again. */
import type { Millis } from "../base/brand.ts";
import { isoText } from "../base/instant.ts";
import type { Fields } from "../base/value.ts";
import { failuresOf, nextAt } from "../run/circuit.ts";
import type { RunState } from "../run/state.ts";

export type Alert = Readonly<{ kind: "circuit-open"; agent: string; failures: number; until: Millis }>;

/** In the order in which agents were first heard of. */
export function alerts({ circuits }: Pick<RunState, "circuits">): readonly Alert[] {
  return [...circuits].flatMap(([agent, circuit]): readonly Alert[] => {
    const until = nextAt(circuit);
    return until === null ? [] : [{ kind: "circuit-open", agent, failures: failuresOf(circuit), until }];
  });
}

export const alertText = ({ agent, failures, until }: Alert): string =>
  `agent "${agent}" failed ${failures} times in a row and is left alone until ${isoText(until)}`;

export const alertFields = (alert: Alert): Fields => ({
  kind: alert.kind,
  agent: alert.agent,
  failures: alert.failures,
  until: isoText(alert.until),
  message: alertText(alert),
});

/** Gives alerts that were not given before: also one that comes back. */
export function freshAlerts(state: Pick<RunState, "circuits">): () => readonly Alert[] {
  let known = new Set<string>();
  return () => {
    const now = alerts(state);
    const name = ({ agent, until }: Alert): string => `${until} ${agent}`;
    const fresh = now.filter((alert) => !known.has(name(alert)));
    known = new Set(now.map(name));
    return fresh;
  };
}
