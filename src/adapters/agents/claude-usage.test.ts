import { describe, expect, it } from "vitest";
import type { Usage } from "../../core/journal/event.ts";
import { type Before, counter, FRESH, spentIn, totalOf } from "./claude-usage.ts";
import { NOTHING } from "./usage.ts";

const usage = (inputTokens: number, outputTokens: number, costUsd: number | null = 0): Usage => ({
  inputTokens,
  outputTokens,
  costUsd,
});
const seen = (finished: Usage, all = finished) => ({ finished, all });
const before = (changes: Partial<Before>): Before => ({ ...FRESH, ...changes });

describe("the sum of a conversation", () => {
  it("holds all models, and what was read from a cache or written to it", () => {
    const models = {
      a: {
        inputTokens: 1,
        outputTokens: 2,
        cacheReadInputTokens: 10,
        cacheCreationInputTokens: 20,
        costBasis: "list",
      },
      b: { inputTokens: 100, outputTokens: 200 },
    };
    expect(totalOf({ modelUsage: models, total_cost_usd: 0.5 })).toEqual(usage(131, 202, 0.5));
  });

  it("has no price if one of the models has none", () => {
    const models = { a: { inputTokens: 1, outputTokens: 2, costBasis: "unknown" } };
    expect(totalOf({ modelUsage: models, total_cost_usd: 0.5 })).toEqual(usage(1, 2, null));
  });

  it("is not known without models, and nothing if none was asked", () => {
    expect(totalOf({ total_cost_usd: 1 })).toBeUndefined();
    expect(totalOf({ modelUsage: {}, total_cost_usd: 0 })).toEqual(NOTHING);
  });
});

describe("counting answer by answer", () => {
  const start = (input: number) => ({
    type: "message_start",
    message: { usage: { input_tokens: input, output_tokens: 1 } },
  });
  const end = (output: number) => ({ type: "message_delta", usage: { output_tokens: output } });

  it("adds what came to its end, and knows what is being given", () => {
    const count = counter();
    for (const event of [start(100), end(10), start(200)]) count.take(event, "null");
    expect(count.seen().finished).toEqual(usage(100, 10));
    expect(count.seen().all).toEqual(usage(300, 11));
  });

  it("lets go of an answer that was cut and asked for again", () => {
    const count = counter();
    for (const event of [start(100), start(100), end(10)]) count.take(event, "null");
    expect(count.seen().all).toEqual(usage(100, 10));
  });

  it("keeps those of others apart, and ignores what it does not know", () => {
    const count = counter();
    count.take(start(100), "a");
    count.take(start(50), "b");
    count.take({ type: "ping" }, "a");
    count.take(end(5), "b");
    expect(count.seen().finished).toEqual(usage(50, 5));
    expect(count.seen().all).toEqual(usage(150, 6));
  });
});

describe("what one call has cost", () => {
  it("is the whole sum of a new conversation", () => {
    expect(spentIn(usage(100, 10, 0.1), seen(usage(100, 10)), FRESH)).toEqual(usage(100, 10, 0.1));
  });

  it("is the sum without what it held before", () => {
    const past = before({ kept: usage(300, 30, 0.25) });
    expect(spentIn(usage(400, 40, 0.75), seen(usage(100, 10)), past)).toEqual(usage(100, 10, 0.5));
  });

  it("with its sub-agents is more than what was seen", () => {
    const past = before({ kept: usage(300, 30, 0.25) });
    expect(spentIn(usage(480, 48, 0.75), seen(usage(100, 10)), past)).toEqual(usage(180, 18, 0.5));
  });

  it("takes off what a call without a sum had used if the conversation remembers it, and gets its price", () => {
    const past = before({ kept: usage(100, 10, 0.25), unsure: seen(usage(1000, 50)) });
    expect(spentIn(usage(1300, 80, 0.75), seen(usage(200, 20)), past)).toEqual(usage(200, 20, 0.5));
  });

  it("takes nothing off for a call that was killed and is forgotten, however small it was", () => {
    const past = before({ kept: usage(100, 10, 0.25), unsure: seen(usage(5, 1)) });
    expect(spentIn(usage(300, 30, 0.75), seen(usage(200, 20)), past)).toEqual(usage(200, 20, 0.5));
  });

  it("adds what nobody lived to tell: with its price if the sum has it, else without", () => {
    const lost = usage(1000, 50);
    const past = before({ unsure: seen(lost), untold: lost });
    expect(spentIn(usage(1200, 70, 0.5), seen(usage(200, 20)), past)).toEqual(usage(1200, 70, 0.5));
    expect(spentIn(usage(200, 20, 0.5), seen(usage(200, 20)), past)).toEqual(usage(1200, 70, null));
  });

  it("does not know the price of an answer that was cut, where the sum holds only those before it", () => {
    const unsure = seen(usage(1000, 50), usage(1500, 51));
    const past = before({ unsure, untold: unsure.all });
    expect(spentIn(usage(1070, 57, 0.5), seen(usage(70, 7)), past)).toEqual(usage(1570, 58, null));
  });

  it("is what was seen if there is no sum; its price nobody knows, unless it is nothing", () => {
    expect(spentIn(undefined, seen(usage(1, 1), usage(5, 2)), FRESH)).toEqual(usage(5, 2, null));
    expect(spentIn(undefined, seen(NOTHING), FRESH)).toEqual(NOTHING);
  });

  it("is the whole sum if the conversation has forgotten everything", () => {
    const past = before({ kept: usage(900, 90, 0.9) });
    expect(spentIn(usage(100, 10, 0.1), seen(usage(100, 10)), past)).toEqual(usage(100, 10, 0.1));
  });
});
