/** A rule of routing, what is known of an event, and why the one does not fit the other. */
import { globMatches } from "../expression/search.ts";
import { isWanted } from "./path-glob.ts";

/** What somebody wants to happen after. Empty lists mean: whatever it is. */
export type Rule = Readonly<{
  workflow: string;
  /** Where it is written, in words. */
  from: string;
  events: readonly string[];
  actions: readonly string[];
  branches: readonly string[];
  /** At least one of them. */
  labels: readonly string[];
  /** At least one changed file. */
  paths: readonly string[];
  /** Patterns; one of them fits the whole title. */
  titles: readonly string[];
  /** How the first line of a comment begins. */
  comments: readonly string[];
  schedules: readonly string[];
}>;

export const ANYTHING: Omit<Rule, "workflow" | "from"> = {
  events: [],
  actions: [],
  branches: [],
  labels: [],
  paths: [],
  titles: [],
  comments: [],
  schedules: [],
};

export type Facts = Readonly<{
  event: string;
  action: string;
  /** Where a change leads to, or what was pushed. */
  branch: string | null;
  labels: readonly string[];
  /** Null: nobody knows which files were changed. */
  paths: readonly string[] | null;
  title: string | null;
  /** The first line of a comment. */
  comment: string | null;
  schedule: string | null;
}>;

export const ROUTED_EVENTS = [
  "pull_request",
  "issues",
  "push",
  "issue_comment",
  "workflow_dispatch",
  "repository_dispatch",
  "schedule",
  "merge_group",
  "workflow_run",
] as const;

/** Two names of one thing, as far as routing is concerned. */
export const routedName = (event: string): string =>
  event === "pull_request_target" ? "pull_request" : event;

const begins = (line: string, words: string): boolean => line === words || line.startsWith(`${words} `);
const some = (words: readonly string[]): string => words.join(" or ");
const folded = (text: string): string => text.toLowerCase();

type Test = (rule: Rule, facts: Facts) => string | null;

const wanted = (list: readonly string[], fits: boolean, why: string): string | null =>
  list.length === 0 || fits ? null : why;

function pathFault({ paths }: Rule, facts: Facts): string | null {
  if (paths.length === 0) return null;
  if (facts.paths === null) return "nobody knows which files were changed";
  return facts.paths.some((path) => isWanted(path, paths)) ? null : `no changed file fits ${some(paths)}`;
}

function commentFault({ comments }: Rule, { event, comment }: Facts): string | null {
  if (event !== "issue_comment")
    return wanted(comments, false, `it waits for a comment that begins with ${some(comments)}`);
  // Otherwise every comment that anybody writes would start it.
  if (comments.length === 0) return "it does not wait for comments";
  const fits = comments.some((words) => comment !== null && begins(comment, words));
  return fits ? null : `the comment does not begin with ${some(comments)}`;
}

function titleFault({ titles }: Rule, { title }: Facts): string | null {
  const fits = titles.some((glob) => title !== null && globMatches(folded(title), folded(glob)));
  return wanted(titles, fits, `the title does not fit ${some(titles)}`);
}

function labelFault({ labels }: Rule, facts: Facts): string | null {
  const carried = new Set(facts.labels.map(folded));
  return wanted(
    labels,
    labels.some((label) => carried.has(folded(label))),
    `it has no label ${some(labels)}`,
  );
}

const TESTS: readonly Test[] = [
  ({ events }, { event }) => wanted(events, events.includes(event), `it is not for ${event}`),
  ({ actions }, { action }) =>
    wanted(actions, actions.includes(action), `it is for ${some(actions)}, not for ${action || "this"}`),
  ({ branches }, { branch }) =>
    wanted(
      branches,
      branch !== null && isWanted(branch, branches),
      `the branch does not fit ${some(branches)}`,
    ),
  ({ schedules }, { schedule }) =>
    wanted(schedules, schedule !== null && schedules.includes(schedule), `it is for ${some(schedules)}`),
  commentFault,
  labelFault,
  titleFault,
  pathFault,
];

/** The first thing that does not fit; null if everything does. */
export function mismatch(rule: Rule, facts: Facts): string | null {
  for (const test of TESTS) {
    const why = test(rule, facts);
    if (why !== null) return why;
  }
  return null;
}
