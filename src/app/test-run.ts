/** One case of a test: the real kernel and driver in a world where time passes at once and nobody is asked but the case. */
import { runId, type Digest } from "../core/base/brand.ts";
import type { Fields, Value } from "../core/base/value.ts";
import { redactor } from "../core/guard/redact.ts";
import {
  JOURNAL_VERSION,
  type Entry,
  type Header,
  type RunEvent,
  type Segment,
} from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import { foldSegments, initial } from "../core/run/fold.ts";
import type { RunState } from "../core/run/state.ts";
import type { TestCase } from "../core/spec/test-file.ts";
import { document } from "../core/view/document.ts";
import type { Cassette } from "./cassette.ts";
import { everyTask } from "./every-task.ts";
import { outputsOf } from "./outputs.ts";
import { runnersOf } from "./preflight.ts";
import { results } from "./results.ts";
import { openingOf, reopened } from "./resume.ts";
import { drive, type Ended } from "./run.ts";
import { testClock, type TestClock } from "./test-clock.ts";
import { people, type People } from "./test-mail.ts";
import { player, type Asked, type Player, type Scripted } from "./test-player.ts";
import { journalInMemory, storeInMemory } from "./test-store.ts";
import type { World } from "./world.ts";

/** What a test needs from outside. */
export type Bench = Readonly<{
  scripted: Scripted;
  hash: (text: string) => Digest;
  issues: World["issues"];
  /** Lets everything happen that does not wait for time. */
  breathe: () => Promise<void>;
  /** Those of plugins: they are played as they are. */
  functions?: World["functions"];
}>;

export type Played = Readonly<{
  state: RunState;
  entries: readonly Entry[];
  /** As `run --json` prints it. */
  document: Fields;
  asked: readonly Asked[];
  used: ReadonlySet<string>;
  changed: ReadonlySet<string>;
  answered: ReadonlySet<string>;
  /** False if nothing went on any more although the run had not ended. */
  ended: boolean;
}>;

/** More moments than this in one case mean that it goes round in circles. */
export const MOST_MOMENTS = 100_000;
const RUNNERS = ["command", "scripted", "claude"];
const RUN = runId("test");

/** What a task finds where a secret would be: there, and nobody's. */
const secretsOf = (plan: Plan): Readonly<Record<string, string>> =>
  Object.fromEntries(plan.secrets.map(({ name }) => [name, `secret-of-the-test-${name}`]));

function agentsFor(plan: Plan, { agent }: Player): World["agents"] {
  const plugins = everyTask(plan).flatMap(({ work }) =>
    work.type === "plugin" ? [`plugin:${work.plugin}`] : [],
  );
  const runners = [...RUNNERS, ...runnersOf(plan).keys(), ...plugins];
  return new Map(runners.map((runner) => [runner, agent]));
}

/** A validator may have to be fetched first: that is no waiting in time. */
function counted(issues: World["issues"]): Readonly<{ issues: World["issues"]; busy: () => boolean }> {
  let pending = 0;
  return {
    busy: () => pending > 0,
    async issues(schema: Value, value: Value) {
      pending += 1;
      try {
        return await issues(schema, value);
      } finally {
        pending -= 1;
      }
    },
  };
}

type Stage = Readonly<{
  world: Omit<World, "ledger">;
  header: Header;
  clock: TestClock;
  answering: People;
  busy: () => boolean;
  breathe: Bench["breathe"];
}>;

/** Time moves only when all that could happen at this moment has happened. Null if the run has no end. */
async function toItsEnd(stage: Stage, ended: Promise<Ended>): Promise<Ended | null> {
  const { clock, busy, breathe } = stage;
  let over = false;
  const settled = (): void => {
    over = true;
  };
  ended.then(settled, settled);
  for (let moments = 0; moments < MOST_MOMENTS;) {
    await breathe();
    if (over) return ended;
    if (busy()) continue;
    moments += 1;
    if (!clock.next()) return null;
  }
  return null;
}

type Epoch = Readonly<{ state: RunState; segment: Segment; conclusion: Ended | null }>;

async function epochOf(
  stage: Stage,
  epoch: number,
  state: RunState,
  opening: readonly RunEvent[],
): Promise<Epoch> {
  const { world, clock } = stage;
  const header = { ...stage.header, epoch };
  const ledger = journalInMemory(header, () => clock.now(), redactor(Object.values(world.secrets)));
  const driven = drive({ ...world, ledger }, state, opening);
  const conclusion = await toItsEnd(stage, driven.ended);
  ledger.append({ type: "writer.closed" });
  return { state, segment: { header, entries: ledger.entries }, conclusion };
}

/** A run that was left to people goes on when one of them has answered. */
async function runIn(stage: Stage, plan: Plan): Promise<Epoch & Readonly<{ entries: readonly Entry[] }>> {
  const { header, answering, clock } = stage;
  const segments: Segment[] = [];
  let last = await epochOf(stage, 1, initial(plan, header.plan), [{ type: "run.started" }]);
  for (let epoch = 2; ; epoch += 1) {
    segments.push(last.segment);
    const isLeft = last.conclusion === "paused" && answering.isExpected();
    if (!isLeft) return { ...last, entries: segments.flatMap(({ entries }) => entries) };
    const before = answering.left.length;
    while (answering.left.length === before && clock.next());
    const known = [...segments, ...answering.left];
    const again = reopened(last.state, { kind: "failed" });
    const opening = openingOf(known, again.ok ? again.value : []);
    last = await epochOf(stage, epoch, foldSegments(plan, header.plan, known), opening);
  }
}

const headerOf = (plan: Plan, hash: Bench["hash"]): Header => ({
  version: JOURNAL_VERSION,
  run: RUN,
  plan: hash(JSON.stringify(plan)),
  epoch: 1,
  writer: "test",
});

function documentOf(state: RunState, artifacts: World["artifacts"], functions: Bench["functions"]): Fields {
  const store = results(artifacts);
  const outputs = outputsOf({
    run: RUN,
    state,
    results: store,
    environment: {},
    secrets: {},
    functions,
  }).values;
  const read = (name: Digest) => store.read(name) ?? null;
  return document(state, { run: RUN, read, outputs });
}

/** Nothing is started, so nothing needs a place. */
const NOWHERE = { environment: {}, directory: "/", scratch: (task: string): string => task };

export async function played(
  plan: Plan,
  given: TestCase,
  cassette: Cassette | null,
  bench: Bench,
): Promise<Played> {
  const clock = testClock();
  const header = headerOf(plan, bench.hash);
  const artifacts = storeInMemory(bench.hash);
  const scripted = bench.scripted(clock.sleep, () => clock.now());
  const cast = player(given, cassette, scripted, bench.hash);
  const { issues, busy } = counted(bench.issues);
  const answering = people(given, header, clock);
  const world = {
    run: RUN,
    artifacts,
    functions: bench.functions,
    agents: agentsFor(plan, cast),
    clock,
    channels: [answering.channel],
    mail: answering.mail,
    hash: bench.hash,
    issues,
    secrets: secretsOf(plan),
    ...NOWHERE,
  };
  const stage = { world, header, clock, answering, busy, breathe: bench.breathe };
  const { state, entries, conclusion } = await runIn(stage, plan);
  return {
    state,
    entries,
    asked: cast.asked,
    used: cast.used,
    changed: cast.changed,
    document: documentOf(state, artifacts, bench.functions),
    answered: answering.asked,
    ended: conclusion !== null,
  };
}
