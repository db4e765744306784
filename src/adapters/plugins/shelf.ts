/** Modules of a project, loaded once each when a workflow asks for them. Whoever makes a shelf trusts the project. */
import type { Plugins, Shelved } from "../../ports/plugin.ts";
import type { Means } from "./load.ts";

const PENDING: Shelved = { kind: "pending" };

export function pluginShelf(means: Means): Plugins {
  const known = new Map<string, Shelved>();
  const wanted = new Set<string>();
  return {
    at(path) {
      const kept = known.get(path);
      if (kept === undefined) wanted.add(path);
      return kept ?? PENDING;
    },
    async fill() {
      if (wanted.size === 0) return false;
      const paths = [...wanted];
      wanted.clear();
      // Most workflows have no plugins, and need nothing of what loads them.
      const { shelved } = await import("./load.ts");
      for (const path of paths) known.set(path, await shelved(path, means));
      return true;
    },
  };
}
