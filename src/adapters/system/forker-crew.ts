/** The forkers that are there or will be in a moment, and which of them have nothing to do. */
import { existsSync } from "node:fs";
import { type Brood, brood, type Events, type Forker } from "./forker.ts";

export type Crew = Readonly<{
  take: () => Forker | undefined;
  giveBack: (one: Forker) => void;
  /** Some more, which will be there in a moment. Until the first of all has said that it is there, nobody else is begun. */
  grow: (count: number) => void;
  size: () => number;
  dismissAll: () => readonly Brood[];
}>;

/** Those that were begun since all were dismissed: what happens to others is no concern of theirs. */
type Generation = Readonly<{ broods: Map<Brood, number>; ready: Set<Forker>; idle: Forker[] }>;

const generation = (): Generation => ({ broods: new Map(), ready: new Set(), idle: [] });

function remove({ broods, ready, idle }: Generation, whose: Brood, one: Forker | null): void {
  const left = (broods.get(whose) ?? 0) - 1;
  // The number of a session in which nobody is left may become somebody else's.
  if (left > 0) broods.set(whose, left);
  else broods.delete(whose);
  if (one === null) return;
  ready.delete(one);
  const at = idle.indexOf(one);
  if (at >= 0) idle.splice(at, 1);
}

export function crew(perl: string): Crew {
  let now = generation();
  /** Not known until the first is wanted. A machine on which one could not begin is not asked again. */
  let able: boolean | undefined;
  let proven = false;
  const size = (): number => [...now.broods.values()].reduce((sum, left) => sum + left, 0);
  const grow = (count: number): void => {
    able ??= process.platform === "linux" && existsSync(perl);
    if (!able || (!proven && now.broods.size > 0)) return;
    const mine = now;
    const events: Events = {
      ready(one) {
        proven = true;
        mine.ready.add(one);
        mine.idle.push(one);
      },
      gone(one) {
        if (!proven && mine === now) able = false;
        if (begun !== undefined) remove(mine, begun, one);
      },
    };
    const begun = brood(perl, count, events);
    if (begun === undefined) able = false;
    else now.broods.set(begun, count);
  };
  return {
    take: () => now.idle.pop(),
    giveBack(one) {
      if (now.ready.has(one)) now.idle.push(one);
    },
    grow,
    size,
    dismissAll() {
      const dismissed = [...now.broods.keys()];
      now = generation();
      return dismissed;
    },
  };
}
