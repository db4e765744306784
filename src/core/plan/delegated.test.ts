import { describe, expect, test } from "vitest";
import {
  agentNamed,
  AGENTS,
  compiledPlan,
  shapes,
  taskNamed,
  workNamed,
} from "../../../test/rig/compiled.ts";
import type { Fields } from "../base/value.ts";
import { evaluateTemplate } from "../expression/evaluate-template.ts";
import { parseTemplate } from "../expression/template.ts";
import { checkDelegated, delegated } from "./delegated.ts";

const plan = compiledPlan(
  "name: x\nsettings: { runner: codex, model: big }\ntasks: [{ id: lead, agent: orchestrator, delegate: { max_tasks: 4 } }]",
);
const group = taskNamed(plan.tasks, "lead");

const check = (list: readonly Fields[], depth = 0): unknown => {
  const made = checkDelegated(plan, group, list, depth);
  return made.ok ? made.value : made.error;
};

describe("an answer", () => {
  test("is written down with every id and dependency", () => {
    expect(
      check([
        { agent: "coder" },
        { agent: "coder", dependencies: ["coder"] },
        { id: "z", agent: "reviewer" },
      ]),
    ).toEqual([
      { agent: "coder", id: "coder", dependencies: [] },
      { agent: "coder", id: "coder-2", dependencies: ["coder"] },
      { agent: "reviewer", id: "z", dependencies: [] },
    ]);
    expect(check([])).toEqual([]);
  });

  test.each<[string, readonly Fields[], readonly string[]]>([
    [
      "too many tasks",
      Array.from({ length: 5 }, () => ({ agent: "coder" })),
      ["5 tasks are too many: at most 4"],
    ],
    ["an unknown agent", [{ id: "a", agent: "codr" }], ['unknown agent "codr": did you mean "coder"?']],
    ["no agent", [{ id: "a" }], ['"a" names no agent: known are orchestrator, coder, reviewer']],
    [
      "an unknown key",
      [{ id: "a", agent: "coder", promt: "x" }],
      ['unknown key "promt": did you mean "prompt"?'],
    ],
    [
      "a type",
      [{ id: "a", type: "command", run: "rm" }],
      [
        'unknown key "type": known are id, name, description, agent, prompt, task, parameters, dependencies, priority, delegate',
      ],
    ],
    [
      "an id that is none",
      [{ id: "../x", agent: "coder" }],
      ['"../x" cannot be an id: letters, digits, _ and -, at most 64, beginning with a letter or _'],
    ],
    [
      "the name of its own call",
      [{ id: "plan", agent: "coder" }],
      ['the id "plan" is taken: choose another one'],
    ],
    [
      "one id twice",
      [
        { id: "a", agent: "coder" },
        { id: "A", agent: "coder" },
      ],
      ['the ids "a" and "A" are too alike'],
    ],
    [
      "an unknown dependency",
      [
        { id: "abc", agent: "coder" },
        { id: "b", agent: "coder", dependencies: ["abd"] },
      ],
      ['"b" depends on "abd", which is no task of the answer: did you mean "abc"?'],
    ],
    ["itself as a dependency", [{ id: "a", agent: "coder", dependencies: ["a"] }], ['"a" depends on itself']],
    [
      "a circle",
      [
        { id: "a", agent: "coder", dependencies: ["b"] },
        { id: "b", agent: "coder", dependencies: ["a"] },
        { id: "c", agent: "coder" },
      ],
      ["tasks wait for each other: a, b"],
    ],
    ["a prompt that is no text", [{ id: "a", agent: "coder", prompt: 7 }], ['"prompt" must be text']],
    [
      "a parameter whose name says more than a name",
      [{ id: "a", agent: "coder", parameters: { "x\n\nObey": 1 } }],
      ['"x\\n\\nObey" cannot be the name of a parameter: letters, digits, _ and -, at most 64'],
    ],
    [
      "a prompt without end",
      [{ id: "a", agent: "coder", prompt: "x".repeat(70_000) }],
      ['"prompt" is longer than 65536 characters'],
    ],
    [
      "an agent by way of a prototype",
      [{ id: "a", agent: "constructor" }],
      ['unknown agent "constructor": known are orchestrator, coder, reviewer'],
    ],
  ])("with %s is refused", (_, list, problems) => {
    expect(check(list)).toEqual(problems);
  });

  test("gives agents the parameters that they ask for", () => {
    const picky = agentNamed("picky", {
      parameters: { type: "object", required: ["area"], properties: { area: { enum: ["ui", "api"] } } },
    });
    const agents = new Map([...AGENTS, ["picky", picky]]);
    const own = compiledPlan("name: x\ntasks: [{ id: lead, agent: coder, delegate: true }]", { agents });
    const lead = taskNamed(own.tasks, "lead");
    const problems = (parameters: Fields) =>
      checkDelegated(own, lead, [{ id: "a", agent: "picky", parameters }], 0);
    expect(problems({ area: "ui" }).ok).toBe(true);
    expect(problems({})).toEqual({ ok: false, error: ['"a": "parameters" needs "area"'] });
    expect(problems({ area: "db" })).toEqual({
      ok: false,
      error: ['"a": the parameter "area" must be one of "ui", "api"'],
    });
  });

  test("may delegate further only as deep as its author allows", () => {
    const again = [{ id: "a", agent: "coder", delegate: true }];
    expect(check(again, 0)).toHaveLength(1);
    expect(check(again, 1)).toEqual(['"a" may not delegate: at most 1 more level is allowed']);
  });
});

describe("a task that was named", () => {
  const made = (words: Fields, depth = 0) => {
    const tasks = delegated(plan, group, words, depth);
    if (!tasks.ok) throw new Error(tasks.error);
    return tasks.value;
  };

  test("stands in the group and is done like a task of the file", () => {
    const tasks = made({ id: "a", agent: "coder", prompt: "Do it", dependencies: ["b"], priority: 3 });
    expect(shapes(tasks)).toEqual(["lead/a agent in lead/all after lead/b"]);
    expect(tasks[0]).toMatchObject({
      priority: 3,
      work: { agent: "coder", runner: "codex", model: "big", prompt: "Do it" },
      retry: { maxAttempts: 1 },
      isolation: "auto",
    });
    expect(tasks[0]?.definition).toMatch(/^[0-9a-f]{64}$/);
    expect(made({ id: "a", agent: "coder", task: "other" })[0]?.definition).not.toBe(tasks[0]?.definition);
  });

  test("says what it says, and no more", () => {
    const [task] = made({
      id: "a",
      agent: "coder",
      prompt: "Print ${secrets.TOKEN}",
      parameters: { x: "{{ env.HOME }}" },
    });
    const prompt = task?.work.type === "agent" ? (task.work.prompt ?? "") : "";
    const template = parseTemplate(prompt);
    const status = { success: () => true, failure: () => false, cancelled: () => false };
    const given = template.ok
      ? evaluateTemplate(template.value, { name: () => undefined, status })
      : template;
    expect(given).toMatchObject({ ok: true, value: { value: "Print ${secrets.TOKEN}" } });
    expect(task?.parameters).toEqual({ x: "${'{{'} env.HOME }}" });
    expect(task?.dynamic).toBe(true);
  });

  test("may lead in turn", () => {
    const tasks = made({ id: "a", agent: "coder", prompt: "Lead", delegate: true });
    expect(shapes(tasks)).toEqual(["lead/a delegate in lead/all", "lead/a/plan agent in lead/a/all"]);
    expect(workNamed(tasks, "lead/a", "delegate")).toMatchObject({
      lead: "lead/a/plan",
      collect: { id: "lead/a/collect", parameters: { results: '${tasks["lead/a"].items}' } },
      maxTasks: 4,
    });
  });

  test("is done by the runner of the command line", () => {
    const forced = compiledPlan("name: x\ntasks: [{ id: lead, agent: coder, delegate: true }]", {
      runner: "scripted",
    });
    const tasks = delegated(forced, taskNamed(forced.tasks, "lead"), { id: "a", agent: "reviewer" }, 0);
    expect(tasks.ok ? tasks.value[0]?.work : null).toMatchObject({ runner: "scripted" });
  });
});

describe("a team", () => {
  const led = compiledPlan(
    "name: x\nsettings: { mode: hierarchical }\ntasks:\n  - { id: lead, agent: orchestrator }\n  - { id: a, agent: coder, prompt: Build, parameters: { p: 1, q: 2 } }\n" +
      "  - { id: b, agent: reviewer, dependencies: [a] }\n  - { id: g, type: parallel, dependencies: [b], steps: [{ id: s, agent: coder }] }",
  );
  const lead = taskNamed(led.tasks, "lead");
  const answer = (list: readonly Fields[]): unknown => {
    const made = checkDelegated(led, lead, list, 0);
    return made.ok ? made.value : made.error;
  };

  test("works as a whole if nobody is named", () => {
    expect(answer([])).toEqual([
      { id: "a", dependencies: [] },
      { id: "b", dependencies: ["a"] },
      { id: "g", dependencies: ["b"] },
    ]);
  });

  test("waits only for those who work", () => {
    expect(answer([{ id: "b" }, { id: "extra", agent: "coder", dependencies: ["b"] }])).toEqual([
      { id: "b", dependencies: [] },
      { id: "extra", agent: "coder", dependencies: ["b"] },
    ]);
  });

  test.each<[Fields, string]>([
    [
      { id: "a", agent: "reviewer" },
      '"a" is declared for another agent than "reviewer": give the new task an id of its own',
    ],
    [{ id: "aa" }, '"aa" is not declared and names no agent: did you mean "a"?'],
    [{ id: "x", agent: "orchestrator" }, 'unknown agent "orchestrator": known are coder, reviewer'],
  ])("does not know %j", (words, problem) => {
    expect(answer([words])).toEqual([problem]);
  });

  test("keeps what was declared but for what the lead says", () => {
    const made = delegated(
      led,
      lead,
      { id: "a", prompt: "Build ${this}", parameters: { q: 3 }, dependencies: ["b", "new"] },
      0,
    );
    const [task] = made.ok ? made.value : [];
    expect(task).toMatchObject({
      id: "a",
      parent: { id: "lead" },
      needs: ["b", "lead/new"],
      parameters: { p: 1, q: 3 },
      work: { prompt: "Build ${'${'}this}" },
    });
    const plain = delegated(led, lead, { id: "a", dependencies: [] }, 0);
    expect(plain.ok ? plain.value[0]?.definition : "").toBe(
      workNamed(led.tasks, "lead", "delegate").team[0]?.definition,
    );
    expect(task?.definition).not.toBe(plain.ok ? plain.value[0]?.definition : "");
  });

  test("brings its steps along", () => {
    const made = delegated(led, lead, { id: "g", dependencies: [] }, 0);
    expect(made.ok ? shapes(made.value) : made.error).toEqual(["g parallel in lead/all", "s agent in g/all"]);
  });
});
