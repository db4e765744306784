/** orchestrate.yml as GitHub would play it: each job a machine of its own, with what dist/ holds, and the two services on loopback. */
import { deliverFile, orchestrateFile } from "../../scripts/orchestrate-file.ts";
import { decodeSegment } from "../../src/core/journal/codec.ts";
import type { Segment } from "../../src/core/journal/event.ts";
import { nameIn } from "../../src/adapters/github/manifest.ts";
import { unarchived } from "../../src/adapters/system/archive.ts";
import type { Json, Texts } from "./github-expressions.ts";
import { fakeGithub, type FakeGithub, type Options as GithubOptions } from "./github.ts";
import { githubRun, type GithubRun, type RunEnd } from "./github-jobs.ts";
import { machines } from "./github-machine.ts";
import { instancesOf, type Red } from "./github-run.ts";
import { repository, type Repository } from "./repository.ts";
import { fakeResults, type FakeResults } from "./results.ts";
import { example, HEAD, RUN_ID, WORKFLOW_FILE } from "./runner.ts";

const CALLED = ".github/workflows/orchestrate.yml";

const DELIVERS = ".github/workflows/deliver.yml";
const GRANTED: Texts = { contents: "read", actions: "read", checks: "write", "pull-requests": "write" };

const withText = (given: Texts): string =>
  Object.entries(given)
    .map(([name, value]) => `      ${name}: ${JSON.stringify(value)}\n`)
    .join("");

const deliverText = ({ permissions, given = {} }: Delivering): string => `
  deliver:
    needs: [agents]
    permissions: ${JSON.stringify(permissions)}
    uses: ./${DELIVERS}
    with:
${withText({ plan: "${{ needs.agents.outputs.plan }}", effects: "${{ needs.agents.outputs.effects }}", ...given })}`;

const callerFile = (given: Texts, deliver: Delivering | undefined): string => `on: pull_request
jobs:
  agents:
    permissions: ${JSON.stringify(GRANTED)}
    uses: ./${CALLED}
    with:
${withText(given)}${deliver === undefined ? "" : deliverText(deliver)}`;

/** A job after it that writes what the run proposed. */
export type Delivering = Readonly<{
  permissions: Texts;
  /** In place of what the run gave. */
  given?: Texts;
}>;

export type Orchestration = Readonly<{
  files: Texts;
  /** What the change has in place of them; without it the change changes nothing. */
  change?: Texts;
  /** Inputs of orchestrate.yml. */
  given: Texts;
  deliver?: Delivering;
  env?: Texts;
  red?: Red;
  github?: GithubOptions;
  /** Without an event of a pull request. */
  event?: "push" | "pull_request";
  runId?: string;
  results?: FakeResults;
  fake?: FakeGithub;
  origin?: Repository;
}>;

export type Orchestrated = Readonly<{
  fake: FakeGithub;
  results: FakeResults;
  origin: Repository;
  played: GithubRun;
  segments: () => readonly Segment[];
}>;

/** What all jobs of one run have left, as archives that hold it. */
export function segmentsIn({ artifacts }: FakeResults, workflowRun: string): readonly Segment[] {
  return artifacts
    .filter(
      (one) => one.workflowRun === workflowRun && !["run", "base"].includes(nameIn(one.name)?.writer ?? ""),
    )
    .flatMap(({ bytes }) => {
      const files = unarchived(bytes);
      if (!files.ok) throw new Error(files.error);
      return [...files.value].flatMap(([name, content]) => {
        const decoded = name.startsWith("journal/") ? decodeSegment(Buffer.from(content).toString()) : null;
        return decoded?.ok === true ? [decoded.value.segment] : [];
      });
    });
}

function changed(origin: Repository, files: Texts): string {
  for (const [name, text] of Object.entries(files)) origin.write(name, text);
  return origin.commit("change");
}

export async function orchestrated(options: Orchestration): Promise<Orchestrated> {
  const { files, given, env = {}, red, event = "pull_request", runId = RUN_ID } = options;
  const origin = options.origin ?? repository(files);
  const base = origin.git("rev-parse", "HEAD");
  const sha = options.change === undefined ? base : changed(origin, options.change);
  const results = options.results ?? (await fakeResults());
  const fake =
    options.fake ??
    (await fakeGithub({
      people: { Codertocat: "admin" },
      heads: [sha, HEAD],
      results,
      base: files,
      ...options.github,
    }));
  const payload = example(event, event === "push" ? undefined : "opened") as { pull_request?: Json };
  const pull = payload.pull_request as Readonly<Record<string, Readonly<Record<string, Json>>>> | undefined;
  const change =
    pull === undefined
      ? {}
      : {
          pull_request: {
            ...pull,
            head: { ...pull["head"], sha },
            base: { ...pull["base"], sha: base },
          },
        };
  const github = {
    actor: "Codertocat",
    triggering_actor: "Codertocat",
    api_url: fake.url,
    server_url: "https://github.com",
    repository: "Codertocat/Hello-World",
    event_name: event,
    event: { ...payload, ...change } as Json,
    run_id: runId,
    workflow_ref: `Codertocat/Hello-World/${WORKFLOW_FILE}@refs/heads/main`,
    sha,
    token: "ghs_0123456789abcdef",
  };
  const hands = machines({
    origin: origin.folder,
    env: () => ({ ...results.env(runId), ...env }),
  });
  const played = await githubRun({
    files: {
      "ci.yml": callerFile(given, options.deliver),
      [CALLED]: orchestrateFile(),
      [DELIVERS]: deliverFile(),
    },
    entry: "ci.yml",
    hands,
    github,
    ...(red === undefined ? {} : { red }),
    granted: { ...GRANTED, ...options.deliver?.permissions },
  });
  return { fake, results, origin, played, segments: () => segmentsIn(results, runId) };
}

/** Everything that all jobs said, for whoever looks at a test that failed. */
export const logOf = (end: RunEnd): string =>
  instancesOf(end.jobs)
    .map(({ path, result, log }) => `=== ${path}: ${result}\n${log}`)
    .join("\n");
