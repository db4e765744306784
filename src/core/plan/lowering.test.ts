import fc from "fast-check";
import { expect, test } from "vitest";
import { calledFile, compiledPlan } from "../../../test/rig/compiled.ts";
import { runs } from "../../../test/rig/properties.ts";
import type { Task } from "./plan.ts";

type Drawn = Readonly<{
  each: boolean;
  rescued: boolean;
  loops: boolean;
  samples: number;
  delegates: boolean;
  kind: "agent" | "parallel" | "conditional" | "loop" | "workflow";
  steps: readonly Drawn[];
}>;

const drawn: fc.Memo<Drawn> = fc.memo((depth) =>
  fc.record({
    each: fc.boolean(),
    rescued: fc.boolean(),
    loops: fc.boolean(),
    samples: fc.integer({ min: 1, max: 3 }),
    delegates: fc.boolean(),
    kind:
      depth <= 1
        ? fc.constantFrom("agent" as const, "workflow" as const)
        : fc.constantFrom("agent", "parallel", "conditional", "loop", "workflow"),
    steps: depth <= 1 ? fc.constant([]) : fc.array(drawn(), { minLength: 1, maxLength: 3 }),
  }),
);

/** JSON is YAML: the tasks as an author could have written them, each but the first after the one before it. */
function written(tasks: readonly Drawn[], stem: string): readonly object[] {
  return tasks.flatMap((one, at) => {
    const id = `${stem}${at}`;
    const steps = written(one.steps, `${id}_`);
    const plain = one.kind === "agent";
    const task = {
      id,
      type: one.kind,
      ...(at === 0 ? {} : { dependencies: [`${stem}${at - 1}`] }),
      ...(one.each ? { for_each: [1, 2] } : {}),
      ...(one.loops || one.kind === "loop" ? { loop: { until: "ok" } } : {}),
      ...(plain && one.samples > 1 ? { samples: one.samples, select: "judge" } : {}),
      ...(plain && one.delegates ? { delegate: true } : {}),
      ...(one.rescued ? { fallback: { task: `${id}x` } } : {}),
      ...(plain ? { agent: "coder" } : {}),
      ...(one.kind === "workflow" ? { workflow: "sub" } : {}),
      ...(one.kind === "conditional" ? { condition: "go", then_steps: steps } : {}),
      ...(one.kind === "parallel" || one.kind === "loop" ? { steps } : {}),
    };
    return one.rescued ? [task, { id: `${id}x`, agent: "coder" }] : [task];
  });
}

const workflows = new Map([
  [
    "sub",
    calledFile(
      "sub",
      "name: s\ntasks: [{ id: a, agent: coder, for_each: [1] }, { id: b, agent: coder, dependencies: [a] }]",
    ),
  ],
]);

const patternsOf = ({ work }: Task): readonly (readonly Task[])[] => {
  switch (work.type) {
    case "for_each":
      return [work.body];
    case "delegate":
      return [[work.collect], work.team];
    case "autonomous":
      return [[work.ask], work.team];
    default:
      return [];
  }
};

const childrenOf = ({ work }: Task): readonly string[] => {
  switch (work.type) {
    case "conditional":
      return [...work.then, ...work.else];
    case "parallel":
    case "loop":
    case "samples":
    case "rescue":
    case "workflow":
      return work.steps;
    case "delegate":
    case "autonomous":
      return [work.lead];
    default:
      return [];
  }
};

/** What the kernel takes for granted of every list of tasks, and of every pattern in it. */
function sound(tasks: readonly Task[], around: Task | null): void {
  const ids = tasks.map((task): string => task.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const task of tasks) {
    for (const need of task.needs) expect(ids).toContain(need);
    for (const child of childrenOf(task)) {
      expect(ids).toContain(child);
      const same = tasks.find(({ id }) => id === child);
      expect(same?.parent?.id).toBe(task.id);
    }
    if (task.parent !== undefined && task.parent.id !== around?.id) expect(ids).toContain(task.parent.id);
    expect(task.definition).toMatch(/^[0-9a-f]{64}$/);
    for (const pattern of patternsOf(task)) sound(pattern, task);
  }
}

const MODES = ["dag", "sequential", "hierarchical", "autonomous"];
/** All modes together try what was asked for. */
const numRuns = Math.max(100, Math.ceil(runs(100) / MODES.length));

test.each(MODES)(
  "in mode %s whatever an author combines has one name each, and everything that it names is there",
  (mode) => {
    fc.assert(
      fc.property(fc.array(drawn(3), { minLength: 1, maxLength: 3 }), (tasks) => {
        const first = mode === "hierarchical" ? [{ id: "lead", agent: "orchestrator" }] : [];
        const text = JSON.stringify({
          name: "x",
          settings: { mode },
          tasks: [...first, ...written(tasks, "t")],
          finally: [{ id: "end", agent: "coder" }],
        });
        sound(compiledPlan(text, { workflows }).tasks, null);
      }),
      { numRuns },
    );
  },
);
