/** Keys that are known by their looks: struck out also where nobody declared them. */
import type { Interval } from "./automaton.ts";

type Format = Readonly<{
  about: string;
  /** One of these stands in every such text: to look for a few letters is quick. */
  signs: readonly string[];
  /**
   * Found in no more time than it takes to look once: every repetition has an end, and none can begin anew within another. Of a
   * pattern with a group only that is the key, and `after` is how much stands behind it.
   */
  pattern: RegExp;
  after?: number;
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
  {
    about: "Anthropic",
    signs: ["sk-ant-"],
    pattern: /\bsk-ant-[\w-]{16,512}/g,
    example: `sk-ant-api03-${A("a1B2", 10)}-AA`,
  },
  {
    about: "OpenAI",
    signs: ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-or-v1-"],
    pattern: /\bsk-(?:proj|svcacct|admin|or-v1)-[\w-]{16,512}/g,
    example: `sk-proj-${A("a1B2", 12)}`,
  },
  {
    about: "OpenAI, older",
    signs: ["sk-"],
    pattern: /\bsk-[A-Za-z0-9]{32,128}\b/g,
    example: `sk-${A("a1B2", 12)}`,
  },
  {
    about: "GitHub",
    signs: ["ghp_", "gho_", "ghs_", "ghu_", "ghr_"],
    pattern: /\bgh[opsur]_[\w.-]{30,1024}/g,
    example: `ghp_${A("a1B2", 9)}`,
  },
  {
    about: "GitHub, fine-grained",
    signs: ["github_pat_"],
    pattern: /\bgithub_pat_\w{22,255}/g,
    example: `github_pat_${A("11AA", 5)}aa_${A("a1B2", 14)}`,
  },
  {
    about: "GitLab",
    signs: ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-"],
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20,255}/g,
    example: `glpat-${A("a1B2", 5)}`,
  },
  {
    about: "AWS, key id",
    signs: ["AKIA", "ASIA", "ABIA", "ACCA"],
    pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
    example: "AKIAIOSFODNN7EXAMPLE",
  },
  {
    about: "AWS, secret",
    signs: ["ecret", "ECRET"],
    pattern: /\baws_?secret_?access_?key["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9/+=]{40})/gi,
    after: 0,
    example: `aws_secret_access_key = ${A("a1B2", 10)}`,
  },
  { about: "Google, key", signs: ["AIza"], pattern: /\bAIza[\w-]{35}/g, example: `AIza${A("a1B2x", 7)}` },
  {
    about: "Google, token",
    signs: ["ya29."],
    pattern: /\bya29\.[\w-]{20,1024}/g,
    example: `ya29.${A("a1B2", 10)}`,
  },
  {
    about: "Slack",
    signs: ["xox"],
    pattern: /\bxox[abceoprs]-[\w-]{10,512}/g,
    example: `xoxb-${A("123456789012", 2)}-abcDEF`,
  },
  {
    about: "Slack, app",
    signs: ["xapp-"],
    pattern: /\bxapp-[\w-]{16,512}/g,
    example: `xapp-1-${A("A1B2", 6)}`,
  },
  {
    about: "Slack, hook",
    signs: ["hooks.slack.com/"],
    pattern: /\bhooks\.slack\.com\/(?:services|workflows)\/([\w/-]{16,200})/g,
    after: 0,
    example: `hooks.slack.com/services/T0000/B0000/${A("a1B2", 6)}`,
  },
  {
    about: "Stripe",
    signs: ["k_live_", "k_test_"],
    pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}/g,
    example: `sk_live_${A("a1B2", 6)}`,
  },
  { about: "npm", signs: ["npm_"], pattern: /\bnpm_[A-Za-z0-9]{36}/g, example: `npm_${A("a1B2", 9)}` },
  { about: "PyPI", signs: ["pypi-"], pattern: /\bpypi-[\w-]{50,512}/g, example: `pypi-${A("a1B2", 14)}` },
  {
    about: "Hugging Face",
    signs: ["hf_"],
    pattern: /\bhf_[A-Za-z0-9]{30,128}/g,
    example: `hf_${A("a1B2", 9)}`,
  },
  {
    about: "SendGrid",
    signs: ["SG."],
    pattern: /\bSG\.[\w-]{22}\.[\w-]{43}/g,
    example: `SG.${A("a1", 11)}.${A("b", 43)}`,
  },
  {
    about: "DigitalOcean",
    signs: ["_v1_"],
    pattern: /\bdo[opr]_v1_[a-f0-9]{64}/g,
    example: `dop_v1_${A("a1b2", 16)}`,
  },
  {
    about: "a signed token (JWT)",
    signs: ["eyJ"],
    pattern: /(?<![\w-])eyJ[\w-]{10,8192}\.eyJ[\w-]{4,8192}\.[\w-]{8,2048}/g,
    example: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${A("a1B2", 10)}`,
  },
  {
    about: "a password in an address",
    signs: ["://"],
    pattern: /:\/\/[^\s/:@"']{0,64}:([^\s/@"']{3,256})@/g,
    after: 1,
    example: "https://ada:hunter2-hunter2@example.com",
  },
  {
    about: "a token of the web",
    signs: ["earer"],
    pattern: /\b[Bb]earer\s([\w.~+/-]{24,4096}={0,2})/g,
    after: 0,
    example: `Authorization: Bearer ${A("a1B2", 8)}`,
  },
];

const KEY_SIGN = "-----BEGIN";
const SIGNS = [KEY_SIGN, ...FORMATS.flatMap(({ signs }) => signs)];

export const mayHoldKnown = (text: string): boolean =>
  text.length >= SHORTEST_KNOWN && SIGNS.some((sign) => text.includes(sign));

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

const keysOf = ({ pattern, after = 0 }: Format, text: string): readonly Interval[] =>
  [...text.matchAll(pattern)].map(({ index, 0: match, 1: key = match }) => {
    const end = index + match.length - after;
    return { start: end - key.length, end };
  });

/** Neither touching nor overlapping, and in order. */
export function knownIn(text: string): readonly Interval[] {
  if (!mayHoldKnown(text)) return [];
  const found = FORMATS.filter(({ signs }) => signs.some((sign) => text.includes(sign))).flatMap((format) =>
    keysOf(format, text),
  );
  const keys = text.includes(KEY_SIGN) ? privateKeys(text) : [];
  const all = [...found, ...keys].sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const one of all) {
    const last = merged.at(-1);
    if (last !== undefined && one.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
    else merged.push(one);
  }
  return merged;
}
