/** Journal and artifacts of a run that nobody will look for on a disk. */
import { millis, type Digest, type Millis } from "../core/base/brand.ts";
import type { Redactor } from "../core/guard/redact.ts";
import { cleanEvent } from "../core/journal/clean.ts";
import type { Entry, Header } from "../core/journal/event.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Ledger } from "../ports/ledger.ts";

export function storeInMemory(hash: (text: string) => Digest): Artifacts {
  const objects = new Map<Digest, Uint8Array>();
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  const put = (given: Uint8Array | string): Digest => {
    const name = hash(typeof given === "string" ? given : decoder.decode(given));
    if (!objects.has(name)) objects.set(name, typeof given === "string" ? encoder.encode(given) : given);
    return name;
  };
  put("");
  return {
    put,
    // Only what commands wrote is taken over from files, and no command runs.
    adopt: () => put(""),
    get: (name) => objects.get(name),
    head: (name, limit) => objects.get(name)?.subarray(0, limit),
  };
}

export type JournalInMemory = Ledger & Readonly<{ entries: readonly Entry[] }>;

export function journalInMemory(header: Header, now: () => Millis, secrets: Redactor): JournalInMemory {
  const entries: Entry[] = [];
  return {
    header,
    entries,
    append(event) {
      const entry: Entry = { seq: entries.length + 1, at: millis(now()), ...cleanEvent(event, secrets) };
      entries.push(entry);
      return entry;
    },
    flush() {},
    close() {},
  };
}
