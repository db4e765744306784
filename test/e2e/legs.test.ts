/** One run in several processes: every workflow of the library comes to the same document as in one. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLI, documentIn, project, type Project, type RunDocument } from "../rig/program.ts";

const library = join(CLI, "../../workflows");
const names = readdirSync(library)
  .filter((name) => /^[\w-]+\.yml$/.test(name))
  .map((name) => name.replace(/\.yml$/, ""));

const INPUTS: Readonly<Record<string, readonly string[]>> = {
  "bug-fix": ["-p", "bug_description=the cache forgets"],
  "full-stack-feature": ["-p", "feature_name=dark mode"],
  "research-and-implementation": ["-p", "question=which parser", "-p", "goal=read the file"],
};

type Conducted = Readonly<{
  run_id: string;
  legs: readonly Readonly<{ id: string; tasks: readonly string[]; grant_usd: number | null }>[];
  last: boolean;
  conclusion: string | null;
}>;

/** Nothing of it is a time, or a name that has one in it. */
function settled({ tasks, ...document }: RunDocument): unknown {
  const { run_id: _run, gates: _gates, ...rest } = document as RunDocument & { gates?: unknown };
  const timeless = tasks.map(
    ({ started_at: _start, finished_at: _end, duration_ms: _length, ...task }) => task,
  );
  return { ...rest, tasks: timeless };
}

/** A machine of its own: only what was carried there is there, and only what is new comes back. */
async function elsewhere(place: Project, run: string, args: readonly string[]) {
  const machine = project();
  for (const part of ["plan.json", "journal", "objects"]) {
    mkdirSync(machine.folder(run), { recursive: true });
    cpSync(join(place.folder(run), part), join(machine.folder(run), part), { recursive: true });
  }
  const ended = await machine.run(["leg", ...args]);
  for (const part of ["journal", "objects"])
    cpSync(join(machine.folder(run), part), join(place.folder(run), part), { recursive: true, force: false });
  rmSync(machine.directory, { recursive: true, force: true });
  return ended;
}

const read = (out: string): Conducted => JSON.parse(out) as Conducted;

async function inLegs(name: string, args: readonly string[]) {
  const place = project();
  const begun = await place.run(["leg", "begin", name, "--runner", "scripted", "--json", ...args]);
  let next = read(begun.out);
  const { run_id: run, last } = next;
  const waves: (readonly string[])[] = [];
  for (let wave = 1; next.legs.length > 0; wave += 1) {
    waves.push(next.legs.map(({ id }) => id));
    for (const { id } of [...next.legs].reverse()) {
      const leg = await elsewhere(place, run, ["perform", run, id]);
      expect(leg.code, leg.err).toBe(0);
    }
    const advanced = await elsewhere(place, run, ["advance", run, "--wave", String(wave), "--json"]);
    expect([0, 3], advanced.err).toContain(advanced.code);
    next = read(advanced.out);
  }
  if (last) await elsewhere(place, run, ["perform", run, "finally"]);
  const ended = await elsewhere(place, run, ["finish", run, "--json"]);
  return { ended, waves };
}

describe("a run in several processes", () => {
  it.each(names)("comes to the same for %s", async (name) => {
    const args = INPUTS[name] ?? [];
    const whole = await project().run(["run", name, "--runner", "scripted", "--json", ...args]);
    const { ended, waves } = await inLegs(name, args);
    expect(ended.code, ended.err).toBe(whole.code);
    expect(settled(documentIn(ended))).toEqual(settled(documentIn(whole)));
    expect(waves.length).toBeGreaterThan(0);
  });

  const FLAKY = [
    "name: flaky",
    "tasks:",
    '  - { id: good, type: command, run: ["sh", "-c", "echo good"] }',
    '  - { id: bad, type: command, run: ["sh", "-c", "test -e mended && echo mended"] }',
    '  - { id: both, type: command, run: ["sh", "-c", "echo both"], dependencies: [good, bad] }',
    "settings: { on_failure: continue }",
    "",
  ].join("\n");

  it("goes on in one process, unless a leg has spoken of the tasks of others", async () => {
    const place = project({ "flaky.yml": FLAKY });
    const run = read((await place.run(["leg", "begin", "flaky.yml", "--json"])).out).run_id;
    expect((await place.run(["leg", "perform", run, "w1-good"])).code).toBe(0);
    expect((await place.run(["leg", "perform", run, "w1-bad"])).code).toBe(1);
    const file = join(place.folder(run), "journal/1-w1-good.jsonl");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replaceAll('"task":"good"', '"task":"bad"'));
    const refused = await place.run(["resume", run]);
    expect([refused.code, refused.err]).toEqual([7, expect.stringContaining("cannot be believed")]);
    writeFileSync(file, text);
    place.write("mended", "");
    const ended = await place.run(["resume", run, "--json"]);
    expect([ended.code, documentIn(ended).conclusion], ended.err).toEqual([0, "success"]);
    const starts = place.journal(run).filter(({ type }) => type === "task.started");
    expect(starts.map(({ task }) => String(task)).sort()).toEqual(["bad", "bad", "both", "good"]);
  });

  it("goes on in a later epoch with what failed, and repeats nothing else", async () => {
    const place = project({ "flaky.yml": FLAKY });
    const run = read((await place.run(["leg", "begin", "flaky.yml", "--json"])).out).run_id;
    expect((await place.run(["leg", "perform", run, "w1-good"])).code).toBe(0);
    expect((await place.run(["leg", "perform", run, "w1-bad"])).code).toBe(1);
    expect(read((await place.run(["leg", "advance", run, "--wave", "1", "--json"])).out).legs).toEqual([]);
    expect((await place.run(["leg", "finish", run])).code).toBe(1);
    place.write("mended", "");
    expect((await place.run(["leg", "perform", run, "w1-bad"])).err).toContain("a later --epoch");
    expect((await place.run(["leg", "perform", run, "w1-bad", "--epoch", "2"])).code).toBe(0);
    const again = await place.run(["leg", "advance", run, "--wave", "1", "--epoch", "2", "--json"]);
    expect(read(again.out).legs.map(({ id }) => id)).toEqual(["w2-both"]);
    expect((await place.run(["leg", "perform", run, "w2-both", "--epoch", "2"])).code).toBe(0);
    await place.run(["leg", "advance", run, "--wave", "2", "--epoch", "2"]);
    const ended = await place.run(["leg", "finish", run, "--epoch", "2", "--json"]);
    expect([ended.code, documentIn(ended).conclusion]).toEqual([0, "success"]);
    const starts = place.journal(run).filter(({ type }) => type === "task.started");
    const counts = ["good", "bad", "both"].map((id) => starts.filter(({ task }) => task === id).length);
    expect(counts).toEqual([1, 2, 1]);
  });

  it("does not go on, and does not end well, where a leg has not been heard of", async () => {
    const place = project({ "flaky.yml": FLAKY });
    const run = read((await place.run(["leg", "begin", "flaky.yml", "--json"])).out).run_id;
    const advanced = await place.run(["leg", "advance", run, "--wave", "1"]);
    expect([advanced.code, advanced.err]).toEqual([6, expect.stringContaining('"w1-bad"')]);
    const ended = await place.run(["leg", "finish", run, "--results", '["failure"]', "--json"]);
    expect([ended.code, documentIn(ended).conclusion]).toEqual([1, "failure"]);
  });

  it("says what is too deep for waves, and what does it all the same", async () => {
    const pairs = Array.from({ length: 10 }, (_, at) => {
      const before = at === 0 ? "" : `, dependencies: [a${at - 1}, b${at - 1}]`;
      return [
        `  - { id: a${at}, type: command, run: ["true"]${before} }`,
        `  - { id: b${at}, type: command, run: ["true"]${before} }`,
      ];
    });
    const place = project({ "deep.yml": ["name: deep", "tasks:", ...pairs.flat(), ""].join("\n") });
    const refused = await place.run(["leg", "begin", "deep.yml"]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/10 waves[^]*compile/)]);
    expect(place.runs()).toEqual([]);
  });

  it("takes legs that were cut beforehand, and refuses those that leave a task out", async () => {
    const place = project({
      "flaky.yml": FLAKY,
      mended: "",
      "legs.json": JSON.stringify([
        { id: "first", tasks: ["good", "bad"] },
        { id: "second", tasks: ["both"] },
      ]),
      "few.json": JSON.stringify([{ id: "first", tasks: ["good"] }]),
    });
    const few = await place.run(["leg", "begin", "flaky.yml", "--legs", "few.json"]);
    expect([few.code, few.err]).toEqual([2, expect.stringContaining('no leg does "bad"')]);
    const run = read(
      (await place.run(["leg", "begin", "flaky.yml", "--legs", "legs.json", "--json"])).out,
    ).run_id;
    for (const leg of ["first", "second"])
      expect((await place.run(["leg", "perform", run, leg])).code).toBe(0);
    const ended = await place.run(["leg", "finish", run, "--json"]);
    expect([ended.code, documentIn(ended).conclusion]).toEqual([0, "success"]);
  });
});
