/** Signals while a run goes on: the first asks it to end, the second does not wait. */
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { forkers } from "../adapters/system/forker-pool.ts";
import { killStrays } from "../adapters/system/pursuit.ts";
import type { Drive } from "../app/run.ts";
import type { Call } from "./command.ts";
import type { SignalName } from "./exit-codes.ts";

const CLEANING_UP = "the tasks have ended; finally and hooks are finishing. Once more kills them\n";

type Whose = Readonly<{ folder: RunFolder; part?: unknown }>;

/** Where the files of a part's tasks lie, which leaves other parts alone: they may have the same machine. Null for a whole run. */
export const homeOf = ({ folder, part }: Whose): string | null => (part === undefined ? null : folder.root);

/** A second signal does not wait: everything of the run is killed at once. Gives what tells the first one. */
export function listen(call: Call, run: Whose, driven: Drive): () => SignalName | null {
  let first: SignalName | null = null;
  const stop = call.world.onSignal((name) => {
    if (first === null) {
      first = name;
      if (!driven.cancel(name) && !call.flags.on("quiet")) call.world.err.write(CLEANING_UP);
      return;
    }
    killStrays(run.folder.id, forkers.abandon(), homeOf(run));
    call.world.exitNow(name);
  });
  return () => {
    stop();
    return first;
  };
}
