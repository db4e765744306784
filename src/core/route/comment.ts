/** Orders in comments: one strict line that somebody wrote to us, or nothing at all; text of others is never guessed at. */
import { nearest } from "../base/nearest.ts";
import { err, ok, type Result } from "../base/result.ts";
import { oneLine } from "../guard/sanitise.ts";
import { wordsIn } from "./words.ts";

/** Of the line with the order; the rest of the comment is for people. */
export const MAX_ORDER_LENGTH = 1000;
export const MAX_ORDER_PAIRS = 25;
export const MAX_PAIR_LENGTH = 500;

export const CALL = "/agents";

export type Pairs = readonly (readonly [name: string, value: string])[];

export type Order = Readonly<
  | { kind: "run"; workflow: string | null; inputs: Pairs }
  /** By words that the project chose itself; which workflow that is, its rules say. */
  | { kind: "routed"; inputs: Pairs }
  | { kind: "resume" }
  | { kind: "retry"; task: string }
  | { kind: "approve"; gate: string; digest: string; fields: Pairs }
  | { kind: "reject"; gate: string }
  | { kind: "cancel" }
  | { kind: "status" }
>;

export const VERBS = ["run", "resume", "retry", "approve", "reject", "cancel", "status"] as const;

export type Refused = Readonly<{ message: string; hint: string }>;

/** Null: nobody spoke to us. */
export type Heard = Result<Order, Refused> | null;

const WORKFLOW = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const TASK = /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[0-9a-f]{8,64}$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
const NEVER: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
/** What nobody sees in a line, or what would end it elsewhere. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;

export const USAGE =
  "/agents run <workflow> [name=value …], resume, retry <task>, approve <gate> <digest> [name=value …], reject <gate>, cancel or status";

const refused = (message: string, hint = `write ${USAGE}`): Heard => err({ message, hint });
const said = (order: Order): Heard => ok(order);
const shown = (word: string): string => `"${oneLine(word, 60)}"`;

function pairsIn(words: readonly string[]): Result<Pairs, string> {
  const pairs: (readonly [string, string])[] = [];
  for (const word of words) {
    const at = word.indexOf("=");
    const [name, value] = [word.slice(0, Math.max(0, at)), word.slice(at + 1)];
    if (at < 1 || !NAME.test(name) || NEVER.has(name)) return err(`${shown(word)} is no name=value`);
    if (value.length > MAX_PAIR_LENGTH)
      return err(`the value of ${name} has more than ${MAX_PAIR_LENGTH} characters`);
    if (pairs.some(([known]) => known === name)) return err(`${name} is given twice`);
    pairs.push([name, value]);
  }
  return pairs.length > MAX_ORDER_PAIRS ? err(`there are more than ${MAX_ORDER_PAIRS} values`) : ok(pairs);
}

function withPairs(words: readonly string[], order: (inputs: Pairs) => Order): Heard {
  const pairs = pairsIn(words);
  return pairs.ok ? said(order(pairs.value)) : refused(pairs.error);
}

function runOrder(words: readonly string[]): Heard {
  const [first = "", ...rest] = words;
  if (first === "" || first.includes("="))
    return withPairs(words, (inputs) => ({ kind: "run", workflow: null, inputs }));
  if (!WORKFLOW.test(first)) return refused(`${shown(first)} is no name of a workflow`);
  return withPairs(rest, (inputs) => ({ kind: "run", workflow: first, inputs }));
}

function approval([gate = "", digest = "", ...rest]: readonly string[]): Heard {
  if (!TASK.test(gate) || digest === "") return refused("approve takes a gate and the digest that was shown");
  // Without it somebody would say yes to what they have not seen.
  if (!DIGEST.test(digest))
    return refused(
      `${shown(digest)} is no digest`,
      "copy the line that the comment shows under the question",
    );
  return withPairs(rest, (fields) => ({ kind: "approve", gate, digest, fields }));
}

function rejection([gate = "", ...rest]: readonly string[]): Heard {
  return TASK.test(gate) && rest.length === 0
    ? said({ kind: "reject", gate })
    : refused("reject takes a gate");
}

/** What somebody can write to answer; nothing for a question whose name no order can hold. */
export const answerOrders = (gate: string, digest: string): readonly string[] =>
  TASK.test(gate) && DIGEST.test(digest)
    ? [`${CALL} approve ${gate} ${digest}`, `${CALL} reject ${gate}`]
    : [];

function verbOrder(verb: (typeof VERBS)[number], words: readonly string[]): Heard {
  switch (verb) {
    case "run":
      return runOrder(words);
    case "approve":
      return approval(words);
    case "reject":
      return rejection(words);
    case "retry": {
      const [task = ""] = words;
      return words.length === 1 && TASK.test(task)
        ? said({ kind: "retry", task })
        : refused("retry takes a task");
    }
    default:
      return words.length === 0 ? said({ kind: verb }) : refused(`${verb} takes nothing after it`);
  }
}

const isVerb = (word: string): word is (typeof VERBS)[number] => VERBS.some((verb) => verb === word);

const begins = (line: string, words: string): boolean => line === words || line.startsWith(`${words} `);

/** The words of the project that a line begins with; the longest wins. */
const phraseOf = (line: string, phrases: readonly string[]): string | undefined =>
  phrases
    .filter((phrase) => phrase !== "" && begins(line, phrase))
    .toSorted((a, b) => b.length - a.length)[0];

/** Quotes, code and lists do not begin with one of our words, and only the first line counts. */
export function firstLine(body: string): string {
  const end = body.slice(0, MAX_ORDER_LENGTH + 2).search(/\r?\n/);
  return (end < 0 ? body.slice(0, MAX_ORDER_LENGTH + 1) : body.slice(0, end)).replace(/ +$/, "");
}

/** `phrases` are what workflows name under `on.comment`. */
export function orderIn(body: string, phrases: readonly string[] = []): Heard {
  const line = firstLine(body);
  const phrase = phraseOf(line, phrases);
  if (phrase === undefined && !begins(line, CALL)) return null;
  if (line.length > MAX_ORDER_LENGTH) return refused(`the line has more than ${MAX_ORDER_LENGTH} characters`);
  if (UNSEEN.test(line)) return refused("the line holds characters that nobody sees");
  const ours = begins(line, CALL) ? wordsIn(line.slice(CALL.length)) : null;
  if (ours?.ok === false) return refused(ours.error);
  const [verb = "", ...rest] = ours?.value ?? [];
  if (isVerb(verb)) return verbOrder(verb, rest);
  if (phrase !== undefined) {
    const words = wordsIn(line.slice(phrase.length));
    return words.ok ? withPairs(words.value, (inputs) => ({ kind: "routed", inputs })) : refused(words.error);
  }
  if (verb === "") return refused("nothing is said after /agents");
  const close = nearest(verb, VERBS);
  return refused(
    `${shown(verb)} is no order`,
    `${close === undefined ? "" : `did you mean "${close}"? `}write ${USAGE}`,
  );
}

/** Whether anybody can mean us: asked before anything is read or written. */
export const mayBeOrder = (body: string): boolean => firstLine(body).startsWith("/");
