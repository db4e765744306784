/** Cuts, later words and changes, over graphs that grow: whatever was committed stays, and exactly the rest runs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { GROWN_CASES, PATIENCE } from "../../../test/rig/cases.ts";
import type { Item, World } from "../../../test/rig/fate.ts";
import { ALL, CALM, grownCase, type GrownCase, type Season } from "../../../test/rig/grown-cases.ts";
import type { Wishes } from "../../../test/rig/grown-trees.ts";
import { journal, lived, type Life } from "../../../test/rig/lived.ts";
import { PLAN_DIGEST, plan as planOf, task } from "../../../test/rig/plans.ts";
import { openTasks } from "../../../test/rig/simulate.ts";
import { digest, taskId, type TaskId } from "../base/brand.ts";
import { share } from "../base/hash.ts";
import type { Entry, Segment } from "../journal/event.ts";
import type { Task } from "../plan/plan.ts";
import { apply, foldSegments, initial } from "./fold.ts";
import { isGroup, type RunState } from "./state.ts";
import { isUndone } from "./undo.ts";

const UNDOING: Wishes = { ...CALM, compensate: true };

const SEASON = { policies: ["continue"], quotas: true, circuits: true } as const;

const calm = (season: Season = SEASON): fc.Arbitrary<GrownCase> =>
  fc.oneof(grownCase(CALM, season), grownCase({ ...CALM, fallback: false }, season));

const standing = (state: RunState): unknown =>
  Object.fromEntries(
    state.tasks
      .filter(({ attached }) => attached)
      .map(({ task: { id }, settled, output }) => [id, [settled, output]]),
  );

const ledger = (state: RunState): unknown => [
  state.usage,
  Object.fromEntries(state.tasks.map(({ task: { id }, calls, usage }) => [id, [calls, usage]])),
];

const committed = (state: RunState): ReadonlySet<TaskId> =>
  new Set(
    state.tasks
      .filter(
        ({ settled, task: { role, work }, attached }) =>
          attached && settled === "success" && role === "task" && work.type !== "approval",
      )
      .map(({ task: { id } }) => id),
  );

const startedIn = (segments: readonly Segment[], after: number): readonly TaskId[] =>
  segments
    .slice(after)
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => (entry.type === "task.started" ? [entry.task] : []));

/** Cut after so many entries, whichever process writes them, and taken up as the command does it. */
function cutAt({ plan, world }: GrownCase, whole: Life, cut: number): void {
  const first = lived(plan, world, { cut });
  const kept = committed(first.state);
  const second = lived(plan, world, { before: first.segments, rerun: openTasks(first.state) });
  for (const id of startedIn(second.segments, first.segments.length))
    expect(kept.has(id), `${id} ran again after a cut at ${cut}`).toBe(false);
  expect(standing(second.state), `cut at ${cut}`).toEqual(standing(whole.state));
}

/**
 * So many records are written for one graph. Each cut runs it again, so cutting at each record costs the square of their
 * number. Nine graphs of ten have few enough; the largest seen had 850, which takes minutes on a busy machine, and again
 * for each graph that is tried in its place after a failure. Larger ones are cut at fewer of theirs, drawn by luck.
 */
const MOST_WORK = 20_000;
const LARGEST_WHOLE = Math.floor(Math.sqrt(MOST_WORK));

/** Each record but the last, or as many as there is time for: one out of every stretch of the journal. */
function cutsOf(records: number, luck: number): readonly number[] {
  const most = Math.min(records - 1, Math.floor(MOST_WORK / records));
  const stretch = Math.max(1, (records - 1) / most);
  const places = Array.from({ length: most }, (_, at) => at * stretch);
  return places.map((place, at) => 1 + Math.floor(place + stretch * share(luck, "cut", at)));
}

test("every record of a graph is cut at, and of a very large one as many as there is time for, each another", () => {
  expect(cutsOf(6, 1)).toEqual([1, 2, 3, 4, 5]);
  expect(cutsOf(1, 1)).toEqual([]);
  expect(cutsOf(LARGEST_WHOLE, 1)).toEqual(Array.from({ length: LARGEST_WHOLE - 1 }, (_, at) => at + 1));
  const many = cutsOf(850, 7);
  expect([many.length, new Set(many).size]).toEqual([23, 23]);
  expect(Math.min(...many)).toBeGreaterThan(0);
  expect(Math.max(...many)).toBeLessThan(850);
});

test(
  "a run cut at any record resumes to the same result as the uninterrupted run, repeating no committed task",
  () => {
    fc.assert(
      fc.property(calm(), (given) => {
        const whole = lived(given.plan, given.world);
        if (whole.parked !== null) return;
        for (const cut of cutsOf(journal(whole).length, given.luck)) cutAt(given, whole, cut);
      }),
      { numRuns: Math.ceil(GROWN_CASES / 10) },
    );
  },
  PATIENCE,
);

/** As if every task had been done by a leg of its own choosing: each writer keeps its own order, and numbers its own entries. */
function dealt(segment: Segment, luck: number, legs: number): Segment[] {
  const piles = new Map<string, Entry[]>();
  const isMain = segment.header.writer === "main";
  for (const entry of segment.entries) {
    const ofOwner = !("task" in entry) || entry.type.startsWith("gate.");
    const leg =
      isMain && !ofOwner ? `leg${Math.floor(share(luck, entry.task) * legs)}` : segment.header.writer;
    const pile = piles.get(leg) ?? [];
    pile.push({ ...entry, seq: pile.length });
    piles.set(leg, pile);
  }
  return [...piles].map(([writer, entries]) => ({ header: { ...segment.header, writer }, entries }));
}

/** Any interleaving that keeps each writer's order; a child may be heard of before the fact that makes it. */
function foldAnyhow(plan: GrownCase["plan"], segments: readonly Segment[], luck: number): RunState {
  const queues = segments.map(({ header, entries }) => ({ header, left: [...entries] }));
  const state = initial(plan, PLAN_DIGEST);
  for (let turn = 0; ; turn += 1) {
    const open = queues.filter(({ left }) => left.length > 0);
    const queue = open[Math.floor(share(luck, turn) * open.length)];
    const entry = queue?.left.shift();
    if (queue === undefined || entry === undefined) return state;
    apply(state, queue.header, entry);
  }
}

test(
  "any interleaving of segments folds to the same state, also if children are heard of before the fact that makes them",
  () => {
    fc.assert(
      fc.property(
        grownCase({ ...CALM, races: true }, { ...SEASON, silent: true }),
        fc.nat(),
        ({ plan, world }, luck) => {
          const { segments } = lived(plan, world);
          const inOrder = foldSegments(plan, PLAN_DIGEST, segments);
          const legs = segments.flatMap((segment) => dealt(segment, luck, 3));
          const one = foldAnyhow(plan, legs, luck);
          const two = foldAnyhow(plan, [...legs].reverse(), luck + 1);
          expect(standing(one)).toEqual(standing(inOrder));
          expect(standing(two)).toEqual(standing(inOrder));
          expect(ledger(one)).toEqual(ledger(inOrder));
          expect(ledger(two)).toEqual(ledger(inOrder));
        },
      ),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

test(
  "random partial re-runs over random splits fold to the state of one uninterrupted run",
  () => {
    fc.assert(
      fc.property(calm(), fc.array(fc.nat(60), { maxLength: 3 }), fc.nat(), ({ plan, world }, cuts, luck) => {
        const whole = lived(plan, world);
        if (whole.parked !== null) return;
        let segments: readonly Segment[] = [];
        let open: readonly TaskId[] = [];
        for (const cut of cuts) {
          const part = lived(plan, world, { before: segments, rerun: open, cut: cut + 2 });
          segments = part.segments;
          open = openTasks(part.state);
        }
        const last = lived(plan, world, { before: segments, rerun: open });
        expect(standing(last.state)).toEqual(standing(whole.state));
        const anyhow = foldAnyhow(
          plan,
          last.segments.flatMap((segment) => dealt(segment, luck, 3)),
          luck,
        );
        expect(standing(anyhow)).toEqual(standing(last.state));
        expect(ledger(anyhow)).toEqual(ledger(last.state));
      }),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

test(
  "a run that was left and is taken up with everything that failed comes to the same result",
  () => {
    fc.assert(
      fc.property(calm({ policies: ["continue"], circuits: true }), ({ plan, world }) => {
        const whole = lived(plan, world);
        const again = lived(plan, world, { reopens: true });
        if (whole.parked === null && again.parked === null)
          expect(standing(again.state)).toEqual(standing(whole.state));
      }),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

const OTHER_PLAN = digest("22".repeat(32));

/** What does its own work: groups are opened again, and people asked. */
const isWork = (state: RunState, id: TaskId): boolean => {
  const found = state.tasks[state.byId.get(id) ?? -1];
  return found !== undefined && !isGroup(found.task) && found.task.work.type !== "approval";
};

test(
  "a run that is taken up under another file takes over whatever that says in the same way",
  () => {
    fc.assert(
      fc.property(calm({ policies: ["continue"] }), fc.nat(200), ({ plan, world }, cut) => {
        const whole = lived(plan, world);
        const first = lived(plan, world, { cut: cut + 1 });
        const kept = committed(first.state);
        const second = lived(plan, world, { before: first.segments, planDigest: OTHER_PLAN });
        for (const id of startedIn(second.segments, first.segments.length))
          if (isWork(second.state, id)) expect(kept.has(id), `${id} ran again`).toBe(false);
        if (whole.parked === null && second.parked === null)
          expect(standing(second.state)).toEqual(standing(whole.state));
      }),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

test(
  "limits hold also after a resume, and a resumed run always ends, whatever it was cut in",
  () => {
    const season = { quotas: true, circuits: true, cancel: true, silent: true } as const;
    fc.assert(
      fc.property(grownCase(ALL, season), fc.nat(80), fc.boolean(), ({ plan, world }, cut, batch) => {
        const { cancelAt: _, ...later } = world;
        const first = lived(plan, world, { cut: cut + 1, batch });
        const { maxParallel, budget } = plan.settings;
        const second = lived(plan, later, {
          before: first.segments,
          rerun: openTasks(first.state),
          batch,
          observe: (state, event) => {
            if (event.type !== "task.started") return;
            expect(state.running).toBeLessThanOrEqual(maxParallel);
            const own = state.tasks[state.byId.get(event.task) ?? -1];
            const counts = own?.task.work.type === "agent" && own.task.role === "task";
            if (counts)
              expect(state.agentsStarted).toBeLessThan(budget.maxAgents ?? Number.POSITIVE_INFINITY);
          },
        });
        if (second.parked !== null) return;
        expect(second.state.phase).toBe("done");
        for (const { task: one, settled, attached } of second.state.tasks)
          if (attached) expect(settled, one.id).not.toBeNull();
        expect(second.state.running).toBe(0);
        expect(standing(foldSegments(plan, PLAN_DIGEST, second.segments))).toEqual(standing(second.state));
      }),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

/** As the command takes up a run: what failed, and what was undone. */
const openAgain = (state: RunState): readonly TaskId[] => [
  ...openTasks(state),
  ...state.tasks.filter((own) => own.settled === "success" && isUndone(state, own)).map((own) => own.task.id),
];

test(
  "a run that is cut while it is undone undoes no commit twice",
  () => {
    fc.assert(
      fc.property(grownCase(UNDOING, { policies: ["rollback"] }), fc.nat(80), ({ plan, world }, cut) => {
        const first = lived(plan, world, { cut: cut + 1 });
        const second = lived(plan, world, { before: first.segments, rerun: openAgain(first.state) });
        const counts = new Map<string, number>();
        for (const entry of journal(second)) {
          if (entry.type !== "task.succeeded") continue;
          const [undone, one] = entry.task.startsWith("undo:") ? [-1, entry.task.slice(5)] : [1, entry.task];
          counts.set(one, (counts.get(one) ?? 0) + undone);
          expect(counts.get(one), `${entry.task} at ${entry.at}`).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

/** The same file but for one task that does its own work, and was done. */
function withChanged(
  plan: GrownCase["plan"],
  done: RunState,
  drawn: number,
): Readonly<{ plan: GrownCase["plan"]; changed: TaskId }> | null {
  const kept = committed(done);
  const could = plan.tasks.filter(({ id, cache }) => kept.has(id) && isWork(done, id) && cache === undefined);
  const one = could[drawn % Math.max(1, could.length)];
  if (one === undefined) return null;
  const tasks = plan.tasks.map((each) =>
    each === one ? { ...each, definition: `${each.definition}, otherwise` } : each,
  );
  return { plan: { ...plan, tasks }, changed: one.id };
}

const withoutRounds = (id: TaskId): string => id.replaceAll(/#\d+/g, "");

test(
  "what a changed file says in another way is done again, wherever it stands, and what does not read it is not",
  () => {
    fc.assert(
      fc.property(calm({ policies: ["continue"] }), fc.nat(), ({ plan, world }, drawn) => {
        const whole = lived(plan, world);
        const given = withChanged(plan, whole.state, drawn);
        if (whole.parked !== null || given === null) return;
        const second = lived(given.plan, world, { before: whole.segments, planDigest: OTHER_PLAN });
        const ran = startedIn(second.segments, whole.segments.length);
        expect(ran).toContain(given.changed);
        const again = ran.filter((id) => isWork(second.state, id) && committed(whole.state).has(id));
        // Its result is the same, so nobody who reads it is touched; other rounds of it are made from it.
        const pattern = withoutRounds(given.changed);
        for (const id of again) expect(withoutRounds(id), id).toBe(pattern);
        expect(standing(second.state)).toEqual(standing(whole.state));
      }),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

const BODY: readonly Task[] = [
  task("each", {
    parent: ["each", "all"],
    work: { type: "parallel", steps: [taskId("make"), taskId("check")], waitFor: "all" },
  }),
  task("make", { parent: ["each", "all"] }),
  task("check", { parent: ["each", "all"], needs: ["make"] }),
];

const fanOut = (body = BODY): GrownCase["plan"] =>
  planOf(
    [
      task("list"),
      task("each", {
        needs: ["list"],
        work: { type: "for_each", items: [], as: "item", maxItems: 9999, onEmpty: "success", body },
      }),
      task("join", { needs: ["each"], rule: "all_done" }),
    ],
    { onFailure: "continue", maxParallel: 8 },
  );

const listed = (items: readonly Item[], fails: (id: TaskId) => boolean = () => false): World => ({
  act: (id) => ({
    after: 1,
    gives: id === "list" ? JSON.stringify(items) : `out ${id}`,
    ...(fails(id) ? { fail: "agent-error" as const } : {}),
  }),
  answer: () => "yes",
  items: () => items,
});

const item = (key: string, mark = key): Item => ({ key, mark });

const ITEMS = fc.uniqueArray(
  fc.record({ key: fc.constantFrom("a", "b", "c", "d", "e", "f g"), mark: fc.constantFrom("1", "2") }),
  { minLength: 1, selector: ({ key }) => key },
);

test(
  "inserting, deleting, reordering and changing items runs exactly what is new or changed",
  () => {
    fc.assert(
      fc.property(ITEMS, ITEMS, fc.nat(40), (before, after, cut) => {
        const plan = fanOut();
        const first = lived(plan, listed(before), { cut: cut + 5 });
        const kept = new Map(before.map(({ key, mark }) => [key, mark]));
        const done = committed(first.state);
        const second = lived(plan, listed(after), {
          before: first.segments,
          rerun: [...new Set([...openTasks(first.state), taskId("list")])],
        });
        const wanted = after.flatMap(({ key, mark }) => {
          const name =
            key === "f g"
              ? [...second.state.byId.keys()].find((id) => id.startsWith("make[f-g"))?.slice(5, -1)
              : key;
          const same = kept.get(key) === mark;
          return [`make[${name ?? ""}]`, `check[${name ?? ""}]`].filter(
            (id) => !same || !done.has(taskId(id)),
          );
        });
        const ran = startedIn(second.segments, first.segments.length).filter((id) =>
          /^(make|check)/.test(id),
        );
        expect([...ran].sort()).toEqual(wanted.sort());
        expect(standing(second.state)).toEqual(standing(lived(plan, listed(after)).state));
      }),
      { numRuns: GROWN_CASES },
    );
  },
  PATIENCE,
);

test("a changed file runs exactly the changed tasks of every item again, and what reads them", () => {
  const items = [item("a"), item("b"), item("c")];
  const first = lived(fanOut(), listed(items));
  const changed = BODY.map((one) =>
    one.id === "check" ? { ...one, definition: "check in another way" } : one,
  );
  const second = lived(fanOut(changed), listed(items), {
    before: first.segments,
    planDigest: digest("22".repeat(32)),
  });
  const ran = startedIn(second.segments, first.segments.length).filter(
    (id) => !["each", "each[a]", "each[b]", "each[c]"].includes(id),
  );
  expect(ran).toEqual(["check[a]", "check[b]", "check[c]"]);
  expect(second.state.epochs.get(2)?.finished).toBe("success");
});

test(
  "a 1,000-item fan-out with 3 failures resumes by running exactly 3",
  () => {
    const items = Array.from({ length: 1000 }, (_, at) => item(`item-${at}`));
    const plain: readonly Task[] = [task("each", { parent: ["each", "all"] })];
    const broken = new Set<string>(["each[item-3]", "each[item-500]", "each[item-999]"]);
    const first = lived(
      fanOut(plain),
      listed(items, (id) => broken.has(id)),
    );
    expect(first.state.epochs.get(1)?.finished).toBe("failure");
    const second = lived(fanOut(plain), listed(items), {
      before: first.segments,
      rerun: openTasks(first.state),
    });
    const ran = second.starts.map((start) => start.split(" ")[1]?.replace(/#1$/, ""));
    expect(ran).toEqual([...broken, "join"]);
    expect(second.state.epochs.get(2)?.finished).toBe("success");
  },
  PATIENCE,
);

test("one fan-out with an item that is gone counts it for nothing but the ledger", () => {
  const first = lived(
    fanOut(),
    listed([item("a"), item("b")], (id) => id === "make[b]"),
  );
  const second = lived(fanOut(), listed([item("a")]), {
    before: first.segments,
    rerun: [...openTasks(first.state), taskId("list")],
  });
  const gone = second.state.tasks.find(({ task: { id } }) => id === "make[b]");
  expect([gone?.attached, gone?.calls]).toEqual([false, 1]);
  expect(second.state.epochs.get(2)?.finished).toBe("success");
});
