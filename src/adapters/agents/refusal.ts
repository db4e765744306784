/** How an attempt ends without an answer for reasons that no agent has a part in. */
import { err, type Result } from "../../core/base/result.ts";
import type { Failure } from "../../core/journal/failure.ts";
import type { Answer, Refusal } from "../../ports/agent.ts";

export type Outcome = Result<Answer, Refusal>;

export const refuse = (failure: Failure): Outcome => err({ failure });

export const FORGOTTEN: Outcome = err({
  failure: { kind: "infrastructure", message: "The conversation that was cut is not known any more" },
  forgotten: true,
});

/** Full disks and the like are not the agent's fault, so it may be tried again. What is broken in here is thrown on. */
export async function guarded(signal: AbortSignal, work: () => Promise<Outcome>): Promise<Outcome> {
  if (signal.aborted) return refuse({ kind: "cancelled", message: "It was stopped before it began" });
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const message = `The files of the attempt cannot be used: ${error.message}`;
    return refuse({ kind: "infrastructure", message });
  }
}
