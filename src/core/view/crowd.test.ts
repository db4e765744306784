import { expect, test } from "vitest";
import { plan, task } from "../../../test/rig/plans.ts";
import { digest, millis, taskId, type TaskId } from "../base/brand.ts";
import type { Entry, RunEvent } from "../journal/event.ts";
import { plainLine, type LineOptions } from "../render/terminal.ts";
import { painter } from "../render/paint.ts";
import { MOST_TOLD_FAILURES, TOLD_STEPS } from "./crowd.ts";
import { progress } from "./progress.ts";

const SIZE = 1000;
const keys = Array.from({ length: SIZE }, (_, at) => String(at));
const GROUP = taskId("code");
const item = (key: string): TaskId => taskId(`code[${key}]`);
const PLAN = plan([
  task("code"),
  ...keys.map((key) => task(item(key), { parent: ["code", "all"] })),
  task("end"),
]);

const OPTIONS: LineOptions = { paint: painter(false), zone: 0, verbose: false, retryAt: () => null };

function told(events: readonly RunEvent[], options: LineOptions = OPTIONS): readonly string[] {
  const model = progress(PLAN);
  return events.flatMap((event, seq) => {
    const entry: Entry = { seq, at: millis(0), ...event };
    return plainLine(model, entry, options)?.slice("00:00:00 ".length) ?? [];
  });
}

const expanded = (count: number): RunEvent => ({
  type: "task.expanded",
  task: GROUP,
  stage: 1,
  list: digest("aa"),
  keys: keys.slice(0, count),
  marks: [],
  trust: "trusted",
});

const played = (key: string, fails: boolean): readonly RunEvent[] => [
  { type: "task.started", task: item(key), n: 1, fingerprint: digest("aa") },
  fails
    ? { type: "task.failed", task: item(key), n: 1, failure: { kind: "agent-error", message: "no" }, saw: [] }
    : { type: "task.succeeded", task: item(key), n: 1, output: digest("aa"), saw: [] },
];

test("a large fan-out is told in steps, with the first of its failures", () => {
  const lines = told([expanded(SIZE), ...keys.flatMap((key) => played(key, Number(key) % 10 === 0))]);
  expect(lines).toHaveLength(TOLD_STEPS + MOST_TOLD_FAILURES);
  expect(lines[0]).toBe('FAILED   code[0] attempt=1 0ms class=agent-error reason="no"');
  expect(lines.at(-1)).toBe("ITEMS    code 1000/1000 done, 100 failed");
});

test("a small one, and every one for those who want to hear all, is told item by item", () => {
  const few = [expanded(2), ...["0", "1"].flatMap((key) => played(key, false))];
  expect(told(few)).toHaveLength(4);
  const many = [expanded(SIZE), ...keys.flatMap((key) => played(key, false))];
  expect(told(many, { ...OPTIONS, verbose: true })).toHaveLength(2 * SIZE);
});

test("questions to people inside of it are heard", () => {
  const asks: RunEvent = { type: "gate.requested", task: item("5"), shown: digest("ab".repeat(32)) };
  expect(told([expanded(SIZE), asks])).toEqual(["ASKS     code[5] digest=abababababab"]);
});
