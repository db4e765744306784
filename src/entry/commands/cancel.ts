/** `cancel`: ends a run that goes on in another process, or closes one that nobody drives any more. */
import { hostname } from "node:os";
import { ok } from "../../core/base/result.ts";
import type { RunEvent } from "../../core/journal/event.ts";
import { outline } from "../../core/view/outline.ts";
import type { Holder } from "../../adapters/store/lock.ts";
import { pause } from "../../adapters/system/pause.ts";
import { livingOne } from "../../adapters/system/proc-table.ts";
import type { Call } from "../command.ts";
import { conduct } from "../conduct.ts";
import { conclusionText } from "../../core/render/status-table.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { dropTrees, endLeftBehind } from "../left-behind.ts";
import { documentText, storedDocument } from "../run-document.ts";
import { say } from "../say.ts";
import { driverOf, openNamed, openRun, type StoredRun } from "../stored-run.ts";
import { takeOver } from "../taken-over.ts";

const LOOK_MILLIS = 50;
/** What is left to a process that let go of its run is to leave; a parent that does not notice must not hold us up. */
const MOST_LOOKS = 40;

async function tell(call: Call, run: StoredRun): Promise<ExitCode> {
  const { flags, world } = call;
  if (flags.on("json")) world.out.write(documentText(await storedDocument(run, call)));
  else world.out.write(`run ${run.folder.id} ${conclusionText(outline(run.state), false)}\n`);
  return EXIT.done;
}

/** The same process, not a later one with its number. */
const isStill = ({ pid, start }: Holder): boolean => livingOne(pid)?.start === start;

/** The lock tells when it is over: the process that holds it lets go only after everything of the run has ended. */
async function endElsewhere(call: Call, run: StoredRun, holder: Holder): Promise<ExitCode> {
  const { folder } = run;
  const { world } = call;
  if (holder.host !== hostname()) {
    const message = `run ${folder.id} is driven by process ${holder.pid} on ${holder.host}`;
    return say(world, { exit: EXIT.usage, message, help: "cancel it there" });
  }
  try {
    process.kill(holder.pid, "SIGTERM");
  } catch {
    const message = `process ${holder.pid}, which drives run ${folder.id}, may not be signalled`;
    if (driverOf(folder)?.id === holder.id) {
      return say(world, { exit: EXIT.credentials, message, help: "cancel it as the user who started it" });
    }
  }
  if (!call.flags.on("quiet")) world.err.write(`asked process ${holder.pid} to end; waiting\n`);
  while (driverOf(folder)?.id === holder.id) await pause(LOOK_MILLIS);
  for (let looks = 0; looks < MOST_LOOKS && isStill(holder); looks += 1) await pause(LOOK_MILLIS);
  await dropTrees(folder);
  const after = openRun(folder);
  return after.ok ? tell(call, after.value) : say(world, after.error);
}

const BY_PERSON: RunEvent = {
  type: "run.stopping",
  reason: { kind: "cancel", by: "cancel" },
  running: "end",
};

/** Its `finally` tasks are still owed, so the run is driven to its end here. */
async function endHere(call: Call, run: StoredRun): Promise<ExitCode> {
  const next = await takeOver(call, run, { plan: null, rerun: () => ok([]), then: [BY_PERSON] });
  if (!next.ok) return next.error;
  const quiet: Call = {
    ...call,
    flags: { ...call.flags, on: (name) => name === "quiet" || (name !== "json" && call.flags.on(name)) },
  };
  await conduct(quiet, next.value.run);
  await dropTrees(run.folder);
  const after = openRun(run.folder);
  return after.ok ? tell(call, after.value) : say(call.world, after.error);
}

export async function handle(call: Call): Promise<ExitCode> {
  const { world } = call;
  const run = openNamed(call);
  if (!run.ok) return say(world, run.error);
  const holder = driverOf(run.value.folder);
  if (holder !== undefined) return endElsewhere(call, run.value, holder);
  const { conclusion } = outline(run.value.state);
  if (conclusion === null || conclusion === "paused") return endHere(call, run.value);
  await endLeftBehind(run.value);
  await dropTrees(run.value.folder);
  if (!call.flags.on("quiet")) world.err.write("the run had already ended\n");
  return tell(call, run.value);
}
