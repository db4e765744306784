/** Budgets of tasks and of groups end to end: who is ended, what is kept, and how it goes on with more. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentIn, type Project, project, type RunDocument, type TaskDocument } from "../rig/program.ts";

type Money = Readonly<Record<string, number>>;
type Told = Omit<RunDocument, "tasks"> &
  Readonly<{
    code: number | null;
    err: string;
    tasks: readonly (TaskDocument & Readonly<{ budget?: Money }>)[];
  }>;

async function told(place: Project, words: readonly string[]): Promise<Told> {
  const ended = await place.run([...words, "--json"]);
  return { ...documentIn(ended), code: ended.code, err: ended.err };
}

const RUN = ["run", "it.yml", "--runner", "scripted"] as const;

const statuses = ({ tasks }: Told): readonly string[] => tasks.map(({ id, status }) => `${id} ${status}`);

const raise = (place: Project, from: string, to: string): void => {
  const path = join(place.directory, "it.yml");
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
};

const FAN = `
name: fan
settings: { max_parallel: 4, on_failure: continue }
tasks:
  - id: each
    agent: coder
    prompt: "Do \${item}"
    for_each: { items: [quick, greedy, slow, late, last], key: "\${item}", max_parallel: 3 }
    budget: { max_cost_usd: 2 }
    mock:
      by_key:
        quick: { output: kept, cost_usd: 0.5 }
        greedy: [{ delay: 3, report: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 1.8, 2, 3] }, { output: g, cost_usd: 0.1 }]
        slow: [{ delay: 60, report: [0.05] }, { output: s, cost_usd: 0.1 }]
        late: [{ delay: 60, report: [0.05] }, { output: l, cost_usd: 0.1 }]
        last: { output: z, cost_usd: 0.1 }
  - { id: other, agent: coder, prompt: x, mock: { delay: 1, output: o, cost_usd: 2 } }
`;

describe("the budget of a fan-out that running items pass", () => {
  it("ends them, keeps what they cost and what is done, lets the rest of the run go on, and is resumed with more", async () => {
    const place = project({ "it.yml": FAN });
    const first = await told(place, RUN);
    expect([first.code, ...statuses(first)]).toEqual([
      1,
      "each failure",
      "each[quick] success",
      "each[greedy] failure",
      "each[slow] failure",
      "each[late] failure",
      "each[last] failure",
      "other success",
    ]);
    const [each, , greedy, slow, , last] = first.tasks;
    expect(greedy?.reason).toBe(
      'budget-exceeded: the budget of "each" was passed while it ran: it had no money left',
    );
    expect(greedy?.cost_usd).toBeLessThan(2);
    expect(slow).toMatchObject({ cost_usd: 0.05, attempts: 1 });
    expect(last?.reason).toBe('budget-exceeded: the budget of "each" has no money left for another attempt');
    const { limit_usd, spent_usd, reserved_usd, overshoot_usd } = each?.budget ?? {};
    const parts = first.tasks.filter(({ id }) => id.startsWith("each["));
    expect(spent_usd).toBeCloseTo(parts.reduce((sum, { cost_usd }) => sum + (cost_usd ?? 0), 0));
    expect([limit_usd, reserved_usd, overshoot_usd]).toEqual([2, 0, expect.closeTo((spent_usd ?? 0) - 2)]);
    // No more than the report that told of it.
    expect(overshoot_usd).toBeLessThanOrEqual(0.21);
    expect(first.err).toMatch(
      /^ {2}budget of each: spent \$2\.\d\d of \$2\.00: \$0\.\d\d over, by agents that were running$/m,
    );
    const stopping = place.journal(first.run_id).filter(({ type }) => type === "task.stopping");
    expect(stopping.map(({ task, reason }) => `${task} ${String(reason)}`)).toEqual([
      "each[greedy] budget",
      "each[slow] budget",
      "each[late] budget",
    ]);
    const status = await place.run(["status"]);
    expect(status.out).toContain(" budget of each: spent $2.");

    raise(place, "budget: { max_cost_usd: 2 }", "budget: { max_cost_usd: 5 }");
    const more = await told(place, ["resume", first.run_id]);
    expect([more.code, more.conclusion]).toEqual([0, "success"]);
    const entries = place.journal(first.run_id);
    const since = entries.findIndex(({ type }) => type === "run.resumed");
    const started = entries
      .slice(since)
      .flatMap(({ type, task = "" }) => (type === "task.started" ? [task] : []));
    expect(started.sort()).toEqual(["each", "each[greedy]", "each[last]", "each[late]", "each[slow]"]);
    expect(more.tasks[0]?.budget).toMatchObject({ limit_usd: 5, overshoot_usd: 0 });
    expect(more.tasks.find(({ id }) => id === "other")?.attempts).toBe(1);
  });
});

describe("the budget of one task", () => {
  it("ends its attempt, and no other one is made, nor by whoever stands in", async () => {
    const place = project({
      "it.yml": `
name: one
settings: { max_parallel: 2, on_failure: continue }
tasks:
  - id: a
    agent: coder
    prompt: x
    budget: { max_tokens: 1000 }
    retry: { max_attempts: 3 }
    fallback: { agent: reviewer }
    mock: { fail: agent-error, message: broken, input_tokens: 600 }
  - { id: b, agent: coder, prompt: x, budget: { max_cost_usd: 1 }, mock: { output: done, cost_usd: 0.4 } }
  - { id: c, agent: coder, prompt: x, budget: { max_cost_usd: 1 }, mock: { delay: 2, report: [0.2, 0.9, 1.5, 3], cost_usd: 3 } }
  - { id: d, agent: coder, prompt: x, dependencies: [c], trigger_rule: all_done, mock: { output: "\${c.status}" } }
`,
    });
    const first = await told(place, RUN);
    expect([first.code, ...statuses(first)]).toEqual([1, "a failure", "b success", "c failure", "d success"]);
    expect(first.tasks[0]).toMatchObject({
      attempts: 2,
      budget: { spent_tokens: 1200, overshoot_tokens: 200 },
    });
    expect(first.tasks[2]).toMatchObject({
      attempts: 1,
      cost_usd: 1.5,
      reason: "budget-exceeded: its budget was passed while it ran: it had no money left",
    });
    raise(
      place,
      "budget: { max_cost_usd: 1 }, mock: { output",
      "budget: { max_cost_usd: 2 }, mock: { output",
    );
    const again = await told(place, ["resume", first.run_id]);
    // More money for what is done changes nothing about it.
    expect(again.tasks[1]).toMatchObject({ status: "success", attempts: 1, cost_usd: 0.4 });
  });
});
