/** `schema`: the JSON Schemas that editors use, as shipped. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../../core/base/nearest.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { say } from "../say.ts";

const FILES: ReadonlyMap<string, string> = new Map([
  ["workflow", "workflow"],
  ["test", "test"],
  ["cassette", "cassette"],
  ["handoff", "hand-off"],
  ["hand-off", "hand-off"],
  ["answer", "answer"],
  ["effects", "effects"],
]);
const KINDS = [...FILES.keys()].filter((name) => name !== "handoff");

export async function handle({ args, world }: Call): Promise<ExitCode> {
  const word = args[0] ?? "workflow";
  const kind = FILES.get(word);
  if (kind === undefined) {
    const close = nearest(word, KINDS);
    return say(world, {
      exit: EXIT.usage,
      message: `there is no schema "${word}"`,
      help: close === undefined ? `it is one of ${KINDS.join(", ")}` : `did you mean "${close}"?`,
    });
  }
  world.out.write(readFileSync(join(world.root, "schema", `${kind}.schema.json`), "utf8"));
  return EXIT.done;
}
