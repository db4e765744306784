/** `plan`: the graph before anything runs. */
import { planDocument } from "../../core/render/plan-document.ts";
import { styled } from "../../core/render/paint.ts";
import { placementFields, placementText } from "../../core/render/placement.ts";
import { textDag } from "../../core/render/text-dag.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { PLACEMENTS, placements, type Placements } from "../../core/plan/placement.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { limitsFor } from "../limits.ts";
import { planned } from "../project.ts";
import { recordedTimes } from "../recorded-times.ts";

/** Null if nobody asked. */
function placementsFor(call: Call, plan: Plan): Placements | null {
  const word = call.flags.text("placement");
  const wanted = PLACEMENTS.filter((one) => word === "all" || word === one);
  return wanted.length === 0 ? null : placements(plan, wanted, recordedTimes(call, plan.name));
}

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const result = await planned(call, args[0] ?? "", true);
  if (!result.ok) return result.error;
  const { plan } = result.value.prepared;
  const limits = limitsFor(call, plan);
  const placed = placementsFor(call, plan);
  const style = styled(world.out.color, world.unicode);
  const document = {
    ...planDocument(plan, limits),
    ...(placed === null ? {} : { placement: placementFields(placed) }),
  };
  world.out.write(
    flags.on("json")
      ? `${JSON.stringify(document, null, 2)}\n`
      : `${textDag(plan, style, limits)}${placed === null ? "" : placementText(placed, style)}`,
  );
  return EXIT.done;
}
