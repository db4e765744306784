/** Signals while a run goes on: the first asks it to end, the second does not wait. */
import { forkers } from "../adapters/system/forker-pool.ts";
import { killStrays } from "../adapters/system/pursuit.ts";
import type { Drive } from "../app/run.ts";
import type { Call } from "./command.ts";
import type { SignalName } from "./exit-codes.ts";

const CLEANING_UP = "the tasks have ended; finally and hooks are finishing. Once more kills them\n";

/** A second signal does not wait: everything of the run is killed at once. Gives what tells the first one. */
export function listen(call: Call, run: string, driven: Drive): () => SignalName | null {
  let first: SignalName | null = null;
  const stop = call.world.onSignal((name) => {
    if (first === null) {
      first = name;
      if (!driven.cancel(name) && !call.flags.on("quiet")) call.world.err.write(CLEANING_UP);
      return;
    }
    killStrays(run, forkers.abandon());
    call.world.exitNow(name);
  });
  return () => {
    stop();
    return first;
  };
}
