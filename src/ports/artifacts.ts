/** Bytes under their digest. What is put twice is stored once. */
import type { Digest } from "../core/base/brand.ts";

export interface Artifacts {
  put(bytes: Uint8Array | string): Digest;
  /** Takes over a file that already holds the bytes, so that large outputs are never read into memory. */
  adopt(path: string): Digest;
  get(name: Digest): Uint8Array | undefined;
  /** At most `limit` bytes from the start. */
  head(name: Digest, limit: number): Uint8Array | undefined;
}
