/** The event that started a job, read once into what the rest needs to know of it. */
import type { Value } from "../../core/base/value.ts";
import type { Occasion } from "../../core/guard/authorise.ts";
import { at, numberAt, textAt } from "./foreign.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export type Occurrence = Omit<Occasion, "permissions"> &
  Readonly<{
    /** The pull request that this is about. */
    change: number | null;
    /** The commit that a check belongs to. */
    head: string | null;
    /** The commit that the change leads to: what decides about a run is read there. Null where there is no change, or nobody knows. */
    base: string | null;
    /** Whose change it is. */
    author: string | null;
    /** The payload does not say where the change comes from: somebody has to ask. */
    originUnknown: boolean;
  }>;

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

const commit = (text: string | null | undefined): string | null =>
  text !== null && text !== undefined && COMMIT.test(text) ? text : null;

/** A fork that was deleted meanwhile is still none of ours. */
function isForeign(change: Value): boolean | null {
  const base = textAt(change, "base", "repo", "full_name");
  if (base === null) return null;
  return textAt(change, "head", "repo", "full_name") !== base;
}

/** A pull request as events and the API describe it. */
export const changeOf = (change: Value): Pick<Occurrence, "fork" | "head" | "base" | "author"> => ({
  fork: isForeign(change),
  head: commit(textAt(change, "head", "sha")),
  base: commit(textAt(change, "base", "sha")),
  author: textAt(change, "user", "login"),
});

type Place = Pick<Occurrence, "fork" | "change" | "head" | "base" | "author" | "originUnknown">;

const NO_CHANGE = { change: null, base: null, author: null, originUnknown: false } as const;

/** Jobs that follow a run are those of the default branch, and so is what decides about theirs. */
function afterRun(payload: Value, sha: string | null): Place {
  const [own, theirs] = [
    textAt(payload, "workflow_run", "repository", "full_name"),
    textAt(payload, "workflow_run", "head_repository", "full_name"),
  ];
  const fork = own === null ? null : own !== theirs;
  return { ...NO_CHANGE, fork, head: commit(textAt(payload, "workflow_run", "head_sha")), base: sha };
}

function placeOf(event: string, payload: Value, sha: string | null): Place {
  switch (event) {
    case "pull_request":
    case "pull_request_target": {
      const change = numberAt(payload, "pull_request", "number");
      return { ...changeOf(at(payload, "pull_request")), change, originUnknown: false };
    }
    case "issue_comment": {
      const isChange = at(payload, "issue", "pull_request") !== null;
      const number = numberAt(payload, "issue", "number");
      if (isChange) return { ...NO_CHANGE, fork: null, change: number, head: null, originUnknown: true };
      return { ...NO_CHANGE, fork: at(payload, "issue") === null ? null : false, head: sha };
    }
    case "workflow_run":
      return afterRun(payload, sha);
    default:
      return { ...NO_CHANGE, fork: false, head: sha };
  }
}

/** The first one has its privileges, the other one pressed the button; who is not named is nobody. */
function upstreamOf(payload: Value): readonly string[] {
  const actor = textAt(payload, "workflow_run", "actor", "login") ?? "";
  return [actor, textAt(payload, "workflow_run", "triggering_actor", "login") ?? actor];
}

export function occurrence(env: Environment, payload: Value): Occurrence {
  const event = env["GITHUB_EVENT_NAME"] ?? "";
  const actor = env["GITHUB_ACTOR"] ?? "";
  const author = event === "issue_comment" ? ["comment"] : ["pull_request"];
  return {
    event,
    action: textAt(payload, "action") ?? "",
    actor,
    triggeringActor: env["GITHUB_TRIGGERING_ACTOR"] ?? "",
    upstreamActors: event === "workflow_run" ? upstreamOf(payload) : [],
    // Who sent the event is who acts, as long as nobody has started it again.
    senderType: textAt(payload, "sender", "login") === actor ? textAt(payload, "sender", "type") : null,
    association: textAt(payload, ...author, "author_association"),
    ...placeOf(event, payload, commit(env["GITHUB_SHA"])),
  };
}
