/** The first files of a project: they work as they are, and nothing that was there before is touched. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { project } from "../rig/cli.ts";
import { example } from "../rig/runner.ts";

const json = (text: string) =>
  JSON.parse(text) as Readonly<{ written: string[]; kept: string[]; next: string[] }>;

describe("init", () => {
  test("writes a workflow that is valid, tested and runs", async () => {
    const place = project();
    const ended = await place.run(["init"]);
    expect(ended.code, ended.err).toBe(0);
    expect(ended.out).toContain("written  .claude/workflows/first.yml");
    expect((await place.run(["validate", "--strict"])).out).toContain("no mistakes found");
    expect((await place.run(["test", "first"])).code).toBe(0);
    expect((await place.run(["run", "first", "--runner", "scripted", "-q"])).code).toBe(0);
  });

  test("begins with any workflow of the library", async () => {
    const place = project();
    const ended = await place.run(["init", "--template", "bug-fix"]);
    expect(ended.code, ended.err).toBe(0);
    expect(readdirSync(join(place.folder, ".claude/workflows"))).toEqual(["bug-fix.test.yml", "bug-fix.yml"]);
    expect((await place.run(["validate"])).code).toBe(0);
    expect((await place.run(["test", "bug-fix"])).code).toBe(0);
    const wrong = await place.run(["init", "--template", "bug-fx"]);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('did you mean "bug-fix"');
  });

  test("writes what GitHub needs, and a table by which everything finds its workflow", async () => {
    const place = project();
    const pin = "0123456789".repeat(4);
    const ended = await place.run(["init", "--ci", "github", "--pin", pin, "--json"]);
    expect(ended.code, ended.err).toBe(0);
    const { written, kept, next } = json(ended.out);
    expect(kept).toEqual([]);
    expect(next.join("\n")).toContain("ANTHROPIC_API_KEY");
    const callers = written.filter((path) => path.startsWith(".github/workflows/"));
    expect(callers).toHaveLength(6);
    for (const path of callers) {
      const text = readFileSync(join(place.folder, path), "utf8");
      const file = parse(text) as Readonly<Record<string, unknown>>;
      expect(file["permissions"]).toEqual({});
      expect(file["concurrency"]).toBeDefined();
      expect(text).toContain("timeout-minutes:");
      expect(text).toContain("persist-credentials: false");
      for (const [, commit] of text.matchAll(/uses: \S+@(\S+)/g)) expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(text).not.toMatch(/run:|pull_request_target|id-token|secrets: inherit|contents: write/);
    }
    expect((await place.run(["validate", "--strict"])).code).toBe(0);
    place.write("event.json", JSON.stringify(example("pull_request", "opened")));
    expect((await place.run(["route", "--event", "event.json"])).out).toBe("first\n");
  });

  test("leaves alone what is there, also a link that leads nowhere", async () => {
    const place = project({
      ".github/workflows/agents-comment.yml": "mine",
      "agent-orchestrator.config.yml": "max_parallel: 2\n",
    });
    symlinkSync("/nowhere/at-all", join(place.folder, ".github/workflows/agents-issue.yml"));
    const { kept, next } = json((await place.run(["init", "--ci", "github", "--json"])).out);
    expect(kept.toSorted()).toEqual([
      ".github/workflows/agents-comment.yml",
      ".github/workflows/agents-issue.yml",
      "agent-orchestrator.config.yml",
    ]);
    expect(readFileSync(join(place.folder, ".github/workflows/agents-comment.yml"), "utf8")).toBe("mine");
    expect(existsSync("/nowhere")).toBe(false);
    expect(next.join("\n")).toContain("add a `routing` table");
    expect(json((await place.run(["init", "--ci", "github", "--json"])).out).written).toEqual([]);
  });

  test("takes a whole commit or none", async () => {
    const ended = await project().run(["init", "--ci", "github", "--pin", "v1"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain("--pin takes a whole commit");
  });
});

describe("route", () => {
  const place = () =>
    project({
      "workflows/hotfix.yml": "name: hotfix\ntasks:\n  - { id: a, type: command, run: [ls] }\n",
      "agent-orchestrator.config.yml":
        'routing:\n  - { workflow: hotfix, event: pull_request, paths: ["src/**"] }\n',
      "event.json": JSON.stringify(example("pull_request", "opened")),
      "changed.txt": "docs/a.md\nsrc/deep/a.ts\n",
      "comment.json": JSON.stringify({
        ...example("issue_comment", "created"),
        comment: { body: "/agents run hotfix a=1" },
      }),
    });

  test("shows which workflow belongs to an event, and why not", async () => {
    const { run } = place();
    const found = await run(["route", "--event", "event.json", "--changed", "changed.txt"]);
    expect([found.code, found.out]).toEqual([0, "hotfix\n"]);
    const none = await run(["route", "--event", "event.json"]);
    expect(none.code).toBe(1);
    expect(none.err).toContain(
      "hotfix (rule 1 of agent-orchestrator.config.yml): nobody knows which files were changed",
    );
    const order = await run(["route", "--event", "comment.json", "--json"]);
    expect(JSON.parse(order.out)).toMatchObject({
      event: "issue_comment",
      workflow: null,
      order: { kind: "run", workflow: "hotfix", inputs: [["a", "1"]] },
    });
  });

  test.each<[readonly string[], string]>([
    [[], "--event is missing"],
    [["--event", "nowhere.json"], "cannot be read"],
    [["--event", "changed.txt"], "holds no JSON object"],
  ])("says what is wrong with %j", async (words, said) => {
    const ended = await place().run(["route", ...words]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(said);
  });

  test("and validate tells the mistakes of the table", async () => {
    const made = place();
    made.write("agent-orchestrator.config.yml", "routing:\n  - { workflow: hotfx, labels: [x] }\n");
    for (const words of [["validate"], ["validate", "agent-orchestrator.config.yml"]]) {
      const ended = await made.run(words);
      expect(ended.code).toBe(2);
      expect(ended.out).toMatch(/AO1907[^]*there is no workflow "hotfx"[^]*did you mean "hotfix"/);
    }
    expect((await made.run(["list"])).code).toBe(0);
  });
});

test("the same callers stand in the documentation", () => {
  const root = join(import.meta.dirname, "../..");
  const place = project();
  execFileSync(process.execPath, [join(root, "dist/cli.js"), "init", "--ci", "github", "-q"], {
    cwd: place.folder,
  });
  const folder = join(place.folder, ".github/workflows");
  for (const name of readdirSync(folder))
    expect(readFileSync(join(root, "docs/callers", name), "utf8")).toBe(
      readFileSync(join(folder, name), "utf8"),
    );
});
