/** The forkers of this process: begun when it is clear that there is much to start, idle in between, and never more than a few. */
import { existsSync } from "node:fs";
import { type Forker, forker, PERL } from "./forker.ts";

/** A process that starts only a few programs is done before a forker would have paid for itself. */
export const DIRECT_LAUNCHES = 4;
/** Each holds five megabytes while it waits; beyond this many at a time, programs are started directly. */
export const MOST_FORKERS = 8;

export type Pool = Readonly<{
  /** Before each launch: somebody to do it, or nobody, and then it is done directly. */
  enter: () => Forker | undefined;
  /** After each launch, with whom `enter` gave. */
  leave: (used: Forker | undefined) => void;
  /** When there is nothing more to start. They come back if there is. */
  disband: () => Promise<void>;
  /** All at once, at work or not: nothing more is begun. Gives their process ids, which name the sessions of what they began. */
  abandon: () => readonly number[];
}>;

export type PoolOptions = Readonly<{ direct?: number; most?: number; perl?: string }>;

type Crew = Readonly<{
  take: () => Forker | undefined;
  giveBack: (one: Forker) => void;
  /** One more, if it can be given work at once. */
  grow: () => Forker | undefined;
  size: () => number;
  dismissAll: () => readonly Forker[];
}>;

function crew(perl: string): Crew {
  const all = new Set<Forker>();
  const idle: Forker[] = [];
  /** Not known until the first is wanted. A machine on which one could not begin is not asked again. */
  let able: boolean | undefined;
  /** Only the very first has to say that it is there before it is trusted with work. */
  let proven = false;
  const forget = (one: Forker): void => {
    all.delete(one);
    const at = idle.indexOf(one);
    if (at >= 0) idle.splice(at, 1);
  };
  return {
    take: () => idle.pop(),
    giveBack(one) {
      if (all.has(one)) idle.push(one);
    },
    grow() {
      able ??= process.platform === "linux" && existsSync(perl);
      if (!able || (!proven && all.size > 0)) return undefined;
      const trusted = proven;
      const ready = (self: Forker): void => {
        proven = true;
        if (!trusted) idle.push(self);
      };
      const begun = forker(perl, { ready, gone: forget, stillborn: () => (able = false) });
      if (begun === undefined) able = false;
      else all.add(begun);
      return trusted ? begun : undefined;
    },
    size: () => all.size,
    dismissAll() {
      const dismissed = [...all];
      all.clear();
      idle.length = 0;
      return dismissed;
    },
  };
}

export function forkerPool({
  direct = DIRECT_LAUNCHES,
  most = MOST_FORKERS,
  perl = PERL,
}: PoolOptions = {}): Pool {
  const hands = crew(perl);
  let launches = 0;
  let running = 0;
  return {
    enter() {
      launches += 1;
      running += 1;
      const free = hands.take();
      if (free !== undefined || launches <= direct) return free;
      // A chain never needs more than one.
      return hands.size() < Math.min(most, running) ? hands.grow() : undefined;
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
      for (const one of all) void one.end();
      return all.map(({ pid }) => pid);
    },
  };
}

/** For all programs of this process. */
export const forkers: Pool = forkerPool();
