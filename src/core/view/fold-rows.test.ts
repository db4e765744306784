import { describe, expect, it } from "vitest";
import { taskId } from "../base/brand.ts";
import { foldedRows, MOST_CHILDREN, SHOWN_CHILDREN } from "./fold-rows.ts";
import type { Row, Standing } from "./outline.ts";

function row(id: string, depth: number, status: Standing = "success"): Row {
  return {
    id: taskId(id),
    agent: null,
    type: "agent",
    role: "task",
    depth,
    origin: null,
    key: null,
    status,
    reason: null,
    failure: null,
    attempts: 1,
    maxAttempts: 1,
    startedAt: null,
    finishedAt: null,
    retryAt: null,
    note: "",
    usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
    output: "",
    reused: false,
    required: false,
    waitsFor: [],
  };
}

const items = (count: number, statusOf: (at: number) => Standing = () => "success"): readonly Row[] =>
  Array.from({ length: count }, (_, at) => row(`i${at}`, 1, statusOf(at)));

const shown = (rows: readonly Row[]): readonly string[] =>
  foldedRows(rows).map((line) =>
    "row" in line
      ? line.row.id
      : `${line.folded.depth}: ${line.folded.count} more ${JSON.stringify([...line.folded.statuses])}`,
  );

describe("the children of a group", () => {
  it("are all shown as long as there are few, and so are the tasks of the file however many", () => {
    const rows = [row("each", 0), ...items(MOST_CHILDREN), row("end", 0)];
    expect(shown(rows)).toEqual(rows.map(({ id }) => id));
    expect(shown(Array.from({ length: 100 }, (_, at) => row(`t${at}`, 0)))).toHaveLength(100);
  });

  it("are counted where there are many, but for what failed or is at work", () => {
    const status = (at: number): Standing =>
      at === 7 ? "failure" : at === 3 ? "running" : at < 990 ? "success" : "pending";
    expect(shown([row("each", 0, "running"), ...items(1000, status), row("end", 0)])).toEqual([
      "each",
      "i3",
      "i7",
      '1: 998 more [["success",988],["pending",10]]',
      "end",
    ]);
  });

  it("of which very many failed are counted too, with the failures before what is at work", () => {
    const lines = shown([row("each", 0), ...items(1000, (at) => (at < 20 ? "running" : "failure"))]);
    expect(lines).toHaveLength(1 + SHOWN_CHILDREN + 1);
    expect(lines.slice(1, 3)).toEqual(["i20", "i21"]);
  });

  it("are shown with what is inside of them", () => {
    const steps = (id: string, status: Standing): readonly Row[] => [
      row(id, 1, status),
      row(`${id}/s`, 2, status),
    ];
    const rows = [
      row("each", 0),
      ...items(30).flatMap(({ id }) => steps(id, id === "i9" ? "failure" : "success")),
    ];
    expect(shown(rows)).toEqual(["each", "i9", "i9/s", '1: 29 more [["success",29]]']);
  });
});
