/** Every name in an expression means something, and one thing only. */
import { unreachable } from "../../base/never.ts";
import type { Reference } from "../../expression/references.ts";
import type { Code } from "../codes.ts";
import { chooserName, isAutonomous } from "../chooser.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { ROOTS } from "./ids.ts";
import { FAILURE_MEMBERS, dashedTask, isOwnName, knowsFailures } from "./own-names.ts";
import { resultProblem, type Problem } from "./result-names.ts";
import { RESULT_MEMBERS, STATE_KEY, stateKeys } from "./results.ts";
import { mistake, suggestion, type Rule } from "./rule.ts";
import { spanIn, type Site } from "./sites.ts";
import type { Survey } from "./survey.ts";

const RUN_MEMBERS = ["id", "url", "attempt", "conclusion"];
const FORBIDDEN = new Set(["constructor", "__proto__", "prototype"]);

export const names: Rule = {
  name: "names",
  check(survey) {
    const found: Diagnostic[] = [];
    const told = new Set<string>();
    for (const site of survey.sites) {
      for (const piece of site.pieces) {
        for (const reference of piece.references) {
          const problem = problemOf(survey, site, reference);
          if (problem === null) continue;
          const { code, message, ...more } = problem;
          const span = spanIn(survey.spec, site, reference.span);
          // `code-review.output` names two unknowns, but is one mistake.
          const key = `${site.span.start} ${message}`;
          if (!told.has(key)) found.push(mistake(code, span, message, more));
          told.add(key);
        }
      }
    }
    return found;
  },
};

function problemOf(survey: Survey, site: Site, reference: Reference): Problem | null {
  const { root, path } = reference;
  const forbidden = [root, ...path].find((part) => FORBIDDEN.has(part));
  if (forbidden !== undefined) {
    return { code: "AO1307", message: `"${forbidden}" cannot be reached`, label: "not part of the data" };
  }
  if (ROOTS.includes(root)) return rootProblem(survey, site, reference);
  if (knowsFailures(site) && root === "failure" && path.length > 0)
    return namedMember(reference, FAILURE_MEMBERS, "AO1208", "member of failure", "");
  const { byId, spec } = survey;
  const others = [spec.inputs.has(root) && "inputs", Object.hasOwn(spec.variables, root) && "variables"];
  const [first, second] = [byId.has(root) && "tasks", ...others].filter((home) => home !== false);
  if (first !== undefined && second !== undefined) {
    const help = `write ${first}.${root} or ${second}.${root}`;
    return {
      code: "AO1214",
      message: `"${root}" can mean two things`,
      label: `found among ${first} and ${second}`,
      help,
    };
  }
  const task = byId.get(root);
  if (task !== undefined) return resultProblem(survey, task, root, path, reference.dynamic);
  if (first !== undefined || isOwnName(survey, site, root)) return null;
  if (isAutonomous(spec) && root === chooserName(byId)) return chooserProblem(reference);
  return unknownName(survey, site, reference);
}

function chooserProblem(reference: Reference): Problem | null {
  const [member] = reference.path;
  if (member === undefined) return notAValue(reference);
  if (RESULT_MEMBERS.some((known) => known === member)) return null;
  return {
    code: "AO1208",
    message: `"${reference.root}" has no "${member}"`,
    label: "not part of a result",
    ...suggestion(member, RESULT_MEMBERS, ""),
  };
}

function unknownName(survey: Survey, site: Site, { root, span }: Reference): Problem {
  const { spec, byId } = survey;
  const dashed = dashedTask(survey, site.text, span.start);
  if (dashed !== null) {
    const help = `write tasks["${dashed}"], since a dash means minus`;
    return { code: "AO1206", message: `unknown name "${dashed}"`, label: "read as a subtraction", help };
  }
  const known = [...byId.keys(), ...spec.inputs.keys(), ...Object.keys(spec.variables), ...ROOTS];
  const label = "no task, input or variable with this name";
  return { code: "AO1206", message: `unknown name "${root}"`, label, ...suggestion(root, known, "") };
}

type Root =
  | "inputs"
  | "variables"
  | "secrets"
  | "env"
  | "run"
  | "task"
  | "tasks"
  | "item"
  | "event"
  | "context"
  | "agents"
  | "settings";

const isRoot = (name: string): name is Root => ROOTS.includes(name);

function declared(
  { spec }: Survey,
  root: "inputs" | "variables" | "secrets" | "run",
  reference: Reference,
): Problem | null {
  switch (root) {
    case "inputs":
      return namedMember(reference, [...spec.inputs.keys()], "AO1204", "input", "declare it under inputs:");
    case "variables": {
      const none = "define it under context.variables:";
      return namedMember(reference, Object.keys(spec.variables), "AO1205", "variable", none);
    }
    case "secrets": {
      const known = spec.secrets.map(({ name }) => name);
      return namedMember(reference, known, "AO1209", "secret", "declare it under context.secrets:");
    }
    case "run":
      return namedMember(reference, RUN_MEMBERS, "AO1208", "member of run", "");
    default:
      return unreachable(root);
  }
}

function rootProblem(survey: Survey, site: Site, reference: Reference): Problem | null {
  const { root, path } = reference;
  if (!isRoot(root)) throw new Error(`Internal error: "${root}" is no root`);
  const { byId } = survey;
  switch (root) {
    case "task":
    case "event":
    case "agents":
    case "settings":
      return null;
    case "item":
      return isOwnName(survey, site, root) ? null : NO_ITEM;
    case "inputs":
    case "variables":
    case "secrets":
    case "run":
      return declared(survey, root, reference);
    case "env":
      return path.length > 0 ? null : notAValue(reference);
    case "tasks": {
      const [id = "", ...rest] = path;
      const task = byId.get(id);
      if (task !== undefined) return resultProblem(survey, task, `tasks["${id}"]`, rest, reference.dynamic);
      return namedMember(reference, [...byId.keys()], "AO1206", "task", "there are no tasks");
    }
    case "context":
      return contextProblem(survey, site, reference);
    default:
      return unreachable(root);
  }
}

const NO_ITEM: Problem = {
  code: "AO1206",
  message: 'there is no "item" here',
  label: "only a task with for_each has one",
  help: "add for_each to the task",
};

const notAValue = ({ root, dynamic }: Reference): Problem =>
  dynamic
    ? {
        code: "AO1208",
        message: `what "${root}[…]" means must be known before the run`,
        label: "a computed name",
        help: `write the name itself, as in ${root}.x`,
      }
    : {
        code: "AO1208",
        message: `"${root}" is not a value`,
        label: "a member is missing",
        help: `write ${root}.x`,
      };

function namedMember(
  reference: Reference,
  known: readonly string[],
  code: Code,
  what: string,
  none: string,
): Problem | null {
  const [name] = reference.path;
  if (name === undefined) return notAValue(reference);
  if (known.includes(name)) return null;
  return {
    code,
    message: `unknown ${what} "${name}"`,
    label: `no ${what} with this name`,
    ...suggestion(name, known, none),
  };
}

function contextProblem(survey: Survey, site: Site, reference: Reference): Problem | null {
  const [part, ...rest] = reference.path;
  if (part === "variables" || part === "secrets") {
    return rootProblem(survey, site, { ...reference, root: part, path: rest });
  }
  if (part !== "state") {
    return namedMember(reference, ["state", "variables", "secrets"], "AO1208", "member of context", "");
  }
  const [key] = rest;
  if (key === undefined) return notAValue({ ...reference, root: "context.state" });
  const keys = stateKeys(survey);
  const stem = STATE_KEY.exec(key)?.[1];
  if (keys.has(key) || (stem !== undefined && survey.byId.has(stem))) return null;
  return {
    code: "AO1206",
    message: `unknown state "${key}"`,
    label: "no step gives this",
    ...suggestion(key, [...keys], "steps give <id>_result and <id>_status"),
  };
}
