/** What steers the run is known before it starts, and what comes from strangers never becomes a path or a ref. */
import type { Value } from "../../base/value.ts";
import { parseTemplate } from "../../expression/template.ts";
import { references, type Reference } from "../../expression/references.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { listOf } from "./own-names.ts";
import { resultOf } from "./results.ts";
import { mistake, type Rule } from "./rule.ts";
import { spanIn, type Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

export const trust: Rule = {
  name: "trust",
  check(survey) {
    const found: Diagnostic[] = [];
    for (const site of survey.sites) {
      for (const reference of site.pieces.flatMap((piece) => piece.references)) {
        const problem = problemOf(survey, site, reference);
        if (problem !== null) found.push(problem);
      }
    }
    return found;
  },
};

function problemOf(survey: Survey, site: Site, reference: Reference): Diagnostic | null {
  const { sink } = site;
  const span = () => spanIn(survey.spec, site, reference.span);
  if (sink === "steering" || sink === "variable") {
    if (isLate(survey, site, reference)) return late(span(), site, reference);
    return sink === "steering" && isStrange(survey, site, reference) ? strange(span(), site) : null;
  }
  if ((sink !== "ref" && sink !== "path") || !isStrange(survey, site, reference)) return null;
  const what = sink === "ref" ? "a branch or ref" : "a path";
  return mistake(sink === "ref" ? "AO1608" : "AO1604", span(), `untrusted text cannot become ${what}`, {
    label: "an agent or a stranger decides what stands here",
    help: "use an input, a variable or a fixed text",
  });
}

/** Exists only while the run goes on. */
function isLate(survey: Survey, site: Site, reference: Reference): boolean {
  if (resultOf(survey, reference) !== null || reference.root === "tasks") return true;
  if (reference.root === "context") return reference.path[0] === "state";
  const { root } = reference;
  return ["item", "run", "env"].includes(root) || listOf(survey, site, root) !== undefined;
}

const late = (span: Diagnostic["span"], { sink }: Site, { root }: Reference): Diagnostic =>
  mistake("AO1313", span, `"${root}" is not known before the run`, {
    label:
      sink === "variable"
        ? "variables are worked out before anything runs"
        : "this value is fixed before anything runs",
    help: "use an input, a variable or a fixed value",
  });

const strange = (span: Diagnostic["span"], { path }: Site): Diagnostic =>
  mistake(
    "AO1603",
    span,
    `untrusted text cannot decide "${path.filter((step) => typeof step === "string").join(".")}"`,
    {
      label: "whoever caused the event decides what stands here",
      help: "use an input or a fixed value",
    },
  );

const SAFE_MEMBERS = new Set(["status", "attempts", "cost"]);

/** True if the value may come from an agent or from somebody without write permission. */
function isStrange(survey: Survey, site: Site, reference: Reference, depth = 0): boolean {
  const { root, path } = reference;
  const result = resultOf(survey, reference);
  if (result !== null) return !SAFE_MEMBERS.has(result.member);
  if (root === "event") return true;
  const list = listOf(survey, site, root);
  if (list !== undefined) return textIsStrange(survey, site, list, depth);
  const { variables } = survey.spec;
  const name = root === "variables" ? path[0] : Object.hasOwn(variables, root) ? root : undefined;
  return (
    name !== undefined &&
    Object.hasOwn(variables, name) &&
    textIsStrange(survey, site, variables[name], depth)
  );
}

/** Variables may be made from variables; whoever needs more steps than this is told so when they are worked out. */
const MOST_STEPS = 20;

function textIsStrange(survey: Survey, site: Site, text: Value | undefined, depth: number): boolean {
  if (typeof text === "object" && text !== null)
    return Object.values(text).some((one: Value) => textIsStrange(survey, site, one, depth));
  if (typeof text !== "string" || depth > MOST_STEPS) return false;
  const template = parseTemplate(text);
  if (!template.ok) return false;
  return template.value.parts.some(
    (part) =>
      part.kind === "expression" &&
      references(part.expression).some((inner) => isStrange(survey, site, inner, depth + 1)),
  );
}
