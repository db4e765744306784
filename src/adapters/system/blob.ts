/** The name that git gives to a content: whoever has the name can tell whether something is that content. */
import { createHash } from "node:crypto";

const LONG = 64;

export function isBlob(digest: string, bytes: Uint8Array): boolean {
  const hash = createHash(digest.length === LONG ? "sha256" : "sha1");
  hash.update(`blob ${bytes.length}\0`);
  return hash.update(bytes).digest("hex") === digest;
}
