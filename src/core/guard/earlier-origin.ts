/** How far what an earlier job has kept may be believed, by where its workflow file came from: a file of the change can say anything. */

export type Origin = Readonly<{
  event: string;
  /** The branch that the platform says it was for. */
  branch: string;
  /** The commit, likewise. */
  head: string;
  /** It belongs to somebody else's repository, or nobody says to whose. */
  foreign: boolean;
  ended: boolean;
}>;

export type Here = Readonly<{
  /** The commit that is asked about. */
  head: string;
  defaultBranch: string;
}>;

/**
 * `own`: only who may change the default branch decides what was written there. `doubtful`: whoever may push a branch
 * could have written it, so that results are data and answers of people are nobody's.
 */
export type Standing = "own" | "doubtful" | "fork" | "going" | "head";

/** For these, the file is that of the branch that is named. */
const OF_ITS_BRANCH: ReadonlySet<string> = new Set([
  "issue_comment",
  "issues",
  "schedule",
  "repository_dispatch",
  "workflow_dispatch",
]);

/** What nobody here knows is doubtful at best. */
export function standingOf({ event, branch, head, foreign, ended }: Origin, here: Here): Standing {
  if (foreign) return "fork";
  if (!ended) return "going";
  // Which change that was about is what its label says: its own commit is another one.
  if (OF_ITS_BRANCH.has(event) && branch !== "" && branch === here.defaultBranch) return "own";
  return head !== "" && head === here.head ? "doubtful" : "head";
}
