/** Tells the platform how a run stands, as a channel like any other: its trouble is a warning and changes nothing. */
import { millis } from "../../core/base/brand.ts";
import type { Result } from "../../core/base/result.ts";
import type { Entry } from "../../core/journal/event.ts";
import type { Around } from "../../core/render/board-page.ts";
import { checkText, type Placement } from "../../core/render/check-run.ts";
import type { CommentMark } from "../../core/render/comment-mark.ts";
import { MOST_TASK_CHECKS, uncheckedText } from "../../core/render/task-check.ts";
import { commentBody, withoutMark } from "../../core/render/comment.ts";
import { tasksOf, type Board } from "../../core/view/board.ts";
import type { Channel } from "../../ports/channel.ts";
import type { Clock } from "../../ports/clock.ts";
import { MAX_CALLS, type Api, type Trouble } from "./api.ts";
import { changeCheck, openCheck, type CheckPlace } from "./checks.ts";
import { writeComment, type CommentPlace } from "./comments.ts";
import { areTold, tellTasks, type TaskChecks } from "./task-checks.ts";
import { gapAt, isSeen, isUrgent, liveCalls, UPDATE_CALLS, URGENT_GAP } from "./pace.ts";
import { MAX_MISSES, noted, surface, type Surface } from "./surface.ts";

/** Where a comment was refused as too long, this is tried. */
const SHORT_COMMENT = 20_000;

export type CommentMode = "live" | "final" | "on-failure" | "off";

/** What the end of the job has to know to finish what is not finished. */
export type Kept = Readonly<{
  check: number | null;
  comment: number | null;
  seq: number;
  calls: number;
  tasks: readonly string[];
}>;

export const NOTHING_KEPT: Kept = { check: null, comment: null, seq: 0, calls: 0, tasks: [] };

export type ReporterOptions = Readonly<{
  api: Api;
  clock: Clock;
  check: CheckPlace | null;
  /** Each task has a check besides. */
  taskChecks?: boolean;
  comment: CommentPlace | null;
  commentMode: CommentMode;
  /** Other jobs of this run tell it too, one after the other. */
  shared?: boolean;
  mark: Omit<CommentMark, "seq">;
  around: Around;
  placement: Placement | null;
  board: () => Board;
  warn: (words: string) => void;
  remember: (kept: Kept) => void;
  kept?: Kept;
}>;

export type Reporter = Readonly<{
  channel: Channel;
  /** Before the first task: a check, and the first comment. */
  begin: () => Promise<void>;
  /** The end, told everywhere; false where something is left for later. */
  finish: () => Promise<boolean>;
  /** Until what is being told is told. */
  settled: () => Promise<void>;
  /** What was not done, and why. */
  notes: () => readonly string[];
}>;

type Desk = Readonly<{
  options: ReporterOptions;
  check: Surface;
  comment: Surface;
  tasks: TaskChecks | null;
  notes: string[];
  opened: number;
}> & {
  seq: number;
  last: number;
  work: Promise<void>;
  alarm: Readonly<{ at: number; off: () => void }> | null;
  /** Calls that were made before the run went on. */
  before: number;
  ended: boolean;
};

function note({ options, notes }: Desk, words: string | null): void {
  if (words === null || notes.includes(words)) return;
  notes.push(words);
  options.warn(words);
}

const draws = ({ commentMode, board }: ReporterOptions): boolean =>
  commentMode !== "on-failure" || board().model.conclusion !== "success";

/** At once: whoever is ended in the next moment must not make a second one. */
function remember({ options, check, comment, seq, tasks }: Desk): void {
  const told = [...(tasks?.told ?? [])];
  options.remember({ check: check.id, comment: comment.id, seq, calls: options.api.calls(), tasks: told });
}

async function tellCheck(desk: Desk, place: CheckPlace, final: boolean): Promise<void> {
  const { check, options } = desk;
  const { api, board, around, placement, mark } = options;
  if (check.off !== null || check.finished) return;
  const text = checkText(board(), around, placement, desk.tasks === null ? "" : uncheckedText(board()));
  const words = JSON.stringify(text);
  if (words !== check.sent) {
    const told: Result<unknown, Trouble> =
      check.id === null
        ? await openCheck(api, place, text, mark.attempt > 1 || options.kept !== undefined)
        : await changeCheck(api, place, check.id, text, check.sent === null);
    note(desk, noted(check, told));
    if (told.ok) check.sent = words;
    if (told.ok && check.id === null) check.id = typeof told.value === "number" ? told.value : null;
    remember(desk);
  }
  check.finished = final && check.sent === words;
}

function sendComment(desk: Desk, place: CommentPlace, limit?: number) {
  const { options, comment } = desk;
  desk.seq += 1;
  const mark = { ...options.mark, seq: desk.seq };
  const shown = options.board();
  const body = (isNew: boolean): string => commentBody(shown, options.around, mark, isNew, limit);
  const { api, shared = false } = options;
  return writeComment(api, place, { mark, body, known: comment.id, mayCreate: draws(options), shared });
}

async function tellComment(desk: Desk, place: CommentPlace, final: boolean): Promise<void> {
  const { comment, options } = desk;
  if (comment.off !== null || comment.finished) return;
  const words = withoutMark(commentBody(options.board(), options.around, { ...options.mark, seq: 0 }, false));
  if (words !== comment.sent) {
    let told = await sendComment(desk, place);
    if (!told.ok && told.error.kind === "invalid") told = await sendComment(desk, place, SHORT_COMMENT);
    note(desk, noted(comment, told));
    if (told.ok) comment.sent = words;
    if (told.ok && told.value.kind === "written") comment.id = told.value.id;
    if (told.ok && told.value.kind !== "written") comment.off = "it is another run's, or was taken away";
    remember(desk);
  }
  comment.finished = final && comment.sent === words;
}

async function tell(desk: Desk, final: boolean): Promise<void> {
  const { options } = desk;
  desk.last = options.clock.now();
  if (options.check !== null) await tellCheck(desk, options.check, final);
  const isTime = final || options.commentMode === "live";
  if (options.comment !== null && isTime) await tellComment(desk, options.comment, final);
  // They come last, since they matter least, and take nothing of what the others may cost.
  if (desk.tasks !== null && desk.check.off === null)
    desk.before += await tellTasks(desk.tasks, options.board());
}

function isLive({ options, check, comment, ended, before, tasks }: Desk): boolean {
  const most = MAX_CALLS - (tasks === null ? 0 : MOST_TASK_CHECKS);
  const allowance = liveCalls(tasksOf(options.board().model).length, most);
  const tired = (place: Surface): boolean => place.misses >= MAX_MISSES || place.off !== null;
  const used = [...(options.check === null ? [] : [check]), ...(options.comment === null ? [] : [comment])];
  return !ended && options.api.calls() - before + UPDATE_CALLS <= allowance && !used.every(tired);
}

/** One after the other, so that an older state never arrives after a newer one. */
function queue(desk: Desk, act: () => Promise<void>): Promise<void> {
  desk.work = desk.work
    .then(act)
    .catch((error: unknown) => note(desk, `Reporting stopped: ${String(error)}.`));
  return desk.work;
}

function plan(desk: Desk, gap: number): void {
  const { clock } = desk.options;
  const at = Math.max(clock.now(), desk.last + gap);
  if (desk.alarm !== null && desk.alarm.at <= at) return;
  desk.alarm?.off();
  const off = clock.alarm(millis(Math.ceil(at)), () => {
    desk.alarm = null;
    if (isLive(desk)) void queue(desk, () => (isLive(desk) ? tell(desk, false) : Promise.resolve()));
  });
  desk.alarm = { at, off };
}

function end(desk: Desk): void {
  desk.ended = true;
  desk.alarm?.off();
}

async function finish(desk: Desk): Promise<boolean> {
  const { options, check, comment } = desk;
  end(desk);
  await queue(desk, () => tell(desk, true));
  const isOpen = ({ finished, off }: Surface): boolean => !finished && off === null;
  const areOpen = desk.tasks !== null && check.off === null && !areTold(desk.tasks, options.board());
  return (
    !areOpen && !(options.check !== null && isOpen(check)) && !(options.comment !== null && isOpen(comment))
  );
}

function taskChecksOf(options: ReporterOptions, desk: () => Desk): TaskChecks | null {
  const { api, check, taskChecks = false, mark, around, kept = NOTHING_KEPT } = options;
  if (check === null || !taskChecks) return null;
  return {
    api,
    place: check,
    attempt: mark.attempt,
    around,
    surface: surface("check of a task", "checks: write", null),
    told: new Set(kept.tasks),
    note: (words) => note(desk(), words),
    remember: () => remember(desk()),
  };
}

export function reporter(options: ReporterOptions): Reporter {
  const { kept = NOTHING_KEPT, clock, api } = options;
  const desk: Desk = {
    options,
    check: surface("check", "checks: write", kept.check),
    comment: surface("comment", "pull-requests: write", kept.comment),
    tasks: taskChecksOf(options, () => desk),
    notes: [],
    opened: clock.now(),
    seq: kept.seq,
    last: -Infinity,
    work: Promise.resolve(),
    alarm: null,
    before: 0,
    ended: false,
  };
  const entry = (each: Entry): void => {
    if (desk.ended || !isSeen(each)) return;
    plan(desk, isUrgent(each) ? URGENT_GAP : gapAt(clock.now() - desk.opened));
  };
  return {
    channel: { name: "github", entry, close: () => end(desk) },
    begin: () => {
      // What happens before it is told is told with it.
      desk.last = clock.now();
      return queue(desk, async () => {
        await tell(desk, false);
        desk.before = api.calls();
      });
    },
    finish: () => finish(desk),
    settled: () => desk.work,
    notes: () => desk.notes,
  };
}
