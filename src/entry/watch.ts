/** A run as whoever shows it elsewhere sees it: how it stands now, what it gives in the end, and where it came from. */
import type { RunId } from "../core/base/brand.ts";
import type { Fields } from "../core/base/value.ts";
import type { Board } from "../core/view/board.ts";

/** What only whoever shows it knows. */
export type PagePlace = Readonly<{ url: string | null; commit: string; concealed: readonly string[] }>;

export type Watched = Readonly<{
  run: RunId;
  name: string;
  /** The author's file, as written; null where nobody knows it. */
  file: Readonly<{ path: string; text: string }> | null;
  /** It may want something written to the platform. */
  proposes: boolean;
  board: () => Board;
  document: () => Fields;
  /** The page of the run as it lies on disk; null where it cannot be read. */
  page: (place: PagePlace) => Promise<string | null>;
}>;
