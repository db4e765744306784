/** Files as a commit has them, wherever that commit can be read. */
import type { Result } from "../core/base/result.ts";

export type CommitFile = Readonly<{
  /** From the top of the repository. */
  path: string;
  /** By which git knows the content. */
  digest: string;
  size: number;
  executable: boolean;
}>;

export interface CommitFiles {
  /** Files at and below these paths; links and other repositories are none. */
  list(paths: readonly string[]): Promise<Result<readonly CommitFile[], string>>;
  bytes(file: CommitFile): Promise<Result<Uint8Array, string>>;
}
