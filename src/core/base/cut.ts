/** Text cut to what a place holds, counted as the places count: in UTF-16 units, but never through the middle of a character. */

const HIGH = /[\ud800-\udbff]$/;

/** Ends in an ellipsis if anything was left out. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, Math.max(0, limit - 1));
  return `${HIGH.test(head) ? head.slice(0, -1) : head}…`;
}

/** How many bytes it becomes outside of here. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Two surrogates together are four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
