/** The time for `finally` and hooks, end to end: it bounds what runs, what is tried again and what waits. */
import { expect, it } from "vitest";
import { documentIn, project } from "../rig/program.ts";

it("finally_timeout ends what cleans up for too long, and no retry outlasts it", async () => {
  const place = project({
    "it.yml": `
name: tidy
settings: { finally_timeout: 1, max_parallel: 2 }
tasks: [{ id: a, agent: coder, prompt: x, mock: { output: a } }]
finally:
  - { id: again, agent: coder, prompt: x, retry: { max_attempts: 3, delay: 1h, max_delay: 1h }, mock: { fail: agent-error, message: broken } }
  - { id: slow, type: command, run: [sleep, "60"] }
  - { id: behind, agent: coder, prompt: x, dependencies: [slow], trigger_rule: all_done, mock: { output: late } }
`,
  });
  const ended = await place.run(["run", "it.yml", "--runner", "scripted", "--json"]);
  const { conclusion, tasks } = documentIn(ended);
  const told = tasks.map(({ id, status, reason = "", attempts }) => `${id} ${status} ${attempts} ${reason}`);
  expect([ended.code, conclusion, ...told]).toEqual([
    1,
    "failure",
    "a success 1 ",
    "again failure 1 agent-error: broken",
    "slow failure 1 timeout: the time for cleaning up was over",
    "behind failure 0 timeout: its time was over before it could start",
  ]);
});
