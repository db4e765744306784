/** `rollback`: undoes what a run has committed, the latest first, and on request brings the files back. */
import { rollbackBy, undone, undos, type Undo, type Undone } from "../../app/rollback.ts";
import { ok } from "../../core/base/result.ts";
import { isoText } from "../../core/base/instant.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import type { Restored } from "../../ports/snapshots.ts";
import type { Call } from "../command.ts";
import { conduct } from "../conduct.ts";
import { confirm } from "../confirm.ts";
import { dropResult } from "../dropped.ts";
import { EXIT, type ExitCode, SIGNALLED } from "../exit-codes.ts";
import { restoredFields, restoreFiles } from "../files-before.ts";
import { dropTrees } from "../left-behind.ts";
import { readOrigin } from "../origin.ts";
import { locked } from "../refused.ts";
import { documentText } from "../run-document.ts";
import { say } from "../say.ts";
import { driverOf, openNamed, type StoredRun } from "../stored-run.ts";
import { takeOver } from "../taken-over.ts";

const ROLLBACK_VERSION = 1;
const LONGEST = 100;
const NOTHING: Undone = { undone: [], failed: null, left: [] };

const tasks = (count: number): string => `${count} ${count === 1 ? "task" : "tasks"}`;

function announce({ flags, world }: Call, run: StoredRun, planned: readonly Undo[]): void {
  if (flags.on("quiet")) return;
  if (planned.length === 0) {
    world.err.write(
      `nothing to undo: no task of run ${run.folder.id} that has \`compensate\` is committed\n`,
    );
    return;
  }
  const lines = planned.map(({ task, by, committedAt, external }, at) => {
    const since = committedAt === null ? "" : `, done ${isoText(committedAt)}`;
    return `  ${at + 1}. ${task}${since}: ${oneLine(by, LONGEST)}${external ? " (external)" : ""}\n`;
  });
  world.err.write(
    `undoing ${tasks(planned.length)} of run ${run.folder.id}, latest first\n${lines.join("")}`,
  );
}

/** What happened outside can hardly be seen from here, so a person says that it is meant. */
async function refused(call: Call, planned: readonly Undo[], ask: typeof confirm): Promise<ExitCode | null> {
  const outside = planned.filter(({ external }) => external);
  if (outside.length === 0) return null;
  switch (await ask(call, `Undo ${tasks(planned.length)}, ${outside.length} of them beyond this machine?`)) {
    case "yes":
      return null;
    case "no":
      call.world.err.write("nothing was undone\n");
      return EXIT.done;
    default: {
      const names = outside.map(({ task }) => `"${task}"`).join(", ");
      const message = `undoing ${names} reaches beyond this machine`;
      return say(call.world, { exit: EXIT.paused, message, help: "say that it is meant with --yes" });
    }
  }
}

type Compensated = Readonly<{ outcome: Undone; exit: ExitCode }>;

async function compensate(
  call: Call,
  run: StoredRun,
  planned: readonly Undo[],
): Promise<Compensated | ExitCode> {
  if (planned.length === 0) return { outcome: NOTHING, exit: EXIT.done };
  const intention = { plan: null, rerun: () => ok([]), then: [rollbackBy("rollback")] };
  const next = await takeOver(call, run, intention);
  if (!next.ok) return next.error;
  const { state } = next.value.run;
  const exit = await conduct(call, { ...next.value.run, alone: true }, () => undefined);
  const outcome = undone(state, planned);
  const isWhole = outcome.undone.length === planned.length;
  const wasCut = Object.values(SIGNALLED).includes(exit);
  return { outcome, exit: isWhole ? EXIT.done : wasCut ? exit : EXIT.failed };
}

function tell(call: Call, run: StoredRun, { outcome }: Compensated, restored: Restored | null): void {
  const { flags, world } = call;
  const { failed, left } = outcome;
  if (flags.on("json")) {
    const document = {
      schemaVersion: ROLLBACK_VERSION,
      run_id: run.folder.id,
      undone: outcome.undone,
      failed: failed === null ? null : { task: failed.task, reason: failed.message },
      not_undone: left,
      restored: restored === null ? null : restoredFields(restored),
    };
    world.out.write(documentText(document));
    return;
  }
  for (const task of outcome.undone) world.out.write(`undone: ${task}\n`);
  if (failed !== null) world.out.write(`failed: ${failed.task}: ${oneLine(failed.message, LONGEST)}\n`);
  for (const task of left) world.out.write(`not undone: ${task}\n`);
  if (restored !== null)
    world.out.write(
      `restored: ${restored.changes.length} files; as they were before: ${restored.kept.ref}\n`,
    );
}

export async function handle(call: Call, ask = confirm): Promise<ExitCode> {
  const { flags, world } = call;
  const found = openNamed(call);
  if (!found.ok) return say(world, found.error);
  const run = found.value;
  const holder = driverOf(run.folder);
  if (holder !== undefined) return locked(world, run.folder, holder);
  const planned = undos(run.state);
  announce(call, run, planned);
  const no = await refused(call, planned, ask);
  if (no !== null) return no;
  const done = await compensate(call, run, planned);
  if (typeof done === "number") return done;
  if (done.exit === EXIT.done) {
    await dropResult(call, run);
    await dropTrees(run.folder);
  }
  const wanted = flags.on("restore-tree") && done.exit === EXIT.done;
  const directory = readOrigin(run.folder)?.directory ?? world.directory;
  const restored = wanted ? await restoreFiles(call, directory, run.folder.id) : ok(null);
  tell(call, run, done, restored.ok ? restored.value : null);
  return restored.ok ? done.exit : say(world, restored.error);
}
