/** From what a task said to what may be shown: made inert, searched for secrets, cut to what its place holds, in this order. */
import { cut } from "../base/cut.ts";
import { err, ok, type Result } from "../base/result.ts";
import { unreachable } from "../base/never.ts";
import { inert } from "../guard/markdown.ts";
import { oneLine } from "../guard/sanitise.ts";
import { STRUCK } from "../guard/redact.ts";
import type { Effect } from "./effect.ts";
import { LONGEST_BODY, LONGEST_MESSAGE, LONGEST_TITLE } from "./kinds.ts";
import { refusal, type Refusal } from "./refusals.ts";

/** Whether a text holds what must never be shown. */
export type Leaks = (text: string) => boolean;

const RULE = /^ {0,3}(?:\*[ \t]*){3,}$/;

/** A secret that was struck out on its way here was there all the same. */
const wasStruck = (text: string): boolean =>
  text.includes(STRUCK) && text.split(/\r?\n/).some((line) => line.includes(STRUCK) && !RULE.test(line));

/** Asked of what was said as well as of what is shown: taking signs away may join what they parted. */
export const holdsSecret = (text: string, leaks: Leaks): boolean =>
  wasStruck(text) || leaks(text) || leaks(inert(text));

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** What opened a block of code that is not closed; nothing if none is open. */
function openFence(text: string): string {
  let open = "";
  for (const line of text.split("\n")) {
    const [, found = ""] = FENCE.exec(line) ?? [];
    if (found === "") continue;
    if (open === "") open = found;
    else if (found[0] === open[0] && found.length >= open.length && line.trim() === found) open = "";
  }
  return open;
}

/** Room for what is said about what was left out. */
const NOTE = 120;

export function body(text: string, longest: number): string {
  const safe = inert(text).trim();
  if (safe.length <= longest) return safe;
  const kept = cut(safe, longest - NOTE);
  const fence = openFence(kept).slice(0, NOTE / 2);
  const end = fence === "" ? "" : `\n${fence}`;
  return `${kept}${end}\n\n(${safe.length - kept.length} more characters were left out)`;
}

/** Cut after it was parted: a cut takes nothing of what keeps signs apart but the end. */
export const line = (text: string, longest: number): string => cut(inert(oneLine(text, longest)), longest);

function textsOf(effect: Effect): readonly string[] {
  switch (effect.kind) {
    case "comment":
      return [effect.body];
    case "review_comment":
      return [effect.path, effect.body];
    case "label":
      return [effect.name];
    case "annotation":
      return [effect.path, effect.title, effect.message];
    case "issue":
    case "pull_request":
      return [effect.title, effect.body];
    default:
      return unreachable(effect);
  }
}

function shown(effect: Effect): Effect {
  switch (effect.kind) {
    case "comment":
      return { ...effect, body: body(effect.body, LONGEST_BODY) };
    case "review_comment":
      return { ...effect, body: body(effect.body, LONGEST_MESSAGE) };
    case "label":
      return effect;
    case "annotation":
      return {
        ...effect,
        title: line(effect.title, LONGEST_TITLE),
        message: body(effect.message, LONGEST_MESSAGE),
      };
    case "issue":
    case "pull_request":
      return { ...effect, title: line(effect.title, LONGEST_TITLE), body: body(effect.body, LONGEST_BODY) };
    default:
      return unreachable(effect);
  }
}

const NEEDED: Readonly<Record<Effect["kind"], readonly string[]>> = {
  comment: ["body"],
  review_comment: ["body"],
  label: ["name"],
  annotation: ["message"],
  issue: ["title"],
  pull_request: ["title"],
};

export function cleaned(effect: Effect, leaks: Leaks): Result<Effect, Refusal> {
  if (textsOf(effect).some((text) => holdsSecret(text, leaks))) return err(refusal("secret"));
  const clean = shown(effect);
  const empty = Object.entries(clean).find(
    ([key, value]) => NEEDED[clean.kind].includes(key) && value === "",
  );
  return empty === undefined ? ok(clean) : err(refusal("empty", empty[0]));
}
