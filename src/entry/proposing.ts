/** At the end of a run that has succeeded: what it wants written outside is put together, written down and said. */
import { isAbsolute, relative, sep } from "node:path";
import { isInRepository } from "../adapters/git/inside.ts";
import type { RunFolder } from "../adapters/store/run-folder.ts";
import { functionsOf } from "../app/brought.ts";
import { proposed, proposedEvent } from "../app/effects.ts";
import { results } from "../app/results.ts";
import { allowed, hiddenIn } from "../app/world.ts";
import type { Fields } from "../core/base/value.ts";
import type { EffectsDocument } from "../core/effects/document.ts";
import { refusalText } from "../core/effects/refusals.ts";
import { oneLine } from "../core/guard/sanitise.ts";
import type { RunEvent } from "../core/journal/event.ts";
import type { RunState } from "../core/run/state.ts";
import { headline } from "../core/view/outline.ts";
import type { Artifacts } from "../ports/artifacts.ts";
import type { LoadedPlugin } from "../ports/plugin.ts";
import type { Call } from "./command.ts";
import { effectsFields } from "./handed-over.ts";
import { readOrigin } from "./origin.ts";
import type { Published } from "./published.ts";
import type { Attached } from "./attached.ts";

/** Of a run as it was driven. */
export type Ended = Readonly<{
  folder: RunFolder;
  epoch: number;
  state: RunState;
  artifacts: Artifacts;
  plugins: readonly LoadedPlugin[];
  secrets: Readonly<Record<string, string>>;
}>;

export type Ending = Readonly<{
  attached: Pick<Attached, "result">;
  published: Published | null;
  append: (event: RunEvent) => void;
}>;

const MOST_TOLD = 5;
const LONGEST = 300;

type Seen = Readonly<{ head: string | null; own: readonly string[] }>;

/** What was checked out, and where in it the workflow lies. */
async function seenBy({ world }: Call, folder: RunFolder): Promise<Seen> {
  if (!isInRepository(world.directory)) return { head: null, own: [] };
  const { gitIn, line } = await import("../adapters/git/git.ts");
  const git = gitIn(world.directory, world.env);
  const head = await git.ask(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  const top = await git.ask(["rev-parse", "--show-toplevel"]);
  const workflow = readOrigin(folder)?.workflow;
  const way = workflow === undefined || !top.ok ? ".." : relative(line(top.value), workflow);
  const isInside = way !== "" && !way.startsWith("..") && !isAbsolute(way);
  return { head: head.ok ? line(head.value) : null, own: isInside ? [way.split(sep).join("/")] : [] };
}

function tell({ world, flags }: Call, run: string, { effects, refused }: EffectsDocument): void {
  for (const one of refused.slice(0, MOST_TOLD)) {
    const who = one.task === null ? "the run" : `"${oneLine(one.task, 80)}"`;
    const why = oneLine(refusalText(one), LONGEST);
    world.err.write(`warning: an effect of ${who} is refused (${one.kind}): ${why}\n`);
  }
  const more = refused.length - MOST_TOLD;
  if (more > 0) world.err.write(`warning: ${more} more are refused\n`);
  if (effects.length === 0 || flags.on("quiet")) return;
  const command = `agent-orchestrator deliver ${run}`;
  world.err.write(`effects: ${effects.length} to be written to GitHub by \`${command}\`\n`);
}

/** What it gives is for the document of the run. */
export async function propose(
  call: Call,
  run: Ended,
  { attached, published, append }: Ending,
): Promise<Fields> {
  const { state, artifacts, folder, epoch } = run;
  if (headline(state).conclusion !== "success") return {};
  const { world } = call;
  const seen = await seenBy(call, folder);
  const result = published === null ? null : attached.result(published);
  const found = await proposed({
    run: folder.id,
    attempt: epoch,
    around: {
      run: folder.id,
      state,
      results: results(artifacts),
      environment: allowed(world.env),
      secrets: {},
      functions: functionsOf(run.plugins),
    },
    artifacts,
    secrets: [...Object.values(run.secrets), ...(world.concealed ?? []), ...hiddenIn(world.env)],
    head: result?.base.head ?? seen.head,
    own: seen.own,
    result,
  });
  if (found === null) return {};
  append(proposedEvent(found));
  tell(call, folder.id, found.document);
  return effectsFields({ attempt: epoch, digest: found.digest }, found.document);
}
