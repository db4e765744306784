/** A compiled file with the action itself in jobs that act runs: plan, legs and end hand each other what they did through a service on loopback. */
import { describe, expect, test } from "vitest";
import { acted, type Acted } from "../../rig/act.ts";
import { project } from "../../rig/cli.ts";
import { compiledBy, keptDocument } from "../../rig/kept.ts";

const FILE = ".github/workflows/it.agents.yml";

const flow = (last: string): string => `name: it
context: { secrets: [DEPLOY_TOKEN] }
inputs:
  who: { type: string, default: nobody }
  note: { type: string }
outputs:
  said: { value: "\${greet.output} \${sum.output}" }
tasks:
  - { id: greet, type: command, run: [echo, "hello \${inputs.who}"] }
  - { id: think, agent: checker, dependencies: [greet], mock: { output: fine, cost_usd: 0.25 } }
  - { id: list, type: command, dependencies: [greet], run: [echo, "\${inputs.note ?? 'no note'}"] }
  - { id: sum, type: command, dependencies: [think, list], run: [echo, "\${think.output}, \${list.output}"] }
  - id: last
    type: command
    dependencies: [sum]
    run: ${last}
    env: { DEPLOY_TOKEN: "\${secrets.DEPLOY_TOKEN}" }
`;

async function runUnderAct(last: string): Promise<Acted> {
  const text = await compiledBy(project({ "workflows/it.yml": flow(last) }), "it");
  return acted({
    files: { "workflows/it.yml": flow(last), [FILE]: text },
    event: "workflow_dispatch",
    payload: () => ({ inputs: { who: "act", note: "" } }),
    entry: FILE,
    secrets: { DEPLOY_TOKEN: "hunter2-hunter2-hunter2" },
  });
}

describe("a compiled workflow and the action in jobs that act runs", () => {
  test("come to the end that one process comes to, with one check that says so", async () => {
    const { ended, fake, results } = await runUnderAct("[sh, -c, 'test -n \"$DEPLOY_TOKEN\"']");
    expect(ended.code, ended.out + ended.err).toBe(0);
    const document = await keptDocument(results);
    expect(document).toMatchObject({
      conclusion: "success",
      outputs: { said: "hello act fine, no note" },
      total_cost_usd: 0.25,
    });
    expect(fake.checks).toMatchObject([{ name: "agents / it", status: "completed", conclusion: "success" }]);
    expect([fake.violations, results.violations]).toEqual([[], []]);
  });

  test("are red where a leg failed, and no archive, log or request holds the secret", async () => {
    const { ended, fake, results } = await runUnderAct(
      "[sh, -c, 'echo $DEPLOY_TOKEN; echo $DEPLOY_TOKEN >&2; exit 4']",
    );
    expect(ended.code).not.toBe(0);
    const { conclusion, tasks } = await keptDocument(results);
    expect([conclusion, tasks.find(({ id }) => id === "last")?.status]).toEqual(["failure", "failure"]);
    expect(fake.checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    const sent = fake.calls.map(({ body }) => JSON.stringify(body)).join("\n");
    for (const sink of [ended.out, ended.err, sent, JSON.stringify(await keptDocument(results))])
      expect(sink).not.toContain("hunter2");
  });
});
