/** Parcels of runs that never were, with labels that can lie. */
import { digest, millis, runId, taskId } from "../../src/core/base/brand.ts";
import { encodeEntry, encodeHeader } from "../../src/core/journal/codec.ts";
import type { Entry, Header, RunEvent } from "../../src/core/journal/event.ts";
import type { Label } from "../../src/adapters/github/manifest.ts";
import { digestOf } from "../../src/adapters/system/digest.ts";
import type { Parcel } from "../../src/ports/parcel.ts";

export const RUN = runId("20261121-120000-ab12");
export const OTHER_RUN = runId("20261121-130000-cd34");
export const PLAN = `${JSON.stringify({ version: 1, name: "x", tasks: [] })}\n`;
export const PLAN_DIGEST = digestOf(PLAN);
export const HEAD = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
export const WORKFLOW_RUN = "77";

export const label = (changes: Partial<Label> = {}): Label => ({
  kind: "leg",
  repository: "o/r",
  workflow: ".github/workflows/agents.yml",
  workflowRun: WORKFLOW_RUN,
  attempt: 1,
  head: HEAD,
  run: RUN,
  plan: PLAN_DIGEST,
  writer: "build",
  epoch: 1,
  asked: "",
  conclusion: "",
  ...changes,
});

export const segment = (header: Partial<Header> = {}, events: readonly RunEvent[] = []): string => {
  const entries = events.map((event, n): Entry => ({ seq: n + 1, at: millis(n), ...event }));
  return [
    encodeHeader({ version: 1, run: RUN, plan: PLAN_DIGEST, epoch: 1, writer: "build", ...header }),
    ...entries.map(encodeEntry),
  ].join("");
};

export const reported = (note: string): RunEvent => ({ type: "task.reported", task: taskId("a"), note });

export const object = (text: string) => [digestOf(text), Buffer.from(text)] as const;

export const parcel = (changes: Partial<Parcel> = {}): Parcel => ({
  plans: [],
  segments: [segment()],
  objects: new Map([object("an output")]),
  ...changes,
});

export const NO_DIGEST = digest("0".repeat(64));
