/** The run's result as a branch and a pull request of it: opened once, and never where something has changed under it. */
import { err, ok, type Result } from "../../core/base/result.ts";
import type { EffectsDocument, Placed } from "../../core/effects/document.ts";
import { fileRefusal } from "../../core/effects/patch.ts";
import { refusalText } from "../../core/effects/refusals.ts";
import { code } from "../../core/render/markdown-text.ts";
import type { Api, Trouble } from "./api.ts";
import { pushed, tipOf, type BranchTrouble, type Read } from "./deliver-branch.ts";
import { failed, outcome, type Outcome } from "./deliver-outcome.ts";
import { short, type Bound, type Target } from "./deliver-target.ts";
import { marked, only } from "./deliver-texts.ts";
import { listAt, numberAt, textAt } from "./foreign.ts";
import { pathTo } from "./repository.ts";

/** Where labels go if the event is about no pull request. */
export type Opened = Readonly<{ outcomes: readonly Outcome[]; number: number | null }>;

type Request = ReturnType<typeof only<"pull_request">>[number];

export const CI_HINT =
  "GitHub starts no workflows for what the token of a job has made. To start them, close this pull request and open it again, or deliver with the token of an app.";
const NOT_PERMITTED =
  "GitHub Actions may not open pull requests here. Allow it under Settings, Actions, General, or deliver with the token of an app; the branch is there, so that you can open it by hand.";

function branchFailed(placed: Placed, trouble: BranchTrouble): Outcome {
  switch (trouble.kind) {
    case "taken":
    case "lost":
    case "binary":
      return outcome(placed, "failed", trouble.words, "invalid");
    default:
      return failed(placed, trouble);
  }
}

/** Why nothing of the result is written at all. */
function blocked({ live }: Bound): string | null {
  if (live === null) return null;
  if (live.fork) return "the change comes from a fork, and its code is not put into this repository";
  if (!live.isOpen) return "the pull request was closed meanwhile";
  return live.moved ? "the pull request has moved on, and the result was made for what it was" : null;
}

type Base = Readonly<{ name: string; moved: string | null }>;

/** A branch that went away meanwhile takes no pull request. */
async function baseFor(
  api: Api,
  { repository }: Target,
  wanted: string | null,
  from: string,
): Promise<Result<Base | null, Trouble>> {
  let name = wanted;
  if (name === null) {
    const found = await api.read(pathTo(repository));
    if (!found.ok) return found;
    name = textAt(found.value, "default_branch") ?? "main";
  }
  const tip = await tipOf(api, repository, name);
  if (!tip.ok) return tip;
  if (tip.value === null) return ok(null);
  return ok({
    name,
    moved: tip.value === from ? null : `${name} has moved on to ${short(tip.value)} since.`,
  });
}

type There = Readonly<{ number: number; url: string; isOpen: boolean }>;

async function opened(
  api: Api,
  { repository }: Target,
  branch: string,
): Promise<Result<There | null, Trouble>> {
  const { owner, name } = repository;
  const query = { head: `${owner}:${branch}`, state: "all", per_page: "20" };
  const answer = await api.read(pathTo(repository, "pulls"), query);
  if (!answer.ok) return answer;
  const full = `${owner}/${name}`.toLowerCase();
  const [found] = listAt(answer.value).flatMap((one): readonly There[] => {
    const number = numberAt(one, "number");
    const isOurs =
      textAt(one, "head", "ref") === branch &&
      textAt(one, "head", "repo", "full_name")?.toLowerCase() === full;
    if (number === null || !isOurs) return [];
    return [{ number, url: textAt(one, "html_url") ?? "", isOpen: textAt(one, "state") === "open" }];
  });
  return ok(found ?? null);
}

function bodyOf(
  placed: Request,
  target: Target,
  document: EffectsDocument,
  base: Base,
  from: string,
): string {
  const run = target.url === null ? code(document.run) : `[${code(document.run)}](${target.url})`;
  const facts = `Made by run ${run} of ${code(document.workflow)} from ${short(from)}.`;
  const notes = [facts, ...(base.moved === null ? [] : [base.moved]), CI_HINT].join(" ");
  return marked(placed, target, `> [!NOTE]\n> ${notes}`, placed.effect.body);
}

async function create(
  api: Api,
  target: Target,
  placed: Request,
  body: string,
  base: string,
): Promise<Result<There, Trouble>> {
  const { branch: head, title, draft } = placed.effect;
  const made = await api.create(pathTo(target.repository, "pulls"), { title, head, base, body, draft });
  if (!made.ok) {
    if (made.error.kind !== "unclear") return made;
    const there = await opened(api, target, head);
    return there.ok && there.value !== null ? ok(there.value) : made;
  }
  const number = numberAt(made.value, "number");
  if (number === null) return err({ kind: "invalid", words: "the new pull request has no number" });
  return ok({ number, url: textAt(made.value, "html_url") ?? `#${number}`, isOpen: true });
}

function requestFailed(placed: Placed, trouble: Trouble): Outcome {
  if (/not permitted to create/i.test(trouble.words))
    return outcome(placed, "failed", NOT_PERMITTED, trouble.kind);
  const help = /draft/i.test(trouble.words)
    ? " Drafts are not to be had everywhere: `draft: false` opens it ready."
    : "";
  const one = failed(placed, trouble);
  return { ...one, words: `${one.words}${help}` };
}

/** Labels and reviewers are extras: what is wrong with them is said, and the pull request stands. */
async function adorn(api: Api, { repository }: Target, number: number, { effect }: Request): Promise<string> {
  const { labels, reviewers } = effect;
  const trouble: string[] = [];
  if (labels.length > 0) {
    const set = await api.create(pathTo(repository, "issues", String(number), "labels"), { labels });
    if (!set.ok) trouble.push(`its labels were not set: ${set.error.words}`);
  }
  if (reviewers.length > 0) {
    const path = pathTo(repository, "pulls", String(number), "requested_reviewers");
    const asked = await api.create(path, { reviewers });
    if (!asked.ok) trouble.push(`its reviewers were not asked: ${asked.error.words}`);
  }
  return trouble.length === 0 ? "" : ` (${trouble.join("; ")})`;
}

async function request(
  api: Api,
  target: Target,
  document: EffectsDocument,
  placed: Request,
  base: Base,
  from: string,
): Promise<Readonly<{ outcome: Outcome; number: number | null }>> {
  const there = await opened(api, target, placed.effect.branch);
  if (!there.ok) return { outcome: failed(placed, there.error), number: null };
  if (there.value !== null) {
    const { number, url, isOpen } = there.value;
    if (isOpen) return { outcome: outcome(placed, "same", url), number };
    return { outcome: outcome(placed, "skipped", `somebody closed it: ${url}`), number: null };
  }
  const made = await create(api, target, placed, bodyOf(placed, target, document, base, from), base.name);
  if (!made.ok) return { outcome: requestFailed(placed, made.error), number: null };
  const { number, url } = made.value;
  return { outcome: outcome(placed, "done", `${url}${await adorn(api, target, number, placed)}`), number };
}

export async function result(api: Api, bound: Bound, document: EffectsDocument, read: Read): Promise<Opened> {
  const [branch] = only(document, "branch");
  const [wanted] = only(document, "pull_request");
  if (branch === undefined) return { outcomes: [], number: null };
  const both: readonly Placed[] = wanted === undefined ? [branch] : [branch, wanted];
  const all = (say: (placed: Placed) => Outcome): Opened => ({ outcomes: both.map(say), number: null });
  const why = blocked(bound);
  if (why !== null) return all((placed) => outcome(placed, "skipped", why));
  const { patch, branch: name } = branch.effect;
  const refused = fileRefusal(patch, document.paths);
  if (refused !== null) return all((placed) => outcome(placed, "failed", refusalText(refused), "invalid"));
  const { target } = bound;
  const base = wanted === undefined ? ok(null) : await baseFor(api, target, wanted.effect.base, patch.base);
  if (!base.ok) return all((placed) => failed(placed, base.error));
  if (wanted !== undefined && base.value === null)
    return all((placed) =>
      outcome(placed, "skipped", "the branch that it was to be merged into is not there any more"),
    );
  const done = await pushed(api, target.repository, name, patch, read);
  if (!done.ok) return all((placed) => branchFailed(placed, done.error));
  const { kind, commit } = done.value;
  const first = outcome(branch, kind === "same" ? "same" : "done", `${name} at ${short(commit)}`);
  if (wanted === undefined || base.value === null) return { outcomes: [first], number: null };
  const second = await request(api, target, document, wanted, base.value, patch.base);
  return { outcomes: [first, second.outcome], number: second.number };
}
