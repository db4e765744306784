/** Only the functions of the language are called, with as many arguments as they take. */
import { FUNCTION_NAMES, METHOD_NAMES, METHODS, miscounted, shapeOf } from "../../expression/functions.ts";
import type { Call } from "../../expression/references.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";
import { addedTo, type Added } from "./survey.ts";
import { spanIn } from "./sites.ts";

export const functions: Rule = {
  name: "functions",
  check(survey) {
    const { spec, sites } = survey;
    const added = addedTo(survey);
    const found: Diagnostic[] = [];
    for (const site of sites) {
      for (const piece of site.pieces) {
        for (const call of piece.calls) {
          const problem = problemOf(call, added);
          if (problem !== null) found.push({ ...problem, span: spanIn(spec, site, call.span) });
        }
      }
    }
    return found;
  },
};

function problemOf({ name, method, count, span }: Call, added: Added | null): Diagnostic | null {
  const meant = method ? METHODS.get(name) : name;
  if (method && name === "get") {
    return count === 1 ? null : mistake("AO1305", span, `.get() takes 1 argument, but got ${count}`, COUNT);
  }
  const shape = meant === undefined ? undefined : shapeOf(meant);
  if (meant === undefined || shape === undefined) {
    if (!method && (added === null || added.functions.has(name))) return null;
    const said = method ? `unknown method ".${name}()"` : `unknown function "${name}"`;
    return mistake("AO1207", span, said, {
      label: method ? "values have no such method" : "no function with this name",
      ...suggestion(name, method ? METHOD_NAMES : [...(added?.functions ?? []), ...FUNCTION_NAMES], ""),
    });
  }
  const wrong = miscounted(meant, shape, method ? count + 1 : count);
  return wrong === null ? null : mistake("AO1305", span, wrong, COUNT);
}

const COUNT = { label: "called here" };
