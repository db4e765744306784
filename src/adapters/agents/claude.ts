/** Claude Code as an agent: its command line is started, its stream is read, its conversations are gone on with. */
import { appendFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Agent, Assignment } from "../../ports/agent.ts";
import { type Ended, listened, type Setting } from "./claude-call.ts";
import { claudeWanted, KEYS, lacksKey } from "./claude-cli.ts";
import type { Heard } from "./claude-events.ts";
import { orderOf } from "./claude-order.ts";
import { denialsIn, failureOf, isForgotten, outputIn } from "./claude-outcome.ts";
import { MEMORY } from "./claude-session.ts";
import { type Before, bothSeen, FRESH, spentIn, totalOf } from "./claude-usage.ts";
import { type Handover, handovers } from "./handover.ts";
import { type Outside, programOf } from "./installed.ts";
import { readiness } from "./readiness.ts";
import { FORGOTTEN, guarded, type Outcome, refuse } from "./refusal.ts";
import { anew, mustGoOn, type Past, pastOf, reportingAll, writeSession } from "./session.ts";
import type { Telling } from "./stream.ts";
import { CONTINUE, NOTE_LIMIT } from "./words.ts";

/** `directories`: where it may be installed, nearest first. */
export type Means = Readonly<{ env: Outside; directories: readonly string[]; now?: () => number }>;

type Talk = Readonly<{ flags: readonly string[]; stdin: string | null; id: string; past: Past<Before> }>;

function talkOf({ assignment, handover }: Setting, past: Past<Before>): Talk {
  const { stdin } = handover;
  if (past.id === null) {
    const id = crypto.randomUUID();
    return { flags: [`--session-id=${id}`], stdin, id, past };
  }
  const flags = [`--resume=${past.id}`];
  if (!past.interrupted) return { flags, stdin, id: past.id, past };
  const path = `${assignment.scratch}.continue.md`;
  writeFileSync(path, CONTINUE, { mode: 0o600 });
  return { flags, stdin: path, id: past.id, past };
}

const totalIn = (ended: Ended | null): Usage | undefined =>
  ended === null || ended.heard.result === null ? undefined : totalOf(ended.heard.result);

/** For whoever goes on with it. A call that has no sum may be in the next one, or may be forgotten. */
function remember(
  { assignment, handover }: Setting,
  { id, past }: Talk,
  ended: Ended | null,
  isOver: boolean,
): void {
  const { kept, unsure, untold } = past.before;
  const total = totalIn(ended);
  const begun =
    ended === null
      ? { kept, unsure, untold }
      : { ...FRESH, kept, unsure: bothSeen(unsure, ended.heard.count.seen()) };
  writeSession(assignment, {
    id,
    epoch: assignment.epoch,
    basis: past.basis,
    state: ended === null ? "open" : isOver ? "over" : "halted",
    log: basename(handover.out),
    before: total === undefined ? begun : { ...FRESH, kept: total },
  });
}

function warn({ handover, secrets }: Setting, { result }: Heard): void {
  const denials = result === null ? [] : denialsIn(result);
  if (denials.length > 0) appendFileSync(handover.err, `${secrets.text(denials.join("\n"))}\n`);
}

function outcomeOf(setting: Setting, { id, past }: Talk, ended: Ended, stopped: boolean): Outcome {
  const { ending, heard, words } = ended;
  const { result, count } = heard;
  const usage = spentIn(totalIn(ended), count.seen(), past.before);
  const rest = { usage, log: basename(setting.handover.out), session: id };
  const failure = failureOf(ending, heard, stopped, words);
  const given = result === null ? { output: "" } : outputIn(result, setting.order.wraps);
  if (failure === null) return ok({ ...given, ...rest });
  return err({ failure, ...rest, ...(given.output === "" ? {} : { output: given.output }) });
}

async function converse(
  setting: Setting,
  past: Past<Before>,
  telling: Telling,
  signal: AbortSignal,
): Promise<Outcome> {
  if (past.id === null && mustGoOn(setting.assignment)) return FORGOTTEN;
  const talk = talkOf(setting, past);
  remember(setting, talk, null, false);
  const all = { ...telling, report: reportingAll(telling.report, past.before) };
  const ended = await listened(setting, talk.flags, talk.stdin, all, signal);
  if (!ended.ok) return refuse(ended.error);
  const { heard, words } = ended.value;
  if (past.id !== null && !signal.aborted && isForgotten(heard, words))
    return mustGoOn(setting.assignment) ? FORGOTTEN : converse(setting, anew(past, MEMORY), telling, signal);
  warn(setting, heard);
  remember(setting, talk, ended.value, !signal.aborted);
  return outcomeOf(setting, talk, ended.value, signal.aborted);
}

const keysIn = (env: Outside): readonly string[] => KEYS.flatMap((name) => env[name] ?? []);

function settingOf(
  { env, directories, now = Date.now }: Means,
  handover: Handover,
  assignment: Assignment,
): Result<Setting, Failure> {
  const program = programOf(claudeWanted(), env, directories);
  if (!program.ok) return err({ kind: "auth", message: program.error });
  const place = (ending: string): string => handover.out.replace(/out$/, ending);
  const order = orderOf(assignment, place);
  if (!order.ok) return order;
  for (const { ending, text } of order.value.files) writeFileSync(place(ending), text, { mode: 0o600 });
  const secrets = redactor([...assignment.secrets, ...keysIn(env), ...keysIn(assignment.env)]);
  return ok({ program: program.value, assignment, handover, order: order.value, secrets, outside: env, now });
}

export function claudeAgent(means: Means): Agent {
  const handOver = handovers();
  const { env, directories } = means;
  return {
    name: "claude",
    remembers: true,
    ready: () => Promise.resolve(readiness({ wanted: claudeWanted(), key: lacksKey(env), env, directories })),
    attempt: (assignment, say, signal, report = () => undefined) =>
      guarded(signal, async () => {
        const setting = settingOf(means, handOver(assignment), assignment);
        if (!setting.ok) return refuse(setting.error);
        const { secrets } = setting.value;
        const telling = { say: (note: string) => say(oneLine(secrets.text(note), NOTE_LIMIT)), report };
        return converse(setting.value, pastOf(assignment, MEMORY), telling, signal);
      }),
  };
}
