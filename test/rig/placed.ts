/** A compiled workflow as GitHub would play it: its file, a machine for each job with what dist/ holds, and the two services on loopback. */
import { project } from "./cli.ts";
import type { Json, Texts } from "./github-expressions.ts";
import { fakeGithub, type FakeGithub } from "./github.ts";
import { githubRun, type GithubRun } from "./github-jobs.ts";
import { machines } from "./github-machine.ts";
import { compiledBy } from "./kept.ts";
import { repository, type Repository } from "./repository.ts";
import { fakeResults, type FakeResults } from "./results.ts";
import { example, RUN_ID } from "./runner.ts";

const FILE = ".github/workflows/it.agents.yml";

export type CompiledRun = Readonly<{
  fake: FakeGithub;
  results: FakeResults;
  origin: Repository;
  played: GithubRun;
}>;

export type Dispatch = Readonly<{
  name: string;
  files?: Texts;
  /** As the form sends them. */
  inputs?: Readonly<Record<string, Json>>;
}>;

/** Started by hand, in a repository that holds these files and the compiled one. */
export async function compiledRun({ name, files = {}, inputs = {} }: Dispatch): Promise<CompiledRun> {
  const text = await compiledBy(project(files), name);
  const origin = repository({ ...files, [FILE]: text });
  const sha = origin.git("rev-parse", "HEAD");
  const results = await fakeResults();
  const fake = await fakeGithub({ people: { Codertocat: "admin" }, heads: [sha], results });
  const github = {
    actor: "Codertocat",
    triggering_actor: "Codertocat",
    api_url: fake.url,
    server_url: "https://github.com",
    repository: "Codertocat/Hello-World",
    event_name: "workflow_dispatch",
    event: { ...example("workflow_dispatch"), inputs } as Json,
    run_id: RUN_ID,
    workflow_ref: `Codertocat/Hello-World/${FILE}@refs/heads/main`,
    ref: "refs/heads/main",
    sha,
    token: "ghs_0123456789abcdef",
  };
  const hands = machines({ origin: origin.folder, env: () => results.env(RUN_ID) });
  const granted = { contents: "read", actions: "read", checks: "write", "pull-requests": "write" };
  const played = await githubRun({ files: { [FILE]: text }, entry: FILE, hands, github, inputs, granted });
  return { fake, results, origin, played };
}
