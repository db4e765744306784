/** Text that a CI runner reads line by line, so that nothing in it is taken for an order to the runner. */

/** What is skipped at the start of a line, by one runtime or another: the ideas of white space differ. */
const SKIPPED = "\\s\\u0000-\\u001f\\u0085\\u180e\\u200b-\\u200f\\u2060\\ufeff";
const BREAK = "\\r\\n\\u0085\\u2028\\u2029";
/** At the start of a line, however it is indented. */
const COMMAND = new RegExp(`(?<=(?:^|[${BREAK}])[${SKIPPED}]{0,1000}):(?=:)`, "g");
/** An older spelling, which is read wherever it stands. */
const OLDER = /##(?=\[)/g;

export const neutralised = (text: string): string => text.replace(COMMAND, ": ").replace(OLDER, "## ");

/** The same data: a sign is written by its number, and every reader of JSON takes it for the sign. */
export const neutralisedJson = (json: string): string => json.replaceAll("##[", "\\u0023#[");

const LINE = new RegExp(`(?:^|[${BREAK}])([^${BREAK}]*)$`);
const BEGINNING = new RegExp(`^[${SKIPPED}]{0,1000}:?$`);
const OLDER_BEGINNING = /#{1,2}$/;
/** Stands for a line that has begun with something else. */
const WITHIN = "x";

/** What of a line must be known to judge what is written next. */
function remembered(text: string): string {
  const line = LINE.exec(text)?.[1] ?? "";
  return BEGINNING.test(line) ? line : `${WITHIN}${OLDER_BEGINNING.exec(line)?.[0] ?? ""}`;
}

/** For text that is written piece by piece, in whatever pieces. */
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
