/** Whether anything of a run is to be recorded; what does it is loaded only then. */
import { wantsRecord } from "../app/record-wish.ts";
import type { Call } from "./command.ts";
import type { Clock } from "../ports/clock.ts";
import type { RecordedRun, Recording } from "./recording.ts";

export async function recordingOf(
  call: Call,
  run: RecordedRun,
  clock: Pick<Clock, "now">,
): Promise<Recording> {
  if (call.flags.text("record") === undefined && !wantsRecord(run.plan))
    return { agents: run.agents, save: () => undefined };
  const { recording } = await import("./recording.ts");
  return recording(call, run, clock);
}
