/** Places shared by all runs of one state directory: one lock for each place, given out by one process at a time. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Slots, Taken } from "../../ports/slots.ts";
import { digestOf } from "../system/digest.ts";
import { type Holder, lockHolder, takeLock } from "./lock.ts";
import { guarded } from "./trouble.ts";

const NAME_LENGTH = 32;
const PLACE = /^place-\d+$/;
/** How long somebody who is just being served is waited for. */
const PATIENCE_MILLIS = 1000;
const LOOK_MILLIS = 2;

const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MILLIS);

/** The names of places that were ever given out; those of the dead keep their lock. */
const placesIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => PLACE.test(name));

/** What the dead left behind; nobody else can take a place meanwhile. */
function sweep(folder: string, place: string): void {
  for (const name of readdirSync(folder)) {
    if (name === place || name.startsWith(`${place}.`)) rmSync(join(folder, name), { force: true });
  }
}

function holdersIn(folder: string): ReadonlyMap<string, Holder> {
  const found = new Map<string, Holder>();
  for (const place of placesIn(folder)) {
    const holder = lockHolder(join(folder, place));
    if (holder === undefined) sweep(folder, place);
    else found.set(place, holder);
  }
  return found;
}

const described = ({ purpose, pid, host }: Holder): string => purpose ?? `process ${pid} on ${host}`;

/** Counts the living in all places, since others may know the group under another limit. */
function place(folder: string, limit: number, holder: string): Taken {
  const held = holdersIn(folder);
  const holders = [...held.values()].map(described);
  if (held.size >= limit) return { holders };
  for (let number = 0; ; number += 1) {
    const name = `place-${number}`;
    if (held.has(name)) continue;
    const lock = takeLock(join(folder, name), Date.now(), holder);
    return lock.ok ? { slot: { release: lock.value.release } } : { holders: [described(lock.error)] };
  }
}

export function localSlots(stateDirectory: string): Slots {
  return {
    take(group, limit, holder) {
      const folder = join(stateDirectory, "slots", digestOf(group).slice(0, NAME_LENGTH));
      return guarded(`take a place of the group ${JSON.stringify(group)}`, () => {
        mkdirSync(folder, { recursive: true });
        for (let waited = 0; waited <= PATIENCE_MILLIS; waited += LOOK_MILLIS) {
          const door = takeLock(join(folder, "door"));
          if (!door.ok) {
            pause();
            continue;
          }
          try {
            return place(folder, limit, holder);
          } finally {
            door.value.release();
          }
        }
        return { holders: [] };
      });
    },
  };
}
