/** A run that the change itself could have written: what its tasks gave is data, and what people said in it is nobody's word. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { encodeEntry, encodeHeader, type Decoded } from "../../core/journal/codec.ts";
import type { Entry, RunEvent } from "../../core/journal/event.ts";
import { isAnswerWriter } from "../../core/journal/foreign.ts";
import { carryFault, type CarryFault } from "./carry-faults.ts";
import type { Opened } from "./parcel.ts";

/** Programs of agents obey files that lie in a tree, so trees are not taken from whoever comes along. */
const TREES: ReadonlySet<RunEvent["type"]> = new Set([
  "workspace.committed",
  "workspace.joined",
  "workspace.published",
]);

const speaks = ({ segment: { header, entries } }: Decoded): boolean =>
  isAnswerWriter(header.writer) || entries.some(({ type }) => type === "gate.answered");

/** With which files tasks begin is found out again, and what only a newer version understands is left out. */
function without({ segment }: Decoded): Readonly<{ text: string; decoded: Decoded }> {
  const kept = segment.entries.filter(({ type }) => type !== "workspace.based");
  const entries = kept.map((entry, index): Entry => ({ ...entry, seq: index + 1 }));
  return {
    text: encodeHeader(segment.header) + entries.map(encodeEntry).join(""),
    decoded: { segment: { ...segment, entries }, opaque: [], torn: false },
  };
}

/** As far as it can be gone on with; whoever does it lets what was answered be asked again. */
export function disowned(what: string, found: Opened): Result<Opened, CarryFault> {
  const { segments, parcel } = found;
  if (segments.some(speaks)) return err(carryFault("people", what));
  if (segments.some(({ segment }) => segment.entries.some(({ type }) => TREES.has(type))))
    return err(carryFault("trees", what));
  const clean = segments.map(without);
  return ok({
    ...found,
    segments: clean.map(({ decoded }) => decoded),
    parcel: { ...parcel, segments: clean.map(({ text }) => text) },
  });
}
