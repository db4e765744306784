/** orchestrate.yml with what dist/ holds: real processes on machines that share nothing but two services. */
import { describe, expect, test } from "vitest";
import { logOf, orchestrated } from "../rig/orchestrated.ts";
import { instancesOf } from "../rig/github-run.ts";

const FLOW = `name: flow
inputs:
  who: { type: string, default: world }
outputs:
  said: { value: "\${sum.output}" }
tasks:
  - id: names
    type: command
    run: [echo, '["a","b","c"]']
  - id: each
    type: command
    dependencies: [names]
    for_each: { items: "\${names.output}", key: "\${item}", max_items: 5 }
    run: [echo, "hello \${item}"]
  - id: think
    agent: checker
    dependencies: [names]
    mock: { output: fine, cost_usd: 0.25 }
  - id: sum
    type: command
    dependencies: [each, think]
    run: [echo, "\${inputs.who} \${think.output}"]
`;

describe("a run on several machines", () => {
  test("goes over three waves, and ends as it would have in one job", async () => {
    const { fake, results, played } = await orchestrated({
      files: { "flow.yml": FLOW },
      given: { workflow: "flow.yml", runner: "scripted", inputs: '{"who":"moon"}' },
    });
    const timer = setInterval(() => console.log(JSON.stringify(played.begun.map((x) => x.path)), results.calls.length, fake.calls.map((c) => `${c.method} ${c.path} ${c.status}`).join(' | ')), 8000);
    const end = await played.start();
    clearInterval(timer);
    const log = logOf(end);
    console.log(log);
    expect(instancesOf(end.jobs).map(({ path, result }) => `${path} ${result}`), log).toEqual([]);
    expect(fake.violations).toEqual([]);
    expect(results.violations).toEqual([]);
  });
});
