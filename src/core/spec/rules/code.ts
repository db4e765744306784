/** Values never become program text: scripts get them through the environment. */
import type { Diagnostic } from "../diagnostic.ts";
import { mistake, type Rule } from "./rule.ts";
import { spanIn, type Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

const FIRST = /(?<!\$)\$\{\{?[^}]*\}{0,2}|\{\{[^}]*\}{0,2}/;

export const code: Rule = {
  name: "code",
  check(survey) {
    return survey.sites
      .filter(({ sink }) => sink === "code" || sink === "program")
      .map((site) => diagnosticOf(survey, site));
  },
};

function diagnosticOf({ spec }: Survey, site: Site): Diagnostic {
  const found = FIRST.exec(site.text);
  const start = found?.index ?? 0;
  const span = spanIn(spec, site, { start, end: start + (found?.[0].length ?? site.text.length) });
  if (site.sink === "program") {
    return mistake("AO1610", span, "the program of a command cannot be an expression", {
      label: "would decide what is run",
      help: "write the program's name; expressions may stand in the elements after it",
    });
  }
  return mistake("AO1602", span, "an expression cannot stand in code", {
    label: "its value would be run as a program",
    help: 'give the value to the task with "env: { VALUE: … }" and write "$VALUE"; for a shell\'s own ${…} write $${…}',
  });
}
