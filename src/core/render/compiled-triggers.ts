/** What starts a compiled workflow: the `on:` block of its source in the words of GitHub. */
import { isFields, isList, type Value } from "../base/value.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import type { Spec } from "../spec/spec.ts";
import { quoted, type Setting } from "./actions-workflow.ts";
import { found, placeOf } from "./compiled-findings.ts";
import { formOf } from "./compiled-form.ts";

export type Triggers = Readonly<{
  on: Readonly<Record<string, Setting>>;
  /** Without it being true nothing starts; an expression. */
  onlyIf: string | null;
  /** What the plan gets as inputs; an expression. */
  given: string | null;
  onPullRequests: boolean;
  found: readonly Diagnostic[];
}>;

const FILTERS: Readonly<Record<"pull_request" | "push" | "issues", readonly string[]>> = {
  pull_request: ["types", "branches", "branches-ignore", "paths", "paths-ignore"],
  push: ["branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore"],
  issues: ["types"],
};
/** What GitHub itself starts on if no types are named. */
const USUAL_TYPES = ["opened", "synchronize", "reopened"];
/** GitHub reads no longer expression than 21,000 characters. */
const LONGEST_LABELS = 15_000;
const CRON = /^[\d*/,A-Za-z-]+(?: [\d*/,A-Za-z-]+){4}$/;

type Making = Readonly<{ spec: Spec; found: Diagnostic[] }>;

const words = (value: Value | undefined): readonly string[] =>
  (isList(value) ? value : [value]).filter((one): one is string => typeof one === "string");

const isOn = (value: Value | undefined): boolean => value !== undefined && value !== false;

function wrong({ spec, found: all }: Making, path: readonly string[], message: string, help: string): void {
  all.push(found("AO1852", "error", placeOf(spec, "on", ...path), { message, help }));
}

/** The filters as they were written, without what GitHub would not know. */
function filters(making: Making, key: keyof typeof FILTERS, value: Value): Record<string, readonly string[]> {
  const kept: Record<string, readonly string[]> = {};
  if (!isFields(value)) return kept;
  for (const [name, written] of Object.entries(value)) {
    const texts = words(written);
    const known = FILTERS[key];
    if (!known.includes(name))
      wrong(making, [key, name], `"on.${key}" has no filter "${name}"`, `it has ${known.join(", ")}`);
    else if (texts.length === 0 || texts.some((one) => one.includes("${{") || /[\0-\x1f]/.test(one)))
      wrong(making, [key, name], `"on.${key}.${name}" must be a list of texts`, "write them as GitHub does");
    else kept[name] = texts;
  }
  return kept;
}

/** Empty means: whenever it happens. */
const setting = (kept: Record<string, readonly string[]>): Setting =>
  Object.keys(kept).length === 0 ? null : kept;

function pullRequests(making: Making, value: Value | undefined, labels: readonly string[]): Setting {
  const kept = isOn(value) ? filters(making, "pull_request", value ?? null) : { types: [] };
  if (labels.length === 0) return setting(kept);
  return { ...kept, types: [...new Set([...(kept["types"] ?? USUAL_TYPES), "labeled"])] };
}

function times(making: Making, value: Value | undefined): readonly Setting[] {
  const all = words(value);
  const bad = all.find((one) => !CRON.test(one));
  if (bad !== undefined)
    wrong(making, ["schedule"], `"${bad}" is no time as in cron`, 'five fields, e.g. "0 6 * * 1"');
  return all.map((cron) => ({ cron }));
}

function comments({ spec, found: all }: Making): void {
  all.push(
    found("AO1853", "warning", placeOf(spec, "on", "comment"), {
      message: '"on.comment" is left out of the compiled file',
      label: "anybody can write a comment",
      help: "answer comments with a job of its own that has the action with `mode: run`: it asks GitHub first whether the writer may start runs",
    }),
  );
}

/** They stand in a condition, where a text that looks like the end of it would be taken for one. */
function labelsIn(making: Making, value: Value | undefined): readonly string[] {
  const all = isOn(value) ? words(value) : [];
  const bad = all.find((one) => /\$\{\{|\}\}|[\0-\x1f]/.test(one));
  if (bad !== undefined)
    wrong(
      making,
      ["labels"],
      `"${bad}" cannot stand in a condition of GitHub`,
      "call the label something else",
    );
  if (JSON.stringify(all).length > LONGEST_LABELS)
    wrong(making, ["labels"], "there are too many labels for a condition of GitHub", "name fewer");
  return bad === undefined ? all : [];
}

/** A start without a form leaves inputs as they are declared. */
function unfilled({ spec, found: all }: Making, events: readonly string[]): void {
  const [event] = events.filter((name) => name !== "workflow_dispatch");
  const open = [...spec.inputs.values()].find(
    ({ required, default: usual }) => required && usual === undefined,
  );
  if (event === undefined || open === undefined) return;
  all.push(
    found("AO1854", "warning", placeOf(spec, "inputs", open.name), {
      message: `nobody gives the input "${open.name}" when ${event} starts the workflow`,
      label: "required, and without a default",
      help: "give it a default, take it from the event, or leave that trigger out: such a run is refused at its start",
    }),
  );
}

function form(making: Making): Readonly<{ dispatch: Setting; given: string | null }> {
  const { fields, given, single } = formOf(making.spec.inputs);
  if (single !== null)
    making.found.push(
      found("AO1855", "warning", placeOf(making.spec, "inputs"), {
        message: "the form of a manual start has one field for all inputs",
        label: single,
        help: "they are given there as one JSON object",
      }),
    );
  return { dispatch: Object.keys(fields).length === 0 ? null : { inputs: fields }, given };
}

/** Without a word about it, a workflow is started by hand. */
export function triggersOf(spec: Spec): Triggers {
  const making: Making = { spec, found: [] };
  const written = spec.fields["on"];
  const on = isFields(written) ? written : {};
  const labels = labelsIn(making, on["labels"]);
  const made: Record<string, Setting> = {};
  if (isOn(on["pull_request"]) || labels.length > 0)
    made["pull_request"] = pullRequests(making, on["pull_request"], labels);
  for (const key of ["issues", "push"] as const)
    if (isOn(on[key])) {
      const kept = filters(making, key, on[key] ?? null);
      made[key] = setting(key === "issues" && kept["types"] === undefined ? { types: ["opened"] } : kept);
    }
  if (isOn(on["schedule"])) made["schedule"] = times(making, on["schedule"]);
  if (isOn(on["comment"])) comments(making);
  const byHand = isOn(on["dispatch"]) || Object.keys(made).length === 0;
  const { dispatch, given } = byHand ? form(making) : { dispatch: null, given: null };
  if (byHand) made["workflow_dispatch"] = dispatch;
  unfilled(making, Object.keys(made));
  return {
    on: made,
    onlyIf: labels.length === 0 ? null : labelled(labels),
    given,
    onPullRequests: Object.hasOwn(made, "pull_request"),
    found: making.found,
  };
}

const labelled = (labels: readonly string[]): string =>
  `github.event.action != 'labeled' || contains(fromJSON(${quoted(JSON.stringify(labels))}), github.event.label.name)`;
