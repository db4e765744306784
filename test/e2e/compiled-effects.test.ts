/** From agents in the jobs of a compiled file to what stands on GitHub, with what dist/ holds: once, however often the job that writes runs. */
import { describe, expect, test } from "vitest";
import { fakeRepository } from "../rig/github-repository.ts";
import { logOf } from "../rig/orchestrated.ts";
import { compiledRun, permissionsIn } from "../rig/placed.ts";
import { example } from "../rig/runner.ts";

/** Jobs of processes on a busy machine. */
const PATIENCE = 180_000;

const PAYLOAD = example("pull_request", "opened");
const PULL = PAYLOAD["pull_request"] as Readonly<{ number: number; head: object; base: object }>;

const FLOW = `name: tidy
on: { pull_request: true }
settings: { isolation: worktree }
effects:
  comment: 1
  labels: [tidied]
  pull_request: { title: "Tidy up: \${look.outputs.summary}" }
tasks:
  - { id: one, agent: coder, prompt: Tidy one, mock: { output: done, write: { src/one.ts: "export const one = 11;\\n" } } }
  - id: look
    agent: reviewer
    dependencies: [one]
    prompt: Say what was done
    effects: [comment, labels]
    mock:
      output: looked
      structured:
        summary: one file
        effects:
          - { kind: comment, body: "Tidied @everyone" }
          - { kind: label, name: tidied }
`;
const FILES = { "workflows/tidy.yml": FLOW, "src/one.ts": "export const one = 1;\n" };

async function scene() {
  const hubs: ReturnType<typeof fakeRepository>[] = [];
  const made = await compiledRun({
    name: "tidy",
    files: FILES,
    words: ["--checks", "tasks"],
    event: (sha) => {
      const change = { ...PULL, head: { ...PULL.head, sha }, base: { ...PULL.base, sha } };
      return { name: "pull_request", payload: { ...PAYLOAD, pull_request: change } };
    },
    github: (sha) => {
      const hub = fakeRepository({ commit: sha, files: FILES, pull: { number: PULL.number, head: sha } });
      hubs.push(hub);
      return { part: hub.part };
    },
  });
  const [hub] = hubs;
  if (hub === undefined) throw new Error("nobody asked for a repository");
  return { ...made, hub };
}

describe("what a compiled run proposes", () => {
  test(
    "is written by the one job that may, and written once, also where that job runs again",
    async () => {
      const { fake, results, played, hub } = await scene();
      const written = () => ({
        told: fake.comments.filter(({ body }) => body.includes("Tidied @\u200deveryone")).length,
        labels: [...(hub.labels.get(PULL.number) ?? [])],
        pulls: hub.pulls.map(({ title, draft, head }) => ({ title, draft, files: hub.files(head) })),
        branches: hub.refs.size,
      });
      const once = {
        told: 1,
        labels: ["tidied"],
        pulls: [
          {
            title: "Tidy up: one file",
            draft: true,
            files: { ...FILES, "src/one.ts": "export const one = 11;\n" },
          },
        ],
        branches: 2,
      };
      const first = await played.start();
      expect(first.conclusion, logOf(first)).toBe("success");
      expect(written()).toEqual(once);
      const second = await played.rerunJob("deliver");
      expect(second.conclusion, logOf(second)).toBe("success");
      expect(played.begun.filter(({ attempt }) => attempt === 2).map(({ path }) => path)).toEqual([
        "deliver / deliver",
      ]);
      expect(written()).toEqual(once);
      expect(fake.checks.map(({ name, conclusion }) => `${name} ${conclusion ?? ""}`)).toEqual([
        "agents / tidy success",
        "agents / tidy / one success",
        "agents / tidy / look success",
      ]);
      const holders = new Set(fake.writes().map(({ token }) => token));
      expect([...holders].map(permissionsIn)).toEqual([
        { contents: "read", checks: "write", "pull-requests": "write" },
        { contents: "write", "pull-requests": "write" },
      ]);
      expect([fake.violations, results.violations]).toEqual([[], []]);
    },
    PATIENCE,
  );
});
