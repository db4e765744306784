/** Whether an answer means "not now", and until when: read from its headers, by the clock of whoever sent it. */

export type Header = (name: string) => string | null;

/** What the platform asks for where it names no time. */
export const USUAL_WAIT = 60_000;
/** Nobody waits longer than this for a report. */
export const LONGEST_WAIT = 3_600_000;

const SECOND = 1000;

const wholeNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;

/** A machine's own clock may be wrong by minutes; the difference of two times of the same clock is not. */
function untilReset(header: Header, now: number): number | null {
  const reset = wholeNumber(header("x-ratelimit-reset"));
  if (reset === null) return null;
  const theirs = Date.parse(header("date") ?? "");
  return reset * SECOND - (Number.isNaN(theirs) ? now : theirs);
}

/** Milliseconds to wait, or null where waiting would change nothing. */
export function waitOf(status: number, header: Header, words: string, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const clamped = (wait: number): number => Math.min(LONGEST_WAIT, Math.max(SECOND, wait));
  const after = wholeNumber(header("retry-after"));
  if (after !== null) return clamped(after * SECOND);
  if (header("x-ratelimit-remaining") === "0") return clamped(untilReset(header, now) ?? USUAL_WAIT);
  if (status === 429 || /rate limit/i.test(words)) return USUAL_WAIT;
  return null;
}
