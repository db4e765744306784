/** Workflows written in code: the same plan as the file would give, and every example of the documentation. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { localFiles } from "../src/adapters/system/files.ts";
import { preparedText } from "../src/app/prepare.ts";
import { library } from "../src/app/validate.ts";
import type { Fields, Value } from "../src/core/base/value.ts";
import { diagnosticsText } from "../src/core/render/diagnostics.ts";
import * as api from "../src/entry/index.ts";
import type { PluginContext, PluginModule } from "../src/ports/plugin.ts";
import { temporaryFolder } from "./rig/folder.ts";
import type * as Declared from "../types/index.d.ts";

const root = join(import.meta.dirname, "..");
const from = library(localFiles, { project: root, library: root });

const { workflow, task, link } = api;
type Task = ReturnType<typeof task>;

function planOf(text: string, preview = false): Value {
  const made = preparedText(from, "it", text, { inputs: {}, strict: false, preview });
  if (!made.ok) throw new Error(diagnosticsText(made.error));
  // The text of the file is part of a plan, and is all that may differ.
  return JSON.parse(JSON.stringify({ ...made.value.plan, source: "" })) as Value;
}

type Edge = Readonly<{ from: number; to: number }>;
type Graph = Readonly<{
  tasks: readonly Fields[];
  edges: readonly Edge[];
  conditions: ReadonlyMap<number, string>;
  fallbacks: ReadonlySet<number>;
}>;

const keys: fc.Arbitrary<Fields> = fc.record(
  {
    agent: fc.constantFrom("coder", "reviewer", "planner"),
    prompt: fc.constantFrom("Do it", "Do $${it}", "${inputs.x}", "a: b # c\n- d\n"),
    timeout: fc.constantFrom<Value>(5, "1m"),
    retry: fc.record({ max_attempts: fc.integer({ min: 2, max: 4 }), delay: fc.integer({ min: 0, max: 3 }) }),
    priority: fc.integer({ min: -3, max: 3 }),
  },
  { requiredKeys: ["agent"] },
);

const graph: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 8 }).chain((count) =>
  fc
    .record({
      tasks: fc.array(keys, { minLength: count, maxLength: count }),
      chosen: fc.array(fc.boolean(), { minLength: count * count, maxLength: count * count }),
      conditional: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      rescued: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    })
    .map(({ tasks, chosen, conditional, rescued }) => {
      const edges = tasks.flatMap((_, to) =>
        tasks
          .slice(0, to)
          .flatMap((__, before) => (chosen[to * count + before] === true ? [{ from: before, to }] : [])),
      );
      const linked = tasks.map((_, place) => place).filter((place) => edges.some(({ to }) => to === place));
      const first = (place: number): number => edges.find(({ to }) => to === place)?.from ?? 0;
      return {
        tasks,
        edges,
        conditions: new Map(
          linked
            .filter((place) => conditional[place])
            .map((place) => [place, `t${first(place)}.status == 'success'`]),
        ),
        fallbacks: new Set(linked.filter((place) => rescued[place])),
      };
    }),
);

const KEYS: Fields = { description: "Made by chance", inputs: { x: { default: "y" } } };
const spare = (place: number): string => `spare${place}`;

/** As a person would write it down. */
function written({ tasks, edges, conditions, fallbacks }: Graph): string {
  const all = tasks.map((fields, place): Fields => {
    const needs = edges.filter(({ to }) => to === place).map((edge) => `t${edge.from}`);
    const condition = conditions.get(place);
    return {
      id: `t${place}`,
      ...fields,
      ...(needs.length === 0 ? {} : { dependencies: needs }),
      ...(condition === undefined ? {} : { condition }),
      ...(fallbacks.has(place) ? { fallback: { task: spare(place) } } : {}),
    };
  });
  const others = [...fallbacks].map((place): Fields => ({ id: spare(place), agent: "coder" }));
  return stringify({ name: "it", ...KEYS, tasks: [...all, ...others] });
}

function built({ tasks, edges, conditions, fallbacks }: Graph): ReturnType<typeof workflow> {
  const made = tasks.map((fields, place) => task(`t${place}`, fields));
  const at = (place: number): Task => made[place] ?? task("nobody");
  const chains = tasks.flatMap((_, place) => {
    const before = edges.filter(({ to }) => to === place).map((edge) => at(edge.from));
    if (before.length === 0) return [];
    const condition = conditions.get(place);
    const plain = link(...before).to(at(place));
    const chosen = condition === undefined ? plain : plain.when(condition);
    return [fallbacks.has(place) ? chosen.fallback(spare(place)) : chosen];
  });
  const others = [...fallbacks].map((place) => task(spare(place), { agent: "coder" }));
  return workflow("it", KEYS, ...made, ...others, ...chains);
}

describe("a workflow written in code", () => {
  test("has the plan of the file that says the same, also when it is written to one itself", () => {
    fc.assert(
      fc.property(graph, (one) => {
        const flow = built(one);
        const plan = planOf(JSON.stringify(flow));
        expect(plan).toEqual(planOf(written(one)));
        expect(plan).toEqual(planOf(stringify(flow.toDocument())));
      }),
    );
  });

  test("is put together by chains that go on", () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => task(id, { agent: "coder" }));
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error("four tasks");
    const flow = workflow(
      "it",
      link(a).to(b, c).when("a.output != ''").fallback({ agent: "reviewer" }).to(d),
    );
    expect(flow.toDocument()["tasks"]).toEqual([
      { id: "a", agent: "coder" },
      {
        id: "b",
        agent: "coder",
        dependencies: ["a"],
        condition: "a.output != ''",
        fallback: { agent: "reviewer" },
      },
      {
        id: "c",
        agent: "coder",
        dependencies: ["a"],
        condition: "a.output != ''",
        fallback: { agent: "reviewer" },
      },
      { id: "d", agent: "coder", dependencies: ["b", "c"] },
    ]);
  });

  test("is never changed by what is made from it", () => {
    const first = link(task("a", { agent: "coder" })).to(task("b", { agent: "coder" }));
    const before = JSON.stringify(workflow("it", first));
    first
      .when("a.output")
      .fallback({ agent: "reviewer" })
      .to(task("c", { agent: "coder" }));
    expect(JSON.stringify(workflow("it", first))).toBe(before);
    (workflow("it", first).toDocument() as { name: string }).name = "other";
    expect(JSON.stringify(workflow("it", first))).toBe(before);
  });

  test.each<readonly [string, () => unknown]>([
    ["when() comes after to()", () => link("a").when("x")],
    ["fallback() comes after to()", () => link("a").fallback("x")],
    ["when() is said twice of one link", () => link("a").to("b").when("x").when("y")],
    ["link() needs at least one task", () => link()],
    ["to() takes tasks and their ids", () => link("a").to({} as Task)],
    ['there is no task "b"', () => workflow("it", task("a"), link("a").to("b"))],
  ])("says what is wrong with it: %s", (message, act) => {
    expect(act).toThrow(api.WorkflowError);
    expect(act).toThrow(message);
  });
});

test("the types that are shipped are those of the code", () => {
  const declared: typeof Declared = api;
  expect(Object.keys(declared).toSorted()).toEqual(["WorkflowError", "link", "task", "workflow"]);
});

test("the type of a plugin that is shipped is that of the program", () => {
  const declared = (plugin: PluginModule): Declared.Plugin => plugin;
  const real = (plugin: Declared.Plugin): PluginModule => plugin;
  const given = (context: PluginContext): Declared.PluginContext => context;
  expect([declared, real, given]).toHaveLength(3);
});

describe("docs/api.md", () => {
  const page = readFileSync(join(root, "docs/api.md"), "utf8");
  const examples = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");
  const results = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");

  test("has examples", () => expect(examples.length).toBeGreaterThan(2));

  test.each(examples.filter((text) => text.includes("const flow =")))("%s", async (text) => {
    const file = join(temporaryFolder(), "example.mjs");
    const door = pathToFileURL(join(root, "dist/index.mjs")).href;
    writeFileSync(
      file,
      `${text.replace('"agent-orchestrator"', JSON.stringify(door))}\nexport default flow;\n`,
    );
    const { default: flow } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      default: ReturnType<typeof workflow>;
    };
    expect(() => planOf(JSON.stringify(flow), true)).not.toThrow();
    const said = results.map((result) => JSON.stringify(JSON.parse(result)));
    if (flow.name === "release") expect(said).toContain(JSON.stringify(flow));
  });
});
