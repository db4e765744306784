/** Whether the tasks of a run may need working trees of their own; if none can, or there is no repository, it is told. */
import { isInRepository } from "../adapters/git/inside.ts";
import { everyTask } from "../app/every-task.ts";
import { mayIsolate } from "../app/in-tree.ts";
import { refFault } from "../core/base/ref-name.ts";
import { ok, type Result } from "../core/base/result.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { Plan } from "../core/plan/plan.ts";
import { NOTHING, type Attached, type Subject } from "./attached.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { say } from "./say.ts";

export const ALONE: Result<Attached, never> = ok({
  trees: () => undefined,
  opening: [],
  finish: () => Promise.resolve(NOTHING),
  result: () => null,
});

/** Said before anything is spent. */
export function refusedOutcome({ flags, world }: Call): ExitCode | null {
  const branch = flags.text("branch");
  if (branch === undefined) return null;
  if (flags.on("apply")) {
    const message = "--apply and --branch exclude each other";
    return say(world, {
      exit: EXIT.usage,
      message,
      help: "the result always gets a branch; --apply also changes your files",
    });
  }
  const fault = refFault(branch);
  if (fault === null) return null;
  const message = `--branch cannot be ${JSON.stringify(oneLine(branch, 80))}: ${fault}`;
  return say(world, { exit: EXIT.usage, message, help: "e.g. --branch feat/dark-mode" });
}

/** Where a tree was asked for by name, and there can be none. */
function warnOutside({ world, flags }: Call, plan: Plan): void {
  const asked = everyTask(plan).find(({ isolation }) => isolation === "worktree");
  if (asked !== undefined)
    world.err.write(`warning: "${asked.id}" works in this directory: this is no git repository\n`);
  const result = flags.on("apply") ? "--apply" : flags.text("branch") === undefined ? null : "--branch";
  if (result !== null)
    world.err.write(`warning: ${result} has no effect: all tasks work in this directory\n`);
}

/** Null for a run that needs none of it; a refusal has been said. */
export async function attachTrees(call: Call, run: Subject): Promise<Result<Attached, ExitCode>> {
  const { world } = call;
  const { plan } = run;
  if (!mayIsolate(plan) || !isInRepository(world.directory)) {
    warnOutside(call, plan);
    return ALONE;
  }
  const { attachedAt } = await import("./attached-trees.ts");
  const attached = await attachedAt(call, run);
  if (!attached.ok) return attached;
  if (attached.value !== null) return ok(attached.value);
  warnOutside(call, plan);
  return ALONE;
}
