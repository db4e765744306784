import { describe, expect, test } from "vitest";
import { standingOf, type Origin, type Standing } from "./earlier-origin.ts";

const [HEAD, OTHER] = ["a".repeat(40), "b".repeat(40)];
const here = { head: HEAD, defaultBranch: "main" };
const origin: Origin = { event: "pull_request", branch: "change", head: HEAD, foreign: false, ended: true };

describe("what an earlier job has kept", () => {
  test.each<[string, Partial<Origin>, Standing]>([
    ["a change's own file", {}, "doubtful"],
    ["a file that a change could name its target for", { event: "pull_request_target" }, "doubtful"],
    ["a change of a branch that is called like the default one", { branch: "main" }, "doubtful"],
    ["a push to a branch", { event: "push" }, "doubtful"],
    ["a push to the default branch", { event: "push", branch: "main" }, "doubtful"],
    ["a merge queue", { event: "merge_group", branch: "gh-readonly-queue/main/pr-1" }, "doubtful"],
    ["an event that nobody knows", { event: "telepathy" }, "doubtful"],
    ["no event", { event: "" }, "doubtful"],
    ["a comment", { event: "issue_comment", branch: "main", head: OTHER }, "own"],
    ["an issue", { event: "issues", branch: "main", head: OTHER }, "own"],
    ["the clock", { event: "schedule", branch: "main", head: OTHER }, "own"],
    ["the form, on the default branch", { event: "workflow_dispatch", branch: "main", head: OTHER }, "own"],
    ["a call from outside", { event: "repository_dispatch", branch: "main", head: OTHER }, "own"],
    ["the form, on a branch with files of its own", { event: "workflow_dispatch" }, "doubtful"],
    ["the form, on another branch at another commit", { event: "workflow_dispatch", head: OTHER }, "head"],
    ["a comment, on a branch that cannot be", { event: "issue_comment", head: OTHER }, "head"],
    ["another commit of the change", { head: OTHER }, "head"],
    ["a commit that nobody names", { head: "" }, "head"],
    ["a fork", { foreign: true }, "fork"],
    ["a comment in a fork", { event: "issue_comment", branch: "main", foreign: true }, "fork"],
    ["a run that goes on", { ended: false }, "going"],
    ["a comment's run that goes on", { event: "issue_comment", branch: "main", ended: false }, "going"],
  ])("by %s is believed as far as that goes", (_, more, standing) => {
    expect(standingOf({ ...origin, ...more }, here)).toBe(standing);
  });

  test("is nobody's own where nobody knows the default branch", () => {
    const comment = { ...origin, event: "issue_comment", branch: "" };
    expect(standingOf(comment, { ...here, defaultBranch: "" })).toBe("doubtful");
    expect(standingOf({ ...comment, branch: "main" }, { ...here, defaultBranch: "" })).toBe("doubtful");
  });

  test("of no commit does not fit a change of which nobody knows the commit", () => {
    expect(standingOf({ ...origin, head: "" }, { head: "", defaultBranch: "main" })).toBe("head");
  });
});
