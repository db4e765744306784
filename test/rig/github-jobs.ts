/**
 * GitHub as far as it decides which jobs run: needs, conditions, matrices, called workflows, cancelling, running again.
 * Files are read by GitHub's own parser and evaluated by its own library; what it decides on its servers is written down here
 * from its documentation. Not played: time limits of jobs, `concurrency`, environments, `include` and `exclude`, and matrices of called
 * workflows, where running the failed again is known to leave out what depends on them (actions/runner 2810).
 */
import type { WorkflowJob } from "@actions/workflow-parser/model/workflow-template";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import {
  evaluation,
  inside,
  pairs,
  type Contexts,
  type Json,
  type Standing,
  type Texts,
} from "./github-expressions.ts";
import { playJob, type Hands, type JobEnd, type Result } from "./github-job.ts";
import { readWorkflow, type Read } from "./github-parser.ts";
import { beyond, permissionsOf, STANDARD } from "./github-permissions.ts";
import {
  again,
  FAILED_OR_CANCELLED,
  reddened,
  resultOf,
  type Again,
  type Instance,
  type JobRecord,
  type Records,
  type Red,
} from "./github-run.ts";

export const MOST_MATRIX_JOBS = 256;

export type RunEnd = Readonly<{
  attempt: number;
  conclusion: Result | "startup_failure";
  jobs: Records;
  /** Outputs of called workflows included: `agents`, `agents / w1`. */
  job: (path: string) => JobRecord;
  trouble: readonly string[];
}>;

export type GithubRun = Readonly<{
  start: () => Promise<RunEnd>;
  rerunFailed: () => Promise<RunEnd>;
  rerunAll: () => Promise<RunEnd>;
  /** "Re-run job": one that may well have succeeded, and what needs it; here also what else had failed. */
  rerunJob: (id: string) => Promise<RunEnd>;
  /** Of the attempt that is under way. */
  cancel: () => void;
  /** Every machine that was ever asked for, in order. */
  begun: readonly Readonly<{ attempt: number; path: string }>[];
}>;

export type RunOptions = Readonly<{
  /** Workflow files by their paths in the repository. */
  files: Texts;
  entry: string;
  hands: Hands;
  github?: Readonly<Record<string, Json>>;
  inputs?: Readonly<Record<string, Json>>;
  secrets?: Texts;
  granted?: Texts;
  /** Each job has a token of its own, which may what the job may. */
  token?: (permissions: Texts) => string;
  red?: Red;
}>;

type Attempt = {
  readonly number: number;
  cancelled: boolean;
  /** Looks again whether a running job may go on. */
  readonly running: Set<() => void>;
};

type World = Readonly<{
  options: RunOptions;
  read: ReadonlyMap<string, Read>;
  begun: { attempt: number; path: string }[];
}>;

/** A file being played: the run itself, or one that it calls. */
type Scope = Readonly<{
  world: World;
  attempt: Attempt;
  read: Read;
  prefix: string;
  contexts: Contexts;
  granted: Texts;
  before: Records | null;
}>;

const fileOf = (world: World, uses: string): Read => {
  const path = uses.replace(/^[.$]\//, "").replace(/@.*$/, "");
  const found = world.read.get(path);
  if (found === undefined) throw new Error(`there is no workflow ${path}`);
  return found;
};

function fullMatrix(value: Json): readonly Json[] {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Error("a matrix is a mapping");
  let combinations: Readonly<Record<string, Json>>[] = [{}];
  for (const [key, axis] of Object.entries(value as Readonly<Record<string, Json>>)) {
    if (key === "include" || key === "exclude") throw new Error(`this driver does not play ${key}`);
    if (!Array.isArray(axis) || axis.length === 0)
      throw new Error(`Matrix vector '${key}' does not contain any values`);
    combinations = combinations.flatMap((one) =>
      (axis as readonly Json[]).map((entry) => ({ ...one, [key]: entry })),
    );
  }
  if (combinations.length > MOST_MATRIX_JOBS)
    throw new Error(`a matrix has at most ${MOST_MATRIX_JOBS} jobs`);
  return combinations;
}

const shown = (path: string, matrix: Json): string =>
  matrix === null
    ? path
    : `${path} (${Object.values(matrix as Readonly<Record<string, Json>>)
        .map(String)
        .join(", ")})`;

class Job {
  #contexts: Contexts | undefined;
  readonly id: string;
  readonly path: string;
  readonly token: TemplateToken | undefined;
  readonly scope: Scope;
  readonly file: WorkflowJob;
  readonly records: Records;
  constructor(scope: Scope, file: WorkflowJob, records: Records) {
    this.scope = scope;
    this.file = file;
    this.records = records;
    this.id = file.id.value;
    this.path = `${scope.prefix}${this.id}`;
    this.token = inside(scope.read.root, "jobs", this.id);
  }

  needs(): readonly string[] {
    return (this.file.needs ?? []).map(({ value }) => value);
  }

  /** Asked for when all that it needs is over, so it never changes. */
  contexts(): Contexts {
    this.#contexts ??= {
      ...this.scope.contexts,
      needs: Object.fromEntries(
        this.needs().map((id) => {
          const record = this.records.get(id);
          return [id, { result: record?.result ?? "skipped", outputs: record?.outputs ?? {} }] as const;
        }),
      ),
    };
    return this.#contexts;
  }

  /** Everybody before it counts, not only those it names. */
  standing(): Standing {
    const { cancelled } = this.scope.attempt;
    const before = new Set(this.needs());
    for (const id of before)
      for (const { id: one, needs = [] } of this.scope.read.template.jobs)
        if (one.value === id) for (const { value } of needs) before.add(value);
    const results = [...before].map((id) => this.records.get(id)?.result ?? "skipped");
    return {
      success: !cancelled && results.every((one) => one === "success"),
      failure: results.includes("failure"),
      cancelled,
    };
  }

  may(): boolean {
    return evaluation(this.contexts(), this.standing()).holds(this.file.if.expression);
  }

  async run(how: Again, before: JobRecord | undefined): Promise<JobRecord> {
    const none: JobRecord = { id: this.id, result: "skipped", outputs: {}, instances: [] };
    if (how === "keep" && before !== undefined) return before;
    try {
      if (how !== "part" && !this.may()) return none;
      if (this.file.type === "reusableWorkflowJob")
        return await this.call(how === "part" ? before : undefined);
      return await this.deal(how === "part" ? before : undefined);
    } catch (error) {
      return { ...none, result: "failure", trouble: String(error) };
    }
  }

  async call(before: JobRecord | undefined): Promise<JobRecord> {
    if (this.file.type !== "reusableWorkflowJob") throw new Error("this job calls nothing");
    const { scope } = this;
    const read = fileOf(scope.world, this.file.ref.value);
    const evaluate = evaluation(this.contexts(), this.standing());
    const given = evaluate.json(inside(this.token, "with")) as Readonly<Record<string, Json>> | null;
    const called = inside(read.root, "on", "workflow_call");
    const inputs = [...pairs(inside(called, "inputs"))].map(([name, about]) => {
      const standard =
        { string: "", number: 0, boolean: false }[evaluation({}).text(inside(about, "type"))] ?? "";
      return [name, given?.[name] ?? evaluation({}).json(inside(about, "default")) ?? standard] as const;
    });
    const secrets =
      this.file["inherit-secrets"] === true
        ? scope.contexts.secrets
        : evaluate.texts(inside(this.token, "secrets"));
    const jobs = await playScope({
      ...scope,
      read,
      prefix: `${this.path} / `,
      contexts: {
        github: scope.contexts.github ?? {},
        inputs: Object.fromEntries(inputs),
        secrets: secrets ?? {},
      },
      granted: permissionsOf(scope.read.root, this.id, scope.granted),
      before: before?.called ?? null,
    });
    const context = Object.fromEntries(
      [...jobs].map(([id, { result, outputs }]) => [id, { result, outputs }]),
    );
    const ends = evaluation({ ...scope.contexts, jobs: context });
    const outputs = [...pairs(inside(called, "outputs"))].map(
      ([name, about]) => [name, ends.text(inside(about, "value"))] as const,
    );
    return {
      id: this.id,
      result: resultOf([...jobs.values()].map(({ result }) => result)),
      outputs: Object.fromEntries(outputs.filter(([, text]) => text !== "")),
      instances: [],
      called: jobs,
    };
  }

  async deal(before: JobRecord | undefined): Promise<JobRecord> {
    const evaluate = evaluation(this.contexts(), this.standing());
    const strategy = inside(this.token, "strategy");
    const matrix = inside(strategy, "matrix");
    const dealt: readonly Json[] =
      before?.instances.map((one) => one.matrix) ??
      (matrix === undefined ? [null] : fullMatrix(evaluate.json(matrix)));
    const failFast = (evaluate.json(inside(strategy, "fail-fast")) ?? true) === true;
    const places = Number(evaluate.json(inside(strategy, "max-parallel")) ?? dealt.length);
    const stop = new AbortController();
    const look = (): void => (this.may() ? undefined : stop.abort());
    const outputs: Record<string, string> = { ...before?.outputs };
    const red = this.scope.world.options.red ?? FAILED_OR_CANCELLED;
    const instances: Instance[] = [];
    const waiting = [...dealt.entries()];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, one] = next;
        const kept = before?.instances[index];
        const instance =
          kept !== undefined && !red.has(kept.result)
            ? kept
            : await this.play(one, index, dealt.length, stop.signal);
        instances[index] = instance;
        if (instance !== kept) Object.assign(outputs, instance.outputs);
        if (instance.result === "failure" && failFast && dealt.length > 1) stop.abort();
      }
    };
    this.scope.attempt.running.add(look);
    await Promise.all(Array.from({ length: Math.max(1, Math.min(places, dealt.length)) }, work));
    this.scope.attempt.running.delete(look);
    return { id: this.id, result: resultOf(instances.map(({ result }) => result)), outputs, instances };
  }

  async play(matrix: Json, index: number, total: number, signal: AbortSignal): Promise<Instance> {
    const { scope, file, token } = this;
    const path = shown(this.path, matrix);
    const attempt = scope.attempt.number;
    const unplayed: JobEnd = { result: "cancelled", outputs: {}, log: "" };
    if (signal.aborted || file.type !== "job") return { path, matrix, attempt, ...unplayed };
    scope.world.begun.push({ attempt, path });
    const permissions = permissionsOf(scope.read.root, this.id, scope.granted);
    const { token: tokenFor } = scope.world.options;
    const github = scope.contexts.github as Readonly<Record<string, Json>>;
    const contexts: Contexts = {
      ...this.contexts(),
      ...(tokenFor === undefined ? {} : { github: { ...github, token: tokenFor(permissions) } }),
      matrix: matrix ?? {},
      strategy: { "job-index": index, "job-total": total },
      env: evaluation(scope.contexts).texts(inside(scope.read.root, "env")),
    };
    const seat = {
      path,
      job: this.id,
      attempt,
      matrix,
      permissions,
      contexts,
    };
    const end = await playJob({ seat, token, steps: file.steps, hands: scope.world.options.hands, signal });
    return { path, matrix, attempt, ...end };
  }
}

async function playScope(scope: Scope): Promise<Records> {
  const records = new Map<string, JobRecord>();
  const ends = new Map<string, Promise<void>>();
  const { before } = scope;
  const how =
    before === null ? null : again(scope.read, before, scope.world.options.red ?? FAILED_OR_CANCELLED);
  const { jobs } = scope.read.template;
  // Behind a step of its own, so that everybody's end is known by its name before anybody waits for one.
  const begin = async (file: WorkflowJob): Promise<void> => {
    await Promise.resolve();
    const job = new Job(scope, file, records);
    await Promise.all(job.needs().map((id) => ends.get(id) ?? Promise.resolve()));
    records.set(job.id, await job.run(how?.get(job.id) ?? "fresh", before?.get(job.id)));
  };
  for (const file of jobs) ends.set(file.id.value, begin(file));
  await Promise.all(ends.values());
  return new Map(
    jobs
      .map(({ id }) => [id.value, records.get(id.value)] as const)
      .filter((one): one is [string, JobRecord] => one[1] !== undefined),
  );
}

/** Looked at before any condition. */
function refusedStart(world: World, read: Read, granted: Texts): readonly string[] {
  return read.template.jobs.flatMap((job) => {
    const has = permissionsOf(read.root, job.id.value, granted);
    if (job.type === "job") return [];
    const called = fileOf(world, job.ref.value);
    const asked = called.template.jobs.flatMap(({ id }) =>
      beyond(permissionsOf(called.root, id.value, has), has).map(
        (what) => `${job.id.value} / ${id.value} asks for ${what}`,
      ),
    );
    return [...asked, ...refusedStart(world, called, has)];
  });
}

function found(jobs: Records, path: string): JobRecord {
  const [first = "", ...rest] = path.split(" / ");
  const record = jobs.get(first);
  if (record === undefined) throw new Error(`no job ${path} among ${[...jobs.keys()].join(", ")}`);
  return rest.length === 0 ? record : found(record.called ?? new Map(), rest.join(" / "));
}

/** A run of one file and those that it calls. */
export async function githubRun(options: RunOptions): Promise<GithubRun> {
  const read = new Map<string, Read>();
  for (const [path, text] of Object.entries(options.files)) {
    const file = await readWorkflow(path, text);
    if (file.problems.length > 0) throw new Error(`${path}: ${file.problems.join("; ")}`);
    read.set(path, file);
  }
  const world: World = { options, read, begun: [] };
  const entry = fileOf(world, options.entry);
  const granted = options.granted ?? STANDARD;
  let attempt: Attempt = { number: 0, cancelled: false, running: new Set() };
  let last: RunEnd | null = null;
  const go = async (before: Records | null): Promise<RunEnd> => {
    attempt = { number: attempt.number + 1, cancelled: false, running: new Set() };
    const trouble = refusedStart(world, entry, granted);
    const github = { ...options.github, run_attempt: String(attempt.number) };
    const contexts = { github, inputs: options.inputs ?? {}, secrets: options.secrets ?? {} };
    const jobs: Records =
      trouble.length > 0
        ? new Map()
        : await playScope({ world, attempt, read: entry, prefix: "", contexts, granted, before });
    const conclusion =
      trouble.length > 0
        ? "startup_failure"
        : attempt.cancelled
          ? "cancelled"
          : resultOf([...jobs.values()].map(({ result }) => result));
    last = { attempt: attempt.number, conclusion, jobs, trouble, job: (path) => found(jobs, path) };
    return last;
  };
  return {
    start: () => go(null),
    rerunAll: () => go(null),
    rerunFailed: () => go(last?.jobs ?? null),
    rerunJob: (id) => go(last === null ? null : reddened(last.jobs, id)),
    cancel: () => {
      attempt.cancelled = true;
      for (const look of attempt.running) look();
    },
    begun: world.begun,
  };
}
