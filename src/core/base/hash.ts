/** A small, stable hash for spreading things out; never for security. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash ^= text.charCodeAt(place);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** The same words give the same share, from 0 up to but not including 1. */
export function share(...words: readonly (string | number)[]): number {
  let hash = fnv1a(words.join("\u0000"));
  // FNV leaves neighbouring inputs close together in the high bits; this mixes them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
