/** `schema`: the JSON Schema that editors use, as shipped. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../../core/base/nearest.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { say } from "../say.ts";

const KINDS = ["workflow"] as const;

export async function handle({ args, world }: Call): Promise<ExitCode> {
  const kind = args[0] ?? "workflow";
  if (kind !== "workflow") {
    const close = nearest(kind, KINDS);
    return say(world, {
      exit: EXIT.usage,
      message: `there is no schema "${kind}"`,
      help: close === undefined ? `it is one of ${KINDS.join(", ")}` : `did you mean "${close}"?`,
    });
  }
  world.out.write(readFileSync(join(world.root, "schema", "workflow.schema.json"), "utf8"));
  return EXIT.done;
}
