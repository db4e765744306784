/** Where each setting comes from: flag, then environment, then file, then default. */
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { flagsOf, valueFrom, type Given, type UsageError } from "./arguments.ts";
import type { Command, Flag, Flags, FlagValue } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { CONFIGURATION_FILE, environmentName, settingKey } from "./setting-names.ts";

export type Origin = "flag" | "environment" | "file" | "default";
export type Setting = Readonly<{ flag: Flag; value: FlagValue | undefined; origin: Origin; place: string }>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Scalars by key, as found in the configuration file. */
export type FileSettings = ReadonlyMap<string, string | number | boolean>;

function settled(
  flag: Flag,
  given: Given,
  env: Environment,
  file: FileSettings,
): Result<Setting, UsageError> {
  const own = given.get(flag.name);
  if (own !== undefined) return ok({ flag, value: own, origin: "flag", place: `--${flag.name}` });
  if (flag.setting === true) {
    const name = environmentName(flag);
    const text = env[name];
    if (text !== undefined && text !== "") return converted(flag, text, "environment", name);
    const key = settingKey(flag);
    const stored = file.get(key);
    if (stored !== undefined)
      return converted(flag, String(stored), "file", `${key} in ${CONFIGURATION_FILE}`);
  }
  return ok({ flag, value: flag.default, origin: "default", place: "" });
}

function converted(flag: Flag, text: string, origin: Origin, place: string): Result<Setting, UsageError> {
  const value = valueFrom(flag, text, place);
  return value.ok ? ok({ flag, value: value.value, origin, place }) : err(value.error);
}

function unknownKey(file: FileSettings): UsageError | null {
  if (file.size === 0) return null;
  const known = [...COMMANDS, null]
    .flatMap((command) => flagsOf(command))
    .filter((flag) => flag.setting === true);
  const keys = [...new Set(known.map(settingKey))];
  for (const key of file.keys()) {
    if (keys.includes(key)) continue;
    const close = nearest(key, keys);
    const help = close === undefined ? `it takes ${keys.join(", ")}` : `did you mean "${close}"?`;
    return { message: `unknown key "${key}" in ${CONFIGURATION_FILE}`, help };
  }
  return null;
}

export function configuration(
  command: Command,
  given: Given,
  env: Environment,
  file: FileSettings,
): Result<readonly Setting[], UsageError> {
  const stranger = unknownKey(file);
  if (stranger !== null) return err(stranger);
  const settings: Setting[] = [];
  for (const flag of flagsOf(command)) {
    const setting = settled(flag, given, env, file);
    if (!setting.ok) return setting;
    settings.push(setting.value);
  }
  return ok(settings);
}

export function flagsFrom(settings: readonly Setting[]): Flags {
  const values = new Map(settings.map((setting) => [setting.flag.name, setting.value]));
  return {
    on: (name) => values.get(name) === true,
    text: (name) => {
      const value = values.get(name);
      return typeof value === "string" ? value : undefined;
    },
    number: (name) => {
      const value = values.get(name);
      return typeof value === "number" ? value : undefined;
    },
    list: (name) => {
      const value = values.get(name);
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

const HIDDEN = new Set(["help", "print-config"]);

export function configurationText(settings: readonly Setting[], json: boolean): string {
  const shown = settings.filter((setting) => !HIDDEN.has(setting.flag.name));
  if (json) {
    const rows = shown.map(({ flag, value, origin, place }): [string, object] => [
      flag.name,
      { value: value ?? null, origin, place },
    ]);
    return `${JSON.stringify({ schemaVersion: 1, settings: Object.fromEntries(rows) }, null, 2)}\n`;
  }
  const cells = shown.map(({ flag, value, origin, place }) => [
    flag.name,
    value === undefined ? "-" : Array.isArray(value) ? value.join(" ") : String(value),
    place === "" ? origin : `${origin} (${place})`,
  ]);
  const widths = [0, 1].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells
    .map(
      (row) =>
        `${row
          .map((text, at) => text.padEnd(widths[at] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
