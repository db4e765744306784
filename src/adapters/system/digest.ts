/** Digests of bytes: the first few by our own means, since loading the platform's costs more than hashing some dozen blocks. */
import { createRequire } from "node:module";
import type * as Crypto from "node:crypto";
import { type Digest, digest } from "../../core/base/brand.ts";
import { sha256 } from "../../core/base/sha256.ts";

/** The oldest versions of Node.js that this runs on cannot hash in one call. */
type Platform = Pick<typeof Crypto, "createHash"> & Partial<Pick<typeof Crypto, "hash">>;

let loaded: Platform | undefined;

function platform(): Platform {
  loaded ??= createRequire(process.execPath)("node:crypto") as Platform;
  return loaded;
}

/** For what comes in pieces. */
export const hasher = (): Crypto.Hash => platform().createHash("sha256");

const atOnce = (content: Uint8Array | string): string =>
  platform().hash?.("sha256", content, "hex") ?? hasher().update(content).digest("hex");

/** Up to here our own means are quicker; after it V8 would optimise them, which costs more than loading the platform's. */
export const OWN_BLOCKS = 32;

const BLOCK = 64;
/** What every content is followed by: a mark and its length. */
const TRAILER = 9;

let own = 0;

export function digestOf(content: Uint8Array | string): Digest {
  if (own < OWN_BLOCKS) own += Math.ceil((content.length + TRAILER) / BLOCK);
  return digest(own < OWN_BLOCKS ? sha256(content) : atOnce(content));
}
