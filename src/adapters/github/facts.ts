/** What an event says that routing asks about. */
import { isFields, type Value } from "../../core/base/value.ts";
import { firstLine } from "../../core/route/comment.ts";
import { routedName, type Facts } from "../../core/route/rule.ts";
import { at, listAt, textAt } from "./foreign.ts";

/** Of a push; the payload lists no more commits. */
const MAX_PUSHED = 10_000;

function labelsOf(thing: Value): readonly string[] {
  return listAt(thing, "labels").flatMap((label) => textAt(label, "name") ?? []);
}

const BRANCH = "refs/heads/";

function pushed(payload: Value): readonly string[] {
  const lists = listAt(payload, "commits").flatMap((commit) =>
    ["added", "modified", "removed"].flatMap((kind) => listAt(commit, kind)),
  );
  return [...new Set(lists.filter((each) => typeof each === "string"))].slice(0, MAX_PUSHED);
}

function branchOf(event: string, payload: Value): string | null {
  if (event === "pull_request") return textAt(payload, "pull_request", "base", "ref");
  const ref = textAt(payload, "ref") ?? "";
  return ref.startsWith(BRANCH) ? ref.slice(BRANCH.length) : null;
}

/** `paths` is what somebody found out about a change; a push says it itself. */
export function factsOf(name: string, payload: Value, paths: readonly string[] | null): Facts {
  const event = routedName(name);
  const thing = at(payload, event === "pull_request" ? "pull_request" : "issue");
  const isComment = event === "issue_comment";
  return {
    event,
    action: textAt(payload, "action") ?? "",
    branch: branchOf(event, payload),
    labels: labelsOf(thing),
    paths: event === "push" ? pushed(payload) : paths,
    title: textAt(thing, "title"),
    comment: isComment ? firstLine(textAt(payload, "comment", "body") ?? "") : null,
    schedule: textAt(payload, "schedule"),
  };
}

/** Payloads do not say what they are, but each kind has something that only it has; the first that fits. */
const SIGNS: readonly (readonly [event: string, keys: readonly string[]])[] = [
  ["issue_comment", ["comment", "issue"]],
  ["pull_request", ["pull_request"]],
  ["issues", ["issue"]],
  ["workflow_run", ["workflow_run"]],
  ["merge_group", ["merge_group"]],
  ["push", ["commits", "ref"]],
  ["schedule", ["schedule"]],
  ["repository_dispatch", ["client_payload"]],
  ["workflow_dispatch", ["inputs", "ref"]],
];

export const guessedEvent = (payload: Value): string | null =>
  SIGNS.find(([, keys]) => isFields(payload) && keys.every((key) => Object.hasOwn(payload, key)))?.[0] ??
  null;
