/** A repository with the action in it, whose jobs act runs as processes of this machine, next to both services on loopback. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { orchestrateFile } from "../../scripts/orchestrate-file.ts";
import { temporaryFolder } from "./folder.ts";
import type { Texts } from "./github-expressions.ts";
import { fakeGithub, type FakeGithub, type Options as GithubOptions } from "./github.ts";
import { fakeResults, type FakeResults } from "./results.ts";
import { HEAD } from "./runner.ts";
import { spawned, type Ended } from "./spawned.ts";

const ROOT = join(import.meta.dirname, "../..");
/** What a tag of the repository holds of the action. */
const SHIPPED = ["action.yml", "dist", "workflows", ".claude", "package.json"];

const ACT = process.env["AO_ACT"] ?? "";
const RUN = "77";

const [CHECKOUT_PIN = ""] = /actions\/checkout@[0-9a-f]{40}/.exec(orchestrateFile()) ?? [];

const CHECKOUT_ACTION =
  "name: checkout\ndescription: d\ninputs: { ref: {}, persist-credentials: {} }\nruns: { using: node24, main: main.js }\n";

/** One commit of the folder that stands for the repository: act has no other place to get it from without a network. */
const checkoutScript = (
  origin: string,
): string => `const git = (...words) => require("node:child_process").execFileSync("git", words, { cwd: process.env.GITHUB_WORKSPACE });
git("init", "-q");
git("fetch", "-q", "--depth", "1", ${JSON.stringify(`file://${origin}`)}, process.env.INPUT_REF || process.env.GITHUB_SHA);
git("checkout", "-q", "--detach", "FETCH_HEAD");
`;

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** A repository in the folder `work`, with the action in it; gives its only commit. */
export function planted(folder: string, files: Texts): string {
  const work = join(folder, "work");
  for (const name of SHIPPED) cpSync(join(ROOT, name), join(work, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) write(work, name, text);
  const git = (...words: readonly string[]): string =>
    execFileSync("git", ["-c", "user.email=a@b.test", "-c", "user.name=n", ...words], {
      cwd: work,
      encoding: "utf8",
    }).trim();
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "x");
  git("remote", "add", "origin", "https://github.com/Codertocat/Hello-World.git");
  return git("rev-parse", "HEAD");
}

export type Call = Readonly<{
  event: string;
  payload: unknown;
  words: readonly string[];
  secrets: Texts;
  /** What the runner tells its jobs. */
  env: Texts;
}>;

/** Jobs are processes of this machine, and know nothing of the environment of the tests. */
export function actIn(folder: string, { event, payload, words, secrets, env }: Call): Promise<Ended> {
  write(folder, "event.json", JSON.stringify(payload));
  const known = { GITHUB_TOKEN: "ghs_0123456789abcdef", ...secrets };
  const told = { GITHUB_TRIGGERING_ACTOR: "Codertocat", GITHUB_RUN_ID: RUN, ...env };
  const all = [
    event,
    ...words,
    "-P",
    "ubuntu-latest=-self-hosted",
    "--pull=false",
    "-e",
    join(folder, "event.json"),
    "--actor",
    "Codertocat",
    ...Object.entries(known).flatMap(([name, value]) => ["-s", `${name}=${value}`]),
    ...Object.entries(told).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
  ];
  return spawned([ACT, ...all], {
    directory: join(folder, "work"),
    env: {
      PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
      HOME: folder,
      XDG_CACHE_HOME: join(folder, "cache"),
    },
  }).ended;
}

export type ActOrder = Readonly<{
  files: Texts;
  event: string;
  /** What the event says, about the only commit that there is. */
  payload: (head: string) => unknown;
  /** Path of the file that is started. */
  entry: string;
  secrets?: Texts;
  github?: (head: string) => GithubOptions;
}>;

export type Acted = Readonly<{ ended: Ended; fake: FakeGithub; results: FakeResults }>;

export async function acted({
  files,
  event,
  payload,
  entry,
  secrets = {},
  github,
}: ActOrder): Promise<Acted> {
  const folder = temporaryFolder();
  const head = planted(folder, files);
  write(folder, "checkout/action.yml", CHECKOUT_ACTION);
  write(folder, "checkout/main.js", checkoutScript(join(folder, "work")));
  const results = await fakeResults();
  const fake = await fakeGithub({
    people: { Codertocat: "write" },
    heads: [head, HEAD],
    results,
    ...github?.(head),
  });
  const ended = await actIn(folder, {
    event,
    payload: payload(head),
    words: ["-W", entry, "--local-repository", `${CHECKOUT_PIN}=${join(folder, "checkout")}`],
    secrets,
    env: { GITHUB_API_URL: fake.url, ...results.env(RUN) },
  });
  return { ended, fake, results };
}
