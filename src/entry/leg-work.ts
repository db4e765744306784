/** `leg perform`: the tasks of one leg, or what comes after all of them. */
import { openingOfLeg, ownsBy, standingOf } from "../app/leg.ts";
import { millis } from "../core/base/brand.ts";
import { nearest } from "../core/base/nearest.ts";
import type { Plan } from "../core/plan/plan.ts";
import { legNamed, limitsFor, segmentsFor, wavesIn } from "../core/run/carried.ts";
import { foldSegments } from "../core/run/fold.ts";
import { isGateLeg, legShare, shareOf } from "../core/run/share.ts";
import { factsOf, isStoppable, type RunState, type TaskState } from "../core/run/state.ts";
import { FINALLY } from "../core/run/trespass.ts";
import { outline } from "../core/view/outline.ts";
import type { Call } from "./command.ts";
import { exitCodeOf } from "./ending.ts";
import { EXIT, SIGNALLED, type ExitCode } from "./exit-codes.ts";
import { driven, epochOf, nothingMore, openCarried, type Driven, type Subject } from "./leg-part.ts";
import { report } from "./report.ts";
import { say } from "./say.ts";
import type { StoredRun } from "./stored-run.ts";

type Own = (task: TaskState) => boolean;

/** Only these are asked for their runners and secrets here. */
const worksOf = ({ plan, state }: Subject, isOwn: Own): Plan => ({
  ...plan,
  tasks: state.tasks.filter(isOwn).map(({ task }) => task),
});

const isPaused = (state: RunState): boolean => (factsOf(state)?.paused ?? null) !== null;

function ended(call: Call, { run, done }: Driven, isOwn: Own): ExitCode {
  const { state } = run;
  if (call.flags.on("json")) report(call, run);
  if (done.signal !== null) return SIGNALLED[done.signal];
  if (isPaused(state)) return EXIT.paused;
  const standing = standingOf(state, isOwn, millis(Date.now()));
  if (standing === "waits") return EXIT.paused;
  if (standing === "done") return EXIT.done;
  const { rows, ...model } = outline(state);
  const own = rows.filter(({ id }) => {
    const task = state.tasks[state.byId.get(id) ?? -1];
    return task !== undefined && isOwn(task);
  });
  const code = exitCodeOf({ ...model, rows: own, conclusion: "failure" }, null);
  return code === EXIT.done ? EXIT.failed : code;
}

function unknownLeg(call: Call, state: RunState, id: string): ExitCode {
  const known = wavesIn(state).flatMap(({ legs }) => legs.map((leg) => leg.id));
  const close = nearest(id, known);
  const help =
    close === undefined ? `its legs are ${known.join(", ") || "none yet"}` : `did you mean "${close}"?`;
  return say(call.world, { exit: EXIT.usage, message: `the run has no leg ${JSON.stringify(id)}`, help });
}

async function performLeg(call: Call, stored: StoredRun, id: string): Promise<ExitCode> {
  const leg = legNamed(stored.state, id);
  if (leg === undefined) return unknownLeg(call, stored.state, id);
  // The same from here on as where only this was carried to.
  const segments = segmentsFor(stored.state, stored.segments, leg);
  const state = foldSegments(stored.plan, stored.state.planDigest, segments);
  const subject: Subject = { ...stored, segments, state };
  const isOwn = ownsBy(state, leg);
  const share = legShare(leg.tasks, limitsFor(state, segments, leg));
  const agreed = call.flags.text("gate") === "environment" && isGateLeg(state, share);
  const done = await driven(call, subject, {
    part: { writer: id, share, closing: nothingMore, ...(agreed ? { agreed: `environment ${id}` } : {}) },
    opening: openingOfLeg(state, segments, epochOf(call), id, isOwn),
    works: worksOf(subject, isOwn),
  });
  return done.ok ? ended(call, done.value, isOwn) : done.error;
}

const isCleaning: Own = (task) => !isStoppable(task);

async function performLast(call: Call, stored: StoredRun): Promise<ExitCode> {
  const { state, segments } = stored;
  const paused = (factsOf(state)?.paused ?? null) !== null && epochOf(call) === state.epoch;
  if (paused && !call.flags.on("quiet"))
    call.world.err.write("the run is paused: what cleans up waits for its end\n");
  const done = await driven(call, stored, {
    part: {
      writer: FINALLY,
      share: shareOf("finally"),
      closing: nothingMore,
      ...(paused ? { still: true as const } : {}),
    },
    opening: paused ? [] : openingOfLeg(state, segments, epochOf(call), FINALLY, isCleaning),
    works: paused ? null : worksOf(stored, isCleaning),
  });
  return done.ok ? ended(call, done.value, isCleaning) : done.error;
}

export async function perform(call: Call): Promise<ExitCode> {
  const id = call.args[1] ?? "";
  const named: Call = { ...call, args: [call.args[0] ?? ""] };
  const stored = openCarried(named, id);
  if (!stored.ok) return stored.error;
  return id === FINALLY ? performLast(named, stored.value) : performLeg(named, stored.value, id);
}
