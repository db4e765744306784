/** One module of a project, from its path to a plugin. Loading it runs it. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { err, type Result } from "../../core/base/result.ts";
import type { Shelved } from "../../ports/plugin.ts";
import { digestOf } from "../system/digest.ts";
import { pluginIn } from "./module.ts";
import { catchStrays, type Watch } from "./strays.ts";
import { wordsOf } from "../system/thrown.ts";

export const MOST_MODULE_BYTES = 8 * 1024 * 1024;
/** A module may wait for something at its top, but not for ever. */
export const LOAD_MILLIS = 10_000;

/** As the platform imports a module; the door knows how. */
export type Load = (url: string) => Promise<unknown>;

export type Means = Watch & Readonly<{ project: string; load: Load }>;

const inside = (base: string, path: string): boolean => {
  const way = relative(base, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

async function imported(load: Load, url: string): Promise<Result<unknown, string>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result<never, string>>((resolve) => {
    const seconds = LOAD_MILLIS / 1000;
    timer = setTimeout(() => resolve(err(`it takes longer than ${seconds} seconds to load`)), LOAD_MILLIS);
  });
  const loading = load(url).then(
    (value): Result<unknown, string> => ({ ok: true, value }),
    (error: unknown) => err(`it cannot be loaded: ${wordsOf(error)}`),
  );
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}

export async function shelved(path: string, { project, load, ...watch }: Means): Promise<Shelved> {
  let real: string;
  let bytes: Uint8Array;
  try {
    real = realpathSync(path);
    if (!inside(realpathSync(project), real)) return { kind: "outside" };
    const file = statSync(real);
    if (!file.isFile()) return { kind: "missing" };
    if (file.size > MOST_MODULE_BYTES) return { kind: "broken", why: "its file is too large" };
    bytes = readFileSync(real);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
    return isGone ? { kind: "missing" } : { kind: "broken", why: `it cannot be read: ${wordsOf(error)}` };
  }
  catchStrays(real, watch);
  const module = await imported(load, pathToFileURL(real).href);
  if (!module.ok) return { kind: "broken", why: module.error };
  const plugin = await pluginIn(module.value, path, digestOf(bytes));
  return plugin.ok ? { kind: "loaded", plugin: plugin.value } : { kind: "broken", why: plugin.error };
}
