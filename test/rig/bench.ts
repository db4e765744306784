/** Everything that tests of workflows need, as the command line hands it in. */
import { ok } from "../../src/core/base/result.ts";
import { scriptedAgent } from "../../src/adapters/agents/scripted.ts";
import { digestOf } from "../../src/adapters/system/digest.ts";
import { schemaIssues } from "../../src/adapters/system/schema.ts";
import type { Bench } from "../../src/app/test-run.ts";

export const bench: Bench = {
  scripted: (sleep, now) => scriptedAgent({ sleep, now, write: () => ok(null) }),
  hash: digestOf,
  issues: schemaIssues,
  breathe: () => new Promise((resolve) => void setImmediate(resolve)),
};
