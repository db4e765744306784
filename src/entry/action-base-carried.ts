/** The files that decide, as they came with the plan: nobody is asked for them, and nothing of the change is. */
import { err, ok, type Result } from "../core/base/result.ts";
import { oursIn, placeBase, type Placed } from "./action-base-placed.ts";
import { epochIn, fetchPlan, type Scene } from "./action-part.ts";
import type { Said } from "./said.ts";
import type { Sheet } from "./action-sheet.ts";
import { stateFault } from "./action-state.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

type Refusal = Readonly<{ said: Said; code: ExitCode }>;

export async function carriedBasis(
  scene: Scene,
  sheet: Sheet,
  basis: NonNullable<Sheet["basis"]>,
): Promise<Result<Placed, Refusal>> {
  const { stage, state, directory, wanted } = scene;
  const ours = oursIn(stage, directory);
  const planted = await stateFault(stage, wanted.stateDir, ours.top);
  if (planted !== null) return err({ said: planted, code: EXIT.policy });
  const begun = await fetchPlan(scene, sheet, epochIn(scene, sheet));
  if (!begun.ok) return err({ said: begun.error, code: EXIT.infrastructure });
  const found = await stage.door.carry().basisIn({ state, run: sheet.run }, basis);
  if (!found.ok) return err({ said: found.error, code: EXIT.infrastructure });
  return ok(await placeBase(stage, ours, found.value));
}
