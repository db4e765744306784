/** From the tree of a file to what the author meant, in the one canonical form, or everything that stands in the way. */
import { isFields } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { ROLES } from "../base/vocabulary.ts";
import type { Role } from "../base/vocabulary.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { formOf, mixedForms } from "./dialects/form.ts";
import type { Gathering } from "./dialects/tasks.ts";
import { gatherTasks } from "./dialects/tasks.ts";
import type { Pattern } from "./dialects/template.ts";
import { templateTasks } from "./dialects/template.ts";
import type { MapNode, Node } from "./node.ts";
import { inlineAgents, inputFields, outputFields, secretFields } from "./read-declarations.ts";
import type { Intercept, Written } from "./read-object.ts";
import { beginReading, readObject } from "./read-object.ts";
import { found } from "./read-words.ts";
import type { Reading } from "./reading.ts";
import { report } from "./reading.ts";
import type { Form, Spec, SpecTask } from "./spec.ts";
import { nodeAt } from "./spec.ts";

/** With mistakes in the file the spec holds whatever could be read, so that the rules can look at the rest. */
export type ReadSpec = Readonly<{ spec: Spec | null; diagnostics: readonly Diagnostic[] }>;

/** Handlers stand after all tasks, in this order. */
const HANDLERS: readonly Role[] = ["finally", "on_start", "on_success", "on_failure", "on_complete"];
const TABLES = { tasks: "workflow", steps: "steps_workflow", template: "template_workflow" } as const;
const OWN_PLACE = new Set([
  "name",
  "description",
  "settings",
  "inputs",
  "agents",
  "outputs",
  "variables",
  "context",
]);

export function readSpec(root: Node | null, text: string): ReadSpec {
  if (root === null) return { spec: null, diagnostics: [] };
  if (root.kind !== "map") return { spec: null, diagnostics: [notAWorkflow(root)] };
  const form = formOf(root);
  const reading = beginReading(form);
  const mixed = mixedForms(root);
  if (mixed !== null) reading.diagnostics.push(mixed);
  const spec = specOf(
    mixed === null ? root : withoutKey(root, form === "tasks" ? "steps" : "tasks"),
    form,
    text,
    reading,
  );
  return { spec, diagnostics: reading.diagnostics };
}

function notAWorkflow(root: Exclude<Node, MapNode>): Diagnostic {
  const { start } = root.span;
  return {
    code: "AO1131",
    severity: "error",
    message: `a workflow must be a mapping, not ${found(root)}`,
    label: "expected keys such as name and tasks",
    span: root.kind === "list" ? { start, end: start + 1 } : root.span,
    help: 'begin with "name: my-workflow", then "tasks:"',
  };
}

const withoutKey = (root: MapNode, key: string): MapNode => ({
  ...root,
  pairs: new Map([...root.pairs].filter(([name]) => name !== key)),
});

function specOf(root: MapNode, form: Form, text: string, reading: Reading): Spec {
  const gathering: Gathering = { reading, tasks: [], ids: new Set() };
  const later: [Role, Node][] = [];
  const written = readObject(TABLES[form], root, reading, listsApart(form, gathering, later));
  const steps = gathering.tasks.splice(0);
  gathering.tasks.push(...arranged(steps, form, written["pattern"]));
  for (const role of HANDLERS)
    for (const [owner, node] of later)
      if (owner === role) gatherTasks(node, role, { role, table: "handler" }, gathering);
  const context = isFields(written["context"]) ? written["context"] : {};
  checkVersion(form, written, root, reading);
  return {
    form,
    text,
    root,
    name: typeof written["name"] === "string" ? written["name"] : "",
    description: typeof written["description"] === "string" ? written["description"] : "",
    settings: settingsOf(written, steps.length),
    inputs: inputFields(written["inputs"], root, reading),
    variables: variablesOf(context, written, root, reading),
    secrets: secretFields(context["secrets"], root, reading),
    agents: inlineAgents(written["agents"]),
    tasks: gathering.tasks,
    outputs: outputFields(written["outputs"]),
    fields: Object.fromEntries(Object.entries(written).filter(([key]) => !OWN_PLACE.has(key))),
  };
}

/** Tasks are gathered at once; handlers come after all of them, wherever they stand in the file. */
function listsApart(form: Form, gathering: Gathering, later: [Role, Node][]): Intercept {
  const taken = { value: undefined };
  const hook: Intercept = (field, pair) => {
    const role = ROLES.find((one) => one === field.key);
    if (role !== undefined) later.push([role, pair.value]);
    return taken;
  };
  return (field, pair) => {
    if (field.key === "tasks" || field.key === "steps") {
      gatherTasks(
        pair.value,
        field.key,
        { role: "task", table: form === "template" ? "template_step" : "task" },
        gathering,
      );
      return taken;
    }
    if (field.key === "finally") later.push(["finally", pair.value]);
    else if (field.key === "hooks" && pair.value.kind === "map")
      readObject("hooks", pair.value, gathering.reading, hook);
    else return null;
    return taken;
  };
}

function arranged(steps: readonly SpecTask[], form: Form, pattern: Value | undefined): readonly SpecTask[] {
  if (form !== "template") return steps;
  const known: readonly Pattern[] = ["sequential", "parallel", "hierarchical"];
  return templateTasks(steps, known.find((one) => one === pattern) ?? "sequential");
}

/** A template whose first agent leads the others is that mode. */
function settingsOf({ settings, pattern }: Written, steps: number): Fields {
  const own = isFields(settings) ? settings : {};
  return pattern === "hierarchical" && steps > 1 ? { ...own, mode: "hierarchical" } : own;
}

function variablesOf(context: Fields, written: Written, root: MapNode, reading: Reading): Fields {
  const inner = isFields(context["variables"]) ? context["variables"] : undefined;
  const outer = isFields(written["variables"]) ? written["variables"] : undefined;
  const pair = root.pairs.get("variables");
  if (inner !== undefined && outer !== undefined && pair !== undefined) {
    report(reading, "AO1110", pair.keySpan, '"variables" and "context.variables" are the same, given twice', {
      label: "already given under context",
      help: "put all variables into one of the two",
      related: [{ span: nodeAt(root, ["context", "variables"]).span, message: "given here" }],
    });
  }
  return inner ?? outer ?? {};
}

function checkVersion(form: Form, written: Written, root: MapNode, reading: Reading): void {
  const version = written["version"];
  if (form !== "tasks" || typeof version !== "string" || /^1(\.|$)/.test(version)) return;
  report(
    reading,
    "AO1117",
    nodeAt(root, ["version"]).span,
    `version "${version}" of the language is not known`,
    {
      label: "this program reads version 1.0",
      help: 'write version: "1.0"',
    },
  );
}
