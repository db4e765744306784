/** Working trees of their own for tasks: each begins with the merge of what came before it and ends as one commit. */
import type { Result } from "../core/base/result.ts";
import type { Failure } from "../core/journal/failure.ts";

/** The names of a commit and of its tree. */
export type Commit = Readonly<{ commit: string; tree: string }>;

/** `head` is the person's commit; `commit` is that one, or one on top of it with what was not committed yet. */
export type Base = Commit & Readonly<{ head: string | null }>;

/** What stands in a commit's message; `at` in whole seconds, so that the same work always makes the same commit. */
export type Label = Readonly<{
  title: string;
  trailers: readonly (readonly [name: string, value: string])[];
  at: number;
}>;

/** `files` do not fit together; `notes` are git's own words about each; `parents` are what was joined. */
export type Conflict = Readonly<{ files: readonly string[]; notes: string; parents: readonly string[] }>;

/** A conflicting commit holds the marks of the conflict; `rest` was not looked at yet. */
export type Joined = Commit & Readonly<{ conflict: Conflict | null; rest: readonly string[] }>;

export type Place = Readonly<{
  name: string;
  /** Where the tree begins. */
  path: string;
  /** The same folder in it as the one where the run was started. */
  directory: string;
  start: Commit;
}>;

/** Whose files they are, and for which work: who is cut at it may find them again. */
export type Owner = Readonly<{ task: string; work: string }>;

export type Finished = Readonly<{
  label: Label;
  /** What the new commit stands on, if not on what the tree began with. */
  parents?: readonly string[];
  /** Files that had marks of a conflict, which must be gone. */
  conflicting?: readonly string[];
  /** Whether a text holds what must never be written down. */
  leaks?: (text: string) => boolean;
}>;

/** One changed file; counts are null for what is no text. */
export type FileChange = Readonly<{ path: string; added: number | null; removed: number | null }>;

/** What lies between two commits, file by file; modes as git writes them. */
export type Contents = Readonly<{
  files: readonly Readonly<{ path: string; oldMode: string; newMode: string; size: number }>[];
  /** Of those that are there, by path; empty if they are more than was asked for. */
  bytes: ReadonlyMap<string, Uint8Array>;
}>;

export interface Workspace {
  readonly base: Base;
  /** The repository that has the commits of the run. */
  readonly origin: string;
  /** One after the other, up to the first conflict. */
  join(heads: readonly string[], label: Label): Promise<Result<Joined, Failure>>;
  /** With an owner, the files outlive this process until somebody closes or disowns them. */
  open(name: string, start: Commit, owner?: Owner): Promise<Result<Place, Failure>>;
  /** The files that an earlier process left at the same work and the same beginning; all else that the task left goes. */
  reopen(owner: Owner, start: Commit): Promise<Place | null>;
  /** One commit of all that was changed; null if nothing was. */
  save(place: Place, finished: Finished): Promise<Result<Commit | null, Failure>>;
  /** The commits that `commit` has and `known` have not, in a file of git's own format. */
  bundle(commit: string, known: readonly string[]): Promise<Result<string, Failure>>;
  /** Takes it away with all that is in it. */
  close(place: Place): Promise<void>;
  /** It stays for people to look at, and nobody goes on in it. */
  disown(place: Place): void;
}

/** Nothing is read of what is more. */
export type Most = Readonly<{ files: number; bytes: number }>;

/** Where the result of a run goes, and how it is looked at. Nothing in here needs the run to be going on. */
export interface Outcomes {
  /** The commit that a branch of the person's names, if it is there. */
  named(branch: string): Promise<Result<string | null, string>>;
  /** Gives the person's repository a branch; `before` is what the run itself had put there earlier. */
  publish(branch: string, commit: string, before: string | null): Promise<Result<null, string>>;
  /** Takes the branch away again if nobody has changed it since. */
  drop(branch: string, commit: string): Promise<Result<null, string>>;
  join(heads: readonly string[], label: Label): Promise<Result<Joined, Failure>>;
  changes(from: string, to: string): Promise<Result<readonly FileChange[], string>>;
  patch(from: string, to: string, summary: boolean): Promise<Result<string, string>>;
  contents(from: string, to: string, most: Most): Promise<Result<Contents, string>>;
  /** Onto the person's files, all or nothing; an error names what stands in the way. */
  apply(from: string, to: string): Promise<Result<readonly FileChange[], string>>;
}
