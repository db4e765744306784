/** `version`: what to write into a bug report. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Call } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

export function versionIn(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}

export async function handle({ flags, world }: Call): Promise<ExitCode> {
  const version = versionIn(world.root);
  const { node } = process.versions;
  const platform = `${process.platform}-${process.arch}`;
  world.out.write(
    flags.on("json")
      ? `${JSON.stringify({ schemaVersion: 1, version, node, platform }, null, 2)}\n`
      : `${version}\n`,
  );
  return EXIT.done;
}
