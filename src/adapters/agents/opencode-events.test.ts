import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import type { Fields } from "../../core/base/value.ts";
import type { Usage } from "../../core/journal/event.ts";
import { opencodeListener, seenIn } from "./opencode-events.ts";

const nothing = (): void => {};
const ears = {
  say: nothing,
  report: nothing,
  began: nothing,
  giveUp: nothing,
  trouble: nothing,
  calm: nothing,
};
const ID = "ses_0123456789";
const begins: Fields = { type: "step_start", sessionID: ID, part: {} };
const ends = (reason: string, cost = 0.5): Fields => ({
  type: "step_finish",
  sessionID: ID,
  part: { reason, cost, tokens: { input: 5, output: 2, reasoning: 1, cache: { read: 10, write: 20 } } },
});
const AGAIN =
  'timestamp=x level=ERROR message="stream error" providerID=a error.error="AI_APICallError: Overloaded"';

function usedAfter(events: readonly Fields[], complaint?: string): Usage | undefined {
  const { take, complain, used } = opencodeListener(ears, null);
  events.forEach(take);
  if (complaint !== undefined) complain?.(complaint);
  return used();
}

describe("what opencode used", () => {
  const step = { inputTokens: 35, outputTokens: 3 };

  it("is the sum of its steps, once it is done", () =>
    expect(usedAfter([begins, ends("tool-calls"), begins, ends("stop")])).toEqual({
      inputTokens: 70,
      outputTokens: 6,
      costUsd: 1,
    }));

  it("has no known price while a step may be under way, heard of or not", () => {
    expect(usedAfter([begins, ends("tool-calls"), begins])).toEqual({ ...step, costUsd: null });
    expect(usedAfter([begins, ends("tool-calls")])).toEqual({ ...step, costUsd: null });
    expect(usedAfter([])).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: null });
  });

  it("is known while it waits to ask again, and after an error", () => {
    expect(usedAfter([begins, ends("tool-calls")], AGAIN)).toEqual({ ...step, costUsd: 0.5 });
    expect(usedAfter([begins, ends("tool-calls")], "level=WARN message=other")).toEqual({
      ...step,
      costUsd: null,
    });
    expect(usedAfter([{ type: "error", sessionID: ID, error: {} }])).toMatchObject({ costUsd: 0 });
  });

  it("has no known price where tokens cost nothing", () =>
    expect(usedAfter([begins, ends("stop", 0)])).toEqual({ ...step, costUsd: null }));

  it("is in the transcript of a call that nobody lived to count", () => {
    const path = join(temporaryFolder(), "out");
    const write = (events: readonly Fields[], rest = ""): void =>
      writeFileSync(path, events.map((event) => `${JSON.stringify(event)}\n`).join("") + rest);
    write([begins, ends("stop")]);
    expect(seenIn(path)).toEqual({ ...step, costUsd: 0.5 });
    write([begins, ends("tool-calls")], '{"type":"step_fin');
    expect(seenIn(path)).toEqual({ ...step, costUsd: null });
    expect(seenIn("/nowhere")).toEqual({ inputTokens: 0, outputTokens: 0, costUsd: null });
  });
});
