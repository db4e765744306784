/** What is kept of a run's jobs, and which of them run again. */
import type { Read } from "./github-parser.ts";
import type { Json, Texts } from "./github-expressions.ts";
import type { Result } from "./github-job.ts";

/** One job of a matrix, or the only one. `attempt` is the one in which it ran. */
export type Instance = Readonly<{
  path: string;
  matrix: Json;
  attempt: number;
  result: Result;
  outputs: Texts;
  log: string;
}>;

export type JobRecord = Readonly<{
  id: string;
  result: Result;
  outputs: Texts;
  instances: readonly Instance[];
  /** The jobs of the workflow that this one calls. */
  called?: Records;
  /** Why GitHub could not even begin. */
  trouble?: string;
}>;
export type Records = ReadonlyMap<string, JobRecord>;

/**
 * Which results "Re-run failed jobs" takes up. GitHub documents failed jobs and those that depend on them; whether a leg that `fail-fast`
 * cancelled beside a failed one belongs to them is said differently by different people, so that either can be played.
 */
export type Red = ReadonlySet<Result>;
export const FAILED: Red = new Set(["failure"]);
export const FAILED_OR_CANCELLED: Red = new Set(["failure", "cancelled"]);

/** As a job of many, and as a run: red wins, and what was skipped says nothing unless all was. */
export function resultOf(results: readonly Result[]): Result {
  for (const one of ["failure", "cancelled", "success"] as const) if (results.includes(one)) return one;
  return results.length === 0 ? "success" : "skipped";
}

/** Everyone that needs one of these, directly or through others, and they themselves. */
export function dependents(read: Read, ids: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(ids);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { id, needs = [] } of read.template.jobs)
      if (needs.some(({ value }) => found.has(value))) found.add(id.value);
  }
  return found;
}

export type Again = "keep" | "part" | "fresh";

/**
 * "Re-run failed jobs": what was red runs again, in the part that was red and as it was dealt then; whoever needs it begins anew;
 * all else is taken over with its outputs.
 */
export function again(read: Read, before: Records, taken: Red): ReadonlyMap<string, Again> {
  const red = new Set([...before.values()].filter(({ result }) => taken.has(result)).map(({ id }) => id));
  const moved = dependents(read, red);
  const behind = new Set(
    read.template.jobs
      .filter(({ needs = [] }) => needs.some(({ value }) => moved.has(value)))
      .map(({ id }) => id.value),
  );
  return new Map(
    read.template.jobs.map(({ id: { value: id } }) => {
      const record = before.get(id);
      const hasParts = record !== undefined && (record.instances.length > 0 || record.called !== undefined);
      if (behind.has(id)) return [id, "fresh"];
      return [id, red.has(id) ? (hasParts ? "part" : "fresh") : "keep"];
    }),
  );
}

/** Somebody asks for this job, whatever came of it: it counts as failed with all that it called. */
export function reddened(records: Records, job: string): Records {
  const record = records.get(job);
  if (record === undefined) throw new Error(`no job ${job} among ${[...records.keys()].join(", ")}`);
  return new Map([...records, [job, red(record)]]);
}

const red = (record: JobRecord): JobRecord => ({
  ...record,
  result: "failure",
  instances: record.instances.map((one) => ({ ...one, result: "failure" })),
  ...(record.called === undefined
    ? {}
    : { called: new Map(Array.from(record.called, ([id, one]) => [id, red(one)])) }),
});

/** Every job that had a machine, those of called workflows included. */
export const instancesOf = (records: Records): readonly Instance[] =>
  [...records.values()].flatMap(({ instances, called }) =>
    called === undefined ? instances : instancesOf(called),
  );
