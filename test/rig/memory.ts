/** The store without a disk: the same promises, kept in memory. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Digest, digest, type Millis, millis } from "../../src/core/base/brand.ts";
import { type Redactor, redactor } from "../../src/core/guard/redact.ts";
import { cleanEvent } from "../../src/core/journal/clean.ts";
import type { Entry, Header } from "../../src/core/journal/event.ts";
import type { Artifacts } from "../../src/ports/artifacts.ts";
import type { Ledger } from "../../src/ports/ledger.ts";

export function memoryArtifacts(): Artifacts {
  const objects = new Map<Digest, Uint8Array>();
  const put = (given: Uint8Array | string): Digest => {
    const bytes = Buffer.from(given);
    const name = digest(createHash("sha256").update(bytes).digest("hex"));
    objects.set(name, bytes);
    return name;
  };
  put("");
  return {
    put,
    adopt: (path) => put(readFileSync(path)),
    get: (name) => objects.get(name),
    head: (name, limit) => objects.get(name)?.subarray(0, limit),
  };
}

export type MemoryLedger = Ledger &
  Readonly<{
    /** What a reader would find after a crash: flushed entries only. */
    written: () => readonly Entry[];
  }>;

export function memoryLedger(
  header: Header,
  now: () => Millis,
  secrets: Redactor = redactor([]),
): MemoryLedger {
  const written: Entry[] = [];
  const waiting: Entry[] = [];
  let last = 0;
  const flush = (): void => void written.push(...waiting.splice(0));
  return {
    header,
    append(event) {
      last = Math.max(last, now());
      const seq = written.length + waiting.length + 1;
      const entry: Entry = { seq, at: millis(last), ...cleanEvent(event, secrets) };
      waiting.push(entry);
      return entry;
    },
    flush,
    close: flush,
    written: () => written,
  };
}
