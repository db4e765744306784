/** What a run may cost at worst, in the words of `plan` and of the beginning of a run. */
import type { TaskId } from "../base/brand.ts";
import type { Fields } from "../base/value.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Budget } from "../plan/plan.ts";
import { money } from "../view/budget.ts";
import type { Preview } from "../view/preview.ts";
import { countText, dollars } from "./money.ts";
import { plural } from "./plan-marks.ts";

/** More names than this are counted. */
export const MAX_PREVIEWED = 5;
const MAX_NAME = 60;

const amounts = (costUsd: number | null, tokens: number | null): string =>
  [
    ...(costUsd === null ? [] : [dollars(costUsd)]),
    ...(tokens === null ? [] : [`${countText(tokens)} tokens`]),
  ].join(" and ");

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_PREVIEWED);
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

const quoted = (ids: readonly TaskId[]): readonly string[] =>
  ids.map((id) => JSON.stringify(oneLine(id, MAX_NAME)));

export const agentsText = ({ agents, places, open }: Preview): string =>
  [
    `at most ${plural(agents, "agent").replace(String(agents), countText(agents))}`,
    ...(agents > places ? [`${places} at a time`] : []),
    ...(open.length === 0
      ? []
      : [`how large ${listed(quoted(open))} ${open.length === 1 ? "gets" : "get"} is only known later`]),
  ].join(", ");

/** Says so, too, if nothing bounds it. */
export function worstText({ worst, bound, share, places }: Preview): string {
  const { costUsd, tokens } = worst;
  if (costUsd === null && tokens === null) return "no budget: nobody can say beforehand what they cost";
  const whose = [
    ...new Set([...(costUsd === null ? [] : [bound.costUsd]), ...(tokens === null ? [] : [bound.tokens])]),
  ].map((one) => (one === "run" ? "the run's budget" : "the budgets of its tasks"));
  const aside = amounts(share.costUsd, share.tokens);
  const who = places === 1 ? "an agent" : `${places} agents at a time`;
  return [
    `at most ${amounts(costUsd, tokens)} (${whose.join(" and ")})`,
    ...(aside === "" ? [] : [`${who} may ${places === 1 ? "" : "each "}set aside ${aside}`]),
  ].join("; ");
}

const budgetText = ({ maxCostUsd, maxTokens, maxAgents }: Budget): string =>
  [
    ...(maxCostUsd === undefined ? [] : [dollars(maxCostUsd)]),
    ...(maxTokens === undefined ? [] : [`${countText(maxTokens)} tokens`]),
    ...(maxAgents === undefined ? [] : [plural(maxAgents, "agent")]),
  ].join(", ");

/** Nothing for a plan without agents. */
export function previewLines(model: Preview): readonly string[] {
  const { agents, handlers, budgets } = model;
  if (agents + handlers === 0) return [];
  const shown = budgets.slice(0, MAX_PREVIEWED);
  const more = budgets.length - shown.length;
  return [
    agentsText(model),
    worstText(model),
    ...shown.map(({ task, budget }) => `"${oneLine(task, MAX_NAME)}" at most ${budgetText(budget)}`),
    ...(more > 0 ? [`and ${more} more budgets`] : []),
    ...(handlers === 0
      ? []
      : [`${plural(handlers, "agent")} in finally and hooks on top, for which no budget holds`]),
  ];
}

export type Spent = Readonly<{ costUsd: number; tokens: number }>;

/** Only of what is limited. */
function spentText({ limits }: Preview, { costUsd, tokens }: Spent): string {
  const cost = limits.maxCostUsd === undefined || costUsd === 0 ? null : costUsd;
  const read = limits.maxTokens === undefined || tokens === 0 ? null : tokens;
  return cost === null && read === null ? "" : `; ${amounts(cost, read)} of it spent so far`;
}

/** The same in one line, for the beginning of a run; nothing for a plan without agents. */
export const previewLine = (model: Preview, spent: Spent = { costUsd: 0, tokens: 0 }): string =>
  model.agents === 0 ? "" : `may start ${agentsText(model)}; ${worstText(model)}${spentText(model, spent)}\n`;

const budgetFields = ({ maxCostUsd, maxTokens, maxAgents }: Budget): Fields => ({
  ...(maxCostUsd === undefined ? {} : { max_cost_usd: maxCostUsd }),
  ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
  ...(maxAgents === undefined ? {} : { max_agents: maxAgents }),
});

const rounded = (usd: number | null): number | null => (usd === null ? null : money(usd));

export const previewFields = (model: Preview): Fields => ({
  max_agents: model.agents,
  at_a_time: model.places,
  known_later: [...model.open],
  limits: budgetFields(model.limits),
  max_cost_usd: rounded(model.worst.costUsd),
  max_tokens: model.worst.tokens,
  set_aside: { cost_usd: rounded(model.share.costUsd), tokens: model.share.tokens },
  budgets: model.budgets.map(({ task, budget }) => ({ task, ...budgetFields(budget) })),
  agents_without_budget: model.handlers,
});
