/** Files that decide come out of a plan's archive as they went in, all of them or none. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { localArtifacts } from "../adapters/store/local.ts";
import { runFolder } from "../adapters/store/run-folder.ts";
import type { PlacedFile } from "../adapters/system/placed-files.ts";
import { digest, runId } from "../core/base/brand.ts";
import { MAX_CARRIED_BASE_BYTES } from "../core/guard/base-paths.ts";
import { basisIn, keepBasis } from "./carry-basis.ts";

const COMMIT = "a".repeat(40);
const run = runId("20261122-101112-abcd");
const file = (path: string, text: string, executable = false): PlacedFile => ({
  path,
  bytes: Buffer.from(text),
  executable,
});

function place() {
  const state = mkdtempSync(join(tmpdir(), "basis-"));
  onTestFinished(() => rmSync(state, { recursive: true, force: true }));
  return { of: { state, run }, artifacts: localArtifacts(runFolder(state, run).objects) };
}

it("gives back what was kept, also what is empty and what may be run", async () => {
  const { of } = place();
  const files = [
    file("CLAUDE.md", "Be ours.\n"),
    file(".claude/hooks/a.sh", "#!/bin/sh\n", true),
    file("x", ""),
  ];
  const kept = await keepBasis(of, { commit: COMMIT, files });
  if (!kept.ok || kept.value === null) throw new Error("it was not kept");
  const found = await basisIn(of, kept.value);
  if (!found.ok) throw new Error(found.error.message);
  expect(found.value.commit).toBe(COMMIT);
  const told = (all: readonly PlacedFile[]) =>
    all.map((one) => ({ ...one, bytes: Buffer.from(one.bytes).toString() }));
  expect(told(found.value.files)).toEqual(told(files));
});

it("keeps nothing of what is too much for every job to load", async () => {
  const { of } = place();
  const half = { path: "a", bytes: new Uint8Array(MAX_CARRIED_BASE_BYTES / 2), executable: false };
  const kept = await keepBasis(of, { commit: COMMIT, files: [half, half] });
  expect(kept.ok && kept.value).toMatch(/^[0-9a-f]{64}$/);
  const more = [half, half, file("b", "x")];
  expect(await keepBasis(of, { commit: COMMIT, files: more })).toEqual({ ok: true, value: null });
});

it.each([
  ["what is not there", null],
  ["another version", { version: 2, commit: COMMIT, files: [] }],
  ["no commit", { version: 1, commit: "main", files: [] }],
  ["a path that leads elsewhere", { path: "../x" }],
  ["a path of git's own", { path: ".git/hooks/post-checkout" }],
  ["a file that nobody has", { content: "0".repeat(64) }],
  ["a file without a mode", { executable: 1 }],
])("takes nothing from %s", async (_, wrong) => {
  const { of, artifacts } = place();
  const good = { path: "a", executable: false, content: artifacts.put(Buffer.from("a")) };
  const document =
    wrong !== null && "version" in wrong
      ? wrong
      : { version: 1, commit: COMMIT, files: [good, { ...good, ...wrong }] };
  const name = wrong === null ? digest("0".repeat(64)) : artifacts.put(Buffer.from(JSON.stringify(document)));
  const found = await basisIn(of, name);
  expect(found.ok ? "" : found.error.message).toContain("not where its plan says");
});
