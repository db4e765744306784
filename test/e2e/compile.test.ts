/** `compile` and `plan --placement` as people and CI call them, on the program as it ships. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project, type Project } from "../rig/cli.ts";
import { CLI } from "../rig/program.ts";

const PIN = "org/agent-orchestrator@0123456789012345678901234567890123456789 # v0.1.0";
const SOURCE = `version: "1.0"
name: Nightly build
on: { schedule: "0 6 * * 1" }
tasks:
  - { id: build, type: command, run: [env] }
  - { id: test, type: command, run: [env], dependencies: [build] }
  - { id: docs, type: command, run: [env], dependencies: [build] }
`;
const FILE = ".github/workflows/nightly-build.agents.yml";

const nightly = (): Project => project({ "workflows/nightly.yml": SOURCE });
const textOf = (place: Project, name = FILE): string => readFileSync(join(place.folder, name), "utf8");
const compile = (place: Project, ...words: readonly string[]) => place.run(["compile", "nightly", ...words]);

describe("compile", () => {
  it("writes a file of GitHub that says where it comes from, and the same again", async () => {
    const place = nightly();
    const first = await compile(place, "--action", PIN);
    expect(first).toMatchObject({ code: 0, out: "" });
    expect(first.err).toContain(`written: ${FILE} (3 legs, `);
    const text = textOf(place);
    expect(text.split("\n").slice(0, 2)).toEqual([
      "# Written by agent-orchestrator compile from workflows/nightly.yml. Change that file, not this one, then write this one anew:",
      `#   agent-orchestrator compile workflows/nightly.yml --action '${PIN}'`,
    ]);
    expect((await compile(place, "--action", PIN)).err).toContain(`${FILE} is up to date`);
    expect(textOf(place)).toBe(text);
  });

  it("says in CI whether the file still is what the workflow gives, and what to run if not", async () => {
    const place = nightly();
    const missing = await compile(place, "--check", "--action", PIN);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain(`${FILE} is not there`);
    await compile(
      place,
      "--action",
      PIN,
      "--runner",
      "scripted",
      "--environment",
      "agents",
      "--checks",
      "tasks",
    );
    const good = await compile(place, "--check");
    expect([good.code, good.err]).toEqual([0, `${FILE} is what the workflow gives\n`]);
    const text = textOf(place);
    writeFileSync(join(place.folder, "workflows/nightly.yml"), SOURCE.replace("id: docs", "id: manual"));
    const drifted = await compile(place, "--check", "--diff");
    expect(drifted.code).toBe(1);
    expect(drifted.err).toContain("it is without manual; still with docs");
    expect(drifted.err).toContain(
      `run: agent-orchestrator compile workflows/nightly.yml --runner 'scripted' --environment 'agents' --checks 'tasks' --action '${PIN}'`,
    );
    expect(drifted.out).toContain("-  docs:\n");
    expect(drifted.out).toContain("+  manual:\n");
    expect(textOf(place)).toBe(text);
  });

  it("shows what would change as a patch, and changes nothing", async () => {
    const place = nightly();
    const shown = await compile(place, "--diff", "--action", PIN);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(
      /^--- \/dev\/null\n\+\+\+ \.github\/workflows\/nightly-build\.agents\.yml\n@@ -0,0 \+1,/,
    );
    expect(existsSync(join(place.folder, FILE))).toBe(false);
  });

  it("leaves a file alone that somebody else wrote", async () => {
    const place = nightly();
    place.write("ci.yml", "name: mine\n");
    const refused = await compile(place, "--action", PIN, "-o", "ci.yml");
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("ci.yml was not written by compile, and is left alone");
    expect(textOf(place, "ci.yml")).toBe("name: mine\n");
  });

  it("writes to stdout, to another place, and as one document", async () => {
    const place = nightly();
    const { out } = await compile(place, "--action", "./", "-o", "-");
    expect(out).toContain("uses: ./\n");
    await compile(place, "--action", PIN, "-o", "out/agents.yml");
    expect(textOf(place, "out/agents.yml")).toContain("-o out/agents.yml --action");
    const { out: json } = await compile(place, "--action", PIN, "--json");
    expect(JSON.parse(json)).toMatchObject({
      schemaVersion: 1,
      file: FILE,
      changed: true,
      legs: [
        { id: "build", tasks: ["build"], needs: [] },
        { id: "test", tasks: ["test"], needs: ["build"] },
        { id: "docs", tasks: ["docs"], needs: ["build"] },
      ],
    });
  });

  it("names the action at one commit, or says what is missing", async () => {
    const place = nightly();
    const tag = await compile(place, "--action", "org/agent-orchestrator@v1");
    expect(tag.code).toBe(2);
    expect(tag.err).toContain(
      '--action does not name the action at one commit: "org/agent-orchestrator@v1" (AO1859)',
    );
    expect(tag.err).toContain("help: name one commit and its version");
    expect(existsSync(join(place.folder, FILE))).toBe(false);
  });

  it("pins the action to the commit of a clone and says that this is no release; elsewhere nobody knows it", async () => {
    const place = nightly();
    const { code, err } = await compile(place);
    const clone = spawnSync("git", ["rev-parse", "--verify", "HEAD"], {
      cwd: join(CLI, "../.."),
      encoding: "utf8",
    });
    if (clone.status === 0) {
      expect(code).toBe(0);
      expect(err).toContain("note: the action is pinned to the commit of this clone, which is no release");
      expect(textOf(place)).toMatch(new RegExp(`uses: [\\w./-]+@${clone.stdout.trim()} # v\\d`));
    } else {
      expect(code).toBe(2);
      expect(err).toContain("nobody knows the commit of this version of the action");
    }
  });

  it("finds the repository above a project, and tells the action where that lies", async () => {
    const place = project({ ".git/HEAD": "", "app/workflows/nightly.yml": SOURCE });
    expect((await place.run(["-C", "app", "compile", "nightly", "--action", PIN])).code).toBe(0);
    expect(textOf(place)).toContain("working_directory: app\n");
    expect(textOf(place)).toContain("workflow: workflows/nightly.yml\n");
  });

  it("takes a workflow of the library by its name, and none that lies elsewhere", async () => {
    const place = project();
    expect((await place.run(["compile", "parallel", "--action", PIN])).code).toBe(0);
    expect(textOf(place, ".github/workflows/parallel.agents.yml")).toContain("workflow: parallel\n");
    const other = project({ "x.yml": SOURCE });
    const refused = await place.run(["compile", join(other.folder, "x.yml"), "--action", PIN]);
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringContaining("does not lie in the project (AO1860)"),
    ]);
  });

  it("frames what it cannot say, and writes nothing", async () => {
    const place = project({ "workflows/nightly.yml": SOURCE.replace("0 6 * * 1", "daily") });
    const refused = await compile(place, "--action", PIN);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('error[AO1852]: "daily" is no time as in cron');
    expect(existsSync(join(place.folder, FILE))).toBe(false);
  });
});

describe("plan --placement", () => {
  it("prints jobs, time and minutes for each way of running it", async () => {
    const { code, out } = await nightly().run(["plan", "nightly", "--placement", "all"]);
    expect(code).toBe(0);
    const [head = "", ...rows] = out
      .split("\n")
      .filter((line) => /^ {2}(?:placement|in-process|matrix|compiled) /.test(line));
    expect(head.trim().split(/ {2,}/)).toEqual(["placement", "jobs", "waves", "time", "minutes paid"]);
    expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
      ["in-process", "1", "1", "2m20s", "3"],
      ["matrix", "7", "2", "4m40s", "10"],
      ["compiled", "5", "2", "3m40s", "8"],
    ]);
    expect(out).toContain("times of 3 tasks: 3 assumed");
  });

  it("goes by what earlier runs took", async () => {
    const place = nightly();
    expect((await place.run(["run", "nightly"])).code).toBe(0);
    const { out } = await place.run(["plan", "nightly", "--placement", "in-process", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      placement: {
        durations: { recorded: 3, declared: 0, assumed: 0 },
        placements: [{ placement: "in-process", possible: true, jobs: 1, waves: 1, billed_minutes: 1 }],
      },
    });
  });

  it("says nothing about it if nobody asks", async () => {
    const { out } = await nightly().run(["plan", "nightly"]);
    expect(out).not.toContain("minutes paid");
  });
});
