/** Who may start a run from an event: one function that knows every reason for no, and says no to what it does not know. */

/** Of a person in a repository, as asked for at this moment; what could not be found out is null. */
export const PERMISSIONS = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof PERMISSIONS)[number];

const MAY_WRITE: ReadonlySet<Permission | null> = new Set(["write", "maintain", "admin"]);

/** `forks: degrade` lets a fork's change be looked at with nothing in hand: no secret, no writing. */
export type Rules = Readonly<{
  /** Exact names of bots that may start runs; a star is a name like any other, and nobody's. */
  allowedBots: readonly string[];
  forks: "refuse" | "degrade";
}>;

export type Occasion = Readonly<{
  event: string;
  /** What happened to the thing that the event is about: `opened`, `created`; empty where events have none. */
  action: string;
  /** Whose privileges the run has. */
  actor: string;
  /** Who pressed the button; another one when a run is started again. */
  triggeringActor: string;
  /** Who is behind the run that this one follows. */
  upstreamActors: readonly string[];
  /** What the platform says the sender is. */
  senderType: string | null;
  /** How the author of the text is connected to the repository. */
  association: string | null;
  /** Whether the change comes from another repository; null if nobody knows. */
  fork: boolean | null;
  permissions: ReadonlyMap<string, Permission | null>;
}>;

/** What a run may do, and how far what it is given may be trusted. */
export type Verdict = Readonly<
  | { kind: "allowed" }
  | { kind: "degraded"; reason: "fork" }
  | { kind: "refused"; reason: Refusal; who: string }
>;

export type Refusal = keyof typeof REFUSALS;

export const REFUSALS = {
  event: {
    sentence: "this event starts no runs",
    hint: "use pull_request, issues, issue_comment, workflow_dispatch, push or schedule",
  },
  action: {
    sentence: "only a new comment starts a run, not one that was edited or deleted",
    hint: "write a new comment",
  },
  nobody: {
    sentence: "nobody knows who started this",
    hint: "GITHUB_ACTOR and GITHUB_TRIGGERING_ACTOR must be set, as the runner does",
  },
  fork: {
    sentence: "the change comes from a fork, and this job is one trust domain",
    hint: "look at the change, then start the workflow by hand, or set `forks: degrade` on pull_request",
  },
  unknownOrigin: {
    sentence: "nobody can say whether the change comes from a fork",
    hint: "give the job `pull-requests: read`, and start it again",
  },
  bot: {
    sentence: "it was started by a bot that is not allowed to",
    hint: "name it in `allowed_bots`, with its exact name",
  },
  lookAlike: {
    sentence:
      "it was started by somebody who is called like a bot and is none, or is a bot and not called like one",
    hint: "start it by hand",
  },
  permission: {
    sentence: "whoever started it may not write to this repository",
    hint: "somebody with write permission can start it",
  },
  unknownPermission: {
    sentence: "the permission of whoever started it could not be found out",
    hint: "start it again; the token needs to read the repository's metadata",
  },
  stranger: {
    sentence: "the text was written by an account that stands for somebody else",
    hint: "somebody with write permission can start it",
  },
} as const satisfies Readonly<Record<string, Readonly<{ sentence: string; hint: string }>>>;

/**
 * Who is behind an event. `nobody`: a clock. `checked`: somebody whose right to it the platform has checked. `by-hand`: somebody who has to be
 * asked about. `change`: the same, and a change that may come from anywhere. `visit`: such a change, in a job that GitHub gives nothing.
 */
type Kind = "nobody" | "checked" | "by-hand" | "change" | "visit";

const EVENTS: ReadonlyMap<string, Kind> = new Map([
  ["schedule", "nobody"],
  ["push", "checked"],
  ["merge_group", "checked"],
  ["workflow_dispatch", "by-hand"],
  ["repository_dispatch", "by-hand"],
  ["issues", "by-hand"],
  ["pull_request", "visit"],
  ["pull_request_target", "change"],
  ["issue_comment", "change"],
  ["workflow_run", "change"],
]);

/** Accounts that stand for people of another place. */
const STAND_INS = new Set(["MANNEQUIN"]);

const BOT_NAME = /\[bot\]$/i;
const isBotName = (name: string): boolean => BOT_NAME.test(name);

const refused = (reason: Refusal, who = ""): Verdict => ({ kind: "refused", reason, who });

const peopleOf = ({ actor, triggeringActor, upstreamActors }: Occasion): readonly string[] => [
  ...new Set([actor, triggeringActor, ...upstreamActors]),
];

/** Whose permission has to be asked for before a verdict can be had: nobody's where it is clear already. */
export function toBeAsked(occasion: Occasion): readonly string[] {
  const { event, actor, triggeringActor } = occasion;
  const kind = EVENTS.get(event);
  if (kind === undefined || kind === "nobody" || (kind === "checked" && actor === triggeringActor)) return [];
  return peopleOf(occasion).filter((name) => name !== "" && !isBotName(name));
}

function botVerdict(occasion: Occasion, { allowedBots }: Rules): Verdict | null {
  const { actor, senderType } = occasion;
  // A person who starts a bot's run again is the sender of nothing.
  if (senderType === "Bot" && !peopleOf(occasion).some(isBotName)) return refused("lookAlike", actor);
  if (senderType === "User" && peopleOf(occasion).every(isBotName)) return refused("lookAlike", actor);
  const known = new Set(allowedBots.map((name) => name.toLowerCase()));
  const stranger = peopleOf(occasion).find((name) => isBotName(name) && !known.has(name.toLowerCase()));
  return stranger === undefined ? null : refused("bot", stranger);
}

function permissionVerdict(occasion: Occasion): Verdict | null {
  for (const name of toBeAsked(occasion)) {
    const permission = occasion.permissions.get(name) ?? null;
    if (permission === null) return refused("unknownPermission", name);
    if (!MAY_WRITE.has(permission)) return refused("permission", name);
  }
  return null;
}

/** Where a change comes from; null where there is none, or it is the repository's own. */
function originVerdict(kind: Kind, { fork }: Occasion, rules: Rules): Verdict | null {
  if (kind !== "change" && kind !== "visit") return null;
  if (fork === false) return null;
  if (fork === null) return refused("unknownOrigin");
  // All others run with secrets and a token that writes, whatever the change holds.
  return kind === "visit" && rules.forks === "degrade"
    ? { kind: "degraded", reason: "fork" }
    : refused("fork");
}

export function authorisation(occasion: Occasion, rules: Rules): Verdict {
  const { event, action, association, actor } = occasion;
  const kind = EVENTS.get(event);
  if (kind === undefined) return refused("event", event);
  if (kind === "nobody") return { kind: "allowed" };
  if (peopleOf(occasion).includes("")) return refused("nobody");
  if (event === "issue_comment" && action !== "created") return refused("action");
  if (association !== null && STAND_INS.has(association)) return refused("stranger", actor);
  return (
    originVerdict(kind, occasion, rules) ??
    botVerdict(occasion, rules) ??
    permissionVerdict(occasion) ?? { kind: "allowed" }
  );
}
