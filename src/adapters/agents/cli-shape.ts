/** What a coding agent that is started as a program must tell of itself. */
import type { Fields } from "../../core/base/value.ts";
import type { Result } from "../../core/base/result.ts";
import type { Usage } from "../../core/journal/event.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Assignment } from "../../ports/agent.ts";
import type { Handover } from "./handover.ts";
import type { Outside, Wanted } from "./installed.ts";
import type { Patience } from "./patience.ts";
import type { Session } from "./session.ts";
import type { Ended } from "./stream.ts";

/** `directories`: where it may be installed, nearest first. */
export type Means = Readonly<{ env: Outside; directories: readonly string[]; patienceMs?: number }>;

/** What a program is told besides the prompt. */
export type Order = Readonly<{
  flags: readonly string[];
  env: Readonly<Record<string, string>>;
  files: readonly Readonly<{ ending: string; text: string }>[];
}>;

export type Environment = Readonly<Record<string, string>>;

export type Ears = Patience &
  Readonly<{
    say: (note: string) => void;
    report: (usage: Usage) => void;
    /** The conversation is this one. */
    began: (id: string) => void;
    giveUp: (failure: Failure) => void;
  }>;

/** Hears one call. */
export type Listener = Readonly<{
  take: (event: Fields) => void;
  complain?: (line: string) => void;
  /** What the call has used; undefined where nobody knows. */
  used: () => Usage | undefined;
  /** What its conversation has used in all, where that is kept somewhere. */
  total: () => Usage;
  output: () => string;
  /** Null if it succeeded. */
  failure: (ended: Ended) => Failure | null;
  isForgotten: (ended: Ended) => boolean;
}>;

/** What of a conversation was told already, and what nobody lived to tell: it is told with the next call. */
export type Before = Readonly<{ kept: Usage; untold: Usage }>;

export type Cli = Readonly<{
  name: string;
  wanted: () => Wanted;
  lacks: (env: Outside) => string | null;
  /** Variables whose values must not be written down. */
  keys: readonly string[];
  order: (
    assignment: Assignment,
    place: (ending: string) => string,
    outside: Outside,
  ) => Result<Order, Failure>;
  environment: (outside: Outside, order: Order, handover: Handover) => Environment;
  argv: (order: Order, id: string | null) => readonly string[];
  isId: RegExp;
  missed: (session: Session<Before>, log: string, env: Environment) => Usage;
  listen: (ears: Ears, id: string | null, env: Environment, assignment: Assignment) => Listener;
}>;
