/** `plan`: the graph before anything runs. */
import { planDocument } from "../../core/render/plan-document.ts";
import { styled } from "../../core/render/paint.ts";
import { textDag } from "../../core/render/text-dag.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { limitsFor } from "../limits.ts";
import { planned } from "../project.ts";

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const result = await planned(call, args[0] ?? "", true);
  if (!result.ok) return result.error;
  const { plan } = result.value.prepared;
  const limits = limitsFor(call, plan);
  world.out.write(
    flags.on("json")
      ? `${JSON.stringify(planDocument(plan, limits), null, 2)}\n`
      : textDag(plan, styled(world.out.color, world.unicode), limits),
  );
  return EXIT.done;
}
