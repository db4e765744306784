/** The contract of all agents, held by the real Codex. */
import { expect } from "vitest";
import { cliContract } from "../../rig/cli-contract.ts";
import { codexCast, shell } from "../../rig/codex.ts";

// Of some statuses it has words of its own.
cliContract("Codex", "codex", codexCast(), shell, () => expect.any(String) as string);
