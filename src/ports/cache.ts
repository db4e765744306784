/** Results of earlier runs under the digest of what must be equal for them to be used again. What it loses is only work. */
import type { Digest, Millis, RunId } from "../core/base/brand.ts";

/** Larger results are not kept: they would push out everything else. */
export const MOST_RESULT_BYTES = 16 * 1024 * 1024;

export type Kept = Readonly<{
  run: RunId;
  /** What it had cost there; null is unknown. */
  costUsd: number | null;
  at: Millis;
  /** The result as it was stored, then every artifact that it names. */
  parts: readonly Uint8Array[];
}>;

export interface Cache {
  /** The latest result under this key, whatever its age; damaged ones are not there. */
  find(key: Digest): Kept | undefined;
  /** Takes the place of what was kept before. Never throws: a run does not fail because its result could not be kept. */
  keep(key: Digest, kept: Kept): void;
}
