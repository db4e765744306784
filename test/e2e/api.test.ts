/** The package as other code imports it, on every version of Node.js that the machine has. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodes, project } from "../rig/cli.ts";
import { temporaryFolder } from "../rig/folder.ts";

const root = join(import.meta.dirname, "../..");

function run(node: string, name: string, text: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/agent-orchestrator"));
  writeFileSync(
    join(folder, "tools.mjs"),
    'export default { name: "tools", types: { lint: { run() {} } } };',
  );
  writeFileSync(join(folder, name), text);
  return execFileSync(node, [name], { cwd: folder, encoding: "utf8" });
}

const FLOW = `const a = task("a", { type: "command", run: ["echo", "one"] });
const b = task("b", { type: "command", run: ["echo", "\${a.output}"] });
const flow = workflow("it", link(a).to(b).when("\${a.output} == 'one'"));`;

describe.each(nodes())("on Node.js %s", (_, node) => {
  it("modules and scripts get the same functions, and plans", () => {
    const show =
      "flow.plan().then((plan) => console.log(plan.tasks.map(({ id, needs }) => [id, needs]).join(';')));";
    const module = `import { link, task, workflow } from "agent-orchestrator";\n${FLOW}\n${show}`;
    const script = `const { link, task, workflow } = require("agent-orchestrator");\n${FLOW}\n${show}`;
    expect(run(node, "a.mjs", module)).toBe("a,;b,a\n");
    expect(run(node, "a.cjs", script)).toBe("a,;b,a\n");
  });

  it("plans know the plugins of the project, and a plan that is refused says why", () => {
    const module = `import { task, workflow, WorkflowError } from "agent-orchestrator";
      const keys = { settings: { plugins: ["tools.mjs"] } };
      const plan = await workflow("it", keys, task("a", { type: "lint" })).plan();
      console.log(plan.tasks[0].work.plugin);
      await workflow("it", keys, task("a", { type: "lnit" })).plan().catch((error) =>
        console.log(error instanceof WorkflowError, error.findings[0].code));`;
    expect(run(node, "b.mjs", module)).toBe("lint\ntrue AO1111\n");
  });

  it("what it writes is a workflow that runs", async () => {
    const text = run(
      node,
      "c.mjs",
      `import { link, task, workflow } from "agent-orchestrator";\n${FLOW}\nconsole.log(JSON.stringify(flow));`,
    );
    const ended = await project({ "it.json": text }).run(["run", "it.json", "-q"], { node });
    expect([ended.code, ended.err]).toEqual([0, ""]);
  });
});
