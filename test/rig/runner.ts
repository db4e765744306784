/** The runner of GitHub as an action meets it: its environment, its files, its events, and how it reads a log. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { temporaryFolder } from "./folder.ts";
import { spawned, until, type Ended, type Spawned } from "./spawned.ts";

const DIST = join(import.meta.dirname, "../../dist");

const DOTNET_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

export type Order = Readonly<{ name: string; properties: string; data: string }>;

/** The commands that the runner carries out: the newer syntax after trimming, the older one anywhere, none while they are stopped. */
export function obeyed(log: string): readonly Order[] {
  const found: Order[] = [];
  let stop: string | null = null;
  for (const line of log.split(/\r\n|[\n\r]/)) {
    const newer = /^::([^:\s]+)(?: ([^]*?))?::([^]*)$/.exec(line.replace(DOTNET_SPACE, ""));
    const older = newer ?? /##\[([^\]\s]+)([^\]]*)\]([^]*)/.exec(line);
    if (older === null) continue;
    const [, name = "", properties = "", data = ""] = older;
    if (stop !== null) stop = name === stop ? null : stop;
    else if (name === "stop-commands") stop = data;
    else found.push({ name, properties, data });
  }
  return found;
}

/** As the runner reads them back. */
export function assignments(path: string): ReadonlyMap<string, string> {
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const found = new Map<string, string>();
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n] ?? "";
    const plain = /^([^=<]+)=(.*)$/.exec(line);
    if (plain !== null) found.set(plain[1] ?? "", plain[2] ?? "");
    const [name, mark] = line.split("<<");
    if (plain !== null || name === undefined || mark === undefined) continue;
    const end = lines.indexOf(mark, n + 1);
    found.set(name, lines.slice(n + 1, end).join("\n"));
    n = end;
  }
  return found;
}

type Json = Readonly<Record<string, unknown>>;

const require = createRequire(import.meta.url);

/** A payload as GitHub publishes them. */
export function example(event: string, action?: string): Json {
  const all = require("@octokit/webhooks-examples/api.github.com/index.json") as readonly Readonly<{
    name: string;
    examples: readonly Json[];
  }>[];
  const found = all.find(({ name }) => name === event)?.examples ?? [];
  const chosen = found.find((one) => action === undefined || one["action"] === action);
  if (chosen === undefined) throw new Error(`there is no example of ${event} ${action ?? ""}`);
  return chosen;
}

export type Job = Readonly<{
  folder: string;
  /** Runs main; `inputs` in snake case. */
  main: (inputs?: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>) => Promise<Ended>;
  start: (
    inputs?: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>,
  ) => Spawned & Readonly<{ saw: (text: string) => Promise<void> }>;
  post: (inputs?: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>) => Promise<Ended>;
  outputs: () => ReadonlyMap<string, string>;
  summary: () => string;
  state: () => ReadonlyMap<string, string>;
}>;

export type JobOptions = Readonly<{
  files?: Readonly<Record<string, string>>;
  event?: string;
  payload?: Json;
  actor?: string;
  api?: string;
  env?: Readonly<Record<string, string>>;
}>;

export const HEAD = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
export const RUN_ID = "19283746501";
export const WORKFLOW_FILE = ".github/workflows/review.yml";

export function job(options: JobOptions = {}): Job {
  const {
    files = {},
    event = "push",
    payload = {},
    actor = "Codertocat",
    api = "http://127.0.0.1:1",
  } = options;
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  for (const [name, text] of Object.entries(files)) write(`work/${name}`, text);
  for (const name of ["output", "summary", "state", "env", "path"]) write(`commands/${name}`, "");
  write("event.json", JSON.stringify(payload));
  mkdirSync(at("temp"));
  mkdirSync(at("work"), { recursive: true });
  const runner = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: api,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "Codertocat/Hello-World",
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: at("event.json"),
    GITHUB_ACTOR: actor,
    GITHUB_TRIGGERING_ACTOR: actor,
    GITHUB_SHA: HEAD,
    GITHUB_RUN_ID: RUN_ID,
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_WORKFLOW_REF: `Codertocat/Hello-World/${WORKFLOW_FILE}@refs/heads/main`,
    GITHUB_JOB: "review",
    GITHUB_WORKSPACE: at("work"),
    RUNNER_TEMP: at("temp"),
    GITHUB_OUTPUT: at("commands/output"),
    GITHUB_STEP_SUMMARY: at("commands/summary"),
    GITHUB_STATE: at("commands/state"),
    GITHUB_ENV: at("commands/env"),
    GITHUB_PATH: at("commands/path"),
    ACTIONS_RUNTIME_TOKEN: "runtime-token-of-the-job",
    ...options.env,
  };
  const inputsOf = (inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries({ github_token: "ghs_0123456789abcdef", ...inputs }).map(([name, value]) => [
        `INPUT_${name.toUpperCase()}`,
        value,
      ]),
    );
  const enter = (
    door: string,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
  ): Spawned =>
    spawned([process.execPath, join(DIST, door)], {
      directory: at("work"),
      env: { ...runner, ...inputsOf(inputs), ...env },
    });
  const state = (): ReadonlyMap<string, string> => assignments(at("commands/state"));
  const start: Job["start"] = (inputs = {}, env = {}) => {
    const living = enter("action.js", inputs, env);
    const saw = (text: string): Promise<void> =>
      until(`the words ${text}`, () => living.said().includes(text) || living.child.exitCode !== null);
    return { ...living, saw };
  };
  return {
    folder,
    start,
    main: (inputs, env) => start(inputs, env).ended,
    post: (inputs = {}, env = {}) =>
      enter("post.js", inputs, {
        ...Object.fromEntries([...state()].map(([name, value]) => [`STATE_${name}`, value])),
        ...env,
      }).ended,
    outputs: () => assignments(at("commands/output")),
    summary: () => readFileSync(at("commands/summary"), "utf8"),
    state,
  };
}
