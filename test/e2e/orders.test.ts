/** Orders in comments about runs of other jobs: found by the checks of the commit in what those have kept, with no folder in common. */
import { describe, expect, test } from "vitest";
import { nameIn } from "../../src/adapters/github/manifest.ts";
import { opened, sealed, type Opened } from "../../src/adapters/github/parcel.ts";
import { encodeEntry, encodeHeader } from "../../src/core/journal/codec.ts";
import { millis } from "../../src/core/base/brand.ts";
import type { RunEvent } from "../../src/core/journal/event.ts";
import { answerWriter } from "../../src/core/journal/foreign.ts";
import type { StoredRun } from "../rig/github-actions.ts";
import { fakeGithub, type FakeGithub } from "../rig/github.ts";
import { orchestrated, logOf } from "../rig/orchestrated.ts";
import { fakeResults, type FakeResults, type StoredArtifact } from "../rig/results.ts";
import { repository } from "../rig/repository.ts";
import { example, HEAD, job, obeyed, WORKFLOW_FILE, type Job } from "../rig/runner.ts";
import type { Ended } from "../rig/spawned.ts";

type Json = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string>>;

const PULL = example("pull_request", "opened");
const FOUND = { ...(PULL["pull_request"] as Json), auto_merge: null };
const COMMENT = example("issue_comment", "created");
const ON_CHANGE = ".github/workflows/agents-pull-request.yml";
const BY_COMMENT = ".github/workflows/agents-comment.yml";
const FIRST = "19283746400";
/** Where the files of comments are read. */
const DEFAULT = { branch: "master", head: "d".repeat(40) };
const PATIENCE = 120_000;

const commented = (body: string): Json => ({
  ...COMMENT,
  comment: { ...(COMMENT["comment"] as Json), body },
  issue: { ...(COMMENT["issue"] as Json), number: 2, pull_request: { url: "x" } },
});

const changed = (more: Partial<StoredRun> = {}): StoredRun => ({
  id: FIRST,
  path: ON_CHANGE,
  head: HEAD,
  event: "pull_request",
  branch: "changes",
  conclusion: "failure",
  ...more,
});

type Came = Readonly<{ made: Job; ended: Ended; log: string }>;

/** A pull request with jobs on machines of their own, one after the other; each is known to the platform once it has ended. */
function around(fake: FakeGithub, results: FakeResults, runs: StoredRun[], files: Files) {
  let next = Number(FIRST);
  const came = async (options: Parameters<typeof job>[0], path: string, inputs: Files): Promise<Came> => {
    next += 1;
    const made = job({
      files,
      api: fake.url,
      ...options,
      env: {
        GITHUB_RUN_ID: String(next),
        GITHUB_WORKFLOW_REF: `Codertocat/Hello-World/${path}@refs/heads/master`,
        ...results.env(String(next)),
      },
    });
    const ended = await made.main({ runner: "scripted", ...inputs });
    const errors = obeyed(ended.out).flatMap(({ name, data }) => (name === "error" ? [data] : []));
    return { made, ended, log: errors.join("\n") };
  };
  return {
    change: async (workflow: string): Promise<Came> => {
      const one = await came({ event: "pull_request", payload: PULL }, ON_CHANGE, { workflow });
      runs.unshift(changed({ id: String(next) }));
      return one;
    },
    order: async (body: string, more: Files = {}): Promise<Came> => {
      const inputs = { workflow: "auto", ...more };
      const one = await came({ event: "issue_comment", payload: commented(body) }, BY_COMMENT, inputs);
      const conclusion = one.ended.code === 0 ? "success" : "failure";
      runs.unshift({ id: String(next), path: BY_COMMENT, event: "issue_comment", ...DEFAULT, conclusion });
      return one;
    },
  };
}

async function scene(files: Files, here: Files = files) {
  const results = await fakeResults();
  const workflowRuns: StoredRun[] = [];
  const fake = await fakeGithub({
    people: { Codertocat: "write" },
    heads: [HEAD],
    base: files,
    pull: FOUND,
    results,
    workflowRuns,
  });
  return { results, fake, workflowRuns, ...around(fake, results, workflowRuns, here) };
}

const orderIn = ({ comments }: FakeGithub, gate: string): string =>
  new RegExp(`^/agents approve ${gate} [0-9a-f]{8,}$`, "m").exec(comments[0]?.body ?? "")?.[0] ?? "";

const epochs = ({ artifacts }: FakeResults): readonly string[] =>
  artifacts.flatMap(({ name, workflowRun }) => {
    const found = nameIn(name);
    return found?.writer === "run" ? [`${Number(workflowRun) - Number(FIRST)}: ${found.epoch}`] : [];
  });

/** For each archive: of each time when its run went on, whether what people had said before did not count. */
const resumes = ({ artifacts }: FakeResults): readonly (readonly boolean[])[] =>
  artifacts.map((stored) => {
    const name = nameIn(stored.name);
    const found = name === null ? null : opened("it", stored.bytes, name);
    if (found?.ok !== true) throw new Error("nothing sound was kept");
    const entries = found.value.segments.flatMap(({ segment }) => segment.entries);
    return entries.flatMap((one) => (one.type === "run.resumed" ? [one.unheard === true] : []));
  });

const checkNow = ({ checks }: FakeGithub): string => checks.at(-1)?.conclusion ?? "";

const gated = (own: string, approvers = "write"): string => `name: two gates
outputs:
  said: { value: "\${after.output}" }
tasks:
  - id: think
    agent: checker
    mock: { output: thought, cost_usd: 0.25 }
  - id: release
    type: approval
    prompt: Shall \${think.output} go out?
    approvers: [${approvers}]
    dependencies: [think]
  - id: make
    type: command
    run: [sh, -c, "test -e ${own}"]
    dependencies: [release]
  - { id: ship, type: approval, prompt: Ship it?, approvers: [${approvers}], dependencies: [make] }
  - { id: after, type: command, run: [echo, out], dependencies: [ship] }
`;

describe("an order about a run of one job", () => {
  test(
    "goes on with it, and so does the next one: over a failure, a second question, and to the end",
    async () => {
      const flag = `${process.cwd()}/package.json`;
      // What runs is what the change leads to; its file is not called as the workflow calls itself.
      const base = { "workflows/gates.yml": gated(flag) };
      const { change, order, fake, results } = await scene(base, { "workflows/gates.yml": gated("nowhere") });
      const parked = await change("gates");
      expect(parked.ended.code, parked.ended.out).toBe(3);
      const first = await order(orderIn(fake, "release"));
      expect(first.ended.code, first.ended.out).toBe(3);
      expect(first.ended.out).toContain("approved release");
      const again = await order("/agents retry make");
      expect(again.ended.code, again.ended.out).toBe(3);
      const last = await order(orderIn(fake, "ship"));
      expect(last.ended.code, last.ended.out).toBe(0);
      expect(last.made.outputs().get("outputs")).toBe('{"said":"out"}');
      expect(last.made.outputs().get("total_cost_usd")).toBe("0.25");
      expect(epochs(results)).toEqual(["1: 1", "2: 2", "3: 3", "4: 4"]);
      // Only what the change could have written is doubted, and that for ever.
      expect(resumes(results)).toEqual([[], [true], [true, false], [true, false, false]]);
      expect(checkNow(fake)).toBe("success");
      expect(fake.comments).toHaveLength(1);
      const over = await order("/agents resume");
      expect([over.ended.code, over.log]).toEqual([
        2,
        expect.stringContaining("no earlier run on this commit"),
      ]);
      expect(epochs(results)).toHaveLength(4);
      expect([...fake.violations, ...results.violations]).toEqual([]);
    },
    PATIENCE,
  );
});

/** As whoever may write the workflow file of a change could leave it. */
function forge(stored: StoredArtifact, change: (found: Opened) => Opened): () => void {
  const before = { ...stored };
  const name = nameIn(stored.name);
  const found = name === null ? null : opened("it", stored.bytes, name);
  if (found?.ok !== true) throw new Error("nothing sound was kept");
  const { manifest, parcel } = change(found.value);
  const { files: _files, version: _version, ...label } = manifest;
  const again = sealed(label, parcel);
  if (!again.ok) throw new Error(again.error);
  Object.assign(stored, { bytes: Buffer.from(again.value.bytes), digest: again.value.digest });
  return () => void Object.assign(stored, before);
}

/** Somebody has said yes in it already. */
function answered(found: Opened): Opened {
  const segment = found.segments.at(-1)?.segment;
  const asked = segment?.entries.find(({ type }) => type === "gate.requested");
  if (segment === undefined || asked?.type !== "gate.requested") throw new Error("nobody was asked");
  const { task, shown } = asked;
  const words = { verdict: "approve", by: "ada", fields: {}, reason: "", answer: "forged" } as const;
  const said: RunEvent = { type: "gate.answered", task, shown, ...words };
  const header = encodeHeader({ ...segment.header, writer: answerWriter("forged") });
  const text = `${header}${encodeEntry({ seq: 1, at: millis(Date.now()), ...said })}`;
  return { ...found, parcel: { ...found.parcel, segments: [...found.parcel.segments, text] } };
}

test(
  "an order believes no answer of a job whose file the change could write; people can say no themselves",
  async () => {
    const files = { "workflows/gates.yml": gated("nowhere") };
    const { change, order, fake, results } = await scene(files);
    expect((await change("gates")).ended.code).toBe(3);
    const [stored] = results.artifacts;
    if (stored === undefined) throw new Error("nothing was kept");
    const restore = forge(stored, answered);
    const forged = await order("/agents resume");
    expect(forged.ended.code, forged.ended.out).toBe(2);
    expect(forged.log).toContain("holds answers of people, and the change itself could have written them");
    expect(fake.comments.at(-1)?.body).toContain("start a new run with");
    restore();
    const stranger = await order("/agents resume", { workflow: "bug-fix" });
    expect(stranger.log).toContain('a run of "two gates", but no one workflow that this job runs');
    const no = await order("/agents reject release", { workflow: "gates" });
    expect(no.ended.code, no.ended.out).toBe(1);
    expect(no.ended.out).toContain("rejected release");
    expect(epochs(results)).toEqual(["1: 1", "4: 2"]);
    expect([...fake.violations, ...results.violations]).toEqual([]);
  },
  PATIENCE,
);

test(
  "an order goes on in one job with a run that went over many",
  async () => {
    const files = { "workflows/gates.yml": gated(`${process.cwd()}/package.json`) };
    const origin = repository(files);
    const sha = origin.git("rev-parse", "HEAD");
    const results = await fakeResults();
    const workflowRuns = [changed({ head: sha })];
    const fake = await fakeGithub({
      people: { Codertocat: "write" },
      heads: [sha],
      base: files,
      pull: { ...FOUND, head: { ...(FOUND as Readonly<{ head?: Json }>).head, sha } },
      results,
      workflowRuns,
    });
    const given = { workflow: "gates", runner: "scripted" };
    const { played } = await orchestrated({ files, given, runId: FIRST, origin, results, fake });
    const end = await played.start();
    expect(end.conclusion, logOf(end)).toBe("failure");
    expect(end.job("agents").outputs).toMatchObject({ conclusion: "paused" });
    workflowRuns[0] = changed({ head: sha, path: WORKFLOW_FILE });
    const { order } = around(fake, results, workflowRuns, files);
    const first = await order(orderIn(fake, "release"));
    expect(first.ended.code, first.ended.out).toBe(3);
    const last = await order(orderIn(fake, "ship"));
    expect(last.ended.code, last.ended.out).toBe(0);
    expect(last.made.outputs().get("total_cost_usd")).toBe("0.25");
    expect(epochs(results)).toEqual(["0: 1", "1: 2", "2: 3"]);
    expect(checkNow(fake)).toBe("success");
    expect([...fake.violations, ...results.violations]).toEqual([]);
  },
  PATIENCE,
);
