import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest, millis, runId, taskId } from "../base/brand.ts";
import { redactor } from "../guard/redact.ts";
import { cleanEvent } from "./clean.ts";
import { decodeSegment, encodeEntry, encodeHeader } from "./codec.ts";
import { type Entry, type Header, JOURNAL_VERSION, type RunEvent } from "./event.ts";

const sha = digest("a".repeat(64));
const header: Header = { version: JOURNAL_VERSION, run: runId("r"), plan: sha, epoch: 1, writer: "r/1" };
const task = taskId("build");
const events: readonly RunEvent[] = [
  { type: "run.started" },
  { type: "task.started", task, n: 1, fingerprint: sha },
  { type: "task.reported", task, note: 'line\nbreak \u2028 and "quotes"' },
  { type: "task.failed", task, n: 1, failure: { kind: "agent-exit", code: 1, message: "no" }, saw: [] },
  { type: "task.started", task, n: 2, fingerprint: sha },
  {
    type: "task.succeeded",
    task,
    n: 2,
    output: sha,
    usage: { inputTokens: 1, outputTokens: 2, costUsd: null },
    saw: [[taskId("plan"), "success", ""]],
  },
  { type: "run.finished", conclusion: "success" },
];
const entries: readonly Entry[] = events.map((event, index) => ({
  seq: index + 1,
  at: millis(index),
  ...event,
}));
const written = encodeHeader(header) + entries.map(encodeEntry).join("");
const line = (fields: object): string => `${JSON.stringify(fields)}\n`;

const refused = (text: string): Readonly<{ line: number; message: string }> => {
  const decoded = decodeSegment(text);
  if (decoded.ok) throw new Error("should have been refused");
  return decoded.error;
};

describe("a written segment", () => {
  it("reads back as it was", () => {
    expect(decodeSegment(written)).toEqual({
      ok: true,
      value: { segment: { header, entries }, opaque: [], torn: false },
    });
  });

  it("cut at any byte after its header reads as a prefix, torn or not", () => {
    fc.assert(
      fc.property(fc.integer({ min: encodeHeader(header).length, max: written.length }), (cut) => {
        const decoded = decodeSegment(written.slice(0, cut));
        if (!decoded.ok) throw new Error(decoded.error.message);
        const { segment, torn } = decoded.value;
        expect(segment.entries).toEqual(entries.slice(0, segment.entries.length));
        expect(torn).toBe(written.charAt(cut - 1) !== "\n");
      }),
    );
  });

  it("forgives a last line that ends but is no JSON", () => {
    const decoded = decodeSegment(`${written}{"seq":8,"at":\n`);
    expect(decoded).toMatchObject({ ok: true, value: { torn: true, segment: { entries } } });
  });

  it("names the line that is damaged in the middle", () => {
    const lines = written.split("\n");
    lines[3] = "}{";
    expect(refused(lines.join("\n"))).toEqual({ line: 4, message: "it is not a JSON object" });
  });

  it("names the line after a gap", () => {
    const lines = written.split("\n");
    lines.splice(3, 1);
    expect(refused(lines.join("\n"))).toEqual({ line: 4, message: "entry 4 follows entry 2" });
  });

  it("refuses a field that is not what the event needs", () => {
    const bad = line({ seq: 1, at: 0, type: "task.started", task: "a", n: 1, fingerprint: 7 });
    expect(refused(encodeHeader(header) + bad).message).toBe(
      '"fingerprint" of task.started is missing or wrong',
    );
  });

  it("of a newer version is refused in a sentence", () => {
    const newer = line({ ...header, version: JOURNAL_VERSION + 1 });
    expect(refused(newer + "{}\n").message).toContain("was written by a newer version");
  });

  it.each([
    ["nothing", ""],
    ["half a header", '{"version":1,"ru'],
    ["a header that is a list", "[]\n"],
    ["a header without a run", '{"version":1}\n'],
  ])("that holds %s is refused at line 1", (_, text) => expect(refused(text).line).toBe(1));

  it("keeps events that this version does not know, and counts them", () => {
    const later = '{"seq":2,"at":0,"type":"tide.turned","legs":3}';
    const text =
      encodeHeader(header) + encodeEntry({ seq: 1, at: millis(0), type: "writer.closed" }) + `${later}\n`;
    const decoded = decodeSegment(text + encodeEntry({ seq: 3, at: millis(0), type: "writer.closed" }));
    expect(decoded).toMatchObject({
      ok: true,
      value: {
        opaque: [{ seq: 2, type: "tide.turned", line: later }],
        segment: { entries: [{ seq: 1 }, { seq: 3 }] },
      },
    });
  });
});

describe("a clean event", () => {
  it("trusts no name in what a person filled in, and keeps what binds the answer to its question", () => {
    const event: RunEvent = {
      type: "gate.answered",
      task,
      shown: sha,
      answer: "aaaa",
      verdict: "approve",
      by: "ada",
      fields: { output: "hunter2", nested: { task: "hunter2!" }, hunter2: 1 },
      reason: "hunter2 is fine",
    };
    expect(cleanEvent(event, redactor(["hunter2", "aaaa", "approve"]))).toEqual({
      ...event,
      fields: { output: "***", nested: { task: "***!" }, "***": 1 },
      reason: "*** is fine",
    });
  });

  it("trusts no name in what an agent described", () => {
    const event: RunEvent = { type: "task.delegated", task, stage: 1, tasks: [{ output: "hunter2" }] };
    expect(cleanEvent(event, redactor(["hunter2"]))).toEqual({ ...event, tasks: [{ output: "***" }] });
  });

  it("loses secrets in foreign words and keeps the words of the machine", () => {
    const redact = redactor(["task.failed", "agent-exit", "hunter2", "build", "aaaa"]);
    const event: RunEvent = {
      type: "task.failed",
      task,
      n: 1,
      failure: { kind: "agent-exit", code: 1, message: "password hunter2 is wrong" },
      output: sha,
      saw: [[task, "success", sha]],
    };
    expect(cleanEvent(event, redact)).toEqual({
      ...event,
      failure: { kind: "agent-exit", code: 1, message: "password *** is wrong" },
    });
    expect(
      cleanEvent({ type: "run.stopping", reason: { kind: "cancel", by: "hunter2" }, running: "end" }, redact),
    ).toEqual({
      type: "run.stopping",
      reason: { kind: "cancel", by: "***" },
      running: "end",
    });
  });
});
