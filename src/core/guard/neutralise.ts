/** Foreign text in a log that takes orders: nothing in it can be read as a command by whoever keeps the log. */

/** What is certainly no white space to anybody: .NET and JavaScript do not agree about U+0085 and U+FEFF, so neither is asked. */
const visible = (): RegExp => /[\p{L}\p{N}\p{P}\p{S}\p{Cs}]/u;
/** Whatever somebody may take for the end of a line. */
const BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Read at the start of a line, however much white space stands before it. */
const AT_START = "::";
/** Read anywhere in a line. */
const ANYWHERE = "##[";

/** Where a space has to stand so that no command is left. */
function places(text: string): readonly number[] {
  const seen = visible();
  const found: number[] = [];
  let fresh = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (fresh && text.startsWith(AT_START, at)) found.push(at + 1);
    if (text.startsWith(ANYWHERE, at)) found.push(at + 2);
    if (BREAK.test(unit)) fresh = true;
    else if (fresh && seen.test(unit)) fresh = false;
  }
  return found;
}

/** Reads the same to people; done twice, it changes nothing more. */
export function neutralised(text: string): string {
  if (!text.includes(AT_START) && !text.includes(ANYWHERE)) return text;
  let result = "";
  let from = 0;
  for (const place of places(text)) {
    result += `${text.slice(from, place)} `;
    from = place;
  }
  return result + text.slice(from);
}

/** A line longer than this is broken: nobody waits for its end for ever. */
export const LONGEST_LINE = 65_536;

export type NeutralStream = Readonly<{ push: (chunk: string) => string; end: () => string }>;

/** Lines that come in pieces; what `push` gives are whole lines, so that no command hides between two pieces. */
export function neutralStream(): NeutralStream {
  let pending = "";
  return {
    push(chunk) {
      pending += chunk;
      const end = pending.lastIndexOf("\n") + 1;
      const whole = pending.slice(0, end);
      pending = pending.slice(end);
      if (pending.length <= LONGEST_LINE) return neutralised(whole);
      const long = pending;
      pending = "";
      return neutralised(`${whole}${long}\n`);
    },
    end() {
      const rest = pending;
      pending = "";
      return rest === "" ? "" : neutralised(`${rest}\n`);
    },
  };
}

/** The same data: a sign is written by its number, and every reader of JSON takes it for the sign. */
export const neutralisedJson = (json: string): string => json.replaceAll("##[", "\\u0023#[");

/** Stands for a line that has begun with something else. */
const WITHIN = "x";
const OLDER_BEGINNING = /#{1,2}$/;

/** What of a line must be known to judge what is written next. */
function remembered(text: string): string {
  let from = text.length;
  while (from > 0 && !BREAK.test(text.charAt(from - 1))) from -= 1;
  const line = text.slice(from);
  const colon = line.endsWith(":") ? ":" : "";
  if (!visible().test(line.slice(0, line.length - colon.length))) return colon;
  return `${WITHIN}${OLDER_BEGINNING.exec(line)?.[0] ?? ""}`;
}

/** For text that is written piece by piece, in whatever pieces, and shown at once. */
export function neutraliser(): (text: string) => string {
  let before = "";
  return (text) => {
    const whole = before + text;
    // Nothing is ever put into what was written before: a sign is only parted from those that follow.
    const safe = neutralised(whole).slice(before.length);
    before = remembered(whole);
    return safe;
  };
}
