/** What a conductor prints: the next legs, for whoever starts their processes. */
import { needsCleaning } from "../app/leg.ts";
import type { Fields } from "../core/base/value.ts";
import type { Leg } from "../core/journal/event.ts";
import { factsOf } from "../core/run/state.ts";
import type { Call } from "./command.ts";
import { EXIT, SIGNALLED, type ExitCode } from "./exit-codes.ts";
import type { Driven } from "./leg-part.ts";
import { documentText } from "./run-document.ts";

const SCHEMA_VERSION = 1;

/** No limit is null, and never nothing. */
const legFields = ({ id, tasks, costUsd, tokens }: Leg): Fields => ({
  id,
  tasks: [...tasks],
  grant_usd: costUsd ?? null,
  grant_tokens: tokens ?? null,
});

function linesOf(legs: readonly Leg[], wave: number): string {
  if (legs.length === 0) return "nothing is left for legs\n";
  const lines = legs.map(({ id, tasks }) => `  ${id}  ${tasks.join(", ")}\n`);
  return `wave ${wave}\n${lines.join("")}`;
}

export function told(call: Call, { run, done }: Driven, wave: number): ExitCode {
  const { state, plan, folder } = run;
  const { flags, world } = call;
  const legs = state.waves.get(wave)?.legs ?? [];
  const parked = (factsOf(state)?.paused ?? null) !== null;
  const fields: Fields = {
    schemaVersion: SCHEMA_VERSION,
    run_id: folder.id,
    plan: run.planDigest,
    wave,
    legs: legs.map(legFields),
    kill: plan.settings.onFailure === "cancel",
    last: needsCleaning(plan),
    conclusion: parked ? "paused" : null,
  };
  world.out.write(flags.on("json") ? documentText(fields) : `run ${folder.id}\n${linesOf(legs, wave)}`);
  if (done.signal !== null) return SIGNALLED[done.signal];
  return parked ? EXIT.paused : EXIT.done;
}
