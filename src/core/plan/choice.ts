/** How an agent is asked which task comes next. */
import type { Value } from "../base/value.ts";
import type { Mate } from "./delegation.ts";

/** Without a word about what is next, the answer `done` is the smaller one. */
export const choiceSchema = (ids: readonly string[]): Value => ({
  type: "object",
  anyOf: [{ required: ["done"] }, { required: ["next"] }],
  properties: {
    done: { type: "boolean", enum: [true, false] },
    next: { type: "string", enum: ids },
    summary: { type: "string" },
  },
});

export const choiceText = (goal: string, team: readonly Mate[]): string =>
  `${goal}\n\n` +
  "You decide which task comes next, one at a time; a task may be chosen more than once. The tasks:\n" +
  `${team.map(({ id, about }) => (about === "" ? `- ${id}` : `- ${id}: ${about}`)).join("\n")}\n\n` +
  'Answer {"next": "<id of the task>"}, or {"done": true, "summary": "what was achieved"} when nothing is left to do. ' +
  'What was done so far stands under "done"; without it, nothing was.';
