/** One board for many jobs: each that may write brings it up to date from what all have written, and the last one ends it. */
import type { Fields } from "../core/base/value.ts";
import { NOTHING_KEPT, type Kept, type Reporter } from "../adapters/github/reporter.ts";
import { authorOf } from "../adapters/github/people.ts";
import { checkedUntil } from "../core/render/task-check.ts";
import type { Board } from "../core/view/board.ts";
import { DEGRADED } from "./action-admission.ts";
import { memoryName, memoryText, type Memory } from "./action-memory.ts";
import type { Scene } from "./action-part.ts";
import { reporterFor } from "./action-report.ts";
import type { Sheet } from "./action-sheet.ts";
import type { Watched } from "./watch.ts";

/** A run that lies on this machine. */
export type Lying = Omit<Watched, "document">;

export type Shown = Readonly<{
  reporter: Reporter | null;
  memory: () => Memory;
  remember: (news: Partial<Memory>) => void;
}>;

/** What the comment says last wins: a later job counts on where the one before has left off. */
const seqAfter = (wave: number): number => wave * 4;

type Place = Readonly<{ head: string | null; kept: Kept | null; board?: () => Board }>;

export async function show(scene: Scene, run: Lying, { head, kept, board }: Place): Promise<Shown> {
  const { stage, wanted, state, api, degraded } = scene;
  const author = api === null ? "" : await authorOf(api, wanted.token);
  const { change } = stage.seen;
  let memory: Memory = {
    run: run.run,
    state,
    head,
    change,
    author,
    kept: kept ?? NOTHING_KEPT,
    done: api === null,
    summary: false,
    notes: degraded ? [DEGRADED] : [],
    keep: null,
  };
  const remember = (news: Partial<Memory>): void => {
    memory = { ...memory, ...news };
    stage.files.state(memoryName, memoryText(memory));
  };
  const reporter =
    api === null
      ? null
      : reporterFor(stage, run, {
          api,
          head,
          change,
          author,
          check: wanted.check,
          taskChecks: wanted.taskChecks,
          comment: wanted.comment,
          board: board ?? run.board,
          remember: (now) => remember({ kept: now }),
          ...(kept === null ? {} : { kept }),
        });
  return { reporter, memory: () => memory, remember };
}

/** What earlier jobs have told: of tasks, whatever had ended when the last of them decided. */
export async function keptBefore(
  { stage, state, wanted }: Scene,
  { run, check, comment }: Sheet,
  place: Readonly<{ wave: number; epoch: number }>,
  shown: Board,
): Promise<Kept> {
  const until = wanted.taskChecks ? await stage.door.program().decidedUntil(state, run, place) : null;
  const tasks = until === null ? [] : checkedUntil(shown, until);
  return { check, comment, seq: seqAfter(place.wave), calls: 0, tasks };
}

/** Nothing that goes into a decision is ever empty: the runner drops what is. */
export const legsText = (document: Fields): string => {
  const { legs } = document;
  const ids = Array.isArray(legs) ? legs.map((leg: unknown) => (leg as Fields)["id"]) : [];
  return JSON.stringify(ids.filter((id) => typeof id === "string"));
};
