/** How far agents are kept from the rest of the machine: what is promised at each level, and that every report says which it was. */
import { describe, expect, it } from "vitest";
import { attempted } from "../../src/adapters/system/isolation.ts";
import { documentIn, type Project, project, statuses } from "../rig/program.ts";

const able = attempted([]).level === 1;
const SECRET = "k3y-of-the-operator-0123456789";

/** Looks into every process that it can see, and above all into whoever started it. */
const PROBE = `
const fs = require("node:fs");
const pids = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name));
const read = (pid) => { try { return fs.readFileSync("/proc/" + pid + "/environ", "latin1"); } catch { return ""; } };
const leaks = pids.filter((pid) => read(pid).includes("OPERATORS_KEY="));
fs.writeFileSync(process.env.AO_OUTPUT_FILE, JSON.stringify({ output: leaks.length > 0 ? "found it" : "nothing", structured: { seen: pids.length } }));
`;

const WORKFLOW = `
name: probing
agents:
  spy: { runner: command, command: [node, probe.cjs], prompt: Look around }
tasks:
  - { id: agent, agent: spy }
  - { id: command, type: command, run: [node, probe.cjs] }
`;

const OPERATOR = { OPERATORS_KEY: SECRET };

const probing = (): Project => project({ "it.yml": WORKFLOW, "probe.cjs": PROBE });

async function probed(args: readonly string[] = []) {
  const place = probing();
  const ended = await place.run(["run", "it.yml", "--json", ...args], { env: OPERATOR });
  const document = documentIn(ended);
  const output = (id: string): unknown => document.tasks.find((task) => task.id === id)?.output;
  return { place, ended, document, output };
}

type Told = Readonly<{ isolation: Readonly<{ level: number; about: string; lacks?: string }> }>;
const told = (document: object): Told["isolation"] => (document as Told).isolation;

describe.runIf(able)("an agent at level 1", () => {
  it("cannot read the environment of who started it, while a command of the author can", async () => {
    const { document, output, ended, place } = await probed();
    expect(output("agent")).toBe("nothing");
    expect(output("command")).toBe("found it");
    expect(told(document)).toEqual({
      level: 1,
      about: "process namespace of their own, allow-list environment",
    });
    const words = "isolation 1: agents have a process namespace of their own";
    expect(ended.err).toContain(words);
    expect((await place.run(["status"])).out).toContain(words);
    const stored = JSON.parse((await place.run(["status", "--json"])).out) as object;
    expect(told(stored).level).toBe(1);
  });

  it("is reached by a cancel all the same", async () => {
    const place = project({
      "it.yml": `
name: stubborn
settings: { cancel_grace: 1 }
agents:
  deaf: { runner: command, command: [bash, -c, "trap '' INT TERM; touch begun; (setsid sleep 600 &); while :; do sleep 1; done"], prompt: Never stop }
tasks: [{ id: a, agent: deaf }]
`,
    });
    const run = place.start(["run", "it.yml", "--json"]);
    await expect.poll(() => place.has("begun"), { timeout: 20_000 }).toBe(true);
    run.child.kill("SIGINT");
    const ended = await run.ended;
    expect(ended.code).toBe(130);
    expect(statuses(documentIn(ended))).toEqual({ a: "cancelled" });
    const [id = ""] = place.runs();
    const { marked } = await import("../../src/adapters/system/proc-table.ts");
    expect(marked([`AO_RUN_ID=${id}`])).toEqual([]);
  });
});

describe("an agent at level 0", () => {
  it("is not walled off, and every report says so", async () => {
    const { document, output, ended } = await probed(["--isolation", "0"]);
    if (process.platform === "linux") expect(output("agent")).toBe("found it");
    expect(told(document)).toMatchObject({ level: 0, lacks: "nothing else was asked for" });
    expect(ended.err).toContain("isolation 0: same user, allow-list environment; not more, because");
  });

  it("is what a run without agents says, since nothing was tried out", async () => {
    const place = project({ "it.yml": "name: plain\ntasks: [{ id: a, type: command, run: [echo, hi] }]\n" });
    const ended = await place.run(["run", "it.yml", "--json"]);
    expect(told(documentIn(ended))).toEqual({ level: 0, about: "same user, allow-list environment" });
    expect(ended.err).toContain("isolation 0: same user, allow-list environment\n");
  });
});

describe("the level that is asked for", () => {
  it("is one that exists", async () => {
    const ended = await probing().run(["run", "it.yml", "--isolation", "7"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain('there is no isolation "7"');
  });
});
