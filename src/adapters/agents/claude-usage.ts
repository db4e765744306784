/** What a call of Claude Code has cost: its sums count whole conversations, so what was counted before has to come off. */
import { type Fields, isFields } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import { amount, minus, NOTHING, plus, unpriced } from "./usage.ts";

/** What was read from a cache or written into it was read by the model as well. */
const COUNTED = {
  result: {
    input: ["inputTokens", "cacheReadInputTokens", "cacheCreationInputTokens"],
    output: ["outputTokens"],
  },
  message: {
    input: ["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"],
    output: ["output_tokens"],
  },
} as const;

function tokensIn(fields: Fields, { input, output }: (typeof COUNTED)[keyof typeof COUNTED]): Usage {
  const sum = (names: readonly string[]): number =>
    names.reduce((all, name) => all + amount(fields[name]), 0);
  return { inputTokens: sum(input), outputTokens: sum(output), costUsd: 0 };
}

/** Of the whole conversation, sub-agents included; of a model that has no list price nobody knows the cost. */
export function totalOf(result: Fields): Usage | undefined {
  const models = result["modelUsage"];
  if (!isFields(models)) return undefined;
  const all = Object.values(models).filter(isFields);
  const tokens = all.map((one) => tokensIn(one, COUNTED.result)).reduce(plus, NOTHING);
  const known = all.every((one) => one["costBasis"] === undefined || one["costBasis"] === "list");
  const cost = result["total_cost_usd"];
  return { ...tokens, costUsd: known && typeof cost === "number" ? cost : null };
}

/** Of one call, answer by answer: those that came to their end, and with the one that was just being given. */
export type Seen = Readonly<{ finished: Usage; all: Usage }>;

export type Counter = Readonly<{
  /** One event of the model's own stream. */
  take: (event: Fields, owner: string) => void;
  seen: () => Seen;
}>;

/** Counts answer by answer, for calls that end without a sum. Whoever begins anew lets go of the answer that was cut. */
export function counter(): Counter {
  let finished = NOTHING;
  const open = new Map<string, Usage>();
  return {
    take(event, owner) {
      const message = event["message"];
      if (event["type"] === "message_start" && isFields(message) && isFields(message["usage"]))
        open.set(owner, tokensIn(message["usage"], COUNTED.message));
      if (event["type"] !== "message_delta" || !isFields(event["usage"])) return;
      const begun = open.get(owner) ?? NOTHING;
      const { inputTokens, outputTokens } = tokensIn(event["usage"], COUNTED.message);
      open.delete(owner);
      finished = plus(finished, {
        inputTokens: Math.max(begun.inputTokens, inputTokens),
        outputTokens: Math.max(begun.outputTokens, outputTokens),
        costUsd: 0,
      });
    },
    seen: () => ({ finished, all: [...open.values()].reduce(plus, finished) }),
  };
}

export const UNSEEN: Seen = { finished: NOTHING, all: NOTHING };

export const bothSeen = (a: Seen, b: Seen): Seen => ({
  finished: plus(a.finished, b.finished),
  all: plus(a.all, b.all),
});

/** Of a conversation before this call: what its sums surely hold, and what they hold only if it ended by itself. */
export type Before = Readonly<{
  kept: Usage;
  unsure: Seen;
  /** What nobody lived to tell; it is told with this call. */
  untold: Usage;
}>;

export const FRESH: Before = { kept: NOTHING, unsure: UNSEEN, untold: NOTHING };

const covers = (a: Usage, b: Usage): boolean =>
  a.inputTokens >= b.inputTokens && a.outputTokens >= b.outputTokens;

/** What the sum of a conversation may hold from before, most first, and how much of the unsure part has its price in it. */
const memories = ({ kept, unsure }: Before): readonly Readonly<{ held: Usage; priced: Usage }>[] => [
  ...[unsure.all, unsure.finished, NOTHING].map((priced) => ({ held: plus(kept, priced), priced })),
  { held: NOTHING, priced: NOTHING },
];

const FORGETFUL = { held: NOTHING, priced: NOTHING };

/**
 * `seen` are the answers of this call alone: the sum must hold them besides everything from before, which tells how much
 * the conversation remembers of an earlier call that was killed.
 */
export function spentIn(total: Usage | undefined, seen: Seen, before: Before): Usage {
  const { untold } = before;
  if (total === undefined) return plus(unpriced(seen.all), unpriced(untold));
  const { held, priced } =
    memories(before).find((memory) => covers(total, plus(memory.held, seen.finished))) ?? FORGETFUL;
  const own = plus(minus(total, held), { ...untold, costUsd: 0 });
  return covers(priced, untold) ? own : { ...own, costUsd: null };
}
