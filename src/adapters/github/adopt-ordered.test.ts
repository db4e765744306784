/** Which earlier run an order goes on with, and from whose hands it is not taken. */
import { describe, expect, test } from "vitest";
import { HEAD, label, OTHER_RUN, parcel, PLAN, reported, RUN, segment } from "../../../test/rig/parcels.ts";
import { millis, taskId } from "../../core/base/brand.ts";
import { err, ok } from "../../core/base/result.ts";
import type { RunEvent } from "../../core/journal/event.ts";
import { digestOf } from "../system/digest.ts";
import { adoptOrdered, type Ordered } from "./adopt-ordered.ts";
import { carryFault, type CarryFaultKind } from "./carry-faults.ts";
import { artifactName, WHOLE_RUN, type Label } from "./manifest.ts";
import { sealed } from "./parcel.ts";
import type { Listed, RestArtifacts, WorkflowRun } from "./rest-artifacts.ts";
import type { OurCheck } from "./under-way.ts";

const [FILE, OTHER_FILE] = [".github/workflows/changes.yml", ".github/workflows/comments.yml"];
const ELSEWHERE = "f".repeat(40);

const origin = (changes: Partial<WorkflowRun> = {}): WorkflowRun => ({
  id: "1",
  path: FILE,
  event: "pull_request",
  branch: "change",
  head: HEAD,
  conclusion: "failure",
  foreign: false,
  ...changes,
});
const commented = (changes: Partial<WorkflowRun> = {}): WorkflowRun =>
  origin({ id: "2", path: OTHER_FILE, event: "issue_comment", branch: "main", head: ELSEWHERE, ...changes });

type Stored = Readonly<{ listed: Listed; bytes: Uint8Array }>;

type Left = Readonly<{
  label?: Partial<Label>;
  events?: readonly RunEvent[];
  writer?: string;
  plan?: string;
}>;

let ids = 0;

/** What a job has kept of a run. */
function kept(from: WorkflowRun, epoch: number, left: Left = {}, listed: Partial<Listed> = {}): Stored {
  const { events = [reported("x")], writer = "local", plan = PLAN } = left;
  const own = label({
    kind: "run",
    writer: WHOLE_RUN,
    workflow: from.path,
    workflowRun: from.id,
    epoch,
    plan: digestOf(plan),
    ...left.label,
  });
  const written = segment({ run: own.run, plan: digestOf(plan), epoch, writer: "local" }, [
    reported("begun"),
  ]);
  const more = segment({ run: own.run, plan: digestOf(plan), epoch, writer }, events);
  const made = sealed(
    own,
    parcel({ plans: [plan], segments: writer === "local" ? [more] : [written, more] }),
  );
  if (!made.ok) throw new Error(made.error);
  const name = artifactName({ run: own.run, writer: WHOLE_RUN, epoch, turn: 1 });
  const { bytes, digest } = made.value;
  ids += 1;
  return {
    bytes,
    listed: {
      id: ids,
      name,
      size: bytes.length,
      digest,
      expired: false,
      workflowRun: from.id,
      foreign: from.foreign,
      ...listed,
    },
  };
}

function platform(runs: readonly WorkflowRun[], stored: readonly Stored[]): RestArtifacts {
  const all = stored.map(({ listed }) => listed);
  return {
    named: (name) => Promise.resolve(ok(all.filter((one) => one.name === name))),
    of: (run) => Promise.resolve(ok(all.filter(({ workflowRun }) => workflowRun === run))),
    run: (id) => {
      const found = runs.find((one) => one.id === id);
      return Promise.resolve(found === undefined ? err(carryFault("missing", id)) : ok(found));
    },
    runs: () => Promise.resolve(ok(runs)),
    download: ({ id }) => {
      const found = stored.find(({ listed }) => listed.id === id);
      return Promise.resolve(found === undefined ? err(carryFault("missing", String(id))) : ok(found.bytes));
    },
  };
}

const check = (changes: Partial<OurCheck> = {}): OurCheck => ({
  name: "agents / x",
  status: "completed",
  conclusion: "failure",
  title: "",
  url: null,
  since: "2026-11-22T10:00:00Z",
  run: "1",
  ...changes,
});

const ordered = (changes: Partial<Ordered> = {}): Ordered => ({
  repository: "o/r",
  head: HEAD,
  defaultBranch: "main",
  checks: [check()],
  mayBe: () => true,
  fits: () => true,
  ...changes,
});

/** How it ends, in a word or two. */
async function outcome(rest: RestArtifacts, asked: Ordered): Promise<string> {
  const found = await adoptOrdered(rest, asked);
  if (!found.ok) return found.error.kind;
  if (found.value === null) return "none";
  const { manifest } = found.value.found;
  return `${found.value.doubtful ? "doubtful" : "own"} ${manifest.run === RUN ? "" : "other "}e${manifest.epoch}`;
}

const says: RunEvent = {
  type: "gate.answered",
  task: taskId("a"),
  shown: digestOf("x"),
  answer: "y",
  verdict: "approve",
  by: "ada",
  fields: {},
  reason: "",
};
const commit = "c".repeat(40);
const committed: RunEvent = {
  type: "workspace.committed",
  task: taskId("a"),
  n: 1,
  commit,
  tree: commit,
  base: commit,
  bundle: digestOf("b"),
};

describe("what a job of the change has kept", () => {
  test.each<[string, Partial<WorkflowRun>, Left, string]>([
    ["is data", {}, {}, "doubtful e1"],
    ["is not taken from a fork", { foreign: true }, {}, "fork"],
    ["is not taken from another commit", { head: ELSEWHERE }, {}, "head"],
    [
      "is not taken for another commit, whatever the platform says",
      {},
      { label: { head: ELSEWHERE } },
      "head",
    ],
    ["is not taken while it goes on", { conclusion: null }, {}, "going"],
    ["is not taken if it names another file", {}, { label: { workflow: OTHER_FILE } }, "workflow"],
    ["is not taken if it names another workflow run", {}, { label: { workflowRun: "9" } }, "origin"],
    ["is not taken if it names another repository", {}, { label: { repository: "o/other" } }, "repository"],
    ["holds no answers of people", {}, { events: [says] }, "people"],
    ["holds no answers beside it either", {}, { events: [says], writer: "answer-y" }, "people"],
    ["holds no files", {}, { events: [committed] }, "trees"],
    ["is about the workflow of its check", {}, { plan: PLAN.replace('"x"', '"y"') }, "missing"],
  ])("%s", async (_, from, left, end) => {
    const run = origin(from);
    expect(await outcome(platform([run], [kept(run, 1, left)]), ordered())).toBe(end);
  });

  test("is not taken with other bytes than were announced, nor when it has expired or is gone", async () => {
    const run = origin();
    const own = kept(run, 1);
    const other = { ...own, bytes: kept(run, 1, { events: [reported("y")] }).bytes };
    const download = (): ReturnType<RestArtifacts["download"]> =>
      Promise.resolve(err(carryFault("digest", "it")));
    expect(await outcome({ ...platform([run], [other]), download }, ordered())).toBe("digest");
    expect(await outcome(platform([run], [kept(run, 1, {}, { expired: true })]), ordered())).toBe("expired");
    expect(await outcome(platform([run], []), ordered())).toBe("missing");
  });

  test("begins its files anew, and what stood before and after that in the journal follows", async () => {
    const run = origin();
    const based: RunEvent = { type: "workspace.based", commit, tree: commit, head: null };
    const stored = kept(run, 1, { events: [reported("one"), based, reported("two")] });
    const found = await adoptOrdered(platform([run], [stored]), ordered());
    if (!found.ok || found.value === null) throw new Error("nothing was found");
    const [own] = found.value.found.segments;
    expect(own?.segment.entries).toMatchObject([
      { seq: 1, note: "one", at: millis(0) },
      { seq: 2, note: "two", at: millis(2) },
    ]);
    expect(found.value.found.parcel.segments[0]).not.toContain("workspace.based");
  });
});

describe("what a job of the default branch has kept", () => {
  test("is taken with the answers that it holds, for the commit that it names", async () => {
    const run = commented();
    const asked = ordered({ checks: [check({ run: "2" })] });
    expect(await outcome(platform([run], [kept(run, 2, { events: [says] })]), asked)).toBe("own e2");
    const other = kept(run, 2, { label: { head: ELSEWHERE } });
    expect(await outcome(platform([run], [other]), asked)).toBe("head");
    const branch = commented({ event: "workflow_dispatch", branch: "mine" });
    expect(await outcome(platform([branch], [kept(branch, 2)]), asked)).toBe("head");
  });

  test("is what an order goes on with although the check is an older job's", async () => {
    const [first, second] = [origin(), commented()];
    const rest = platform([first, second], [kept(first, 1), kept(second, 2, { events: [says] })]);
    expect(await outcome(rest, ordered())).toBe("own e2");
  });

  test("is nobody's where two jobs have gone on with the same", async () => {
    const [first, second, third] = [origin(), commented(), commented({ id: "3" })];
    const rest = platform([first, second, third], [kept(first, 1), kept(second, 2), kept(third, 2)]);
    expect(await outcome(rest, ordered())).toBe("twice");
  });
});

describe("of the runs of a commit", () => {
  const [early, late] = ["2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z"];
  const [first, second] = [origin(), origin({ id: "2" })];
  const named = PLAN.replace('"x"', '"y"');
  const both = platform(
    [first, second],
    [kept(first, 1), kept(second, 1, { label: { run: OTHER_RUN }, plan: named })],
  );
  const checks = [check({ since: early }), check({ name: "agents / y", run: "2", since: late })];

  test.each<[string, Partial<Ordered>, string]>([
    ["the newest is meant", { checks }, "doubtful other e1"],
    ["the newest that may be meant", { checks, mayBe: (name) => name === "x" }, "doubtful e1"],
    [
      "the newest that holds what is spoken of",
      { checks, fits: (f) => f.manifest.run === RUN },
      "doubtful e1",
    ],
    ["the newest, if none holds it", { checks, fits: () => false }, "doubtful other e1"],
    [
      "none is meant that succeeded",
      { checks: checks.map((one) => ({ ...one, conclusion: "success" })) },
      "none",
    ],
    [
      "none is meant that succeeded later",
      { checks: [check({ since: early }), check({ since: late, conclusion: "success", run: "9" })] },
      "none",
    ],
    ["none is meant where there is none", { checks: [] }, "none"],
    ["none is meant of which nobody knows the job", { checks: [check({ run: null })] }, "none"],
    [
      "an open check of a job that has ended is meant",
      { checks: [check({ status: "queued" })] },
      "doubtful e1",
    ],
  ])("%s", async (_, more, end) => {
    expect(await outcome(both, ordered(more))).toBe(end);
  });

  test("one that still goes on is waited for", async () => {
    const rest = platform([origin({ conclusion: null })], []);
    const asked = ordered({ checks: [check({ status: "in_progress", conclusion: null })] });
    expect(await outcome(rest, asked)).toBe("going");
  });

  test("trouble with asking is said", async () => {
    const fault = (kind: CarryFaultKind): Partial<RestArtifacts> => ({
      of: () => Promise.resolve(err(carryFault(kind, "it"))),
    });
    expect(await outcome({ ...both, ...fault("forbidden") }, ordered())).toBe("forbidden");
  });
});

test("a run is one of those that the job of the check has kept, whatever else that has", async () => {
  const run = origin();
  const strange = kept(run, 1, { label: { run: OTHER_RUN }, plan: PLAN.replace('"x"', '"z"') });
  expect(await outcome(platform([run], [strange, kept(run, 1)]), ordered())).toBe("doubtful e1");
});
