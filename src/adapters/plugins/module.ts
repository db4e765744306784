/** What a module exports by default, read into a plugin: everything that is wrong with its shape is said in one sentence. */
import type { Digest } from "../../core/base/brand.ts";
import { plainValue } from "../../core/base/plain.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { LoadedFunction, LoadedPlugin, LoadedType } from "../../ports/plugin.ts";
import { schemaCheck } from "../system/schema.ts";
import { timed } from "./timed.ts";
import { wordsOf } from "../system/thrown.ts";

/** Characters of what a plugin says about itself, and of a schema. */
const MOST_TEXT = 2000;
const MOST_SCHEMA = 256 * 1024;
/** Of types and of functions. */
export const MOST_NAMES = 100;
export const NAME = /^[A-Za-z][\w.-]{0,63}$/;
export const TYPE_NAME = /^[a-z][a-z0-9_-]{0,63}$/;
export const FUNCTION_NAME = /^[A-Za-z_]\w{0,63}$/;

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCallable = (value: unknown): value is (...args: readonly unknown[]) => unknown =>
  typeof value === "function";

function strangerIn(members: Members, known: readonly string[], where: string): string | null {
  const stranger = Object.keys(members).find((key) => !known.includes(key));
  return stranger === undefined ? null : `${where} has "${stranger}"; it knows ${known.join(", ")}`;
}

const textAt = (members: Members, key: string): string => {
  const text = members[key];
  return typeof text === "string" ? text.slice(0, MOST_TEXT) : "";
};

const NO_ISSUES = (): readonly string[] => [];

async function typeOf(name: string, given: unknown): Promise<Result<LoadedType, string>> {
  const where = `types.${name}`;
  if (!isMembers(given)) return err(`${where} must be an object with run()`);
  const stranger = strangerIn(given, ["description", "schema", "run"], where);
  if (stranger !== null) return err(stranger);
  const { run, schema } = given;
  if (!isCallable(run)) return err(`${where}.run must be a function`);
  const loaded = {
    description: textAt(given, "description"),
    issues: NO_ISSUES,
    run: (context: unknown) => Reflect.apply(run, given, [context]),
  };
  if (schema === undefined) return ok(loaded);
  const plain = plainValue(schema, MOST_SCHEMA);
  if (!plain.ok) return err(`${where}.schema is no JSON Schema: ${plain.error}`);
  const check = await schemaCheck(plain.value, "options");
  return check.ok ? ok({ ...loaded, issues: check.value }) : err(`${where}.schema: ${check.error}`);
}

function functionOf(name: string, given: unknown): Result<LoadedFunction, string> {
  const where = `functions.${name}`;
  if (!isMembers(given)) return err(`${where} must be an object with call()`);
  const stranger = strangerIn(given, ["description", "call"], where);
  if (stranger !== null) return err(stranger);
  const { call } = given;
  if (!isCallable(call)) return err(`${where}.call must be a function`);
  const bound = (...args: readonly unknown[]): unknown => Reflect.apply(call, given, args);
  return ok({ description: textAt(given, "description"), call: timed(bound) });
}

function entriesOf(plugin: Members, key: string, form: RegExp): Result<readonly [string, unknown][], string> {
  const given = plugin[key];
  if (given === undefined) return ok([]);
  if (!isMembers(given)) return err(`"${key}" must map names to objects`);
  const entries = Object.entries(given);
  if (entries.length > MOST_NAMES) return err(`"${key}" has more than ${MOST_NAMES} names`);
  const odd = entries.find(([name]) => !form.test(name));
  return odd === undefined
    ? ok(entries)
    : err(`"${odd[0]}" in "${key}" is no name: it must fit ${form.source}`);
}

async function read(plugin: unknown, path: string, digest: Digest): Promise<Result<LoadedPlugin, string>> {
  if (!isMembers(plugin)) return err("it must export an object by default");
  const stranger = strangerIn(plugin, ["name", "version", "types", "functions"], "it");
  if (stranger !== null) return err(stranger);
  const { name, version } = plugin;
  if (typeof name !== "string" || !NAME.test(name))
    return err('it must have a "name" of letters, digits, ".", "_" and "-"');
  if (version !== undefined && typeof version !== "string") return err('"version" must be text');
  const [types, functions] = [
    entriesOf(plugin, "types", TYPE_NAME),
    entriesOf(plugin, "functions", FUNCTION_NAME),
  ];
  if (!types.ok) return types;
  if (!functions.ok) return functions;
  if (types.value.length + functions.value.length === 0) return err("it gives neither types nor functions");
  const loaded = { types: new Map<string, LoadedType>(), functions: new Map<string, LoadedFunction>() };
  for (const [key, given] of types.value) {
    const one = await typeOf(key, given);
    if (!one.ok) return one;
    loaded.types.set(key, one.value);
  }
  for (const [key, given] of functions.value) {
    const one = functionOf(key, given);
    if (!one.ok) return one;
    loaded.functions.set(key, one.value);
  }
  return ok({ path, name, version: textAt(plugin, "version"), digest, ...loaded });
}

/** `module` is what an import gave: getters and proxies in it may throw. */
export async function pluginIn(
  module: unknown,
  path: string,
  digest: Digest,
): Promise<Result<LoadedPlugin, string>> {
  try {
    return await read(isMembers(module) ? module["default"] : undefined, path, digest);
  } catch (error) {
    return err(`it cannot be read: ${wordsOf(error)}`);
  }
}
