/** Signs of life of programs that write to files: one timer looks at all of them. */

/** Often enough for an idle timeout of a second, rare enough to cost nothing. */
export const PULSE_MS = 250;

type Watched = { readonly size: () => number; readonly grown: () => void; last: number };

/** Calls `grown` after output was added; the returned function ends the watch. */
export type Pulse = (size: () => number, grown: () => void) => () => void;

export function pulse(every: number = PULSE_MS): Pulse {
  const all = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    for (const watched of all) {
      const size = watched.size();
      if (size === watched.last) continue;
      watched.last = size;
      watched.grown();
    }
  };
  return (size, grown) => {
    const watched: Watched = { size, grown, last: 0 };
    all.add(watched);
    timer ??= setInterval(look, every);
    return () => {
      all.delete(watched);
      if (all.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
}
