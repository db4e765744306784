/** Builds dist/ again and compares it byte for byte with the committed one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.ts";

const committed = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");

const names = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted();

function differences(left: string, right: string): readonly string[] {
  const all = new Set([...names(left), ...names(right)]);
  const same = (name: string): boolean => {
    try {
      return readFileSync(join(left, name)).equals(readFileSync(join(right, name)));
    } catch {
      return false;
    }
  };
  return [...all].filter((name) => !same(name));
}

const fresh = mkdtempSync(join(tmpdir(), "dist-"));
try {
  await build(fresh);
  const stale = differences(committed, fresh);
  if (stale.length > 0) {
    console.error(
      `dist/ is not what src/ gives: ${stale.join(", ")}. Run "npm run build" and commit the result.`,
    );
    process.exitCode = 1;
  } else {
    console.log("dist/ is what src/ gives");
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
