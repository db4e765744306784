/** `resume`: goes on where a run stopped; what was committed is kept. */
import { withRunner } from "../../app/every-task.ts";
import { digestOf } from "../../adapters/system/digest.ts";
import { existsSync } from "node:fs";
import { prepare } from "../../app/prepare.ts";
import { reopened, savings, unclear, type Rerun } from "../../app/resume.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Plan, Task } from "../../core/plan/plan.ts";
import { costText } from "../../core/render/money.ts";
import { previewLine } from "../../core/render/preview.ts";
import { runSummary } from "../../core/render/run-summary.ts";
import { styled } from "../../core/render/paint.ts";
import { RUN, spentOf } from "../../core/run/money.ts";
import { preview } from "../../core/view/preview.ts";
import { outline } from "../../core/view/outline.ts";
import type { Call } from "../command.ts";
import { exitCodeOf } from "../ending.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conductOn } from "../going-on.ts";
import { endLeftBehind } from "../left-behind.ts";
import { definedPath, readOrigin, type Origin } from "../origin.ts";
import { grants, limitsFrom, stillUsedUp, tooLow } from "../limits.ts";
import { projectWithPlugins, showReports, withPlugins } from "../project.ts";
import { documentLine, documentText, storedDocument } from "../run-document.ts";
import { say } from "../say.ts";
import { openNamed, type StoredRun } from "../stored-run.ts";
import { takeOver, type TakenOver } from "../taken-over.ts";

function rerunOf(text: string | undefined): Rerun | null {
  if (text === undefined || text === "failed") return { kind: "failed" };
  if (text === "all") return { kind: "all" };
  return text.startsWith("from:") && text.length > 5 ? { kind: "from", task: text.slice(5) } : null;
}

/** The workflow as its file stands now, with the inputs and the runner that the run was given. */
async function currentPlan(call: Call, run: StoredRun, origin: Origin): Promise<Result<Plan, ExitCode>> {
  const { flags, world } = call;
  const from = projectWithPlugins(call);
  if (!from.ok) return err(say(world, from.error));
  const { inputs, item, event } = run.plan;
  // A default is the file's to give, and may have changed with it.
  const given = Object.entries(inputs).flatMap(([name, { value, trust }]) =>
    trust === "trusted" ? [] : [[name, value] as const],
  );
  const runner = flags.text("runner") ?? origin.runner;
  const maxParallel = flags.number("max-parallel") ?? origin.maxParallel;
  const request = {
    workflow: origin.workflow,
    inputs: Object.fromEntries(given),
    ...(item === null ? {} : { item }),
    ...(event === null ? {} : { event }),
    ...(runner === undefined ? {} : { runner }),
    ...(maxParallel === undefined ? {} : { maxParallel }),
    strict: flags.on("strict"),
    hash: digestOf,
  };
  const result = await withPlugins(from.value, () => prepare(from.value, request));
  if (result.ok) return ok(result.value.plan);
  showReports(call, result.error);
  const help = "mend it, or go on with --workflow recorded";
  return err(
    say(world, { exit: EXIT.usage, message: `"${origin.workflow}" cannot be used as it is now`, help }),
  );
}

/** Flags win over what was recorded. */
function withFlags(call: Call, plan: Plan): Plan {
  const { flags } = call;
  const [runner, maxParallel] = [flags.text("runner"), flags.number("max-parallel")];
  const { settings } = plan;
  return {
    ...(runner === undefined ? plan : withRunner(plan, runner)),
    settings: {
      ...settings,
      maxParallel: maxParallel ?? settings.maxParallel,
    },
  };
}

/** Null is the plan as recorded. Nothing said means the current file if it is still there. */
async function planFor(call: Call, run: StoredRun): Promise<Result<Plan | null, ExitCode>> {
  const { flags, world } = call;
  const asked = flags.text("workflow");
  const stored = readOrigin(run.folder);
  const origin = stored === undefined ? undefined : { ...stored, workflow: definedPath(world, stored) };
  const given = ["runner", "max-parallel"].some(
    (name) => flags.text(name) !== undefined || flags.number(name) !== undefined,
  );
  const recorded = (): Result<Plan | null, ExitCode> => ok(given ? withFlags(call, run.plan) : null);
  if (asked === "recorded") return recorded();
  if (origin === undefined || !existsSync(origin.workflow)) {
    const where =
      origin === undefined ? "the run does not know its file" : `"${origin.workflow}" is not there any more`;
    const help = "go on with --workflow recorded";
    if (asked !== undefined) return err(say(world, { exit: EXIT.usage, message: where, help }));
    if (!flags.on("quiet")) world.err.write(`${where}: going on with the workflow as recorded\n`);
    return recorded();
  }
  const current = await currentPlan(call, run, origin);
  if (!current.ok) return current;
  if (asked === "strict" && current.value.source !== run.plan.source) {
    const message = "the workflow file has changed since the run was started";
    return err(say(world, { exit: EXIT.usage, message, help: "go on with --workflow current or recorded" }));
  }
  return ok(withFlags(call, current.value));
}

async function showDocument(call: Call, run: StoredRun): Promise<void> {
  const { flags, world } = call;
  if (flags.on("json")) world.out.write(documentText(await storedDocument(run, call)));
  else if (flags.on("json-lines")) world.out.write(documentLine(await storedDocument(run, call)));
}

/** Nothing is open: the result is shown again. */
async function shownAgain(call: Call, run: StoredRun): Promise<ExitCode> {
  const { flags, world } = call;
  const model = outline(run.state);
  await showDocument(call, run);
  if (!flags.on("quiet"))
    world.err.write(runSummary(model, run.folder.id, styled(world.err.color, world.unicode)));
  return exitCodeOf(model, null);
}

/** Doing it twice may be worse than not at all, so nobody but the person decides. */
function askFirst({ flags, world }: Call, run: StoredRun): ExitCode | null {
  const [first, ...others] = unclear(run.state);
  if (first === undefined || flags.on("yes")) return null;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  const message = `"${first}"${more} was cut while it acted on the outside world; nobody knows whether it happened`;
  const help = "look, then run it again with --yes";
  return say(world, { exit: EXIT.paused, message, help });
}

/** Tasks of a changed workflow are counted as kept until they prove otherwise. */
function stillOpen(all: readonly Task[], { before, rerun }: TakenOver): readonly Task[] {
  const again = new Set(rerun);
  const isKept = ({ id }: Task): boolean =>
    !again.has(id) && before.tasks[before.byId.get(id) ?? -1]?.settled === "success";
  return all.filter((task) => !isKept(task));
}

const tasks = (count: number): string => `${count} ${count === 1 ? "task" : "tasks"}`;

/** What is kept, and what the rest may cost. */
function announce(call: Call, next: TakenOver): void {
  const { flags, world } = call;
  if (flags.on("quiet")) return;
  const { plan, state, folder } = next.run;
  const { reused, again, costUsd } = savings(next.before, next.rerun);
  const saved = costUsd === 0 ? "" : `, which saves ${costText(costUsd)}`;
  world.err.write(`resuming ${folder.id}: ${tasks(reused)} kept${saved}; ${tasks(again)} open\n`);
  const rest = { ...plan, tasks: stillOpen(plan.tasks, next) };
  world.err.write(previewLine(preview(rest, limitsFrom(call, state)), spentOf(state, RUN)));
}

export async function handle(call: Call): Promise<ExitCode> {
  const { flags, world } = call;
  const rerun = rerunOf(flags.text("rerun"));
  if (rerun === null) {
    const message = `--rerun does not know "${flags.text("rerun") ?? ""}"`;
    return say(world, { exit: EXIT.usage, message, help: "it takes failed, from:<task> or all" });
  }
  const stored = openNamed(call);
  if (!stored.ok) return say(world, stored.error);
  const isDone = outline(stored.value.state).conclusion === "success";
  const unheard = flags.on("ask-again");
  if (isDone && flags.text("rerun") === undefined && !unheard) {
    await endLeftBehind(stored.value);
    return shownAgain(call, stored.value);
  }
  const low = tooLow(call, stored.value.state);
  if (low !== null) return say(world, low);
  const refused = askFirst(call, stored.value);
  if (refused !== null) return refused;
  const plan = await planFor(call, stored.value);
  if (!plan.ok) return plan.error;
  const poor = stillUsedUp(call, stored.value.state, plan.value ?? stored.value.plan);
  if (poor !== null) {
    await showDocument(call, stored.value);
    return say(world, poor);
  }
  const next = await takeOver(call, stored.value, {
    plan: plan.value,
    rerun: (state) => reopened(state, rerun),
    unheard,
    then: grants(call),
  });
  if (!next.ok) return next.error;
  announce(call, next.value);
  return conductOn(call, next.value.run);
}
