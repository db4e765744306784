/** The first file of the page about the action does what the page says of it, pasted as it stands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { fakeGithub } from "../rig/github.ts";
import { fakeResults } from "../rig/results.ts";
import { example, HEAD, job, RUN_ID } from "../rig/runner.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/github-action.md"), "utf8");
const FIRST = /^```yaml\n([\s\S]*?)^```$/m.exec(PAGE)?.[1] ?? "";

type Step = Readonly<{ uses?: string; with?: Readonly<Record<string, string | number>> }>;

test("a pull request with the pasted file is reviewed by actors, without a key", async () => {
  const { jobs } = parse(FIRST) as { jobs: Readonly<Record<string, Readonly<{ steps: readonly Step[] }>>> };
  const step = Object.values(jobs)[0]?.steps.find(({ uses }) => uses?.startsWith("org/") === true);
  const given = Object.entries(step?.with ?? {}).map(([name, value]) => [name, String(value)] as const);
  // A secret that nobody has saved is an empty text.
  const inputs = Object.fromEntries(given.filter(([, value]) => !value.includes("secrets.")));
  expect(given.length - Object.keys(inputs).length).toBe(1);
  const results = await fakeResults();
  const fake = await fakeGithub({ people: { Codertocat: "admin" }, heads: [HEAD], base: { "a.txt": "a" } });
  const made = job({
    files: { ".github/workflows/agents.yml": FIRST },
    event: "pull_request",
    payload: example("pull_request", "opened"),
    api: fake.url,
    env: results.env(RUN_ID),
  });
  const ended = await made.main(inputs);
  expect(ended.code, ended.out).toBe(0);
  expect(fake.checks).toMatchObject([{ name: "agents / code-review-and-testing", conclusion: "success" }]);
  expect(fake.comments).toHaveLength(1);
  expect(made.summary()).toContain("code-review-and-testing");
  expect([...fake.violations, ...results.violations]).toEqual([]);
});
