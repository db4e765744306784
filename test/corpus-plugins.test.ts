/** Workflows that name plugins say exactly what stands beside them; `UPDATE_CORPUS=1` writes it anew, for a person to read. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pluginShelf } from "../src/adapters/plugins/shelf.ts";
import { localFiles } from "../src/adapters/system/files.ts";
import type { PluginSource } from "../src/app/plugins.ts";
import { prepare } from "../src/app/prepare.ts";
import { examine, library } from "../src/app/validate.ts";
import { diagnosticsText } from "../src/core/render/diagnostics.ts";
import { MAX_FILE_BYTES } from "../src/core/spec/syntax-limits.ts";

const folder = join(import.meta.dirname, "workflows", "plugins");
const root = join(import.meta.dirname, "..");
const names = readdirSync(folder).filter((name) => name.endsWith(".yml"));

const shelf = pluginShelf({
  project: folder,
  load: (url) => import(/* @vite-ignore */ url) as Promise<unknown>,
  own: root,
  warn: () => undefined,
});

function from(name: string): ReturnType<typeof library> {
  const source: PluginSource = name.startsWith("untrusted")
    ? { trusted: false, why: "nobody has read them" }
    : { trusted: true, shelf };
  return library(localFiles, { project: folder, library: root }, MAX_FILE_BYTES, source);
}

async function said(name: string): Promise<string> {
  const look = () => examine(from(name), join(folder, name)).reports;
  look();
  await shelf.fill();
  return diagnosticsText(look());
}

describe("workflows that name plugins", () => {
  test.each(names)("%s says what stands beside it", async (name) => {
    const beside = join(folder, name.replace(/\.yml$/, ".out"));
    const actual = await said(name);
    if (process.env["UPDATE_CORPUS"] === "1") writeFileSync(beside, actual);
    expect(actual).toBe(readFileSync(beside, "utf8"));
  });

  test("run no code of files that are not trusted", async () => {
    const shut = library(localFiles, { project: folder, library: root }, MAX_FILE_BYTES, {
      trusted: false,
      why: "nobody has read them",
    });
    expect(examine(shut, join(folder, "untrusted.yml")).plugins).toEqual([]);
  });
});

test("a plan says which modules it was made with, and its tasks are others once a module is", async () => {
  await said("ok.yml");
  const made = (version: string) => {
    const changed: PluginSource = {
      trusted: true,
      shelf: {
        fill: () => Promise.resolve(false),
        at(path) {
          const found = shelf.at(path);
          return found.kind === "loaded" ? { kind: "loaded", plugin: { ...found.plugin, version } } : found;
        },
      },
    };
    const result = prepare(
      { ...from("ok.yml"), plugins: changed },
      { workflow: "ok.yml", inputs: {}, strict: false },
    );
    if (!result.ok) throw new Error(diagnosticsText(result.error));
    return result.value.plan;
  };
  const [one, same, two] = [made("1"), made("1"), made("2")];
  expect(one.extra?.["modules"]).toMatchObject([{ path: "tools.mjs", name: "tools", version: "1" }]);
  expect(one.settings.maxParallel).toBe(4);
  expect(one).toEqual(same);
  const changed = one.tasks.filter((task, place) => task.definition !== two.tasks[place]?.definition);
  expect(changed.map(({ id }) => String(id))).toEqual(["a", "b"]);
});
