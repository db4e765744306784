/** What whoever leaves an answer, and whoever waits for one, may rely on. */
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { localAnswers } from "../../src/adapters/store/answers.ts";
import { localMail, LOOK_EVERY_MILLIS } from "../../src/adapters/store/mail.ts";
import {
  readSegments,
  runFolderAt,
  segmentPath,
  type RunFolder,
} from "../../src/adapters/store/run-folder.ts";
import { digest, millis, runId, taskId } from "../../src/core/base/brand.ts";
import { redactor } from "../../src/core/guard/redact.ts";
import { encodeEntry, encodeHeader } from "../../src/core/journal/codec.ts";
import { type Header, JOURNAL_VERSION, type RunEvent, type Segment } from "../../src/core/journal/event.ts";
import { MAX_ANSWER_BYTES, type Place } from "../../src/core/journal/foreign.ts";
import type { Answers, Mail, Said } from "../../src/ports/mail.ts";
import { temporaryFolder } from "../rig/folder.ts";
import { memoryPost } from "../rig/memory.ts";

const place: Place = { run: runId("r"), plan: digest("0".repeat(64)), epoch: 2 };
const shown = digest("a".repeat(64));
const said: Said = {
  task: taskId("gate"),
  shown,
  verdict: "approve",
  by: "ada",
  fields: { version: "1.2" },
  reason: "",
};

type Post = Readonly<{
  mail: Mail;
  answers: Answers;
  put: (segment: Segment) => void;
  warnings: readonly string[];
}>;

const now = () => millis(7);

function folderOf(): RunFolder {
  const folder = runFolderAt(temporaryFolder(), place.run);
  fs.mkdirSync(folder.journal);
  return folder;
}

const textOf = ({ header, entries }: Segment): string =>
  encodeHeader(header) + entries.map(encodeEntry).join("");

function onDisk(secrets: readonly string[], known: readonly Segment[] = []): Post & { folder: RunFolder } {
  const folder = folderOf();
  const warnings: string[] = [];
  const warn = (text: string): void => void warnings.push(text);
  return {
    folder,
    warnings,
    mail: localMail({ folder, place, known, warn, lookEvery: 20 }),
    answers: localAnswers({ folder, ...place, now, redactor: redactor(secrets) }),
    put: (segment) => {
      const path = segmentPath(folder, segment.header);
      fs.writeFileSync(`${path}.draft`, textOf(segment));
      fs.renameSync(`${path}.draft`, path);
    },
  };
}

const posts: Readonly<Record<string, (secrets: readonly string[]) => Post>> = {
  "in memory": (secrets) => {
    const warnings: string[] = [];
    const post = memoryPost(place, now, redactor(secrets), (text) => void warnings.push(text));
    return { ...post, warnings };
  },
  "on disk": onDisk,
};

function segment(changes: Partial<Header>, events: readonly RunEvent[]): Segment {
  const header: Header = { version: JOURNAL_VERSION, ...place, writer: "answer-x", ...changes };
  return { header, entries: events.map((event, index) => ({ seq: index + 1, at: millis(1), ...event })) };
}

const answered = (answer: string): RunEvent => ({ type: "gate.answered", ...said, answer });

/** Everything heard until `enough` says so; fails by the time limit of the test. */
async function heard(mail: Mail, enough: (all: readonly Segment[]) => boolean): Promise<readonly Segment[]> {
  const all: Segment[] = [];
  let stop = (): void => undefined;
  // What watches keeps no process alive, so the test must.
  const alive = setInterval(() => undefined, 1000);
  await new Promise<void>((resolve) => {
    stop = mail.watch((segments) => {
      all.push(...segments);
      if (enough(all)) resolve();
    });
  });
  clearInterval(alive);
  stop();
  return all;
}

const writers = (all: readonly Segment[]): readonly string[] => all.map(({ header }) => header.writer);

describe.each(Object.entries(posts))("the post %s", (_, open) => {
  it("brings an answer as a closed segment of its own, in the words in which it was given", async () => {
    const { mail, answers } = open([]);
    const left = answers.leave(said);
    if (!left.ok) throw new Error(left.error);
    const [only] = await heard(mail, (all) => all.length > 0);
    expect(only).toEqual({
      header: { version: JOURNAL_VERSION, ...place, writer: `answer-${left.value}` },
      entries: [
        { seq: 1, at: 7, ...answered(left.value) },
        { seq: 2, at: 7, type: "writer.closed" },
      ],
    });
  });

  it("brings what was left before, between and during watches, each once", async () => {
    const { mail, answers } = open([]);
    const names = [answers.leave(said)];
    const first = await heard(mail, (all) => all.length === 1);
    names.push(answers.leave(said));
    const second = await heard(mail, (all) => all.length === 1);
    setImmediate(() => names.push(answers.leave(said), answers.leave(said)));
    const third = await heard(mail, (all) => all.length === 2);
    expect([...writers([...first, ...second, ...third])].sort()).toEqual(
      names.map((name) => (name.ok ? `answer-${name.value}` : name.error)).sort(),
    );
  });

  it("gives what has come when it is asked, and nothing of it again", async () => {
    const { mail, answers } = open([]);
    expect(mail.look()).toEqual([]);
    answers.leave(said);
    expect(mail.look()).toHaveLength(1);
    const late = answers.leave(said);
    expect(writers(await heard(mail, (all) => all.length > 0))).toEqual([
      late.ok ? `answer-${late.value}` : "",
    ]);
    expect(mail.look()).toEqual([]);
  });

  it("says nothing before watch has returned, nor after it was told to stop", async () => {
    const { mail, answers } = open([]);
    answers.leave(said);
    let returned = false;
    const early: boolean[] = [];
    const stop = mail.watch(() => early.push(!returned));
    returned = true;
    stop();
    await heard(mail, (all) => all.length === 1);
    expect(early).toEqual([]);
  });

  it("strikes secrets out before anything is written, whatever the field is called", async () => {
    const { mail, answers } = open(["hunter2"]);
    answers.leave({ ...said, fields: { output: "hunter2" }, reason: "because hunter2" });
    const all = await heard(mail, (segments) => segments.length > 0);
    expect(all[0]?.entries[0]).toMatchObject({ fields: { output: "***" }, reason: "because ***" });
  });

  it("takes no answer beyond its size, and leaves nothing of it", () => {
    const { answers } = open([]);
    const left = answers.leave({ ...said, reason: "x".repeat(MAX_ANSWER_BYTES) });
    expect(left).toMatchObject({ ok: false });
    expect(left.ok ? "" : left.error).toContain(`at most ${MAX_ANSWER_BYTES} are taken`);
  });

  it.each([
    ["of another run", segment({ run: runId("other") }, [answered("x")]), "it belongs to run other"],
    ["for another plan", segment({ plan: digest("1".repeat(64)) }, [answered("x")]), "another version"],
    ["of an epoch to come", segment({ epoch: 3 }, [answered("x")]), "a later part of the run"],
    [
      "that ends a task",
      segment({}, [
        {
          type: "task.skipped",
          task: taskId("t"),
          status: "skipped",
          because: { kind: "condition" },
          saw: [],
        },
      ]),
      'holds "task.skipped"',
    ],
    [
      "that accepts itself",
      segment({}, [answered("x"), { type: "gate.accepted", task: taskId("gate"), answer: "x" }]),
      'holds "gate.accepted"',
    ],
    ["that bears the name of another", segment({}, [answered("y")]), "the answer of another"],
  ] as const)("refuses an answer %s, says so once, and goes on", async (__, bad, why) => {
    const { mail, answers, put, warnings } = open([]);
    put(bad);
    const good = answers.leave(said);
    const all = await heard(mail, (segments) => segments.length > 0);
    answers.leave(said);
    await heard(mail, (segments) => segments.length > 0);
    expect(writers(all)).toEqual([good.ok ? `answer-${good.value}` : ""]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(why);
  });
});

describe("answers on disk", () => {
  it("stand beside the journal under the epoch and a name of their own, without a draft left over", () => {
    const { folder, answers } = onDisk([]);
    const left = answers.leave(said);
    expect(fs.readdirSync(folder.journal)).toEqual([`2-answer-${left.ok ? left.value : ""}.jsonl`]);
  });

  it("are not brought again to whoever has folded them", async () => {
    const { folder, answers, put } = onDisk([]);
    put(segment({ writer: "local" }, [{ type: "run.started" }]));
    answers.leave(said);
    const files = readSegments(folder);
    if (!files.ok) throw new Error(files.error);
    const known = files.value.map(({ decoded }) => decoded.segment);
    expect(writers(known)).toEqual([expect.stringMatching(/^answer-/), "local"]);
    const again = localMail({ folder, place, known, warn: () => undefined, lookEvery: 20 });
    const late = answers.leave(said);
    expect(writers(await heard(again, (all) => all.length > 0))).toEqual([
      late.ok ? `answer-${late.value}` : "",
    ]);
  });

  it.each([
    ["is no journal", "1-answer-bad.jsonl", "hello\n"],
    ["is too large", "1-answer-bad.jsonl", "x".repeat(MAX_ANSWER_BYTES + 1)],
    ["is named like another", "2-answer-bad.jsonl", textOf(segment({}, [answered("x")]))],
    ["says that it is a driver", "2-answer-bad.jsonl", textOf(segment({ writer: "local" }, []))],
  ])("are ignored, also by a reader of the run, if what lies there %s", async (_, name, text) => {
    const { folder, mail, answers, put, warnings } = onDisk([]);
    put(segment({ writer: "local" }, [{ type: "run.started" }]));
    fs.writeFileSync(join(folder.journal, name), text);
    const read = readSegments(folder);
    expect(read.ok && read.value.map(({ decoded }) => decoded.segment.header.writer)).toEqual(["local"]);
    answers.leave(said);
    expect(await heard(mail, (all) => all.length > 0)).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining(`${name} is ignored`)]);
  });

  it("of an epoch that has not begun do not begin it", () => {
    const { folder, put } = onDisk([]);
    put(segment({ writer: "local" }, [{ type: "run.started" }]));
    put(segment({ epoch: 9 }, [answered("x")]));
    const read = readSegments(folder);
    expect(read.ok && read.value).toHaveLength(1);
  });

  it("are found by looking where the system does not tell", async () => {
    const { folder, answers } = onDisk([]);
    fs.renameSync(folder.journal, `${folder.journal}-later`);
    const mail = localMail({ folder, place, known: [], warn: () => undefined, lookEvery: 20 });
    setImmediate(() => {
      fs.renameSync(`${folder.journal}-later`, folder.journal);
      answers.leave(said);
    });
    expect(await heard(mail, (all) => all.length > 0)).toHaveLength(1);
  });

  it("are looked for at least every second", () => expect(LOOK_EVERY_MILLIS).toBeLessThanOrEqual(1000));
});
