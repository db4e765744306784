/** The contract of all agents, held by the real opencode. */
import { expect } from "vitest";
import { cliContract } from "../../rig/cli-contract.ts";
import { opencodeCast, shell } from "../../rig/opencode.ts";

const containing = (message: string): string => expect.stringContaining(message) as string;

cliContract("opencode", "opencode", opencodeCast(), shell, containing);
