/** Going on: after signals, after a cancel, with a changed file, and never twice at the same time. */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Project, documentIn, project, segmentsIn, statuses, taskIn } from "../rig/program.ts";
import { carriers, type Spawned, spawned, until } from "../rig/spawned.ts";

/** The second task says when it runs and goes on until it is told to end. */
const HELD = `
name: held
settings: { cancel_grace: 1 }
tasks:
  - { id: a, type: command, run: [bash, -c, "echo a >> ran; echo A"] }
  - { id: b, type: command, dependencies: [a], run: [bash, -c, 'echo b >> ran; test -f go || sleep 60; echo "B after $0"', "\${a.output}"] }
  - { id: c, type: command, dependencies: [b], run: [bash, -c, 'echo c >> ran; echo "C after $0"', "\${b.output}"] }
finally: [{ id: tidy, type: command, run: [bash, -c, "echo tidy >> ran"] }]
`;

async function held(
  text: string = HELD,
): Promise<Readonly<{ place: Project; driven: Spawned; run: string }>> {
  const place = project({ "held.yml": text });
  const driven = place.start(["run", "held.yml"]);
  await until("b runs", () => place.lines("ran").includes("b"));
  return { place, driven, run: place.runs()[0] ?? "" };
}

async function expectDone(place: Project, run: string, args: readonly string[] = []): Promise<void> {
  place.write("go", "");
  const ended = await place.run(["resume", run, "--json", ...args]);
  expect(ended.code, ended.err).toBe(0);
  const document = documentIn(ended);
  expect(statuses(document)).toEqual({ a: "success", b: "success", c: "success", tidy: "success" });
  expect(taskIn(document, "c").output).toBe("C after B after A");
  expect(place.lines("ran").filter((line) => line === "a")).toEqual(["a"]);
}

describe("a signal", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s ends what runs, runs finally, saves the state and gives %i", async (name, code) => {
    const { place, driven, run } = await held();
    driven.kill(name);
    const ended = await driven.ended;
    expect([ended.code, ended.signal]).toEqual([code, null]);
    expect(ended.err).toContain(`resume ${run}`);
    expect(place.lines("ran")).toEqual(["a", "b", "tidy"]);
    expect(carriers(`AO_RUN_ID=${run}`)).toEqual([]);
    const document = documentIn(await place.run(["status", run, "--json"]));
    expect(document.conclusion).toBe("cancelled");
    expect(statuses(document)).toMatchObject({ a: "success", b: "cancelled" });
    await expectDone(place, run);
  });

  it("given twice kills now, whatever the command thinks of it, and loses nothing committed", async () => {
    const text = HELD.replace("cancel_grace: 1", "cancel_grace: 30").replace(
      `'echo b >> ran; test -f go || sleep 60; echo "B after $0"'`,
      `'trap "" INT TERM; echo b >> ran; test -f go || { setsid sleep 60 & sleep 60; sleep 60; }; echo "B after $0"'`,
    );
    const { place, driven, run } = await held(text);
    driven.kill("SIGINT");
    await until("it is stopping", () => place.journal(run).some(({ type }) => type === "task.stopping"));
    const begin = performance.now();
    driven.kill("SIGINT");
    const ended = await driven.ended;
    expect(ended.code).toBe(130);
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(carriers(`AO_RUN_ID=${run}`)).toEqual([]);
    await expectDone(place, run);
  });
});

describe("cancel", () => {
  it("from another process ends the run there and waits for it", async () => {
    const { place, driven, run } = await held();
    const asked = await place.run(["cancel", run, "--json"]);
    expect(asked.code, asked.err).toBe(0);
    expect(documentIn(asked).conclusion).toBe("cancelled");
    expect((await driven.ended).code).toBe(143);
    expect(place.lines("ran")).toEqual(["a", "b", "tidy"]);
    await expectDone(place, run);
  });

  it("of a run whose process was killed ends it here, finally included", async () => {
    const { place, driven, run } = await held();
    driven.kill("SIGKILL");
    await driven.ended;
    const asked = await place.run(["cancel", run, "--json"]);
    expect(asked.code, asked.err).toBe(0);
    expect(documentIn(asked).conclusion).toBe("cancelled");
    expect(place.lines("ran")).toEqual(["a", "b", "tidy"]);
    expect(carriers(`AO_RUN_ID=${run}`)).toEqual([]);
    await expectDone(place, run);
  });

  it("of a run that has ended says so and changes nothing", async () => {
    const place = project({ "one.yml": "name: one\ntasks: [{ id: a, type: command, run: [echo, A] }]\n" });
    const { run_id: run } = documentIn(await place.run(["run", "one.yml", "--json"]));
    const before = place.journal(run);
    const asked = await place.run(["cancel", run]);
    expect(asked.code).toBe(0);
    expect(asked.err).toContain("already ended");
    expect(place.journal(run)).toEqual(before);
  });
});

describe("the lock", () => {
  it("refuses a second process while the first lives, and changes nothing", async () => {
    const { place, driven, run } = await held();
    const second = await place.run(["resume", run]);
    expect(second.code).toBe(2);
    expect(second.err).toContain(`driven by process ${driven.child.pid}`);
    expect(segmentsIn(place.folder(run))).toHaveLength(1);
    driven.kill("SIGKILL");
    await driven.ended;
    await expectDone(place, run);
  });

  it("lets only one of many that come at once", async () => {
    const { place, driven, run } = await held();
    driven.kill("SIGKILL");
    await driven.ended;
    place.write("go", "");
    const all = await Promise.all(Array.from({ length: 4 }, () => place.run(["resume", run, "--json"])));
    const codes = all.map(({ code }) => code);
    expect(codes.filter((code) => code === 0).length).toBeGreaterThan(0);
    expect(codes.filter((code) => code !== 0 && code !== 2)).toEqual([]);
    expect(place.lines("ran").filter((line) => line === "c")).toEqual(["c"]);
  });

  it("of a dead process with a number that somebody else has now is taken over", async () => {
    const { place, driven, run } = await held();
    driven.kill("SIGKILL");
    await driven.ended;
    const lock = join(place.folder(run), "lock");
    const holder = JSON.parse(readFileSync(lock, "utf8")) as object;
    writeFileSync(lock, JSON.stringify({ ...holder, pid: process.pid }));
    await expectDone(place, run);
  });

  it("that a power cut left empty is taken over", async () => {
    const { place, driven, run } = await held();
    driven.kill("SIGKILL");
    await driven.ended;
    writeFileSync(join(place.folder(run), "lock"), "");
    await expectDone(place, run);
  });
});

const CHAIN = `
name: chain
tasks:
  - { id: a, type: command, run: [bash, -c, "echo a >> ran; echo A"] }
  - { id: b, type: command, dependencies: [a], run: [bash, -c, 'echo b >> ran; echo "B $0"; test -f go', "\${a.output}"] }
  - { id: c, type: command, dependencies: [b], run: [bash, -c, 'echo c >> ran; echo "C $0"', "\${b.output}"] }
  - { id: d, type: command, run: [bash, -c, "echo d >> ran; echo D"] }
`;

async function failed(text: string = CHAIN): Promise<Readonly<{ place: Project; run: string }>> {
  const place = project({ "chain.yml": text });
  const ended = await place.run(["run", "chain.yml", "--json", "--max-parallel", "1"]);
  expect(ended.code).toBe(1);
  place.write("go", "");
  rmSync(join(place.directory, "ran"));
  return { place, run: documentIn(ended).run_id };
}

const again = async (place: Project, args: readonly string[]): Promise<readonly string[]> => {
  const ended = await place.run(["resume", "latest", "--json", ...args]);
  expect(ended.code, ended.err).toBe(0);
  expect(documentIn(ended).conclusion).toBe("success");
  return [...place.lines("ran")].sort();
};

describe("resume", () => {
  it("runs what failed and what was never reached, and nothing that succeeded", async () => {
    const { place } = await failed(CHAIN.replace("tasks:", "settings: { on_failure: continue }\ntasks:"));
    expect(await again(place, [])).toEqual(["b", "c"]);
  });

  it("--rerun from:<task> runs it again with everything that builds on it", async () => {
    const { place } = await failed();
    expect(await again(place, [])).toEqual(["b", "c", "d"]);
    rmSync(join(place.directory, "ran"));
    expect(await again(place, ["--rerun", "from:b"])).toEqual(expect.arrayContaining(["b"]));
    expect(place.lines("ran")).not.toContain("a");
    expect(place.lines("ran")).not.toContain("d");
  });

  it("--rerun all runs everything again", async () => {
    const { place } = await failed();
    expect(await again(place, ["--rerun", "all"])).toEqual(["a", "b", "c", "d"]);
  });

  it("--rerun with a task that is not there suggests the one that was meant", async () => {
    const { place } = await failed(
      CHAIN.replaceAll("id: b,", "id: build,")
        .replaceAll("[b]", "[build]")
        .replaceAll("b.output", "build.output"),
    );
    const ended = await place.run(["resume", "latest", "--rerun", "from:biuld"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain('"build"');
    expect(place.has("ran")).toBe(false);
  });

  it("of a finished run prints its document and runs nothing", async () => {
    const { place, run } = await failed();
    await again(place, []);
    rmSync(join(place.directory, "ran"));
    const segments = segmentsIn(place.folder(run)).length;
    const ended = await place.run(["resume", run, "--json"]);
    expect(ended.code).toBe(0);
    expect(documentIn(ended).conclusion).toBe("success");
    expect(place.has("ran")).toBe(false);
    expect(segmentsIn(place.folder(run))).toHaveLength(segments);
  });

  it("of a run that was killed between its last entry and its end takes away what it left running", async () => {
    const text =
      "name: left\ntasks: [{ id: a, type: command, run: [bash, -c, 'setsid sleep 60 & echo A'] }]\n";
    for (const command of ["resume", "cancel"]) {
      const place = project({ "left.yml": text });
      const { run_id: run } = documentIn(await place.run(["run", "left.yml", "--json"]));
      const [path = ""] = segmentsIn(place.folder(run));
      writeFileSync(path, readFileSync(path, "utf8").replace(/.*"writer\.closed".*\n/, ""));
      const stray = spawned(["sleep", "60"], {
        directory: place.directory,
        env: { PATH: "/usr/bin:/bin", AO_RUN_ID: run },
      });
      await until("the stray lives", () => carriers(`AO_RUN_ID=${run}`).length === 1);
      expect((await place.run([command, run])).code).toBe(0);
      expect((await stray.ended).signal, command).toBe("SIGTERM");
    }
  });

  it("adds the money of all epochs", async () => {
    const mock = "{ output: did, cost_usd: 0.5 }";
    const place = project({
      "m.yml": `name: m\ntasks:
  - { id: a, agent: coder, prompt: x, mock: ${mock} }
  - { id: b, type: command, dependencies: [a], run: [test, -f, go] }
  - { id: c, agent: coder, prompt: x, dependencies: [b], mock: ${mock} }\n`,
    });
    const first = documentIn(await place.run(["run", "m.yml", "--runner", "scripted", "--json"]));
    expect(first.total_cost_usd).toBeCloseTo(0.5);
    place.write("go", "");
    const ended = await place.run(["resume", first.run_id, "--json"]);
    expect(documentIn(ended).total_cost_usd).toBeCloseTo(1);
    expect(ended.err).toContain("$0.50");
  });
});

const CHANGED = CHAIN.replace('echo "C $0"', 'echo "changed C $0"').replace("echo D", "echo changed-D");

describe("a workflow file that changed before the resume", () => {
  it("is not looked at under recorded", async () => {
    const { place } = await failed();
    place.write("chain.yml", "this is no workflow any more");
    expect(await again(place, ["--workflow", "recorded"])).toEqual(["b", "c", "d"]);
  });

  it("is not needed once it is gone", async () => {
    const { place } = await failed();
    rmSync(join(place.directory, "chain.yml"));
    expect(await again(place, [])).toEqual(["b", "c", "d"]);
  });

  it("is refused under strict", async () => {
    const { place } = await failed();
    place.write("chain.yml", CHANGED);
    const ended = await place.run(["resume", "latest", "--workflow", "strict"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain("changed");
    expect(place.has("ran")).toBe(false);
    place.write("chain.yml", CHAIN);
    expect(await again(place, ["--workflow", "strict"])).toEqual(["b", "c", "d"]);
  });

  it("is used under current, and only what it changes runs again", async () => {
    const { place } = await failed(CHAIN.replace("tasks:", "settings: { on_failure: continue }\ntasks:"));
    place.write("chain.yml", CHANGED.replace("tasks:", "settings: { on_failure: continue }\ntasks:"));
    expect(await again(place, ["--workflow", "current"])).toEqual(["b", "c", "d"]);
    const document = documentIn(await place.run(["status", "--json"]));
    expect(taskIn(document, "c").output).toBe("changed C B A");
    expect(taskIn(document, "d").output).toBe("changed-D");
  });

  it("that is wrong now is refused under current with its errors, and the run stays as it was", async () => {
    const { place, run } = await failed();
    const before = place.journal(run);
    place.write("chain.yml", CHAIN.replace("[b]", "[q]"));
    const ended = await place.run(["resume", run, "--workflow", "current"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain("chain.yml");
    expect(place.journal(run)).toEqual(before);
    expect(await again(place, ["--workflow", "recorded"])).toEqual(["b", "c", "d"]);
  });

  it("does not run dependants again if the changed task gives the same as before", async () => {
    const text = `name: cut\ntasks:
  - { id: a, type: command, run: [bash, -c, "echo a >> ran; echo same"] }
  - { id: b, type: command, dependencies: [a], run: [bash, -c, 'echo b >> ran; echo "$0"', "\${a.output}"] }
  - { id: c, type: command, dependencies: [b], run: [bash, -c, "test -f go"] }\n`;
    const { place } = await failed(text);
    place.write("chain.yml", text.replace("echo same", "printf same"));
    expect(await again(place, ["--workflow", "current"])).toEqual(["a"]);
  });
});

describe("a plan that a resume changed", () => {
  it("counts only from the first entry under it: until then the one before it does", async () => {
    const { place, run } = await failed();
    place.write("chain.yml", CHANGED);
    expect(await again(place, ["--workflow", "current"])).toEqual(["b", "c", "d"]);
    const [, second = ""] = segmentsIn(place.folder(run));
    rmSync(second);
    const before = documentIn(await place.run(["status", run, "--json"]));
    expect(statuses(before)).toMatchObject({ a: "success", b: "failure" });
    expect(await again(place, [])).toEqual(["b", "b", "c", "c", "d", "d"]);
  });
});

describe("a journal", () => {
  it("whose last line is torn is used up to there", async () => {
    const { place, driven, run } = await held();
    driven.kill("SIGKILL");
    await driven.ended;
    appendFileSync(segmentsIn(place.folder(run))[0] ?? "", '{"seq":99,"at":17,"type":"task.succ');
    const status = await place.run(["status", run]);
    expect(status.code).toBe(0);
    await expectDone(place, run);
  });

  it.each(["", '{"version":1,"run'])("whose first line was cut to %j counts as not begun", async (text) => {
    const { place, driven, run } = await held();
    driven.kill("SIGKILL");
    await driven.ended;
    const [path = ""] = segmentsIn(place.folder(run));
    writeFileSync(path, text);
    rmSync(join(place.directory, "ran"));
    expect((await place.run(["status", run])).code).toBe(0);
    await expectDone(place, run);
  });

  it("from a newer version is refused, and left alone", async () => {
    const { place, run } = await failed();
    const [path = ""] = segmentsIn(place.folder(run));
    const text = readFileSync(path, "utf8").replace('"version":1', '"version":2');
    writeFileSync(path, text);
    for (const command of ["status", "resume", "logs", "replay", "cancel"]) {
      const ended = await place.run([command, run]);
      expect(ended.code, command).toBe(2);
      expect(ended.err, command).toContain("newer version");
    }
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(place.has("ran")).toBe(false);
  });

  it("that is damaged in the middle is refused with the file and the line, and left alone", async () => {
    const { place, run } = await failed();
    const [path = ""] = segmentsIn(place.folder(run));
    const lines = readFileSync(path, "utf8").split("\n");
    const text = lines.with(2, (lines[2] ?? "").slice(0, 20)).join("\n");
    writeFileSync(path, text);
    for (const command of ["status", "resume", "logs", "replay", "cancel"]) {
      const ended = await place.run([command, run]);
      expect(ended.code, command).toBe(2);
      expect(ended.err, command).toContain(`${path}`);
      expect(ended.err, command).toContain("line 3");
    }
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("of another run or another workflow is refused", async () => {
    const { place, run } = await failed();
    const [path = ""] = segmentsIn(place.folder(run));
    const mine = readFileSync(path, "utf8");
    place.write("other.yml", "name: other\ntasks: [{ id: z, type: command, run: [touch, ran] }]\n");
    const other = documentIn(await place.run(["run", "other.yml", "--json"])).run_id;
    rmSync(join(place.directory, "ran"));
    const [foreign = ""] = segmentsIn(place.folder(other));
    writeFileSync(path, readFileSync(foreign, "utf8"));
    const moved = await place.run(["resume", run]);
    expect(moved.code, moved.err).toBe(2);
    expect(moved.err).toContain(other);
    writeFileSync(path, mine);
    writeFileSync(join(place.folder(run), "plan.json"), readFileSync(join(place.folder(other), "plan.json")));
    const mixed = await place.run(["resume", run]);
    expect(mixed.code, mixed.err).toBe(2);
    expect(mixed.err).toContain("plan");
    expect(place.has("ran")).toBe(false);
  });

  it("can be replayed from a copy of its folder alone", async () => {
    const { place, run } = await failed();
    const elsewhere = project();
    const copy = await elsewhere.run(["replay", place.folder(run), "--view", "document"]);
    expect(copy.code).toBe(0);
    expect(statuses(documentIn(copy))).toMatchObject({ a: "success", b: "failure" });
  });
});
