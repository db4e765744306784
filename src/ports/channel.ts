/** A place where progress is shown: a terminal, a log, later a check run or a comment. Trouble in it never changes a run. */
import type { Entry } from "../core/journal/event.ts";

export interface Channel {
  readonly name: string;
  /** Called after each entry was made durable and folded. */
  entry(entry: Entry): void;
  close(): void;
}
