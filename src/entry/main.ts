/** From the words of a command line to the number that the process gives back. */
import { closeSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { ok, type Result } from "../core/base/result.ts";
import { invocation, type Given, type Invocation, type UsageError } from "./arguments.ts";
import type { Flags, World } from "./command.ts";
import { configuration, configurationText, flagsFrom, type FileSettings } from "./configuration.ts";
import { EXIT, type ExitCode, SIGNALLED, type SignalName } from "./exit-codes.ts";
import { isLarge } from "./large-file.ts";
import { CONFIGURATION_FILE } from "./setting-names.ts";
import { openSink, put, speaksUnicode, type Wish } from "./streams.ts";

/** What somebody else than a terminal puts in place of it. */
export type Outside = Pick<World, "out" | "err" | "watch" | "unicode" | "concealed">;

const SIGNALS: readonly SignalName[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Node.js wants to leave a terminal as it found it, and aborts where that one is gone. */
function letGoOfTerminal(): void {
  for (const fd of [0, 1, 2]) {
    try {
      closeSync(fd);
    } catch {
      // It was closed before.
    }
  }
}

function onSignal(listener: (name: SignalName) => void): () => void {
  const hear = (name: SignalName): void => {
    if (name === "SIGHUP") process.once("exit", letGoOfTerminal);
    listener(name);
  };
  const listeners = SIGNALS.map((name) => [name, () => hear(name)] as const);
  for (const [name, listen] of listeners) process.on(name, listen);
  return () => {
    for (const [name, listen] of listeners) process.off(name, listen);
  };
}

/** Of `--color` and `--no-color`, one that was typed beats one that stands in a file or in the environment. */
function wishFor(given: Given, flags: Flags): Wish {
  const typed = given.has("color") || given.has("no-color");
  const asked = (name: string): boolean => (typed ? given.has(name) : flags.on(name));
  return { color: asked("color"), noColor: asked("no-color") };
}

/** What only the process's own file may touch. */
export type Door = Readonly<{
  env: World["env"];
  remember: (journal: string) => void;
  /** Where the package lies. */
  root: string;
  outside?: Outside;
  /** Only a file that the platform loaded itself can import others on every version of it. */
  load: World["load"];
}>;

const terminal = async (env: World["env"], wish: Wish): Promise<Outside> => ({
  out: await openSink(1, env, wish),
  err: await openSink(2, env, wish),
  unicode: speaksUnicode(env),
});

type Folders = Pick<World, "directory" | "definitions">;

async function world(door: Door, folders: Folders, wish: Wish): Promise<World> {
  const { env, remember, root, load, outside } = door;
  return {
    ...(outside ?? (await terminal(env, wish))),
    env,
    ...folders,
    root,
    zone: () => -new Date().getTimezoneOffset(),
    onSignal,
    load,
    exitNow: (name) => process.exit(SIGNALLED[name]),
    remember,
  };
}

function refuse(error: UsageError, outside?: Outside): ExitCode {
  const help = error.help === undefined ? "" : `  help: ${error.help}\n`;
  const command = error.command === undefined ? "" : `${error.command} `;
  const words = `error: ${error.message}\n${help}  see:  agent-orchestrator ${command}--help\n`;
  if (outside === undefined) put(2, words);
  else outside.err.write(words);
  return EXIT.usage;
}

async function fileSettings(directory: string): Promise<Result<FileSettings, UsageError>> {
  const path = resolve(directory, CONFIGURATION_FILE);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return ok(new Map());
  const { settingsIn } = await import("./configuration-file.ts");
  return settingsIn(readFileSync(path, "utf8"));
}

async function show(help: Extract<Invocation, { kind: "help" }>): Promise<ExitCode> {
  const { commandHelp, topHelp } = await import("./help.ts");
  put(1, help.command === null ? topHelp() : commandHelp(help.command));
  return EXIT.done;
}

export async function main(words: readonly string[], door: Door): Promise<ExitCode> {
  const { env } = door;
  const parsed = invocation(words);
  if (!parsed.ok) return refuse(parsed.error, door.outside);
  const wanted = parsed.value;
  if (wanted.kind === "help") return show(wanted);
  const directory = resolve(String(wanted.given.get("directory") ?? "."));
  const definitions = resolve(directory, String(wanted.given.get("definitions") ?? "."));
  for (const [folder, flag] of [[directory, "-C"] as const, [definitions, "--definitions"] as const]) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) continue;
    const message = `there is no directory "${folder}"`;
    return refuse({ message, help: `${flag} takes an existing directory` }, door.outside);
  }
  const file = await fileSettings(definitions);
  if (!file.ok) return refuse(file.error, door.outside);
  const settings = configuration(wanted.command, wanted.given, env, file.value);
  if (!settings.ok) return refuse({ command: wanted.command.name, ...settings.error }, door.outside);
  const flags = flagsFrom(settings.value);
  const around = await world(door, { directory, definitions }, wishFor(wanted.given, flags));
  if (flags.on("print-config")) {
    around.out.write(configurationText(settings.value, flags.on("json")));
    return EXIT.done;
  }
  const handler = await wanted.command.load();
  const usual = wanted.args.some((arg) => isLarge(resolve(definitions, arg)))
    ? (await import("./patience.ts")).patience()
    : () => {};
  try {
    return await handler.handle({ args: wanted.args, flags, world: around });
  } finally {
    usual();
  }
}
