/** `diff`: what a run or one of its tasks changed in the files. */
import { commits } from "../../app/commits.ts";
import { results } from "../../app/results.ts";
import { labelOf } from "../../app/tree-work.ts";
import { nearest } from "../../core/base/nearest.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { oneLine, sanitised } from "../../core/guard/sanitise.ts";
import type { Outcomes } from "../../ports/workspace.ts";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readOrigin } from "../origin.ts";
import { baseIn, publishedIn } from "../published.ts";
import { documentText } from "../run-document.ts";
import { say, type Complaint } from "../say.ts";
import { openNamed, type StoredRun } from "../stored-run.ts";

const DIFF_VERSION = 1;

type Between = Readonly<{ from: string; to: string }>;
type Found = Result<Between | null, Complaint>;

const complaint = (message: string, help: string): Result<never, Complaint> =>
  err({ exit: EXIT.usage, message, help });

function heard(run: StoredRun) {
  const known = commits(run.state, results(run.artifacts));
  for (const { entries } of run.segments) for (const entry of entries) known.hear(entry);
  return known;
}

function ofTask(run: StoredRun, id: string): Found {
  const task = run.state.tasks.find((one) => one.task.id === id);
  if (task === undefined) {
    const close = nearest(
      id,
      run.state.tasks.map((one) => one.task.id),
    );
    const help = close === undefined ? "`status` lists its tasks" : `did you mean "${close}"?`;
    return complaint(`the run has no task "${oneLine(id, 80)}"`, help);
  }
  const made = heard(run).of(task);
  return ok(made === null ? null : { from: made.base, to: made.commit });
}

/** The result as it was delivered, or else all of the work that there is so far. */
async function ofRun(run: StoredRun, outcomes: Outcomes, from: string): Promise<Found> {
  const published = publishedIn(run.segments);
  if (published !== null) return ok({ from, to: published.commit });
  const heads = heard(run).left();
  const [only] = heads;
  if (only === undefined) return ok(null);
  const label = labelOf(run.folder.id, run.state, null, "Join the work of a run");
  const joined = await outcomes.join(
    heads.map(({ commit }) => commit),
    label,
  );
  if (!joined.ok) return err({ exit: EXIT.infrastructure, message: joined.error.message });
  const { conflict, commit } = joined.value;
  if (conflict === null) return ok({ from, to: commit });
  const files = oneLine(conflict.files.join(", "), 200);
  return complaint(`the work of the run does not fit together in ${files}`, "look at its tasks one by one");
}

async function show(
  call: Call,
  run: StoredRun,
  outcomes: Outcomes,
  { from, to }: Between,
): Promise<ExitCode> {
  const { flags, world, args } = call;
  const patch = await outcomes.patch(from, to, flags.on("stat") && !flags.on("json"));
  if (!patch.ok) return say(world, { exit: EXIT.infrastructure, message: patch.error });
  if (!flags.on("json")) {
    // Programs get the bytes; on a screen nothing in them may act.
    world.out.write(world.out.terminal ? sanitised(patch.value) : patch.value);
    return EXIT.done;
  }
  const files = await outcomes.changes(from, to);
  if (!files.ok) return say(world, { exit: EXIT.infrastructure, message: files.error });
  const fields = {
    schemaVersion: DIFF_VERSION,
    run_id: run.folder.id,
    task: args[1] ?? null,
    from,
    to,
    files: files.value,
    ...(flags.on("stat") ? {} : { patch: patch.value }),
  };
  world.out.write(documentText(fields));
  return EXIT.done;
}

export async function handle(call: Call): Promise<ExitCode> {
  const { world, args } = call;
  const stored = openNamed(call);
  if (!stored.ok) return say(world, stored.error);
  const run = stored.value;
  const base = baseIn(run.segments);
  const { outcomesAt } = await import("../../adapters/git/workspace.ts");
  const directory = readOrigin(run.folder)?.directory ?? world.directory;
  const found = await outcomesAt({ directory, folder: run.folder.root, env: world.env });
  if (!found.ok) {
    const { message, hint } = found.error;
    return say(world, { exit: EXIT.infrastructure, message, help: hint });
  }
  if (base === null || found.value === null) {
    const message = `run ${run.folder.id} has no files of its own: its tasks worked in your directory`;
    return say(world, { exit: EXIT.usage, message, help: "see what they changed with `git diff`" });
  }
  const [, task] = args;
  const between = task === undefined ? await ofRun(run, found.value, base.commit) : ofTask(run, task);
  if (!between.ok) return say(world, between.error);
  const { from, to } = between.value ?? { from: base.commit, to: base.commit };
  if (from !== to || call.flags.on("json")) return show(call, run, found.value, { from, to });
  world.err.write("nothing was changed\n");
  return EXIT.done;
}
