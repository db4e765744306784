/**
 * Where a task stands among the copies of its pattern: the items and the rounds around it. Its name says so, and no two
 * places are called the same: a round inside of a round is written with all rounds around it, unless all are the first.
 */
import type { Task } from "../plan/plan.ts";

/** `rounds` are those around it since the last item, the outermost first. */
export type Spot = Readonly<{ stem: string; rounds: readonly number[] }>;

export const OUTSIDE: Spot = { stem: "", rounds: [] };

const FIRST = 1;

const written = (rounds: readonly number[]): string =>
  rounds.every((round) => round === FIRST) ? "" : rounds.map((round) => `#${round}`).join("");

/** What names there end with. */
export const suffixOf = ({ stem, rounds }: Spot): string => stem + written(rounds);

export const itemIn = (spot: Spot, key: string): Spot => ({ stem: `${suffixOf(spot)}[${key}]`, rounds: [] });

export const roundIn = ({ stem, rounds }: Spot, round: number): Spot => ({
  stem,
  rounds: [...rounds, round],
});

/** Where the steps are that a group has from the beginning; the tasks of another file begin with the name of the one that calls it. */
export function stepsIn(spot: Spot, { work }: Task): Spot {
  if (work.type === "workflow") return OUTSIDE;
  return work.type === "loop" || work.type === "autonomous" ? roundIn(spot, FIRST) : spot;
}

const FIRST_ROUND = /#1$/;

/** The name in another round: `t` and `t#1` become `t#2`. */
export function inRound(id: string, from: Spot, to: Spot): string {
  const before = written(from.rounds);
  const base =
    before !== "" && id.endsWith(before) ? id.slice(0, -before.length) : id.replace(FIRST_ROUND, "");
  return base + written(to.rounds);
}
