/** From how a run stands at its end to the number that the process gives back. */
import type { FailureClass } from "../core/base/vocabulary.ts";
import type { RunState } from "../core/run/state.ts";
import { failures, headline, outline, type Headline, type Outline, type Row } from "../core/view/outline.ts";
import { EXIT, type ExitCode, SIGNALLED, type SignalName } from "./exit-codes.ts";

const SPECIAL: ReadonlyMap<FailureClass, ExitCode> = new Map([
  ["auth", EXIT.credentials],
  ["policy", EXIT.policy],
  ["infrastructure", EXIT.infrastructure],
  ["lost", EXIT.infrastructure],
]);

type Rows = Pick<Outline, "rows">;

/** A person who says no is a result like any other, and no rule that somebody could change. */
const codeOf = ({ failure, type }: Row): ExitCode =>
  failure === null || type === "approval" ? EXIT.failed : (SPECIAL.get(failure.kind) ?? EXIT.failed);

/** A special code is given only if it explains every failure: else the caller would mend one thing and fail again. */
function failureCode(model: Rows): ExitCode {
  const codes = new Set(failures(model).map(codeOf));
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : EXIT.failed;
}

/** `signal` is the one that ended the run, if one did. */
export function exitCodeOf(model: Headline & Rows, signal: SignalName | null): ExitCode {
  switch (model.conclusion) {
    case "success":
      return EXIT.done;
    case "paused":
      return EXIT.paused;
    case "cancelled":
      return SIGNALLED[signal ?? "SIGINT"];
    case "failure":
      return model.stop?.kind === "budget" || model.stop?.kind === "timeout"
        ? EXIT.budget
        : failureCode(model);
    default:
      return SIGNALLED[signal ?? "SIGINT"];
  }
}

/** Only where failures are to be told apart, every task is looked at. */
export function exitOf(state: RunState, signal: SignalName | null): ExitCode {
  const head = headline(state);
  return exitCodeOf(head.conclusion === "failure" ? outline(state) : { ...head, rows: [] }, signal);
}
