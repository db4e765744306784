/** The shape of one line of the command table, and what a command is given when it runs. */
import type { Channel } from "../ports/channel.ts";
import type { ExitCode, SignalName } from "./exit-codes.ts";
import type { Watched } from "./watch.ts";

export type Flag = Readonly<{
  name: string;
  short?: string;
  type: "boolean" | "string" | "number";
  /** Stands for the value in help: `--params <file>`. */
  value?: string;
  choices?: readonly string[];
  /** Smallest number that makes sense. */
  minimum?: number;
  default?: string | number | boolean;
  repeatable?: true;
  /** What the flag alone means; a value of its own is then given with `=`. */
  bare?: string;
  /** Also read from `AGENT_ORCHESTRATOR_<NAME>` and from the configuration file. */
  setting?: true;
  about: string;
  /** Shares a line of the help with others. */
  seldom?: true;
}>;

export type Argument = Readonly<{ name: string; about: string; required: boolean; many?: true }>;

export type Example = Readonly<{ line: string; about: string }>;

export type Command = Readonly<{
  name: string;
  summary: string;
  /** Named on the first screen of help, but without its summary: there is room for what people need every day. */
  seldom?: true;
  about: string;
  args: readonly Argument[];
  flags: readonly Flag[];
  examples: readonly Example[];
  load: () => Promise<Handler>;
}>;

export type Handler = Readonly<{ handle: (call: Call) => Promise<ExitCode> }>;

export type FlagValue = string | number | boolean | readonly string[];

/** Everything a command may ask about its flags; where a value came from is settled before. */
export type Flags = Readonly<{
  on: (name: string) => boolean;
  text: (name: string) => string | undefined;
  number: (name: string) => number | undefined;
  list: (name: string) => readonly string[];
}>;

/** A stream as commands see it: writing never throws, and a reader that went away ends nothing. */
export interface Sink {
  write(text: string): void;
  /** Also what gives orders to a CI runner, where nobody else has a part in the text. */
  asIs(text: string): void;
  readonly terminal: boolean;
  readonly columns: number;
  readonly closed: boolean;
  readonly color: boolean;
}

/** The outside as read once at the door. */
export type World = Readonly<{
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute; `-C` is already applied. */
  directory: string;
  /** Where workflows, agents, modules and the configuration file are read: the same folder unless somebody keeps them apart. */
  definitions: string;
  /** Where the built-in workflows, agents and the schema lie. */
  root: string;
  out: Sink;
  err: Sink;
  unicode: boolean;
  /** Minutes that local time is ahead of UTC; asked for only by who shows times, since the answer takes a while. */
  zone: () => number;
  onSignal: (listener: (name: SignalName) => void) => () => void;
  /** Imports a module by its URL: runs its code. */
  load: (url: string) => Promise<unknown>;
  /** Ends the process without waiting for anything. */
  exitNow: (name: SignalName) => void;
  /** Secrets of whoever started this, besides those that a workflow declares. */
  concealed?: readonly string[];
  /** Whoever shows a run in another place than here. */
  watch?: (run: Watched) => Channel;
  /** Where the journal of what is going on lies, for the report of an internal error. */
  remember: (folder: string) => void;
}>;

export type Call = Readonly<{ args: readonly string[]; flags: Flags; world: World }>;
