/** The working trees of a run in a repository, and where its result goes: loaded where a task may ask for a tree. */
import { rmSync } from "node:fs";
import { workspaceAt, type Found } from "../adapters/git/workspace.ts";
import { commits, type Commits } from "../app/commits.ts";
import { deliver } from "../app/deliver.ts";
import { results } from "../app/results.ts";
import { labelOf } from "../app/tree-work.ts";
import { trees } from "../app/trees.ts";
import { allowed } from "../app/world.ts";
import { refFault } from "../core/base/ref-name.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { redactor } from "../core/guard/redact.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { RunState } from "../core/run/state.ts";
import { headline } from "../core/view/outline.ts";
import { NOTHING, type Attached, type Subject } from "./attached.ts";
import type { Call } from "./command.ts";
import { told } from "./delivered.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readOrigin } from "./origin.ts";
import { baseIn, publishedIn, type Published } from "./published.ts";
import { say } from "./say.ts";

export const branchOf = (run: string): string => `agent-orchestrator/${run}`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What the person sees and the tasks will not, and the other way round. */
function note({ world, flags }: Call, { repository }: Found): void {
  if (flags.on("quiet")) return;
  const { changed, unknown, submodules } = repository;
  if (changed > 0)
    world.err.write(
      `${counted(changed, "file")} with changes that are not committed: the tasks begin with them\n`,
    );
  if (unknown > 0)
    world.err.write(
      `${counted(unknown, "path")} that git does not know: the tasks do not see them until \`git add\`\n`,
    );
  if (submodules) world.err.write("the folders of submodules are empty in the working trees of tasks\n");
}

const bundlesIn = ({ known, artifacts }: Subject) =>
  known
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      entry.type === "workspace.committed"
        ? [{ commit: entry.commit, bytes: () => artifacts.get(entry.bundle) }]
        : [],
    );

function heard(run: Subject): Commits {
  const known = commits(run.state, results(run.artifacts));
  for (const { entries } of run.known) for (const entry of entries) known.hear(entry);
  return known;
}

/** A branch that is there already is refused before money is spent on what should go there. */
async function taken(found: Found, branch: string, before: Published | null): Promise<string | null> {
  const named = await found.outcomes.named(branch);
  if (!named.ok) return named.error;
  const own = before?.branch === branch ? before.commit : null;
  return named.value === null || named.value === own ? null : `the branch ${branch} is there already`;
}

/** It has neither ended by itself nor become needless. */
function isOpen(state: RunState, id: string): boolean {
  const own = state.tasks.find(({ task }) => task.id === id);
  return own !== undefined && (own.settled === null || own.settled === "cancelled");
}

const leftText = (count: number): string =>
  `${count === 1 ? "1 working tree is" : `${count} working trees are`} kept for what was cut: \`resume\` goes on there, ` +
  "`cancel` takes it away\n";

function attached(call: Call, run: Subject, found: Found, branch: string): Attached {
  const { state, folder, artifacts, secrets } = run;
  const { workspace, outcomes } = found;
  const work = heard(run);
  const clean = redactor(Object.values(secrets));
  const keepFailed = call.flags.on("keep-worktrees");
  const leaks = (text: string): boolean => clean.text(text) !== text;
  const ground = { run: folder.id, state, workspace, commits: work, artifacts, leaks, keepFailed };
  const based: RunEvent = { type: "workspace.based", ...workspace.base };
  return {
    trees: (agents) => trees(ground, { agents, environment: allowed(call.world.env) }),
    opening: baseIn(run.known) === null ? [based] : [],
    async finish(append) {
      const ends = run.part === undefined || run.part.share.part === "finish";
      // The machine of a leg is gone with it, and whatever lies on it.
      const keeps = run.part === undefined;
      if (!ends || headline(state).conclusion !== "success") {
        const left = keepFailed ? 0 : found.tidy((task) => keeps && isOpen(state, task));
        return left === 0 || call.flags.on("quiet") ? NOTHING : { ...NOTHING, text: leftText(left) };
      }
      const label = labelOf(folder.id, state, null, "Join the work of a run");
      const before = publishedIn(run.known);
      const target = { branch, before, label, apply: call.flags.on("apply") };
      // Where a run has several machines, whoever takes its result further has another repository than this one.
      const pack = run.part === undefined ? null : (file: string) => artifacts.adopt(file);
      const delivery = await deliver(workspace, outcomes, work.left(), { ...target, pack }, append);
      if (!keepFailed) found.tidy(() => false);
      return told(call, folder.id, delivery);
    },
    result: ({ commit }) => ({
      base: workspace.base,
      commit,
      contents: (...words) => outcomes.contents(...words),
    }),
  };
}

/** A run of which nothing was written down has not been. */
function refuse(
  { world }: Call,
  { folder, known }: Subject,
  exit: ExitCode,
  message: string,
  help: string,
): Result<never, ExitCode> {
  if (known.length === 0) rmSync(folder.root, { recursive: true, force: true });
  return err(say(world, { exit, message, help }));
}

/** Null where there is no repository; a refusal has been said. */
export async function attachedAt(call: Call, run: Subject): Promise<Result<Attached | null, ExitCode>> {
  const { world } = call;
  const { folder } = run;
  const place = { directory: world.directory, folder: folder.root, env: world.env };
  const before = labelOf(folder.id, run.state, null, "Changes that were not committed when the run began");
  const label = { ...before, at: Math.floor(Date.now() / 1000) };
  const found = await workspaceAt(place, baseIn(run.known), label);
  if (!found.ok) return refuse(call, run, EXIT.infrastructure, found.error.message, found.error.hint);
  if (found.value === null) return ok(null);
  const recalled = await found.value.recall(bundlesIn(run));
  if (!recalled.ok) return refuse(call, run, EXIT.infrastructure, recalled.error, "start a new run");
  const published = publishedIn(run.known);
  const asked = readOrigin(folder)?.branch ?? published?.branch ?? branchOf(folder.id);
  const branch = refFault(asked) === null ? asked : branchOf(folder.id);
  const fault = await taken(found.value, branch, published);
  if (fault !== null)
    return refuse(call, run, EXIT.usage, fault, "choose another one with --branch, or remove it");
  if (baseIn(run.known) === null) note(call, found.value);
  return ok(attached(call, run, found.value, branch));
}
