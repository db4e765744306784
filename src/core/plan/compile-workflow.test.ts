import { describe, expect, test } from "vitest";
import {
  agentNamed,
  AGENTS,
  calledFile,
  compiledPlan,
  shapes,
  taskNamed,
  workNamed,
} from "../../../test/rig/compiled.ts";
import { specOf } from "../../../test/rig/specs.ts";
import { compile, type Called } from "./compile.ts";

const SUB = `name: sub
inputs:
  what: { required: true }
  limit: { type: integer, default: 4 }
  loud: { type: boolean }
context: { variables: { both: "\${inputs.what}!" }, secrets: [TOKEN] }
settings: { budget: { max_cost_usd: 3 }, pools: { p: 2 }, model: big, mode: sequential }
agents: { coder: { prompt: mine } }
tasks:
  - { id: a, agent: coder, timeout: "\${inputs.limit}", prompt: "Do \${both}" }
  - { id: g, type: parallel, dependencies: [], steps: [{ id: s, agent: reviewer }] }
  - { id: e, agent: coder, for_each: [1] }
outputs: { done: "\${a.output}" }
`;
const MAIN = `name: main
tasks:
  - { id: p, agent: coder }
  - { id: w, type: workflow, workflow: sub.yml, dependencies: [p], inputs: { what: "\${p.output}", loud: "yes" }, priority: 2 }
  - { id: z, agent: coder, dependencies: [w], prompt: "\${w.outputs.done}" }
`;
const workflows: ReadonlyMap<string, Called> = new Map([["sub.yml", calledFile("sub.yml", SUB)]]);

describe("a file that is called", () => {
  const plan = compiledPlan(MAIN, { workflows });

  test("brings its tasks along under the name of the task that calls it", () => {
    expect(shapes(plan.tasks)).toEqual([
      "p agent",
      "w workflow after p",
      "w/a agent in w/all",
      "w/g parallel in w/all after w/a none_failed",
      "w/s agent in w/g/all",
      "w/e for_each in w/all after w/g none_failed",
      "z agent after w",
    ]);
    const [each] = workNamed(plan.tasks, "w/e", "for_each").body;
    for (const id of ["w/a", "w/g", "w/s", "w/e"]) expect(taskNamed(plan.tasks, id).frame).toBe("w");
    expect(each).toMatchObject({ id: "w/e", frame: "w", parent: { id: "w/e" } });
    expect(workNamed(plan.tasks, "w/g", "parallel").steps).toEqual(["w/s"]);
  });

  test("is given inputs in its own types, and keeps what it declares", () => {
    expect(workNamed(plan.tasks, "w", "workflow")).toEqual({
      type: "workflow",
      workflow: "sub.yml",
      inputs: { what: "${p.output}", loud: true },
      frame: {
        inputs: { limit: { value: 4, trust: "trusted" } },
        variables: { both: "${inputs.what}!" },
        outputs: { done: { value: "${a.output}", required: false } },
      },
      steps: ["w/a", "w/g", "w/e"],
    });
    expect(taskNamed(plan.tasks, "w")).toMatchObject({
      priority: 2,
      dynamic: true,
      budget: { maxCostUsd: 3 },
    });
  });

  test("steers its tasks by its own settings and inputs", () => {
    expect(taskNamed(plan.tasks, "w/a")).toMatchObject({ timeout: 4000, work: { model: "big" } });
    expect(plan.settings.pools).toEqual({ p: 2 });
    expect(plan.secrets).toEqual([{ name: "TOKEN", env: "TOKEN" }]);
  });

  test("asks its own agents, also where another one has the same name", () => {
    expect(taskNamed(plan.tasks, "w/a").work).toMatchObject({ agent: "w/coder" });
    expect(plan.agents["w/coder"]).toMatchObject({ prompt: "mine" });
    expect(plan.agents["coder"]).toMatchObject({ prompt: "you are coder" });
    expect(taskNamed(plan.tasks, "w/s").work).toMatchObject({ agent: "reviewer" });
  });

  test("stands in the pattern of a fan-out and in the round of a loop", () => {
    const text = MAIN.replace("priority: 2", "for_each: [1], loop: { until: ok }");
    const { tasks } = compiledPlan(text, { workflows });
    expect(shapes(workNamed(tasks, "w", "for_each").body).slice(0, 3)).toEqual([
      "w loop in w/all",
      "w#1 (w) workflow in w/all",
      "w#1/a agent in w#1/all",
    ]);
  });

  test("says under its own name what is wrong in it", () => {
    const broken = SUB.replace("default: 4", "default: 4000").replace(
      '"${inputs.limit}"',
      '"${inputs.what}"',
    );
    const made = compile(specOf(MAIN), {
      inputs: {},
      inputsTrust: "operator",
      agents: AGENTS,
      overrides: {},
      workflows: new Map([["sub.yml", calledFile("sub.yml", broken)]]),
    });
    expect(made.ok ? [] : made.error.map(({ code, file }) => `${code} ${file ?? ""}`)).toEqual([
      "AO1313 sub.yml",
    ]);
  });

  test("that nobody knows is told about where it is called", () => {
    const made = compile(specOf(MAIN), {
      inputs: {},
      inputsTrust: "operator",
      agents: AGENTS,
      overrides: {},
    });
    expect(
      made.ok ? [] : made.error.map(({ code, span }) => `${code} ${MAIN.slice(span.start, span.end)}`),
    ).toEqual(["AO1217 sub.yml"]);
  });
});

describe("handlers of a file that is called", () => {
  const text = `name: sub
tasks:
  - { id: a, agent: coder }
  - { id: b, agent: coder, dependencies: [a] }
finally: [{ id: f, agent: coder }]
hooks:
  on_start: [{ id: s, agent: coder }, { id: t, agent: coder }]
  on_success: [{ id: u, agent: coder }]
  on_failure: [{ id: v, agent: coder }]
  on_complete: [{ id: w, agent: coder }]
`;
  const plan = compiledPlan("name: m\ntasks: [{ id: c, type: workflow, workflow: s }]", {
    workflows: new Map([["s", calledFile("s.yml", text)]]),
  });

  test("are ordered by dependencies", () => {
    expect(shapes(plan.tasks.slice(1))).toEqual([
      "c/a agent in c/all after c/t none_failed",
      "c/b agent in c/all after c/a",
      "c/f agent in c/all after c/a+c/b all_done",
      "c/s agent in c/all always",
      "c/t agent in c/all after c/s all_done",
      "c/u agent in c/all after c/a+c/b+c/f none_failed",
      "c/v agent in c/all after c/a+c/b+c/f one_failed",
      "c/w agent in c/all after c/a+c/b+c/f+c/u+c/v all_done",
    ]);
  });

  test("have the role of the task that calls, and a failed hook is no failure", () => {
    expect(new Set(plan.tasks.map(({ role }) => role))).toEqual(new Set(["task"]));
    expect(taskNamed(plan.tasks, "c/u").onFailure).toBe("continue");
    expect(taskNamed(plan.tasks, "c/f").onFailure).toBe("fail");
  });
});

test("files that call files have names of names", () => {
  const inner = calledFile("inner.yml", "name: i\ntasks: [{ id: a, agent: coder }]");
  const middle = calledFile("middle.yml", "name: m\ntasks: [{ id: n, type: workflow, workflow: inner }]", {
    workflows: new Map([["inner", inner]]),
  });
  const { tasks } = compiledPlan("name: o\ntasks: [{ id: m, type: workflow, workflow: middle }]", {
    workflows: new Map([["middle", middle]]),
    agents: new Map([["coder", agentNamed("coder")]]),
  });
  expect(shapes(tasks)).toEqual(["m workflow", "m/n workflow in m/all", "m/n/a agent in m/n/all"]);
  expect(tasks.map(({ frame }) => frame)).toEqual([undefined, "m", "m/n"]);
});
