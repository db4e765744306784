/** Real kills: a process that dies at any moment loses nothing that was committed and leaves nothing behind. */
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Project, type RunDocument, documentIn, project } from "../rig/program.ts";
import { carriers } from "../rig/spawned.ts";

const ROUNDS = Number(process.env["AO_KILLS"] ?? 5);
const SEED = Number(process.env["AO_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const TASKS = 40;
const MOST_KILLS = 5;
const LONGEST_LIFE_MS = 900;

/** Small and known to spread well enough: what matters is that a seed gives the same graph and moments again. */
function chance(seed: number): () => number {
  let at = seed >>> 0;
  return () => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SCRIPT = 'echo "$AO_TASK_ID" >> ran.log; eval "$0"; printf %s "$AO_TASK_ID $*" | cksum';
const WAYS = [":", "sleep 0.05", "setsid sleep 30 & sleep 0.05", "(setsid sleep 0.2 &) ; :"];

function graph(luck: () => number): string {
  const tasks = Array.from({ length: TASKS }, (_, index) => {
    const needs = Array.from({ length: index }, (_each, need) => need).filter(() => luck() < 1.5 / index);
    const way = WAYS[Math.floor(luck() * WAYS.length)] ?? ":";
    const argv = ["bash", "-c", SCRIPT, way, ...needs.map((need) => `\${t${need}.output}`)];
    const dependencies = needs.map((need) => `t${need}`);
    return { id: `t${index}`, type: "command", run: argv, dependencies };
  });
  return JSON.stringify({ name: "forty", settings: { max_parallel: 8 }, tasks });
}

/** What must be the same however often it was cut. */
const essence = ({ conclusion, tasks, outputs }: RunDocument): unknown => ({
  conclusion,
  outputs,
  tasks: tasks.map(({ id, status, output }) => ({ id, status, output })),
});

type Standing = Readonly<{
  committed: ReadonlySet<string>;
  started: ReadonlyMap<string, number>;
  ran: ReadonlyMap<string, number>;
}>;

function counts(names: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

function standing(place: Project, run: string): Standing {
  // The log first: what runs after this look was recorded before it ran.
  const ran = counts(place.lines("ran.log"));
  const entries = place.journal(run);
  const tasksOf = (type: string): readonly string[] =>
    entries.flatMap((entry) => (entry.type === type && entry.task !== undefined ? [entry.task] : []));
  return { committed: new Set(tasksOf("task.succeeded")), started: counts(tasksOf("task.started")), ran };
}

/** A start that is recorded stands for at most one execution, and a life starts what is not committed at most once. */
function expectKept(before: Standing, after: Standing, told: string): void {
  for (const [task, count] of after.ran) {
    expect(count, `${told}: ${task} ran unrecorded`).toBeLessThanOrEqual(after.started.get(task) ?? 0);
  }
  for (const [task, count] of after.started) {
    const more = count - (before.started.get(task) ?? 0);
    const most = before.committed.has(task) ? 0 : 1;
    expect(more, `${told}: ${task} was started ${more} more times`).toBeLessThanOrEqual(most);
  }
  for (const task of before.committed) {
    expect(after.committed, `${told}: ${task} was lost`).toContain(task);
    expect(after.ran.get(task), `${told}: ${task} ran again`).toBe(before.ran.get(task));
  }
}

async function killed(place: Project, args: readonly string[], life: number): Promise<boolean> {
  const living = place.start(args);
  const death = pause(life).then(() => living.kill("SIGKILL"));
  const { signal } = await living.ended;
  await death;
  return signal === "SIGKILL";
}

/** A process that dies before it wrote down its plan has started nothing, and there is nothing to go on with. */
const begun = (place: Project): string | undefined =>
  place.runs().find((run) => place.has(`.claude/workflow-state/runs/${run}/plan.json`));

async function round(seed: number): Promise<void> {
  const luck = chance(seed);
  const text = graph(luck);
  const whole = project({ "forty.json": text });
  const place = project({ "forty.json": text });
  const undisturbed = documentIn(await whole.run(["run", "forty.json", "--json", "-q"]));
  expect(undisturbed.conclusion).toBe("success");
  const kills = 1 + Math.floor(luck() * MOST_KILLS);
  let before: Standing = { committed: new Set(), started: new Map(), ran: new Map() };
  for (let kill = 1; kill <= kills; kill += 1) {
    const run = begun(place);
    const life = 60 + luck() * LONGEST_LIFE_MS * luck();
    await killed(place, run === undefined ? ["run", "forty.json", "-q"] : ["resume", run, "-q"], life);
    const now = begun(place);
    if (now === undefined) continue;
    const after = standing(place, now);
    expectKept(before, after, `seed ${seed}, kill ${kill} after ${life} ms`);
    before = after;
  }
  const run = begun(place);
  const last = await place.run([
    ...(run === undefined ? ["run", "forty.json"] : ["resume", run]),
    "--json",
    "-q",
  ]);
  const found = documentIn(last);
  expectKept(before, standing(place, found.run_id), `seed ${seed}, last resume`);
  expect(last.code, `seed ${seed}: ${last.err}`).toBe(0);
  expect(essence(found), `seed ${seed}`).toEqual(essence(undisturbed));
  expect(carriers(`AO_RUN_ID=${found.run_id}`), `seed ${seed}: orphans`).toEqual([]);
}

describe("a process that is killed at any moment", () => {
  it(
    "loses no committed result, runs no committed task again and leaves no orphan",
    { timeout: 60_000 + ROUNDS * 15_000 },
    async () => {
      console.info(`kills: AO_SEED=${SEED} AO_KILLS=${ROUNDS}`);
      for (let each = 0; each < ROUNDS; each += 1) await round(SEED + each);
    },
  );
});
