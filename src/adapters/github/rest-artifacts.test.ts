/** Artifacts of other workflow runs, before an API that is held against GitHub's own description. */
import { describe, expect, it } from "vitest";
import { fakeGithub, type Options } from "../../../test/rig/github.ts";
import { fakeResults } from "../../../test/rig/results.ts";
import { githubApi } from "./api.ts";
import { adoptSame, MOST_LOOKED_INTO, type Here } from "./adopt.ts";
import { MOST_PAGES, PAGE, restArtifacts } from "./rest-artifacts.ts";

const REPOSITORY = { owner: "Codertocat", name: "Hello-World" };

async function scene(options: Options = {}) {
  const results = await fakeResults();
  const fake = await fakeGithub({ results, ...options });
  const sleep = async (): Promise<void> => undefined;
  const api = githubApi({
    base: fake.url,
    token: "secret-token",
    clock: { now: Date.now, sleep },
    clean: (value) => value,
  });
  const rest = restArtifacts({ api, repository: REPOSITORY, base: fake.url, sleep });
  const fill = (count: number, workflowRun = "5"): void => {
    for (let n = 0; n < count; n += 1)
      results.add({ name: `a${n}`, workflowRun, bytes: Buffer.from(String(n)) });
  };
  return { results, fake, rest, fill };
}

describe("artifacts by the API", () => {
  it("are listed over several pages, up to what a workflow run can have", async () => {
    const { fake, rest, fill } = await scene();
    fill(PAGE + 3);
    fill(2, "6");
    const all = await rest.of("5");
    expect(all.ok && new Set(all.value.map(({ name }) => name)).size).toBe(PAGE + 3);
    expect(fake.calls).toHaveLength(2);
    fill(PAGE * MOST_PAGES);
    await rest.of("5");
    expect(fake.calls).toHaveLength(2 + MOST_PAGES);
    expect(fake.violations).toEqual([]);
  });

  it("are found by their exact name, and fetched without the token", async () => {
    const { results, fake, rest, fill } = await scene();
    fill(3);
    const found = await rest.named("a1");
    const [one] = found.ok ? found.value : [];
    if (one === undefined) throw new Error("not found");
    expect(one).toMatchObject({ name: "a1", size: 1, expired: false, foreign: false, workflowRun: "5" });
    expect(await rest.download(one)).toEqual({ ok: true, value: Buffer.from("1") });
    expect(results.calls.map(({ token }) => token)).toEqual([""]);
    expect([...fake.violations, ...results.violations]).toEqual([]);
  });

  it("that have expired say so, whichever answer says it", async () => {
    const { results, rest, fill } = await scene();
    fill(1);
    const before = await rest.of("5");
    for (const one of results.artifacts) one.expired = true;
    const after = await rest.of("5");
    for (const list of [before, after]) {
      const [one] = list.ok ? list.value : [];
      if (one === undefined) throw new Error("not listed");
      expect(await rest.download(one)).toMatchObject({ error: { kind: "expired" } });
    }
  });

  it.each([
    [403, "forbidden"],
    [401, "forbidden"],
    [404, "missing"],
    [422, "invalid"],
    [500, "unavailable"],
  ])("that are answered with %i are %s", async (status, kind) => {
    const { fake, rest } = await scene();
    fake.fail({ times: 9, answer: { status, body: { message: "no" } } });
    expect(await rest.of("5")).toMatchObject({ error: { kind } });
    expect(await rest.run("5")).toMatchObject({ error: { kind } });
    expect(await rest.runs("x.yml", "a", "push")).toMatchObject({ error: { kind } });
  });

  it("of many runs are looked into up to a limit", async () => {
    const run = {
      id: "5",
      path: ".github/workflows/x.yml",
      head: "f".repeat(40),
      event: "push",
      conclusion: "failure",
    };
    const { results, fake, rest } = await scene({ workflowRuns: [run] });
    for (let n = 0; n < MOST_LOOKED_INTO + 5; n += 1)
      results.add({
        name: `ao-20261121-1200${String(n).padStart(2, "0")}-ab12-run-e1`,
        workflowRun: "5",
        bytes: Buffer.from("x"),
      });
    const here: Here = {
      repository: "Codertocat/Hello-World",
      workflow: run.path,
      workflowRun: "9",
      attempt: 1,
      head: run.head,
      event: "push",
      asked: "a".repeat(64),
    };
    const choice = await adoptSame(null, rest, here);
    expect(choice.found).toBeNull();
    expect(choice.notes).toHaveLength(MOST_LOOKED_INTO);
    expect(fake.violations).toEqual([]);
  });
});
