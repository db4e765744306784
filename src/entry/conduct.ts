/** Drives one run from this process: lock, journal, channels, signals, and what is said at the end. */
import { localLedger } from "../adapters/store/ledger.ts";
import type { Lock } from "../adapters/store/lock.ts";
import { segmentPath, taskLogs, type RunFolder } from "../adapters/store/run-folder.ts";
import { systemClock } from "../adapters/system/clock.ts";
import { forkers } from "../adapters/system/forker-pool.ts";
import { reapStrays } from "../adapters/system/pursuit.ts";
import { digestOf } from "../adapters/system/digest.ts";
import { schemaIssues } from "../adapters/system/schema.ts";
import { healthChannel, observations } from "../app/health.ts";
import { functionsOf } from "../app/brought.ts";
import { drive } from "../app/run.ts";
import { allowed, hiddenIn, type World } from "../app/world.ts";
import { millis, type Digest, type Millis } from "../core/base/brand.ts";
import { ok, type Result } from "../core/base/result.ts";
import type { Fields } from "../core/base/value.ts";
import { redactor } from "../core/guard/redact.ts";
import { JOURNAL_VERSION, type Header, type RunEvent, type Segment } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import { apply } from "../core/run/fold.ts";
import type { Share } from "../core/run/holdings.ts";
import { restrict } from "../core/run/settle.ts";
import type { RunState } from "../core/run/state.ts";
import type { Agent } from "../ports/agent.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";
import type { Attached } from "./attached.ts";
import { channelsFor } from "./channels.ts";
import type { Call, World as Outside } from "./command.ts";
import { exitOf } from "./ending.ts";
import { patientWith, programsOf } from "./many.ts";
import { EXIT, type ExitCode, type SignalName } from "./exit-codes.ts";
import { isolationEvents } from "./isolation.ts";
import { recordingOf } from "./recorded.ts";
import { mailFor } from "./leg-gate.ts";
import { report } from "./report.ts";
import { homeOf, listen } from "./listening.ts";
import { onlookers } from "./onlookers.ts";
import { handOver } from "./hand-over.ts";
import { publishedFields } from "./published.ts";
import { sharedState, type Shared } from "./shared-state.ts";
import { ALONE, attachTrees } from "./workspaces.ts";
import type { Delivered } from "./delivered.ts";
import { shownOf } from "./shown.ts";

export const WRITER = "local";

export type Conducted = Readonly<{
  folder: RunFolder;
  lock: Lock;
  plan: Plan;
  planDigest: Digest;
  epoch: number;
  state: RunState;
  opening: readonly RunEvent[];
  /** The segments that `state` was folded from. */
  known: readonly Segment[];
  artifacts: Artifacts;
  agents: ReadonlyMap<string, Agent>;
  /** What the workflow adds to the language. */
  plugins: readonly LoadedPlugin[];
  secrets: Readonly<Record<string, string>>;
  /** Nothing in it is to work in a tree of its own, and it has no result. */
  alone?: true;
  /** For a process that does only a part of the run. */
  part?: Part;
}>;

export type Part = Readonly<{
  writer: string;
  share: Share;
  /** Nothing is decided here: the parts were cut beforehand. */
  still?: true;
  /** What stands for the people who are asked, if they have agreed already: that this process runs at all says so. */
  agreed?: string;
  /** Its last words. */
  closing: (state: RunState) => readonly RunEvent[];
}>;

/** What was handed in may hold a secret that the author declared. */
export const planText = (
  plan: Plan,
  secrets: Readonly<Record<string, string>>,
  { concealed = [] }: Pick<Outside, "concealed">,
): string => redactor([...Object.values(secrets), ...concealed]).declared(JSON.stringify(plan));

const lastOf = (known: readonly Segment[]): Millis =>
  millis(known.reduce((last, { entries }) => Math.max(last, entries.at(-1)?.at ?? 0), 0));

const ledgerFor = ({ world, flags }: Call, run: Conducted, header: Header, clock: Clock): Ledger =>
  localLedger({
    path: segmentPath(run.folder, header),
    header,
    now: () => clock.now(),
    redactor: redactor([...Object.values(run.secrets), ...(world.concealed ?? [])]),
    durable: flags.on("durable"),
    // Later than all that it stands on, whatever the clocks of other machines said.
    ...(run.part === undefined ? {} : { after: lastOf(run.known) }),
  });

function worldOf(
  call: Call,
  run: Conducted,
  header: Header,
  { cache, slots }: Shared,
): Omit<World, "channels"> {
  const { folder, artifacts, agents, secrets } = run;
  const { concealed = [] } = call.world;
  const clock = systemClock();
  return {
    run: folder.id,
    ledger: ledgerFor(call, run, header, clock),
    mail: mailFor(call, run, header),
    artifacts,
    cache,
    slots,
    agents,
    functions: functionsOf(run.plugins),
    clock,
    hash: digestOf,
    issues: schemaIssues,
    environment: allowed(call.world.env),
    secrets,
    hidden: hiddenIn(call.world.env),
    concealed,
    directory: call.world.directory,
    scratch: (task) => taskLogs(folder, task),
  };
}

/** From the first entry to the last; gives the signal that ended it, if one did. */
async function perform(
  call: Call,
  run: Conducted,
  world: World,
  opening: readonly RunEvent[],
  attached: Attached,
): Promise<Readonly<{ signal: SignalName | null; delivered: Delivered; more: Fields }>> {
  const { folder, state } = run;
  const { part } = run;
  if (part !== undefined) restrict(state, part.share, world.clock.now());
  const usual = await patientWith(state.tasks.length);
  const append = (event: RunEvent): void => apply(state, world.ledger.header, world.ledger.append(event));
  const first = [...opening, ...isolationEvents()];
  const driven = part?.still === true ? null : drive(world, state, first);
  if (driven === null) first.forEach(append);
  const signalled = driven === null ? () => null : listen(call, run, driven);
  try {
    await driven?.ended;
  } finally {
    usual();
    // None of them is at work any more, and it takes a moment until they have gone.
    await Promise.all([forkers.disband(), reapStrays(folder.id, homeOf(run))]);
  }
  part?.closing(state).forEach(append);
  const delivered = await attached.finish(append);
  const { published } = delivered;
  const more = {
    ...publishedFields(published),
    ...(await handOver(call, run, { attached, published, append })),
  };
  append({ type: "writer.closed" });
  world.ledger.flush();
  return { signal: signalled(), delivered, more };
}

function leave({ channels, ledger }: World, lock: Lock): void {
  try {
    for (const channel of channels) channel.close();
    ledger.close();
  } finally {
    lock.release();
  }
}

async function performIn(call: Call, run: Conducted, attached: Attached): ReturnType<typeof perform> {
  const { folder, plan, state } = run;
  // They take a few milliseconds to come, and everything here goes on meanwhile.
  if (run.part === undefined) forkers.expect(programsOf(run));
  call.world.remember(folder.root);
  const header: Header = {
    version: JOURNAL_VERSION,
    run: folder.id,
    plan: run.planDigest,
    epoch: run.epoch,
    writer: run.part?.writer ?? WRITER,
  };
  const channels = await channelsFor(call, shownOf(run));
  const others = await onlookers(call.world, run);
  const shared = sharedState(call);
  const { health } = shared;
  const own = worldOf(call, run, header, shared);
  const { agents, save } = await recordingOf(call, run, own.clock);
  const trees = attached.trees(agents);
  const world: World = {
    ...own,
    agents,
    ...(trees === undefined ? {} : { trees }),
    channels: [...channels, ...others, healthChannel(health, folder.id, state)],
  };
  const works = run.part?.share.part === "leg" || run.part?.share.part === "finally";
  // How agents have been doing elsewhere is not for a leg to say.
  const observed = works ? [] : observations(health, plan);
  const first = [...run.opening, ...attached.opening, ...observed];
  try {
    return await perform(call, run, world, first, attached);
  } finally {
    leave(world, run.lock);
    save();
  }
}

export type Done = Awaited<ReturnType<typeof perform>>;

/** From the lock to the end of the segment; nothing is said of it yet. */
export async function conducted(call: Call, run: Conducted): Promise<Result<Done, ExitCode>> {
  // What a killed process left behind must not work beside its successor, least of all in the same files.
  if (run.epoch > 1) await reapStrays(run.folder.id, homeOf(run));
  const attached = run.alone === true ? ALONE : await attachTrees(call, run);
  if (attached.ok) return ok(await performIn(call, run, attached.value));
  run.lock.release();
  return attached;
}

/** `tell` says at the end how it went. */
export async function conduct(call: Call, run: Conducted, tell = report): Promise<ExitCode> {
  const done = await conducted(call, run);
  if (!done.ok) return done.error;
  const { signal, delivered, more } = done.value;
  tell(call, run, more);
  call.world.err.write(delivered.text ?? "");
  const exit = exitOf(run.state, signal);
  return delivered.failed && exit === EXIT.done ? EXIT.failed : exit;
}
