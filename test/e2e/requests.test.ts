/** What a run on several machines asks of the API, counted: all jobs of a repository share a thousand requests an hour. */
import { expect, test } from "vitest";
import { instancesOf } from "../rig/github-run.ts";
import { logOf, orchestrated } from "../rig/orchestrated.ts";

/** Jobs of processes on a busy machine. */
const PATIENCE = 180_000;
const TASKS = 20;
/** Of a run of so many tasks. */
const MOST = 5 + TASKS;
/** Side by side, and dealt to so many machines; what is held for one leg holds for twenty. */
const MIDDLE = Array.from({ length: TASKS - 2 }, (_, at) => `t${at}`);
const LEGS = 2;

const flow = (word: string): string => `name: many
settings: { pools: { few: ${LEGS} } }
tasks:
  - { id: first, type: command, run: [test, ours, "=", ${word}] }
${MIDDLE.map((id) => `  - { id: ${id}, type: command, pool: few, dependencies: [first], run: [sh, -c, "grep ours CLAUDE.md && test ! -e AGENTS.md"] }`).join("\n")}
  - { id: last, type: command, dependencies: [${MIDDLE.join(", ")}], run: [echo, done] }
`;

test(
  "a run of twenty tasks over three waves has a live comment, and its legs ask for nothing although the change has other files",
  async () => {
    const { fake, results, played } = await orchestrated({
      files: { "workflows/many.yml": flow("ours"), "CLAUDE.md": "Be ours.\n", ".claude/settings.json": "{}" },
      change: { "workflows/many.yml": flow("theirs"), "CLAUDE.md": "Be theirs.\n", "AGENTS.md": "More.\n" },
      given: { workflow: "many", runner: "scripted" },
    });
    const end = await played.start();
    const log = logOf(end);
    expect(end.conclusion, log).toBe("success");
    expect(fake.calls.length).toBeLessThanOrEqual(MOST);
    // Whoever reads the base there would ask for its trees and files.
    expect(fake.calls.filter(({ path }) => path.includes("/git/") || path.includes("/pulls/"))).toEqual([]);
    expect(fake.comments).toHaveLength(1);
    expect(fake.comments[0]?.writes).toBeGreaterThan(3);
    const logs = instancesOf(end.jobs).filter(({ path }) => path.includes("w2"));
    expect(logs).toHaveLength(LEGS);
    for (const { log: said } of logs)
      expect(said).toContain("CLAUDE.md, workflows/many.yml, AGENTS.md, which did not count");
    expect([...fake.violations, ...results.violations]).toEqual([]);
  },
  PATIENCE,
);
