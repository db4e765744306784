/** Everything that a page about one run shows, whoever carries it away: what is large is read while the page is written. */
import type { Millis, TaskId } from "../base/brand.ts";
import type { Fields } from "../base/value.ts";
import type { Work } from "../plan/plan.ts";
import type { AgentHealth } from "./agent-health.ts";
import type { Board, Line } from "./board.ts";
import type { Try } from "./tries.ts";

/** The end of what a task wrote, and what it handed on; null where it gave nothing. */
export type Said = Readonly<{ output: string | null; log: string | null }>;

/** How many characters there is room for. */
export type Most = Readonly<{ output: number; log: number }>;

export type Report = Readonly<{
  run: string;
  /** Somebody works on it at this moment. */
  driven: boolean;
  madeAt: Millis;
  board: Board;
  tries: ReadonlyMap<TaskId, readonly Try[]>;
  /** What each task waits for. */
  needs: ReadonlyMap<TaskId, readonly TaskId[]>;
  /** The author's file, as written. */
  source: string;
  inputs: Fields;
  outputs: Fields;
  /** Of agents that took part, over all runs of this machine. */
  health: readonly AgentHealth[];
  asked: (task: TaskId) => string;
  said: (task: TaskId, most: Most) => Said;
  /** Where the platform shows the run, if there is one. */
  url: string | null;
  commit: string;
}>;

export function needsIn(lines: readonly Line[]): Report["needs"] {
  const found = new Map<TaskId, TaskId[]>();
  for (const { from, to, kind } of lines) {
    if (kind !== "needs") continue;
    const others = found.get(to);
    if (others === undefined) found.set(to, [from]);
    else others.push(from);
  }
  return found;
}

/** What a task was asked to do, as its author wrote it; empty for what only holds others. */
export function askedOf(work: Work): string {
  if (work.type === "agent") return work.prompt ?? "";
  if (work.type === "approval") return work.prompt;
  if (work.type === "command") return typeof work.run === "string" ? work.run : work.run.join(" ");
  return "";
}
