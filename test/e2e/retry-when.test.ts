/** `retry.when` is asked after each failure, and knows the attempt that failed. */
import { expect, test } from "vitest";
import { documentFrom, project } from "../rig/cli.ts";

const workflow = (when: string): string => `name: picky
tasks:
  - id: fix
    agent: coder
    prompt: Fix it
    retry: { max_attempts: 4, delay: 0, when: "${when}" }
    mock: { fail: agent-error, message: the tests failed }
  - id: leave
    type: command
    run: [bash, -c, "exit 3"]
    retry: { max_attempts: 4, delay: 0, when: "${when}" }
settings: { on_failure: continue }
`;

test.each([
  ["true", 4, 4],
  ["attempts < 3", 3, 3],
  ["contains(error, 'tests')", 4, 1],
  ["failure.class == 'agent-exit'", 1, 4],
  ["(failure.code ?? 0) == 3 && attempts < 2", 1, 2],
  ["contains(failure.message, 'the tests')", 4, 1],
])("with %s one task is tried %i and the other %i times", async (when, fix, leave) => {
  const place = project({ "picky.yml": workflow(when) });
  const { out, code } = await place.run(["run", "picky.yml", "--runner", "scripted", "--json", "-q"]);
  const { tasks } = documentFrom(out);
  expect([code, tasks.map(({ id, attempts }) => [id, attempts])]).toEqual([
    1,
    [
      ["fix", fix],
      ["leave", leave],
    ],
  ]);
});
