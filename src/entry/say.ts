/** One way of saying that a command could not do its work: a sentence, a hint, a code. */
import { sanitised } from "../core/guard/sanitise.ts";
import type { World } from "./command.ts";
import type { ExitCode } from "./exit-codes.ts";

export type Complaint = Readonly<{ exit: ExitCode; message: string; help?: string }>;

export function say(world: World, complaint: Complaint): ExitCode {
  const help = complaint.help === undefined ? "" : `  help: ${complaint.help}\n`;
  world.err.write(sanitised(`error: ${complaint.message}\n${help}`));
  return complaint.exit;
}
