import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compiledPlan } from "../../../test/rig/compiled.ts";
import { digest, taskId } from "../base/brand.ts";
import { initial } from "./fold.ts";
import { isIsolated, leftBehind, sourcesOf } from "./isolation.ts";
import type { RunState } from "./state.ts";

const stateOf = (tasks: string, more = ""): RunState =>
  initial(compiledPlan(`name: it\n${more}tasks:\n${tasks}`), digest("11".repeat(32)));

const indented = (lines: readonly string[]): string => lines.map((line) => `  - ${line}\n`).join("");

const isolatedIn = (state: RunState): readonly string[] =>
  state.tasks.filter((task) => isIsolated(state, task)).map(({ task }) => task.id);

const isolated = (...tasks: readonly string[]): readonly string[] => isolatedIn(stateOf(indented(tasks)));

describe("who works in a tree of its own", () => {
  it("are agents that may edit files, and neither commands nor agents that cannot", () => {
    expect(
      isolated(
        "{ id: a, agent: coder }",
        "{ id: b, type: command, run: [make] }",
        "{ id: c, agent: reviewer, tools: [Read, Grep] }",
        "{ id: d, agent: coder, effect_class: none }",
        "{ id: e, agent: coder, effect_class: external }",
      ),
    ).toEqual(["a", "e"]);
  });

  it("is everybody who comes after such an agent, through questions, groups and the shared", () => {
    expect(
      isolated(
        "{ id: a, agent: coder }",
        "{ id: b, type: command, run: [make], dependencies: [a] }",
        "{ id: ask, type: approval, dependencies: [b] }",
        "{ id: s, type: command, run: [make], isolation: shared, dependencies: [ask] }",
        "{ id: c, agent: reviewer, tools: [Read], dependencies: [s] }",
        "{ id: d, type: command, run: [make] }",
        "{ id: g, type: parallel, dependencies: [c], steps: [{ id: in, type: command, run: [make] }] }",
      ),
    ).toEqual(["a", "b", "c", "in"]);
    expect(
      isolated(
        "{ id: g, type: parallel, steps: [{ id: in, agent: coder }] }",
        "{ id: b, type: command, run: [make], dependencies: [g] }",
      ),
    ).toEqual(["in", "b"]);
  });

  it("is whoever says so, and nobody who says not", () => {
    expect(
      isolated(
        "{ id: a, type: command, run: [make], isolation: worktree }",
        "{ id: b, agent: coder, isolation: shared }",
        "{ id: c, type: approval, isolation: worktree }",
      ),
    ).toEqual(["a"]);
    const shared = stateOf(indented(["{ id: a, agent: coder }"]), "settings: { isolation: shared }\n");
    expect(isolatedIn(shared)).toEqual([]);
  });

  it("are players only if their script has files, or cannot be known before", () => {
    const scripted = (mock: string): string => `{ id: a, agent: coder, runner: scripted, mock: ${mock} }`;
    expect(isolated("{ id: a, agent: coder, runner: scripted }")).toEqual([]);
    for (const mock of ["{ output: x }", "[{ output: x }, { fail: idle }]", "{ output: '${run.id}' }"])
      expect(isolated(scripted(mock)), mock).toEqual([]);
    for (const mock of [
      "{ write: { f: x } }",
      "[{}, { write: { f: x } }]",
      "{ by_key: { a: { write: { f: x } } } }",
    ])
      expect(isolated(scripted(mock)), mock).toEqual(["a"]);
  });

  it("is nobody who cleans up or undoes, unless it is an agent that edits", () => {
    const handlers =
      "finally:\n  - { id: f, type: command, run: [make] }\nhooks:\n  on_success:\n    - { id: h, agent: coder }\n";
    expect(isolatedIn(stateOf(indented(["{ id: a, agent: coder }"]), handlers))).toEqual(["a", "h"]);
  });

  it("is the same whether or not it was asked about others before", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const kinds = fc.constantFrom("agent: coder", "type: command, run: [make]", "type: approval");
    const row = fc.record({ kind: kinds, needs: fc.subarray(names) });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 6, maxLength: 6 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5]),
        (rows, order) => {
          const lines = rows.map(({ kind, needs }, at) => {
            const before = needs.filter((name) => names.indexOf(name) < at);
            return `{ id: ${names[at] ?? ""}, ${kind}, dependencies: [${before.join(", ")}] }`;
          });
          const state = stateOf(indented(lines));
          const known = new Map<number, boolean>();
          for (const index of order) {
            const task = state.tasks[index];
            if (task !== undefined) isIsolated(state, task, known);
          }
          return state.tasks.every((task) => isIsolated(state, task, known) === isIsolated(state, task));
        },
      ),
    );
  });
});

describe("what a tree begins with", () => {
  const sources = (
    state: RunState,
    id: string,
    committed: readonly string[],
    chosen: readonly number[] = [],
  ) => {
    const task = state.tasks[state.byId.get(taskId(id)) ?? -1];
    if (task === undefined) throw new Error(id);
    const has = (each: typeof task): boolean => committed.includes(each.task.id);
    return sourcesOf(state, task, has, () => chosen).map((each) => each.task.id);
  };

  const chain = stateOf(
    indented([
      "{ id: a, agent: coder }",
      "{ id: b, agent: coder, dependencies: [a] }",
      "{ id: c, agent: coder, dependencies: [a] }",
      "{ id: ask, type: approval, dependencies: [c, b] }",
      "{ id: d, agent: coder, dependencies: [ask] }",
    ]),
  );

  it("is the nearest work on every way back, in the order of the plan", () => {
    expect(sources(chain, "a", ["a", "b", "c"])).toEqual([]);
    expect(sources(chain, "d", ["a", "b", "c"])).toEqual(["b", "c"]);
    expect(sources(chain, "d", ["a", "c"])).toEqual(["a", "c"]);
    expect(sources(chain, "d", ["a"])).toEqual(["a"]);
    expect(sources(chain, "d", [])).toEqual([]);
  });

  it("is what the whole group begins with for each of its steps, and all that they made for who comes after", () => {
    const state = stateOf(
      indented([
        "{ id: a, agent: coder }",
        "{ id: g, type: parallel, dependencies: [a], steps: [{ id: x, agent: coder }, { id: y, agent: coder }] }",
        "{ id: z, agent: coder, dependencies: [g] }",
      ]),
    );
    expect(sources(state, "x", ["a", "x", "y"])).toEqual(["a"]);
    expect(sources(state, "z", ["a", "x", "y"])).toEqual(["a", "x", "y"]);
    expect(sources(state, "z", ["a", "y"])).toEqual(["a", "y"]);
  });

  it("is of samples only the chosen one, and who judges begins where they began", () => {
    const state = stateOf(
      indented([
        "{ id: a, agent: coder }",
        "{ id: s, agent: coder, samples: 2, select: { by: judge, agent: reviewer }, dependencies: [a] }",
        "{ id: z, agent: coder, dependencies: [s] }",
      ]),
    );
    const all = state.tasks.map(({ task }) => task.id);
    const done = all.filter((id) => id !== "s");
    const [first = -1, second = -1] = state.tasks[all.indexOf(taskId("s"))]?.children ?? [];
    const judge = all.find((id) => id.endsWith("judge")) ?? "";
    expect(sources(state, "z", done, [second])).toEqual(["a", all[second]]);
    expect(sources(state, "z", done, [])).toEqual(["a"]);
    expect(sources(state, judge, done, [first])).toEqual(["a"]);
  });

  it("is all of the work for who works at the end of a run, and that is what the run leaves behind", () => {
    const state = stateOf(
      indented([
        "{ id: a, agent: coder }",
        "{ id: b, agent: coder }",
        "{ id: c, agent: coder, dependencies: [a] }",
      ]),
      "finally:\n  - { id: f, agent: coder }\n",
    );
    expect(sources(state, "f", ["a", "b", "c"])).toEqual(["a", "b", "c"]);
    const has = ({ task }: RunState["tasks"][number]): boolean => task.id !== "f";
    expect(leftBehind(state, has, () => []).map(({ task }) => task.id)).toEqual(["a", "b", "c"]);
  });
});
