/** Where effects are written: said by the event and by whoever delivers, never by an effect; and how it stands there now. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { EffectsDocument } from "../../core/effects/document.ts";
import type { Api, Trouble } from "./api.ts";
import { changeOf } from "./event.ts";
import { textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

export type Target = Readonly<{
  repository: Repository;
  /** The pull request that it is about. */
  number: number | null;
  /** Commits that the event is about: the change itself, and what was checked out of it. */
  heads: readonly string[];
  /** Who writes with the token. */
  author: string;
  /** The run of the platform, for marks: numbers that only grow. */
  run: string;
  attempt: number;
  /** Where the run can be watched. */
  url: string | null;
}>;

/** The pull request as it is now; `moved` says that it is not what the run saw. */
export type Live = Readonly<{
  number: number;
  head: string | null;
  isOpen: boolean;
  fork: boolean;
  moved: boolean;
}>;

export type Bound = Readonly<{ target: Target; live: Live | null }>;

const SHORT = 7;
export const short = (commit: string): string => commit.slice(0, SHORT);

/** Null if it belongs here. */
export function strangerText({ head }: EffectsDocument, { heads }: Target): string | null {
  if (head === null || heads.length === 0 || heads.includes(head)) return null;
  return `the effects were made for commit ${short(head)}, and this is about ${heads.map(short).join(", ")}`;
}

/** Asked once, before anything is written. */
export async function bound(
  api: Api,
  target: Target,
  { head }: Pick<EffectsDocument, "head">,
): Promise<Result<Bound, Trouble>> {
  const { number, repository, heads } = target;
  if (number === null) return ok({ target, live: null });
  const answer = await api.read(pathTo(repository, "pulls", String(number)));
  if (!answer.ok) return err(answer.error);
  const { fork, head: now } = changeOf(answer.value);
  const known = heads.length > 0 ? heads : head === null ? [] : [head];
  const live: Live = {
    number,
    head: now,
    isOpen: textAt(answer.value, "state") === "open",
    fork: fork !== false,
    moved: now === null || (known.length > 0 && !known.includes(now)),
  };
  return ok({ target, live });
}

/** What readers must know before they take it for news. */
export function staleText({ live }: Bound, { head }: Pick<EffectsDocument, "head">): string | null {
  if (live === null) return null;
  if (!live.isOpen) return "The pull request was closed meanwhile.";
  if (!live.moved) return null;
  const [seen, now] = [
    head === null ? "an earlier commit" : `commit ${short(head)}`,
    live.head ?? "another one",
  ];
  return `Written for ${seen}; the pull request has moved on to ${short(now)}.`;
}
