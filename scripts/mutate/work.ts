/** Tries mutants on a few benches at once; one that does not answer in time is thrown away with whatever runs in it. */
import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Answer, Order } from "./bench.ts";
import { mutated, type Mutant } from "./mutants.ts";

export type Case = Readonly<{ area: string; file: string; source: string; mutant: Mutant }>;
export type Outcome = "killed" | "timeout" | "survived";
export type Tried = Readonly<{ case: Case; outcome: Outcome }>;

/** A mutant that takes this many times as long as the unbroken code runs for ever, and has been noticed. */
const PATIENCE = 3;
const LEAST_PATIENCE_MS = 4_000;
/** For a bench to start and for the unbroken code itself. */
const FIRST_PATIENCE_MS = 120_000;
/** Random cases of each property. */
const CASES = "60";
/** What a bench keeps of each mutant is not given back. */
const MUTANTS_A_BENCH = 300;
const NEWS_EVERY = 100;

type Bench = Readonly<{ area: string; child: ChildProcess; patience: number }>;

function answer(child: ChildProcess, patience: number): Promise<Answer | null> {
  return new Promise((done) => {
    const finish = (given: Answer | null): void => {
      clearTimeout(alarm);
      child.off("message", finish);
      child.off("exit", gone);
      done(given);
    };
    const gone = (): void => finish(null);
    const alarm = setTimeout(gone, patience);
    child.on("message", finish);
    child.on("exit", gone);
  });
}

async function ask(child: ChildProcess, order: Order, patience: number): Promise<Outcome> {
  const reply = answer(child, patience);
  child.send(order);
  const given = await reply;
  if (given === null) return "timeout";
  return given.noticed ? "killed" : "survived";
}

/** Every test has to be green while nothing is broken; how long that takes bounds how long a mutant may. */
async function bench(folder: string, { area, file, source }: Case): Promise<Bench> {
  const { PROPERTY_RUNS: _, ...env } = process.env;
  const child = fork(join(import.meta.dirname, "bench.ts"), [folder, area], {
    env: { ...env, AO_CASES: CASES },
  });
  await answer(child, FIRST_PATIENCE_MS);
  await ask(child, { file, text: source }, FIRST_PATIENCE_MS);
  const began = performance.now();
  const unbroken = await ask(child, { file, text: source }, FIRST_PATIENCE_MS);
  if (unbroken !== "survived") {
    child.kill("SIGKILL");
    throw new Error(`The tests in ${area} are red before anything was broken: mend them first.`);
  }
  return { area, child, patience: Math.max(LEAST_PATIENCE_MS, PATIENCE * (performance.now() - began)) };
}

function dropped({ child }: Bench): null {
  child.kill("SIGKILL");
  return null;
}

async function worker(folder: string, queue: Case[], tried: Tried[]): Promise<void> {
  let held: Bench | null = null;
  let used = 0;
  for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
    if (held !== null && (held.area !== one.area || used === MUTANTS_A_BENCH)) held = dropped(held);
    if (held === null) [held, used] = [await bench(folder, one), 0];
    used += 1;
    const order = { file: one.file, text: mutated(one.source, one.mutant) };
    const outcome: Outcome = await ask(held.child, order, held.patience);
    if (outcome === "timeout") held = dropped(held);
    tried.push({ case: one, outcome });
    if (tried.length % NEWS_EVERY === 0) console.log(`${queue.length} to go`);
  }
  if (held !== null) dropped(held);
}

export async function work(
  folder: string,
  cases: readonly Case[],
  jobs: number,
  tried: Tried[],
): Promise<void> {
  const queue = [...cases];
  await Promise.all(Array.from({ length: jobs }, () => worker(folder, queue, tried)));
}
