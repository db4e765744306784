/** `report` as a person types it: one file of a run, with what lies on disk, and nothing that must not leave. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { project } from "../rig/cli.ts";

const FLOW = `name: flow
inputs:
  who: { type: string, default: "<b>Ada</b>" }
outputs:
  said: { value: "\${greet.output}" }
tasks:
  - id: greet
    type: command
    run: [node, -e, "console.log('hello <script>alert(1)</script> sk-ant' + '-api03-' + 'x'.repeat(40))"]
  - id: broken
    type: command
    retry: { max_attempts: 2, delay: 10ms }
    run: [sh, -c, "echo 'it is <broken> & done' >&2; exit 3"]
`;

test("writes one page with what failed, what was said, what went in and out, and no key", async () => {
  const { folder, run } = project({ "flow.yml": FLOW });
  expect((await run(["run", "flow.yml", "--ui", "plain"])).code).toBe(1);
  const ended = await run(["report", "-o", "out.html"]);
  expect(ended.code, ended.err).toBe(0);
  expect(ended.out).toBe(`${join(folder, "out.html")}\n`);
  const page = readFileSync(join(folder, "out.html"), "utf8");
  for (const words of [
    "it is &lt;broken&gt; &amp; done",
    "&lt;b&gt;Ada&lt;/b&gt;",
    "hello &lt;script&gt;alert(1)&lt;/script&gt;",
    "after 2 attempts",
    "&quot;said&quot;",
  ])
    expect(page).toContain(words);
  expect(page).not.toContain("xxxxxxxx");
  expect(page.match(/<script/g)).toHaveLength(1);
});

test("has a name of its own, goes to stdout, and tells programs where it is", async () => {
  const { folder, run, lines } = project({ "flow.yml": FLOW });
  await run(["run", "flow.yml", "--ui", "plain"]);
  const named = JSON.parse((await run(["report", "--json"])).out) as Record<string, unknown>;
  const id = String(named["run_id"]);
  expect(named).toMatchObject({ schemaVersion: 1, path: join(folder, `report-${id}.html`) });
  expect(lines(`report-${id}.html`)[0]).toMatch(/^<!doctype html>/);
  const printed = await run(["report", id, "-o", "-"]);
  expect(printed.out.length).toBeGreaterThan(Number(named["bytes"]) - 200);
  const copied = await run(["report", `.claude/workflow-state/runs/${id}`, "-o", "-"]);
  expect(copied.code, copied.err).toBe(0);
  expect(copied.out).toContain("it is &lt;broken&gt;");
});

test("says what is wrong: no run, no place to write to", async () => {
  const { run } = project({ "flow.yml": FLOW });
  const none = await run(["report"]);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining("there are no runs yet")]);
  await run(["run", "flow.yml", "--ui", "plain"]);
  const nowhere = await run(["report", "-o", "missing/x.html"]);
  expect(nowhere.code).toBe(6);
  expect(nowhere.err).toMatch(/could not be written[^]*help: name another file/);
});
