/** One client for all requests: serial, spaced, patient only as far as told, and never twice what may have happened. */
import { expect, it, describe } from "vitest";
import {
  badGateway,
  fakeGithub,
  primaryLimit,
  secondaryLimit,
  type FakeGithub,
  type Options,
} from "../../../test/rig/github.ts";
import { githubApi, MAX_CALLS, READ_RETRIES, WRITE_GAP, type Api, type ApiClock } from "./api.ts";
import { LONGEST_WAIT, USUAL_WAIT, waitOf } from "./rate.ts";

type Simulated = ApiClock & { readonly slept: number[] };

function simulated(): Simulated {
  let now = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (millis) => {
      slept.push(millis);
      now += millis;
      return Promise.resolve();
    },
  };
}

async function scene(
  options: Options = {},
  more: Readonly<{ patience?: number; calls?: number; base?: string }> = {},
) {
  const github = await fakeGithub({ people: { ada: "admin" }, ...options });
  const clock = simulated();
  const { base = github.url, ...rest } = more;
  const api = githubApi({ base, token: "t0ken", clock, clean: (value) => value, ...rest });
  return { github, clock, api };
}

const comment = (api: Api, body = "hello") =>
  api.create(["repos", "o", "r", "issues", "1", "comments"], { body });
const ada = (api: Api) => api.read(["repos", "o", "r", "collaborators", "ada", "permission"]);
const kinds = (github: FakeGithub) => github.calls.map(({ method, status }) => `${method} ${status}`);

describe("requests", () => {
  it("go one after the other, writes a second apart, reads at once", async () => {
    const { api, clock, github } = await scene();
    const all = await Promise.all([comment(api, "1"), ada(api), comment(api, "2"), comment(api, "3")]);
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(github.comments.map(({ body }) => body)).toEqual(["1", "2", "3"]);
    expect(clock.slept).toEqual([WRITE_GAP, WRITE_GAP]);
    expect(github.violations).toEqual([]);
  });

  it("carry the token to the API and nowhere else", async () => {
    const { api, github } = await scene();
    github.fail({ answer: { status: 302, body: {}, headers: { location: "http://127.0.0.1:9/elsewhere" } } });
    expect(await ada(api)).toMatchObject({ ok: false, error: { kind: "invalid" } });
    expect(github.calls.map(({ token }) => token)).toEqual(["t0ken"]);
  });

  it("cannot leave their path", async () => {
    const { api, github } = await scene();
    await api.read(["repos", "o", "r", "collaborators", "../../x?y=1#", "permission"]);
    expect(github.calls[0]?.path).toBe("/repos/o/r/collaborators/..%2F..%2Fx%3Fy%3D1%23/permission");
  });

  it("hold no secret in what they carry", async () => {
    const github = await fakeGithub();
    const api = githubApi({
      base: github.url,
      token: "t",
      clock: simulated(),
      clean: () => ({ body: "***" }),
    });
    await comment(api, "hunter2");
    expect(github.comments[0]?.body).toBe("***");
  });

  it("end when the run has used up its calls, also those of an earlier process", async () => {
    const { api, github } = await scene({}, { calls: MAX_CALLS - 1 });
    expect((await ada(api)).ok).toBe(true);
    expect(await ada(api)).toMatchObject({ ok: false, error: { kind: "spent" } });
    expect(github.calls).toHaveLength(1);
  });
});

describe("trouble", () => {
  it("of a read is tried again, and then told", async () => {
    const { api, github, clock } = await scene();
    github.fail({ answer: badGateway });
    expect((await ada(api)).ok).toBe(true);
    github.fail({ answer: badGateway, times: 9 });
    expect(await ada(api)).toMatchObject({ ok: false, error: { kind: "unavailable" } });
    expect(clock.slept).toEqual([READ_RETRIES[0], ...READ_RETRIES]);
  });

  it("of a write is never tried again: nobody knows whether it happened", async () => {
    const { api, github } = await scene();
    github.fail({ after: true, answer: badGateway });
    expect(await comment(api)).toMatchObject({ ok: false, error: { kind: "unclear" } });
    expect(github.comments).toHaveLength(1);
    github.fail({ drop: true });
    expect(await comment(api)).toMatchObject({ ok: false, error: { kind: "unclear" } });
    expect(github.calls).toHaveLength(2);
  });

  it("of the network is told in its own words", async () => {
    const { api } = await scene({}, { base: "http://127.0.0.1:1" });
    expect(await comment(api)).toMatchObject({
      ok: false,
      error: { kind: "unclear", words: expect.stringMatching(/\w/) as string },
    });
  });

  it("of permissions is told as what it is", async () => {
    const { api, github } = await scene({ readOnly: true });
    expect(await comment(api)).toMatchObject({
      ok: false,
      error: { kind: "forbidden", words: "Resource not accessible by integration (403)" },
    });
    expect(kinds(github)).toEqual(["POST 403"]);
  });

  it.each([
    [401, "unauthorised"],
    [404, "missing"],
    [410, "missing"],
    [422, "invalid"],
  ])("with status %s is %s", async (status, kind) => {
    const { api, github } = await scene();
    github.fail({ answer: { status, body: { message: "x" } } });
    expect(await comment(api)).toMatchObject({ ok: false, error: { kind } });
  });
});

describe("limits", () => {
  it("are waited for if there is time, and the request is made again", async () => {
    const { api, github, clock } = await scene({}, { patience: 60_000 });
    github.fail({ answer: secondaryLimit(30) });
    expect((await comment(api)).ok).toBe(true);
    expect(clock.slept).toEqual([30_000]);
    expect(github.comments).toHaveLength(1);
  });

  it("are not waited for without patience, and nothing more is sent until they are over", async () => {
    const { api, github, clock } = await scene();
    github.fail({ answer: secondaryLimit() });
    expect(await comment(api)).toMatchObject({ ok: false, error: { kind: "limited" } });
    expect(await comment(api)).toMatchObject({ ok: false, error: { kind: "limited" } });
    expect(await ada(api)).toMatchObject({ ok: false, error: { kind: "limited" } });
    expect(github.calls).toHaveLength(1);
    await clock.sleep(USUAL_WAIT);
    expect((await comment(api)).ok).toBe(true);
  });

  it("are believed after a few times", async () => {
    const { api, github } = await scene({}, { patience: 3_600_000 });
    github.fail({ answer: secondaryLimit(5), times: 9 });
    expect(await comment(api)).toMatchObject({ ok: false, error: { kind: "limited" } });
    expect(github.calls).toHaveLength(3);
  });

  it("by the hour are read by the clock of who sent them", () => {
    const theirs = Date.UTC(2026, 0, 1);
    const { headers = {} } = primaryLimit(90, theirs);
    const header = (name: string): string | null => headers[name] ?? null;
    // Our own clock is an hour behind.
    expect(waitOf(403, header, "API rate limit exceeded", theirs - 3_600_000)).toBe(90_000);
  });

  it.each<
    readonly [
      name: string,
      status: number,
      headers: Record<string, string>,
      words: string,
      wait: number | null,
    ]
  >([
    ["a refusal", 403, {}, "Resource not accessible by integration", null],
    ["a word about a limit", 403, {}, "You have exceeded a secondary rate limit", USUAL_WAIT],
    ["too many requests", 429, {}, "", USUAL_WAIT],
    ["a time that was named", 429, { "retry-after": "7" }, "", 7000],
    ["a time of nothing", 429, { "retry-after": "0" }, "", 1000],
    ["a time that is none", 403, { "retry-after": "soon" }, "", null],
    ["a time of years", 429, { "retry-after": "99999999" }, "", LONGEST_WAIT],
    ["a reset without a time", 403, { "x-ratelimit-remaining": "0" }, "", USUAL_WAIT],
    ["something else", 404, { "retry-after": "7" }, "", null],
  ])("%s", (_, status, headers, words, wait) =>
    expect(waitOf(status, (name) => headers[name] ?? null, words, 0)).toBe(wait),
  );
});
