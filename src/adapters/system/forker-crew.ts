/** The forkers that are there or will be in a moment, and which of them have nothing to do. */
import { existsSync } from "node:fs";
import { type Brood, brood, type Events, type Forker } from "./forker.ts";

/** So long one that was begun is waited for; where a machine takes longer, nobody waits again. */
export const SOON_MS = 200;

export type Crew = Readonly<{
  take: () => Forker | undefined;
  /** One that was begun but is not ready yet, if there is one for everybody who waits; nobody if it does not come. */
  soon: () => Promise<Forker | undefined>;
  giveBack: (one: Forker) => void;
  /** Some more, which will be there in a moment. Until the first of all has said that it is there, nobody else is begun. */
  grow: (count: number) => void;
  size: () => number;
  dismissAll: () => readonly Brood[];
}>;

/** Those that were begun since all were dismissed: what happens to others is no concern of theirs. */
type Generation = {
  readonly broods: Map<Brood, number>;
  readonly ready: Set<Forker>;
  readonly idle: Forker[];
  readonly waiting: ((one: Forker | undefined) => void)[];
  over: boolean;
};

const generation = (): Generation => ({
  broods: new Map(),
  ready: new Set(),
  idle: [],
  waiting: [],
  over: false,
});

const sizeOf = ({ broods }: Generation): number => [...broods.values()].reduce((sum, left) => sum + left, 0);

const comingTo = (whom: Generation): number => sizeOf(whom) - whom.ready.size;

function free({ idle, waiting }: Generation, one: Forker): void {
  const first = waiting.shift();
  if (first === undefined) idle.push(one);
  else first(one);
}

/** Nobody waits for more than will come. */
function release(whom: Generation, left: number): void {
  for (const one of whom.waiting.splice(left)) one(undefined);
}

function waitFor({ waiting }: Generation, late: () => void): Promise<Forker | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(answer), 1);
      late();
      resolve(undefined);
    }, SOON_MS);
    const answer = (one: Forker | undefined): void => {
      clearTimeout(timer);
      resolve(one);
    };
    waiting.push(answer);
  });
}

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

/** What the machine has shown of itself. Not known until the first is wanted; where one could not begin, none is asked for again. */
type Known = { able: boolean | undefined; proven: boolean; slow: boolean };

function begin(python: string, count: number, mine: Generation, known: Known): void {
  const events: Events = {
    ready(one) {
      known.proven = true;
      mine.ready.add(one);
      free(mine, one);
    },
    gone(one) {
      if (!known.proven && !mine.over) known.able = false;
      if (begun !== undefined) remove(mine, begun, one);
      release(mine, comingTo(mine));
    },
  };
  const begun = brood(python, count, events);
  if (begun === undefined) known.able = false;
  else mine.broods.set(begun, count);
}

export function crew(python: string): Crew {
  let now = generation();
  const known: Known = { able: undefined, proven: false, slow: false };
  return {
    take: () => now.idle.pop(),
    async soon() {
      if (known.slow || now.waiting.length >= comingTo(now)) return undefined;
      return waitFor(now, () => void (known.slow = true));
    },
    giveBack(one) {
      if (now.ready.has(one)) free(now, one);
    },
    grow(count) {
      known.able ??= process.platform === "linux" && existsSync(python);
      if (!known.able || (!known.proven && now.broods.size > 0)) return;
      begin(python, count, now, known);
    },
    size: () => sizeOf(now),
    dismissAll() {
      const dismissed = now;
      dismissed.over = true;
      now = generation();
      release(dismissed, 0);
      return [...dismissed.broods.keys()];
    },
  };
}
