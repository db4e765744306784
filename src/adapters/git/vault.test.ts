import { expect, test } from "vitest";
import { treesOf } from "./vault.ts";

test("working trees lie in the run's folder, unless that is below the one that Claude Code guards", () => {
  expect(treesOf("/x/state/runs/1")).toBe("/x/state/runs/1/worktrees");
  expect(treesOf("/x/.claude/workflow-state/runs/1")).toBe("/x/.claude/worktrees/agent-orchestrator-1");
});
