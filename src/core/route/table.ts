/** The `routing` table of a project's configuration: read key by key, every mistake with its place. */
import { nearest } from "../base/nearest.ts";
import type { Diagnostic, Span } from "../spec/diagnostic.ts";
import type { MapNode, Node } from "../spec/node.ts";
import { ANYTHING, ROUTED_EVENTS, type Rule } from "./rule.ts";
import { patternFault } from "./path-glob.ts";
import { CALL } from "./comment.ts";

export const MAX_RULES = 200;
export const MAX_WORDS = 50;
const MAX_WORD = 200;

/** Keys of a rule and what they are called inside. */
const KEYS = {
  event: "events",
  action: "actions",
  branches: "branches",
  labels: "labels",
  paths: "paths",
  title: "titles",
  comment: "comments",
  schedule: "schedules",
} as const satisfies Readonly<Record<string, keyof typeof ANYTHING>>;

type Key = keyof typeof KEYS;
const isKey = (text: string): text is Key => Object.hasOwn(KEYS, text);
const NAMES = ["workflow", ...Object.keys(KEYS)];

export type Table = Readonly<{
  rules: readonly Rule[];
  /** Where each rule names its workflow. */
  places: readonly Span[];
  diagnostics: readonly Diagnostic[];
}>;

type Reading = Diagnostic[];

function mistake(found: Reading, span: Span, message: string, help?: string): undefined {
  found.push({ code: "AO1907", severity: "error", message, span, ...(help === undefined ? {} : { help }) });
  return undefined;
}

function word(node: Node, key: string, found: Reading): string | undefined {
  if (node.kind !== "scalar" || typeof node.value !== "string" || node.value === "")
    return mistake(found, node.span, `"${key}" takes texts`, "put it in quotes");
  if (node.value.length > MAX_WORD)
    return mistake(found, node.span, `"${key}" has more than ${MAX_WORD} characters`);
  return node.value;
}

function faultOf(key: Key, text: string): string | null {
  switch (key) {
    case "event":
      return ROUTED_EVENTS.some((event) => event === text)
        ? null
        : `it is none of ${ROUTED_EVENTS.join(", ")}`;
    case "branches":
    case "paths":
      return patternFault(text);
    case "comment":
      return text.startsWith("/") ? null : `it must begin with a slash, e.g. "${CALL} feature"`;
    default:
      return null;
  }
}

function wordsOf(key: Key, node: Node, found: Reading): readonly string[] {
  const items = node.kind === "list" ? node.items : [node];
  if (items.length === 0 || items.length > MAX_WORDS)
    mistake(found, node.span, `"${key}" takes between one and ${MAX_WORDS} texts`);
  return items.slice(0, MAX_WORDS).flatMap((item) => {
    const text = word(item, key, found);
    const fault = text === undefined ? null : faultOf(key, text);
    if (fault !== null) mistake(found, item.span, `"${key}" cannot be "${text ?? ""}": ${fault}`);
    return text === undefined || fault !== null ? [] : [text];
  });
}

function ruleOf(node: MapNode, from: string, found: Reading): Readonly<{ rule: Rule; place: Span }> | null {
  const way: Partial<Record<(typeof KEYS)[Key], readonly string[]>> = {};
  for (const [key, { keySpan, value }] of node.pairs) {
    if (isKey(key)) way[KEYS[key]] = wordsOf(key, value, found);
    else if (key !== "workflow") {
      const close = nearest(key, NAMES);
      mistake(
        found,
        keySpan,
        `a rule of "routing" cannot have "${key}"`,
        close === undefined ? `it has ${NAMES.join(", ")}` : `did you mean "${close}"?`,
      );
    }
  }
  const named = node.pairs.get("workflow");
  if (named === undefined) {
    mistake(found, node.span, 'a rule of "routing" needs "workflow"', "say which workflow it leads to");
    return null;
  }
  const workflow = word(named.value, "workflow", found);
  return workflow === undefined
    ? null
    : { rule: { ...ANYTHING, ...way, workflow, from }, place: named.value.span };
}

/** `root` is the whole configuration file. A table that is not there is an empty one. */
export function routingTable(root: Node | null, file: string): Table {
  const found: Reading = [];
  const node = root?.kind === "map" ? root.pairs.get("routing")?.value : undefined;
  if (node === undefined) return { rules: [], places: [], diagnostics: [] };
  if (node.kind !== "list") {
    mistake(found, node.span, '"routing" is a list of rules', "begin each rule with a dash");
    return { rules: [], places: [], diagnostics: found };
  }
  if (node.items.length > MAX_RULES) mistake(found, node.span, `"routing" has more than ${MAX_RULES} rules`);
  const rules = node.items.slice(0, MAX_RULES).flatMap((item, at) => {
    if (item.kind === "map") return ruleOf(item, `rule ${at + 1} of ${file}`, found) ?? [];
    mistake(
      found,
      item.span,
      'a rule of "routing" maps keys to texts',
      "e.g. - { workflow: hotfix, labels: [hotfix] }",
    );
    return [];
  });
  return {
    rules: rules.map(({ rule }) => rule),
    places: rules.map(({ place }) => place),
    diagnostics: found,
  };
}
