/** Working trees for the tasks of a run that must not share one, and where the result goes when it has ended. */
import { rmSync } from "node:fs";
import { isInRepository } from "../adapters/git/inside.ts";
import type { Found } from "../adapters/git/workspace.ts";
import { commits, type Commits } from "../app/commits.ts";
import { deliver } from "../app/deliver.ts";
import type { Resulting } from "../app/effects.ts";
import { everyTask } from "../app/every-task.ts";
import { results } from "../app/results.ts";
import { labelOf, type Trees } from "../app/tree-work.ts";
import { mayIsolate, trees } from "../app/trees.ts";
import { allowed } from "../app/world.ts";
import { refFault } from "../core/base/ref-name.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { redactor } from "../core/guard/redact.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { RunEvent, Segment } from "../core/journal/event.ts";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import type { Plan } from "../core/plan/plan.ts";
import type { Share } from "../core/run/holdings.ts";
import type { RunState } from "../core/run/state.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import { outline } from "../core/view/outline.ts";
import type { Agent } from "../ports/agent.ts";
import type { Call } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readOrigin } from "./origin.ts";
import { baseIn, publishedIn, type Published } from "./published.ts";
import { say } from "./say.ts";
import { told, type Delivered } from "./delivered.ts";

/** A run as far as its files are concerned. */
type Subject = Readonly<{
  folder: RunFolder;
  plan: Plan;
  state: RunState;
  known: readonly Segment[];
  artifacts: Artifacts;
  secrets: Readonly<Record<string, string>>;
  part?: Readonly<{ share: Share }>;
}>;

export type Attached = Readonly<{
  trees: (agents: ReadonlyMap<string, Agent>) => Trees | undefined;
  /** To be written before anything is started. */
  opening: readonly RunEvent[];
  /** Once nothing of the run works any more: takes the trees away, and delivers what they came to. */
  finish: (append: (event: RunEvent) => void) => Promise<Delivered>;
  /** The same for whoever carries it elsewhere. */
  result: (published: Published) => Resulting | null;
}>;

const NOTHING: Delivered = { published: null, failed: false };

export const ALONE: Result<Attached, never> = ok({
  trees: () => undefined,
  opening: [],
  finish: () => Promise.resolve(NOTHING),
  result: () => null,
});

export const branchOf = (run: string): string => `agent-orchestrator/${run}`;

/** Said before anything is spent. */
export function refusedOutcome({ flags, world }: Call): ExitCode | null {
  const branch = flags.text("branch");
  if (branch === undefined) return null;
  if (flags.on("apply")) {
    const message = "--apply and --branch exclude each other";
    return say(world, {
      exit: EXIT.usage,
      message,
      help: "the result always gets a branch; --apply also changes your files",
    });
  }
  const fault = refFault(branch);
  if (fault === null) return null;
  const message = `--branch cannot be ${JSON.stringify(oneLine(branch, 80))}: ${fault}`;
  return say(world, { exit: EXIT.usage, message, help: "e.g. --branch feat/dark-mode" });
}

/** Where a tree was asked for by name, and there can be none. */
function warnOutside({ world, flags }: Call, plan: Plan): void {
  const asked = everyTask(plan).find(({ isolation }) => isolation === "worktree");
  if (asked !== undefined)
    world.err.write(`warning: "${asked.id}" works in this directory: this is no git repository\n`);
  const result = flags.on("apply") ? "--apply" : flags.text("branch") === undefined ? null : "--branch";
  if (result !== null)
    world.err.write(`warning: ${result} has no effect: all tasks work in this directory\n`);
}

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
      if (!ends || outline(state).conclusion !== "success") {
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

/** Null for a run that needs none of it; a refusal has been said. */
export async function attachTrees(call: Call, run: Subject): Promise<Result<Attached, ExitCode>> {
  const { world } = call;
  const { plan, folder } = run;
  if (!mayIsolate(plan) || !isInRepository(world.directory)) {
    warnOutside(call, plan);
    return ALONE;
  }
  const { workspaceAt } = await import("../adapters/git/workspace.ts");
  const place = { directory: world.directory, folder: folder.root, env: world.env };
  const before = labelOf(folder.id, run.state, null, "Changes that were not committed when the run began");
  const label = { ...before, at: Math.floor(Date.now() / 1000) };
  const found = await workspaceAt(place, baseIn(run.known), label);
  if (!found.ok) return refuse(call, run, EXIT.infrastructure, found.error.message, found.error.hint);
  if (found.value === null) {
    warnOutside(call, plan);
    return ALONE;
  }
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
