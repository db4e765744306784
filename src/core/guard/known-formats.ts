/** Keys that are known by their looks: struck out also where nobody declared them. */
import type { Interval } from "./automaton.ts";

type Format = Readonly<{
  about: string;
  /** Found in no shorter time than it takes to look once: no part repeats inside a repetition, and every repetition has an end. */
  pattern: RegExp;
  /** What it looks like; made up. */
  example: string;
}>;

/** No known key is shorter, so that short texts need no look. */
export const SHORTEST_KNOWN = 16;
/** What is looked at as one key at most. */
export const LONGEST_KNOWN = 16 * 1024;

const A = (text: string, times: number): string => text.repeat(times);

/** A letter before or after would make it a part of some other word. */
export const FORMATS: readonly Format[] = [
  { about: "Anthropic", pattern: /\bsk-ant-[\w-]{16,512}/g, example: `sk-ant-api03-${A("a1B2", 10)}-AA` },
  {
    about: "OpenAI",
    pattern: /\bsk-(?:proj|svcacct|admin|or-v1)-[\w-]{16,512}/g,
    example: `sk-proj-${A("a1B2", 12)}`,
  },
  { about: "OpenAI, older", pattern: /\bsk-[A-Za-z0-9]{32,128}\b/g, example: `sk-${A("a1B2", 12)}` },
  { about: "GitHub", pattern: /\bgh[opsur]_[\w.-]{30,1024}/g, example: `ghp_${A("a1B2", 9)}` },
  {
    about: "GitHub, fine-grained",
    pattern: /\bgithub_pat_\w{22,255}/g,
    example: `github_pat_${A("11AA", 5)}aa_${A("a1B2", 14)}`,
  },
  {
    about: "GitLab",
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20,255}/g,
    example: `glpat-${A("a1B2", 5)}`,
  },
  {
    about: "AWS, key id",
    pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
    example: "AKIAIOSFODNN7EXAMPLE",
  },
  {
    about: "AWS, secret",
    pattern: /\baws_?secret_?access_?key["']?\s{0,4}[=:]\s{0,4}["']?[A-Za-z0-9/+=]{40}/gi,
    example: `aws_secret_access_key = ${A("a1B2", 10)}`,
  },
  { about: "Google, key", pattern: /\bAIza[\w-]{35}/g, example: `AIza${A("a1B2x", 7)}` },
  { about: "Google, token", pattern: /\bya29\.[\w-]{20,1024}/g, example: `ya29.${A("a1B2", 10)}` },
  {
    about: "Slack",
    pattern: /\bxox[abceoprs]-[\w-]{10,512}/g,
    example: `xoxb-${A("123456789012", 2)}-abcDEF`,
  },
  { about: "Slack, app", pattern: /\bxapp-[\w-]{16,512}/g, example: `xapp-1-${A("A1B2", 6)}` },
  {
    about: "Slack, hook",
    pattern: /\bhooks\.slack\.com\/(?:services|workflows)\/[\w/-]{16,200}/g,
    example: `hooks.slack.com/services/T0000/B0000/${A("a1B2", 6)}`,
  },
  {
    about: "Stripe",
    pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}/g,
    example: `sk_live_${A("a1B2", 6)}`,
  },
  { about: "npm", pattern: /\bnpm_[A-Za-z0-9]{36}/g, example: `npm_${A("a1B2", 9)}` },
  { about: "PyPI", pattern: /\bpypi-[\w-]{50,512}/g, example: `pypi-${A("a1B2", 14)}` },
  { about: "Hugging Face", pattern: /\bhf_[A-Za-z0-9]{30,128}/g, example: `hf_${A("a1B2", 9)}` },
  { about: "SendGrid", pattern: /\bSG\.[\w-]{22}\.[\w-]{43}/g, example: `SG.${A("a1", 11)}.${A("b", 43)}` },
  { about: "DigitalOcean", pattern: /\bdo[opr]_v1_[a-f0-9]{64}/g, example: `dop_v1_${A("a1b2", 16)}` },
  {
    about: "a signed token (JWT)",
    pattern: /(?<![\w-])eyJ[\w-]{10,8192}\.eyJ[\w-]{4,8192}\.[\w-]{8,2048}/g,
    example: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${A("a1B2", 10)}`,
  },
  {
    about: "a password in an address",
    pattern: /(?<=:\/\/[^\s/:@"']{0,64}:)[^\s/@"']{3,256}(?=@)/g,
    example: "https://ada:hunter2-hunter2@example.com",
  },
  {
    about: "a token of the web",
    pattern: /(?<=\b[Bb]earer\s)[\w.~+/-]{24,4096}={0,2}/g,
    example: `Authorization: Bearer ${A("a1B2", 8)}`,
  },
];

/** Any of them begins like this, so that most texts are looked at once. */
const BEGINNING =
  /sk-|gh[opsur]_|github_pat_|gl[a-z]{2,4}-|A(?:KIA|SIA|BIA|CCA|Iza)|secret_?access|ya29\.|xox|xapp-|slack\.com|k_(?:live|test)_|npm_|pypi-|hf_|SG\.|do[opr]_v1|eyJ|:\/\/[^\s/]{1,320}@|earer\s|-----BEGIN/i;

export const mayHoldKnown = (text: string): boolean => text.length >= SHORTEST_KNOWN && BEGINNING.test(text);

const KEY_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
/** What follows the first line of a key whose last line is missing. */
const REST = /(?:(?:\s|\\+[nr]){0,8}[A-Za-z0-9+/=]{16,128}){0,300}/y;

/** From its first line to its last, also where a text writes its line breaks as signs; of one that is cut off all that looks like it. */
function privateKeys(text: string): readonly Interval[] {
  const found: Interval[] = [];
  let over = 0;
  for (const { index: start, 0: first } of text.matchAll(KEY_BEGIN)) {
    if (start < over) continue;
    const from = start + first.length;
    const last = KEY_END.exec(text.slice(from, from + LONGEST_KNOWN));
    REST.lastIndex = from;
    over = from + (last === null ? (REST.exec(text)?.[0].length ?? 0) : last.index + last[0].length);
    found.push({ start, end: over });
  }
  return found;
}

/** Neither touching nor overlapping, and in order. */
export function knownIn(text: string): readonly Interval[] {
  if (!mayHoldKnown(text)) return [];
  const found = FORMATS.flatMap(({ pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ start: index, end: index + match.length })),
  );
  const all = [...found, ...privateKeys(text)].sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const one of all) {
    const last = merged.at(-1);
    if (last !== undefined && one.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
    else merged.push(one);
  }
  return merged;
}
