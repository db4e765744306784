/** `agents`: how the agents of this project have been doing. */
import { localHealth } from "../../adapters/store/health.ts";
import { healthReport } from "../../app/health.ts";
import { millis } from "../../core/base/brand.ts";
import { healthDocument, healthTable } from "../../core/render/agents-health.ts";
import { styled } from "../../core/render/paint.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { documentText } from "../run-document.ts";
import { say } from "../say.ts";
import { stateDirectory } from "../stored-run.ts";

export function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const what = args[0] ?? "health";
  if (what !== "health") {
    const message = `agents does not know ${JSON.stringify(what)}`;
    return Promise.resolve(say(world, { exit: EXIT.usage, message, help: "it takes health" }));
  }
  const now = millis(Date.now());
  const report = healthReport(localHealth(stateDirectory(call)), now);
  world.out.write(
    flags.on("json")
      ? documentText(healthDocument(report))
      : healthTable(report, styled(world.out.color, world.unicode), now),
  );
  return Promise.resolve(EXIT.done);
}
