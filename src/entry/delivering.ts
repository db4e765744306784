/** How a delivery went: for people, as a document, and as the number that the process gives back. */
import type { Outcome } from "../adapters/github/deliver-outcome.ts";
import { documentFields, type EffectsDocument, type Refused } from "../core/effects/document.ts";
import { refusalText } from "../core/effects/refusals.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { agreedText, type Agreed } from "./proposed-in.ts";
import { documentText } from "./run-document.ts";

const DELIVERY_VERSION = 1;
const LONGEST = 400;
const LONGEST_TEXT = 200;

const whose = (task: string | null): string => (task === null ? "" : ` of "${oneLine(task, 80)}"`);

const refusedLine = (one: Refused): string =>
  `refused: ${one.kind}${whose(one.task)}: ${oneLine(refusalText(one), LONGEST)}\n`;

const outcomeLine = ({ outcome, kind, task, words }: Outcome): string =>
  `${outcome}: ${kind}${whose(task)}: ${oneLine(words, LONGEST)}\n`;

const refusedFields = ({ refused }: EffectsDocument) =>
  refused.map((one) => ({ task: one.task, kind: one.kind, reason: one.reason, message: refusalText(one) }));

export function tell(
  { flags, world }: Call,
  run: string,
  document: EffectsDocument | null,
  outcomes: readonly Outcome[],
): void {
  if (flags.on("json")) {
    const fields = {
      schemaVersion: DELIVERY_VERSION,
      run_id: run,
      effects: outcomes.map(({ key, kind, task, outcome, words }) => ({
        key,
        kind,
        task,
        outcome,
        message: words,
      })),
      refused: document === null ? [] : refusedFields(document),
    };
    world.out.write(documentText(fields));
    return;
  }
  for (const one of outcomes) world.out.write(outcomeLine(one));
  for (const one of document?.refused ?? []) world.out.write(refusedLine(one));
  if (outcomes.length === 0 && !flags.on("quiet")) world.err.write("there is nothing to deliver\n");
}

/** What would be done, with the texts as they would be written. */
export function tellPlan(
  { flags, world }: Call,
  run: string,
  agreed: Agreed,
  document: EffectsDocument,
): void {
  if (flags.on("json")) {
    const { effects } = documentFields(document);
    const fields = {
      schemaVersion: DELIVERY_VERSION,
      run_id: run,
      agreed: agreedText(agreed),
      proposed: effects ?? [],
    };
    world.out.write(documentText({ ...fields, refused: refusedFields(document) }));
    return;
  }
  for (const { effect, task } of document.effects) {
    const { kind: _, ...parts } = effect;
    world.out.write(
      `would write: ${effect.kind}${whose(task)}: ${oneLine(JSON.stringify(parts), LONGEST_TEXT)}\n`,
    );
  }
  for (const one of document.refused) world.out.write(refusedLine(one));
  if (!flags.on("quiet"))
    world.err.write(`nothing was written: this was a dry run of ${agreedText(agreed)}\n`);
}

/** Of several troubles the one that explains all of them, else the plain one. */
export function exitOf({ refused }: EffectsDocument, outcomes: readonly Outcome[]): ExitCode {
  const troubles = outcomes.flatMap(({ outcome, trouble }): readonly ExitCode[] => {
    if (outcome !== "failed") return [];
    if (trouble === "forbidden" || trouble === "unauthorised") return [EXIT.credentials];
    return trouble === "invalid" || trouble === "missing" ? [EXIT.failed] : [EXIT.infrastructure];
  });
  const all = new Set([...troubles, ...(refused.length > 0 ? [EXIT.policy] : [])]);
  const [only] = all;
  return only === undefined ? EXIT.done : all.size === 1 ? only : EXIT.failed;
}
