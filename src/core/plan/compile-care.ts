/** What is done about a result besides asking for it: checks, repairs, fallbacks, limits, reuse. */
import { seconds } from "../base/brand.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { conditionOf, runOf, textOf, type AgentChoice } from "./compile-work.ts";
import type { Budget, Check, Task } from "./plan.ts";

type Growing = { -readonly [Key in keyof Task]: Task[Key] };
type Choose = (agent: string | undefined) => AgentChoice;

const numberOf = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

const textsOf = (value: Value | undefined): readonly string[] =>
  isList(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** Absent means absent: what the author did not ask for has no key. */
export function addCare(made: Growing, fields: Fields, choice: AgentChoice, choose: Choose): void {
  const budget = budgetOf(fields["budget"]);
  const verify = checksOf(fields["verify"]);
  const maxRepairs = repairsOf(fields);
  const fallback = fallbackOf(fields, choice, choose);
  const { escalate, concurrency, cache } = fields;
  if (budget !== undefined) made.budget = budget;
  if (verify.length > 0) made.verify = verify;
  if (maxRepairs !== undefined) made.maxRepairs = maxRepairs;
  if (fallback !== undefined) made.fallback = fallback;
  if (isFields(escalate)) {
    const after = numberOf(escalate["after"]);
    made.escalate = { ...(after === undefined ? {} : { after }), to: textsOf(escalate["to"]) };
  }
  if (isFields(concurrency)) made.concurrency = concurrencyOf(concurrency);
  else if (typeof concurrency === "string") made.concurrency = concurrencyOf({ group: concurrency });
  if (isFields(cache)) made.cache = cacheOf(cache);
  else if (cache === true) made.cache = {};
}

export function budgetOf(value: Value | undefined): Budget | undefined {
  if (!isFields(value)) return undefined;
  const maxCostUsd = numberOf(value["max_cost_usd"]);
  const maxTokens = numberOf(value["max_tokens"]);
  const maxAgents = numberOf(value["max_agents"]);
  if (maxCostUsd === undefined && maxTokens === undefined && maxAgents === undefined) return undefined;
  return {
    ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(maxAgents === undefined ? {} : { maxAgents }),
  };
}

/** One entry may ask for several things at once; all of them must hold. */
function checksOf(value: Value | undefined): readonly Check[] {
  const list = isList(value) ? value : value === undefined ? [] : [value];
  return list.flatMap((one) => checksIn(isFields(one) ? one : { condition: one }));
}

function checksIn({ run, schema, condition, timeout }: Fields): readonly Check[] {
  const asked = conditionOf(condition);
  const limit = numberOf(timeout);
  return [
    ...(run === undefined
      ? []
      : [
          {
            kind: "command" as const,
            run: runOf(run),
            ...(limit === undefined ? {} : { timeout: seconds(limit) }),
          },
        ]),
    ...(schema === undefined ? [] : [{ kind: "schema" as const, schema }]),
    ...(asked === undefined ? [] : [{ kind: "condition" as const, condition: asked }]),
  ];
}

/** The usual number is not written down: it holds wherever there is a schema. */
function repairsOf(fields: Fields): number | undefined {
  const policy = fields["on_invalid_output"];
  if (policy === "retry" || policy === "fail") return 0;
  return numberOf(fields["max_repairs"]);
}

/** Another agent brings its own runner and model, unless the task or the command line says otherwise. */
function fallbackOf(fields: Fields, choice: AgentChoice, choose: Choose): Task["fallback"] {
  const fallback = fields["fallback"];
  if (!isFields(fallback)) return undefined;
  const agent = textOf(fallback["agent"]);
  const written = textOf(fallback["model"]);
  if (agent === undefined) return written === undefined ? undefined : { model: written };
  const other = choose(agent);
  const model = written ?? other.agent?.model ?? choice.usualModel;
  return {
    agent,
    runner: other.runner ?? textOf(fields["runner"]) ?? other.agent?.runner ?? other.usualRunner,
    ...(model === undefined ? {} : { model }),
  };
}

function concurrencyOf(fields: Fields): NonNullable<Task["concurrency"]> {
  const onLimit = fields["on_limit"];
  return {
    group: textOf(fields["group"]) ?? "",
    limit: numberOf(fields["limit"]) ?? 1,
    onLimit: onLimit === "cancel" || onLimit === "fail" ? onLimit : "queue",
  };
}

function cacheOf(fields: Fields): NonNullable<Task["cache"]> {
  const key = textOf(fields["key"]);
  const ttl = numberOf(fields["ttl"]);
  return { ...(key === undefined ? {} : { key }), ...(ttl === undefined ? {} : { ttl: seconds(ttl) }) };
}
