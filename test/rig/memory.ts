/** The store without a disk: the same promises, kept in memory. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Digest, digest, type Millis, millis } from "../../src/core/base/brand.ts";
import { type Redactor, redactor } from "../../src/core/guard/redact.ts";
import { cleanEvent } from "../../src/core/journal/clean.ts";
import {
  type Entry,
  type Header,
  JOURNAL_VERSION,
  type RunEvent,
  type Segment,
} from "../../src/core/journal/event.ts";
import { encodeEntry, encodeHeader } from "../../src/core/journal/codec.ts";
import {
  answerFault,
  answerWriter,
  MAX_ANSWER_BYTES,
  type Place,
  strangeness,
} from "../../src/core/journal/foreign.ts";
import { err, ok } from "../../src/core/base/result.ts";
import type { Artifacts } from "../../src/ports/artifacts.ts";
import type { Ledger } from "../../src/ports/ledger.ts";
import type { Answers, Mail } from "../../src/ports/mail.ts";

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

export type MemoryPost = Readonly<{
  mail: Mail;
  answers: Answers;
  /** As another process would put it there, whatever it is. */
  put: (segment: Segment) => void;
}>;

/** Answers and who hears of them, in one process. */
export function memoryPost(
  place: Place,
  now: () => Millis,
  secrets: Redactor = redactor([]),
  warn: (text: string) => void = () => undefined,
): MemoryPost {
  const waiting: Segment[] = [];
  const listeners = new Set<() => void>();
  let left = 0;
  const put = (segment: Segment): void => {
    const fault = strangeness(segment.header, place) ?? answerFault({ segment, opaque: [], torn: false });
    if (fault === null) waiting.push(segment);
    else warn(`the answer of ${segment.header.writer} is ignored: ${fault}`);
    for (const listener of listeners) listener();
  };
  return {
    put,
    answers: {
      leave(said) {
        const answer = `memory-${(left += 1)}`;
        const header: Header = { version: JOURNAL_VERSION, ...place, writer: answerWriter(answer) };
        const events: RunEvent[] = [{ type: "gate.answered", ...said, answer }, { type: "writer.closed" }];
        const entries = events.map((event, index): Entry => ({
          seq: index + 1,
          at: now(),
          ...cleanEvent(event, secrets),
        }));
        const size = Buffer.byteLength(encodeHeader(header) + entries.map(encodeEntry).join(""));
        if (size > MAX_ANSWER_BYTES)
          return err(`it has ${size} bytes; at most ${MAX_ANSWER_BYTES} are taken`);
        put({ header, entries });
        return ok(answer);
      },
    },
    mail: {
      look: () => waiting.splice(0),
      watch(hear) {
        let open = true;
        const look = (): void =>
          void setImmediate(() => {
            const segments = open ? waiting.splice(0) : [];
            if (segments.length > 0) hear(segments);
          });
        listeners.add(look);
        look();
        return () => {
          open = false;
          listeners.delete(look);
        };
      },
    },
  };
}
