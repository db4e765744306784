/** Which repository of the platform a command is about, and with whose word. */
import { execFileSync } from "node:child_process";
import { githubApi, type Api } from "../adapters/github/api.ts";
import { repositoryOf, type Repository } from "../adapters/github/repository.ts";
import { err, ok, type Result } from "../core/base/result.ts";
import { redactor } from "../core/guard/redact.ts";
import type { World } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import type { Complaint } from "./say.ts";

const API = "https://api.github.com";
/** Whoever follows a run for hours asks more often than a job may. */
export const MAX_WATCH_CALLS = 4000;
const PATIENCE = 60_000;

const REMOTE =
  /^(?:https:\/\/(?:[^@/]+@)?[^/]+\/|git@[^:/]+:|ssh:\/\/git@[^/]+\/)([^/]+\/[^/]+?)(?:\.git)?\/?$/;

/** Only asked of git's own configuration: nothing is run. */
function originOf({ directory, env }: World): string | undefined {
  try {
    const words = ["-C", directory, "config", "--get", "remote.origin.url"];
    const text = execFileSync("git", words, {
      encoding: "utf8",
      env: { PATH: env["PATH"], HOME: env["HOME"] },
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 5000,
    });
    return REMOTE.exec(text.trim())?.[1];
  } catch {
    return undefined;
  }
}

export function repositoryFor(world: World, asked: string | undefined): Result<Repository, Complaint> {
  const named = asked ?? world.env["GITHUB_REPOSITORY"] ?? originOf(world);
  const repository = repositoryOf(named);
  if (repository !== null) return ok(repository);
  const message =
    named === undefined ? "nobody knows which repository is meant" : `"${named}" is no repository`;
  return err({ exit: EXIT.usage, message, help: "say it with --repo owner/name" });
}

export const clock = {
  now: Date.now,
  sleep: (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis)),
};

/** The token is the person's own to give: no other program is asked for one. */
const tokenIn = ({ env }: World): string =>
  [env["GITHUB_TOKEN"], env["GH_TOKEN"]].find((text) => text !== undefined && text !== "") ?? "";

/** What the other side says may hold what it was given. */
export const withoutToken = (world: World, { message, ...rest }: Complaint): Complaint => ({
  ...rest,
  message: redactor([tokenIn(world)]).text(message),
});

export function apiFrom(world: World): Result<Api, Complaint> {
  const { env } = world;
  const token = tokenIn(world);
  if (token === "") {
    const help = "put one with `actions: write` into GITHUB_TOKEN or GH_TOKEN";
    return err({ exit: EXIT.credentials, message: "there is no token for GitHub", help });
  }
  const base = env["GITHUB_API_URL"] ?? API;
  const isSafe =
    base.startsWith("https://") || /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/.test(base);
  if (!isSafe) {
    const help = "a token is sent over https alone";
    return err({ exit: EXIT.usage, message: `GITHUB_API_URL cannot be "${base}"`, help });
  }
  const clean = redactor([token]).value;
  return ok(githubApi({ base, token, clock, clean, most: MAX_WATCH_CALLS, patience: PATIENCE }));
}
