/** `resume`: goes on where a run stopped; what was committed is kept. */
import { digestOf } from "../../adapters/system/digest.ts";
import { existsSync } from "node:fs";
import { prepare } from "../../app/prepare.ts";
import { reopened, savings, unclear, type Rerun } from "../../app/resume.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { costText } from "../../core/render/money.ts";
import { runSummary } from "../../core/render/run-summary.ts";
import { styled } from "../../core/render/paint.ts";
import { outline } from "../../core/view/outline.ts";
import type { Call } from "../command.ts";
import { conduct } from "../conduct.ts";
import { exitCodeOf } from "../ending.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { endLeftBehind } from "../left-behind.ts";
import { readOrigin, type Origin } from "../origin.ts";
import { projectOf, showReports } from "../project.ts";
import { documentText, storedDocument } from "../run-document.ts";
import { say } from "../say.ts";
import { openNamed, type StoredRun } from "../stored-run.ts";
import { takeOver } from "../taken-over.ts";

function rerunOf(text: string | undefined): Rerun | null {
  if (text === undefined || text === "failed") return { kind: "failed" };
  if (text === "all") return { kind: "all" };
  return text.startsWith("from:") && text.length > 5 ? { kind: "from", task: text.slice(5) } : null;
}

/** The workflow as its file stands now, with the inputs and the runner that the run was given. */
function currentPlan(call: Call, run: StoredRun, origin: Origin): Result<Plan, ExitCode> {
  const { flags, world } = call;
  const from = projectOf(call);
  if (!from.ok) return err(say(world, from.error));
  const { inputs, item, event } = run.plan;
  // A default is the file's to give, and may have changed with it.
  const given = Object.entries(inputs).flatMap(([name, { value, trust }]) =>
    trust === "trusted" ? [] : [[name, value] as const],
  );
  const runner = flags.text("runner") ?? origin.runner;
  const maxParallel = flags.number("max-parallel") ?? origin.maxParallel;
  const result = prepare(from.value, {
    workflow: origin.workflow,
    inputs: Object.fromEntries(given),
    ...(item === null ? {} : { item }),
    ...(event === null ? {} : { event }),
    ...(runner === undefined ? {} : { runner }),
    ...(maxParallel === undefined ? {} : { maxParallel }),
    strict: flags.on("strict"),
    hash: digestOf,
  });
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
  const [runner, maxParallel, maxCostUsd] = [
    flags.text("runner"),
    flags.number("max-parallel"),
    flags.number("max-cost-usd"),
  ];
  const { settings } = plan;
  const tasks =
    runner === undefined
      ? plan.tasks
      : plan.tasks.map((task) =>
          task.work.type === "agent" ? { ...task, work: { ...task.work, runner } } : task,
        );
  return {
    ...plan,
    tasks,
    settings: {
      ...settings,
      maxParallel: maxParallel ?? settings.maxParallel,
      budget: maxCostUsd === undefined ? settings.budget : { ...settings.budget, maxCostUsd },
    },
  };
}

/** Null is the plan as recorded. Nothing said means the current file if it is still there. */
function planFor(call: Call, run: StoredRun): Result<Plan | null, ExitCode> {
  const { flags, world } = call;
  const asked = flags.text("workflow");
  const origin = readOrigin(run.folder);
  const given = ["runner", "max-parallel", "max-cost-usd"].some(
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
  const current = currentPlan(call, run, origin);
  if (!current.ok) return current;
  if (asked === "strict" && current.value.source !== run.plan.source) {
    const message = "the workflow file has changed since the run was started";
    return err(say(world, { exit: EXIT.usage, message, help: "go on with --workflow current or recorded" }));
  }
  return ok(withFlags(call, current.value));
}

/** Nothing is open: the result is shown again. */
function shownAgain(call: Call, run: StoredRun): ExitCode {
  const { flags, world } = call;
  const model = outline(run.state);
  if (flags.on("json")) world.out.write(documentText(storedDocument(run, world)));
  else if (flags.on("json-lines")) world.out.write(`${JSON.stringify(storedDocument(run, world))}\n`);
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

const tasks = (count: number): string => `${count} ${count === 1 ? "task" : "tasks"}`;

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
  if (isDone && flags.text("rerun") === undefined) {
    await endLeftBehind(stored.value);
    return shownAgain(call, stored.value);
  }
  const refused = askFirst(call, stored.value);
  if (refused !== null) return refused;
  const plan = planFor(call, stored.value);
  if (!plan.ok) return plan.error;
  const next = await takeOver(call, stored.value, {
    plan: plan.value,
    rerun: (state) => reopened(state, rerun),
    then: [],
  });
  if (!next.ok) return next.error;
  if (!flags.on("quiet")) {
    const { reused, again, costUsd } = savings(next.value.before, next.value.rerun);
    const saved = costUsd === 0 ? "" : `, which saves ${costText(costUsd)}`;
    world.err.write(
      `resuming ${stored.value.folder.id}: ${tasks(reused)} kept${saved}; ${tasks(again)} open\n`,
    );
  }
  return conduct(call, next.value.run);
}
