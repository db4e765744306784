/** What a release finds due, and what it takes from the change log. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { temporaryFolder } from "./rig/folder.ts";

const ROOT = join(import.meta.dirname, "..");

const LOG = "# Changelog\n\n## 1.2.3\n\n### Minor Changes\n\n- new\n\n## 1.2.2\n\n- old\n";

function scene(version: string, notes: readonly string[], tags: readonly string[] = []) {
  const folder = temporaryFolder();
  const run = (file: string, ...words: readonly string[]) =>
    spawnSync(file, words, { cwd: folder, encoding: "utf8" });
  mkdirSync(join(folder, ".changeset"));
  for (const name of ["README.md", ...notes]) writeFileSync(join(folder, ".changeset", name), "words\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ version }));
  writeFileSync(join(folder, "CHANGELOG.md"), LOG);
  run("git", "init", "--quiet");
  run("git", "add", "--all");
  run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x");
  for (const tag of tags) run("git", "tag", tag);
  return (what: string) => run(process.execPath, join(ROOT, "scripts/release.mjs"), what);
}

describe("what is due", () => {
  it.each([
    ["version", "1.2.3", ["a.md"], []],
    ["version", "1.2.3", ["a.md"], ["v1.2.3"]],
    ["release", "1.2.3", [], ["v1.2.2", "v1"]],
    ["nothing", "1.2.3", [], ["v1.2.3"]],
  ])("%s: at %s with notes %j and tags %j", (due, version, notes, tags) => {
    expect(scene(version, notes, tags)("look").stdout).toBe(`due=${due}\nversion=${version}\nmajor=v1\n`);
  });

  it.each(["1.2", "$(id)", "1.2.3 --force", "1.2.3\nx=y", ""])("refuses %j as a version", (version) => {
    expect(scene(version, [])("look")).toMatchObject({ status: 1, stdout: "" });
  });
});

it("a release tells its own changes and no others", () => {
  expect(scene("1.2.3", [])("changes").stdout).toBe("### Minor Changes\n\n- new\n");
  expect(scene("1.2.2", [])("changes").stdout).toBe("- old\n");
  expect(scene("9.9.9", [])("changes").status).toBe(1);
});

type Job = Readonly<{
  permissions?: Readonly<Record<string, string>>;
  environment?: string;
  steps: readonly Readonly<{ run?: string; uses?: string }>[];
}>;

describe("the workflow that releases", () => {
  const { permissions, jobs } = parse(
    readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8"),
  ) as Readonly<{
    permissions: object;
    jobs: Readonly<Record<string, Job>>;
  }>;
  const all = Object.entries(jobs);

  it("grants nothing to all of it, and runs nobody's code where it may write or sign", () => {
    expect(permissions).toEqual({});
    const mighty = all.filter(([, job]) => Object.values(job.permissions ?? {}).includes("write"));
    expect(mighty.map(([name]) => name)).toEqual(["propose", "attest", "publish"]);
    for (const [, { steps }] of mighty)
      for (const { run = "" } of steps) expect(run).not.toMatch(/\bnp[mx] /);
    const signing = all.filter(([, job]) => job.permissions?.["id-token"] !== undefined);
    expect(signing.map(([name]) => name)).toEqual(["attest"]);
    expect(signing[0]?.[1].steps.filter(({ run }) => run !== undefined)).toEqual([]);
  });

  it("asks people before it publishes, and pins what it uses", () => {
    expect(jobs["publish"]?.environment).toBe("release");
    const used = all.flatMap(([, { steps }]) => steps.flatMap(({ uses }) => uses ?? []));
    for (const one of used) expect(one).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    for (const [, { steps }] of all) for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });
});

it("action.yml has what the marketplace asks for", () => {
  const file = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as Readonly<Record<string, unknown>>;
  expect(file).toMatchObject({
    name: "agent-orchestrator",
    branding: { icon: expect.any(String) as string, color: "purple" },
    runs: { using: "node24" },
  });
  expect(String(file["description"]).length).toBeLessThanOrEqual(125);
});
