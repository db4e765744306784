import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/rig/folder.ts";
import { digest, millis, runId } from "../../core/base/brand.ts";
import { encodeEntry, encodeHeader } from "../../core/journal/codec.ts";
import { JOURNAL_VERSION } from "../../core/journal/event.ts";
import { createRunFolder, readSegments, runFolder, segmentPath, taskLogs } from "./run-folder.ts";
import { findRun, listRuns, newRunId, RUN_ID } from "./runs.ts";

function stateWith(...ids: readonly string[]): string {
  const state = join(temporaryFolder(), "state");
  for (const id of ids) {
    expect(createRunFolder(state, runId(id))).toBe(true);
    writeFileSync(runFolder(state, runId(id)).plan, JSON.stringify({ name: `plan of ${id}` }));
  }
  return state;
}

const OLD = "20260101-120000-aaaa";
const NEW = "20260102-120000-abbb";

describe("the runs of a state directory", () => {
  it("are named by their time in UTC and a little chance", () => {
    expect(newRunId(Date.UTC(2026, 10, 21, 3, 4, 5))).toMatch(/^20261121-030405-[0-9a-f]{4}$/);
    expect(newRunId(0)).toMatch(RUN_ID);
  });

  it("stand newest first, each with the name of its plan, and nothing else counts", () => {
    const state = stateWith(OLD, NEW);
    mkdirSync(join(state, "runs", "not-a-run"));
    expect(listRuns(state).map(({ id, name }) => [id, name()])).toEqual([
      [NEW, `plan of ${NEW}`],
      [OLD, `plan of ${OLD}`],
    ]);
  });

  it("are found by latest, full name, beginning and end", () => {
    const state = stateWith(OLD, NEW);
    for (const word of ["latest", NEW, "20260102", "abbb"])
      expect(findRun(state, word)).toEqual({ ok: true, value: NEW });
  });

  it.each([
    ["2026", `"2026" fits 2 runs`, `Say which: ${NEW}, ${OLD}`],
    ["lastest", `There is no run "lastest"`, `Did you mean "latest"?`],
    ["20260102-120000-babb", `There is no run "20260102-120000-babb"`, `Did you mean "${NEW}"?`],
    ["", `There is no run ""`, `Known runs: ${NEW}, ${OLD}`],
    ["../..", `There is no run "../.."`, `Known runs: ${NEW}, ${OLD}`],
  ])("asked for as %j give a run or say what is wrong", (word, message, hint) => {
    const found = findRun(stateWith(OLD, NEW), word);
    if (found.ok) expect(found.value.startsWith(word)).toBe(true);
    else expect(found.error).toEqual({ message, hint });
  });

  it("may be none at all", () => {
    const state = join(temporaryFolder(), "nothing");
    expect(listRuns(state)).toEqual([]);
    expect(findRun(state, "latest")).toMatchObject({
      ok: false,
      error: { message: "There are no runs yet" },
    });
  });
});

describe("a run folder", () => {
  it("is made once, in a state directory that git ignores", () => {
    const state = stateWith(OLD);
    expect(createRunFolder(state, runId(OLD))).toBe(false);
    expect(readFileSync(join(state, ".gitignore"), "utf8")).toBe("*\n");
  });

  it("says in a sentence why it cannot be made", () => {
    const state = join(temporaryFolder(), "state");
    writeFileSync(state, "");
    expect(() => createRunFolder(state, runId(OLD))).toThrow("Could not create the run folder");
  });

  it("never lets a foreign name leave it", () => {
    const folder = runFolder("/s", runId(OLD));
    expect(segmentPath(folder, { epoch: 1, writer: "../../x/y" })).toBe(
      `/s/runs/${OLD}/journal/1-%002e%002e%002f%002e%002e%002fx%002fy.jsonl`,
    );
    expect(taskLogs(folder, "..")).toBe(`/s/runs/${OLD}/logs/%002e%002e`);
  });

  it("reads its segments by epoch, forgives torn ends and names damage with file and line", () => {
    const folder = runFolder(stateWith(OLD), runId(OLD));
    const plan = digest("0".repeat(64));
    const write = (epoch: number, rest: string): string => {
      const header = { version: JOURNAL_VERSION, run: folder.id, plan, epoch, writer: "w" };
      const path = segmentPath(folder, header);
      writeFileSync(path, encodeHeader(header) + rest);
      return path;
    };
    const line = encodeEntry({ seq: 1, at: millis(0), type: "writer.closed" });
    write(10, line);
    write(2, `${line}{"seq":`);
    writeFileSync(segmentPath(folder, { epoch: 11, writer: "w" }), '{"version"');
    const read = readSegments(folder);
    if (!read.ok) throw new Error(read.error);
    expect(read.value.map(({ decoded }) => [decoded.segment.header.epoch, decoded.torn])).toEqual([
      [2, true],
      [10, false],
    ]);
    const damaged = write(3, `x\n${line}`);
    expect(readSegments(folder)).toEqual({
      ok: false,
      error: `The journal ${damaged} cannot be read at line 2: it is not a JSON object`,
    });
  });
});
