/** Money end to end: what is shown before, what stops a run, what is kept, and how it goes on; quotas and stand-ins with it. */
import { describe, expect, it } from "vitest";
import { documentIn, type Project, project, type RunDocument, type TaskDocument } from "../rig/program.ts";

type Money = Readonly<Record<string, number>>;
type Told = Omit<RunDocument, "tasks"> &
  Readonly<{
    code: number | null;
    err: string;
    budget?: Money;
    paused?: string;
    closed?: readonly Readonly<{ pool: string; waiting: number }>[];
    alerts?: readonly Readonly<{ kind: string; agent: string }>[];
    tasks: readonly (TaskDocument & Readonly<{ origin?: string; key?: string; budget?: Money }>)[];
  }>;

async function told(place: Project, words: readonly string[]): Promise<Told> {
  const ended = await place.run([...words, "--json"]);
  return { ...documentIn(ended), code: ended.code, err: ended.err };
}

const run = (file: string, ...more: readonly string[]): readonly string[] => [
  "run",
  file,
  "--runner",
  "scripted",
  ...more,
];

const statuses = ({ tasks }: Told): readonly string[] => tasks.map(({ id, status }) => `${id} ${status}`);

const CHAIN = `
name: chain
settings: { max_parallel: 2, budget: { max_cost_usd: 1 } }
tasks:
  - { id: a, agent: coder, prompt: x, mock: { output: a, cost_usd: 0.6 } }
  - { id: b, agent: coder, prompt: x, mock: { output: b, cost_usd: 0.6 } }
  - { id: c, agent: coder, prompt: x, dependencies: [a, b], mock: { output: c, cost_usd: 0.6 } }
`;

describe("a budget", () => {
  it("is shown before anything runs, and flags stand over the file", async () => {
    const place = project({ "it.yml": CHAIN });
    const shown = await place.run(["plan", "it.yml"]);
    expect(shown.out).toContain(
      "  cost  at most 3 agents, 2 at a time\n" +
        "        at most $1.00 (the run's budget); 2 agents at a time may each set aside $0.50\n",
    );
    const data = await place.run(["plan", "it.yml", "--max-cost-usd", "6", "--max-tokens", "9000", "--json"]);
    expect((JSON.parse(data.out) as { cost: object }).cost).toEqual({
      max_agents: 3,
      at_a_time: 2,
      known_later: [],
      limits: { max_cost_usd: 6, max_tokens: 9000 },
      max_cost_usd: 6,
      max_tokens: 9000,
      set_aside: { cost_usd: 3, tokens: 4500 },
      budgets: [],
      agents_without_budget: 0,
    });
  });

  it("that is used up stops the run, says by how much, keeps what is done, and names the command that goes on", async () => {
    const place = project({ "it.yml": CHAIN });
    const first = await told(place, run("it.yml"));
    expect([first.code, first.conclusion, ...statuses(first)]).toEqual([
      5,
      "failure",
      "a success",
      "b success",
      "c skipped",
    ]);
    expect(first.budget).toEqual({ limit_usd: 1, spent_usd: 1.2, reserved_usd: 0, overshoot_usd: 0.2 });
    expect(first.err).toContain(
      "may start at most 3 agents, 2 at a time; at most $1.00 (the run's budget); 2 agents at a time may each set aside $0.50\n",
    );
    expect(first.err).toContain("  budget: spent $1.20 of $1.00: $0.20 over, by agents that were running\n");
    expect(first.err).toContain(
      `  next: agent-orchestrator resume ${first.run_id} --max-cost-usd 2  goes on with more; 2 results are kept\n`,
    );

    const low = await place.run(["resume", first.run_id, "--max-cost-usd", "1.2"]);
    expect([low.code, low.err]).toEqual([
      2,
      "error: the run has spent $1.20 already\n  help: give --max-cost-usd more than that\n",
    ]);

    const more = await told(place, ["resume", first.run_id, "--max-cost-usd", "2"]);
    expect([more.code, more.conclusion, more.total_cost_usd]).toEqual([0, "success", 1.8]);
    expect(more.budget).toMatchObject({ limit_usd: 2, spent_usd: 1.8, overshoot_usd: 0 });
    expect(more.err).toContain("; $1.20 of it spent so far\n");
    const started = place.journal(first.run_id).filter(({ type }) => type === "task.started");
    expect(started.map(({ task }) => task)).toEqual(["a", "b", "c"]);
    expect(place.journal(first.run_id)).toContainEqual(
      expect.objectContaining({ type: "budget.granted", maxCostUsd: 2 }),
    );
  });

  it("given on the command line holds for this run, and going on without more of it spends nothing", async () => {
    const place = project({ "it.yml": CHAIN });
    const first = await told(place, run("it.yml", "--max-cost-usd", "0.5"));
    expect([first.code, first.budget?.["limit_usd"]]).toEqual([5, 0.5]);
    const entries = place.journal(first.run_id).length;
    const again = await told(place, ["resume", first.run_id]);
    expect([again.code, again.budget?.["limit_usd"], statuses(again)]).toEqual([5, 0.5, statuses(first)]);
    expect(again.err).toBe(
      "error: the budget of the run is used up, and nothing was started: $1.20 of $0.50 are spent\n" +
        "  help: raise it with --max-cost-usd, or settings.budget.max_cost_usd in the workflow\n",
    );
    expect(place.journal(first.run_id)).toHaveLength(entries);
    const more = await told(place, ["resume", first.run_id, "--max-cost-usd", "2"]);
    expect([more.code, more.conclusion]).toEqual([0, "success"]);
  });

  it("raised in the file is enough to go on, be it money, tokens or agents", async () => {
    const cases = [
      ["{ max_cost_usd: 1 }", "{ max_cost_usd: 3 }", /\$1\.20 of \$1\.00 are spent.*\n.*--max-cost-usd/],
      ["{ max_tokens: 100 }", "{ max_tokens: 300 }", /120 of 100 tokens are spent.*\n.*--max-tokens/],
      ["{ max_agents: 2 }", "{ max_agents: 3 }", /2 of 2 agents were started.*\n.*budget\.max_agents/],
    ] as const;
    for (const [low, high, said] of cases) {
      const text = CHAIN.replace("{ max_cost_usd: 1 }", low).replaceAll("0.6 }", "0.6, input_tokens: 60 }");
      const place = project({ "it.yml": text });
      const first = await told(place, run("it.yml"));
      const poor = await place.run(["resume", first.run_id]);
      expect([first.code, poor.code, poor.out]).toEqual([5, 5, ""]);
      expect(poor.err).toMatch(said);
      place.write("it.yml", text.replace(low, high));
      const more = await told(place, ["resume", first.run_id]);
      expect([low, more.code, ...statuses(more)]).toEqual([low, 0, "a success", "b success", "c success"]);
    }
  });

  it("ends agents that report that they are past it, and keeps what they cost", async () => {
    const place = project({
      "it.yml": `
name: hungry
settings: { max_parallel: 2, budget: { max_cost_usd: 2 } }
tasks:
  - { id: fast, agent: coder, prompt: x, mock: { output: kept, cost_usd: 0.5 } }
  - { id: hungry, agent: coder, prompt: x, mock: { delay: 0.6, report: [0.4, 1.9], cost_usd: 1.9 } }
  - { id: eager, agent: coder, prompt: x, dependencies: [fast], mock: { delay: 30, report: [0.1, 1.2, 3], cost_usd: 3 } }
`,
    });
    const first = await told(place, run("it.yml"));
    expect([first.code, ...statuses(first)]).toEqual([
      5,
      "fast success",
      "hungry cancelled",
      "eager cancelled",
    ]);
    expect(first.tasks[1]).toMatchObject({ cost_usd: 1.9, reason: "the run's budget was used up" });
    expect(first.budget).toMatchObject({ limit_usd: 2, spent_usd: 2.5, overshoot_usd: 0.5 });
    expect(first.tasks[0]?.output).toBe("kept");
  });

  it("is told to programs, which report what they spend by their result file", async () => {
    const place = project({
      ".claude/agents/spender.md": "---\nname: spender\ndescription: Spends\n---\nSpend.\n",
      "it.yml": `
name: told
settings: { max_parallel: 1, budget: { max_cost_usd: 2, max_tokens: 1000 } }
agents:
  spender:
    description: Spends
    runner: command
    command: [bash, -c, 'echo "$AO_MAX_COST_USD $AO_MAX_TOKENS" > limits.txt; echo "{\\"cost_usd\\": 5}" > "$AO_OUTPUT_FILE"; sleep 60']
tasks:
  - { id: a, agent: spender, prompt: x }
`,
    });
    const first = await told(place, ["run", "it.yml"]);
    expect(place.lines("limits.txt")).toEqual(["2 1000"]);
    expect([first.code, ...statuses(first), first.budget?.["overshoot_usd"]]).toEqual([5, "a cancelled", 3]);
  });

  it("of tokens alone works without any dollars", async () => {
    const place = project({
      "it.yml": `
name: subscription
settings: { max_parallel: 1, budget: { max_tokens: 1000 } }
tasks:
  - { id: a, agent: coder, prompt: x, mock: { output: a, input_tokens: 700, output_tokens: 50 } }
  - { id: b, agent: coder, prompt: x, dependencies: [a], mock: { output: b, input_tokens: 400, output_tokens: 50 } }
  - { id: c, agent: coder, prompt: x, dependencies: [b], mock: { output: c, input_tokens: 400 } }
`,
    });
    const first = await told(place, run("it.yml"));
    expect([first.code, first.total_cost_usd, first.usage]).toEqual([
      5,
      null,
      { input_tokens: 1100, output_tokens: 100 },
    ]);
    expect(first.budget).toEqual({
      limit_tokens: 1000,
      spent_tokens: 1200,
      reserved_tokens: 0,
      overshoot_tokens: 200,
      unknown_costs: 2,
    });
    expect(first.err).not.toContain("$");
    expect(first.err).toContain("1,200 tokens, cost unknown");
    expect(first.err).toContain(
      "budget: spent 1,200 of 1,000 tokens: 200 over, by agents that were running\n",
    );
    expect(first.err).toContain(`resume ${first.run_id} --max-tokens 2000  goes on`);
    const low = await place.run(["resume", first.run_id, "--max-tokens", "1200"]);
    expect([low.code, low.err]).toEqual([
      2,
      "error: the run has spent 1,200 tokens already\n  help: give --max-tokens more than that\n",
    ]);
    const more = await told(place, ["resume", first.run_id, "--max-tokens", "2000"]);
    expect([more.code, ...statuses(more)]).toEqual([0, "a success", "b success", "c success"]);
  });

  it("of a fan-out holds for its items together, and the rest of the run goes on", async () => {
    const place = project({
      "it.yml": `
name: fan
settings: { max_parallel: 1, on_failure: continue }
tasks:
  - id: each
    agent: coder
    prompt: "Do \${item}"
    for_each: { items: [a, b, c, d] }
    budget: { max_cost_usd: 1 }
    mock: { output: done, cost_usd: 0.5 }
  - { id: other, agent: coder, prompt: x, mock: { output: o, cost_usd: 2 } }
`,
    });
    const first = await told(place, run("it.yml"));
    const [each, ...rest] = first.tasks;
    expect(each?.budget).toMatchObject({ limit_usd: 1, spent_usd: 1, overshoot_usd: 0 });
    expect(rest.filter(({ reason }) => reason?.startsWith("budget-exceeded") === true)).toHaveLength(2);
    expect(first.tasks.find(({ id }) => id === "other")?.status).toBe("success");
  });
});

describe("a quota that is used up", () => {
  const workflow = (wait: string): string => `
name: quota
settings: { max_parallel: 1, timeout: 1h }
tasks:
  - { id: a, agent: coder, prompt: x, mock: [{ fail: quota, message: enough, retry_after: ${wait} }, { output: a }] }
  - { id: b, agent: coder, prompt: x, mock: { output: b } }
`;

  it("and comes back soon is waited for", async () => {
    const place = project({ "it.yml": workflow("1") });
    const first = await told(place, run("it.yml"));
    expect([first.code, first.conclusion, first.tasks.map(({ attempts }) => attempts)]).toEqual([
      0,
      "success",
      [2, 1],
    ]);
    const starts = first.tasks.map(({ started_at }) => Date.parse(started_at ?? ""));
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it("for longer than the run may last leaves it paused, and status says so; resume goes on", async () => {
    const place = project({ "it.yml": workflow("3h") });
    const first = await told(place, run("it.yml"));
    expect([first.code, first.conclusion]).toEqual([3, "paused"]);
    expect(first.paused).toMatch(/^waits for the quota of scripted until 20/);
    expect(first.closed).toMatchObject([{ pool: "scripted", waiting: 2 }]);
    const status = await place.run(["status"]);
    expect(status.out).toMatch(/pool scripted closed until \d\d:\d\d:\d\d, 2 tasks wait\n/);
    expect(status.out).toContain(`next: agent-orchestrator resume ${first.run_id}`);
    const next = await told(place, ["resume", first.run_id]);
    expect([next.code, ...statuses(next)]).toEqual([0, "a success", "b success"]);
  });
});

describe("whoever stands in", () => {
  it("does the work of an agent that fails, and of one that is left alone by the next run", async () => {
    const agents = "agents: { other: { description: Another, prompt: x } }";
    const workflow = (mock: string): string => `
name: standby
${agents}
settings: { circuit_breaker: { failures: 1, cool_down: 1h } }
tasks:
  - { id: a, agent: coder, prompt: x, fallback: { agent: other }, mock: ${mock} }
`;
    const place = project({
      "first.yml": workflow("[{ fail: agent-error, message: broken, cost_usd: 0.1 }, { output: mended }]"),
      "second.yml": workflow("{ output: again }"),
    });
    const first = await told(place, run("first.yml"));
    expect([first.code, first.tasks[0]?.output, first.tasks[0]?.attempts]).toEqual([0, "mended", 2]);
    expect(first.alerts).toMatchObject([{ kind: "circuit-open", agent: "coder" }]);
    const second = await told(place, run("second.yml"));
    expect([second.code, second.tasks[0]?.output, second.tasks[0]?.attempts]).toEqual([0, "again", 1]);
    expect(place.journal(second.run_id)).toContainEqual(
      expect.objectContaining({ type: "task.started", standIn: true }),
    );
    const status = await place.run(["status", first.run_id]);
    expect(status.code).toBe(0);
  });
});

describe("a fan-out in the views", () => {
  it("stands after its origin, each item with its key, and in its text under its group", async () => {
    const place = project({
      "it.yml": `
name: views
tasks:
  - id: each
    agent: coder
    prompt: "Do \${item}"
    for_each: { items: [x, y], key: "\${item}" }
    mock: { output: done }
  - { id: end, agent: coder, prompt: x, dependencies: [each], mock: { output: e } }
`,
    });
    const first = await told(place, run("it.yml"));
    expect(first.tasks.map(({ id, origin, key }) => [id, origin, key])).toEqual([
      ["each", undefined, undefined],
      ["each[x]", "each", "x"],
      ["each[y]", "each", "y"],
      ["end", undefined, undefined],
    ]);
    const status = await place.run(["status"]);
    expect(status.out).toMatch(/^ \S each .*\n {3}\S each\[x\] .*\n {3}\S each\[y\] .*\n \S end /m);
  });

  it("of a thousand items floods neither the terminal nor the status nor the end", async () => {
    const items = Array.from({ length: 1000 }, (_, at) => `i${at}`).join(", ");
    const place = project({
      "it.yml": `
name: many
settings: { max_parallel: 100, on_failure: continue }
tasks:
  - id: each
    agent: coder
    prompt: "Do \${item}"
    for_each: { items: [${items}], key: "\${item}", max_items: 1000, max_parallel: 100 }
    mock: { by_key: { i7: { fail: agent-error, message: no }, i500: { fail: agent-error, message: no }, i999: { fail: agent-error, message: no } } }
`,
    });
    const ended = await place.run(run("it.yml"));
    const lines = ended.err.split("\n");
    expect(lines.filter((line) => line.includes(" ITEMS ")).at(-1)).toContain(
      "each 1000/1000 done, 3 failed",
    );
    expect(lines.length).toBeLessThan(60);
    const status = await place.run(["status"]);
    expect(status.out).toContain("… 997 more: 997 succeeded");
    expect(status.out.split("\n").length).toBeLessThan(20);
    const document = await told(place, ["status"]);
    expect(document.tasks).toHaveLength(1001);
    const again = await told(place, ["resume", document.run_id, "--workflow", "recorded"]);
    const resumed = place.journal(document.run_id).filter(({ type }) => type === "task.started");
    expect(resumed.filter(({ task }) => task?.startsWith("each[") === true)).toHaveLength(1003);
    expect(again.err).toContain("997 tasks kept; 3 tasks open");
  });
});

describe("waiting for people", () => {
  it("is drawn differently from work, also when it was left in between", async () => {
    const place = project({
      "it.yml": `
name: asks
tasks:
  - { id: a, agent: coder, prompt: x, mock: { output: a } }
  - { id: ok, type: approval, prompt: "Go on?", dependencies: [a] }
`,
    });
    const first = await told(place, run("it.yml"));
    expect(first.code).toBe(3);
    await place.run(["approve", first.run_id]);
    const done = await told(place, ["resume", first.run_id]);
    expect(done.conclusion).toBe("success");
    const chart = await place.run(["replay", first.run_id, "--view", "timeline"]);
    expect(chart.out).toMatch(/ ok +·*░+·* .*success, waited for people/);
    expect(chart.out).toMatch(/ a +·*█+·* .*success\n/);
  });
});
