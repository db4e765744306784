/** One workflow in one process, in waves of jobs and in the jobs of its compiled file: with what dist/ holds, all three come to the same. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentFrom, project } from "../rig/cli.ts";
import { logOf, orchestrated } from "../rig/orchestrated.ts";
import { keptDocument, told } from "../rig/kept.ts";
import { compiledRun } from "../rig/placed.ts";
import { CLI } from "../rig/program.ts";

/** Dozens of processes for each workflow, on a machine that others use too. */
const PATIENCE = 240_000;

const library = join(CLI, "../../workflows");
const names = readdirSync(library).flatMap((name) => (/^[\w-]+\.yml$/.test(name) ? [name.slice(0, -4)] : []));

const INPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "bug-fix": { bug_description: "the cache forgets" },
  "full-stack-feature": { feature_name: "dark mode" },
  "research-and-implementation": { question: "which parser", goal: "read the file" },
};

async function inProcess(name: string, inputs: Readonly<Record<string, string>>): Promise<unknown> {
  const words = Object.entries(inputs).flatMap(([key, value]) => ["-p", `${key}=${value}`]);
  return told(
    documentFrom((await project().run(["run", name, "--runner", "scripted", "--json", ...words])).out),
  );
}

type Come = Readonly<{ to: unknown; log: string; violations: readonly string[] }>;

async function inWaves(name: string, inputs: Readonly<Record<string, string>>): Promise<Come> {
  const { played, results, fake } = await orchestrated({
    files: { "README.md": "# it\n" },
    // What is said live is tried elsewhere, and each time takes a second.
    given: { workflow: name, runner: "scripted", comment: "final", inputs: JSON.stringify(inputs) },
  });
  const log = logOf(await played.start());
  return {
    to: told(await keptDocument(results)),
    log,
    violations: [...fake.violations, ...results.violations],
  };
}

async function compiled(name: string, inputs: Readonly<Record<string, string>>): Promise<Come> {
  const { played, results, fake } = await compiledRun({ name, inputs });
  const log = logOf(await played.start());
  return {
    to: told(await keptDocument(results)),
    log,
    violations: [...fake.violations, ...results.violations],
  };
}

describe("a workflow of the library", () => {
  test.each(names)(
    "%s comes to the same in all three places",
    async (name) => {
      const inputs = INPUTS[name] ?? {};
      const [whole, ...others] = await Promise.all([
        inProcess(name, inputs),
        inWaves(name, inputs),
        compiled(name, inputs),
      ]);
      for (const { to, log, violations } of others) {
        expect(to, log).toEqual(whole);
        expect(violations).toEqual([]);
      }
    },
    PATIENCE,
  );
});
