/** The first line of our comment, which nobody sees: whose it is, and which run wrote it last. */

export type CommentMark = Readonly<{
  /** The workflow. */
  key: string;
  /** Of the platform: numbers that only grow. */
  run: string;
  attempt: number;
  /** How often this run has written it. */
  seq: number;
}>;

const MARK =
  /^<!-- agent-orchestrator:v1 key=([^ ]{1,400}) run=(\d{1,20}) attempt=(\d{1,6}) seq=(\d{1,9}) -->(?:\r?\n|$)/;

/** Nothing in it can end the line or the comment around it. */
const escaped = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("-", "%2D");

export const markLine = ({ key, run, attempt, seq }: CommentMark): string =>
  `<!-- agent-orchestrator:v1 key=${escaped(key)} run=${run} attempt=${attempt} seq=${seq} -->`;

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Null for every text that does not begin with a mark of ours. */
export function markIn(body: string): CommentMark | null {
  const [, key = "", run = "", attempt = "", seq = ""] = MARK.exec(body) ?? [];
  const name = run === "" ? null : unescaped(key);
  return name === null ? null : { key: name, run, attempt: Number(attempt), seq: Number(seq) };
}

/** Digits may be more than a number holds. */
function compared(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  if (left.length !== right.length) return left.length - right.length;
  return left === right ? 0 : left > right ? 1 : -1;
}

const order = (a: CommentMark, b: CommentMark): number => compared(a.run, b.run) || a.attempt - b.attempt;

/** Of another run, and a later one: what it wrote is left alone. */
export const isNewer = (theirs: CommentMark, ours: CommentMark): boolean => order(theirs, ours) > 0;

/** The same where the jobs of one run write in turn: a later turn is newer too. */
export const isLaterTurn = (theirs: CommentMark, ours: CommentMark): boolean =>
  (order(theirs, ours) || theirs.seq - ours.seq) > 0;
