/** The forkers of this process: begun when it is clear that there is much to start, idle in between, and never more than a few. */
import { type Forker, PYTHON } from "./forker.ts";
import { crew } from "./forker-crew.ts";

/** A process that starts only a few programs is done before a forker would have paid for itself. */
export const DIRECT_LAUNCHES = 12;
/** Beyond this many at a time, programs are started directly. */
export const MOST_FORKERS = 8;

export type Pool = Readonly<{
  /** So many programs will be started at once, and many more after them: somebody had better be there by then. */
  expect: (count: number) => void;
  /** Before each launch: somebody to do it, or nobody, and then it is done directly. */
  enter: () => Forker | undefined;
  /** Where nobody was there: whoever comes in a moment, if that is less than starting a program directly takes. */
  soon: () => Promise<Forker | undefined>;
  /** After each launch, with whom `enter` gave. */
  leave: (used: Forker | undefined) => void;
  /** When there is nothing more to start. They come back if there is. */
  disband: () => Promise<void>;
  /** All at once, at work or not: nothing more is begun. Gives the sessions in which everything is that they began. */
  abandon: () => readonly number[];
}>;

export type PoolOptions = Readonly<{ direct?: number; most?: number; python?: string }>;

export function forkerPool({
  direct = DIRECT_LAUNCHES,
  most = MOST_FORKERS,
  python = PYTHON,
}: PoolOptions = {}): Pool {
  const hands = crew(python);
  let launches = 0;
  let running = 0;
  return {
    expect(count) {
      if (count > 0 && hands.size() === 0) hands.grow(Math.min(count, most));
    },
    soon: hands.soon,
    enter() {
      launches += 1;
      running += 1;
      const free = hands.take();
      if (free !== undefined || launches <= direct) return free;
      // A chain never needs more than one; where two are at work at a time, more will follow at once.
      const room = most - hands.size();
      if (room > 0 && hands.size() < running) hands.grow(running === 1 ? 1 : room);
      return undefined;
    },
    leave(used) {
      running -= 1;
      if (used !== undefined) hands.giveBack(used);
    },
    async disband() {
      await Promise.all(hands.dismissAll().map((one) => one.end()));
    },
    abandon() {
      const all = hands.dismissAll();
      for (const one of all) one.kill();
      return all.map(({ pid }) => pid);
    },
  };
}

/** For all programs of this process. */
export const forkers: Pool = forkerPool();
