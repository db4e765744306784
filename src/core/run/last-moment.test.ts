/** What cleans up has a time of its own, whatever it waits for. */
import { expect, test } from "vitest";
import { lived } from "../../../test/rig/lived.ts";
import { plan, task, type TaskWords } from "../../../test/rig/plans.ts";
import type { Act, World } from "../../../test/rig/simulate.ts";
import { millis } from "../base/brand.ts";

const TIME = 1000;
const AGENT = { type: "agent", agent: "a", runner: "r", options: {} } as const;

const cleaning = (id: string, words: TaskWords = {}) =>
  task(id, { role: "finally", rule: "all_done", work: AGENT, ...words });

const world = (act: (id: string, n: number) => Act): World => ({
  act: (id, n) => act(id, n),
  answer: () => "yes",
});

/** How it ended, when, and after which starts. */
function ended(tasks: Parameters<typeof plan>[0], act: (id: string, n: number) => Act, maxParallel = 4) {
  const given = plan(tasks, { finallyTimeout: millis(TIME), onFailure: "continue", maxParallel });
  const run = lived(given, world(act));
  const of = (id: string) => run.state.tasks.find((own) => own.task.id === id);
  return {
    at: run.at,
    starts: run.starts,
    parked: run.parked,
    finished: run.state.epochs.get(1)?.finished,
    of,
  };
}

test("no attempt is waited for that would come after the time for cleaning up", () => {
  const late = { retry: { maxAttempts: 3, delay: millis(TIME), maxDelay: millis(TIME) } };
  const soon = { retry: { maxAttempts: 3, delay: millis(10) } };
  const run = ended([task("t"), cleaning("late", late), cleaning("soon", soon)], (id, n) => ({
    after: 5,
    ...(id === "t" || n === 3 ? {} : { fail: "agent-error" }),
  }));
  expect(run.starts).toEqual(["0 t#1", "5 late#1", "5 soon#1", "20 soon#2", "35 soon#3"]);
  expect([run.of("late")?.settled, run.of("soon")?.settled, run.finished]).toEqual([
    "failure",
    "success",
    "failure",
  ]);
  expect(run.at).toBeLessThan(TIME);
});

test("a quota that comes back later ends the cleaning up, and does not leave it for another day", () => {
  const run = ended([task("t"), cleaning("c")], (id) => ({
    after: 5,
    ...(id === "c" ? { fail: "quota", back: 9_000_000 } : {}),
  }));
  expect([run.parked, run.of("c")?.failure?.kind, run.finished]).toEqual([null, "quota", "failure"]);
});

test("whoever waits for a quota or a place meanwhile is told when the time is over", () => {
  const first = (id: string): Act => ({
    after: 5,
    ...(id === "c1" ? { fail: "quota", back: 9_000_000 } : {}),
  });
  const behind = ended([task("t"), cleaning("c1"), cleaning("c2")], first, 1);
  expect([behind.starts, behind.parked, behind.at]).toEqual([["0 t#1", "5 c1#1"], null, 5 + TIME]);
  expect(behind.of("c2")?.failure).toEqual({
    kind: "timeout",
    after: TIME,
    message: "its time was over before it could start",
  });
  const busy = ended(
    [task("t"), cleaning("c1"), cleaning("c2")],
    (id) => ({ after: id === "c1" ? 9 * TIME : 5 }),
    1,
  );
  expect([busy.at, busy.of("c1")?.failure?.kind, busy.of("c2")?.settled, busy.finished]).toEqual([
    5 + TIME,
    "timeout",
    "failure",
    "failure",
  ]);
});
