/** An answer in the very moment in which a run is left: too late for its last look, too early for whoever would resume it. */
import { expect, it } from "vitest";
import { localAnswers } from "../../src/adapters/store/answers.ts";
import { runFolder } from "../../src/adapters/store/run-folder.ts";
import { digest, millis, runId, taskId } from "../../src/core/base/brand.ts";
import { redactor } from "../../src/core/guard/redact.ts";
import { handle } from "../../src/entry/commands/run.ts";
import { called } from "../rig/person.ts";
import { project, type Project } from "../rig/program.ts";

const FILE = `
name: asks
tasks:
  - { id: ok, type: approval, prompt: "Go on?" }
  - { id: after, type: command, dependencies: [ok], run: [bash, -c, "echo after >> did"] }
`;

type Line = Readonly<{ type: string; shown?: string }>;

/** Begins a run in this process, and does this as soon as it is written down that the run is left. */
async function leaving(place: Project, act: (run: string, lines: readonly Line[], plan: string) => void) {
  const { call, err } = called(place.directory, ["json-lines"], false);
  const lines: Line[] = [];
  const write = (text: string): void => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    const [run = ""] = place.runs();
    const [first = ""] = place.read(`.claude/workflow-state/runs/${run}/journal/1-local.jsonl`).split("\n");
    const header = JSON.parse(first) as { plan: string };
    if (line.type === "run.paused") act(run, lines, header.plan);
  };
  const world = { ...call.world, out: { ...call.world.out, write } };
  const code = await handle({ ...call, args: ["it.yml"], world });
  return { code, lines, err: err.text() };
}

const answer = (place: Project, run: string, shown: string, plan: string): void => {
  const folder = runFolder(place.state, runId(run));
  const answers = localAnswers({
    folder,
    epoch: 1,
    plan: digest(plan),
    now: () => millis(Date.now()),
    redactor: redactor([]),
  });
  const said = { verdict: "approve", by: "ann", fields: {}, reason: "" } as const;
  expect(answers.leave({ task: taskId("ok"), shown: digest(shown), ...said }).ok).toBe(true);
};

it("is taken up by the process that leaves it", async () => {
  const place = project({ "it.yml": FILE });
  const ended = await leaving(place, (run, lines, plan) => {
    const { shown = "" } = lines.find(({ type }) => type === "gate.requested") ?? {};
    answer(place, run, shown, plan);
  });
  expect([ended.code, place.lines("did")]).toEqual([0, ["after"]]);
  expect(ended.err).toContain("answered meanwhile: the run goes on\n");
});

it("leaves the run paused if it was none", async () => {
  const place = project({ "it.yml": FILE });
  const ended = await leaving(place, () => undefined);
  expect([ended.code, place.lines("did")]).toEqual([3, []]);
  expect(ended.err).not.toContain("answered meanwhile");
});
