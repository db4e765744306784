/** Effects that are words: each is found again by its mark and its author, so that nothing is said twice. */
import type { Value } from "../../core/base/value.ts";
import { ok, type Result } from "../../core/base/result.ts";
import type { EffectsDocument, Placed, Written } from "../../core/effects/document.ts";
import { markIn, markLine, type CommentMark } from "../../core/render/comment-mark.ts";
import type { Api, Answer, Trouble } from "./api.ts";
import { MAX_PAGES, PAGE_SIZE, writeComment } from "./comments.ts";
import { failed, outcome, type Outcome } from "./deliver-outcome.ts";
import { staleText, type Bound, type Target } from "./deliver-target.ts";
import { listAt, textAt } from "./foreign.ts";
import { pathTo } from "./repository.ts";

type Of<Kind extends Written["kind"]> = Placed & Readonly<{ effect: Extract<Written, { kind: Kind }> }>;

export const only = <Kind extends Written["kind"]>(
  { effects }: EffectsDocument,
  kind: Kind,
): readonly Of<Kind>[] => effects.filter((one): one is Of<Kind> => one.effect.kind === kind);

const markFor = ({ key }: Placed, { run, attempt }: Target): CommentMark => ({
  key: `effect/${key}`,
  run,
  attempt,
  seq: 0,
});

export const marked = (placed: Placed, target: Target, ...parts: readonly (string | null)[]): string =>
  `${markLine(markFor(placed, target))}\n${parts.filter((part) => part !== null && part !== "").join("\n\n")}\n`;

const quoted = (text: string | null): string | null => (text === null ? null : `> [!NOTE]\n> ${text}`);

/** The address of ours that has the mark of this effect, on any of the pages; null if none has. */
export async function findMarked(
  api: Api,
  path: readonly string[],
  query: Readonly<Record<string, string>>,
  author: string,
): Promise<Result<ReadonlyMap<string, string>, Trouble>> {
  const found = new Map<string, string>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await api.read(path, { ...query, per_page: String(PAGE_SIZE), page: String(page) });
    if (!answer.ok) return answer;
    const all = listAt(answer.value);
    for (const one of all) {
      const mark = textAt(one, "user", "login") === author ? markIn(textAt(one, "body") ?? "") : null;
      if (mark !== null && !found.has(mark.key)) found.set(mark.key, textAt(one, "html_url") ?? "");
    }
    if (all.length < PAGE_SIZE) break;
  }
  return ok(found);
}

type Making = Readonly<{
  /** How those that are there already are found. */
  look: () => Promise<Result<ReadonlyMap<string, string>, Trouble>>;
  make: (placed: Placed) => Promise<Answer>;
}>;

/** A write of which nobody knows whether it happened is looked for before it is done again. */
async function makeOnce(placed: Placed, { look, make }: Making): Promise<Answer> {
  const made = await make(placed);
  if (made.ok || made.error.kind !== "unclear") return made;
  const there = await look();
  if (!there.ok) return made;
  const url = there.value.get(`effect/${placed.key}`);
  return url === undefined ? make(placed) : ok({ html_url: url });
}

async function makeMissing(wanted: readonly Placed[], making: Making): Promise<readonly Outcome[]> {
  if (wanted.length === 0) return [];
  const there = await making.look();
  if (!there.ok) return wanted.map((placed) => failed(placed, there.error));
  const all: Outcome[] = [];
  let refused: Trouble | null = null;
  for (const placed of wanted) {
    const known = there.value.get(`effect/${placed.key}`);
    if (known !== undefined) {
      all.push(outcome(placed, "same", known));
      continue;
    }
    if (refused !== null) {
      all.push(failed(placed, refused));
      continue;
    }
    const made = await makeOnce(placed, making);
    all.push(
      made.ok ? outcome(placed, "done", textAt(made.value, "html_url") ?? "") : failed(placed, made.error),
    );
    // What one of them may not, none of them may; what is wrong with one is its own.
    if (!made.ok && made.error.kind !== "invalid") refused = made.error;
  }
  return all;
}

const nowhere = (wanted: readonly Placed[], why: string): readonly Outcome[] =>
  wanted.map((placed) => outcome(placed, "skipped", why));

const NO_PULL = "there is no pull request that this is about";

export function issues(api: Api, { target }: Bound, document: EffectsDocument): Promise<readonly Outcome[]> {
  const { repository, author } = target;
  const path = pathTo(repository, "issues");
  return makeMissing(only(document, "issue"), {
    look: () => findMarked(api, path, { state: "all", sort: "created", direction: "desc" }, author),
    make: (placed) =>
      placed.effect.kind === "issue"
        ? api.create(path, { title: placed.effect.title, body: marked(placed, target, placed.effect.body) })
        : Promise.resolve(ok(null)),
  });
}

const OFF_THE_CHANGE = "the line is not part of the change";

export async function reviewComments(
  api: Api,
  { target, live }: Bound,
  document: EffectsDocument,
): Promise<readonly Outcome[]> {
  const wanted = only(document, "review_comment");
  if (live === null) return nowhere(wanted, NO_PULL);
  if (!live.isOpen) return nowhere(wanted, "the pull request was closed meanwhile");
  if (live.moved || live.head === null)
    return nowhere(wanted, "the pull request has moved on: its lines are others now");
  const { repository, author } = target;
  const path = pathTo(repository, "pulls", String(live.number), "comments");
  const made = await makeMissing(wanted, {
    look: () => findMarked(api, path, { sort: "created", direction: "desc" }, author),
    make(placed) {
      const { effect } = placed;
      if (effect.kind !== "review_comment") return Promise.resolve(ok(null));
      const { path: file, line, body } = effect;
      return api.create(path, {
        body: marked(placed, target, body),
        commit_id: live.head,
        path: file,
        line,
        side: "RIGHT",
      });
    },
  });
  return made.map((one) =>
    one.trouble === "invalid"
      ? { ...one, outcome: "skipped" as const, words: OFF_THE_CHANGE, trouble: null }
      : one,
  );
}

export async function comments(
  api: Api,
  bound: Bound,
  document: EffectsDocument,
): Promise<readonly Outcome[]> {
  const wanted = only(document, "comment");
  const { target, live } = bound;
  if (live === null) return nowhere(wanted, NO_PULL);
  const all: Outcome[] = [];
  for (const placed of wanted) {
    const place = { repository: target.repository, change: live.number, author: target.author };
    const text = marked(placed, target, quoted(staleText(bound, document)), placed.effect.body);
    const order = { mark: markFor(placed, target), body: () => text, known: null, mayCreate: true };
    const written = await writeComment(api, place, order);
    if (!written.ok) all.push(failed(placed, written.error));
    else if (written.value.kind === "outrun")
      all.push(outcome(placed, "skipped", "a newer run has written its own"));
    else all.push(outcome(placed, "done", `comment on #${live.number}`));
  }
  return all;
}

/** All of them in one request, which changes nothing where they are set already. */
export async function setLabels(
  api: Api,
  { repository }: Target,
  number: number | null,
  wanted: readonly Of<"label">[],
): Promise<readonly Outcome[]> {
  if (wanted.length === 0) return [];
  if (number === null) return nowhere(wanted, NO_PULL);
  const path = pathTo(repository, "issues", String(number), "labels");
  const labels: Value = wanted.map(({ effect }) => effect.name);
  const set = () => api.create(path, { labels });
  let made = await set();
  if (!made.ok && made.error.kind === "unclear") made = await set();
  return wanted.map((placed) =>
    made.ok ? outcome(placed, "done", `on #${number}`) : failed(placed, made.error),
  );
}
