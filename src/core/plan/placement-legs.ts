/** Which units share a machine: chains always, short neighbours where that saves minutes and costs no time to speak of. */
import type { Unit } from "./placement-units.ts";

/** From asking for a machine to the first command on it. */
export const JOB_START_MS = 20_000;
/** Machines are paid by the started minute. */
export const BILLED_MS = 60_000;
/** Sharing may make the whole at most this much longer than one machine for each unit. */
export const SHARING_MAY_ADD_MS = 20_000;
/** What is known to take at most this long is short: alone it would cost a minute all the same. */
export const SHORT_MS = 60_000;

export type Weighed = Readonly<{
  unit: Unit;
  /** How long it takes on a machine that runs. */
  ms: number;
  /** Whether it may stand on a machine with others that have the same word; null for one that stands alone. */
  kind: string | null;
  /** Known to be short; whoever only guesses says no. */
  short: boolean;
}>;

export type Fused = Readonly<{
  /** Places in the list of units, in the order of the list. */
  units: readonly number[];
  /** Places in the list of what is fused: always earlier ones. */
  needs: readonly number[];
  /** As though one came after the other. */
  ms: number;
}>;

export const billedMinutes = (ms: number): number => Math.max(1, Math.ceil(ms / BILLED_MS));

/** From the first start to the last end, where each has a machine of its own as soon as its needs are done. */
export function makespan(legs: readonly Readonly<{ needs: readonly number[]; ms: number }>[]): number {
  const ends: number[] = [];
  for (const { needs, ms } of legs) {
    const start = Math.max(0, ...needs.map((need) => ends[need] ?? 0));
    ends.push(start + JOB_START_MS + ms);
  }
  return Math.max(0, ...ends);
}

/** Of each unit the number of its group; groups come out in an order in which each comes after its needs. */
function grouped(units: readonly Weighed[], groupOf: readonly number[]): readonly Fused[] {
  const members = new Map<number, number[]>();
  for (const at of units.keys()) {
    const group = groupOf[at] ?? at;
    const list = members.get(group);
    if (list === undefined) members.set(group, [at]);
    else list.push(at);
  }
  // The last member of a group comes after everything that the group needs.
  const order = [...members.entries()].toSorted(([, a], [, b]) => (a.at(-1) ?? 0) - (b.at(-1) ?? 0));
  const placeOf = new Map(order.map(([group], at) => [group, at]));
  return order.map(([group, some]) => {
    const needs = some.flatMap((at) => units[at]?.unit.needs ?? []).map((need) => groupOf[need] ?? need);
    const others = new Set(needs.filter((need) => need !== group).map((need) => placeOf.get(need) ?? 0));
    return {
      units: some,
      needs: [...others].toSorted((a, b) => a - b),
      ms: some.reduce((sum, at) => sum + (units[at]?.ms ?? 0), 0),
    };
  });
}

function followers(units: readonly Weighed[]): readonly (readonly number[])[] {
  const after = units.map((): number[] => []);
  for (const [at, { unit }] of units.entries()) for (const need of unit.needs) after[need]?.push(at);
  return after;
}

const alike = (a: Weighed | undefined, b: Weighed | undefined): boolean =>
  a !== undefined && b !== undefined && a.kind !== null && a.kind === b.kind;

/** A chain: nobody else waits for the one, and the other waits for nobody else. */
function chains(units: readonly Weighed[], after: readonly (readonly number[])[]): number[] {
  const groupOf: number[] = [];
  for (const [at, own] of units.entries()) {
    const [before] = own.unit.needs;
    const follows =
      before !== undefined &&
      own.unit.needs.length === 1 &&
      after[before]?.length === 1 &&
      alike(units[before], own);
    groupOf.push(follows ? (groupOf[before] ?? before) : at);
  }
  return groupOf;
}

/** Short ones that wait for the same and that the same wait for, in the order of the list. */
function neighbours(units: readonly Weighed[], after: readonly (readonly number[])[]): readonly number[][] {
  const rows = new Map<string, number[]>();
  for (const [at, { unit, kind, short }] of units.entries()) {
    if (!short || kind === null) continue;
    const key = JSON.stringify([kind, unit.needs, after[at] ?? []]);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [at]);
    else row.push(at);
  }
  return [...rows.values()].filter((row) => row.length > 1);
}

const minutes = (legs: readonly Fused[]): number =>
  legs.reduce((sum, { ms }) => sum + billedMinutes(ms + JOB_START_MS), 0);

/** The units come in an order in which each follows its needs; so does what comes of them. */
export function fused(units: readonly Weighed[]): readonly Fused[] {
  const after = followers(units);
  const alone = makespan(units.map(({ unit, ms }) => ({ needs: unit.needs, ms })));
  const most = alone + SHARING_MAY_ADD_MS;
  let groupOf = chains(units, after);
  let best = grouped(units, groupOf);
  for (const row of neighbours(units, after)) {
    let open = row[0];
    for (const at of row.slice(1)) {
      if (open === undefined) break;
      const into = groupOf[open] ?? open;
      const tried = groupOf.map((group, place) => (place === at ? into : group));
      const legs = grouped(units, tried);
      if (makespan(legs) <= most && minutes(legs) < minutes(best)) [groupOf, best] = [tried, legs];
      else open = at;
    }
  }
  return best;
}
