/** How long it is waited for a model that cannot be reached: agents would try again by themselves, some of them for ever. */
import type { Failure } from "../../core/journal/failure.ts";

/** Whoever waits longer than this holds a place for nothing. */
export const PATIENCE_MS = 30_000;
/** Tries in a row that came to nothing; after the last the task's own policy decides. */
export const MOST_TRIES = 3;

export type Patience = Readonly<{
  trouble: (failure: Failure) => void;
  /** It goes on. */
  calm: () => void;
}>;

/** `giveUp` is called once: after so many troubles in a row, or when nothing follows on one. */
export function patience(giveUp: (failure: Failure) => void, limit: number = PATIENCE_MS): Patience {
  let tries = 0;
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const end = (failure: Failure): void => {
    if (!over) giveUp(failure);
    over = true;
  };
  return {
    trouble(failure) {
      tries += 1;
      clearTimeout(timer);
      if (tries >= MOST_TRIES) return end(failure);
      timer = setTimeout(() => end(failure), limit);
      timer.unref();
    },
    calm() {
      tries = 0;
      clearTimeout(timer);
    },
  };
}
