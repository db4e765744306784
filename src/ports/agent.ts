/** Whatever can do a task: a scripted player, a command, a coding agent's CLI. */
import type { Digest, Millis } from "../core/base/brand.ts";
import type { Fields, Value } from "../core/base/value.ts";
import type { Result } from "../core/base/result.ts";
import type { Usage } from "../core/journal/event.ts";
import type { Failure } from "../core/journal/failure.ts";
import type { PromptFile } from "../core/prompt/prompt.ts";
import type { AgentDefinition } from "../core/plan/plan.ts";

/** What was wrong with the answer before, for the same session to mend. */
export type Repair = Readonly<{ issues: readonly string[]; previous: string; session?: string }>;

/** One call of an attempt, with every expression already replaced by its value. */
export type Assignment = Readonly<{
  run: string;
  task: string;
  /** The name in the file of what was made from a pattern. */
  pattern?: string;
  /** What of the attempt this is, if it is not the work itself: part of the names of its files. */
  part?: string;
  repair?: Repair;
  /** For `mock` and fan-out items; absent otherwise. */
  itemKey?: string;
  epoch: number;
  attempt: number;
  /** How often this task was handed to an agent before in this run, epochs included: 0 for the first call. */
  call: number;
  prompt: string;
  /** What was too long for the prompt, which names these files: they must lie there before the agent begins. */
  attached?: Readonly<{ folder: string; files: readonly PromptFile[] }>;
  agent: AgentDefinition | null;
  model?: string;
  argv?: readonly string[];
  script?: string;
  mock?: Value;
  schema?: Value;
  options: Fields;
  /** The hand-offs of its dependencies. */
  inputs: Fields;
  /** The whole environment of the child: an allow-list, never the parent's. */
  env: Readonly<Record<string, string>>;
  /** Values that must be struck out of whatever is written down. */
  secrets: readonly string[];
  directory: string;
  /** The files are as an attempt at the same work left them when it was cut: for who goes on with its conversation, and nobody else. */
  kept?: true;
  /**
   * The commit that a task in a tree of its own begins with, the repository that has it, and the directory of the run:
   * for who does not work on files but on commits.
   */
  work?: Readonly<{ commit: string; from: string; home: string }>;
  /** How the paths of all its files begin: prompt, inputs, output and captured streams. */
  scratch: string;
  cancelGrace: Millis;
  /**
   * What is set aside for this attempt; absent where no budget counts it. A runner that can hold itself to it should:
   * whatever an agent spends beyond is noticed only when it is reported, or at the end.
   */
  maxCostUsd?: number;
  maxTokens?: number;
  /** What the run counts already for attempts that fell silent, by epoch: whoever tells later what they cost leaves this out. */
  counted?: ReadonlyMap<number, Usage>;
}>;

export type Answer = Readonly<{
  output: string;
  /** All of the output where `output` had to be cut. */
  whole?: Digest;
  structured?: Value;
  /** The files as the attempt left them, by git's name for them all; runners do not say it. */
  tree?: string;
  usage?: Usage;
  /** The captured stream, by its name in the folder of `scratch`. */
  log?: string;
  /** Under which the runner can go on with the same conversation. */
  session?: string;
}>;

export type Refusal = Readonly<{
  failure: Failure;
  usage?: Usage;
  output?: string;
  log?: string;
  session?: string;
  /** It was given kept files, but there is no conversation to go on with: nothing was done. */
  forgotten?: true;
}>;

export type Lack = Readonly<{
  missing: string;
  hint: string;
  /**
   * What would mend it, where that may be done before anything starts: gives what went wrong, or nothing. `say` is told
   * what takes its time.
   */
  mend?: (say: (line: string) => void) => Promise<string | null>;
}>;

export interface Agent {
  readonly name: string;
  /** It goes on with what was cut, and refuses kept files as forgotten rather than begin anew in them. */
  readonly remembers?: true;
  /** Says what is missing on this machine, or nothing. */
  ready(): Promise<Lack | null>;
  /**
   * `say` reports coarse progress, `report` what this call has cost so far, now and then; `signal` asks it to stop, keeping
   * cost: it must settle once nothing of it runs any more.
   */
  attempt(
    assignment: Assignment,
    say: (note: string) => void,
    signal: AbortSignal,
    report?: (usage: Usage) => void,
  ): Promise<Result<Answer, Refusal>>;
}
