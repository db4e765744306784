/** Whether this machine has what forkers need; where it has not, all programs are started directly. */
import { spawnSync } from "node:child_process";
import { PYTHON } from "../../src/adapters/system/forker.ts";

const knows = ["-I", "-S", "-c", "import posix; posix.posix_spawnp"];

export const HAS_FORKERS = process.platform === "linux" && spawnSync(PYTHON, knows).status === 0;
