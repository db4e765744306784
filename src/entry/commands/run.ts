/** `run`: from a file to a finished run. */
import { runId } from "../../core/base/brand.ts";
import { previewLine } from "../../core/render/preview.ts";
import { initial } from "../../core/run/fold.ts";
import { preview } from "../../core/view/preview.ts";
import type { Plan } from "../../core/plan/plan.ts";
import { localArtifacts } from "../../adapters/store/local.ts";
import { takeLock } from "../../adapters/store/lock.ts";
import { storePlan } from "../../adapters/store/plan-file.ts";
import { createRunFolder, runFolder, type RunFolder } from "../../adapters/store/run-folder.ts";
import { newRunId } from "../../adapters/store/runs.ts";
import { wantsSnapshot } from "../../app/rollback.ts";
import type { Call } from "../command.ts";
import { planText } from "../conduct.ts";
import type { ExitCode } from "../exit-codes.ts";
import { conductOn } from "../going-on.ts";
import { agentsOf, refusal, secretsOf } from "../machine.ts";
import { pluginAgents, pluginsOf } from "../plugins.ts";
import { planned } from "../project.ts";
import { locked } from "../refused.ts";
import { grants, limitsFor } from "../limits.ts";
import { projectPath, writeOrigin } from "../origin.ts";
import { say } from "../say.ts";
import { stateDirectory } from "../stored-run.ts";
import { refusedOutcome } from "../workspaces.ts";

function freshFolder(directory: string): RunFolder {
  for (;;) {
    const id = newRunId(Date.now());
    if (createRunFolder(directory, id)) return runFolder(directory, runId(id));
  }
}

function rememberOrigin({ flags, world }: Call, folder: RunFolder, workflow: string): void {
  const [runner, maxParallel] = [flags.text("runner"), flags.number("max-parallel")];
  const branch = flags.text("branch");
  writeOrigin(folder, {
    workflow: projectPath(world, workflow),
    directory: world.directory,
    ...(runner === undefined ? {} : { runner }),
    ...(maxParallel === undefined ? {} : { maxParallel }),
    ...(branch === undefined ? {} : { branch }),
  });
}

export async function start(call: Call, plan: Plan, path: string): Promise<ExitCode> {
  const { flags, world } = call;
  const secrets = secretsOf(plan, world);
  const directory = stateDirectory(call);
  const plugins = await pluginsOf(call, plan);
  if (!plugins.ok) return say(world, plugins.error);
  const others = pluginAgents(plugins.value);
  const probe = agentsOf(world, localArtifacts(directory), others);
  const refused = await refusal(call, plan, probe, secrets);
  if (refused !== null) return refused;
  const folder = freshFolder(directory);
  const lock = takeLock(folder.lock);
  if (!lock.ok) return locked(world, folder, lock.error);
  const text = planText(plan, secrets, world);
  const planDigest = storePlan(folder, text);
  rememberOrigin(call, folder, path);
  if (wantsSnapshot(plan)) {
    const { rememberFiles } = await import("../files-before.ts");
    await rememberFiles(call, folder.id);
  }
  if (!flags.on("quiet")) world.err.write(previewLine(preview(plan, limitsFor(call, plan))));
  const artifacts = localArtifacts(folder.objects, { durable: flags.on("durable") });
  return conductOn(call, {
    folder,
    lock: lock.value,
    plan,
    planDigest,
    epoch: 1,
    state: initial(plan, planDigest),
    opening: [{ type: "run.started" }, ...grants(call)],
    known: [],
    artifacts,
    agents: agentsOf(world, artifacts, others),
    plugins: plugins.value,
    secrets,
  });
}

export async function handle(call: Call): Promise<ExitCode> {
  const wrong = refusedOutcome(call);
  if (wrong !== null) return wrong;
  const result = await planned(call, call.args[0] ?? "");
  if (!result.ok) return result.error;
  const { plan, path } = result.value.prepared;
  if (!call.flags.on("dry-run")) return start(call, plan, path);
  const { dryRun } = await import("../dry-run.ts");
  return dryRun(call, plan);
}
