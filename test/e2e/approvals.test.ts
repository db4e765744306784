/** People in the loop: asked once, answered from elsewhere, bound to what they saw, and never waited for in vain. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentIn, type Project, project, type RunDocument, statuses, taskIn } from "../rig/program.ts";
import { type Spawned, until } from "../rig/spawned.ts";

type Gate = Readonly<{ id: string; prompt: string; digest: string; approve: string; answered?: unknown }>;
type Paused = RunDocument & Readonly<{ gates?: readonly Gate[]; paused?: string }>;

/** Asks after `draft`; `ship` needs the answer. */
const RELEASE = `
name: release
tasks:
  - { id: draft, type: command, run: [bash, -c, "echo draft >> ran; echo 1.2"] }
  - id: gate
    type: approval
    dependencies: [draft]
    prompt: "Release \${draft.output}?"
    fields:
      version: { type: string, required: true, description: What to call it }
      count: { type: integer, default: 1 }
  - id: ship
    type: command
    dependencies: [gate]
    run: [bash, -c, 'echo ship >> ran; echo "$0 times $1"', "\${gate.outputs.version}", "\${gate.outputs.count}"]
outputs: { shipped: "\${ship.output ?? 'nothing'}" }
`;

/** One question beside a task that goes on until it is told to end. */
const BESIDE = `
name: beside
tasks:
  - { id: gate, type: approval, prompt: "Go?" }
  - { id: ship, type: command, dependencies: [gate], run: [bash, -c, "echo ship >> ran; echo shipped"] }
  - { id: long, type: command, run: [bash, -c, "echo long >> ran; until test -f go; do sleep 0.05; done; echo done"] }
`;

const TWO = `
name: two
tasks:
  - { id: legal, type: approval, prompt: "Is it legal?" }
  - { id: safe, type: approval, prompt: "Is it safe?" }
  - { id: ship, type: command, dependencies: [legal, safe], run: [bash, -c, "echo ship >> ran"] }
`;

async function parked(
  text: string,
  args: readonly string[] = [],
): Promise<Readonly<{ place: Project; run: string; document: Paused; err: string }>> {
  const place = project({ "it.yml": text });
  const ended = await place.run(["run", "it.yml", "--json", ...args]);
  expect(ended.code, ended.err).toBe(3);
  const document: Paused = documentIn(ended);
  expect(document.conclusion).toBe("paused");
  return { place, run: document.run_id, document, err: ended.err };
}

async function resumed(place: Project, run: string, code: number): Promise<Paused> {
  const ended = await place.run(["resume", run, "--json"]);
  expect(ended.code, ended.err).toBe(code);
  return documentIn(ended);
}

async function driven(text: string): Promise<Readonly<{ place: Project; run: string; going: Spawned }>> {
  const place = project({ "it.yml": text });
  const going = place.start(["run", "it.yml", "--json", "--ui", "plain"]);
  await until("the question is put", () =>
    place.runs().some((id) => place.journal(id).some(({ type }) => type === "gate.requested")),
  );
  return { place, run: place.runs()[0] ?? "", going };
}

const types = (place: Project, run: string): readonly string[] => place.journal(run).map(({ type }) => type);

describe("a run that waits for people alone", () => {
  it("ends as paused with code 3, and says what is asked and what to type", async () => {
    const { place, run, document, err } = await parked(RELEASE);
    expect(statuses(document)).toEqual({ draft: "success", gate: "waiting", ship: "pending" });
    expect(document.gates).toHaveLength(1);
    expect(document.gates?.[0]).toMatchObject({ id: "gate", prompt: "Release 1.2?" });
    expect(document.gates?.[0]?.digest).toMatch(/^[0-9a-f]{12}$/);
    const command = `agent-orchestrator approve ${run} gate ${document.gates?.[0]?.digest} --field 'version=<a text>'`;
    expect(document.gates?.[0]?.approve).toBe(command);
    for (const words of [
      "is paused",
      "| Release 1.2?",
      "field version (a text, required): What to call it",
      command,
    ])
      expect(err).toContain(words);
    const status = await place.run(["status", run]);
    expect(status.code).toBe(0);
    expect(status.out).toContain(command);
    expect(documentIn(await place.run(["status", run, "--json"]))).toEqual(document);
    expect(types(place, run)).toContain("run.paused");
  });

  it("goes on with the answer when it is resumed, and repeats nothing", async () => {
    const { place, run, document } = await parked(RELEASE);
    const said = await place.run([
      "approve",
      run,
      "gate",
      document.gates?.[0]?.digest ?? "",
      "--field",
      "version=1.3",
    ]);
    expect(said.code, said.err).toBe(0);
    expect(said.out).toMatch(/^approved gate of run /);
    expect(said.err).toContain(`next: agent-orchestrator resume ${run}`);
    expect((await place.run(["status", run])).out).toContain("not taken up yet");
    const after = await resumed(place, run, 0);
    expect(statuses(after)).toEqual({ draft: "success", gate: "success", ship: "success" });
    expect(after.outputs).toEqual({ shipped: "1.3 times 1" });
    expect(after.gates).toBeUndefined();
    expect(place.lines("ran")).toEqual(["draft", "ship"]);
    expect(types(place, run)).toContain("gate.accepted");
    const logs = await place.run(["logs", run, "gate"]);
    expect(logs.out).toMatch(
      /asked, digest [0-9a-f]{12}:\n {2}Release 1\.2\?\n[^\n]* approve by .* with \{"version":"1\.3"\}/,
    );
  });

  it("asks again when it is resumed without an answer", async () => {
    const { place, run, document } = await parked(RELEASE);
    const again = await resumed(place, run, 3);
    expect(again.gates?.[0]?.digest).toBe(document.gates?.[0]?.digest);
    expect(place.lines("ran")).toEqual(["draft"]);
    expect((await place.run(["approve", run, "--field", "version=2"])).code).toBe(0);
    expect((await resumed(place, run, 0)).outputs).toEqual({ shipped: "2 times 1" });
    expect(place.lines("ran")).toEqual(["draft", "ship"]);
  });

  it("wants a new answer if the question has changed since", async () => {
    const { place, run } = await parked(RELEASE);
    expect((await place.run(["approve", run, "gate", "--field", "version=1"])).code).toBe(0);
    place.write("it.yml", RELEASE.replace("Release ${draft.output}?", "Really release ${draft.output}?"));
    const again = await resumed(place, run, 3);
    expect(again.gates?.[0]?.prompt).toBe("Really release 1.2?");
    expect(place.lines("ran")).toEqual(["draft"]);
  });

  it("fails what was rejected, and runs nothing that needs it", async () => {
    const { place, run } = await parked(RELEASE);
    const said = await place.run(["reject", run, "gate", "--reason", "not on a Friday"]);
    expect(said.out).toMatch(/^rejected gate of run /);
    const after = await resumed(place, run, 1);
    expect(after.conclusion).toBe("failure");
    expect(statuses(after)).toMatchObject({ draft: "success", gate: "failure" });
    expect(taskIn(after, "gate").reason).toContain("not on a Friday");
    expect(place.lines("ran")).toEqual(["draft"]);
  });

  it("can be cancelled", async () => {
    const { place, run } = await parked(RELEASE);
    expect((await place.run(["cancel", run])).out).toContain("was cancelled");
    const late = await place.run(["approve", run, "gate", "--field", "version=1"]);
    expect([late.code, late.err]).toEqual([2, expect.stringContaining("it has ended with cancelled")]);
  });

  it("tells programs each step", async () => {
    const place = project({ "it.yml": RELEASE });
    const { out, code } = await place.run(["run", "it.yml", "--json-lines", "-q"]);
    expect(code).toBe(3);
    for (const type of ["gate.requested", "run.paused"]) expect(out).toContain(`"type":"${type}"`);
  });
});

describe("a run that goes on meanwhile", () => {
  it("takes the answer up by itself", async () => {
    const { place, run, going } = await driven(BESIDE);
    const said = await place.run(["approve", run, "--json"]);
    expect(JSON.parse(said.out)).toMatchObject({
      gate: "gate",
      verdict: "approve",
      driven: true,
      next: null,
    });
    await until("ship has run", () => place.lines("ran").includes("ship"));
    expect(place.lines("ran")).toEqual(["long", "ship"]);
    place.write("go", "");
    const ended = await going.ended;
    expect(ended.code, ended.err).toBe(0);
    for (const verb of ["ASKS     gate", "ACCEPTED gate"]) expect(ended.err).toContain(verb);
  });

  it("is paused when the rest has ended and nobody answered", async () => {
    const { place, run, going } = await driven(BESIDE);
    place.write("go", "");
    expect((await going.ended).code).toBe(3);
    expect((await place.run(["approve", run])).code).toBe(0);
    expect(statuses(await resumed(place, run, 0))).toEqual({
      gate: "success",
      ship: "success",
      long: "success",
    });
    expect(place.lines("ran")).toEqual(["long", "ship"]);
  });

  it.each([
    ["reject", "failure"],
    ["approve", "success"],
  ])("takes silence for `on_timeout: %s`", async (verdict, status) => {
    const text = BESIDE.replace('prompt: "Go?"', `prompt: "Go?", timeout: 0.3, on_timeout: ${verdict}`);
    const { place, run, going } = await driven(`${text}settings: { on_failure: continue }\n`);
    await until("time is up", () => types(place, run).includes("gate.expired"));
    place.write("go", "");
    expect((await going.ended).code).toBe(verdict === "approve" ? 0 : 1);
    const document = documentIn(await place.run(["status", run, "--json"]));
    expect(statuses(document)).toMatchObject({ gate: status, long: "success" });
    expect(place.lines("ran").includes("ship")).toBe(verdict === "approve");
  });

  it("believes no segment that says more than an answer", async () => {
    const { place, run, going } = await driven(BESIDE);
    const journal = join(place.folder(run), "journal");
    const [header] = place
      .read(join(".claude/workflow-state/runs", run, "journal/1-local.jsonl"))
      .split("\n");
    const forged = [
      (header ?? "").replace('"writer":"local"', '"writer":"answer-forged"'),
      '{"seq":1,"at":1,"type":"run.stopping","reason":{"kind":"cancel","by":"x"},"running":"end"}',
      "",
    ].join("\n");
    writeFileSync(join(journal, "1-answer-forged.jsonl"), forged);
    await until("it is refused", () => going.said().includes("is ignored"));
    expect((await place.run(["approve", run])).code).toBe(0);
    place.write("go", "");
    expect((await going.ended).code).toBe(0);
  });
});

describe("silence", () => {
  const LIMITED = BESIDE.replace('prompt: "Go?"', 'prompt: "Go?", timeout: 1.5');

  it("lasts on while the run is parked", async () => {
    const { place, run, going } = await driven(LIMITED);
    place.write("go", "");
    expect((await going.ended).code).toBe(3);
    await new Promise((resolve) => {
      setTimeout(resolve, 1500);
    });
    const after = await resumed(place, run, 1);
    expect(taskIn(after, "gate")).toMatchObject({
      status: "failure",
      reason: "timeout: nobody answered in time",
    });
  });

  it("that has ended once begins anew when the run is resumed", async () => {
    const { place, run, going } = await driven(LIMITED);
    await until("time is up", () => types(place, run).includes("gate.expired"));
    place.write("go", "");
    expect((await going.ended).code).toBe(1);
    expect(statuses(await resumed(place, run, 3))["gate"]).toBe("waiting");
    expect((await place.run(["approve", run])).code).toBe(0);
    expect(statuses(await resumed(place, run, 0))["ship"]).toBe("success");
  });
});

describe("a question", () => {
  it("that was answered no is put again when the run is resumed, and wants a new answer", async () => {
    const { place, run } = await parked(RELEASE);
    await place.run(["reject", run, "gate"]);
    await resumed(place, run, 1);
    expect(statuses(await resumed(place, run, 3))["gate"]).toBe("waiting");
    expect((await place.run(["approve", run, "--field", "version=2"])).code).toBe(0);
    expect((await resumed(place, run, 0)).outputs).toEqual({ shipped: "2 times 1" });
    expect(place.lines("ran")).toEqual(["draft", "ship"]);
  });

  it("that was answered yes is put again where nobody believes that, and what tasks gave is kept", async () => {
    const place = project({ "it.yml": RELEASE.replace("echo ship >> ran;", "test -f go &&") });
    const { run_id: run } = documentIn(await place.run(["run", "it.yml", "--json"]));
    await place.run(["approve", run, "--field", "version=2"]);
    await resumed(place, run, 1);
    const ended = await place.run(["resume", run, "--json", "--ask-again"]);
    expect([ended.code, statuses(documentIn(ended))], ended.err).toEqual([
      3,
      { draft: "success", gate: "waiting", ship: "pending" },
    ]);
    place.write("go", "");
    expect((await place.run(["approve", run, "--field", "version=3"])).code).toBe(0);
    expect((await resumed(place, run, 0)).outputs).toEqual({ shipped: "3 times 1" });
    expect(place.lines("ran")).toEqual(["draft"]);
  });

  it("survives a kill of whoever drives the run, and so does its answer", async () => {
    const { place, run, going } = await driven(BESIDE);
    going.kill("SIGKILL");
    await going.ended;
    const said = await place.run(["approve", run]);
    expect(said.err).toContain(`next: agent-orchestrator resume ${run}`);
    place.write("go", "");
    expect(statuses(await resumed(place, run, 0))).toEqual({
      gate: "success",
      ship: "success",
      long: "success",
    });
    expect(place.journal(run).filter(({ type }) => type === "gate.accepted")).toHaveLength(1);
  });

  it("takes one of many answers that come at once", async () => {
    const { place, run, going } = await driven(BESIDE);
    const words = [["approve"], ["reject"], ["approve"], ["reject"]].map(([word = ""]) => [
      word,
      run,
      "gate",
    ]);
    await Promise.all(words.map((each) => place.run(each)));
    await until("one is taken", () => types(place, run).includes("gate.accepted"));
    place.write("go", "");
    await going.ended;
    expect(place.journal(run).filter(({ type }) => type === "gate.accepted")).toHaveLength(1);
    const { status } = taskIn(documentIn(await place.run(["status", run, "--json"])), "gate");
    expect(place.lines("ran").includes("ship")).toBe(status === "success");
  });

  it("may be put for each item, under the name of the item", async () => {
    const each = `
name: each
tasks:
  - { id: gate, type: approval, for_each: { items: [a, b], key: "\${item}" }, prompt: "Go on with \${item}?" }
  - { id: ship, type: command, dependencies: [gate], run: [bash, -c, "echo ship >> ran"] }
`;
    const { place, run, document } = await parked(each);
    expect(document.gates?.map(({ id, prompt }) => [id, prompt])).toEqual([
      ["gate[a]", "Go on with a?"],
      ["gate[b]", "Go on with b?"],
    ]);
    for (const id of ["gate[b]", "gate[a]"]) {
      const said = await place.run(["approve", run, id]);
      expect(said.code, said.err).toBe(0);
    }
    await resumed(place, run, 0);
    expect(place.lines("ran")).toEqual(["ship"]);
  });
});

describe("several questions", () => {
  it.each([
    ["in their order", ["legal", "safe"]],
    ["the other way round", ["safe", "legal"]],
  ])("are answered %s", async (_, order) => {
    const { place, run, document } = await parked(TWO);
    expect(document.gates?.map(({ id }) => id)).toEqual(["legal", "safe"]);
    const unnamed = await place.run(["approve", run]);
    expect([unnamed.code, unnamed.err]).toEqual([2, expect.stringContaining('"legal", "safe"')]);
    const [first = "", second = ""] = order;
    const said = await place.run(["approve", run, first]);
    expect(said.err).toContain(`still waiting for an answer: "${second}"`);
    const half = await resumed(place, run, 3);
    expect(half.gates?.map(({ id }) => id)).toEqual([second]);
    expect((await place.run(["approve", run])).code).toBe(0);
    expect(statuses(await resumed(place, run, 0))).toEqual({
      legal: "success",
      safe: "success",
      ship: "success",
    });
    expect(place.lines("ran")).toEqual(["ship"]);
  });

  it("may all be answered before anybody goes on, and the first answer to each counts", async () => {
    const { place, run } = await parked(TWO);
    const said = [await place.run(["approve", run, "safe"]), await place.run(["approve", run])];
    expect(said.map(({ code }) => code)).toEqual([0, 0]);
    expect(said[1]?.out).toContain("approved legal");
    const late = await place.run(["reject", run, "legal"]);
    expect([late.code, late.err]).toEqual([2, expect.stringContaining("is answered already: approve by")]);
    expect(statuses(await resumed(place, run, 0))["ship"]).toBe("success");
  });
});

describe("an answer is refused", () => {
  it.each([
    ["without such a run", ["approve", "nothing"], {}, 2, "there is no run"],
    ["without such a task", ["approve", "latest", "gaet"], {}, 2, 'did you mean "gate"?'],
    ["to a task that asks nobody", ["approve", "latest", "draft"], {}, 2, "it is no approval"],
    [
      "to something older",
      ["approve", "latest", "gate", "0123456789ab"],
      {},
      2,
      'what you saw of "gate" has changed',
    ],
    ["with half a digest", ["approve", "latest", "gate", "01"], {}, 2, "is no digest"],
    [
      "by whoever may not",
      ["reject", "latest", "gate"],
      { AO_ACTOR: "bob" },
      7,
      '"bob" may not answer "gate"',
    ],
    [
      "by a task of the run itself",
      ["reject", "latest", "gate"],
      { AO_ACTOR: "ada", AO_RUN_ID: "" },
      7,
      "may not answer its questions",
    ],
  ] as const)("%s", async (_, words, env, code, why) => {
    const { place, run } = await parked(RELEASE.replace("fields:", "approvers: [ada]\n    fields:"));
    const known = "AO_RUN_ID" in env ? { ...env, AO_RUN_ID: run } : { AO_ACTOR: "ada", ...env };
    const said = await place.run(words, { env: known });
    expect([said.code, said.err]).toEqual([code, expect.stringContaining(why)]);
    expect(readdirSync(join(place.folder(run), "journal"))).toEqual(["1-local.jsonl"]);
    const right = await place.run(["reject", run, "gate"], { env: { GITHUB_ACTOR: "Ada" } });
    expect(right.code, right.err).toBe(0);
  });

  it("with everything that is wrong with its fields at once", async () => {
    const { place, run } = await parked(RELEASE);
    const said = await place.run(["approve", run, "--field", "count=many", "--field", "vresion=1"]);
    expect(said.code).toBe(2);
    expect(said.err).toContain('there is no field "vresion"; did you mean "version"?');
    expect(said.err).toContain('"version" is required: a text');
    expect(said.err).toContain('"count" must be a whole number');
  });

  it("by a run that has ended", async () => {
    const place = project({ "it.yml": "name: it\ntasks: [{ id: a, type: command, run: [echo, A] }]\n" });
    await place.run(["run", "it.yml"]);
    const said = await place.run(["approve", "latest"]);
    expect([said.code, said.err]).toEqual([2, expect.stringContaining("it has ended with success")]);
  });
});

describe("the page about questions to people", () => {
  it("shows an example that does what it says", async () => {
    const page = readFileSync(new URL("../../docs/approvals.md", import.meta.url), "utf8");
    const text = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    const { place, run, document } = await parked(text, ["--runner", "scripted"]);
    expect(document.gates?.[0]?.prompt).toMatch(/^Release to staging\?\n/);
    const ada = { AO_ACTOR: "ada" };
    const said = await place.run(["approve", "latest", "release", "--field", "version=1.3"], { env: ada });
    expect(said.code, said.err).toBe(0);
    expect((await resumed(place, run, 0)).outputs).toEqual({ published: "publishing 1.3 on beta" });
  });
});

describe("what people write", () => {
  it("loses its secrets before it reaches the disk", async () => {
    const text = RELEASE.replace("tasks:", "context: { secrets: [TOKEN] }\ntasks:");
    const place = project({ "it.yml": text });
    const env = { TOKEN: "hunter2-hunter2" };
    expect((await place.run(["run", "it.yml"], { env })).code).toBe(3);
    const run = place.runs()[0] ?? "";
    const said = await place.run(["approve", run, "--field", "version=hunter2-hunter2"], { env });
    expect(said.code, said.err).toBe(0);
    const found = readdirSync(join(place.folder(run), "journal")).map((name) =>
      place.read(join(".claude/workflow-state/runs", run, "journal", name)),
    );
    expect(found.join("")).not.toContain("hunter2");
  });

  it("is typed by its field, and reaches later tasks as data", async () => {
    const { place, run } = await parked(RELEASE);
    await place.run(["approve", run, "--field", "version=$(rm -rf .) ${draft.output}", "--field", "count=3"]);
    expect((await resumed(place, run, 0)).outputs).toEqual({
      shipped: "$(rm -rf .) ${draft.output} times 3",
    });
  });
});
