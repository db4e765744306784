/** Every workflow that comes with the product is valid and runs to its end, played by the scripted agent. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLI, documentIn, project, type RunDocument, statuses, taskIn } from "../rig/program.ts";

const library = join(CLI, "../../workflows");
/** Tests lie beside what they test. */
const files = readdirSync(library).filter((name) => /^[\w-]+\.yml$/.test(name));

const INPUTS: Readonly<Record<string, readonly string[]>> = {
  "bug-fix": ["-p", "bug_description=the cache forgets"],
  "full-stack-feature": ["-p", "feature_name=dark mode"],
  "research-and-implementation": ["-p", "question=which parser", "-p", "goal=read the file"],
};

/** What does not simply succeed when everything goes well. */
const OTHERWISE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  demo: { "security-review": "skipped" },
  feature: { design: "skipped", "design-review": "skipped" },
};

/** These wait for somebody before they can end. */
const ASKING: ReadonlySet<string> = new Set(["human-approval"]);

type Played = Readonly<{ code: number | null; document: RunDocument; err: string }>;

const before = new Map<string, Promise<Played>>();

/** Once for each name and item: the same again would only take time. */
function play(name: string, args: readonly string[] = [], item?: unknown): Promise<Played> {
  const key = JSON.stringify([name, args, item]);
  const known = before.get(key) ?? playNow(name, args, item);
  before.set(key, known);
  return known;
}

async function playNow(name: string, args: readonly string[], item: unknown): Promise<Played> {
  const place = project(item === undefined ? {} : { "item.json": JSON.stringify(item) });
  const task = item === undefined ? [] : ["--task", "item.json"];
  const ended = await place.run(["run", name, "--runner", "scripted", "--json", ...task, ...args]);
  return { code: ended.code, document: documentIn(ended), err: ended.err };
}

describe("the library", () => {
  it("is valid without a finding, from any directory and by any name", async () => {
    const place = project();
    const stems = files.map((file) => file.replace(/\.yml$/, ""));
    for (const words of [stems, files.map((file) => join(library, file))]) {
      const ended = await place.run(["validate", ...words, "--strict", "--json"]);
      expect(ended.code, ended.out + ended.err).toBe(0);
      expect(JSON.parse(ended.out)).not.toHaveProperty("diagnostics.0");
    }
  });

  it("has the workflows that the documentation names", () => {
    const stems = files.map((file) => file.replace(/\.yml$/, ""));
    expect(stems).toEqual(
      expect.arrayContaining(
        "demo full-stack-feature bug-fix code-review-and-testing research-and-implementation project-loop hotfix feature sequential parallel hierarchical autonomous human-approval map-reduce".split(
          " ",
        ),
      ),
    );
  });

  const stems = files.map((file) => file.replace(/\.yml$/, "")).filter((name) => !ASKING.has(name));
  it.each(stems)("runs %s to success", async (name) => {
    const { code, document, err } = await play(name, INPUTS[name]);
    expect(code, err).toBe(0);
    expect(document.conclusion).toBe("success");
    expect(document.workflow).toBe(
      /^name: "?([\w-]+)/m.exec(readFileSync(join(library, `${name}.yml`), "utf8"))?.[1],
    );
    const different = Object.fromEntries(
      Object.entries(statuses(document)).filter(([, status]) => status !== "success"),
    );
    expect(different).toEqual(OTHERWISE[name] ?? {});
  });
});

describe("what the library's workflows do", () => {
  it("takes the branch of feature by the size of the work item", async () => {
    const large = (await play("feature", [], { title: "Search", size: "large", slug: "search" })).document;
    expect(statuses(large)).toMatchObject({
      design: "success",
      "design-review": "success",
      sketch: "skipped",
    });
    expect(taskIn(large, "sketch").reason).toContain("route");
    const small = (await play("feature", [], { title: "Typo", size: "small" })).document;
    expect(statuses(small)).toMatchObject({
      design: "skipped",
      "design-review": "skipped",
      sketch: "success",
    });
  });

  it("tries the failing test of demo again and counts both attempts in the money", async () => {
    const { document } = await play("demo");
    expect(taskIn(document, "test")).toMatchObject({ attempts: 2, status: "success" });
    expect(taskIn(document, "test").cost_usd).toBe(0.45);
    expect(document.total_cost_usd).toBe(2.8);
    expect(document.usage).toEqual({ input_tokens: 62_100, output_tokens: 8520 });
    expect(document.outputs).toEqual({
      tests: "36 tests passed",
      notes: "New: dark mode. It remembers your choice.",
    });
  });

  it("runs independent tasks of parallel at the same time and the steps of sequential one by one", async () => {
    const span = (document: RunDocument, id: string): readonly [number, number] => {
      const { started_at, finished_at } = taskIn(document, id);
      return [Date.parse(started_at ?? ""), Date.parse(finished_at ?? "")];
    };
    const side = (await play("parallel")).document;
    const spans = ["unit", "integration", "end-to-end"].map((id) => span(side, id));
    expect(Math.max(...spans.map(([start]) => start))).toBeLessThan(Math.min(...spans.map(([, end]) => end)));
    const { tasks } = (await play("sequential")).document;
    tasks.slice(1).forEach((task, index) => {
      expect(Date.parse(task.started_at ?? "")).toBeGreaterThanOrEqual(
        Date.parse(tasks[index]?.finished_at ?? ""),
      );
    });
  });

  it("delegates to whom the lead named, and adds what it asked for", async () => {
    const { document } = await play("hierarchical");
    expect(document.tasks.map(({ id }) => id)).toEqual([
      "lead",
      "lead/plan",
      "backend",
      "frontend",
      "lead/help",
      "check",
      "lead/collect",
    ]);
    expect(document.outputs).toEqual({
      result: "Orders can be searched; 18 tests pass; the help page is written",
    });
  });

  it("goes round in autonomous until the lead is content, and hands on what was found", async () => {
    const { document } = await play("autonomous");
    const ids = document.tasks.map(({ id }) => id).filter((id) => !id.startsWith("autonomous"));
    expect(ids).toEqual(["look", "mend", "check", "mend#2", "check#2"]);
    expect(document.outputs).toEqual({ result: "both bugs are mended, all tests pass" });
  });

  it("does each part of map-reduce once, and the unlucky one again", async () => {
    const { document } = await play("map-reduce");
    expect(taskIn(document, "part[jobs]")).toMatchObject({ attempts: 2, status: "success" });
    expect(taskIn(document, "part").output).toEqual([
      "12 calls changed",
      "4 calls changed",
      "7 calls changed",
      "2 calls changed",
    ]);
    expect(document.outputs).toEqual({ parts: 4, report: "4 of 4 modules log in the same way" });
  });

  it("asks in human-approval, goes on with the answer, and can be undone", async () => {
    const place = project();
    const parked = await place.run(["run", "human-approval", "--runner", "scripted", "--json"]);
    expect(parked.code, parked.err).toBe(3);
    expect(documentIn(parked).conclusion).toBe("paused");
    const bare = await place.run(["approve", "latest"]);
    expect([bare.code, bare.err]).toEqual([2, expect.stringContaining('"version" is required')]);
    const said = await place.run(["approve", "latest", "agree", "--field", "version=v3"]);
    expect(said.code, said.err).toBe(0);
    const ended = await place.run(["resume", "latest", "--json"]);
    expect(ended.code, ended.err).toBe(0);
    const document = documentIn(ended);
    expect(document.outputs).toEqual({ version: "v3", health: "no errors" });
    expect(taskIn(document, "plan").attempts).toBe(1);
    const undone = await place.run(["rollback", "latest"]);
    expect([undone.code, undone.out]).toEqual([0, "undone: deploy\nundone: migrate\n"]);
    expect((await place.run(["status"])).out).toMatch(/^human-approval was rolled back /);
  });

  it("says which input is missing, and asks for nothing else", async () => {
    const ended = await project().run(["run", "bug-fix", "--runner", "scripted"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain("bug_description");
    expect(ended.out).toBe("");
  });

  it("says what is missing without a key and names the scripted runner", async () => {
    const ended = await project().run(["run", "sequential"], { env: { PATH: "/nowhere" } });
    expect(ended.code).toBe(4);
    expect(ended.err).toContain("--runner scripted");
  });
});
