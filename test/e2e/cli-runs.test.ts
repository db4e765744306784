import { join } from "node:path";
import { expect, test } from "vitest";
import { livingOne } from "../../src/adapters/system/proc-table.ts";
import { documentFrom, project, type Project } from "../rig/cli.ts";

/** `first` is quick, `second` lasts until it is told to go on, `third` is quick again. */
const GATED = `name: gated
tasks:
  - { id: first, type: command, run: [bash, -c, "echo ran >> first.txt; echo one"] }
  - id: second
    type: command
    dependencies: [first]
    run: [bash, -c, "echo waiting; while [ ! -e go ]; do sleep 0.02; done; echo two"]
  - { id: third, type: command, dependencies: [second], run: [echo, "\${second.output}"] }
outputs: { end: "\${third.output}" }
`;

const gated = (): Project => project({ "gated.yml": GATED });
const go = (place: Project): void => place.write("go", "");
const runs = (place: Project): number => place.lines("first.txt").length;

test("a run that was killed resumes without losing or repeating a committed task", async () => {
  const place = gated();
  const run = place.start(["run", "gated.yml"]);
  await run.saw("START    second");
  run.kill("SIGKILL");
  await run.ended;
  const cut = await place.run(["status"]);
  expect(cut.out).toMatch(/^gated was cut off before its end .*1\/3 tasks/);
  go(place);
  const resumed = await place.run(["resume", "latest", "--json"]);
  expect(resumed.code).toBe(0);
  expect(resumed.err).toContain("1 task kept; 2 tasks open");
  expect(JSON.parse(resumed.out)).toMatchObject({ conclusion: "success", outputs: { end: "waiting\ntwo" } });
  expect(runs(place)).toBe(1);
});

test("resume of a finished run prints its document and runs nothing", async () => {
  const place = gated();
  go(place);
  const first = await place.run(["run", "gated.yml", "--json", "-q"]);
  const again = await place.run(["resume", "latest", "--json", "-q"]);
  expect(JSON.parse(again.out)).toEqual(JSON.parse(first.out));
  expect([again.code, runs(place)]).toEqual([0, 1]);
  const rerun = await place.run(["resume", "latest", "--rerun", "all", "--json", "-q"]);
  expect([rerun.code, runs(place)]).toEqual([0, 2]);
});

test("the same document is read back by status and replay, also from a bare folder", async () => {
  const place = gated();
  go(place);
  const { out } = await place.run(["run", "gated.yml", "--json", "-q"]);
  const { run_id: id } = documentFrom(out);
  expect((await place.run(["status", id, "--json"])).out).toBe(out);
  expect((await place.run(["status", id.slice(-4), "--json"])).out).toBe(out);
  const folder = join(place.folder, ".claude/workflow-state/runs", id);
  expect((await place.run(["replay", folder, "--view", "document"], { cwd: "/" })).out).toBe(out);
  expect((await place.run(["replay", folder, "--view", "timeline"], { cwd: "/" })).out).toMatch(
    / third .*success/,
  );
  const entries = (await place.run(["replay", folder, "--view", "entries"], { cwd: "/" })).out;
  expect(entries.split("\n")[1]).toContain('"type":"run.started"');
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s ends the run, its tasks and the process with %d", async (signal, code) => {
  const place = gated();
  const run = place.start(["run", "gated.yml"]);
  await run.saw("START    second");
  run.kill(signal);
  const ended = await run.ended;
  expect(ended.code).toBe(code);
  expect(ended.err).toContain("was cancelled");
  expect((await place.run(["status", "--json"])).out).toContain('"conclusion": "cancelled"');
});

test("cancel ends a run of another process, and waits until it has ended", async () => {
  const place = gated();
  const run = place.start(["run", "gated.yml"]);
  await run.saw("START    second");
  const cancelled = await place.run(["cancel", "latest"]);
  expect(cancelled.out).toMatch(/^run \S+ was cancelled\n$/);
  expect(cancelled.code).toBe(0);
  expect(livingOne(run.pid)).toBeUndefined();
  expect((await run.ended).code).toBe(143);
  expect((await place.run(["cancel", "latest"])).err).toBe("the run had already ended\n");
});

test("cancel closes a run that nobody drives any more", async () => {
  const place = gated();
  const run = place.start(["run", "gated.yml"]);
  await run.saw("START    second");
  run.kill("SIGKILL");
  await run.ended;
  const { code, out } = await place.run(["cancel", "latest"]);
  expect([code, out.endsWith("was cancelled\n")]).toEqual([0, true]);
});

test("a run is driven by one process only", async () => {
  const place = gated();
  const run = place.start(["run", "gated.yml"]);
  await run.saw("START    second");
  const second = await place.run(["resume", "latest"]);
  expect(second.code).toBe(2);
  expect(second.err).toContain(`is driven by process ${run.pid}`);
  go(place);
  expect((await run.ended).code).toBe(0);
});

test("logs follow a run to its end, and name the task of each line", async () => {
  const place = gated();
  const run = place.start(["run", "gated.yml"]);
  await run.saw("START    second");
  const logs = place.start(["logs", "latest", "-f"]);
  await logs.saw("second | waiting");
  go(place);
  await run.ended;
  expect((await logs.ended).out).toBe(
    "first | one\nsecond | waiting\nsecond | two\nthird | waiting\nthird | two\n",
  );
  expect((await place.run(["logs", "latest", "first"])).out).toBe("one\n");
  const wrong = await place.run(["logs", "latest", "fist"]);
  expect([wrong.code, wrong.err.includes('did you mean "first"?')]).toEqual([2, true]);
});

test("a reader that goes away ends nothing", async () => {
  const place = gated();
  const run = place.start(["run", "gated.yml", "--json-lines"]);
  await run.saw('"type":"task.started"');
  run.stopReading();
  go(place);
  expect((await run.ended).code).toBe(0);
  expect((await place.run(["status", "--json"])).out).toContain('"conclusion": "success"');
});

test("runs are named by their id, a part of it, or latest; anything else gets a suggestion", async () => {
  const place = gated();
  go(place);
  await place.run(["run", "gated.yml", "-q"]);
  const { code, err } = await place.run(["status", "lastest"]);
  expect([code, err]).toEqual([2, 'error: there is no run "lastest"\n  help: Did you mean "latest"?\n']);
});

test("the workflow's current file can be taken up by a resume, and strict refuses a changed one", async () => {
  const place = project({
    "w.yml": "name: w\ntasks:\n  - { id: a, type: command, run: [bash, -c, 'exit 1'] }\n",
  });
  expect((await place.run(["run", "w.yml", "-q"])).code).toBe(1);
  place.write("w.yml", "name: w\ntasks:\n  - { id: a, type: command, run: [echo, mended] }\n");
  const strict = await place.run(["resume", "latest", "--workflow", "strict"]);
  expect([strict.code, strict.err.includes("has changed since the run was started")]).toEqual([2, true]);
  expect((await place.run(["resume", "latest", "--workflow", "recorded", "-q"])).code).toBe(1);
  const current = await place.run(["resume", "latest", "--workflow", "current", "--json", "-q"]);
  expect(current.code).toBe(0);
  expect(JSON.parse(current.out)).toMatchObject({
    tasks: [{ id: "a", status: "success", output: "mended" }],
  });
});
