/** A stored run made ready to go on in this process: its lock, its runners and its next epoch. */
import { digestOf } from "../adapters/system/digest.ts";
import { localArtifacts } from "../adapters/store/local.ts";
import { takeLock } from "../adapters/store/lock.ts";
import { storePlan } from "../adapters/store/plan-file.ts";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { openingOf } from "../app/resume.ts";
import type { TaskId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { isAnswerWriter } from "../core/journal/foreign.ts";
import type { Plan } from "../core/plan/plan.ts";
import { foldSegments } from "../core/run/fold.ts";
import type { RunState } from "../core/run/state.ts";
import type { Call } from "./command.ts";
import { planText, WRITER, type Conducted } from "./conduct.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { agentsOf, refusal, secretsOf } from "./machine.ts";
import { pluginAgents, pluginsOf } from "./plugins.ts";
import { locked } from "./refused.ts";
import { say, type Complaint } from "./say.ts";
import { openRun, type StoredRun } from "./stored-run.ts";

export type Intention = Readonly<{
  /** The plan to go on with; null keeps the recorded one. */
  plan: Plan | null;
  /** Which tasks are open again. */
  rerun: (state: RunState) => Result<readonly TaskId[], string>;
  /** What people have said in it before does not count. */
  unheard?: boolean;
  /** What else stands at the beginning of the new segment. */
  then: readonly RunEvent[];
}>;

export type TakenOver = Readonly<{ run: Conducted; before: RunState; rerun: readonly TaskId[] }>;

const epochAfter = (run: StoredRun): number =>
  run.segments.reduce((epoch, { header }) => Math.max(epoch, header.epoch), 0) + 1;

async function prepared(
  call: Call,
  run: StoredRun,
  wanted: Intention,
): Promise<Result<Omit<Conducted, "lock"> & Pick<TakenOver, "rerun">, ExitCode>> {
  const { world, flags } = call;
  const { folder, segments } = run;
  const plan = wanted.plan ?? run.plan;
  const secrets = secretsOf(plan, world);
  const text = planText(plan, secrets, call.world);
  const recorded = wanted.plan === null ? segments.at(-1)?.header.plan : undefined;
  const planDigest = recorded ?? digestOf(text);
  const state = foldSegments(plan, planDigest, segments);
  // Under a changed plan nothing has ended yet: what is to be opened again is said of the run as it was.
  const rerun = wanted.rerun(run.state);
  if (!rerun.ok) return err(say(world, { exit: EXIT.usage, message: rerun.error }));
  const artifacts = localArtifacts(folder.objects, { durable: flags.on("durable") });
  const plugins = await pluginsOf(call, plan);
  if (!plugins.ok) return err(say(world, plugins.error));
  const agents = agentsOf(world, artifacts, pluginAgents(plugins.value));
  const refused = await refusal(call, plan, agents, secrets);
  if (refused !== null) return err(refused);
  if (wanted.plan !== null) storePlan(folder, text);
  const opening = [...openingOf(segments, rerun.value, wanted.unheard), ...wanted.then];
  const epoch = epochAfter(run);
  return ok({
    folder,
    plan,
    planDigest,
    epoch,
    state,
    opening,
    known: segments,
    artifacts,
    agents,
    plugins: plugins.value,
    secrets,
    rerun: rerun.value,
  });
}

/** Wherever a run that went over many machines goes on: its legs have spoken of what is their own, or nobody believes any of it. */
async function believed(folder: RunFolder): Promise<Result<StoredRun, Complaint>> {
  const run = openRun(folder);
  if (!run.ok) return run;
  const { state, segments } = run.value;
  const isAlone = segments.every(({ header: { writer } }) => writer === WRITER || isAnswerWriter(writer));
  const stray = isAlone ? null : (await import("../core/run/trespass.ts")).trespass(state, segments);
  if (stray === null) return run;
  const message = `the journal of run ${folder.id} cannot be believed: ${stray}`;
  return err({ exit: EXIT.policy, message, help: "start a new run" });
}

/** Refused if somebody drives it. Read again once the lock is held, so that nothing can change under it. */
export async function takeOver(
  call: Call,
  stored: StoredRun,
  wanted: Intention,
): Promise<Result<TakenOver, ExitCode>> {
  const { folder } = stored;
  const lock = takeLock(folder.lock);
  if (!lock.ok) return err(locked(call.world, folder, lock.error));
  const run = await believed(folder);
  const next = run.ok ? await prepared(call, run.value, wanted) : err(say(call.world, run.error));
  if (!next.ok) {
    lock.value.release();
    return next;
  }
  const { rerun, ...conducted } = next.value;
  return ok({ run: { ...conducted, lock: lock.value }, before: stored.state, rerun });
}
