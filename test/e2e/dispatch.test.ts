/** A workflow started on GitHub from a terminal: what is sent, what is followed, and how it ends. */
import { describe, expect, test } from "vitest";
import { project, type Ended } from "../rig/cli.ts";
import { fakeGithub, secondaryLimit, type Options } from "../rig/github.ts";

const TOKEN = "ghp_0123456789abcdefghij0123456789abcdef";
const FLOW = `name: flow
inputs:
  issue: { type: integer, required: true }
  dry: { type: boolean, default: false }
  note: { type: string, default: "" }
tasks:
  - id: a
    type: command
    run: [echo, "\${inputs.note}"]
`;

async function scene(options: Options = {}) {
  const fake = await fakeGithub(options);
  const place = project({ "workflows/flow.yml": FLOW });
  const env = { GITHUB_API_URL: fake.url, GITHUB_TOKEN: TOKEN };
  const run = (words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    place.run(["dispatch", ...words], { env: { ...env, ...more } });
  return { fake, run };
}

describe("dispatch", () => {
  test("hands one of our workflows to its caller, inputs with their types, and says where it is", async () => {
    const { fake, run } = await scene({ defaultBranch: "trunk" });
    const ended = await run([
      "flow",
      "-p",
      "issue=42",
      "-p",
      "dry=true",
      "-p",
      "note=007",
      "--repo",
      "octo/app",
    ]);
    expect(ended.code, ended.err).toBe(0);
    expect(ended.out).toBe("https://github.com/octo/app/actions/runs/900\n");
    expect(fake.actions.dispatches).toEqual([
      {
        workflow: "agents-dispatch.yml",
        ref: "trunk",
        inputs: { workflow: "flow", params: '{"issue":42,"dry":true,"note":"007"}' },
        return_run_details: true,
      },
    ]);
    expect(fake.violations).toEqual([]);
    expect(fake.calls.every(({ token }) => token === TOKEN)).toBe(true);
  });

  test.each<[string, readonly string[], Options, string]>([
    [
      "success",
      ["--watch"],
      {
        dispatched: {
          course: [
            { status: "queued", conclusion: null },
            { status: "completed", conclusion: "success" },
          ],
        },
      },
      "0",
    ],
    [
      "failure",
      ["--watch"],
      { dispatched: { course: [{ status: "completed", conclusion: "failure" }] } },
      "1",
    ],
    [
      "cancelled",
      ["--watch"],
      { dispatched: { course: [{ status: "completed", conclusion: "cancelled" }] } },
      "130",
    ],
    [
      "action_required",
      ["--watch"],
      { dispatched: { course: [{ status: "completed", conclusion: "action_required" }] } },
      "3",
    ],
  ])("follows a run to its %s", async (conclusion, words, options, code) => {
    const { fake, run } = await scene({
      ...options,
      dispatched: {
        ...options.dispatched,
        jobs: [{ name: "plan\u001b[31m", status: "completed", conclusion: "success" }],
      },
    });
    const ended = await run(["release.yml", "--repo", "o/r", "--ref", "main", ...words]);
    expect(String(ended.code), ended.err).toBe(code);
    expect(ended.err).toContain("plan: success\n");
    expect(ended.err).toContain(`the run ended with ${conclusion}`);
    expect(ended.err).not.toContain("\u001b");
    expect(fake.violations).toEqual([]);
  });

  test("finds the run by itself where nobody says which it is", async () => {
    const { run } = await scene({
      silentDispatch: true,
      runs: [{ id: 7, event: "workflow_dispatch", status: "completed" }],
      dispatched: { course: [{ status: "completed", conclusion: "success" }] },
    });
    const ended = await run(["release.yml", "--repo", "o/r", "--ref", "main", "--watch", "--json"]);
    expect(ended.code, ended.err).toBe(0);
    expect(JSON.parse(ended.out)).toMatchObject({
      run_id: 901,
      conclusion: "success",
      file: "release.yml",
      ref: "main",
    });
  });

  test("gives up to 25 inputs one by one, and more as one text", async () => {
    const { fake, run } = await scene();
    const pairs = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, at) => ["-p", `k${at}=${at}`]).flat();
    expect((await run(["x.yml", "--repo", "o/r", "--ref", "main", ...pairs(25)])).code).toBe(0);
    expect((await run(["x.yml", "--repo", "o/r", "--ref", "main", ...pairs(26)])).code).toBe(0);
    const [one, two] = fake.actions.dispatches.map(({ inputs }) => Object.keys(inputs as object));
    expect(one).toHaveLength(25);
    expect(two).toEqual(["params"]);
  });

  test.each<[string, readonly string[], number, string]>([
    ["an input that the workflow does not have", ["flow", "-p", "isue=1"], 2, 'did you mean "issue"'],
    ["an input that is missing", ["flow"], 2, 'the input "issue" is missing'],
    ["an input of another type", ["flow", "-p", "issue=soon"], 2, "it is of type integer"],
    ["an input that is none", ["flow", "-p", "issue"], 2, "-p needs name=value"],
    ["an input twice", ["flow", "-p", "issue=1", "-p", "issue=2"], 2, "given twice"],
    ["too much", ["x.yml", "--ref", "main", "-p", `a=${"x".repeat(66_000)}`], 2, "GitHub takes 65535"],
    ["a ref that is none", ["x.yml", "--ref=-evil..x"], 2, "--ref cannot be"],
    [
      "a caller that is no file",
      ["flow", "-p", "issue=1", "--caller", "../x.yml"],
      2,
      "no file of .github/workflows",
    ],
    ["a file that is not there", ["missing.yml", "--ref", "main"], 2, "must be on the default branch"],
  ])("refuses %s", async (_, words, code, said) => {
    const { fake, run } = await scene();
    const ended = await run([...words, "--repo", "o/r"]);
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(said);
    expect(fake.actions.dispatches).toEqual([]);
  });

  test("needs a repository and a token, and sends that nowhere without cover", async () => {
    const { fake, run } = await scene();
    for (const [words, env, code, said] of [
      [["x.yml"], {}, 2, "nobody knows which repository"],
      [["x.yml", "--repo", "../x"], {}, 2, '"../x" is no repository'],
      [["x.yml", "--repo", "o/r"], { GITHUB_TOKEN: "" }, 4, "there is no token"],
      [["x.yml", "--repo", "o/r"], { GITHUB_API_URL: "http://evil.test" }, 2, "https alone"],
    ] as const) {
      const ended = await run(words, env);
      expect(ended.code).toBe(code);
      expect(ended.err).toContain(said);
    }
    expect(fake.calls).toEqual([]);
  });

  test("says what GitHub refused, and shows no token", async () => {
    const { fake, run } = await scene();
    fake.fail({
      method: "POST",
      answer: { status: 403, body: { message: `Resource not accessible ${TOKEN}` } },
    });
    const ended = await run(["x.yml", "--repo", "o/r", "--ref", "main"]);
    expect(ended.code).toBe(4);
    expect(ended.err).toContain("actions: write");
    expect(ended.err).not.toContain(TOKEN);
  });

  test("does not do twice what may have happened, and waits where it is asked to", async () => {
    const { fake, run } = await scene();
    fake.fail({ method: "POST", after: true, answer: { status: 502, body: {} } });
    const ended = await run(["x.yml", "--repo", "o/r", "--ref", "main"]);
    expect(ended.code).toBe(6);
    expect(ended.err).toContain("it may have been started all the same");
    expect(fake.actions.dispatches).toHaveLength(1);
    fake.fail({ method: "POST", answer: secondaryLimit(1) });
    expect((await run(["x.yml", "--repo", "o/r", "--ref", "main"])).code).toBe(0);
  });
});
