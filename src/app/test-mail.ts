/** People in a test: each question is answered as the case says, after the time that it says. */
import { millis, type Millis, type TaskId } from "../core/base/brand.ts";
import { isFields, type Fields } from "../core/base/value.ts";
import type { Entry, Header, RunEvent, Segment, Verdict } from "../core/journal/event.ts";
import { namesOf } from "../core/spec/test-check.ts";
import type { TestCase } from "../core/spec/test-file.ts";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Mail } from "../ports/mail.ts";

type Reply = Readonly<{ verdict: Verdict; by: string; fields: Fields; reason: string; after: Millis }>;

const USUAL_PERSON = "tester";

function replyIn(given: TestCase, task: TaskId): readonly [name: string, reply: Reply] | null {
  const name = namesOf(task).find((each) => Object.hasOwn(given.answers, each));
  const said = name === undefined ? undefined : given.answers[name];
  if (name === undefined || !isFields(said)) return null;
  const { verdict, by, reason, after, fields } = said;
  return [
    name,
    {
      verdict: verdict === "approve" ? "approve" : "reject",
      by: typeof by === "string" ? by : USUAL_PERSON,
      fields: isFields(fields) ? fields : {},
      reason: typeof reason === "string" ? reason : "",
      after: millis(typeof after === "number" ? after * 1000 : 0),
    },
  ];
}

/** The segment of one answer, as the command line would leave it. */
const segmentOf = (header: Header, writer: string, at: Millis, event: RunEvent): Segment => ({
  header: { ...header, writer },
  entries: [
    { seq: 1, at, ...event },
    { seq: 2, at, type: "writer.closed" },
  ],
});

type Listener = (segments: readonly Segment[]) => void;
type Box = Readonly<{ mail: Mail; put: (segment: Segment) => void; deliver: () => void }>;

function box(clock: Clock): Box {
  const waiting: Segment[] = [];
  let hear: Listener | null = null;
  const deliver = (): void => {
    if (hear !== null && waiting.length > 0) hear(waiting.splice(0));
  };
  return {
    put: (segment) => void waiting.push(segment),
    deliver,
    mail: {
      look: () => waiting.splice(0),
      watch(listener) {
        hear = listener;
        if (waiting.length > 0) clock.alarm(clock.now(), deliver);
        return () => {
          if (hear === listener) hear = null;
        };
      },
    },
  };
}

export type People = Readonly<{
  mail: Mail;
  /** Sees every question that is put. */
  channel: Channel;
  /** The names in `answers` of the questions that were put. */
  asked: ReadonlySet<string>;
  /** Answers that were left so far, heard or not. */
  left: readonly Segment[];
  /** Whether somebody will answer later. */
  isExpected: () => boolean;
}>;

export function people(given: TestCase, header: Header, clock: Clock): People {
  const { mail, put, deliver } = box(clock);
  const asked = new Set<string>();
  const left: Segment[] = [];
  let count = 0;
  const answer = ({ task, shown }: Extract<Entry, { type: "gate.requested" }>): void => {
    const found = replyIn(given, task);
    if (found === null) return;
    const [name, { after, ...reply }] = found;
    asked.add(name);
    const writer = `answer-${(count += 1)}`;
    const event: RunEvent = { type: "gate.answered", task, shown, answer: writer, ...reply };
    const leave = (): void => {
      const segment = segmentOf(header, writer, clock.now(), event);
      left.push(segment);
      put(segment);
    };
    // Who answers at once has answered before anybody could leave.
    if (after === 0) leave();
    clock.alarm(millis(clock.now() + after), () => {
      if (after > 0) leave();
      deliver();
    });
  };
  return {
    mail,
    asked,
    left,
    isExpected: () => left.length < count,
    channel: {
      name: "people",
      entry: (entry) => (entry.type === "gate.requested" ? answer(entry) : undefined),
      close() {},
    },
  };
}
