/** Starts a workflow of the platform by hand, finds the run that came of it, and follows that to its end. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import type { Api, ApiClock, Trouble } from "./api.ts";
import { at, listAt, numberAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

/** Of one dispatch; the platform refuses more. */
export const MAX_DISPATCH_INPUTS = 25;
export const MAX_DISPATCH_LENGTH = 65_535;
/** Between looks; the last one is that of all that follow. */
export const LOOKS: readonly number[] = [1000, 2000, 3000, 5000, 10_000, 15_000];
/** So often a run is looked for that nobody named. */
export const MAX_SEARCHES = 10;
/** Of looks that failed one after the other. */
const MAX_MISSES = 5;

export type Dispatch = Readonly<{
  repository: Repository;
  /** The file in `.github/workflows`. */
  file: string;
  ref: string;
  inputs: Readonly<Record<string, string>>;
}>;

export type Job = Readonly<{ name: string; status: string; conclusion: string | null }>;

export type Followed = Readonly<{ status: string; conclusion: string | null; jobs: readonly Job[] }>;

const waitBefore = (look: number): number => LOOKS[Math.min(look, LOOKS.length - 1)] ?? 0;

async function runsOf(api: Api, { repository, file }: Dispatch): Promise<Result<readonly number[], Trouble>> {
  const path = pathTo(repository, "actions", "workflows", file, "runs");
  const answer = await api.read(path, { event: "workflow_dispatch", per_page: "30" });
  return answer.ok
    ? ok(listAt(answer.value, "workflow_runs").flatMap((run) => numberAt(run, "id") ?? []))
    : answer;
}

/** Servers that do not say which run it is: whichever was not there before. Null if nobody can tell. */
async function searched(
  api: Api,
  wanted: Dispatch,
  before: ReadonlySet<number>,
  clock: ApiClock,
): Promise<Result<number | null, Trouble>> {
  for (let look = 0; look < MAX_SEARCHES; look += 1) {
    await clock.sleep(waitBefore(look));
    const now = await runsOf(api, wanted);
    if (!now.ok) return now;
    const fresh = now.value.filter((id) => !before.has(id));
    const [first] = fresh;
    if (first !== undefined) return ok(fresh.length === 1 ? first : null);
  }
  return ok(null);
}

/** The run's number; null where it was started and cannot be told from others. */
export async function dispatchRun(
  api: Api,
  wanted: Dispatch,
  clock: ApiClock,
): Promise<Result<number | null, Trouble>> {
  const { repository, file, ref, inputs } = wanted;
  const before = await runsOf(api, wanted);
  if (!before.ok) return before;
  const body: Value = { ref, inputs, return_run_details: true };
  const told = await api.create(pathTo(repository, "actions", "workflows", file, "dispatches"), body);
  if (!told.ok) return told;
  const id = numberAt(told.value, "workflow_run_id");
  return id === null ? searched(api, wanted, new Set(before.value), clock) : ok(id);
}

export async function defaultBranch(api: Api, repository: Repository): Promise<Result<string, Trouble>> {
  const answer = await api.read(pathTo(repository));
  if (!answer.ok) return answer;
  const branch = textAt(answer.value, "default_branch");
  return branch === null
    ? err({ kind: "invalid", words: "the repository has no default branch" })
    : ok(branch);
}

const jobIn = (value: Value): Job => ({
  name: textAt(value, "name") ?? "",
  status: textAt(value, "status") ?? "",
  conclusion: textAt(value, "conclusion"),
});

async function lookAt(api: Api, repository: Repository, run: number): Promise<Result<Followed, Trouble>> {
  const path = pathTo(repository, "actions", "runs", String(run));
  // Jobs first, so that those of a run that has ended are their last.
  const jobs = await api.read([...path, "jobs"], { filter: "latest", per_page: "100" });
  if (!jobs.ok) return jobs;
  const answer = await api.read(path);
  if (!answer.ok) return answer;
  return ok({
    status: textAt(answer.value, "status") ?? "",
    conclusion: textAt(answer.value, "conclusion"),
    jobs: listAt(at(jobs.value, "jobs")).map(jobIn),
  });
}

/** Until it has ended; a look that fails is done again. */
export async function followRun(
  api: Api,
  { repository, run }: Readonly<{ repository: Repository; run: number }>,
  clock: ApiClock,
  seen: (state: Followed) => void,
): Promise<Result<Followed, Trouble>> {
  let misses = 0;
  for (let look = 0; ; look += 1) {
    const found = await lookAt(api, repository, run);
    if (found.ok) {
      misses = 0;
      seen(found.value);
      if (found.value.status === "completed") return found;
    } else {
      misses += 1;
      if (misses >= MAX_MISSES || found.error.kind === "missing" || found.error.kind === "unauthorised")
        return found;
    }
    await clock.sleep(waitBefore(look));
  }
}
