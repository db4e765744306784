/** One line per event, as logs and pipes like it: greppable, in columns, never repainted. */
import type { Digest, Millis, TaskId } from "../base/brand.ts";
import { clockText, lengthText } from "../base/instant.ts";
import { oneLine } from "../guard/sanitise.ts";
import type { Cached, Entry, Usage } from "../journal/event.ts";
import { alertText, type Alert } from "../view/alerts.ts";
import { hush, type Crowd } from "../view/crowd.ts";
import { advance, type Progress, type Running } from "../view/progress.ts";
import { SHORT_DIGEST } from "../view/question.ts";
import { skipText, stopText } from "../view/reason.ts";
import { pauseText } from "../view/waiting.ts";
import { wrapped } from "./columns.ts";
import { costText } from "./money.ts";
import type { Paint, Tone } from "./paint.ts";

const MAX_MESSAGE = 160;
const MAX_RUNNING = 6;

export type LineOptions = Readonly<{
  paint: Paint;
  /** Minutes that local time is ahead of UTC. */
  zone: number;
  /** Also what agents say. */
  verbose: boolean;
  /** When a failed task is tried again, for those who know the state. */
  retryAt: (task: TaskId) => Millis | null;
  /** What was shown to people under a digest, and what to type to answer. */
  asked?: (task: TaskId, shown: Digest) => Readonly<{ prompt: string; command: string }> | null;
  /** What somebody should know, each once. */
  alerts?: () => readonly Alert[];
  /** Cells of a line; without them nothing is wrapped, so that a line stays one to programs. */
  columns?: number;
}>;

type Verb =
  | "RUN"
  | "START"
  | "DONE"
  | "FAILED"
  | "SKIPPED"
  | "STOPPED"
  | "REUSED"
  | "SAYS"
  | "STOPPING"
  | "ASKS"
  | "ANSWERED"
  | "ACCEPTED"
  | "EXPIRED"
  | "TELLS"
  | "PAUSED"
  | "ITEMS"
  | "ALERT"
  | "END";

const TONES: Readonly<Record<Verb, Tone>> = {
  RUN: "bold",
  START: "blue",
  DONE: "green",
  FAILED: "red",
  SKIPPED: "yellow",
  STOPPED: "yellow",
  REUSED: "green",
  SAYS: "dim",
  STOPPING: "yellow",
  ASKS: "yellow",
  ANSWERED: "blue",
  ACCEPTED: "green",
  EXPIRED: "yellow",
  TELLS: "yellow",
  PAUSED: "yellow",
  ITEMS: "blue",
  ALERT: "red",
  END: "bold",
};

const VERB_WIDTH = 8;

const quoted = (text: string): string => JSON.stringify(oneLine(text, MAX_MESSAGE));

function spent(entry: Entry, before: Running | undefined, usage: Usage | undefined): string {
  const length = before === undefined ? [] : [lengthText(entry.at - before.since)];
  const cost = usage === undefined || usage.costUsd === 0 ? [] : [costText(usage.costUsd)];
  return [...length, ...cost].map((text) => ` ${text}`).join("");
}

const saved = (cached: Cached | undefined): string =>
  cached === undefined || cached.costUsd === 0 || cached.costUsd === null
    ? ""
    : ` saved=${costText(cached.costUsd)}`;

function retryText(entry: Entry, task: TaskId, options: LineOptions): string {
  const at = options.retryAt(task);
  return at === null ? "" : ` next=retry-in-${lengthText(at - entry.at)}`;
}

function startFacts(model: Progress, task: TaskId): string {
  const work = model.graph.find(task)?.work;
  if (work === undefined) return "";
  return work.type === "agent" ? ` agent=${oneLine(work.agent, 64)}` : ` type=${work.type}`;
}

function taskLine(
  model: Progress,
  entry: Entry,
  before: Running | undefined,
  options: LineOptions,
): readonly [Verb, string] | null {
  switch (entry.type) {
    case "task.started":
      // A question is told in the words that follow at once.
      if (model.graph.find(entry.task)?.work.type === "approval") return null;
      return ["START", `${entry.task}${startFacts(model, entry.task)} attempt=${entry.n}`];
    case "task.succeeded":
      return ["DONE", `${entry.task} attempt=${entry.n}${spent(entry, before, entry.usage)}`];
    case "task.failed": {
      const facts = `attempt=${entry.n}${spent(entry, before, entry.usage)}`;
      const message = entry.failure.message === "" ? "" : ` reason=${quoted(entry.failure.message)}`;
      return [
        "FAILED",
        `${entry.task} ${facts} class=${entry.failure.kind}${message}${retryText(entry, entry.task, options)}`,
      ];
    }
    case "task.skipped":
      if (entry.because.kind === "outcome") return null;
      return [
        "SKIPPED",
        `${entry.task} reason=${quoted(skipText(entry.because, (group) => model.running.has(group)))}`,
      ];
    case "task.cancelled":
      return ["STOPPED", `${entry.task} reason=${entry.reason}${spent(entry, before, entry.usage)}`];
    case "task.reused":
      return ["REUSED", `${entry.task} from=${entry.cached?.run ?? entry.epoch}${saved(entry.cached)}`];
    case "task.reported":
      return options.verbose ? ["SAYS", `${entry.task} ${quoted(entry.note)}`] : null;
    default:
      return gateLine(entry, options);
  }
}

function askedText(entry: Extract<Entry, { type: "gate.requested" }>, options: LineOptions): string {
  const asked = options.asked?.(entry.task, entry.shown) ?? null;
  const digest = `digest=${entry.shown.slice(0, SHORT_DIGEST)}`;
  return asked === null ? digest : `${quoted(asked.prompt)} ${digest} answer-with=${quoted(asked.command)}`;
}

function gateLine(entry: Entry, options: LineOptions): readonly [Verb, string] | null {
  switch (entry.type) {
    case "gate.requested":
      return ["ASKS", `${entry.task} ${askedText(entry, options)}`];
    case "gate.answered": {
      const reason = entry.reason === "" ? "" : ` reason=${quoted(entry.reason)}`;
      return ["ANSWERED", `${entry.task} ${entry.verdict} by=${oneLine(entry.by, 64)}${reason}`];
    }
    case "gate.accepted":
      return ["ACCEPTED", `${entry.task} answer=${oneLine(entry.answer, 64)}`];
    case "gate.expired":
      return ["EXPIRED", `${entry.task} nobody answered, which counts as ${entry.verdict}`];
    case "task.escalated":
      return ["TELLS", `${entry.task} to=${oneLine(entry.to.join(","), 120)}`];
    default:
      return null;
  }
}

const score = (model: Progress): string => {
  const cost = model.costUsd === 0 ? "" : ` ${costText(model.costUsd)}`;
  return `${model.done.size}/${model.graph.total()} done${cost}`;
};

function eventLine(
  model: Progress,
  entry: Entry,
  before: Running | undefined,
  options: LineOptions,
): readonly [Verb, string] | null {
  switch (entry.type) {
    case "run.started":
      return [
        "RUN",
        `${oneLine(model.plan.name, 64)} tasks=${model.graph.total()} max-parallel=${model.plan.settings.maxParallel}`,
      ];
    case "run.resumed":
      return ["RUN", `${oneLine(model.plan.name, 64)} resumed from=${entry.from}`];
    case "run.stopping":
      return ["STOPPING", oneLine(stopText(entry.reason), MAX_MESSAGE)];
    case "run.paused":
      return ["PAUSED", oneLine(pauseText(entry.reason), MAX_MESSAGE)];
    case "run.finished":
      return ["END", `${entry.conclusion} ${score(model)}`];
    default:
      return taskLine(model, entry, before, options);
  }
}

function stamped(at: number, verb: string, tone: Tone, rest: string, options: LineOptions): string {
  const clock = clockText(at, options.zone);
  const indent = clock.length + 1 + VERB_WIDTH + 1;
  const text = options.columns === undefined ? rest : wrapped(rest, options.columns - indent, indent);
  return `${options.paint("dim", clock)} ${options.paint(tone, verb.padEnd(VERB_WIDTH))} ${text}`;
}

const ALOUD: ReturnType<typeof hush> = { hidden: false, step: null };

function crowdText({ group, ended, size, failed }: Crowd): string {
  return `${group} ${ended}/${size} done${failed === 0 ? "" : `, ${failed} failed`}`;
}

/** Folds the entry into `model` and gives the line for it, if it deserves one. */
export function plainLine(model: Progress, entry: Entry, options: LineOptions): string | null {
  const again = entry.type === "task.failed" && options.retryAt(entry.task) !== null;
  const before = advance(model, entry, again);
  const { hidden, step } = options.verbose ? ALOUD : hush(model, entry, again);
  const own = hidden ? null : eventLine(model, entry, before, options);
  const alarms = (options.alerts?.() ?? []).map(
    (alert) => ["ALERT", oneLine(alertText(alert), MAX_MESSAGE)] as const,
  );
  const news = step === null ? [] : [["ITEMS", crowdText(step)] as const];
  const lines = [...(own === null ? [] : [own]), ...news, ...alarms].map(([verb, rest]) =>
    stamped(entry.at, verb, TONES[verb], rest, options),
  );
  return lines.length === 0 ? null : lines.join("\n");
}

/** Silence is frightening: what still runs, and for how long. */
export function heartbeat(model: Progress, now: number, options: LineOptions): string {
  const running = [...model.running.values()];
  const names = running.slice(0, MAX_RUNNING).map((each) => `${each.task} ${lengthText(now - each.since)}`);
  const more = running.length > MAX_RUNNING ? [`${running.length - MAX_RUNNING} more`] : [];
  const tasks = `${running.length} ${running.length === 1 ? "task" : "tasks"}`;
  return stamped(
    now,
    "RUNNING",
    "blue",
    `${tasks} (${[...names, ...more].join(", ")}) ${score(model)}`,
    options,
  );
}
