/** The job that writes: with what the declared effects take, and for no others. */
import { isFields } from "../base/value.ts";
import type { Plan } from "../plan/plan.ts";
import { expression, type ActionsJob, type Uses } from "./actions-workflow.ts";

/** By each kind of effect what writing it takes. */
const EFFECT_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  comment: ["pull-requests", "issues"],
  review_comments: ["pull-requests"],
  annotations: ["checks"],
  labels: ["pull-requests", "issues"],
  issue: ["issues"],
  branch: ["contents"],
  pull_request: ["contents", "pull-requests"],
};

const WHY: Readonly<Record<string, string>> = {
  contents: "push the branch of the result",
  "pull-requests": "comments, labels and the pull request that the workflow declares",
  issues: "comments, labels and issues that the workflow declares",
  checks: "the notes that the workflow declares",
};

/** Names of effects that the workflow declares; anything but `false` declares one. */
export function declaredEffects({ extra }: Plan): readonly string[] {
  const effects = extra?.["effects"];
  if (!isFields(effects)) return [];
  return Object.keys(EFFECT_PERMISSIONS).filter((kind) => {
    const value = Object.hasOwn(effects, kind) ? effects[kind] : undefined;
    return value !== undefined && value !== null && value !== false && value !== 0;
  });
}

const workflowOf = (action: Uses): Uses =>
  "own" in action
    ? { own: `${action.own.replace(/\/*$/, "")}/.github/workflows/deliver.yml` }
    : { ...action, name: `${action.name}/.github/workflows/deliver.yml` };

export function delivering(action: Uses, kinds: readonly string[]): ActionsJob {
  const wanted = new Set(["contents", ...kinds.flatMap((kind) => EFFECT_PERMISSIONS[kind] ?? [])]);
  const writes = new Set(kinds.flatMap((kind) => EFFECT_PERMISSIONS[kind] ?? []));
  const permissions = Object.fromEntries(
    Object.keys(WHY)
      .filter((name) => wanted.has(name))
      .map((name) => [
        name,
        writes.has(name)
          ? ({ access: "write", why: WHY[name] ?? "" } as const)
          : ({ access: "read", why: "look at the head, nothing else" } as const),
      ]),
  );
  return {
    id: "deliver",
    name: "Deliver",
    needs: ["finish"],
    if: expression(
      "!cancelled() && needs.finish.outputs.effects != '' && needs.finish.outputs.effects != 'none'",
    ),
    permissions,
    calls: workflowOf(action),
    with: { effects: expression("needs.finish.outputs.effects") },
  };
}
