/** What every ledger promises. */
import { readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type LedgerOptions, localLedger } from "../../src/adapters/store/ledger.ts";
import { StoreTrouble } from "../../src/adapters/store/trouble.ts";
import { digest, type Millis, millis, runId, taskId } from "../../src/core/base/brand.ts";
import { redactor } from "../../src/core/guard/redact.ts";
import { decodeSegment } from "../../src/core/journal/codec.ts";
import { type Entry, type Header, JOURNAL_VERSION } from "../../src/core/journal/event.ts";
import type { Ledger } from "../../src/ports/ledger.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { memoryLedger } from "../rig/memory.ts";

const header: Header = {
  version: JOURNAL_VERSION,
  run: runId("r"),
  plan: digest("0".repeat(64)),
  epoch: 1,
  writer: "r/1",
};
type Open = Readonly<{ ledger: Ledger; written: () => readonly Entry[] }>;
type Opener = (now: () => Millis, secrets: readonly string[]) => Open;

const onDisk =
  (durable: boolean): Opener =>
  (now, secrets) => {
    const path = join(temporaryFolder(), "journal", "1-r.jsonl");
    const ledger = localLedger({ path, header, now, redactor: redactor(secrets), durable });
    const written = (): readonly Entry[] => {
      const decoded = decodeSegment(readFileSync(path, "utf8"));
      if (!decoded.ok) throw new Error(decoded.error.message);
      expect(decoded.value.segment.header).toEqual(header);
      return decoded.value.segment.entries;
    };
    return { ledger, written };
  };

const ledgers: Readonly<Record<string, Opener>> = {
  "in memory": (now, secrets) => {
    const ledger = memoryLedger(header, now, redactor(secrets));
    return { ledger, written: ledger.written };
  },
  "on disk": onDisk(false),
  "on disk, durable": onDisk(true),
};

const task = taskId("build");
const still = (): Millis => millis(7);

describe.each(Object.entries(ledgers))("a ledger %s", (_, open) => {
  it("numbers and dates entries, and has written them when flush returns", () => {
    const { ledger, written } = open(still, []);
    const first = ledger.append({ type: "run.started" });
    const second = ledger.append({ type: "task.reported", task, note: "näher\n" });
    expect([first.seq, second.seq, first.at]).toEqual([1, 2, 7]);
    expect(written()).toEqual([]);
    ledger.flush();
    expect(written()).toEqual([first, second]);
    ledger.close();
  });

  it("never lets time run backwards", () => {
    const times = [5, 9, 3, 10];
    const { ledger } = open(() => millis(times.shift() ?? 0), []);
    const seen = [1, 2, 3, 4, 5].map(() => ledger.append({ type: "writer.closed" }).at);
    expect(seen).toEqual([5, 9, 9, 10, 10]);
    ledger.close();
  });

  it("strikes secrets out of what it returns and of what it writes", () => {
    const { ledger, written } = open(still, ["hunter2"]);
    const entry = ledger.append({ type: "task.reported", task, note: "using hunter2" });
    ledger.flush();
    expect(entry).toMatchObject({ note: "using ***" });
    expect(JSON.stringify(written())).not.toContain("hunter2");
    ledger.close();
  });

  it("writes what is still waiting when it is closed, and may be closed twice", () => {
    const { ledger, written } = open(still, []);
    ledger.append({ type: "writer.closed" });
    ledger.close();
    ledger.close();
    expect(written()).toHaveLength(1);
  });
});

describe("a ledger on disk", () => {
  const options = (path: string) => ({ path, header, now: still, redactor: redactor([]) });

  it("writes its header at once, so that a writer that died early is known", () => {
    const path = join(temporaryFolder(), "1-r.jsonl");
    localLedger(options(path)).close();
    expect(decodeSegment(readFileSync(path, "utf8"))).toMatchObject({
      ok: true,
      value: { segment: { header } },
    });
  });

  it("refuses to continue the segment of another writer", () => {
    const path = join(temporaryFolder(), "1-r.jsonl");
    localLedger(options(path)).close();
    const text = readFileSync(path, "utf8");
    expect(() => localLedger(options(path))).toThrow(StoreTrouble);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("takes the place of a writer that died before its first line was whole", () => {
    const path = join(temporaryFolder(), "1-r.jsonl");
    for (const text of ["", '{"version":1,"run']) {
      writeFileSync(path, text);
      localLedger(options(path)).close();
      expect(decodeSegment(readFileSync(path, "utf8"))).toMatchObject({ ok: true });
    }
  });

  it.each([1, 1000])("writes %i lines whole where the system takes only some bytes at a time", (lines) => {
    const path = join(temporaryFolder(), "1-r.jsonl");
    const write: LedgerOptions["write"] = (file, bytes, from, count) =>
      writeSync(file, bytes, from, Math.min(7, count));
    const ledger = localLedger({ ...options(path), write });
    const entries = Array.from({ length: lines }, (_, n) =>
      ledger.append({ type: "task.reported", task, note: `größer ${n}` }),
    );
    ledger.close();
    expect(decodeSegment(readFileSync(path, "utf8"))).toMatchObject({
      value: { torn: false, segment: { entries } },
    });
  });

  it("says that the disk is full, and after a half-written line writes nothing more", () => {
    const path = join(temporaryFolder(), "1-r.jsonl");
    let room = 250;
    const write: LedgerOptions["write"] = (file, bytes, from, count) => {
      if (room === 0) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      const taken = writeSync(file, bytes, from, Math.min(room, count));
      room -= taken;
      return taken;
    };
    const ledger = localLedger({ ...options(path), write });
    ledger.append({ type: "task.reported", task, note: "x".repeat(100) });
    expect(() => ledger.flush()).toThrow(`Could not write the journal ${path}: the disk is full`);
    room = 10_000;
    expect(() => ledger.append({ type: "writer.closed" })).toThrow(StoreTrouble);
    expect(() => ledger.flush()).toThrow(StoreTrouble);
    ledger.close();
    expect(decodeSegment(readFileSync(path, "utf8"))).toMatchObject({ ok: true, value: { torn: true } });
  });

  it("takes no entry once it is closed", () => {
    const ledger = localLedger(options(join(temporaryFolder(), "1-r.jsonl")));
    ledger.close();
    expect(() => ledger.append({ type: "writer.closed" })).toThrow("Internal error");
  });
});
