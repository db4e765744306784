/** What later steps of the job are given. */
import { at, listAt, numberAt, textAt } from "../adapters/github/foreign.ts";
import { isFields, type Fields, type Value } from "../core/base/value.ts";
import type { Stage } from "./action-stage.ts";

const textOf = (value: Value): string => (typeof value === "number" ? String(value) : "");

/** Of the last task that gave data. */
function structured(document: Fields): Value {
  const given = listAt(document, "tasks").map((task) => at(task, "output"));
  return given.findLast((value) => isFields(value) || Array.isArray(value)) ?? null;
}

/** A value that is too large is left out and told: half of it would be another value. */
export function giveOutputs({ files, log, secrets, door }: Stage, document: Fields): void {
  const clean = (value: Value): string => JSON.stringify(secrets.value(value));
  const data = structured(document);
  const values: readonly (readonly [name: string, value: string])[] = [
    ["run_id", textAt(document, "run_id") ?? ""],
    ["conclusion", textAt(document, "conclusion") ?? "cancelled"],
    ["outputs", clean(at(document, "outputs"))],
    ["structured_output", data === null ? "" : clean(data)],
    ["total_cost_usd", textOf(at(document, "total_cost_usd"))],
    ["input_tokens", String(numberAt(document, "usage", "input_tokens") ?? 0)],
    ["output_tokens", String(numberAt(document, "usage", "output_tokens") ?? 0)],
    ["effects", textAt(document, "effects", "agreed") ?? "none"],
    ["paused", String(textAt(document, "conclusion") === "paused")],
  ];
  if ((door.env["GITHUB_OUTPUT"] ?? "") === "") return;
  for (const [name, value] of values) {
    if (files.output(name, value)) continue;
    log.mark({
      level: "warning",
      message: `The output \`${name}\` could not be written: it is too large, or the runner's file cannot be reached.`,
    });
  }
}
