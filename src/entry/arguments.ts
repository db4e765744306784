/** Words of a command line -> a command with its arguments and flags, or what is wrong with them. */
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import type { Command, Flag, FlagValue } from "./command.ts";
import { COMMANDS, commandNamed, GLOBAL_FLAGS } from "./commands.ts";
import { tokens } from "./words.ts";

export type UsageError = Readonly<{ message: string; help?: string; command?: string }>;

export type Given = ReadonlyMap<string, FlagValue>;

export type Invocation = Readonly<
  | { kind: "help"; command: Command | null }
  | { kind: "command"; command: Command; args: readonly string[]; given: Given }
>;

export const flagsOf = (command: Command | null): readonly Flag[] =>
  command === null ? GLOBAL_FLAGS : [...command.flags, ...GLOBAL_FLAGS];

const isHelp = (word: string): boolean => word === "--help" || word === "-h";

/** `--version` is what everybody types first. */
const spelled = (words: readonly string[]): readonly string[] =>
  words.length === 1 && (words[0] === "--version" || words[0] === "-V") ? ["version"] : words;

export function invocation(argv: readonly string[]): Result<Invocation, UsageError> {
  const words = spelled(argv);
  const first = tokens(words, GLOBAL_FLAGS).find((token) => token.kind === "positional");
  if (first === undefined) {
    const stray = words.find((word) => word.startsWith("-") && !isHelp(word) && !isGlobal(word));
    if (stray !== undefined && !words.some(isHelp)) return err(unknownFlag(stray, null));
    return printsConfig(words) ?? ok({ kind: "help", command: null });
  }
  if (first.value === "help") return helpFor(words.filter((word) => word !== "help"));
  const command = commandNamed(first.value);
  if (command === undefined) return err(unknownCommand(first.value));
  return withFlags(command, words);
}

/** The settings belong to no command, so they can be asked for without one. */
function printsConfig(words: readonly string[]): Result<Invocation, UsageError> | undefined {
  const command = commandNamed("version");
  return words.includes("--print-config") && command !== undefined
    ? withFlags(command, ["version", ...words])
    : undefined;
}

function helpFor(words: readonly string[]): Result<Invocation, UsageError> {
  const name = words.find((word) => !word.startsWith("-"));
  if (name === undefined) return ok({ kind: "help", command: null });
  const command = commandNamed(name);
  return command === undefined ? err(unknownCommand(name)) : ok({ kind: "help", command });
}

function withFlags(command: Command, words: readonly string[]): Result<Invocation, UsageError> {
  const flags = flagsOf(command);
  const given = new Map<string, FlagValue>();
  const args: string[] = [];
  let seen = false;
  for (const token of tokens(words, flags)) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      if (seen) args.push(token.value);
      seen = true;
      continue;
    }
    const flag = flags.find((each) => each.name === token.name);
    if (flag === undefined) return err(unknownFlag(token.rawName, command));
    if (flag.name === "help") return ok({ kind: "help", command });
    const value = flagValue(flag, token.value, token.inlineValue === true);
    if (!value.ok) return err({ ...value.error, command: command.name });
    const earlier = given.get(flag.name);
    given.set(flag.name, flag.repeatable ? [...listed(earlier), String(value.value)] : value.value);
  }
  return withArguments(command, args, given);
}

const listed = (value: FlagValue | undefined): readonly string[] => (typeof value === "object" ? value : []);

function withArguments(
  command: Command,
  args: readonly string[],
  given: Given,
): Result<Invocation, UsageError> {
  const missing = command.args[args.length];
  if (missing?.required === true && !given.has("print-config")) {
    return err({
      message: `"${command.name}" needs ${missing.about}`,
      help: `write ${usage(command)}`,
      command: command.name,
    });
  }
  if (args.length > command.args.length && command.args.at(-1)?.many !== true) {
    return err({
      message: `"${command.name}" does not know what to do with "${args[command.args.length] ?? ""}"`,
      help: `write ${usage(command)}`,
      command: command.name,
    });
  }
  return ok({ kind: "command", command, args, given });
}

/** The text of a flag's value, from whichever place, as the value that its type says. */
export function flagValue(
  flag: Flag,
  text: string | undefined,
  inline: boolean,
): Result<string | number | boolean, UsageError> {
  const shown = `--${flag.name}`;
  if (flag.type === "boolean") {
    return text === undefined
      ? ok(true)
      : err({ message: `${shown} takes no value`, help: `write just ${shown}` });
  }
  if (text === undefined && flag.bare !== undefined) return ok(flag.bare);
  if (text === undefined || (!inline && text.length > 1 && text.startsWith("-"))) {
    return err({ message: `${shown} needs a value`, help: `write ${shown} <${flag.value ?? "value"}>` });
  }
  return valueFrom(flag, text, shown);
}

/** `origin` is how the person wrote the flag: `--ui`, `AGENT_ORCHESTRATOR_UI` or a key of the configuration file. */
export function valueFrom(
  flag: Flag,
  text: string,
  origin: string,
): Result<string | number | boolean, UsageError> {
  if (flag.type === "number") {
    const amount = Number(text);
    const whole = flag.name === "max-cost-usd" || Number.isInteger(amount);
    if (text.trim() === "" || !Number.isFinite(amount) || !whole || amount < (flag.minimum ?? -Infinity)) {
      const kind = flag.name === "max-cost-usd" ? "a number" : "a whole number";
      return err({ message: `${origin} needs ${kind} of at least ${flag.minimum ?? 0}, not "${text}"` });
    }
    return ok(amount);
  }
  if (flag.type === "boolean") {
    if (["1", "true", "yes", "on"].includes(text.toLowerCase())) return ok(true);
    if (["0", "false", "no", "off", ""].includes(text.toLowerCase())) return ok(false);
    return err({ message: `${origin} needs true or false, not "${text}"` });
  }
  if (flag.choices !== undefined && !flag.choices.includes(text)) {
    const close = nearest(text, flag.choices);
    const list = `one of ${flag.choices.join(", ")}`;
    return err({
      message: `${origin} does not know "${text}"`,
      help: close === undefined ? `it takes ${list}` : `did you mean "${close}"? it takes ${list}`,
    });
  }
  return ok(text);
}

export function usage(command: Command): string {
  const args = command.args.map((each) => {
    const name = each.many === true ? `${each.name}…` : each.name;
    return each.required ? `<${name}>` : `[${name}]`;
  });
  return ["agent-orchestrator", command.name, ...args].join(" ");
}

const isGlobal = (word: string): boolean =>
  GLOBAL_FLAGS.some(
    (flag) =>
      word === `--${flag.name}` ||
      word.startsWith(`--${flag.name}=`) ||
      word.startsWith(`-${flag.short ?? " "}`),
  );

function unknownCommand(name: string): UsageError {
  const close = nearest(
    name,
    COMMANDS.map((each) => each.name),
  );
  return {
    message: `unknown command "${name}"`,
    help: close === undefined ? "agent-orchestrator --help lists them" : `did you mean "${close}"?`,
  };
}

function unknownFlag(raw: string, command: Command | null): UsageError {
  const name = raw.replace(/^-+/, "").replace(/=.*$/s, "");
  const shown = raw.startsWith("--") ? `--${name}` : `-${name}`;
  const close = nearest(name, [
    ...flagsOf(command).map((flag) => flag.name),
    ...(command === null ? ["version"] : []),
  ]);
  const of = command === null ? "" : ` for "${command.name}"`;
  const help = `agent-orchestrator ${command === null ? "" : `${command.name} `}--help lists them`;
  return {
    message: `unknown flag "${shown}"${of}`,
    help: close === undefined ? help : `did you mean "--${close}"?`,
    ...(command === null ? {} : { command: command.name }),
  };
}
