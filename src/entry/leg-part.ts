/** One part of a run in this process: made ready from what was carried here, driven, and closed. */
import { existsSync } from "node:fs";
import { localArtifacts } from "../adapters/store/local.ts";
import { takeLock } from "../adapters/store/lock.ts";
import { segmentPath } from "../adapters/store/run-folder.ts";
import { runnersOf } from "../app/preflight.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import { trespass } from "../core/run/trespass.ts";
import type { Call } from "./command.ts";
import { conducted, type Conducted, type Done, type Part } from "./conduct.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { agentsOf, planRefusal, refusal, secretsOf } from "./machine.ts";
import { pluginAgents, pluginsOf } from "./plugins.ts";
import { locked } from "./refused.ts";
import { say } from "./say.ts";
import { openNamed, type StoredRun } from "./stored-run.ts";

export const epochOf = ({ flags }: Call): number => flags.number("epoch") ?? 1;

/** A folder that was filled on the way here; nobody believes it before it was looked at. */
export function openCarried(call: Call, writer: string): Result<StoredRun, ExitCode> {
  const { world } = call;
  const stored = openNamed(call);
  if (!stored.ok) return err(say(world, stored.error));
  const run = stored.value;
  const stray = trespass(run.state, run.segments);
  const refuse = (exit: ExitCode, message: string, help: string): Result<never, ExitCode> =>
    err(say(world, { exit, message, help }));
  if (stray !== null)
    return refuse(
      EXIT.policy,
      `the journal of run ${run.folder.id} cannot be believed: ${stray}`,
      "start a new run",
    );
  const epoch = epochOf(call);
  if (epoch < run.state.epoch) {
    const message = `run ${run.folder.id} is in epoch ${run.state.epoch} already`;
    return refuse(EXIT.usage, message, `give --epoch ${run.state.epoch} or a later one`);
  }
  if (existsSync(segmentPath(run.folder, { epoch, writer }))) {
    const message = `"${writer}" of run ${run.folder.id} was done in epoch ${epoch} already`;
    return refuse(EXIT.usage, message, "do it again with a later --epoch");
  }
  return stored;
}

type Wanted = Readonly<{
  part: Part;
  opening: readonly RunEvent[];
  /** What of the plan is to run on this machine; nothing for who starts no agents. */
  works: Plan | null;
  /** Where it is not that of the command line. */
  epoch?: number;
}>;

/** Runners and secrets are asked for where they are used, and only there. */
async function refusedHere(
  call: Call,
  plan: Plan,
  works: Plan | null,
  secrets: Readonly<Record<string, string>>,
  agents: ReturnType<typeof agentsOf>,
): Promise<ExitCode | null> {
  if (works === null) return planRefusal(call, plan, agents);
  return runnersOf(works).size === 0 ? null : refusal(call, works, agents, secrets);
}

export type Driven = Readonly<{ run: Conducted; done: Done }>;

/** A run as far as it is known here. */
export type Subject = Pick<StoredRun, "folder" | "plan" | "segments" | "state">;

/** Everything that it may say is in the journal when this is over. */
export async function driven(
  call: Call,
  stored: Subject,
  { part, opening, works, epoch = epochOf(call) }: Wanted,
): Promise<Result<Driven, ExitCode>> {
  const { folder, plan, segments, state } = stored;
  const { world, flags } = call;
  const secrets = secretsOf(plan, world);
  const plugins = await pluginsOf(call, plan);
  if (!plugins.ok) return err(say(world, plugins.error));
  const artifacts = localArtifacts(folder.objects, { durable: flags.on("durable") });
  const agents = agentsOf(world, artifacts, pluginAgents(plugins.value));
  const refused = await refusedHere(call, plan, works, secrets, agents);
  if (refused !== null) return err(refused);
  const lock = takeLock(folder.lock);
  if (!lock.ok) return err(locked(world, folder, lock.error));
  const run: Conducted = {
    folder,
    lock: lock.value,
    plan,
    planDigest: state.planDigest,
    epoch,
    state,
    opening,
    known: segments,
    artifacts,
    agents,
    plugins: plugins.value,
    secrets,
    part,
  };
  const done = await conducted(call, run);
  return done.ok ? ok({ run, done: done.value }) : done;
}

export const nothingMore = (): readonly RunEvent[] => [];
