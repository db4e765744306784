/** What the runner reads after a step: outputs, state for the end of the job, and the summary. */
import { randomUUID } from "node:crypto";
import { appendFileSync, statSync } from "node:fs";

/** The runner drops a larger summary as a whole and says nothing. */
export const MAX_SUMMARY_BYTES = 900 * 1024;
/** Outputs carry values to decide by; large results are read from the run. */
export const MAX_OUTPUT_BYTES = 512 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

const NAME = /^[a-z][a-z0-9_]*$/;

/** Ends with a line that nothing in the value can be. */
export function assignment(name: string, value: string, mark: string = `ao_${randomUUID()}`): string {
  if (!NAME.test(name)) throw new Error(`Internal error: "${name}" is no name for the runner`);
  if (value.includes(mark)) throw new Error("Internal error: a value holds the mark of its own end");
  return `${name}<<${mark}\n${value}\n${mark}\n`;
}

/** False where there is no such file, as outside of a runner, or it cannot be written. */
function append(path: string | undefined, text: string): boolean {
  if (path === undefined || path === "") return false;
  try {
    appendFileSync(path, text);
    return true;
  } catch {
    return false;
  }
}

export type RunnerFiles = Readonly<{
  output: (name: string, value: string) => boolean;
  state: (name: string, value: string) => boolean;
  /** False too if there is no room for it any more. */
  summary: (text: string) => boolean;
}>;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

export function runnerFiles(env: Environment): RunnerFiles {
  const summary = env["GITHUB_STEP_SUMMARY"] ?? "";
  return {
    output: (name, value) =>
      Buffer.byteLength(value) <= MAX_OUTPUT_BYTES && append(env["GITHUB_OUTPUT"], assignment(name, value)),
    state: (name, value) => append(env["GITHUB_STATE"], assignment(name, value)),
    summary: (text) =>
      summary !== "" &&
      sizeOf(summary) + Buffer.byteLength(text) <= MAX_SUMMARY_BYTES &&
      append(summary, text),
  };
}
