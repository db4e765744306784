/** What is asked about people and changes before a run may start, and what events say of themselves. */
import { describe, expect, it } from "vitest";
import { badGateway, fakeGithub, type Options } from "../../../test/rig/github.ts";
import { example, HEAD } from "../../../test/rig/runner.ts";
import type { Value } from "../../core/base/value.ts";
import { githubApi } from "./api.ts";
import { occurrence } from "./event.ts";
import { authorOf, occasionOf } from "./people.ts";
import { repositoryOf } from "./repository.ts";

const REPOSITORY = { owner: "o", name: "r" };
const clock = { now: () => 0, sleep: () => Promise.resolve() };
const payload = (event: string, action?: string): Value => example(event, action) as Value;
const ENV = { GITHUB_ACTOR: "Codertocat", GITHUB_TRIGGERING_ACTOR: "Codertocat", GITHUB_SHA: HEAD };

async function scene(options: Options = {}) {
  const github = await fakeGithub(options);
  return { github, api: githubApi({ base: github.url, token: "t", clock, clean: (value) => value }) };
}

const known = (event: string, body: Value, env: Readonly<Record<string, string>> = {}) =>
  occurrence({ ...ENV, GITHUB_EVENT_NAME: event, ...env }, body);

describe("an event", () => {
  it("of a pull request says whose change it is, and which commit", () =>
    expect(known("pull_request", payload("pull_request", "opened"))).toMatchObject({
      event: "pull_request",
      action: "opened",
      change: 2,
      head: HEAD,
      fork: false,
      originUnknown: false,
      senderType: "User",
      association: "OWNER",
      upstreamActors: [],
    }));

  it("of a fork, or of one that was deleted, is not ours", () => {
    const body = payload("pull_request", "opened") as { pull_request: { head: { repo: unknown } } };
    const gone = {
      ...body,
      pull_request: { ...body.pull_request, head: { ...body.pull_request.head, repo: null } },
    };
    expect(known("pull_request", gone as unknown as Value).fork).toBe(true);
  });

  it("of a comment on an issue is about no change; on a pull request somebody has to ask", () => {
    const body = payload("issue_comment", "created") as { issue: object };
    expect(known("issue_comment", body as unknown as Value)).toMatchObject({
      change: null,
      fork: false,
      head: HEAD,
      action: "created",
    });
    const under = { ...body, issue: { ...body.issue, pull_request: {} } };
    expect(known("issue_comment", under as unknown as Value)).toMatchObject({
      change: 1,
      fork: null,
      head: null,
      originUnknown: true,
    });
  });

  it("after another run says who started that, and from where", () => {
    const body = payload("workflow_run", "completed") as { workflow_run: object };
    const named = { actor: { login: "ada" }, triggering_actor: { login: "wim" } };
    const found = known("workflow_run", { ...body, workflow_run: { ...body.workflow_run, ...named } });
    expect(found.upstreamActors).toEqual(["ada", "wim"]);
    expect(known("workflow_run", body as unknown as Value).upstreamActors).toEqual(["", ""]);
    expect(found.fork).toBe(false);
    expect(found.head).toMatch(/^[0-9a-f]{40}$/);
  });

  it.each<readonly [string, Value]>([
    ["pull_request", null],
    ["pull_request", { pull_request: { head: { sha: "HEAD" }, number: -1 } }],
    ["pull_request", { pull_request: [] }],
    ["issue_comment", { issue: { pull_request: {}, number: "1; rm" } }],
    ["workflow_run", {}],
  ])("that says nothing is of unknown origin: %s %j", (event, body) => {
    const { fork, change } = known(event, body);
    expect([null, true]).toContain(fork);
    expect(change).toBeNull();
  });

  it("gives a head only as a commit", () =>
    expect(known("push", {}, { GITHUB_SHA: "main" }).head).toBeNull());

  it("knows the sender only as long as that is who acts", () =>
    expect(known("push", { sender: { login: "other", type: "Bot" } }).senderType).toBeNull());
});

describe("a permission", () => {
  const asked = async (people: Record<string, string>, name: string) => {
    const { api, github } = await scene({ people });
    const seen = known("workflow_dispatch", {}, { GITHUB_ACTOR: name, GITHUB_TRIGGERING_ACTOR: name });
    const { permissions } = await occasionOf(api, REPOSITORY, seen);
    return { permission: permissions.get(name), calls: github.calls.length, violations: github.violations };
  };

  it.each(["admin", "maintain", "write", "triage", "read"])("is what it is: %s", async (role) =>
    expect(await asked({ ada: role }, "ada")).toEqual({ permission: role, calls: 1, violations: [] }),
  );

  it("of a stranger is none", async () => expect((await asked({}, "ada")).permission).toBe("none"));

  it("of a name that is none is unknown, and nobody is asked", async () =>
    expect(await asked({}, "../../x")).toMatchObject({ permission: null, calls: 0 }));

  it("with a role of the organisation's own is what that is built on", async () => {
    const { api, github } = await scene();
    const body = { permission: "write", role_name: "release-manager", user: { login: "Ada" } };
    github.fail({ answer: { status: 200, body } });
    const { permissions } = await occasionOf(
      api,
      REPOSITORY,
      known("workflow_dispatch", {}, { GITHUB_ACTOR: "ada", GITHUB_TRIGGERING_ACTOR: "ada" }),
    );
    expect(permissions.get("ada")).toBe("write");
  });

  it.each<readonly [string, number, unknown]>([
    ["nobody answers", 502, badGateway.body],
    ["it is about somebody else", 200, { permission: "admin", role_name: "admin", user: { login: "bob" } }],
    ["it is nothing that we know", 200, { permission: "owner", role_name: "god", user: { login: "ada" } }],
    ["it may not be asked", 403, { message: "Resource not accessible by integration" }],
  ])("is unknown where %s", async (_, status, body) => {
    const { api, github } = await scene();
    github.fail({ answer: { status, body }, times: 9 });
    const { permissions } = await occasionOf(
      api,
      REPOSITORY,
      known("workflow_dispatch", {}, { GITHUB_ACTOR: "ada", GITHUB_TRIGGERING_ACTOR: "ada" }),
    );
    expect(permissions.get("ada")).toBeNull();
  });
});

describe("without an API", () => {
  it("everything is unknown", async () =>
    expect((await occasionOf(null, REPOSITORY, known("push", {}))).permissions.size).toBe(0));
});

describe("who writes", () => {
  it("is the platform's robot, or the person whose token it is", async () => {
    const { api, github } = await scene({ author: "ada" });
    expect(await authorOf(api, "ghs_x")).toBe("github-actions[bot]");
    expect(github.calls).toHaveLength(0);
    expect(await authorOf(api, "github_pat_x")).toBe("ada");
    github.fail({ answer: { status: 403, body: {} } });
    expect(await authorOf(api, "ghp_x")).toBe("github-actions[bot]");
  });
});

it.each(["", "o", "o/r/x", "../r", "o/..", "o/r?x", "-o/r", undefined])(
  "takes %j for no repository",
  (text) => expect(repositoryOf(text)).toBeNull(),
);
