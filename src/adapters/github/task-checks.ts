/** Checks of single tasks: each is written once, when its task has ended, so that it costs one request. */
import type { Around } from "../../core/render/board-page.ts";
import { checkedRows, MOST_TASK_CHECKS, taskCheckText } from "../../core/render/task-check.ts";
import type { Board } from "../../core/view/board.ts";
import type { Api } from "./api.ts";
import { openCheck, type CheckPlace } from "./checks.ts";
import { noted, type Surface } from "./surface.ts";

const placeOf = (place: CheckPlace, task: string, attempt: number): CheckPlace => ({
  ...place,
  name: `${place.name} / ${task}`,
  externalId: `${place.externalId}:${attempt}:${task}`,
});

export type TaskChecks = Readonly<{
  api: Api;
  place: CheckPlace;
  attempt: number;
  around: Around;
  surface: Surface;
  /** Tasks that have one. */
  told: Set<string>;
  note: (words: string | null) => void;
  /** After each of them. */
  remember: () => void;
}>;

/** Gives how many requests it took. All that are due, or those that come before the first trouble. */
export async function tellTasks(checks: TaskChecks, shown: Board): Promise<number> {
  const { api, place, attempt, around, surface, told, note, remember } = checks;
  const before = api.calls();
  for (const row of checkedRows(shown)) {
    if (told.size >= MOST_TASK_CHECKS || surface.off !== null) break;
    const text = told.has(row.id) ? null : taskCheckText(row, shown, around);
    if (text === null) continue;
    const made = await openCheck(api, placeOf(place, row.id, attempt), text, false);
    note(noted(surface, made));
    if (!made.ok) break;
    told.add(row.id);
    remember();
  }
  return api.calls() - before;
}

/** Nothing more is to be told of a run that has come to its end. */
export const areTold = ({ surface, told, around }: TaskChecks, shown: Board): boolean =>
  surface.off !== null ||
  told.size >= MOST_TASK_CHECKS ||
  checkedRows(shown).every((row) => told.has(row.id) || taskCheckText(row, shown, around) === null);
