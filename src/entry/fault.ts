/** What is said when something was thrown: the world's trouble in its own words, everything else as our own mistake. */
import { StoreTrouble } from "../adapters/store/trouble.ts";
import { sanitised } from "../core/guard/sanitise.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { put } from "./streams.ts";

const complain = (text: string): void => {
  put(2, text);
};

/** `write` where somebody else than a terminal reads it. */
export function fault(error: unknown, journal: string, write = complain): ExitCode {
  if (error instanceof StoreTrouble) {
    write(sanitised(`error: ${error.trouble.message}\n  help: ${error.trouble.hint}\n`));
    return EXIT.infrastructure;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const place = journal === "" ? "" : `The journal of the run lies in ${journal}\n`;
  const opening = "agent-orchestrator made a mistake; it is not your fault. Please report the lines below.";
  write(sanitised(`${opening}\n${place}${text}\n`));
  return EXIT.bug;
}
