/** What all runs of one state directory share: results, places, and how agents have been doing. */
import { localCache } from "../adapters/store/cache.ts";
import { localHealth } from "../adapters/store/health.ts";
import { localSlots } from "../adapters/store/slots.ts";
import type { Cache } from "../ports/cache.ts";
import type { Health } from "../ports/health.ts";
import type { Slots } from "../ports/slots.ts";
import type { Call } from "./command.ts";
import { stateDirectory } from "./stored-run.ts";

export type Shared = Readonly<{ cache: Cache; slots: Slots; health: Health }>;

export function sharedState(call: Call): Shared {
  const directory = stateDirectory(call);
  const cache = localCache(directory);
  // Whoever asks for tasks to be run again does not want what they gave the last time.
  const again = call.flags.text("rerun") !== undefined;
  return {
    cache: again ? { ...cache, find: () => undefined } : cache,
    slots: localSlots(directory),
    health: localHealth(directory),
  };
}
