/** `npm run test:mutation [-- --all | --files decide,parse | --sample 300]`: breaks the kernel edit by edit; a test has to turn red for each. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { share } from "../src/core/base/hash.ts";
import { EQUIVALENT, isEquivalent } from "./mutate/equivalent.ts";
import { mutants } from "./mutate/mutants.ts";
import { report } from "./mutate/report.ts";
import { work, type Case, type Tried } from "./mutate/work.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is broken; the tests that must notice lie beside it. */
const AREAS = ["src/core/run", "src/core/expression"] as const;

/** All of them take half an hour; a fixed share is done in minutes. */
const USUAL_SHARE = "900";

const { values: options } = parseArgs({
  options: {
    files: { type: "string", default: "" },
    all: { type: "boolean", default: false },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    threshold: { type: "string", default: "85" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});

function amount(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`--${name} takes a whole number, not ${text}`);
  return value;
}

const wanted = options.files.split(",").filter((name) => name !== "");

function cases(): readonly Case[] {
  return AREAS.flatMap((area) =>
    readdirSync(join(root, area), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => join(area, name))
      .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
      .toSorted()
      .flatMap((file) => {
        const source = readFileSync(join(root, file), "utf8");
        return mutants(file, source).map((mutant) => ({ area, file, source, mutant }));
      }),
  );
}

/** The same of each area for the same seed: an edit is drawn by what it says, so that others may change without drawing anew. */
function sample(all: readonly Case[], size: number, seed: number): readonly Case[] {
  const seen = new Map<string, number>();
  const draw = ({ file, mutant: { context, what, was, text } }: Case): number => {
    const words = [file, context, what, was, text].join("\n");
    const nth = (seen.get(words) ?? 0) + 1;
    seen.set(words, nth);
    return share(seed, words, nth);
  };
  const drawn = all.map((one) => ({ one, place: draw(one) })).toSorted((a, b) => a.place - b.place);
  const each = Math.ceil(size / AREAS.length);
  return AREAS.flatMap((area) => drawn.filter(({ one }) => one.area === area).slice(0, each)).map(
    ({ one }) => one,
  );
}

/** A copy of the sources, so that edits made meanwhile do not count. */
function furnish(folder: string): void {
  for (const name of ["src", "test", "package.json", "tsconfig.base.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
}

const began = performance.now();
const all = cases();
const known = all.filter((one) => isEquivalent(one.file, one.mutant));
const open = all.filter((one) => !known.includes(one));
const size = options.sample ?? (wanted.length === 0 ? USUAL_SHARE : undefined);
const chosen =
  options.all || size === undefined
    ? open
    : sample(open, amount("sample", size), amount("seed", options.seed));
console.log(`${chosen.length} of ${all.length} mutants; ${known.length} are known to change nothing`);

const folder = mkdtempSync(join(tmpdir(), "mutate-"));
const tried: Tried[] = [];
try {
  furnish(folder);
  await work(folder, chosen, amount("jobs", options.jobs), tried);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const stale =
  wanted.length === 0
    ? EQUIVALENT.filter((entry) => !known.some((one) => isEquivalent(one.file, one.mutant, [entry])))
    : [];
for (const { file, context } of stale)
  console.log(`no longer there, take it off the list: ${file}: ${context}`);
const score = report(tried);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
if (score < amount("threshold", options.threshold) || stale.length > 0) process.exitCode = 1;
