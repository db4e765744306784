/** `test` and `run --record` as people use them: what is recorded once can be played again, and nothing is started. */
import { describe, expect, it } from "vitest";
import { project, type Project } from "../rig/program.ts";

const WORKFLOW = `
name: it
context: { secrets: [TOKEN] }
tasks:
  - id: plan
    agent: planner
    prompt: Plan
    mock: { delay: 0.1, output: three steps, cost_usd: 0.25, input_tokens: 10, output_tokens: 5 }
  - id: build
    type: command
    dependencies: [plan]
    run: [bash, -c, "touch built; echo ran with $TOKEN"]
    env: { TOKEN: "\${secrets.TOKEN}" }
outputs: { plan: "\${plan.output}", build: "\${build.output}" }
`;

const TESTS = `# as recorded
cases:
  - name: plays what was recorded
    cassette: true
    expect:
      conclusion: success # always
      outputs: { plan: three steps, build: "ran with ***" }
      cost_usd: 0.25
  - name: nothing is run
    replies: { plan: { fail: agent-error, message: no idea } }
    expect: { conclusion: failure, tasks: { build: upstream_failed } }
`;

const SECRET = { env: { TOKEN: "hunter2222" } };

async function recorded(): Promise<Project> {
  const place = project({ "it.yml": WORKFLOW, "it.test.yml": TESTS });
  const ended = await place.run(["run", "it.yml", "--runner", "scripted", "--record"], SECRET);
  expect(ended.code, ended.err).toBe(0);
  expect(ended.err).toContain("2 answers recorded in");
  return place;
}

describe("run --record", () => {
  it("keeps every answer beside the workflow, without secrets, for test to play", async () => {
    const place = await recorded();
    expect(place.has("built")).toBe(true);
    const cassette = JSON.parse(place.read("it.cassette.json")) as {
      answers: { task: string; reply: object }[];
    };
    expect(cassette.answers.map(({ task }) => task)).toEqual(["build", "plan"]);
    expect(place.read("it.cassette.json")).not.toContain("hunter2222");
    const tested = await place.run(["test", "it.yml"]);
    expect(tested.out).toContain("2 passed, 0 failed");
    expect(tested.code).toBe(0);
  });

  it("replaces what was asked again, and keeps a cassette that it cannot read", async () => {
    const place = await recorded();
    const before = place.read("it.cassette.json");
    await place.run(["run", "it.yml", "--runner", "scripted", "--record", "-q"], SECRET);
    const lines = (text: string): number => text.split("\n").length;
    expect(lines(place.read("it.cassette.json"))).toBe(lines(before));
    place.write("it.cassette.json", "{}");
    const ended = await place.run(["run", "it.yml", "--runner", "scripted", "--record"], SECRET);
    expect([ended.code, ended.err]).toEqual([0, expect.stringContaining("nothing was recorded")]);
    expect(place.read("it.cassette.json")).toBe("{}");
  });

  it("takes the name of a file, and leaves alone what no task wants kept", async () => {
    const place = project({ "it.yml": WORKFLOW });
    await place.run(["run", "it.yml", "--runner", "scripted", "--record=kept.json"], SECRET);
    expect(place.has("kept.json")).toBe(true);
    expect(place.has("it.cassette.json")).toBe(false);
  });

  it("is asked for by a task for itself alone", async () => {
    const text = WORKFLOW.replace("prompt: Plan", "prompt: Plan\n    record: true");
    const place = project({ "it.yml": text });
    await place.run(["run", "it.yml", "--runner", "scripted"], SECRET);
    expect(place.read("it.cassette.json").match(/"task"/g)).toHaveLength(1);
    const away = project({ "it.yml": text.replace("record: true", "record: ../away.json") });
    const ended = await away.run(["run", "it.yml", "--runner", "scripted"], SECRET);
    expect([ended.code, ended.err]).toEqual([0, expect.stringContaining("outside of this directory")]);
  });
});

describe("test", () => {
  it("says what is not as expected, where, and ends with 1", async () => {
    const place = project({
      "it.yml": WORKFLOW,
      "it.test.yml": "cases:\n  - name: wrong\n    expect: { conclusion: failure }\n",
    });
    const ended = await place.run(["test", "it.yml"]);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain("FAIL it.yml: wrong");
    expect(ended.out).toContain("it.test.yml:3:27");
    expect(ended.out).toContain("0 passed, 1 failed");
    expect(place.has("built")).toBe(false);
    expect(place.has(".claude")).toBe(false);
    const updated = await place.run(["test", "it.yml", "--update"]);
    expect([updated.code, updated.out]).toEqual([0, expect.stringContaining("1 passed, 0 failed")]);
    expect(place.read("it.test.yml")).toContain("expect: { conclusion: success }");
  });

  it("prints one document for other programs", async () => {
    const place = project({
      "it.yml": WORKFLOW,
      "it.test.yml": "cases:\n  - name: x\n    expect: { cost_usd: 1 }\n",
    });
    const ended = await place.run(["test", "it.yml", "--json"]);
    expect(JSON.parse(ended.out)).toMatchObject({
      schemaVersion: 1,
      passed: 0,
      failed: 1,
      suites: [
        {
          file: "it.test.yml",
          cases: [
            {
              name: "x",
              passed: false,
              findings: [{ code: "AO1801", line: 3, column: 25 }],
              unmet: [{ path: ["expect", "cost_usd"], expected: 1, actual: 0.25 }],
              document: { conclusion: "success" },
            },
          ],
        },
      ],
    });
  });

  it("without a name plays all tests of the project, and says so if there are none", async () => {
    const place = project({
      "workflows/it.yml": WORKFLOW,
      "workflows/it.test.yml": TESTS.replace("    cassette: true\n", ""),
    });
    const ended = await place.run(["test"]);
    expect(ended.out).toContain("workflows/it.yml: nothing is run");
    const none = await project({ "workflows/it.yml": WORKFLOW }).run(["test"]);
    expect([none.code, none.err]).toEqual([
      2,
      expect.stringContaining("no workflow of this project has tests"),
    ]);
  });

  it("refuses a file with mistakes, and a test of nothing", async () => {
    const place = project({ "it.yml": WORKFLOW, "it.test.yml": "cases:\n  - name: x\n    exepct: {}\n" });
    const ended = await place.run(["test", "it.yml"]);
    expect([ended.code, ended.out]).toEqual([2, expect.stringContaining('did you mean "expect"?')]);
    expect((await project({ "it.yml": WORKFLOW }).run(["test", "it.yml"])).code).toBe(2);
  });

  it("plays the tests of the library from any directory", async () => {
    const ended = await project().run(["test", "demo"]);
    expect([ended.code, ended.out]).toEqual([0, expect.stringContaining("5 passed, 0 failed")]);
  });

  it("is not taken for a workflow itself", async () => {
    const place = project({ "workflows/it.yml": WORKFLOW, "workflows/it.test.yml": TESTS });
    expect((await place.run(["list"])).out).not.toContain("it.test");
    expect((await place.run(["validate"])).out).toContain("1 file checked");
  });
});
