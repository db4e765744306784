/** The plans of a run beside its journal: one to begin with, and one more whenever a resume changed it. None is ever replaced. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../../core/base/brand.ts";
import { err, ok, type Result } from "../../core/base/result.ts";
import { digestOf } from "../system/digest.ts";
import type { RunFolder } from "./run-folder.ts";
import { guarded } from "./trouble.ts";

const NAME_LENGTH = 16;

const laterPath = (folder: RunFolder, name: Digest): string =>
  join(folder.root, `plan-${name.slice(0, NAME_LENGTH)}.json`);

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Written before the first entry that names it; until then the plan before it stays the one that counts. */
export function storePlan(folder: RunFolder, text: string): Digest {
  const name = digestOf(text);
  const first = read(folder.plan);
  if (first !== undefined && digestOf(first) === name) return name;
  const path = first === undefined ? folder.plan : laterPath(folder, name);
  const draft = `${path}.draft`;
  guarded(`write the plan ${path}`, () => {
    writeFileSync(draft, text);
    renameSync(draft, path);
  });
  return name;
}

/** `wanted` is what the last segment names; without one, nothing was recorded under any plan yet. */
export function readPlan(folder: RunFolder, wanted: Digest | undefined): Result<string, string> {
  const first = read(folder.plan);
  if (first === undefined) return err(`the plan ${folder.plan} cannot be read`);
  if (wanted === undefined || digestOf(first) === wanted) return ok(first);
  const later = read(laterPath(folder, wanted));
  if (later !== undefined && digestOf(later) === wanted) return ok(later);
  return err(`the plan ${folder.plan} is not the one that the run's journal was written for`);
}
