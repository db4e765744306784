/** Working trees without git: the same promises about who finds which files, kept in memory. */
import { ok } from "../../src/core/base/result.ts";
import type { Commit, Owner, Place, Workspace } from "../../src/ports/workspace.ts";

type Tree = Readonly<{ place: Place; lines: string[] }> & { owner: Owner | undefined };

export type MemoryWorkspace = Readonly<{
  /** As each process finds it: what is without an owner goes with the one that made it. */
  live: () => Workspace;
  linesIn: (directory: string) => string[];
  names: () => readonly string[];
}>;

export const BASE: Commit = { commit: "c0", tree: "" };

export function memoryWorkspace(): MemoryWorkspace {
  const trees = new Map<string, Tree>();
  const linesIn = (name: string): string[] => trees.get(name)?.lines ?? [];
  const workspace = (left: Set<Tree>): Workspace => ({
    base: { ...BASE, head: BASE.commit },
    origin: "memory",
    join: () => Promise.reject(new Error("nothing is joined here")),
    open(name, start, owner) {
      const place = { name, path: name, directory: name, start };
      trees.set(name, { place, lines: start.tree === "" ? [] : start.tree.split("|"), owner });
      return Promise.resolve(ok(place));
    },
    reopen({ task, work }, start) {
      let found: Place | null = null;
      for (const tree of left) {
        const { owner, place } = tree;
        if (owner?.task !== task) continue;
        left.delete(tree);
        if (found === null && owner.work === work && place.start.commit === start.commit) found = place;
        else trees.delete(place.name);
      }
      return Promise.resolve(found);
    },
    save({ name, start }) {
      const tree = linesIn(name).join("|");
      return Promise.resolve(ok(tree === start.tree ? null : { commit: `c-${tree}`, tree }));
    },
    bundle: () => Promise.resolve(ok("bundle")),
    close: ({ name }) => Promise.resolve(void trees.delete(name)),
    disown({ name }) {
      const tree = trees.get(name);
      if (tree !== undefined) tree.owner = undefined;
    },
  });
  return {
    live() {
      for (const [name, { owner }] of trees) if (owner === undefined) trees.delete(name);
      return workspace(new Set(trees.values()));
    },
    linesIn,
    names: () => [...trees.keys()],
  };
}
