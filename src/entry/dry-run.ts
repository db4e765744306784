/** What `run --dry-run` shows in place of running. */
import { styled } from "../core/render/paint.ts";
import { planDocument } from "../core/render/plan-document.ts";
import { textDag } from "../core/render/text-dag.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { limitsFor } from "./limits.ts";

export function dryRun(call: Call, plan: Plan): ExitCode {
  const { flags, world } = call;
  const limits = limitsFor(call, plan);
  const style = styled(world.out.color, world.unicode);
  world.out.write(
    flags.on("json")
      ? `${JSON.stringify(planDocument(plan, limits), null, 2)}\n`
      : textDag(plan, style, limits),
  );
  if (!flags.on("quiet")) world.err.write("nothing was started: this was a dry run\n");
  return EXIT.done;
}
