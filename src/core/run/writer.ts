/** Who wrote an entry, as one text: a writer is the same only within its epoch. */
import type { Header } from "../journal/event.ts";

const keys = new WeakMap<Header, string>();

/** One text for all tasks of a writer, not one for each of its entries. */
export function writerKey(header: Header): string {
  const known = keys.get(header);
  if (known !== undefined) return known;
  const key = `${header.epoch}/${header.writer}`;
  keys.set(header, key);
  return key;
}
