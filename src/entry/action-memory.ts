/** What the end of a job has to know of its beginning: written by main, read by post, believed only as far as it fits. */
import { parsed, at, listAt, numberAt, textAt } from "../adapters/github/foreign.ts";
import type { Value } from "../core/base/value.ts";
import type { Kept } from "../adapters/github/reporter.ts";
import type { Environment } from "./action-ground.ts";

export type Memory = Readonly<{
  run: string;
  state: string;
  /** The commit and the pull request that the run is about. */
  head: string | null;
  change: number | null;
  author: string;
  kept: Kept;
  /** Everything was told; nothing is left to do. */
  done: boolean;
  /** The page was written. */
  summary: boolean;
  notes: readonly string[];
  /** What of the run is kept as an artifact, and under which question it is found again; null once it is, or if it is not to be. */
  keep: Keeping | null;
}>;

/** `since` is the epoch that was there already, in another artifact. */
export type Keeping = Readonly<{ asked: string; since: number }>;

const ASKED = /^[0-9a-f]{64}$/;

function keepingIn(value: Value): Keeping | null {
  const asked = textAt(value, "keep", "asked");
  if (asked === null || !ASKED.test(asked)) return null;
  return { asked, since: numberAt(value, "keep", "since") ?? 0 };
}

const KEY = "run";
const COMMIT = /^[0-9a-f]{40,64}$/;

export const memoryName = KEY;

export const memoryText = (memory: Memory): string => JSON.stringify(memory);

/** Null where main never came so far that there was a run. */
export function memoryIn(env: Environment): Memory | null {
  const value = parsed(env[`STATE_${KEY}`] ?? "");
  const [run, state] = [textAt(value, "run"), textAt(value, "state")];
  if (run === null || state === null) return null;
  const head = textAt(value, "head");
  const notes = at(value, "notes");
  return {
    run,
    state,
    head: head !== null && COMMIT.test(head) ? head : null,
    change: numberAt(value, "change"),
    author: textAt(value, "author") ?? "",
    kept: {
      check: numberAt(value, "kept", "check"),
      comment: numberAt(value, "kept", "comment"),
      seq: numberAt(value, "kept", "seq") ?? 0,
      calls: numberAt(value, "kept", "calls") ?? 0,
      tasks: listAt(value, "kept", "tasks").filter((each) => typeof each === "string"),
    },
    done: at(value, "done") === true,
    summary: at(value, "summary") === true,
    notes: Array.isArray(notes) ? notes.filter((each) => typeof each === "string") : [],
    keep: keepingIn(value),
  };
}
