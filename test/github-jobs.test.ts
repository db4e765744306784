/** The driver that plays GitHub's jobs, held against what GitHub's documentation says of them, with a toy in place of machines. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orchestrateFile, WAVES } from "../scripts/orchestrate-file.ts";
import type { Hands, StepEnd, StepOrder } from "./rig/github-job.ts";
import { githubRun, MOST_MATRIX_JOBS, type RunOptions } from "./rig/github-jobs.ts";
import { FAILED, FAILED_OR_CANCELLED, instancesOf } from "./rig/github-run.ts";

type Toy = (order: StepOrder, signal: AbortSignal) => StepEnd | Promise<StepEnd>;

const hands =
  (toy: Toy): Hands =>
  () => ({ step: toy });

const fine: StepEnd = { ok: true };

/** `run` is what the toy is told: `fail`, or outputs as JSON. */
const obedient: Toy = ({ run = "" }) =>
  run === "fail"
    ? { ok: false }
    : { ok: true, outputs: run.startsWith("{") ? (JSON.parse(run) as Record<string, string>) : {} };

const play = async (text: string, toy: Toy = obedient, more: Partial<RunOptions> = {}) =>
  githubRun({
    files: { "a.yml": `on: push\njobs:\n${text}`, ...more.files },
    entry: "a.yml",
    hands: hands(toy),
    ...omitFiles(more),
  });
const omitFiles = ({ files: _files, ...rest }: Partial<RunOptions>): Partial<RunOptions> => rest;

const job = (id: string, more = "", run = "ok"): string =>
  `  ${id}:\n    runs-on: x\n${more}    steps: [{ id: s, run: ${JSON.stringify(run)} }]\n`;

describe("jobs", () => {
  test("run when those they need are done, and are skipped behind what failed or was skipped", async () => {
    const run = await play(
      [
        job("a"),
        job("b", "    needs: a\n", "fail"),
        job("c", "    needs: b\n"),
        job("d", "    needs: [a]\n    if: github.ref == 'main'\n"),
        job("e", "    needs: c\n    if: ${{ always() }}\n"),
        job("f", "    needs: e\n"),
        job("g", "    needs: e\n    if: ${{ failure() }}\n"),
      ].join(""),
    );
    const end = await run.start();
    expect([...end.jobs].map(([id, { result }]) => `${id} ${result}`)).toEqual([
      "a success",
      "b failure",
      "c skipped",
      "d skipped",
      "e success",
      "f skipped",
      "g success",
    ]);
    expect(end.conclusion).toBe("failure");
  });

  test("hand on outputs, but nothing empty and nothing that holds a secret", async () => {
    const outputs =
      "    outputs: { a: '${{ steps.s.outputs.a }}', b: '${{ steps.s.outputs.b }}', c: '${{ steps.s.outputs.c }}' }\n";
    const seen: string[] = [];
    const run = await play(
      `${job("one", outputs, '{"a":"1","b":"xhunter2","c":""}')}${job("two", "    needs: one\n    env: { SEEN: '${{ toJSON(needs.one.outputs) }}' }\n")}`,
      (order, signal) => {
        seen.push(order.env["SEEN"] ?? "");
        return obedient(order, signal);
      },
      { secrets: { key: "hunter2" } },
    );
    await run.start();
    expect(JSON.parse(seen[1] ?? "")).toEqual({ a: "1" });
  });

  test("play steps with what earlier ones gave, go on after an allowed failure, and not after another", async () => {
    const said: string[] = [];
    const run = await play(
      [
        "  a:\n    runs-on: x\n    env: { E: '${{ github.actor }}' }\n    steps:",
        '      - { id: one, run: \'{"x":"1"}\' }',
        "      - { id: two, run: fail, continue-on-error: true }",
        "      - { run: 'x${{ steps.one.outputs.x }} ${{ steps.two.outcome }} ${{ steps.two.conclusion }}' }",
        "      - { run: fail }",
        "      - { run: never }",
        "      - { if: '${{ failure() }}', run: because, env: { F: '${{ job.status }}' } }",
        "",
      ].join("\n"),
      (order, signal) => {
        said.push([order.run, order.env["E"], order.env["F"]].join("|"));
        return obedient(order, signal);
      },
      { github: { actor: "me" } },
    );
    expect((await run.start()).conclusion).toBe("failure");
    expect(said.slice(2)).toEqual(["x1 failure success|me|", "fail|me|", "because|me|failure"]);
  });
});

describe("a matrix", () => {
  const dynamic = (more = ""): string =>
    [
      job(
        "plan",
        "    outputs: { legs: '${{ steps.s.outputs.legs }}' }\n",
        JSON.stringify({ legs: '["a","b","c"]' }),
      ),
      "  work:\n    needs: plan\n    runs-on: x\n    strategy:\n",
      more,
      "      matrix: { leg: '${{ fromJSON(needs.plan.outputs.legs) }}' }\n",
      "    steps: [{ id: s, run: '${{ matrix.leg }}' }]\n",
    ].join("");

  test("is dealt from an output", async () => {
    const run = await play(dynamic());
    const end = await run.start();
    expect(end.job("work").instances.map(({ path }) => path)).toEqual(["work (a)", "work (b)", "work (c)"]);
  });

  test("keeps to its places", async () => {
    let now = 0;
    let most = 0;
    const run = await play(dynamic("      max-parallel: 2\n"), async (order, signal) => {
      most = Math.max(most, (now += 1));
      await new Promise(setImmediate);
      now -= 1;
      return obedient(order, signal);
    });
    expect((await run.start()).conclusion).toBe("success");
    expect(most).toBe(2);
  });

  test.each([
    ["      fail-fast: false\n", ["failure", "success", "success"]],
    ["      max-parallel: 1\n", ["failure", "cancelled", "cancelled"]],
    ["", ["failure", "cancelled", "cancelled"]],
  ])("stops at the first failure unless told otherwise: %j", async (more, results) => {
    const run = await play(dynamic(more), async ({ run: leg = "", ...order }, signal) => {
      if (leg === "a") return { ok: false };
      if (more === "" && signal.aborted === false && leg !== "" && !leg.startsWith("{"))
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return obedient({ ...order, run: leg }, signal);
    });
    const end = await run.start();
    expect(end.job("work").instances.map(({ result }) => result)).toEqual(results);
    expect(end.job("work").result).toBe("failure");
  });

  test.each([
    ["[]"],
    [""],
    ["[1"],
    [JSON.stringify(Array.from({ length: MOST_MATRIX_JOBS + 1 }, (_, n) => n))],
  ])("that cannot be dealt is a failure, not an empty success: %#", async (legs) => {
    const run = await play(dynamic(), (order, signal) =>
      order.seat.job === "plan" ? { ok: true, outputs: { legs } } : obedient(order, signal),
    );
    const end = await run.start();
    expect(end.job("work")).toMatchObject({ result: "failure", instances: [] });
    expect(end.job("work").trouble).toBeDefined();
  });
});

describe("a called workflow", () => {
  const called = `on:
  workflow_call:
    inputs: { n: { type: number, default: 3 }, who: { type: string } }
    secrets: { key: { required: false } }
    outputs: { told: { value: '\${{ jobs.inner.outputs.told }}' } }
jobs:
  inner:
    runs-on: x
    permissions: { contents: read }
    outputs: { told: '\${{ steps.s.outputs.told }}' }
    steps: [{ id: s, run: '{"told":"\${{ inputs.n }}\${{ inputs.who }}"}', env: { KEY: '\${{ secrets.key }}' } }]
`;
  const caller = `  agents:\n    uses: ./called.yml\n    permissions: { contents: read }\n    with: { who: me }\n    secrets: { key: '\${{ secrets.KEY }}' }\n${job("after", "    needs: agents\n    env: { TOLD: '${{ needs.agents.outputs.told }}' }\n")}`;

  test("gets inputs and named secrets, and gives outputs", async () => {
    const seen: string[] = [];
    const run = await play(
      caller,
      (order, signal) => {
        seen.push(`${order.seat.path} ${order.env["KEY"] ?? ""}${order.env["TOLD"] ?? ""}`);
        return obedient(order, signal);
      },
      { files: { "called.yml": called }, secrets: { KEY: "hidden", OTHER: "x" } },
    );
    expect((await run.start()).conclusion).toBe("success");
    expect(seen).toEqual(["agents / inner hidden", "after 3me"]);
  });

  test("has a token for each job that may what the job may", async () => {
    const seen: string[] = [];
    const run = await play(
      caller,
      (order, signal) => {
        const { path, contexts } = order.seat;
        seen.push(`${path}: ${(contexts.github as Record<string, string>)["token"] ?? ""}`);
        return obedient(order, signal);
      },
      { files: { "called.yml": called }, token: (permissions) => JSON.stringify(permissions) },
    );
    await run.start();
    expect(seen).toEqual([
      'agents / inner: {"contents":"read"}',
      'after: {"contents":"read","packages":"read"}',
    ]);
  });

  test("that asks for more than was granted keeps the run from starting", async () => {
    const run = await play(caller, obedient, {
      files: { "called.yml": called.replace("contents: read", "contents: write") },
    });
    const end = await run.start();
    expect(end).toMatchObject({
      conclusion: "startup_failure",
      trouble: ["agents / inner asks for contents: write"],
    });
    expect(run.begun).toEqual([]);
  });
});

describe("a run that is cancelled", () => {
  test("stops what may be stopped, skips the rest, and still does what is always done", async () => {
    const text = `${job("a")}${job("b", "    needs: a\n")}${job("keep", "    if: ${{ always() }}\n")}${job("end", "    needs: [b, keep]\n    if: ${{ always() }}\n")}`;
    const finish: { keep?: () => void } = {};
    const run = await play(text, async (order, signal) => {
      if (order.seat.job === "keep") await new Promise<void>((resolve) => (finish.keep = resolve));
      if (order.seat.job === "a") {
        queueMicrotask(run.cancel);
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        finish.keep?.();
        return { ok: false };
      }
      return obedient(order, signal);
    });
    const end = await run.start();
    expect([...end.jobs.values()].map(({ result }) => result)).toEqual([
      "cancelled",
      "skipped",
      "success",
      "success",
    ]);
    expect(end.conclusion).toBe("cancelled");
  });
});

describe("running again", () => {
  const text = [
    job("plan", "    outputs: { legs: '${{ steps.s.outputs.legs }}' }\n", '{"legs":"[1,2,3]"}'),
    "  work:\n    needs: plan\n    runs-on: x\n    strategy: { fail-fast: false, matrix: { leg: '${{ fromJSON(needs.plan.outputs.legs) }}' } }\n    outputs: { last: '${{ matrix.leg }}' }\n    steps: [{ run: '${{ matrix.leg }}' }]\n",
    job("other", "    needs: plan\n"),
    job("never", "    needs: plan\n    if: ${{ false }}\n"),
    job("join", "    needs: [plan, work]\n    if: ${{ !cancelled() }}\n"),
    job("last", "    needs: [join, other]\n"),
  ].join("");
  const failsOnce: Toy = (order, signal) =>
    order.run === "2" && order.seat.attempt === 1 ? { ok: false } : obedient(order, signal);

  test("what failed: the legs that were red, everybody behind them, nobody else", async () => {
    const run = await play(text, failsOnce);
    const first = await run.start();
    expect(first.conclusion).toBe("failure");
    const before = run.begun.length;
    const second = await run.rerunFailed();
    expect(second.conclusion).toBe("success");
    expect(run.begun.slice(before)).toEqual([
      { attempt: 2, path: "work (2)" },
      { attempt: 2, path: "join" },
      { attempt: 2, path: "last" },
    ]);
    expect(second.job("work").instances.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
    expect(second.job("plan").outputs).toEqual({ legs: "[1,2,3]" });
    expect(second.job("never").result).toBe("skipped");
  });

  test.each([
    [
      "with those that were cancelled beside it",
      FAILED_OR_CANCELLED,
      ["work (2)", "work (3)", "join", "last"],
    ],
    ["alone", FAILED, ["work (2)", "join"]],
  ])("the leg that failed, %s, as GitHub may have it", async (_name, red, paths) => {
    const run = await play(text.replace("fail-fast: false", "max-parallel: 1"), failsOnce, { red });
    await run.start();
    const before = run.begun.length;
    await run.rerunFailed();
    expect(run.begun.slice(before).map(({ path }) => path)).toEqual(paths);
  });

  test("all: everything once more", async () => {
    const run = await play(text, failsOnce);
    await run.start();
    const before = run.begun.length;
    expect((await run.rerunAll()).conclusion).toBe("success");
    expect(
      run.begun
        .slice(before)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(["join", "last", "other", "plan", "work (1)", "work (2)", "work (3)"]);
  });

  test("one job, though it had succeeded: that one, and everybody behind it", async () => {
    const run = await play(text);
    expect((await run.start()).conclusion).toBe("success");
    const before = run.begun.length;
    expect((await run.rerunJob("other")).conclusion).toBe("success");
    expect(run.begun.slice(before).map(({ path }) => path)).toEqual(["other", "last"]);
  });

  test("reaches into called workflows", async () => {
    const called = `on: { workflow_call: {} }\njobs:\n${text}`;
    const run = await play(
      `  agents: { uses: ./called.yml }\n${job("after", "    needs: agents\n    if: ${{ !cancelled() }}\n")}`,
      failsOnce,
      { files: { "called.yml": called } },
    );
    await run.start();
    const before = run.begun.length;
    expect((await run.rerunFailed()).conclusion).toBe("success");
    expect(run.begun.slice(before).map(({ path }) => path)).toEqual([
      "agents / work (2)",
      "agents / join",
      "agents / last",
      "after",
    ]);
  });
});

/**
 * orchestrate.yml with a toy in place of our action: layers of legs, of which some fail at first. Its memory is what the artifacts of a
 * run are to the real one: what a leg did is kept under its name, and no leg does it again.
 */
describe("orchestrate.yml", () => {
  const CALLER =
    "on: push\njobs:\n  agents:\n    uses: ./orchestrate.yml\n    permissions: { contents: read }\n    with: { workflow: w }\n";

  function toy(layers: readonly (readonly string[])[], fails: (leg: string, attempt: number) => boolean) {
    const done = new Map<string, number>();
    const results: string[] = [];
    const legsOf = (wave: number): string => JSON.stringify(layers[wave] ?? []);
    const step: Toy = ({ uses = "", with: given, seat }) => {
      if (!uses.startsWith("$/")) return fine;
      const outputs = (more: Record<string, string>): StepEnd => ({ ok: true, outputs: more });
      switch (given["mode"]) {
        case "plan":
          return outputs({ legs: legsOf(0), plan: "r:p:a", head: "abc", kill: "false", last: "true" });
        case "task": {
          const leg = given["task"] ?? "";
          if (fails(leg, seat.attempt)) return { ok: false };
          done.set(leg, (done.get(leg) ?? 0) + 1);
          return fine;
        }
        case "advance": {
          const wave = Number(given["wave"]);
          const open = (layers[wave - 1] ?? []).some((leg) => !done.has(leg));
          return open ? { ok: false } : outputs({ legs: legsOf(wave) });
        }
        default: {
          results.push(given["results"] ?? "");
          const open = layers.flat().some((leg) => !done.has(leg));
          return { ok: !open, outputs: { conclusion: open ? "failure" : "success", effects: "none" } };
        }
      }
    };
    return { done, results, step };
  }

  const start = async (step: Toy) =>
    githubRun({
      files: { "ci.yml": CALLER, "orchestrate.yml": orchestrateFile() },
      entry: "ci.yml",
      hands: hands(step),
    });

  test("runs waves one after the other, cleans up, and ends with the conclusion", async () => {
    const made = toy([["a", "b"], ["c"], ["d"]], () => false);
    const run = await start(made.step);
    const end = await run.start();
    expect(end.conclusion).toBe("success");
    expect(end.job("agents").outputs).toMatchObject({ conclusion: "success", effects: "none" });
    const paths = run.begun.map(({ path }) => path.replace("agents / ", ""));
    expect(paths).toEqual([
      "plan",
      "w1 (a)",
      "w1 (b)",
      "a1",
      "w2 (c)",
      "a2",
      "w3 (d)",
      "a3",
      "cleanup",
      "finish",
    ]);
    expect(JSON.parse(made.results[0] ?? "")).toHaveLength(2 * WAVES + 2);
  });

  test("has nothing to do and says so", async () => {
    const run = await start(toy([], () => false).step);
    expect((await run.start()).conclusion).toBe("success");
    expect(run.begun.map(({ path }) => path)).toEqual([
      "agents / plan",
      "agents / cleanup",
      "agents / finish",
    ]);
  });

  test("is red where it stopped, with finish red as well", async () => {
    const run = await start(toy([["a", "b"], ["c"]], (leg) => leg === "b").step);
    const end = await run.start();
    expect(end.job("agents / w1").result).toBe("failure");
    expect(end.job("agents / a1").result).toBe("failure");
    expect(end.job("agents / w2").result).toBe("skipped");
    expect(end.job("agents / cleanup").result).toBe("success");
    expect(end.job("agents / finish").result).toBe("failure");
  });

  test("ends red before a plan that failed, and starts no leg", async () => {
    const made = toy([["a"]], () => false);
    const run = await start((order, signal) =>
      order.with["mode"] === "plan" ? { ok: false } : made.step(order, signal),
    );
    const end = await run.start();
    expect(end.conclusion).toBe("failure");
    expect(run.begun.map(({ path }) => path)).toEqual(["agents / plan", "agents / finish"]);
  });

  test("cancelled, still cleans up and finishes", async () => {
    const made = toy([["a"], ["b"]], () => false);
    const run = await start(async (order, signal) => {
      if (order.with["task"] !== "a") return made.step(order, signal);
      run.cancel();
      return { ok: !signal.aborted };
    });
    const end = await run.start();
    expect(end.conclusion).toBe("cancelled");
    expect(run.begun.map(({ path }) => path)).toEqual(
      ["plan", "w1 (a)", "cleanup", "finish"].map((id) => `agents / ${id}`),
    );
  });

  test("whatever fails at first, running the failed again buys nothing twice and ends as if nothing had failed", async () => {
    const layers = fc
      .array(fc.integer({ min: 1, max: 5 }), { maxLength: WAVES })
      .map((widths) =>
        widths.map((width, wave) => Array.from({ length: width }, (_, leg) => `t${wave}-${leg}`)),
      );
    await fc.assert(
      fc.asyncProperty(layers, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), async (dealt, luck) => {
        const stream = luck[Symbol.iterator]();
        const until = new Map(dealt.flat().map((leg) => [leg, Number(stream.next().value) % 4]));
        const made = toy(dealt, (leg, attempt) => attempt <= (until.get(leg) ?? 0));
        const run = await start(made.step);
        let end = await run.start();
        for (let again = 0; end.conclusion !== "success" && again < 4 * WAVES; again += 1)
          end = await run.rerunFailed();
        expect(end.conclusion).toBe("success");
        made.done.delete("finally");
        expect(Object.fromEntries(made.done)).toEqual(
          Object.fromEntries(dealt.flat().map((leg) => [leg, 1])),
        );
        expect(instancesOf(end.jobs).every(({ result }) => result === "success")).toBe(true);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
