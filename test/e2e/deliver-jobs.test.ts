/** From agents on machines of their own to what stands on GitHub: orchestrate.yml, then deliver.yml, with what dist/ holds. */
import { describe, expect, test } from "vitest";
import type { FakeGithub } from "../rig/github.ts";
import type { RunEnd } from "../rig/github-jobs.ts";
import { fakeRepository } from "../rig/github-repository.ts";
import { logOf, orchestrated, type Delivering } from "../rig/orchestrated.ts";
import { repository } from "../rig/repository.ts";
import { example } from "../rig/runner.ts";

/** Jobs of processes on a busy machine. */
const PATIENCE = 240_000;
const NUMBER = Number((example("pull_request", "opened")["pull_request"] as { number: number }).number);

const FLOW = `name: tidy
effects:
  comment: 1
  labels: [tidied]
  pull_request: { title: "Tidy up: \${look.outputs.summary}" }
settings: { isolation: worktree }
tasks:
  - { id: one, agent: coder, prompt: Tidy one, mock: { output: done, write: { src/one.ts: "export const one = 11;\\n" } } }
  - { id: two, agent: coder, prompt: Tidy two, mock: { output: done, write: { src/new/two.ts: "export const two = 22;\\n" } } }
  - id: look
    agent: reviewer
    dependencies: [one, two]
    prompt: Say what was done
    effects: [comment, labels]
    mock:
      output: looked
      structured:
        summary: two files
        effects:
          - { kind: comment, body: "Tidied @everyone" }
          - { kind: label, name: tidied }
`;

const FILES = {
  "tidy.yml": FLOW,
  "src/one.ts": "export const one = 1;\n",
  "src/kept.ts": "export const kept = 1;\n",
};
const WRITES: Delivering = { permissions: { contents: "write", "pull-requests": "write" } };

async function scene(deliver: Delivering = WRITES, files: Readonly<Record<string, string>> = FILES) {
  const origin = repository(files);
  const head = origin.git("rev-parse", "HEAD");
  const pull = { number: NUMBER, head };
  const hub = fakeRepository({ commit: head, files, pull });
  const made = await orchestrated({
    files,
    origin,
    given: { workflow: "tidy.yml", runner: "scripted", comment: "off" },
    deliver,
    github: { part: hub.part },
  });
  return { ...made, hub, head, pull };
}

/** Commits of the platform that have come in addition to the first. */
const branchOf = (refs: ReadonlyMap<string, string>): string =>
  [...refs.keys()].find((name) => name !== "main") ?? "";

const counted = ({ calls }: FakeGithub, method: string, path: RegExp): number =>
  calls.filter((call) => call.method === method && path.test(call.path) && call.status < 300).length;

const resultOf = (end: RunEnd): string => end.job("deliver").result;

describe("what a run on several machines proposes", () => {
  test(
    "is written by a job of its own: comment, labels, and a pull request with what agents changed in trees of two machines",
    async () => {
      const { fake, results, played, hub, head } = await scene();
      const end = await played.start();
      const log = logOf(end);
      expect(end.conclusion, log).toBe("success");
      expect(end.job("agents").outputs["effects"]).toMatch(/^1:[0-9a-f]{64}$/);
      expect(fake.comments.map(({ body }) => body)).toEqual([
        expect.stringContaining("Tidied @\u200deveryone"),
      ]);
      expect([...(hub.labels.get(NUMBER) ?? [])]).toEqual(["tidied"]);
      expect(hub.pulls).toMatchObject([{ title: "Tidy up: two files", draft: true, base: "main" }]);
      const branch = branchOf(hub.refs);
      expect(hub.pulls[0]?.head).toBe(branch);
      expect(hub.files(branch)).toEqual({
        ...FILES,
        "src/one.ts": "export const one = 11;\n",
        "src/new/two.ts": "export const two = 22;\n",
      });
      expect(hub.commits.get(hub.refs.get(branch) ?? "")?.parents).toEqual([head]);
      expect([...fake.violations, ...results.violations]).toEqual([]);
    },
    PATIENCE,
  );

  const SMALL = `name: small
effects: { comment: 1, labels: [seen], pull_request: true, protected_paths: [secret/*] }
tasks:
  - id: only
    agent: coder
    prompt: Do it
    effects: [comment, labels]
    mock:
      output: done
      structured:
        summary: done
        effects: [{ kind: comment, body: Well done }, { kind: label, name: seen }]
      write: { PATH: "changed\\n" }
`;
  const small = (path: string): Readonly<Record<string, string>> => ({
    "tidy.yml": SMALL.replace("PATH", path),
    "src/one.ts": "export const one = 1;\n",
  });

  test(
    "is written once, also where the job that writes it fails half-way and is run again",
    async () => {
      const { fake, played, hub } = await scene(WRITES, small("src/one.ts"));
      fake.fail({
        method: "POST",
        path: /\/pulls$/,
        answer: { status: 422, body: { message: "Validation Failed" } },
      });
      const first = await played.start();
      expect([resultOf(first), first.job("agents").result], logOf(first)).toEqual(["failure", "success"]);
      expect([fake.comments.length, hub.pulls.length, hub.refs.size]).toEqual([1, 0, 2]);
      const begun = played.begun.length;
      const second = await played.rerunFailed();
      expect([second.conclusion, hub.pulls.length], logOf(second)).toEqual(["success", 1]);
      expect(played.begun.slice(begun).map(({ path }) => path)).toEqual(["deliver / deliver"]);
      expect([fake.comments.length, counted(fake, "POST", /\/comments$/)]).toEqual([1, 1]);
      expect(counted(fake, "POST", /\/git\/refs$/)).toBe(1);
      expect(fake.violations).toEqual([]);
    },
    PATIENCE,
  );

  test(
    "is not written for a commit that the pull request has left behind, but for a comment that says so",
    async () => {
      const { played, fake, hub, pull } = await scene(WRITES, small("src/one.ts"));
      pull.head = "b".repeat(40);
      const end = await played.start();
      expect(
        fake.comments.map(({ body }) => body),
        logOf(end),
      ).toEqual([expect.stringContaining(`the pull request has moved on to ${"b".repeat(7)}`)]);
      expect([hub.pulls.length, hub.refs.size]).toEqual([0, 1]);
    },
    PATIENCE,
  );

  test(
    "never touches the file of the workflow that ran, though it was read on another machine",
    async () => {
      const { played, fake, hub } = await scene(WRITES, small("tidy.yml"));
      const end = await played.start();
      expect(resultOf(end), logOf(end)).toBe("failure");
      expect([fake.comments.length, hub.pulls.length, hub.refs.size]).toEqual([1, 0, 1]);
    },
    PATIENCE,
  );

  test.each([
    ["a digest that no run proposed", { effects: `1:${"0".repeat(64)}` }, "there is no artifact"],
    ["a plan that nobody made", { plan: "everything" }, "is not what the job with `mode: plan` gave"],
    ["an order in place of a digest", { effects: "--dry-run" }, "`effects` is not what a run proposes"],
  ])(
    "is refused with %s, and nothing is written",
    async (_, given, words) => {
      const { played, fake, hub } = await scene({ ...WRITES, given }, small("src/one.ts"));
      const end = await played.start();
      expect([end.job("agents").result, resultOf(end)], logOf(end)).toEqual(["success", "failure"]);
      expect(end.job("deliver / deliver").instances[0]?.log).toContain(words);
      expect([fake.comments.length, hub.pulls.length, hub.refs.size, hub.labels.size]).toEqual([0, 0, 1, 0]);
    },
    PATIENCE,
  );
});
