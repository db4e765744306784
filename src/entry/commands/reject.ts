/** `reject`: says no to a question of a run. */
import { answered, gateNamed } from "../answering.ts";
import type { Call } from "../command.ts";
import type { ExitCode } from "../exit-codes.ts";
import { say } from "../say.ts";
import { openNamed } from "../stored-run.ts";

export async function handle(call: Call): Promise<ExitCode> {
  const { args, flags, world } = call;
  const run = openNamed(call);
  if (!run.ok) return say(world, run.error);
  const gate = gateNamed(run.value, args[1]);
  if (!gate.ok) return say(world, gate.error);
  const opinion = { verdict: "reject", fields: {}, reason: flags.text("reason") ?? "" } as const;
  return answered(call, run.value, gate.value, opinion);
}
