/** Runs one program: exactly this argv, exactly this environment, in a group of its own, and says how it ended. */
import { isOrder } from "./forker-order.ts";
import { forkers, type Pool } from "./forker-pool.ts";
import type { Ending, Launch, LaunchTrouble } from "./launch.ts";
import { runDirectly } from "./process-direct.ts";
import { runForked } from "./process-forked.ts";
import { isIsolated, isolated, unwrapped } from "./isolation.ts";
import { ok, type Result } from "../../core/base/result.ts";

/** Settles when the program has ended and, if it was asked to end, when nothing that it started lives any more. */
export async function run(
  launch: Launch,
  signal: AbortSignal,
  pool: Pool = forkers,
): Promise<Result<Ending, LaunchTrouble>> {
  if (!isIsolated(launch)) return performed(launch, signal, pool);
  const ended = await performed(isolated(launch), signal, pool);
  return ended.ok ? ok(unwrapped(ended.value)) : ended;
}

async function performed(
  launch: Launch,
  signal: AbortSignal,
  pool: Pool,
): Promise<Result<Ending, LaunchTrouble>> {
  let forker = pool.enter();
  try {
    if (!isOrder(launch)) return await runDirectly(launch, signal);
    forker ??= await pool.soon();
    if (forker === undefined || signal.aborted) return await runDirectly(launch, signal);
    return (await runForked(forker, launch, signal)) ?? (await runDirectly(launch, signal));
  } finally {
    pool.leave(forker);
  }
}
