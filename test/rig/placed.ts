/** A compiled workflow as GitHub would play it: its file, a machine for each job with what dist/ holds, and the two services on loopback. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nameIn } from "../../src/adapters/github/manifest.ts";
import { opened } from "../../src/adapters/github/parcel.ts";
import { unpack } from "../../src/adapters/store/parcel-files.ts";
import { documentFrom, project, type Project } from "./cli.ts";
import { temporaryFolder } from "./folder.ts";
import type { Json, Texts } from "./github-expressions.ts";
import { fakeGithub, type FakeGithub } from "./github.ts";
import { githubRun, type GithubRun } from "./github-jobs.ts";
import { machines } from "./github-machine.ts";
import type { RunDocument } from "./program.ts";
import { repository, type Repository } from "./repository.ts";
import { fakeResults, type FakeResults } from "./results.ts";
import { example, RUN_ID } from "./runner.ts";

const FILE = ".github/workflows/it.agents.yml";

/** What `compile` writes for it, with the action of this very repository. */
export async function compiledBy(place: Project, name: string): Promise<string> {
  const words = ["compile", name, "-o", "it.yml", "--action", "./", "--runner", "scripted", "-q"];
  const { code, out, err } = await place.run(words);
  if (code !== 0) throw new Error(`compile ended with ${code}: ${out}${err}`);
  return readFileSync(join(place.folder, "it.yml"), "utf8");
}

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

/** The document of the run that was kept last, as a person reads it who has fetched it. */
export async function keptDocument({ artifacts }: FakeResults): Promise<RunDocument> {
  const kept = artifacts.flatMap((stored) => {
    const name = nameIn(stored.name);
    return name?.writer === "run" ? [{ stored, name }] : [];
  });
  const last = kept.toSorted((a, b) => a.name.epoch - b.name.epoch).at(-1);
  if (last === undefined) throw new Error("no run was kept");
  const archive = opened(last.stored.name, last.stored.bytes, last.name);
  if (!archive.ok) throw new Error(archive.error.message);
  const state = temporaryFolder();
  const folder = unpack(state, archive.value.manifest.run, archive.value.parcel);
  if (!folder.ok) throw new Error(folder.error);
  const words = ["status", archive.value.manifest.run, "--json", "--state-dir", state];
  const { out, err } = await project().run(words);
  if (out === "") throw new Error(err);
  return documentFrom(out);
}
