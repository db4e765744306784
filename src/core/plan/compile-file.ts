/** One file as the ground on which its tasks are lowered: the one that runs, or one that is called. */
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { fallbackOwners } from "../spec/fallbacks.ts";
import { spanOf, type Spec, type SpecTask } from "../spec/spec.ts";
import { compilings, type Bench, type Called } from "./compile-bench.ts";
import type { Ground } from "./compile-ground.ts";
import { leadOf, mainIds, teamOf } from "./compile-modes.ts";
import { orders, type Order } from "./compile-order.ts";
import { steered, type Steering } from "./compile-steering.ts";
import type { Seed } from "./compile-task.ts";
import type { Task } from "./plan.ts";

export type File = Readonly<{
  spec: Spec;
  bench: Bench;
  workflows: ReadonlyMap<string, Called>;
  steering: Steering;
  /** With steering values worked out. */
  settings: Fields;
  /** The plan's name of an agent. */
  agent: (name: string) => string;
  frame?: Ground["frame"];
}>;

/** Makes the tasks of another file; the task that calls it comes first. */
export type Call = (
  file: File,
  call: Readonly<{ task: SpecTask; seed: Seed; fields: Fields; order: Order }>,
) => readonly Task[];

export function groundOf(file: File, call: Call): Ground {
  const { spec, bench, settings, frame } = file;
  const steps = new Map<string, SpecTask[]>();
  const byId = new Map<string, SpecTask>();
  for (const task of spec.tasks) {
    if (!byId.has(task.id)) byId.set(task.id, task);
    if (task.parent === undefined) continue;
    const list = steps.get(task.parent.id);
    if (list === undefined) steps.set(task.parent.id, [task]);
    else list.push(task);
  }
  const order = orders(spec);
  const named = (id: string): string => (frame === undefined ? id : `${frame.id}/${id}`);
  const ground: Ground = {
    spec,
    agents: bench.agents,
    compiling: compilings(bench, settings),
    fields: (task) => fieldsOf(file, task, leadOf(ground) === task),
    order: (task) => {
      const { needs, ...rest } = order[task.index] ?? { needs: task.dependencies, chained: false };
      const own = { ...rest, needs: frame === undefined ? needs : needs.map(named) };
      return frame === undefined ? own : framed(ground, task, own);
    },
    steps: (id) => steps.get(id) ?? NONE,
    byId,
    owners: fallbackOwners(spec),
    named,
    ...(frame === undefined ? {} : { frame }),
    team: (lead, group) => teamOf(ground, lead, group),
    called: (task, seed, fields, place) => call(file, { task, seed, fields, order: place }),
  };
  return ground;
}

const NONE: readonly SpecTask[] = [];
const HOOKS: ReadonlySet<string> = new Set(["on_start", "on_success", "on_failure", "on_complete"]);

function fieldsOf({ steering, agent, frame }: File, task: SpecTask, leads: boolean): Fields {
  const fields = steered("task", task.fields, (path) => spanOf(task, ...path), steering);
  const named = frame === undefined ? fields : withAgents(fields, agent);
  const led: Fields = leads && named["delegate"] === undefined ? { ...named, delegate: {} } : named;
  const harmless = frame !== undefined && HOOKS.has(task.role) && task.parent === undefined;
  // A hook that fails is a warning, also in a file that is called.
  return harmless && led["on_failure"] === undefined ? { ...led, on_failure: "continue" } : led;
}

function withAgents(fields: Fields, agent: (name: string) => string): Fields {
  const renamed = (value: Value | undefined): Value | undefined =>
    typeof value === "string" ? agent(value) : value;
  const inside = (value: Value): Value => {
    if (!isFields(value)) return value;
    const { agent: name, agents } = value;
    const list = isList(agents) ? { agents: agents.map((one) => renamed(one) ?? one) } : {};
    return name === undefined ? { ...value, ...list } : { ...value, ...list, agent: renamed(name) ?? name };
  };
  const changed = Object.entries(fields).map(([key, value]): [string, Value] => {
    if (key === "agent") return [key, renamed(value) ?? value];
    return ["fallback", "select", "compensate", "delegate"].includes(key)
      ? [key, inside(value)]
      : [key, value];
  });
  return Object.fromEntries(changed);
}

/** In a file that is called its handlers are ordered by dependencies: before, after, and by how the tasks ended. */
function framed(ground: Ground, task: SpecTask, order: Order): Order {
  if (task.parent !== undefined) return order;
  const { spec, named, owners } = ground;
  const ofRole = (...roles: readonly string[]): readonly string[] =>
    spec.tasks
      .filter((one) => one.parent === undefined && !owners.has(one.id) && roles.includes(one.role))
      .map(({ id }) => named(id));
  const after = (ids: readonly string[], usual: NonNullable<Order["usual"]>): Order => ({
    needs: [...new Set([...ids, ...order.needs])],
    chained: false,
    usual,
  });
  switch (task.role) {
    case "task": {
      const starts = ofRole("on_start").slice(-1);
      return order.needs.length > 0 || starts.length === 0 ? order : after(starts, "none_failed");
    }
    case "finally":
      return after(mainIds(ground), "all_done");
    case "on_success":
      return after([...mainIds(ground), ...ofRole("finally")], "none_failed");
    case "on_failure":
      return after([...mainIds(ground), ...ofRole("finally")], "one_failed");
    case "on_complete":
      return after([...mainIds(ground), ...ofRole("finally", "on_success", "on_failure")], "all_done");
    default:
      return order.needs.length > 0 ? { ...order, usual: "all_done" } : { ...order, usual: "always" };
  }
}
