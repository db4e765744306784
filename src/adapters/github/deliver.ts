/** Applies what a run proposed: bound to its commit, one after the other, nothing twice, and each with what became of it. */
import { canonical, type Value } from "../../core/base/value.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { EffectsDocument, Placed, Written } from "../../core/effects/document.ts";
import { refusal, refusalText } from "../../core/effects/refusals.ts";
import type { Api, Trouble } from "./api.ts";
import type { Read } from "./deliver-branch.ts";
import { annotations } from "./deliver-notes.ts";
import { outcome, type Outcome } from "./deliver-outcome.ts";
import { result } from "./deliver-result.ts";
import { bound, strangerText, type Target } from "./deliver-target.ts";
import { comments, issues, only, reviewComments, setLabels } from "./deliver-texts.ts";

export type Undelivered = Readonly<
  { kind: "stranger"; words: string } | { kind: "trouble"; trouble: Trouble }
>;

export type Delivery = Readonly<{
  document: EffectsDocument;
  target: Target;
  read: Read;
  /** The same data without anything that must not leave: what it would change is not written at all. */
  clean: (value: Value) => Value;
}>;

const decoder = new TextDecoder();

/** The secrets of whoever delivers are others than those of the run. */
function isClean({ clean, read }: Delivery, effect: Written): boolean {
  const fields = effect as unknown as Value;
  if (canonical(clean(fields)) !== canonical(fields)) return false;
  const files = effect.kind === "branch" ? effect.patch.files : [];
  return files.every(({ content }) => {
    const bytes = content === null ? undefined : read(content);
    if (bytes === undefined) return true;
    const text = decoder.decode(bytes);
    return clean(text) === text;
  });
}

/** A pull request without its branch is none. */
function parted(delivery: Delivery): Readonly<{ document: EffectsDocument; held: readonly Placed[] }> {
  const { document } = delivery;
  const dirty = new Set(document.effects.filter(({ effect }) => !isClean(delivery, effect)));
  const noBranch = [...dirty].some(({ effect }) => effect.kind === "branch");
  const held = document.effects.filter(
    (one) => dirty.has(one) || (noBranch && one.effect.kind === "pull_request"),
  );
  return { document: { ...document, effects: document.effects.filter((one) => !held.includes(one)) }, held };
}

/** An error means that nothing was written. */
export async function applied(
  api: Api,
  delivery: Delivery,
): Promise<Result<readonly Outcome[], Undelivered>> {
  const { target, read } = delivery;
  const stranger = strangerText(delivery.document, target);
  if (stranger !== null) return err({ kind: "stranger", words: stranger });
  const { document, held } = parted(delivery);
  const place = await bound(api, target, document);
  if (!place.ok) return err({ kind: "trouble", trouble: place.error });
  const secret = refusalText(refusal("secret"));
  const made = await result(api, place.value, document, read);
  const number = place.value.live?.number ?? made.number;
  return ok([
    ...held.map((placed) => outcome(placed, "failed", secret, "invalid")),
    ...made.outcomes,
    ...(await setLabels(api, target, number, only(document, "label"))),
    ...(await reviewComments(api, place.value, document)),
    ...(await annotations(api, place.value, document)),
    ...(await issues(api, place.value, document)),
    ...(await comments(api, place.value, document)),
  ]);
}
