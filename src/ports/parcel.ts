/** What of a run goes from one machine to another: its plans, its journal and what lies under digests. */
import type { Digest } from "../core/base/brand.ts";

export type Parcel = Readonly<{
  /** As written, the one that the run began with first. */
  plans: readonly string[];
  /** Segments as written; the last line of one may be cut. */
  segments: readonly string[];
  objects: ReadonlyMap<Digest, Uint8Array>;
}>;
