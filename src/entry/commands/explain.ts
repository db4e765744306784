/** `explain`: the long form of a code or a failure class. */
import { nearest } from "../../core/base/nearest.ts";
import { FAILURE_CLASSES } from "../../core/base/vocabulary.ts";
import { CODES } from "../../core/spec/codes.ts";
import { explain } from "../../core/render/explain.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { say } from "../say.ts";

export async function handle({ args, world }: Call): Promise<ExitCode> {
  const word = args[0] ?? "";
  const text = explain(word) ?? explain(word.toUpperCase()) ?? explain(word.toLowerCase());
  if (text !== undefined) {
    world.out.write(text.endsWith("\n") ? text : `${text}\n`);
    return EXIT.done;
  }
  const known = [...Object.keys(CODES), ...Object.values(CODES).map((rule) => rule.name), ...FAILURE_CLASSES];
  const close = nearest(word, known);
  return say(world, {
    exit: EXIT.usage,
    message: `nothing is known about "${word}"`,
    help: close === undefined ? "codes look like AO1203; validate prints them" : `did you mean "${close}"?`,
  });
}
