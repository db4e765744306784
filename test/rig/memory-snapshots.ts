/** Files that are only a map, and snapshots of them: the same promises, kept in memory. */
import { createHash } from "node:crypto";
import { millis, type RunId } from "../../src/core/base/brand.ts";
import { err, ok } from "../../src/core/base/result.ts";
import type { Change, Snapshot, Snapshots } from "../../src/ports/snapshots.ts";

type Tree = ReadonlyMap<string, string>;

export const sorted = (files: Tree): readonly (readonly [string, string])[] =>
  [...files].sort(([a], [b]) => (a < b ? -1 : 1));

function between(from: Tree, to: Tree): readonly Change[] {
  const paths = [...new Set([...from.keys(), ...to.keys()])].sort();
  return paths.flatMap((path): readonly Change[] => {
    if (from.get(path) === to.get(path)) return [];
    return [{ path, kind: !from.has(path) ? "create" : to.has(path) ? "write" : "delete" }];
  });
}

export function memorySnapshots(files: Map<string, string>): Snapshots {
  const trees = new Map<string, Tree>();
  const refs = new Map<string, Snapshot>();
  const keep = (ref: string): Snapshot => {
    const tree = createHash("sha1")
      .update(JSON.stringify(sorted(files)))
      .digest("hex");
    const snapshot: Snapshot = { ref, tree, head: null, branch: null, at: millis(0) };
    trees.set(tree, new Map(files));
    refs.set(ref, snapshot);
    return snapshot;
  };
  const changes = ({ tree }: Snapshot): readonly Change[] => between(files, trees.get(tree) ?? new Map());
  return {
    take: (run: RunId) => Promise.resolve(ok(refs.get(`${run}/before`) ?? keep(`${run}/before`))),
    find: (run) => Promise.resolve(ok(refs.get(`${run}/before`) ?? null)),
    changes: (snapshot) => Promise.resolve(ok(changes(snapshot))),
    restore(run, snapshot) {
      const tree = trees.get(snapshot.tree);
      if (tree === undefined) return Promise.resolve(err(`there is no ${snapshot.ref}`));
      const [done, kept] = [changes(snapshot), keep(`${run}/before-restore-${refs.size}`)];
      files.clear();
      for (const [path, text] of tree) files.set(path, text);
      return Promise.resolve(ok({ changes: done, kept }));
    },
  };
}
