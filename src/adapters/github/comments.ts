/** The one comment of a workflow on a pull request: found by its mark and its author, written by the newest run. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { Value } from "../../core/base/value.ts";
import { isLaterTurn, isNewer, markIn, type CommentMark } from "../../core/render/comment-mark.ts";
import type { Api, Trouble } from "./api.ts";
import { listAt, numberAt, textAt } from "./foreign.ts";
import { pathTo, type Repository } from "./repository.ts";

export const PAGE_SIZE = 100;
/** Nobody reads further back than this for a comment. */
export const MAX_PAGES = 5;
/** So often what an older writer has written over is written again. */
export const MAX_REPAIRS = 2;

export type CommentPlace = Readonly<{
  repository: Repository;
  change: number;
  /** Who writes with our token. A mark is only a mark in a comment of theirs: others can copy it. */
  author: string;
}>;

export type Known = Readonly<{ id: number; mark: CommentMark }>;

function ownComment(value: Value, { author }: CommentPlace, key: string): Known | null {
  const [id, body] = [numberAt(value, "id"), textAt(value, "body")];
  if (id === null || body === null || textAt(value, "user", "login") !== author) return null;
  const mark = markIn(body);
  return mark === null || mark.key !== key ? null : { id, mark };
}

/** The oldest of ours. */
export async function findComment(
  api: Api,
  place: CommentPlace,
  key: string,
): Promise<Result<Known | null, Trouble>> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await api.read(pathTo(place.repository, "issues", String(place.change), "comments"), {
      per_page: String(PAGE_SIZE),
      page: String(page),
    });
    if (!answer.ok) return answer;
    const comments = listAt(answer.value);
    const own = comments.map((each) => ownComment(each, place, key)).find((each) => each !== null);
    if (own !== undefined) return ok(own);
    if (comments.length < PAGE_SIZE) break;
  }
  return ok(null);
}

export type Written = Readonly<{ kind: "written"; id: number } | { kind: "outrun" } | { kind: "gone" }>;

/** What is said differs where the comment is new. */
export type Body = (isNew: boolean) => string;

async function create(
  api: Api,
  place: CommentPlace,
  mark: CommentMark,
  body: Body,
): Promise<Result<Written, Trouble>> {
  const path = pathTo(place.repository, "issues", String(place.change), "comments");
  const post = () => api.create(path, { body: body(true) });
  let made = await post();
  if (!made.ok && made.error.kind === "unclear") {
    const found = await findComment(api, place, mark.key);
    if (!found.ok) return found;
    if (found.value !== null) return ok({ kind: "written", id: found.value.id });
    made = await post();
  }
  if (!made.ok) return made;
  const id = numberAt(made.value, "id");
  return id === null
    ? err({ kind: "invalid", words: "the new comment has no id" })
    : ok({ kind: "written", id });
}

type Found = Result<Known | "gone" | null, Trouble>;

/** Another run may have written it since, or somebody may have taken it away. */
async function current(
  api: Api,
  place: CommentPlace,
  mark: CommentMark,
  known: number | null,
): Promise<Found> {
  if (known === null) return findComment(api, place, mark.key);
  const answer = await api.read(pathTo(place.repository, "issues", "comments", String(known)));
  if (!answer.ok) return answer.error.kind === "missing" ? ok("gone") : answer;
  return ok(ownComment(answer.value, place, mark.key) ?? "gone");
}

export type Order = Readonly<{
  mark: CommentMark;
  body: Body;
  /** Null until the comment was looked for. */
  known: number | null;
  /** False to change a comment that is there, and write no new one. */
  mayCreate: boolean;
  /** Other jobs of the run write here in turn, and at once with those of other runs: what was written is read again. */
  shared?: boolean;
}>;

async function change(
  api: Api,
  { repository }: CommentPlace,
  id: number,
  body: string,
): Promise<Result<Written, Trouble>> {
  const path = pathTo(repository, "issues", "comments", String(id));
  let changed = await api.change(path, { body });
  // The same words twice are the same words.
  if (!changed.ok && changed.error.kind === "unclear") changed = await api.change(path, { body });
  if (changed.ok) return ok({ kind: "written", id });
  return changed.error.kind === "missing" ? ok({ kind: "gone" }) : changed;
}

/**
 * The platform knows no "change it if it is still the same": whoever looked before us may have written after us. If an older one
 * did, ours is written once more. What cannot be read back counts as written.
 */
async function hold(
  api: Api,
  place: CommentPlace,
  { mark, body }: Order,
  id: number,
): Promise<Result<Written, Trouble>> {
  for (let repairs = 0; repairs <= MAX_REPAIRS; repairs += 1) {
    const now = await current(api, place, mark, id);
    if (!now.ok || now.value === null) break;
    if (now.value === "gone") return ok({ kind: "gone" });
    if (isLaterTurn(now.value.mark, mark)) return ok({ kind: "outrun" });
    if (!isLaterTurn(mark, now.value.mark) || repairs === MAX_REPAIRS) break;
    const changed = await change(api, place, id, body(false));
    if (!changed.ok || changed.value.kind !== "written") return changed;
  }
  return ok({ kind: "written", id });
}

/** A newer run's comment is left alone, and so is the place of one that somebody took away. */
export async function writeComment(
  api: Api,
  place: CommentPlace,
  order: Order,
): Promise<Result<Written, Trouble>> {
  const { mark, body, known, mayCreate, shared = false } = order;
  if (shared) await api.settled();
  const found = await current(api, place, mark, known);
  if (!found.ok) return found;
  if (found.value === "gone") return ok({ kind: "gone" });
  if (found.value === null) return mayCreate ? create(api, place, mark, body) : ok({ kind: "gone" });
  const { id, mark: theirs } = found.value;
  if ((shared ? isLaterTurn : isNewer)(theirs, mark)) return ok({ kind: "outrun" });
  const changed = await change(api, place, id, body(false));
  return shared && changed.ok && changed.value.kind === "written" ? hold(api, place, order, id) : changed;
}
