/** Graphs that grow, from outside: workflows that call workflows, rounds within items, trees of leads, and what names mean in there. */
import { describe, expect, it } from "vitest";
import { documentIn, type Project, project, type RunDocument, statuses, taskIn } from "../rig/program.ts";
import { until } from "../rig/spawned.ts";

type Nested = RunDocument & Readonly<{ tasks: readonly Readonly<{ id: string; group?: string }>[] }>;

async function played(place: Project, words: readonly string[], code = 0): Promise<Nested> {
  const ended = await place.run([...words, "--runner", "scripted", "--json"]);
  expect(ended.code, ended.err).toBe(code);
  return documentIn(ended);
}

const outputs = (document: RunDocument): Readonly<Record<string, unknown>> =>
  Object.fromEntries(document.tasks.map(({ id, output }) => [id, output]));

describe("a workflow that calls another one", () => {
  const OUTER = `
name: outer
inputs: { title: { type: string, default: search } }
tasks:
  - { id: plan, type: command, run: [echo, planned] }
  - id: build
    type: workflow
    workflow: ./inner.yml
    dependencies: [plan]
    inputs: { what: "\${inputs.title} as \${plan.output}", times: 2 }
  - { id: report, type: command, dependencies: [build], run: [echo, "\${build.outputs.made}"] }
outputs: { report: "\${report.output}" }
`;
  const INNER = `
name: inner
inputs:
  what: { type: string, required: true }
  times: { type: integer, default: 1 }
variables: { word: "made \${inputs.what}" }
tasks:
  - { id: plan, type: command, run: [echo, "\${variables.word} times \${inputs.times}"] }
  - { id: check, type: command, dependencies: [plan], run: [bash, -c, "echo check >> ran; echo ok"] }
outputs: { made: "\${plan.output}", checked: "\${check.output}" }
`;
  const files = { "outer.yml": OUTER, "inner.yml": INNER };

  it("hands in typed inputs, reads its outputs, and keeps names of both files apart", async () => {
    const document = await played(project(files), ["run", "outer.yml"]);
    expect(document.outputs).toEqual({ report: "made search as planned times 2" });
    expect(outputs(document)).toEqual({
      plan: "planned",
      build: { made: "made search as planned times 2", checked: "ok" },
      "build/plan": "made search as planned times 2",
      "build/check": "ok",
      report: "made search as planned times 2",
    });
  });

  it("shows what is nested in the plan, the status and the lines of the run", async () => {
    const place = project(files);
    const plan = await place.run(["plan", "outer.yml"]);
    for (const id of ["build/plan", "build/check"]) expect(plan.out).toContain(id);
    const ended = await place.run(["run", "outer.yml", "--ui", "plain"]);
    expect(ended.err).toMatch(/START +build\/plan .*\n/);
    const status = await place.run(["status"]);
    expect(status.out).toMatch(/^ ✔ build +workflow +success/m);
    expect(status.out).toMatch(/^ {3}✔ build\/plan +command +success/m);
    const logs = await place.run(["logs", "latest", "build"]);
    expect(logs.out).toMatch(/==> build\/plan [^]*made search as planned[^]*==> build\/check /);
  });

  it("keeps what is committed inside of it when the run goes on", async () => {
    const place = project({ ...files, "inner.yml": INNER.replace("echo ok", "test -e go") });
    await played(place, ["run", "outer.yml"], 1);
    place.write("go", "");
    const ended = await place.run(["resume", "latest", "--json"]);
    expect(ended.code, ended.err).toBe(0);
    expect(place.lines("ran")).toHaveLength(2);
    const starts = place.journal(place.runs()[0] ?? "").filter(({ type }) => type === "task.started");
    expect(starts.filter(({ task }) => task === "build/plan")).toHaveLength(1);
  });

  it("is refused before anything runs if an input is wrong, missing or unknown", async () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['{ what: x, times: "often" }', "times"],
      ["{ times: 2 }", "what"],
      ["{ what: x, tmes: 2 }", "tmes"],
    ];
    for (const [inputs, word] of wrong) {
      const outer = OUTER.replace(/inputs: \{ what.*\}/, `inputs: ${inputs}`);
      const ended = await project({ ...files, "outer.yml": outer }).run(["run", "outer.yml"]);
      expect([ended.code, ended.out], ended.err).toEqual([2, ""]);
      expect(ended.err).toContain(`"${word}"`);
    }
  });

  it("is refused if it leads back to itself, with the way that it takes", async () => {
    const call = (name: string, other: string): string =>
      `name: ${name}\ntasks: [{ id: go, type: workflow, workflow: ./${other}.yml }]\n`;
    const place = project({ "one.yml": call("one", "two"), "two.yml": call("two", "one") });
    const ended = await place.run(["run", "one.yml"]);
    expect([ended.code, ended.out]).toEqual([2, ""]);
    expect(ended.err).toContain("a workflow calls itself: one.yml → two.yml → one.yml");
    expect(place.runs()).toEqual([]);
  });

  it("can be called once for every element of a list", async () => {
    const outer = `
name: many
tasks:
  - id: build
    type: workflow
    workflow: ./inner.yml
    for_each: { items: [a, b], as: part, key: "\${part}" }
    inputs: { what: "\${part}" }
  - { id: report, type: command, dependencies: [build], run: [echo, "\${build.items[1].output.made}"] }
outputs: { report: "\${report.output}" }
`;
    const document = await played(project({ ...files, "outer.yml": outer }), ["run", "outer.yml"]);
    expect(statuses(document)).toMatchObject({ "build[a]/plan": "success", "build[b]/check": "success" });
    expect(document.outputs).toEqual({ report: "made b times 1" });
  });
});

describe("rounds and lists within each other", () => {
  it("go round in each item by itself, until that item is content", async () => {
    const text = `
name: rounds
tasks:
  - id: mend
    agent: coder
    for_each: { items: [quick, slow], as: part, key: "\${part}" }
    loop: { until: "mend.output == 'done'", max_iterations: 4 }
    prompt: "Mend \${part}: \${mend.output ?? 'first'}"
    mock:
      by_key:
        quick: { output: done }
        slow: [{ output: no }, { output: nearly }, { output: done }]
  - { id: count, type: command, dependencies: [mend], run: [echo, "\${length(mend.items)} items, \${join(mend.output, ' ')}"] }
outputs: { count: "\${count.output}" }
`;
    const document = await played(project({ "it.yml": text }), ["run", "it.yml"]);
    expect(document.outputs).toEqual({ count: "2 items, done done" });
    const rounds = document.tasks.filter(({ id }) => /#\d+$/.test(id)).map(({ id }) => id);
    expect(rounds.filter((id) => id.includes("slow"))).toHaveLength(3);
    expect(rounds.filter((id) => id.includes("quick"))).toHaveLength(1);
  });

  it("make a whole group for every item, whose steps see their own siblings", async () => {
    const text = `
name: groups
tasks:
  - { id: list, type: command, run: [echo, '["x","y","z"]'] }
  - id: part
    type: parallel
    dependencies: [list]
    for_each: { items: "\${fromJSON(list.output)}", as: letter, key: "\${letter}", max_parallel: 2 }
    steps:
      - { id: write, type: command, run: [echo, "wrote \${letter}"] }
      - { id: read, type: command, dependencies: [write], run: [echo, "read what \${write.output}"] }
  - { id: join, type: command, dependencies: [part], run: [echo, "\${part.output[2].read}"] }
outputs: { last: "\${join.output}" }
`;
    const document = await played(project({ "it.yml": text }), ["run", "it.yml"]);
    expect(document.outputs).toEqual({ last: "read what wrote z" });
    expect(taskIn(document, "read[y]").output).toBe("read what wrote y");
  });

  it("mean the round before where a step looks back", async () => {
    const text = `
name: review
tasks:
  - id: rounds
    type: loop
    loop: { until: "review.output == 'good'", max_iterations: 3 }
    steps:
      - { id: write, agent: coder, prompt: "After \${review.output ?? 'nothing'}" }
      - id: review
        agent: reviewer
        dependencies: [write]
        prompt: "\${write.output}"
        mock: [{ output: too long }, { output: good }]
  - { id: after, type: command, dependencies: [rounds], run: [echo, "\${rounds.output.review}"] }
outputs: { verdict: "\${after.output}" }
`;
    const document = await played(project({ "it.yml": text }), ["run", "it.yml"]);
    expect(document.outputs).toEqual({ verdict: "good" });
    expect(document.tasks.map(({ id }) => id)).toEqual([
      "rounds",
      "write",
      "review",
      "write#2",
      "review#2",
      "after",
    ]);
    expect(taskIn(document, "write").output).toContain("After nothing");
    expect(taskIn(document, "write#2").output).toMatch(/After <data id="(\w+)">too long<\/data/);
  });

  it("fail with the findings when they run out of rounds", async () => {
    const text = `
name: never
tasks:
  - { id: mend, agent: coder, prompt: x, loop: { until: "mend.output == 'done'", max_iterations: 2 }, mock: { output: no } }
`;
    const document = await played(project({ "it.yml": text }), ["run", "it.yml"], 1);
    expect(taskIn(document, "mend").reason).toContain("did not hold after 2 rounds");
  });
});

describe("a tree of leads", () => {
  const TREE = `
name: tree
tasks:
  - id: lead
    agent: orchestrator
    delegate: { max_tasks: 3, max_depth: 2, agents: [orchestrator, coder] }
    prompt: Build it
    mock:
      - structured:
          tasks:
            - { id: api, agent: orchestrator, prompt: Lead the api, delegate: true }
            - { id: page, agent: coder, prompt: Write the page, dependencies: [api] }
      - { output: both are there }
outputs: { result: "\${lead.output}" }
`;

  it("grows two levels deep, and each level collects its own", async () => {
    const place = project({ "it.yml": TREE });
    const document = await played(place, ["run", "it.yml"]);
    expect(document.outputs).toEqual({ result: "both are there" });
    expect(statuses(document)).toMatchObject({
      "lead/plan": "success",
      "lead/api": "success",
      "lead/api/plan": "success",
      "lead/page": "success",
      "lead/collect": "success",
    });
    const status = await place.run(["status"]);
    expect(status.out).toMatch(/^ {5}✔ lead\/api\/plan +orchestrator +success/m);
  });

  it("is refused where it would go deeper than it may, before any of those tasks starts", async () => {
    const boss = `{ description: Hands on what it gets, prompt: x, mock: { structured: { tasks: [{ id: next, agent: boss, prompt: Do it, delegate: true }] } } }`;
    const text = `
name: deep
agents: { boss: ${boss} }
tasks:
  - { id: lead, agent: boss, prompt: Do it, delegate: { max_depth: 1, agents: [boss] } }
`;
    const place = project({ "it.yml": text });
    const document = documentIn(await place.run(["run", "it.yml", "--runner", "scripted", "--json"]));
    expect(taskIn(document, "lead/next").reason).toContain("at most 1 more level is allowed");
    expect(document.tasks.map(({ id }) => id)).not.toContain("lead/next/next");
  });
});

describe("what undoes a run", () => {
  it("begins by itself under on_failure: rollback, also if the last task is the one that fails", async () => {
    const text = `
name: undo
settings: { on_failure: rollback }
tasks:
  - { id: one, type: command, run: [bash, -c, "echo one >> did"], compensate: { type: command, run: [bash, -c, "echo undo one >> did"] } }
  - { id: two, type: command, run: [bash, -c, "exit 1"], dependencies: [one] }
`;
    const place = project({ "it.yml": text });
    const ended = await place.run(["run", "it.yml"]);
    expect(ended.code).toBe(1);
    expect(place.lines("did")).toEqual(["one", "undo one"]);
    expect(ended.err).toContain("1 undone");
  });
});

describe("why a step did not run", () => {
  it("is the group around it, unless that took the other branch", async () => {
    const text = `
name: skips
tasks:
  - { id: first, type: command, run: [echo, no] }
  - id: side
    type: parallel
    dependencies: [first]
    condition: first.output == 'yes'
    steps: [{ id: inside, type: command, run: [echo, x] }]
  - id: fork
    type: conditional
    dependencies: [first]
    condition: first.output == 'yes'
    then_steps: [{ id: taken, type: command, run: [echo, x] }]
    else_steps: [{ id: other, type: command, run: [echo, x] }]
`;
    const place = project({ "it.yml": text });
    const ended = await place.run(["run", "it.yml", "--json", "--ui", "plain"]);
    const document = documentIn(ended);
    expect(taskIn(document, "inside").reason).toBe('"side" did not run');
    expect(taskIn(document, "taken").reason).toBe('"fork" took the other branch');
    expect(ended.err).toContain('inside reason="\\"side\\" did not run"');
    expect(ended.err).toContain('taken reason="\\"fork\\" took the other branch"');
  });
});

describe("a question whose time is over", () => {
  it("takes no answer any more, and says how to go on", async () => {
    const text = `
name: late
tasks:
  - { id: gate, type: approval, prompt: "Go?", timeout: 0.1 }
  - { id: beside, type: command, run: [echo, x] }
`;
    const place = project({ "it.yml": text });
    expect((await place.run(["run", "it.yml"])).code).toBe(3);
    const over = Date.now() + 100;
    await until("the time to be over", () => Date.now() > over);
    const said = await place.run(["approve", "latest"]);
    expect([said.code, said.err]).toEqual([2, expect.stringContaining('too late to answer "gate"')]);
    const ended = await place.run(["resume", "latest", "--json"]);
    expect(taskIn(documentIn(ended), "gate").reason).toContain("nobody answered in time");
  });
});
