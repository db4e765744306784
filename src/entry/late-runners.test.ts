/** Which program is given the key of an agent, where a change is worked on. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { claudeWanted } from "../adapters/agents/claude-cli.ts";
import { temporaryFolder } from "../../test/rig/folder.ts";
import { lateRunners } from "./late-runners.ts";

/** A project that has brought a program of that name along. */
function bringing(): string {
  const folder = temporaryFolder();
  const path = join(folder, "node_modules", claudeWanted().binaries[0] ?? "");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, 0o755);
  return folder;
}

async function lackOf(directory: string, definitions: string): Promise<string> {
  const env = { PATH: "", ANTHROPIC_API_KEY: "k", AGENT_ORCHESTRATOR_INSTALL: "never" };
  const world = { env, directory, definitions, root: temporaryFolder() };
  const found = lateRunners(world).find(({ name }) => name === "claude");
  const lack = await found?.ready();
  return lack?.missing ?? "";
}

describe("the program of an agent", () => {
  it("is the one that the project has installed", async () => {
    const project = bringing();
    expect(await lackOf(project, project)).toBe("");
  });

  it("is not the one that a change brings along, where the files of its base decide", async () =>
    expect(await lackOf(bringing(), temporaryFolder())).toContain("is not installed"));
});
