/** Where an agent decides what comes next, there is one. */
import { spanOf } from "../spec.ts";
import { mistake, type Rule } from "./rule.ts";

export const leads: Rule = {
  name: "leads",
  check({ spec }) {
    if (spec.settings["mode"] !== "hierarchical") return [];
    const first = spec.tasks.find(({ role, parent }) => role === "task" && parent === undefined);
    if (first === undefined || first.type === "agent") return [];
    return [
      mistake("AO1414", spanOf(first), `"${first.id}" leads, but is not done by an agent`, {
        label: "the first task hands out work to the others",
        help: "put a task with an agent before it, or take another mode",
      }),
    ];
  },
};
