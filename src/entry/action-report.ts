/** Where a run is shown on the platform, and its last page: the same for main and for post. */
import { relative, resolve, sep } from "node:path";
import { systemClock } from "../adapters/system/clock.ts";
import type { Api } from "../adapters/github/api.ts";
import { MAX_SUMMARY_BYTES } from "../adapters/github/files.ts";
import { reporter, type CommentMode, type Kept, type Reporter } from "../adapters/github/reporter.ts";
import { byteLength } from "../core/base/cut.ts";
import type { Around } from "../core/render/board-page.ts";
import type { Placement } from "../core/render/check-run.ts";
import { summaryPage } from "../core/render/step-summary.ts";
import type { Board } from "../core/view/board.ts";
import type { Ground } from "./action-ground.ts";
import type { Stage } from "./action-stage.ts";
import { modeIn } from "./action-wishes.ts";
import type { Watched } from "./watch.ts";

/** How the check of a workflow is called. */
export const checkName = (workflow: string): string => `agents / ${workflow}`;

/** The line on which a task of the file begins; the first where nobody knows. */
export function lineOf(text: string, task: string): number {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => {
    const at = /(?:^|[\s{,-])id:\s*/.exec(line);
    if (at === null) return false;
    const rest = line.slice(at.index + at[0].length);
    return (/^["']?([A-Za-z0-9_.-]+)/.exec(rest)?.[1] ?? "") === task;
  });
  return index < 0 ? 1 : index + 1;
}

export function placementOf(
  { workspace }: Pick<Ground, "workspace">,
  file: Watched["file"],
): Placement | null {
  if (file === null) return null;
  const path = relative(workspace, resolve(workspace, file.path));
  if (path === "" || path === ".." || path.startsWith(`..${sep}`)) return null;
  return { path: path.split(sep).join("/"), lineOf: (task) => lineOf(file.text, task) };
}

export const aroundOf = ({ ground, seen }: Stage, run: string, head: string | null): Around => ({
  url: ground.url,
  commit: head ?? seen.head ?? "",
  attempt: ground.attempt,
  run,
});

export type Telling = Readonly<{
  api: Api;
  head: string | null;
  change: number | null;
  author: string;
  check: boolean;
  taskChecks: boolean;
  comment: CommentMode;
  board: () => Board;
  kept?: Kept;
  remember: (kept: Kept) => void;
}>;

export function reporterFor(
  stage: Stage,
  run: Pick<Watched, "run" | "name" | "file">,
  telling: Telling,
): Reporter | null {
  const { ground, log } = stage;
  const { repository } = ground;
  const { api, head, change, author, board, kept, remember } = telling;
  if (repository === null) return null;
  const name = checkName(run.name);
  const isShown = telling.check && head !== null;
  return reporter({
    api,
    clock: systemClock(),
    taskChecks: telling.taskChecks,
    check: isShown ? { repository, head, name, externalId: `${run.name}:${ground.runId}` } : null,
    comment: telling.comment === "off" || change === null ? null : { repository, change, author },
    commentMode: telling.comment,
    shared: modeIn(stage.door.env) !== "run",
    mark: { key: run.name, run: ground.runId, attempt: ground.attempt },
    around: aroundOf(stage, run.run, head),
    placement: placementOf(ground, run.file),
    board,
    warn: (message) => log.mark({ level: "warning", message }),
    remember,
    ...(kept === undefined ? {} : { kept }),
  });
}

/** In the log where there is no page for it. */
export function writeSummary(
  { files, log, secrets }: Stage,
  shown: Board,
  around: Around,
  notes: readonly string[],
  more = "",
): void {
  const room = MAX_SUMMARY_BYTES - byteLength(more);
  const page = secrets.text(`${summaryPage(shown, around, notes, room)}${more}`);
  if (!files.summary(page)) log.group("Summary", page);
}
