/** Git as a program: exactly these words, no shell, no hooks, nothing of the caller's git settings in its environment. */
import { err, ok, type Result } from "../../core/base/result.ts";
import { oneLine } from "../../core/guard/sanitise.ts";
import { run } from "../system/process.ts";

/** What git may see besides what a call adds: how it is found, and the person's own configuration. */
const INHERITED = ["PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR"] as const;
const MOST_WORDS = 300;
const GRACE_MILLIS = 2000;

/** Nobody is asked anything, nothing is run besides git, and what it says is in one language. */
const CALM = { LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
const SETTINGS = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.safecrlf=false", "gc.auto=0"];

export type Environment = Readonly<Record<string, string | undefined>>;

export type Said = Readonly<{ code: number | null; out: string; bytes: Uint8Array; complaint: string }>;

export type Git = Readonly<{
  /** However it ended; an error is that it could not be started. */
  tell: (words: readonly string[], more?: Readonly<Record<string, string>>) => Promise<Result<Said, string>>;
  /** What it wrote, or what it complained about. */
  ask: (words: readonly string[], more?: Readonly<Record<string, string>>) => Promise<Result<string, string>>;
}>;

/** What every call of one git is given. */
export type Manner = Readonly<{
  env?: Readonly<Record<string, string>>;
  /** `name=value`, as git's `-c` takes it. */
  settings?: readonly string[];
  signal?: AbortSignal;
}>;

function environmentOf(outer: Environment): Readonly<Record<string, string>> {
  const own = INHERITED.flatMap((name) => {
    const value = outer[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(own), ...CALM };
}

/** Git's own words without the lines that only advise. */
function complaint(said: string, words: readonly string[]): string {
  const lines = said.split("\n").filter((line) => line !== "" && !/^(?:hint|warning):/.test(line));
  const text = oneLine(lines.join(" "), MOST_WORDS).replace(/^(?:fatal|error): /, "");
  return text === "" ? `git ${words[0] ?? ""} failed` : text;
}

export function gitIn(directory: string, outer: Environment, manner: Manner = {}): Git {
  const { env = {}, settings = [], signal = new AbortController().signal } = manner;
  const usual = { ...environmentOf(outer), ...env };
  const configured = [...SETTINGS, ...settings].flatMap((setting) => ["-c", setting]);
  const tell: Git["tell"] = async (words, more = {}) => {
    const [out, said]: [Uint8Array[], Uint8Array[]] = [[], []];
    const launch = {
      argv: ["git", ...configured, ...words],
      env: { ...usual, ...more },
      directory,
      stdin: null,
      stdout: (chunk: Uint8Array) => void out.push(chunk),
      stderr: (chunk: Uint8Array) => void said.push(chunk),
      weigh: [],
      marks: [],
      grace: GRACE_MILLIS,
    } as const;
    const ended = await run(launch, signal);
    if (!ended.ok) return err(ended.error.message);
    const { code } = ended.value;
    const sentence = complaint(Buffer.concat(said).toString("utf8"), words);
    const bytes = Buffer.concat(out);
    return ok({ code, out: bytes.toString("utf8"), bytes, complaint: sentence });
  };
  return {
    tell,
    async ask(words, more) {
      const said = await tell(words, more);
      if (!said.ok) return said;
      return said.value.code === 0 ? ok(said.value.out) : err(said.value.complaint);
    },
  };
}

export const line = (text: string): string => text.replace(/\n$/, "");
