/** The log of a job: our own orders to the runner, and text in which nothing can be an order. */
import { randomBytes } from "node:crypto";
import { neutralStream, type NeutralStream } from "../../core/guard/neutralise.ts";
import type { Redactor } from "../../core/guard/redact.ts";
import { oneLine, sanitised } from "../../core/guard/sanitise.ts";
import { commandLine, markLine, type Level, type Mark } from "./command.ts";

/** The runner shows no more of each kind for a step and drops the rest without a word. */
export const MAX_MARKS = 10;
/** Folded parts of a log; each costs its reader a line. */
export const MAX_GROUPS = 50;
const MAX_TITLE = 120;

export type Log = Readonly<{
  /** Text of others or of tasks, whole lines or not. */
  text: (text: string) => void;
  mark: (mark: Mark) => void;
  /** Text that is folded away under a title. */
  group: (title: string, body: string) => void;
  /** Everything that waits for the end of its line. */
  flush: () => void;
}>;

export type LogOptions = Readonly<{
  write: (text: string) => void;
  redactor: Redactor;
  /** A fresh one for each stretch of text: nobody who has seen one can use it. */
  token?: () => string;
}>;

const randomToken = (): string => randomBytes(16).toString("hex");

type Page = Readonly<Required<LogOptions> & { lines: NeutralStream; marks: Map<Level, number> }> & {
  stopped: string | null;
  groups: number;
};

/** Text is written only where orders are not obeyed. */
function say(page: Page, text: string): void {
  if (text === "") return;
  if (page.stopped === null) {
    page.stopped = page.token();
    page.write(commandLine("stop-commands", page.stopped));
  }
  page.write(text);
}

function flush(page: Page): void {
  say(page, page.lines.end());
  if (page.stopped !== null) page.write(commandLine(page.stopped, ""));
  page.stopped = null;
}

function order(page: Page, text: string): void {
  flush(page);
  page.write(text);
}

function mark(page: Page, { level, message, title, ...place }: Mark): void {
  const count = (page.marks.get(level) ?? 0) + 1;
  page.marks.set(level, count);
  const words = sanitised(page.redactor.text(message));
  if (count > MAX_MARKS) return say(page, page.lines.push(`${level}: ${words}\n`));
  const named = title === undefined ? {} : { title: oneLine(page.redactor.text(title), MAX_TITLE) };
  order(page, markLine({ level, message: words, ...named, ...place }));
}

function group(page: Page, title: string, body: string): void {
  const isFolded = page.groups < MAX_GROUPS;
  page.groups += 1;
  const name = oneLine(page.redactor.text(title), MAX_TITLE);
  const text = page.redactor.text(body);
  if (isFolded) order(page, commandLine("group", name));
  say(page, page.lines.push(`${isFolded ? "" : `${name}\n`}${text}${text.endsWith("\n") ? "" : "\n"}`));
  if (isFolded) order(page, commandLine("endgroup", ""));
}

export function jobLog({ write, redactor, token = randomToken }: LogOptions): Log {
  const page: Page = {
    write,
    redactor,
    token,
    lines: neutralStream(),
    marks: new Map(),
    stopped: null,
    groups: 0,
  };
  return {
    text: (text) => say(page, page.lines.push(redactor.text(text))),
    mark: (one) => mark(page, one),
    group: (title, body) => group(page, title, body),
    flush: () => flush(page),
  };
}
