/** Whether the files at hand are ours: code that they name runs with everything that the person may do. */
import { readFileSync } from "node:fs";
import { isFields, type Value } from "../core/base/value.ts";
import type { Flags, World } from "./command.ts";

const UNKNOWN_ORIGIN = "this is run for a pull request, and its event does not say from where it comes";

function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let here = value;
  for (const key of path) here = isFields(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here;
}

function eventIn(path: string | undefined): Value | undefined {
  try {
    return path === undefined ? undefined : (JSON.parse(readFileSync(path, "utf8")) as Value);
  } catch {
    return undefined;
  }
}

const isName = (value: Value | undefined): value is string => typeof value === "string" && value !== "";

/** A fork that was deleted has no name any more, and is one all the same. */
function fromFork(name: string, event: Value | undefined): string | null {
  const isRun = name === "workflow_run";
  const head = isRun
    ? at(event, "workflow_run", "head_repository", "full_name")
    : at(event, "pull_request", "head", "repo", "full_name");
  const base = isRun
    ? at(event, "repository", "full_name")
    : at(event, "pull_request", "base", "repo", "full_name");
  if (!isName(base) || at(event, isRun ? "workflow_run" : "pull_request") === undefined)
    return UNKNOWN_ORIGIN;
  return head === base ? null : `the pull request comes from ${isName(head) ? head : "a fork that is gone"}`;
}

/** Why no code of the files may be loaded; null if they are trusted. */
export function distrust(flags: Flags, { env }: Pick<World, "env">): string | null {
  if (flags.on("untrusted")) return "--untrusted says that the files come from somebody else";
  const name = env["GITHUB_EVENT_NAME"] ?? "";
  if (!name.startsWith("pull_request") && name !== "workflow_run") return null;
  return fromFork(name, eventIn(env["GITHUB_EVENT_PATH"]));
}
