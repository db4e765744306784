/** A gate in front of the machine has asked people already: that the machine runs at all is their answer. */
import { localAnswers } from "../adapters/store/answers.ts";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { localMail } from "../adapters/store/mail.ts";
import { systemClock } from "../adapters/system/clock.ts";
import type { TaskId } from "../core/base/brand.ts";
import { redactor } from "../core/guard/redact.ts";
import { sanitised } from "../core/guard/sanitise.ts";
import type { Header, Segment } from "../core/journal/event.ts";
import type { Share } from "../core/run/holdings.ts";
import type { RunState } from "../core/run/state.ts";
import type { Answers, Mail } from "../ports/mail.ts";
import type { Call } from "./command.ts";

type Agreement = Readonly<{
  /** Who is said to have answered. */
  by: string;
  /** Which questions it answers; no other. */
  own: ReadonlySet<TaskId>;
  warn: (text: string) => void;
}>;

/** Each question is answered when it has been put, to what it showed, and once. */
function agreeing(mail: Mail, answers: Answers, state: RunState, { by, own, warn }: Agreement): Mail {
  const answered = new Set<string>();
  const agree = (): void => {
    for (const task of own) {
      const shown = state.gates.get(task)?.shown ?? "";
      const settled = state.tasks[state.byId.get(task) ?? -1]?.settled ?? null;
      const question = `${task} ${shown}`;
      if (shown === "" || settled !== null || answered.has(question)) continue;
      answered.add(question);
      const reason = "its reviewers let the job pass";
      const left = answers.leave({ task, shown, verdict: "approve", by, fields: {}, reason });
      if (!left.ok) warn(left.error);
    }
  };
  return {
    look() {
      agree();
      return mail.look();
    },
    watch: (hear) => mail.watch(hear),
  };
}

type Subject = Readonly<{
  folder: RunFolder;
  known: readonly Segment[];
  state: RunState;
  secrets: Readonly<Record<string, string>>;
  part?: Readonly<{ agreed?: string; share: Share }>;
}>;

/** What others leave for this process, and what the gate in front of it has said. */
export function mailFor({ world }: Call, run: Subject, header: Header): Mail {
  const { folder, known, part, secrets, state } = run;
  const { plan, epoch } = header;
  const warn = (text: string): void => {
    world.err.write(`warning: ${sanitised(text)}\n`);
  };
  const mail = localMail({ folder, place: header, known, warn });
  if (part?.agreed === undefined) return mail;
  const clock = systemClock();
  const struck = redactor([...Object.values(secrets), ...(world.concealed ?? [])]);
  const answers = localAnswers({ folder, epoch, plan, now: () => clock.now(), redactor: struck });
  return agreeing(mail, answers, state, { by: part.agreed, own: part.share.own, warn });
}
