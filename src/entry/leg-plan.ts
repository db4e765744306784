/** `leg begin`: the plan of a run in several processes, and its first legs. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { dispatched, nextWave } from "../app/leg.ts";
import { openingOf, reopened } from "../app/resume.ts";
import { digestOf } from "../adapters/system/digest.ts";
import { storePlan } from "../adapters/store/plan-file.ts";
import { createRunFolder, runFolder } from "../adapters/store/run-folder.ts";
import { newRunId, RUN_ID } from "../adapters/store/runs.ts";
import { millis, runId, taskId, type RunId } from "../core/base/brand.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { isFields, isList, type Value } from "../core/base/value.ts";
import type { Leg, RunEvent } from "../core/journal/event.ts";
import type { Plan } from "../core/plan/plan.ts";
import { isLegId, MAX_LEGS, MAX_WAVES } from "../core/plan/waves.ts";
import { wavesOf } from "../core/plan/whole.ts";
import { foldSegments } from "../core/run/fold.ts";
import { withGrants } from "../core/run/legs.ts";
import { shareOf } from "../core/run/share.ts";
import type { RunState } from "../core/run/state.ts";
import type { Call } from "./command.ts";
import { planText, type Part } from "./conduct.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { driven, epochOf, type Subject } from "./leg-part.ts";
import { told } from "./leg-told.ts";
import { grants } from "./limits.ts";
import { secretsOf } from "./machine.ts";
import { projectPath, writeOrigin } from "./origin.ts";
import { planned } from "./project.ts";
import { say } from "./say.ts";
import { openRun, stateDirectory } from "./stored-run.ts";

const refuse = (call: Call, message: string, help: string): Result<never, ExitCode> =>
  err(say(call.world, { exit: EXIT.usage, message, help }));

function frozenIn(value: Value, plan: Plan): Result<readonly Leg[], string> {
  if (!isList(value) || value.length === 0) return err("it is no list of legs");
  const open = new Set(plan.tasks.filter(({ parent }) => parent === undefined).map(({ id }) => String(id)));
  const names = new Set<string>();
  const legs: Leg[] = [];
  for (const each of value) {
    const { id, tasks } = isFields(each) ? each : {};
    if (typeof id !== "string" || !isLegId(id) || names.has(id))
      return err(`a leg cannot be called ${JSON.stringify(id ?? null)}`);
    if (!isList(tasks) || tasks.length === 0) return err(`the leg "${id}" has no tasks`);
    for (const task of tasks)
      if (typeof task !== "string" || !open.delete(task))
        return err(`${JSON.stringify(task)} of the leg "${id}" is no task of its own in the workflow`);
    names.add(id);
    legs.push({ id, tasks: tasks.map((task) => taskId(String(task))) });
  }
  const left = plan.tasks.find(({ id, role }) => open.has(id) && (role === "task" || role === "on_start"));
  if (left !== undefined) return err(`no leg does "${left.id}"`);
  return legs.length > MAX_LEGS ? err(`there are more than ${MAX_LEGS} legs`) : ok(legs);
}

/** Legs that were cut beforehand: each task of the file in one of them, with all that is in it. */
function frozen(call: Call, plan: Plan): Result<readonly Leg[] | null, ExitCode> {
  const path = call.flags.text("legs");
  if (path === undefined) return ok(null);
  let value: Value;
  try {
    value = JSON.parse(readFileSync(resolve(call.world.directory, path), "utf8")) as Value;
  } catch {
    return refuse(call, `--legs cannot read "${path}"`, "it is a JSON file: [{id, tasks}]");
  }
  const legs = frozenIn(value, plan);
  return legs.ok ? legs : refuse(call, `--legs cannot be used: ${legs.error}`, "compile the workflow again");
}

/** Said before anything is spent. */
function tooDeep(call: Call, plan: Plan): Result<null, ExitCode> {
  const waves = wavesOf(plan);
  if (waves <= MAX_WAVES) return ok(null);
  const message = `"${plan.name}" may need ${waves} waves of legs, and there is room for ${MAX_WAVES}`;
  return refuse(
    call,
    message,
    "`agent-orchestrator compile` writes a workflow for it that has no waves, or run it in one place",
  );
}

function runNamed(call: Call): Result<RunId, ExitCode> {
  const asked = call.flags.text("run-id");
  if (asked === undefined) return ok(newRunId(Date.now()));
  if (RUN_ID.test(asked)) return ok(runId(asked));
  return refuse(
    call,
    `--run-id cannot be ${JSON.stringify(asked.slice(0, 80))}`,
    "e.g. 20260131-235959-1a2b",
  );
}

type Begun = Readonly<{ subject: Subject; opening: readonly RunEvent[] }>;

/** A run that was begun before goes on under the plan as it is now: what still fits is taken over. */
function begun(call: Call, plan: Plan, id: RunId): Result<Begun, ExitCode> {
  const folder = runFolder(stateDirectory(call), id);
  const text = planText(plan, secretsOf(plan, call.world), call.world);
  const planDigest = digestOf(text);
  const epoch = epochOf(call);
  const fresh = createRunFolder(stateDirectory(call), id) || !existsSync(folder.plan);
  const before = fresh ? null : openRun(folder);
  if (before?.ok === false) return err(say(call.world, before.error));
  const segments = before?.value.segments ?? [];
  if (segments.some(({ header }) => header.epoch >= epoch)) {
    const message = `run ${id} has been in epoch ${epoch} already`;
    return refuse(call, message, "begin it again with a later --epoch");
  }
  const again =
    before === null || segments.length === 0 ? null : reopened(before.value.state, { kind: "failed" });
  const state = foldSegments(plan, planDigest, segments);
  storePlan(folder, text);
  const first: readonly RunEvent[] =
    again === null ? [{ type: "run.started" }] : openingOf(segments, again.ok ? again.value : []);
  return ok({ subject: { folder, plan, segments, state }, opening: [...first, ...grants(call)] });
}

/** Legs that were cut beforehand decide for themselves: here nothing is decided. */
function partOf(cut: readonly Leg[] | null): Part {
  const closing = (state: RunState): readonly RunEvent[] => {
    const next = nextWave(state, 1, millis(Date.now()));
    return [dispatched(cut === null ? next : { wave: 1, legs: withGrants(state, cut), tooDeep: false })];
  };
  const still = cut === null ? {} : { still: true as const };
  return { writer: "plan", share: shareOf("conductor"), closing, ...still };
}

function remember(call: Call, subject: Subject, workflow: string): void {
  const runner = call.flags.text("runner");
  const from = { workflow: projectPath(call.world, workflow), directory: call.world.directory };
  writeOrigin(subject.folder, { ...from, ...(runner === undefined ? {} : { runner }) });
}

export async function begin(call: Call): Promise<ExitCode> {
  const result = await planned(call, call.args[1] ?? "");
  if (!result.ok) return result.error;
  const { plan, path } = result.value.prepared;
  const cut = frozen(call, plan);
  if (!cut.ok) return cut.error;
  const deep = cut.value === null ? tooDeep(call, plan) : ok(null);
  if (!deep.ok) return deep.error;
  const id = runNamed(call);
  if (!id.ok) return id.error;
  const ready = begun(call, plan, id.value);
  if (!ready.ok) return ready.error;
  const { subject, opening } = ready.value;
  remember(call, subject, path);
  const done = await driven(call, subject, { part: partOf(cut.value), opening, works: null });
  return done.ok ? told(call, done.value, 1) : done.error;
}
