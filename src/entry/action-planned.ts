/** What `mode: plan` is given in texts and the program reads from files: inputs, as a form sends them, and legs that were cut beforehand. */
import { parsed } from "../adapters/github/foreign.ts";
import { isFields } from "../core/base/value.ts";
import type { Scene } from "./action-part.ts";
import { withFile } from "./action-run.ts";

const FORM = "workflow_dispatch";

/** A form sends a text for each of its fields, also where nobody wrote anything; a field that has to be filled is never sent empty. */
export function inputsFrom(event: string, text: string): string {
  const fields = event === FORM ? parsed(text) : null;
  if (!isFields(fields)) return text;
  return JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")));
}

type Planned = Readonly<{ inputs: string | null; legs: string | null }>;

export const withPlanned = <T>(
  { stage: { ground, seen }, wanted }: Scene,
  act: (planned: Planned) => Promise<T>,
): Promise<T> =>
  withFile(ground, "inputs", inputsFrom(seen.event, wanted.inputs), (inputs) =>
    withFile(ground, "legs", wanted.legs, (legs) => act({ inputs, legs })),
  );
