/** A workflow as a file of GitHub: the same bytes for the same source, and everything about it that the author should know. */
import { compiledLegs, MAX_COMPILED_TASKS, type CompiledLeg } from "../plan/placement-compiled.ts";
import type { Plan, Task } from "../plan/plan.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import type { Spec } from "../spec/spec.ts";
import { expression, type Concurrency, type Uses } from "./actions-workflow.ts";
import { actionsYaml } from "./actions-yaml.ts";
import { found, placeOf, taskPlace } from "./compiled-findings.ts";
import { jobsOf } from "./compiled-jobs.ts";
import { triggersOf, type Triggers } from "./compiled-triggers.ts";

/** GitHub starts no file of more than 500 KB; what people add by hand needs room as well. */
export const MAX_COMPILED_BYTES = 450_000;

export type CompileWish = Readonly<{
  plan: Plan;
  spec: Spec;
  /** How the action finds the workflow: a path in the repository, or a name of the library. */
  workflow: string;
  /** Where the project lies in the repository; null for its root. */
  directory: string | null;
  /** SHA-256 of everything that it is made of. */
  digest: string;
  action: Uses;
  runner: string | null;
  /** Where GitHub keeps the secrets; null for the repository itself. */
  environment: string | null;
  /** Of which checks the action is told; null for its own default. */
  checks: string | null;
  /** What writes this file anew. */
  command: string;
}>;

export type CompiledFile = Readonly<{
  text: string;
  legs: readonly CompiledLeg[];
  found: readonly Diagnostic[];
}>;

/** By this line a file is known as ours, and by no other. */
export const MARK = "Written by agent-orchestrator compile";
export const SOURCE = "Source: sha256:";

function bytesOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const half = code >= 0xd800 && code < 0xe000;
    sum += code < 0x80 ? 1 : code < 0x800 || half ? 2 : 3;
  }
  return sum;
}

const tooLarge = (spec: Spec, message: string, label: string): Diagnostic =>
  found("AO1851", "error", placeOf(spec, "tasks"), {
    message,
    label,
    help: "put parts of it into workflows of their own, or run it in one job with `mode: run`",
  });

function reviewers(spec: Spec, { id, work }: Task): Diagnostic {
  const who =
    work.type === "approval" && work.approvers.length > 0
      ? ` (the file says ${work.approvers.join(", ")})`
      : "";
  return found("AO1856", "warning", taskPlace(spec, id), {
    message: `the environment "${id}" needs required reviewers`,
    label: "without them it lets everything pass",
    help: `make it under Settings, Environments, and name the reviewers${who} before the file is used; on private repositories some plans of GitHub have none`,
  });
}

const pausing = (spec: Spec, { id }: Task, why: string): Diagnostic =>
  found("AO1857", "warning", taskPlace(spec, id), {
    message: `the gate "${id}" ends the run as paused until somebody answers`,
    label: `no environment can do this: ${why}`,
    help: "answer it, then run the failed jobs again",
  });

const gates = (spec: Spec, legs: readonly CompiledLeg[]): readonly Diagnostic[] =>
  legs.flatMap(({ gate }) => {
    if (gate === null) return [];
    const { task, environment, pause } = gate;
    return [
      ...(environment ? [reviewers(spec, task)] : []),
      ...(pause === null ? [] : [pausing(spec, task, pause)]),
    ];
  });

/** The most legs that may be at work at the same time: those of one wave. */
function widest(legs: readonly CompiledLeg[]): number {
  const waves = new Map<string, number>();
  for (const { id, needs } of legs)
    waves.set(id, Math.max(-1, ...needs.map((need) => waves.get(need) ?? 0)) + 1);
  const sizes = new Map<number, number>();
  for (const wave of waves.values()) sizes.set(wave, (sizes.get(wave) ?? 0) + 1);
  return Math.max(0, ...sizes.values());
}

/** `max_parallel` is a wish for speed as well: whoever did not write it is not told. */
function limits(spec: Spec, { settings, tasks }: Plan, legs: readonly CompiledLeg[]): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  const most = widest(legs);
  if (spec.settings["max_parallel"] !== undefined && most > settings.maxParallel)
    all.push(
      found("AO1858", "warning", placeOf(spec, "settings", "max_parallel"), {
        message: `up to ${most} jobs may run at once, although "max_parallel" is ${settings.maxParallel}`,
        help: "put the tasks into a pool of that size; inside of each job it holds",
      }),
    );
  if (settings.onFailure === "cancel")
    all.push(
      found("AO1858", "warning", placeOf(spec, "settings", "on_failure"), {
        message: "a failure ends no other job that is running",
        label: "nothing new starts, as with `stop`",
        help: "run the workflow in one job with `mode: run` if running work must be ended",
      }),
    );
  const grouped = tasks.find(({ concurrency }) => concurrency !== undefined);
  if (grouped !== undefined)
    all.push(
      found("AO1858", "warning", taskPlace(spec, grouped.id, "concurrency"), {
        message: `"concurrency" of "${grouped.id}" holds on one machine only`,
        help: "other runs are on other machines, which it does not see; run the workflow in one place if that matters",
      }),
    );
  return all;
}

const slug = (name: string): string => fileName(name).slice(0, 60);

/** Good as a part of a path, whatever the name is. */
export const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 80) || "workflow";

/** A newer change of a pull request ends the run of the older one; nothing else is ended, and nothing waits. */
function concurrency({ name }: Plan, { onPullRequests }: Triggers): Concurrency {
  const group = onPullRequests ? "github.event.pull_request.number || github.run_id" : "github.run_id";
  return {
    group: [`agents-${slug(name)}-`, expression(group)],
    cancelInProgress: onPullRequests ? expression("github.event.action == 'synchronize'") : false,
  };
}

function headOf({ workflow, digest, command }: CompileWish): readonly string[] {
  return [
    `${MARK} from ${workflow}. Change that file, not this one, then write this one anew:`,
    `  ${command}`,
    `${SOURCE}${digest}`,
  ];
}

const nothing = (diagnostic: Diagnostic): CompiledFile => ({ text: "", legs: [], found: [diagnostic] });

/** The text is empty if something is wrong. */
export function compiledFile(wish: CompileWish): CompiledFile {
  const { plan, spec } = wish;
  const count = plan.tasks.length;
  if (count > MAX_COMPILED_TASKS)
    return nothing(
      tooLarge(spec, `the workflow has ${count} tasks`, `at most ${MAX_COMPILED_TASKS} are compiled`),
    );
  const triggers = triggersOf(spec);
  const legs = compiledLegs(plan);
  const text = actionsYaml({
    head: headOf(wish),
    name: plan.name,
    on: triggers.on,
    permissions: {},
    concurrency: concurrency(plan, triggers),
    jobs: jobsOf({ ...wish, legs, triggers }),
  });
  const all = [...triggers.found, ...gates(spec, legs), ...limits(spec, plan, legs)];
  const bytes = bytesOf(text);
  if (bytes > MAX_COMPILED_BYTES)
    all.push(
      tooLarge(
        spec,
        `the file would have ${bytes} bytes`,
        `in ${legs.length} jobs; at most ${MAX_COMPILED_BYTES}`,
      ),
    );
  const wrong = all.some(({ severity }) => severity === "error");
  return { text: wrong ? "" : text, legs, found: all };
}
