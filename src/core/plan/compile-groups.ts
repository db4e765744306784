/** A task that stands for many becomes a group around one: fan-out, fallback, loop and samples, from outside to inside. */
import { taskId } from "../base/brand.ts";
import { isFields, isList } from "../base/value.ts";
import type { Fields, Value } from "../base/value.ts";
import { references } from "../expression/references.ts";
import { parseCondition } from "../expression/template.ts";
import { fallbackOf } from "../spec/fallbacks.ts";
import type { SpecTask } from "../spec/spec.ts";
import { delegateGroup } from "./compile-delegate.ts";
import { childOf, groupTask, innerFields, placeIn, type Ground } from "./compile-ground.ts";
import { AT_ONCE, type Order } from "./compile-order.ts";
import { planTask, type Seed } from "./compile-task.ts";
import { conditionOf, loopWork, textOf } from "./compile-work.ts";
import { DEFAULT_ITEMS } from "./defaults.ts";
import type { Each, Task, Work } from "./plan.ts";

type Where = Readonly<{ parent?: Seed["parent"]; order?: Order }>;

/** A task of the file as the plan has it, its outermost group first, with all that stands inside of it. */
export function lowered(ground: Ground, task: SpecTask, where: Where = {}): readonly Task[] {
  const { frame } = ground;
  const parent = where.parent ?? parentOf(ground, task);
  const seed: Seed = {
    id: ground.named(task.id),
    role: frame?.role ?? task.role,
    type: task.type,
    ...(parent === undefined ? {} : { parent }),
    ...(frame === undefined ? {} : { frame: frame.id }),
  };
  return grown({ ground, task }, seed, ground.fields(task), where.order ?? ground.order(task));
}

/** The outermost tasks of a file that is called stand in the task that calls it. */
function parentOf({ named, frame }: Ground, { parent }: SpecTask): Seed["parent"] {
  if (parent !== undefined) return { id: named(parent.id), branch: parent.branch };
  return frame === undefined ? undefined : { id: frame.id, branch: "all" };
}

type Subject = Readonly<{ ground: Ground; task: SpecTask }>;

function grown(subject: Subject, seed: Seed, fields: Fields, order: Order): readonly Task[] {
  const { ground, task } = subject;
  const samples = fields["samples"];
  if (isFields(fields["for_each"])) return eachGroup(subject, seed, fields, order, fields["for_each"]);
  if (fallbackOf(fields) !== undefined) return rescueGroup(subject, seed, fields, order);
  if (isFields(fields["loop"]) && seed.type !== "loop") return loopGroup(subject, seed, fields, order);
  if (typeof samples === "number" && samples > 1) return samplesGroup(subject, seed, fields, order, samples);
  if (isFields(fields["delegate"])) return delegateGroup(ground, task, seed, fields, order);
  if (seed.type === "workflow") return ground.called(task, seed, fields, order);
  const compiling = ground.compiling(seed.type === "agent" ? textOf(fields["agent"]) : undefined);
  const made = planTask(seed, fields, order, compiling, { place: placeIn(ground) });
  const steps = ground.steps(task.id).filter((step) => step !== task && !ground.owners.has(step.id));
  return steps.length === 0 ? [made] : [made, ...steps.flatMap((step) => stepIn(ground, seed, step))];
}

const stepIn = (ground: Ground, { id }: Seed, step: SpecTask): readonly Task[] =>
  lowered(ground, step, { parent: { id, branch: step.parent?.branch ?? "all" } });

function eachGroup(
  subject: Subject,
  seed: Seed,
  fields: Fields,
  order: Order,
  each: Fields,
): readonly Task[] {
  const as = textOf(each["as"]) ?? "item";
  const { condition } = fields;
  const ofItem = seed.type === "conditional" || mentions(conditionOf(condition), as);
  const inner = {
    ...innerFields(fields, "for_each"),
    ...(ofItem && condition !== undefined ? { condition } : {}),
  };
  const body = grown(subject, { ...seed, parent: { id: seed.id, branch: "all" } }, inner, AT_ONCE);
  const { condition: _, ...others } = fields;
  const work: Work = { type: "for_each", ...eachOf(each, as, body) };
  const group = groupTask(subject.ground, seed, ofItem ? others : fields, order, ["for_each"], work);
  return [{ ...group, dynamic: true }];
}

function mentions(condition: string | undefined, name: string): boolean {
  const parsed = condition === undefined ? null : parseCondition(condition);
  return parsed?.ok === true && references(parsed.value).some(({ root }) => root === name);
}

const numberOf = (value: Value | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

function eachOf(each: Fields, as: string, body: readonly Task[]): Each {
  const key = textOf(each["key"]);
  const maxParallel = numberOf(each["max_parallel"]);
  const minSuccess = numberOf(each["min_success"]);
  const onEmpty = each["on_empty"];
  return {
    items: each["items"] ?? [],
    as,
    ...(key === undefined ? {} : { key }),
    maxItems: numberOf(each["max_items"]) ?? DEFAULT_ITEMS,
    ...(maxParallel === undefined ? {} : { maxParallel }),
    ...(minSuccess === undefined ? {} : { minSuccess }),
    onEmpty: onEmpty === "skip" || onEmpty === "fail" ? onEmpty : "success",
    body,
  };
}

/** The one that takes over stands inside, and what it waits for the group waits for. */
function rescueGroup(subject: Subject, seed: Seed, fields: Fields, order: Order): readonly Task[] {
  const { ground } = subject;
  const other = ground.byId.get(fallbackOf(fields) ?? "");
  if (other === undefined) return grown(subject, seed, innerless(fields), order);
  const first = childOf(seed, `${seed.id}/try`);
  const rest = ground.order(other).needs.filter((need) => need !== seed.id && !order.needs.includes(need));
  const second = { needs: [first.id], chained: false, usual: "one_failed" } as const;
  const attempts = grown(subject, first, withAgent(fields), AT_ONCE);
  const others = lowered(ground, other, { parent: { id: seed.id, branch: "all" }, order: second });
  const steps = [taskId(first.id), taskId(ground.named(other.id))];
  const group = groupTask(
    ground,
    seed,
    fields,
    { ...order, needs: [...order.needs, ...rest] },
    ["fallback"],
    { type: "rescue", steps },
  );
  return [group, ...attempts, ...others];
}

/** Another agent or model is tried before the other task. */
function withAgent(fields: Fields): Fields {
  const inner = innerFields(fields, "fallback");
  const { task: _, ...other } = isFields(fields["fallback"]) ? fields["fallback"] : {};
  return Object.keys(other).length === 0 ? inner : { ...inner, fallback: other };
}

/** A fallback that cannot be found was told about before. */
function innerless(fields: Fields): Fields {
  const { fallback: _, ...rest } = fields;
  return rest;
}

function loopGroup(subject: Subject, seed: Seed, fields: Fields, order: Order): readonly Task[] {
  const first = childOf(seed, `${seed.id}#1`);
  const inner = grown(subject, first, innerFields(fields, "loop"), AT_ONCE);
  const work = loopWork(fields, [taskId(first.id)]);
  return [groupTask(subject.ground, seed, fields, order, ["loop"], work), ...inner];
}

function samplesGroup(
  subject: Subject,
  seed: Seed,
  fields: Fields,
  order: Order,
  samples: number,
): readonly Task[] {
  const { select, ...rest } = innerFields(fields, "samples");
  const chosenBy = isFields(select) ? select["by"] : select;
  const by = chosenBy === "vote" || chosenBy === "judge" ? chosenBy : "first_valid";
  const places = Array.from({ length: samples }, (_, at) => at);
  const tried = places.map((at) => grown(subject, childOf(seed, `${seed.id}~${at + 1}`), rest, AT_ONCE));
  const steps = places.map((at) => taskId(`${seed.id}~${at + 1}`));
  const judge = by === "judge" ? [judgeOf(subject, seed, fields, steps)] : [];
  const [asked] = judge;
  const work: Work = { type: "samples", steps, by, ...(asked === undefined ? {} : { judge: asked.id }) };
  const group = groupTask(subject.ground, seed, fields, order, ["samples", "select"], work);
  return [group, ...tried.flat(), ...judge];
}

/** Of a script with one reply for each call those that no sample asks for. */
export const shareOfJudge = (mock: Value, samples: number): Value | undefined =>
  isList(mock) && mock.length > samples ? mock.slice(samples) : undefined;

const JUDGE =
  "Several candidates did the same task. Compare them and choose the best one. " +
  "Answer with its number, counted from 1 in the order in which they stand, and with your reason.";

function judgeOf(
  { ground, task }: Subject,
  seed: Seed,
  fields: Fields,
  samples: readonly Task["id"][],
): Task {
  const select = isFields(fields["select"]) ? fields["select"] : {};
  const agent = textOf(select["agent"]) ?? textOf(fields["agent"]);
  const mock = fields["mock"] === undefined ? undefined : shareOfJudge(fields["mock"], samples.length);
  const asked: Fields = {
    type: "agent",
    ...(agent === undefined ? {} : { agent }),
    prompt: textOf(select["prompt"]) ?? JUDGE,
    parameters: { candidates: `\${tasks[${JSON.stringify(task.id)}].items}` },
    outputs: {
      schema: {
        type: "object",
        required: ["choice"],
        properties: {
          choice: { type: "integer", minimum: 1, maximum: samples.length },
          reason: { type: "string" },
        },
      },
    },
    ...(mock === undefined ? {} : { mock }),
    ...(fields["timeout"] === undefined ? {} : { timeout: fields["timeout"] }),
    ...(isList(fields["tools"]) && agent === textOf(fields["agent"]) ? { tools: fields["tools"] } : {}),
  };
  const { alias: _, ...child } = childOf(seed, `${seed.id}~judge`);
  const order: Order = { needs: samples, chained: false, usual: "all_done_min_one_success" };
  return planTask({ ...child, type: "agent" }, asked, order, ground.compiling(agent));
}
