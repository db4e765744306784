/** Who may start a run: every event with every kind of person behind it, and that whatever is unknown means no. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  authorisation,
  PERMISSIONS,
  REFUSALS,
  toBeAsked,
  type Occasion,
  type Permission,
  type Rules,
} from "./authorise.ts";

const RULES: Rules = { allowedBots: ["renovate[bot]"], forks: "refuse" };
const DEGRADE: Rules = { ...RULES, forks: "degrade" };

const PEOPLE: ReadonlyMap<string, Permission | null> = new Map<string, Permission | null>([
  ["ada", "admin"],
  ["mia", "maintain"],
  ["wim", "write"],
  ["tia", "triage"],
  ["rob", "read"],
  ["nia", "none"],
  ["err", null],
]);

type Case = Readonly<Partial<Omit<Occasion, "permissions">>>;

const occasion = ({ actor = "wim", ...rest }: Case): Occasion => ({
  event: "pull_request",
  action: "",
  actor,
  triggeringActor: actor,
  upstreamActors: [],
  senderType: actor.endsWith("[bot]") ? "Bot" : "User",
  association: null,
  fork: false,
  permissions: PEOPLE,
  ...rest,
});

type Row = readonly [expected: string, name: string, given: Case, rules?: Rules];

const TABLE: readonly Row[] = [
  // Everybody who may write, and nobody else, by a pull request of the same repository.
  ["allowed", "an admin's pull request", { actor: "ada" }],
  ["allowed", "a maintainer's pull request", { actor: "mia" }],
  ["allowed", "a writer's pull request", { actor: "wim" }],
  ["permission", "a triager's pull request", { actor: "tia" }],
  ["permission", "a reader's pull request", { actor: "rob" }],
  ["permission", "a stranger's pull request", { actor: "nia" }],
  ["unknownPermission", "a pull request while the API fails", { actor: "err" }],
  ["unknownPermission", "a pull request of somebody nobody asked about", { actor: "new" }],
  ["nobody", "a pull request of nobody", { actor: "" }],
  ["nobody", "a pull request that nobody triggered", { triggeringActor: "" }],
  // What the platform says about the author opens no door.
  ["permission", "an owner by association who may only read", { actor: "rob", association: "OWNER" }],
  ["allowed", "a writer whose membership is hidden", { actor: "wim", association: "NONE" }],
  ["allowed", "a first-timer who may write", { actor: "wim", association: "FIRST_TIME_CONTRIBUTOR" }],
  ["stranger", "a mannequin", { actor: "wim", association: "MANNEQUIN" }],
  // Forks.
  ["fork", "a fork's pull request", { actor: "nia", fork: true }],
  ["fork", "a writer's own fork", { actor: "wim", fork: true }],
  ["degraded", "a fork, where that is wanted", { actor: "nia", fork: true }, DEGRADE],
  ["degraded", "a fork by a bot, where that is wanted", { actor: "evil[bot]", fork: true }, DEGRADE],
  ["unknownOrigin", "a change from nobody knows where", { fork: null }],
  [
    "unknownOrigin",
    "a change from nobody knows where, even where forks may be looked at",
    { fork: null },
    DEGRADE,
  ],
  ["fork", "a fork with a token that writes", { event: "pull_request_target", actor: "wim", fork: true }],
  [
    "fork",
    "a fork with a token that writes, even where forks may be looked at",
    { event: "pull_request_target", actor: "wim", fork: true },
    DEGRADE,
  ],
  [
    "allowed",
    "a writer's own branch with a token that writes",
    { event: "pull_request_target", actor: "wim" },
  ],
  [
    "permission",
    "a reader's branch with a token that writes",
    { event: "pull_request_target", actor: "rob" },
  ],
  [
    "unknownPermission",
    "a token that writes while the API fails",
    { event: "pull_request_target", actor: "err" },
  ],
  [
    "unknownOrigin",
    "a token that writes and an unknown origin",
    { event: "pull_request_target", fork: null },
  ],
  // Comments.
  ["allowed", "a writer's comment", { event: "issue_comment", action: "created" }],
  ["allowed", "an admin's comment", { event: "issue_comment", action: "created", actor: "ada" }],
  ["permission", "a reader's comment", { event: "issue_comment", action: "created", actor: "rob" }],
  ["permission", "a triager's comment", { event: "issue_comment", action: "created", actor: "tia" }],
  [
    "permission",
    "a first-time contributor's comment",
    { event: "issue_comment", action: "created", actor: "nia", association: "FIRST_TIMER" },
  ],
  [
    "unknownPermission",
    "a comment while the API fails",
    { event: "issue_comment", action: "created", actor: "err" },
  ],
  ["action", "an edited comment", { event: "issue_comment", action: "edited" }],
  ["action", "a deleted comment", { event: "issue_comment", action: "deleted" }],
  ["action", "a comment of which nobody says what happened", { event: "issue_comment" }],
  [
    "fork",
    "a writer's comment on a fork's change",
    { event: "issue_comment", action: "created", fork: true },
  ],
  [
    "fork",
    "a comment on a fork's change, even where forks may be looked at",
    { event: "issue_comment", action: "created", fork: true },
    DEGRADE,
  ],
  [
    "unknownOrigin",
    "a comment on a change of unknown origin",
    { event: "issue_comment", action: "created", fork: null },
  ],
  [
    "stranger",
    "a comment of a mannequin",
    { event: "issue_comment", action: "created", association: "MANNEQUIN" },
  ],
  // By hand.
  ["allowed", "a writer's dispatch", { event: "workflow_dispatch", fork: null }],
  ["permission", "a reader's dispatch", { event: "workflow_dispatch", actor: "rob", fork: null }],
  [
    "unknownPermission",
    "a dispatch while the API fails",
    { event: "workflow_dispatch", actor: "err", fork: null },
  ],
  ["nobody", "a dispatch by nobody", { event: "workflow_dispatch", actor: "" }],
  ["bot", "a dispatch by our own token", { event: "workflow_dispatch", actor: "github-actions[bot]" }],
  ["allowed", "a dispatch by a listed bot", { event: "workflow_dispatch", actor: "renovate[bot]" }],
  ["allowed", "a writer's dispatch through the API", { event: "repository_dispatch" }],
  ["permission", "a stranger's dispatch through the API", { event: "repository_dispatch", actor: "nia" }],
  // What the platform has checked.
  ["allowed", "a push", { event: "push", actor: "new", fork: null }],
  ["bot", "a push by a bot", { event: "push", actor: "dependabot[bot]", fork: null }],
  ["allowed", "a push by a listed bot", { event: "push", actor: "Renovate[bot]", fork: null }],
  ["nobody", "a push by nobody", { event: "push", actor: "" }],
  ["permission", "a push that a reader started again", { event: "push", triggeringActor: "rob", fork: null }],
  [
    "allowed",
    "a push that a writer started again",
    { event: "push", actor: "ada", triggeringActor: "wim", fork: null },
  ],
  [
    "unknownPermission",
    "a push started again while the API fails",
    { event: "push", triggeringActor: "err", fork: null },
  ],
  ["allowed", "a merge queue", { event: "merge_group", fork: null }],
  ["allowed", "a schedule", { event: "schedule", actor: "", fork: null }],
  ["allowed", "a schedule of somebody who has left", { event: "schedule", actor: "nia", fork: null }],
  // Bots.
  ["allowed", "a listed bot's pull request", { actor: "renovate[bot]" }],
  ["bot", "another bot's pull request", { actor: "dependabot[bot]" }],
  ["bot", "a bot with a listed name as part of its own", { actor: "my-renovate[bot]" }],
  ["bot", "a bot under a star", { actor: "dependabot[bot]" }, { ...RULES, allowedBots: ["*"] }],
  [
    "bot",
    "a bot listed without its mark",
    { actor: "dependabot[bot]" },
    { ...RULES, allowedBots: ["dependabot"] },
  ],
  ["unknownPermission", "a person called like a listed bot without its mark", { actor: "renovate" }],
  ["lookAlike", "a person with the mark of a bot", { actor: "renovate[bot]", senderType: "User" }],
  ["lookAlike", "a bot without the mark", { actor: "ada", senderType: "Bot" }],
  ["bot", "a comment of a bot", { event: "issue_comment", action: "created", actor: "evil[bot]" }],
  ["fork", "a listed bot's fork", { actor: "renovate[bot]", fork: true }],
  // Started again by somebody else: both count.
  ["permission", "a stranger's run that a writer starts again", { actor: "nia", triggeringActor: "wim" }],
  ["permission", "a writer's run that a reader starts again", { actor: "wim", triggeringActor: "rob" }],
  ["allowed", "a writer's run that another starts again", { actor: "wim", triggeringActor: "ada" }],
  [
    "unknownPermission",
    "a run started again while the API fails for one",
    { actor: "wim", triggeringActor: "err" },
  ],
  [
    "bot",
    "a bot's run that a writer starts again",
    { actor: "evil[bot]", triggeringActor: "wim", senderType: "Bot" },
  ],
  [
    "allowed",
    "a listed bot's run that a writer starts again",
    { actor: "renovate[bot]", triggeringActor: "wim", senderType: "Bot" },
  ],
  // After another run.
  ["allowed", "after a writer's run", { event: "workflow_run", upstreamActors: ["ada"] }],
  ["permission", "after a stranger's run", { event: "workflow_run", upstreamActors: ["nia"] }],
  [
    "permission",
    "after a writer's run that a reader started again",
    { event: "workflow_run", upstreamActors: ["ada", "rob"] },
  ],
  ["nobody", "after nobody's run", { event: "workflow_run", upstreamActors: [""] }],
  ["bot", "after a bot's run", { event: "workflow_run", upstreamActors: ["evil[bot]"] }],
  ["fork", "after a fork's run", { event: "workflow_run", upstreamActors: ["ada"], fork: true }],
  [
    "unknownOrigin",
    "after a run of unknown origin",
    { event: "workflow_run", upstreamActors: ["ada"], fork: null },
  ],
  [
    "fork",
    "after a fork's run, even where forks may be looked at",
    { event: "workflow_run", upstreamActors: ["ada"], fork: true },
    DEGRADE,
  ],
  [
    "allowed",
    "a merge queue of somebody nobody has to ask about",
    { event: "merge_group", actor: "new", fork: true },
  ],
  ["allowed", "a push to a fork by its owner", { event: "push", actor: "new", fork: true }],
  ["allowed", "a dispatch in a fork by its owner", { event: "repository_dispatch", fork: true }],
  [
    "stranger",
    "a mannequin's fork, even where forks may be looked at",
    { fork: true, association: "MANNEQUIN" },
    DEGRADE,
  ],
  // An issue is anybody's to open; what counts is who did this to it.
  ["allowed", "a writer's label on an issue", { event: "issues", action: "labeled" }],
  ["permission", "an issue that a stranger opened", { event: "issues", action: "opened", actor: "nia" }],
  ["permission", "a triager's label on an issue", { event: "issues", action: "labeled", actor: "tia" }],
  ["unknownPermission", "a label while the API fails", { event: "issues", actor: "err" }],
  ["bot", "a label by a bot that nobody named", { event: "issues", actor: "evil[bot]" }],
  ["allowed", "a label by a bot that somebody named", { event: "issues", actor: "renovate[bot]" }],
  ["permission", "a writer's label, started again by a reader", { event: "issues", triggeringActor: "rob" }],
  // Whatever is not in the list.
  ["event", "a star that anybody may give", { event: "watch", actor: "ada" }],
  ["event", "a page of the wiki", { event: "gollum", actor: "ada" }],
  ["event", "an event of tomorrow", { event: "agent_request", actor: "ada" }],
  ["event", "no event", { event: "" }],
  ["event", "a name that every object has", { event: "constructor" }],
];

const outcome = (given: Case, rules: Rules = RULES): string => {
  const verdict = authorisation(occasion(given), rules);
  return verdict.kind === "refused" ? verdict.reason : verdict.kind;
};

describe("authorisation", () => {
  it("is tried with at least sixty combinations", () => expect(TABLE.length).toBeGreaterThanOrEqual(60));

  it.each(TABLE.map(([expected, name, given, rules]) => ({ expected, name, given, rules })))(
    "$expected: $name",
    ({ expected, given, rules }) => expect(outcome(given, rules)).toBe(expected),
  );

  it("tries every reason for no", () => {
    const tried = new Set(TABLE.map(([expected]) => expected));
    expect(Object.keys(REFUSALS).filter((reason) => !tried.has(reason))).toEqual([]);
  });

  it("says of every reason what to do", () => {
    for (const { sentence, hint } of Object.values(REFUSALS)) {
      expect(sentence).toMatch(/^\w/);
      expect(hint).toMatch(/^\w/);
    }
  });

  it("says why a run has nothing in hand", () =>
    expect(authorisation(occasion({ fork: true }), DEGRADE)).toEqual({ kind: "degraded", reason: "fork" }));

  it("asks about nobody where nobody can be behind it", () => {
    const all = { actor: "ada", triggeringActor: "wim", upstreamActors: ["mia"] };
    expect(toBeAsked(occasion({ event: "schedule", ...all }))).toEqual([]);
    expect(toBeAsked(occasion({ event: "tomorrow", ...all }))).toEqual([]);
    expect(toBeAsked(occasion({ event: "push", actor: "ada" }))).toEqual([]);
    expect(
      toBeAsked(occasion({ event: "workflow_run", ...all, actor: "a[bot]", triggeringActor: "" })),
    ).toEqual(["mia"]);
  });

  it("says who was in the way", () =>
    expect(authorisation(occasion({ triggeringActor: "rob" }), RULES)).toMatchObject({ who: "rob" }));
});

describe("whatever the rest is", () => {
  const name = fc.constantFrom("ada", "wim", "rob", "nia", "err", "new", "evil[bot]", "renovate[bot]");
  const any = fc.record({
    event: fc.constantFrom(
      "push",
      "pull_request",
      "pull_request_target",
      "issue_comment",
      "workflow_dispatch",
      "workflow_run",
      "issues",
      "schedule",
    ),
    action: fc.constantFrom("", "created", "opened"),
    actor: name,
    triggeringActor: name,
    upstreamActors: fc.array(name, { maxLength: 2 }),
    senderType: fc.constantFrom("User", "Bot", null),
    association: fc.constantFrom("NONE", "OWNER", null),
    fork: fc.constantFrom(true, false, null),
  });

  it("a run is never better off because the API fails", () => {
    fc.assert(
      fc.property(any, (given) => {
        const silent = new Map([...PEOPLE.keys()].map((person) => [person, null] as const));
        const before = authorisation({ ...given, permissions: PEOPLE }, RULES);
        const after = authorisation({ ...given, permissions: silent }, RULES);
        return after.kind !== "allowed" || before.kind === "allowed";
      }),
    );
  });

  it("less permission never opens a door", () => {
    fc.assert(
      fc.property(
        any,
        fc.constantFrom(...PERMISSIONS),
        fc.constantFrom(...PERMISSIONS),
        (given, one, two) => {
          const [less, more] = PERMISSIONS.indexOf(one) <= PERMISSIONS.indexOf(two) ? [one, two] : [two, one];
          const all = (level: Permission) =>
            new Map([...PEOPLE.keys(), "new"].map((person) => [person, level] as const));
          const low = authorisation({ ...given, permissions: all(less) }, RULES);
          return (
            low.kind !== "allowed" ||
            authorisation({ ...given, permissions: all(more) }, RULES).kind === "allowed"
          );
        },
      ),
    );
  });

  it("a fork's change is never allowed where the change counts", () => {
    fc.assert(
      fc.property(any, (given) => {
        const verdict = authorisation({ ...given, fork: true, permissions: PEOPLE }, DEGRADE);
        const counts = !["push", "schedule", "workflow_dispatch", "issues"].includes(given.event);
        return !counts || verdict.kind !== "allowed";
      }),
    );
  });

  it("asks about nobody twice, and about no bot", () => {
    fc.assert(
      fc.property(any, (given) => {
        const asked = toBeAsked({ ...given, permissions: new Map() });
        return new Set(asked).size === asked.length && !asked.some((each) => each.endsWith("[bot]"));
      }),
    );
  });
});
