/** Modules that workflows name: loaded if the files are trusted, and for a plan only as they were when it was made. */
import { pluginShelf } from "../adapters/plugins/shelf.ts";
import { functionsOf } from "../app/brought.ts";
import type { PluginSource } from "../app/plugins.ts";
import { joined } from "../app/places.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, isList, type Value } from "../core/base/value.ts";
import type { ForeignFunctions } from "../core/expression/scope.ts";
import { sanitised } from "../core/guard/sanitise.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Agent } from "../ports/agent.ts";
import type { LoadedPlugin, Shelved } from "../ports/plugin.ts";
import type { Call } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import type { Complaint } from "./say.ts";
import { late } from "./late-runners.ts";
import { distrust } from "./trusted.ts";

export function pluginSource({ flags, world }: Call): PluginSource {
  const why = distrust(flags, world);
  if (why !== null) return { trusted: false, why };
  const { definitions: project, load, root: own } = world;
  const warn = (words: string): void => world.err.write(sanitised(`warning: ${words}\n`));
  return { trusted: true, shelf: pluginShelf({ project, load, own, warn }) };
}

type Module = Readonly<{ path: string; digest: string }>;

function moduleIn(value: Value): readonly Module[] {
  if (!isFields(value)) return [];
  const { path, digest } = value;
  return typeof path === "string" && typeof digest === "string" ? [{ path, digest }] : [];
}

function modulesIn({ extra }: Plan): readonly Module[] {
  const written = extra?.["modules"];
  return isList(written) ? written.flatMap(moduleIn) : [];
}

function lack({ path, digest }: Module, found: Shelved): string | null {
  switch (found.kind) {
    case "loaded":
      return found.plugin.digest === digest
        ? null
        : `the plugin "${path}" has changed since the plan was made`;
    case "broken":
      return `the plugin "${path}" cannot be used: ${found.why}`;
    default:
      return `the plugin "${path}" is not there any more`;
  }
}

/** Those that the plan was made with. */
export async function pluginsOf(call: Call, plan: Plan): Promise<Result<readonly LoadedPlugin[], Complaint>> {
  const modules = modulesIn(plan);
  if (modules.length === 0) return ok([]);
  const source = pluginSource(call);
  if (!source.trusted) return err({ exit: EXIT.policy, message: `plugins are not loaded: ${source.why}` });
  const { shelf } = source;
  const look = (): readonly Shelved[] =>
    modules.map(({ path }) => shelf.at(joined(call.world.definitions, path)));
  look();
  await shelf.fill();
  const found = look();
  for (const [place, module] of modules.entries()) {
    const message = lack(module, found[place] ?? { kind: "missing" });
    const help = "put it back, or go on with --workflow current";
    if (message !== null) return err({ exit: EXIT.usage, message, help });
  }
  return ok(found.flatMap((one) => (one.kind === "loaded" ? [one.plugin] : [])));
}

/** For who only looks at a run: without them, outputs that need them are not shown. */
export async function storedFunctions(call: Call, plan: Plan): Promise<ForeignFunctions | undefined> {
  if (Object.keys(plan.outputs).length === 0) return undefined;
  const plugins = await pluginsOf(call, plan);
  return plugins.ok ? functionsOf(plugins.value) : undefined;
}

export const pluginAgents = (plugins: readonly LoadedPlugin[]): readonly Agent[] =>
  plugins.flatMap(({ types }) =>
    [...types].map(([type, loaded]) =>
      late(`plugin:${type}`, async () =>
        (await import("../adapters/agents/plugin.ts")).pluginAgent(type, loaded),
      ),
    ),
  );
