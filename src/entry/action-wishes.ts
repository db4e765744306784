/** What the workflow file asks of the action, read once from the inputs and checked as a whole. */
import { durationSeconds } from "../core/base/duration.ts";
import { nearest } from "../core/base/nearest.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { INPUTS, MODES, type Input } from "./action-table.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export type CommentMode = "live" | "final" | "on-failure" | "off";

export type Wishes = Readonly<{
  mode: (typeof MODES)[number];
  workflow: string;
  /** A leg, or what comes after all of them. */
  task: string;
  /** What the first job of the run says to all others. */
  plan: string;
  /** Cut beforehand, as JSON. */
  legs: string;
  /** The job has an environment, and so what the leg asks was answered. */
  gate: boolean;
  wave: string;
  results: string;
  inputs: string;
  runner: string;
  maxParallel: string;
  timeout: string;
  maxCostUsd: string;
  /** Empty for a new run; `auto` until it is known which. */
  resume: string;
  rerun: string;
  token: string;
  /** What `deliver` may write: `<attempt>:<digest>`, as it was agreed to. */
  effects: string;
  /** What Claude Code is given, by the name under which it looks for it. */
  credentials: Readonly<Record<string, string>>;
  comment: CommentMode;
  check: boolean;
  /** One for each task besides. */
  taskChecks: boolean;
  annotations: boolean;
  report: boolean;
  allowedBots: readonly string[];
  forks: "refuse" | "degrade";
  /** Where what decides about a run is read under a change. */
  definitions: "base" | "head";
  workingDirectory: string;
  stateDir: string;
  /** As an artifact, when it is over. */
  keep: boolean;
  dryRun: boolean;
}>;

export type Objection = Readonly<{ message: string; hint: string }>;

/** As the runner hands them over. */
export const variableOf = (name: string): string => `INPUT_${name.toUpperCase()}`;

const given = (env: Environment, { name, default: standard = "" }: Input): string => {
  const text = (env[variableOf(name)] ?? "").trim();
  return text === "" && !standard.startsWith("${{") ? standard : text;
};

export const SECRET_INPUTS: readonly string[] = INPUTS.flatMap(({ name, kind }) =>
  kind === "secret" ? [name] : [],
);

const TRUE = new Set(["true", "True", "TRUE"]);
const FALSE = new Set(["false", "False", "FALSE"]);

const RESERVED = "it is reserved for what this version does not do";

function reserved(input: Input, text: string): Objection | null {
  const { name, later, default: standard = "" } = input;
  if (later === undefined || text === standard || (later !== "any" && !later.includes(text))) return null;
  const hint =
    name === "mode" || name === "placement"
      ? "`mode: run` runs the whole workflow in one job, `mode: validate` checks it"
      : `leave \`${name}\` out`;
  return { message: `\`${name}: ${text}\` is refused: ${RESERVED}`, hint };
}

function objection(input: Input, text: string): Objection | null {
  const { name, kind, choices = [] } = input;
  if (kind === "boolean" && !TRUE.has(text) && !FALSE.has(text))
    return { message: `\`${name}\` does not know "${text}"`, hint: "it takes true or false" };
  if (kind === "choice" && !choices.includes(text)) {
    const close = nearest(text, choices);
    const all = `it takes one of ${choices.join(", ")}`;
    return {
      message: `\`${name}\` does not know "${text}"`,
      hint: close === undefined ? all : `did you mean "${close}"? ${all}`,
    };
  }
  if (kind === "number" && text !== "" && !(Number(text) >= 0 && Number.isFinite(Number(text))))
    return { message: `\`${name}\` needs a number, not "${text}"`, hint: "e.g. 4" };
  if (name === "timeout" && text !== "" && !((durationSeconds(text) ?? 0) > 0))
    return { message: `\`timeout\` does not understand "${text}"`, hint: "write e.g. 45m or 1h30m" };
  return reserved(input, text);
}

const modeOf = (text: string): Wishes["mode"] | null => MODES.find((mode) => mode === text) ?? null;

/** What each mode cannot do without. */
const NEEDED: Readonly<Record<string, readonly (readonly [name: string, hint: string])[]>> = {
  plan: [["workflow", "say which workflow to run: a path or a name"]],
  task: [
    ["task", "name a leg of the output `legs`, or `finally`"],
    ["plan", "hand on the output `plan` of the job with `mode: plan`"],
  ],
  advance: [
    ["wave", "say the number of the wave that has ended"],
    ["plan", "hand on the output `plan` of the job with `mode: plan`"],
  ],
};

const missing = (read: (name: string) => string): readonly Objection[] =>
  (NEEDED[read("mode")] ?? [])
    .filter(([name]) => read(name) === "")
    .map(([name, hint]) => ({ message: `\`${name}\` is missing`, hint }));

const WHOLE: ReadonlySet<string> = new Set(["run", "validate", "deliver"]);

const names = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");

const COMMENT_MODES: readonly CommentMode[] = ["live", "final", "on-failure", "off"];

function credentialsOf(read: (name: string) => string): Wishes["credentials"] {
  const found = {
    ANTHROPIC_API_KEY: read("anthropic_api_key"),
    CLAUDE_CODE_OAUTH_TOKEN: read("claude_code_oauth_token"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}

/** Of `resume`: whatever fits is gone on with, and if nothing does, a new run begins. */
export const AUTO = "auto";

/** What belongs to a whole run in one job is not taken and then not done. */
function crossedInPart(read: (name: string) => string): readonly Objection[] {
  const mode = read("mode");
  const found = [...missing(read)];
  if (TRUE.has(read("dry_run")))
    found.push({
      message: `\`dry_run\` is not taken with \`mode: ${mode}\``,
      hint: "use it with `mode: run`",
    });
  if (read("rerun") !== "")
    found.push({
      message: `\`rerun\` is not taken with \`mode: ${mode}\``,
      hint: 'GitHub\'s own "Re-run failed jobs" does what failed again',
    });
  return found;
}

function crossed(read: (name: string) => string): readonly Objection[] {
  const resume = read("resume");
  const found: Objection[] = [];
  const isGiven = resume !== "off" && resume !== AUTO;
  if (read("mode") === "run" && read("workflow") === "" && !isGiven)
    found.push({ message: "`workflow` is missing", hint: "say which workflow to run: a path or a name" });
  if (!WHOLE.has(read("mode"))) return [...found, ...crossedInPart(read)];
  const agreed = read("effects");
  if (read("mode") === "deliver" && agreed === "")
    found.push({
      message: "`effects` is missing",
      hint: "give `deliver` what the run proposed: `<attempt>:<digest>`",
    });
  if (agreed !== "" && !/^(?:none|[1-9]\d{0,8}:[0-9a-f]{64})$/.test(agreed))
    found.push({
      message: "`effects` is not what a run proposes",
      hint: "it is `<attempt>:<digest>`, or `none`",
    });
  if (read("rerun") !== "" && resume === "off")
    found.push({ message: "`rerun` needs `resume`", hint: "say with `resume` which run to go on with" });
  for (const name of ["inputs", "timeout"].filter((each) => read(each) !== "" && isGiven))
    found.push({
      message: `\`${name}\` is not taken with \`resume\``,
      hint: "a run goes on with what it was started with",
    });
  return found;
}

/** Every mistake at once. */
export function wishes(env: Environment): Result<Wishes, readonly Objection[]> {
  const texts = new Map(INPUTS.map((input) => [input.name, given(env, input)]));
  const read = (name: string): string => texts.get(name) ?? "";
  const found = [...INPUTS.flatMap((input) => objection(input, read(input.name)) ?? []), ...crossed(read)];
  const mode = modeOf(read("mode"));
  if (found.length > 0 || mode === null) return err(found);
  return ok({
    mode,
    workflow: read("workflow"),
    task: read("task"),
    plan: read("plan"),
    legs: read("legs"),
    gate: read("gate") === "environment",
    wave: read("wave"),
    results: read("results"),
    inputs: read("inputs"),
    runner: read("runner"),
    maxParallel: read("max_parallel"),
    timeout: read("timeout"),
    maxCostUsd: read("max_cost_usd"),
    resume: read("resume") === "off" ? "" : read("resume"),
    rerun: read("rerun"),
    token: read("github_token"),
    effects: read("effects"),
    credentials: credentialsOf(read),
    comment: COMMENT_MODES.find((each) => each === read("comment")) ?? "off",
    check: read("checks") !== "off",
    taskChecks: read("checks") === "tasks",
    annotations: TRUE.has(read("annotations")),
    report: TRUE.has(read("report")),
    allowedBots: names(read("allowed_bots")),
    forks: read("forks") === "degrade" ? "degrade" : "refuse",
    definitions: read("definitions") === "head" ? "head" : "base",
    workingDirectory: read("working_directory"),
    stateDir: read("state_dir"),
    keep: TRUE.has(read("keep")),
    dryRun: TRUE.has(read("dry_run")),
  });
}

/** For the first line of the log, before anything was checked. */
export const modeIn = (env: Environment): string =>
  MODES.find((mode) => mode === env[variableOf("mode")]) ?? "run";
