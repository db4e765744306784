/** `leg advance` and `leg finish`: what the legs of a wave wrote becomes the next wave, or the end of the run. */
import {
  dispatched,
  hasOpenTasks,
  nextWave,
  openingOfConductor,
  openingOfFinish,
  unheard,
  type Next,
} from "../app/leg.ts";
import { millis } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isList, type Value } from "../core/base/value.ts";
import type { RunEvent } from "../core/journal/event.ts";
import { MAX_WAVES } from "../core/plan/waves.ts";
import { silentLegs, unexplained, wavesIn } from "../core/run/carried.ts";
import { shareOf } from "../core/run/share.ts";
import { factsOf, stopOf } from "../core/run/state.ts";
import { outline } from "../core/view/outline.ts";
import type { Call } from "./command.ts";
import { report } from "./report.ts";
import { exitCodeOf } from "./ending.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { driven, epochOf, nothingMore, openCarried, type Driven } from "./leg-part.ts";
import { told } from "./leg-told.ts";
import { publishedFields, publishedIn } from "./published.ts";
import { documentText, storedDocument } from "./run-document.ts";
import { say } from "./say.ts";
import { openRun, type StoredRun } from "./stored-run.ts";

const AGAIN =
  "on GitHub, `Re-run failed jobs` does them again and keeps the rest, and where one is left out by it, `Re-run all jobs` does all again; elsewhere, perform them with a later --epoch";

const named = (ids: readonly string[]): string => ids.map((id) => `"${id}"`).join(", ");

function lost(call: Call, ids: readonly string[]): ExitCode {
  const what = ids.length === 1 ? "the end of a leg is" : `the ends of ${ids.length} legs are`;
  const message = `${what} not in the journal: ${named(ids)}`;
  return say(call.world, { exit: EXIT.infrastructure, message, help: AGAIN });
}

function unknownWave(call: Call, { state }: StoredRun, wave: number): ExitCode | null {
  const known = wavesIn(state).length;
  if (wave <= MAX_WAVES && wave <= known) return null;
  const message = `the run has no wave ${wave}`;
  return say(call.world, { exit: EXIT.usage, message, help: `its last one is ${known}` });
}

export async function advance(call: Call): Promise<ExitCode> {
  const wave = call.flags.number("wave");
  if (wave === undefined)
    return say(call.world, { exit: EXIT.usage, message: "leg advance needs --wave", help: "e.g. --wave 1" });
  const stored = openCarried(call, `advance-${wave}`);
  if (!stored.ok) return stored.error;
  const { state, segments } = stored.value;
  const unknown = unknownWave(call, stored.value, wave);
  if (unknown !== null) return unknown;
  const silent = silentLegs(state, segments, wave);
  if (silent.length > 0)
    return lost(
      call,
      silent.map(({ id }) => id),
    );
  let next: Next = { wave: wave + 1, legs: [], tooDeep: false };
  const done = await driven(call, stored.value, {
    part: {
      writer: `advance-${wave}`,
      share: shareOf("conductor"),
      closing: (now) => {
        next = nextWave(now, wave + 1, millis(Date.now()));
        return [dispatched(next)];
      },
    },
    opening: openingOfConductor(state, segments, epochOf(call)),
    works: null,
  });
  if (!done.ok) return done.error;
  if (!next.tooDeep) return told(call, done.value, wave + 1);
  const message = `the run needs more than ${MAX_WAVES} waves of legs`;
  const help =
    "`agent-orchestrator compile` writes a workflow for it that has no waves, or run it in one place";
  return say(call.world, { exit: EXIT.failed, message, help });
}

const RESULTS: ReadonlySet<Value> = new Set(["success", "failure", "cancelled", "skipped"]);

function resultsOf(call: Call): Result<readonly Value[], ExitCode> {
  const text = call.flags.text("results");
  if (text === undefined) return ok([]);
  try {
    const value = JSON.parse(text) as Value;
    if (isList(value) && value.every((one) => RESULTS.has(one))) return ok(value);
  } catch {
    // Said below.
  }
  const help = `a JSON list of ${[...RESULTS].join(", ")}`;
  return err(say(call.world, { exit: EXIT.usage, message: "--results cannot be read", help }));
}

async function endOf(
  call: Call,
  stored: StoredRun,
  { run, done }: Driven,
  silent: readonly string[],
): Promise<ExitCode> {
  const { delivered, signal, more } = done;
  report(call, run, { ...publishedFields(publishedIn(stored.segments)), ...more });
  call.world.err.write(delivered.text ?? "");
  const exit = exitCodeOf(outline(run.state), signal);
  const lacking = unexplained(run.state, stored.segments, silent);
  if (lacking.length > 0) {
    const code = lost(call, lacking);
    return exit === EXIT.done ? code : exit;
  }
  return delivered.failed && exit === EXIT.done ? EXIT.failed : exit;
}

/** As it lies there: nothing of it is changed. */
async function leftAsIs(call: Call, stored: StoredRun, words: string, exit: ExitCode): Promise<ExitCode> {
  const { flags, world } = call;
  if (flags.on("json")) world.out.write(documentText(await storedDocument(stored, call)));
  if (!flags.on("quiet")) world.err.write(`run ${stored.folder.id} ${words}\n`);
  return exit;
}

const CANCELLED: RunEvent = {
  type: "run.stopping",
  reason: { kind: "cancel", by: "the jobs were cancelled" },
  running: "end",
};

export async function finish(call: Call): Promise<ExitCode> {
  const results = resultsOf(call);
  if (!results.ok) return results.error;
  const stored = openCarried(call, "finish");
  if (!stored.ok) return stored.error;
  const { state, segments, plan, folder } = stored.value;
  // Who does nothing but end the run begins no new epoch, so that it can be done again without anybody else.
  const { epoch } = state;
  const isEnded = segments.some(({ header }) => header.writer === "finish" && header.epoch === epoch);
  if (isEnded) return leftAsIs(call, stored.value, "has ended", exitCodeOf(outline(state), null));
  const paused = (factsOf(state)?.paused ?? null) !== null;
  const cancelled =
    results.value.includes("cancelled") && hasOpenTasks(state) && stopOf(state)?.reason.kind !== "cancel";
  // What waits for people or for a quota does not end here.
  if (paused && !cancelled) return leftAsIs(call, stored.value, "is paused", EXIT.paused);
  const silent = unheard(state, segments, plan, epoch);
  const done = await driven(call, stored.value, {
    part: { writer: "finish", share: shareOf("finish"), closing: nothingMore },
    opening: [...openingOfFinish(state, segments), ...(cancelled ? [CANCELLED] : [])],
    works: null,
    epoch,
  });
  if (!done.ok) return done.error;
  const after = openRun(folder);
  return endOf(call, after.ok ? after.value : stored.value, done.value, silent);
}
