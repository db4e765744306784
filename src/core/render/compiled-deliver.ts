/** The job that writes: with what the declared effects take, and for no others. */
import { EFFECT_PERMISSIONS, writableKinds, type WrittenKind } from "../effects/permissions.ts";
import type { Plan } from "../plan/plan.ts";
import { expression, type ActionsJob, type Permissions, type Uses } from "./actions-workflow.ts";

const WHY: Readonly<Record<string, string>> = {
  contents: "push the branch of the result",
  "pull-requests": "comments, labels and the pull request that the workflow declares",
  issues: "issues that the workflow declares",
  checks: "the notes that the workflow declares",
};

const LOOK: Permissions[string] = { access: "read", why: "look at what is there, nothing else" };

/** What the workflow may write; a job for it is there only if that is anything. */
export const declaredEffects = ({ extra }: Plan): readonly WrittenKind[] => writableKinds(extra?.["effects"]);

const workflowOf = (action: Uses): Uses =>
  "own" in action
    ? { own: `${action.own.replace(/\/*$/, "")}/.github/workflows/deliver.yml` }
    : { ...action, name: `${action.name}/.github/workflows/deliver.yml` };

/** Whether the change has moved on is looked at before anything is written, whatever it is. */
function permissionsOf(kinds: readonly WrittenKind[]): Permissions {
  const writes = new Set(kinds.map((kind) => EFFECT_PERMISSIONS[kind]));
  return Object.fromEntries([
    ["contents", LOOK],
    ["pull-requests", LOOK],
    ...Object.entries(WHY).flatMap(([name, why]) =>
      writes.has(name) ? [[name, { access: "write", why } as const] as const] : [],
    ),
  ]);
}

export function delivering(action: Uses, kinds: readonly WrittenKind[]): ActionsJob {
  return {
    id: "deliver",
    name: "Deliver",
    needs: ["plan", "finish"],
    if: expression(
      "!cancelled() && needs.finish.outputs.effects != '' && needs.finish.outputs.effects != 'none'",
    ),
    permissions: permissionsOf(kinds),
    calls: workflowOf(action),
    with: {
      plan: expression("needs.plan.outputs.plan"),
      effects: expression("needs.finish.outputs.effects"),
    },
  };
}
