/** The project's files as they were at a moment, kept beside them, so that a rollback can bring them back. */
import type { Millis, RunId } from "../core/base/brand.ts";
import type { Result } from "../core/base/result.ts";

export type Snapshot = Readonly<{
  /** Under which name it is kept. */
  ref: string;
  tree: string;
  /** The commit and the branch that were checked out, if there were any. */
  head: string | null;
  branch: string | null;
  at: Millis;
}>;

export type Change = Readonly<{ path: string; kind: "create" | "write" | "delete" }>;

export type Restored = Readonly<{
  changes: readonly Change[];
  /** What the files were like before they were brought back. */
  kept: Snapshot;
}>;

export interface Snapshots {
  /** Null where files have no history: there is nothing to be taken. A snapshot is taken once for a run. */
  take(run: RunId): Promise<Result<Snapshot | null, string>>;
  find(run: RunId): Promise<Result<Snapshot | null, string>>;
  /** What restoring it would do to the files now. */
  changes(snapshot: Snapshot): Promise<Result<readonly Change[], string>>;
  /** Brings the files back, but nothing of the history: neither what is checked out nor what is prepared for a commit. */
  restore(run: RunId, snapshot: Snapshot): Promise<Result<Restored, string>>;
}
