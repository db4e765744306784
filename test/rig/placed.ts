/** A compiled workflow as GitHub would play it: its file, a machine for each job with what dist/ holds, and the two services on loopback. */
import { deliverFile } from "../../scripts/orchestrate-file.ts";
import { project } from "./cli.ts";
import type { Json, Texts } from "./github-expressions.ts";
import { fakeGithub, type FakeGithub, type Options as GithubOptions } from "./github.ts";
import { githubRun, type GithubRun } from "./github-jobs.ts";
import { machines } from "./github-machine.ts";
import { compiledBy } from "./kept.ts";
import { repository, type Repository } from "./repository.ts";
import { fakeResults, type FakeResults } from "./results.ts";
import { example, RUN_ID } from "./runner.ts";

const FILE = ".github/workflows/it.agents.yml";
const DELIVERS = ".github/workflows/deliver.yml";

export type CompiledRun = Readonly<{
  fake: FakeGithub;
  results: FakeResults;
  origin: Repository;
  played: GithubRun;
}>;

export type Dispatch = Readonly<{
  name: string;
  files?: Texts;
  /** What `compile` is told besides. */
  words?: readonly string[];
  /** As the form sends them. */
  inputs?: Readonly<Record<string, Json>>;
  /** In place of a start by hand; about the only commit that there is. */
  event?: (sha: string) => Readonly<{ name: string; payload: unknown }>;
  github?: (sha: string) => GithubOptions;
}>;

/** Each job has a token of its own, which says what the job may. */
export const tokenFor = (permissions: Texts): string =>
  `ghs_${Buffer.from(JSON.stringify(permissions)).toString("base64url")}`;

export const permissionsIn = (token: string): Texts =>
  JSON.parse(Buffer.from(token.replace("ghs_", ""), "base64url").toString()) as Texts;

/** In a repository that holds these files and the compiled one. */
export async function compiledRun(dispatch: Dispatch): Promise<CompiledRun> {
  const { name, files = {}, inputs = {}, words = [] } = dispatch;
  const text = await compiledBy(project(files), name, words);
  const origin = repository({ ...files, [FILE]: text });
  const sha = origin.git("rev-parse", "HEAD");
  const results = await fakeResults();
  const fake = await fakeGithub({
    people: { Codertocat: "admin" },
    heads: [sha],
    results,
    ...dispatch.github?.(sha),
  });
  const event = dispatch.event?.(sha) ?? {
    name: "workflow_dispatch",
    payload: { ...example("workflow_dispatch"), inputs },
  };
  const github = {
    actor: "Codertocat",
    triggering_actor: "Codertocat",
    api_url: fake.url,
    server_url: "https://github.com",
    repository: "Codertocat/Hello-World",
    event_name: event.name,
    event: event.payload as Json,
    run_id: RUN_ID,
    workflow_ref: `Codertocat/Hello-World/${FILE}@refs/heads/main`,
    ref: "refs/heads/main",
    sha,
  };
  const played = await githubRun({
    files: { [FILE]: text, [DELIVERS]: deliverFile() },
    entry: FILE,
    hands: machines({ origin: origin.folder, env: () => results.env(RUN_ID) }),
    github,
    inputs,
    token: tokenFor,
  });
  return { fake, results, origin, played };
}
