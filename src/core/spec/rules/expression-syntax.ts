/** Expressions can be read, and stand only where they are evaluated. */
import type { Code } from "../codes.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { mistake, type Rule } from "./rule.ts";
import { spanIn, type Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

/** How the message of each kind of syntax error begins; everything else is AO1301. */
const KINDS: readonly (readonly [begins: string, code: Code])[] = [
  ["the expression is longer", "AO1303"],
  ["the expression is nested", "AO1304"],
  ["the expression has more", "AO1304"],
  ["a text in a condition", "AO1308"],
  ['unexpected "="', "AO1309"],
  ["the condition is empty", "AO1310"],
  ["expected a value, but the expression ends", "AO1310"],
  ['expected a value, but found "}"', "AO1310"],
  ['unexpected "', "AO1311"],
  ["the text that starts here", "AO1312"],
];

export const expressionSyntax: Rule = {
  name: "expression-syntax",
  check(survey) {
    return survey.sites.flatMap((site) => {
      if (site.sink === "fixed") return [misplaced(site)];
      return site.error === null ? [] : [unreadable(survey, site, site.error)];
    });
  },
};

function misplaced(site: Site): Diagnostic {
  const key = site.path.find((step) => typeof step === "string") ?? "this key";
  return mistake("AO1115", site.span, `"${key}" cannot hold an expression`, {
    label: "fixed before anything runs",
    help: "write the value itself",
  });
}

function unreadable({ spec }: Survey, site: Site, error: NonNullable<Site["error"]>): Diagnostic {
  const { message, help } = error;
  const end = Math.max(error.end, error.start + 1);
  const code = KINDS.find(([begins]) => message.startsWith(begins))?.[1] ?? closing(message);
  return mistake(
    code,
    spanIn(spec, site, { start: Math.min(error.start, Math.max(0, site.text.length - 1)), end }),
    message,
    {
      label: "the expression cannot be read here",
      ...(help === undefined ? {} : { help }),
    },
  );
}

const closing = (message: string): Code =>
  /^expected "\}\}?", but the expression ends/.test(message) ? "AO1302" : "AO1301";
