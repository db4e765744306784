/** Hears of answers that other processes leave in the journal's folder: the system tells, and a slow look makes up for what it does not. */
import * as fs from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Segment } from "../../core/journal/event.ts";
import { strangeness, type Place } from "../../core/journal/foreign.ts";
import type { Mail } from "../../ports/mail.ts";
import { isAnswerFile, readAnswer } from "./answer-file.ts";
import { segmentPath, type RunFolder } from "./run-folder.ts";

/** Some disks, networked ones above all, never say that something has changed. */
export const LOOK_EVERY_MILLIS = 1_000;

export type MailOptions = Readonly<{
  folder: RunFolder;
  place: Place;
  /** What was folded before the run was driven. */
  known: readonly Segment[];
  warn: (text: string) => void;
  lookEvery?: number;
}>;

function names(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).filter(isAnswerFile).sort();
  } catch {
    return [];
  }
}

function fitting(path: string, { folder, place }: MailOptions): Result<Segment, string> {
  const file = readAnswer(path);
  if (!file.ok) return file;
  const { segment } = file.value.decoded;
  const fault = strangeness(segment.header, place);
  if (fault !== null) return err(fault);
  return segmentPath(folder, segment.header) === path
    ? ok(segment)
    : err("its name is not that of its writer");
}

/** Null where the system cannot watch; then the slow look must do. */
function watcher(folder: string, changed: () => void): fs.FSWatcher | null {
  try {
    const watching = fs.watch(folder, { persistent: false }, (_, name) => {
      if (name === null || isAnswerFile(name)) changed();
    });
    return watching.on("error", () => watching.close());
  } catch {
    return null;
  }
}

export function localMail(options: MailOptions): Mail {
  const { folder, known, warn, lookEvery = LOOK_EVERY_MILLIS } = options;
  const seen = new Set(known.map(({ header }) => segmentPath(folder, header)));

  const fresh = (): readonly Segment[] =>
    names(folder.journal).flatMap((name) => {
      const path = join(folder.journal, name);
      if (seen.has(path)) return [];
      seen.add(path);
      const found = fitting(path, options);
      if (found.ok) return [found.value];
      warn(`the answer ${path} is ignored: ${found.error}`);
      return [];
    });

  return {
    look: fresh,
    watch(hear) {
      let open = true;
      let asked = false;
      const look = (): void => {
        if (!open || asked) return;
        asked = true;
        setImmediate(() => {
          asked = false;
          const segments = open ? fresh() : [];
          if (segments.length > 0) hear(segments);
        });
      };
      const watching = watcher(folder.journal, look);
      const timer = setInterval(look, lookEvery).unref();
      look();
      return () => {
        open = false;
        clearInterval(timer);
        watching?.close();
      };
    },
  };
}
