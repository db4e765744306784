/** Digests of bytes: short ones by our own means, since loading the platform's costs more than hashing hundreds of them. */
import { createRequire } from "node:module";
import type * as Crypto from "node:crypto";
import { type Digest, digest } from "../../core/base/brand.ts";
import { sha256 } from "../../core/base/sha256.ts";

/** Beyond this the platform is quicker, even if it has to be loaded first. */
export const SHORT_BYTES = 16 * 1024;

let load: NodeJS.Require | undefined;

/** For what comes in pieces. */
export function hasher(): Crypto.Hash {
  load ??= createRequire(process.execPath);
  const { createHash } = load("node:crypto") as typeof Crypto;
  return createHash("sha256");
}

/** Up to here our own means are quicker even than a platform that is loaded already. */
export const TINY_BYTES = 256;

/** With so many behind it, a process is long enough under way for the platform to be worth its loading. */
export const MANY = 100;

let done = 0;

export function digestOf(content: Uint8Array | string): Digest {
  done += 1;
  const worthLoading = content.length > SHORT_BYTES || (done > MANY && content.length > TINY_BYTES);
  if (worthLoading) return digest(hasher().update(content).digest("hex"));
  return digest(sha256(content));
}
