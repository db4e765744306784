import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { millis } from "../base/brand.ts";
import { share } from "../base/hash.ts";
import { plan, RETRY, task, type TaskWords } from "../../../test/rig/plans.ts";
import { LEVELS } from "../run/answer-check.ts";
import { randomCase } from "../../../test/rig/random-plans.ts";
import {
  APPROVING_LEVELS,
  compiledLegs,
  isShort,
  MAX_COMPILED_TASKS,
  MAX_LEG_MINUTES,
  type CompiledLeg,
} from "./placement-compiled.ts";
import {
  billedMinutes,
  fused,
  JOB_START_MS,
  makespan,
  SHARING_MAY_ADD_MS,
  SHORT_MS,
} from "./placement-legs.ts";
import {
  ASSUMED_AGENT_MS,
  ASSUMED_COMMAND_MS,
  ASSUMED_COUNT,
  originOf,
  unitTime,
} from "./placement-times.ts";
import { unitsOf } from "./placement-units.ts";
import { placements, type Placed } from "./placement.ts";
import { MAX_LEGS, MAX_WAVES } from "./waves.ts";
import type { Plan, Question, Task, Work } from "./plan.ts";

const command: Work = { type: "command", run: ["true"] };
const ASKING: Question = { prompt: "ok?", fields: [], approvers: [], onTimeout: "reject", escalateTo: [] };
const asking: Work = { type: "approval", ...ASKING };
const short: TaskWords = { work: command, timeout: millis(20_000) };

const legs = (tasks: readonly Task[], settings: Partial<Plan["settings"]> = {}, more: Partial<Plan> = {}) =>
  compiledLegs({ ...plan(tasks, settings), ...more });
const shape = (all: readonly CompiledLeg[]): readonly string[] =>
  all.map(({ id, tasks, needs }) => `${id}: ${tasks.map((one) => one.id).join(" ")} <- ${needs.join(" ")}`);

describe("units", () => {
  test("hold a group with all its steps, in an order in which each follows its needs", () => {
    const units = unitsOf(
      plan([
        task("after", { needs: ["inner"] }),
        task("group", { work: { type: "parallel", steps: [task("inner").id], waitFor: "all" } }),
        task("inner", { parent: ["group", "all"], needs: ["first"] }),
        task("first"),
      ]),
    );
    expect(units.map(({ tasks, needs }) => [tasks.map(({ id }) => id).join(" "), needs])).toEqual([
      ["first", []],
      ["group inner", [0]],
      ["after", [1]],
    ]);
  });

  test("join what waits for each other's steps", () => {
    const group = (id: string, step: string): Task =>
      task(id, { work: { type: "parallel", steps: [task(step).id], waitFor: "all" } });
    const units = unitsOf(
      plan([
        group("a", "a1"),
        task("a1", { parent: ["a", "all"] }),
        task("between", { needs: ["a1"] }),
        task("a2", { parent: ["a", "all"], needs: ["between"] }),
        task("end", { needs: ["a"] }),
      ]),
    );
    expect(units.map(({ tasks }) => tasks.map(({ id }) => id).join(" "))).toEqual(["a a1 between a2", "end"]);
  });

  test("put what runs before everything first, and leave out what runs at the end", () => {
    const units = unitsOf(
      plan([
        task("b"),
        task("c", { needs: ["b"] }),
        task("hello", { role: "on_start" }),
        task("bye", { role: "finally" }),
      ]),
    );
    expect(units.map(({ tasks, needs }) => [tasks[0]?.id, needs])).toEqual([
      ["hello", []],
      ["b", [0]],
      ["c", [1]],
    ]);
  });
});

describe("legs", () => {
  test("fuse a chain, and keep what runs side by side apart", () => {
    const all = [
      task("a"),
      task("b", { needs: ["a"] }),
      task("c", { needs: ["b"] }),
      task("d", { needs: ["b"] }),
      task("e", { needs: ["c", "d"] }),
    ];
    expect(shape(legs(all))).toEqual(["a: a b <- ", "c: c <- a", "d: d <- a", "e: e <- c d"]);
  });

  test("put short neighbours on one machine, but never two agents of which nobody knows how long they take", () => {
    const all = (words: TaskWords): readonly Task[] => [
      task("a"),
      task("b", { ...words, needs: ["a"] }),
      task("c", { ...words, needs: ["a"] }),
      task("d", { needs: ["b", "c"] }),
    ];
    expect(shape(legs(all(short)))).toEqual(["a: a <- ", "b: b c <- a", "d: d <- b"]);
    expect(shape(legs(all({})))).toEqual(["a: a <- ", "b: b <- a", "c: c <- a", "d: d <- b c"]);
  });

  test("leave a gate and everything with other secrets alone", () => {
    const all = [
      task("look"),
      task("agree", { needs: ["look"], work: asking }),
      task("build", { needs: ["agree"] }),
      task("deploy", { needs: ["build"], env: { TOKEN: "${secrets.DEPLOY}" } }),
      task("tell", { needs: ["deploy"], env: { T: "${secrets.DEPLOY}" } }),
    ];
    const secrets = [{ name: "DEPLOY", env: "DEPLOY" }];
    expect(shape(legs(all, {}, { secrets }))).toEqual([
      "look: look <- ",
      "agree: agree <- look",
      "build: build <- agree",
      "deploy: deploy tell <- build",
    ]);
  });

  test("name gates by what an environment can ask", () => {
    const field = { name: "v", type: "string", required: true, description: "" } as const;
    const gates = [
      ASKING,
      { ...ASKING, fields: [field] },
      { ...ASKING, onTimeout: "approve" } as const,
      { ...ASKING, approvers: ["ada", "Maintain"] },
      { ...ASKING, approvers: ["ada", "@write"] },
    ].map((work) => legs([task("g", { work: { type: "approval", ...work } })])[0]?.gate);
    expect(gates.map((gate) => [gate?.environment, gate?.pause])).toEqual([
      [true, null],
      [true, 'it asks for "v"'],
      [false, "silence means yes"],
      [true, null],
      [true, "it asks ada, @write in person"],
    ]);
  });

  test("are called so that they can be jobs, files and artifacts, and never like another writer", () => {
    const names = ["plan", "Finish", "advance-1", "_", "A_b", "a-B", "answer-x", "x".repeat(64)];
    const ids = legs(names.map((name) => task(name))).map(({ id }) => id);
    expect(ids).toEqual([
      "task-plan",
      "task-finish",
      "task-advance-1",
      "task",
      "a-b",
      "a-b-2",
      "task-answer-x",
      "x".repeat(56),
    ]);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]{0,62}$/);
  });

  test("wait for each other where a pool has no place for both", () => {
    const all = ["a", "b", "c"].map((id) => task(id, { pool: "p" }));
    expect(shape(legs(all, { pools: { p: 1 } }))).toEqual(["a: a <- ", "b: b <- a", "c: c <- b"]);
    expect(shape(legs(all, { pools: { p: 2 } }))).toEqual(["a: a <- ", "b: b <- ", "c: c <- a"]);
    expect(legs(all, { pools: { p: 1 } })[1]?.orderedAfter).toEqual(["a"]);
  });

  test("may take as long as their tasks with every retry, within what a machine lasts", () => {
    const minutes = (words: TaskWords, settings: Partial<Plan["settings"]> = {}): number | undefined =>
      legs([task("a", { work: command, ...words })], settings)[0]?.timeoutMinutes;
    expect(minutes({ timeout: millis(600_000) })).toBe(20);
    expect(
      minutes({ timeout: millis(600_000), retry: { ...RETRY, maxAttempts: 2, maxDelay: millis(60_000) } }),
    ).toBe(31);
    expect(minutes({})).toBe(MAX_LEG_MINUTES);
    expect(minutes({}, { timeout: millis(3_600_000) })).toBe(70);
  });
});

const randomPlan = randomCase({ handlers: true, any: true, timeouts: true }).map(({ plan: made, luck }) => ({
  plan: made,
  recorded: new Map(made.tasks.map(({ id }) => [id, Math.floor(share(luck, id, "long") * 200_000)])),
}));

const before = (all: readonly CompiledLeg[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id, needs } of all)
    found.set(id, new Set(needs.flatMap((need) => [need, ...(found.get(need) ?? [])])));
  return found;
};

describe("whatever the plan", () => {
  test("sharing makes the whole longer by no more than the bound, and never dearer", () => {
    fc.assert(
      fc.property(randomPlan, ({ plan: made, recorded }) => {
        const weighed = unitsOf(made).map((unit) => {
          const ms = unitTime(unit, recorded, made.settings.maxParallel);
          return { unit, ms, kind: "", short: ms <= SHORT_MS };
        });
        const alone = weighed.map(({ unit, ms }) => ({ needs: unit.needs, ms }));
        const shared = fused(weighed);
        expect(makespan(shared)).toBeLessThanOrEqual(makespan(alone) + SHARING_MAY_ADD_MS);
        const paid = (all: readonly Readonly<{ ms: number }>[]): number =>
          all.reduce((sum, { ms }) => sum + billedMinutes(JOB_START_MS + ms), 0);
        expect(paid(shared)).toBeLessThanOrEqual(paid(alone));
      }),
    );
  });

  test("each task is in one leg, and each leg waits for exactly what its tasks wait for", () => {
    fc.assert(
      fc.property(randomPlan, ({ plan: made }) => {
        const all = compiledLegs(made);
        const legOf = new Map(all.flatMap(({ id, tasks }) => tasks.map((one) => [one.id, id] as const)));
        const placed = made.tasks.filter(({ role }) => role === "task" || role === "on_start");
        expect(all.flatMap(({ tasks }) => tasks).length).toBe(placed.length);
        expect(new Set(legOf.keys())).toEqual(new Set(placed.map(({ id }) => id)));
        const early = placed.find(({ role }) => role === "on_start");
        const seen = new Set<string>();
        for (const { id, tasks, needs, orderedAfter } of all) {
          const wanted = new Set(tasks.flatMap((one) => one.needs).flatMap((need) => legOf.get(need) ?? []));
          wanted.delete(id);
          for (const need of needs) expect(seen.has(need)).toBe(true);
          const exact = new Set(needs.filter((need) => !orderedAfter.includes(need) || wanted.has(need)));
          const first = early === undefined ? undefined : legOf.get(early.id);
          if (wanted.size === 0 && first !== undefined && first !== id) wanted.add(first);
          expect(exact).toEqual(wanted);
          seen.add(id);
        }
      }),
    );
  });

  test("a pool is never asked for more places than it has", () => {
    fc.assert(
      fc.property(randomPlan, ({ plan: made }) => {
        const all = compiledLegs(made);
        const earlier = before(all);
        const users = all.filter(({ tasks }) => tasks.some(({ pool }) => pool === "p")).map(({ id }) => id);
        const free = (a: string, b: string): boolean =>
          earlier.get(a)?.has(b) !== true && earlier.get(b)?.has(a) !== true;
        const size = made.settings.pools["p"] ?? 1;
        for (const [i, a] of users.entries())
          for (const [j, b] of users.slice(i + 1).entries()) {
            if (!free(a, b)) continue;
            expect(size).toBeGreaterThan(1);
            const third = users.slice(i + j + 2).find((c) => free(a, c) && free(b, c));
            expect(third).toBeUndefined();
          }
      }),
    );
  });
});

const costOf = (row: Placed | undefined): object | string | undefined =>
  row === undefined ? undefined : "why" in row ? row.why : row.cost;

describe("placements", () => {
  const diamond = [
    task("a", { work: command }),
    task("b", { needs: ["a"] }),
    task("c", { needs: ["a"] }),
    task("d", { needs: ["b", "c"], work: command }),
  ];

  test("cost what their jobs cost, a start each, by the minute", () => {
    const { rows, origins } = placements(plan(diamond), ["in-process", "matrix", "compiled"]);
    expect(rows.map(({ placement }) => placement)).toEqual(["in-process", "matrix", "compiled"]);
    expect(rows.map(costOf)).toEqual([
      { jobs: 1, waves: 1, makespanMs: 320_000, billedMinutes: 6 },
      { jobs: 9, waves: 3, makespanMs: 3 * JOB_START_MS + 300_000 + 5 * 30_000, billedMinutes: 17 },
      { jobs: 6, waves: 3, makespanMs: 3 * JOB_START_MS + 300_000 + 2 * 30_000, billedMinutes: 14 },
    ]);
    expect(origins).toEqual({ recorded: 0, declared: 0, assumed: 4 });
  });

  test("hold no machine for people where the run pauses for them", () => {
    const asked = [task("a"), task("g", { work: asking, needs: ["a"] }), task("b", { needs: ["g"] })];
    const { rows } = placements(plan(asked), ["matrix", "compiled"]);
    expect(rows.map(costOf)).toMatchObject([
      { jobs: 6, waves: 2 },
      { jobs: 5, waves: 3 },
    ]);
  });

  test("go by what was recorded rather than by what is assumed", () => {
    const recorded = new Map([["b", 600_000]]);
    const { rows, origins } = placements(plan(diamond), ["in-process"], recorded);
    expect(costOf(rows[0])).toMatchObject({ makespanMs: JOB_START_MS + 2 * ASSUMED_COMMAND_MS + 600_000 });
    expect(origins).toEqual({ recorded: 1, declared: 0, assumed: 3 });
  });

  test("say why a plan fits into none of them", () => {
    // Nothing can be fused: each end has two others to wait for.
    const deep = Array.from({ length: MAX_WAVES + 1 }, (_, at) =>
      ["a", "b"].map((side) => task(`${side}${at}`, { needs: at === 0 ? [] : [`a${at - 1}`, `b${at - 1}`] })),
    ).flat();
    expect(costOf(placements(plan(deep), ["matrix"]).rows[0])).toBe("it may take 9 waves, and there are 8");
    const wide = Array.from({ length: MAX_LEGS + 1 }, (_, at) => task(`t${at}`));
    expect(costOf(placements(plan(wide), ["matrix"]).rows[0])).toMatchObject({
      jobs: MAX_LEGS + 3,
      waves: 1,
    });
    const many = Array.from({ length: MAX_COMPILED_TASKS + 1 }, (_, at) => task(`t${at}`));
    expect(costOf(placements(plan(many), ["compiled"]).rows[0])).toBe(
      "it has 201 tasks, and at most 200 are compiled",
    );
  });

  test("are worked out in a moment for ten thousand tasks", () => {
    const chain = Array.from({ length: 10_000 }, (_, at) =>
      task(`t${at}`, { needs: at < 2 ? [] : [`t${at - 2}`] }),
    );
    const started = performance.now();
    expect(placements(plan(chain), ["in-process", "matrix", "compiled"]).rows).toHaveLength(3);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("the time of a task", () => {
  const unit = (tasks: readonly Task[]) => unitsOf(plan(tasks))[0] ?? { roots: [], tasks: [], needs: [] };
  const time = (tasks: readonly Task[], places = 3): number => unitTime(unit(tasks), new Map(), places);

  test("is bounded by its timeout, and says where it comes from", () => {
    expect(time([task("a", { timeout: millis(5000) })])).toBe(5000);
    expect(originOf(task("a", { timeout: millis(5000) }), new Map())).toBe("declared");
    expect(originOf(task("a", { timeout: millis(500_000) }), new Map())).toBe("assumed");
    expect(originOf(task("a"), new Map([["a", 1]]))).toBe("recorded");
    expect(time([task("a", { work: asking })])).toBe(0);
  });

  test("of a group is that of its steps, as far as they run side by side", () => {
    const steps = ["x", "y"].map((id) => task(id, { parent: ["g", "all"] }));
    const group = task("g", { work: { type: "parallel", steps: steps.map(({ id }) => id), waitFor: "all" } });
    expect(time([group, ...steps])).toBe(ASSUMED_AGENT_MS);
    expect(time([group, ...steps], 1)).toBe(2 * ASSUMED_AGENT_MS);
    const branches = [
      task("x", { parent: ["c", "then"] }),
      task("y", { parent: ["c", "else"], work: command }),
    ];
    const choice = task("c", {
      work: { type: "conditional", condition: "x", then: [task("x").id], else: [task("y").id] },
    });
    expect(time([choice, ...branches])).toBe(ASSUMED_AGENT_MS);
    const loop = task("g", { work: { type: "loop", steps: steps.map(({ id }) => id), maxIterations: 9 } });
    expect(time([loop, ...steps])).toBe(ASSUMED_COUNT * ASSUMED_AGENT_MS);
  });

  test("of a fan-out counts the elements that are known", () => {
    const each = { as: "item", maxItems: 9, onEmpty: "success", body: [task("f")] } as const;
    const fan = (items: string | readonly number[]): readonly Task[] => [
      task("f", { work: { type: "for_each", items, ...each } }),
    ];
    expect(time(fan([1, 2, 3, 4]))).toBe(2 * ASSUMED_AGENT_MS);
    expect(time(fan("${x.output}"))).toBe(ASSUMED_AGENT_MS);
    expect(isShort(unit(fan([1])))).toBe(false);
  });
});

test("the levels of approvers are those that answers are judged by", () => {
  expect(APPROVING_LEVELS).toEqual(LEVELS);
});
