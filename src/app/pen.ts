/** Writes entries and holds back whatever depends on them: first the disk, then the world, then the eyes. */
import type { Entry, RunEvent, Segment } from "../core/journal/event.ts";
import { apply } from "../core/run/fold.ts";
import type { RunState } from "../core/run/state.ts";
import type { World } from "./world.ts";

export interface Pen {
  append(event: RunEvent): void;
  /** What somebody else wrote, and has on disk already. */
  hear(segment: Segment): void;
  /** Whether something waits for the disk. */
  readonly awaited: boolean;
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
    hear({ header, entries }) {
      for (const entry of entries) {
        apply(state, header, entry);
        unwritten.push(entry);
      }
    },
    get awaited() {
      return waiting.length > 0;
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
