/** One job of GitHub: its steps one after the other, on whatever machine it is given. */
import type { Step } from "@actions/workflow-parser/model/workflow-template";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { isSequence } from "@actions/workflow-parser";
import { evaluation, inside, type Contexts, type Json, type Texts } from "./github-expressions.ts";

export type Result = "success" | "failure" | "cancelled" | "skipped";

/** Which job this is. `path` is how GitHub shows it: `agents / w1 (review)`. */
export type Seat = Readonly<{
  path: string;
  job: string;
  attempt: number;
  matrix: Json;
  permissions: Texts;
  contexts: Contexts;
}>;

export type StepOrder = Readonly<{
  seat: Seat;
  id: string;
  uses?: string;
  run?: string;
  with: Texts;
  env: Texts;
}>;
/** `masks` are texts that the step declared secret: an output that holds one is dropped. */
export type StepEnd = Readonly<{ ok: boolean; outputs?: Texts; masks?: readonly string[]; log?: string }>;

/** A machine of its own for each job: processes for the real thing, a function where thousands of jobs have to be played. */
export type Machine = Readonly<{
  step: (order: StepOrder, signal: AbortSignal) => Promise<StepEnd> | StepEnd;
  /** The job is over: what the steps left for the end happens now. */
  close?: () => Promise<void> | void;
}>;
export type Hands = (seat: Seat) => Promise<Machine> | Machine;

export type JobEnd = Readonly<{ result: Result; outputs: Texts; log: string }>;

type Played = { outcome: Result; conclusion: Result; outputs: Texts };

export type JobWork = Readonly<{
  seat: Seat;
  /** The job as it stands in the file. */
  token: TemplateToken | undefined;
  steps: readonly Step[];
  hands: Hands;
  signal: AbortSignal;
}>;

class Playing {
  readonly steps = new Map<string, Played>();
  readonly masks: string[] = [];
  log = "";
  result: "success" | "failure" = "success";
  readonly work: JobWork;
  constructor(work: JobWork) {
    this.work = work;
  }

  contexts(): Contexts {
    const { seat, token } = this.work;
    const env = {
      ...(seat.contexts.env as Texts | undefined),
      ...evaluation(seat.contexts).texts(inside(token, "env")),
    };
    const status = this.work.signal.aborted ? "cancelled" : this.result;
    return {
      ...seat.contexts,
      env,
      job: { status },
      steps: Object.fromEntries([...this.steps].map(([id, step]) => [id, { ...step }])),
    };
  }

  async play(machine: Machine, step: Step, token: TemplateToken | undefined): Promise<void> {
    const { signal, seat } = this.work;
    const cancelled = signal.aborted;
    const standing = {
      success: this.result === "success" && !cancelled,
      failure: this.result === "failure",
      cancelled,
    };
    const contexts = this.contexts();
    const evaluate = evaluation(contexts, standing);
    if (!evaluate.holds(step.if?.expression ?? "success()")) {
      this.steps.set(step.id, { outcome: "skipped", conclusion: "skipped", outputs: {} });
      return;
    }
    const end = await machine.step(
      {
        seat,
        id: step.id,
        ...("uses" in step ? { uses: step.uses.value } : {}),
        ...("run" in step ? { run: evaluate.text(inside(token, "run")) } : {}),
        with: evaluate.texts(inside(token, "with")),
        env: { ...(contexts.env as Texts), ...evaluate.texts(inside(token, "env")) },
      },
      // A step that runs although the job was cancelled is one that the runner lets run.
      cancelled ? new AbortController().signal : signal,
    );
    this.masks.push(...(end.masks ?? []));
    this.log += end.log ?? "";
    const allowed = evaluate.json(inside(token, "continue-on-error")) === true;
    const outcome: Result = end.ok ? "success" : signal.aborted && !cancelled ? "cancelled" : "failure";
    this.steps.set(step.id, {
      outcome,
      conclusion: allowed ? "success" : outcome,
      outputs: end.outputs ?? {},
    });
    if (outcome === "failure" && !allowed) this.result = "failure";
  }

  /** Neither what is empty nor what holds a secret gets out of a job. */
  outputs(): Texts {
    const { token, seat } = this.work;
    const hidden = [...this.masks, ...Object.values((seat.contexts.secrets ?? {}) as Texts)].filter(
      (text) => text !== "",
    );
    const all = evaluation(this.contexts()).texts(inside(token, "outputs"));
    return Object.fromEntries(
      Object.entries(all).filter(
        ([, text]) => text !== "" && !hidden.some((secret) => text.includes(secret)),
      ),
    );
  }
}

/** What throws here is a job that GitHub would have failed: an expression that cannot be evaluated, for one. */
export async function playJob(work: JobWork): Promise<JobEnd> {
  const playing = new Playing(work);
  const list = inside(work.token, "steps");
  try {
    const machine = await work.hands(work.seat);
    for (const [index, step] of work.steps.entries())
      await playing.play(machine, step, list !== undefined && isSequence(list) ? list.get(index) : undefined);
    await machine.close?.();
    const result = work.signal.aborted ? "cancelled" : playing.result;
    return { result, outputs: playing.outputs(), log: playing.log };
  } catch (error) {
    return { result: "failure", outputs: {}, log: `${playing.log}\n${String(error)}` };
  }
}
