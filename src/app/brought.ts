/** What loaded plugins bring along, as rules, plans and runs need to know it. */
import type { Fields } from "../core/base/value.ts";
import type { ForeignFunctions } from "../core/expression/scope.ts";
import type { Added } from "../core/spec/rules/survey.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";
import { shown, type Places } from "./places.ts";

export const addedBy = (plugins: readonly LoadedPlugin[]): Added => ({
  types: new Map(
    plugins.flatMap(({ types }) => [...types].map(([name, { issues }]) => [name, issues] as const)),
  ),
  functions: new Set(plugins.flatMap(({ functions }) => [...functions.keys()])),
});

export const distinct = (plugins: readonly LoadedPlugin[]): readonly LoadedPlugin[] => [
  ...new Map(plugins.map((plugin) => [plugin.path, plugin])).values(),
];

export const functionsOf = (plugins: readonly LoadedPlugin[]): ForeignFunctions =>
  new Map(
    plugins.flatMap(({ functions }) => [...functions].map(([name, { call }]) => [name, call] as const)),
  );

/** What of a module makes the result of a task of its types. */
export const identitiesOf = (plugins: readonly LoadedPlugin[]): ReadonlyMap<string, string> =>
  new Map(
    plugins.flatMap(({ name, version, digest, types }) =>
      [...types.keys()].map((type) => [type, `${name}@${version}#${digest}`] as const),
    ),
  );

/** As a plan remembers them. */
export const modulesOf = (places: Places, plugins: readonly LoadedPlugin[]): readonly Fields[] =>
  plugins.map(({ path, name, version, digest }) => ({ path: shown(places, path), name, version, digest }));
