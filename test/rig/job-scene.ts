/** A run over jobs of which tests ask what has run: tasks write their names into a file that all machines see, and nobody mends but the test. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./folder.ts";
import type { RunEnd } from "./github-jobs.ts";
import { instancesOf } from "./github-run.ts";
import { orchestrated, type Orchestration } from "./orchestrated.ts";

export async function jobScene(
  text: (own: string) => string,
  given: Readonly<Record<string, string>> = {},
  more: Partial<Orchestration> = {},
) {
  const own = temporaryFolder();
  writeFileSync(join(own, "names.json"), '["a","b","c"]');
  const made = await orchestrated({
    files: { "flow.yml": text(own) },
    given: { workflow: "flow.yml", runner: "scripted", ...given },
    ...more,
  });
  const ran = (): readonly string[] =>
    existsSync(join(own, "ran")) ? readFileSync(join(own, "ran"), "utf8").trim().split("\n") : [];
  return { ...made, own, ran, mend: (): void => writeFileSync(join(own, "mended"), "") };
}

export const jobsOf = (end: RunEnd): readonly string[] =>
  instancesOf(end.jobs)
    .map(({ path, result }) => `${path.replace("agents / ", "")} ${result}`)
    .toSorted();

export const counted = (words: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...new Set(words)].sort().map((word) => [word, words.filter((w) => w === word).length]),
  );
