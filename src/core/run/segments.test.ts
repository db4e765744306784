/** Segments from many writers, in any order, with partial re-runs in between: one truth. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { CASES, PATIENCE } from "../../../test/rig/cases.ts";
import { PLAN_DIGEST, plan as planOf, task } from "../../../test/rig/plans.ts";
import { randomCase, type Case } from "../../../test/rig/random-plans.ts";
import { openTasks, simulate } from "../../../test/rig/simulate.ts";
import { digest, type TaskId } from "../base/brand.ts";
import { share } from "../base/hash.ts";
import type { Entry, Header, Segment } from "../journal/event.ts";
import { merged } from "../journal/merge.ts";
import { apply, foldSegments, initial } from "./fold.ts";
import type { RunState } from "./state.ts";

const CALM = { policies: ["continue"] as const, flaky: true };

const standing = (state: RunState) =>
  state.tasks.map(({ task: { id }, settled, output }) => [id, settled, output]);
const ledger = (state: RunState) => [state.usage, state.tasks.map(({ calls, usage }) => [calls, usage])];

/** As if every task had been done by a leg of its own choosing: each writer keeps its own order, and numbers its own entries. */
function dealt(segment: Segment, luck: number, legs: number): Segment[] {
  const piles = new Map<string, Entry[]>();
  for (const entry of segment.entries) {
    const leg = "task" in entry ? `leg${Math.floor(share(luck, entry.task) * legs)}` : "owner";
    const pile = piles.get(leg) ?? [];
    pile.push({ ...entry, seq: pile.length });
    piles.set(leg, pile);
  }
  return [...piles].map(([writer, entries]) => ({ header: { ...segment.header, writer }, entries }));
}

/** Any interleaving that keeps each writer's order. */
function interleaved(segments: readonly Segment[], luck: number): [Header, Entry][] {
  const queues = segments.map(({ header, entries }) => ({ header, left: [...entries] }));
  const order: [Header, Entry][] = [];
  for (let turn = 0; ; turn += 1) {
    const open = queues.filter(({ left }) => left.length > 0);
    const queue = open[Math.floor(share(luck, turn) * open.length)];
    const entry = queue?.left.shift();
    if (queue === undefined || entry === undefined) return order;
    order.push([queue.header, entry]);
  }
}

function foldOrder(plan: Case["plan"], order: readonly (readonly [Header, Entry])[]): RunState {
  const state = initial(plan, PLAN_DIGEST);
  for (const [header, entry] of order) apply(state, header, entry);
  return state;
}

test(
  "any interleaving of segments folds to the same state",
  () => {
    fc.assert(
      fc.property(
        randomCase({ ...CALM, any: true, handlers: true, timeouts: true }),
        fc.nat(),
        ({ plan, world }, luck) => {
          const { segments } = simulate(plan, world);
          const legs = segments.flatMap((segment) => dealt(segment, luck, 3));
          const one = foldOrder(plan, interleaved(legs, luck));
          const two = foldOrder(plan, interleaved([...legs].reverse(), luck + 1));
          expect(standing(one)).toEqual(standing(two));
          expect(standing(one)).toEqual(standing(foldSegments(plan, PLAN_DIGEST, segments)));
          expect(ledger(one)).toEqual(ledger(two));
        },
      ),
      { numRuns: CASES },
    );
  },
  PATIENCE,
);

test(
  "random partial re-runs over random splits fold to the state of one uninterrupted run",
  () => {
    fc.assert(
      fc.property(
        randomCase(CALM),
        fc.array(fc.nat(40), { maxLength: 3 }),
        fc.nat(),
        ({ plan, world }, cuts, luck) => {
          const whole = simulate(plan, world);
          let segments: readonly Segment[] = [];
          let open: readonly TaskId[] = [];
          for (const cut of cuts) {
            const part = simulate(plan, world, { before: segments, rerun: open, dieAfter: cut + 2 });
            segments = part.segments;
            // A re-run may also take up what had ended well; it is then bought again, and must change nothing.
            const again = plan.tasks.filter(({ id }) => share(luck, id, cut) < 0.2).map(({ id }) => id);
            open = [...new Set([...openTasks(part.state), ...again])];
          }
          const last = simulate(plan, world, { before: segments, rerun: open });
          expect(standing(last.state)).toEqual(standing(whole.state));
          const split = last.segments.flatMap((segment) => dealt(segment, luck, 3));
          const anyhow = foldOrder(plan, interleaved(split, luck));
          expect(standing(anyhow)).toEqual(standing(whole.state));
          expect(ledger(anyhow)).toEqual(ledger(last.state));
        },
      ),
      { numRuns: CASES },
    );
  },
  PATIENCE,
);

test("copies of a segment are prefixes of each other and the longest wins, in any order", () => {
  fc.assert(
    fc.property(randomCase(CALM), fc.nat(30), ({ plan, world }, cut) => {
      const { segments } = simulate(plan, world);
      const [whole] = segments;
      if (whole === undefined) return;
      const copy = { ...whole, entries: whole.entries.slice(0, cut) };
      expect(merged([copy, whole, copy])).toEqual({ ok: true, value: [whole] });
      expect(merged([whole, copy])).toEqual({ ok: true, value: [whole] });
    }),
    { numRuns: 50 },
  );
});

test("two writers that claim one segment, and segments of two runs, are refused", () => {
  const { segments } = simulate(planOf([task("a")]), { act: () => ({ after: 1 }), answer: () => "yes" });
  const [first] = segments;
  if (first === undefined) throw new Error("no segment");
  const forged = { ...first, entries: first.entries.map((entry) => ({ ...entry, at: entry.at })).reverse() };
  expect(merged([first, forged])).toEqual({ ok: false, error: "two writers claim the segment 1/main" });
  const other = { ...first, header: { ...first.header, run: "x" as Header["run"], writer: "y" } };
  expect(merged([first, other])).toEqual({ ok: false, error: "segments of two runs: run and x" });
});

test("a repeated task with the same result leaves its dependants alone; with another result they run again", () => {
  const chain = planOf([task("a"), task("b", { needs: ["a"] }), task("c", { needs: ["b"] })]);
  const answer = () => "yes" as const;
  const first = simulate(chain, { act: () => ({ after: 1 }), answer });
  const again = [chain.tasks[0]?.id ?? ("a" as TaskId)];
  const same = simulate(
    chain,
    { act: () => ({ after: 1 }), answer },
    { before: first.segments, rerun: again },
  );
  expect(same.starts).toEqual(["3 a#1"]);
  const act = (id: TaskId) => (id === "a" ? { after: 1, gives: "changed" } : { after: 1 });
  const changed = simulate(chain, { act, answer }, { before: first.segments, rerun: again });
  // b runs again because what it read has changed; it gives the same as before, so c does not.
  expect(changed.starts).toEqual(["3 a#1", "4 b#1"]);
});

test("under a changed plan, results are taken over where the fingerprint fits, whatever their place in the file", () => {
  const before = planOf([task("a"), task("b", { needs: ["a"] }), task("c", { needs: ["b"] })]);
  const after = planOf([
    task("new"),
    task("c", { needs: ["b"], definition: "c2" }),
    task("b", { needs: ["a"] }),
    task("a"),
  ]);
  const world = { act: () => ({ after: 1 }), answer: () => "yes" as const };
  const first = simulate(before, world);
  const second = simulate(after, world, { before: first.segments, planDigest: digest("22".repeat(32)) });
  expect(second.starts).toEqual(["3 new#1", "3 c#1"]);
  const reused = second.segments
    .at(-1)
    ?.entries.flatMap((entry) => (entry.type === "task.reused" ? [entry.task] : []));
  expect(reused).toEqual(["a", "b"]);
  expect(second.state.tasks.every(({ settled }) => settled === "success")).toBe(true);
});

test("a writer that fell silent loses its open attempts; its own later word wins unless a higher epoch has begun", () => {
  const one = planOf([task("a"), task("b", { needs: ["a"] })]);
  const header: Header = {
    version: 1,
    run: "run" as Header["run"],
    plan: PLAN_DIGEST,
    epoch: 1,
    writer: "leg",
  };
  const owner: Header = { ...header, writer: "owner" };
  const a = one.tasks[0]?.id ?? ("a" as TaskId);
  const at = 1 as Entry["at"];
  const started: Entry = { seq: 0, at, type: "task.started", task: a, n: 1, fingerprint: digest("f") };
  const done: Entry = { seq: 1, at, type: "task.succeeded", task: a, n: 1, output: digest("o"), saw: [] };
  const lost: Entry = { seq: 0, at, type: "writer.lost", writer: "1/leg" };
  const state = initial(one, PLAN_DIGEST);
  apply(state, header, started);
  apply(state, owner, lost);
  expect([state.tasks[0]?.settled, state.tasks[0]?.failure?.kind, state.running]).toEqual([
    "failure",
    "lost",
    0,
  ]);
  apply(state, header, done);
  expect([state.tasks[0]?.settled, state.tasks[0]?.output]).toEqual(["success", "o"]);
  apply(state, { ...header, epoch: 2 }, { ...started, seq: 0 });
  apply(state, header, done);
  expect([state.tasks[0]?.settled, state.tasks[0]?.phase]).toEqual([null, "open"]);
});
