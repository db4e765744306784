/** What `approve` and `reject` share: which question is meant, whether the answer would count, and what happens after it is left. */
import { userInfo } from "node:os";
import { localAnswers } from "../adapters/store/answers.ts";
import { systemClock } from "../adapters/system/clock.ts";
import { taskId, type TaskId } from "../core/base/brand.ts";
import { isoText } from "../core/base/instant.ts";
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, type Fields } from "../core/base/value.ts";
import { redactor } from "../core/guard/redact.ts";
import type { Verdict } from "../core/journal/event.ts";
import type { Question } from "../core/plan/plan.ts";
import {
  answerIssues,
  keptLevel,
  LEAST_LEVEL,
  LEVELS,
  LOCAL_LEVEL,
  mayAnswer,
  type Level,
} from "../core/run/answer-check.ts";
import { gateDeadline } from "../core/run/gates.ts";
import { outline } from "../core/view/outline.ts";
import { SHORT_DIGEST } from "../core/view/question.ts";
import { answerCommands, type Pending } from "../core/view/waiting.ts";
import type { Call, World } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { secretsOf } from "./machine.ts";
import { waitingGates } from "./run-document.ts";
import { say, type Complaint } from "./say.ts";
import { driverOf, type StoredRun } from "./stored-run.ts";

/** So few letters fit anything. */
export const SHORTEST_DIGEST = 6;

type Opinion = Readonly<{ verdict: Verdict; fields: Fields; reason: string }>;

/** Whoever wrote into this folder: a name from the environment where machines act for people, else the system's. */
export function actorOf({ env }: World): string {
  const named = [env["AO_ACTOR"], env["GITHUB_ACTOR"]].find(
    (name) => name !== undefined && name.trim() !== "",
  );
  if (named !== undefined) return named.trim();
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}

/** Whoever acts for somebody says what they may; a level that nobody knows is none. */
function levelOf({ env }: World): Level | null {
  const said = env["AO_ACTOR_LEVEL"];
  return said === undefined ? LOCAL_LEVEL : (LEVELS.find((level) => level === said) ?? null);
}

const refused = (message: string, help?: string, exit: ExitCode = EXIT.usage): Result<never, Complaint> =>
  err({ exit, message, ...(help === undefined ? {} : { help }) });

const named = (gates: readonly Pending[]): string => gates.map(({ id }) => `"${id}"`).join(", ");

/** The run has no such open question: is it answered, not asked yet, or no question at all? */
function notAsked(run: StoredRun, id: TaskId, waiting: readonly Pending[]): Result<never, Complaint> {
  const { state, folder } = run;
  const ids = state.tasks.filter(({ task }) => task.work.type === "approval").map(({ task }) => task.id);
  const task = state.tasks[state.byId.get(id) ?? -1];
  const open = waiting.length === 0 ? undefined : `waiting for an answer: ${named(waiting)}`;
  if (task === undefined) {
    const close = nearest(id, ids);
    return refused(
      `run ${folder.id} has no task "${id}"`,
      close === undefined ? open : `did you mean "${close}"?`,
    );
  }
  if (task.task.work.type !== "approval") return refused(`"${id}" asks nobody: it is no approval`, open);
  if (task.settled === null) return refused(`"${id}" has not asked yet`, open);
  return refused(`"${id}" is answered already: ${task.settled}`, open);
}

/** One that is not named is taken only if there is no choice. */
export function gateNamed(run: StoredRun, word: string | undefined): Result<Pending, Complaint> {
  const { folder, state } = run;
  const { conclusion } = outline(state);
  const waiting = waitingGates(run);
  const found = waiting.find(({ id }) => id === word);
  if (found !== undefined) return ok(found);
  if (conclusion !== null && conclusion !== "paused")
    return refused(`run ${folder.id} waits for nobody: it has ended with ${conclusion}`);
  if (word !== undefined) return notAsked(run, taskId(word), waiting);
  const unanswered = waiting.filter(({ answer }) => answer === null);
  const [first, ...others] = unanswered.length === 0 ? waiting : unanswered;
  if (first === undefined)
    return refused(
      `run ${folder.id} waits for nobody's answer`,
      `see: agent-orchestrator status ${folder.id}`,
    );
  return others.length === 0
    ? ok(first)
    : refused("which question is meant?", `name one of ${named([first, ...others])}`);
}

function seenOtherwise(run: StoredRun, gate: Pending, digest: string | undefined): Complaint | null {
  if (digest === undefined) return null;
  const typed = digest.toLowerCase();
  const help = `look again with \`agent-orchestrator status ${run.folder.id}\`, then answer to ${gate.shown.slice(0, SHORT_DIGEST)}`;
  if (!/^[0-9a-f]+$/.test(typed) || typed.length < SHORTEST_DIGEST) {
    const message = `"${digest}" is no digest: it has at least ${SHORTEST_DIGEST} letters of 0-9 and a-f`;
    return { exit: EXIT.usage, message, help };
  }
  if (gate.shown.startsWith(typed)) return null;
  return { exit: EXIT.usage, message: `what you saw of "${gate.id}" has changed`, help };
}

export function questionOf(run: StoredRun, gate: Pending): Question {
  const work = run.state.tasks[run.state.byId.get(gate.id) ?? -1]?.task.work;
  if (work?.type !== "approval") throw new Error(`Internal error: ${gate.id} is no approval`);
  return work;
}

/** Everything that speaks against it at once. */
function objection(
  world: World,
  run: StoredRun,
  gate: Pending,
  said: Opinion & Readonly<{ by: string }>,
): Complaint | null {
  const { by } = said;
  const { env } = world;
  const question = questionOf(run, gate);
  if (gate.answer !== null) {
    const help = `go on with: agent-orchestrator resume ${run.folder.id}`;
    const message = `"${gate.id}" is answered already: ${gate.answer.verdict} by ${gate.answer.by}`;
    return { exit: EXIT.usage, message, help };
  }
  if (env["AO_RUN_ID"] === run.folder.id) {
    const message = `a task of run ${run.folder.id} may not answer its questions`;
    return { exit: EXIT.policy, message, help: "answer from outside the run" };
  }
  const own = run.state.tasks[run.state.byId.get(gate.id) ?? -1];
  const until = own === undefined ? null : gateDeadline(run.state, own);
  const now = systemClock().now();
  if (until !== null && now >= until) {
    const message = `it is too late to answer "${gate.id}": it could be answered until ${isoText(until)}`;
    const help = `take silence for an answer with: agent-orchestrator resume ${run.folder.id}`;
    return { exit: EXIT.usage, message, help };
  }
  if (!mayAnswer(question, by, levelOf(world))) {
    const approvers = question.approvers.length === 0 ? [LEAST_LEVEL] : question.approvers;
    const message = `"${by}" may not answer "${gate.id}"`;
    return { exit: EXIT.policy, message, help: `it asks ${approvers.join(", ")}` };
  }
  const issues = answerIssues(question, { ...said, shown: gate.shown }, gate.shown, levelOf(world));
  if (issues.length === 0) return null;
  const message = `the answer to "${gate.id}" does not fit: ${issues.join("; ")}`;
  return { exit: EXIT.usage, message, help: answerCommands(run.folder.id, gate)[said.verdict] };
}

type Left = Readonly<{
  gate: Pending;
  opinion: Opinion;
  by: string;
  answer: string;
  others: readonly Pending[];
}>;

/** Whoever drives the run takes the answer up by itself; otherwise somebody has to go on. */
function tell({ flags, world }: Call, run: StoredRun, left: Left): ExitCode {
  const { gate, opinion, by, answer, others } = left;
  const { id } = run.folder;
  const driven = driverOf(run.folder) !== undefined;
  const next = driven ? null : `agent-orchestrator resume ${id}`;
  if (flags.on("json")) {
    const { verdict, fields, reason } = opinion;
    const said = { run_id: id, gate: gate.id, verdict, by, fields, reason, digest: gate.shown, answer };
    const open = others.map((each) => each.id);
    world.out.write(
      `${JSON.stringify({ schemaVersion: 1, ...said, driven, next, waiting: open }, null, 2)}\n`,
    );
    return EXIT.done;
  }
  const word = opinion.verdict === "approve" ? "approved" : "rejected";
  world.out.write(`${word} ${gate.id} of run ${id} as ${by}\n`);
  if (flags.on("quiet")) return EXIT.done;
  if (others.length > 0) world.err.write(`still waiting for an answer: ${named(others)}\n`);
  world.err.write(driven ? "the run goes on by itself\n" : `next: ${next}\n`);
  return EXIT.done;
}

/** The second argument names the question, the third what was seen of it. What is judged is what will be written. */
export function answered(call: Call, run: StoredRun, gate: Pending, given: Opinion): ExitCode {
  const { world } = call;
  const by = actorOf(world);
  const struck = redactor(Object.values(secretsOf(run.plan, world)));
  const fields = struck.value(given.fields);
  const opinion = { ...given, fields: isFields(fields) ? fields : {}, reason: struck.text(given.reason) };
  const against = seenOtherwise(run, gate, call.args[2]) ?? objection(world, run, gate, { ...opinion, by });
  if (against !== null) return say(world, against);
  const { folder, state } = run;
  const clock = systemClock();
  const answers = localAnswers({
    folder,
    epoch: state.epoch,
    plan: state.planDigest,
    now: () => clock.now(),
    redactor: struck,
  });
  const level = world.env["AO_ACTOR_LEVEL"] === undefined ? {} : { level: keptLevel(levelOf(world)) };
  const left = answers.leave({ task: gate.id, shown: gate.shown, by, ...opinion, ...level });
  if (!left.ok) return say(world, { exit: EXIT.usage, message: left.error, help: "say it in fewer words" });
  const others = waitingGates(run).filter((each) => each.id !== gate.id && each.answer === null);
  return tell(call, run, { gate, opinion, by, answer: left.value, others });
}
