/** One run of a graph of real processes with a journal of a given kind: `none` keeps entries and results in memory. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandAgent } from "../src/adapters/agents/command.ts";
import { localLedger } from "../src/adapters/store/ledger.ts";
import { localArtifacts } from "../src/adapters/store/local.ts";
import { systemClock } from "../src/adapters/system/clock.ts";
import { digestOf } from "../src/adapters/system/digest.ts";
import { localFiles } from "../src/adapters/system/files.ts";
import { prepare } from "../src/app/prepare.ts";
import { drive } from "../src/app/run.ts";
import { library } from "../src/app/validate.ts";
import { allowed } from "../src/app/world.ts";
import { runId } from "../src/core/base/brand.ts";
import { redactor } from "../src/core/guard/redact.ts";
import { initial } from "../src/core/run/fold.ts";
import { memoryArtifacts, memoryLedger } from "../test/rig/memory.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const [kind, folder] = process.argv.slice(2);
const places = { project: folder, library: folder };
const prepared = prepare(library(localFiles, places, MAX_BYTES), {
  workflow: join(folder, "workload.yml"),
  inputs: {},
  strict: false,
});
if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
const { plan } = prepared.value;
const planDigest = digestOf(readFileSync(join(folder, "workload.yml"), "utf8"));
const clock = systemClock();
const run = runId("bench");
const header = { version: 1, run, plan: planDigest, epoch: 1, writer: "main" };
const durable = kind === "durable";
const path = join(folder, "run/journal/1-main.jsonl");
const [ledger, artifacts] =
  kind === "none"
    ? [memoryLedger(header, () => clock.now()), memoryArtifacts()]
    : [
        localLedger({ path, header, now: () => clock.now(), redactor: redactor([]), durable }),
        localArtifacts(join(folder, "run/objects"), { durable }),
      ];
const world = {
  run,
  ledger,
  artifacts,
  agents: new Map([["command", commandAgent({ artifacts })]]),
  clock,
  channels: [],
  hash: digestOf,
  issues: async () => [],
  environment: allowed(process.env),
  secrets: {},
  directory: folder,
  scratch: (task) => join(folder, "run/logs", task),
};
const conclusion = await drive(world, initial(plan, planDigest), [{ type: "run.started" }]).ended;
ledger.close();
if (conclusion !== "success") throw new Error(`the run ended as ${conclusion}`);
