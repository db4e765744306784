/** How a run went, for people and as its document. */
import { functionsOf } from "../app/brought.ts";
import { millis } from "../core/base/brand.ts";
import type { Fields } from "../core/base/value.ts";
import { sanitised } from "../core/guard/sanitise.ts";
import { gatesText } from "../core/render/gates.ts";
import { styled } from "../core/render/paint.ts";
import { runSummary } from "../core/render/run-summary.ts";
import { outline } from "../core/view/outline.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";
import type { Call } from "./command.ts";
import { documentLine, documentOf, documentText, runOutputs, waitingGates } from "./run-document.ts";
import type { StoredRun } from "./stored-run.ts";

type Reported = Pick<StoredRun, "folder" | "state" | "artifacts"> &
  Readonly<{ plugins: readonly LoadedPlugin[] }>;

const outputText = (outputs: Fields): string =>
  Object.entries(outputs)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}\n`)
    .join("");

/** How it went, for people and as its document. */
export function report(call: Call, run: Reported, more: Fields = {}): void {
  const { flags, world } = call;
  const { folder, state, artifacts } = run;
  if (!flags.on("quiet")) {
    const style = styled(world.err.color, world.unicode);
    const waiting = gatesText(waitingGates(run), folder.id, style, millis(Date.now()));
    world.err.write(runSummary(outline(state), folder.id, style, waiting));
  }
  const outputs = runOutputs(run, world, functionsOf(run.plugins));
  if (flags.on("json") || flags.on("json-lines")) {
    const document = documentOf(state, folder.id, artifacts, outputs);
    const fields = { ...document, ...more };
    world.out.write(flags.on("json-lines") ? documentLine(fields) : documentText(fields));
  } else {
    const text = outputText(outputs);
    world.out.write(world.out.terminal ? sanitised(text) : text);
  }
}
