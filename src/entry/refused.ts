/** A run that somebody else drives is not touched: who it is, since when, and what can be done. */
import type { Holder } from "../adapters/store/lock.ts";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import type { World } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { say } from "./say.ts";

export function locked(world: World, folder: RunFolder, holder: Holder): ExitCode {
  return say(world, {
    exit: EXIT.usage,
    message: `run ${folder.id} is driven by process ${holder.pid} on ${holder.host} since ${holder.since}`,
    help: `watch it with \`agent-orchestrator logs ${folder.id} -f\`, or stop it with \`agent-orchestrator cancel ${folder.id}\``,
  });
}
