import { expect, test } from "vitest";
import { compiledPlan } from "../../../test/rig/compiled.ts";
import { isFields, isList, type Fields, type Value } from "../base/value.ts";
import { planDocument } from "./plan-document.ts";

const ids = (value: Value | undefined): unknown =>
  isList(value)
    ? value.map((one) => (isFields(one) ? `${String(one["id"])} ${String(one["type"])}` : one))
    : value;

function taskOf(text: string, id: string): Fields {
  const { tasks } = planDocument(compiledPlan(text));
  const found = isList(tasks) ? tasks.find((one) => isFields(one) && one["id"] === id) : undefined;
  return isFields(found) ? found : {};
}

test("a fan-out shows the pattern of its items, however deep", () => {
  const each = taskOf(
    "name: x\ntasks:\n  - { id: f, agent: coder, prompt: 'Do ${item}', for_each: { items: [1, 2], max_items: 5 }, loop: { max_iterations: 3 } }",
    "f",
  );
  expect([each["type"], each["max_items"], ids(each["body"])]).toEqual([
    "for_each",
    5,
    ["f loop", "f#1 agent"],
  ]);
  const [loop] = isList(each["body"]) ? each["body"] : [];
  expect(loop).toMatchObject({ max_iterations: 3 });
});

test("a lead and an agent that chooses show the tasks that they choose from", () => {
  const team = "  - { id: a, agent: coder }\n  - { id: g, type: parallel, steps: [{ id: s, agent: coder }] }";
  const led = taskOf(
    `name: x\nsettings: { mode: hierarchical }\ntasks:\n  - { id: lead, agent: orchestrator }\n${team}`,
    "lead",
  );
  expect([led["type"], led["agents"], ids(led["team"])]).toEqual([
    "delegate",
    ["coder"],
    ["a agent", "g parallel", "s agent"],
  ]);
  expect(led).toMatchObject({
    max_tasks: expect.any(Number) as number,
    max_depth: expect.any(Number) as number,
  });
  const chosen = taskOf(
    `name: x\nsettings: { mode: autonomous, agent: orchestrator, max_iterations: 4 }\ntasks:\n${team}`,
    "autonomous",
  );
  expect([chosen["max_iterations"], ids(chosen["team"])]).toEqual([4, ["a agent", "g parallel", "s agent"]]);
});
