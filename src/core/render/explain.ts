/** The long answer to a code or a failure: what it means, why it matters, what to write instead. */
import { CODES, isCode, type Code, type Rule } from "../spec/codes.ts";
import { FAILURES, isFailureClass } from "../view/explain.ts";

const ALL_CODES = Object.keys(CODES).filter(isCode);

/** Takes a code in any case, the name of a rule, or a failure class; nothing when it is none of these. */
export function explain(codeOrName: string): string | undefined {
  const wanted = codeOrName.trim();
  const code = codeOf(wanted);
  if (code !== undefined) return explainedRule(code, CODES[code]);
  const failure = wanted.toLowerCase();
  return isFailureClass(failure) ? explainedFailure(failure, FAILURES[failure]) : undefined;
}

function codeOf(wanted: string): Code | undefined {
  const upper = wanted.toUpperCase();
  if (isCode(upper)) return upper;
  const lower = wanted.toLowerCase();
  return ALL_CODES.find((code) => CODES[code].name === lower);
}

function explainedRule(code: Code, { name, title, why, hint, bad, good }: Rule): string {
  const parts = [`${code} ${name}: ${title}.`, why, `What to do: ${hint}`];
  if (bad !== "") parts.push(`Wrong:\n\n${indented(bad)}`);
  if (good !== "") parts.push(`Right:\n\n${indented(good)}`);
  return `${parts.join("\n\n")}\n`;
}

const explainedFailure = (
  name: string,
  { sentence, hint }: Readonly<{ sentence: string; hint: string }>,
): string => `${name} (failure): ${sentence}.\n\nWhat to do: ${hint}\n`;

const indented = (text: string): string =>
  text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
