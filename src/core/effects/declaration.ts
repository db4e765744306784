/** What the author of a workflow allows to be written: nothing that does not stand there, and no more than stands there. */
import { isFields, isList, type Fields, type Value } from "../base/value.ts";
import { ALL_KINDS, LONGEST_LABEL, MOST_EFFECTS, rowOf, type Kind } from "./kinds.ts";
import type { PathRules } from "./paths.ts";

export const MOST_REVIEWERS = 15;

/** Texts may hold expressions; they are worked out at the end of the run. */
export type PullRequestWish = Readonly<{
  draft: boolean;
  /** Null for the repository's default branch. */
  base: string | null;
  title: string | null;
  body: string | null;
  labels: readonly string[];
  reviewers: readonly string[];
}>;

/** Null where the run's result stays here. */
export type ResultWish = Readonly<{
  /** As the author says; null for one of ours. */
  branch: string | null;
  /** What one of ours begins with. */
  prefix: string;
  pullRequest: PullRequestWish | null;
}>;

export type Declaration = Readonly<{
  most: ReadonlyMap<Kind, number>;
  labels: readonly string[];
  result: ResultWish | null;
  paths: PathRules;
}>;

export const BRANCH_PREFIX = "agents/";

const texts = (value: Value | undefined): readonly string[] => {
  const list = isList(value) ? value : value === undefined || value === null ? [] : [value];
  return list.filter((one) => typeof one === "string");
};

const textOr = (value: Value | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

function mostOf(kind: Kind, value: Value | undefined): number {
  const { usual } = rowOf(kind);
  if (kind === "label") return texts(value).length === 0 ? 0 : usual;
  if (kind === "pull_request") return value === true || isFields(value) ? 1 : 0;
  if (value === true) return usual;
  return typeof value === "number" && value > 0 ? Math.min(MOST_EFFECTS, Math.floor(value)) : 0;
}

function pullRequestOf(value: Value | undefined): PullRequestWish | null {
  if (value !== true && !isFields(value)) return null;
  const { draft, base, title, body, labels, reviewers } = isFields(value) ? value : ({} as Fields);
  return {
    draft: draft !== false,
    base: textOr(base),
    title: textOr(title),
    body: textOr(body),
    labels: texts(labels)
      .filter((label) => label.length <= LONGEST_LABEL)
      .slice(0, MOST_EFFECTS),
    reviewers: texts(reviewers).slice(0, MOST_REVIEWERS),
  };
}

function resultOf({ branch, pull_request: wanted }: Fields): ResultWish | null {
  const pullRequest = pullRequestOf(wanted);
  if (pullRequest === null && branch !== true && typeof branch !== "string") return null;
  return {
    branch: isFields(wanted) ? textOr(wanted["branch"]) : null,
    prefix: textOr(branch) ?? BRANCH_PREFIX,
    pullRequest,
  };
}

/** `written` is the workflow's `effects`, as it stands there. */
export function declarationOf(written: Value | undefined): Declaration | null {
  if (!isFields(written)) return null;
  const most = new Map(ALL_KINDS.map((kind) => [kind, mostOf(kind, written[rowOf(kind).declared])]));
  return {
    most,
    labels: texts(written["labels"]),
    result: resultOf(written),
    paths: { more: texts(written["protected_paths"]), allowed: texts(written["allowed_paths"]) },
  };
}

export const isDeclared = ({ most }: Declaration, kind: Kind): boolean => (most.get(kind) ?? 0) > 0;

/** Whether anything at all may be written. */
export const allowsAnything = ({ most, result }: Declaration): boolean =>
  result !== null || [...most.values()].some((count) => count > 0);
