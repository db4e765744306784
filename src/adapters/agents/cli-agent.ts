/** Coding agents that are started as a program, whichever it is: what all of them have in common, and what each must tell of itself. */
import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { err, ok, type Result } from "../../core/base/result.ts";
import { type Redactor, redactor } from "../../core/guard/redact.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Agent, Answer, Assignment } from "../../ports/agent.ts";
import type { Before, Cli, Environment, Listener, Means, Order } from "./cli-shape.ts";
import { type Handover, handovers } from "./handover.ts";
import { programOf } from "./installed.ts";
import { patience } from "./patience.ts";
import { readiness } from "./readiness.ts";
import { FORGOTTEN, guarded, type Outcome, refuse } from "./refusal.ts";
import {
  anew,
  type Memory,
  mustGoOn,
  type Past,
  pastOf,
  reportingAll,
  type Session,
  usageIn,
  writeSession,
} from "./session.ts";
import { type Ended, stopper, streamed, type Telling } from "./stream.ts";
import { NOTHING, plus, unpriced } from "./usage.ts";
import { dataIn } from "./wanted-data.ts";
import { CONTINUE, NOTE_LIMIT } from "./words.ts";

export const OUTPUT_LIMIT = 1 << 20;

type Setting = Readonly<{
  cli: Cli;
  program: string;
  assignment: Assignment;
  handover: Handover;
  order: Order;
  env: Environment;
  secrets: Redactor;
  patienceMs: number | undefined;
  memory: Memory<Before>;
}>;

const memoryOf = ({ isId, missed }: Cli, env: Environment): Memory<Before> => ({
  isId,
  fresh: { kept: NOTHING, untold: NOTHING },
  beforeIn: ({ kept, untold }) => ({ kept: usageIn(kept, NOTHING), untold: usageIn(untold, NOTHING) }),
  withMissed: (session, { scratch }) => ({
    kept: session.before.kept,
    untold: plus(session.before.untold, missed(session, join(dirname(scratch), session.log), env)),
  }),
  left: ({ untold }) => ({ kept: NOTHING, untold }),
});

/** The prompt, or what somebody who was interrupted is told. */
function stdinOf({ assignment, handover }: Setting, past: Past<Before>): string | null {
  if (past.id === null || !past.interrupted) return handover.stdin;
  const path = `${assignment.scratch}.continue.md`;
  writeFileSync(path, CONTINUE, { mode: 0o600 });
  return path;
}

function usageOf(used: Usage | undefined, { untold }: Before): Usage | undefined {
  if (used !== undefined) return plus(used, untold);
  return untold.inputTokens + untold.outputTokens === 0 ? undefined : unpriced(untold);
}

function answerOf({ assignment }: Setting, text: string): Pick<Answer, "output" | "structured"> {
  const output = text.slice(0, OUTPUT_LIMIT);
  if (assignment.schema === undefined) return { output };
  const structured = dataIn(output);
  return structured === undefined ? { output } : { output: JSON.stringify(structured), structured };
}

/** What is known while a call goes on: the name of its conversation, and why it makes no sense to let it go on. */
type State = { id: string | null; hopeless: Failure | null };

function outcomeOf(
  setting: Setting,
  past: Past<Before>,
  { id, hopeless }: State,
  listener: Listener,
  ended: Ended | "stopped",
): Outcome {
  const usage = usageOf(listener.used(), past.before);
  const rest = {
    log: basename(setting.handover.out),
    ...(usage === undefined ? {} : { usage }),
    ...(id === null ? {} : { session: id }),
  };
  const given = answerOf(setting, listener.output());
  const cancelled: Failure = { kind: "cancelled", message: "It was asked to stop" };
  const failure = ended === "stopped" ? cancelled : (hopeless ?? listener.failure(ended));
  if (failure === null) return ok({ ...given, ...rest });
  return err({ failure, ...rest, ...(given.output === "" ? {} : { output: given.output }) });
}

/** Writes down which conversation it is, and what of it has been told. */
function remember(
  { assignment, handover }: Setting,
  { basis }: Past<Before>,
  id: string | null,
  state: Session<Before>["state"],
  before: Before,
): void {
  const { epoch } = assignment;
  if (id !== null) writeSession(assignment, { id, epoch, basis, state, log: basename(handover.out), before });
}

async function converse(
  setting: Setting,
  past: Past<Before>,
  telling: Telling,
  signal: AbortSignal,
): Promise<Outcome> {
  const { cli, assignment, handover, order, env, secrets, program, memory } = setting;
  if (past.id === null && mustGoOn(assignment)) return FORGOTTEN;
  const state: State = { id: past.id, hopeless: null };
  const until = stopper(signal);
  const giveUp = (failure: Failure): void => {
    state.hopeless ??= failure;
    until.stop();
  };
  const began = (id: string): void => {
    if (!cli.isId.test(id) || id === state.id) return;
    state.id = id;
    remember(setting, past, id, "open", past.before);
  };
  const waiting = patience(giveUp, setting.patienceMs);
  const report = reportingAll(telling.report, past.before);
  const ears = { ...telling, ...waiting, report, began, giveUp };
  const listener = cli.listen(ears, past.id, env, assignment);
  remember(setting, past, past.id, "open", { ...past.before, kept: listener.total() });
  const argv = [program, ...cli.argv(order, past.id)];
  try {
    const called = { argv, env, stdin: stdinOf(setting, past), assignment, handover, secrets };
    const ended = await streamed(called, listener, until.signal);
    if (!ended.ok) return refuse(ended.error);
    if (past.id !== null && !signal.aborted && listener.isForgotten(ended.value))
      return mustGoOn(assignment) ? FORGOTTEN : await converse(setting, anew(past, memory), telling, signal);
    const before = { kept: listener.total(), untold: NOTHING };
    remember(setting, past, state.id, signal.aborted ? "halted" : "over", before);
    return outcomeOf(setting, past, state, listener, signal.aborted ? "stopped" : ended.value);
  } finally {
    waiting.calm();
    until.free();
  }
}

function settingOf(
  cli: Cli,
  { env: outside, directories, patienceMs }: Means,
  handover: Handover,
  assignment: Assignment,
): Result<Setting, Failure> {
  const program = programOf(cli.wanted(), outside, directories);
  if (!program.ok) return err({ kind: "auth", message: program.error });
  const place = (ending: string): string => handover.out.replace(/out$/, ending);
  const order = cli.order(assignment, place, outside);
  if (!order.ok) return order;
  for (const { ending, text } of order.value.files) writeFileSync(place(ending), text, { mode: 0o600 });
  const keys = [outside, assignment.env].flatMap((env) => cli.keys.flatMap((name) => env[name] ?? []));
  const env = cli.environment(outside, order.value, handover);
  return ok({
    cli,
    program: program.value,
    assignment,
    handover,
    order: order.value,
    env,
    secrets: redactor([...assignment.secrets, ...keys]),
    patienceMs,
    memory: memoryOf(cli, env),
  });
}

export function cliAgent(cli: Cli, means: Means): Agent {
  const handOver = handovers();
  const { env, directories } = means;
  return {
    name: cli.name,
    remembers: true,
    ready: () => Promise.resolve(readiness({ wanted: cli.wanted(), key: cli.lacks(env), env, directories })),
    attempt: (assignment, say, signal, report = () => undefined) =>
      guarded(signal, async () => {
        const setting = settingOf(cli, means, handOver(assignment), assignment);
        if (!setting.ok) return refuse(setting.error);
        const { secrets, memory } = setting.value;
        const telling = {
          say: (note: string) =>
            note.trim() === "" ? undefined : say(oneLine(secrets.text(note), NOTE_LIMIT)),
          report,
        };
        return converse(setting.value, pastOf(assignment, memory), telling, signal);
      }),
  };
}
