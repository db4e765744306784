/** Which workflow belongs to an event: the project's table in its order, then what workflows say of themselves. */
import { mismatch, type Facts, type Rule } from "./rule.ts";

export type Look = Readonly<{ workflow: string; from: string; why: string }>;

export type Route = Readonly<
  | { kind: "found"; workflow: string; from: string; looked: readonly Look[] }
  | { kind: "ambiguous"; workflows: readonly string[]; looked: readonly Look[] }
  | { kind: "none"; looked: readonly Look[] }
>;

export type Rules = Readonly<{
  /** In order: the first that fits is meant. */
  table: readonly Rule[];
  /** In no order: two that fit are one too many. */
  own: readonly Rule[];
}>;

const looks = (rules: readonly Rule[], facts: Facts): readonly Look[] =>
  rules.flatMap((rule) => {
    const why = mismatch(rule, facts);
    return why === null ? [] : [{ workflow: rule.workflow, from: rule.from, why }];
  });

export function route({ table, own }: Rules, facts: Facts): Route {
  const first = table.findIndex((rule) => mismatch(rule, facts) === null);
  const chosen = table[first];
  if (chosen !== undefined) {
    const { workflow, from } = chosen;
    return { kind: "found", workflow, from, looked: looks(table.slice(0, first), facts) };
  }
  const looked = looks([...table, ...own], facts);
  const fitting = own.filter((rule) => mismatch(rule, facts) === null);
  const workflows = [...new Set(fitting.map(({ workflow }) => workflow))];
  const [only] = fitting;
  if (only === undefined) return { kind: "none", looked };
  if (workflows.length > 1) return { kind: "ambiguous", workflows, looked };
  return { kind: "found", workflow: only.workflow, from: only.from, looked };
}

export const MAX_LOOKS = 20;

export type RouteWords = Readonly<{ message: string; hint: string; looked: readonly string[] }>;

const lookText = ({ workflow, from, why }: Look): string => `${workflow} (${from}): ${why}`;

/** What to say where no workflow was found; null where one was. */
export function routeWords(found: Route, facts: Facts): RouteWords | null {
  const looked = found.looked.slice(0, MAX_LOOKS).map(lookText);
  const event = `${facts.event}${facts.action === "" ? "" : ` (${facts.action})`}`;
  switch (found.kind) {
    case "found":
      return null;
    case "ambiguous":
      return {
        message: `more than one workflow belongs to this ${event}: ${found.workflows.join(", ")}`,
        hint: "say in a `routing` table of agent-orchestrator.config.yml which comes first",
        looked,
      };
    case "none":
      return {
        message: `no workflow belongs to this ${event}: ${found.looked.length} ${found.looked.length === 1 ? "rule was" : "rules were"} looked at`,
        hint: "add a rule to `routing` in agent-orchestrator.config.yml, or `on` to a workflow",
        looked,
      };
  }
}
