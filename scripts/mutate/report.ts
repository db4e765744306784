/** What was noticed, by file and by folder, and what was not. */
import type { Outcome, Tried } from "./work.ts";

type Count = Record<Outcome, number>;

const SNIPPET = 70;

const short = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > SNIPPET ? `${line.slice(0, SNIPPET)}…` : line;
};

const noticed = ({ killed, timeout, survived }: Count): number =>
  (100 * (killed + timeout)) / Math.max(1, killed + timeout + survived);

const row = (name: string, count: Count): string =>
  [
    name.padEnd(42),
    ...[count.killed, count.timeout, count.survived].map((n) => String(n).padStart(9)),
    `${noticed(count).toFixed(1).padStart(8)} %`,
  ].join("");

function counts(tried: readonly Tried[], name: (one: Tried) => string): ReadonlyMap<string, Count> {
  const found = new Map<string, Count>();
  for (const one of tried) {
    const count = found.get(name(one)) ?? { killed: 0, timeout: 0, survived: 0 };
    count[one.outcome] += 1;
    found.set(name(one), count);
  }
  return found;
}

/** Prints everything and gives the lowest score of a folder. */
export function report(tried: readonly Tried[]): number {
  const place = (one: Tried): string => `${one.case.file}:${String(one.case.mutant.line).padStart(5)}`;
  const survivors = tried.filter(({ outcome }) => outcome === "survived");
  for (const one of survivors.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))) {
    const { file, mutant } = one.case;
    console.log(
      `survived ${file}:${mutant.line} ${mutant.what}: ${short(mutant.was)} → ${short(mutant.text)}`,
    );
    console.log(`    ${mutant.context}`);
  }
  console.log(header());
  const files = counts(tried, (one) => one.case.file);
  for (const [name, count] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(row(name, count));
  const areas = counts(tried, (one) => one.case.area);
  for (const [name, count] of areas) console.log(row(name, count));
  return Math.min(100, ...[...areas.values()].map(noticed));
}

const header = (): string =>
  ["".padEnd(42), ..."killed timeout survived".split(" ").map((word) => word.padStart(9)), "     score"].join(
    "",
  );
