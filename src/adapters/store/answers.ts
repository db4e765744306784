/** An answer as a segment of its own beside the journal of the run: whole from the first moment, without the run's lock. */
import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Digest, type Millis, millis } from "../../core/base/brand.ts";
import { err, ok } from "../../core/base/result.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import { cleanEvent } from "../../core/journal/clean.ts";
import { encodeEntry, encodeHeader } from "../../core/journal/codec.ts";
import { type Entry, type Header, JOURNAL_VERSION, type RunEvent } from "../../core/journal/event.ts";
import { answerWriter, MAX_ANSWER_BYTES } from "../../core/journal/foreign.ts";
import type { Answers } from "../../ports/mail.ts";
import { digestOf } from "../system/digest.ts";
import { tooLarge } from "./answer-file.ts";
import { segmentPath, type RunFolder } from "./run-folder.ts";
import { guarded } from "./trouble.ts";

const ID_LENGTH = 16;

export type AnswersOptions = Readonly<{
  folder: RunFolder;
  /** The epoch and the plan that the answer is given for. */
  epoch: number;
  plan: Digest;
  now: () => Millis;
  redactor: Redactor;
}>;

const freshName = (run: string): string =>
  digestOf([run, process.pid, process.hrtime.bigint(), Math.random()].join(" ")).slice(0, ID_LENGTH);

function place(path: string, text: string): void {
  const draft = join(dirname(path), `.${basename(path)}.draft`);
  guarded(`write the answer ${path}`, () => {
    try {
      const file = fs.openSync(draft, "wx");
      try {
        fs.writeFileSync(file, text);
        fs.fdatasyncSync(file);
      } finally {
        fs.closeSync(file);
      }
      fs.renameSync(draft, path);
    } finally {
      fs.rmSync(draft, { force: true });
    }
  });
}

export function localAnswers({ folder, epoch, plan, now, redactor }: AnswersOptions): Answers {
  return {
    leave(said) {
      const answer = freshName(folder.id);
      const at = millis(now());
      const header: Header = {
        version: JOURNAL_VERSION,
        run: folder.id,
        plan,
        epoch,
        writer: answerWriter(answer),
      };
      const events: readonly RunEvent[] = [
        { type: "gate.answered", ...said, answer },
        { type: "writer.closed" },
      ];
      const entries = events.map((event, index): Entry => ({
        seq: index + 1,
        at,
        ...cleanEvent(event, redactor),
      }));
      const text = encodeHeader(header) + entries.map(encodeEntry).join("");
      const size = Buffer.byteLength(text);
      if (size > MAX_ANSWER_BYTES) return err(tooLarge(size));
      place(segmentPath(folder, header), text);
      return ok(answer);
    },
  };
}
