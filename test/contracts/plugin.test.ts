/** What every plugin promises. `AO_PLUGIN=path/to/tasks.mjs npx vitest run test/contracts/plugin.test.ts` asks it of yours. */
import { dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { minimalValue } from "../../src/adapters/agents/minimal-value.ts";
import { pluginAgent } from "../../src/adapters/agents/plugin.ts";
import { MOST_CALL_MILLIS } from "../../src/adapters/plugins/timed.ts";
import { pluginShelf } from "../../src/adapters/plugins/shelf.ts";
import { millis } from "../../src/core/base/brand.ts";
import { plainValue } from "../../src/core/base/plain.ts";
import { isFields, type Value } from "../../src/core/base/value.ts";
import { FUNCTION_NAMES } from "../../src/core/expression/functions.ts";
import { TASK_TYPES } from "../../src/core/spec/fields-task.ts";
import type { LoadedPlugin, PluginModule } from "../../src/ports/plugin.ts";
import { assignment } from "../rig/assignment.ts";

const own = process.env["AO_PLUGIN"];
const EXAMPLE = join(import.meta.dirname, "../../examples/plugin/tasks.mjs");
const modules = own === undefined ? [EXAMPLE] : [resolve(own)];

/** What an expression may come to: each function must bear all of it. */
const ODD: readonly Value[] = [
  null,
  true,
  0,
  -1.5,
  1e308,
  "",
  "text",
  "ä€😀\u0000",
  [],
  [1, [null]],
  {},
  { a: { b: [1] } },
];
const calls = (): readonly (readonly Value[])[] => [
  [],
  ...ODD.map((value) => [value]),
  ...ODD.flatMap((a) => ODD.map((b) => [a, b])),
];
const GRACE = millis(2_000);
const quiet = (): void => {};

const load = (url: string): Promise<unknown> => import(/* @vite-ignore */ url) as Promise<unknown>;

describe.each(modules)("the plugin %s", (path) => {
  let plugin: LoadedPlugin;
  let written: PluginModule;

  beforeAll(async () => {
    const shelf = pluginShelf({ project: dirname(path), load, own: path, warn: quiet });
    shelf.at(path);
    await shelf.fill();
    const found = shelf.at(path);
    if (found.kind !== "loaded") throw new Error(`${path} is ${JSON.stringify(found)}`);
    plugin = found.plugin;
    written = ((await load(path)) as { default: PluginModule }).default;
  });

  it("says what it is called and in which version, so that results are not taken for those of another", () => {
    expect(plugin.name).not.toBe("");
    expect(plugin.version).not.toBe("");
  });

  it("describes each of its types and functions", () => {
    const all = [...plugin.types, ...plugin.functions];
    expect(all.filter(([, { description }]) => description === "").map(([name]) => name)).toEqual([]);
  });

  it("takes no name that the language has", () => {
    expect([...plugin.types.keys()].filter((name) => TASK_TYPES.some((one) => one === name))).toEqual([]);
    expect([...plugin.functions.keys()].filter((name) => FUNCTION_NAMES.includes(name))).toEqual([]);
  });

  it("has functions that give plain data or an error at once, and the same whenever they are asked", () => {
    for (const { call } of plugin.functions.values()) {
      for (const args of calls()) {
        const first = call(args);
        if (first.ok) expect(plainValue(first.value, Number.MAX_SAFE_INTEGER)).toEqual(first);
        else expect(first.error).not.toContain(`${MOST_CALL_MILLIS} ms`);
        expect(call(args)).toEqual(first);
      }
    }
  });

  it("has types that stop within the grace when they are asked to", async () => {
    for (const [name, loaded] of plugin.types) {
      const schema = written.types?.[name]?.schema;
      const options = schema === undefined ? {} : minimalValue(schema);
      expect([name, loaded.issues(options)]).toEqual([name, []]);
      const stop = new AbortController();
      const trying = pluginAgent(name, loaded).attempt(
        assignment({ options: isFields(options) ? options : {}, cancelGrace: GRACE }),
        quiet,
        stop.signal,
      );
      await Promise.resolve();
      stop.abort();
      const outcome = await trying;
      const message = outcome.ok ? "" : outcome.error.failure.message;
      expect([name, message]).not.toEqual([name, expect.stringContaining("did not stop")]);
    }
  });

  it("has types that refuse options which nobody has heard of, where they have a schema", () => {
    for (const [name, loaded] of plugin.types) {
      if (written.types?.[name]?.schema === undefined) continue;
      expect([name, loaded.issues({ "no such option": 1 })]).not.toEqual([name, []]);
    }
  });
});
