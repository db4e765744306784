/** The two ends of a compiled run: the file that `compile` writes, and the run as somebody reads it who has fetched what was kept. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nameIn } from "../../src/adapters/github/manifest.ts";
import { opened } from "../../src/adapters/github/parcel.ts";
import { unpack } from "../../src/adapters/store/parcel-files.ts";
import { documentFrom, project, type Project } from "./cli.ts";
import { temporaryFolder } from "./folder.ts";
import type { RunDocument } from "./program.ts";
import type { FakeResults } from "./results.ts";

/** What `compile` writes for it, with the action of this very repository. */
export async function compiledBy(
  place: Project,
  name: string,
  more: readonly string[] = [],
): Promise<string> {
  const words = ["compile", name, "-o", "it.yml", "--action", "./", "--runner", "scripted", "-q", ...more];
  const { code, out, err } = await place.run(words);
  if (code !== 0) throw new Error(`compile ended with ${code}: ${out}${err}`);
  return readFileSync(join(place.folder, "it.yml"), "utf8");
}

/** The document of the run that was kept last, as a person reads it who has fetched it. */
export async function keptDocument({ artifacts }: FakeResults): Promise<RunDocument> {
  const kept = artifacts.flatMap((stored) => {
    const name = nameIn(stored.name);
    return name?.writer === "run" ? [{ stored, name }] : [];
  });
  const last = kept.toSorted((a, b) => a.name.epoch - b.name.epoch).at(-1);
  if (last === undefined) throw new Error("no run was kept");
  const archive = opened(last.stored.name, last.stored.bytes, last.name);
  if (!archive.ok) throw new Error(archive.error.message);
  const state = temporaryFolder();
  const folder = unpack(state, archive.value.manifest.run, archive.value.parcel);
  if (!folder.ok) throw new Error(folder.error);
  const words = ["status", archive.value.manifest.run, "--json", "--state-dir", state];
  const { out, err } = await project().run(words);
  if (out === "") throw new Error(err);
  return documentFrom(out);
}

const ITS_OWN = /^(?:run_id|.*_at|since|duration_ms|approve|reject)$/;

/** All but what belongs to one run alone: its name, times and places. */
export const told = (document: RunDocument): unknown =>
  JSON.parse(
    JSON.stringify(document, (key, value: unknown) => (ITS_OWN.test(key) ? undefined : value)),
  ) as unknown;
