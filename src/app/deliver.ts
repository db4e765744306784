/** What the tasks of a run made of the files becomes one branch, and if it is wanted the person's files. */
import type { Digest } from "../core/base/brand.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { Commit, FileChange, Label, Outcomes, Workspace } from "../ports/workspace.ts";

export type Target = Readonly<{
  branch: string;
  /** What this run had put there before. */
  before: Readonly<{ branch: string; commit: string }> | null;
  label: Label;
  apply: boolean;
  /** Takes the commits of the branch, in a file of git's own format, into the store. */
  pack: ((file: string) => Digest) | null;
}>;

export type Delivery = Readonly<
  | { kind: "nothing" }
  | { kind: "conflict"; files: readonly string[] }
  | { kind: "failed"; message: string }
  /** `refused` says why the person's files were left as they are. */
  | {
      kind: "done";
      branch: string;
      commit: string;
      files: readonly FileChange[];
      applied: boolean;
      refused: string | null;
    }
>;

/** `append` writes down what was done, before anything is said of it. */
export async function deliver(
  workspace: Workspace,
  outcomes: Outcomes,
  left: readonly Commit[],
  { branch, before, label, apply, pack }: Target,
  append: (event: RunEvent) => void,
): Promise<Delivery> {
  if (left.length === 0) return { kind: "nothing" };
  const heads = left.map(({ commit }) => commit);
  const joined = await workspace.join(heads, label);
  if (!joined.ok) return { kind: "failed", message: joined.error.message };
  const { commit, conflict } = joined.value;
  if (conflict !== null) return { kind: "conflict", files: conflict.files };
  const own = before?.branch === branch ? before.commit : null;
  const published = await outcomes.publish(branch, commit, own);
  if (!published.ok) return { kind: "failed", message: published.error };
  const from = workspace.base.commit;
  const packed = pack === null ? null : await workspace.bundle(commit, [from]);
  if (packed?.ok === false) return { kind: "failed", message: packed.error.message };
  const bundle = packed === null || pack === null ? {} : { bundle: pack(packed.value) };
  append({ type: "workspace.published", branch, commit, ...bundle });
  const files = await outcomes.changes(from, commit);
  if (!files.ok) return { kind: "failed", message: files.error };
  const done = { kind: "done", branch, commit, files: files.value } as const;
  if (!apply) return { ...done, applied: false, refused: null };
  const applied = await outcomes.apply(from, commit);
  return { ...done, applied: applied.ok, refused: applied.ok ? null : applied.error };
}
