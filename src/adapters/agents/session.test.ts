import { dirname } from "node:path";
import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { assignment } from "../../../test/rig/assignment.ts";
import type { Usage } from "../../core/journal/event.ts";
import { type Memory, mustGoOn, pastOf, type Session, usageIn, writeSession } from "./session.ts";
import { NOTHING, plus } from "./usage.ts";

type Before = Readonly<{ untold: Usage }>;

const tokens = (inputTokens: number, outputTokens: number): Usage => ({
  inputTokens,
  outputTokens,
  costUsd: 0,
});
const memory: Memory<Before> = {
  isId: /^x$/,
  fresh: { untold: NOTHING },
  beforeIn: ({ untold }) => ({ untold: usageIn(untold, NOTHING) }),
  withMissed: ({ before }) => ({ untold: plus(before.untold, tokens(100, 10)) }),
  left: (before) => before,
};

test("what a call that died is counted with already is not told again, and what it was not is", () => {
  const given = assignment({ epoch: 3 });
  mkdirSync(dirname(given.scratch), { recursive: true });
  const before = { untold: tokens(7, 1) };
  writeSession(given, { id: "x", epoch: 2, basis: "", state: "open", log: "a.out", before });
  const untold = (counted: ReadonlyMap<number, Usage>): Usage =>
    pastOf({ ...given, counted }, memory).before.untold;
  expect(untold(new Map())).toEqual(tokens(107, 11));
  expect(untold(new Map([[1, tokens(60, 6)]]))).toEqual(tokens(107, 11));
  expect(untold(new Map([[2, { ...tokens(60, 6), costUsd: null }]]))).toEqual(tokens(47, 5));
  expect(untold(new Map([[2, tokens(900, 90)]]))).toEqual(tokens(0, 0));
});

test("in kept files it goes on with the conversation that was cut in them, also after its answer, and with no other", () => {
  const given = assignment({ epoch: 3 });
  mkdirSync(dirname(given.scratch), { recursive: true });
  const { basis } = pastOf(given, memory);
  const before = { untold: NOTHING };
  const idAfter = (changes: Partial<Session<Before>>, kept: boolean): string | null => {
    writeSession(given, { id: "x", epoch: 2, basis, state: "over", log: "a.out", before, ...changes });
    return pastOf({ ...given, ...(kept ? { kept: true } : {}) }, memory).id;
  };
  expect(idAfter({}, true)).toBe("x");
  expect(idAfter({}, false)).toBeNull();
  expect(idAfter({ basis: "other" }, true)).toBeNull();
  expect(idAfter({ epoch: 3 }, true)).toBeNull();
  expect([mustGoOn({ ...given, kept: true }), mustGoOn(given)]).toEqual([true, false]);
  // What judges or mends the work begins conversations of its own in the same files.
  expect(mustGoOn({ ...given, kept: true, part: "repair-1" })).toBe(false);
});
