/** Machines of GitHub's runner: for each job its own folders, checkout and files of commands; each step is a process, ours the built action. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { evaluation, type Json, type Texts } from "./github-expressions.ts";
import type { Hands, Machine, Seat, StepEnd, StepOrder } from "./github-job.ts";
import { temporaryFolder } from "./folder.ts";
import { assignments, obeyed } from "./runner.ts";
import { spawned, type Ended } from "./spawned.ts";

const ROOT = join(import.meta.dirname, "../..");

/** How long the runner waits after SIGINT, and then after SIGTERM. */
export const PATIENCE: readonly [number, number] = [7_500, 2_500];

export type Machines = Readonly<{
  /** The repository that `actions/checkout` gets its files from. */
  origin: string;
  /** What the runner of this job knows besides, such as where artifacts go. */
  env?: (seat: Seat) => Texts;
  patience?: readonly [number, number];
}>;

/** Keys of the context `github` that are settings of every step. */
const SETTINGS = [
  "actor",
  "api_url",
  "base_ref",
  "event_name",
  "head_ref",
  "ref",
  "ref_name",
  "repository",
  "run_id",
  "run_attempt",
  "server_url",
  "sha",
  "triggering_actor",
  "workflow",
  "workflow_ref",
  "workflow_sha",
];

/** As the runner does: what is not given has the default of action.yml, what is given has what was given, be it nothing. */
function defaults(seat: Seat): Texts {
  const { inputs } = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as {
    inputs: Readonly<Record<string, Readonly<{ default?: string }>>>;
  };
  const token = evaluation(seat.contexts).holds("github.token")
    ? String((seat.contexts.github as Texts)["token"])
    : "";
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: standard = "" }]) => [
      name,
      standard.replace("${{ github.token }}", () => token),
    ]),
  );
}

const asInputs = (inputs: Texts): Texts =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.toUpperCase().replaceAll(" ", "_")}`,
      value,
    ]),
  );

const unescaped = (text: string): string =>
  text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");

class Runner implements Machine {
  readonly options: Machines;
  readonly seat: Seat;
  readonly at: (name: string) => string;
  /** What steps left for later steps, by way of GITHUB_ENV. */
  left: Record<string, string> = {};
  readonly ends: (() => Promise<void>)[] = [];
  count = 0;

  constructor(options: Machines, seat: Seat, folder: string) {
    this.options = options;
    this.seat = seat;
    this.at = (name) => join(folder, name);
    for (const name of ["work", "temp", "home", "commands"]) mkdirSync(this.at(name), { recursive: true });
    writeFileSync(this.at("event.json"), JSON.stringify(this.github()["event"] ?? {}));
  }

  github(): Readonly<Record<string, Json>> {
    return (this.seat.contexts.github ?? {}) as Readonly<Record<string, Json>>;
  }

  env(order: StepOrder, files: Texts): Texts {
    const github = this.github();
    const known = SETTINGS.filter((key) => typeof github[key] === "string").map(
      (key) => [`GITHUB_${key.toUpperCase()}`, String(github[key])] as const,
    );
    return {
      PATH: process.env["PATH"] ?? "",
      HOME: this.at("home"),
      CI: "true",
      GITHUB_ACTIONS: "true",
      RUNNER_OS: "Linux",
      RUNNER_TEMP: this.at("temp"),
      GITHUB_JOB: this.seat.job,
      GITHUB_WORKSPACE: this.at("work"),
      GITHUB_EVENT_PATH: this.at("event.json"),
      ...Object.fromEntries(known),
      ...this.options.env?.(this.seat),
      ...this.left,
      ...order.env,
      ...files,
    };
  }

  /** New ones for each step, as the runner has it. */
  files(): Texts {
    this.count += 1;
    return Object.fromEntries(
      ["OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"].map((name) => {
        const file = this.at(`commands/${name.toLowerCase()}-${this.count}`);
        writeFileSync(file, "");
        return [`GITHUB_${name}`, file];
      }),
    );
  }

  async process(argv: readonly string[], env: Texts, signal?: AbortSignal): Promise<Ended> {
    const living = spawned(argv, { directory: this.at("work"), env });
    const [term, kill] = this.options.patience ?? PATIENCE;
    const timers: NodeJS.Timeout[] = [];
    const stop = (): void => {
      living.kill("SIGINT");
      timers.push(
        setTimeout(() => living.kill("SIGTERM"), term),
        setTimeout(() => living.kill("SIGKILL"), term + kill),
      );
    };
    if (signal?.aborted === true) stop();
    signal?.addEventListener("abort", stop);
    const ended = await living.ended;
    signal?.removeEventListener("abort", stop);
    for (const timer of timers) clearTimeout(timer);
    return ended;
  }

  /** One commit, no history unless asked for, no credentials. */
  checkout(order: StepOrder): StepEnd {
    const { ref = "", path = ".", "fetch-depth": depth = "1" } = order.with;
    const folder = join(this.at("work"), path);
    const sha = ref === "" ? String(this.github()["sha"]) : ref;
    const git = (...words: readonly string[]): string =>
      execFileSync("git", [...words], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        env: { PATH: process.env["PATH"] ?? "", HOME: this.at("home") },
      });
    mkdirSync(folder, { recursive: true });
    try {
      git("init", "-q");
      git("remote", "add", "origin", `https://github.com/${String(this.github()["repository"])}`);
      git(
        "fetch",
        "-q",
        ...(depth === "0" ? [] : ["--depth", depth]),
        "--upload-pack",
        "git -c uploadpack.allowAnySHA1InWant=true upload-pack",
        `file://${this.options.origin}`,
        sha,
      );
      git("checkout", "-q", "--detach", "FETCH_HEAD");
      return { ok: true, outputs: { commit: git("rev-parse", "HEAD").trim() } };
    } catch (error) {
      return { ok: false, log: String(error) };
    }
  }

  async step(order: StepOrder, signal: AbortSignal): Promise<StepEnd> {
    if (order.uses?.startsWith("actions/checkout@") === true) return this.checkout(order);
    const files = this.files();
    const env = this.env(order, files);
    if (order.uses === undefined) {
      const script = this.at(`commands/script-${this.count}`);
      writeFileSync(script, order.run ?? "");
      return this.ended(await this.process(["bash", "-e", script], env, signal), files);
    }
    if (!/^[.$]\/$/.test(order.uses)) throw new Error(`this runner has no action ${order.uses}`);
    const inputs = { ...env, ...asInputs({ ...defaults(this.seat), ...order.with }) };
    this.ends.unshift(() => this.post(inputs, files));
    return this.ended(
      await this.process([process.execPath, join(ROOT, "dist/action.js")], inputs, signal),
      files,
    );
  }

  async post(inputs: Texts, files: Texts): Promise<void> {
    const state = Object.fromEntries(
      [...assignments(files["GITHUB_STATE"] ?? "")].map(([name, value]) => [`STATE_${name}`, value]),
    );
    const { code, out, err } = await this.process([process.execPath, join(ROOT, "dist/post.js")], {
      ...inputs,
      ...state,
    });
    if (code !== 0) throw new Error(`post ended with ${code}: ${out}${err}`);
  }

  ended({ code, out, err }: Ended, files: Texts): StepEnd {
    Object.assign(this.left, Object.fromEntries(assignments(files["GITHUB_ENV"] ?? "")));
    appendFileSync(this.at("log"), out + err);
    return {
      ok: code === 0,
      outputs: Object.fromEntries(assignments(files["GITHUB_OUTPUT"] ?? "")),
      masks: obeyed(out)
        .filter(({ name }) => name === "add-mask")
        .map(({ data }) => unescaped(data)),
      log: out + err,
    };
  }

  async close(): Promise<void> {
    for (const end of this.ends) await end();
  }
}

/** Hands for `githubRun`. */
export function machines(options: Machines): Hands {
  const folder = temporaryFolder();
  let count = 0;
  return (seat) => {
    const own = join(folder, `${(count += 1)}`);
    mkdirSync(dirname(own), { recursive: true });
    return new Runner(options, seat, own);
  };
}
