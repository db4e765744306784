/** A compiled file with what dist/ holds: failures, "Re-run failed jobs", gates and what a form sends. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../rig/folder.ts";
import type { RunEnd } from "../rig/github-jobs.ts";
import { instancesOf } from "../rig/github-run.ts";
import { logOf } from "../rig/orchestrated.ts";
import { keptDocument } from "../rig/kept.ts";
import { compiledRun, type CompiledRun } from "../rig/placed.ts";

/** Jobs of processes on a busy machine. */
const PATIENCE = 180_000;

/** Every task leaves its name; `b` fails until it is mended. */
const flow = (own: string, policy: string): string => `name: it
settings: { on_failure: ${policy} }
outputs: { said: { value: "\${d.output}" } }
tasks:
  - { id: a, type: command, run: [sh, -c, "echo a >> ${own}/ran; echo one"] }
  - { id: b, type: command, run: [sh, -c, "echo b >> ${own}/ran; test -e ${own}/mended"], dependencies: [a] }
  - { id: c, type: command, run: [sh, -c, "echo c >> ${own}/ran; echo two"], dependencies: [a] }
  - id: d
    type: command
    run: [sh, -c, "echo d >> ${own}/ran; echo $0", "\${a.output} \${c.output}"]
    dependencies: [b, c]
finally:
  - { id: clean, type: command, run: [sh, -c, "echo clean >> ${own}/ran"] }
`;

type Scene = CompiledRun & Readonly<{ ran: () => readonly string[]; mend: () => void }>;

async function failing(policy: string): Promise<Scene> {
  const own = temporaryFolder();
  const made = await compiledRun({ name: "it", files: { "workflows/it.yml": flow(own, policy) } });
  const ran = join(own, "ran");
  return {
    ...made,
    ran: () => (existsSync(ran) ? readFileSync(ran, "utf8").trim().split("\n").toSorted() : []),
    mend: () => writeFileSync(join(own, "mended"), ""),
  };
}

const resultsIn = (end: RunEnd): Readonly<Record<string, string>> =>
  Object.fromEntries([...end.jobs].map(([id, { result }]) => [id, result]));

const statusesIn = async ({ results }: CompiledRun): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await keptDocument(results)).tasks.map(({ id, status }) => [id, status]));

describe("a compiled run", () => {
  test(
    "goes on from a leg that failed when its failed jobs run again, and nothing that was done is done again",
    async () => {
      const scene = await failing("stop");
      const first = await scene.played.start();
      const log = logOf(first);
      expect(resultsIn(first), log).toEqual({
        plan: "success",
        a: "success",
        b: "failure",
        c: "success",
        d: "skipped",
        finally: "success",
        finish: "failure",
      });
      expect(scene.ran()).toEqual(["a", "b", "c", "clean"]);
      expect(log).not.toContain("not in the journal");
      expect(await statusesIn(scene)).toMatchObject({ a: "success", b: "failure", c: "success" });

      scene.mend();
      const second = await scene.played.rerunFailed();
      expect(second.conclusion, logOf(second)).toBe("success");
      expect(scene.ran()).toEqual(["a", "b", "b", "c", "clean", "clean", "d"]);
      expect(await keptDocument(scene.results)).toMatchObject({
        conclusion: "success",
        outputs: { said: "one two" },
      });
      expect(
        scene.played.begun
          .filter(({ attempt }) => attempt === 2)
          .map(({ path }) => path)
          .toSorted(),
      ).toEqual(["b", "d", "finally", "finish"]);
      expect([scene.fake.violations, scene.results.violations]).toEqual([[], []]);
      expect(scene.fake.checks).toMatchObject([{ name: "agents / it", conclusion: "success" }]);
    },
    PATIENCE,
  );

  test(
    "says of every task what became of it where a failure stops nothing",
    async () => {
      const scene = await failing("continue");
      const first = await scene.played.start();
      expect(resultsIn(first), logOf(first)).toMatchObject({ b: "failure", d: "success", finish: "failure" });
      expect(await statusesIn(scene)).toEqual({
        a: "success",
        b: "failure",
        c: "success",
        d: "upstream_failed",
        clean: "success",
      });
      scene.mend();
      const second = await scene.played.rerunFailed();
      expect(second.conclusion, logOf(second)).toBe("success");
      expect(scene.ran()).toEqual(["a", "b", "b", "c", "clean", "clean", "d"]);
    },
    PATIENCE,
  );

  test(
    "takes what a form sends: a text for each field, empty where nobody wrote anything",
    async () => {
      const text = `name: it
inputs:
  who: { type: string, default: nobody }
  note: { type: string }
  often: { type: integer, default: 2 }
outputs: { said: { value: "\${greet.output}" } }
tasks:
  - { id: greet, type: command, run: [echo, "\${inputs.who} \${inputs.note ?? 'nothing'} \${inputs.often}"] }
`;
      const made = await compiledRun({
        name: "it",
        files: { "workflows/it.yml": text },
        inputs: { who: "", note: "", often: "3" },
      });
      const end = await made.played.start();
      expect(end.conclusion, logOf(end)).toBe("success");
      expect((await keptDocument(made.results)).outputs).toEqual({ said: "nobody nothing 3" });
    },
    PATIENCE,
  );

  test(
    "takes the job of a gate for the answer of its reviewers",
    async () => {
      const text = `name: it
outputs: { said: { value: "\${go.output}" } }
tasks:
  - { id: look, type: command, run: [echo, fine] }
  - { id: agree, type: approval, dependencies: [look], prompt: "\${look.output}?", fields: { share: { type: integer, default: 10 } } }
  - { id: go, type: command, run: [echo, "\${agree.outputs.share}"], dependencies: [agree] }
`;
      const made = await compiledRun({ name: "it", files: { "workflows/it.yml": text } });
      const end = await made.played.start();
      expect(end.conclusion, logOf(end)).toBe("success");
      expect(instancesOf(end.jobs).map(({ path }) => path)).toEqual([
        "plan",
        "look",
        "agree",
        "go",
        "finish",
      ]);
      expect((await keptDocument(made.results)).outputs).toEqual({ said: "10" });
    },
    PATIENCE,
  );
});
