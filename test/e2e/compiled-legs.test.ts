/** The legs of a compiled file, each in a process of its own as its job would do it, come to what one process comes to. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { documentFrom, project, type Ended, type Project } from "../rig/cli.ts";
import { CLI } from "../rig/program.ts";

const library = join(CLI, "../../workflows");
const names = readdirSync(library).flatMap((name) => (/^[\w-]+\.yml$/.test(name) ? [name.slice(0, -4)] : []));

const INPUTS: Readonly<Record<string, readonly string[]>> = {
  "bug-fix": ["-p", "bug_description=the cache forgets"],
  "full-stack-feature": ["-p", "feature_name=dark mode"],
  "research-and-implementation": ["-p", "question=which parser", "-p", "goal=read the file"],
};

type Step = Readonly<{ with?: Readonly<Record<string, string>> }>;
type Job = Readonly<{ needs?: readonly string[]; if?: string; steps?: readonly Step[] }>;
type Run = Readonly<{
  results: Readonly<Record<string, string>>;
  finish: Ended;
  last: (words: readonly string[]) => Promise<Ended>;
}>;

/** The jobs of the file in its order, which is one that GitHub could take. */
async function jobsOf(place: Project, name: string): Promise<readonly (readonly [string, Job])[]> {
  const words = ["compile", name, "-o", "it.yml", "--action", "./", "--runner", "scripted", "-q"];
  expect((await place.run(words)).code).toBe(0);
  const { jobs } = parse(readFileSync(join(place.folder, "it.yml"), "utf8")) as { jobs: Record<string, Job> };
  return Object.entries(jobs);
}

/** Each condition of a leg asks for the success of some of its needs. */
const starts = ({ if: condition = "" }: Job, results: Readonly<Record<string, string>>): boolean =>
  [...condition.matchAll(/needs\.([a-z0-9-]+)\.result == 'success'/g)].every(
    ([, id = ""]) => results[id] === "success",
  );

async function played(place: Project, name: string, inputs: readonly string[] = []): Promise<Run> {
  const jobs = await jobsOf(place, name);
  const [, plan] = jobs[0] ?? [];
  place.write("legs.json", plan?.steps?.at(-1)?.with?.["legs"] ?? "");
  const leg = (...words: readonly string[]): Promise<Ended> =>
    place.run(["leg", ...words, "--state-dir", "parts"]);
  const begun = await leg("begin", name, "--legs", "legs.json", "--runner", "scripted", "--json", ...inputs);
  expect(begun.code, begun.err).toBe(0);
  const { run_id: run } = JSON.parse(begun.out) as { run_id: string };
  const results: Record<string, string> = { plan: "success" };
  for (const [id, job] of jobs) {
    const { task, gate } = job.steps?.at(-1)?.with ?? {};
    if (task === undefined) continue;
    const may = id === "finally" || starts(job, results);
    const words = gate === undefined ? [] : ["--gate", gate];
    const code = may ? (await leg("perform", run, task, ...words)).code : null;
    results[id] = code === null ? "skipped" : code === 0 ? "success" : "failure";
  }
  const finish = await leg("finish", run, "--json", "--results", JSON.stringify(Object.values(results)));
  return { results, finish, last: (words) => leg(...words.map((word) => (word === "RUN" ? run : word))) };
}

const told = ({ out }: Ended): object => {
  const { conclusion, tasks, outputs, total_cost_usd: cost } = documentFrom(out);
  return {
    conclusion,
    outputs,
    cost,
    tasks: tasks.map(({ id, status, output }) => ({ id, status, output })),
  };
};

const asked = (more = ""): string => `version: "1.0"
name: asked
tasks:
  - { id: look, type: command, run: [echo, fine] }
  - { id: agree, type: approval, dependencies: [look], prompt: "\${look.output}?"${more} }
  - { id: go, type: command, run: [echo, "\${agree.outputs.share ?? 'all'}"], dependencies: [agree] }
outputs: { said: "\${go.output}" }
`;

describe("legs of a compiled file", () => {
  it.each(names)("%s comes to the same", async (name) => {
    const place = project();
    const inputs = INPUTS[name] ?? [];
    const whole = await place.run(["run", name, "--runner", "scripted", "--json", ...inputs]);
    const { finish } = await played(place, name, inputs);
    expect(told(finish)).toEqual(told(whole));
    expect(finish.code).toBe(whole.code);
  });

  it.each(["stop", "continue", "rollback"])("a failure under %s comes to the same", async (policy) => {
    const text = `version: "1.0"
name: it
settings: { on_failure: ${policy} }
tasks:
  - { id: a, type: command, run: ["false"] }
  - { id: b, type: command, run: [echo, b], dependencies: [a] }
  - { id: after, type: command, run: [echo, after], dependencies: [a], trigger_rule: all_done }
  - { id: c, type: command, run: [echo, c] }
  - { id: d, type: command, run: [echo, d], dependencies: [b, after, c] }
finally:
  - { id: clean, type: command, run: [echo, bye] }
`;
    const place = project({ "workflows/it.yml": text });
    const whole = await place.run(["run", "it", "--json"]);
    const { finish, results } = await played(place, "it");
    expect(told(finish)).toEqual(told(whole));
    expect(finish.code).not.toBe(0);
    expect(results["b"]).toBe(policy === "continue" ? "success" : "skipped");
    expect(finish.err).not.toContain("not in the journal");
  });

  it("names whoever left nothing although nothing has stopped the run", async () => {
    const text = `version: "1.0"
name: it
tasks:
  - { id: a, type: command, run: [echo, a] }
  - { id: b, type: command, run: [echo, b] }
`;
    const place = project({
      "workflows/it.yml": text,
      "legs.json": '[{"id":"a","tasks":["a"]},{"id":"b","tasks":["b"]}]',
    });
    const leg = (...words: readonly string[]): Promise<Ended> =>
      place.run(["leg", ...words, "--state-dir", "parts"]);
    const begun = await leg("begin", "it", "--legs", "legs.json", "--json");
    const { run_id: run } = JSON.parse(begun.out) as { run_id: string };
    await leg("perform", run, "a");
    const finish = await leg("finish", run, "--json");
    expect(finish.err).toContain('the end of a leg is not in the journal: "b"');
    expect(finish.code).not.toBe(0);
  });
});

describe("a gate of a compiled file", () => {
  it("is answered by the reviewers of its environment, with the defaults of its fields", async () => {
    const place = project({
      "workflows/asked.yml": asked(", fields: { share: { type: integer, default: 10 } }"),
    });
    const { finish, results } = await played(place, "asked");
    expect(results).toEqual({ plan: "success", look: "success", agree: "success", go: "success" });
    expect(documentFrom(finish.out)).toMatchObject({ conclusion: "success", outputs: { said: "10" } });
  });

  it("pauses the run where an environment cannot answer, and goes on in the next attempt", async () => {
    const place = project({
      "workflows/asked.yml": asked(", fields: { share: { type: integer, required: true } }"),
    });
    const { finish, results, last } = await played(place, "asked");
    expect([results["agree"], results["go"], finish.code]).toEqual(["failure", "skipped", 3]);
    expect(documentFrom(finish.out).conclusion).toBe("paused");
    const answer = [
      "approve",
      documentFrom(finish.out).run_id,
      "agree",
      "--field",
      "share=50",
      "--state-dir",
      "parts",
    ];
    expect((await place.run(answer)).code).toBe(0);
    for (const id of ["agree", "go"])
      expect((await last(["perform", "RUN", id, "--epoch", "2"])).code).toBe(0);
    const again = await last(["finish", "RUN", "--epoch", "2", "--json"]);
    expect(documentFrom(again.out)).toMatchObject({ conclusion: "success", outputs: { said: "50" } });
  });

  it("is not answered by a leg that has other work as well, or in the name of another question", async () => {
    const place = project({ "workflows/asked.yml": asked() });
    place.write("legs.json", '[{"id":"all","tasks":["look","agree","go"]}]');
    const leg = (...words: readonly string[]): Promise<Ended> =>
      place.run(["leg", ...words, "--state-dir", "parts"]);
    const begun = await leg("begin", "asked", "--legs", "legs.json", "--json");
    const { run_id: run } = JSON.parse(begun.out) as { run_id: string };
    await leg("perform", run, "all", "--gate", "environment");
    const finish = await leg("finish", run, "--json");
    expect(documentFrom(finish.out).tasks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "look success",
      "agree waiting",
      "go pending",
    ]);
  });
});
