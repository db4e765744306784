/** Where one writer's entries go. Append is synchronous: what is returned has reached the operating system once `flush` returns. */
import type { Entry, Header, RunEvent } from "../core/journal/event.ts";

export interface Ledger {
  readonly header: Header;
  /** Numbers, dates, cleans and buffers one entry. */
  append(event: RunEvent): Entry;
  /** Nothing may be acted on before this returns. */
  flush(): void;
  close(): void;
}
