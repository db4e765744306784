/** Whatever is said twice is generated: these files must be what the table of keys says today. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "../scripts/generate.ts";

const root = join(import.meta.dirname, "..");

test.each(generatedFiles().map(({ path, text }) => [path, text] as const))(
  "%s is up to date",
  (path, text) => {
    expect(readFileSync(join(root, path), "utf8") === text, "run `node scripts/generate.ts`").toBe(true);
  },
);
