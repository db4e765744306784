/** Writes entries and holds back whatever depends on them: first the disk, then the world, then the eyes. */
import type { Entry, RunEvent } from "../core/journal/event.ts";
import { apply } from "../core/run/fold.ts";
import type { RunState } from "../core/run/state.ts";
import type { World } from "./world.ts";

export interface Pen {
  append(event: RunEvent): void;
  /** To be done once everything appended so far is on disk. */
  afterwards(act: () => void): void;
  flush(): void;
}

export function pen(world: World, state: RunState): Pen {
  let unwritten: Entry[] = [];
  let waiting: (() => void)[] = [];
  return {
    append(event) {
      const entry = world.ledger.append(event);
      unwritten.push(entry);
      apply(state, world.ledger.header, entry);
    },
    afterwards(act) {
      waiting.push(act);
    },
    flush() {
      world.ledger.flush();
      const [acts, entries] = [waiting, unwritten];
      waiting = [];
      unwritten = [];
      for (const act of acts) act();
      for (const channel of world.channels) for (const entry of entries) channel.entry(entry);
    },
  };
}
