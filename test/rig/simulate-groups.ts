/** What the world answers to a group that wants to grow or to close: the next fact, or its end. */
import { digest, taskId } from "../../src/core/base/brand.ts";
import type { RunEvent } from "../../src/core/journal/event.ts";
import { checkDelegated } from "../../src/core/plan/delegated.ts";
import { membersOf } from "../../src/core/plan/delegation.ts";
import { closingEvent, stateOf } from "../../src/core/run/answer.ts";
import { effective } from "../../src/core/run/attach.ts";
import { basisOf } from "../../src/core/run/basis.ts";
import type { Command } from "../../src/core/run/command.ts";
import { depthOf } from "../../src/core/run/growth.ts";
import type { RunState, TaskState } from "../../src/core/run/state.ts";
import { failureOf, type World } from "./fate.ts";

const failed = (
  state: RunState,
  group: TaskState,
  kind: "verify-failed" | "missing-input" | "output-invalid" | "timeout",
): RunEvent => ({
  type: "task.failed",
  task: group.task.id,
  n: group.attempts,
  failure: failureOf(kind),
  retry: false,
  saw: basisOf(state, group),
});

function succeeded(state: RunState, group: TaskState): RunEvent {
  const given = group.children.map((index) => state.tasks[index]?.output ?? "").join(" ");
  const output = digest(`group ${group.task.id}: ${given}`);
  return {
    type: "task.succeeded",
    task: group.task.id,
    n: group.attempts,
    output,
    saw: basisOf(state, group),
  };
}

export function closed(state: RunState, command: Extract<Command, { do: "close" }>): RunEvent {
  return closingEvent(state, command) ?? succeeded(state, stateOf(state, command.task));
}

function expanded(state: RunState, group: TaskState, stage: number, world: World): RunEvent {
  const { work, id } = group.task;
  if (work.type !== "for_each") throw new Error(`${id} is no fan-out`);
  const items = world.items?.(id) ?? [];
  if (items.length > 0)
    return {
      type: "task.expanded",
      task: id,
      stage,
      list: digest(`list ${JSON.stringify(items)}`),
      keys: items.map(({ key }) => key),
      marks: items.map(({ mark }) => mark),
      trust: "untrusted",
    };
  if (work.onEmpty === "success") return succeeded(state, group);
  if (work.onEmpty === "fail") return failed(state, group, "missing-input");
  return {
    type: "task.skipped",
    task: id,
    status: "skipped",
    because: { kind: "empty" },
    saw: basisOf(state, group),
  };
}

function iterated(state: RunState, group: TaskState, stage: number, world: World, now: number): RunEvent {
  const { work, id } = group.task;
  if (work.type !== "loop") throw new Error(`${id} is no loop`);
  const done = stage - 1;
  if (work.until === undefined ? done >= work.maxIterations : done >= (world.rounds?.(id) ?? 1))
    return succeeded(state, group);
  if (done >= work.maxIterations) return failed(state, group, "verify-failed");
  const late = work.maxDuration !== undefined && now >= (group.startedAt ?? now) + work.maxDuration;
  return late ? failed(state, group, "timeout") : { type: "loop.iterated", task: id, stage };
}

function delegates(state: RunState, group: TaskState, stage: number, world: World): RunEvent {
  const { id, work } = group.task;
  if (work.type !== "delegate") throw new Error(`${id} does not delegate`);
  const words =
    world.hands?.(
      id,
      membersOf(work.team).map((task) => task.id),
    ) ?? [];
  if (words.length === 0 && work.team.length === 0) return succeeded(state, group);
  const checked = checkDelegated(state.plan, group.task, words, depthOf(state, group));
  return checked.ok
    ? { type: "task.delegated", task: id, stage, tasks: checked.value }
    : failed(state, group, "output-invalid");
}

function picks(state: RunState, group: TaskState, stage: number, world: World): RunEvent {
  const { work, id } = group.task;
  if (work.type !== "autonomous") throw new Error(`${id} picks nothing`);
  const pick = (world.picks?.(
    id,
    membersOf(work.team).map((task) => task.id),
  ) ?? [])[stage - 2];
  if (pick === undefined) return succeeded(state, group);
  if (stage - 1 > work.maxIterations) return failed(state, group, "verify-failed");
  const round = effective(group).filter((fact) => fact.pick === pick).length + 1;
  return { type: "task.picked", task: id, stage, pick: taskId(pick), round };
}

export function grown(
  state: RunState,
  command: Extract<Command, { do: "grow" }>,
  world: World,
  now: number,
): RunEvent {
  const group = stateOf(state, command.task);
  const { type } = group.task.work;
  if (type === "for_each") return expanded(state, group, command.stage, world);
  if (type === "loop") return iterated(state, group, command.stage, world, now);
  if (type === "delegate") return delegates(state, group, command.stage, world);
  return picks(state, group, command.stage, world);
}
