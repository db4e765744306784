/** What `mode: plan` is given in texts and the program reads from files: inputs, as a form sends them, and legs that were cut beforehand. */
import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parsed } from "../adapters/github/foreign.ts";
import { isFields } from "../core/base/value.ts";
import type { Scene } from "./action-part.ts";
import { withInputs } from "./action-run.ts";

const FORM = "workflow_dispatch";
/** Nobody else reads it, and nothing of it stays on disk. */
const PRIVATE = 0o600;

/** A form sends a text for each of its fields, also where nobody wrote anything; a field that has to be filled is never sent empty. */
export function inputsFrom(event: string, text: string): string {
  const fields = event === FORM ? parsed(text) : null;
  if (!isFields(fields)) return text;
  return JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")));
}

type Planned = Readonly<{ inputs: string | null; legs: string | null }>;

export function withPlanned<T>(scene: Scene, act: (planned: Planned) => Promise<T>): Promise<T> {
  const { stage, wanted } = scene;
  const { temporary, workspace } = stage.ground;
  const own = { stage, wanted: { ...wanted, inputs: inputsFrom(stage.seen.event, wanted.inputs) } };
  return withInputs(own, (inputs) => {
    if (wanted.legs === "") return act({ inputs, legs: null });
    const legs = join(temporary === "" ? workspace : temporary, `legs-${randomUUID()}.json`);
    writeFileSync(legs, wanted.legs, { mode: PRIVATE, flag: "wx" });
    return act({ inputs, legs }).finally(() => rmSync(legs, { force: true }));
  });
}
